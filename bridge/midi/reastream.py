"""ReaStream packets: the sound and MIDI that REAPER's streaming plug-in exchanges over UDP, all little-endian. Pure.

Sound: ``MRSR``, packet size, identifier, channels, sample rate, bytes of data, then float32 samples, channel after
channel. MIDI: ``mRSR``, packet size, identifier, then events, each with its size and a distance from the one before.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bridge.core.errors import BadPacketError

PORT = 58710
MAX_DATA_BYTES = 1200
MAX_CHANNELS = 64
MAX_IDENTIFIER_BYTES = 31  # of 32, the last of which is 0
MAX_RATE_HZ = 384_000
MAX_PACKET_BYTES = 4096
SAMPLE_BYTES = 4

_AUDIO_MAGIC, _MIDI_MAGIC = b"MRSR", b"mRSR"
_HEAD = struct.Struct("<4si32s")
_AUDIO = struct.Struct("<Bih")
_EVENT = struct.Struct("<iiiiii3sBBB")
_LEAST_EVENT_BYTES = 27  # up to its MIDI bytes
_MIDI_EVENT = 1


class AudioPacket(NamedTuple):
    """A piece of sound; ``data`` are float32 samples, channel after channel."""

    identifier: str
    n_channels: int
    sample_rate_hz: int
    data: bytes

    @property
    def n_frames(self) -> int:
        """Samples of each channel."""
        return len(self.data) // SAMPLE_BYTES // self.n_channels


class MidiEvent(NamedTuple):
    """A message, and its distance in sample frames from the one before."""

    delta_frames: int
    data: bytes


class MidiPacket(NamedTuple):
    """Messages in their order."""

    identifier: str
    events: tuple[MidiEvent, ...]


def max_frames(n_channels: int) -> int:
    """Number of frames that fit into a packet."""
    return MAX_DATA_BYTES // SAMPLE_BYTES // n_channels


def encode_identifier(identifier: str) -> bytes:
    """The 32 bytes of it. Raises ValueError when it is empty, too long or not ASCII."""
    try:
        encoded = identifier.encode("ascii")
    except UnicodeEncodeError:
        encoded = b""
    if not 0 < len(encoded) <= MAX_IDENTIFIER_BYTES or b"\0" in encoded:
        raise ValueError(f"a ReaStream identifier has 1 to {MAX_IDENTIFIER_BYTES} plain letters, not {identifier!r}")
    return encoded.ljust(32, b"\0")


def encode_audio(identifier: bytes, n_channels: int, sample_rate_hz: int, data: bytes) -> bytes:
    """A packet of sound; ``identifier`` by `encode_identifier`, ``data`` at most `MAX_DATA_BYTES`."""
    head = _HEAD.pack(_AUDIO_MAGIC, _HEAD.size + _AUDIO.size + len(data), identifier)
    return head + _AUDIO.pack(n_channels, sample_rate_hz, len(data)) + data


def encode_midi(identifier: bytes, events: Sequence[MidiEvent]) -> bytes:
    """A packet of messages of at most three bytes each."""
    body = b"".join(
        _EVENT.pack(_MIDI_EVENT, _EVENT.size, event.delta_frames, 0, 0, 0, event.data.ljust(3, b"\0"), 0, 0, 0)
        for event in events
    )
    return _HEAD.pack(_MIDI_MAGIC, _HEAD.size + len(body), identifier) + body


def decode(packet: bytes) -> AudioPacket | MidiPacket:
    """Read a packet. Raises BadPacketError, which names the fault."""
    if len(packet) < _HEAD.size:
        raise BadPacketError(f"a ReaStream packet has at least {_HEAD.size} bytes, not {len(packet)}")
    magic, size, raw = _HEAD.unpack_from(packet)
    if magic not in (_AUDIO_MAGIC, _MIDI_MAGIC):
        raise BadPacketError("a ReaStream packet begins with MRSR or mRSR")
    if size != len(packet):
        raise BadPacketError(f"a ReaStream packet says {size} bytes and has {len(packet)}")
    identifier = _identifier(raw)
    if magic == _AUDIO_MAGIC:
        return _audio(identifier, packet)
    return MidiPacket(identifier, tuple(_events(packet)))


def _identifier(raw: bytes) -> str:
    text, _, rest = raw.partition(b"\0")
    if raw[-1] or rest.strip(b"\0"):
        raise BadPacketError("a ReaStream identifier ends with a zero and zeros only")
    return text.decode("ascii", "replace")


def _audio(identifier: str, packet: bytes) -> AudioPacket:
    start = _HEAD.size + _AUDIO.size
    if len(packet) < start:
        raise BadPacketError(f"a ReaStream packet of sound has at least {start} bytes, not {len(packet)}")
    n_channels, rate_hz, n_bytes = _AUDIO.unpack_from(packet, _HEAD.size)
    if not 1 <= n_channels <= MAX_CHANNELS:
        raise BadPacketError(f"ReaStream carries 1 to {MAX_CHANNELS} channels, not {n_channels}")
    if not 0 < rate_hz <= MAX_RATE_HZ:
        raise BadPacketError(f"a sample rate of {rate_hz} Hz cannot be")
    if n_bytes != len(packet) - start or not 0 < n_bytes <= MAX_DATA_BYTES:
        raise BadPacketError(f"a ReaStream packet says {n_bytes} bytes of sound and has {len(packet) - start}")
    if n_bytes % (SAMPLE_BYTES * n_channels):
        raise BadPacketError(f"{n_bytes} bytes are not whole frames of {n_channels} channels")
    return AudioPacket(identifier, n_channels, rate_hz, packet[start:])


def _events(packet: bytes) -> Iterator[MidiEvent]:
    at = _HEAD.size
    while at < len(packet):
        if len(packet) - at < _LEAST_EVENT_BYTES:
            raise BadPacketError("a ReaStream packet ends in the middle of an event")
        kind, size, delta_frames, _, _, _ = struct.unpack_from("<iiiiii", packet, at)
        if not _LEAST_EVENT_BYTES <= size <= len(packet) - at:
            raise BadPacketError(f"a ReaStream event cannot have {size} bytes")
        data = packet[at + 24 : at + 27]
        if kind == _MIDI_EVENT and data[0] >= 0x80:
            yield MidiEvent(delta_frames, _trimmed(data))
        at += size


def _trimmed(data: bytes) -> bytes:
    """Without the padding of messages shorter than three bytes."""
    kind = data[0] & 0xF0
    if kind in (0xC0, 0xD0) or data[0] in (0xF1, 0xF3):
        return data[:2]
    return data[:1] if data[0] >= 0xF4 else data

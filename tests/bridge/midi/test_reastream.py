"""ReaStream packets, byte for byte, against a decoder written from the format's description alone."""

import contextlib
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.core.errors import BadPacketError
from bridge.core.timebase import MockClock
from bridge.midi.reastream import (
    AudioPacket,
    MidiEvent,
    MidiPacket,
    decode,
    encode_audio,
    encode_identifier,
    encode_midi,
    max_frames,
)
from bridge.midi.reastream_input import ReaStreamInput

IDENTIFIER = encode_identifier("sideman")


def read_audio(packet):
    """The description, field by field."""
    assert packet[:4] == b"MRSR"
    assert int.from_bytes(packet[4:8], "little", signed=True) == len(packet)
    name = packet[8:40]
    assert name[31] == 0
    n_channels, rate = packet[40], int.from_bytes(packet[41:45], "little")
    n_bytes = int.from_bytes(packet[45:47], "little")
    assert n_bytes == len(packet) - 47 <= 1200
    values = [struct.unpack("<f", packet[at : at + 4])[0] for at in range(47, len(packet), 4)]
    n_frames = len(values) // n_channels
    channels = [values[c * n_frames : (c + 1) * n_frames] for c in range(n_channels)]
    return name.rstrip(b"\0").decode(), rate, channels


def test_sound_is_laid_out_channel_after_channel():
    samples = np.array([[1.0, -1.0], [0.5, -0.5], [0.25, -0.25]], "<f4")
    packet = encode_audio(IDENTIFIER, 2, 48_000, samples.T.tobytes())
    assert read_audio(packet) == ("sideman", 48_000, [[1.0, 0.5, 0.25], [-1.0, -0.5, -0.25]])
    assert decode(packet) == AudioPacket("sideman", 2, 48_000, samples.T.tobytes())
    assert decode(packet).n_frames == 3


def test_a_packet_of_sound_byte_for_byte():
    packet = encode_audio(encode_identifier("x"), 1, 44_100, struct.pack("<f", 1.0))
    assert packet.hex() == "4d525352" + "33000000" + "78" + "00" * 31 + "01" + "44ac0000" + "0400" + "0000803f"


def test_a_packet_of_midi_byte_for_byte():
    packet = encode_midi(encode_identifier("x"), [MidiEvent(64, bytes((0x90, 60, 100))), MidiEvent(3, b"\xc0\x05")])
    event = "01000000" + "1e000000" + "{}" + "00000000" * 3 + "{}" + "00" + "00" + "00"
    body = event.format("40000000", "903c64") + event.format("03000000", "c00500")
    assert packet.hex() == "6d525352" + "64000000" + "78" + "00" * 31 + body
    assert decode(packet) == MidiPacket("x", (MidiEvent(64, bytes((0x90, 60, 100))), MidiEvent(3, b"\xc0\x05")))


def test_a_full_packet_keeps_the_limit():
    assert max_frames(2) == 150
    assert len(encode_audio(IDENTIFIER, 2, 48_000, bytes(8 * 150))) == 47 + 1200


@pytest.mark.parametrize("name", ["", "x" * 32, "naïve", "a\0b"])
def test_a_name_that_cannot_be_is_refused(name):
    with pytest.raises(ValueError, match="identifier"):
        encode_identifier(name)


GOOD = encode_audio(IDENTIFIER, 2, 48_000, bytes(16))


def with_bytes(packet, at, data):
    return packet[:at] + data + packet[at + len(data) :]


@pytest.mark.parametrize(
    ("packet", "why"),
    [
        (b"", "at least 40"),
        (with_bytes(GOOD, 0, b"XRSR"), "begins with"),
        (GOOD[:-1], "says 63 bytes and has 62"),
        (GOOD + b"\0", "says 63"),
        (with_bytes(GOOD, 39, b"x"), "zero"),
        (with_bytes(GOOD, 40, b"\0"), "channels, not 0"),
        (with_bytes(GOOD, 40, b"\xff"), "channels, not 255"),
        (with_bytes(GOOD, 40, b"\x03"), "not whole frames of 3"),
        (with_bytes(GOOD, 41, b"\0\0\0\0"), "0 Hz"),
        (with_bytes(GOOD, 45, b"\x08\0"), "says 8 bytes of sound and has 16"),
        (struct.pack("<4si32s", b"MRSR", 40, IDENTIFIER), "at least 47"),
        (struct.pack("<4si32s", b"mRSR", 44, IDENTIFIER) + b"abcd", "middle of an event"),
        (struct.pack("<4si32siiiiii3s", b"mRSR", 67, IDENTIFIER, 1, 5, 0, 0, 0, 0, b"abc"), "cannot have 5"),
    ],
)
def test_what_is_wrong_with_a_packet_is_said(packet, why):
    with pytest.raises(BadPacketError, match=why):
        decode(packet)


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_refused(data):
    for packet in (data, struct.pack("<4si32s", b"mRSR", 40 + len(data), IDENTIFIER) + data):
        with contextlib.suppress(BadPacketError):
            assert isinstance(decode(packet), AudioPacket | MidiPacket)


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 15), st.integers(0, 127), st.integers(1, 127))))
def test_midi_comes_back_as_it_was_sent(notes):
    events = tuple(MidiEvent(delta, bytes((0x90 | channel, *rest))) for delta, channel, *rest in notes)
    assert decode(encode_midi(IDENTIFIER, events)) == MidiPacket("sideman", events)


@pytest.fixture
def ear():
    heard, time = [], MockClock()
    ear = ReaStreamInput("127.0.0.1", 0, "sideman", lambda data, at_s: heard.append((data, at_s - time.now_s())), time)
    yield ear, heard
    ear.close()


def test_a_hosts_midi_is_the_players(ear):
    ear, heard = ear
    ear.take(encode_midi(IDENTIFIER, [MidiEvent(480, b"\x90\x3c\x64"), MidiEvent(48, b"\x80\x3c\x00")]))
    assert [data.hex() for data, _ in heard] == ["903c64", "803c00"]
    assert [late_s for _, late_s in heard] == pytest.approx([0.010, 0.011])
    assert ear.n_messages == 2


def test_what_is_not_ours_is_counted_and_changes_nothing(ear):
    ear, heard = ear
    ear.take(encode_midi(encode_identifier("other"), [MidiEvent(0, b"\x90\x3c\x64")]))
    ear.take(GOOD)
    ear.take(GOOD[:-3])
    assert (ear.n_strange, ear.n_refused, heard) == (2, 1, [])

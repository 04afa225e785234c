"""OSC packets in a TCP stream: SLIP framing (OSC 1.1), or length prefixes (OSC 1.0), distinguished by the first byte.

A SLIP stream begins with END or with a packet, that is "/" or "#"; a length prefix begins with a zero byte, as no
packet has 16 MB. liblo uses the latter by default. Anything else, such as a browser's request, is
no OSC. Pure.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from pythonosc import slip

from bridge.core.errors import BadPacketError

MAX_PACKET_BYTES = 1 << 20
_END = slip.END
_FIRST_BYTES = b"\x00/#" + _END


class PacketReader:
    """Cuts a stream into packets, and frames answers as the peer frames its requests."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._is_prefixed: bool | None = None

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Packets that are whole by now. Raises BadPacketError when the stream makes no sense: it must be closed."""
        self._buffer += data
        if self._is_prefixed is None and self._buffer:
            if self._buffer[0] not in _FIRST_BYTES:
                raise BadPacketError("the stream does not begin with an OSC packet")
            self._is_prefixed = self._buffer[0] == 0
        yield from self._prefixed() if self._is_prefixed else self._slipped()
        if len(self._buffer) > MAX_PACKET_BYTES + 4:
            raise BadPacketError(f"a packet has more than {MAX_PACKET_BYTES} bytes")

    def frame(self, packet: bytes) -> bytes:
        """A packet as this peer reads it."""
        if self._is_prefixed:
            return struct.pack(">i", len(packet)) + packet
        return bytes(slip.encode(packet))

    def _prefixed(self) -> Iterator[bytes]:
        while len(self._buffer) >= 4:
            (size,) = struct.unpack_from(">i", self._buffer)
            if not 0 < size <= MAX_PACKET_BYTES:
                raise BadPacketError(f"a packet claims {size} bytes; {MAX_PACKET_BYTES} are the most")
            if len(self._buffer) < 4 + size:
                return
            packet = bytes(self._buffer[4 : 4 + size])
            del self._buffer[: 4 + size]
            yield packet

    def _slipped(self) -> Iterator[bytes]:
        while (end := self._buffer.find(_END)) >= 0:
            framed = bytes(self._buffer[:end])
            del self._buffer[: end + 1]
            if framed:
                yield _unslipped(framed)


def _unslipped(framed: bytes) -> bytes:
    try:
        return bytes(slip.decode(framed + _END))
    except Exception as error:  # python-osc's own ProtocolError, and whatever else broken escapes make
        raise BadPacketError("the SLIP framing of a packet is broken") from error

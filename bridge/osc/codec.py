"""OSC bytes to messages and back; any bytes give messages or `BadPacketError`, nothing else. Any thread.

python-osc writes; reading is done here, because its own parsers loop for ever on a bundle element of negative size,
read a truncated float as 0.0 and skip argument types they do not know.
"""

from __future__ import annotations

import struct
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pythonosc.parsing import osc_types

from bridge.core.errors import BadPacketError

Value = str | int | float | bool | bytes | None

BUNDLE_TAG = b"#bundle\x00"
MAX_PACKET_BYTES = 65_507  # what fits into one UDP datagram
MAX_ARGUMENTS = 60_100  # a fill of 10,000 notes
MAX_BUNDLE_DEPTH = 8
MAX_AHEAD_S = 1.0
_NTP_TO_UNIX_S = 2_208_988_800  # 1900 to 1970
_IMMEDIATELY = 1  # the time tag that means "now"

Reader = Callable[[bytes, int], tuple[Value, int]]


class OscMessage(NamedTuple):
    """One message; ``ahead_s`` is how far ahead its bundle's time tag lay, 0 to `MAX_AHEAD_S`."""

    address: str
    arguments: tuple[Value, ...] = ()
    ahead_s: float = 0.0


class Unreadable(NamedTuple):
    """A whole message that cannot be read, in a packet that is not damaged; ``reason`` is a sentence."""

    address: str
    reason: str


def decode(packet: bytes, unix_time_s: float | None = None) -> list[OscMessage]:
    """Read a packet, bundles flattened in order. Raises `BadPacketError` when any of it cannot be read."""
    messages = []
    for message in decode_each(packet, unix_time_s):
        if isinstance(message, Unreadable):
            raise BadPacketError(message.reason)
        messages.append(message)
    return messages


def decode_each(packet: bytes, unix_time_s: float | None = None) -> list[OscMessage | Unreadable]:
    """Read a packet, bundles flattened in order. A type that is not known costs its message, not the bundle.

    Raises `BadPacketError` when the packet is damaged; then none of it counts. ``unix_time_s`` is the wall clock that
    time tags are compared with (default: this machine's).
    """
    try:
        return list(_walk(packet, time.time() if unix_time_s is None else unix_time_s, 0.0, 0))
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise BadPacketError("the packet is truncated or is not OSC") from error


def encode(address: str, arguments: Sequence[Value] = ()) -> bytes:
    """Write one message. Raises ValueError for a value that OSC has no type for."""
    tags, chunks = [","], []
    for value in arguments:
        tag, chunk = _encoded(value)
        tags.append(tag)
        chunks.append(chunk)
    return b"".join((osc_types.write_string(address), osc_types.write_string("".join(tags)), *chunks))


def encode_at(ahead_s: float, packet: bytes, unix_time_s: float | None = None) -> bytes:
    """A bundle around one message, time-tagged so many seconds from now (``unix_time_s``: now by the wall clock)."""
    tag_s = (time.time() if unix_time_s is None else unix_time_s) + ahead_s + _NTP_TO_UNIX_S
    whole_s = int(tag_s)
    return b"".join(
        (
            BUNDLE_TAG,
            struct.pack(">II", whole_s, int((tag_s - whole_s) * 2**32)),
            struct.pack(">i", len(packet)),
            packet,
        )
    )


def float_rest(value: float) -> float:
    """Rounding error of a number as a 32-bit float; the exact number is the float plus this.

    >>> float_rest(0.5), round(float_rest(65_536.1), 4)
    (0.0, -0.0016)
    """
    sent: float = struct.unpack(">f", struct.pack(">f", value))[0]
    return value - sent


def _walk(data: bytes, unix_time_s: float, ahead_s: float, depth: int) -> Iterator[OscMessage | Unreadable]:
    if len(data) % 4 or not data:
        raise BadPacketError(f"a packet of {len(data)} bytes is not OSC: its length is not a multiple of 4")
    if data.startswith(BUNDLE_TAG):
        yield from _walk_bundle(data, unix_time_s, depth)
    elif data.startswith(b"/"):
        yield _message(data, ahead_s)
    else:
        raise BadPacketError("the packet begins neither with an address nor with #bundle")


def _walk_bundle(data: bytes, unix_time_s: float, depth: int) -> Iterator[OscMessage | Unreadable]:
    if depth >= MAX_BUNDLE_DEPTH:
        raise BadPacketError(f"bundles are nested more than {MAX_BUNDLE_DEPTH} deep")
    (time_tag,) = struct.unpack_from(">Q", data, len(BUNDLE_TAG))
    ahead_s = _ahead_s(time_tag, unix_time_s)
    index = len(BUNDLE_TAG) + 8
    while index < len(data):
        (size,) = struct.unpack_from(">i", data, index)
        index += 4
        if not 0 < size <= len(data) - index:
            raise BadPacketError("the packet is truncated: a bundle element is longer than what follows")
        yield from _walk(data[index : index + size], unix_time_s, ahead_s, depth + 1)
        index += size


def _ahead_s(time_tag: int, unix_time_s: float) -> float:
    """Capped, so that a sender whose wall clock is wrong cannot put a request off for ever."""
    if time_tag == _IMMEDIATELY:
        return 0.0
    ahead_s = time_tag / 2**32 - _NTP_TO_UNIX_S - unix_time_s
    return min(max(ahead_s, 0.0), MAX_AHEAD_S)


def _message(data: bytes, ahead_s: float) -> OscMessage | Unreadable:
    try:
        address, index = _string(data, 0)
    except UnicodeDecodeError:
        return Unreadable("", "the address is a text that is not UTF-8")
    try:
        return _with_arguments(data, address, index, ahead_s)
    except UnicodeDecodeError:
        return Unreadable(address, f"{address}: a text is not UTF-8")


def _with_arguments(data: bytes, address: str, index: int, ahead_s: float) -> OscMessage | Unreadable:
    if index == len(data):
        return OscMessage(address, (), ahead_s)  # old senders without arguments leave the type tags out
    tags, index = _string(data, index)
    if not tags.startswith(","):
        raise BadPacketError(f"{address}: the type tags do not begin with a comma")
    if len(tags) - 1 > MAX_ARGUMENTS:
        raise BadPacketError(f"{address}: {len(tags) - 1} arguments are more than {MAX_ARGUMENTS}")
    arguments = []
    for tag in tags[1:]:
        reader = _READERS.get(tag)
        if reader is None:
            return Unreadable(address, f"{address}: arguments of type {tag!r} are not understood")
        value, index = reader(data, index)
        arguments.append(value)
    if index != len(data):
        raise BadPacketError(f"{address}: {len(data) - index} bytes follow the last argument")
    return OscMessage(address, tuple(arguments), ahead_s)


def _string(data: bytes, index: int) -> tuple[str, int]:
    """A text and where the next value begins. Raises ValueError, IndexError."""
    end = data.index(b"\x00", index)
    after = (end // 4 + 1) * 4
    if after > len(data) or data[end:after].strip(b"\x00"):
        raise IndexError("padding")
    return data[index:end].decode("utf-8"), after


def _number(form: str) -> Reader:
    read, size = struct.Struct(form).unpack_from, struct.calcsize(form)

    def reader(data: bytes, index: int) -> tuple[Value, int]:
        return read(data, index)[0], index + size

    return reader


def _blob(data: bytes, index: int) -> tuple[Value, int]:
    (size,) = struct.unpack_from(">i", data, index)
    end = index + 4 + size
    after = end + -size % 4
    if size < 0 or after > len(data):
        raise IndexError("blob")
    return data[index + 4 : end], after


def _constant(value: bool | None) -> Reader:
    return lambda _data, index: (value, index)


_READERS: Mapping[str, Reader] = {
    "i": _number(">i"),
    "h": _number(">q"),
    "f": _number(">f"),
    "d": _number(">d"),
    "s": _string,
    "S": _string,
    "b": _blob,
    "T": _constant(True),
    "F": _constant(False),
    "N": _constant(None),
    "I": _constant(True),  # an impulse: a button that was pressed
}


def _encoded(value: Value) -> tuple[str, bytes]:
    match value:
        case bool() | None:
            return {True: "T", False: "F", None: "N"}[value], b""
        case int():
            tag = "i" if -(2**31) <= value < 2**31 else "h"
            return tag, struct.pack({"i": ">i", "h": ">q"}[tag], value)
        case float():
            return "f", struct.pack(">f", value)
        case str():
            return "s", osc_types.write_string(value.replace("\x00", " "))  # a zero byte would end the text
        case bytes():
            return "b", struct.pack(">i", len(value)) + value + b"\x00" * (-len(value) % 4)
    raise ValueError(f"OSC has no type for {value!r}")

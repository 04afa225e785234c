"""Cutting a TCP stream into packets, whichever way the sender frames them and the network cuts it."""

import contextlib
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pythonosc import slip

from bridge.core.errors import BadPacketError
from bridge.osc.codec import encode
from bridge.osc.stream import MAX_PACKET_BYTES, PacketReader


def prefixed(packet):
    return struct.pack(">i", len(packet)) + packet


FRAMINGS = {"slip": slip.encode, "prefixed": prefixed}
PACKETS = st.lists(
    st.builds(
        lambda end: b"/" + end, st.binary(max_size=60) | st.lists(st.sampled_from(b"\xc0\xdb\xdc\xdd")).map(bytes)
    ),
    max_size=8,
)


@pytest.mark.parametrize("framing", FRAMINGS)
@given(packets=PACKETS, cuts=st.lists(st.integers(1, 40), min_size=1, max_size=30))
def test_packets_come_whole_and_in_order_however_the_stream_is_cut(framing, packets, cuts):
    reader, stream = PacketReader(), b"".join(map(FRAMINGS[framing], packets))
    got, number = [], 0
    while stream:
        n_bytes = cuts[number % len(cuts)]
        number += 1
        piece, stream = stream[:n_bytes], stream[n_bytes:]
        got += reader.feed(piece)
    assert got == packets


@pytest.mark.parametrize("framing", FRAMINGS)
@given(packet=st.binary(min_size=1, max_size=80))
def test_answers_are_framed_as_the_requests_were(framing, packet):
    ours, theirs = PacketReader(), PacketReader()
    list(ours.feed(FRAMINGS[framing](encode("/sideman/ping"))))
    list(theirs.feed(FRAMINGS[framing](encode("/sideman/ping"))))
    assert list(theirs.feed(ours.frame(packet))) == [packet]


def test_slip_may_leave_the_first_end_out_and_repeat_ends():
    packet = encode("/a", [1])
    reader = PacketReader()
    assert list(reader.feed(packet + slip.END)) == [packet]
    assert list(reader.feed(slip.END * 5 + packet + slip.END * 2)) == [packet]


@pytest.mark.parametrize("size", [0, -1, MAX_PACKET_BYTES + 1, 2**31 - 1])
def test_a_length_that_cannot_be_is_refused(size):
    reader = PacketReader()
    list(reader.feed(prefixed(b"/abc")))
    with pytest.raises(BadPacketError, match=f"{size} bytes"):
        list(reader.feed(struct.pack(">i", size)))


@pytest.mark.parametrize("broken", [b"/a\xdb", b"/\xdbx", b"/\xdb\xdb\xdc"])
def test_broken_escapes_are_refused(broken):
    with pytest.raises(BadPacketError, match="SLIP"):
        list(PacketReader().feed(slip.END + broken + slip.END))


def test_a_packet_without_end_is_refused_before_it_fills_the_memory():
    reader = PacketReader()
    for _ in range(MAX_PACKET_BYTES // 65_536):
        assert not list(reader.feed(b"/" * 65_536))
    with pytest.raises(BadPacketError, match="more than"):
        list(reader.feed(b"/" * 65_536))


@pytest.mark.parametrize("framing", FRAMINGS)
def test_the_largest_packet_passes(framing):
    packet = b"/" * MAX_PACKET_BYTES
    assert list(PacketReader().feed(FRAMINGS[framing](packet))) == [packet]


@settings(max_examples=300)
@given(st.lists(st.binary(max_size=50), max_size=10))
def test_any_bytes_are_packets_or_refused(pieces):
    reader, packets = PacketReader(), []
    with contextlib.suppress(BadPacketError):
        for piece in pieces:
            packets += reader.feed(piece)
    assert all(packets)
    assert sum(map(len, packets)) <= sum(map(len, pieces))

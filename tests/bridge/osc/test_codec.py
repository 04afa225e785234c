"""Any bytes give messages or BadPacketError."""

import struct

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pythonosc.osc_message import OscMessage as PeerMessage
from pythonosc.osc_message_builder import build_msg

from bridge.core.errors import BadPacketError
from bridge.osc.codec import MAX_AHEAD_S, MAX_ARGUMENTS, Unreadable, decode, decode_each, encode, float_rest

texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40)
addresses = texts.map(lambda text: "/" + text)
values = st.one_of(
    texts,
    st.integers(-(2**63), 2**63 - 1),
    st.floats(width=32, allow_nan=False),
    st.booleans(),
    st.none(),
    st.binary(max_size=20),
)


def bundle(*elements, time_tag=1):
    body = b"".join(struct.pack(">i", len(element)) + element for element in elements)
    return b"#bundle\x00" + struct.pack(">Q", time_tag) + body


@given(addresses, st.lists(values, max_size=8))
def test_decoding_is_the_inverse_of_encoding(address, arguments):
    assert decode(encode(address, arguments)) == [(address, tuple(arguments), 0.0)]


@given(addresses, st.lists(st.one_of(texts, st.integers(-(2**31), 2**31 - 1)), min_size=1, max_size=5))
def test_python_osc_reads_ours_and_we_read_its(address, arguments):
    assert list(PeerMessage(encode(address, arguments))) == arguments
    assert decode(build_msg(address, arguments).dgram)[0].arguments == tuple(arguments)


@given(st.binary(max_size=300))
@example(b"#bundle\x00" + b"\x00" * 8 + b"\xff\xff\xff\xfc")  # python-osc loops on this for ever
@example(bundle(b""))
@example(b"/a\x00\x00,b\x00\x00\xff\xff\xff\xf0")
@example(b"/a\x00\x00,\xff\x00\x00")
def test_noise_is_refused_with_the_one_error(packet):
    try:
        decode(packet)
    except BadPacketError as error:
        assert len(str(error)) > 10  # noqa: PT017


@given(addresses, st.lists(values, min_size=1, max_size=5), st.data())
def test_a_packet_cut_anywhere_is_refused_or_loses_nothing_but_arguments(address, arguments, data):
    packet = encode(address, arguments)
    cut = data.draw(st.integers(1, len(packet) - 1))
    try:
        messages = decode(packet[:cut])
    except BadPacketError:
        return
    # Cut after the address there is still a message, which old senders write so; its handler misses the arguments.
    assert messages == [(address, (), 0.0)]


@given(st.lists(st.tuples(addresses, st.lists(values, max_size=3)), min_size=1, max_size=5))
def test_bundles_are_flattened_in_order(contents):
    packets = [encode(address, arguments) for address, arguments in contents]
    packet = bundle(packets[0], bundle(*packets[1:]))
    assert [(m.address, list(m.arguments)) for m in decode(packet)] == contents


@pytest.mark.parametrize(("ahead_s", "expected_s"), [(0.5, 0.5), (-3.0, 0.0), (1e6, MAX_AHEAD_S)])
def test_time_tags_are_capped(ahead_s, expected_s):
    now_s = 1_700_000_000.0
    time_tag = int((now_s + ahead_s + 2_208_988_800) * 2**32)
    message = decode(bundle(encode("/a"), time_tag=time_tag), now_s)[0]
    assert message.ahead_s == pytest.approx(expected_s, abs=1e-4)


@pytest.mark.parametrize(
    ("packet", "words"),
    [
        (b"", "0 bytes"),
        (b"/ab", "multiple of 4"),
        (b"live\x00\x00\x00\x00", "begins neither"),
        (b"/a\x00\x00,f\x00\x00", "truncated"),  # python-osc reads 0.0
        (b"/a\x00\x00,z\x00\x00", "'z' are not understood"),
        (b"/a\x00\x00,m\x00\x00\x00\x00\x00\x00", "'m' are not understood"),
        (b"/a\x00\x00i\x00\x00\x00\x00\x00\x00\x00", "comma"),
        (b"/a\x00\x00,s\x00\x00\xff\xfe\x00\x00", "UTF-8"),
        (b"/a\x00\x00,i\x00\x00\x00\x00\x00\x01\x00\x00\x00\x01", "follow the last argument"),
        (bundle(encode("/a"))[:-4], "truncated"),
        (encode("/a", [1] * (MAX_ARGUMENTS + 1)), "more than"),
    ],
)
def test_the_error_says_what_is_wrong(packet, words):
    with pytest.raises(BadPacketError, match=words):
        decode(packet)


UNREADABLE = {
    "c": b"/x\x00\x00,c\x00\x00\x00\x00\x00A",
    "r": b"/x\x00\x00,r\x00\x00\x00\x00\x00\x01",
    "m": b"/x\x00\x00,m\x00\x00\x00\x90<d",
    "t": b"/x\x00\x00,t\x00\x00" + b"\x00" * 8,
    "[": b"/x\x00\x00,[ff]\x00\x00\x00" + b"\x00" * 8,
    "z": b"/x\x00\x00,z\x00\x00",
    "UTF-8": b"/x\x00\x00,s\x00\x00caf\xe9\x00\x00\x00\x00",
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_a_type_that_is_not_known_costs_its_message_and_not_the_bundle(kind):
    before, unreadable, after = decode_each(bundle(encode("/a", [1]), UNREADABLE[kind], encode("/b")))
    assert (before.address, before.arguments, after.address) == ("/a", (1,), "/b")
    assert isinstance(unreadable, Unreadable)
    assert unreadable.address == "/x"
    assert kind in unreadable.reason


def test_an_impulse_is_a_press():
    assert decode(b"/a\x00\x00,I\x00\x00")[0].arguments == (True,)


def test_bundles_nested_too_deep_are_refused():
    packet = encode("/a")
    for _ in range(2000):
        packet = bundle(packet)
    with pytest.raises(BadPacketError, match="nested"):
        decode(packet)


def test_a_zero_byte_does_not_end_a_text():
    assert decode(encode("/a", ["b\x00c"]))[0].arguments == ("b c",)


def test_what_osc_has_no_type_for_is_refused():
    with pytest.raises(ValueError, match="no type"):
        encode("/a", [object()])


@given(st.floats(0.0, 1e6))
def test_a_beat_and_its_rest_are_exact_on_the_wire(beat):
    received = sum(decode(encode("/a", [beat, float_rest(beat)]))[0].arguments)
    assert received == pytest.approx(beat, abs=1e-8)

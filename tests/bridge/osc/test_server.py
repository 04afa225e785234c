"""The server over a real loopback socket."""

import contextlib
import logging
import socket
import struct
import sys
import threading
from time import monotonic
from time import time as unix_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.core.errors import OutOfRangeError, PortTakenError, SetupError, UnknownAddressError
from bridge.core.timebase import MockClock, SystemTime
from bridge.osc.codec import MAX_AHEAD_S, decode, encode
from bridge.osc.peer import Peer
from bridge.osc.server import MAX_ANSWER_PORTS, MAX_WAITING, OscServer


@pytest.fixture
def server():
    opened = OscServer("127.0.0.1", 0, SystemTime())
    yield opened
    opened.close()


@pytest.fixture
def client(server):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as opened:
        opened.bind(("127.0.0.1", 0))
        opened.settimeout(5.0)
        opened.connect(server.peer[:2])
        yield opened


def answer(client):
    return decode(client.recv(65_536))[0][:2]


def nothing():
    pass


def forget(_peer):
    pass


def test_messages_are_dispatched_in_order_and_answered(server, client):
    server.start(lambda message, peer: server.send(peer, "/got", *message.arguments), nothing, forget)
    for number in range(20):
        client.send(encode("/a", [number]))
    assert [answer(client) for _ in range(20)] == [("/got", (number,)) for number in range(20)]
    assert server.n_received == 20


def refuse(_message, _peer):
    raise OutOfRangeError("too much")


def fail(_message, _peer):
    raise RuntimeError("a bug")


@pytest.mark.parametrize(
    ("dispatch", "packet", "expected"),
    [
        (refuse, encode("/a"), ("/a", "out_of_range", "too much")),
        (fail, encode("/a"), ("/a", "internal", "this is a fault of Sideman: a bug")),
        (refuse, b"", ("", "bad_packet", "a packet of 0 bytes is not OSC: its length is not a multiple of 4")),
    ],
)
def test_what_is_wrong_is_answered_and_counted(server, client, dispatch, packet, expected):
    server.start(dispatch, nothing, forget)
    for n_errors in (1, 2):
        client.send(packet)
        assert answer(client) == ("/sideman/error", expected)
        assert server.n_errors == n_errors


def test_an_answer_repeats_no_more_than_a_little_of_a_long_message(server, client):
    server.start(refuse, nothing, forget)
    client.send(encode("/" + "x" * 60_000))
    assert len(client.recv(65_536)) < 1_400


def test_errors_are_never_answered_with_errors(server, client):
    server.start(refuse, nothing, forget)
    client.send(encode("/sideman/error", ["/a", "code", "words"]))
    client.send(encode("/b"))
    assert answer(client)[1][0] == "/b"
    assert server.n_errors == 1


@pytest.mark.skipif(sys.platform != "linux", reason="the system does not say when a datagram came")
def test_a_packet_that_waited_for_the_thread_counts_for_when_it_came(server, client):
    arrived, held = [], threading.Event()

    def dispatch(message, _peer):
        if message.address == "/wait":
            held.wait(20.0)
        arrived.append(server.arrived_s)
        server.send(Peer(*client.getsockname()), "/done")

    server.start(dispatch, nothing, forget)
    client.send(encode("/wait"))
    client.send(encode("/late"))
    sent_s = monotonic()
    threading.Event().wait(0.3)
    held.set()
    assert answer(client) == ("/done", ())
    assert answer(client) == ("/done", ())
    assert arrived[1] < sent_s + 0.2


def refuse_foreign(message, _peer):
    raise UnknownAddressError(f"{message.address} is not understood", is_foreign=message.address.startswith("/track"))


def test_the_addresses_of_a_hosts_surface_are_counted_and_answered_once(server, client):
    server.start(refuse_foreign, nothing, forget)
    for number in range(300):
        client.send(encode(f"/track/{number}/vu", [0.5]))
    client.send(encode("/sideman/plya"))
    assert answer(client)[1][:2] == ("/track/0/vu", "unknown_address")
    assert answer(client)[1][:2] == ("/sideman/plya", "unknown_address")
    assert (server.n_foreign, server.n_errors) == (300, 2)


def test_a_taken_port_names_the_port(server):
    port = server.peer.port
    with pytest.raises(PortTakenError, match=f"{port}.*--port"):
        OscServer("127.0.0.1", port, SystemTime())


def test_a_host_that_is_not_ours_is_refused():
    with pytest.raises(SetupError, match="cannot listen"):
        OscServer("192.0.2.1", 0, SystemTime())


def test_it_ticks_and_a_failing_tick_does_not_end_it(server, client, monkeypatch, caplog):
    monkeypatch.setattr("bridge.osc.server.TICK_S", 0.01)
    ticks = threading.Semaphore(0)

    def tick():
        ticks.release()
        raise RuntimeError("a bug")

    server.start(lambda _, peer: server.send(peer, "/got"), tick, forget)
    assert all(ticks.acquire(timeout=5.0) for _ in range(3))
    client.send(encode("/a"))
    assert answer(client) == ("/got", ())
    assert "tick failed" in caplog.text


def test_sending_to_nowhere_does_not_raise(server):
    server.start(refuse, nothing, forget)
    server.send(Peer("127.0.0.1", 0), "/a")


def test_a_port_taken_in_tcp_alone_is_taken_too():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTakenError, match=f"TCP port {port}"):
            OscServer("127.0.0.1", port, SystemTime())
        OscServer("127.0.0.1", port, SystemTime(), max_connections=0).close()


def test_a_server_closed_frees_both_its_ports(server):
    server.start(refuse, nothing, forget)
    port = server.peer.port
    server.close()
    OscServer("127.0.0.1", port, SystemTime()).close()


# -- floods


def test_a_flood_of_nonsense_is_ten_lines_a_second_and_their_number(server, client, caplog):
    caplog.set_level(logging.WARNING, "osc.in")
    for _ in range(500):
        server._obey_packet(b"noise", Peer(*client.getsockname()))
    assert len(caplog.records) == 10
    server._each_second()
    assert caplog.records[-1].getMessage() == "and 490 more like these"
    server._each_second()
    assert len(caplog.records) == 11
    assert server.n_errors == 500
    server._obey_packet(b"noise", Peer(*client.getsockname()))
    assert len(caplog.records) == 12


# -- bundles with time tags

UNIX_S = 1_700_000_000.0


def bundle(ahead_s, *packets, unix_s=UNIX_S):
    time_tag = struct.pack(">Q", 1 if ahead_s is None else round((unix_s + ahead_s + 2_208_988_800) * 2**32))
    return b"#bundle\x00" + time_tag + b"".join(struct.pack(">i", len(packet)) + packet for packet in packets)


class Timed:
    """A server without its thread, on a clock moved by hand, and what it obeyed at which moment."""

    def __init__(self, monkeypatch=None):
        self.time = MockClock()
        self.server = OscServer("127.0.0.1", 0, self.time)
        self.server._dispatch = lambda message, _: self.obeyed.append((self.now_s, message.arguments[0]))
        self.obeyed, self.refused = [], []
        self.server.send_packet = lambda _, packet: self.refused.append(decode(packet)[0].arguments)
        if monkeypatch is not None:
            monkeypatch.setattr("bridge.osc.codec.time.time", lambda: UNIX_S + self.now_s)

    @property
    def now_s(self):
        return round(self.time.now_s() - 1000.0, 6)

    def receive(self, packet):
        self.server._obey_packet(packet, Peer("127.0.0.1", 9))

    def advance(self, step_s):
        self.time.advance(step_s)
        self.server._obey_waiting()


@pytest.fixture
def timed(monkeypatch):
    made = Timed(monkeypatch)
    yield made
    made.server.close()


def test_a_bundle_is_obeyed_when_its_time_comes(timed):
    timed.receive(bundle(0.5, encode("/a", [1]), encode("/a", [2])))
    timed.receive(encode("/a", [0]))
    timed.advance(0.499)
    assert timed.obeyed == [(0.0, 0)]
    timed.advance(0.002)
    assert timed.obeyed == [(0.0, 0), (0.501, 1), (0.501, 2)]
    timed.advance(5.0)
    assert len(timed.obeyed) == 3


def test_at_once_late_and_far_off(timed):
    timed.receive(bundle(None, encode("/a", [1])))
    timed.receive(bundle(-3.0, encode("/a", [2])))
    assert timed.obeyed == [(0.0, 1), (0.0, 2)]
    timed.receive(bundle(86_400.0, encode("/a", [3])))
    timed.advance(MAX_AHEAD_S + 1e-6)
    assert timed.obeyed[2:] == [(1.000001, 3)]


def test_messages_of_one_moment_keep_their_order_and_those_of_several_theirs(timed):
    for number, ahead_s in enumerate((0.3, 0.1, 0.3, 0.2, 0.1)):
        timed.receive(bundle(ahead_s, encode("/a", [number])))
    timed.advance(1.0)
    assert [number for _, number in timed.obeyed] == [1, 4, 3, 0, 2]


def test_what_waits_is_bounded_and_the_rest_is_refused(timed):
    for number in range(MAX_WAITING):
        timed.receive(bundle(0.5, encode("/a", [number])))
    timed.receive(bundle(0.1, encode("/a", [-1])))
    assert [refusal[:2] for refusal in timed.refused] == [("/a", "busy")]
    timed.receive(encode("/a", [-2]))
    timed.advance(0.6)
    assert [number for _, number in timed.obeyed] == [-2, *range(MAX_WAITING)]
    timed.receive(bundle(0.1, encode("/a", [7])))
    timed.advance(0.2)
    assert timed.obeyed[-1][1] == 7


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(-2.0, 3.0), max_size=20), st.lists(st.floats(0.001, 0.4), min_size=1, max_size=12))
def test_no_message_comes_early_twice_or_never(aheads_s, steps_s):
    timed = Timed()
    try:
        for number, ahead_s in enumerate(aheads_s):
            packet = bundle(ahead_s, encode("/a", [number]), unix_s=UNIX_S)
            for message in decode(packet, UNIX_S):
                (timed.server._let_wait if message.ahead_s > 0.0 else timed.server._obey)(message, Peer("", 1))
        for step_s in steps_s:
            timed.advance(step_s)
        timed.advance(MAX_AHEAD_S)
        assert sorted(number for _, number in timed.obeyed) == list(range(len(aheads_s)))
        for at_s, number in timed.obeyed:
            assert at_s >= min(aheads_s[number], MAX_AHEAD_S) - 1e-5
    finally:
        timed.server.close()


def test_a_bundle_over_a_real_socket_waits_for_its_time(server, client):
    server.start(lambda message, peer: server.send(peer, "/got", *message.arguments), nothing, forget)
    began_s = monotonic()
    client.send(bundle(0.2, encode("/a", ["later"]), unix_s=unix_time()))
    client.send(encode("/a", ["now"]))
    assert answer(client) == ("/got", ("now",))
    assert answer(client) == ("/got", ("later",))
    assert monotonic() - began_s >= 0.19


def test_answers_go_where_a_sender_wants_them():
    with contextlib.closing(OscServer("127.0.0.1", 0, SystemTime())) as server:
        ear, sender = (socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(2))
        with ear, sender:
            for each in (ear, sender):
                each.bind(("127.0.0.1", 0))
                each.settimeout(5.0)
            peer = Peer("127.0.0.1", sender.getsockname()[1])
            server.answer_at(peer, ear.getsockname()[1])
            server.send(peer, "/sideman/pong")
            assert decode(ear.recv(100))[0].address == "/sideman/pong"
            for port in range(1, MAX_ANSWER_PORTS + 1):  # others push it out
                server.answer_at(Peer("127.0.0.2", port), port)
            server.send(peer, "/sideman/pong")
            assert decode(sender.recv(100))[0].address == "/sideman/pong"

"""The server over a real loopback socket."""

import socket
import threading

import pytest

from bridge.errors import OutOfRangeError, PortTakenError, SetupError
from bridge.osc_codec import decode, encode
from bridge.osc_server import OscServer
from bridge.timebase import SystemTime


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
        opened.connect(server.peer)
        yield opened


def answer(client):
    return decode(client.recv(65_536))[0][:2]


def nothing():
    pass


def test_messages_are_dispatched_in_order_and_answered(server, client):
    server.start(lambda message, peer: server.send(peer, "/got", *message.arguments), nothing)
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
        (refuse, b"", ("", "bad_packet", "a packet of 0 bytes is no OSC: its length is not a multiple of 4")),
    ],
)
def test_what_is_wrong_is_answered_and_counted(server, client, dispatch, packet, expected):
    server.start(dispatch, nothing)
    for n_errors in (1, 2):
        client.send(packet)
        assert answer(client) == ("/sideman/error", expected)
        assert server.n_errors == n_errors


def test_an_answer_repeats_no_more_than_a_little_of_a_long_message(server, client):
    server.start(refuse, nothing)
    client.send(encode("/" + "x" * 60_000))
    assert len(client.recv(65_536)) < 1_400


def test_errors_are_never_answered_with_errors(server, client):
    server.start(refuse, nothing)
    client.send(encode("/sideman/error", ["/a", "code", "words"]))
    client.send(encode("/b"))
    assert answer(client)[1][0] == "/b"
    assert server.n_errors == 1


def test_a_taken_port_names_the_port(server):
    _, port = server.peer
    with pytest.raises(PortTakenError, match=f"{port}.*--port"):
        OscServer("127.0.0.1", port, SystemTime())


def test_a_host_that_is_not_ours_is_refused():
    with pytest.raises(SetupError, match="cannot listen"):
        OscServer("192.0.2.1", 0, SystemTime())


def test_it_ticks_and_a_failing_tick_does_not_end_it(server, client, monkeypatch, caplog):
    monkeypatch.setattr("bridge.osc_server.TICK_S", 0.01)
    ticks = threading.Semaphore(0)

    def tick():
        ticks.release()
        raise RuntimeError("a bug")

    server.start(lambda _, peer: server.send(peer, "/got"), tick)
    assert all(ticks.acquire(timeout=5.0) for _ in range(3))
    client.send(encode("/a"))
    assert answer(client) == ("/got", ())
    assert "tick failed" in caplog.text


def test_sending_to_nowhere_does_not_raise(server):
    server.start(refuse, nothing)
    server.send(("127.0.0.1", 0), "/a")

"""OSC over TCP: the server and real connections, in both framings and with liblo."""

import contextlib
import logging
import shutil
import socket
import struct
import subprocess
import threading
import time

import pytest
from pythonosc import slip

from bridge.core.errors import OutOfRangeError
from bridge.core.timebase import SystemTime
from bridge.osc import connections as osc_connections
from bridge.osc.codec import decode, encode
from bridge.osc.server import OscServer
from bridge.osc.stream import MAX_PACKET_BYTES, PacketReader
from bridge.osc.subscribers import Subscribers, Topic

MOST = 3


def prefixed(packet):
    return struct.pack(">i", len(packet)) + packet


FRAMINGS = {"slip": slip.encode, "prefixed": prefixed}


class Serving:
    """A server that echoes what it hears, refuses ``/refuse``, and subscribes whoever asks."""

    def __init__(self):
        self.server = OscServer("127.0.0.1", 0, SystemTime(), max_connections=MOST)
        self.subscribers = Subscribers(self.server.send_packet, SystemTime())
        self.heard, self.gone = [], []
        self.server.start(self.dispatch, lambda: None, self.forget)

    def dispatch(self, message, peer):
        self.heard.append((message.address, message.arguments, peer))
        match message.address:
            case "/refuse":
                raise OutOfRangeError("too much")
            case "/subscribe":
                self.subscribers.subscribe(peer, Topic.NOTE)
        self.server.send(peer, "/echo", *message.arguments)

    def forget(self, peer):
        self.gone.append(peer)
        self.subscribers.forget(peer)


@pytest.fixture
def serving():
    made = Serving()
    yield made
    made.server.close()
    assert not [each for each in threading.enumerate() if each.name == "osc"]


class Client:
    """A connection with its framing."""

    def __init__(self, server, framing="slip"):
        self.frame, self.reader, self.waiting = FRAMINGS[framing], PacketReader(), []
        list(self.reader.feed(self.frame(encode("/x"))))  # so that it knows the framing
        self.socket = socket.create_connection(server.peer[:2], 5.0)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, address, *arguments):
        self.socket.sendall(self.frame(encode(address, arguments)))

    def receive(self):
        while not self.waiting:
            data = self.socket.recv(65_536)
            if not data:
                return None
            self.waiting += [decode(packet)[0] for packet in self.reader.feed(data)]
        message = self.waiting.pop(0)
        return message.address, message.arguments

    def ask(self, address, *arguments):
        self.send(address, *arguments)
        return self.receive()

    def is_closed(self):
        try:
            return self.receive() is None
        except ConnectionResetError:
            return True


@pytest.fixture
def connect(serving):
    clients = []

    def open_client(framing="slip"):
        clients.append(Client(serving.server, framing))
        return clients[-1]

    yield open_client
    for client in clients:
        client.socket.close()


def wait_for(condition, timeout_s=10.0):
    deadline_s = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline_s
        time.sleep(0.002)


both_framings = pytest.mark.parametrize("framing", FRAMINGS)


@both_framings
def test_requests_are_answered_on_their_connection(serving, connect, framing):
    one, other = connect(framing), connect(framing)
    assert one.ask("/a", 1, "x", 0.5) == ("/echo", (1, "x", 0.5))
    assert other.ask("/a", 2) == ("/echo", (2,))
    assert one.ask("/a", 3) == ("/echo", (3,))
    peers = [peer for *_, peer in serving.heard]
    assert peers[0] == peers[2] != peers[1]
    assert all(peer.connection for peer in peers)
    assert serving.server.n_connections == 2


@both_framings
def test_byte_by_byte(connect, framing):
    client = connect(framing)
    for byte in client.frame(encode("/a", ["slow", b"\xc0\xdb\xdc\xdd"])):
        client.socket.sendall(bytes((byte,)))
        time.sleep(0.001)
    assert client.receive() == ("/echo", ("slow", b"\xc0\xdb\xdc\xdd"))


@both_framings
def test_two_and_a_half_packets_in_one_segment(serving, connect, framing):
    client = connect(framing)
    third = client.frame(encode("/a", [3]))
    client.socket.sendall(client.frame(encode("/a", [1])) + client.frame(encode("/a", [2])) + third[:7])
    assert [client.receive(), client.receive()] == [("/echo", (1,)), ("/echo", (2,))]
    assert len(serving.heard) == 2
    client.socket.sendall(third[7:])
    assert client.receive() == ("/echo", (3,))


@both_framings
def test_thousands_at_once_are_all_answered_in_order(connect, framing):
    """More answers than wake-up bytes fit between the threads: the server once waited for itself here."""
    client = connect(framing)
    n_requests = 5_000
    packets = b"".join(client.frame(encode("/a", [number])) for number in range(n_requests))
    threading.Thread(target=client.socket.sendall, args=(packets,)).start()
    assert [client.receive()[1][0] for _ in range(n_requests)] == list(range(n_requests))


def test_a_refusal_leaves_a_connection_open_and_a_frame_that_is_no_osc_closes_it(serving, connect):
    client = connect()
    assert client.ask("/refuse")[1][:2] == ("/refuse", "out_of_range")
    assert client.ask("/a", 1) == ("/echo", (1,))
    client.socket.sendall(client.frame(b"noise and more of it") + client.frame(encode("/a", [2])))
    assert client.receive()[1][:2] == ("", "bad_packet")
    while not client.is_closed():
        pass
    assert [address for address, _, _ in serving.heard] == ["/refuse", "/a"]
    assert serving.server.n_errors == 2


@pytest.mark.parametrize("first", [b"POST / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\n", b"\x16\x03\x01", b"s"])
def test_a_browser_is_turned_away_at_its_first_byte(serving, connect, first):
    client = connect()
    with contextlib.suppress(OSError):
        client.socket.sendall(first + b"\r\n\r\n\xc0" + encode("/a", [1]) + b"\xc0")
    while not client.is_closed():
        pass
    assert serving.heard == []


@pytest.mark.parametrize(("speaks", "limit"), [(True, "IDLE_S"), (False, "FIRST_PACKET_S")])
def test_a_connection_that_says_nothing_is_closed(serving, connect, monkeypatch, speaks, limit):
    client = connect()
    if speaks:
        assert client.ask("/a", 1) == ("/echo", (1,))
    monkeypatch.setattr(osc_connections, limit, 0.0)
    while not client.is_closed():  # at the server's next look, once a second
        pass
    wait_for(lambda: serving.server.n_connections == 0)


BROKEN = {
    "a prefix that is too large": prefixed(encode("/a")) + struct.pack(">i", MAX_PACKET_BYTES + 1),
    "a negative prefix": prefixed(encode("/a")) + struct.pack(">i", -4),
    "a broken escape": slip.encode(encode("/a")) + b"\xc0/a\xdbx\xc0",
    "a frame without end": b"\xc0" + b"/" * (MAX_PACKET_BYTES + 65_536),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_broken_stream_closes_its_connection_and_no_other(serving, connect, broken, caplog):
    healthy, vandal = connect(), connect()
    assert healthy.ask("/a", 1) == ("/echo", (1,))
    with contextlib.suppress(OSError):  # closed while we still speak
        vandal.socket.sendall(broken)
    wait_for(lambda: serving.gone)
    assert healthy.ask("/a", 2) == ("/echo", (2,))
    assert [peer.port for peer in serving.gone] == [vandal.socket.getsockname()[1]]
    assert serving.server.n_connections == 1
    assert caplog.text.count("is closed") == 1
    while not vandal.is_closed():
        pass


def test_there_are_so_many_connections_and_then_none_until_one_goes(serving, connect, caplog):
    clients = [connect() for _ in range(MOST)]
    for number, client in enumerate(clients):
        assert client.ask("/a", number) == ("/echo", (number,))
    assert connect().is_closed()
    assert f"{MOST} are open" in caplog.text
    assert clients[0].ask("/a", 9) == ("/echo", (9,))
    clients[0].socket.close()
    wait_for(lambda: serving.server.n_connections == MOST - 1)
    assert connect().ask("/a", 10) == ("/echo", (10,))


def test_who_connects_in_vain_a_hundred_times_does_not_flood_the_log(connect, caplog, monkeypatch):
    caplog.set_level(logging.WARNING)
    monkeypatch.setattr("bridge.osc.server.TICK_S", 60.0)
    clients = [connect() for _ in range(MOST)]
    assert all(client.ask("/a") for client in clients)
    for _ in range(100):
        assert connect().is_closed()
    assert len(caplog.records) <= 21  # ten lines a second and their number: the first second may end in between


def test_a_subscriber_hears_on_its_connection_until_it_goes(serving, connect):
    client, other = connect("prefixed"), connect("slip")
    assert client.ask("/subscribe") == ("/echo", ())
    assert other.ask("/subscribe") == ("/echo", ())
    for number in range(3):
        serving.subscribers.publish(Topic.NOTE, "/note", number)
    assert [client.receive() for _ in range(3)] == [("/note", (number,)) for number in range(3)]
    assert [other.receive() for _ in range(3)] == [("/note", (number,)) for number in range(3)]
    client.socket.close()
    wait_for(lambda: serving.gone)
    assert len(serving.subscribers) == 1
    serving.subscribers.publish(Topic.NOTE, "/note", 4)
    assert other.receive() == ("/note", (4,))


def test_a_client_that_resets_its_connection_is_forgotten(serving, connect):
    client = connect()
    assert client.ask("/a") == ("/echo", ())
    client.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.socket.close()
    wait_for(lambda: serving.gone)
    assert serving.server.n_connections == 0
    assert connect().ask("/a") == ("/echo", ())


def test_who_does_not_read_is_let_go_and_the_others_hear_on(serving, connect, monkeypatch, caplog):
    monkeypatch.setattr(osc_connections, "MAX_UNSENT_BYTES", 256 << 10)
    deaf, awake = connect(), connect()
    deaf.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    assert deaf.ask("/subscribe")
    assert awake.ask("/a", 1) == ("/echo", (1,))
    n_published = 0
    while not serving.gone:
        serving.subscribers.publish(Topic.NOTE, "/note", b"\x00" * 32_768)
        n_published += 1
        assert n_published < 2_000
        assert awake.ask("/a", n_published) == ("/echo", (n_published,))
    assert [peer.port for peer in serving.gone] == [deaf.socket.getsockname()[1]]
    assert "too slow; connection closed" in caplog.text
    assert len(serving.subscribers) == 0


def test_who_reads_late_gets_everything(serving, connect):
    client = connect()
    client.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
    assert client.ask("/subscribe")
    for number in range(100):  # 3 MB: more than the kernel takes for a socket as small as this
        serving.subscribers.publish(Topic.NOTE, "/note", number, b"\x00" * 32_768)
    time.sleep(0.05)
    assert [client.receive()[1][0] for _ in range(100)] == list(range(100))
    assert not serving.gone


def test_sending_to_a_connection_that_has_gone_does_nothing(serving, connect):
    client = connect()
    assert client.ask("/a")
    peer = serving.heard[0][2]
    client.socket.close()
    wait_for(lambda: serving.gone)
    serving.server.send(peer, "/late")
    assert connect().ask("/a") == ("/echo", ())


def test_closing_the_server_closes_the_connections(connect, serving):
    client = connect()
    assert client.ask("/a")
    serving.server.close()
    assert client.is_closed()


@pytest.mark.liblo
def test_liblo_is_understood_over_tcp(serving):
    if shutil.which("oscsend") is None:
        pytest.skip("not installed: oscsend")
    url = f"osc.tcp://127.0.0.1:{serving.server.peer.port}/"
    for number in range(3):
        subprocess.run(["oscsend", url, "/prompt", "sif", "slow blues", str(number), "0.5"], check=True, timeout=10.0)
    wait_for(lambda: len(serving.heard) == 3 and len(serving.gone) == 3)
    assert [each[:2] for each in serving.heard] == [("/prompt", ("slow blues", n, 0.5)) for n in range(3)]

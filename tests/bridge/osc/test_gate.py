"""Other machines: the secret, the proof of an address, folders, and how much they are sent."""

import socket

import pytest

from bridge.core.errors import NotAllowedError
from bridge.core.timebase import SystemTime
from bridge.osc.codec import decode, encode
from bridge.osc.gate import Gate, is_this_machine
from bridge.osc.peer import Peer
from bridge.osc.server import OscServer

FAR, FAR_TCP, NEAR = Peer("192.0.2.7", 9000), Peer("192.0.2.7", 9000, 3), Peer("127.0.0.1", 9000)


def test_this_machine_needs_no_secret_and_others_do():
    gate = Gate("swordfish")
    assert is_this_machine("127.0.0.1")
    gate.check(NEAR, "/sideman/play")
    for peer in (FAR, FAR_TCP):
        with pytest.raises(NotAllowedError, match=r"/sideman/play.*hello"):
            gate.check(peer, "/sideman/play")
        with pytest.raises(NotAllowedError, match="not the secret"):
            gate.greet(peer, "sword", None)


def test_without_a_secret_no_other_machine_gets_in():
    gate = Gate()
    with pytest.raises(NotAllowedError, match=r"set osc\.secret"):
        gate.check(FAR, "/sideman/play")
    with pytest.raises(NotAllowedError):
        gate.greet(FAR, "", 0)


def test_a_udp_sender_proves_its_address_with_the_number_sent_there():
    gate = Gate("swordfish")
    number = gate.greet(FAR, "swordfish", None)
    assert number
    assert not gate.is_trusted(FAR)
    other = gate.greet(FAR, "swordfish", number + 1)  # a guess: the number counts no longer
    assert other != 0
    assert gate.greet(FAR, "swordfish", other) == 0
    gate.check(FAR, "/sideman/play")
    assert gate.is_trusted(FAR._replace(port=9001))  # where it may want its answers
    assert not gate.is_trusted(FAR_TCP)


def test_a_connection_proves_its_address_by_itself_and_is_forgotten():
    gate = Gate("swordfish")
    assert gate.greet(FAR_TCP, "swordfish", None) == 0
    gate.check(FAR_TCP, "/sideman/play")
    gate.forget(FAR_TCP)
    assert not gate.is_trusted(FAR_TCP)


def test_other_machines_open_files_in_their_folders_only(tmp_path):
    songs = tmp_path / "songs"
    songs.mkdir()
    (songs / "away").symlink_to("/etc")
    gate = Gate("swordfish", [songs])
    gate.check_path(NEAR, tmp_path / "a.wav")
    gate.check_path(FAR, songs / "a.wav")
    for path in (tmp_path / "a.wav", songs / ".." / "a.wav", songs / "away" / "passwd"):
        with pytest.raises(NotAllowedError, match=r"osc\.folders"):
            gate.check_path(FAR, path)


@pytest.fixture
def server():
    opened = OscServer("127.0.0.1", 0, SystemTime(), gate=Gate("swordfish", is_near=lambda _: False))
    yield opened
    opened.close()


def test_who_is_not_trusted_is_sent_no_more_than_it_sent(server):
    def dispatch(message, peer):
        if message.address == "/hello":
            server.gate.greet(peer, *message.arguments)
        server.send(peer, "/echo", "x" * 400)
        server.send(peer, "/small")
        server.send(peer, "/small")

    server.start(dispatch, lambda: None, lambda _: None)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.bind(("127.0.0.1", 0))
        client.settimeout(20.0)
        client.connect(server.peer[:2])
        client.send(encode("/question"))  # 16 bytes: as many as /small has with its type tags
        assert decode(client.recv(65_536))[0].address == "/small"
        peer = Peer(*client.getsockname())
        number = server.gate.greet(peer, "swordfish", None)
        client.send(encode("/hello", ["swordfish", number]))
        assert [decode(client.recv(65_536))[0].address for _ in range(3)] == ["/echo", "/small", "/small"]

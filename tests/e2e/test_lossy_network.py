"""A clip of thousands of notes from the real player, over a network that loses a fifth of everything."""

import random
import socket
import threading

import pytest

from bridge.hosts.clip_client import ClipClient

WORDS = "metal with drums, bass, guitar, strings, organ and brass at 140"
N_BARS, LEAST_NOTES, SHARE_LOST = 48, 2_000, 0.2


class LossyNetwork:
    """Passes datagrams on between one client and the player, but for those that it loses."""

    def __init__(self, player_port):
        self.inside, self.outside = (socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(2))
        self.inside.bind(("127.0.0.1", 0))
        self.outside.connect(("127.0.0.1", player_port))
        for each in (self.inside, self.outside):
            each.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
        self.port = self.inside.getsockname()[1]
        self.chance, self.client, self.n_lost = random.Random(3), None, 0
        for run in (self.there, self.back):
            threading.Thread(target=run, daemon=True).start()

    def there(self):
        while True:
            try:
                packet, self.client = self.inside.recvfrom(65_536)
            except OSError:
                return
            self.outside.send(packet)

    def back(self):
        while True:
            try:
                packet = self.outside.recv(65_536)
            except OSError:
                return
            if self.chance.random() < SHARE_LOST:
                self.n_lost += 1
            else:
                self.inside.sendto(packet, self.client)

    def close(self):
        for each in (self.inside, self.outside):
            each.close()


@pytest.fixture
def network(start_daemon):
    network = LossyNetwork(start_daemon("--midi-port", "none", "--seed", "1").port)
    yield network
    network.close()


def test_a_large_clip_arrives_whole_though_packets_are_lost(network, tmp_path):  # noqa: ARG001
    import pretty_midi

    with ClipClient("127.0.0.1", network.port) as client:
        clip = client.clip(N_BARS, WORDS)
    assert network.n_lost > 10
    assert len(clip.notes) >= LEAST_NOTES
    kept = pretty_midi.PrettyMIDI(clip.path)  # what the player wrote, which crossed no network
    in_file = sorted(
        (round(kept.time_to_tick(note.start) * 24 / kept.resolution), note.pitch)
        for part in kept.instruments
        for note in part.notes
    )
    assert in_file == sorted((round(note.beat * 24), note.pitch) for note in clip.notes)

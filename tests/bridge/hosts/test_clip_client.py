"""Clips over a network that loses, doubles and mixes packets up."""

import random
import socket
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.core.errors import BadRequestError, IncompleteError, NoAnswerError
from bridge.hosts.clip_client import ClipClient, ClipCollector
from bridge.osc.codec import OscMessage, decode, encode

N_NOTES, A_PACKET = 2_000, 20


def packets_of(n_notes=N_NOTES):
    notes = [("bass", 5, 30 + n % 40, 90, n / 8, 0.25) for n in range(n_notes)]
    chunks = [notes[start : start + A_PACKET] for start in range(0, n_notes, A_PACKET)]
    return [
        ("/sideman/clip/begin", (7, 64, 120.0, "4/4")),
        *(("/sideman/clip/notes", (7, n, *(v for note in chunk for v in note))) for n, chunk in enumerate(chunks)),
        ("/sideman/clip/end", (7, n_notes, "/takes/clip.mid")),
    ]


class Player:
    """Answers as the player does, over a network of its own choice; a thread."""

    def __init__(self, share_lost=0.0, seed=1, doubles=False):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.chance, self.share_lost, self.doubles = random.Random(seed), share_lost, doubles
        self.n_lost = self.n_resends = 0
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        while True:
            try:
                packet, peer = self.socket.recvfrom(65_536)
            except OSError:
                return
            message = decode(packet)[0]
            sent = packets_of()
            if message.address == "/sideman/clip/resend":
                self.n_resends += 1
                wanted = {sequence + 1 for sequence in message.arguments[1:]}
                sent = [sent[0], *(each for n, each in enumerate(sent) if n in wanted), sent[-1]]
            for address, values in sent:
                for _ in range(1 + (self.doubles and self.chance.random() < 0.2)):
                    if self.chance.random() < self.share_lost:
                        self.n_lost += 1
                    else:
                        self.socket.sendto(encode(address, values), peer)

    def close(self):
        self.socket.close()


@pytest.mark.parametrize(("share_lost", "doubles"), [(0.0, False), (0.2, True), (0.5, False)])
def test_two_thousand_notes_arrive_whole_whatever_is_lost(share_lost, doubles):
    player = Player(share_lost, doubles=doubles)
    try:
        with ClipClient("127.0.0.1", player.port) as client:
            clip = client.clip(64, "anything")
    finally:
        player.close()
    assert len(clip.notes) == N_NOTES
    assert [note.beat for note in clip.notes] == [n / 8 for n in range(N_NOTES)]
    assert (clip.n_bars, clip.tempo_bpm, clip.metre, clip.path) == (64, 120.0, "4/4", "/takes/clip.mid")
    assert (player.n_lost > 0) == (player.n_resends > 0) == (share_lost > 0)


@given(st.integers(0, 2**32), st.integers(0, 60))
def test_any_order_gives_the_same_clip_and_what_is_missing_is_known(seed, n_notes):
    sent, chance = packets_of(n_notes), random.Random(seed)
    collector = ClipCollector()
    mixed = sent * 2
    chance.shuffle(mixed)
    lost = chance.choice(sent)
    for address, values in (each for each in mixed if each != lost):
        collector.take(OscMessage(address, values))
    if lost[0] == "/sideman/clip/notes":
        assert lost[1][1] in collector.missing
    if not collector.is_whole:
        with pytest.raises(IncompleteError):
            collector.clip()
        collector.take(OscMessage(*lost))
    assert len(collector.clip().notes) == n_notes


def test_a_packet_of_another_clip_is_not_ours():
    collector = ClipCollector()
    for address, values in packets_of(10):
        collector.take(OscMessage(address, values))
    collector.take(OscMessage("/sideman/clip/notes", (8, 0, "bass", 1, 1, 1, 0.0, 1.0)))
    assert len(collector.clip().notes) == 10


def test_nobody_there_is_one_sentence():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with ClipClient("127.0.0.1", port) as client, pytest.raises(NoAnswerError, match="start one with: sideman run"):
        client.clip(2, "jazz")


def test_what_the_player_refuses_is_its_own_sentence():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as player:
        player.bind(("127.0.0.1", 0))

        def refuse():
            _, peer = player.recvfrom(65_536)
            player.sendto(encode("/sideman/error", ("/sideman/clip", "busy", "8 clips are waiting already")), peer)

        threading.Thread(target=refuse, daemon=True).start()
        with (
            ClipClient("127.0.0.1", player.getsockname()[1]) as client,
            pytest.raises(BadRequestError, match="8 clips"),
        ):
            client.clip(2, "jazz")

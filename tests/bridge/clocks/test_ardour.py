"""What Ardour's OSC surface tells, as its feedback code writes it: ten times a second, with a network's jitter."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bridge.clocks import ChangeKind
from bridge.clocks.ardour import ArdourTransport, bbt_to_beat, time_to_s
from bridge.clocks.host import HostClock
from bridge.core.errors import WrongArgumentsError
from bridge.core.timebase import MockClock

EVERY_S = 0.1
RECORDING = Path(__file__).with_name("ardour_recording.txt")


def bbt(beat, per_bar=4):
    bar, rest = divmod(beat, per_bar)
    return f"{int(bar) + 1:03d}|{int(rest) + 1:02d}|{int(rest % 1 * 1920):04d}"


def clock_text(song_s):
    return f"{int(song_s // 3600):02d}:{int(song_s // 60 % 60):02d}:{int(song_s % 60):02d}.{int(song_s % 1 * 1000):03d}"


class Ardour:
    """A song with a map of tempi, as (from second, beat there, tempo)."""

    def __init__(self, *tempi):
        self.tempi, self.changes, self.time = tempi, [], MockClock(50.0)
        self.host = HostClock(self.time, self.changes.append)
        self.transport = ArdourTransport(self.host)
        self.jitter = random.Random(1)

    def beat(self, song_s):
        from_s, beat, bpm = [each for each in self.tempi if each[0] <= song_s][-1]
        return beat + (song_s - from_s) * bpm / 60.0

    def tell(self, song_s):
        self.transport.bbt(bbt(self.beat(song_s)), (4, 4), at_s=self.time.now_s())
        self.transport.time(clock_text(song_s))

    def play(self, from_s, length_s):
        self.transport.play(True)
        for number in range(round(length_s / EVERY_S)):
            late_s = self.jitter.uniform(0.0, 0.004)
            self.time.advance(late_s)
            self.tell(from_s + number * EVERY_S)
            self.time.advance(EVERY_S - late_s)
        return from_s + length_s


def test_a_song_of_one_tempo_is_in_phase_and_its_tempo_exact():
    ardour = Ardour((0.0, 0.0, 97.0))
    at_s = ardour.play(0.0, 12.0)
    assert ardour.host.tempo_bpm() == pytest.approx(97.0, rel=2e-4)
    assert ardour.host.beat_now() == pytest.approx(ardour.beat(at_s), abs=0.01)
    assert ardour.changes[0].kind is ChangeKind.STARTED
    assert not [each for each in ardour.changes if each.kind is ChangeKind.JUMPED]


def test_a_map_of_tempi_is_followed():
    ardour = Ardour((0.0, 0.0, 120.0), (16.0, 32.0, 80.0))
    at_s = ardour.play(8.0, 20.0)
    assert ardour.host.tempo_bpm() == pytest.approx(80.0, rel=2e-3)
    assert ardour.host.beat_now() == pytest.approx(ardour.beat(at_s), abs=0.03)


def test_stop_locate_and_loop():
    ardour = Ardour((0.0, 0.0, 120.0))
    ardour.play(0.0, 4.0)
    ardour.play(2.0, 2.0)  # a loop
    ardour.transport.play(False)
    ardour.tell(20.0)
    assert ardour.host.beat_now() is None
    ardour.play(20.0, 1.0)
    kinds = [each.kind for each in ardour.changes if each.kind is not ChangeKind.TEMPO]
    assert kinds == [ChangeKind.STARTED, ChangeKind.JUMPED, ChangeKind.STOPPED, ChangeKind.STARTED]
    assert ardour.changes[-1].beat == pytest.approx(40.0, abs=0.01)


@pytest.mark.parametrize("text", ["", "1.1.00", "1|0|0", "a|b|c", "1|2", "1|2|3|4", "9" * 30])
def test_other_text_is_refused_and_changes_nothing(text):
    ardour = Ardour((0.0, 0.0, 120.0))
    with pytest.raises(WrongArgumentsError, match=r"bar\|beat\|tick"):
        ardour.transport.bbt(text, (4, 4))
    with pytest.raises(WrongArgumentsError, match="a time of Ardour"):
        ardour.transport.time(text)
    assert ardour.host.beat_now() is None


def test_positions_before_the_song_are_negative():
    assert bbt_to_beat("000|01|0000", (4, 4)) == -4.0
    assert time_to_s("-00:00:01.500") == -1.5


class Recorded(Ardour):
    """What a real Ardour told, at its own pace; ``apart``: our beat and its own at each position while it rolls."""

    def __init__(self):
        super().__init__((0.0, 0.0, 120.0))
        self.apart, self.rolls = [], False
        self.left = [line.split(" ", 2) for line in RECORDING.read_text().splitlines() if not line.startswith("#")]

    def run_to(self, mark):
        """Replay what came before a mark."""
        while self.left:
            at, address, value = self.left.pop(0)
            self.time.advance(50.0 + float(at) - self.time.now_s())
            if address == "#":
                if value == mark:
                    return
                continue
            self.take(address, value)

    def take(self, address, value):
        now_s = self.time.now_s()
        match address:
            case "/transport_play":
                self.rolls = float(value) > 0
                self.transport.play(self.rolls, at_s=now_s)
            case "/transport_stop" if float(value) > 0:
                self.transport.play(False, at_s=now_s)
            case "/position/bbt":
                self.transport.bbt(value, (4, 4), at_s=now_s)
                beat = self.host.beat_now()
                if self.rolls and beat is not None:
                    self.apart.append(beat - bbt_to_beat(value, (4, 4)))
            case "/position/time":
                self.transport.time(value)


def test_what_a_real_ardour_told_is_followed():
    ardour = Recorded()
    ardour.run_to("play")
    assert ardour.host.beat_now() is None
    ardour.run_to("locate to 40 s, rolling")
    assert ardour.host.tempo_bpm() == pytest.approx(120.0, rel=2e-3)
    assert ardour.host.beat_now() == pytest.approx(12.0, abs=0.05)
    ardour.run_to("stop")
    assert ardour.host.beat_now() == pytest.approx(88.0, abs=0.05)
    # It tells blocks of 5 ms: our line goes through the middle of them.
    assert max(map(abs, ardour.apart[10:50])) < 0.03
    ardour.run_to("locate to 8 s, standing")
    assert ardour.host.beat_now() is None
    ardour.run_to("the end")
    kinds = [each.kind for each in ardour.changes if each.kind is not ChangeKind.TEMPO]
    assert kinds == [ChangeKind.STARTED, ChangeKind.JUMPED, ChangeKind.STOPPED]

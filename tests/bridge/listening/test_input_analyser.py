"""An input that is listened to: the ring, when it is analysed, what the transport says, what is said when it goes."""

import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[2]))
from listening_tunes import tune

from bridge.core.errors import AudioError
from bridge.core.timebase import MockClock
from bridge.listening.input_analyser import GONE_S, RING_S, SHORTEST_S, InputAnalyser
from bridge.listening.inputs import _find, open_input
from bridge.listening.messages import BarBegan
from bridge.listening.ring import SampleRing
from model.music.chord_symbols import read_chords
from model.music.events import Metre
from model.music.keys import Key

RATE_HZ = 44_100
BLOCK = 512


class FakeStream:
    """Stands in for PortAudio: gives what a test plays, in stereo."""

    def __init__(self, received):
        self.received, self.samplerate, self.active, self.closed = received, RATE_HZ, False, False

    def start(self):
        self.active = True

    def close(self):
        self.active, self.closed = False, True

    def play(self, samples):
        for first in range(0, len(samples), BLOCK):
            block = samples[first : first + BLOCK]
            self.received(np.tile(block[:, None], 2), len(block), None, None)


@pytest.fixture
def opened():
    """An ear, its stream and its clock."""
    streams, clock = [], MockClock()

    def opener(device, received):
        streams.append(FakeStream(received))
        return streams[-1], f"{device or 'default'} (fake)"

    ear = InputAnalyser(7, "line", clock, opener)
    yield ear, streams[0], clock
    ear.close()
    assert streams[0].closed


@given(st.lists(st.integers(0, 40), max_size=20), st.integers(1, 30))
def test_a_ring_holds_the_last_samples_in_order(sizes, n_samples):
    ring, written = SampleRing(n_samples), []
    for size in sizes:
        block = np.arange(len(written), len(written) + size, dtype=np.float32)
        ring.write(block)
        written.extend(block)
    assert ring.latest().tolist() == written[-n_samples:]


def test_it_is_heard_once_a_bar(opened):
    ear, stream, clock = opened
    whole = tune("Am F C G", tempo_bpm=120.0, n_bars=12, rate_hz=RATE_HZ)
    heard = []
    for second in range(24):
        stream.play(whole[second * RATE_HZ : (second + 1) * RATE_HZ])
        clock.advance(1.0)
        assert ear.wait_s() <= 0.25
        heard.append(ear.analyse())
    assert [each is not None for each in heard[: int(SHORTEST_S)]] == [False] * int(SHORTEST_S - 1) + [True]
    last = [each for each in heard if each is not None][-1]
    assert last.duration_s == pytest.approx(RING_S, abs=0.01)
    assert last.tempo_bpm == pytest.approx(120.0, rel=0.02)
    assert set(last.chords) == set(read_chords("Am F C G"))
    assert 8 <= sum(each is not None for each in heard) <= 12  # a bar lasts two seconds


def test_the_transport_says_where_the_bars_are(opened):
    ear, stream, clock = opened
    stream.play(tune("Am F C G", tempo_bpm=120.0, n_bars=9, rate_hz=RATE_HZ)[: round(18.2 * RATE_HZ)])
    clock.advance(0.2)
    ear.bar_began(BarBegan(120.0, Metre(4, 4), clock.now_s() - 0.2))
    heard = ear.analyse()
    assert (heard.tempo_bpm, heard.metre) == (120.0, Metre(4, 4))
    assert heard.key in (Key.parse("C"), Key.parse("Am"))
    assert heard.chords == read_chords("F C G Am")  # the tenth bar has begun
    assert ear.analyse() is None
    clock.advance(1.5)
    assert ear.analyse() is None  # not before the next bar
    stream.play(tune("C", tempo_bpm=120.0, n_bars=1, rate_hz=RATE_HZ))
    ear.bar_began(BarBegan(120.0, Metre(4, 4), clock.now_s()))
    assert ear.analyse() is not None


def test_bars_that_came_while_it_was_busy_count_once(opened):
    ear, stream, clock = opened
    stream.play(tune("Em D", tempo_bpm=120.0, n_bars=8, rate_hz=RATE_HZ))
    for _ in range(5):
        ear.bar_began(BarBegan(120.0, Metre(4, 4), clock.now_s()))
    assert ear.analyse() is not None
    assert ear.analyse() is None


def test_a_pause_is_no_fault(opened):
    ear, stream, clock = opened
    for _ in range(int(RING_S)):
        stream.play(np.zeros(RATE_HZ, np.float32))
        clock.advance(1.0)
        assert ear.analyse() is None


def test_an_input_that_goes_is_told_in_a_sentence(opened):
    ear, stream, clock = opened
    stream.play(tune("C", tempo_bpm=120.0, n_bars=4, rate_hz=RATE_HZ))
    clock.advance(GONE_S + 0.1)
    with pytest.raises(AudioError, match=r"line \(fake\) has gone"):
        ear.analyse()


def test_an_input_that_ends_is_told_at_once(opened):
    ear, stream, _ = opened
    stream.active = False
    with pytest.raises(AudioError, match="has gone"):
        ear.analyse()


def test_an_input_that_does_not_start_is_closed_and_told():
    streams = []

    class Stuck(FakeStream):
        def start(self):
            raise RuntimeError("the device is busy")

    def opener(_, received):
        streams.append(Stuck(received))
        return streams[0], "line"

    with pytest.raises(AudioError, match="line cannot be started: the device is busy"):
        InputAnalyser(1, "line", MockClock(), opener)
    assert streams[0].closed


def test_an_input_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(AudioError, match=r"there is no audio input 'no such box'; there (are|is none)") as caught:
        open_input("no such box", lambda *_: None)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("asked", "name"), [("", "Second"), ("default", "Second"), ("Mic", "Mic"), ("mic", "Mic array"), ("econ", "Second")]
)
def test_an_input_is_found_by_its_name_or_a_part_of_it(asked, name):
    devices = [
        {"index": 0, "name": "Speakers", "max_input_channels": 0},
        {"index": 1, "name": "Mic array", "max_input_channels": 4},
        {"index": 2, "name": "Mic", "max_input_channels": 1},
        {"index": 3, "name": "Second", "max_input_channels": 2},
    ]
    system = SimpleNamespace(query_devices=lambda: devices, default=SimpleNamespace(device=(3, 0)))
    assert _find(system, asked)["name"] == name


def test_without_a_default_the_first_input_is_taken():
    devices = [{"index": 4, "name": "system", "max_input_channels": 2}]
    system = SimpleNamespace(query_devices=lambda: devices, default=SimpleNamespace(device=(-1, -1)))
    assert _find(system, "")["name"] == "system"

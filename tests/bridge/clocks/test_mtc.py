"""MIDI time code, made here by its specification and received quarter frame by quarter frame."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.clocks import ChangeKind
from bridge.clocks.mtc import RATES_HZ, SILENT_S, MtcClock, time_code_s
from bridge.core.timebase import MockClock


class Tape:
    """Sends a clock the time code of a running tape."""

    def __init__(self, code=1):
        self.changes, self.time = [], MockClock(100.0)
        self.clock = MtcClock(self.time, self.changes.append)
        self.code, self.rate_hz = code, RATES_HZ[code]

    def run(self, from_frame, n_frames):
        """Two frames need eight quarter frames; the first is sent at the moment of its frame."""
        for frame in range(from_frame, from_frame + n_frames, 2):
            hours, rest = divmod(frame, 3600 * round(self.rate_hz))
            minutes, rest = divmod(rest, 60 * round(self.rate_hz))
            seconds, frames = divmod(rest, round(self.rate_hz))
            values = frames, seconds, minutes, self.code << 5 | hours
            for piece in range(8):
                nibble = values[piece // 2] >> 4 * (piece % 2) & 0xF
                assert self.clock.receive(bytes((0xF1, piece << 4 | nibble)), self.time.now_s())
                self.time.advance(1 / (4 * self.rate_hz))


@pytest.mark.parametrize("code", [0, 1, 3])
def test_beats_pass_at_the_given_tempo_from_the_songs_beginning(code):
    tape = Tape(code)
    tape.clock.given_bpm, tape.clock.start_s = 90.0, 3600.0
    began_s = tape.time.now_s()
    from_frame = 3601 * round(tape.rate_hz)  # a second after the song's beginning
    tape.run(from_frame, 50)
    assert [each.kind for each in tape.changes] == [ChangeKind.STARTED]
    assert tape.clock.beat_to_s(1.5) == pytest.approx(began_s)
    assert tape.clock.beat_to_s(4.5) == pytest.approx(began_s + 2.0)


def test_silence_stops_and_a_jump_is_one():
    tape = Tape()
    tape.run(0, 20)
    tape.run(1000, 20)
    tape.clock.check(tape.time.now_s())
    assert [each.kind for each in tape.changes] == [ChangeKind.STARTED, ChangeKind.JUMPED]
    tape.time.advance(SILENT_S + 0.01)
    tape.clock.check(tape.time.now_s())
    assert tape.changes[-1].kind is ChangeKind.STOPPED
    assert tape.clock.beat_now() is None


def test_a_full_frame_moves_the_song_that_stands():
    tape = Tape()
    assert tape.clock.receive(bytes.fromhex("f07f7f01012000020af7"))
    assert [(each.kind, each.beat) for each in tape.changes] == [(ChangeKind.JUMPED, pytest.approx(4.8))]


def test_drop_frame_code_leaves_out_numbers_and_no_time():
    assert time_code_s(0x40, 1, 0, 2) == pytest.approx(1800 / RATES_HZ[2])
    assert time_code_s(0x41, 0, 0, 0) == pytest.approx(3600.0, abs=0.01)
    assert time_code_s(0x20, 61, 0, 0) is None
    assert time_code_s(0x20, 0, 0, 25) is None


@given(st.lists(st.one_of(st.binary(max_size=12), st.integers(0, 255).map(lambda each: bytes((0xF1, each))))))
def test_whatever_comes_nothing_is_raised_and_no_start_comes_of_it_twice(messages):
    tape = Tape()
    for data in messages:
        tape.clock.receive(data, tape.time.now_s())
        tape.time.advance(0.01)
    tape.time.advance(1.0)
    tape.clock.check(tape.time.now_s())
    kinds = [each.kind for each in tape.changes]
    assert kinds.count(ChangeKind.STARTED) == kinds.count(ChangeKind.STOPPED)

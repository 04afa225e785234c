"""What players can play, and what they cannot."""

from __future__ import annotations

import pytest

from model.music.config import BASS, DRUMS, PARTS
from model.music.events import Note
from model.music.playability import fits, n_struck, violations

PIANO, GUITAR, REED = (PARTS.index(name) for name in ("piano", "guitar", "reed"))


@pytest.mark.parametrize(
    ("part", "pitches", "can"),
    [
        (DRUMS, (36, 38, 42), True),  # a foot and two hands
        (DRUMS, (36, 44, 38, 49), True),  # two feet and two hands
        (DRUMS, (38, 42, 49), False),
        (DRUMS, (38, 42, 54, 70), True),  # a percussionist helps
        (PIANO, (36, 43, 48, 60, 64, 67, 72), True),
        (PIANO, (36, 60, 84), False),  # three places, two hands
        (PIANO, (60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70), False),  # eleven fingers
        (GUITAR, (40, 47, 52, 56, 59, 64), True),  # E major, open
        (GUITAR, (43, 47, 50, 55, 59, 67), True),  # G major
        (GUITAR, (38, 45, 50), True),  # dropped D
        (GUITAR, (60, 61, 62, 63), False),
        (GUITAR, (40, 41), False),  # both on the lowest string
        (GUITAR, (40, 45, 50, 55, 59, 64, 69), False),  # seven strings
        (BASS, (28, 35), True),
        (BASS, (28, 35, 40), False),
        (REED, (60, 64, 67), True),  # a section
    ],
)
def test_what_can_be_struck_together(part: int, pitches: tuple[int, ...], can: bool) -> None:
    assert fits(part, pitches) is can
    notes = [Note(24, part, pitch, 24, 90) for pitch in pitches]
    assert sum(violations(notes, 120.0).values()) == (not can)
    assert n_struck(notes) == 1


def test_a_wind_takes_breath() -> None:
    def line(n_beats: int, length_ticks: int, rest_at: int | None = None) -> list[Note]:
        return [Note(24 * beat, REED, 60 + beat % 5, length_ticks, 90) for beat in range(n_beats) if beat != rest_at]

    assert violations(line(16, 24), 120.0) == {}  # eight seconds
    assert violations(line(40, 24), 120.0) == {"reed": 1}
    assert violations(line(40, 18), 120.0) == {}  # a breath between all notes
    assert violations(line(34, 24, rest_at=17), 120.0) == {}
    assert violations(line(16, 24), 60.0) == {"reed": 1}  # slower
    assert violations([note._replace(part=PIANO) for note in line(40, 24)], 120.0) == {}

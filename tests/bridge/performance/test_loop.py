"""Bars that come round."""

import itertools

from bridge.core.messages import BarLine, PlannedNote
from bridge.performance.bar_log import KeptBar
from bridge.performance.loop import Loop
from model.music.events import COMMON_TIME, Metre


def kept(number, beat, metre, *pitches):
    notes = [PlannedNote(n + 1, 1, 3, pitch, 90, beat + n, 1.5, "other") for n, pitch in enumerate(pitches)]
    return KeptBar(BarLine(number, beat, 100.0, metre, ("Am", "F")), notes)


def test_bars_come_round_at_their_places_with_fresh_ids():
    loop = Loop([kept(5, 16.0, COMMON_TIME, 60, 62), kept(6, 20.0, Metre(3, 4), 64)], 23.0, 7)
    note_ids = itertools.count(100)
    assert loop.end_beat == 23.0
    bars = [loop.next_bar(note_ids) for _ in range(5)]
    assert [(bar.line.number, bar.line.beat, str(bar.line.metre)) for bar in bars] == [
        (7, 23.0, "4/4"),
        (8, 27.0, "3/4"),
        (9, 30.0, "4/4"),
        (10, 34.0, "3/4"),
        (11, 37.0, "4/4"),
    ]
    assert [[(note.pitch, note.beat) for note in bar.notes] for bar in bars[:3]] == [
        [(60, 23.0), (62, 24.0)],
        [(64, 27.0)],
        [(60, 30.0), (62, 31.0)],
    ]
    ids = [note.note_id for bar in bars for note in bar.notes]
    assert ids == list(range(100, 108))
    assert loop.end_beat == 41.0
    assert (loop.from_beat, loop.next_number) == (23.0, 12)


def test_everything_else_of_a_bar_stays_as_it_was():
    bar = kept(1, 0.0, COMMON_TIME, 60)
    again = Loop([bar], 4.0, 2).next_bar(itertools.count(9))
    assert again.line._replace(number=1, beat=0.0) == bar.line
    assert again.notes == [bar.notes[0]._replace(note_id=9, beat=4.0)]
    assert bar.notes[0].note_id == 1

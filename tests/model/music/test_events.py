"""Notes become events and come back unchanged; classes are inverse to themselves."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.music.config import BAR, DRUMS, DURATION_CLASSES_TICKS, MAX_BAR_TICKS, N_PARTS, N_VELOCITIES
from model.music.events import (
    BAR_LINE,
    Event,
    Metre,
    Note,
    canonical,
    class_to_duration,
    class_to_pitch,
    class_to_velocity,
    duration_to_class,
    events_to_notes,
    notes_to_events,
    on_network_grid,
    pitch_to_class,
    velocity_to_class,
)

metres = st.builds(Metre, st.integers(1, 16), st.sampled_from((2, 4, 8, 16))).filter(
    lambda m: m.bar_ticks <= MAX_BAR_TICKS
)


@st.composite
def pieces(draw: st.DrawFn) -> tuple[list[Note], list[int]]:
    """Notes and the bar starts of a random sequence of metres."""
    lengths = [m.bar_ticks for m in draw(st.lists(metres, min_size=1, max_size=8))]
    starts = [0, *accumulate(lengths)]
    note = st.builds(
        Note,
        st.integers(0, starts[-1] - 1),
        st.integers(0, N_PARTS - 1),
        st.integers(0, 127),
        st.integers(1, 1000),
        st.integers(1, 127),
    )
    return draw(st.lists(note, max_size=60)), starts


def assert_lossless(notes: Iterable[Note], starts: list[int]) -> list[Event]:
    ordered = canonical(notes)
    events = notes_to_events(ordered, starts)
    assert events_to_notes(events, starts) == ordered
    assert events.count(BAR_LINE) == len(starts) - 1
    return events


@given(pieces())
def test_notes_survive_the_trip_through_events(piece: tuple[list[Note], list[int]]) -> None:
    events = assert_lossless(*piece)
    assert all(on_network_grid(on_network_grid(e)) == on_network_grid(e) for e in events)


@given(pieces())
def test_events_stand_in_canonical_order(piece: tuple[list[Note], list[int]]) -> None:
    notes, starts = piece
    before: Event | None = None
    for event in notes_to_events(notes, starts):
        if event.part != BAR and before is not None:
            assert (before.position_ticks, before.part, before.pitch) < (event.position_ticks, event.part, event.pitch)
        before = None if event.part == BAR else event


@given(pieces())
def test_canonical_order_does_not_depend_on_the_order_given(piece: tuple[list[Note], list[int]]) -> None:
    notes, _ = piece
    once = canonical(notes)
    assert canonical(reversed(notes)) == canonical(once) == once
    assert len({note[:3] for note in once}) == len(once) == len({note[:3] for note in notes})


def test_of_two_equal_notes_the_longest_stays() -> None:
    short, long, loud = Note(0, 1, 60, 6, 100), Note(0, 1, 60, 24, 50), Note(0, 1, 60, 24, 60)
    assert canonical([short, long, loud]) == [loud]


@pytest.mark.parametrize(
    "note",
    [
        Note(96, 1, 60, 24, 64),
        Note(-1, 1, 60, 24, 64),
        Note(0, N_PARTS, 60, 24, 64),
        Note(0, 1, 128, 24, 64),
        Note(0, 1, 60, 0, 64),
        Note(0, 1, 60, 24, 0),
        Note(0, 1, 60, 24, 128),
    ],
)
def test_notes_outside_the_bars_or_ranges_are_refused(note: Note) -> None:
    with pytest.raises(ValueError, match=r"out of range|outside the bars"):
        notes_to_events([note], [0, 96])


def read_file(path: Path) -> tuple[list[Note], list[int]]:
    """Notes on the grid and bar starts, without the filters of `prepare`."""
    symusic = pytest.importorskip("symusic")
    from model.corpus.reading_midi import _find_bars

    score = symusic.Score(str(path)).resample(24, min_dur=1)
    notes = [
        Note(n.time, DRUMS if t.is_drum else 1 + t.program // 8, n.pitch, n.duration, n.velocity)
        for t in score.tracks
        for n in t.notes
        if n.velocity
    ]
    starts, _ = _find_bars(score, max(n.tick for n in notes), path.name)
    return notes, starts.tolist()


def test_composed_files_are_lossless(song_tree: Path) -> None:
    for path in sorted(song_tree.glob("*/song*.mid")):
        events = assert_lossless(*read_file(path))
        assert len(events) > 100


def test_real_and_generated_files_are_lossless(real_files: list[Path]) -> None:
    for path in real_files:
        events = assert_lossless(*read_file(path))
        for event in events:
            there = on_network_grid(event)
            assert on_network_grid(there) == there
            assert there[:2] == event[:2]


def test_duration_classes_are_exact_and_others_go_to_the_nearest() -> None:
    for number, ticks in enumerate(DURATION_CLASSES_TICKS):
        assert duration_to_class(ticks) == number
        assert class_to_duration(number) == ticks
    for ticks in range(1, 500):
        gap = abs(class_to_duration(duration_to_class(ticks)) - ticks)
        assert gap == min(abs(t - ticks) for t in DURATION_CLASSES_TICKS)


def test_velocity_classes_are_inverse_and_near() -> None:
    assert [velocity_to_class(class_to_velocity(v)) for v in range(N_VELOCITIES)] == list(range(N_VELOCITIES))
    assert all(abs(class_to_velocity(velocity_to_class(v)) - v) <= 2 for v in range(1, 128))
    assert all(1 <= class_to_velocity(v) <= 127 for v in range(N_VELOCITIES))


def test_pitch_classes_are_inverse_and_keep_drums_apart() -> None:
    pitched = {pitch_to_class(1, p) for p in range(128)}
    drums = {pitch_to_class(DRUMS, p) for p in range(128)}
    assert pitched.isdisjoint(drums)
    assert all(class_to_pitch(pitch_to_class(5, p)) == p for p in range(128))
    assert all(class_to_pitch(pitch_to_class(DRUMS, p)) == min(max(p, 24), 87) for p in range(128))


@given(metres)
def test_metres_read_what_they_write(metre: Metre) -> None:
    assert Metre.parse(str(metre)) == metre
    assert 0 < metre.half_bar_ticks <= metre.bar_ticks
    assert metre.bar_beats * 24 == metre.bar_ticks


@pytest.mark.parametrize("text", ["", "4", "4/", "/4", "4/5", "x/4", "-3/4", "4/4/4", "3.5/4", "0/4", "9/4", "65/16"])
def test_what_is_no_metre_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a recognised metre; write it like|is longer than 8 quarter notes"):
        Metre.parse(text)

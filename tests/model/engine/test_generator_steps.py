"""A bar made note by note: kept and gone on with in its middle, directed there, filled around notes that are given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.engine.bars import Bar
from model.engine.engine import SHIPPED_MODEL, Engine
from model.engine.filling import fill_bar
from model.engine.generator import Generator
from model.engine.note_classes import NoteClasses
from model.music.chord_symbols import read_chord, read_chords
from model.music.config import BASS, DRUMS, PARTS, TICKS_PER_QUARTER
from model.music.events import Metre, Note
from model.music.generation_options import GenerationOptions
from model.music.harmony import chord_pitch_classes
from model.music.keys import Key
from model.music.plan import Plan
from model.text import complete

pytestmark = pytest.mark.skipif(not SHIPPED_MODEL.exists(), reason=f"there is no {SHIPPED_MODEL.name} yet")

BAND = complete(Plan(style=(("pop", 1.0),), parts=("drums", "bass", "piano"), tempo_bpm=120.0, metre=Metre(4, 4)))
TRIO = complete(Plan(style=(("jazz", 1.0),), parts=("bass", "guitar", "reed"), tempo_bpm=150.0, metre=Metre(3, 4)))
QUICK = GenerationOptions(guidance=1.0)  # one row of the network instead of two
PIANO, GUITAR = PARTS.index("piano"), PARTS.index("guitar")

Opener = Callable[..., Generator]


@pytest.fixture(scope="module")
def opener() -> Opener:
    """Opens generators of the model that ships."""
    engine = Engine.load()
    return lambda plan=BAND, seed=1, options=QUICK: Generator(engine, plan, seed=seed, options=options)


def notes_until_end(generator: Generator) -> list[NoteClasses]:
    notes = []
    while (note := generator.next_note()) is not None:
        notes.append(note)
    return notes


def bars_of(generator: Generator, n_bars: int) -> list[Bar]:
    return [generator.next_bar() for _ in range(n_bars)]


def play(generator: Generator, n_notes: int) -> list[NoteClasses]:
    """A bar begun and so many of its notes."""
    generator.begin_bar()
    notes = [generator.next_note() for _ in range(n_notes)]
    assert None not in notes, "the bar is too short for this test; choose another seed"
    return notes  # type: ignore[return-value]


# -- note by note


def test_note_by_note_gives_the_same_bars_as_bar_by_bar(opener: Opener) -> None:
    whole, stepped = opener(seed=4), opener(seed=4)
    for _ in range(3):
        expected = whole.next_bar()
        controls = stepped.begin_bar()
        notes = notes_until_end(stepped)
        assert stepped.open_bar is not None
        assert stepped.open_bar.notes == tuple(notes)
        bar = stepped.end_bar()
        assert stepped.open_bar is None
        assert bar == expected
        assert (controls.metre, stepped.resolved.chord_names(controls.chords)) == (bar.metre, bar.chords)
        assert sorted(stepped.resolved.to_note(note) for note in notes) == list(bar.notes)


def test_a_note_outside_a_bar_is_a_mistake(opener: Opener) -> None:
    with pytest.raises(AssertionError, match="a bar must begin"):
        opener().next_note()


@pytest.mark.parametrize("guidance", [1.0, 1.5])
@pytest.mark.parametrize("n_notes", [0, 1, 7])
def test_a_snapshot_in_mid_bar_goes_on_bit_exactly(opener: Opener, guidance: float, n_notes: int) -> None:
    generator = opener(seed=2, options=GenerationOptions(guidance=guidance))
    generator.next_bar()
    play(generator, n_notes)
    kept = generator.snapshot()
    expected = notes_until_end(generator), generator.end_bar(), generator.next_bar()
    for _ in range(2):
        generator.restore(kept)
        assert (notes_until_end(generator), generator.end_bar(), generator.next_bar()) == expected


@pytest.mark.parametrize("guidance", [1.0, 1.5])
@pytest.mark.parametrize("n_notes", [0, 6])
def test_a_lean_snapshot_heard_again_goes_on_bit_exactly(opener: Opener, guidance: float, n_notes: int) -> None:
    generator = opener(seed=3, options=GenerationOptions(guidance=guidance))
    generator.next_bar()
    play(generator, n_notes)
    kept = generator.snapshot()
    lean = kept.lean()
    assert lean.state is not kept.state
    expected = notes_until_end(generator), generator.end_bar(), generator.next_bar()
    generator.set_plan(TRIO)
    generator.next_bar()
    generator.restore(lean)
    generator.repeat_last_step()
    assert (notes_until_end(generator), generator.end_bar(), generator.next_bar()) == expected


def test_a_lean_snapshot_between_bars_is_the_snapshot(opener: Opener) -> None:
    kept = opener().snapshot()
    assert kept.lean() is kept


def test_directing_again_what_is_followed_already_changes_nothing(opener: Opener) -> None:
    generator, other = opener(seed=6), opener(seed=6)
    play(generator, 5)
    play(other, 5)
    other.redirect(BAND, QUICK)
    assert notes_until_end(other) == notes_until_end(generator)
    assert other.end_bar() == generator.end_bar()


def test_hearing_notes_again_leads_to_the_same_place(opener: Opener) -> None:
    generator, other = opener(seed=5), opener(seed=5)
    start = generator.snapshot()
    notes = play(generator, 8)
    other.restore(start)
    other.begin_bar()
    for note in notes:
        other.add_note(note)
    ours, theirs = generator.snapshot().state, other.snapshot().state
    assert (ours.history.bar, ours.history.last) == (theirs.history.bar, theirs.history.last)
    for mine, his in zip(ours.tensors, theirs.tensors, strict=True):
        np.testing.assert_array_equal(mine, his)


# -- directed in the middle of a bar


def test_a_direction_in_mid_bar_acts_on_the_rest_and_keeps_the_metre(opener: Opener) -> None:
    generator = opener(seed=2)
    generator.next_bar()
    before = play(generator, 8)
    generator.redirect(TRIO, QUICK)
    after = notes_until_end(generator)
    bar, following = generator.end_bar(), generator.next_bar()
    assert {note.part for note in before} <= {DRUMS, BASS, PIANO}
    assert {note.part for note in after} <= {PARTS.index(name) for name in TRIO.parts}
    assert after
    assert (bar.metre, bar.tempo_bpm) == (Metre(4, 4), 150.0)
    assert (following.metre, following.tempo_bpm) == (Metre(3, 4), 150.0)
    kept = [generator.resolved.to_note(note)[:3] for note in before]
    assert [note[:3] for note in bar.notes[: len(kept)]] == kept


def test_other_directions_in_mid_bar_change_what_follows(opener: Opener) -> None:
    def rest_of_bar(plan: Plan, options: GenerationOptions) -> list[NoteClasses]:
        generator = opener(seed=2)
        generator.next_bar()
        play(generator, 6)
        generator.redirect(plan, options)
        return notes_until_end(generator)

    usual = rest_of_bar(BAND, QUICK)
    metal = replace(BAND, style=(("metal", 1.0),))
    for plan, options in (
        (metal, QUICK),
        (BAND, replace(QUICK, temperature=2.0)),
        (BAND, replace(QUICK, chords=read_chords("Ebm Ab7"))),
        (BAND, replace(QUICK, resting=frozenset({"drums"}))),
    ):
        assert rest_of_bar(plan, options) != usual


def test_chords_in_mid_bar_are_this_bars_first(opener: Opener) -> None:
    generator = opener(seed=2)
    generator.next_bar()
    play(generator, 3)
    generator.redirect(BAND, replace(QUICK, chords=read_chords("Ebm Ab7 Db")))
    chords = [bar.chords[0] for bar in (generator.end_bar(), *bars_of(generator, 4))]
    assert chords == ["Ebm", "Ab7", "C#", "Ebm", "Ab7"]


@pytest.mark.parametrize("earliest", [0, 13, 48, 95, 96, 500])
def test_nothing_is_drawn_before_a_tick(opener: Opener, earliest: int) -> None:
    generator = opener(seed=2)
    late = []
    for _ in range(3):
        play(generator, 1)
        generator.draw_nothing_before(earliest)
        late += notes_until_end(generator)
        generator.end_bar()
    assert all(note.position >= earliest for note in late)
    if earliest <= 48:
        assert late
    elif earliest >= 96:
        assert not late
    assert any(note.tick < 48 for note in generator.next_bar().notes), "the next bar is free again"


# -- what directions do


def pitch_classes(key: Key) -> set[int]:
    steps = (0, 2, 4, 5, 7, 9, 11) if key.mode == "major" else (0, 2, 3, 5, 7, 8, 10)
    return {(key.tonic + step) % 12 for step in steps}


@pytest.mark.parametrize("key", [Key(0, "major"), Key(6, "major"), Key(11, "major"), Key(9, "minor"), Key(3, "minor")])
def test_a_scale_lock_keeps_every_pitch_in_the_scale(opener: Opener, key: Key) -> None:
    wild = GenerationOptions(guidance=1.0, is_scale_locked=True, temperature=2.0, chords=read_chords("F#7 Cdim Ebm"))
    everybody = complete(Plan(parts=("drums", "bass", "piano", "guitar", "brass"), key=key))
    notes = [n for bar in bars_of(opener(everybody, 1, wild), 12) for n in bar.notes if n.part != DRUMS]
    assert len(notes) > 40
    assert {note.pitch % 12 for note in notes} <= pitch_classes(key)
    free = bars_of(opener(everybody, 1, replace(wild, is_scale_locked=False)), 4)
    assert not {n.pitch % 12 for bar in free for n in bar.notes if n.part != DRUMS} <= pitch_classes(key)


@pytest.mark.parametrize(
    ("style", "part", "struck", "foreign"),
    [("children", "piano", 89, 90), ("jazz", "guitar", 81, 82), ("metal", "bass", 53, 54), ("game", "lead", 89, 90)],
)
def test_a_scale_lock_drives_no_chord_up_to_a_foreign_pitch(
    opener: Opener, style: str, part: str, struck: int, foreign: int
) -> None:
    """Above the highest pitch of the scale these parts have one pitch more, which lies outside it."""
    number = PARTS.index(part)
    plan = complete(Plan(style=((style, 1.0),), parts=(part,), excluded=tuple(name for name in PARTS if name != part)))
    next_pitches = []
    for seed in range(6):
        generator = opener(plan, seed, replace(QUICK, is_scale_locked=True, temperature=2.0))
        generator.begin_bar()
        generator.add_note(NoteClasses(number, 0, struck, 10, 20))
        next_pitches += [note.pitch for note in notes_until_end(generator)]
    assert next_pitches
    assert foreign not in next_pitches
    assert {pitch % 12 for pitch in next_pitches} <= pitch_classes(Key(0, "major"))


@pytest.mark.parametrize("key", [Key(0, "major"), Key(4, "minor")])
def test_chords_given_are_named_and_sounded(opener: Opener, key: Key) -> None:
    chords = read_chords("Am F C G", 0.5) + read_chords("Em7 Dm")
    plan = replace(BAND, key=key, style=(("rock", 1.0),))
    generator = opener(plan, 3, GenerationOptions(chords=chords))
    bars = bars_of(generator, 9)
    assert [bar.chords for bar in bars[:4]] == [("Am", "F"), ("C", "G"), ("Em7", "Em7"), ("Dm", "Dm")]
    assert [bar.chords for bar in bars] == [bars[n % 4].chords for n in range(9)]
    fitting = [
        note.pitch % 12 in chord_pitch_classes(read_chord(bar.chords[note.tick >= bar.metre.half_bar_ticks]))
        for bar in bars
        for note in bar.notes
        if note.part == BASS
    ]
    assert len(fitting) > 20
    assert np.mean(fitting) > 0.6


def test_other_chords_begin_with_the_next_bar_and_the_same_go_on(opener: Opener) -> None:
    generator = opener()
    bars_of(generator, 3)
    first = replace(QUICK, chords=read_chords("C D E"))
    generator.redirect(BAND, first)
    names = [generator.next_bar().chords[0], generator.next_bar().chords[0]]
    generator.redirect(TRIO, replace(first, temperature=0.5))
    names += [generator.next_bar().chords[0]]
    generator.redirect(BAND, replace(first, chords=read_chords("F G")))
    names += [bar.chords[0] for bar in bars_of(generator, 2)]
    generator.redirect(BAND, QUICK)
    assert names == ["C", "D", "E", "F", "G"]
    assert generator.next_bar().chords != ("F", "F")


def test_resting_parts_are_silent_and_come_back(opener: Opener) -> None:
    generator = opener(seed=2)
    generator.redirect(BAND, replace(QUICK, resting=frozenset({"drums", "piano"})))
    assert {note.part for bar in bars_of(generator, 3) for note in bar.notes} == {BASS}
    generator.redirect(BAND, QUICK)
    assert {note.part for bar in bars_of(generator, 2) for note in bar.notes} >= {DRUMS, BASS}


def test_when_every_part_rests_bars_are_empty(opener: Opener) -> None:
    generator = opener(options=replace(QUICK, resting=frozenset(PARTS)))
    assert [bar.notes for bar in bars_of(generator, 2)] == [(), ()]


@pytest.mark.parametrize("part", ["bass", "piano"])
def test_a_parts_density_acts_on_it(opener: Opener, part: str) -> None:
    def count(times: float) -> int:
        bars = bars_of(opener(seed=1, options=GenerationOptions(guidance=1.0, densities={part: times})), 6)
        return sum(note.part == PARTS.index(part) for bar in bars for note in bar.notes)

    few, usual, many = count(0.25), count(1.0), count(3.0)
    assert few < usual < many
    assert many > 3 * few


def test_a_high_temperature_strays_farther_from_the_likeliest(opener: Opener) -> None:
    def spread(temperature: float) -> int:
        """Different pitches, of three bars each from four seeds."""
        options = replace(QUICK, temperature=temperature)
        pieces = [bars_of(opener(seed=seed, options=options), 3) for seed in range(8, 12)]
        return sum(len({n.pitch for b in bars for n in b.notes if n.part != DRUMS}) for bars in pieces)

    assert spread(2.0) > 1.5 * spread(0.0)


# -- filled around what is given

GIVEN = st.lists(
    st.builds(
        NoteClasses,
        part=st.sampled_from((BASS, GUITAR)),
        position=st.integers(0, 95),
        pitch=st.integers(0, 127),
        duration=st.integers(0, 30),
        velocity=st.integers(1, 31),
    ),
    max_size=60,
    unique_by=lambda note: (note.position, note.part, note.pitch),
)
DRUM_NOTES = st.lists(
    st.builds(
        NoteClasses,
        part=st.just(DRUMS),
        position=st.integers(0, 95),
        pitch=st.integers(128, 191),
        duration=st.just(5),
        velocity=st.integers(1, 31),
    ),
    max_size=20,
    unique_by=lambda note: (note.position, note.part, note.pitch),
)


@settings(max_examples=25, deadline=None)
@given(GIVEN, DRUM_NOTES, st.sampled_from([(PIANO,), (PIANO, PARTS.index("sfx")), (PARTS.index("chromatic"),), ()]))
def test_a_filled_bar_keeps_what_is_given_and_adds_only_own_parts(
    opener: Opener, pitched: list[NoteClasses], drums: list[NoteClasses], own: tuple[int, ...]
) -> None:
    given_notes = sorted([*pitched, *drums], key=lambda note: (note.position, note.part, note.pitch))
    plan = replace(BAND, parts=("drums", "bass", "guitar", *(PARTS[part] for part in own)))
    generator = opener(plan, 1)
    bar = fill_bar(generator, given_notes, frozenset(own))
    kept = [note for note in bar.notes if note.part not in own]
    assert kept == [generator.resolved.to_note(note) for note in given_notes]
    assert {note.part for note in bar.notes} - {note.part for note in given_notes} <= set(own)
    places = [note[:3] for note in bar.notes]
    assert all(one < other for one, other in pairwise(places))
    assert all(0 <= note.tick < 96 for note in bar.notes)
    assert generator.open_bar is None


@pytest.mark.parametrize("part", ["drums", "bass", "piano"])
def test_a_part_plays_around_a_band_about_as_much_as_in_it(opener: Opener, part: str) -> None:
    own, n_own, usual = PARTS.index(part), 0, 0
    plan = replace(BAND, groove="pop-four", assumed=BAND.assumed - {"groove"})  # another groove has other densities
    for seed in range(3):
        band, generator = opener(plan, seed), opener(plan, 100 + seed)
        for _ in range(6):
            bar = band.next_bar()
            usual += sum(note.part == own for note in bar.notes)
            given_notes = [generator.resolved.to_classes(note) for note in bar.notes if note.part != own]
            n_own += sum(note.part == own for note in fill_bar(generator, given_notes, frozenset({own})).notes)
    assert 0.6 < n_own / usual < 1.7


def test_a_filled_bar_is_repeatable(opener: Opener) -> None:
    notes = [NoteClasses(BASS, 24 * beat, 36, 12, 22) for beat in range(4)]
    one, other = (fill_bar(opener(seed=9), notes, frozenset({PIANO})) for _ in range(2))
    assert one == other


# -- classes and notes


@given(st.integers(0, 11), st.booleans(), st.integers(0, 127), st.integers(1, 127))
@settings(max_examples=40, deadline=None)
def test_a_note_heard_sounds_as_it_was_or_an_octave_away(
    opener: Opener, tonic: int, is_minor: bool, pitch: int, velocity: int
) -> None:
    plan = replace(BAND, key=Key(tonic, "minor" if is_minor else "major"))
    generator = opener()
    generator.redirect(plan, QUICK)
    note = Note(7, PIANO, pitch, TICKS_PER_QUARTER, velocity)
    classes = generator.resolved.to_classes(note)
    sounding = generator.resolved.to_note(classes)
    assert 0 <= classes.pitch <= 127
    assert (sounding.tick, sounding.part, sounding.duration_ticks) == (7, PIANO, TICKS_PER_QUARTER)
    assert (sounding.pitch - pitch) % 12 == 0
    assert sounding.pitch == pitch or not 6 <= pitch <= 121
    assert abs(sounding.velocity - velocity) <= 3

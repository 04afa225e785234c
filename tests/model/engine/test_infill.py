"""Gaps in a song: what their bars are told, and what is written into them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from model.engine.engine import SHIPPED_MODEL, Engine
from model.engine.generator import Generator
from model.engine.given_music import GivenControls, GivenMusic
from model.engine.infill import Infill, with_pitches_of
from model.engine.note_classes import NoteClasses
from model.engine.song_plan import plan_of_song
from model.engine.song_writing import complementing, continuing, infill_of, replacing
from model.music.chord_symbols import read_chord
from model.music.config import BASS, DRUMS, N_QUALITIES, PARTS
from model.music.events import Note
from model.music.gaps import Aspect, Gap
from model.music.generation_options import GenerationOptions
from model.music.keys import Key
from model.music.plan import Plan
from model.music.songs import SongBar, read_song

PIANO, FLUTE = PARTS.index("piano"), PARTS.index("pipe")
QUICK = GenerationOptions(guidance=1.0)
GAP = Gap(frozenset({BASS}), 4, 7)


@pytest.fixture(scope="module")
def bars(song_writer: Callable[..., None], tmp_path_factory: pytest.TempPathFactory) -> tuple[SongBar, ...]:
    """Twelve bars of a little band in D: D, B minor, G, A."""
    path = tmp_path_factory.mktemp("songs") / "song.mid"
    song_writer(path, seed=3, n_bars=12)
    return read_song(path).bars


@pytest.fixture(scope="module")
def make_generator() -> Callable[[Plan, int], Generator]:
    if not SHIPPED_MODEL.exists():
        pytest.skip(f"there is no {SHIPPED_MODEL.name} yet")
    engine = Engine.load()
    return lambda plan, seed: Generator(engine, plan, seed=seed)


def run(infill: Infill) -> list[tuple[Note, ...]]:
    for _ in infill.steps():
        pass
    return infill.notes_of(infill.drafts[0])


# -- what the bars say


def test_key_chords_and_range_come_from_what_stays(bars: tuple[SongBar, ...]) -> None:
    given = GivenMusic(bars, GAP)
    assert given.key == Key(2, "major")
    roots = [read_chord(name) // N_QUALITIES for name in ("D", "Bm", "G", "A")]
    assert [pair[0] // N_QUALITIES for pair in given.chords[4:8]] == roots
    low, high = given.pitch_range(BASS) or (0, 0)
    assert (low, high) == (31, 38)
    assert not any(note.part == BASS for bar in range(4, 8) for note in given.kept(bar))
    assert all(note.part == BASS for bar in range(4, 8) for note in given.erased(bar))


def test_where_nothing_pitched_stays_the_harmony_does_or_that_of_bars_in_step(bars: tuple[SongBar, ...]) -> None:
    everything = Gap(frozenset({DRUMS, BASS, PIANO, FLUTE}), 4, 7)
    assert GivenMusic(bars, everything).chords[4:8] == GivenMusic(bars, GAP).chords[4:8]
    silent = [bar._replace(notes=()) if 4 <= number <= 7 else bar for number, bar in enumerate(bars)]
    in_step = GivenMusic(silent, everything).chords
    assert in_step[4:8] == in_step[0:4]


def test_the_gap_is_told_the_typical_bars_and_density_on_both_sides_and_the_chord_after(
    bars: tuple[SongBar, ...], make_generator: Callable[[Plan, int], Generator]
) -> None:
    given = GivenMusic(bars, GAP)
    controls = GivenControls(given, make_generator(plan_of_song(given), 0).resolved, ())
    inside, outside = controls.of_bar(7), controls.of_bar(8)
    assert {note.part for note in inside.groove} == {BASS}
    assert {note.part for note in outside.groove} == {DRUMS, BASS, PIANO, FLUTE}
    assert inside.density[BASS] == pytest.approx(outside.density[BASS], abs=0.05)
    assert inside.next_chord == outside.chords[0]
    assert [note.position for note in inside.groove] == [0, 48]  # on one and three, as in all other bars


# -- what is written


def test_only_the_gap_is_written_in_its_range_and_each_seed_writes_its_own(
    bars: tuple[SongBar, ...], make_generator: Callable[[Plan, int], Generator]
) -> None:
    task = replacing(bars, frozenset({BASS}), 4, 7, options=QUICK, n_drafts=1)
    written = run(infill_of(task, make_generator, 1))
    assert len(written) == 4
    notes = [note for bar in written for note in bar]
    assert {note.part for note in notes} == {BASS}
    assert [n.pitch for n in notes if not 28 <= n.pitch <= 41] == []
    assert run(infill_of(task, make_generator, 1)) == written
    assert run(infill_of(task, make_generator, 2)) != written


def test_the_first_draft_is_the_one_that_suits_best_what_stays(
    bars: tuple[SongBar, ...], make_generator: Callable[[Plan, int], Generator]
) -> None:
    infill = infill_of(replacing(bars, frozenset({FLUTE}), 4, 5, options=QUICK, n_drafts=3), make_generator, 1)
    run(infill)
    assert len(infill.drafts) == 3
    counts = [sum(map(len, draft.bars)) for draft in infill.drafts]
    assert max(counts) < 1.4 * min(counts)  # so that density decides nothing here
    assert [draft.nats for draft in infill.drafts] == sorted(draft.nats for draft in infill.drafts)
    assert infill.drafts[0].nats < infill.drafts[-1].nats


def test_only_pitches_or_velocities_leave_the_rest_of_every_note(
    bars: tuple[SongBar, ...], make_generator: Callable[[Plan, int], Generator]
) -> None:
    parts = frozenset({PIANO, DRUMS})
    old = [[note for note in bar.notes if note.part in parts] for bar in bars[4:6]]
    for aspect in (Aspect.PITCHES, Aspect.VELOCITIES):
        task = replacing(bars, parts, 4, 5, options=QUICK, n_drafts=1, aspect=aspect)
        infill = infill_of(task, make_generator, 5)
        written = run(infill)
        for new, before in zip(written, old, strict=True):
            assert len(new) == len(before)
            for note, was in zip(sorted(new), sorted(before), strict=True):
                assert note[:2] == was[:2]
                if aspect is Aspect.VELOCITIES:
                    assert note.pitch == was.pitch
                else:
                    assert abs(note.velocity - was.velocity) <= 4  # as the network counts them
        assert [[note.pitch for note in sorted(bar)] for bar in written] != [
            [note.pitch for note in sorted(bar)] for bar in old
        ] or aspect is Aspect.VELOCITIES


def test_only_the_rhythm_keeps_the_pitches_in_their_order(
    bars: tuple[SongBar, ...], make_generator: Callable[[Plan, int], Generator]
) -> None:
    task = replacing(bars, frozenset({FLUTE}), 4, 5, options=QUICK, n_drafts=1, aspect=Aspect.RHYTHM)
    for new, bar in zip(run(infill_of(task, make_generator, 5)), bars[4:6], strict=True):
        before = [note.pitch for note in bar.notes if note.part == FLUTE]
        assert {note.pitch for note in new} <= set(before)


def test_chords_are_spread_over_a_new_rhythm_and_drums_keep_their_keys() -> None:
    old = tuple(NoteClasses(PIANO, tick, pitch, 5, 9) for tick in (0, 48) for pitch in (60 + tick, 64 + tick))
    old += (NoteClasses(DRUMS, 0, 140, 5, 9),)
    drawn = [NoteClasses(PIANO, tick, 20, 3, 4) for tick in (0, 12, 24, 36)]
    drawn += [NoteClasses(DRUMS, 6, 140, 5, 7), NoteClasses(DRUMS, 7, 141, 5, 7)]
    made = with_pitches_of(old, sorted(drawn, key=lambda note: note.position))
    assert [(n.position, n.part, n.pitch) for n in made] == [
        (0, PIANO, 60), (0, PIANO, 64), (6, DRUMS, 140), (12, PIANO, 60), (12, PIANO, 64),
        (24, PIANO, 108), (24, PIANO, 112), (36, PIANO, 108), (36, PIANO, 112),
    ]  # fmt: skip
    assert {n.duration for n in made if n.part == PIANO} == {3}


def test_a_song_goes_on_with_its_band_and_its_harmony(
    bars: tuple[SongBar, ...], make_generator: Callable[[Plan, int], Generator]
) -> None:
    infill = infill_of(continuing(bars, 4, options=QUICK, n_drafts=1), make_generator, 1)
    written = run(infill)
    assert len(written) == 4
    assert {note.part for bar in written for note in bar} >= {DRUMS, BASS, PIANO}


def test_missing_parts_are_written_to_the_song_and_none_missing_is_a_sentence(
    bars: tuple[SongBar, ...], make_generator: Callable[[Plan, int], Generator]
) -> None:
    words = Plan(style=(("pop", 1.0),))
    task = replace(complementing(bars, ("drums", "strings"), options=QUICK, n_drafts=1), words=words)
    written = run(infill_of(task, make_generator, 1))
    assert len(written) == 12
    assert {note.part for bar in written for note in bar} == {PARTS.index("strings")}
    with pytest.raises(ValueError, match="nothing is missing"):
        complementing(bars, ("drums", "bass"))

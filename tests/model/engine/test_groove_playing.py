"""Grooves as they are played: strokes kept, bars that come back, and what a change in the middle does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from model.engine.bars import Bar
from model.engine.engine import Engine
from model.engine.generator import Generator
from model.engine.groove_bar import RememberedBar, groove_of_bar
from model.evaluation.idioms import plan_of_groove, play_groove
from model.music.config import BASS, DRUMS, PARTS
from model.music.generation_options import GenerationOptions
from model.music.grooves.book import groove_book
from model.music.plan import Plan
from model.text import complete

QUICK = GenerationOptions(guidance=1.0)  # one row of the network instead of two


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine.load()


def generator_of(engine: Engine, name: str, *, seed: int = 1, **options: object) -> Generator:
    return Generator(engine, plan_of_groove(groove_book().get(name)), seed=seed, options=replace(QUICK, **options))  # type: ignore[arg-type]


def drums(bar: Bar) -> list[tuple[int, int]]:
    return [(note.tick, note.pitch) for note in bar.notes if note.part == DRUMS]


@pytest.mark.parametrize("name", ["rock-eighths", "bossa-nova", "swing", "one-drop", "viennese-waltz", "prog-seven"])
def test_a_groove_followed_fully_keeps_its_strokes_and_its_checks(engine: Engine, name: str) -> None:
    played = play_groove(engine, groove_book().get(name), seed=2, n_bars=8, amount=1.0)
    assert not played.strokes_kept < 0.97
    assert [result.text for result in played.results if not result.holds] == []


def test_without_the_control_there_is_no_groove(engine: Engine) -> None:
    generator = generator_of(engine, "rock-eighths", groove=0.0)
    assert not generator.begin_bar().has_groove


def test_the_more_closely_the_fewer_strokes_are_changed(engine: Engine) -> None:
    kept = [
        sum(
            play_groove(engine, groove_book().get(name), seed=5, n_bars=8, amount=amount).strokes_kept
            for name in ("house", "bossa-nova", "swing")
        )
        for amount in (0.1, 0.3, 1.0)
    ]
    assert kept[0] < kept[1] < kept[2]


def test_a_groove_that_nobody_named_is_kept_less_closely_unless_the_control_is_full(engine: Engine) -> None:
    usual = complete(Plan(style=(("rock", 1.0),)))
    named = complete(Plan(style=(("rock", 1.0),), groove=usual.groove))
    amounts = {
        (plan is named, amount): Generator(
            engine, plan, seed=1, options=GenerationOptions(groove=amount)
        ).resolved.groove_amount
        for plan in (usual, named)
        for amount in (0.0, 0.7, 1.0)
    }
    assert amounts[False, 0.7] < amounts[True, 0.7] == 0.7
    assert amounts[False, 1.0] == amounts[True, 1.0] == 1.0
    assert amounts[False, 0.0] == amounts[True, 0.0] == 0.0


def test_equal_seeds_play_equally_with_grooves_forms_and_copies(engine: Engine) -> None:
    plan = complete(Plan(style=(("pop", 1.0),), form="A 2, A 2, B 2, A 2"))
    first, second = ([bar for _ in range(12) for bar in [g.next_bar()]] for g in (
        Generator(engine, plan, seed=9), Generator(engine, plan, seed=9)))  # fmt: skip
    assert first == second


@pytest.mark.parametrize(("name", "has_crash"), [("rock-eighths", True), ("one-drop", False)])
def test_a_crash_of_the_kit_marks_the_bar_after_a_fill(engine: Engine, name: str, has_crash: bool) -> None:
    generator = generator_of(engine, name, groove=1.0)
    was_fill, n_after_fill = False, 0
    for _ in range(24):
        is_fill = generator.arrangement.is_fill
        played = drums(generator.next_bar())
        if was_fill and not is_fill:
            n_after_fill += 1
            assert ((0, 49) in played) == has_crash
        was_fill = is_fill
    assert n_after_fill


def test_in_rock_a_chorus_is_marked_every_four_bars(engine: Engine) -> None:
    plan = complete(Plan(style=(("rock", 1.0),), form="A 8, B 8", groove="rock-eighths"))
    generator = Generator(engine, plan, seed=1, options=GenerationOptions(groove=1.0))
    marked = [number for number in range(16) if (0, 49) in drums(generator.next_bar())]
    assert 12 in marked
    assert 4 not in marked


def copied_bar(engine: Engine) -> tuple[Generator, int]:
    """A generator that stands before a bar that is played as an earlier one was."""
    for seed in range(40):
        plan = complete(Plan(style=(("rock", 1.0),), form="A 8"))
        generator = Generator(engine, plan, seed=seed)
        for number in range(16):
            arranged = generator.arrangement
            if arranged.is_copy and arranged.returns_to is not None and arranged.resting == frozenset():
                return generator, number
            generator.next_bar()
    raise AssertionError("no bar comes back in forty pieces")


def test_a_copied_bar_is_the_earlier_one_note_for_note(engine: Engine) -> None:
    generator, _ = copied_bar(engine)
    arranged = generator.arrangement
    earlier = next(bar for bar in generator.snapshot().played if bar.number == arranged.returns_to)
    random = generator.snapshot().random
    generator.begin_bar()
    notes = []
    while (note := generator.next_note()) is not None:
        notes.append(note)
    generator.end_bar()
    assert tuple(notes) == earlier.moved_to(arranged.chords)
    assert generator.snapshot().random == random, "a copied bar draws nothing"


def test_a_copied_bar_can_be_restored_and_changed_in_its_middle(engine: Engine) -> None:
    generator, _ = copied_bar(engine)
    generator.begin_bar()
    for _ in range(3):
        generator.next_note()
    kept = generator.snapshot()
    rest = []
    while (note := generator.next_note()) is not None:
        rest.append(note)
    generator.restore(kept.lean(), then_redirect=True)
    generator.redirect(generator.resolved.plan, GenerationOptions())
    generator.restore(kept)
    again = []
    while (note := generator.next_note()) is not None:
        again.append(note)
    assert again == rest
    generator.restore(kept, then_redirect=True)
    generator.redirect(replace(generator.resolved.plan, density=0.5), GenerationOptions())
    open_bar = generator.open_bar
    assert open_bar is not None
    assert not open_bar.is_copied, "what was asked for changed, so the rest is made anew"
    while generator.next_note() is not None:
        pass
    generator.end_bar()


def test_another_plan_brings_nothing_back(engine: Engine) -> None:
    generator, _ = copied_bar(engine)
    generator.redirect(replace(generator.resolved.plan, tempo_bpm=77.0), GenerationOptions())
    generator.begin_bar()
    open_bar = generator.open_bar
    assert open_bar is not None
    assert not open_bar.is_copied


def test_parts_without_a_pattern_come_back_varied(engine: Engine) -> None:
    plan = complete(Plan(groove="rock-eighths", parts=("pipe",), asked=("pipe",)))
    generator = Generator(engine, plan, seed=1)
    arranged = replace(generator.arrangement, returns_to=0, is_copy=False)
    note = generator.resolved.to_classes(generator.next_bar().notes[0]._replace(part=PARTS.index("pipe"), pitch=72))
    earlier = RememberedBar(0, generator.resolved.metre, arranged.chords, (note,), generator.resolved)
    groove = groove_of_bar(arranged, generator.resolved, earlier)
    assert groove.parts[PARTS.index("pipe")] == 1.0
    assert groove.parts[BASS] == 1.0
    assert note in groove.notes


def test_a_part_at_rest_has_no_groove(engine: Engine) -> None:
    generator = generator_of(engine, "rock-eighths", resting=frozenset(("drums",)))
    controls = generator.begin_bar()
    assert controls.groove_parts[DRUMS] == 0.0
    assert not any(note.part == DRUMS for note in controls.groove)
    while generator.next_note() is not None:
        pass
    assert not drums(generator.end_bar())


def test_what_is_asked_for_a_density_outweighs_the_groove(engine: Engine) -> None:
    plain, sparse = (generator_of(engine, "rock-eighths", densities=d) for d in ({}, {"bass": 0.4}))
    n_notes = [sum(n.part == BASS for _ in range(8) for n in g.next_bar().notes) for g in (plain, sparse)]
    assert n_notes[1] < 0.75 * n_notes[0]


def test_a_groove_in_another_metre_waits_until_the_plan_has_it(engine: Engine) -> None:
    plan = complete(replace(plan_of_groove(groove_book().get("viennese-waltz"))))
    assert str(plan.metre) == "3/4"
    assert np.sum(Generator(engine, plan, seed=1).begin_bar().groove_parts) > 0


@pytest.mark.parametrize("name", ["love-theme", "carousel", "cakewalk"])
def test_what_the_checks_of_a_groove_name_is_kept_by_chord_parts_too(engine: Engine, name: str) -> None:
    """The left hand's roots, the organ's bass, the riff of the brass: as closely as usual."""
    played = play_groove(engine, groove_book().get(name), seed=0)
    assert [result.text for result in played.results if not result.holds] == []


def test_a_part_without_a_groove_plays_beside_those_that_have_one(engine: Engine) -> None:
    plan = complete(Plan(style=(("jazz", 1.0),), groove="swing", parts=("drums", "bass", "piano", "reed")))
    reed = PARTS.index("reed")
    n_notes = []
    for seed in range(3):
        generator = Generator(engine, plan, seed=seed)
        bars = [generator.next_bar() for _ in range(12)]
        n_notes.append(np.mean([sum(note.part == reed for note in bar.notes) for bar in bars[4:]]))
    assert np.mean(n_notes) > 2.5  # in jazz that was played a reed plays five notes in four beats


def test_a_part_whose_density_is_asked_for_plays_in_every_section(engine: Engine) -> None:
    generator = generator_of(engine, "drum-and-bass")
    assert "lead" in generator.arrangement.resting, "its groove has a lead in the second section only"
    generator.set_density({"lead": 1.0})
    assert "lead" not in generator.arrangement.resting
    assert sum(note.part == PARTS.index("lead") for _ in range(4) for note in generator.next_bar().notes) >= 8

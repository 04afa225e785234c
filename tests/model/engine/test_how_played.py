"""How it is played, each by itself, on the model that ships: in notes, not in impressions."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from statistics import fmean

import pytest

from model.engine.bars import Bar
from model.engine.engine import SHIPPED_MODEL, Engine
from model.engine.generator import Generator
from model.engine.note_sampler import SHORTEST_S
from model.music.config import BASS, DRUMS, PARTS, TICKS_PER_QUARTER
from model.music.generation_options import GenerationOptions, HowPlayed
from model.music.playability import DRUM_RESTRIKE_S, RESTRIKE_S, violations
from model.text import complete, parse

pytestmark = pytest.mark.skipif(not SHIPPED_MODEL.exists(), reason=f"there is no {SHIPPED_MODEL.name} yet")

KEYS = (PARTS.index("piano"), PARTS.index("organ"))
Player = Callable[..., list[Bar]]


@pytest.fixture(scope="module")
def play() -> Player:
    engine = Engine.load()

    def played(
        words: str, n_bars: int = 8, *, seed: int = 3, freedom: float = 1.0, groove: float = 0.7, **how: float | bool
    ) -> list[Bar]:
        made = HowPlayed(**how)  # type: ignore[arg-type]
        options = GenerationOptions(guidance=1.0, temperature=freedom, groove=groove, how=made)
        generator = Generator(engine, complete(parse(words)), seed=seed, options=options)
        return [generator.next_bar() for _ in range(n_bars)]

    return played


def off_beat(bars: list[Bar]) -> float:
    return fmean(note.tick % TICKS_PER_QUARTER != 0 for bar in bars for note in bar.notes)


def test_complexity_moves_strokes_off_the_beat_at_about_as_many_notes(play: Player) -> None:
    words = ("rock with drums, bass and guitar", "jazz trio")
    plain, intricate = ([bar for each in words for bar in play(each, complexity=value)] for value in (0.0, 1.0))
    assert off_beat(intricate) > off_beat(plain) + 0.1
    n_plain, n_intricate = (sum(len(bar.notes) for bar in bars) for bars in (plain, intricate))
    assert 0.6 < n_intricate / n_plain < 1.6


def with_kick(bars: list[Bar]) -> float:
    strokes = []
    for bar in bars:
        kicks = {note.tick for note in bar.notes if note.part == DRUMS and note.pitch in (35, 36)}
        strokes += [note.tick in kicks for note in bar.notes if note.part == BASS]
    return fmean(strokes)


def test_the_bass_follows_the_kick(play: Player) -> None:
    apart, together = (play("rock with drums, bass and guitar", follow_kick=value) for value in (0.0, 1.0))
    assert with_kick(together) > with_kick(apart) + 0.1
    assert with_kick(together) > 0.7


@pytest.mark.parametrize(("left", "right"), [(0.0, 1.0), (1.0, 0.0)])
def test_a_hand_that_rests_plays_nothing(play: Player, left: float, right: float) -> None:
    bars = play("pop with piano and drums in A", left_hand=left, right_hand=right)
    pitches = [note.pitch for bar in bars for note in bar.notes if note.part in KEYS]
    assert pitches
    assert all((pitch >= 60) == (left == 0.0) for pitch in pitches)


def test_without_hands_no_key_is_struck(play: Player) -> None:
    bars = play("pop with piano and drums", 4, left_hand=0.0, right_hand=0.0)
    assert not [note for bar in bars for note in bar.notes if note.part in KEYS]


def width(bars: list[Bar]) -> float:
    gaps = []
    for bar in bars:
        for tick in {note.tick for note in bar.notes}:
            chord = sorted(note.pitch for note in bar.notes if note.tick == tick and note.part in KEYS)
            gaps += [above - below for below, above in pairwise(chord)]
    return fmean(gaps)


def test_voicings_are_close_or_wide(play: Player) -> None:
    close, wide = (play("gospel with piano and organ", voicing=value) for value in (0.0, 1.0))
    assert width(wide) > width(close) + 2.0


def test_fills_are_as_long_as_asked(play: Player) -> None:
    """A large fill begins a bar sooner, a small one half a bar later."""
    small, usual, large = (play("rock with drums", 8, fill_size=size, is_playable=True) for size in (0.0, 0.5, 1.0))

    def drums(bars: list[Bar], number: int, first: int, last: int) -> set[tuple[int, int]]:
        return {(n.tick, n.pitch) for n in bars[number].notes if n.part == DRUMS and first <= n.tick < last}

    assert drums(small, 6, 0, 96) == drums(usual, 6, 0, 96)
    assert drums(large, 6, 0, 96) != drums(usual, 6, 0, 96)
    assert drums(small, 7, 0, 48) != drums(usual, 7, 0, 48)


def test_what_nobody_could_play_is_not_played(play: Player) -> None:
    def count(is_playable: bool) -> int:
        n = 0
        for words, seed in (("metal with drums and guitar", 5), ("pop with drums, piano and guitar", 5)):
            at = 0
            notes = []
            for bar in play(words, 8, seed=seed, freedom=1.6, groove=0.0, is_playable=is_playable):
                notes += [note._replace(tick=note.tick + at) for note in bar.notes]
                at += bar.metre.bar_ticks
            n += sum(violations(notes, 120.0).values())
        return n

    before, after = count(False), count(True)
    assert before > 0
    assert after == 0


def test_no_pitch_is_a_click_and_none_is_struck_again_before_a_hand_could(play: Player) -> None:
    """Fast, swung and full: before, 21 clicks and 21 such strokes of 700 notes."""
    bars = play("gospel choir", 16, seed=7)
    tick_s = 60.0 / bars[0].tempo_bpm / TICKS_PER_QUARTER
    last_ticks: dict[tuple[int, int], int] = {}
    too_short, too_soon = 0, 0
    for bar in bars:
        at = bar.index * bar.metre.bar_ticks
        for note in bar.notes:
            key = (note.part, note.pitch)
            gap_s = (at + note.tick - last_ticks.get(key, -1000)) * tick_s
            in_bar = last_ticks.get(key, -1000) >= at
            too_soon += in_bar and gap_s < (DRUM_RESTRIKE_S if note.part == DRUMS else RESTRIKE_S)
            too_short += note.part != DRUMS and note.duration_ticks * tick_s < SHORTEST_S
            last_ticks[key] = at + note.tick
    assert sum(note.part != DRUMS for bar in bars for note in bar.notes) > 300
    assert (too_short, too_soon) == (0, 0)

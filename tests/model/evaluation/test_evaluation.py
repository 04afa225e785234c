"""Facts of music that was written here for them: what a listener would say, as numbers."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from model.corpus.corpus import Corpus, select
from model.engine.engine import SHIPPED_MODEL, Engine
from model.evaluation import facts, measures
from model.evaluation.asking import (
    asks,
    asks_for_density,
    asks_for_parts,
    asks_like,
    asks_with_other_band,
    density_levels,
    play_all,
    play_bars,
)
from model.evaluation.classifier import confusion, recall
from model.evaluation.excerpt import Excerpt, from_bars, from_corpus, from_notes
from model.evaluation.failures import failures, is_hanging, is_loop, is_runaway, is_silent
from model.evaluation.figures import Figure
from model.evaluation.recognition import JudgedExcerpts, _error
from model.evaluation.reference import Sample, samples
from model.evaluation.report import Report
from model.evaluation.style_features import style_features, swing, vector
from model.music.chord_symbols import chord_name
from model.music.config import BASS, DRUMS, N_STYLES, PARTS, STYLES
from model.music.events import COMMON_TIME, Metre, Note

PIANO = PARTS.index("piano")
PAD = PARTS.index("pad")
MAJOR = (0, 2, 4, 5, 7, 9, 11)


def piece(notes: list[Note], n_bars: int, **options) -> Excerpt:
    return from_notes(notes, [COMMON_TIME] * n_bars, **options)


def scale(tonic: int, n_bars: int, steps: tuple[int, ...] = MAJOR) -> list[Note]:
    """Eighths up the scale over the tonic held in the bass; no bar is like the one before."""
    line = [Note(12 * n, PIANO, 60 + tonic + steps[n % 7], 12, 80) for n in range(8 * n_bars)]
    return line + [Note(96 * bar, BASS, 36 + tonic, 96, 90) for bar in range(n_bars)]


@pytest.fixture(scope="module")
def engine() -> Engine:
    if not SHIPPED_MODEL.exists():
        pytest.skip("there is no model yet")
    return Engine.load()


@pytest.mark.parametrize("tonic", [0, 2, 7, 11])
def test_the_key_of_a_major_scale(tonic: int) -> None:
    assert facts.key(piece(scale(tonic, 7), 7)) == (tonic, 0)


def test_the_key_of_a_minor_scale_and_its_relative() -> None:
    minor = piece(scale(9, 7, (0, 2, 3, 5, 7, 8, 10)), 7)
    assert facts.key(minor) == (9, 1)
    assert facts.relative(*facts.key(minor)) == (0, 0)


@pytest.mark.parametrize(
    ("bpm", "number"),
    [(30, 0), (40, 1), (59.9, 1), (60, 2), (70, 3), (90, 4), (110, 5), (140, 6), (160, 7), (210, 8)],
)
def test_tempo_bins_begin_at_their_edges(bpm: float, number: int) -> None:
    assert facts.tempo_bin(bpm) == number


def test_a_note_answers_to_the_chord_of_each_half_bar_that_it_sounds_in() -> None:
    # C over half a bar of C and half a bar of G: on the chord for one half, on the scale throughout.
    held = piece([Note(0, PIANO, 60, 96, 80)], 1, chords=[("C", "G")])
    assert facts.adherence(held, 0, 0) == (1.0, 0.5, 1.0)
    # F sharp is in neither; E flat in the chord alone.
    foreign = piece([Note(0, PIANO, 66, 48, 80), Note(48, PIANO, 63, 48, 80)], 1, chords=[("C", "Cm")])
    assert facts.adherence(foreign, 0, 0) == (0.5, 0.5, 0.0)


def test_drums_have_no_say_in_harmony() -> None:
    drums = piece([Note(0, DRUMS, 42, 6, 80), Note(24, PARTS.index("sfx"), 61, 6, 80)], 1, chords=[("C", "C")])
    assert all(math.isnan(share) for share in facts.adherence(drums, 0, 0))
    assert not facts.pitch_classes(piece([Note(0, DRUMS, 42, 6, 80)], 1)).any()


def test_a_note_that_rings_past_the_last_bar_counts_as_far_as_there_are_bars() -> None:
    ringing = piece([Note(48, PIANO, 60, 400, 80)], 1, chords=[("G", "C")])
    assert facts.adherence(ringing, 0, 0).chord == 1.0


def test_densities_are_what_the_network_is_told() -> None:
    notes = [Note(12 * n, DRUMS, 42, 6, 80) for n in range(14)]
    assert facts.part_densities(piece(notes, 2))[DRUMS] == pytest.approx(1.0), "seven notes in four beats"


def test_bars_are_as_alike_as_the_notes_they_share() -> None:
    notes = [Note(0, PIANO, 60, 24, 80), Note(48, PIANO, 64, 24, 80), Note(96, PIANO, 60, 12, 20)]
    similarity = facts.bar_similarity(piece(notes, 4))
    assert similarity[0, 1] == pytest.approx(0.5)
    assert similarity[0, 2] == 0.0
    assert similarity[2, 3] == 1.0, "both are silent"
    assert facts.copied_bars(piece(notes, 4)) == pytest.approx(1 / 3)
    assert math.isnan(facts.similarity_at(piece(notes, 4), 4))


def test_groove_is_the_places_that_neighbours_share() -> None:
    steady = [Note(96 * bar + place, DRUMS, 36, 6, 90) for bar in range(4) for place in (0, 48)]
    assert facts.groove_consistency(piece(steady, 4)) == 1.0
    alternating = [Note(96 * bar + 24 * (bar % 2), DRUMS, 36, 6, 90) for bar in range(4)]
    assert facts.groove_consistency(piece(alternating, 4)) == pytest.approx(1 - 2 / 48)


def test_entropy_counts_pitch_classes_in_bits() -> None:
    assert facts.pitch_class_entropy(piece([Note(24 * n, PIANO, 60 + 12 * n, 24, 80) for n in range(4)], 1)) == 0.0
    assert facts.pitch_class_entropy(piece([Note(24 * n, PIANO, 60 + n, 24, 80) for n in range(4)], 1)) == 2.0


def test_divergence_is_none_between_equals_and_one_between_strangers() -> None:
    assert facts.divergence(np.array([1.0, 3.0]), np.array([2.0, 6.0])) == pytest.approx(0.0)
    assert facts.divergence(np.array([1.0, 0.0]), np.array([0.0, 1.0])) == pytest.approx(1.0)


def test_swing_is_heard_in_the_offbeats() -> None:
    def offbeats(place: int) -> Excerpt:
        return piece([Note(24 * n + place, DRUMS, 42, 6, 80) for n in range(8)], 2)

    assert swing(offbeats(12)) == 0.0
    assert swing(offbeats(16)) == 1.0
    assert swing(offbeats(0)) == 0.5


def test_features_do_not_change_with_the_key_nor_the_tempo() -> None:
    here = vector(piece(scale(0, 8), 8))
    assert np.isfinite(here).all()
    names = list(style_features(piece(scale(0, 8), 8)))
    assert len(names) == len(set(names)) == len(here)
    there = vector(piece(scale(5, 8), 8, tempo_bpm=180.0))
    moved = {name for name, one, two in zip(names, here, there, strict=True) if one != pytest.approx(two)}
    assert moved == set()


@pytest.mark.parametrize("notes", [[], [Note(0, DRUMS, 36, 6, 90)], [Note(0, PIANO, 60, 24, 90)]])
def test_features_exist_where_hardly_anything_plays(notes: list[Note]) -> None:
    assert np.isfinite(vector(piece(notes, 2))).all()


def test_music_without_failures_has_none() -> None:
    assert not any(failures(piece(scale(0, 32), 32)))


def test_a_bar_played_over_and_over_is_a_loop() -> None:
    bar = [(0, 60), (24, 64), (48, 67)]
    loop = [Note(96 * n + tick, PIANO, pitch, 24, 60 + n) for n in range(9) for tick, pitch in bar]
    assert is_loop(piece(loop, 9)), "the first bar and eight repeats, only louder"
    assert not is_loop(piece([note for note in loop if note.tick < 96 * 8], 8))
    changing = [note._replace(pitch=note.pitch + note.tick // 96 % 3) for note in loop]
    assert not is_loop(piece(changing, 9))


def test_two_bars_in_turn_are_a_loop_when_it_lasts() -> None:
    def turns(n_bars: int) -> Excerpt:
        return piece([Note(96 * n, PIANO, 60 + n % 2, 24, 80) for n in range(n_bars)], n_bars)

    assert is_loop(turns(18))
    assert not is_loop(turns(17))


def test_silence_is_no_note_or_two_bars_in_which_nothing_sounds() -> None:
    assert is_silent(piece([], 4))
    assert is_silent(piece([Note(0, PIANO, 60, 24, 80), Note(288, PIANO, 60, 24, 80)], 4))
    assert not is_silent(piece([Note(0, PIANO, 60, 192, 80), Note(288, PIANO, 60, 24, 80)], 4)), "it rings"


def test_silence_is_no_loop() -> None:
    assert not is_loop(piece([Note(0, PIANO, 60, 24, 80)], 32))


def test_a_crowded_bar_is_runaway() -> None:
    crowd = [Note(n % 96, 1 + n // 96, 60, 6, 80) for n in range(129)]
    assert is_runaway(piece(crowd, 1))
    assert not is_runaway(piece(crowd[:-1], 1))
    short = from_notes([Note(n % 36, 1 + n // 36, 60, 6, 80) for n in range(65)], [Metre(3, 8)])
    assert is_runaway(short), "a short bar may hold half as much"


def test_a_part_that_never_comes_back_hangs() -> None:
    tune = scale(0, 32)
    assert is_hanging(piece([*tune, Note(0, PAD, 60, 24, 80)], 32))
    assert not is_hanging(piece([*tune, Note(0, PAD, 60, 24, 80), Note(96 * 20, PAD, 60, 24, 80)], 32))
    assert is_hanging(piece([*tune, Note(96 * 20, PAD, 60, 96 * 9, 80)], 32)), "a note that sounds on and on"
    assert not is_hanging(piece([*scale(0, 16), Note(0, PAD, 60, 24, 80)], 16)), "too short to say"


def test_a_window_begins_anew_at_its_bar() -> None:
    tune = piece(scale(0, 8), 8, chords=[("C", "G")] * 4 + [("F", "C")] * 4)
    window = tune.window(4, 2)
    assert window.n_bars == 2
    assert window.tick.min() == 0
    assert set(window.bar.tolist()) == {0, 1}
    assert [chord_name(chord) for chord in window.chords[0]] == ["F", "C"]
    assert len(tune.window(6, 16).bar_ticks) == 2, "no more than there is"


def test_pieces_of_a_corpus_come_back_as_they_were_packed(corpus: Corpus) -> None:
    assert facts.key(from_corpus(corpus, 0)) == (0, 0), "prepared in the common tonic"
    chosen = select(corpus, np.array([1, 4]))
    for place, number in enumerate((1, 4)):
        for name in ("tick", "part", "pitch", "duration", "bar_ticks", "chords"):
            one, two = (getattr(from_corpus(*where), name) for where in ((chosen, place), (corpus, number)))
            np.testing.assert_array_equal(one, two)
    found = samples(corpus, range(6), n_bars=8, n_each=1, seed=1)
    assert {STYLES[sample.style] for sample in found} == {"pop", "jazz"}
    assert all(sample.excerpt.n_bars == 8 and sample.is_real for sample in found)
    assert not samples(corpus, range(6), n_bars=32, n_each=1, seed=1, whole_only=True)


def test_spearman_shares_the_rank_of_ties() -> None:
    assert measures.spearman([1, 2, 3], [1, 4, 9]) == pytest.approx(1.0)
    assert measures.spearman([1, 2, 3], [3, 2, 1]) == pytest.approx(-1.0)
    assert measures.spearman([1, 2, 2, 3], [1, 2, 2, 3]) == pytest.approx(1.0)
    assert math.isnan(measures.spearman([1, 1], [1, 2]))


def sample_of(tonic: int, asked: tuple[int, int]) -> Sample:
    return Sample(piece(scale(tonic, 8), 8, chords=[("C", "G")] * 8), 0, asked, is_real=False)


def test_keys_are_right_related_or_wrong() -> None:
    played = [sample_of(0, (0, 0)), sample_of(0, (9, 1)), sample_of(2, (0, 0)), sample_of(7, (7, 0))]
    right, near = measures.key_figures(played, [], 1)
    assert (right.value, near.value) == (0.5, 0.75)
    assert math.isnan(right.ceiling)


def test_texture_weighs_every_style_the_same() -> None:
    chord = [Note(96 * bar, PIANO, pitch, 96, 80) for bar in range(4) for pitch in (60, 64, 67)]
    tonic, fifth = (piece([*chord, Note(0, BASS, pitch, 12, 80)], 4) for pitch in (36, 43))
    played = [Sample(excerpt, style, (0, 0), is_real=False) for excerpt, style in ((tonic, 1), (tonic, 1), (fifth, 2))]
    bass = {figure.name: figure for figure in measures.texture_figures(played, [])}["bass on the tonic"]
    assert bass.value == pytest.approx(0.5)
    assert math.isnan(bass.ceiling)


def test_parts_are_counted_against_what_was_asked() -> None:
    wanted = asks(1, 8, 3)
    mine = PARTS.index(wanted[0].plan.parts[0])
    alone = piece([Note(96 * n, mine, 60, 24, 80) for n in range(16)], 16)
    present, throughout, strangers = measures.parts_figures([alone], wanted)
    assert present.value == throughout.value == pytest.approx(1 / len(wanted[0].plan.parts))
    assert strangers.value == 0.0
    other = next(n for n, name in enumerate(PARTS) if name not in wanted[0].plan.parts)
    [*_, strangers] = measures.parts_figures([piece([Note(0, other, 60, 24, 80)], 1)], wanted)
    assert (strangers.value, strangers.verdict) == (1.0, "missed")


def test_a_band_that_plays_as_it_is_told_has_a_rank_correlation_of_one() -> None:
    plan = asks(1, 8, 0)[0]
    wanted = [replace(plan, densities=(("piano", level / 20),)) for level in range(16)]
    played = [piece([Note(96 * n // (k + 1), PIANO, 60, 6, 80) for n in range(k + 1)], 1) for k in range(16)]
    figures, parts = measures.density_figures(played, wanted, 1)
    assert parts == {"piano": pytest.approx(1.0)}
    assert [figure.value for figure in figures] == pytest.approx([1.0, 1.0])


def test_what_is_asked_depends_on_the_seed_alone() -> None:
    assert asks(30, 8, 5) == asks(30, 8, 5)
    assert asks(30, 8, 5) != asks(30, 8, 6)
    assert [ask.style for ask in asks(N_STYLES, 8, 5)] == list(range(N_STYLES))


def test_odd_bands_want_one_part_more_and_one_less() -> None:
    for ask, usual in zip(asks_for_parts(42, 8, 5), asks(42, 8, 5), strict=True):
        (excluded,) = ask.plan.excluded
        assert excluded in usual.plan.parts
        assert excluded not in ask.plan.parts
        (wanted,) = ask.plan.asked
        assert wanted in ask.plan.parts
        assert wanted not in usual.plan.parts
    for ask, usual in zip(asks_with_other_band(42, 8, 5), asks(42, 8, 5), strict=True):
        assert ask.plan.style == usual.plan.style


def test_the_engine_plays_what_is_asked_the_same_each_time(engine: Engine) -> None:
    wanted = asks(2, 2, 5)
    n_done: list[int] = []
    first, again = (
        play_all(engine, None, wanted, n_processes=1, on_progress=lambda: n_done.append(1)) for _ in range(2)
    )
    assert len(n_done) == 4
    for one, two in zip(first, again, strict=True):
        np.testing.assert_array_equal(one.pitch, two.pitch)
        assert one.n_bars == 2
    bars = play_bars(engine, wanted[0])
    np.testing.assert_array_equal(from_bars(bars).tick, first[0].tick)


def test_pieces_can_be_asked_for_like_files(corpus: Corpus) -> None:
    found = samples(corpus, range(6), n_bars=8, n_each=1, seed=1)
    for ask, sample in zip(asks_like(found, 8, 1), found, strict=True):
        assert set(ask.plan.parts) == {"drums", "bass", "piano", "pipe"}
        assert ask.style == sample.style
        assert ask.key == (0, 0)
        assert ask.plan.tempo_bpm == pytest.approx(sample.excerpt.tempo_bpm, abs=0.01)


def test_densities_are_asked_inside_what_styles_show(engine: Engine) -> None:
    levels = density_levels(engine)
    for ask in asks_for_density(21, 8, 1, levels):
        assert {part for part, _ in ask.densities} == set(ask.plan.parts)
        assert all(levels[part][0] <= value <= levels[part][1] for part, value in ask.densities)


def test_confusions_are_shares_of_what_was_asked() -> None:
    shares = confusion(np.array([0, 0, 1]), np.array([0, 1, 1]))
    assert shares[0, 0] == shares[0, 1] == 0.5
    assert recall(shares) == pytest.approx(0.75)
    assert np.isnan(shares[2]).all()


class Deaf:
    """A judge to whom everything is the first style."""

    def styles(self, rows: np.ndarray) -> np.ndarray:
        return np.zeros(len(rows), np.int64)


def test_nothing_recognised_is_not_taken_for_certain() -> None:
    def error(n: int, windows_each: float) -> float:
        excerpts = JudgedExcerpts(np.zeros((n, 1), np.float32), np.ones(n, np.int64), np.zeros(n, bool))
        return _error(Deaf(), excerpts, np.ones(N_STYLES, np.int64), windows_each)

    assert error(24, 1.0) == pytest.approx(math.sqrt(25 / 26**3))
    assert error(48, 2.0) == pytest.approx(error(24, 1.0)), "two windows of a piece tell no more than one"


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [
        (Figure("", 0.9, target=0.85), "reached"),
        (Figure("", 0.8, target=0.85), "missed"),
        (Figure("", 0.02, target=0.01, at_most=True), "missed"),
        (Figure("", 0.0, target=0.0, at_most=True), "reached"),
        (Figure("", math.nan, target=0.85), ""),
        (Figure("", 0.9), ""),
    ],
)
def test_verdicts(figure: Figure, verdict: str) -> None:
    assert figure.verdict == verdict


def test_a_report_shows_what_was_missed_and_what_was_not_measured() -> None:
    report = Report(about={"model": "abc"})
    report.sections["Key"] = [Figure("key right", 0.5, target=0.8), Figure("loss", math.nan, is_share=False)]
    report.sweeps["guidance"] = [{"guidance": 1.5, "style": math.nan}]
    text = report.to_markdown()
    assert "| key right | 50.0% | – | – | ≥ 80.0% | missed |  |" in text
    assert "| 1.5 | – |" in text
    assert [figure.name for figure in report.missed()] == ["key right"]
    assert report.to_dict()["sections"]["Key"][1]["value"] is None

"""The chord model follows its counts, and its plans have form and are repeatable."""

from __future__ import annotations

import numpy as np
import pytest

from model.music.chord_symbols import read_chord
from model.music.chords import N_PHRASE_HALVES, ChordModel
from model.music.config import N_CHORDS, N_STYLES, NO_CHORD, STYLES

ROCK, JAZZ = STYLES.index("rock"), STYLES.index("jazz")


def line(*symbols: str, n_times: int = 8) -> np.ndarray:
    """A chord for each bar, in both halves."""
    return np.array([[read_chord(s)] * 2 for s in symbols * n_times], np.uint8)


def weights(*styles: int) -> list[float]:
    return [float(s in styles) for s in range(N_STYLES)]


@pytest.fixture(scope="module")
def model() -> ChordModel:
    pieces = [line("C", "F", "G", "C"), line("C", "Am", "F", "G"), line("Dm7", "G7", "Cmaj7", "Am7"), line("Am", "Dm")]
    return ChordModel.count(pieces, [ROCK, ROCK, JAZZ, JAZZ], [0, 0, 0, 1], [1.0, 1.0, 1.0, 1.0])


def test_a_distribution_sums_to_one_and_never_holds_no_chord(model: ChordModel) -> None:
    contexts = [(NO_CHORD, NO_CHORD), (read_chord("C"),) * 2, (NO_CHORD, read_chord("Dm7")), (83, 2)]
    for style in (weights(), weights(ROCK), weights(JAZZ, ROCK), weights(0)):
        for mode in (0, 1):
            for before, last in contexts:
                chances = model.distribution(style, mode, before, last)
                assert chances.shape == (N_CHORDS,)
                assert chances.sum() == pytest.approx(1)
                assert chances[NO_CHORD] == chances[last] == 0, "it is a change"
                assert (np.delete(chances, [NO_CHORD, last]) > 0).all(), "every other chord stays possible"
            for half in (0, 1):
                assert model.hold_distribution(style, mode, half).sum() == pytest.approx(1)


def test_what_was_counted_is_likely(model: ChordModel) -> None:
    d, g = read_chord("Dm7"), read_chord("G7")
    assert model.distribution(weights(JAZZ), 0, NO_CHORD, d).argmax() == g
    assert model.distribution(weights(JAZZ), 0, d, g).argmax() == read_chord("Cmaj7")
    assert model.hold_distribution(weights(ROCK), 0, 0).argmax() == 1, "two half bars"


def test_a_style_changes_the_distribution_and_a_blend_lies_between(model: ChordModel) -> None:
    rock, jazz, both = (
        model.distribution(style, 0, NO_CHORD, NO_CHORD) for style in (weights(ROCK), weights(JAZZ), [0.0] * 21)
    )
    blend = model.distribution([0.5 * float(s in (ROCK, JAZZ)) for s in range(N_STYLES)], 0, NO_CHORD, NO_CHORD)
    f, d = read_chord("F"), read_chord("Dm7")
    assert rock[f] > jazz[f]
    assert jazz[d] > rock[d]
    assert rock[f] > blend[f] > jazz[f]
    assert not np.allclose(rock, both)


def test_a_mode_changes_the_distribution(model: ChordModel) -> None:
    a_minor, d_minor = read_chord("Am"), read_chord("Dm")
    chances = [model.distribution(weights(), mode, NO_CHORD, a_minor)[d_minor] for mode in (0, 1)]
    assert chances[1] > chances[0]


def test_a_phrase_has_16_chords_and_depends_on_the_seed_alone(model: ChordModel) -> None:
    phrases = [model.phrase(weights(ROCK), 0, np.random.default_rng(seed)) for seed in (4, 4, 5, 6, 7)]
    assert all(len(p) == N_PHRASE_HALVES for p in phrases)
    assert all(0 <= chord < NO_CHORD for p in phrases for chord in p)
    assert phrases[0] == phrases[1]
    assert len({tuple(p) for p in phrases}) > 2


def test_half_of_the_answers_take_up_the_opening(model: ChordModel) -> None:
    phrases = [model.phrase(weights(), 0, np.random.default_rng(seed)) for seed in range(60)]
    taken_up = sum(p[:4] == p[8:12] for p in phrases)
    assert 15 < taken_up < 55


def test_arrays_hold_the_whole_model(model: ChordModel) -> None:
    again = ChordModel.from_arrays(model.to_arrays())
    np.testing.assert_array_equal(again.keys, model.keys)
    np.testing.assert_array_equal(again.counts, model.counts)
    np.testing.assert_array_equal(again.holds, model.holds)
    seed = np.random.default_rng
    assert again.phrase(weights(JAZZ), 0, seed(3)) == model.phrase(weights(JAZZ), 0, seed(3))


def test_pieces_without_harmony_teach_nothing(model: ChordModel) -> None:
    silent = np.full((8, 2), NO_CHORD, np.uint8)
    pieces = [line("C", "F", "G", "C"), silent, line("C"), line("E", "B", n_times=1)[:1]]
    counted = ChordModel.count(pieces, [ROCK, ROCK, -1, ROCK], [0, 0, 2, 0], [3.0] * 4)
    alone = ChordModel.count(pieces[:1], [ROCK], [0], [3.0])
    np.testing.assert_array_equal(counted.keys, alone.keys)
    np.testing.assert_array_equal(counted.counts, alone.counts)
    assert len(counted.keys) < len(model.keys)


def test_a_corpus_without_any_harmony_gives_a_model_that_still_plays() -> None:
    empty = ChordModel.count([np.full((8, 2), NO_CHORD, np.uint8)], [ROCK], [2], [1.0])
    chances = empty.distribution(weights(ROCK), 0, NO_CHORD, NO_CHORD)
    assert chances[:NO_CHORD] == pytest.approx(1 / NO_CHORD)

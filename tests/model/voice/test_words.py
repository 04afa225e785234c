"""Words for a timbre: what the shipped voice reads out of words it has not learnt from."""

from __future__ import annotations

import numpy as np
import pytest

from model.music.config import N_STYLES, STYLES
from model.voice.config import N_TIMBRES, TIMBRES
from model.voice.timbre import examples, read_timbre, style_vector
from model.voice.timbre_words import NEUTRAL_WORDS, TIMBRE_WORDS
from model.voice.voice_file import load_voice

# None of them stands in the lists of `model.voice.timbre_words`.
UNSEEN = {
    "bright": ("dazzling", "silvery and clear", "luminous treble", "bright funky pop"),
    "warm": ("muted and soft", "like a blanket", "a warm jazz ballad with piano", "温柔"),
    "distant": ("heard through a canyon", "in a stone chapel", "in an abbey", "遥远的钢琴"),
    "neutral": ("bossa nova in D minor", "hard rock 160 bpm", "happy folk dance", "angry metal"),
}


@pytest.mark.parametrize(("meant", "words"), [(meant, words) for meant, group in UNSEEN.items() for words in group])
def test_words_that_were_not_learnt_ask_for_what_they_mean(meant: str, words: str) -> None:
    known = {word for group in (*TIMBRE_WORDS.values(), NEUTRAL_WORDS) for word in group}
    assert words not in known
    timbre = read_timbre([words], load_voice().words)[0]
    assert [name for name, value in zip(TIMBRES, timbre, strict=True) if value > 0.5] == (
        [] if meant == "neutral" else [meant]
    )


def test_no_words_ask_for_nothing() -> None:
    assert read_timbre(["", "  "], load_voice().words).tolist() == [[0.0] * N_TIMBRES] * 2


def test_examples_are_the_same_for_a_seed_and_hold_all_kinds() -> None:
    said, again = (examples(np.random.default_rng(1)) for _ in range(2))
    assert said.texts == again.texts
    assert len(said.texts) == len(said.wanted)
    kinds = {tuple(row) for row in said.wanted.astype(int).tolist()}
    assert {(0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1)} <= kinds


def test_styles_are_shares_and_unknown_ones_nothing() -> None:
    vector = style_vector({"jazz": 3.0, "latin": 1.0, "polka from Mars": 9.0})
    assert vector.shape == (N_STYLES,)
    assert vector[STYLES.index("jazz")] == pytest.approx(0.75)
    assert vector.sum() == pytest.approx(1.0)
    assert style_vector({}).sum() == 0

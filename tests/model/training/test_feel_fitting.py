"""The feel of played files is counted by style, part and place."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from model.corpus.corpus import OFFSETS_PER_TICK, PART, POSITION, Corpus
from model.engine.feel import N_PLACES, Feel
from model.music.config import DRUMS, N_PARTS, N_STYLES, TICKS_PER_QUARTER
from model.training.feel_fitting import fit_feel


def test_music_on_the_grid_teaches_nothing(corpus: Corpus) -> None:
    feel, plain = fit_feel(replace(corpus, offsets=np.zeros_like(corpus.offsets))), Feel.plain()
    assert np.array_equal(feel.mean_ms, plain.mean_ms)
    assert np.array_equal(feel.spread_ms, plain.spread_ms)


def test_late_drums_are_learnt_as_late(corpus: Corpus) -> None:
    is_late = (corpus.events[:, PART] == DRUMS) & (corpus.events[:, POSITION] % N_PLACES == 24)
    offsets = np.where(is_late, OFFSETS_PER_TICK // 4, 0).astype(np.int8)
    piece = np.repeat(np.arange(len(corpus.names)), np.diff(corpus.event_starts))
    is_used = ~corpus.is_valid & ~corpus.is_generated & (corpus.style >= 0)
    feel = fit_feel(replace(corpus, offsets=offsets))
    assert feel.mean_ms.shape == feel.spread_ms.shape == (N_STYLES, N_PARTS, N_PLACES)
    late = is_late & is_used[piece]
    tempi = corpus.tempo_bpm[piece[late]]
    expected = (60_000.0 / TICKS_PER_QUARTER / tempi / 4).mean()
    general = feel.mean_ms[:, DRUMS, 24]
    assert general.max() <= expected * 1.5
    assert (general > 0).all() == (late.sum() >= 30)
    assert not feel.mean_ms[:, DRUMS, 0].any()

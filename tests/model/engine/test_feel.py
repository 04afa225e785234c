"""Where people place notes around the grid: drawn again the same, learnt from what was played."""

from __future__ import annotations

import numpy as np
import pytest

from model.engine.engine import SHIPPED_MODEL, Engine
from model.engine.feel import MOST_EARLY_MS, MOST_LATE_MS, N_PLACES, Feel
from model.music.config import BASS, DRUMS, N_PARTS, N_STYLES, STYLES

JAZZ = STYLES.index("jazz")


def drawn(feel: Feel, part: int, position: int, n: int = 400) -> list[float]:
    return [feel.offset_ms(JAZZ, part, position, bar=bar, pitch=36, seed=bar // 8) for bar in range(n)]


def test_a_note_is_always_placed_the_same() -> None:
    feel = Feel.plain()
    one = feel.offset_ms(JAZZ, BASS, 12, bar=3, pitch=40, seed=1)
    assert one == feel.offset_ms(JAZZ, BASS, 12, bar=3, pitch=40, seed=1)
    assert one != feel.offset_ms(JAZZ, BASS, 12, bar=4, pitch=40, seed=1)


def test_offsets_have_the_mean_and_the_spread_of_their_place() -> None:
    mean, spread = np.zeros((N_STYLES, N_PARTS, N_PLACES), np.float32), np.full((N_STYLES, N_PARTS, N_PLACES), 3.0)
    mean[JAZZ, DRUMS, 36] = 6.0
    feel = Feel(mean, spread.astype(np.float32))
    late, plain = drawn(feel, DRUMS, 36 + 2 * N_PLACES), drawn(feel, DRUMS, 0)
    assert np.mean(late) == pytest.approx(6.0, abs=0.8)
    assert np.mean(plain) == pytest.approx(0.0, abs=0.8)
    assert np.std(plain) == pytest.approx(3.0, rel=0.2)


def test_who_plays_on_one_tick_moves_together_in_part() -> None:
    feel = Feel.plain()
    drums, bass, elsewhere = drawn(feel, DRUMS, 24), drawn(feel, BASS, 24), drawn(feel, BASS, 30)
    assert 0.2 < np.corrcoef(drums, bass)[0, 1] < 0.6
    assert abs(np.corrcoef(drums, elsewhere)[0, 1]) < 0.25


def test_offsets_have_bounds() -> None:
    wild = Feel(*(np.full((N_STYLES, N_PARTS, N_PLACES), each, np.float32) for each in (0.0, 100.0)))
    late = drawn(wild, DRUMS, 0)
    assert min(late) == -MOST_EARLY_MS
    assert max(late) == MOST_LATE_MS


@pytest.mark.skipif(not SHIPPED_MODEL.exists(), reason="there is no model yet")
def test_the_model_that_ships_has_learnt_that_drums_are_tighter_than_chords() -> None:
    feel = Engine.load().feel
    on_beat = feel.spread_ms[:, :, 0].mean(axis=0)
    assert 2.0 < on_beat[DRUMS] < on_beat[1] < 10.0
    assert np.isfinite(feel.mean_ms).all()
    assert np.abs(feel.mean_ms).max() < MOST_LATE_MS

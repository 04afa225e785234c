"""The groove of a bar is found in the piece itself, never in the bar, and moves with the chords."""

from __future__ import annotations

import numpy as np
import pytest

from model.corpus.corpus import Corpus, Piece
from model.corpus.packing import pack
from model.corpus.structure import NO_BAR
from model.engine.feature_values import NO_PART
from model.engine.features import FLOATS, LOOK_BACK_ROW, TRUNK
from model.engine.trunk_features import LOOK_BACK
from model.music.config import BAR, BASS, DRUMS, N_PARTS, NO_PITCH, STYLES
from model.training.dataset import Batches
from model.training.groove_bars import GrooveBars, GrooveHiding, drawn_sources, typical_sources

C, D_MINOR = 0, 2 * 7 + 1
BEAT = [(DRUMS, 0, 140), (DRUMS, 48, 142)]


def piece(bars: list[list[tuple[int, int, int]]], chords: list[int]) -> Piece:
    rows = [row for bar in bars for row in ((BAR, 0, NO_PITCH, 0, 0), *((*note, 5, 16) for note in sorted(bar, key=lambda n: (n[1], n[0], n[2]))))]  # fmt: skip  # noqa: E501
    return Piece(
        "tiny", STYLES.index("pop"), False, False, 1.0, 120.0, 0,
        events=np.array(rows, np.uint8),
        chords=np.array([[c, c] for c in chords], np.uint8),
        metres=np.zeros(len(bars), np.uint8),
        bar_ticks=np.full(len(bars), 96, np.uint8),
    )  # fmt: skip


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Eight bars: drums all alike, a bass on root and fifth, over C and D minor in turn."""
    bars = [[*BEAT, (BASS, 0, 36), (BASS, 48, 43)], [*BEAT, (BASS, 0, 38), (BASS, 48, 45)]] * 4
    return pack([piece(bars, [C, D_MINOR] * 4)])


def test_the_source_is_never_the_bar_itself(corpus: Corpus) -> None:
    bars = np.arange(8)
    sources = typical_sources(corpus, bars)
    for part in (DRUMS, BASS):
        assert (sources[:, part] != NO_BAR).all()
        assert (sources[:, part] != bars).all()
    assert (sources[:, 1] == NO_BAR).all()


def test_pitches_move_with_the_chord_and_drums_do_not(corpus: Corpus) -> None:
    sources = np.full((1, N_PARTS), NO_BAR)
    sources[0, [DRUMS, BASS]] = 0
    grooves = GrooveBars(corpus, np.array([1]), sources)  # a bar over C, for a bar over D minor
    assert [tuple(row[:3]) for row in grooves.rows.tolist()] == [
        (DRUMS, 0, 140), (BASS, 0, 38), (DRUMS, 48, 142), (BASS, 48, 45),
    ]  # fmt: skip
    played = corpus.events[corpus.bar_lines[1] + 1 : corpus.bar_lines[2]].astype(np.int32)
    closeness = grooves.closeness(played, np.zeros(len(played), np.int64))[0]
    assert closeness[DRUMS] == closeness[BASS] == 1.0


def test_closeness_is_the_share_of_strokes_in_common(corpus: Corpus) -> None:
    sources = np.full((1, N_PARTS), NO_BAR)
    sources[0, DRUMS] = 0
    grooves = GrooveBars(corpus, np.array([1]), sources)
    played = np.array([(DRUMS, 0, 140, 5, 16), (DRUMS, 24, 142, 5, 16)], np.int32)
    assert grooves.closeness(played, np.zeros(2, np.int64))[0, DRUMS] == pytest.approx(1 / 3)


def test_hidden_parts_and_thinned_strokes(corpus: Corpus) -> None:
    bars, sequence = np.arange(8), np.zeros(8, np.int64)
    nothing = GrooveHiding(drop_groove=1.0)
    assert (drawn_sources(corpus, bars, sequence, 1, nothing, np.random.default_rng(0)) == NO_BAR).all()
    everything = GrooveHiding(drop_groove=0.0, all_parts=1.0, other_bar=0.0)
    drawn = drawn_sources(corpus, bars, sequence, 1, everything, np.random.default_rng(0))
    np.testing.assert_array_equal(drawn, typical_sources(corpus, bars))
    whole = GrooveBars(corpus, bars, drawn)
    thinned = GrooveBars(corpus, bars, drawn, np.full(8, 0.5), np.random.default_rng(1))
    assert 0 < len(thinned.rows) < len(whole.rows)
    assert set(thinned.keys.tolist()) < set(whole.keys.tolist())


def test_a_batch_without_grooves_knows_nothing_of_them(corpus: Corpus) -> None:
    batches = Batches(corpus, n_sequences=1, n_events=20)
    plain, told = (batches.crop(np.array([0]), with_groove=with_groove) for with_groove in (False, True))
    column = len(TRUNK) + LOOK_BACK_ROW["groove"] * len(LOOK_BACK)
    assert (plain.trunk[..., column] == NO_PART).all()
    assert (told.trunk[..., column] != NO_PART).all()
    assert not plain.floats[..., FLOATS["groove"]].any()
    assert told.floats[..., FLOATS["groove"]][0, 0].nonzero()[0].tolist() == [DRUMS, BASS]
    assert (told.floats[..., FLOATS["closeness"]][..., [DRUMS, BASS]] == 1.0).all(), "every bar is as typical"
    np.testing.assert_array_equal(plain.target, told.target)

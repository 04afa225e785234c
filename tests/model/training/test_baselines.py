"""Tables of counts pay what a count by hand says."""

from __future__ import annotations

import math

import numpy as np
import pytest

from model.corpus.corpus import Corpus, Piece
from model.corpus.packing import pack
from model.engine.feature_values import FIELDS
from model.music.config import BAR, N_PARTS, NO_PITCH
from model.training.baselines import BASELINES, baseline_nats


@pytest.mark.parametrize("real_only", [False, True])
def test_context_is_worth_something(corpus: Corpus, *, real_only: bool) -> None:
    nats = baseline_nats(corpus, real_only=real_only)
    assert set(nats) == set(BASELINES)
    assert nats["trigram"]["loss"] < nats["unigram"]["loss"]
    for field in ("when", "part", "pitch"):
        assert 0 < nats["trigram"][field] < nats["unigram"][field]
    for fields in nats.values():
        assert fields["loss"] == pytest.approx(sum(fields[field] for field in FIELDS))


def piece(parts: list[int], *, is_valid: bool, is_generated: bool = False, weight: float = 1.0) -> Piece:
    """One bar with a note of each part, a sixteenth apart."""
    notes = [(part, 6 * place, 60 if part else 140, 5, 16) for place, part in enumerate(parts)]
    return Piece(
        "", 0, is_valid, is_generated, weight, 120.0, 0,
        events=np.array([(BAR, 0, NO_PITCH, 0, 0), *notes], np.uint8),
        chords=np.zeros((1, 2), np.uint8),
        metres=np.zeros(1, np.uint8),
        bar_ticks=np.full(1, 96, np.uint8),
    )  # fmt: skip


def test_a_unigram_pays_what_is_counted_by_hand() -> None:
    train, valid = piece([1, 1, 1, 5, 5, 0], is_valid=False), piece([1, 5, 9], is_valid=True)
    # Six notes of three kinds: piano 3, bass 2, drums 1; kinds share one more count each, spread over all parts.
    chances = [(n + 3 / N_PARTS) / (6 + 3) for n in (3, 2, 0)]
    expected = -sum(map(math.log, chances)) / 3
    assert baseline_nats(pack([train, valid]))["unigram"]["part"] == pytest.approx(expected)


def test_weights_count_and_drums_pay_for_no_duration() -> None:
    pieces = [piece([1, 1], is_valid=False, weight=3.0), piece([5, 5, 5], is_valid=False, weight=0.5)]
    nats = baseline_nats(pack([*pieces, piece([1], is_valid=True), piece([0, 0], is_valid=True)]))["unigram"]
    chances = [(6 + 2 / N_PARTS) / (7.5 + 2), *[(2 / N_PARTS) / (7.5 + 2)] * 2]
    assert nats["part"] == pytest.approx(-sum(map(math.log, chances)) / 3)
    [duration] = {-math.log((7.5 + 1 / 43) / (7.5 + 1)) / 3}
    assert nats["duration"] == pytest.approx(duration, rel=1e-6), "one of the three notes is no drum"


def test_generated_pieces_can_be_left_out_of_what_is_asked() -> None:
    train, real = piece([1, 1, 1, 5], is_valid=False), piece([1, 1], is_valid=True)
    rendered = piece([5, 5, 5], is_valid=True, is_generated=True)
    both, alone = pack([train, real, rendered]), pack([train, real])
    assert baseline_nats(both, real_only=True) == baseline_nats(alone)
    assert baseline_nats(both)["unigram"]["part"] > baseline_nats(alone)["unigram"]["part"]

"""Loss of the int8 engine on validation music, in nats a note, compared with tables of counts."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from model.corpus.corpus import Corpus, select
from model.engine.engine import Engine
from model.engine.feature_values import FIELDS
from model.evaluation.figures import Figure
from model.training.baselines import baseline_nats
from model.training.replay import replay

N_EVENTS = 512  # of each piece, from its beginning


def drawn(pieces: NDArray[np.int64], n: int, seed: int) -> NDArray[np.int64]:
    """Up to ``n`` of the pieces, in order."""
    return np.sort(np.random.default_rng(seed).permutation(pieces)[:n])


def loss_figures(
    engine: Engine, corpus: Corpus, *, n_pieces: int, seed: int, on_progress: Callable[[], None]
) -> list[Figure]:
    """Nats per note and field: all validation pieces, then real ones; bar lines are charged to the notes."""
    figures: list[Figure] = []
    for title, wanted in (("all", corpus.is_valid), ("real", corpus.is_valid & ~corpus.is_generated)):
        pieces = drawn(np.flatnonzero(wanted), n_pieces, seed)
        if not len(pieces):
            continue
        nats = _replayed(engine, select(corpus, pieces), on_progress)
        counts = baseline_nats(corpus, real_only=title == "real")["trigram"]
        remark = f"{len(pieces)} pieces, up to {N_EVENTS} events each; floor: trigram tables"
        figures += [
            Figure(f"loss, {title}: {field}", nats[field], floor=counts[field], is_share=False, at_most=True,
                   remark=remark if field == "loss" else "")
            for field in ("loss", *FIELDS)
        ]  # fmt: skip
    return figures


def _replayed(engine: Engine, corpus: Corpus, on_progress: Callable[[], None]) -> dict[str, float]:
    total, n_notes = np.zeros(len(FIELDS)), 0
    for piece in range(len(corpus.names)):
        rows, _ = replay(engine, corpus, piece, N_EVENTS)
        total += rows.reshape(-1, len(FIELDS)).sum(axis=0)
        n_notes += int((rows.reshape(-1, len(FIELDS))[:, 1:] != 0).any(axis=1).sum())
        on_progress()
    per_note = total / max(n_notes, 1)
    return dict(zip(FIELDS, per_note.tolist(), strict=True)) | {"loss": float(per_note.sum())}

"""Whether players could play it: chords that no hand strikes, phrases that no wind blows, beside real music."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from model.evaluation.excerpt import Excerpt
from model.evaluation.figures import Figure
from model.evaluation.reference import Sample
from model.music.events import Note
from model.music.playability import n_struck, violations


def playability_figures(played: Sequence[Sample], real: Sequence[Sample]) -> list[Figure]:
    """Strokes that nobody could play, per thousand, and pieces that have any."""
    mine, theirs = (_counted(samples) for samples in (played, real))
    kinds = ", ".join(f"{name} {n}" for name, n in sorted(mine[0].items())) or "none"
    return [
        Figure("strokes that nobody could play, per thousand", mine[1], theirs[1], is_share=False, at_most=True,
               target=1.0, remark=f"ours: {kinds}; hands of drummers, span on keys and guitar, breath of winds"),
        Figure("pieces with any of them", mine[2], theirs[2]),
    ]  # fmt: skip


def _counted(samples: Sequence[Sample]) -> tuple[Counter[str], float, float]:
    found: Counter[str] = Counter()
    n_all = n_pieces = 0
    for sample in samples:
        notes = notes_of(sample.excerpt)
        here = violations(notes, sample.excerpt.tempo_bpm)
        found += here
        n_all, n_pieces = n_all + n_struck(notes), n_pieces + bool(here)
    if not samples:
        return found, float("nan"), float("nan")
    return found, 1000.0 * sum(found.values()) / max(n_all, 1), n_pieces / len(samples)


def notes_of(excerpt: Excerpt) -> list[Note]:
    """The notes of an excerpt."""
    columns = (excerpt.tick, excerpt.part, excerpt.pitch, excerpt.duration, excerpt.velocity)
    return [Note(*map(int, row)) for row in zip(*columns, strict=True)]

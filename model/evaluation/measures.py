"""The measures of generated music that need no classifier: key, tempo, chords, density, parts, structure, failures.

Each takes samples of Sideman and, where there are any, samples of real validation music; an empty list of those
leaves the ceiling open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from model.engine.engine import CorpusStatistics
from model.evaluation import facts
from model.evaluation.asking import Ask
from model.evaluation.excerpt import Excerpt
from model.evaluation.failures import DEFINITIONS, failures
from model.evaluation.figures import Figure
from model.evaluation.reference import Sample
from model.evaluation.style_features import style_features
from model.music.config import N_PARTS, PARTS
from model.music.transposing import shift_to_common_tonic, transpose_chord

SIMILARITY_LAGS = (1, 2, 4, 8, 16)
PRESENT_PHRASE_BARS = 8
MIN_DENSITY_PAIRS = 12


def mean(values: Iterable[float]) -> float:
    """Mean of those that exist; nan where none does."""
    known = [value for value in values if np.isfinite(value)]
    return float(np.mean(known)) if known else float("nan")


def _of(samples: Sequence[Sample], fact: Callable[[Excerpt], float]) -> float:
    return mean([fact(sample.excerpt) for sample in samples])


def key_figures(played: Sequence[Sample], real: Sequence[Sample], seed: int) -> list[Figure]:
    """Key found in the notes against the key asked for; for files, an excerpt's against the whole piece's."""

    def shares(samples: Sequence[Sample]) -> tuple[float, float]:
        pairs = [(facts.key(sample.excerpt), sample.key) for sample in samples]
        right = [float(found == asked) for found, asked in pairs]
        near = [float(found in (asked, facts.relative(*asked))) for found, asked in pairs]
        return mean(right), mean(near)

    order = np.random.default_rng(seed).permutation(len(played))
    shuffled = [sample._replace(key=played[other].key) for sample, other in zip(played, order, strict=True)]
    (right, near), (top, top_near), (low, low_near) = shares(played), shares(real), shares(shuffled)
    remark = "real: 32 bars against the whole piece; floor: keys shuffled"
    return [
        Figure("key right", right, top, low, target=0.8, remark=remark),
        Figure("key or its relative", near, top_near, low_near),
    ]


def tempo_figures(played: Sequence[Sample], wanted: Sequence[Ask]) -> list[Figure]:
    """Bin of the tempo that the bars carry: a control, so anything below 1 is an error of ours.

    Hearing the tempo in the onsets instead would measure nothing: pretty_midi's estimate is in the right bin
    for 13 % of real music, where chance would be in 11 %.
    """
    asked = [facts.tempo_bin(ask.plan.tempo_bpm or 0.0) for ask in wanted]
    carried = [float(facts.tempo_bin(s.excerpt.tempo_bpm) == bin_) for s, bin_ in zip(played, asked, strict=True)]
    return [Figure("tempo in the right bin", mean(carried), target=0.98, remark="carried by the bars: a control")]


def harmony_figures(played: Sequence[Sample], real: Sequence[Sample], seed: int) -> list[Figure]:
    """Share of melodic note time on chord or scale; real music against the chords that `prepare` found in it."""
    own = [facts.adherence(s.excerpt, *s.key) for s in played]
    top = [facts.adherence(s.excerpt, *s.key) for s in real]
    low = [_foreign(s, seed + number) for number, s in enumerate(real or played)]
    remark = "real: chords found in its own notes; floor: its notes against chords and key moved at random"
    return [
        Figure(
            name,
            mean([a[column] for a in own]),
            mean([a[column] for a in top]),
            mean([a[column] for a in low]),
            target=0.85 if column == 0 else np.nan,
            remark=remark if column == 0 else "",
        )
        for column, name in enumerate(("note time on chord or scale", "note time on chord", "note time on scale"))
    ]


def _foreign(sample: Sample, seed: int) -> facts.Adherence:
    """Adherence to the sample's chords in another order and another key."""
    rng = np.random.default_rng(seed)
    shift = int(rng.integers(1, 12))
    chords = rng.permutation(sample.excerpt.chords.reshape(-1))
    moved = np.array([transpose_chord(int(chord), shift) for chord in chords]).reshape(-1, 2)
    return facts.adherence(sample.excerpt, (sample.key[0] + shift) % 12, sample.key[1], moved)


def density_pairs(played: Sequence[Excerpt], wanted: Sequence[Ask]) -> dict[str, list[tuple[float, float]]]:
    """Asked and measured density of each part."""
    pairs: dict[str, list[tuple[float, float]]] = {}
    for excerpt, ask in zip(played, wanted, strict=True):
        measured = facts.part_densities(excerpt)
        for part, asked in ask.densities:
            pairs.setdefault(part, []).append((asked, float(measured[PARTS.index(part)])))
    return pairs


def density_figures(
    played: Sequence[Excerpt], wanted: Sequence[Ask], seed: int
) -> tuple[list[Figure], dict[str, float]]:
    """Spearman's rank correlation of asked and measured density, and the same of each part."""
    pairs = density_pairs(played, wanted)
    rng = np.random.default_rng(seed)
    parts = {part: spearman(*zip(*both, strict=True)) for part, both in sorted(pairs.items())
             if len(both) >= MIN_DENSITY_PAIRS}  # fmt: skip
    everything = [pair for both in pairs.values() for pair in both]
    if not everything:
        return [], {}
    asked, measured = (np.array(column) for column in zip(*everything, strict=True))
    return [
        Figure("density, Spearman, mean of parts", mean(list(parts.values())), 1.0, 0.0, target=0.9, is_share=False,
               remark=f"parts asked at least {MIN_DENSITY_PAIRS} times"),
        Figure("density, Spearman, parts together", spearman(asked, measured), 1.0,
               spearman(asked, rng.permutation(measured)), is_share=False),
    ], parts  # fmt: skip


def spearman(first: Sequence[float] | NDArray[np.float64], second: Sequence[float] | NDArray[np.float64]) -> float:
    """Rank correlation, ties sharing their mean rank.

    >>> round(spearman([1, 2, 3, 4], [10, 30, 20, 40]), 2)
    0.8
    """
    one, two = _ranks(np.asarray(first, float)), _ranks(np.asarray(second, float))
    if one.std() == 0 or two.std() == 0:
        return float("nan")
    return float(np.corrcoef(one, two)[0, 1])


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks: NDArray[np.float64] = (ends - (counts - 1) / 2)[place]
    return ranks


def parts_figures(played: Sequence[Excerpt], wanted: Sequence[Ask]) -> list[Figure]:
    """Parts that were asked for sound, parts that were not do not."""
    present: list[float] = []
    throughout: list[float] = []
    strangers = 0
    for excerpt, ask in zip(played, wanted, strict=True):
        mine = {PARTS.index(part) for part in ask.plan.parts}
        strangers += bool(facts.sounding_parts(excerpt) - mine)
        present.extend(float(part in facts.sounding_parts(excerpt)) for part in mine)
        phrases = range(0, excerpt.n_bars - PRESENT_PHRASE_BARS + 1, PRESENT_PHRASE_BARS)
        found = [facts.sounding_parts(excerpt.window(first, PRESENT_PHRASE_BARS)) for first in phrases]
        throughout.extend(float(part in here) for here in found for part in mine)
    return [
        Figure("asked parts present", mean(present), target=0.97, remark="at least one note in the piece"),
        Figure("asked parts present in every eight bars", mean(throughout)),
        Figure("pieces in which an excluded part sounds", strangers / max(len(wanted), 1), target=0.0, at_most=True),
    ]


def range_figures(played: Sequence[Sample], real: Sequence[Sample], statistics: CorpusStatistics) -> list[Figure]:
    """Notes inside the range in which real players of the part play, and how far registers are apart."""

    def inside(samples: Sequence[Sample]) -> float:
        return mean([share for s in samples if np.isfinite(share := _share_in_range(s, statistics))])

    gaps = [gap for part in range(1, N_PARTS) if np.isfinite(gap := _register_gap(played, real, part))]
    return [
        Figure("notes inside the part's usual range", inside(played), inside(real)),
        Figure("median pitch against real music, semitones", mean([abs(gap) for gap in gaps]), is_share=False,
               remark="mean over parts of the distance"),
    ]  # fmt: skip


def _common_pitch(sample: Sample, notes: Excerpt) -> NDArray[np.int64]:
    """Pitches in the common tonic, in which habits are counted and files are packed."""
    return notes.pitch + shift_to_common_tonic(*sample.key)


def _share_in_range(sample: Sample, statistics: CorpusStatistics) -> float:
    pitched = sample.excerpt.only(sample.excerpt.is_pitched)
    pitch = _common_pitch(sample, pitched)
    # A file without a style is held against the widest range.
    lowest = statistics.lowest[sample.style] if sample.style >= 0 else statistics.lowest.min(axis=0)
    highest = statistics.highest[sample.style] if sample.style >= 0 else statistics.highest.max(axis=0)
    held = (pitch >= lowest[pitched.part]) & (pitch <= highest[pitched.part])
    return float(held.mean()) if len(held) else float("nan")


def _register_gap(played: Sequence[Sample], real: Sequence[Sample], part: int) -> float:
    mine, theirs = (
        np.concatenate([np.zeros(0)] + [_common_pitch(s, s.excerpt)[s.excerpt.part == part] for s in samples])
        for samples in (played, real)
    )
    enough = min(len(mine), len(theirs)) >= 100
    return float(np.median(mine) - np.median(theirs)) if enough else float("nan")


def structure_figures(played: Sequence[Sample], real: Sequence[Sample], seed: int) -> list[Figure]:
    """Similarity of bars by distance, steadiness of the groove, share of copies."""
    shuffled = [s._replace(excerpt=_bars_shuffled(s.excerpt, seed + n)) for n, s in enumerate(real)]

    def row(name: str, fact: Callable[[Excerpt], float], *, is_share: bool = True, has_floor: bool = True) -> Figure:
        floor = _of(shuffled, fact) if has_floor else float("nan")
        remark = "floor: bars of real music in another order" if name.endswith(" 1 apart") else ""
        return Figure(name, _of(played, fact), _of(real, fact), floor, is_share=is_share, remark=remark)

    return [
        *(row(f"likeness of bars {lag} apart", partial(facts.similarity_at, lag=lag)) for lag in SIMILARITY_LAGS),
        row("groove consistency", facts.groove_consistency),
        row("bars copied from an earlier one", facts.copied_bars, has_floor=False),
        row("pitch-class entropy, bits", facts.pitch_class_entropy, is_share=False, has_floor=False),
        row("notes in four beats", facts.notes_in_four_beats, is_share=False, has_floor=False),
    ]


# Features that listeners notice first: label -> feature of `style_features`, whether it is a share, the part it needs.
TEXTURE = {
    "bass on the tonic": ("degree bass 0", True, "bass"),
    "other parts on the tonic": ("degree others 0", True, ""),
    "tonic chord": ("chord root 0", True, ""),
    "chord changes, of half bars": ("chord changes", True, ""),
    "notes struck together, all parts": ("notes an onset", False, ""),
    "top line stays on its pitch": ("step others 12", True, ""),
    "spread of lengths, octaves": ("length spread others", False, ""),
    "legato of the bass, held of gap": ("legato bass", False, "bass"),
    "snare on the second beat of 4/4, strokes a bar": ("snare at 4", False, "drums"),
    "kick among the drums": ("drum 0", True, "drums"),
}


def texture_figures(played: Sequence[Sample], files: Sequence[Sample]) -> list[Figure]:
    """Mean over styles, so that both sides hold the same mixture; files rendered by programs included."""
    styles = {s.style for s in played} & {s.style for s in files} or {s.style for s in played}
    mine, theirs = _means_of_styles(played, styles), _means_of_styles(files, styles)
    remark = "mean over styles; files rendered by programs included"
    return [
        Figure(name, mine.get(feature, np.nan), theirs.get(feature, np.nan), is_share=is_share, remark=remark)
        for name, (feature, is_share, _) in TEXTURE.items()
    ]


def _means_of_styles(samples: Sequence[Sample], styles: set[int]) -> dict[str, float]:
    by_style: dict[int, list[dict[str, float]]] = {}
    for sample in samples:
        if sample.style in styles:
            by_style.setdefault(sample.style, []).append(style_features(sample.excerpt))
    return {
        feature: mean(mean(row[feature] for row in rows if _has(row, part)) for rows in by_style.values())
        for feature, _, part in TEXTURE.values()
    }


def _has(features: dict[str, float], part: str) -> bool:
    return not part or features[f"line-up: {part} in bars"] > 0


def _bars_shuffled(excerpt: Excerpt, seed: int) -> Excerpt:
    """The same bars in another order; only where all are equally long, else as it was."""
    if len(set(excerpt.bar_ticks.tolist())) > 1:
        return excerpt
    order = np.random.default_rng(seed).permutation(excerpt.n_bars)
    moved = replace(excerpt, tick=order[excerpt.bar] * excerpt.bar_ticks[0] + excerpt.position)
    return moved.only(np.argsort(moved.tick, kind="stable"))


def failure_figures(played: Sequence[Sample], real: Sequence[Sample]) -> tuple[list[Figure], list[list[str]]]:
    """Share of pieces with each kind of failure, and the kinds that each piece has."""
    mine, theirs = (np.array([failures(s.excerpt) for s in samples], float).reshape(-1, len(DEFINITIONS))
                    for samples in (played, real))  # fmt: skip
    made = [
        Figure("pieces with any failure", mean(mine.max(axis=1)), mean(theirs.max(axis=1)), target=0.01, at_most=True,
               remark=f"{len(played)} pieces; real music does some of these on purpose")
    ]  # fmt: skip
    made += [
        Figure(f"pieces with: {name}", mean(mine[:, column]), mean(theirs[:, column]), remark=words)
        for column, (name, words) in enumerate(DEFINITIONS.items())
    ]
    kinds = list(DEFINITIONS)
    return made, [[kinds[column] for column in np.flatnonzero(row)] for row in mine]

"""Facts of some bars of music computed from the notes alone: pure functions of an `Excerpt`."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.engine.feature_values import density_feature
from model.evaluation.excerpt import Excerpt
from model.music.config import N_PARTS, NO_CHORD, PARTS, TICKS_PER_QUARTER
from model.music.harmony import chord_pitch_classes, find_key
from model.music.transposing import shift_to_common_tonic

Floats = NDArray[np.float64]

# Public definition (peers): edges of the tempo bins in bpm; below the first and above the last are bins too.
TEMPO_EDGES_BPM = (40, 60, 70, 90, 110, 140, 160, 210)
PLACES_PER_BEAT = 12  # of onset histograms and of groove
_MAJOR_SCALE = frozenset((0, 2, 4, 5, 7, 9, 11))
_MINOR_SCALE = frozenset((0, 2, 3, 5, 7, 8, 10, 11))  # natural, with the raised seventh of the dominant
# A part that plays effects or struck percussion has no say in harmony.
_UNMELODIC = (PARTS.index("drums"), PARTS.index("percussive"), PARTS.index("sfx"))
_CHORD_TONES = np.array(
    [[pitch_class in chord_pitch_classes(chord) for pitch_class in range(12)] for chord in range(NO_CHORD + 1)]
)


def tempo_bin(tempo_bpm: float) -> int:
    """Bin of a tempo, 0..8.

    >>> [tempo_bin(bpm) for bpm in (39, 40, 100, 250)]
    [0, 1, 4, 8]
    """
    return int(np.searchsorted(TEMPO_EDGES_BPM, tempo_bpm, side="right"))


def pitch_classes(excerpt: Excerpt) -> Floats:
    """Sounding time of each pitch class, drums apart. shape = (12,)."""
    chosen = excerpt.is_pitched
    return np.bincount(excerpt.pitch[chosen] % 12, weights=excerpt.duration[chosen], minlength=12).astype(float)


def key(excerpt: Excerpt) -> tuple[int, int]:
    """Krumhansl-Schmuckler on the notes: tonic 0..11, mode 0 major or 1 minor."""
    return find_key(pitch_classes(excerpt))


def in_common_tonic(excerpt: Excerpt) -> Excerpt:
    """The same music in C major or A minor, by the key found; chords that were planned stay behind."""
    shift = shift_to_common_tonic(*key(excerpt))
    return replace(excerpt, pitch=np.where(excerpt.is_pitched, excerpt.pitch + shift, excerpt.pitch))


def relative(tonic: int, mode: int) -> tuple[int, int]:
    """Relative key.

    >>> relative(0, 0), relative(9, 1)
    ((9, 1), (0, 0))
    """
    return ((tonic + 9) % 12, 1) if mode == 0 else ((tonic + 3) % 12, 0)


class Adherence(NamedTuple):
    """Shares of melodic note time; nan where no melodic part plays."""

    chord_or_scale: float
    chord: float
    scale: float


def adherence(excerpt: Excerpt, tonic: int, mode: int, chords: NDArray[np.int64] | None = None) -> Adherence:
    """Shares of melodic note time on the chord of its half bar, and on the scale of the key.

    A note that rings into the next half bar answers to that half bar's chord there. ``chords``: shape =
    (n_bars, 2), by default the excerpt's own.
    """
    spans = _melodic_spans(excerpt)
    asked = (excerpt.chords if chords is None else chords).reshape(-1)[spans.half]
    on_chord = _CHORD_TONES[asked, spans.pitch % 12]
    scale = np.zeros(12, bool)
    scale[[(tonic + step) % 12 for step in (_MINOR_SCALE if mode == 1 else _MAJOR_SCALE)]] = True
    on_scale = scale[spans.pitch % 12]
    whole = spans.ticks.sum()
    if not whole:
        return Adherence(np.nan, np.nan, np.nan)
    shares = [float(spans.ticks[held].sum() / whole) for held in (on_chord | on_scale, on_chord, on_scale)]
    return Adherence(*shares)


class _Spans(NamedTuple):
    """Notes cut at every half bar."""

    half: NDArray[np.int64]
    pitch: NDArray[np.int64]
    ticks: NDArray[np.int64]


def _melodic_spans(excerpt: Excerpt) -> _Spans:
    halves = excerpt.half_bar_starts
    melodic = excerpt.only(~np.isin(excerpt.part, _UNMELODIC))
    begin, end, pitch = melodic.tick, melodic.tick + melodic.duration, melodic.pitch
    half = np.searchsorted(halves, begin, side="right") - 1
    pieces: list[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]] = []
    while len(begin):
        stop = np.minimum(end, halves[half + 1])
        pieces.append((half, pitch, stop - begin))
        on = (end > stop) & (half + 2 < len(halves))
        begin, end, pitch, half = stop[on], end[on], pitch[on], half[on] + 1
    if not pieces:
        nothing = np.zeros(0, np.int64)
        return _Spans(nothing, nothing, nothing)
    return _Spans(*(np.concatenate(column) for column in zip(*pieces, strict=True)))


def part_densities(excerpt: Excerpt) -> Floats:
    """Density of each part, in units of `feature_values.density_feature`. shape = (N_PARTS,)."""
    n_notes = np.bincount(excerpt.part, minlength=N_PARTS)
    return density_feature(n_notes / max(excerpt.four_beats, 1e-9))


def notes_in_four_beats(excerpt: Excerpt) -> float:
    """Notes of all parts together."""
    return len(excerpt.tick) / max(excerpt.four_beats, 1e-9)


def sounding_parts(excerpt: Excerpt) -> frozenset[int]:
    """Parts that play at least one note."""
    return frozenset(np.unique(excerpt.part).tolist())


def bar_similarity(excerpt: Excerpt) -> Floats:
    """Similarity of any two bars, 0..1: shared (part, place, pitch) over all that either has (Jaccard).

    Two silent bars are alike. shape = (n_bars, n_bars).
    """
    code = (excerpt.part * 1024 + excerpt.position) * 128 + excerpt.pitch
    words, column = np.unique(code, return_inverse=True)
    has = np.zeros((excerpt.n_bars, max(len(words), 1)), np.float64)
    has[excerpt.bar, column] = 1.0
    shared = has @ has.T
    size = has.sum(axis=1)
    either = size[:, None] + size[None, :] - shared
    return np.where(either > 0, shared / np.maximum(either, 1.0), 1.0)


def similarity_at(excerpt: Excerpt, lag: int) -> float:
    """Mean likeness of bars so many bars apart; nan where the excerpt is too short."""
    if excerpt.n_bars <= lag:
        return float("nan")
    return float(np.diagonal(bar_similarity(excerpt), lag).mean())


def groove_consistency(excerpt: Excerpt) -> float:
    """1 - share of places in which the onsets of neighbouring bars differ (Wu and Yang 2020), 48 places to 4/4.

    Only pairs of bars of one length count; nan where there is none.
    """
    step = TICKS_PER_QUARTER // PLACES_PER_BEAT
    onsets = np.zeros((excerpt.n_bars, int(excerpt.bar_ticks.max()) // step + 1), bool)
    onsets[excerpt.bar, excerpt.position // step] = True
    same_length: NDArray[np.bool_] = np.asarray(excerpt.bar_ticks[1:] == excerpt.bar_ticks[:-1])
    differing = (onsets[1:] != onsets[:-1]).sum(axis=1) / np.maximum(excerpt.bar_ticks[1:] // step, 1)
    return float(1 - differing[same_length].mean()) if same_length.any() else float("nan")


def copied_bars(excerpt: Excerpt) -> float:
    """Share of bars, but the first, that are note for note some bar before them."""
    if excerpt.n_bars < 2:
        return float("nan")
    same = np.tril(bar_similarity(excerpt) >= 1.0 - 1e-9, -1)
    return float(np.asarray(same.any(axis=1))[1:].mean())


def pitch_class_entropy(excerpt: Excerpt) -> float:
    """Bits in the pitch-class histogram: 0 = one note only, 3.58 = all twelve alike; nan without pitches."""
    weights = pitch_classes(excerpt)
    if not weights.any():
        return float("nan")
    shares = weights[weights > 0] / weights.sum()
    return float(-(shares * np.log2(shares)).sum())


def onset_places(excerpt: Excerpt) -> Floats:
    """Share of onsets at each of the twelve places of a beat. shape = (12,)."""
    place = excerpt.position % TICKS_PER_QUARTER // (TICKS_PER_QUARTER // PLACES_PER_BEAT)
    return np.bincount(place, minlength=PLACES_PER_BEAT) / max(len(place), 1)


def key_relative_pitch_classes(excerpt: Excerpt) -> Floats:
    """Shares of pitch classes above the tonic that was found; zeros without pitches. shape = (12,)."""
    weights = pitch_classes(excerpt)
    shares: Floats = np.roll(weights, -key(excerpt)[0]) / max(weights.sum(), 1.0)
    return shares


def divergence(first: Floats, second: Floats) -> float:
    """Jensen-Shannon divergence of two histograms in bits, 0 (alike) .. 1."""
    one, two = first / max(first.sum(), 1e-12), second / max(second.sum(), 1e-12)
    middle = (one + two) / 2

    def towards(shares: Floats) -> float:
        here = shares > 0
        return float((shares[here] * np.log2(shares[here] / middle[here])).sum())

    return (towards(one) + towards(two)) / 2

"""A piece as musical features that distinguish styles, computed from the notes alone.

Left out on purpose: tempo (a control: the performer sets it; `TEMPO` adds it for comparison) and the chords that
were planned (only sounding ones count). Everything is moved to C major or A minor, by the key found in the notes.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from model.evaluation import facts
from model.evaluation.excerpt import Excerpt
from model.music.config import BASS, DRUMS, N_PARTS, N_QUALITIES, NO_CHORD, PARTS, TICKS_PER_QUARTER

Floats = NDArray[np.float64]
PLACES_PER_BAR = 16
LAGS = (1, 2, 4)
# General MIDI drum keys by what they do in a groove.
DRUM_CLASSES = {
    "kick": (35, 36), "snare": (38, 40), "rim": (37,), "clap": (39,), "closed hat": (42,), "pedal hat": (44,),
    "open hat": (46,), "toms": (41, 43, 45, 47, 48, 50), "crash": (49, 52, 55, 57), "ride": (51, 53, 59),
    "shakers": (54, 69, 70, 82), "cowbell": (56,), "hand drums": (60, 61, 62, 63, 64, 65, 66), "other": (),
}  # fmt: skip
_CLASS_OF_KEY = np.full(128, len(DRUM_CLASSES) - 1)
for _place, _keys in enumerate(DRUM_CLASSES.values()):
    _CLASS_OF_KEY[list(_keys)] = _place
_GROOVE_CLASSES = (("kick", 0), ("snare", 1), ("hat or ride", -1))
_TIMEKEEPERS = tuple(list(DRUM_CLASSES).index(name) for name in ("closed hat", "pedal hat", "open hat", "ride"))


def style_features(excerpt: Excerpt) -> dict[str, float]:
    """Names and values, the same names for every excerpt."""
    return dict(_all(excerpt))


def vector(excerpt: Excerpt) -> Floats:
    """Values of `style_features` in their order."""
    return np.array([value for _, value in _all(excerpt)])


def _all(played: Excerpt) -> Iterator[tuple[str, float]]:
    excerpt = facts.in_common_tonic(played)
    yield from _line_up(excerpt)
    yield from _harmony(excerpt)
    yield from _rhythm(excerpt)
    yield from _drums(excerpt)
    pitched = excerpt.only(excerpt.is_pitched)
    yield from _line("bass", pitched.only(pitched.part == BASS))
    yield from _line("others", pitched.only(pitched.part != BASS))
    yield from _texture(pitched)
    for lag in LAGS:
        yield f"similarity {lag}", _number(facts.similarity_at(excerpt, lag))
    yield "groove", _number(facts.groove_consistency(excerpt))


def _number(value: float) -> float:
    return value if np.isfinite(value) else 0.0


def _named(name: str, values: Floats) -> Iterator[tuple[str, float]]:
    yield from ((f"{name} {place}", float(value)) for place, value in enumerate(values))


def _shares(values: NDArray[np.int64], size: int, weights: Floats | None = None) -> Floats:
    counts = np.bincount(values, weights=weights, minlength=size).astype(float)
    shares: Floats = counts / max(counts.sum(), 1e-9)
    return shares


def _line_up(excerpt: Excerpt) -> Iterator[tuple[str, float]]:
    """Parts that play, the share of bars in which they do, and their density."""
    shares = _shares(excerpt.part, N_PARTS)
    density = facts.part_densities(excerpt)
    in_bars = np.zeros((excerpt.n_bars, N_PARTS), bool)
    in_bars[excerpt.bar, excerpt.part] = True
    for part, name in enumerate(PARTS):
        yield f"line-up: {name} in bars", float(in_bars[:, part].mean())
        yield f"line-up: {name} share", float(shares[part])
        yield f"line-up: {name} density", float(density[part])
    yield "line-up: parts", float(in_bars.any(axis=0).sum())


def _harmony(excerpt: Excerpt) -> Iterator[tuple[str, float]]:
    tonic, mode = facts.key(excerpt)
    yield "minor", float(mode)
    yield "entropy", _number(facts.pitch_class_entropy(excerpt))
    for name, chosen in (("bass", excerpt.part == BASS), ("others", excerpt.is_pitched & (excerpt.part != BASS))):
        degrees = (excerpt.pitch[chosen] - tonic) % 12
        yield from _named(f"degree {name}", _shares(degrees, 12, excerpt.duration[chosen].astype(float)))
    chords = excerpt.sounding_chords
    found = chords[chords != NO_CHORD]
    yield from _named("chord root", _shares((found // N_QUALITIES - tonic) % 12, 12))
    yield from _named("chord quality", _shares(found % N_QUALITIES, N_QUALITIES))
    yield "chord changes", float((np.diff(chords) != 0).mean()) if len(chords) > 1 else 0.0
    yield "chord kinds", float(len(np.unique(found))) / max(len(chords), 1)


def _rhythm(excerpt: Excerpt) -> Iterator[tuple[str, float]]:
    for name, chosen in (("drums", excerpt.part == DRUMS), ("bass", excerpt.part == BASS),
                         ("others", excerpt.is_pitched & (excerpt.part != BASS))):  # fmt: skip
        some = excerpt.only(chosen)
        yield from _named(f"beat {name}", facts.onset_places(some))
        yield from _named(f"bar {name}", _shares(_place_in_bar(some), PLACES_PER_BAR))
    yield "swing", swing(excerpt)


def _place_in_bar(excerpt: Excerpt) -> NDArray[np.int64]:
    return excerpt.position * PLACES_PER_BAR // excerpt.bar_ticks[excerpt.bar]


def swing(excerpt: Excerpt) -> float:
    """Share of the onsets around the middle of a beat that are on the triplet rather than the half; 0.5 = none."""
    place = excerpt.position % TICKS_PER_QUARTER
    straight = ((place >= 11) & (place <= 13)).sum()
    late = ((place >= 14) & (place <= 17)).sum()
    return float(late / (late + straight)) if late + straight else 0.5


def _drums(excerpt: Excerpt) -> Iterator[tuple[str, float]]:
    drums = excerpt.only(excerpt.part == DRUMS)
    kinds = _CLASS_OF_KEY[drums.pitch]
    yield from _named("drum", _shares(kinds, len(DRUM_CLASSES)))
    for name, number in _GROOVE_CLASSES:
        mine = np.isin(kinds, _TIMEKEEPERS) if number < 0 else kinds == number
        per_bar = np.bincount(_place_in_bar(drums.only(mine)), minlength=PLACES_PER_BAR) / max(excerpt.n_bars, 1)
        yield from _named(f"{name} at", per_bar)
    yield from _loudness("drums", drums)


def _loudness(name: str, some: Excerpt) -> Iterator[tuple[str, float]]:
    yield f"velocity {name}", float(some.velocity.mean()) if len(some.velocity) else 0.0
    yield f"velocity spread {name}", float(some.velocity.std()) if len(some.velocity) else 0.0


def _line(name: str, some: Excerpt) -> Iterator[tuple[str, float]]:
    """Register, articulation, loudness and the steps between the highest notes that follow one another."""
    yield f"register {name}", float(some.pitch.mean()) if len(some.pitch) else 0.0
    yield f"register spread {name}", float(some.pitch.std()) if len(some.pitch) else 0.0
    lengths = np.log2(some.duration) if len(some.duration) else np.zeros(1)
    yield f"length {name}", float(lengths.mean())
    yield f"length spread {name}", float(lengths.std())
    steps, gaps, held = _steps(some)
    yield from _named(f"step {name}", _shares(np.clip(steps, -12, 12) + 12, 25))
    yield f"legato {name}", float(np.minimum(held / np.maximum(gaps, 1), 1.5).mean()) if len(gaps) else 0.0
    yield from _loudness(name, some)


def _steps(some: Excerpt) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Interval, ticks between onsets, and ticks held, for each top note of a part and the next one of that part."""
    order = np.lexsort((-some.pitch, some.tick, some.part))
    part, tick = some.part[order], some.tick[order]
    top = np.ones(len(order), bool)
    top[1:] = (part[1:] != part[:-1]) | (tick[1:] != tick[:-1])
    order = order[top]
    same = some.part[order[1:]] == some.part[order[:-1]]
    before, after = order[:-1][same], order[1:][same]
    return some.pitch[after] - some.pitch[before], some.tick[after] - some.tick[before], some.duration[before]


def _texture(pitched: Excerpt) -> Iterator[tuple[str, float]]:
    """Notes struck together, by a part and by all."""
    together = np.unique(pitched.tick * N_PARTS + pitched.part, return_counts=True)[1]
    yield from _named("struck together", _shares(np.minimum(together, 5) - 1, 5))
    onsets = len(np.unique(pitched.tick))
    yield "notes an onset", len(pitched.tick) / max(onsets, 1)
    yield "onsets", onsets / max(pitched.four_beats, 1e-9)
    sounding = pitched.duration.sum() / max(pitched.bar_ticks.sum(), 1)
    yield "sounding", float(sounding)

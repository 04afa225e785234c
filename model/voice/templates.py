"""Templates of the sound of a part's notes: partials and noise bands over the time since the onset. Numpy only.

A row of timbre holds logarithms of amplitudes at a few moments; a note's are read off between them, made louder
or softer by its velocity, and fall after its end.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.voice.config import (
    BIN_HZ,
    N_BINS,
    N_PARTIALS,
    USUAL_VELOCITY,
    Floats,
    knot_weights,
    pitch_to_hz,
)

LOBE_BINS = 4  # a Hann window's main lobe
MAX_RELEASE_S = 3.0  # nothing sounds longer after its end


class Templates(NamedTuple):
    """Rows of timbre, natural logarithms of amplitudes."""

    ratios: Floats  # (N_ROWS, N_PARTIALS): frequency of a partial over that of the pitch; 0 where there is none
    tone: Floats  # (N_ROWS, N_KNOTS, N_PARTIALS), out of a file as halves, like noise
    noise: Floats  # (N_ROWS, N_KNOTS, N_BANDS): amplitude in each bin
    release: Floats  # (N_ROWS,): how fast a note falls after its end, 1/s
    # (N_ROWS, N_ATTACK_FRAMES): what the first live frames must be louder by, for the long window blurs an attack
    attack: Floats
    touch: Floats  # (N_ROWS, N_PARTIALS + N_BANDS): power of the velocity


class Lobes(NamedTuple):
    """Positions of the partials of notes: bins and heights, shape = (…, N_PARTIALS, LOBE_BINS)."""

    bins: NDArray[np.int64]
    heights: Floats


def partials_hz(ratios: Floats, pitch: NDArray[np.generic] | int) -> Floats:
    """Frequencies of the partials of pitches, shape = (…, N_PARTIALS); 0 where there is none."""
    base = np.asarray([pitch_to_hz(float(p)) for p in np.atleast_1d(pitch)], np.float32)
    found: Floats = ratios * (base[:, None] if np.ndim(pitch) else base[0])
    return found


def lobes(hz: Floats, bin_hz: float = BIN_HZ) -> Lobes:
    """The main lobes of sines; one above the highest bin or without a frequency has no height."""
    place = hz / bin_hz
    bins = np.floor(place).astype(np.int64)[..., None] + np.arange(-1, LOBE_BINS - 1)
    heights = hann_lobe(bins - place[..., None])
    heights[(place < 0.5) | (place > N_BINS - 3)] = 0
    return Lobes(np.clip(bins, 0, N_BINS - 1), heights)


def hann_lobe(offset: NDArray[np.floating]) -> Floats:
    """Spectrum of a Hann window at a distance in bins, 1 at 0; zero beyond the main lobe.

    >>> hann_lobe(np.array([0.0, 1.0, 2.0])).round(3).tolist()
    [1.0, 0.5, 0.0]
    """
    x = np.asarray(offset, np.float64)
    divisor = 1 - x**2
    near = np.abs(divisor) < 1e-6
    value = np.where(near, 0.5, np.sinc(x) / np.where(near, 1.0, divisor))
    return np.where(np.abs(x) < 2, value, 0.0).astype(np.float32)


def amplitudes(
    templates: Templates,
    row: NDArray[np.int64],
    velocity: NDArray[np.floating],
    since_onset_s: NDArray[np.floating],
    since_end_s: NDArray[np.floating],
) -> tuple[Floats, Floats]:
    """Logarithms of partials' and bands' amplitudes of notes at one moment, shapes (n, N_PARTIALS), (n, N_BANDS)."""
    weights = knot_weights(since_onset_s)
    fall = templates.release[row] * np.maximum(since_end_s, 0)
    louder = np.log(np.maximum(velocity, 1) / USUAL_VELOCITY).astype(np.float32)
    touch = templates.touch[row] * louder[:, None] - fall[:, None].astype(np.float32)
    tone = np.einsum("nk,nkh->nh", weights, templates.tone[row].astype(np.float32)) + touch[:, :N_PARTIALS]
    noise = np.einsum("nk,nkb->nb", weights, templates.noise[row].astype(np.float32)) + touch[:, N_PARTIALS:]
    return tone, noise

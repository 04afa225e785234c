"""Holding a player to the densities asked for: a small correction of the network's choices, renewed at every bar.

The network is given the density of each part, yet the notes just played influence it more. So the difference
between asked and played moves the odds: of parts against each other, and of soon against late. Values; no state
is kept here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.engine.feature_values import density_feature
from model.music.config import N_PARTS, TICKS_PER_QUARTER

# Natural logarithms of odds a unit of `feature_values.density_feature` (three octaves of density).
_GAIN = 2.0
_SILENT_GAIN = 3.0  # for a part that is to play and has not begun: alone it would enter late, or never
_MOST = 5.0
_TILT_GAIN = 1.5
_MOST_TILT = 4.0
_FORGET = 0.9  # corrections fade unless they are still needed
BEATS_OF_DENSITY = 4.0
_IN_BAR_GAIN = 3.0  # for a part that is a whole bar's notes behind
_MOST_DEBT_BARS = 2.0


@dataclass(frozen=True)
class DensityControl:
    """Corrections for the bar to come. ``parts``: log-odds by part; ``tilt``: log-odds a beat not waited;
    ``debt``: notes that a part whose density was asked for still owes.
    """

    parts: NDArray[np.float64]
    debt: NDArray[np.float64]
    tilt: float = 0.0

    @classmethod
    def none(cls) -> DensityControl:
        """Density control that corrects nothing."""
        return cls(np.zeros(N_PARTS), np.zeros(N_PARTS))

    def after_bar(
        self, n_notes: NDArray[np.int64], bar_beats: float, asked: NDArray[np.float64], slack: NDArray[np.float64]
    ) -> DensityControl:
        """Corrections after a bar in which parts played ``n_notes``, shape = (N_PARTS,).

        asked: density wanted (`feature_values.density_feature`), 0 = must not play; slack: how far off is near enough.
        """
        played = density_feature(n_notes * BEATS_OF_DENSITY / bar_beats)
        wrong = np.where(asked > 0, asked - played, 0.0)
        wrong = np.sign(wrong) * np.maximum(np.abs(wrong) - slack, 0.0)
        gain = np.where(n_notes == 0, _SILENT_GAIN, _GAIN)
        parts = np.clip(_FORGET * self.parts + gain * wrong, -_MOST, _MOST)
        # The whole band, as if it were one part.
        total = density_feature(
            np.array(np.where(asked > 0, notes_a_bar(asked, BEATS_OF_DENSITY), 0.0).sum())
        ) - density_feature(np.array(n_notes.sum() * BEATS_OF_DENSITY / bar_beats))
        most_slack = float(slack.min(where=asked > 0, initial=1.0))
        total = np.sign(total) * max(abs(float(total)) - most_slack, 0.0)
        tilt = float(np.clip(_FORGET * self.tilt + _TILT_GAIN * total, -_MOST_TILT, _MOST_TILT))
        wanted = notes_a_bar(asked, bar_beats)
        most_debt = _MOST_DEBT_BARS * np.maximum(wanted, 1.0)
        debt = np.clip(self.debt + wanted - n_notes, -most_debt, most_debt)
        return DensityControl(np.where(asked > 0, parts, 0.0), np.where(asked > 0, debt, 0.0), tilt)

    def overdue(
        self, n_notes: NDArray[np.int64], bar_beats: float, asked: NDArray[np.float64], share_of_bar: float
    ) -> NDArray[np.float64]:
        """Log-odds by part inside a bar of which ``share_of_bar`` is over; -inf for a part that has played enough."""
        wanted = notes_a_bar(asked, bar_beats)
        due = (wanted + self.debt) * share_of_bar - n_notes
        odds: NDArray[np.float64] = _IN_BAR_GAIN * due / np.maximum(wanted, 1.0)
        return np.where(n_notes >= np.ceil(wanted + self.debt), -np.inf, np.clip(odds, -_MOST, _MOST))

    def steer_whens(self, logits: NDArray[np.float32], position_ticks: int, bar_ticks: int) -> None:
        """Favour soon or late; the end of the bar (the last logit) is as far away as it is."""
        waits = (np.minimum(np.arange(len(logits)), bar_ticks) - position_ticks) / TICKS_PER_QUARTER
        logits -= (self.tilt * waits).astype(np.float32)

    def steer_parts(self, logits: NDArray[np.float32]) -> None:
        """Favour parts that played too little."""
        logits += self.parts.astype(np.float32)


def notes_a_bar(density: NDArray[np.float64], bar_beats: float) -> NDArray[np.float64]:
    """Inverse of `feature_values.density_feature`, for a bar of so many beats."""
    notes: NDArray[np.float64] = (8.0**density - 1.0) * bar_beats / BEATS_OF_DENSITY
    return notes

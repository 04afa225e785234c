"""Holding the band to its groove: a push of the network's choices towards the strokes that the groove still has.

The network is given the groove and its closeness, yet the notes just played influence it more. So strokes that it
would pass over, and strokes that the groove has not, become less likely, in proportion to the control `groove`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.engine.density_control import DensityControl
from model.engine.history import History
from model.engine.network_controls import BarControls
from model.music.config import BASS, DRUMS, END_OF_BAR, N_PARTS

# Natural logarithms of odds at a control of 1, and how they fall below it (to the power given).
_SKIPPING = 9.0
_ADDING = 9.0
_FALL = 3.0
_VOICED_CLOSENESS = 0.6  # `closeness_feature` from which on chords keep the groove's own voicings
_OWED = 0.25  # of what a free part is favoured by as it plays too little: for ticks of its own
_BESIDE_FREE_PARTS = 0.12  # of the push against ticks of their own, where other parts may play there

Logits = NDArray[np.float32]


class GrooveGuidance:
    """Pushes for one plan. amount: 0..1, the control `groove`."""

    def __init__(self, amount: float, unwanted: NDArray[np.bool_]) -> None:
        self._skipping, self._adding = _SKIPPING * amount**_FALL, _ADDING * amount**_FALL
        self._wanted = ~unwanted

    def whens(self, logits: Logits, history: History, density_control: DensityControl) -> None:
        """Push ticks: not beyond the next stroke of the groove, and not before it where no other part plays.

        Parts that are free of the groove and play too little by ``density_control`` find ticks of their own.
        """
        firm = history.open_controls.firm
        if not (firm.parts & self._wanted).any():
            return
        place = history.bar.places[-1] if history.bar.places else 0
        after = firm.after(place)
        free = self._wanted & ~firm.parts
        has_free = bool(free.any())
        own = np.float32(self._adding * firm.weights[self._wanted].mean() * (_BESIDE_FREE_PARTS if has_free else 1.0))
        own -= np.float32(_OWED * max(0.0, float(density_control.parts.max(where=free, initial=0.0))))
        end = after.position if after is not None else END_OF_BAR
        logits[:end] -= own
        if after is not None:
            logits[end + 1 :] -= np.float32(self._skipping * firm.weights[after.part])

    def parts(self, logits: Logits, history: History, when: int, density_control: DensityControl) -> None:
        """Push parts at a tick: those that have strokes of the groove left there, in their order.

        A part that plays too little by ``density_control`` is not favoured over a stroke that would then be skipped.
        """
        firm = history.open_controls.firm
        if not firm.parts.any():
            return
        place = history.bar.places[-1] if history.shares_tick(when) else 0
        left = firm.at(when, place)
        has_left = np.zeros(N_PARTS, bool)
        has_left[[note.part for note in left]] = True
        logits -= (self._adding * firm.weights * ~has_left).astype(np.float32)
        if left:
            beyond = slice(left[0].part + 1, None)
            favour = np.maximum(density_control.parts[beyond], 0.0) * firm.weights[left[0].part]
            logits[beyond] -= (self._skipping * firm.weights[left[0].part] + favour).astype(np.float32)

    def pitches(self, logits: Logits, history: History, when: int, part: int) -> None:
        """Push pitches of a part that has strokes of the groove left at a tick."""
        firm = history.open_controls.firm
        if not firm.parts[part] or (part != DRUMS and not keeps_voices(history.open_controls, part)):
            return
        place = history.bar.places[-1] if history.shares_tick(when) else 0
        left = [note.pitch for note in firm.at(when, place) if note.part == part]
        if not left:
            return
        kept = logits[left]
        logits -= np.float32(self._adding * firm.weights[part])
        logits[left] = kept
        logits[left[0] + 1 :] -= np.float32(self._skipping * firm.weights[part])


def keeps_voices(controls: BarControls, part: int) -> bool:
    """Whether a pitched part keeps as many notes together, and the same ones, as its groove has."""
    return bool(controls.firm.parts[part]) and (part == BASS or controls.closeness[part] >= _VOICED_CLOSENESS)

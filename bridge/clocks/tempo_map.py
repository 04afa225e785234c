"""Beats to seconds and back, with tempo changes. Not thread-safe: its clock owns it."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple


class Anchor(NamedTuple):
    """From this beat, at this moment, beats pass at this tempo."""

    beat: float
    time_s: float
    tempo_bpm: float


class TempoMap:
    """Piecewise constant tempo.

    >>> tempo = TempoMap(beat=0.0, time_s=10.0, tempo_bpm=120.0)
    >>> tempo.set_tempo(4.0, 60.0)
    >>> tempo.beat_to_s(4.0), tempo.beat_to_s(5.0), tempo.s_to_beat(13.0)
    (12.0, 13.0, 5.0)
    """

    def __init__(self, beat: float, time_s: float, tempo_bpm: float) -> None:
        self._anchors = [Anchor(beat, time_s, _checked(tempo_bpm))]

    def beat_to_s(self, beat: float) -> float:
        """Moment at which ``beat`` comes; before the first anchor its tempo is taken."""
        index = bisect_right(self._anchors, beat, key=lambda anchor: anchor.beat) - 1
        return _time_of(self._anchors[max(index, 0)], beat)

    def s_to_beat(self, time_s: float) -> float:
        """Inverse of `beat_to_s`."""
        index = bisect_right(self._anchors, time_s, key=lambda anchor: anchor.time_s) - 1
        anchor = self._anchors[max(index, 0)]
        return anchor.beat + (time_s - anchor.time_s) * anchor.tempo_bpm / 60.0

    def tempo_at(self, beat: float) -> float:
        """Tempo in bpm that holds from ``beat`` on."""
        index = bisect_right(self._anchors, beat, key=lambda anchor: anchor.beat) - 1
        return self._anchors[max(index, 0)].tempo_bpm

    def set_tempo(self, beat: float, tempo_bpm: float) -> None:
        """Take another tempo from ``beat`` on and forget later ones. Raises ValueError if not positive."""
        tempo_bpm = _checked(tempo_bpm)
        if self.tempo_at(beat) != tempo_bpm or beat < self._anchors[-1].beat:
            kept = [anchor for anchor in self._anchors if anchor.beat < beat]
            self._anchors = [*kept, Anchor(beat, self.beat_to_s(beat), tempo_bpm)]

    def forget_before(self, beat: float) -> None:
        """Drop anchors that no beat from ``beat`` on needs, so that a long evening stays small."""
        index = bisect_right(self._anchors, beat, key=lambda anchor: anchor.beat) - 1
        del self._anchors[: max(index, 0)]


def _time_of(anchor: Anchor, beat: float) -> float:
    return anchor.time_s + (beat - anchor.beat) * 60.0 / anchor.tempo_bpm


def _checked(tempo_bpm: float) -> float:
    if not 0.0 < tempo_bpm < 10_000.0:
        raise ValueError(f"a tempo of {tempo_bpm} bpm cannot be played")
    return float(tempo_bpm)

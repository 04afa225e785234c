"""Notes in seconds as the voice plays them: read from a MIDI file (extra ``train``), or cut out of longer music.

Any thread.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.voice.config import FIRST_KIT

VOLUME, EXPRESSION = 7, 11
USUAL_VOLUME, USUAL_EXPRESSION = 100, 127
_MAX_LENGTH_S = 30.0


class Notes(NamedTuple):
    """Columns of one length: seconds, seconds, sounds, pitches, velocities (volume worked in)."""

    onset_s: NDArray[np.float64]
    end_s: NDArray[np.float64]
    sound: NDArray[np.int64]
    pitch: NDArray[np.int64]
    velocity: NDArray[np.float64]

    @property
    def n_notes(self) -> int:
        """Number of notes."""
        return int(self.onset_s.size)

    def window(self, start_s: float, end_s: float) -> Notes:
        """The notes that begin in a window, in time from its start."""
        moved = self._replace(onset_s=self.onset_s - start_s, end_s=self.end_s - start_s)
        return moved.only((self.onset_s >= start_s) & (self.onset_s < end_s))

    def only(self, keep: NDArray[np.bool_]) -> Notes:
        """The notes chosen by a mask."""
        return Notes(self.onset_s[keep], self.end_s[keep], self.sound[keep], self.pitch[keep], self.velocity[keep])


def notes_of(rows: list[tuple[float, float, int, int, float]]) -> Notes:
    """Notes from (onset_s, end_s, sound, pitch, velocity); a re-struck pitch of a sound is released first."""
    rows = sorted(rows)
    last: dict[tuple[int, int], int] = {}
    ends = [row[1] for row in rows]
    for i, (onset, _, sound, pitch, _) in enumerate(rows):
        before = last.get((sound, pitch))
        if before is not None:
            ends[before] = min(ends[before], onset)
        last[sound, pitch] = i
    columns = list(zip(*rows, strict=True)) or [()] * 5
    return Notes(
        np.array(columns[0], float), np.array(ends, float), np.array(columns[2], np.int64),
        np.array(columns[3], np.int64), np.array(columns[4], float),
    )  # fmt: skip


def read_notes(path: Path) -> Notes:
    """Notes of a MIDI file, pedal and volume worked in. Raises ValueError on a file that cannot be read."""
    import symusic

    try:
        score: Any = symusic.Score(str(path))
        score = score.to("second")
        rows = [row for track in score.tracks for row in _track_rows(track)]
    except Exception as error:  # symusic raises several kinds for broken files; all mean the same to us
        raise ValueError(f"{path} is not a readable MIDI file ({error})") from error
    return notes_of(rows)


def _track_rows(track: Any) -> list[tuple[float, float, int, int, float]]:
    notes = track.notes.numpy()
    onset_s = notes["time"].astype(float)
    end_s = onset_s + np.minimum(notes["duration"].astype(float), _MAX_LENGTH_S)
    for pedal in track.pedals:
        caught = (end_s >= pedal.time) & (end_s < pedal.time + pedal.duration) & (onset_s < pedal.time + pedal.duration)
        end_s[caught] = np.minimum(pedal.time + pedal.duration, onset_s[caught] + _MAX_LENGTH_S)
    velocity = notes["velocity"] * _control(track, VOLUME, USUAL_VOLUME, onset_s)
    velocity = np.clip(velocity * _control(track, EXPRESSION, USUAL_EXPRESSION, onset_s), 1, 127)
    sound = track.program + (FIRST_KIT if track.is_drum else 0)
    is_audible = (notes["velocity"] > 0) & (end_s > onset_s) & (onset_s >= 0)
    pitch = notes["pitch"]
    return [(onset_s[i], end_s[i], sound, int(pitch[i]), float(velocity[i])) for i in np.flatnonzero(is_audible)]


def _control(track: Any, number: int, usual: int, at_s: NDArray[np.float64]) -> NDArray[np.float64]:
    """Factor of velocities by a controller at some moments: General MIDI has one curve for all of them."""
    rows = [(control.time, control.value) for control in track.controls if control.number == number]
    times = np.array([-np.inf, *(time for time, _ in rows)])
    values = np.array([usual, *(value for _, value in rows)], float)
    found: NDArray[np.float64] = values[np.searchsorted(times, at_s, side="right") - 1] / usual
    return found

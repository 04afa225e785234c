"""Reads JACK's transport: its frames, and the bars and beats of a timebase master. Pure."""

from __future__ import annotations

from typing import Any, NamedTuple

HAS_BBT, HAS_BBT_OFFSET = 0x10, 0x40  # bits of ``valid``
# Many masters have one tempo for all of the song, and some add up its ticks with rounding errors (jack_transport: 2 %
# at 64 frames). Where a master's beat is what its tempo makes of the frame, to this many beats, frames are believed.
SAME_BEATS = 0.01
STRAYED_BEATS = 1 / 16


class Seen(NamedTuple):
    """A transport's position; beat in quarter notes from the song's beginning, the rest None without a master."""

    song_frame: int
    beat: float | None = None
    tempo_bpm: float | None = None
    metre: tuple[int, int] | None = None


class SongPosition:
    """Follows the position of a rolling transport from period to period."""

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._anchor: Seen | None = None
        self._is_constant = False
        self._last_beat: float | None = None  # as the master said it

    def read(self, position: Any, *, is_located: bool) -> Seen:
        """What a ``jack_position_t`` says. is_located: the song has just begun or jumped."""
        seen = bbt_seen(position, self._rate_hz)
        anchor, is_stale = self._anchor, seen.beat == self._last_beat  # a master that does not follow itself
        self._last_beat = seen.beat
        if seen.beat is None or seen.tempo_bpm is None:
            self._anchor = None
            return seen
        if is_located or anchor is None or (seen.tempo_bpm, seen.metre) != (anchor.tempo_bpm, anchor.metre):
            return self._anchored(seen)
        beat = (anchor.beat or 0.0) + self._beats(seen.song_frame - anchor.song_frame, seen.tempo_bpm)
        if not self._is_constant and not is_stale and abs(beat - seen.beat) > STRAYED_BEATS:
            return self._anchored(seen)
        return seen._replace(beat=beat)

    def _anchored(self, seen: Seen) -> Seen:
        beat = self._beats(seen.song_frame, seen.tempo_bpm or 0.0)
        self._is_constant = abs(beat - (seen.beat or 0.0)) < SAME_BEATS
        self._anchor = seen._replace(beat=beat) if self._is_constant else seen
        return self._anchor

    def _beats(self, n_frames: int, tempo_bpm: float) -> float:
        return n_frames / self._rate_hz * tempo_bpm / 60.0


def bbt_seen(position: Any, rate_hz: int) -> Seen:
    """The position as the master says it; its tempo counts quarter notes here, as Ardour's and Hydrogen's do."""
    song_frame, valid = int(position.frame), int(position.valid)
    per_beat, beat_type = float(position.ticks_per_beat), float(position.beat_type)
    tempo_bpm = float(position.beats_per_minute)
    if not valid & HAS_BBT or per_beat <= 0.0 or beat_type <= 0.0 or tempo_bpm <= 0.0:
        return Seen(song_frame)
    ticks = float(position.bar_start_tick) + (int(position.beat) - 1) * per_beat + int(position.tick)
    beat = ticks / per_beat * 4.0 / beat_type
    if valid & HAS_BBT_OFFSET:
        beat -= int(position.bbt_offset) / rate_hz * tempo_bpm / 60.0
    return Seen(song_frame, beat, tempo_bpm, (round(float(position.beats_per_bar)), round(beat_type)))

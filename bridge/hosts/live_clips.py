"""Generated bars as Live's clips: one for each part, in the order of the parts. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from bridge.core.errors import WrongArgumentsError
from bridge.hosts.ableton_osc import LiveClip, LiveNote
from bridge.recording.take import GeneratedBar
from model.music.config import PARTS, TICKS_PER_QUARTER


def read_slot(text: str) -> tuple[int, int]:
    """Track and slot, from 0, of what a musician counts from 1. Raises WrongArgumentsError.

    >>> read_slot("2:5")
    (1, 4)
    """
    track, _, slot = text.partition(":")
    if not (track.isdigit() and slot.isdigit() and int(track) and int(slot)):
        raise WrongArgumentsError(f"--to-live takes TRACK:SLOT, both from 1, not {text!r}")
    return int(track) - 1, int(slot) - 1


def live_clips(bars: Sequence[GeneratedBar], name: str) -> list[LiveClip]:
    """A clip for each part that plays."""
    by_part: dict[int, list[LiveNote]] = defaultdict(list)
    start = 0
    for bar in bars:
        for note in bar.notes:
            beat, duration_beats = (start + note.tick) / TICKS_PER_QUARTER, note.duration_ticks / TICKS_PER_QUARTER
            by_part[note.part].append(LiveNote(note.pitch, beat, duration_beats, note.velocity))
        start += bar.metre.bar_ticks
    length_beats = start / TICKS_PER_QUARTER
    return [LiveClip(f"{PARTS[part]}: {name}", length_beats, tuple(notes)) for part, notes in sorted(by_part.items())]

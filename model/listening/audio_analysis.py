"""The analysis of a piece of audio, a small value that crosses a pipe. Loads nothing heavy."""

from __future__ import annotations

from dataclasses import dataclass

from model.music.chord_symbols import chord_name
from model.music.config import NO_CHORD
from model.music.events import Metre
from model.music.keys import Key

HOW_TO_GET = 'listening needs librosa and soundfile; install them with: pip install "sideman[audio]"'


class AudioAnalysisError(Exception):
    """Audio that cannot be listened to; the message is one sentence for a performer."""


@dataclass(frozen=True)
class AudioAnalysis:
    """``tempo_bpm`` 0 and ``key`` None: nothing of the kind was heard. Loudness is RMS below full scale.

    confidence: 0 .. 1, that it is music and not noise; 0: neither pitch nor pulse, and the other fields are empty.

    chords: a pair for each bar from the first downbeat on, as `model.music.chord_symbols.read_chords` gives them, ()
    when nothing pitched sounds.
    """

    duration_s: float  # how much was listened to
    tempo_bpm: float
    metre: Metre
    key: Key | None
    chords: tuple[tuple[int, int], ...]
    onsets_per_beat: float
    loudness_db: float
    brightness_hz: float
    first_downbeat_s: float = 0.0  # after the beginning of what was listened to
    skipped_s: float = 0.0  # silence before it
    confidence: float = 1.0

    @property
    def is_musical(self) -> bool:
        """Whether there is pitch or pulse."""
        return self.confidence > 0.0

    def chord_words(self) -> str:
        """The chords as a performer writes them: ``Am F/C G``-like, a bar after the other, halves joined by a dash.

        >>> from model.music.chord_symbols import read_chords
        >>> AudioAnalysis(8, 120, Metre(4, 4), None, read_chords("Am F G G", 0.5), 2, -20, 1500).chord_words()
        'Am-F G'
        """
        return " ".join(
            chord_name(first) if first == second else f"{chord_name(first)}-{chord_name(second)}"
            for first, second in self.chords
        )

    def playable_chords(self) -> tuple[tuple[int, int], ...]:
        """The chords with each gap (N.C.) filled by the chord before it, or else after it; () when there is none."""
        line = [chord for pair in self.chords for chord in pair]
        known = [chord for chord in line if chord != NO_CHORD]
        if not known:
            return ()
        last, filled = known[0], []
        for chord in line:
            last = last if chord == NO_CHORD else chord
            filled.append(last)
        return tuple(zip(filled[::2], filled[1::2], strict=True))

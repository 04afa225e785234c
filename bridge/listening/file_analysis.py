"""Listening to a file in this process, for `sideman clip --like` and for the listening process."""

from __future__ import annotations

from pathlib import Path

from bridge.core.errors import AudioError
from model.listening.audio_analysis import HOW_TO_GET, AudioAnalysis, AudioAnalysisError

MAX_FILE_BYTES = 1 << 30  # more than an hour of stereo in 24 bits


def analyse_file(path: Path) -> AudioAnalysis:
    """Analyse a file. Raises AudioError."""
    if path.is_file() and path.stat().st_size > MAX_FILE_BYTES:
        raise AudioError(f"{path.name} has more than {MAX_FILE_BYTES >> 20} MB; name a shorter file")
    try:
        from model.listening.analysis import listen_to_file  # librosa: four seconds
    except (ImportError, OSError) as error:
        raise AudioError(HOW_TO_GET) from error
    try:
        return listen_to_file(path)
    except AudioAnalysisError as error:
        raise AudioError(str(error)) from error

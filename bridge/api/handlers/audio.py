"""Requests to play along with an audio file or an input."""

from __future__ import annotations

from pathlib import Path

from bridge.api.audio_analysis_client import AudioAnalysisClient
from bridge.api.osc_api import Request
from bridge.osc.gate import Gate


class AudioRequests:
    """See the module."""

    def __init__(self, analysis: AudioAnalysisClient, gate: Gate) -> None:
        self._analysis, self._gate = analysis, gate

    def listen(self, request: Request, path: str) -> None:
        """Play along with a file; answered when it is analysed. Raises BusyError, AudioError, NotAllowedError."""
        file = Path(path).expanduser()
        self._gate.check_path(request.peer, file)
        self._analysis.listen(request, file)

    def listen_live(self, request: Request, device: str | None) -> None:
        """Play along with an input, the system's own if none is named. Raises AudioError."""
        self._analysis.listen_live(request, device or "")

    def listen_off(self, request: Request) -> None:
        """Close the input."""
        self._analysis.listen_off(request)

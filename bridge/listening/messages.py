"""Messages between the daemon and the listening process. Values; nothing heavy is loaded with them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bridge.processes.messages import Quit
from model.listening.audio_analysis import AudioAnalysis
from model.music.events import Metre


@dataclass(frozen=True)
class ListenerSettings:
    """idle_s: the process ends after so many seconds without a request, while no input is open."""

    idle_s: float = 60.0


@dataclass(frozen=True)
class ListenTo:
    """Listen to a file."""

    request: int
    path: Path


@dataclass(frozen=True)
class OpenInput:
    """Listen to an input from now on; ``device`` "": the system's own choice."""

    request: int
    device: str


@dataclass(frozen=True)
class CloseInput:
    """Listen to it no longer."""


@dataclass(frozen=True)
class BarBegan:
    """A bar of the transport began at this moment of the machine's monotonic clock, which all processes share."""

    tempo_bpm: float
    metre: Metre
    moment_s: float


@dataclass(frozen=True)
class BarTaken:
    """Answers `BarBegan`: the process is alive."""


@dataclass(frozen=True)
class FileAnalysed:
    """Answers `ListenTo`."""

    request: int
    music: AudioAnalysis


@dataclass(frozen=True)
class InputOpened:
    """Answers `OpenInput`."""

    request: int
    name: str


@dataclass(frozen=True)
class InputAnalysed:
    """Analysis of the input. Chords are those of the bar that has just begun and of those to come."""

    request: int
    music: AudioAnalysis


@dataclass(frozen=True)
class CannotListen:
    """A request failed, for this reason; or an open input is gone."""

    request: int
    message: str


ToListener = ListenTo | OpenInput | CloseInput | BarBegan | Quit
FromListener = BarTaken | FileAnalysed | InputOpened | InputAnalysed | CannotListen

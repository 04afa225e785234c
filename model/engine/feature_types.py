"""Types of the entries in the feature tables; `features` explains the fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from model.engine.batch_view import Array, BatchView, ControlsBatch, Found
from model.engine.history import History
from model.engine.network_controls import BarControls
from model.engine.note_sources import SampledEvent


@dataclass(frozen=True)
class TrunkFeature:
    """An id of the last event or of its bar."""

    name: str
    size: int  # ids are 0 … size - 1
    stream: Callable[[History], int]
    batch: Callable[[BatchView], Array]  # (n, t)
    hiding: str | None = None
    nothing: int = 0
    ablation: str | None = None


@dataclass(frozen=True)
class LookBackFeature:
    """An event that may follow, given as the five ids of `LOOK_BACK`."""

    name: str
    stream: Callable[[History], tuple[int, ...]]
    batch: Callable[[BatchView], Found]  # index -1 = the bar had ended there, -2 = there was no such bar
    hiding: str | None = None
    ablation: str = "look_back"


@dataclass(frozen=True)
class FloatFeature:
    """Numbers about the bar; all 0 = unknown."""

    name: str
    size: int
    stream: Callable[[BarControls], Sequence[float]]  # () = unknown
    batch: Callable[[ControlsBatch], Array]  # (n, t, size)
    hiding: str | None = None
    ablation: str | None = None
    is_guided: bool = False  # guidance exaggerates what it adds
    name_in_files: str = ""  # in the vocabulary's digest, where it is another


@dataclass(frozen=True)
class HeadFeature:
    """An id that heads look up, besides the fields sampled so far."""

    name: str
    size: int
    heads: tuple[str, ...]  # fields whose heads look it up, each sampled after all that ``stream`` reads
    stream: Callable[[SampledEvent], int]
    batch: Callable[[BatchView], Array]  # (n, t)
    hiding: str | None = None
    nothing: int = 0
    ablation: str | None = None

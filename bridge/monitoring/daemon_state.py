"""The state of a daemon, put together from OSC messages. One thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from bridge.core.messages import BarLine
from bridge.osc.codec import OscMessage
from model.music.config import PARTS
from model.music.events import Metre

TOPICS = ("status", "bar", "plan", "late", "error", "note", "ready")
N_KEPT_ERRORS = 50
N_KEPT_READINGS = 600  # ten minutes
RECENT_BEATS = 16.0  # a part that was silent for longer is not shown
SUBSCRIPTION_ANSWERS = ("/sideman/subscribed", "/sideman/unsubscribed")


class Fault(NamedTuple):
    """An error as it came, and when (monotonic)."""

    at_s: float
    text: str


class Stretch(NamedTuple):
    """A stretch of beats in which a part sounds."""

    part: str
    beat: float
    end_beat: float


@dataclass
class DaemonState:
    """The state of a daemon, as far as it was received; empty at first."""

    version: str = ""
    model_hash: str = ""
    plan: dict[str, Any] = field(default_factory=dict)
    status: dict[str, Any] = field(default_factory=dict)
    line: BarLine | None = None
    resting: tuple[str, ...] = ()
    errors: deque[Fault] = field(default_factory=lambda: deque(maxlen=N_KEPT_ERRORS))
    late_p99s_ms: deque[float] = field(default_factory=lambda: deque(maxlen=N_KEPT_READINGS))
    received_s: float = 0.0
    _notes: list[Stretch] = field(default_factory=list)
    _anchor: tuple[float, float] = (0.0, 0.0)  # a beat and the second it came

    def update(self, message: OscMessage, now_s: float) -> None:
        """Take in one message; those of other versions, with more or fewer values, are passed over."""
        self.received_s = now_s
        try:
            self._take(message.address, message.arguments, now_s)
        except (ValueError, TypeError, IndexError):
            self.errors.append(Fault(now_s, f"{message.address} is not understood: another version of Sideman?"))

    def beat_at(self, now_s: float) -> float | None:
        """The beat that is played at a moment, or None while nothing is."""
        if not self.status.get("playing"):
            return None
        beat, at_s = self._anchor
        return beat + (now_s - at_s) * self.tempo_bpm / 60.0

    @property
    def tempo_bpm(self) -> float:
        """The tempo in bpm, 0 while unknown."""
        return float(self.status.get("tempo", 0.0))

    def parts_at(self, now_s: float) -> dict[str, bool]:
        """Parts that played lately, in the order of the band, and whether each sounds at a moment."""
        beat = self.beat_at(now_s)
        if beat is None:
            return {}
        lately = {each.part for each in self._notes if beat - RECENT_BEATS < each.end_beat and each.beat <= beat}
        sounding = {each.part for each in self._notes if each.beat <= beat < each.end_beat}
        return {part: part in sounding for part in PARTS if part in lately}

    def _take(self, address: str, values: Sequence[Any], now_s: float) -> None:
        match address:
            case "/sideman/version" | "/sideman/ready":
                self.version, self.model_hash = map(str, values[:2])
            case "/sideman/plan":
                self.plan = dict(zip(values[::2], values[1::2], strict=True))
            case "/sideman/status":
                self._take_status(dict(zip(values[::2], values[1::2], strict=True)), now_s)
            case "/sideman/playing":
                self.status["playing"] = values[0]
            case "/sideman/inference":
                self.status["inference"] = values[0]
                if not values[0]:
                    self.errors.append(Fault(now_s, f"the inference process went: {values[1]}"))
            case "/sideman/bar":
                number, beat, tempo, numerator, denominator, first, second = values
                self.line = BarLine(number, beat, tempo, Metre(numerator, denominator), (first, second))
                self._bar_began(beat, tempo, now_s)
            case "/sideman/note":
                _, part, _, _, _, beat, duration, *_ = values
                self._notes.append(Stretch(part, beat, beat + duration))
            case "/sideman/note/cancel":
                self._notes = [each for each in self._notes if each.beat < values[0]]
            case "/sideman/late":
                self.resting = tuple(map(str, values[1:]))
            case "/sideman/error":
                what, code, text = values
                self.errors.append(Fault(now_s, f"{text} [{code}]" + (f" {what}" if what else "")))

    def _take_status(self, status: dict[str, Any], now_s: float) -> None:
        self.status = status
        self._anchor = float(status.get("beat", 0.0)), now_s
        if not status.get("resting"):
            self.resting = ()
        if status.get("playing"):
            self.late_p99s_ms.append(float(status.get("late_p99_ms", 0.0)))

    def _bar_began(self, beat: float, tempo_bpm: float, now_s: float) -> None:
        self.status |= {"playing": 1, "tempo": tempo_bpm}
        self._anchor = beat, now_s
        self._notes = [each for each in self._notes if each.end_beat > beat - RECENT_BEATS]

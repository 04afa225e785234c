"""Tells the recorder and the sound what the announcer tells the world. Any thread may call."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bridge.clocks import Clock
from bridge.core.messages import BarLine, PlannedNote
from bridge.performance.listener import Listener
from bridge.recording.recorder import Recorder
from model.music.plan import Plan

Describe = Callable[[str, dict[str, float]], None]


class FanOut:
    """Implements `bridge.performance.listener.Listener` for three."""

    def __init__(self, announcer: Listener, recorder: Recorder, clock: Clock, describe: Describe) -> None:
        """describe: told of plans, for voices that sound as words and styles say."""
        self._announcer, self._recorder, self._clock, self._describe = announcer, recorder, clock, describe

    def playing(self, playing: bool) -> None:
        """Play began or stopped."""
        self._recorder.playing(playing)
        self._announcer.playing(playing)

    def notes(self, notes: Sequence[PlannedNote]) -> None:
        """Notes were planned."""
        self._announcer.notes(notes)

    def cancelled(self, from_beat: float) -> None:
        """Notes were cancelled."""
        self._announcer.cancelled(from_beat)

    def bar(self, line: BarLine) -> None:
        """A bar begins."""
        self._recorder.bar(line, self._clock.tempo_bpm() or line.tempo_bpm)
        self._announcer.bar(line)

    def plan(self, plan: Plan) -> None:
        """Another plan is followed."""
        self._describe(plan.words, dict(plan.style))
        self._announcer.plan(plan)

    def late(self, margin_ms: float, resting: Sequence[str]) -> None:
        """Little music is ahead."""
        self._announcer.late(margin_ms, resting)

    def inference(self, up: bool, reason: str) -> None:
        """The inference process went or came back."""
        self._announcer.inference(up, reason)

    def failed(self, message: str) -> None:
        """The music stopped."""
        self._announcer.failed(message)

"""Makes the listeners of a performance; the entry points ``sideman.listeners`` name functions like these.

Each is given the context and returns a `Listener`. All that are installed listen, Sideman's own ones first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bridge.api.announcer import Announcer
from bridge.clocks import Source
from bridge.clocks.selector import ClockSelector
from bridge.core import extensions
from bridge.core.messages import BarLine, PlannedNote
from bridge.osc.subscribers import Subscribers
from bridge.performance.listener import BaseListener, Listener
from bridge.recording.recorder import Recorder
from model.music.plan import Plan

Describe = Callable[[str, dict[str, float]], None]

_FIRST = ("recorder", "sound", "announcer")  # a subscriber may ask for the take as soon as it receives "playing"


@dataclass(frozen=True)
class ListenerContext:
    """Everything that a listener may need. describe: called with words and styles, for the sound process."""

    subscribers: Subscribers
    recorder: Recorder
    clock: ClockSelector
    describe: Describe


class RecorderListener(BaseListener):
    """Gives the recorder plays, stops and bars."""

    def __init__(self, recorder: Recorder, clock: ClockSelector) -> None:
        self._recorder, self._clock = recorder, clock

    def playing(self, playing: bool) -> None:
        """Begin or end a take."""
        self._recorder.playing(playing, is_followed=self._clock.active != Source.INTERNAL)

    def notes(self, notes: Sequence[PlannedNote]) -> None:
        """Know which part plays on which channel."""
        self._recorder.planned(notes)

    def bar(self, line: BarLine) -> None:
        """Mark a bar, at the clock's tempo."""
        self._recorder.bar(line, self._clock.tempo_bpm() or line.tempo_bpm)


class SoundListener(BaseListener):
    """Describes the music to the sound process."""

    def __init__(self, describe: Describe) -> None:
        self._describe = describe

    def plan(self, plan: Plan) -> None:
        """Describe another plan."""
        self._describe(plan.words, dict(plan.style))


def recorder(context: ListenerContext) -> Listener:
    """The recorder's listener."""
    return RecorderListener(context.recorder, context.clock)


def sound(context: ListenerContext) -> Listener:
    """The sound process's listener."""
    return SoundListener(context.describe)


def announcer(context: ListenerContext) -> Listener:
    """The subscribers' listener."""
    return Announcer(context.subscribers)


def make_listeners(context: ListenerContext) -> Sequence[Listener]:
    """Make every installed listener. Raises SetupError when one cannot be loaded."""
    names = [*_FIRST, *(name for name in extensions.names(extensions.LISTENERS) if name not in _FIRST)]
    return [extensions.load(extensions.LISTENERS, name)(context) for name in names]

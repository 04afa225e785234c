"""Creates the daemon's clocks."""

from __future__ import annotations

from typing import Any

from bridge.clocks import ClockChange, Source
from bridge.clocks.host import HostClock
from bridge.clocks.internal import InternalClock
from bridge.clocks.jack import JackClock
from bridge.clocks.midi import MidiClock
from bridge.clocks.mtc import MtcClock
from bridge.clocks.selector import AUTO, ClockSelector
from bridge.core import extensions
from bridge.core.timebase import SystemTime
from bridge.settings.config import Config

_ALWAYS = (Source.MIDI, Source.HOST)  # what "auto" chooses among; another one is made when it is asked for


class Clocks:
    """The internal clock, those that are followed, and the selector between them.

    Those that are followed come from the entry points ``sideman.clocks``: classes made with a timebase and a function
    to call with changes. has_jack: JACK's transport is followed too. Raises SetupError when the one asked for is not
    installed.
    """

    def __init__(self, config: Config, time: SystemTime, *, has_jack: bool = False) -> None:
        self._time = time
        wanted = config.clock.source
        names = dict.fromkeys(
            (*_ALWAYS, *([Source.JACK] if has_jack else []), *([] if wanted in (AUTO, Source.INTERNAL) else [wanted]))
        )
        self._followed: dict[str, Any] = {
            str(name): extensions.load(extensions.CLOCKS, name)(time, self._changed) for name in names
        }
        self.midi: MidiClock = self._followed[Source.MIDI]
        self.host: HostClock = self._followed[Source.HOST]
        self.jack: JackClock | None = self._followed.get(Source.JACK)
        if self.jack is not None:
            self.jack.given_bpm = config.clock.tempo_bpm
        self.mtc: MtcClock | None = self._followed.get(Source.MTC)
        if self.mtc is not None:
            self.mtc.given_bpm, self.mtc.start_s = config.clock.tempo_bpm, config.clock.mtc_start_s
        self.selector = ClockSelector(InternalClock(time), self._followed)
        self.selector.wanted = wanted

    def start(self) -> None:
        """Start the clocks that have a thread of their own."""
        for clock in self._followed.values():
            clock.start()

    def check(self) -> None:
        """Notice sources that have gone silent."""
        now_s = self._time.now_s()
        for clock in self._followed.values():
            clock.check(now_s)

    def close(self) -> None:
        """End the threads."""
        for clock in self._followed.values():
            clock.close()

    def _changed(self, change: ClockChange) -> None:
        self.selector.clock_changed(change)

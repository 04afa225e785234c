"""Every source of time that the daemon has."""

from __future__ import annotations

from typing import Any

from bridge.clocks import ClockChange, Source
from bridge.clocks.host import HostClock
from bridge.clocks.internal import InternalClock
from bridge.clocks.midi import MidiClock
from bridge.clocks.selector import AUTO, ClockSelector
from bridge.core.timebase import SystemTime
from bridge.settings.config import Config


class Clocks:
    """The internal clock, those that are followed, and the selector between them."""

    def __init__(self, config: Config, time: SystemTime) -> None:
        self._time = time
        self.internal = InternalClock(time)
        self.midi = MidiClock(time, self._heard)
        self.host = HostClock(time, self._heard)
        self._link: Any = None
        clocks: dict[Source, Any] = {Source.MIDI: self.midi, Source.HOST: self.host}
        if config.clock.source == Source.LINK:
            from bridge.clocks.link import LinkClock  # an extra, and a thread that polls

            self._link = clocks[Source.LINK] = LinkClock(time, self._heard)
        self.selector = ClockSelector(self.internal, clocks)
        self.selector.wanted = AUTO if config.clock.source == AUTO else Source(config.clock.source)

    def start(self) -> None:
        """Start the clocks that have a thread of their own."""
        if self._link is not None:
            self._link.start()

    def check(self) -> None:
        """Notice sources that have gone silent."""
        now_s = self._time.now_s()
        self.midi.check(now_s)
        self.host.check(now_s)

    def close(self) -> None:
        """End the threads."""
        if self._link is not None:
            self._link.close()

    def _heard(self, change: ClockChange) -> None:
        self.selector.heard(change)

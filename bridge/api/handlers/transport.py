"""A host's transport, and the choice of the clock that is followed."""

from __future__ import annotations

import logging

from bridge.api.osc_api import Request
from bridge.clocks.host import HostClock
from bridge.clocks.selector import ClockSelector
from bridge.core.errors import OutOfRangeError
from bridge.performance.scene_editor import SceneEditor
from model.music.events import COMMON_TIME, Metre

log = logging.getLogger(__name__)


class TransportRequests:
    """See the module."""

    def __init__(self, editor: SceneEditor, host: HostClock, clock: ClockSelector) -> None:
        self._editor, self._host, self._clock = editor, host, clock

    def transport(
        self,
        request: Request,
        playing: int,
        beat: float,
        bpm: float,
        numerator: int | None,
        denominator: int | None,
    ) -> None:
        """A host's transport, as it is now; a metre that is left out stays."""
        known = self._host.metre or (4, 4)
        metre = (numerator or known[0], denominator or known[1])
        self._host.transport(bool(playing), beat, bpm, *metre, at_s=request.arrived_s)
        if metre != known:
            self._follow_metre(metre)

    def reaper_play(self, request: Request, playing: float) -> None:  # noqa: ARG002
        """REAPER plays (1) or stands (0)."""
        self._host.reaper_play(playing)

    def reaper_time(self, request: Request, seconds: float) -> None:  # noqa: ARG002
        """REAPER's position in seconds."""
        self._host.reaper_time(seconds)

    def reaper_beat_str(self, request: Request, position: str) -> None:
        """REAPER's position as measure.beat.hundredths, read in the plan's metre."""
        self._host.set_metre(*(self._editor.plan.metre or COMMON_TIME))
        self._host.reaper_beat(position, at_s=request.arrived_s)

    def reaper_tempo_raw(self, request: Request, bpm: float) -> None:  # noqa: ARG002
        """REAPER's tempo."""
        self._host.reaper_tempo(bpm)

    def clock(self, request: Request, source: str) -> None:
        """Follow another clock. Raises OutOfRangeError when it is not open."""
        try:
            self._clock.wanted = source
        except KeyError as error:
            raise OutOfRangeError(
                f"{request.address}: {source} is not open; start with: sideman run --clock {source}"
            ) from error
        request.reply("/sideman/clock", source, str(self._clock.active))

    def _follow_metre(self, metre: tuple[int, int]) -> None:
        try:
            self._editor.set_metre(Metre.parse(f"{metre[0]}/{metre[1]}"))
        except ValueError as error:  # the transport is followed all the same
            log.warning("the host's metre is not played: %s", error)

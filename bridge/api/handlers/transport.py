"""A host's transport, and the choice of the clock that is followed."""

from __future__ import annotations

import logging

from bridge.api.ardour_surface import ArdourSurface
from bridge.api.osc_api import Request
from bridge.clocks.ardour import ArdourTransport
from bridge.clocks.host import HostClock
from bridge.clocks.selector import ClockSelector
from bridge.core.errors import OutOfRangeError
from bridge.performance.scene_editor import SceneEditor
from model.music.events import COMMON_TIME, Metre

log = logging.getLogger(__name__)


class TransportRequests:
    """See the module."""

    def __init__(self, editor: SceneEditor, host: HostClock, clock: ClockSelector, surface: ArdourSurface) -> None:
        self._editor, self._host, self._clock = editor, host, clock
        self._ardour, self._surface = ArdourTransport(host), surface

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

    def ardour_transport_play(self, request: Request, playing: float) -> None:
        """Ardour rolls (1) or stands (0)."""
        self._surface.heard()
        self._ardour.play(playing > 0, at_s=request.arrived_s)

    def ardour_transport_stop(self, request: Request, stopped: float) -> None:
        """Ardour stands (1); that it rolls is said by its other message too."""
        self._surface.heard()
        if stopped > 0:
            self._ardour.play(False, at_s=request.arrived_s)

    def ardour_position_bbt(self, request: Request, position: str) -> None:
        """Ardour's position as bar|beat|tick, read in the plan's metre."""
        self._surface.heard()
        self._ardour.bbt(position, self._editor.plan.metre or COMMON_TIME, at_s=request.arrived_s)

    def ardour_position_time(self, request: Request, position: str) -> None:  # noqa: ARG002
        """Ardour's position in seconds."""
        self._surface.heard()
        self._ardour.time(position)

    def ardour_heartbeat(self, request: Request, on: float) -> None:  # noqa: ARG002
        """Ardour lives."""
        self._surface.heard()

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

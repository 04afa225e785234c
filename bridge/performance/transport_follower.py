"""Follows the clock: starts, stops, jumps. Guarded by the performer's lock."""

from __future__ import annotations

from bridge.clocks import ChangeKind, ClockChange, Source
from bridge.inference.protocol import Jump
from bridge.performance.look_ahead import LookAhead
from bridge.performance.playing import Playing
from bridge.performance.state import PerformerState
from model.music.config import TICKS_PER_QUARTER

_TICK_BEATS = 1.0 / TICKS_PER_QUARTER


class TransportFollower:
    """See the module."""

    def __init__(self, state: PerformerState, playing: Playing, look_ahead: LookAhead) -> None:
        self._state, self._playing, self._look_ahead = state, playing, look_ahead

    def clock_changed(self, change: ClockChange) -> None:
        """The clock that is followed started, stopped, jumped or changed its tempo."""
        match change.kind:
            case ChangeKind.STARTED:
                self._started(change)
            case ChangeKind.STOPPED:
                self._stopped(change)
            case ChangeKind.JUMPED:
                self._jumped(change.beat)
            case ChangeKind.TEMPO:
                self._state.scheduler.wake()

    def _started(self, change: ClockChange) -> None:
        transport = self._state.transport
        if transport.is_playing:
            self._jumped(change.beat)
        elif transport.is_wanted or self._state.settings.follow_start:
            transport.is_wanted = True
            if transport.prepared_beat is not None and abs(transport.prepared_beat - change.beat) < _TICK_BEATS / 2:
                self._playing.started(change.beat)
            else:
                self._playing.begin(change.beat)
        self._state.scheduler.wake()

    def _stopped(self, change: ClockChange) -> None:
        if self._state.transport.is_playing:
            self._playing.halt(stop_clock=False)
            self._state.scheduler.silence(resets=True)
        if change.source != Source.INTERNAL and self._state.settings.follow_start:
            self._playing.prepare_at(0.0)

    def _jumped(self, beat: float) -> None:
        state, buffer = self._state, self._state.buffer
        if not state.transport.is_playing:
            if state.is_chart_over and state.settings.follow_start:
                state.transport.is_wanted = True
                self._playing.begin(beat)
            elif state.transport.prepared_beat is not None and state.transport.prepared_beat != beat:
                self._playing.prepare_at(beat)
            return
        from_beat = buffer.line.end_beat if buffer.line else beat
        state.loop = buffer.line = None
        buffer.cancel_all()
        version = state.new_generation()
        buffer.bar_log.clear()
        bar_beat, number = state.bar_of_song(beat)
        buffer.end_beat = beat
        state.inference.send(Jump(version, from_beat, beat, bar_beat, number, state.generation_request()))
        self._look_ahead.plan_on(beat)

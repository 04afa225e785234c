"""Everything that MIDI comes in by: Sideman's own inputs, named ones, and ReaStream."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bridge.api.midi_actions import MidiActions
from bridge.clocks import Source
from bridge.core.timebase import SystemTime
from bridge.midi.backend import LOSSLESS_APIS
from bridge.midi.opening import CLOCK_CLIENT_NAME, open_own_input
from bridge.midi.player_input import PlayerInput
from bridge.midi.poller import InputPoller
from bridge.midi.reastream_input import ReaStreamInput
from bridge.midi.watcher import PortWatcher
from bridge.performance.performer import Performer
from bridge.playback.scheduler import Scheduler
from bridge.settings.config import Config


class MidiInputs:
    """``watcher`` keeps the named inputs, and the named outputs too: their ports come and go together."""

    def __init__(
        self,
        config: Config,
        time: SystemTime,
        player: PlayerInput,
        actions: MidiActions,
        performer: Performer,
        scheduler: Scheduler,
        outputs: Mapping[str, str],
    ) -> None:
        self._config, self.player, self._actions = config, player, actions
        self._own = open_own_input(player.receive, time) if config.midi.own_input else None
        self._clock = _clock_input(config, time, actions)
        self.reastream = _reastream_input(config, time, player)
        self.watcher = PortWatcher(
            player.receive,
            time,
            outputs=dict(outputs),
            inputs=config.midi.inputs,
            replace_output=scheduler.replace_port,
            input_lost=performer.keyboard_lost,
        )

    def start(self) -> None:
        """Start the threads that poll."""
        self._say_what_may_be_lost()
        if self._clock is not None:
            self._clock.start()
        if self.reastream is not None:
            self.reastream.start()

    def check(self) -> None:
        """Look for ports that went or came. Never called by a thread that has deadlines."""
        self.watcher.check()
        self._say_what_may_be_lost()

    def _say_what_may_be_lost(self) -> None:
        own = self._clock.port if self._clock is not None and self._actions.has_clock_alone else self._own
        apis = {own.api} if own is not None else set()
        if not self._actions.has_clock_alone:
            apis |= self.watcher.input_apis
        self._actions.clock.may_lose = not apis <= set(LOSSLESS_APIS)

    def unhook(self) -> None:
        """Let nothing more come in."""
        self.watcher.unhook()
        if self._own is not None:
            self._own.unhook()
        if self.reastream is not None:
            self.reastream.close()

    def close(self) -> None:
        """Close every port, those of the watcher's outputs too."""
        if self._own is not None:
            self._own.close()
        if self._clock is not None:
            self._clock.close()
        self.watcher.close()

    def sentences(self) -> Iterator[str]:
        """Sentences about the inputs, for the performer."""
        if self._own is not None:
            clock = f", for clock {self._clock.port.name}" if self._clock is not None else ""
            yield f"MIDI input {self._own.name}{clock} ({self._own.api})"
        elif self._config.midi.own_input and not self._config.midi.inputs:
            yield "no MIDI input of our own can be had here"


def _clock_input(config: Config, time: SystemTime, actions: MidiActions) -> InputPoller | None:
    """An input for clock alone, polled, where MIDI clock is followed; a third JACK client costs 1 % of a core."""
    if not config.midi.own_input or config.clock.source != Source.MIDI:
        return None
    port = open_own_input(actions.clock_alone, time, client_name=CLOCK_CLIENT_NAME, is_polled=True)
    return None if port is None else InputPoller(port, time)


def _reastream_input(config: Config, time: SystemTime, player: PlayerInput) -> ReaStreamInput | None:
    if not config.reastream.listen:
        return None
    identifier, port = config.reastream.identifier, config.reastream.listen_port
    return ReaStreamInput(config.osc.host, port, identifier, player.receive, time)

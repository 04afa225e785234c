"""Everything that MIDI comes in by: Sideman's own inputs, named ones, and ReaStream."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bridge.api.midi_actions import MidiActions
from bridge.core.messages import MAIN_PORT
from bridge.core.timebase import SystemTime
from bridge.jack.link import JackLink
from bridge.midi import backend
from bridge.midi.backend import JACK, LOSSLESS_APIS
from bridge.midi.jack_server import JackServer, ServerEvent
from bridge.midi.opening import (
    CLIENT_NAME,
    CLOCK_CLIENT_NAME,
    INPUT_CLIENT_NAME,
    PORT_NAME,
    open_output,
    open_own_input,
)
from bridge.midi.own_ports import MadePort, OwnPort, OwnPorts, Report
from bridge.midi.player_input import PlayerInput
from bridge.midi.poller import InputPoller
from bridge.midi.ports import InputPort, NullPort, OutputPort
from bridge.midi.reastream_input import ReaStreamInput
from bridge.midi.watcher import PortWatcher
from bridge.performance.performer import Performer
from bridge.playback.scheduler import Scheduler
from bridge.settings.config import Config
from bridge.wiring.jack import BY_MIDI, CLOCK_INPUT, INPUT

OWN_INPUT = f"{INPUT_CLIENT_NAME}:{PORT_NAME}"  # as JACK names it


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
        report: Report,
        jack: JackLink | None = None,
    ) -> None:
        self._config, self._time, self.player, self._actions = config, time, player, actions
        self._performer, self._scheduler = performer, scheduler
        self._jack, self._keyboards = JackServer(time), frozenset[str]()
        self._link = jack if jack is not None and jack.has_inputs else None
        self._own_ports = OwnPorts(self._jack, report, self._server_changed)
        opens = config.midi.own_input and self._link is None
        self._own = self._open_own() if opens else None
        clock = self._open_clock() if opens and config.clock.source in BY_MIDI else None
        self._clock = None if clock is None else InputPoller(clock, time)
        self._keep_inputs()
        if jack is not None:
            jack.inputs = {INPUT: player.receive, CLOCK_INPUT: actions.clock_alone}
            jack.ticks_lost = {INPUT: actions.ticks_lost, CLOCK_INPUT: actions.clock.lost}
            self._keep_link(jack)
        self.reastream = _reastream_input(config, time, player)
        self.watcher = PortWatcher(
            player.receive,
            time,
            outputs=dict(outputs),
            inputs=config.midi.inputs,
            replace_output=scheduler.replace_port,
            input_lost=performer.keyboard_lost,
            report=report,
        )

    def keep_output(self, port: OutputPort) -> None:
        """Keep the output that Sideman made."""

        def use(made: MadePort | None) -> None:
            self._scheduler.replace_port(MAIN_PORT, made if isinstance(made, OutputPort) else NullPort())

        def make() -> MadePort | None:
            made = open_output().port
            return made if isinstance(made, OutputPort) else None

        self._own_ports.add(OwnPort(port.name, port, make, use))

    def _keep_link(self, jack: JackLink) -> None:
        """Keep JACK's client: its process makes it again, and is sent nothing while the server is not there."""
        ports = jack.ports()
        if not ports:
            return
        first = next(iter(ports.values()))

        def use(made: MadePort | None) -> None:
            for name, port in ports.items():
                self._scheduler.replace_port(MAIN_PORT if port is first else name, port if made else NullPort())

        self._own_ports.add(OwnPort(CLIENT_NAME, first, lambda: first if jack.server is not None else None, use))

    @property
    def missing(self) -> list[str]:
        """Names of ports that are wanted and not there now, own ones first."""
        return self._own_ports.missing + self.watcher.missing

    def _keep_inputs(self) -> None:
        if self._own is not None:
            self._own_ports.add(OwnPort(self._own.name, self._own, self._open_own, self._use_own))
        if self._clock is not None:
            port = self._clock.port
            self._own_ports.add(OwnPort(port.name, port, self._open_clock, self._use_clock))

    def _use_own(self, port: MadePort | None) -> None:
        if isinstance(port, InputPort):
            self._own = port
        else:
            self._performer.keyboard_lost()

    def _use_clock(self, port: MadePort | None) -> None:
        if isinstance(port, InputPort) and self._clock is not None:
            self._clock.replace(port)

    def _open_own(self) -> InputPort | None:
        return open_own_input(self.player.receive, self._time)

    def _open_clock(self) -> InputPort | None:
        """An input for clock alone, polled, where MIDI clock is followed; a third JACK client costs 1 % of a core."""
        receive = self._actions.clock_alone
        return open_own_input(receive, self._time, client_name=CLOCK_CLIENT_NAME, is_polled=True)

    def _server_changed(self, event: ServerEvent) -> None:
        match event:
            case ServerEvent.LOST:
                self.watcher.server_lost(JACK)
            case ServerEvent.BACK:
                self.watcher.look_anew()
            case _:
                self.watcher.server_stalled(JACK, is_stalled=event is ServerEvent.STALLED)

    def start(self) -> None:
        """Start the threads that poll, and watch the JACK server."""
        if self._link is not None or JACK in backend.apis():
            self._jack.watch()
        self._report_inputs_without_restore()
        if self._clock is not None:
            self._clock.start()
        if self.reastream is not None:
            self.reastream.start()

    def check(self) -> None:
        """Look for ports that went or came. Never called by a thread that has deadlines."""
        self._own_ports.check()
        self._notice_keyboards_gone()
        if self._jack.may_be_called:
            self.watcher.check()
        self._report_inputs_without_restore()

    def _notice_keyboards_gone(self) -> None:
        """A keyboard that was led to Sideman's own input and is no longer: its note-offs will not come."""
        own_input = self._own_input()
        sources = self._jack.sources(own_input) if own_input else frozenset()
        if self._keyboards - sources:
            self._performer.keyboard_lost()
        self._keyboards = sources

    def _own_input(self) -> str:
        """Our own input as JACK names it; "" without one."""
        if self._link is not None:
            return "" if self._link.server is None else f"{self._link.server.name}:{INPUT}"
        return OWN_INPUT if self._own is not None else ""

    def _report_inputs_without_restore(self) -> None:
        own = self._clock.port if self._clock is not None and self._actions.has_clock_alone else self._own
        apis = {own.api} if own is not None else {JACK} if self._link is not None else set()
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
        if self._clock is not None:
            self._clock.close()
        if not self._jack.answers_now():
            self.watcher.server_lost(JACK)
        self._own_ports.close()
        self.watcher.close()

    def sentences(self) -> Iterator[str]:
        """Sentences about the inputs, for the performer."""
        if self._own is not None:
            clock = f", for clock {self._clock.port.name}" if self._clock is not None else ""
            yield f"MIDI input {self._own.name}{clock} ({self._own.api})"
        elif self._link is None and self._config.midi.own_input and not self._config.midi.inputs:
            yield "no MIDI input of our own can be had here"


def _reastream_input(config: Config, time: SystemTime, player: PlayerInput) -> ReaStreamInput | None:
    if not config.reastream.listen:
        return None
    identifier, port = config.reastream.identifier, config.reastream.listen_port
    return ReaStreamInput(config.osc.host, port, identifier, player.receive, time)

"""Watches named MIDI ports, which come and go: a keyboard unplugged in mid-set, a synthesiser switched on late."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial

from bridge.core.errors import MidiPortError
from bridge.core.timebase import Timebase
from bridge.midi import backend
from bridge.midi.opening import open_named_input, open_named_output
from bridge.midi.ports import InputPort, NullPort, OutputPort, Receive

log = logging.getLogger(__name__)

CHECK_EVERY_S = 0.5  # a keyboard that is unplugged leaves notes hanging for so long


class PortWatcher:
    """Opens named ports again when they come back.

    outputs: names by place in the scheduler; replace_output: called with a place and what it sends to from now on.
    """

    def __init__(
        self,
        receive: Receive,
        time: Timebase,
        *,
        outputs: dict[str, str],
        inputs: Sequence[str],
        replace_output: Callable[[str, OutputPort | NullPort], None],
        input_lost: Callable[[], None],
        report: Callable[[str], None] = log.warning,
    ) -> None:
        self._receive, self._time = receive, time
        self._wanted_outputs, self._wanted_inputs = outputs, inputs
        self._replace_output, self._input_lost, self._report = replace_output, input_lost, report
        self._outputs: dict[str, OutputPort] = {}
        self._inputs: dict[str, InputPort] = {}
        self._checked_s = time.now_s()
        self._probes = backend.Probes("", [])
        self._seen: tuple[str, ...] = ()

    @property
    def missing(self) -> list[str]:
        """Names wanted that are not there now."""
        outputs = [name for place, name in self._wanted_outputs.items() if place not in self._outputs]
        return outputs + [name for name in self._wanted_inputs if name not in self._inputs]

    @property
    def input_apis(self) -> set[str]:
        """The APIs of the inputs that are open."""
        return {port.api for port in tuple(self._inputs.values())}

    def open_now(self) -> None:
        """Open the ports that are there; log those that are missing."""
        self._open_missing(say=True)

    def adopt(self, place: str, port: OutputPort) -> None:
        """Keep an output that was opened elsewhere."""
        self._outputs[place] = port

    def check(self) -> None:
        """Look every `CHECK_EVERY_S` for ports that went or came."""
        if not (self._wanted_outputs or self._wanted_inputs):
            return
        now_s = self._time.now_s()
        if now_s - self._checked_s >= CHECK_EVERY_S:
            self._checked_s = now_s
            self._drop_lost()
            if self.missing and self._something_new():
                self._open_missing(say=False)

    def unhook(self) -> None:
        """Let nothing more come in."""
        for midi_in in self._inputs.values():
            midi_in.unhook()

    def close(self) -> None:
        """Close everything."""
        for output in self._outputs.values():
            output.close()
        for midi_in in self._inputs.values():
            midi_in.close()
        self._close_probes()

    def server_lost(self, api: str) -> None:
        """Let go of every port of a MIDI system that has died, without a call to it."""
        for place, output in list(self._outputs.items()):
            if output.api == api:
                self._drop_output(place, output).abandon()
        for wanted, midi_in in list(self._inputs.items()):
            if midi_in.api == api:
                self._drop_input(wanted, midi_in).abandon()
        if self._probes.api == api:
            for probe in self._probes.clients:
                backend.abandon_client(probe)
            self._probes = backend.Probes("", [])

    def server_stalled(self, api: str, *, is_stalled: bool) -> None:
        """Send nothing to the outputs of a MIDI system that stands still, or send again."""
        for place, output in self._outputs.items():
            if output.api == api:
                self._replace_output(place, NullPort() if is_stalled else output)

    def look_anew(self) -> None:
        """Look at the next check, whatever was seen so far: another MIDI system may be there."""
        self._close_probes()
        self._probes, self._seen = backend.Probes("", []), ()
        self._checked_s = -CHECK_EVERY_S

    def _close_probes(self) -> None:
        for probe in self._probes.clients:
            backend.close_client(probe)

    def _drop_lost(self) -> None:
        for place, output in list(self._outputs.items()):
            if not output.is_there():
                self._drop_output(place, output).close()
        for wanted, midi_in in list(self._inputs.items()):
            if not midi_in.is_there():
                self._drop_input(wanted, midi_in).close()

    def _drop_output(self, place: str, output: OutputPort) -> OutputPort:
        self._report(f"MIDI output {output.name} has gone; it is used again when it comes back")
        del self._outputs[place]
        self._replace_output(place, NullPort())
        return output

    def _drop_input(self, wanted: str, midi_in: InputPort) -> InputPort:
        self._report(f"MIDI input {midi_in.name} has gone; it is used again when it comes back")
        del self._inputs[wanted]
        self._input_lost()
        return midi_in

    def _something_new(self) -> bool:
        """Whether the ports of the system are others than when last looked; by clients kept for that.

        Making a client for every look stops a synchronous JACK for 5 to 16 ms each time.
        """
        if not self._probes.clients:
            self._probes = backend.make_probes()
        names = tuple(name for probe in self._probes.clients for name in backend.port_names(probe))
        is_new, self._seen = names != self._seen, names
        return is_new

    def _open_missing(self, *, say: bool) -> None:
        for place, wanted in self._wanted_outputs.items():
            if place not in self._outputs:
                self._try(partial(self._open_output, place, wanted), say=say)
        for wanted in self._wanted_inputs:
            if wanted not in self._inputs:
                self._try(partial(self._open_input, wanted), say=say)

    def _open_output(self, place: str, wanted: str) -> None:
        self._outputs[place] = port = open_named_output(wanted)
        self._replace_output(place, port)
        log.warning("MIDI output %s is in use", port.name)

    def _open_input(self, wanted: str) -> None:
        self._inputs[wanted] = port = open_named_input(wanted, self._receive, self._time)
        log.warning("MIDI input %s is in use", port.name)

    def _try(self, opening: Callable[[], None], *, say: bool) -> None:
        try:
            opening()
        except MidiPortError as error:
            if say:
                log.warning("%s; it is used as soon as it is there", error)

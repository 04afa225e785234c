"""IMPSY: a small LSTM with a mixture density layer. In its mode ``polyphony`` every input gets one answer at once.

In that mode it does not read its MIDI input, only OSC (1.2.1), while its answers go out over MIDI. A bridge here
receives JACK MIDI in its place and passes each note on over OSC, which costs it some tens of microseconds.
"""

from __future__ import annotations

import contextlib
import json
import socket
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from bridge.bench.jack import INLET
from bridge.bench.peers import JACK_FOR_MIDO, Contender, Environment, run_driver
from bridge.core.stderr_silencer import silence_stderr
from bridge.midi.backend import load_rtmidi
from bridge.osc.codec import encode

NAME = "IMPSY"
STEPS = (("impsy==1.2.1",),)
DIMENSION = 3  # time, pitch, velocity: the least that makes a note
_BRIDGE_NAME = "impsy-bridge"
_HOST = "127.0.0.1"
# `timescale` 0: the answer is not held back for the time the untrained network predicts for it.
_CONFIG = """\
title = "bench"
log_input = false
log_predictions = false
verbose = false
[interaction]
mode = "polyphony"
threshold = 0.1
input_thru = false
[model]
dimension = {dimension}
file = {model}
size = "s"
sigmatemp = 0.01
pitemp = 1
timescale = 0
[midi]
in_device = []
out_device = [{inlet}]
input = {{}}
output.{inlet} = [["note_on", 1], ["note_velocity", 1]]
[osc]
server_ip = "127.0.0.1"
server_port = {osc_port}
client_ip = "127.0.0.1"
client_port = {unused_port}
[webui]
monitor_port = {unused_port}
command_port = {command_port}
"""


def prepare(folder: Path) -> Contender:
    """Install it, build a model, write its configuration. Raises NotAvailableError."""
    environment = Environment(folder, STEPS)
    environment.ensure()
    model = (folder / "untrained.tflite").absolute()
    if not model.exists():
        run_driver(environment.driver("impsy", "model", str(model), str(DIMENSION)), folder)
    osc_port, unused_port, command_port = _free_ports(3)
    config = _CONFIG.format(
        dimension=DIMENSION,
        model=json.dumps(str(model)),
        inlet=json.dumps(INLET),
        osc_port=osc_port,
        unused_port=unused_port,
        command_port=command_port,
    )
    (folder / "bench.toml").write_text(config, encoding="utf-8")
    return Contender(
        name=NAME,
        version=environment.versions("impsy", "ai-edge-litert", "tensorflow"),
        how="impsy run, mode polyphony, untrained 2×64 LSTM in LiteRT; MIDI in through a bridge to its OSC, as it "
        "reads no MIDI in this mode, MIDI out its own; a note: one step of the network",
        command=[environment.python, "-I", "-m", "impsy", "run", "--config", "bench.toml"],
        inlet=_BRIDGE_NAME,
        outlet=None,
        folder=folder,
        work=environment.driver("impsy", "work", str(model)),
        environment={**JACK_FOR_MIDO, "TF_CPP_MIN_LOG_LEVEL": "3"},
        beside=partial(midi_to_osc, osc_port),
    )


@contextlib.contextmanager
def midi_to_osc(port: int) -> Iterator[None]:
    """A JACK port whose note-ons go to IMPSY's ``/interface`` as pitch and velocity from 0 to 1."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:

        def forward(event: tuple[Sequence[int], float], _data: object) -> None:
            (status, pitch, velocity), _ = event
            if status & 0xF0 == 0x90 and velocity > 0:
                sender.sendto(encode("/interface", (pitch / 127.0, velocity / 127.0)), (_HOST, port))

        rtmidi = load_rtmidi()
        with silence_stderr():
            midi_in = rtmidi.MidiIn(rtmidi.API_UNIX_JACK, _BRIDGE_NAME)
            midi_in.set_callback(forward)
            midi_in.open_virtual_port("in")
        try:
            yield
        finally:
            with silence_stderr():
                midi_in.cancel_callback()
                midi_in.delete()


def _free_ports(n: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) for _ in range(n)]
        for each in sockets:
            each.bind((_HOST, 0))
        return [int(each.getsockname()[1]) for each in sockets]

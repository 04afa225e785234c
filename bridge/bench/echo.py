"""A bare echo: the least that a Python program with JACK MIDI can do, to see what of a contender's cost is its own.

Runs as ``python -m bridge.bench.echo``: each note-on comes back an octave higher, from rtmidi's own thread.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from bridge.bench.peers import Contender
from bridge.midi.backend import load_rtmidi

NAME = "bare echo"
_CLIENT_NAME = "sideman-echo"
_OCTAVE = 12
_HIGHEST_PITCH = 127


def prepare(folder: Path) -> Contender:
    """Nothing to install."""
    folder.mkdir(parents=True, exist_ok=True)
    return Contender(
        name=NAME,
        version=f"python-rtmidi {load_rtmidi().__version__}",
        how="Python with two JACK MIDI ports that sends each note-on back",
        command=[sys.executable, "-m", "bridge.bench.echo"],
        inlet=f"{_CLIENT_NAME} in",
        outlet=f"{_CLIENT_NAME} out",
        folder=folder,
    )


def echo() -> None:
    """Answer until Ctrl-C."""
    rtmidi = load_rtmidi()
    out = rtmidi.MidiOut(rtmidi.API_UNIX_JACK, f"{_CLIENT_NAME} out")
    midi_in = rtmidi.MidiIn(rtmidi.API_UNIX_JACK, f"{_CLIENT_NAME} in")

    def answer(event: tuple[Sequence[int], float], _data: object) -> None:
        (status, pitch, velocity), _ = event
        if status & 0xF0 == 0x90:
            out.send_message([status, min(pitch + _OCTAVE, _HIGHEST_PITCH), velocity])

    midi_in.set_callback(answer)
    out.open_virtual_port("out")
    midi_in.open_virtual_port("in")
    ended = threading.Event()
    signal.signal(signal.SIGINT, lambda _number, _frame: ended.set())
    ended.wait()
    midi_in.delete()
    out.delete()


if __name__ == "__main__":
    echo()

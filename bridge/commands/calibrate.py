"""``sideman calibrate``: how long a note takes through a MIDI loop, and the offset that makes up for it."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import click

from bridge.core.errors import MidiPortError, SetupError
from bridge.core.timebase import SystemTime
from bridge.midi.opening import open_named_input, open_named_output
from bridge.midi.ports import OutputPort
from bridge.settings.config import CONFIG_NAME, find_config
from bridge.settings.config_writeback import write_setting

N_NOTES = 100
FIRST_PITCH = 14  # each note has a pitch of its own, so that none is taken for another
VELOCITY = 1  # a synthesiser in the loop stays quiet
SPACING_S = (0.015, 0.045)  # at random, else every note would meet the same moment of a driver's period
LAST_WITHIN_S = 0.5
MAX_LOST = N_NOTES // 10  # with more, the measurement is not usable
NOTE_ON, NOTE_OFF = 0x90, 0x80


class RoundTrip(NamedTuple):
    """Milliseconds from a note-on to its return, over the notes that returned."""

    min_ms: float
    p50_ms: float
    p99_ms: float
    n_lost: int

    @property
    def offset_ms(self) -> float:
        """The offset that compensates half of the round trip: both ways are taken to last equally long."""
        return round(-self.p50_ms / 2.0, 1)


@click.command()
@click.option("--output", required=True, metavar="NAME", help="Part of the name of the MIDI output to send to.")
@click.option("--input", "input_name", required=True, metavar="NAME",
              help="Part of the name of the MIDI input that it comes back on.")  # fmt: skip
@click.option("--write", is_flag=True, help="Write the offset into the configuration.")
@click.option("--config", "config_path", type=click.Path(path_type=Path, dir_okay=False),
              help="The configuration to write to; default: ./sideman.toml.")  # fmt: skip
def calibrate(output: str, input_name: str, config_path: Path | None, *, write: bool) -> None:
    """Measure MIDI latency: send 100 notes through a loop, and print the midi.offset_ms that compensates it.

    The loop is a cable from the output to the input, or a connection between ports; `sideman ports` lists them.
    """
    with _loop(output, input_name) as (out, returns):
        names = f"{out.name} → {returns.name}"
        click.echo(f"{N_NOTES} notes from {names}")
        trip = measure(out, returns)
    if trip is None:
        raise MidiPortError(f"no note came back from {names}; connect the two, or name others (sideman ports)")
    click.echo(
        f"round trip: min {trip.min_ms:.2f}, p50 {trip.p50_ms:.2f}, p99 {trip.p99_ms:.2f} ms; {trip.n_lost} lost"
    )
    _suggest(trip, config_path, write=write)


class Returns:
    """Notes that came back; `receive` is called on rtmidi's thread."""

    name = ""

    def __init__(self) -> None:
        self.at_s: dict[int, float] = {}

    def receive(self, data: bytes, at_s: float | None) -> None:
        """Keep the moment at which a pitch came first."""
        if len(data) == 3 and data[0] & 0xF0 == NOTE_ON and data[2] and at_s is not None:
            self.at_s.setdefault(data[1], at_s)


def measure(out: OutputPort, returns: Returns) -> RoundTrip | None:
    """Send the notes and wait for them; None when none returns."""
    began_s: dict[int, float] = {}
    for pitch in range(FIRST_PITCH, FIRST_PITCH + N_NOTES):
        began_s[pitch] = time.monotonic()
        out.send(bytes((NOTE_ON, pitch, VELOCITY)))
        time.sleep(random.uniform(*SPACING_S))
        out.send(bytes((NOTE_OFF, pitch, 0)))
    deadline_s = time.monotonic() + LAST_WITHIN_S
    while began_s.keys() - returns.at_s.keys() and time.monotonic() < deadline_s:
        time.sleep(SPACING_S[0])
    came_s = dict(returns.at_s)
    trips_ms = sorted(1000.0 * (came_s[pitch] - at_s) for pitch, at_s in began_s.items() if pitch in came_s)
    return round_trip(trips_ms) if trips_ms else None


def round_trip(trips_ms: list[float]) -> RoundTrip:
    """Sum up what returned.

    >>> round_trip([4.0] * 98 + [5.0]).offset_ms, round_trip([4.0]).n_lost
    (-2.0, 99)
    """
    ordered = sorted(trips_ms)
    p50_ms, p99_ms = (ordered[min(int(share * len(ordered)), len(ordered) - 1)] for share in (0.50, 0.99))
    return RoundTrip(ordered[0], p50_ms, p99_ms, N_NOTES - len(ordered))


@contextmanager
def _loop(output: str, input_name: str) -> Iterator[tuple[OutputPort, Returns]]:
    """Open both ends of the loop. Raises MidiPortError.

    The input is opened last and closed first: whatever rtmidi opens and closes it does with the interpreter held, and a
    note that comes in meanwhile waits for that, and with it a JACK server that waits for its clients.
    """
    returns = Returns()
    out = open_named_output(output)
    try:
        midi_in = open_named_input(input_name, returns.receive, SystemTime())
        returns.name = midi_in.name
        try:
            yield out, returns
        finally:
            midi_in.close()
    finally:
        out.close()


def _suggest(trip: RoundTrip, config_path: Path | None, *, write: bool) -> None:
    path = config_path or find_config(Path()) or Path(CONFIG_NAME)
    if trip.n_lost > MAX_LOST:
        raise SetupError(f"{trip.n_lost} of {N_NOTES} notes were lost, so no offset follows; look after the loop")
    if write:
        write_setting(path, "midi", "offset_ms", trip.offset_ms)
        click.echo(f"wrote midi.offset_ms = {trip.offset_ms:g} into {path}")
    else:
        click.echo(f"for {path}, in [midi] (--write puts it there):\noffset_ms = {trip.offset_ms:g}")

"""Our sound beside our MIDI, both as one client of JACK hears them: the daemon whole, a click for a SoundFont."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from click_soundfont import write_click_soundfont
from onset_listener import OnsetListener, clear

pytestmark = [pytest.mark.jack, pytest.mark.fluidsynth]

RATE_HZ = 48_000
# A tempo at which the strokes meet FluidSynth's steps of 64 frames everywhere.
OPTIONS = ("--rules-only", "--seed", "3", "--audio", "--set", "clock.tempo_bpm=97")
PROMPT = ("--set", "performer.prompt='straight rock, drums only'")
CLEAR_FRAMES = 4_000  # a stroke that has this much silence before it is one beginning, in sound as in MIDI
# A step is 1.3 ms: the mean of so many strokes is within 0.06 ms of what it is for more of them (one sigma).
MOST_S, MOST_MEAN_S = 0.002, 0.0004
N_STROKES = int(os.environ.get("SIDEMAN_STROKES", "40"))


class Listener(OnsetListener):
    """Begins with silence, and reads so many clear strokes."""

    def __init__(self):
        super().__init__()
        while len(self.frames["now"]) < 2:  # it must have heard silence before it hears a beginning
            self.read()

    def read_beyond(self, n_strokes):
        """Read until half a second after so many clear strokes."""
        while len(self.strokes) <= n_strokes or self.frames["now"][-1] < self.strokes[n_strokes] + 24_000:
            self.read()

    @property
    def strokes(self):
        """Frames of those that can be heard to begin."""
        return clear(self.frames["midi"], CLEAR_FRAMES)


@pytest.fixture
def period(request, tools):
    with tools.jack_alone("sideman-aligned", rate_hz=RATE_HZ, period=request.param, waits_for_clients=True):
        yield request.param


@pytest.fixture
def transport(period):  # noqa: ARG001
    client = import_module("jack").Client("transport", no_start_server=True)
    yield client
    client.close()


@pytest.mark.parametrize(
    ("period", "clock"), [(64, "jack"), (256, "jack"), (1024, "jack"), (64, "internal")], indirect=["period"]
)
def test_sound_begins_with_its_midi(clock, period, transport, start_daemon, peer, tools, tmp_path):
    font = tmp_path / "click.sf2"
    write_click_soundfont(font)
    daemon = start_daemon(*OPTIONS, *PROMPT, "--clock", clock, "--set", f'audio.soundfont="{font}"')
    assert any(f"period of {period} at {RATE_HZ} Hz" in line for line in daemon.lines)
    client, listener = peer(daemon), Listener()
    try:
        tools.wait_for(lambda: client.status()["beats_ahead"] > 0, what="music for the first bar")
        if clock == "jack":
            transport.transport_start()
        else:
            client.send("/sideman/play")
        listener.read_beyond(N_STROKES)
    finally:
        listener.close()
    heard, strokes = listener.frames["audio"], listener.strokes[:N_STROKES]
    off_s = np.array([min((each - at for each in heard), key=abs) for at in strokes]) / RATE_HZ
    is_near = np.abs(off_s) < MOST_S
    low, median, high = (1000.0 * np.quantile(off_s[is_near], each) for each in (0.0, 0.5, 1.0))
    p99 = 1000.0 * np.quantile(np.abs(off_s[is_near]), 0.99)
    print(
        f"clock {clock}, period {period}, {len(off_s)} strokes, {sum(~is_near)} of them late: sound after MIDI in ms:"
    )
    print(f"median {median:.2f}, 99 % within {p99:.2f}, from {low:.2f} to {high:.2f}")
    print(f"late, ms by stroke: { {int(n): round(1000.0 * off_s[n], 1) for n in np.flatnonzero(~is_near)} }")
    assert abs(np.mean(off_s[is_near])) < MOST_MEAN_S

    def n_reported():
        """Where the machine was too busy for a message or a period, that is reported, a second later at most."""
        status = client.status()
        n_late = sum(status[name] for name in ("midi_late", "sound_late", "underruns"))
        return n_late + len(listener.frames["gap"])

    tools.wait_for(lambda: sum(~is_near) <= n_reported(), 3.0, f"a report of what was late: {off_s[~is_near]}")

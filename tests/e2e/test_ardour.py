"""A real Ardour without its window leads the daemon by its OSC surface: start, tempo, phase, locate, stop."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

# By hand, as Ardour 7.3 without its window ended by itself in one run of four; what it tells is replayed in
# tests/bridge/clocks/test_ardour.py.
IS_HERE = bool(os.environ.get("SIDEMAN_ARDOUR") and shutil.which("ardour") and shutil.which("ss"))
pytestmark = [
    pytest.mark.jack,
    pytest.mark.ardour,
    pytest.mark.skipif(not IS_HERE, reason="asked for with SIDEMAN_ARDOUR=1, where Ardour is installed"),
]

SERVER = "sideman-ardour"
SURFACE_PORT = 3819  # Ardour's own
OSC_PROTOCOL = re.compile(r'<Protocol name="Open Sound Control \(OSC\)"[^>]*/>')
RATE_HZ, TEMPO_BPM = 48_000, 120.0  # of a session that is new


def libraries() -> Path:
    """The folder of the version that is installed."""
    return next(iter(sorted(Path("/usr/lib").glob("ardour*"))))


@pytest.fixture
def jack(tools):
    """A server that does not wait for its clients: Ardour may be slow to answer while it loads."""
    with tools.jack_alone(SERVER, rate_hz=RATE_HZ, waits_for_clients=False):
        yield


@pytest.fixture
def ardour(jack, tools, peer, tmp_path, monkeypatch):  # noqa: ARG001
    """A session with a master bus: without one Ardour 7.3 ends when a surface asks it for feedback."""
    monkeypatch.setenv("HOME", str(tmp_path))
    session = tmp_path / "song"
    new_session = next(iter(sorted(Path("/usr/bin").glob("ardour*-new_session"))))
    subprocess.run([new_session, session], capture_output=True, timeout=60.0, check=True)
    file = session / "song.ardour"
    text, n_switched = OSC_PROTOCOL.subn(
        '<Protocol name="Open Sound Control (OSC)" feedback="0" active="1"/>', file.read_text()
    )
    assert n_switched == 1
    file.write_text(text)
    folder = libraries()
    places = {"ARDOUR_DATA_PATH": f"/usr/share/{folder.name}", "ARDOUR_CONFIG_PATH": f"/etc/{folder.name}"}
    env = {**os.environ, **places, "ARDOUR_DLL_PATH": str(folder), "LD_LIBRARY_PATH": str(folder)}
    program = next(iter(sorted(folder.glob("hardour-*"))))
    process = subprocess.Popen(
        [program, session, "song"], env=env, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        tools.wait_for(lambda: surface_is_open() or process.poll() is not None, 60.0, "Ardour's surface")
        assert process.poll() is None
        yield peer(SimpleNamespace(port=SURFACE_PORT))
        assert process.poll() is None, "it lived to the end"
    finally:
        tools.end(process, 15.0)
        process.stdin.close()


def surface_is_open() -> bool:
    listening = subprocess.run(["ss", "-lunH", f"sport = :{SURFACE_PORT}"], capture_output=True, text=True).stdout
    return str(SURFACE_PORT) in listening


def test_a_real_ardour_leads(ardour, start_daemon, peer, tools):
    daemon = start_daemon(
        *("--clock", "host", "--midi-port", "none", "--set", f"clock.ardour_port={SURFACE_PORT}"),
        env=tools.no_jack,
    )
    player = peer(daemon)

    def rolls(address, is_rolling):
        ardour.send(address, 1.0)  # again and again: Ardour leaves out what comes while it is busy
        time.sleep(0.2)
        return player.status()["playing"] == is_rolling

    assert player.ask("/sideman/prompt", "funk with bass and drums").address == "/sideman/plan"
    player.ask("/sideman/play")
    tools.wait_for(lambda: rolls("/transport_stop", 0), 30.0, "waiting for Ardour")
    ardour.send("/locate", 0, 0)
    tools.wait_for(lambda: rolls("/transport_play", 1), 30.0, "play")
    bar = player.status()["bar"]
    tools.wait_for(lambda: player.status()["bar"] >= bar + 2, 30.0, "two bars")
    assert player.status()["tempo"] == pytest.approx(TEMPO_BPM, rel=0.005)
    first, at_s = player.status(), time.monotonic()
    time.sleep(2.0)
    second, passed_s = player.status(), time.monotonic() - at_s
    assert second["beat"] - first["beat"] == pytest.approx(passed_s * TEMPO_BPM / 60.0, abs=0.5)
    assert second["notes"] > first["notes"]
    ardour.send("/locate", 40 * RATE_HZ, 1)  # the beginning of bar 21, and rolling
    tools.wait_for(lambda: 21 <= player.status()["bar"] <= 25, 20.0, "the bar that was located")
    tools.wait_for(lambda: rolls("/transport_stop", 0), 20.0, "stop")
    assert daemon.end()[0] == 0

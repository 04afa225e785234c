"""Ableton Link between real peers, in a network of their own so that no other session is met or disturbed."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAKE_NETWORK = 'ip link set lo up multicast on && ip route add 224.0.0.0/4 dev lo && exec "$@"'

PEERS = """
import asyncio, threading, time
import aalink
from bridge.clocks import ChangeKind
from bridge.clocks.link import LinkClock
from bridge.core.timebase import SystemTime

changes = []
clock = LinkClock(SystemTime(), changes.append)
clock.start()


async def until(condition, timeout_s=20.0):
    end_s = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < end_s, (changes, clock.tempo_bpm(), clock.beat_now())
        await asyncio.sleep(0.01)


def apart_beats(peer):
    # Peers share the phase within the quantum, not the number of the bar. A busy machine may come between two readings.
    return min(abs((clock.beat_now() - peer.beat + 2.0) % 4.0 - 2.0) for _ in range(5))


async def main():
    peer = aalink.Link(100.0)
    peer.quantum = 4.0
    peer.start_stop_sync_enabled = True
    peer.enabled = True
    await until(lambda: peer.num_peers == 1 and clock.beat_now() is not None)
    await asyncio.sleep(1.0)
    print("joined", apart_beats(peer))
    for tempo_bpm in (187.0, 60.0):
        peer.tempo = tempo_bpm
        await asyncio.sleep(60.0 / tempo_bpm)
        print("changed", abs(clock.tempo_bpm() / tempo_bpm - 1.0), apart_beats(peer))
    clock.set_tempo(90.0)
    await until(lambda: abs(peer.tempo - 90.0) < 0.01)
    peer.playing = True
    await asyncio.sleep(0.5)
    peer.playing = False
    await until(lambda: clock.beat_now() is None)
    peer.playing = True
    await until(lambda: clock.beat_now() is not None)
    kinds = [change.kind for change in changes]
    assert kinds[0] is ChangeKind.STARTED
    assert kinds[-2:] == [ChangeKind.STOPPED, ChangeKind.STARTED], kinds
    peer.enabled = False
    await until(lambda: clock.beat_now() is None)
    clock.close()
    assert not [each.name for each in threading.enumerate() if each.name == "link"]
    print("done")

asyncio.run(main())
"""


@pytest.fixture
def isolated():
    """A command's beginning that runs the rest in a network namespace with nothing but loopback."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("a network namespace needs Linux and root")
    if missing := [program for program in ("ip", "unshare") if shutil.which(program) is None]:
        pytest.skip(f"not installed: {', '.join(missing)}")
    if find_spec("aalink") is None:
        pytest.skip("not installed: aalink")
    command = ["unshare", "--net", "sh", "-c", MAKE_NETWORK, "sh"]
    tried = subprocess.run([*command, "true"], capture_output=True, text=True)
    if tried.returncode:
        pytest.skip(f"no network namespace here: {tried.stderr.strip()}")
    return command


def test_tempo_and_phase_of_a_peer_are_followed_within_a_beat(isolated):
    finished = subprocess.run(
        [*isolated, sys.executable, "-c", PEERS], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    words = [line.split() for line in finished.stdout.splitlines()]
    assert [line[0] for line in words] == ["joined", "changed", "changed", "done"]
    for _, *apart in words[:3]:
        assert all(float(each) < 0.02 for each in apart), finished.stdout

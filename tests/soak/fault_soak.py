"""A real daemon under faults at random: JACK is killed, keyboards are unplugged in mid-note, children are killed.

    python tests/soak/fault_soak.py --minutes 60 --seed 3

After every fault the daemon must be whole again: music sounds, nothing hangs, takes can be read, memory stays.
Ends with 0 when all was well.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import mido

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(Path(__file__).parent))

from wall_soak import PROMPTS, Client, resident_mb, start_daemon  # noqa: E402

WHOLE_WITHIN_S = 60.0  # on a machine that does other work besides; the daemon needs some two
KEYS = """
import sys
from collections import deque
import jack
waiting, client = deque(), jack.Client("fault-keys", no_start_server=True)
out = client.midi_outports.register("out")

def play(_n_frames):
    out.clear_buffer()
    while waiting:
        out.write_midi_event(0, waiting.popleft())

client.set_process_callback(play)
client.activate()
print("open", flush=True)
for line in sys.stdin:
    waiting.append(bytes.fromhex(line))
client.deactivate()
client.close()
"""


class Jack:
    """A server that may be killed; our own clients of it are processes, which die with it."""

    def __init__(self, name: str) -> None:
        self.name = name
        os.environ.update(JACK_DEFAULT_SERVER=name, JACK_NO_START_SERVER="1")
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = ["jackd", "-n", self.name, "--no-mlock", "-r", "-S", "-t", "5000"]
        command += ["-d", "dummy", "-r", "48000", "-p", "64"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(lambda: ports(), "JACK")

    def kill(self) -> None:
        """As a sound card that vanishes does."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()


def ports() -> list[str]:
    """Names of JACK's ports; none without a server, or with one that hangs."""
    try:
        return subprocess.run(["jack_lsp"], capture_output=True, text=True, timeout=5.0).stdout.split("\n")[:-1]
    except subprocess.TimeoutExpired:
        return []


def wait_for(condition: Callable[[], object], what: str, timeout_s: float = WHOLE_WITHIN_S) -> None:
    """Poll; SystemExit when it does not happen."""
    deadline_s = time.monotonic() + timeout_s
    while not condition():
        if time.monotonic() > deadline_s:
            raise SystemExit(f"{what}: not within {timeout_s:g} s")
        time.sleep(0.2)


class Player:
    """The daemon, a client of it, and the faults."""

    def __init__(self, folder: Path, seed: int, server: str) -> None:
        self.random, self.folder = random.Random(seed), folder
        self.jack = Jack(server)
        self.jack.start()
        self.process, port = start_daemon(self.folder, "--rules-only", "--set", "midi.thru=true")
        self.port, self.client = port, Client(port)
        self.counts: dict[str, int] = {}

    def status(self, name: str) -> object:
        """A value of the daemon's status, asked for now."""
        self.client.status = {}
        self.client.send("/sideman/status")
        wait_for(lambda: self.client.status, "an answer")
        return self.client.status[name]

    def act(self, name: str) -> None:
        """One fault, and then everything whole again."""
        self.counts[name] = self.counts.get(name, 0) + 1
        self.client.send("/sideman/prompt", self.random.choice(PROMPTS))
        self.client.send("/sideman/play")
        getattr(self, name)()
        self.be_whole()

    def be_whole(self) -> None:
        """Own ports are there, music sounds, and a stop leaves nothing sounding."""
        self._see_ports()
        wait_for(lambda: self.status("inference") == 1 and not self.status("ports_missing"), "the whole daemon")
        self.client.send("/sideman/play")
        n_notes = int(str(self.status("notes")))
        wait_for(lambda: int(str(self.status("notes"))) > n_notes + 4, "music")
        self.client.send("/sideman/stop")
        wait_for(lambda: self.status("sounding") == 0, "silence after a stop")

    def _see_ports(self) -> None:
        """Wait for our ports. A JACK server that hangs by itself, as some do when clients go, is begun anew."""
        for is_last in (False, False, True):
            try:
                wait_for(lambda: {"Sideman:Sideman", "Sideman:in"} <= set(ports()), "ports of ours", 20.0)
            except SystemExit:
                if is_last or ports():
                    raise
                self.counts["jack_hung"] = self.counts.get("jack_hung", 0) + 1
                self.jack.kill()
                self.jack.start()
            else:
                return

    def do_kill_jack(self) -> None:
        """The server dies in the middle of the music, and is back after a while."""
        self.jack.kill()
        time.sleep(self.random.uniform(0.5, 3.0))
        self.jack.start()

    def do_kill_child(self) -> None:
        """A child dies."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        if children:
            os.kill(int(self.random.choice(children)), signal.SIGKILL)

    def do_stop_child(self) -> None:
        """A child hangs."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        if children:
            os.kill(int(children[0]), signal.SIGSTOP)

    def do_unplug_keyboard(self) -> None:
        """A keyboard vanishes with keys and pedal down: what it sounded through us ends."""
        arguments = [sys.executable, "-c", KEYS]
        with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as keys:
            assert keys.stdin is not None
            assert keys.stdout is not None
            keys.stdout.readline()
            subprocess.run(["jack_connect", "fault-keys:out", "Sideman:in"], check=True)
            time.sleep(1.2)  # the daemon looks twice a second who is there
            n_received = int(str(self.status("midi_received")))
            for message in ("b0407f", "903c5a", "90405a"):
                keys.stdin.write(message + "\n")
                keys.stdin.flush()
            wait_for(lambda: int(str(self.status("midi_received"))) >= n_received + 3, "the keys")
            self.client.send("/sideman/stop")
            keys.stdin.close()

    def do_clients(self) -> None:
        """Clients subscribe and vanish without a word."""
        for _ in range(5):
            other = Client(self.port)
            other.send("/sideman/subscribe", "all")
            other.close()

    def close(self) -> list[str]:
        """End the daemon; what was wrong, in sentences."""
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(30.0)
        self.client.close()
        self.jack.kill()
        faults = [] if code == 0 else [f"the daemon ended with {code}"]
        log = (self.folder / "log").read_text()
        faults += ["a traceback is in the log:\n" + log] if "Traceback" in log else []
        for take in self.folder.glob("take-*.mid"):
            try:
                struck = [m for m in mido.MidiFile(take) if m.type in ("note_on", "note_off")]
            except (OSError, ValueError, EOFError) as error:
                faults.append(f"{take.name} cannot be read: {error}")
                continue
            if sum(m.type == "note_on" for m in struck) != sum(m.type == "note_off" for m in struck):
                faults.append(f"{take.name}: note-ons and note-offs do not pair")
        return faults


KINDS = [each for each in dir(Player) if each.startswith("do_")]


def at_random(player: Player, minutes: float) -> Iterator[str]:
    """Faults for so long."""
    end_s = time.monotonic() + 60.0 * minutes
    while time.monotonic() < end_s:
        yield player.random.choice(KINDS)


def soak(player: Player, faults: Iterable[str]) -> Iterator[dict[str, object]]:
    """A report after each fault."""
    began_s = time.monotonic()
    player.be_whole()
    for name in faults:
        player.act(name)
        yield {
            "minutes": round((time.monotonic() - began_s) / 60.0, 1),
            **player.counts,
            "memory_mb": resident_mb(player.process.pid),
            "threads": len(list(Path(f"/proc/{player.process.pid}/task").iterdir())),
        }


def main() -> None:
    """Run the soak, a line for each fault."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    # Always the same name: a server that was killed stays in the system's list of eight until its namesake starts.
    parser.add_argument("--server", default="sideman-faults", help="name of the JACK server that is started")
    parser.add_argument("--only", choices=KINDS, help="one fault, of this kind")
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="sideman-faults-"))
    player = Player(folder, arguments.seed, arguments.server)
    try:
        faults = [arguments.only] if arguments.only else at_random(player, arguments.minutes)
        for report in soak(player, faults):
            print(json.dumps(report), flush=True)
    finally:
        wrong = player.close()
        print("\n".join(wrong) or "all is well", flush=True)
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()

"""Use the app without Python as a performer would, with no environment but a home, and print what it took.

    python release/try_app.py dist/sideman [--root FOLDER]

With ``--root`` the app is copied below a root file system and used there by chroot (as root, on Linux); a bare Debian
for it is made by ``debootstrap --variant=minbase bookworm FOLDER``. Fails when anything does.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
import wave
from collections.abc import Iterable
from pathlib import Path

N_STARTS = 5
PROGRAM = "sideman.exe" if os.name == "nt" else "sideman"
READY_WITHIN_S = 60.0


class App:
    """The app in its place, outside of this process's environment."""

    def __init__(self, folder: Path, root: Path | None) -> None:
        self.root = root
        self.home = (root / "root") if root else Path(tempfile.mkdtemp(prefix="sideman-app-"))
        self._program = str(folder.resolve() / PROGRAM)
        if root:
            shutil.rmtree(root / "opt/sideman", ignore_errors=True)
            shutil.copytree(folder, root / "opt/sideman", symlinks=True)
            self._program = f"/opt/sideman/{PROGRAM}"

    def command(self, *arguments: str) -> list[str]:
        """How the app is started with these arguments."""
        before = [shutil.which("chroot") or "chroot", str(self.root)] if self.root else []
        return [*before, self._program, *arguments]

    def environment(self) -> dict[str, str]:
        """A home and an empty PATH; what Windows itself needs is kept."""
        home = "/root" if self.root else str(self.home)
        kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}
        return {"HOME": home, "USERPROFILE": home, "PATH": "", "PYTHONIOENCODING": "utf-8", **kept}

    def place(self, name: str) -> tuple[str, Path]:
        """A path in the home: as the app is told it, and as it is seen from here."""
        return (f"/root/{name}" if self.root else str(self.home / name)), self.home / name

    def run(self, *arguments: str) -> str:
        """Run the app to its end; returns what it printed. Raises SystemExit when it failed."""
        done = subprocess.run(
            self.command(*arguments), env=self.environment(), capture_output=True, encoding="utf-8", cwd=self._cwd()
        )
        if done.returncode:
            sys.exit(f"sideman {' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start the app, its output in a pipe."""
        return subprocess.Popen(
            self.command(*arguments), env=self.environment(), stdout=subprocess.PIPE, encoding="utf-8", cwd=self._cwd()
        )

    def _cwd(self) -> Path:
        return self.root or self.home


def main() -> None:
    """Try the app and print the figures."""
    parser = argparse.ArgumentParser(description="Use the app without Python, and measure it.")
    parser.add_argument("app", type=Path, help="the app's folder")
    parser.add_argument("--root", type=Path, help="a root file system to use it in, by chroot")
    parser.add_argument("--no-sound", action="store_true", help="the app was built without FluidSynth: expect no .wav")
    arguments = parser.parse_args()
    app = App(arguments.app, arguments.root)
    print(f"start      {start_s(app) * 1000:.0f} ms until `sideman` has said what to do next ({N_STARTS} runs, median)")
    print(f"clip       {clip(app)} notes in a clip")
    print(f"demo       {demo(app, sound=not arguments.no_sound)}")
    print(f"daemon     {daemon(app)}")


def start_s(app: App) -> float:
    """Seconds that the command without arguments takes."""
    taken: list[float] = []
    for _ in range(N_STARTS):
        begun_s = time.monotonic()
        assert "sideman demo" in app.run()
        taken.append(time.monotonic() - begun_s)
    return statistics.median(taken)


def clip(app: App) -> int:
    """Write a clip; returns how many notes the app says it has."""
    name, path = app.place("clip.mid")
    path.unlink(missing_ok=True)
    said = app.run("clip", "slow blues in E", "--bars", "4", "-o", name)
    assert path.read_bytes().startswith(b"MThd")
    found = re.search(r"(\d+) notes", said)
    assert found, said
    return int(found[1])


def demo(app: App, sound: bool) -> str:
    """Play two bars; says how long the sound of the take is."""
    name, takes = app.place("takes")
    shutil.rmtree(takes, ignore_errors=True)
    app.run("demo", "--bars", "2", "--takes", name)
    assert list(takes.glob("*.mid")), "the demo left no .mid"
    if not sound:
        return "a .mid was written"
    with wave.open(str(next(takes.glob("*.wav")))) as file:
        samples = file.readframes(file.getnframes())
        length_s = file.getnframes() / file.getframerate()
    assert any(samples), "the .wav is silent"
    return f"a .mid and a .wav of {length_s:.1f} s were written"


def daemon(app: App) -> str:
    """Start the player with the panel, load its page, end it; says how long the start took."""
    begun_s = time.monotonic()
    process = app.start("run", "--port", "0", "--set", f"panel.port={free_port()}")
    assert process.stdout is not None
    try:
        address = panel_of(process.stdout)
        ready_s = time.monotonic() - begun_s
        with urllib.request.urlopen(address, timeout=READY_WITHIN_S) as answer:
            page = answer.read().decode()
    finally:
        process.terminate()
        process.communicate(timeout=READY_WITHIN_S)
    assert "<title>Sideman" in page, page[:200]
    return f"ready with its panel after {ready_s:.1f} s, the page has {len(page)} characters"


def free_port() -> int:
    """A TCP port of this machine that nobody has at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def panel_of(lines: Iterable[str]) -> str:
    """The panel's address, as the player prints it before it is ready."""
    address = ""
    for line in lines:
        if found := re.search(r"http://\S+", line):
            address = found[0]
        if line.startswith("ready:"):
            break
    assert address, "the player told no address of its panel"
    return address


if __name__ == "__main__":
    main()

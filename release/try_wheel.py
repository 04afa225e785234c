"""Install a wheel into a fresh environment outside the repository, for each Python named, and use it there.

    python release/try_wheel.py WHEEL [PYTHON...]

Without a Python: the one that runs this. Only wheels are installed, so that nobody needs a compiler; from the network
or pip's cache. ``--short`` leaves out the demo and the player.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from performer import Performer, clip, daemon, demo, host_files, the_wheel

FOLDER, SUFFIX = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
MIB = 2**20


def main() -> None:
    """Try the wheel with each Python."""
    parser = argparse.ArgumentParser(description="Use a wheel of Sideman in fresh environments.")
    parser.add_argument("wheel", type=Path, help="the wheel, or a folder with it")
    parser.add_argument("pythons", nargs="*", default=[sys.executable])
    parser.add_argument("--short", action="store_true", help="install it, write a clip, install files of a host")
    arguments = parser.parse_args()
    for python in arguments.pythons:
        with tempfile.TemporaryDirectory(prefix="sideman-wheel-") as folder:
            try_with(python, the_wheel(arguments.wheel), Path(folder).resolve(), short=arguments.short)


def try_with(python: str, wheel: Path, folder: Path, *, short: bool) -> None:
    """Install and use the wheel in a folder, and print what it took."""
    python = os.path.abspath(shutil.which(python) or python)  # links stay, as a virtual environment's Python is one
    environment, home = folder / "environment", folder / "home"
    home.mkdir()
    begun_s = time.monotonic()
    call([python, "-m", "venv", str(environment)], folder)
    own = environment / FOLDER / f"python{SUFFIX}"
    quietly = ["-qq", "--disable-pip-version-check", "--no-input", "--only-binary", ":all:"]
    call([str(own), "-m", "pip", "install", *quietly, str(wheel)], folder)
    installed_s = time.monotonic()
    performer = Performer([str(environment / FOLDER / f"sideman{SUFFIX}")], home)
    performer.run()
    clip(performer)
    host_files(performer)
    if not short:
        demo(performer, sound=False)
        daemon(performer)
    used_s = time.monotonic() - installed_s
    n_bytes = sum(path.lstat().st_size for path in environment.rglob("*"))
    print(
        f"{version(own, folder):10s} installed in {installed_s - begun_s:.0f} s, used in {used_s:.0f} s,"
        f" {n_bytes // MIB} MB on disk",
        flush=True,
    )


def version(python: Path, folder: Path) -> str:
    """Version of an interpreter."""
    code = "import platform; print(platform.python_version())"
    return subprocess.run([str(python), "-c", code], cwd=folder, capture_output=True, text=True).stdout.strip()


def call(command: list[str], folder: Path) -> None:
    """Run a command outside of the repository. Raises SystemExit when it fails."""
    if subprocess.run(command, cwd=folder).returncode:
        sys.exit(f"failed: {' '.join(command)}")


if __name__ == "__main__":
    main()

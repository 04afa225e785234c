"""Check that every base requirement has a wheel for each system and Python, so that nobody needs a compiler.

    python release/check_wheels.py [--python 3.12] [--system windows]

Asks the package index for each pinned version of requirements/base.txt whose marker holds there; nothing is kept.
Prints a table, and fails where a wheel is missing.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
# The newest platform tags that a system of today takes; pip tries the older ones of Linux and macOS only when named.
SYSTEMS = {
    "linux x86-64": ("linux", [f"manylinux_2_{minor}_x86_64" for minor in range(5, 37)] + ["manylinux2014_x86_64"]),
    "linux arm64": ("linux", [f"manylinux_2_{minor}_aarch64" for minor in range(17, 37)] + ["manylinux2014_aarch64"]),
    "macos arm64": ("darwin", ["macosx_15_0_arm64"]),
    "windows": ("win32", ["win_amd64"]),
}
OS_NAMES = {"linux": ("posix", "Linux"), "darwin": ("posix", "Darwin"), "win32": ("nt", "Windows")}


def main() -> None:
    """Check all, or those that are asked for."""
    parser = argparse.ArgumentParser(description="Check that base requirements have wheels everywhere.")
    parser.add_argument("--python", choices=PYTHONS, action="append")
    parser.add_argument("--system", choices=SYSTEMS, action="append")
    arguments = parser.parse_args()
    lacking = 0
    for system in arguments.system or SYSTEMS:
        for python in arguments.python or PYTHONS:
            missing, n_wanted = without_wheels(system, python)
            lacking += len(missing)
            print(
                f"{system:14s} {python}  {n_wanted:3d} wanted, without a wheel: {', '.join(missing) or 'none'}",
                flush=True,
            )
    sys.exit(1 if lacking else 0)


def without_wheels(system: str, python: str) -> tuple[list[str], int]:
    """Pins that have no wheel there, and how many pins there are."""
    pins = pins_for(SYSTEMS[system][0], python)
    if has_wheels(pins, system, python):
        return [], len(pins)
    return [pin for pin in pins if not has_wheels([pin], system, python)], len(pins)


def pins_for(platform: str, python: str, lock: Path = ROOT / "requirements" / "base.txt") -> list[str]:
    """``name==version`` of each line of a lock whose marker holds for a system and a Python."""
    os_name, system = OS_NAMES[platform]
    there = {"python_version": python, "sys_platform": platform, "os_name": os_name, "platform_system": system}
    lines = [line for line in lock.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    found = map(Requirement, lines)
    return [f"{each.name}{each.specifier}" for each in found if each.marker is None or each.marker.evaluate(there)]


def has_wheels(pins: list[str], system: str, python: str) -> bool:
    """Whether the index has a wheel for each."""
    platforms = [part for tag in SYSTEMS[system][1] for part in ("--platform", tag)]
    with tempfile.TemporaryDirectory() as nowhere:
        command = [sys.executable, "-m", "pip", "install", "--dry-run", "--no-deps", "--ignore-installed", "-qqq"]
        command += ["--disable-pip-version-check", "--only-binary", ":all:", "--target", nowhere]
        command += ["--implementation", "cp", "--python-version", python, *platforms, *pins]
        return subprocess.run(command, capture_output=True).returncode == 0


if __name__ == "__main__":
    main()

"""Contenders, and the virtual environments of the peers, outside Sideman's own."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

# Peers open their ports with mido, which takes its backend from here.
JACK_FOR_MIDO = {"MIDO_BACKEND": "mido.backends.rtmidi/UNIX_JACK"}
_INSTALL_TIMEOUT_S = 3600.0
_DRIVER_TIMEOUT_S = 300.0


class NotAvailableError(Exception):
    """A peer that cannot be installed here; one sentence gives the reason."""


@dataclass(frozen=True)
class Contender:
    """A program to be started, connected and measured."""

    name: str
    version: str
    how: str  # one sentence: what exactly runs
    command: Sequence[str]
    inlet: str  # part of the name of the JACK port that takes the player's notes
    outlet: str | None  # the same of the one that gives its answers; None: it finds our input by itself
    folder: Path  # where it runs and logs
    work: Sequence[str] | None = None  # prints ms a note as a JSON list in its last line; a seed follows
    environment: Mapping[str, str] = field(default_factory=dict)
    beside: Callable[[], AbstractContextManager[object]] = contextlib.nullcontext  # what must stand beside it


@dataclass(frozen=True)
class Environment:
    """A virtual environment; made once, and again when the steps change."""

    folder: Path
    steps: Sequence[Sequence[str]]  # each the arguments of one ``pip install``

    @property
    def python(self) -> str:
        """Path of its Python interpreter."""
        return str((self.folder / "venv" / "bin" / "python").absolute())

    def ensure(self) -> None:
        """Make it, unless it stands. Raises NotAvailableError."""
        stamp, wanted = self.folder / "installed", json.dumps(self.steps)
        if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
            return
        stamp.unlink(missing_ok=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "install.log").open("wb") as log:
            _step([sys.executable, "-m", "venv", "--clear", str(self.folder / "venv")], log.fileno())
            for step in self.steps:
                cache = str((self.folder.parent / "downloads").absolute())
                _step([self.python, "-m", "pip", "install", "--cache-dir", cache, *step], log.fileno())
        stamp.write_text(wanted, encoding="utf-8")

    def versions(self, *distributions: str) -> str:
        """``name version, …`` as installed. Raises NotAvailableError."""
        code = "import sys, importlib.metadata as m; print(*(f'{n} {m.version(n)}' for n in sys.argv[1:]), sep=', ')"
        return run_driver([self.python, "-I", "-c", code, *distributions], self.folder).strip()

    def driver(self, name: str, *arguments: str) -> list[str]:
        """Command that runs ``drive_<name>.py`` of this folder inside the environment.

        Isolated: else the folder of the script, whose modules are named like the peers, would be searched first.
        """
        return [self.python, "-I", str(Path(__file__).with_name(f"drive_{name}.py")), *arguments]


def _step(command: Sequence[str], log: int) -> None:
    try:
        subprocess.run(command, stdout=log, stderr=log, check=True, timeout=_INSTALL_TIMEOUT_S)
    except (OSError, subprocess.SubprocessError) as error:
        raise NotAvailableError(f"this step failed, see install.log: {' '.join(command[1:])}") from error


def run_driver(command: Sequence[str], folder: Path) -> str:
    """Output of a command, run in `folder`. Raises NotAvailableError."""
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, check=True, timeout=_DRIVER_TIMEOUT_S
        )
    except subprocess.CalledProcessError as error:
        last = (error.stderr.strip().splitlines() or ["no word of why"])[-1]
        raise NotAvailableError(f"{Path(command[2]).name} failed: {last}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotAvailableError(str(error)) from error
    return done.stdout


def work_samples(contender: Contender, seed: int) -> list[float]:
    """Milliseconds that single notes took in the contender's own environment. Raises NotAvailableError."""
    if contender.work is None:
        return []
    lines = run_driver([*contender.work, str(seed)], contender.folder).strip().splitlines()
    return [float(each) for each in json.loads(lines[-1])]

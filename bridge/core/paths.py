"""Paths of the files that takes are written to. Pure functions, any thread."""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Mapping
from pathlib import Path

TAKES_VARIABLE = "SIDEMAN_TAKES"


def settings_directory(
    platform: str = sys.platform, home: Path | None = None, environment: Mapping[str, str] = os.environ
) -> Path:
    """Folder of the user's own settings, as each system has it; it may not be there.

    >>> settings_directory("darwin", Path("/Users/anna"), {}).as_posix()
    '/Users/anna/Library/Application Support/Sideman'
    """
    home = home or Path.home()
    if platform == "win32":
        return Path(environment.get("APPDATA") or home / "AppData/Roaming") / "Sideman"
    if platform == "darwin":
        return home / "Library/Application Support/Sideman"
    return Path(environment.get("XDG_CONFIG_HOME") or home / ".config") / "sideman"


def takes_directory(chosen: Path | None = None) -> Path:
    """Folder for takes, absolute: the one chosen, else ``$SIDEMAN_TAKES``, else ``./takes``."""
    from_environment = os.environ.get(TAKES_VARIABLE)
    return (chosen or Path(from_environment or "takes")).expanduser().absolute()


def free_path(folder: Path, name: str, suffix: str = ".mid") -> Path:
    """A path for a new take that overwrites no older one."""
    numbered = (folder / f"{name}-{n}{suffix}" for n in itertools.count(2))
    return next(path for path in itertools.chain([folder / f"{name}{suffix}"], numbered) if not path.exists())


def numbered_path(path: Path, number: int) -> Path:
    """The path of one of several files.

    >>> numbered_path(Path("x.mid"), 2).name
    'x-2.mid'
    """
    return path.with_name(f"{path.stem}-{number}{path.suffix}")

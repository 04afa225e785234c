"""The user's cache: where it is, and files of it that are whole or not there. Any thread, any number of processes."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path


def cache_directory(
    platform: str = sys.platform, home: Path | None = None, environment: Mapping[str, str] = os.environ
) -> Path:
    """Folder of what can be made again, as each system has it; it may not be there.

    >>> cache_directory("linux", Path("/home/anna"), {}).as_posix()
    '/home/anna/.cache/sideman'
    """
    home = home or Path.home()
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData/Local") / "Sideman/Cache"
    if platform == "darwin":
        return home / "Library/Caches/Sideman"
    return Path(environment.get("XDG_CACHE_HOME") or home / ".cache") / "sideman"


def write_anew(path: Path, data: bytes | memoryview) -> None:
    """Write beside and rename, as another process may have the old file open. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise

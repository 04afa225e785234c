"""Large arrays that are read here and there, out of memory: in a file that the system maps and reads as it is needed.

The file is one of the user's cache, written once and compared with the array at every start, so that it is never older
or other than the array. Where it cannot be written, the array stays in memory. Any thread, any number of processes.
"""

from __future__ import annotations

import logging
import mmap
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

log = logging.getLogger(__name__)

_CHUNK_BYTES = 1 << 20


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


class Mapped:
    """``array``: the array given, out of a file, read-only; or itself, where the file cannot be had."""

    def __init__(self, array: NDArray[Any], path: Path) -> None:
        self.array = np.ascontiguousarray(array)
        self._map: mmap.mmap | None = None
        try:
            if not _holds(path, self.array):
                _write(path, self.array)
            with path.open("rb") as file:
                found = mmap.mmap(file.fileno(), self.array.nbytes, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:  # the second: another process has just written a shorter one
            log.info("%s cannot be mapped, so it stays in memory: %s", path, error)
            return
        self._map, self.array = found, np.frombuffer(found, array.dtype).reshape(array.shape)

    @property
    def is_mapped(self) -> bool:
        """Whether the array is out of memory."""
        return self._map is not None

    def let_go(self) -> None:
        """Give back the memory of what was read; it is read from the file again when it is needed."""
        if self._map is not None and hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)


def _holds(path: Path, array: NDArray[Any]) -> bool:
    """Whether a file has the bytes of an array and no others."""
    if not path.is_file() or path.stat().st_size != array.nbytes:
        return False
    flat = array.reshape(-1).view(np.uint8)
    with path.open("rb") as file:  # read, not mapped: what is mapped and touched counts as memory
        return all(
            np.array_equal(np.frombuffer(file.read(_CHUNK_BYTES), np.uint8), flat[begin : begin + _CHUNK_BYTES])
            for begin in range(0, array.nbytes, _CHUNK_BYTES)
        )


def _write(path: Path, array: NDArray[Any]) -> None:
    """Write beside and rename, as another process may have the old file mapped."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            array.tofile(file)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise

"""Large arrays that are read here and there, out of memory: in a file that the system maps and reads as it is needed.

The file is one of the user's cache, written once and compared with the array at every start, so that it is never older
or other than the array. Where it cannot be written, the array stays in memory. Any thread, any number of processes.
"""

from __future__ import annotations

import logging
import mmap
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.text.user_cache import write_anew

log = logging.getLogger(__name__)

_CHUNK_BYTES = 1 << 20


class Mapped:
    """``array``: the array given, out of a file, read-only; or itself, where the file cannot be had."""

    def __init__(self, array: NDArray[Any], path: Path) -> None:
        self.array = np.ascontiguousarray(array)
        self._map: mmap.mmap | None = None
        try:
            if not _holds(path, self.array):
                write_anew(path, self.array.data.cast("B"))
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

"""An object that takes long to make, kept in the user's cache as it was made the first time.

It is read again where its file is whole and of the same origin, and made anew otherwise. The file names its classes, as
`pickle` does; only those of modules that are given are looked for, so that a file of somebody else's runs nothing.
"""

from __future__ import annotations

import hashlib
import io
import logging
import pickle
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, TypeVar

from model.text.user_cache import write_anew

log = logging.getLogger(__name__)

Made = TypeVar("Made")
_DIGEST_BYTES = 32


def kept(make: Callable[[], Made], path: Path, *, origin: bytes, modules: Collection[str]) -> Made:
    """The object of a file, else one made now and kept there where that can be done.

    ``origin``: what the object is made from and by which version; another origin is another object.
    ``modules``: where its classes stand.
    """
    try:
        read: Made = _read(path, origin, modules)
        return read
    except Exception as error:  # a file of an older version, a damaged one or none: `pickle` raises anything
        log.info("%s is made anew: %s", path, error)
    made = make()
    data = pickle.dumps(made, protocol=5)
    try:
        write_anew(path, _digest(origin, data) + data)
    except OSError as error:
        log.info("%s cannot be written, so it is made at every start: %s", path, error)
    return made


def _read(path: Path, origin: bytes, modules: Collection[str]) -> Any:
    """Raises ValueError where the file is not whole or of another origin, and whatever opening and reading raise."""
    held = path.read_bytes()
    digest, data = held[:_DIGEST_BYTES], held[_DIGEST_BYTES:]
    if digest != _digest(origin, data):
        raise ValueError("it was made of something else, or is damaged")
    return _Reader(data, modules).load()


def _digest(origin: bytes, data: bytes) -> bytes:
    return hashlib.sha256(hashlib.sha256(origin).digest() + data).digest()


class _Reader(pickle.Unpickler):
    def __init__(self, data: bytes, modules: Collection[str]) -> None:
        super().__init__(io.BytesIO(data))
        self._modules = modules

    def find_class(self, module: str, name: str) -> Any:
        if module not in self._modules:
            raise pickle.UnpicklingError(f"{module}.{name} has no place in it")
        return super().find_class(module, name)

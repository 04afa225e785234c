"""Requests to undo and redo, to lock what is planned, and to make it again."""

from __future__ import annotations

import re

from bridge.api.osc_api import Request
from bridge.api.scene_announcer import lock_values
from bridge.core.errors import OutOfRangeError, WrongArgumentsError
from bridge.inference.locks import Locks
from bridge.performance.performer import Performer
from model.music.config import PARTS
from model.music.gaps import ONLY, Aspect

_ALL, _BARS = "all", "bars"
_RANGE = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")


class UndoRequests:
    """See the module."""

    def __init__(self, performer: Performer) -> None:
        self._undoing = performer.undoing

    def undo(self, request: Request) -> None:
        """Take back the last change; answered with how many steps are left either way."""
        self._undoing.undo()
        request.reply("/sideman/undone", *self._undoing.n_steps)

    def redo(self, request: Request) -> None:
        """Make the last change that was undone once more."""
        self._undoing.redo()
        request.reply("/sideman/undone", *self._undoing.n_steps)

    def lock(self, request: Request, what: str) -> None:
        """Lock parts and bars. Raises WrongArgumentsError, OutOfRangeError."""
        parts, bars, _ = _read(request.address, what)
        self._tell(request, self._undoing.lock(Locks(parts, bars)))

    def unlock(self, request: Request, what: str) -> None:
        """Unlock them. Raises WrongArgumentsError, OutOfRangeError."""
        parts, bars, _ = _read(request.address, what)
        everything = ((0, 10**6),)
        self._tell(request, self._undoing.unlock(Locks(parts, everything if what.strip() == _ALL else bars)))

    def again(self, request: Request, what: str | None) -> None:
        """Make parts or bars that are planned once more. Raises WrongArgumentsError, OutOfRangeError."""
        parts, bars, aspect = _read(request.address, what or _ALL, takes_aspect=True)
        if len(bars) > 1:
            raise WrongArgumentsError(f"{request.address}: name one stretch of bars, as bars 9-12")
        wanted = frozenset[int]() if len(parts) == len(PARTS) else parts
        made = self._undoing.again(wanted, bars[0] if bars else None, aspect)
        if isinstance(made, str):
            raise OutOfRangeError(f"{request.address}: {made}")
        request.reply("/sideman/again", *made)

    def _tell(self, request: Request, locks: Locks) -> None:
        request.reply("/sideman/locked", *lock_values(locks))


def _read(
    address: str, what: str, *, takes_aspect: bool = False
) -> tuple[frozenset[int], tuple[tuple[int, int], ...], Aspect]:
    """Parts, bars and aspect of ``drums bass bars 9-12 rhythm``."""
    parts: set[int] = set()
    bars: list[tuple[int, int]] = []
    aspect, is_bars = Aspect.ALL, False
    for word in what.lower().replace(",", " ").replace("+", " ").split():
        if word == _ALL:
            parts |= set(range(len(PARTS)))
        elif word in PARTS:
            parts.add(PARTS.index(word))
        elif word in (_BARS, "bar"):
            is_bars = True
        elif is_bars and (found := _RANGE.fullmatch(word)):
            first, last = int(found[1]), int(found[2] or found[1])
            if not 1 <= first <= last:
                raise OutOfRangeError(f"{address}: bars count from 1, the first before the last, not {word}")
            bars.append((first, last))
        elif takes_aspect and word in ONLY:
            aspect = Aspect(word)
        else:
            more = f", {', '.join(ONLY)}" if takes_aspect else ""
            raise WrongArgumentsError(
                f"{address}: {word[:40]!r} is not understood; name parts, bars 9-12, all{more}; parts are "
                + ", ".join(PARTS)
            )
    if is_bars and not bars:
        raise WrongArgumentsError(f"{address}: say which bars, as bars 9-12")
    return frozenset(parts), tuple(bars), aspect

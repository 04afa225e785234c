"""Requests for takes to choose from, and for bars that are kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bridge.api.osc_api import Request
from bridge.api.prompt_queue import PromptQueue
from bridge.api.take_service import TakeService
from bridge.core.errors import OutOfRangeError, SidemanError
from bridge.performance.bar_library import BarLibrary
from bridge.performance.performer import Performer

USUAL_BARS = 8
_N_PAST_BARS = 4

Submit = Callable[[Callable[[], object]], None]


class TakeRequests:
    """See the module. submit: makes a call on a thread that may wait for a disk."""

    def __init__(
        self, performer: Performer, prompts: PromptQueue, takes: TakeService, library: BarLibrary, submit: Submit
    ) -> None:
        self._performer, self._prompts, self._takes = performer, prompts, takes
        self._library, self._submit = library, submit

    def takes(self, request: Request, n_takes: int, n_bars: int | None) -> None:
        """Make takes of the same bars; answered when they are there. Raises BusyError."""

        def make() -> None:
            editor = self._performer.editor
            past = self._performer.last_bars(_N_PAST_BARS)
            seed = editor.seeds.new()
            self._takes.make(request, n_takes, n_bars or USUAL_BARS, editor.generation_request(), seed, past)

        self._prompts.in_turn(make, request.refuse)

    def takes_hear(self, request: Request, number: int) -> None:
        """Loop a take. Raises OutOfRangeError."""
        self._check(request, self._performer.auditions.hear(number))
        request.reply("/sideman/takes/hearing", number)

    def takes_keep(self, request: Request, number: int) -> None:
        """Choose a take. Raises OutOfRangeError."""
        kept = self._performer.auditions.keep(number)
        if isinstance(kept, str):
            raise OutOfRangeError(f"{request.address}: {kept}")
        self._submit(partial(self._library.write_likes, self._performer.auditions.likes))
        request.reply("/sideman/takes/kept", number, str(kept.path))

    def keep(self, request: Request, n_bars: int, name: str | None) -> None:
        """Keep the last bars in the library. Raises OutOfRangeError."""
        if name is not None:
            self._library.check_name(name)
        bars = self._performer.last_kept_bars(n_bars)
        if not bars:
            raise OutOfRangeError(f"{request.address}: no whole bar was played yet")

        def write() -> None:
            kept, path = self._library.keep(bars, name)
            request.reply("/sideman/kept", kept, len(bars), str(path))

        self._submit(partial(_answered, request, write))

    def library(self, request: Request) -> None:
        """List what was kept."""
        request.reply("/sideman/library", *self._library.names())

    def library_loop(self, request: Request, name: str) -> None:
        """Loop bars of the library."""

        def loop() -> None:
            bars = self._library.read(name)
            self._check(request, self._performer.auditions.loop(bars))
            request.reply("/sideman/holding", len(bars))

        self._submit(partial(_answered, request, loop))

    def library_remove(self, request: Request, name: str) -> None:
        """Take bars out of the library."""

        def remove() -> None:
            self._library.remove(name)
            self.library(request)

        self._submit(partial(_answered, request, remove))

    def _check(self, request: Request, why_not: str) -> None:
        if why_not:
            raise OutOfRangeError(f"{request.address}: {why_not}")


def _answered(request: Request, act: Callable[[], None]) -> None:
    try:
        act()
    except SidemanError as error:
        request.refuse(error)

"""Between the daemon and the pages: messages to every page, requests of pages to the daemon. On the event loop.

Every page is sent the same, so that several stay in step. A page that reads too slowly is closed; it comes back.
"""

from __future__ import annotations

import json
import logging
import time
from collections import deque
from collections.abc import Sequence
from typing import Protocol

from bridge.core.errors import SidemanError
from bridge.osc.codec import OscMessage
from bridge.panel.daemon_link import DaemonLink
from bridge.panel.panel_state import Line, PanelState
from bridge.panel.requests import checked

log = logging.getLogger(__name__)

MAX_HISTORY = 60
# After these, pages are told where the music is.
_WITH_BEAT = ("/sideman/status", "/sideman/bar", "/sideman/playing")
# Noise between the panel and the daemon, which no page needs.
_OWN_ANSWERS = (
    *("/sideman/subscribed", "/sideman/unsubscribed", "/sideman/hello", "/sideman/pong"),
    "/sideman/capabilities/end",
)
_LIBRARY_CHANGED = ("/sideman/kept", "/sideman/takes/kept")  # said when the file is written


class Page(Protocol):
    """A page's connection. ``put`` never waits; a page that reads too slowly is closed by it."""

    def put(self, text: str) -> None: ...


class Relay:
    """first: a line that every page is sent before all others, the tables."""

    def __init__(self, first: Sequence[object], link: DaemonLink) -> None:
        self.state = PanelState()
        self.link = link
        link.take, link.changed = self._take, self._changed
        self._first = first
        self._pages: set[Page] = set()
        self._history: deque[str] = deque(maxlen=MAX_HISTORY)

    @property
    def n_pages(self) -> int:
        """How many pages are open."""
        return len(self._pages)

    def add(self, page: Page) -> None:
        """Send a new page everything that it must know, and whatever comes."""
        lines = [self._first, self._daemon_line(), self._history_line(), *self.state.snapshot()]
        page.put(_text([_at_line(), *lines]))
        self._pages.add(page)
        self.link.want(True)

    def remove(self, page: Page) -> None:
        """A page was closed."""
        self._pages.discard(page)

    def receive(self, page: Page, text: str | bytes) -> None:
        """Make a page's request of the daemon; a refusal goes back to that page."""
        try:
            message = json.loads(text)
        except ValueError:
            log.warning("a page sent what is not JSON")
            return
        address = message[0] if isinstance(message, list) and message and isinstance(message[0], str) else ""
        try:
            address, values = checked(message)
        except SidemanError as error:
            page.put(_text([["/sideman/error", address[:64], error.code, str(error)[:400]]]))
            return
        if not self.link.send(address, values):
            page.put(_text([["/sideman/error", address, "no_answer", "no daemon is there; start one: sideman run"]]))
        elif address == "/sideman/prompt":
            self._remember(" ".join(str(value) for value in values))

    def _remember(self, words: str) -> None:
        if words in self._history:
            self._history.remove(words)
        self._history.append(words)
        self._publish([self._history_line()])

    def _take(self, messages: Sequence[OscMessage]) -> None:
        now_s = time.monotonic()
        lines = [self.state.take(message, now_s) for message in messages if _is_for_pages(message)]
        if any(message.address in _LIBRARY_CHANGED for message in messages):
            self.link.send("/sideman/library")
        if any(message.address in _WITH_BEAT for message in messages):
            lines.append(self.state.beat_line())
        if lines:
            self._publish(lines)

    def _changed(self, is_up: bool) -> None:
        if not is_up:
            self.state.forget()
        self._publish([self._daemon_line()])

    def _publish(self, lines: Sequence[Line]) -> None:
        text = _text([_at_line(), *lines])
        for page in tuple(self._pages):
            page.put(text)

    def _daemon_line(self) -> Line:
        return ["panel/daemon", int(self.link.is_up)]

    def _history_line(self) -> Line:
        return ["panel/history", *self._history]


def _is_for_pages(message: OscMessage) -> bool:
    """Of everything that the daemon can do pages need the styles alone, those that were learnt among them."""
    if message.address == "/sideman/capabilities":
        return message.arguments[:1] == ("styles",)
    return message.address not in _OWN_ANSWERS


def _at_line() -> Line:
    """The moment by this process's clock: a page learns from the soonest how its own clock differs."""
    return ["panel/at", 1000.0 * time.monotonic()]


def _text(lines: Sequence[Sequence[object]]) -> str:
    return json.dumps(lines, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=str)

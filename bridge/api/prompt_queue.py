"""Prompts in turn: the inference process reads one after another, or the rules alone where there is none.

A prompt is read without the plan that it changes; the caller applies it to the plan as it is by then. Requests that
must not overtake a prompt (another key, a scene) wait in the same queue, so that requests act in the order in which
they came. Any thread may call; items run one at a time, without the lock.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from bridge.core.errors import BusyError, SidemanError
from bridge.inference.protocol import Understood, Words
from bridge.performance.state import Inference
from model.music.plan import Plan
from model.text.prompt_parts import Direction, PromptParts
from model.text.prompts import read_words, with_seats

MAX_WAITING = 256

Read = Callable[[Plan], None]
Directed = Callable[[Plan, tuple[Direction, ...]], None]
Refused = Callable[[SidemanError], None]


class _Item(NamedTuple):
    """``words`` None: nothing is to be read before ``then`` is called."""

    words: str | None
    then: Read
    refused: Refused
    directed: Directed | None = None


class PromptQueue:
    """See the module."""

    def __init__(self, inference: Inference) -> None:
        self._inference = inference
        self._lock = threading.Lock()
        self._waiting: deque[_Item] = deque()
        self._number = 0
        self._awaited: int | None = None  # number of the request that the process reads
        self._is_running = False  # an item runs, on some thread

    def ask(self, words: str, then: Read, refused: Refused, directed: Directed | None = None) -> None:
        """Read words; ``then`` gets what they say, incomplete, and may raise SidemanError, which ``refused`` gets.

        ``directed`` is called instead where the words hold directions.
        Raises BusyError when `MAX_WAITING` wait already.
        """
        self._append(_Item(words, then, refused, directed))
        self._advance()

    def in_turn(self, act: Callable[[], None], refused: Refused) -> None:
        """Act after all prompts asked before: now if none waits, raising what ``act`` raises. Raises BusyError."""
        with self._lock:
            is_free = not self._waiting and not self._is_running
        if is_free:
            act()
            return
        self._append(_Item(None, lambda _: act(), refused))
        self._advance()

    def understood(self, answer: Understood) -> None:
        """The process has read the first of the queue."""
        with self._lock:
            if self._awaited is None or answer.request != self._awaited:
                return
            self._awaited, self._is_running = None, True
            item = self._waiting.popleft()
        self._run(item, answer.plan, answer.directions)

    def inference_down(self) -> None:
        """The process reads nothing any more: the rules read what waits."""
        with self._lock:
            self._awaited = None
        self._advance()

    def _append(self, item: _Item) -> None:
        with self._lock:
            if len(self._waiting) >= MAX_WAITING:
                raise BusyError(f"{MAX_WAITING} prompts wait to be understood; send fewer at once")
            self._waiting.append(item)

    def _advance(self) -> None:
        """Run what is at the head of the queue, up to a prompt that the process reads."""
        while (item := self._next()) is not None:
            parts = PromptParts() if item.words is None else read_words(item.words)
            self._run(item, parts.plan, parts.directions)

    def _next(self) -> _Item | None:
        with self._lock:
            if self._is_running or self._awaited is not None or not self._waiting:
                return None
            item = self._waiting[0]
            if item.words is not None:
                self._number += 1
                if self._inference.send(Words(self._number, item.words)):
                    self._awaited = self._number
                    return None
            self._is_running = True
            return self._waiting.popleft()

    def _run(self, item: _Item, plan: Plan, directions: tuple[Direction, ...] = ()) -> None:
        try:
            if directions and item.directed is not None:
                item.directed(plan, directions)
            else:
                item.then(with_seats(plan, directions))
        except SidemanError as error:
            item.refused(error)
        finally:  # a fault in one does not keep the next from its turn
            with self._lock:
                self._is_running = False
            self._advance()

"""Words on their way to a plan: one request after another through the inference process, by rules alone without it.

Asked on the OSC thread, answered on the link's; a lock guards the queue.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from bridge.core.errors import BusyError
from bridge.inference.protocol import Understood, Words
from bridge.performance.state import Inference
from model.music.plan import Plan
from model.text import complete, parse

MAX_WAITING = 256


class Asked(NamedTuple):
    """Words to be understood; the plan they build on is asked for when their turn comes."""

    words: str
    base: Callable[[], Plan]
    then: Callable[[Plan], None]


class PromptQueue:
    """In order: the second prompt builds on what the first made of the plan."""

    def __init__(self, inference: Inference) -> None:
        self._inference = inference
        self._lock = threading.RLock()
        self._waiting: deque[Asked] = deque()
        self._request = 0
        self._is_asking = False

    def ask(self, words: str, base: Callable[[], Plan], then: Callable[[Plan], None]) -> None:
        """Understand words and go on with the plan. Raises BusyError."""
        with self._lock:
            if len(self._waiting) >= MAX_WAITING:
                raise BusyError(f"{MAX_WAITING} prompts wait to be understood; send fewer at once")
            self._waiting.append(Asked(words, base, then))
            self._next()

    def understood(self, answer: Understood) -> None:
        """The first of the queue was understood."""
        with self._lock:
            if self._is_asking and answer.request == self._request:
                self._is_asking = False
                try:
                    self._waiting.popleft().then(answer.plan)
                finally:  # who comes next does not wait for another to ask
                    self._next()

    def inference_down(self) -> None:
        """Nobody answers any more: let the rules do."""
        with self._lock:
            self._is_asking = False
            self._next()

    def _next(self) -> None:
        while self._waiting and not self._is_asking:
            asked = self._waiting[0]
            self._request += 1
            if self._inference.send(Words(self._request, asked.words, asked.base())):
                self._is_asking = True
                return
            self._waiting.popleft()
            asked.then(complete(parse(asked.words), asked.base()))

"""Steps that can be undone: what was set, and which point of the music in the inference process stands for it.

Guarded by the performer's lock.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from bridge.performance.bar_log import KeptBar
from bridge.performance.scene import Scene
from model.music.generation_options import Cue

MAX_STEPS = 100
GESTURE_S = 1.0  # a controller that pauses for longer begins another step
LISTENING = "listening"  # changes by audio that is followed bar by bar: one step, however long it lasts


@dataclass
class Step:
    """What held before a change, or after it where it was undone.

    point: version of the command before which the inference process keeps the music, None = it keeps none;
    is_pending: the command has not been sent yet; is_music: the change made music anew; by: what makes many changes in
    a row, which are one step.
    """

    scene: Scene
    cues: tuple[Cue, ...]
    point: int | None = None
    is_pending: bool = False
    is_music: bool = False
    loop: Sequence[KeptBar] | None = None  # bars of the loop that plays, where they were written anew
    by: str = ""
    at_s: float = 0.0


class Changing(Protocol):
    """What a step looks at to see what an edit did: the performer's state."""

    scene: Scene
    cues: tuple[Cue, ...]

    @property
    def version(self) -> int: ...
    @property
    def is_change_due(self) -> bool: ...
    def now_s(self) -> float: ...


class UndoHistory:
    """The last `MAX_STEPS` changes, and those that were undone."""

    def __init__(self) -> None:
        self.done: deque[Step] = deque(maxlen=MAX_STEPS)
        self.undone: list[Step] = []

    @contextmanager
    def step(self, state: Changing, by: str = "") -> Iterator[None]:
        """Record what is changed inside as one step; nothing when nothing changes."""
        scene, cues, version = state.scene, state.cues, state.version
        had_pending = self.has_pending
        yield
        if (scene, cues) == (state.scene, state.cues):
            return
        now_s, last = state.now_s(), self.done[-1] if self.done else None
        self.undone.clear()
        if by and last is not None and last.by == by and (by == LISTENING or now_s - last.at_s < GESTURE_S):
            last.at_s = now_s
            return
        is_sent = state.version != version
        is_music = is_sent or state.is_change_due
        # With changes before it that were sent together with it, there never was music as before this one.
        point = version + 1 if is_sent and not had_pending else None
        self.done.append(Step(scene, cues, point, is_music and not is_sent, is_music, by=by, at_s=now_s))

    def record(self, state: Changing) -> None:
        """Record a change that is only beginning, such as a morph."""
        self.undone.clear()
        self.done.append(Step(state.scene, state.cues, is_music=True, at_s=state.now_s()))

    def sent(self, version: int) -> None:
        """A change was sent: the first step that waited for it stands before it, the others in the midst of it."""
        waiting = [step for step in self.done if step.is_pending]
        for number, step in enumerate(waiting):
            step.is_pending, step.point = False, version if number == 0 else None

    @property
    def has_pending(self) -> bool:
        """Whether a step waits for its change to be sent."""
        return any(step.is_pending for step in self.done)

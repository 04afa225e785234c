"""The whole performance in one thread on a clock moved by hand: for rendering, for soaks of a day, and for tests.

Everything is real but the processes and the time; what goes between performer and worker is pickled, as for a pipe.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from bridge.api.inference_router import InferenceRouter
from bridge.clocks import Clock
from bridge.clocks.internal import InternalClock
from bridge.clocks.selector import ClockSelector
from bridge.core.messages import MAIN_PORT
from bridge.core.timebase import MockClock
from bridge.inference.link import InferenceListener
from bridge.inference.protocol import FromInference, ToInference
from bridge.performance.listener import Listener
from bridge.performance.performer import Performer
from bridge.performance.scene import PerformerSettings, Scene
from bridge.playback.ports import Port
from bridge.playback.scheduler import Scheduler

TICK_S = 0.050
_MOST_STEPS = 10_000  # a worker that never rests is a fault


class InlineWorker(Protocol):
    """`bridge.inference_worker.worker.Worker`, or a test's stand-in."""

    def receive(self, message: ToInference) -> None: ...
    def work(self) -> bool: ...


WorkerMaker = Callable[[Callable[[FromInference], None]], InlineWorker]


class InlineInference:
    """A worker in this thread. `kill` loses it and all it knew, `start` brings another."""

    def __init__(self, make_worker: WorkerMaker) -> None:
        self._make_worker = make_worker
        self._worker: InlineWorker | None = None
        self._in: deque[bytes] = deque()
        self._out: deque[bytes] = deque()
        self.listener: InferenceListener | None = None
        self.n_restarts = 0

    @property
    def is_up(self) -> bool:
        """Whether there is a worker."""
        return self._worker is not None

    def send(self, message: ToInference) -> bool:
        """Queue a message; False when no worker is up."""
        if self._worker is None:
            return False
        self._in.append(pickle.dumps(message))
        return True

    def start(self) -> None:
        """Make a worker and call the listener."""
        self._worker = self._make_worker(lambda message: self._out.append(pickle.dumps(message)))
        if self.listener is not None:
            self.listener.inference_up("inline")

    def kill(self) -> None:
        """Lose the worker."""
        self._worker = None
        self._in.clear()
        self._out.clear()
        self.n_restarts += 1
        if self.listener is not None:
            self.listener.inference_down("was killed")

    def work(self, most_steps: int = _MOST_STEPS) -> int:
        """Deliver messages to the worker, let it work, deliver its answers; returns how many steps it made."""
        for step in range(most_steps):
            while self._in and self._worker is not None:
                self._worker.receive(pickle.loads(self._in.popleft()))
            worked = self._worker is not None and self._worker.work()
            while self._out and self.listener is not None:
                self.listener.received(pickle.loads(self._out.popleft()))
            if not worked and not self._in:
                return step
        return most_steps


class OfflineStage:
    """Performer, scheduler and clock, led by `run_for`."""

    def __init__(
        self,
        make_worker: WorkerMaker,
        port: Port,
        listener: Listener,
        scene: Scene,
        *,
        time: MockClock | None = None,
        settings: PerformerSettings | None = None,
        seed: int | None = None,
        others: Callable[[MockClock, Callable[[Any], None]], Mapping[str, Clock]] | None = None,
        tick_s: float = TICK_S,
    ) -> None:
        self.time = time or MockClock()
        self.clocks = others(self.time, self._received) if others else {}
        self.clock = ClockSelector(InternalClock(self.time), self.clocks)
        self.scheduler = Scheduler(self.clock, {MAIN_PORT: port}, self.time)
        self.inference = InlineInference(make_worker)
        self.performer = Performer(
            self.inference, scene, self.scheduler, self.clock, listener, self.time, settings=settings, seed=seed
        )
        self.clock.on_change = self.performer.clock_changed
        self.inference.listener = InferenceRouter(self.performer)
        self.inference.start()
        self._tick_s, self._next_tick_s = tick_s, self.time.now_s()
        self.steps_per_tick: int | None = None  # None: music is made in no time

    def _received(self, change: Any) -> None:
        self.clock.clock_changed(change)

    def run_for(self, duration_s: float) -> None:
        """Let time pass, from deadline to deadline."""
        end_s = self.time.now_s() + duration_s
        while True:
            if self.steps_per_tick is None:
                self.inference.work()
            deadline_s = self.scheduler.run_once()
            now_s = self.time.now_s()
            if now_s >= self._next_tick_s:
                self.performer.tick()
                if self.steps_per_tick is not None:
                    self.inference.work(self.steps_per_tick)
                self._next_tick_s = now_s + self._tick_s
                continue
            if now_s >= end_s:
                return
            nexts_s = [end_s, self._next_tick_s, *([] if deadline_s is None else [deadline_s])]
            self.time.advance(max(min(nexts_s) - now_s, 0.0))

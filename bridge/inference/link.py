"""The daemon's end of the inference process: a supervised child that makes music, understands words, writes clips.

`send` may be called by any thread. The listener is called on the supervisor's thread (see `bridge.processes`).
"""

from __future__ import annotations

import logging
from typing import Protocol

from bridge.core.errors import SetupError
from bridge.core.timebase import Timebase
from bridge.inference.protocol import Alive, CannotLoad, FromInference, Loaded, ToInference
from bridge.processes.supervisor import End, Policy, Signal, Spawn, Supervisor

log = logging.getLogger(__name__)

LOADS_WITHIN_S = 60.0  # a cold disk, a slow machine


class InferenceListener(Protocol):
    """Uses the link. Called on the supervisor's thread."""

    def received(self, message: FromInference) -> None: ...
    def inference_down(self, reason: str) -> None: ...
    def inference_up(self, model_hash: str) -> None: ...


class InferenceLink:
    """stall_s: seconds of silence after which the process is restarted; it says that it lives ten times a second."""

    def __init__(self, spawn: Spawn, time: Timebase, stall_s: float) -> None:
        policy = Policy("inference", starts_within_s=LOADS_WITHIN_S, stall_s=stall_s)
        self._supervisor = Supervisor(spawn, time, policy, self)
        self._listener: InferenceListener | None = None
        self._load_error = ""
        self.model_hash = ""

    @property
    def is_up(self) -> bool:
        """Whether music can be asked for."""
        return self._supervisor.is_up

    @property
    def pid(self) -> int | None:
        """Process id of the inference process; None without one."""
        return self._supervisor.pid

    @property
    def n_restarts(self) -> int:
        """How many times the process was started again."""
        return self._supervisor.n_restarts

    def spawn(self) -> None:
        """Start the process; it loads while the caller goes on. Raises OSError."""
        self._supervisor.spawn()

    def start(self, listener: InferenceListener) -> None:
        """Wait until the process has loaded, then pass its messages on. Raises SetupError with its reason."""
        self._listener = listener
        self._supervisor.start()
        if not self._supervisor.wait_until_answered(LOADS_WITHIN_S):
            raise SetupError(f"the model was not loaded within {LOADS_WITHIN_S:g} s; is the machine overloaded?")
        if self._supervisor.is_refused:
            raise SetupError(self._load_error)

    def send(self, message: ToInference) -> bool:
        """Queue a message; False when the process is not up. Never raises, never waits."""
        return self._supervisor.send(message)

    def close(self, timeout_s: float = 2.0) -> None:
        """End the process; it is killed after ``timeout_s`` seconds."""
        self._supervisor.close(timeout_s)

    # -- implements ChildOwner

    def received(self, message: FromInference) -> Signal | None:
        """Keep what concerns the link; pass the rest on."""
        match message:
            case Loaded():
                self.model_hash = message.model_hash
                return Signal.READY
            case CannotLoad():
                self._load_error = message.message
                if self.n_restarts:  # else `start` raises it
                    log.error("the inference process cannot load: %s", message.message)
                return Signal.REFUSED
            case Alive():
                pass
            case _:
                if self._listener is not None:
                    self._listener.received(message)
        return None

    def greeting(self) -> tuple[()]:
        """The listener says what a new process must know, in `InferenceListener.inference_up`."""
        return ()

    def went_up(self) -> None:
        """Tell the listener."""
        if self._listener is not None:
            self._listener.inference_up(self.model_hash)

    def went_down(self, end: End) -> None:
        """Tell the listener."""
        if self._listener is not None:
            self._listener.inference_down(end.reason)

"""The daemon's end of the inference process: a supervised child that makes music, understands words, writes clips.

`send` may be called by any thread. The listener is called on the supervisor's thread (see `bridge.processes`).
"""

from __future__ import annotations

import logging
from typing import Protocol

from bridge.core.errors import SetupError
from bridge.core.timebase import Timebase
from bridge.inference.protocol import Alive, CannotLoad, FromInference, Loaded, ToInference
from bridge.processes.link import SupervisedLink
from bridge.processes.supervisor import End, Policy, Signal, Spawn

log = logging.getLogger(__name__)

LOADS_WITHIN_S = 60.0  # a cold disk, a slow machine


class InferenceListener(Protocol):
    """Uses the link. Called on the supervisor's thread."""

    def received(self, message: FromInference) -> None: ...
    def inference_down(self, reason: str) -> None: ...
    def inference_up(self, model_hash: str) -> None: ...


class InferenceLink(SupervisedLink):
    """stall_s: seconds of silence after which the process is restarted; it sends signs of life."""

    def __init__(self, spawn: Spawn, time: Timebase, stall_s: float) -> None:
        policy = Policy("inference", starts_within_s=LOADS_WITHIN_S, stall_s=stall_s)
        super().__init__(spawn, time, policy, self)
        self._listener: InferenceListener | None = None
        self._load_error = ""
        self.model_hash = ""

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
        """Nothing: the listener sends a new process its state in `InferenceListener.inference_up`."""
        return ()

    def went_up(self) -> None:
        """Tell the listener."""
        if self._listener is not None:
            self._listener.inference_up(self.model_hash)

    def went_down(self, end: End) -> None:
        """Tell the listener."""
        if self._listener is not None:
            self._listener.inference_down(end.reason)

"""The inference process: loads the model, then receives and works until its pipe closes.

Its one thread looks into the pipe before every step of the network, so that a command waits for one note at most. Two
threads help: one loads the encoder of texts behind the ready player, one writes clips.
"""

from __future__ import annotations

import gc
import logging
import sys
import threading
from functools import partial
from multiprocessing.connection import Connection

from bridge.core.errors import SetupError
from bridge.core.garbage import give_back_memory
from bridge.core.timebase import monotonic_s
from bridge.inference.protocol import (
    Alive,
    Begin,
    CannotLoad,
    Change,
    Failed,
    FromInference,
    Horizon,
    Jump,
    Loaded,
    Restore,
)
from bridge.inference.settings import InferenceSettings
from bridge.inference_worker.model_loader import load_music
from bridge.inference_worker.worker import Worker
from bridge.processes.messages import Quit
from bridge.processes.pipe import has_message
from model.engine.generator import Generator
from model.text import complete, parse
from model.text.understanding import Understanding

log = logging.getLogger(__name__)

GIVE_BACK_AFTER_S = 5.0
SWITCH_INTERVAL_S = 5e-4  # while the encoder loads, the music does not wait 5 ms for its turn


def serve(connection: Connection, settings: InferenceSettings) -> None:
    """Run the process; returns when the daemon closes the pipe or sends `Quit`."""
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(name)s: %(message)s")
    try:
        InferenceProcess(connection, settings).run()
    except (EOFError, BrokenPipeError, ConnectionResetError):
        log.debug("the daemon closed the pipe")


class InferenceProcess:
    """Pipe and worker, wired."""

    def __init__(self, connection: Connection, settings: InferenceSettings) -> None:
        self._connection, self._settings = connection, settings
        self._sending = threading.Lock()  # a writer of clips speaks too
        self._understanding = None if settings.rules_only else Understanding()
        self._spoke_s = 0.0
        self._worked_s: float | None = None  # None: nothing was done since memory was given back

    def run(self) -> None:
        """Load the model, report it, and work until told to quit."""
        try:
            worker = self._loaded()
        except SetupError as error:
            self._send(CannotLoad(str(error)))
            return
        if self._understanding is not None:
            threading.Thread(target=load_encoder, args=(self._understanding,), name="encoder", daemon=True).start()
        gc.collect()
        gc.freeze()  # what is loaded stays: a full collection took 20 ms
        while self._receive_all(worker):
            if worker.work():
                self._worked_s = monotonic_s()
            else:
                self._rest()

    def _rest(self) -> None:
        """Wait for a message or the next sign of life; after a while without work, give back what the music took."""
        is_asked = has_message(self._connection, self._settings.heartbeat_s)
        if not is_asked and self._worked_s is not None and monotonic_s() - self._worked_s > GIVE_BACK_AFTER_S:
            self._worked_s = None
            give_back_memory()  # 60 MB after many changes; not while something plays, as it takes some milliseconds

    def _loaded(self) -> Worker:
        music = load_music(self._settings.model)
        reader = partial(self._understanding.read, wait=False) if self._understanding else parse
        worker = Worker(music.make_generator, reader, self._send)
        try:
            warm_up(music.make_generator(complete(parse("")), 0))
        except Exception as error:
            raise SetupError(f"the model loads but plays nothing ({error}); install it again") from error
        self._send(Loaded(music.model_hash))
        return worker

    def _receive_all(self, worker: Worker) -> bool:
        """Take every message that has come; False at the last."""
        if monotonic_s() - self._spoke_s >= self._settings.heartbeat_s:
            self._spoke_s = monotonic_s()
            self._send(Alive())
        while has_message(self._connection):
            message = self._connection.recv()
            if isinstance(message, Quit):
                return False
            try:
                worker.receive(message)
            except Exception as error:
                log.exception("%s failed", type(message).__name__)
                if isinstance(message, Begin | Change | Restore | Jump | Horizon):  # else the music is as it should be
                    self._send(Failed(f"{type(message).__name__.lower()} could not be done ({error})"))
        return True

    def _send(self, message: FromInference) -> None:
        with self._sending:
            self._connection.send(message)


def warm_up(generator: Generator) -> None:
    """Make one bar and drop it, so that the first one played is not the slow one."""
    generator.next_bar()


def load_encoder(understanding: Understanding) -> None:
    """Load what the meaning of words is read with; without it the rules go on alone."""
    try:
        understanding.load()
        give_back_memory()
    except Exception as error:
        log.warning("words are understood by rules alone, as the encoder cannot be loaded: %s", error)

"""The daemon: the only place where objects are wired, started in order and closed in the opposite one.

`run` belongs to the main thread, which waits for a signal while three others work: ``osc`` receives,
``performer`` makes music, ``scheduler`` sends it. A fourth, ``encoder``, ends when it has loaded what the meaning
of words is read with; until then the rules read them alone.
"""

from __future__ import annotations

import logging
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import NamedTuple

from bridge.announcer import Announcer
from bridge.clocks.internal import InternalClock
from bridge.errors import SetupError
from bridge.midi_ports import open_output
from bridge.music import MusicLoader, load_music
from bridge.osc_api import dispatch
from bridge.osc_codec import OscMessage
from bridge.osc_server import OscServer, Peer
from bridge.paths import takes_directory
from bridge.performer import Performer
from bridge.requests import Facts, Requests
from bridge.scheduler import Scheduler
from bridge.subscribers import Subscribers, Topic
from bridge.timebase import SystemTime
from model.text import complete, parse
from model.text.understanding import Understanding

log = logging.getLogger(__name__)

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 7770
SWITCH_INTERVAL_S = 5e-4  # waking beside a busy Python thread: 0.64/4.0 ms, with the default 5.2/10 ms
DRAIN_S = 0.050  # JACK sends with its next period; a port closed sooner would keep the last note-offs


@dataclass(frozen=True)
class Settings:
    """What a daemon is started with."""

    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT
    midi_port: str | None = None  # None: a port of our own; "none": no port
    model: Path | None = None
    seed: int | None = None
    takes: Path | None = None
    rules_only: bool = False  # do not load the encoder of texts


class Ready(NamedTuple):
    """What can be told once music can be asked for."""

    host: str
    port: int
    midi_sentence: str
    version: str
    model_hash: str


def run(settings: Settings, on_ready: Callable[[Ready], None], load: MusicLoader = load_music) -> None:
    """Play until SIGTERM or SIGINT. Raises SetupError when something needed for that is missing."""
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    ended = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: ended.set())
    daemon = Daemon(settings, load)
    try:
        on_ready(daemon.start())
        while not ended.wait(1.0):  # Windows delivers no signal to a wait without end
            pass
    finally:
        daemon.close()


class Daemon:
    """Everything, wired. Made, started and closed by one thread."""

    def __init__(self, settings: Settings, load: MusicLoader = load_music) -> None:
        time = SystemTime()
        self._server = OscServer(settings.host, settings.port, time)  # first: a taken port is known at once
        try:
            music = load(settings.model)
            self._midi = open_output(settings.midi_port)
        except BaseException:
            self._server.close()
            raise
        self._subscribers = Subscribers(self._server.send_packet, time)
        clock = InternalClock(time)
        self._scheduler = Scheduler(clock, self._midi.port, time)
        self._performer = Performer(
            music.make_source,
            complete(parse("")),
            self._scheduler,
            clock,
            Announcer(self._subscribers),
            time,
            seed=settings.seed,
        )
        self._facts = Facts(version(), music.model_hash, self._midi.port.name, takes_directory(settings.takes))
        self._understanding = None if settings.rules_only else Understanding()
        self._requests = Requests(
            self._performer,
            self._scheduler,
            self._subscribers,
            self._server,
            time,
            self._facts,
            partial(self._understanding.parse, wait=False) if self._understanding else parse,
        )

    def start(self) -> Ready:
        """Start every thread, warm up and tell that all is ready. Requests wait meanwhile."""
        self._server.start(self._dispatch, self._requests.tick)  # who subscribes now hears when all is ready
        self._scheduler.start()
        try:
            self._performer.warm_up()
        except Exception as error:
            raise SetupError(f"the model loads but plays nothing ({error}); install it again") from error
        self._performer.start()
        ready = Ready(*self._server.peer, self._midi.sentence, self._facts.version, self._facts.model_hash)
        self._subscribers.publish(Topic.READY, "/sideman/ready", ready.version, ready.model_hash)
        if self._understanding:
            threading.Thread(target=load_encoder, args=(self._understanding,), name="encoder", daemon=True).start()
        return ready

    def close(self) -> None:
        """Release every note, then close ports and end threads."""
        self._performer.close()
        self._scheduler.close()
        self._server.close()
        threading.Event().wait(DRAIN_S)
        self._midi.port.close()

    def _dispatch(self, message: OscMessage, peer: Peer) -> None:
        dispatch(self._requests, message, peer, lambda *answer: self._server.send(peer, *answer))


def load_encoder(understanding: Understanding) -> None:
    """Load what the meaning of words is read with; without it the rules go on alone."""
    try:
        understanding.load()
    except Exception as error:
        log.warning("words are understood by rules alone, as the encoder cannot be loaded: %s", error)


def version() -> str:
    """The installed version of Sideman."""
    try:
        return installed_version("sideman")
    except PackageNotFoundError:  # run from a bare checkout
        return "unknown"

"""Notices that the JACK server dies and comes back, through a client of our own that has no ports.

rtmidi does not notice, and waits for ever, with the interpreter held, when its buffer is full; JACK's library may do so
in a call to a server that is gone. So nothing is asked of a client whose server has died: JACK's library itself calls
back when it has lost the connection, and the clients that were open then are abandoned, not closed (the library frees
them with the next client). A server whose time stands still is sent nothing until it goes on.
"""

from __future__ import annotations

import ctypes
import logging
import threading
from ctypes.util import find_library
from enum import Enum, auto
from time import sleep
from typing import Any

from bridge.core.timebase import Timebase

log = logging.getLogger(__name__)

CLIENT_NAME = b"sideman watch"
MOVES_WITHIN_S = 0.5
STALLED_S = 1.0  # rtmidi's buffer takes some ten seconds of dense music
_NO_START_SERVER = 0x01
_SHUTDOWN = ctypes.CFUNCTYPE(None, ctypes.c_void_p)
_MESSAGE = ctypes.CFUNCTYPE(None, ctypes.c_char_p)


class ServerEvent(Enum):
    """A change of the JACK server's state."""

    LOST = auto()
    BACK = auto()
    STALLED = auto()  # it is there and does nothing
    RESUMED = auto()


class JackServer:
    """Watches a server. One thread calls; JACK's thread only sets an event."""

    def __init__(self, time: Timebase) -> None:
        self._time = time
        self._frames, self._moved_s, self._is_stalled = 0, 0.0, False
        self._died = threading.Event()
        self._died.set()
        self._client: int | None = None
        self._library = _load()
        self._is_watched = False
        # The library keeps pointers to these functions, so that they must live as long.
        self._on_shutdown = _SHUTDOWN(lambda _: self._died.set())

    @property
    def is_up(self) -> bool:
        """Whether there was a server when last looked that did something, and it has not died since."""
        return not self._died.is_set() and not self._is_stalled

    @property
    def may_be_called(self) -> bool:
        """Whether a call to the server comes back, as far as is known; so where none is watched."""
        return self.is_up or not self._is_watched

    def watch(self) -> bool:
        """Begin to watch the server that runs; False without one. Never starts a server."""
        self._is_watched = self._library is not None
        return self._connect()

    def check(self) -> ServerEvent | None:
        """Return the change since the last call, None without one. Does nothing before `watch`."""
        if not self._is_watched:
            return None
        if self._client is not None:
            if not self._died.is_set():
                return self._look_at_time()
            self._client = None  # the library frees it
            return ServerEvent.LOST
        return ServerEvent.BACK if self._connect() else None

    def answers_now(self) -> bool:
        """Whether the server's time moves right now; true where none is watched. Takes `MOVES_WITHIN_S` at most."""
        if self._client is None or not self.is_up:
            return not self._is_watched
        frames, until_s = self._library.jack_last_frame_time(self._client), self._time.now_s() + MOVES_WITHIN_S
        while self._time.now_s() < until_s:
            if self._library.jack_last_frame_time(self._client) != frames:
                return True
            sleep(0.002)
        self._is_stalled = True
        return False

    def sources(self, port: str) -> frozenset[str]:
        """Ports that lead to an input, named as JACK does; none where the server or the port is not there."""
        if self._client is None or not self.is_up:
            return frozenset()
        found = self._library.jack_port_by_name(self._client, port.encode())
        names = self._library.jack_port_get_all_connections(self._client, found) if found else None
        if not names:
            return frozenset()
        sources: list[str] = []
        while (name := names[len(sources)]) is not None:
            sources.append(name.decode(errors="replace"))
        self._library.jack_free(names)
        return frozenset(sources)

    def close(self) -> None:
        """Leave the server, if it is still there."""
        client, self._client, self._is_watched = self._client, None, False
        if client is not None and self.is_up:
            self._library.jack_client_close(client)

    def _look_at_time(self) -> ServerEvent | None:
        frames, now_s = self._library.jack_last_frame_time(self._client), self._time.now_s()
        if frames != self._frames:
            self._frames, self._moved_s = frames, now_s
        was_stalled, self._is_stalled = self._is_stalled, now_s - self._moved_s > STALLED_S
        if was_stalled == self._is_stalled:
            return None
        return ServerEvent.STALLED if self._is_stalled else ServerEvent.RESUMED

    def _connect(self) -> bool:
        if self._library is None:
            return False
        client = self._library.jack_client_open(CLIENT_NAME, _NO_START_SERVER, None)
        if client:
            self._died.clear()
            self._client, self._is_stalled = client, False
            self._frames, self._moved_s = 0, self._time.now_s()
            self._library.jack_on_shutdown(client, self._on_shutdown, None)
        return bool(client)


def _load() -> Any:
    """JACK's library, quiet; None where there is none."""
    try:
        library = ctypes.CDLL(find_library("jack") or "libjack.so.0")
        library.jack_client_open.restype = ctypes.c_void_p
        library.jack_client_open.argtypes = [ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p]
        library.jack_client_close.argtypes = [ctypes.c_void_p]
        library.jack_on_shutdown.argtypes = [ctypes.c_void_p, _SHUTDOWN, ctypes.c_void_p]
        library.jack_last_frame_time.restype = ctypes.c_uint32
        library.jack_last_frame_time.argtypes = [ctypes.c_void_p]
        library.jack_port_by_name.restype = ctypes.c_void_p
        library.jack_port_by_name.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
        library.jack_port_get_all_connections.restype = ctypes.POINTER(ctypes.c_char_p)
        library.jack_port_get_all_connections.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
        library.jack_free.argtypes = [ctypes.c_void_p]
        library.jack_set_error_function(_quiet)
        library.jack_set_info_function(_quiet)
    except (OSError, AttributeError) as error:
        log.info("JACK cannot be watched: %s", error)
        return None
    return library


_quiet = _MESSAGE(lambda _: None)  # the library's own lines; what they mean is reported in a sentence

"""Notices that the JACK server dies and comes back, through a client of our own that has no ports.

rtmidi does not notice, and JACK's library may wait for ever in a call to a server that is gone, with the interpreter
held. So nothing is asked of a client whose server has died: JACK's library itself calls back when it has lost the
connection, and the clients that were open then are abandoned, not closed (the library frees them with the next client).
"""

from __future__ import annotations

import ctypes
import logging
import threading
from ctypes.util import find_library
from enum import Enum, auto
from typing import Any

log = logging.getLogger(__name__)

CLIENT_NAME = b"sideman watch"
_NO_START_SERVER = 0x01
_SHUTDOWN = ctypes.CFUNCTYPE(None, ctypes.c_void_p)
_MESSAGE = ctypes.CFUNCTYPE(None, ctypes.c_char_p)


class ServerEvent(Enum):
    """What happened to the server since the last look."""

    LOST = auto()
    BACK = auto()


class JackServer:
    """Watches a server. One thread calls; JACK's thread only sets an event."""

    def __init__(self) -> None:
        self._died = threading.Event()
        self._died.set()
        self._client: int | None = None
        self._library = _load()
        self._is_watched = False
        # The library keeps pointers to these functions, so that they must live as long.
        self._on_shutdown = _SHUTDOWN(lambda _: self._died.set())

    @property
    def is_up(self) -> bool:
        """Whether there was a server when last looked, and it has not died since."""
        return not self._died.is_set()

    def watch(self) -> bool:
        """Begin to watch the server that runs; False without one. Never starts a server."""
        self._is_watched = self._library is not None
        return self._connect()

    def check(self) -> ServerEvent | None:
        """What has happened since the last call. Does nothing before `watch`."""
        if not self._is_watched:
            return None
        if self._client is not None:
            if not self._died.is_set():
                return None
            self._client = None  # the library frees it
            return ServerEvent.LOST
        return ServerEvent.BACK if self._connect() else None

    def close(self) -> None:
        """Leave the server, if it is still there."""
        client, self._client, self._is_watched = self._client, None, False
        if client is not None and not self._died.is_set():
            self._library.jack_client_close(client)

    def _connect(self) -> bool:
        if self._library is None:
            return False
        client = self._library.jack_client_open(CLIENT_NAME, _NO_START_SERVER, None)
        if client:
            self._died.clear()
            self._client = client
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
        library.jack_set_error_function(_quiet)
        library.jack_set_info_function(_quiet)
    except (OSError, AttributeError) as error:
        log.info("JACK cannot be watched: %s", error)
        return None
    return library


_quiet = _MESSAGE(lambda _: None)  # the library's own lines; what they mean is reported in a sentence

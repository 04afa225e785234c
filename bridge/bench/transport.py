"""Reads the position of JACK's transport: libjack through ctypes, as no binding has wheels. One thread."""

from __future__ import annotations

import ctypes
import struct
import time
from collections.abc import Sequence

import numpy as np

from bridge.core.errors import SetupError
from bridge.core.stderr_silencer import silence_stderr

LIBRARY = "libjack.so.0"
_NO_START_SERVER = 1
_ROLLING = 1
_POSITION_BYTES = 1024  # jack_position_t and room; of it we read the head, which has never changed
_POSITION_HEAD = struct.Struct("=QQII")  # unique_1, usecs by JACK's clock, frame_rate, frame


class JackTransport:
    """Asks for (frame, moment) of the period that runs, and keeps the pairs while the transport rolls."""

    def __init__(self, name: str) -> None:
        """Become a client of the default server. Raises SetupError."""
        try:
            self._jack = ctypes.CDLL(LIBRARY)
        except OSError as error:
            raise SetupError(f"{LIBRARY} cannot be loaded: {error} (Debian: libjack-jackd2-0)") from error
        self._jack.jack_client_open.restype = ctypes.c_void_p
        self._jack.jack_client_open.argtypes = [ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p]
        self._jack.jack_transport_query.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
        self._jack.jack_client_close.argtypes = [ctypes.c_void_p]
        self._jack.jack_get_time.restype = ctypes.c_uint64
        with silence_stderr():
            self._client = self._jack.jack_client_open(name.encode(), _NO_START_SERVER, None)
        if not self._client:
            raise SetupError("JACK takes no further client")
        self._position = ctypes.create_string_buffer(_POSITION_BYTES)
        self.received: list[tuple[float, float]] = []

    def listen(self) -> None:
        """Keep where it is now: seconds of the transport, and the monotonic moment of them."""
        rolls = self._jack.jack_transport_query(self._client, self._position) == _ROLLING
        if rolls:
            _, usecs, rate_hz, frame = _POSITION_HEAD.unpack_from(self._position)
            # JACK's clock may be another than ours: the raw one, which no time server corrects.
            ago_s = (self._jack.jack_get_time() - usecs) / 1e6
            self.received.append((frame / rate_hz, time.monotonic() - ago_s))

    def close(self) -> None:
        """Leave JACK."""
        with silence_stderr():  # the server may have ended before
            self._jack.jack_client_close(self._client)


def moments_s(received: Sequence[tuple[float, float]], transport_s: Sequence[float]) -> list[float]:
    """Monotonic moments at which the transport passed these seconds of its own.

    >>> moments_s([(0.0, 100.0), (1.0, 101.0), (1.0, 101.5), (2.0, 102.5)], [0.5, 1.5])
    [100.5, 102.0]
    """
    own_s, at_s = np.array(received).T
    return [float(each) for each in np.interp(transport_s, own_s, at_s)]

"""MIDI that ReaStream sends, as the player's. A thread of its own; packets of other streams are refused and counted."""

from __future__ import annotations

import logging
import socket
import threading

from bridge.core.errors import BadPacketError, SetupError
from bridge.core.timebase import Timebase
from bridge.midi.ports import Receive
from bridge.midi.reastream import MAX_PACKET_BYTES, MidiPacket, decode, encode_identifier

log = logging.getLogger(__name__)

ASSUMED_RATE_HZ = 48_000  # a packet of MIDI does not contain it; distances within one are a few milliseconds
MOST_AHEAD_S = 0.1
_CLOSE_S = 0.2


class ReaStreamInput:
    """Raises SetupError when the port is taken. n_refused: packets that were damaged; n_strange: of other streams."""

    def __init__(self, host: str, port: int, identifier: str, receive: Receive, time: Timebase) -> None:
        try:
            encode_identifier(identifier)
        except ValueError as error:
            raise SetupError(f"reastream.identifier: {error}") from error
        self._identifier, self._receive, self._time = identifier, receive, time
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            self._socket.bind((host, port))
        except OSError as error:
            self._socket.close()
            reason = f"ReaStream cannot be received on {host}:{port}: {error.strerror or error}"
            raise SetupError(f"{reason}; choose another reastream.listen_port") from error
        self._socket.settimeout(_CLOSE_S)
        self.port = self._socket.getsockname()[1]
        self.n_refused = self.n_strange = self.n_messages = 0
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="reastream", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def take(self, packet: bytes) -> None:
        """Hand on the messages of a packet."""
        try:
            decoded = decode(packet)
        except BadPacketError as error:
            self.n_refused += 1
            log.debug("refused: %s", error)
            return
        if decoded.identifier != self._identifier or not isinstance(decoded, MidiPacket):
            self.n_strange += 1
            return
        at_s = self._time.now_s()
        for event in decoded.events:
            at_s += min(max(event.delta_frames / ASSUMED_RATE_HZ, 0.0), MOST_AHEAD_S)
            self.n_messages += 1
            self._receive(event.data, at_s)

    def close(self) -> None:
        """End the thread."""
        self._closing.set()
        if self._thread.is_alive():
            self._thread.join(2.0)
        self._socket.close()

    def _run(self) -> None:
        while not self._closing.is_set():
            try:
                packet = self._socket.recv(MAX_PACKET_BYTES)
            except TimeoutError:
                continue
            except OSError as error:
                if not self._closing.is_set():
                    log.error("ReaStream is no longer received: %s", error)
                return
            self.take(packet)

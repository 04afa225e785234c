"""OSC over UDP: one thread receives, dispatches and ticks once a second. Any thread may call `send`.

One thread, not one for each datagram as in python-osc's server, so that requests act in the order they came.
"""

from __future__ import annotations

import errno
import logging
import selectors
import socket
import threading
from collections.abc import Callable

from bridge.errors import BadPacketError, PortTakenError, SetupError, SidemanError
from bridge.osc_codec import OscMessage, Value, decode, encode
from bridge.timebase import Timebase

log = logging.getLogger(__name__)
log_in = logging.getLogger("osc.in")
log_out = logging.getLogger("osc.out")

TICK_S = 1.0
ERROR_ADDRESS = "/sideman/error"
_RECEIVE_BYTES = 65_536  # the largest datagram there can be: nothing is ever cut off
_SOCKET_BUFFER_BYTES = 1 << 20  # a burst of a second at 1,000 messages/s survives a busy moment

_MAX_QUOTED = 400  # characters: an answer may repeat the sender's own words, but not 60 kB of them

Peer = tuple[str, int]
Dispatch = Callable[[OscMessage, Peer], None]


class OscServer:
    """Owns the socket. ``dispatch`` raises `SidemanError` to refuse a message; it then changed nothing."""

    def __init__(self, host: str, port: int, time: Timebase) -> None:
        """Bind the port (0: any free one). Raises PortTakenError or SetupError."""
        self._socket = _bound(host, port)
        self._time = time
        self._wake_receiver, self._wake_sender = socket.socketpair()
        self._closed = False
        self._dispatch: Dispatch = _refuse
        self._tick: Callable[[], None] = _nothing
        self._thread = threading.Thread(target=self._run, name="osc", daemon=True)
        self.n_received = 0
        self.n_errors = 0

    @property
    def peer(self) -> Peer:
        """Our own host and port."""
        host, port = self._socket.getsockname()
        return host, port

    def start(self, dispatch: Dispatch, tick: Callable[[], None]) -> None:
        """Begin to receive."""
        self._dispatch, self._tick = dispatch, tick
        self._thread.start()

    def close(self, timeout_s: float = 2.0) -> None:
        """End the thread and free the port."""
        self._closed = True
        self._wake_sender.send(b"x")
        if self._thread.is_alive():
            self._thread.join(timeout_s)
        for each in (self._socket, self._wake_receiver, self._wake_sender):
            each.close()

    def send(self, peer: Peer, address: str, *arguments: Value) -> None:
        """Send one message; what the network refuses is logged, as UDP promises nothing."""
        self.send_packet(peer, encode(address, arguments))
        log_out.debug("%s:%d %s %s", *peer, address, arguments)

    def send_packet(self, peer: Peer, packet: bytes) -> None:
        """Send one encoded packet."""
        try:
            self._socket.sendto(packet, peer)
        except OSError as error:
            log_out.warning("nothing could be sent to %s:%d: %s", *peer, error)

    def report(self, peer: Peer, address: str, code: str, message: str) -> None:
        """Answer that a message was refused."""
        self.n_errors += 1
        address, message = address[:_MAX_QUOTED], message[:_MAX_QUOTED]
        log_in.warning("%s:%d %s refused: %s (%s)", *peer, address, message, code)
        if peer != self.peer:  # an answer to ourselves would be refused, and that answer too, for ever
            self.send(peer, ERROR_ADDRESS, address, code, message)

    def _run(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._socket, selectors.EVENT_READ)
            selector.register(self._wake_receiver, selectors.EVENT_READ)
            next_tick_s = self._time.now_s() + TICK_S
            while not self._closed:
                if selector.select(max(next_tick_s - self._time.now_s(), 0.0)):
                    self._receive()
                if self._time.now_s() >= next_tick_s:
                    next_tick_s += TICK_S * (1 + int((self._time.now_s() - next_tick_s) / TICK_S))
                    self._guarded(self._tick)

    def _receive(self) -> None:
        try:
            packet, peer = self._socket.recvfrom(_RECEIVE_BYTES)
        except OSError as error:  # nothing there after all, or (Windows) a subscriber that has gone
            log_in.debug("receiving: %s", error)
            return
        self.n_received += 1
        try:
            messages = decode(packet)
        except BadPacketError as error:
            self.report(peer, "", error.code, str(error))
            return
        for message in messages:  # time tags lie a second ahead at most; this version acts at once
            self._obey(message, peer)

    def _obey(self, message: OscMessage, peer: Peer) -> None:
        log_in.debug("%s:%d %s %s", *peer, message.address, message.arguments)
        if message.address == ERROR_ADDRESS:
            return  # another daemon's refusal: answering it would never end
        try:
            self._dispatch(message, peer)
        except SidemanError as error:
            self.report(peer, message.address, error.code, str(error))
        except Exception as error:
            log.exception("%s failed", message.address)
            self.report(peer, message.address, "internal", f"this is a fault of Sideman: {error}")

    def _guarded(self, callback: Callable[[], None]) -> None:
        try:
            callback()
        except Exception:
            log.exception("the one-second tick failed")


def _bound(host: str, port: int) -> socket.socket:
    bound = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        bound.setblocking(False)  # a datagram dropped by its checksum would block a receive
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _SOCKET_BUFFER_BYTES)
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        if error.errno == errno.EADDRINUSE:
            raise PortTakenError(
                f"UDP port {port} on {host} is taken, perhaps by another sideman: stop it or choose a --port"
            ) from error
        raise SetupError(f"cannot listen on UDP {host}:{port}: {error.strerror or error}") from error
    return bound


def _refuse(_message: OscMessage, _peer: Peer) -> None:
    raise SidemanError("not ready yet")


def _nothing() -> None:
    pass

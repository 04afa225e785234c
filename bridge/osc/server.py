"""OSC over UDP, and over TCP on the same port number: one thread receives, dispatches and ticks. Any thread may send.

One thread, not one for each datagram as in python-osc's server, so that requests act in the order they came. Messages
whose bundle lies ahead in time wait for it here.
"""

from __future__ import annotations

import contextlib
import errno
import heapq
import itertools
import logging
import selectors
import socket
import struct
import sys
import threading
import time as wall_time
from collections import OrderedDict
from collections.abc import Callable

from bridge.core.errors import BadPacketError, BusyError, PortTakenError, SetupError, SidemanError, UnknownAddressError
from bridge.core.timebase import Timebase
from bridge.osc.codec import OscMessage, Unreadable, Value, decode_each, encode
from bridge.osc.connections import Connections
from bridge.osc.gate import Gate
from bridge.osc.peer import Peer

log = logging.getLogger(__name__)
log_in = logging.getLogger("osc.in")
log_out = logging.getLogger("osc.out")

MAX_ANSWER_PORTS = 256
TICK_S = 1.0
ERROR_ADDRESS = "/sideman/error"
MAX_WAITING = 2_048  # messages whose time has not come
_RECEIVE_BYTES = 65_536  # the largest datagram there can be: nothing is ever cut off
_SOCKET_BUFFER_BYTES = 4 << 20  # a burst of a second at 10,000 messages/s survives a busy moment
# Linux notes when a datagram came; a thread that was held up learns it so. Python has no name for the number.
_SO_TIMESTAMPNS = 35 if sys.platform == "linux" and sys.maxsize > 2**32 else None
_TIMESPEC = struct.Struct("@qq")
_EXTRA_BYTES = 64
_OLDEST_S = 1.0  # beyond, the wall clock was set
_AT_ONCE = 64  # datagrams taken before anything else is looked at
_LOGGED_A_SECOND = 10

_MAX_QUOTED = 400  # characters: an answer may repeat the sender's own words, but not 60 kB of them

Dispatch = Callable[[OscMessage, Peer], None]


class OscServer:
    """Owns the sockets. ``dispatch`` raises `SidemanError` to refuse a message; it then changed nothing."""

    def __init__(
        self, host: str, port: int, time: Timebase, *, max_connections: int = 16, gate: Gate | None = None
    ) -> None:
        """Bind the port (0: any free one); max_connections 0: no TCP. Raises PortTakenError or SetupError.

        gate: decides which clients may be sent more than they have sent.
        """
        self.gate = gate or Gate()
        self._allowance_bytes: OrderedDict[Peer, int] = OrderedDict()  # what peers that are not trusted may be sent
        self._time = time
        self._socket, listener = _bound(host, port, with_tcp=max_connections > 0)
        self._connections = Connections(listener, max_connections, self._gone, self._warn, time)
        self._wake_receiver, self._wake_sender = socket.socketpair()
        self._wake_sender.setblocking(False)  # it wakes itself too, and a few hundred bytes fill the pair
        self.arrived_s = time.now_s()  # when the packet came that is obeyed now, or its bundle was due; on our thread
        self._closed = False
        self._dispatch: Dispatch = _refuse
        self._tick: Callable[[], None] = _nothing
        self._forget: Callable[[Peer], None] = lambda _: None
        self._waiting: list[tuple[float, int, OscMessage, Peer]] = []
        self._serials = itertools.count()
        self._n_logged = 0
        self._thread = threading.Thread(target=self._run, name="osc", daemon=True)
        self.n_received = self.n_errors = self.n_foreign = 0
        self._foreign_peers: OrderedDict[Peer, None] = OrderedDict()
        self._answer_at: OrderedDict[Peer, Peer] = OrderedDict()

    @property
    def peer(self) -> Peer:
        """Our own host and port."""
        host, port = self._socket.getsockname()
        return Peer(host, port)

    @property
    def n_connections(self) -> int:
        """TCP connections now."""
        return len(self._connections)

    def start(self, dispatch: Dispatch, tick: Callable[[], None], forget: Callable[[Peer], None]) -> None:
        """Begin to receive. forget: called with each connection that was closed."""
        self._dispatch, self._tick, self._forget = dispatch, tick, forget
        self._thread.start()

    def close(self, timeout_s: float = 2.0) -> None:
        """End the thread and free the port."""
        self._closed = True
        self._wake()
        if self._thread.is_alive():
            self._thread.join(timeout_s)
        self._connections.close()
        for each in (self._socket, self._wake_receiver, self._wake_sender):
            each.close()

    def send(self, peer: Peer, address: str, *arguments: Value) -> None:
        """Send one message; what the network refuses is logged, as UDP promises nothing."""
        self.send_packet(peer, encode(address, arguments))
        log_out.debug("%s %s %s", peer, address, arguments)

    def answer_at(self, peer: Peer, port: int) -> None:
        """Send a UDP peer's answers to another of its ports, as some clients cannot receive where they send from."""
        self._answer_at[peer] = Peer(peer.host, port)
        self._answer_at.move_to_end(peer)
        while len(self._answer_at) > MAX_ANSWER_PORTS:
            self._answer_at.popitem(last=False)

    def send_packet(self, peer: Peer, packet: bytes) -> None:
        """Send one encoded packet; a peer that is not trusted is sent no more bytes than it has sent."""
        if not self.gate.is_trusted(peer) and not self._spend(peer, len(packet)):
            return
        peer = self._answer_at.get(peer, peer)
        if peer.connection:
            if self._connections.send(peer.connection, packet):
                self._wake()
            return
        try:
            self._socket.sendto(packet, (peer.host, peer.port))
        except BlockingIOError:
            log_out.debug("%s takes no more for now", peer)
        except OSError as error:
            log_out.warning("nothing could be sent to %s:%d: %s", peer.host, peer.port, error)

    def _spend(self, peer: Peer, n_bytes: int) -> bool:
        left_bytes = self._allowance_bytes.get(peer, 0) - n_bytes
        if left_bytes >= 0:
            self._allowance_bytes[peer] = left_bytes
        return left_bytes >= 0

    def report(self, peer: Peer, address: str, code: str, message: str) -> None:
        """Answer that a message was refused."""
        self.n_errors += 1
        address, message = address[:_MAX_QUOTED], message[:_MAX_QUOTED]
        self._warn("%s:%d %s refused: %s (%s)", peer.host, peer.port, address, message, code)
        if peer != self.peer:  # an answer to ourselves would be refused, and that answer too, for ever
            self.send(peer, ERROR_ADDRESS, address, code, message)

    def _count_foreign(self, message: OscMessage, peer: Peer, error: UnknownAddressError) -> None:
        """A host's control surface sends hundreds of foreign messages a second: one answer is enough."""
        self.n_foreign += 1
        if peer not in self._foreign_peers:
            self._foreign_peers[peer] = None
            while len(self._foreign_peers) > MAX_ANSWER_PORTS:
                self._foreign_peers.popitem(last=False)
            self.report(peer, message.address, error.code, f"{error}; more such messages are counted, not answered")

    def _warn(self, words: str, *values: object) -> None:
        """A flood of nonsense must not become a flood of log lines."""
        self._n_logged += 1
        if self._n_logged <= _LOGGED_A_SECOND:
            log_in.warning(words, *values)

    def _wake(self) -> None:
        with contextlib.suppress(OSError):  # full: it is awake already
            self._wake_sender.send(b"x")

    def _run(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._socket, selectors.EVENT_READ, self._receive)
            selector.register(self._wake_receiver, selectors.EVENT_READ, self._woken)
            self._connections.register(selector, self._obey_packet)
            next_tick_s = self._time.now_s() + TICK_S
            while not self._closed:
                next_s = min(next_tick_s, self._waiting[0][0]) if self._waiting else next_tick_s
                for key, events in selector.select(max(next_s - self._time.now_s(), 0.0)):
                    key.data(events)
                self._obey_waiting()
                if self._time.now_s() >= next_tick_s:
                    next_tick_s += TICK_S * (1 + int((self._time.now_s() - next_tick_s) / TICK_S))
                    self._each_second()

    def _each_second(self) -> None:
        if self._n_logged > _LOGGED_A_SECOND:
            log_in.warning("and %d more like these", self._n_logged - _LOGGED_A_SECOND)
        self._n_logged = 0
        self._connections.drop_idle()
        try:
            self._tick()
        except Exception:
            log.exception("the one-second tick failed")

    def _woken(self, _events: int) -> None:
        self._wake_receiver.recv(4096)
        self._connections.flush()

    def _gone(self, peer: Peer) -> None:
        self.gate.forget(peer)
        self._forget(peer)

    def _receive(self, _events: int) -> None:
        for _ in range(_AT_ONCE):
            try:
                packet, (host, port), age_s = _received(self._socket)
            except BlockingIOError:
                return
            except OSError as error:  # (Windows) a subscriber that is gone
                log_in.debug("receiving: %s", error)
                return
            self._obey_packet(packet, Peer(host, port), age_s)

    def _obey_packet(self, packet: bytes, peer: Peer, age_s: float = 0.0) -> None:
        self.n_received += 1
        self.arrived_s = self._time.now_s() - age_s
        if not self.gate.is_trusted(peer):
            self._allowance_bytes[peer] = len(packet)
            while len(self._allowance_bytes) > MAX_ANSWER_PORTS:
                self._allowance_bytes.popitem(last=False)
        try:
            messages = decode_each(packet)
        except BadPacketError as error:
            self.report(peer, "", error.code, str(error))
            self._connections.end(peer.connection)
            return
        for message in messages:
            if isinstance(message, Unreadable):
                self.report(peer, message.address, BadPacketError.code, message.reason)
            elif message.ahead_s > 0.0:
                self._let_wait(message, peer)
            else:
                self._obey(message, peer)

    def _let_wait(self, message: OscMessage, peer: Peer) -> None:
        if len(self._waiting) >= MAX_WAITING:
            error = BusyError(f"{MAX_WAITING} messages wait for their time already; send them later")
            self.report(peer, message.address, error.code, str(error))
            return
        heapq.heappush(self._waiting, (self._time.now_s() + message.ahead_s, next(self._serials), message, peer))

    def _obey_waiting(self) -> None:
        while self._waiting and self._waiting[0][0] <= self._time.now_s():
            self.arrived_s, _, message, peer = heapq.heappop(self._waiting)
            self._obey(message, peer)

    def _obey(self, message: OscMessage, peer: Peer) -> None:
        if message.address == ERROR_ADDRESS:
            return  # another daemon's refusal: answering it would never end
        try:
            self._dispatch(message, peer)
        except SidemanError as error:
            if isinstance(error, UnknownAddressError) and error.is_foreign:
                self._count_foreign(message, peer, error)
            else:
                self.report(peer, message.address, error.code, str(error))
        except Exception as error:
            log.exception("%s failed", message.address)
            self.report(peer, message.address, "internal", f"this is a fault of Sideman: {error}")


def _bound(host: str, port: int, *, with_tcp: bool) -> tuple[socket.socket, socket.socket | None]:
    """A UDP and a TCP socket at one port number."""
    for _ in range(20):  # with port 0 the number that UDP got may be taken in TCP
        udp = _bound_socket(host, port, socket.SOCK_DGRAM)
        if not with_tcp:
            return udp, None
        try:
            return udp, _bound_socket(host, udp.getsockname()[1], socket.SOCK_STREAM)
        except PortTakenError:
            udp.close()
            if port:
                raise
        except SetupError:
            udp.close()
            raise
    raise SetupError(f"no port number is free on {host} for both UDP and TCP; choose a --port")


def _received(udp: socket.socket) -> tuple[bytes, tuple[str, int], float]:
    """A datagram, its sender, and its age in seconds where the system reports it. Raises OSError."""
    if sys.platform == "win32" or _SO_TIMESTAMPNS is None:
        packet, sender = udp.recvfrom(_RECEIVE_BYTES)
        return packet, sender, 0.0
    packet, extras, _, sender = udp.recvmsg(_RECEIVE_BYTES, _EXTRA_BYTES)
    for level, kind, data in extras:
        if level == socket.SOL_SOCKET and kind == _SO_TIMESTAMPNS and len(data) == _TIMESPEC.size:
            seconds, nanoseconds = _TIMESPEC.unpack(data)
            return packet, sender, min(max(wall_time.time() - seconds - nanoseconds / 1e9, 0.0), _OLDEST_S)
    return packet, sender, 0.0


def _bound_socket(host: str, port: int, kind: socket.SocketKind) -> socket.socket:
    name = "UDP" if kind is socket.SOCK_DGRAM else "TCP"
    bound = socket.socket(socket.AF_INET, kind)
    try:
        bound.setblocking(False)  # a datagram dropped by its checksum would block a receive
        if kind is socket.SOCK_DGRAM:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _SOCKET_BUFFER_BYTES)
            if _SO_TIMESTAMPNS is not None:
                bound.setsockopt(socket.SOL_SOCKET, _SO_TIMESTAMPNS, 1)
        _set_reuse(bound, kind)
        bound.bind((host, port))
        if kind is socket.SOCK_STREAM:
            bound.listen(16)
    except OSError as error:
        bound.close()
        if _says_taken(error):
            raise PortTakenError(
                f"{name} port {port} on {host} is taken, perhaps by another sideman: stop it or choose a --port"
            ) from error
        raise SetupError(f"cannot listen on {name} {host}:{port}: {error.strerror or error}") from error
    return bound


def _says_taken(error: OSError) -> bool:
    """Whether another program has the port; Windows forbids a port that is held for one program."""
    return error.errno == errno.EADDRINUSE or (sys.platform == "win32" and error.errno == errno.EACCES)


def _set_reuse(bound: socket.socket, kind: socket.SocketKind) -> None:
    """Let a TCP port be taken again at once, but never from another program, as reuse means on Windows."""
    if sys.platform == "win32":
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    elif kind is socket.SOCK_STREAM:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # else a port rests a minute after each use


def _refuse(_message: OscMessage, _peer: Peer) -> None:
    raise SidemanError("not ready yet")


def _nothing() -> None:
    pass

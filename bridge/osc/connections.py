"""TCP connections of the OSC server. Received on its thread; any thread may send, a lock guards what is to go out."""

from __future__ import annotations

import itertools
import logging
import selectors
import socket
import threading
from collections.abc import Callable

from bridge.core.errors import BadPacketError
from bridge.core.timebase import Timebase
from bridge.osc.peer import Peer
from bridge.osc.stream import PacketReader

log = logging.getLogger(__name__)

MAX_UNSENT_BYTES = 4 << 20  # the connection of a client with more unsent is closed
IDLE_S = 180.0  # a subscription lasts 60 s, so an active client has sent something
FIRST_PACKET_S = 10.0
_RECEIVE_BYTES = 65_536

ObeyPacket = Callable[[bytes, Peer], None]
Warn = Callable[..., None]


class Connection:
    """One client."""

    def __init__(self, client: socket.socket, peer: Peer, now_s: float) -> None:
        self.socket, self.peer = client, peer
        self.reader = PacketReader()
        self.unsent = bytearray()
        self.received_s, self.has_sent_packet = now_s, False
        self.is_ending = False  # closed once what waits was sent


class Connections:
    """The clients, at most ``most`` at once. ``gone``: called with each that closes; ``warn`` logs, within limits."""

    def __init__(
        self, listener: socket.socket | None, most: int, gone: Callable[[Peer], None], warn: Warn, time: Timebase
    ) -> None:
        self._time = time
        self._listener, self._most, self._gone, self._warn = listener, most, gone, warn
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._connections: dict[int, Connection] = {}
        self._selector: selectors.BaseSelector | None = None
        self._obey: ObeyPacket = lambda _packet, _peer: None

    def __len__(self) -> int:
        return len(self._connections)

    def register(self, selector: selectors.BaseSelector, obey: ObeyPacket) -> None:
        """Begin to accept; packets go to ``obey``. The selector's data are called with the events."""
        self._selector, self._obey = selector, obey
        if self._listener is not None:
            selector.register(self._listener, selectors.EVENT_READ, self._accept)

    def send(self, number: int, packet: bytes) -> bool:
        """Put a packet on its way; True when the server's thread must be woken for it."""
        with self._lock:
            connection = self._connections.get(number)
            if connection is None:
                return False
            connection.unsent += connection.reader.frame(packet)
        return True

    def flush(self) -> None:
        """On the server's thread: send what waits."""
        for connection in list(self._connections.values()):
            if connection.unsent:
                self._send_some(connection)

    def end(self, number: int) -> None:
        """On the server's thread: close a connection once what waits for it was sent, and read no more from it."""
        connection = self._connections.get(number)
        if connection is not None:
            connection.is_ending = True
            self._send_some(connection)

    def drop_idle(self) -> None:
        """On the server's thread: close connections that have sent nothing for too long."""
        now_s = self._time.now_s()
        for connection in list(self._connections.values()):
            if now_s - connection.received_s > (IDLE_S if connection.has_sent_packet else FIRST_PACKET_S):
                self._warn("%s:%d sent nothing; connection closed", connection.peer.host, connection.peer.port)
                self._drop(connection)

    def close(self) -> None:
        """Close every socket."""
        for connection in list(self._connections.values()):
            connection.socket.close()
        if self._listener is not None:
            self._listener.close()

    def _accept(self, _events: int) -> None:
        assert self._listener is not None
        assert self._selector is not None
        try:
            client, (host, port) = self._listener.accept()
        except OSError as error:
            log.debug("accepting: %s", error)
            return
        if len(self._connections) >= self._most:
            self._warn("a connection from %s:%d was refused: %d are open, all there can be", host, port, self._most)
            client.close()
            return
        client.setblocking(False)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection = Connection(client, Peer(host, port, next(self._numbers)), self._time.now_s())
        with self._lock:
            self._connections[connection.peer.connection] = connection
        self._selector.register(client, selectors.EVENT_READ, lambda events: self._serve(connection, events))

    def _serve(self, connection: Connection, events: int) -> None:
        if events & selectors.EVENT_WRITE:
            self._send_some(connection)
        if events & selectors.EVENT_READ:
            self._receive(connection)

    def _receive(self, connection: Connection) -> None:
        try:
            data = connection.socket.recv(_RECEIVE_BYTES)
        except BlockingIOError:
            return
        except OSError as error:
            log.debug("%s: %s", connection.peer, error)
            data = b""
        if not data:
            self._drop(connection)
            return
        try:
            connection.received_s = self._time.now_s()
            for packet in connection.reader.feed(data):
                if connection.is_ending:
                    return
                connection.has_sent_packet = True
                self._obey(packet, connection.peer)
        except BadPacketError as error:
            self._warn("the connection of %s:%d is closed: %s", connection.peer.host, connection.peer.port, error)
            self._drop(connection)

    def _send_some(self, connection: Connection) -> None:
        assert self._selector is not None
        number = connection.peer.connection
        try:
            with self._lock:
                if number not in self._connections:
                    return
                sent = connection.socket.send(connection.unsent) if connection.unsent else 0
                del connection.unsent[:sent]
                n_left = len(connection.unsent)
        except BlockingIOError:
            n_left = len(connection.unsent)
        except OSError as error:
            log.debug("%s: %s", connection.peer, error)
            self._drop(connection)
            return
        if n_left > MAX_UNSENT_BYTES:
            self._warn("%s:%d is too slow; connection closed", connection.peer.host, connection.peer.port)
            self._drop(connection)
            return
        if connection.is_ending and not n_left:
            self._drop(connection)
            return
        events = selectors.EVENT_READ | (selectors.EVENT_WRITE if n_left else 0)
        self._selector.modify(connection.socket, events, lambda events: self._serve(connection, events))

    def _drop(self, connection: Connection) -> None:
        with self._lock:
            if self._connections.pop(connection.peer.connection, None) is None:
                return
        if self._selector is not None:
            self._selector.unregister(connection.socket)
        connection.socket.close()
        self._gone(connection.peer)

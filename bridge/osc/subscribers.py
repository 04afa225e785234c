"""Subscriptions to topics, and their expiry. Any thread may subscribe and publish; a lock guards the table."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from bridge.core.errors import BusyError
from bridge.core.timebase import Timebase
from bridge.osc.codec import Value, encode, encode_at
from bridge.osc.peer import Peer

EXPIRY_S = 60.0
MAX_SUBSCRIPTIONS = 64


class Topic(StrEnum):
    """Topics of subscriptions."""

    NOTE = "note"
    MIDI = "midi"
    BAR = "bar"
    PLAN = "plan"
    STATUS = "status"
    LATE = "late"
    ERROR = "error"
    READY = "ready"
    TIMED = "timed"
    CLOCK = "clock"
    SCENE = "scene"
    PLAYER = "player"
    MIRROR = "mirror"
    ALL = "all"


_NOT_IN_ALL = (Topic.MIDI, Topic.TIMED, Topic.CLOCK, Topic.MIRROR)


class Subscription(NamedTuple):
    """One peer's interest in one topic."""

    peer: Peer
    topic: Topic


class Subscribers:
    """Subscriptions with their expiry."""

    def __init__(self, send_packet: Callable[[Peer, bytes], None], time: Timebase) -> None:
        self._send_packet, self._time = send_packet, time
        self._lock = threading.Lock()
        self._expiries_s: dict[Subscription, float] = {}

    def __len__(self) -> int:
        with self._lock:
            self._drop_expired()
            return len(self._expiries_s)

    def subscribe(self, peer: Peer, topic: Topic) -> None:
        """Enter or renew a subscription for `EXPIRY_S`. Raises BusyError when the table is full."""
        with self._lock:
            self._drop_expired()
            subscription = Subscription(peer, topic)
            if subscription not in self._expiries_s and len(self._expiries_s) >= MAX_SUBSCRIPTIONS:
                raise BusyError(f"{MAX_SUBSCRIPTIONS} subscriptions are all there can be; unsubscribe some")
            self._expiries_s[subscription] = self._time.now_s() + EXPIRY_S

    def keep(self, peer: Peer, topic: Topic) -> None:
        """Enter a subscription that does not expire, of one that cannot renew it."""
        with self._lock:
            self._expiries_s[Subscription(peer, topic)] = math.inf

    def unsubscribe(self, peer: Peer, topic: Topic) -> None:
        """Forget a subscription; ``all`` forgets every one of the peer."""
        with self._lock:
            for subscription in list(self._expiries_s):
                if subscription.peer == peer and topic in (subscription.topic, Topic.ALL):
                    del self._expiries_s[subscription]

    def forget(self, peer: Peer) -> None:
        """End all subscriptions of a connection that was closed."""
        self.unsubscribe(peer, Topic.ALL)

    def wants(self, topic: Topic) -> bool:
        """Whether anybody is sent this topic now."""
        return bool(self._peers(topic))

    def publish(self, topic: Topic, address: str, *arguments: Value) -> None:
        """Send a message once to each peer that wants the topic."""
        peers = self._peers(topic)
        if peers:
            packet = encode(address, arguments)
            for peer in peers:
                self._send_packet(peer, packet)

    def publish_midi(self, data: bytes) -> None:
        """Tell of a note that begins or ends now; other MIDI messages are not told."""
        kind, channel = data[0] & 0xF0, data[0] & 0x0F
        if kind in (0x80, 0x90):
            velocity = data[2] if kind == 0x90 else 0
            self.publish(Topic.MIDI, "/sideman/midi/note", channel + 1, data[1], velocity)

    def publish_at(self, topic: Topic, at_s: float, address: str, *arguments: Value) -> None:
        """Send a message in a bundle time-tagged with a monotonic moment, once to each peer that wants the topic."""
        peers = self._peers(topic)
        if peers:
            packet = encode_at(at_s - self._time.now_s(), encode(address, arguments))
            for peer in peers:
                self._send_packet(peer, packet)

    def _peers(self, topic: Topic) -> list[Peer]:
        with self._lock:
            self._drop_expired()
            # A subscriber of "all" receives every note ahead of time, and not again nearer to its moment.
            wanted = (topic,) if topic in _NOT_IN_ALL else (topic, Topic.ALL)
            return list(dict.fromkeys(each.peer for each in self._expiries_s if each.topic in wanted))

    def _drop_expired(self) -> None:
        now_s = self._time.now_s()
        for subscription in [each for each, expiry_s in self._expiries_s.items() if expiry_s <= now_s]:
            del self._expiries_s[subscription]

"""Requests to be sent events."""

from __future__ import annotations

from functools import partial

from bridge.api.announcer import plan_values
from bridge.api.osc_api import Request
from bridge.api.scene_announcer import SceneAnnouncer
from bridge.core.errors import OutOfRangeError, WrongArgumentsError
from bridge.osc.peer import Peer
from bridge.osc.server import OscServer
from bridge.osc.subscribers import EXPIRY_S, Subscribers, Topic
from bridge.performance.performer import Performer

# Of a song that plays, those who join in the middle would learn with its end only.
_TOPICS_OF_PLAYING = (Topic.TIMED, Topic.CLOCK, Topic.STATUS, Topic.ALL)


class SubscriptionRequests:
    """See the module."""

    def __init__(
        self, subscribers: Subscribers, server: OscServer, performer: Performer, scene: SceneAnnouncer | None
    ) -> None:
        self._subscribers, self._server, self._performer, self._scene = subscribers, server, performer, scene

    def subscribe(self, request: Request, word: str, port: int | None) -> None:
        """Enter or renew a subscription. Raises BusyError, OutOfRangeError, WrongArgumentsError."""
        topic, peer = Topic(word), self._subscriber(request, port)
        self._subscribers.subscribe(peer, topic)
        request.reply("/sideman/subscribed", topic.value, peer.port, EXPIRY_S)
        if topic in (Topic.PLAN, Topic.ALL):  # a new subscriber would learn the plan with its next change only
            self._server.send(peer, "/sideman/plan", *plan_values(self._performer.plan))
        if topic in _TOPICS_OF_PLAYING:
            self._performer.tell_whether_it_plays(partial(self._tell_that_it_plays, peer))
        if topic in (Topic.SCENE, Topic.ALL) and self._scene is not None:
            for address, *values in self._scene.snapshot():
                self._server.send(peer, str(address), *values)

    def unsubscribe(self, request: Request, word: str, port: int | None) -> None:
        """End a subscription. Raises OutOfRangeError, WrongArgumentsError."""
        topic, peer = Topic(word), self._subscriber(request, port)
        self._subscribers.unsubscribe(peer, topic)
        request.reply("/sideman/unsubscribed", topic.value, peer.port)

    def _tell_that_it_plays(self, peer: Peer, is_playing: bool) -> None:
        if is_playing:  # that nothing plays is what one begins with, and would be taken for the answer to `play`
            self._server.send(peer, "/sideman/playing", 1)

    def _subscriber(self, request: Request, port: int | None) -> Peer:
        if request.peer.connection:
            if port is not None:
                raise WrongArgumentsError(
                    f"{request.address}: over TCP answers come on the connection; leave the port out"
                )
            return request.peer
        peer, own = Peer(request.peer.host, port or request.peer.port), self._server.peer
        if peer in (own, Peer("127.0.0.1", own.port)):
            raise OutOfRangeError(f"port {peer.port} is Sideman's own; subscribe with the port you listen on")
        return peer

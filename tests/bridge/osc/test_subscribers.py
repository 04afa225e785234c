"""Who hears what, and for how long."""

import pytest

from bridge.api.announcer import Announcer
from bridge.core.errors import BusyError
from bridge.core.messages import BarLine, PlannedNote
from bridge.core.timebase import MockClock
from bridge.osc.codec import decode
from bridge.osc.peer import Peer
from bridge.osc.subscribers import EXPIRY_S, MAX_SUBSCRIPTIONS, Subscribers, Topic
from bridge.settings.config import load
from bridge.wiring.from_config import subscribers_of
from model.music.events import Metre

ANNA, BEN = Peer("10.0.0.1", 9000), Peer("10.0.0.2", 9001)


@pytest.fixture
def time():
    return MockClock()


@pytest.fixture
def heard():
    return []


@pytest.fixture
def subscribers(time, heard):
    return Subscribers(lambda peer, packet: heard.append((peer, *decode(packet)[0][:2])), time)


def test_each_peer_hears_its_topics_once(subscribers, heard):
    subscribers.subscribe(ANNA, Topic.NOTE)
    subscribers.subscribe(ANNA, Topic.ALL)
    subscribers.subscribe(BEN, Topic.BAR)
    subscribers.publish(Topic.NOTE, "/n", 1)
    subscribers.publish(Topic.BAR, "/b", 2)
    assert heard == [(ANNA, "/n", (1,)), (ANNA, "/b", (2,)), (BEN, "/b", (2,))]


def test_a_subscription_ends_unless_renewed(subscribers, time):
    subscribers.subscribe(ANNA, Topic.NOTE)
    subscribers.subscribe(BEN, Topic.NOTE)
    time.advance(EXPIRY_S - 1.0)
    subscribers.subscribe(BEN, Topic.NOTE)
    time.advance(2.0)
    assert len(subscribers) == 1
    time.advance(EXPIRY_S)
    assert len(subscribers) == 0


def test_the_app_that_the_configuration_names_stays_subscribed(time, heard):
    config = load(None, ["osc.mirror_port=8080"])
    subscribers = subscribers_of(config, lambda peer, packet: heard.append((peer, *decode(packet)[0][:2])), time)
    time.advance(100 * EXPIRY_S)
    subscribers.publish(Topic.MIRROR, "/sideman/mode", "play")
    assert heard == [(Peer("127.0.0.1", 8080), "/sideman/mode", ("play",))]
    assert not subscribers.wants(Topic.SCENE)


def test_unsubscribing(subscribers, heard):
    for topic in (Topic.NOTE, Topic.BAR, Topic.PLAN):
        subscribers.subscribe(ANNA, topic)
    subscribers.unsubscribe(ANNA, Topic.NOTE)
    subscribers.publish(Topic.NOTE, "/n")
    assert not heard
    assert len(subscribers) == 2
    subscribers.unsubscribe(ANNA, Topic.ALL)
    assert len(subscribers) == 0


def test_the_table_is_bounded_and_renewing_still_works(subscribers):
    for port in range(1, MAX_SUBSCRIPTIONS + 1):
        subscribers.subscribe(Peer("10.0.0.1", port), Topic.NOTE)
    subscribers.subscribe(Peer("10.0.0.1", 1), Topic.NOTE)
    with pytest.raises(BusyError, match="unsubscribe"):
        subscribers.subscribe(Peer("10.0.0.1", 60_000), Topic.NOTE)


def test_what_the_performer_tells_is_announced(subscribers, heard):
    subscribers.subscribe(ANNA, Topic.ALL)
    announcer = Announcer(subscribers)
    announcer.playing(True)
    announcer.notes([PlannedNote(4, 0, 9, 36, 100, 8.0, 0.25)])
    announcer.cancelled(12.0)
    announcer.bar(BarLine(3, 8.0, 120.0, Metre(3, 4), ("Am", "F")))
    announcer.late(12.0, ("drums", "bass"))
    announcer.inference(False, "died")
    announcer.failed("oh")
    assert [each[1:] for each in heard] == [
        ("/sideman/playing", (1,)),
        ("/sideman/note", (4, "drums", 10, 36, 100, 8.0, 0.25, 0.0)),
        ("/sideman/note/cancel", (12.0,)),
        ("/sideman/bar", (3, 8.0, 120.0, 3, 4, "Am", "F")),
        ("/sideman/late", (12.0, "drums", "bass")),
        ("/sideman/inference", (0, "died")),
        ("/sideman/error", ("", "internal", "oh")),
    ]


def test_a_connection_that_goes_takes_its_own_subscriptions_along_and_no_others(subscribers, heard):
    one, other = Peer("10.0.0.1", 9000, 1), Peer("10.0.0.1", 9000, 2)
    for peer in (ANNA, one, other):
        subscribers.subscribe(peer, Topic.NOTE)
        subscribers.subscribe(peer, Topic.BAR)
    subscribers.forget(one)
    subscribers.publish(Topic.NOTE, "/n")
    assert [each[0] for each in heard] == [ANNA, other]
    assert len(subscribers) == 4

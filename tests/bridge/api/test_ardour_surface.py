"""Ardour is asked until it answers, and its messages lead the host's clock."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from bridge.api.ardour_surface import ASK_EVERY_S, SILENT_S, ArdourSurface
from bridge.core.errors import WrongArgumentsError
from bridge.core.timebase import MockClock
from bridge.inference_worker.model_loader import load_music
from bridge.osc.codec import decode
from bridge.osc.peer import Peer
from tests.bridge.talking_rig import TalkingRig


@pytest.fixture
def desk(tmp_path):
    return TalkingRig(tmp_path, load_music().make_generator)


def test_ardour_is_asked_until_it_answers_and_again_when_it_is_silent():
    sent, time_ = [], MockClock()
    server = SimpleNamespace(peer=Peer("127.0.0.1", 7770), send_packet=lambda *each: sent.append(each))
    surface = ArdourSurface(3819, server, time_)
    for _ in range(10):
        surface.check()
        time_.advance(ASK_EVERY_S / 4)
    assert [peer for peer, _ in sent] == [Peer("127.0.0.1", 3819)] * 3
    (message,) = decode(sent[0][1])
    assert (message.address, message.arguments[2], message.arguments[-1]) == ("/set_surface", 2104, 7770)
    surface.heard()
    time_.advance(SILENT_S - 0.1)
    surface.check()
    assert len(sent) == 3
    time_.advance(0.2)
    surface.check()
    assert len(sent) == 4


def test_without_a_port_nobody_is_asked():
    server = SimpleNamespace(peer=Peer("127.0.0.1", 7770), send_packet=lambda *_: pytest.fail("asked"))
    ArdourSurface(0, server, MockClock()).check()


def test_ardours_own_messages_are_understood(desk):
    desk.send("/heartbeat", 1.0)
    desk.send("/position/bbt", "005|01|0000")
    desk.send("/position/time", "00:00:10.000")
    desk.send("/transport_play", 1.0)
    desk.send("/transport_stop", 0.0)
    desk.send("/position/bbt", "005|01|0096")
    assert desk.host.beat_now() == pytest.approx(16.05, abs=0.01)
    assert desk.host.tempo_bpm() == pytest.approx(96.0)
    with pytest.raises(WrongArgumentsError, match="a position of Ardour"):
        desk.send("/position/bbt", "somewhere")
    desk.send("/transport_play", 0.0)
    assert desk.host.beat_now() is None

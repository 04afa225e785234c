"""What is set, as subscribers of ``scene`` are told it, by whatever way it was changed."""

import pytest
from talking_rig import PEER, TalkingRig

from bridge.api.announcer import Announcer
from bridge.core.errors import OutOfRangeError
from bridge.inference_worker.model_loader import load_music
from bridge.osc.peer import Peer
from bridge.settings.controls import CONTROLS

OTHER = Peer("127.0.0.1", 50_009)


@pytest.fixture(scope="module")
def make_generator():
    return load_music().make_generator


@pytest.fixture
def desk(tmp_path, make_generator):
    rig = TalkingRig(tmp_path, make_generator)
    rig.ask("subscribe", "scene")
    rig.scene_announcer.tick()
    rig.published.clear()
    return rig


def told(desk):
    """What was published with the next tick."""
    desk.scene_announcer.tick()
    found = [(address, *values) for _, address, values in desk.published]
    desk.published.clear()
    return found


def test_a_new_subscriber_is_sent_everything_that_is_set(tmp_path, make_generator):
    desk = TalkingRig(tmp_path, make_generator)
    desk.ask("part", "bass", "density", 2.0)
    desk.ask("subscribe", "scene", peer=OTHER)
    sent = [(address, *values) for peer, address, values in desk.published if peer == OTHER]
    assert [each[1] for each in sent if each[0] == "/sideman/control"] == [each.name for each in CONTROLS]
    assert ("/sideman/part", "bass", "density", 2.0) in sent
    assert ("/sideman/mode", "play") in sent
    assert ("/sideman/clock", "auto", "internal") in sent
    assert ("/sideman/takes/made", 0) in sent


def test_what_did_not_change_is_not_sent_again(desk):
    assert told(desk) == []


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (("set", "swing", 0.5), ("/sideman/control", "swing", 0.5)),
        (("part", "bass", "on", 0), ("/sideman/part", "bass", "on", 0)),
        (("part", "organ", "density", 2.5), ("/sideman/part", "organ", "density", 2.5)),
        (("mode", "respond"), ("/sideman/mode", "respond")),
        (("quantum", "bar"), ("/sideman/quantum", "bar")),
        (("lock", "bass", "bars", "3-4"), ("/sideman/locked", "bass", "3-4")),
        (("chords", "Am", "F"), ("/sideman/chords", "Am", "Am", "F", "F")),
        (("clock", "host"), ("/sideman/clock", "host", "host")),
        (("click", 1), ("/sideman/click", 1)),
        (("count_in", 2), ("/sideman/count_in", 2)),
        (("seed", 8), ("/sideman/seed", 8)),
        (("melody", "reed"), ("/sideman/melody", "reed")),
        (("follow_tempo", 0), ("/sideman/follow_tempo", 0)),
        (("drum_map", "roland"), ("/sideman/drum_map", "roland")),
        (("form", "AABA"), ("/sideman/sections", "a", "a", "b", "a")),
        (("scene/store", "1"), ("/sideman/scene/list", "1")),
    ],
)
def test_a_change_by_another_client_is_announced(desk, request_, message):
    name, *values = request_
    desk.ask(name, *values, peer=OTHER)
    found = told(desk)
    assert any(each[: len(message)] == message for each in found), found


def test_a_part_left_to_the_words_again_and_undo_are_announced(desk):
    desk.ask("part", "bass", "on", 0)
    assert ("/sideman/undone", 1, 0) in told(desk)
    desk.ask("part", "bass", "on", "auto")
    assert ("/sideman/part", "bass", "on", "auto") in told(desk)
    desk.ask("undo")
    assert ("/sideman/part", "bass", "on", 0) in told(desk)


def test_which_parts_play_is_told_whatever_decides_it(desk):
    desk.ask("prompt", "funk with drums, bass and organ")
    plays = {message[1]: message[2] for message in told(desk) if message[0] == "/sideman/part/plays"}
    assert {part for part, does in plays.items() if does} >= {"organ"}
    desk.ask("part", "bass", "on", 0)
    assert ("/sideman/part/plays", "bass", 0) in told(desk)
    desk.ask("part", "bass", "on", "auto")
    assert ("/sideman/part/plays", "bass", 1) in told(desk)


def test_an_app_without_scripts_is_sent_what_is_set_as_requests(desk):
    desk.ask("unsubscribe", "all")
    desk.ask("subscribe", "mirror")
    desk.ask("prompt", "funk in D minor at 104")
    everything = told(desk)
    for message in (
        *(("/sideman/set", "temperature", 1.0), ("/sideman/part", "drums", "on", 1), ("/sideman/mode", "play")),
        *(("/sideman/tempo", 104.0), ("/sideman/key", "D minor")),
    ):
        assert message in everything
    assert not any(message[:2] == ("/sideman/set", "energy") for message in everything)  # the words have it
    assert told(desk) == []
    desk.ask("set", "energy", 0.5, peer=OTHER)
    assert told(desk) == [("/sideman/set", "energy", 0.5)]
    again = [message for _ in range(100) for message in told(desk)]
    assert ("/sideman/mode", "play") in again


def test_an_app_without_scripts_is_sent_lines_to_show(desk):
    desk.ask("unsubscribe", "all")
    desk.ask("subscribe", "mirror")
    assert {message[1:] for message in told(desk) if message[0] == "/sideman/show"} == {
        *(("state", "stopped"), ("bar", "-"), ("now", "-"), ("next", "-")),
    }
    desk.ask("chords", "Am", "F", "C")
    told(desk)
    desk.ask("play", until="/sideman/playing")
    desk.run_for(0.5)
    shown = {message[1]: message[2] for message in told(desk) if message[0] == "/sideman/show"}
    assert shown == {"state": "playing", "bar": "bar 1", "now": "Am", "next": "F"}


def test_a_refusal_is_shown_for_ten_seconds_whoever_asked(desk):
    desk.ask("unsubscribe", "all")
    desk.ask("subscribe", "mirror")
    desk.published.clear()
    with pytest.raises(OutOfRangeError):
        desk.ask("tempo", 1.0, peer=OTHER)

    def errors():
        return [
            values[1] for _, address, values in desk.published if address == "/sideman/show" and values[0] == "error"
        ]

    (text,) = errors()
    assert "tempo" in text
    for _ in range(9):
        desk.requests.tick()
    assert errors() == [text]
    desk.requests.tick()
    assert errors() == [text, ""]
    desk.requests.tick()
    assert len(errors()) == 2


def test_a_learnt_controller_is_announced(desk):
    desk.ask("learn", "energy")
    desk.cc_map.target_of(21, 3)
    assert told(desk) == [("/sideman/controllers", "energy", "21.3")]


def test_bars_ahead_are_told_with_their_chords(desk):
    desk.ask("chords", "Am", "F")
    told(desk)
    desk.ask("play", until="/sideman/playing")
    desk.run_for(0.5)
    (ahead,) = [each for each in told(desk) if each[0] == "/sideman/ahead"]
    assert ahead[1:8] == (1, 0.0, 4, 4, "Am", "Am", "")
    assert ahead[8:10] == (2, 4.0)
    assert ahead[12] == "F"


def test_keys_of_the_player_are_told_as_they_come(desk):
    desk.ask("subscribe", "player")
    desk.listener.played = Announcer(desk.subscribers).played
    desk.published.clear()
    desk.send("note", 60, 90)
    desk.send("note", 60, 0)
    assert [(address, values) for _, address, values in desk.published] == [
        ("/sideman/player/note", (60, 90)),
        ("/sideman/player/note", (60, 0)),
    ]


def test_nothing_is_read_without_a_subscriber(desk, monkeypatch):
    desk.ask("unsubscribe", "all", peer=PEER)
    monkeypatch.setattr(desk.scene_announcer, "_messages", lambda: pytest.fail("read"))
    desk.scene_announcer.tick()

"""Clips into Live by AbletonOSC, against a double of the addresses that it documents."""

import socket
import threading

import pytest
from bridge_doubles import ScriptedBar
from click.testing import CliRunner

from bridge.commands.clip import clip as clip_command
from bridge.core.errors import BadRequestError, NoAnswerError, PortTakenError, WrongArgumentsError
from bridge.hosts import ableton_osc
from bridge.hosts.ableton_osc import AbletonOsc, LiveClip, LiveNote
from bridge.hosts.live_clips import live_clips, read_slot
from bridge.osc.codec import decode, encode
from model.music.events import Metre, Note

MAX_DATAGRAM = 9_216  # what macOS lets through


class Live:
    """The remote script with a set of so many tracks and scenes behind it; audio tracks take no MIDI clip."""

    def __init__(self, n_tracks=4, n_scenes=8, audio_tracks=()):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.n_tracks, self.n_scenes, self.audio_tracks = n_tracks, n_scenes, audio_tracks
        self.clips, self.largest, self.answer_port = {}, 0, None
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        while True:
            try:
                packet = self.socket.recv(65_536)
            except OSError:
                return
            self.largest = max(self.largest, len(packet))
            message = decode(packet)[0]
            answer = self.take(message.address, message.arguments)
            if answer is not None:
                self.socket.sendto(encode(message.address, answer), ("127.0.0.1", self.answer_port))

    def take(self, address, values):
        match address:
            case "/live/test":
                return ("ok",)
            case "/live/song/get/num_tracks":
                return (self.n_tracks,)
            case "/live/song/get/num_scenes":
                return (self.n_scenes,)
            case "/live/clip_slot/get/has_clip":
                return (*values, int(values in self.clips))
            case "/live/clip_slot/create_clip":
                if values[0] not in self.audio_tracks:
                    self.clips[values[:2]] = {"length": values[2], "name": "", "notes": []}
            case "/live/clip/set/name":
                self.clips[values[:2]]["name"] = values[2]
            case "/live/clip/add/notes":
                notes = values[2:]
                assert len(notes) % 5 == 0
                self.clips[values[:2]]["notes"] += [tuple(notes[at : at + 5]) for at in range(0, len(notes), 5)]
        return None


@pytest.fixture
def start_live():
    running = []

    def start(**how):
        live = Live(**how)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.bind(("127.0.0.1", 0))
            live.answer_port = probe.getsockname()[1]
        running.append(live)
        return live

    yield start
    for live in running:
        live.socket.close()


def talk_to(live):
    return AbletonOsc("127.0.0.1", live.socket.getsockname()[1], live.answer_port)


NOTES = tuple(LiveNote(36 + n % 40, n / 4, 0.25, 1 + n % 127) for n in range(2_000))


def test_two_thousand_notes_arrive_in_messages_that_pass(start_live):
    live = start_live()
    with talk_to(live) as script:
        script.write([LiveClip("bass", 500.0, NOTES), LiveClip("drums", 500.0, NOTES[:3])], 1, 2)
        script._ask("/live/test")  # everything before it was taken
    assert set(live.clips) == {(1, 2), (2, 2)}
    assert live.clips[1, 2]["notes"] == [pytest.approx(tuple(note)) for note in NOTES]
    assert (live.clips[1, 2]["name"], live.clips[1, 2]["length"]) == ("bass", 500.0)
    assert live.largest <= MAX_DATAGRAM


@pytest.mark.parametrize(
    ("how", "place", "why"),
    [
        ({"n_tracks": 2}, (1, 0), r"Live has 2 tracks.*tracks 2 to 3"),
        ({"n_scenes": 2}, (0, 5), "Live has 2 scenes, and slot 6"),
        ({"audio_tracks": (0,)}, (0, 0), "is it a MIDI track"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_made(start_live, how, place, why):
    live = start_live(**how)
    with talk_to(live) as script, pytest.raises(BadRequestError, match=why):
        script.write([LiveClip("a", 4.0, NOTES[:2]), LiveClip("b", 4.0, NOTES[:2])], *place)
    assert not live.clips


def test_a_clip_that_is_there_is_never_overwritten(start_live):
    live = start_live()
    live.clips[1, 0] = {"notes": ["mine"]}
    with talk_to(live) as script, pytest.raises(BadRequestError, match="track 2 has a clip in slot 1"):
        script.write([LiveClip("a", 4.0, ()), LiveClip("b", 4.0, ())], 0, 0)
    assert live.clips == {(1, 0): {"notes": ["mine"]}}


def test_nobody_and_a_taken_port_are_one_sentence_each(monkeypatch):
    monkeypatch.setattr(ableton_osc, "ANSWER_WITHIN_S", 0.1)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
        with pytest.raises(PortTakenError, match="where AbletonOSC answers, is taken"):
            AbletonOsc(answer_port=port)
        with AbletonOsc(port=port, answer_port=0) as script, pytest.raises(NoAnswerError, match="remote script"):
            script.write([LiveClip("a", 4.0, ())], 0, 0)


def test_bars_become_a_clip_for_each_part():
    bars = [ScriptedBar(Metre(3, 4), 100.0, ("C", "C"), (Note(12, 5, 40, 24, 90), Note(0, 0, 36, 6, 80)))] * 2
    drums, bass = live_clips(bars, "waltz")
    assert (drums.name, bass.name, bass.length_beats) == ("drums: waltz", "bass: waltz", 6.0)
    assert bass.notes == (LiveNote(40, 0.5, 1.0, 90), LiveNote(40, 3.5, 1.0, 90))


@pytest.mark.parametrize("text", ["", "1", "0:1", "1:0", "a:b", "1:2:3"])
def test_a_slot_is_two_numbers_from_one(text):
    with pytest.raises(WrongArgumentsError, match="TRACK:SLOT"):
        read_slot(text)


def test_the_command_writes_into_live(start_live, monkeypatch, tmp_path):
    live = start_live(n_tracks=20)
    monkeypatch.setattr("bridge.commands.clip.AbletonOsc", lambda: talk_to(live))
    out = ["-o", str(tmp_path / "x.mid"), "--bars", "1", "--seed", "1", "--to-live", "1:1"]
    result = CliRunner().invoke(clip_command, ["jazz trio", *out], catch_exceptions=False)
    assert "in slot 1, from track 1 on" in result.output
    assert {place[1] for place in live.clips} == {0}
    assert sum(len(each["notes"]) for each in live.clips.values()) > 0

"""Random bytes, and requests with something wrong in them, from all sides: ``make fuzz`` sends 200,000 of each."""

from __future__ import annotations

import logging
import math
import os
import random
import struct

import pytest
from bridge_doubles import ScriptedWorker
from talking_rig import TalkingRig

from bridge.api.midi_actions import MidiActions
from bridge.api.osc_api import TABLE
from bridge.clocks import Source
from bridge.clocks.midi import MidiClock
from bridge.core.errors import SidemanError
from bridge.core.messages import Tone
from bridge.core.timebase import MockClock
from bridge.inference.protocol import (
    Answer,
    ClipFailed,
    ClipMade,
    MakeClip,
    PlayerAnalysis,
    PlayerNote,
    Understood,
    Words,
)
from bridge.midi.feedback import FeedbackFilter
from bridge.midi.player_input import PlayerInput
from bridge.osc.arguments import AUTO, Argument, Kind
from bridge.osc.codec import decode, encode
from bridge.osc.peer import Peer
from bridge.osc.server import OscServer
from model.music.config import PARTS, STYLES
from model.text import parse

N = int(os.environ.get("SIDEMAN_FUZZ", "8000"))
WORDS = ("slow", "blues", "in D minor", "120 bpm", "7/8", "no drums", "faster", "loud", "雨", "\n", "é", "x" * 70, "")
# Numbers and names that must fit those of another request.
RARELY_RIGHT = {
    *("/sideman/clip/resend", "/sideman/fill/notes", "/sideman/fill/end", "/sideman/again"),
    *("/sideman/given/replace", "/sideman/given/continue", "/sideman/given/complement"),
    *(
        "/sideman/takes/hear",
        "/sideman/takes/keep",
        "/sideman/library/loop",
        "/sideman/library/remove",
        "/sideman/keep",
    ),
    *("/sideman/section", "/sideman/section/cut", "/sideman/song", "/sideman/drum_map"),
}
TEXTS = {
    "key": ("D minor", "F#", "H", "Bb major"),
    "chart": ("| Am | F G |", "[A]\n| C | (3/4) F | Hm |", "|: C | 1. F :| 2. G |", "auto", "{title: Air}\n[C]la"),
    "section": ("next", "verse", "repeat", "1", "kazoo"),
    "map": ("gm", "addictive", "kazoo"),
    "metre": ("3/4", "7/8", "4/4", "99/4"),
    "chords": ("Am F C G", "Dm7 G13 2", "auto", "Xm"),
    "position": ("005|01|0960", "00:01:02:500", "2.1.00", "-1.1.00", "7.3.99", "2"),
    "target": ("energy", "drums.on", "panic", "gravity"),
    "parts": ("drums", "drums,bass", "kazoo"),
    "what": ("drums", "bass bars 3-4", "all", "rhythm", "bars"),
}
WEIRD = (
    None,
    True,
    False,
    b"",
    b"blob",
    math.nan,
    math.inf,
    -math.inf,
    -0.0,
    1e38,
    2**31,
    -(2**63),
    "",
    " ",
    "nan",
    "9e999",
)

RARELY_RIGHT |= {"/sideman/song", "/sideman/section/store"}  # of a list in a folder; once whole bars were played


class QuickWorker(ScriptedWorker):
    """A scripted worker that understands words, answers the player, and makes every other clip."""

    def receive(self, message):
        match message:
            case Words():
                self.tell(Understood(message.request, parse(message.words)))
            case MakeClip() if message.request % 2:
                packet = encode("/sideman/clip/notes", [message.request, 0])
                self.tell(ClipMade(message.request, (packet,) * 3, packet, 0))
            case MakeClip():
                self.tell(ClipFailed(message.request, "take", "there is no room"))
            case PlayerNote():
                self.tell(Answer(message.serial, (Tone(1, 100, 1, 0.0, 1.0),) * message.n_answers))
                self.tell(PlayerAnalysis(message.pitch % 12, message.velocity / 127))
            case _:
                super().receive(message)
        self.heard.clear()


class FuzzedRig(TalkingRig):
    """The requests without the model, so that many can be made."""

    def _worker(self, _make_worker):
        return QuickWorker


@pytest.fixture
def desk(tmp_path):
    return FuzzedRig(tmp_path, None)


# -- OSC


def fitting(argument: Argument, rng: random.Random):
    """Values that an argument takes, or nearly."""
    low, high = max(argument.low, -1e7), min(argument.high, 1e7)
    match argument.kind:
        case _ if argument.name in TEXTS and rng.random() < 0.7:
            return [rng.choice(TEXTS[argument.name])]
        case Kind.INT:
            few = rng.randint(int(low), min(int(low) + 3, int(high)))
            return [rng.choice([rng.randint(int(low), int(high)), few, few, int(high), int(low) - 1, int(high) + 1])]
        case Kind.FLOAT:
            return [rng.choice([rng.uniform(low, high), low, high, float(rng.randint(0, 9))])]
        case Kind.WORD:
            return [rng.choice(argument.choices or ("verse", "energy", "bass,drums", "piano", "drums.on", *WORDS))]
        case Kind.TEXT:
            return [rng.choice((*WORDS, "F#", "3/4", "Am F C G", rng.random(), 7)) for _ in range(rng.randint(1, 4))]
        case Kind.WEIGHTS:
            return [rng.choice((*STYLES, "rain", rng.random(), -1.0)) for _ in range(rng.randint(1, 6))]
        case Kind.NOTES:
            return [value for _ in range(rng.randint(0, 6)) for value in note(rng)]
        case Kind.INTS:
            return [rng.randint(-1, 9) for _ in range(rng.randint(0, 5))]
    return [rng.choice((AUTO, "none", rng.random(), rng.randint(-2, 9), "0.5"))]


def note(rng):
    return (
        rng.choice(PARTS),
        rng.randint(1, 16),
        rng.randint(0, 127),
        rng.randint(1, 127),
        8 * rng.random(),
        rng.random(),
    )


def request(rng: random.Random) -> bytes:
    """A request that is right but for what chance did to one or two of its values."""
    handler = rng.choice(TABLE)
    values = [value for argument in handler.signature for value in fitting(argument, rng)]
    if handler.signature and handler.signature[-1].optional and rng.random() < 0.5:
        values = values[: len(handler.signature) - 1]
    for _ in range(rng.choice((0, 0, 0, 1, 2))):
        place = rng.randint(0, len(values))
        match rng.randrange(3):
            case 0:
                values.insert(place, rng.choice(WEIRD))
            case 1:
                values[place : place + 1] = [rng.choice(WEIRD)]
            case 2:
                del values[place : place + 1]
    return encode(handler.address, values)


def bundled(rng: random.Random, packets: list[bytes]) -> bytes:
    time_tag = rng.choice((1, 0, rng.getrandbits(64), 2**64 - 1))
    sized = b"".join(struct.pack(">i", len(packet)) + packet for packet in packets)
    return b"#bundle\x00" + struct.pack(">Q", time_tag) + sized


def damaged(rng: random.Random, packet: bytes) -> bytes:
    """A few bytes changed, lost, doubled or put in."""
    data = bytearray(packet)
    for _ in range(rng.randint(1, 4)):
        place = rng.randint(0, max(len(data) - 1, 0))
        match rng.randrange(6):
            case 0 if data:
                data[place] = rng.randrange(256)
            case 1 if data:
                data[place] ^= 1 << rng.randrange(8)
            case 2:
                del data[place : place + rng.choice((1, 4, 8))]
            case 3:
                data[place:place] = rng.randbytes(rng.choice((1, 4)))
            case 4:
                del data[place:]
            case 5:
                data[place:place] = data[place : place + rng.randint(1, 16)]
    return bytes(data)


def random_packet(rng: random.Random) -> bytes:
    match rng.randrange(10):
        case 0:
            return rng.randbytes(rng.randint(0, 64))
        case 1:
            return bundled(rng, [request(rng) for _ in range(rng.randint(0, 4))])
        case 2:
            return damaged(rng, bundled(rng, [request(rng), damaged(rng, request(rng))]))
        case 3 | 4 | 5:
            return damaged(rng, request(rng))
    return request(rng)


def test_whatever_comes_over_osc_only_our_errors_leave_and_what_is_refused_changes_nothing(desk, caplog):
    caplog.set_level(logging.ERROR)
    rng, refused, sentences, obeyed = random.Random(2), {}, set(), set()
    peers = [Peer("127.0.0.1", 50_000), Peer("127.0.0.1", 50_001, 3), Peer("127.0.0.7", 9000)]
    for number in range(N):
        peer, replies = rng.choice(peers), []
        try:
            messages = decode(random_packet(rng))
        except SidemanError as error:
            refused[error.code] = refused.get(error.code, 0) + 1
            continue
        for message in messages:
            before = desk.performer.scene
            try:
                desk.requests.dispatch(message, peer, lambda *reply, to=replies: to.append(reply), replies.append)
            except SidemanError as error:
                refused[error.code] = refused.get(error.code, 0) + 1
                sentences.add(str(error))
                unchanged = desk.performer.scene is before
                assert unchanged, message
            else:
                obeyed.add(message.address)
        for reply in replies:
            assert isinstance(reply, bytes) or encode(reply[0], reply[1:])  # an answer that no packet could hold
        if number % 8 == 0:
            desk.run_for(rng.choice((0.0, 0.0, 0.01, 0.06)))
        if number % 512 == 0:
            for name in desk.desk.scenes.names:
                desk.desk.scenes.delete(name)
    desk.performer.stop()
    desk.run_for(0.1)
    desk.assert_clean()
    assert not caplog.records
    assert all(len(sentence) > 10 for sentence in sentences)
    assert {"bad_packet", "wrong_arguments", "out_of_range", "unknown_address", "unknown_style"} <= refused.keys()
    assert N < 8000 or {handler.address for handler in TABLE} - obeyed <= RARELY_RIGHT
    assert desk.port.note_ons()
    assert desk.performer.plan.tempo_bpm is None or math.isfinite(desk.performer.plan.tempo_bpm)


def test_the_server_outlives_any_datagram_and_counts_what_it_refused(caplog):
    rng = random.Random(2)
    server = OscServer("127.0.0.1", 0, MockClock(), max_connections=0)
    answers = []
    server._dispatch = lambda *_: None
    server.send_packet = lambda _, packet: answers.append(decode(packet)[0])
    try:
        for _ in range(N):
            server._obey_packet(
                rng.choice((random_packet, lambda rng: rng.randbytes(rng.randint(0, 64))))(rng), Peer("h", 1)
            )
            server._obey_waiting()
    finally:
        server.close()
    assert server.n_received == N
    assert server.n_errors == len(answers) > 0
    assert {answer.address for answer in answers} == {"/sideman/error"}
    assert len(caplog.records) <= 10


# -- MIDI


class Acting:
    """Keeps what the input calls for."""

    def __init__(self):
        self.acts = []

    def player_note(self, pitch, velocity, at_s=None):  # noqa: ARG002
        self.acts.append(("note", pitch, velocity))

    def controller(self, controller, value, channel):
        self.acts.append(("controller", controller, value, channel))

    def program(self, number):
        self.acts.append(("program", number))

    def clock_bytes(self, data, _at_s):
        self.acts.append(("clock", data))

    def thru(self, data, note_id):
        self.acts.append(("thru", data, note_id < 0))


def expected(data, channel, *, thru):
    """What a MIDI message calls for, said in another way than the module says it."""
    if data[:1] in (b"\xf2", b"\xf8", b"\xfa", b"\xfb", b"\xfc"):
        return [("clock", data)]
    if data[:1] == b"\xf1" and len(data) == 2 and data[1] < 0x80:  # time code, by quarter frames and full frames
        return [("clock", data)]
    if data[:1] == b"\xf0" and len(data) > 2 and data[-1] == 0xF7 and all(byte < 0x80 for byte in data[1:-1]):
        return [("clock", data)]
    kinds = {0x8: 3, 0x9: 3, 0xA: 3, 0xB: 3, 0xC: 2, 0xD: 2, 0xE: 3}
    if not data or len(data) != kinds.get(data[0] >> 4) or any(byte & 0x80 for byte in data[1:]):
        return []
    if channel not in (0, (data[0] & 15) + 1):
        return []
    kind = data[0] >> 4
    through = [("thru", data, kind in (8, 9))] if thru else []
    match kind:
        case 8:
            return [*through, ("note", data[1], 0)]
        case 9:
            return [*through, ("note", data[1], data[2])]
        case 0xB:
            return [*through, ("controller", data[1], data[2], (data[0] & 15) + 1)]
        case 0xC:
            return [*through, ("program", data[1])]
    return through


def random_midi(rng: random.Random) -> bytes:
    match rng.randrange(8):
        case 6:
            return bytes((0xF1, *(rng.randrange(0xC0) for _ in range(rng.choice((0, 1, 1, 2))))))
        case 7:
            return bytes((0xF0, *(rng.randrange(0x88) for _ in range(rng.randrange(10))), rng.choice((0xF7, 0xF7, 1))))
        case 0:
            return rng.randbytes(rng.randint(0, 6))
        case 1:
            return bytes(
                (rng.choice((0xF2, 0xF8, 0xF8, 0xF8, 0xFA, 0xFB, 0xFC)), *rng.randbytes(rng.choice((0, 0, 2))))
            )
        case 2:
            return bytes((rng.randrange(0x80, 0x100), rng.randrange(256), rng.randrange(256)))
        case 3:
            return bytes((rng.choice((0xC0, 0xD0)) | rng.randrange(16), rng.randrange(128)))
    return bytes(
        (rng.choice((0x80, 0x90, 0x90, 0xA0, 0xB0, 0xE0)) | rng.randrange(16), rng.randrange(128), rng.randrange(128))
    )


@pytest.mark.parametrize(("channel", "thru"), [(0, False), (0, True), (10, True)])
def test_every_midi_message_does_what_it_should_and_no_other_bytes_do_anything(channel, thru, caplog):
    rng, acting = random.Random(3 + channel), Acting()
    midi = PlayerInput(acting, FeedbackFilter(MockClock(), 0.06), channel=channel, thru=thru)
    n_ignored = 0
    for number in range(N):
        data = random_midi(rng)
        acting.acts = []
        midi.receive(data, float(number))
        wanted = expected(data, channel, thru=thru)
        assert acting.acts == wanted, data.hex(" ")
        n_ignored += not wanted
    assert (midi.n_received, midi.n_ignored) == (N, n_ignored)
    assert not caplog.records


def test_any_hands_on_any_controls_leave_a_player_that_plays(desk, caplog):
    """Everything behind the input is real: performer, scheduler, scenes, controllers, a clock of random ticks."""
    caplog.set_level(logging.ERROR)
    rng = random.Random(5)
    clock = MidiClock(desk.time, desk.clock.clock_changed)
    desk.clock._clocks[Source.MIDI] = clock
    desk.cc_map._targets.update(
        {"1": "energy", "7": "drums.on", "64": "hold", "20": "play", "21": "stop", "22": "panic"}
    )
    desk.desk.scenes.store("5", desk.performer.scene)
    hands = MidiActions(desk.performer, desk.desk.scenes, desk.cc_map, desk.scheduler, clock)
    feedback = FeedbackFilter(desk.time, 0.06)
    midi = PlayerInput(hands, feedback, thru=True)
    for number in range(N):
        midi.receive(random_midi(rng), desk.time.now_s() + rng.choice((0.0, -0.01, 0.001)))
        if number % 16 == 0:
            desk.run_for(rng.choice((0.0, 0.02, 0.3)))
    assert midi.n_received == N
    assert 0 < midi.n_ignored < N
    assert not caplog.records, caplog.text
    desk.performer.panic()
    desk.run_for(31.0)
    assert not desk.port.sounding
    midi.receive(b"\xb0\x01\x7f")
    assert desk.performer.scene.controls["energy"] == 1.0

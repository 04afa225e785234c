"""Every address of the table, from a message to its answer, on a mock clock."""

import inspect
from time import monotonic, sleep
from types import SimpleNamespace

import mido
import pytest
from talking_rig import PEER, TalkingRig

from bridge.api.fill_uploads import MAX_OPEN
from bridge.api.osc_api import MAX_PROMPT_CHARACTERS, TABLE, find
from bridge.api.requests import Requests
from bridge.api.status_table import STATUS
from bridge.core.errors import (
    BadRequestError,
    BusyError,
    IncompleteError,
    NotAllowedError,
    OutOfRangeError,
    UnknownAddressError,
    UnknownClipError,
    UnknownSceneError,
    UnknownStyleError,
    WrongArgumentsError,
)
from bridge.inference_worker.model_loader import load_music
from bridge.osc.arguments import Kind
from bridge.osc.codec import encode
from bridge.osc.peer import Peer
from model.music.plan import Plan
from model.text import parse

TCP = Peer("127.0.0.1", 50_001, 3)


@pytest.fixture(scope="module")
def make_generator():
    return load_music().make_generator


@pytest.fixture
def desk(tmp_path, make_generator):
    return TalkingRig(tmp_path, make_generator)


def as_dict(answer):
    return dict(zip(answer[1::2], answer[2::2], strict=True))


def test_ping_and_version(desk):
    assert desk.ask("ping") == [("/sideman/pong",)]
    assert desk.ask("version") == [("/sideman/version", "0.1.0", "abc123", 1)]


def test_a_prompt_is_answered_with_its_plan_one_atom_a_value(desk):
    (answer,) = desk.ask("prompt", "slow", "blues", "in", "D", "minor", "3/4", "no", "drums")
    assert answer[0] == "/sideman/plan"
    plan = as_dict(answer)
    assert list(plan)[:7] == ["style", "tempo", "key", "metre", "parts", "excluded", "unknown"]
    assert plan["style"] == "blues 1"
    assert plan["key"] == "D minor"
    assert plan["metre"] == "3/4"
    assert plan["excluded"] == "drums"
    assert isinstance(plan["tempo"], float)


def test_a_style_keeps_what_was_said_before(desk):
    desk.ask("prompt", "blues in E at 77 bpm")
    (answer,) = desk.ask("style", "jazz", 0.7, "latin", 0.3)
    plan = as_dict(answer)
    assert plan["style"] == "jazz 0.7 latin 0.3"
    assert plan["tempo"] == 77.0
    assert plan["key"] == "E major"


def test_words_are_read_by_what_the_requests_are_given(tmp_path, make_generator):
    heard = []

    def parse_words(words):
        heard.append(words)
        return Plan(words=words, style=(("metal", 1.0),), text=(0.5,))

    desk = TalkingRig(tmp_path, make_generator, parse_words)
    assert as_dict(desk.ask("prompt", "thunder")[0])["style"] == "metal 1"
    assert desk.performer.plan.text == (0.5,)
    desk.ask("clip", 1, "lightning", until="/sideman/clip/end")
    assert heard == ["thunder", "lightning"]


def test_a_style_takes_back_the_vector_of_words_that_tell_another(tmp_path, make_generator):
    desk = TalkingRig(
        tmp_path, make_generator, lambda words: Plan(words=words, style=(("metal", 1.0),), tempo_bpm=90.0, text=(0.5,))
    )
    desk.ask("prompt", "thunder")
    desk.ask("style", "jazz")
    assert desk.performer.plan.text == ()
    assert desk.performer.plan.tempo_bpm == 90.0


def test_an_unknown_style_changes_nothing(desk):
    before = desk.performer.plan
    with pytest.raises(UnknownStyleError, match="jazz"):
        desk.ask("style", "jaz")
    assert desk.performer.plan is before


def test_a_prompt_of_nonsense_lists_its_words(desk):
    (answer,) = desk.ask("prompt", "zzyzx " * 300)
    assert len(encode(*[answer[0], answer[1:]])) < 1_400
    assert "zzyzx" in as_dict(answer)["unknown"]


def test_the_longest_prompt_is_taken_and_one_more_is_not(desk):
    assert desk.ask("prompt", "x" * MAX_PROMPT_CHARACTERS)
    with pytest.raises(OutOfRangeError, match="2000"):
        desk.ask("prompt", "x" * (MAX_PROMPT_CHARACTERS + 1))


def test_play_stop_and_panic_answer_when_done(desk):
    assert desk.ask("play") == [("/sideman/playing", 1)]
    for _ in range(100):  # at a moment where something sounds: a groove has rests
        desk.run_for(0.02)
        if desk.port.sounding:
            break
    assert desk.port.sounding
    assert desk.ask("stop") == [("/sideman/playing", 0)]
    assert not desk.port.sounding
    assert desk.ask("panic") == [("/sideman/panicked",)]


def test_a_seed_is_fixed_and_freed(desk):
    assert desk.ask("seed", 9) == [("/sideman/seed", 9)]
    assert desk.performer.editor.seeds.new() == 9
    assert desk.ask("seed", -1) == [("/sideman/seed", -1)]
    assert len({desk.performer.editor.seeds.new() for _ in range(3)}) > 1


def test_status_names_everything(desk):
    desk.ask("play")
    desk.run_for(3.0)
    (answer,) = desk.ask("status")
    status = as_dict(answer)
    assert list(status) == [name for name, _ in STATUS]
    assert status["playing"] == 1
    assert status["bar"] == 2
    assert status["tempo"] == 120.0
    assert status["clock"] == "internal"
    assert status["inference"] == 1
    assert status["ports_missing"] == "a keyboard"
    assert status["midi_port"] == "Sideman"
    assert len(encode(answer[0], answer[1:])) < 1_400


def notes_of(answers):
    """Notes of a clip's packets, in turn."""
    values = [value for answer in answers if answer[0] == "/sideman/clip/notes" for value in answer[3:]]
    return [tuple(values[first : first + 6]) for first in range(0, len(values), 6)]


def test_a_clip_comes_in_small_packets_and_as_a_file(desk, tmp_path):
    answers = desk.ask("clip", 6, "120 bpm 4/4", until="/sideman/clip/end")
    assert answers[0] == ("/sideman/clip/begin", 1, 6, 120.0, "4/4")
    _, number, n_notes, path = answers[-1]
    assert number == 1
    assert path.startswith(str(tmp_path))
    packets = answers[1:-1]
    assert [packet[2] for packet in packets] == list(range(len(packets)))
    assert all(len(encode(packet[0], packet[1:])) <= 1_400 for packet in packets)
    assert len(notes_of(answers)) == n_notes > 0
    assert all(0.0 <= note[4] < 24.0 for note in notes_of(answers))
    played = [message for message in mido.MidiFile(path) if message.type == "note_on"]
    assert len(played) == n_notes
    assert not desk.port.note_ons()


def test_over_tcp_a_clip_travels_whole(desk):
    over_udp = desk.ask("clip", 6, "jazz", until="/sideman/clip/end")
    whole = desk.ask("clip", 6, "jazz", until="/sideman/clip/end", peer=TCP)
    assert len(over_udp) > 3
    assert [answer[0] for answer in whole] == ["/sideman/clip/begin", "/sideman/clip/notes", "/sideman/clip/end"]
    assert len(notes_of(whole)) == whole[-1][2]


def test_a_lost_packet_is_sent_again(desk):
    answers = desk.ask("clip", 4, "rock", until="/sideman/clip/end")
    assert desk.ask("clip/resend", 1, 1) == [answers[0], answers[2], answers[-1]]
    with pytest.raises(UnknownClipError, match="packets 0 to"):
        desk.ask("clip/resend", 1, 900)
    with pytest.raises(UnknownClipError, match="not kept"):
        desk.ask("clip/resend", 77, 0)


def test_clips_never_overwrite_one_another(desk, tmp_path, make_generator):
    desk.performer.editor.seeds.fixed = 1
    first = desk.ask("clip", 1, until="/sideman/clip/end")[-1][3]
    other = TalkingRig(tmp_path, make_generator)
    other.performer.editor.seeds.fixed = 1
    assert other.ask("clip", 1, until="/sideman/clip/end")[-1][3] != first


def test_a_clip_that_cannot_be_written_is_an_error(desk, tmp_path):
    (tmp_path / "file").write_text("")
    desk.desk.clips._takes = tmp_path / "file"
    (answer,) = desk.ask("clip", 1, until="/sideman/clip/end")
    assert answer[:3] == ("/sideman/error", "/sideman/clip", "take")


def test_too_many_clips_at_once_are_refused(desk):
    desk.answers = []
    for _ in range(8):
        desk.send("clip", 1)
    with pytest.raises(BusyError, match="8 clips"):
        desk.send("clip", 1)


def test_a_clip_is_made_although_the_process_dies_meanwhile(desk):
    desk.answers = []
    desk.send("clip", 1)
    desk.inference.kill()
    desk.inference.start()
    deadline_s = monotonic() + 20.0
    while "/sideman/clip/end" not in [answer[0] for answer in desk.answers]:
        desk.run_for(0.0)
        assert monotonic() < deadline_s
        sleep(0.005)


BASS_LINE = [value for beat in range(16) for value in ("bass", 5, 36 + 5 * (beat // 8), 90, float(beat), 0.9)]


def test_a_fill_writes_the_parts_named_around_the_notes_given(desk):
    answers = desk.ask("fill", "drums,piano", *BASS_LINE, until="/sideman/clip/end")
    assert answers[0][:3] == ("/sideman/clip/begin", 1, 4)
    parts = {note[0] for note in notes_of(answers)}
    assert parts <= {"drums", "piano"}
    assert "drums" in parts


def test_a_fill_may_come_in_packets_and_says_which_are_missing(desk):
    assert desk.ask("fill/begin", 7, "drums", 4) == [("/sideman/fill/begun", 7)]
    desk.ask("fill/notes", 7, 0, *BASS_LINE[:48])
    with pytest.raises(IncompleteError, match="packets 1 of fill 7"):
        desk.ask("fill/end", 7, 2)
    desk.ask("fill/notes", 7, 1, *BASS_LINE[48:])
    answers = desk.ask("fill/end", 7, 2, until="/sideman/clip/end")
    assert {note[0] for note in notes_of(answers)} == {"drums"}
    with pytest.raises(UnknownClipError, match="has not begun"):
        desk.ask("fill/end", 7, 2)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("drums",), WrongArgumentsError),
        (("kazoo", *BASS_LINE), OutOfRangeError),
        (("bass", *BASS_LINE), WrongArgumentsError),
        (("drums", *BASS_LINE[:-1]), WrongArgumentsError),
        (("drums", "bass", 5, 300, 90, 0.0, 1.0), OutOfRangeError),
        (("drums", "bass", 5, 40, 90, 4000.0, 1.0), OutOfRangeError),
    ],
)
def test_a_fill_that_makes_no_sense_is_refused(desk, arguments, error):
    with pytest.raises(error):
        desk.ask("fill", *arguments)


def test_open_fills_are_bounded_and_go_with_their_connection(desk):
    for number in range(MAX_OPEN):
        desk.ask("fill/begin", number, "drums", 4, peer=TCP)
    with pytest.raises(BusyError):
        desk.ask("fill/begin", 99, "drums", 4, peer=TCP)
    desk.requests.forget(TCP)
    desk.ask("fill/begin", 99, "drums", 4, peer=TCP)


# -- plan, controls, scenes


def test_key_tempo_and_metre_change_what_they_name_and_nothing_else(desk):
    desk.ask("prompt", "blues with piano and bass")
    before = desk.performer.plan
    assert as_dict(desk.ask("key", "d", "minor")[0])["key"] == "D minor"
    assert as_dict(desk.ask("tempo", 77)[0])["tempo"] == 77.0
    assert as_dict(desk.ask("metre", "3/4")[0])["metre"] == "3/4"
    after = desk.performer.plan
    assert (after.style, after.parts, after.words) == (before.style, before.parts, before.words)
    for name, words in (("key", "H"), ("metre", "4/x"), ("metre", "99/4"), ("tempo", 1e9)):
        with pytest.raises(BadRequestError):
            desk.ask(name, words)
    assert desk.performer.plan is after


def test_chords_are_read_as_musicians_write_them(desk):
    answer, simplified = desk.ask("chords", "Am", "F", "C", "G/B")
    assert answer == ("/sideman/chords", "Am", "Am", "F", "F", "C", "C", "G", "G")
    assert simplified == ("/sideman/chords/simplified", "played as the nearest chord that is known: G/B as G")
    (answer,) = desk.ask("chords", "| [Am] / / / | % | C:min7 |")
    assert answer == ("/sideman/chords", "Am", "Am", "Am", "Am", "Cm7", "Cm7")
    answer, _ = desk.ask("chords", "Dm7 | G13", 0.5)
    assert answer == ("/sideman/chords", "Dm7", "G7")
    before = desk.performer.scene
    with pytest.raises(OutOfRangeError, match="'Xm' is not a recognised chord"):
        desk.ask("chords", "Am Xm")
    assert desk.performer.scene is before
    assert desk.ask("chords", "auto") == [("/sideman/chords",)]
    assert desk.performer.scene.chords == ()


def test_controls_are_set_told_and_reset(desk):
    assert desk.ask("set", "energy", 0.75) == [("/sideman/control", "energy", 0.75)]
    assert desk.ask("get", "energy") == [("/sideman/control", "energy", 0.75)]
    assert desk.ask("set", "energy", "auto") == [("/sideman/control", "energy", "auto")]
    assert desk.ask("set", "temperature", "1.5") == [("/sideman/control", "temperature", 1.5)]
    before = desk.performer.scene
    for name, value in (("energy", 1.5), ("answer", 0.5), ("volume", 1), ("energy", float("nan")), ("energy", "loud")):
        with pytest.raises(BadRequestError):
            desk.ask("set", name, value)
    assert desk.performer.scene is before
    assert desk.ask("controls/reset") == [("/sideman/controls/reset",)]
    assert desk.performer.scene.controls["temperature"] == 1.0


def test_parts_are_set(desk):
    assert desk.ask("part", "bass", "on", 1) == [("/sideman/part", "bass", "on", 1.0)]
    assert "bass" in desk.performer.editor.generation_request().plan.parts
    assert desk.ask("part", "bass", "channel", 12)
    assert desk.ask("part", "bass", "density", "auto")
    for arguments in (("bass", "channel", 17), ("bass", "on", 0.5), ("kazoo", "on", 1), ("bass", "colour", 1)):
        with pytest.raises(BadRequestError):
            desk.ask("part", *arguments)


def test_scenes_are_kept_in_a_file_and_recalled(desk, tmp_path, make_generator):
    desk.ask("prompt", "fast metal in F sharp minor 7/8")
    desk.ask("set", "energy", 0.9)
    desk.ask("part", "drums", "density", 2.0)
    desk.ask("chords", "F#m", "D")
    kept = desk.performer.scene
    assert desk.ask("scene/store", "verse") == [("/sideman/scene/stored", "verse")]
    other = TalkingRig(tmp_path, make_generator)
    assert other.ask("scene/list") == [("/sideman/scene/list", "verse")]
    assert other.ask("scene/recall", "verse") == [("/sideman/scene/recalled", "verse")]
    assert other.performer.scene == kept
    with pytest.raises(UnknownSceneError, match="stored are: verse"):
        other.ask("scene/recall", "bridge")
    assert other.ask("scene/delete", "verse")
    assert other.ask("scene/list") == [("/sideman/scene/list",)]


def test_reset_is_as_at_the_start(desk):
    first = desk.performer.scene
    desk.ask("prompt", "metal")
    desk.ask("mode", "respond")
    desk.ask("quantum", "phrase")
    desk.ask("reset")
    assert desk.performer.scene == first


def test_a_controller_is_learned_and_written_back(desk):
    assert desk.ask("learn", "energy") == [("/sideman/learning", "energy")]
    assert desk.cc_map.target_of(21, 3) == "energy"
    assert desk.answers[-1] == ("/sideman/learned", "energy", 21, 3)
    assert desk.written == [("21.3", "energy")]
    assert desk.cc_map.target_of(21, 4) is None
    desk.ask("unlearn", "energy")
    assert desk.cc_map.target_of(21, 3) is None
    assert desk.written[-1] == ("21.3", None)
    with pytest.raises(OutOfRangeError, match="cannot be learned"):
        desk.ask("learn", "gravity")


# -- playing, transport


def test_hold_and_release_answer_how_many_bars(desk):
    assert desk.ask("hold", 4) == [("/sideman/holding", 0)]
    desk.ask("play")
    desk.run_for(9.0)
    assert desk.ask("hold", 2) == [("/sideman/holding", 2)]
    assert desk.ask("release") == [("/sideman/holding", 0)]


def test_modes_and_quanta_are_words(desk):
    assert desk.ask("mode", "accompany") == [("/sideman/mode", "accompany")]
    assert desk.ask("quantum", "now") == [("/sideman/quantum", "now")]
    with pytest.raises(OutOfRangeError, match="one of play, respond, accompany"):
        desk.ask("mode", "jam")


def test_a_morph_is_announced_and_its_styles_are_checked_first(desk):
    assert desk.ask("style/morph", 8, "jazz", 1.0) == [("/sideman/style/morphing", 8.0)]
    with pytest.raises(UnknownStyleError):
        desk.ask("style/morph", 8, "jaz", 1.0)


def test_the_players_notes_come_over_osc_too(desk):
    desk.ask("set", "answer", 2)
    desk.ask("note", 60, 100)
    assert len(desk.port.sounding) == 2
    desk.ask("note", 60, 0)
    assert not desk.port.sounding


def test_a_host_tells_its_transport_and_its_metre(desk):
    desk.ask("transport", 1, 4.0, 120.0, 3, 4)
    assert desk.performer.plan.metre == (3, 4)
    assert desk.host.beat_now() == pytest.approx(4.0)
    desk.ask("transport", 1, 4.1, 120.0)
    assert desk.performer.plan.metre == (3, 4)
    for arguments in ((2, 0.0, 120.0), (1, float("inf"), 120.0), (1, 0.0, 0.0), (1, 0.0, 120.0, 4, 5)):
        with pytest.raises(BadRequestError):
            desk.ask("transport", *arguments)


def test_reapers_own_messages_are_understood(desk):
    for arguments in (("/play", 1.0), ("/time", 2.0), ("/beat/str", "2.1.00"), ("/tempo/raw", 120.0)):
        desk.send(*arguments)
    assert desk.host.beat_now() == pytest.approx(4.0, abs=0.01)
    with pytest.raises(WrongArgumentsError):
        desk.send("/beat/str", "somewhere")


def test_a_button_plays_when_pressed_and_does_nothing_when_released(desk):
    desk.send("ping", 0.0)
    desk.send("ping", False)
    assert desk.answers == []
    desk.send("ping", 1.0)
    desk.send("ping", True)
    assert desk.answers == [("/sideman/pong",)] * 2
    assert desk.ask("tempo", "90.0")[0][4] == 90.0


def test_another_machine_needs_the_secret_for_what_acts_subscribes_or_opens_files(desk):
    far = Peer("192.0.2.7", 9000, 4)
    plan = desk.performer.plan
    for request in (("prompt", "jazz"), ("subscribe", "note"), ("listen", "/etc/passwd"), ("answers", 9), ("status",)):
        with pytest.raises(NotAllowedError):
            desk.send(*request, peer=far)
    assert desk.performer.plan == plan
    assert len(desk.subscribers) == 0
    assert desk.ask("ping", peer=far) == [("/sideman/pong",)]
    assert desk.ask("hello", "swordfish", peer=far) == [("/sideman/hello", 0)]
    assert desk.ask("subscribe", "note", peer=far)[0][0] == "/sideman/subscribed"
    with pytest.raises(NotAllowedError, match=r"osc\.folders"):
        desk.send("listen", "/etc/passwd", peer=far)


@pytest.mark.parametrize(
    ("address", "is_foreign", "words"),
    [
        ("/track/1/vu", True, "not understood"),
        ("/sideman/plya", False, "not understood"),
        ("/sideman/pl*", False, "address pattern"),
        ("/{play,stop}", True, "address pattern"),
    ],
)
def test_an_address_that_is_not_known_says_which_and_whose(desk, address, is_foreign, words):
    with pytest.raises(UnknownAddressError, match=words) as refused:
        desk.send(address)
    assert address in str(refused.value)
    assert refused.value.is_foreign is is_foreign


def test_a_clock_is_chosen(desk):
    assert desk.ask("clock", "internal") == [("/sideman/clock", "internal", "internal")]
    with pytest.raises(OutOfRangeError, match="sideman run --clock link"):
        desk.ask("clock", "link")


def test_over_tcp_topics_come_on_the_connection(desk):
    assert desk.ask("subscribe", "plan", peer=TCP)[0][:2] == ("/sideman/subscribed", "plan")
    desk.ask("prompt", "jazz")
    assert [each[:2] for each in desk.published] == [(TCP, "/sideman/plan")] * 2  # as it was, and the new one
    with pytest.raises(WrongArgumentsError, match="leave the port out"):
        desk.ask("subscribe", "plan", 9000, peer=TCP)
    desk.requests.forget(TCP)
    assert len(desk.subscribers) == 0


def test_subscribing_to_a_port_and_to_the_one_sent_from(desk):
    assert desk.ask("subscribe", "plan", 9000) == [("/sideman/subscribed", "plan", 9000, 60.0)]
    assert desk.ask("subscribe", "plan") == [("/sideman/subscribed", "plan", 50_000, 60.0)]
    desk.ask("prompt", "jazz")
    assert {peer for peer, *_ in desk.published} == {Peer("127.0.0.1", 9000), PEER}
    assert desk.ask("unsubscribe", "all", 9000) == [("/sideman/unsubscribed", "all", 9000)]
    assert len(desk.subscribers) == 1


@pytest.mark.parametrize("topic", ["clock", "timed", "status", "all"])
def test_who_subscribes_in_the_middle_of_the_music_is_told_that_it_plays(desk, topic):
    desk.ask("subscribe", topic, 9000)
    told = [each for each in desk.published if each[1] == "/sideman/playing"]
    assert told == [], "it stands still, as one supposes"
    desk.ask("play", until="/sideman/playing")
    desk.ask("subscribe", topic, 9001)
    assert (Peer("127.0.0.1", 9001), "/sideman/playing", (1,)) in desk.published
    desk.ask("stop", until="/sideman/playing")
    desk.published.clear()
    desk.ask("subscribe", topic, 9002)
    assert not [each for each in desk.published if each[1] == "/sideman/playing"]


def test_sideman_does_not_talk_to_itself(desk):
    with pytest.raises(OutOfRangeError, match="own"):
        desk.ask("subscribe", "note", 7770)


def test_the_tick_tells_the_status(desk):
    desk.ask("subscribe", "status", 9000)
    desk.requests.tick()
    assert desk.published[-1][1] == "/sideman/status"


def test_capabilities_list_every_address_in_small_packets(desk):
    answers = desk.ask("capabilities")
    assert answers[-1] == ("/sideman/capabilities/end", len(answers) - 1)
    listed = {answer[2] for answer in answers if answer[1] == "address"}
    assert listed == {handler.address for handler in TABLE}
    assert all(len(encode(answer[0], answer[1:])) <= 1_400 for answer in answers)
    assert "jazz" in next(answer[2] for answer in answers if answer[1] == "styles")


def test_an_unknown_address_says_where_to_look(desk):
    with pytest.raises(UnknownAddressError, match="capabilities"):
        desk.ask("dance")


@pytest.mark.parametrize("handler", TABLE, ids=lambda handler: handler.address)
def test_every_address_has_its_method_and_refuses_what_it_cannot_read(desk, handler):
    """Blobs belong nowhere."""
    assert callable(desk.requests._acts[handler.address])
    before = desk.performer.scene
    with pytest.raises(BadRequestError):
        desk.ask(handler.address, *[b"blob"] * 7)
    assert desk.performer.scene is before


# What an argument of each kind is when it has been read.
READ_AS = {
    Kind.INT: "int",
    Kind.FLOAT: "float",
    Kind.WORD: "str",
    Kind.TEXT: "str",
    Kind.WEIGHTS: "Weights",
    Kind.NOTES: "NoteRows",
    Kind.INTS: "tuple[int, ...]",
    Kind.NUMBER_OR_AUTO: "float | None",
}


@pytest.mark.parametrize("handler", TABLE, ids=lambda handler: handler.address)
def test_every_method_takes_what_the_table_names(desk, handler):
    _, *parameters = inspect.signature(desk.requests._acts[handler.address]).parameters.values()
    expected = [READ_AS[each.kind] + " | None" * each.optional for each in handler.signature]
    assert [parameter.annotation for parameter in parameters] == expected


def test_an_address_without_a_method_or_with_two_is_a_fault_at_the_start():
    with pytest.raises(LookupError, match="0 groups"):
        Requests((), None, None, None, None)
    with pytest.raises(LookupError, match="2 groups"):
        Requests((SimpleNamespace(ping=print), SimpleNamespace(ping=print)), None, None, None, None)


def test_addresses_are_found_with_and_without_their_prefix():
    assert find("ping") is find("/sideman/ping") is TABLE[0]
    assert find("dance") is None


@pytest.mark.parametrize(
    ("words", "part", "field", "value"),
    [
        ("turn down the drums", "drums", "volume", 80),
        ("bass louder", "bass", "volume", 120),
        ("piano without reverb", "piano", "reverb", 0),
        ("pan the guitar left", "guitar", "pan", 24),
        ("simpler bass", "bass", "density", 0.667),
    ],
)
def test_a_direction_about_a_part_changes_that_and_nothing_else(desk, words, part, field, value):
    desk.ask("prompt", "slow blues in E")
    before = desk.performer.scene
    (answer,) = desk.ask("prompt", words)
    after = desk.performer.scene
    assert after.plan == before.plan
    assert after.controls == before.controls.with_part(part, field, value)
    assert as_dict(answer)["directions"].endswith(": done")


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [("more energy", "energy", 0.7), ("octave lower", "register", -0.5), ("straight", "swing", 0.0)],
)
def test_a_direction_moves_a_scale_of_the_plan(desk, words, name, value):
    desk.ask("prompt", "slow blues in E")
    before = desk.performer.scene
    desk.ask("prompt", words)
    after = desk.performer.scene
    assert getattr(after.plan, name) == value
    assert after.plan.style == before.plan.style
    assert after.plan.tempo_bpm == before.plan.tempo_bpm
    assert after.controls == before.controls


def test_a_direction_moves_the_control_where_one_is_set(desk):
    desk.ask("set", "energy", 0.3)
    desk.ask("prompt", "more energy")
    assert desk.performer.scene.controls["energy"] == 0.5


def test_directions_and_a_plan_in_one_prompt_act_at_once(desk):
    (answer,) = desk.ask("prompt", "jazz in F, drums softer, up a tone and ritardando, more delay")
    scene = desk.performer.scene
    assert scene.plan.style == (("jazz", 1.0),)
    assert str(scene.plan.key) == "G major"
    assert scene.controls.part("drums").volume == 80
    assert "ritardando: not done: nothing plays" in as_dict(answer)["directions"]
    assert "effect: not done: Sideman sends notes" in as_dict(answer)["directions"]


def test_drums_are_left_out_alone_and_come_back(desk):
    desk.ask("prompt", "drums and bass, rock, but no hi-hats")
    assert desk.performer.scene.controls.part("drums").lanes_off == 4
    assert "drums" in desk.performer.plan.parts
    desk.ask("prompt", "no cymbals, hi-hats back in")
    assert desk.performer.scene.controls.part("drums").lanes_off == 16 + 32
    desk.ask("prompt", "just kick and snare")
    assert desk.performer.scene.controls.part("drums").lanes_off == 127 - 1 - 2


def test_words_undo_the_change_before_them(desk):
    desk.ask("prompt", "slow blues in E")
    before = desk.performer.scene
    desk.ask("prompt", "drums softer")
    assert desk.performer.scene != before
    (answer,) = desk.ask("prompt", "undo that")
    assert desk.performer.scene == before
    assert as_dict(answer)["directions"] == "undo: done: the change before is taken back"


def test_words_make_a_change_again_that_was_undone(desk):
    desk.ask("prompt", "slow blues in E")
    desk.ask("prompt", "drums softer")
    softer = desk.performer.scene
    desk.ask("prompt", "undo that")
    (answer,) = desk.ask("prompt", "redo")
    assert desk.performer.scene == softer
    assert as_dict(answer)["directions"] == "redo: done: the change is there again"
    (answer,) = desk.ask("prompt", "redo")
    assert "there is nothing to redo" in as_dict(answer)["directions"]


def test_words_go_back_to_an_earlier_key_and_tempo(desk):
    desk.ask("prompt", "blues in E at 90")
    for words in ("up a tone", "drums softer", "up a tone", "tempo 120"):
        desk.ask("prompt", words)
    assert str(desk.performer.plan.key) == "Ab major"
    (answer,) = desk.ask("prompt", "back to the old key")
    assert (str(desk.performer.plan.key), as_dict(answer)["directions"]) == (
        "F# major",
        "back key before: done: F# major",
    )
    desk.ask("prompt", "back to the original key")
    assert str(desk.performer.plan.key) == "E major"
    (answer,) = desk.ask("prompt", "a tempo")
    assert desk.performer.plan.tempo_bpm == 90.0
    assert as_dict(answer)["directions"] == "back tempo before: done: 90 bpm"
    assert desk.performer.scene.controls.part("drums").volume == 80
    (answer,) = desk.ask("prompt", "back to the original key")
    assert "there was no other key before" in as_dict(answer)["directions"]


@pytest.mark.parametrize("what", ["key", "tempo", "metre"])
def test_what_is_forgotten_is_left_to_the_style(desk, what):
    desk.ask("prompt", "jazz")
    desk.ask("prompt", "in F# minor at 133, 3/4")
    asked = desk.performer.plan
    desk.ask("forget", what)
    plan = desk.performer.plan
    name = "tempo_bpm" if what == "tempo" else what
    assert getattr(plan, name) != getattr(asked, name)
    assert name in plan.assumed
    others = {"key", "tempo_bpm", "metre"} - {name}
    assert {other: getattr(plan, other) for other in others} == {other: getattr(asked, other) for other in others}


def test_a_level_is_a_share_of_the_usual_one(desk):
    desk.ask("prompt", "jazz trio")
    desk.ask("prompt", "bass at 50 percent")
    assert desk.performer.scene.controls.part("bass").volume == 50


def test_congas_alone_join_a_band_without_drums(desk):
    desk.ask("prompt", "jazz, no drums")
    desk.ask("prompt", "add congas")
    assert "drums" in desk.performer.plan.parts
    assert desk.performer.scene.controls.part("drums").lanes_off == 127 - 64


def test_a_cello_is_called_in_as_a_cello(desk):
    desk.ask("prompt", "pop in C")
    desk.ask("prompt", "add a cello")
    assert dict(desk.performer.plan.programs)["strings"] == 42


def test_words_that_undo_nothing_say_so(desk):
    (answer,) = desk.ask("prompt", "scratch that")
    assert as_dict(answer)["directions"] == "undo: not done: there is nothing to undo"


@pytest.mark.parametrize(
    ("words", "part", "push_ms"),
    [
        ("lay back", None, -10.0),
        ("bass ahead of the beat", "bass", 10.0),
        ("the drummer should lay back", "drums", -10.0),
    ],
)
def test_laying_back_moves_the_band_or_a_part_against_the_beat(desk, words, part, push_ms):
    desk.ask("prompt", "slow blues in E")
    before = desk.performer.scene
    desk.ask("prompt", words)
    controls = desk.performer.scene.controls
    moved = before.controls.with_value("push", push_ms)
    assert controls == (moved if part is None else before.controls.with_part(part, "push", push_ms))


def test_register_and_swing_of_one_part_leave_the_band_alone(desk):
    desk.ask("prompt", "slow blues in E")
    before = desk.performer.scene
    desk.ask("prompt", "piano an octave up, straight drums")
    after = desk.performer.scene
    assert after.plan == before.plan
    assert after.controls == before.controls.with_part("piano", "octave", 1).with_part("drums", "swing", 0.0)


@pytest.mark.parametrize(("words", "fills"), [("no fills", 0.0), ("fewer fills", 0.5), ("more fills", 2.0)])
def test_the_number_of_fills_is_a_control(desk, words, fills):
    desk.ask("prompt", words)
    assert desk.performer.scene.controls["fills"] == fills


@pytest.mark.parametrize(
    ("words", "control", "value"),
    [
        ("more complex", "complexity", 0.75),
        ("less syncopated", "complexity", 0.25),
        ("贝斯跟着底鼓", "kick", 1.0),
        ("wider voicings", "voicing", 0.8),
        ("closer voicings", "voicing", 0.2),
        ("bass follow the kick", "kick", 1.0),
        ("bigger fills", "fill_size", 1.0),
        ("shorter fills", "fill_size", 0.0),
        ("no left hand", "left_hand", 0.0),
        ("only the left hand", "right_hand", 0.0),
    ],
)
def test_how_it_is_played_can_be_said(desk, words, control, value):
    before = desk.performer.scene
    desk.ask("prompt", words)
    assert desk.performer.scene.controls[control] == pytest.approx(value)
    assert desk.performer.scene.controls.with_value(control, before.controls.values.get(control)) == before.controls


def test_a_breakdown_leaves_drums_and_bass(desk):
    desk.ask("prompt", "rock with piano")
    desk.ask("prompt", "breakdown")
    assert desk.performer.plan.parts == ("drums", "bass")


@pytest.mark.parametrize(
    ("words", "result"),
    [
        ("drum fill", "fill now drums: in bar 4"),
        ("break", "break: in bar 2"),
        ("ending", "ending: in bar 5"),
        ("to the chorus", "section chorus: from bar 5 on"),
        ("build up over 8 bars", "build: over 8 bars"),
        ("ritardando", "ritardando: over 4 bars"),
    ],
)
def test_a_cue_says_when_it_happens(desk, words, result):
    desk.ask("prompt", "rock, 120 bpm")
    desk.ask("play")
    (answer,) = desk.ask("prompt", words)
    assert as_dict(answer)["directions"] == result


@pytest.mark.parametrize(
    ("words", "result"),
    [
        ("drums out for four bars", "off drums: done; for 4 bars"),
        ("double time for 8 bars", "tempo 2: done; for 8 bars"),
        ("no hi-hats for two bars", "lane hi_hat off: done; for 2 bars"),
    ],
)
def test_what_holds_for_some_bars_says_so(desk, words, result):
    desk.ask("prompt", "rock, 80 bpm")
    desk.ask("play")
    (answer,) = desk.ask("prompt", words)
    assert as_dict(answer)["directions"] == result


@pytest.mark.parametrize("words", ["don't get louder", "leave the bass as it is", "who is on bass tonight"])
def test_words_that_ask_for_no_change_change_nothing(desk, words):
    desk.ask("prompt", "rock")
    before = desk.performer.scene
    desk.ask("prompt", words)
    assert (desk.performer.scene.controls, desk.performer.plan.parts) == (before.controls, before.plan.parts)


def test_a_part_goes_out_and_comes_back(desk):
    desk.ask("prompt", "rock with piano")
    desk.ask("prompt", "drums out")
    assert "drums" not in desk.performer.plan.parts
    desk.ask("prompt", "bring the drums back")
    assert "drums" in desk.performer.plan.parts
    desk.ask("part", "drums", "on", 0)
    desk.ask("prompt", "drums back in")
    assert desk.performer.scene.controls.part("drums").on is None


def test_a_doubtful_style_leaves_music_that_plays_alone(tmp_path, make_generator):
    doubtful = Plan(words="hm", style=(("metal", 1.0),), assumed=frozenset({"style"}))
    desk = TalkingRig(tmp_path, make_generator, lambda words: doubtful if words == "hm" else parse(words))
    desk.ask("prompt", "slow blues in E")
    desk.ask("play")
    before = desk.performer.plan
    (answer,) = desk.ask("prompt", "hm")
    assert desk.performer.plan.style == before.style
    assert desk.performer.plan.tempo_bpm == before.tempo_bpm
    assert as_dict(answer)["unknown"] == "hm"


# -- moments


def run_bars(desk, n_bars):
    """Let bars of 4/4 pass, as the daemon's ticker does."""
    for _ in range(round(n_bars * 16)):
        desk.run_for(60.0 / desk.performer.plan.tempo_bpm / 4.0)
        desk.performer.later.tick()


def test_a_direction_waits_for_its_bar(desk):
    desk.ask("prompt", "rock with drums and bass, 120 bpm")
    desk.ask("play")
    run_bars(desk, 1.5)
    (answer,) = desk.ask("prompt", "after two bars, drums out")
    assert as_dict(answer)["directions"] == "off drums: waits, in bar 4"
    assert "drums" in desk.performer.plan.parts
    run_bars(desk, 1.25)
    assert "drums" in desk.performer.plan.parts
    desk.answers = []
    run_bars(desk, 0.25)
    assert "drums" not in desk.performer.plan.parts
    assert as_dict(desk.answers[-1])["directions"] == "off drums: done"
    desk.ask("undo")
    assert "drums" in desk.performer.plan.parts


def test_a_direction_for_a_section_comes_and_goes_with_it(desk):
    desk.ask("prompt", "rock with drums and bass, 120 bpm")
    desk.ask("form", "verse 2, chorus 2")
    desk.ask("play")
    run_bars(desk, 0.5)
    (answer,) = desk.ask("prompt", "bass louder in the chorus")
    assert as_dict(answer)["directions"] == "volume + bass: waits, when the chorus begins"
    heard = []
    for _ in range(5):
        heard.append(desk.performer.scene.controls.part("bass").volume)
        run_bars(desk, 1.0)
    assert heard == [None, None, 120, 120, None]


def test_until_a_section_holds_from_now_on(desk):
    desk.ask("prompt", "rock with drums, bass and piano, 120 bpm")
    desk.ask("form", "verse 2, chorus 2")
    desk.ask("play")
    run_bars(desk, 0.5)
    (answer,) = desk.ask("prompt", "piano out until the chorus")
    assert as_dict(answer)["directions"] == "off piano: done; when the chorus begins"
    assert "piano" not in desk.performer.plan.parts
    run_bars(desk, 1.75)
    assert "piano" in desk.performer.plan.parts


@pytest.mark.parametrize(
    ("words", "result"),
    [
        ("louder in the chorus", "volume +: done at once: no chorus is known to come; it stays"),
        ("piano out until the bridge", "off piano: done; it stays: no bridge is known to come"),
    ],
)
def test_a_section_that_is_not_known_is_said(desk, words, result):
    desk.ask("prompt", "rock with drums, bass and piano, 120 bpm")
    desk.ask("play")
    run_bars(desk, 0.5)
    (answer,) = desk.ask("prompt", words)
    assert as_dict(answer)["directions"] == result


def test_a_moment_while_nothing_plays_is_now(desk):
    desk.ask("prompt", "rock with drums and bass")
    (answer,) = desk.ask("prompt", "drums out after four bars")
    assert as_dict(answer)["directions"] == "off drums: done at once: nothing plays"

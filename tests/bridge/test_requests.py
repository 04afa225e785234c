"""Every address of the table, from a message to its answer, on a mock clock."""

from types import SimpleNamespace

import pytest
from bridge_doubles import Rig

from bridge.errors import BadRequestError, OutOfRangeError, UnknownAddressError, UnknownStyleError
from bridge.osc_api import MAX_PROMPT_CHARACTERS, TABLE, dispatch, find
from bridge.osc_codec import OscMessage, decode, encode
from bridge.requests import Facts, Requests
from bridge.subscribers import Subscribers
from model.text import Plan, parse

PEER = ("127.0.0.1", 50_000)


class Desk(Rig):
    """The rig with its requests in front."""

    def __init__(self, takes, parse_words=parse) -> None:
        super().__init__()
        self.published = []
        self.subscribers = Subscribers(
            lambda peer, packet: self.published.append((peer, *decode(packet)[0][:2])), self.time
        )
        server = SimpleNamespace(peer=("127.0.0.1", 7770), n_received=0, n_errors=0)
        facts = Facts("0.1.0", "abc123", "Sideman", takes)
        self.requests = Requests(
            self.performer, self.scheduler, self.subscribers, server, self.time, facts, parse_words
        )

    def ask(self, name, *arguments):
        answers = []
        message = OscMessage(f"/sideman/{name}", arguments)
        dispatch(self.requests, message, PEER, lambda *answer: answers.append(answer))
        self.run_for(0.0)
        return answers


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def as_dict(answer):
    return dict(zip(answer[1::2], answer[2::2], strict=True))


def test_ping_and_version(desk):
    assert desk.ask("ping") == [("/sideman/pong",)]
    assert desk.ask("version") == [("/sideman/version", "0.1.0", "abc123")]


def test_a_prompt_is_answered_with_its_plan_one_atom_a_value(desk):
    (answer,) = desk.ask("prompt", "slow", "blues", "in", "D", "minor", "3/4", "no", "drums")
    assert answer[0] == "/sideman/plan"
    plan = as_dict(answer)
    assert list(plan) == ["style", "tempo", "key", "metre", "parts", "excluded", "unknown"]
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


def test_words_are_read_by_what_the_requests_are_given(tmp_path):
    heard = []

    def parse_words(words):
        heard.append(words)
        return Plan(words=words, style=(("metal", 1.0),), text=(0.5,))

    desk = Desk(tmp_path, parse_words)
    assert as_dict(desk.ask("prompt", "thunder")[0])["style"] == "metal 1"
    assert desk.performer.plan.text == (0.5,)
    desk.ask("clip", 1, "lightning")
    assert heard == ["thunder", "lightning"]


def test_a_style_takes_back_the_vector_of_words_that_tell_another(tmp_path):
    desk = Desk(tmp_path, lambda words: Plan(words=words, style=(("metal", 1.0),), tempo_bpm=90.0, text=(0.5,)))
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
    desk.run_for(1.0)
    assert desk.port.sounding
    assert desk.ask("stop") == [("/sideman/playing", 0)]
    assert not desk.port.sounding
    assert desk.ask("panic") == [("/sideman/panicked",)]


def test_a_seed_is_fixed_and_freed(desk):
    assert desk.ask("seed", 9) == [("/sideman/seed", 9)]
    assert desk.performer.new_seed() == 9
    assert desk.ask("seed", -1) == [("/sideman/seed", -1)]
    assert len({desk.performer.new_seed() for _ in range(3)}) > 1


def test_status_names_everything(desk):
    desk.ask("play")
    desk.run_for(3.0)
    (answer,) = desk.ask("status")
    status = as_dict(answer)
    assert status["playing"] == 1
    assert status["bar"] == 2
    assert status["tempo"] == 120.0
    assert status["midi_port"] == "Sideman"
    assert len(encode(answer[0], answer[1:])) < 1_400


def test_a_clip_is_announced_in_small_packets_and_written(desk, tmp_path):
    answers = desk.ask("clip", 20, "120 bpm 4/4")
    assert answers[0] == ("/sideman/clip/begin", 1, 20, 120.0, "4/4")
    end = answers[-1]
    assert end[:3] == ("/sideman/clip/end", 1, 80)
    assert end[3].startswith(str(tmp_path))
    packets = answers[1:-1]
    assert [packet[2] for packet in packets] == list(range(len(packets)))
    assert all(len(encode(packet[0], packet[1:])) <= 1_400 for packet in packets)
    values = [value for packet in packets for value in packet[3:]]
    assert values[:6] == ["piano", 1, 36, 80, 0.0, 1.25]
    assert values[-2] == 79.0
    assert not desk.port.note_ons()


def test_clips_never_overwrite_one_another(desk):
    first = desk.ask("clip", 1)[-1][3]
    desk.requests = Requests(
        desk.performer, desk.scheduler, desk.subscribers, desk.requests._server, desk.time, desk.requests._facts
    )
    assert desk.ask("clip", 1)[-1][3] != first


def test_a_clip_that_cannot_be_written_is_an_error(tmp_path):
    (tmp_path / "file").write_text("")
    (answer,) = Desk(tmp_path / "file").ask("clip", 1)
    assert answer[:3] == ("/sideman/error", "/sideman/clip", "take")


def test_subscribing_to_a_port_and_to_the_one_sent_from(desk):
    assert desk.ask("subscribe", "plan", 9000) == [("/sideman/subscribed", "plan", 9000, 60.0)]
    assert desk.ask("subscribe", "plan") == [("/sideman/subscribed", "plan", 50_000, 60.0)]
    desk.ask("prompt", "jazz")
    assert {peer for peer, *_ in desk.published} == {("127.0.0.1", 9000), PEER}
    assert desk.ask("unsubscribe", "all", 9000) == [("/sideman/unsubscribed", "all", 9000)]
    assert len(desk.subscribers) == 1


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


@pytest.mark.parametrize("handler", TABLE, ids=lambda handler: handler.name)
def test_every_address_refuses_what_it_cannot_read(desk, handler):
    """Blobs belong nowhere."""
    with pytest.raises(BadRequestError):
        desk.ask(handler.name, b"blob", b"blob", b"blob")


def test_addresses_are_found_with_and_without_their_prefix():
    assert find("ping") is find("/sideman/ping") is TABLE[0]
    assert find("dance") is None

"""Words are understood in turn, each on top of those before, with an inference process and without."""

import dataclasses
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.api.prompt_queue import MAX_WAITING, PromptQueue
from bridge.core.errors import BusyError
from bridge.inference.protocol import Understood, Words
from model.music.keys import Key
from model.music.plan import Plan
from model.text import complete, parse


class Inference:
    """Keeps what it is asked; up or down as a test says."""

    def __init__(self):
        self.is_up, self.asked = True, []

    def send(self, message):
        if self.is_up:
            self.asked.append(message)
        return self.is_up


class Desk:
    """A desk, its inference, and the plan that grows with every answer."""

    def __init__(self):
        self.inference = Inference()
        self.desk = PromptQueue(self.inference)
        self.plan, self.done, self.refused = Plan(), [], []

    def ask(self, words):
        def then(said):
            self.plan = complete(said, self.plan)
            self.done.append(words)

        self.desk.ask(words, then, self.refused.append)

    def act(self, name, **values):
        """Something that is done in turn with the prompts."""

        def act():
            self.plan = dataclasses.replace(self.plan, **values)
            self.done.append(name)

        self.desk.in_turn(act, self.refused.append)

    def answer(self, *, mood="understood"):
        """Answer the last question as an inference process would."""
        last = self.inference.asked[-1]
        plan = dataclasses.replace(parse(last.words), mood=(mood,))
        self.desk.understood(Understood(last.request, plan))

    def down(self):
        self.inference.is_up = False
        self.desk.inference_down()


@pytest.fixture
def desk():
    return Desk()


def test_one_is_asked_after_another_each_on_top_of_the_last(desk):
    for words in ("slow blues in G", "drums", "3/4"):
        desk.ask(words)
    assert [message.words for message in desk.inference.asked] == ["slow blues in G"]
    for _ in range(3):
        desk.answer()
    assert desk.done == ["slow blues in G", "drums", "3/4"]
    assert (str(desk.plan.key), str(desk.plan.metre)) == ("G major", "3/4")
    assert len({message.request for message in desk.inference.asked}) == 3


def test_without_inference_the_rules_answer_at_once(desk):
    desk.inference.is_up = False
    desk.ask("slow blues in G")
    assert desk.done == ["slow blues in G"]
    assert desk.plan == complete(parse("slow blues in G"), Plan())


def test_when_the_process_dies_the_rules_do_what_waits_in_turn(desk):
    for words in ("blues", "in G", "3/4"):
        desk.ask(words)
    desk.down()
    assert desk.done == ["blues", "in G", "3/4"]
    assert (desk.plan.style[0][0], str(desk.plan.key), str(desk.plan.metre)) == ("blues", "G major", "3/4")
    assert desk.plan.mood == ()


def test_an_answer_that_comes_too_late_or_twice_is_left_out(desk):
    desk.ask("blues")
    late = desk.inference.asked[-1]
    desk.down()
    desk.inference.is_up = True
    desk.ask("jazz")
    desk.desk.understood(Understood(late.request, Plan(words="from before")))
    assert desk.done == ["blues"]
    desk.answer()
    assert desk.done == ["blues", "jazz"]
    desk.answer()
    assert desk.done == ["blues", "jazz"]


def test_so_many_wait_and_no_more(desk):
    for number in range(MAX_WAITING):
        desk.ask(f"{60 + number} bpm")
    with pytest.raises(BusyError, match=f"{MAX_WAITING} prompts"):
        desk.ask("one more")
    desk.answer()
    desk.ask("one more")
    for _ in range(MAX_WAITING):
        desk.answer()
    assert desk.done[-1] == "one more"
    assert len(desk.done) == MAX_WAITING + 1


def test_one_whose_consequences_fail_does_not_keep_the_next_from_being_asked(desk):
    def fail(_plan):
        raise RuntimeError("a bug")

    desk.desk.ask("blues", fail, desk.refused.append)
    desk.ask("jazz")
    with pytest.raises(RuntimeError, match="a bug"):
        desk.answer()
    assert desk.inference.asked[-1].words == "jazz"
    desk.answer()
    assert desk.done == ["jazz"]


def test_what_is_asked_while_an_answer_is_taken_up_comes_after_it(desk):
    desk.desk.ask("blues", lambda _: desk.ask("in G"), desk.refused.append)
    desk.ask("jazz")
    for _ in range(3):
        desk.answer()
    assert desk.done == ["jazz", "in G"]


def test_what_is_set_after_a_prompt_counts_more_than_the_prompt(desk):
    """Words take a while to be read; what was set meanwhile must not be undone by them."""
    desk.ask("slow jazz")
    desk.act("key", key=Key(2, "minor"))
    desk.act("tempo", tempo_bpm=140.0)
    assert not desk.done
    desk.answer()
    assert desk.done == ["slow jazz", "key", "tempo"]
    assert (desk.plan.style[0][0], str(desk.plan.key), desk.plan.tempo_bpm) == ("jazz", "D minor", 140.0)


def test_where_no_prompt_waits_an_act_is_done_at_once_and_raises(desk):
    desk.act("tempo", tempo_bpm=90.0)
    assert desk.done == ["tempo"]

    def refuse():
        raise BusyError("no")

    with pytest.raises(BusyError, match="no"):
        desk.desk.in_turn(refuse, desk.refused.append)
    desk.ask("jazz")
    desk.desk.in_turn(refuse, desk.refused.append)
    desk.answer()
    assert [str(error) for error in desk.refused] == ["no"]


def test_no_lock_is_held_while_an_answer_is_taken_up(desk):
    asked = threading.Event()

    def then(_said):
        other = threading.Thread(target=lambda: (desk.ask("in G"), asked.set()), daemon=True)
        other.start()
        assert asked.wait(5.0)

    desk.desk.ask("blues", then, desk.refused.append)
    desk.answer()
    desk.answer()
    assert desk.done == ["in G"]


@given(st.lists(st.sampled_from(("ask", "answer", "down", "up")), max_size=60))
def test_everything_is_done_once_and_in_turn_whatever_the_process_does(steps):
    desk, asked = Desk(), []
    for step in steps:
        match step:
            case "ask":
                asked.append(f"{40 + len(asked)} bpm")
                desk.ask(asked[-1])
            case "answer" if desk.inference.asked:
                desk.answer()
            case "down":
                desk.down()
            case "up":
                desk.inference.is_up = True
    desk.down()
    assert desk.done == asked
    assert all(isinstance(message, Words) for message in desk.inference.asked)
    assert not asked or desk.plan.tempo_bpm == 39.0 + len(asked)


def test_directions_go_to_whom_they_are_for_and_else_seat_the_band(desk):
    directed = []
    desk.inference.is_up = False
    desk.desk.ask("jazz, piano out", None, desk.refused.append, lambda plan, found: directed.append((plan, found)))
    ((plan, (direction,)),) = directed
    assert (direction.action, direction.parts, plan.excluded) == ("off", ("piano",), ())
    desk.ask("jazz, piano out")  # as for a clip
    assert desk.plan.excluded == ("piano",)

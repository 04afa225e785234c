"""Telling our own notes, come back, from the player's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.core.messages import control_change, note_off, note_on
from bridge.core.timebase import MockClock
from bridge.midi.feedback import FeedbackFilter
from bridge.midi.player_input import PlayerInput

WINDOW_S = 0.06
NOTES = st.tuples(st.integers(0, 15), st.integers(0, 127), st.integers(1, 127))


@pytest.fixture
def time():
    return MockClock()


@pytest.fixture
def feedback(time):
    return FeedbackFilter(time, WINDOW_S)


def test_a_note_that_comes_back_is_ours_with_its_end_and_once(feedback, time):
    feedback.sent(note_on(0, 60, 90))
    time.advance(0.01)
    assert feedback.is_echo(note_on(0, 60, 90))
    assert not feedback.is_echo(note_on(0, 60, 90))
    time.advance(10.0)
    assert feedback.is_echo(note_off(0, 60))
    assert not feedback.is_echo(note_off(0, 60))


def test_a_note_that_comes_back_late_or_changed_is_the_players(feedback, time):
    for mine, back in ((0, 60, 90), (0, 60, 91)), ((0, 60, 90), (1, 60, 90)), ((0, 60, 90), (0, 61, 90)):
        feedback.sent(note_on(*mine))
        assert not feedback.is_echo(note_on(*back))
        assert not feedback.is_echo(note_off(*back[:2]))
    time.advance(WINDOW_S + 0.001)
    assert not feedback.is_echo(note_on(0, 60, 90))


def test_a_release_written_as_a_note_on_without_velocity_is_one(feedback):
    feedback.sent(note_on(2, 60, 90))
    assert feedback.is_echo(note_on(2, 60, 90))
    assert feedback.is_echo(note_on(2, 60, 0))
    assert not feedback.is_echo(note_on(2, 60, 0))


def test_other_messages_are_never_echoes(feedback):
    feedback.sent(control_change(0, 1, 2))
    assert not feedback.is_echo(control_change(0, 1, 2))


@given(st.lists(st.tuples(NOTES, st.floats(0.0, 0.05)), max_size=40))
def test_every_note_of_ours_that_comes_back_in_time_is_kept_out(notes):
    time = MockClock()
    feedback = FeedbackFilter(time, WINDOW_S)
    for note, way_s in notes:
        feedback.sent(note_on(*note))
        time.advance(way_s)
        assert feedback.is_echo(note_on(*note))
        feedback.sent(note_off(*note[:2]))
        time.advance(way_s)
        assert feedback.is_echo(note_off(*note[:2]))


@given(st.lists(NOTES, max_size=40), st.lists(NOTES, max_size=40), st.randoms())
def test_nothing_that_was_not_sent_is_kept_out(sent, played, chance):
    """The player's notes lie between ours; those of theirs that equal none of ours pass, on and off."""
    time = MockClock()
    feedback = FeedbackFilter(time, WINDOW_S)
    keys = {note[:2] for note in sent}
    steps = [(True, note) for note in sent] + [(False, note) for note in played if note[:2] not in keys]
    chance.shuffle(steps)
    for is_ours, note in steps:
        if is_ours:
            feedback.sent(note_on(*note))
        else:
            assert not feedback.is_echo(note_on(*note))
            assert not feedback.is_echo(note_off(*note[:2]))


def test_what_never_comes_back_does_not_pile_up(feedback):
    for number in range(5_000):
        feedback.sent(note_on(number % 16, number % 128, 1 + number % 127))
    assert len(feedback._sent) <= 512
    feedback.sent(note_on(0, 1, 2))
    assert feedback.is_echo(note_on(0, 1, 2))


class Keys:
    def __init__(self):
        self.notes = []

    def player_note(self, pitch, velocity, at_s=None):
        self.notes.append((pitch, velocity))


def test_an_output_led_to_the_input_plays_nothing(feedback, time):
    keys = Keys()
    midi = PlayerInput(keys, feedback)
    feedback.sent(note_on(0, 60, 90))
    midi.receive(note_on(0, 60, 90))
    midi.receive(note_on(0, 64, 70))
    time.advance(0.5)
    midi.receive(note_off(0, 60))
    midi.receive(note_off(0, 64))
    assert keys.notes == [(64, 70), (64, 0)]

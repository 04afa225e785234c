"""The states of the transport, and every way from one to another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.performance.transport_state import Activity, TransportState


def test_prepared_music_begins_and_is_no_longer_prepared():
    state = TransportState()
    state.prepare(4.0)
    assert (state.is_prepared, state.is_playing, state.prepared_beat) == (True, False, 4.0)
    state.begin()
    assert (state.is_prepared, state.is_playing, state.prepared_beat) == (False, True, None)


def test_first_notes_count_once_and_only_when_awaited():
    state = TransportState()
    state.begin()
    assert not state.first_notes()
    state.halt()
    state.await_first_notes()
    state.begin()
    assert state.is_starting
    assert state.first_notes()
    assert not state.first_notes()
    assert state.activity is Activity.PLAYING


def test_what_plays_cannot_be_prepared():
    state = TransportState()
    state.begin()
    with pytest.raises(AssertionError):
        state.prepare(0.0)


def test_who_asked_to_play_is_answered_once():
    state, answers = TransportState(), []
    state.want(answers.append)
    for answered in [*state.take_answers(), *state.take_answers()]:
        answered(True)
    assert answers == [True]


@given(st.lists(st.sampled_from(("prepare", "drop", "await", "begin", "notes", "halt")), max_size=30))
def test_a_beat_waits_exactly_while_music_is_prepared(steps):
    state = TransportState()
    for step in steps:
        match step:
            case "prepare" if not state.is_playing:
                state.prepare(1.0)
            case "drop":
                state.drop_prepared()
            case "await":
                state.await_first_notes()
            case "begin":
                state.begin()
            case "notes":
                state.first_notes()
            case "halt":
                state.halt()
        assert (state.prepared_beat is not None) == state.is_prepared
        assert not (state.is_playing and state.is_prepared)

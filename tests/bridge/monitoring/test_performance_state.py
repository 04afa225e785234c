"""From messages back to bars."""

from bridge.core.messages import PlannedNote
from bridge.monitoring.performance_state import PerformanceState
from bridge.osc.codec import OscMessage
from model.music.config import DRUMS, PARTS
from model.music.events import Metre, Note

BASS = PARTS.index("bass")


def update(state, address, *arguments):
    return state.update(OscMessage(address, arguments))


def bar(state, number, beat, numerator=4):
    return update(state, "/sideman/bar", number, beat, 120.0, numerator, 4, "C", "G7")


def note(state, number, beat, duration=1.0, pitch=40, part="bass"):
    return update(state, "/sideman/note", number, part, 5, pitch, 90, beat, duration)


def test_the_plan_is_kept_by_name():
    state = PerformanceState()
    assert not update(state, "/sideman/plan", "style", "jazz 1", "tempo", 112.0, "key", "")
    assert state.plan == {"style": "jazz 1", "tempo": 112.0, "key": ""}


def test_only_a_bar_line_begins_a_bar():
    state = PerformanceState()
    assert bar(state, 1, 0.0)
    assert not note(state, 1, 0.0)
    assert state.lines[0].metre == Metre(4, 4)
    assert state.lines[0].chords == ("C", "G7")
    assert state.notes[1] == PlannedNote(1, BASS, 4, 40, 90, 0.0, 1.0)


def test_notes_come_to_the_bars_in_which_they_begin_with_ticks_from_there():
    state = PerformanceState()
    note(state, 3, 4.5, 0.25)  # notes are announced before their bar begins, and not always in order
    note(state, 2, 3.75, 2.0)
    note(state, 1, 0.0, 0.001, 36, "drums")
    bar(state, 1, 0.0)
    bar(state, 2, 4.0, 3)
    first, second = state.bars(2)
    assert first.notes == (Note(0, DRUMS, 36, 1, 90), Note(90, BASS, 40, 48, 90))
    assert second == (Metre(3, 4), 120.0, ("C", "G7"), (Note(12, BASS, 40, 6, 90),))
    assert [each.note_id for each in state.notes_of(state.lines[0])] == [1, 2]


def test_what_was_cancelled_is_not_kept():
    state = PerformanceState()
    bar(state, 1, 0.0)
    for number, beat in enumerate((0.0, 2.0, 3.0)):
        note(state, number, beat)
    update(state, "/sideman/note/cancel", 2.0)
    note(state, 7, 2.0, pitch=50)
    assert [(each.tick, each.pitch) for each in state.bars(1)[0].notes] == [(0, 40), (48, 50)]


def test_notes_past_the_end_are_left_out():
    state = PerformanceState()
    for number in range(3):
        bar(state, number + 1, 4.0 * number)
        note(state, number, 4.0 * number)
    note(state, 9, 12.0)  # of a bar that has not begun
    assert [len(each.notes) for each in state.bars(2)] == [1, 1]
    assert [len(each.notes) for each in state.bars(99)] == [1, 1, 1]


def test_nothing_heard_is_no_bar():
    state = PerformanceState()
    note(state, 1, 0.0)
    assert state.bars(4) == []


def test_other_addresses_are_ignored():
    state = PerformanceState()
    for address in ("/sideman/ready", "/sideman/late", "/live/song/get/tempo", "/sideman/note/"):
        assert not update(state, address, 1, "x")
    assert state == PerformanceState()

"""From messages back to bars."""

from bridge.core.messages import PlannedNote
from bridge.monitoring.performance_state import PerformanceState
from bridge.osc.codec import OscMessage
from model.music.config import DRUMS, PARTS
from model.music.events import Metre, Note

BASS = PARTS.index("bass")


def hear(heard, address, *arguments):
    return heard.hear(OscMessage(address, arguments))


def bar(heard, number, beat, numerator=4):
    return hear(heard, "/sideman/bar", number, beat, 120.0, numerator, 4, "C", "G7")


def note(heard, number, beat, duration=1.0, pitch=40, part="bass"):
    return hear(heard, "/sideman/note", number, part, 5, pitch, 90, beat, duration)


def test_the_plan_is_kept_by_name():
    heard = PerformanceState()
    assert not hear(heard, "/sideman/plan", "style", "jazz 1", "tempo", 112.0, "key", "")
    assert heard.plan == {"style": "jazz 1", "tempo": 112.0, "key": ""}


def test_only_a_bar_line_begins_a_bar():
    heard = PerformanceState()
    assert bar(heard, 1, 0.0)
    assert not note(heard, 1, 0.0)
    assert heard.lines[0].metre == Metre(4, 4)
    assert heard.lines[0].chords == ("C", "G7")
    assert heard.notes[1] == PlannedNote(1, BASS, 4, 40, 90, 0.0, 1.0)


def test_notes_come_to_the_bars_in_which_they_begin_with_ticks_from_there():
    heard = PerformanceState()
    note(heard, 3, 4.5, 0.25)  # notes are announced before their bar begins, and not always in order
    note(heard, 2, 3.75, 2.0)
    note(heard, 1, 0.0, 0.001, 36, "drums")
    bar(heard, 1, 0.0)
    bar(heard, 2, 4.0, 3)
    first, second = heard.bars(2)
    assert first.notes == (Note(0, DRUMS, 36, 1, 90), Note(90, BASS, 40, 48, 90))
    assert second == (Metre(3, 4), 120.0, ("C", "G7"), (Note(12, BASS, 40, 6, 90),))
    assert [each.note_id for each in heard.notes_of(heard.lines[0])] == [1, 2]


def test_what_was_cancelled_is_not_kept():
    heard = PerformanceState()
    bar(heard, 1, 0.0)
    for number, beat in enumerate((0.0, 2.0, 3.0)):
        note(heard, number, beat)
    hear(heard, "/sideman/note/cancel", 2.0)
    note(heard, 7, 2.0, pitch=50)
    assert [(each.tick, each.pitch) for each in heard.bars(1)[0].notes] == [(0, 40), (48, 50)]


def test_notes_past_the_end_are_left_out():
    heard = PerformanceState()
    for number in range(3):
        bar(heard, number + 1, 4.0 * number)
        note(heard, number, 4.0 * number)
    note(heard, 9, 12.0)  # of a bar that has not begun
    assert [len(each.notes) for each in heard.bars(2)] == [1, 1]
    assert [len(each.notes) for each in heard.bars(99)] == [1, 1, 1]


def test_nothing_heard_is_no_bar():
    heard = PerformanceState()
    note(heard, 1, 0.0)
    assert heard.bars(4) == []


def test_other_addresses_are_ignored():
    heard = PerformanceState()
    for address in ("/sideman/ready", "/sideman/late", "/live/song/get/tempo", "/sideman/note/"):
        assert not hear(heard, address, 1, "x")
    assert heard == PerformanceState()

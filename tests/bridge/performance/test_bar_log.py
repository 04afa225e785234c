"""What was played, bar by bar."""

from hypothesis import given
from hypothesis import strategies as st

from bridge.core.messages import BarLine, PlannedNote
from bridge.inference.protocol import PastBar
from bridge.performance.bar_log import N_KEPT_BARS, BarLog, KeptBar, bars_of_phrase, past_of
from model.music.events import COMMON_TIME, Metre, Note

WALTZ = Metre(3, 4)


def line(number, beat, metre=COMMON_TIME):
    return BarLine(number, beat, 120.0, metre, ("C", "G7"))


def note(beat, pitch=60, duration_beats=1.0):
    return PlannedNote(int(beat * 100), 1, 0, pitch, 90, beat, duration_beats)


def memory_of(n_bars, notes=()):
    memory = BarLog()
    for number in range(n_bars):
        memory.add_line(line(number + 1, 4.0 * number))
    memory.add_notes(notes)
    return memory


def beats_of(memory, beat=1e9, n_bars=99):
    return [[note.beat for note in bar.notes] for bar in memory.bars_before(beat, n_bars)]


def test_notes_go_to_the_bars_that_they_stand_in():
    memory = memory_of(3, [note(0.0), note(3.99), note(4.0), note(11.5)])
    assert beats_of(memory) == [[0.0, 3.99], [4.0], [11.5]]


def test_notes_before_and_behind_every_bar_are_not_kept():
    memory = memory_of(2, [note(-1.0), note(8.0), note(100.0)])
    assert beats_of(memory) == [[], []]


def test_what_is_forgotten_is_gone_and_the_rest_stays():
    memory = memory_of(3, [note(0.0), note(5.0), note(6.0), note(9.0)])
    memory.forget_from(6.0)
    assert [each.number for each in memory.lines] == [1, 2]
    assert beats_of(memory) == [[0.0], [5.0]]
    memory.forget_from(4.0)
    assert [each.number for each in memory.lines] == [1]
    memory.clear()
    assert memory.lines == []


def test_a_bar_line_takes_the_place_of_what_was_known_from_there_on():
    memory = memory_of(3, [note(3.0), note(4.0), note(8.0)])
    memory.add_line(line(2, 4.0, WALTZ))
    assert [(each.number, each.beat, each.metre) for each in memory.lines] == [
        (1, 0.0, COMMON_TIME),
        (2, 4.0, WALTZ),
    ]
    assert beats_of(memory) == [[3.0], []]


def test_only_bars_that_have_ended_lie_before_a_beat():
    memory = memory_of(4)
    assert [bar.line.number for bar in memory.bars_before(12.0, 2)] == [2, 3]
    assert [bar.line.number for bar in memory.bars_before(11.9, 2)] == [1, 2]
    assert [bar.line.number for bar in memory.bars_before(12.0, 99)] == [1, 2, 3]
    assert memory.bars_before(3.0, 2) == []
    assert memory.bars_before(12.0, 0) == []


def test_the_bar_of_a_beat_is_found():
    memory = memory_of(2)
    assert memory.line_at(0.0).number == memory.line_at(3.99).number == 1
    assert memory.line_at(4.0).number == 2
    assert memory.line_at(8.0) is None
    assert memory.line_at(-0.1) is None


def test_no_more_bars_are_kept_than_wanted():
    memory = memory_of(N_KEPT_BARS + 5)
    assert [each.number for each in memory.lines] == list(range(6, N_KEPT_BARS + 6))


def test_the_past_counts_ticks_from_each_bar():
    bars = [
        KeptBar(line(1, 0.0), [note(1.5), note(3.0, 40, 0.25)]),
        KeptBar(line(2, 4.0, WALTZ), [note(4.0, 50, 0.001)]),
    ]
    assert past_of(bars) == (
        PastBar(COMMON_TIME, (Note(36, 1, 60, 24, 90), Note(72, 1, 40, 6, 90))),
        PastBar(WALTZ, (Note(0, 1, 50, 1, 90),)),
    )
    assert past_of([]) == ()


def test_a_phrase_becomes_the_bars_of_the_song_that_it_touches():
    phrase = [(60, 90, 7.5, 8.5), (64, 80, 8.0, 8.0), (67, 70, 17.0, 18.0)]
    assert bars_of_phrase(phrase, COMMON_TIME, 1) == (
        PastBar(COMMON_TIME, (Note(84, 1, 60, 24, 90),)),
        PastBar(COMMON_TIME, (Note(0, 1, 64, 1, 80),)),
        PastBar(COMMON_TIME, ()),
        PastBar(COMMON_TIME, (Note(24, 1, 67, 24, 70),)),
    )
    assert bars_of_phrase([], COMMON_TIME, 1) == ()


@given(
    st.lists(st.tuples(st.integers(0, 127), st.integers(1, 127), st.floats(0, 500), st.floats(0, 8)), max_size=20),
    st.sampled_from([COMMON_TIME, WALTZ, Metre(7, 8)]),
)
def test_no_note_of_a_phrase_is_lost_or_leaves_its_bar(struck, metre):
    phrase = sorted(((p, v, on, on + long) for p, v, on, long in struck), key=lambda each: each[2])
    bars = bars_of_phrase(phrase, metre, 3)
    notes = [note for bar in bars for note in bar.notes]
    assert [(note.pitch, note.velocity) for note in notes] == [each[:2] for each in phrase]
    assert all(0 <= note.tick < metre.bar_ticks and note.duration_ticks >= 1 for note in notes)
    assert not phrase or (bars[0].notes and bars[-1].notes)

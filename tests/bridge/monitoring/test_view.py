"""Plain lines, the page, the roll's cells, and the live view on a terminal made of text."""

import re
from io import StringIO

import pytest
from rich.console import Console

from bridge.core.messages import BarLine, PlannedNote
from bridge.monitoring.performance_state import PerformanceState
from bridge.monitoring.view import LABEL_WIDTH, LiveView, PlainView, Roll, open_view, page_lines, picture, plain_line
from model.music.config import DRUMS, PARTS
from model.music.events import Metre

PIANO, BASS = PARTS.index("piano"), PARTS.index("bass")
COMMON = Metre(4, 4)


def lines(n_bars, metre=COMMON):
    return [
        BarLine(number + 1, number * metre.bar_beats, 120.0, metre, (f"C{number}", "G7")) for number in range(n_bars)
    ]


def note(beat, pitch=60, duration=1.0, part=PIANO, number=1):
    return PlannedNote(number, part, 0, pitch, 80, beat, duration)


def drum(beat, key):
    return note(beat, key, 2.0, DRUMS)


def heard_of(n_bars, *notes, metre=COMMON):
    notes = {number: each._replace(note_id=number) for number, each in enumerate(notes)}
    return PerformanceState({"style": "jazz 1", "key": "F major", "metre": str(metre)}, lines(n_bars, metre), notes)


def terminal(width=80, height=40):
    return Console(force_terminal=True, file=StringIO(), width=width, height=height, color_system="truecolor")


def shown(console):
    """What was written, without colours and movements of the cursor."""
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", console.file.getvalue()).replace("\r", "\n")


def drawn(state, beat, width=80, height=40):
    console = Console(file=StringIO(), width=width, height=height)
    console.print(picture(state, beat, height))
    return console.file.getvalue().splitlines()


def row(roll, label):
    """The cells of a row, without its label."""
    plain = {text.plain[:LABEL_WIDTH].strip(): text.plain[LABEL_WIDTH:] for text in roll.rows()}
    return plain[label]


def test_a_plain_line_names_at_most_eight_notes_of_a_part():
    line = BarLine(12, 44.0, 92.5, Metre(3, 4), ("Dm", "G7"))
    notes = [note(44.0 + n / 4, 60 + n) for n in range(9)]
    assert plain_line(line, notes) == ("bar  12  3/4   92 bpm  Dm G7         piano C4 C♯4 D4 E♭4 E4 F4 F♯4 G4 …")


def test_a_bar_of_silence_is_a_dash():
    assert plain_line(lines(1)[0], []).endswith("C0 G7         –")


def test_the_plain_view_prints_a_line_a_bar_however_long():
    console = Console(file=StringIO(), width=40)
    state = heard_of(1, *(note(n / 4, 40 + n, part=part) for n in range(16) for part in (PIANO, BASS)))
    with open_view(console) as view:
        assert isinstance(view, PlainView)
        view.bar_began(state)
        view.tick(state)
    (line,) = console.file.getvalue().splitlines()
    assert line == plain_line(state.lines[0], state.notes_of(state.lines[0]))


@pytest.mark.parametrize(("n_bars", "first"), [(1, 1), (4, 1), (5, 5), (8, 5), (9, 9)])
def test_a_page_has_four_bars_and_turns_after_them(n_bars, first):
    page = page_lines(lines(n_bars))
    assert [line.number for line in page] == list(range(first, first + 4))
    assert [line.beat for line in page] == [4.0 * (first - 1 + n) for n in range(4)]
    assert [line.chords[0] for line in page] == [f"C{n}" if n < n_bars else "" for n in range(first - 1, first + 3)]


def test_a_page_that_is_not_full_goes_on_in_the_last_metre():
    page = page_lines(lines(1, Metre(3, 4)))
    assert [line.beat for line in page] == [0.0, 3.0, 6.0, 9.0]
    assert {len(text) for text in Roll(page, 0.0).rows()} == {LABEL_WIDTH + 4 * 3 * 4}


def test_a_note_is_its_stroke_and_how_long_it_is_held():
    roll = Roll(page_lines(lines(1)), 0.0)
    roll.put(note(1.0, 60, 1.5))
    roll.put(note(5.0, 60, 0.01))
    assert row(roll, "C4").startswith("│   █▬▬▬▬▬      │   █   ")


def test_a_note_held_past_the_page_ends_there():
    roll = Roll(page_lines(lines(1)), 0.0)
    roll.put(note(15.0, 60, 100.0))
    assert row(roll, "C4").endswith("   █▬▬▬")
    assert len(row(roll, "C4")) == 64


def test_a_stroke_is_seen_over_what_is_held():
    roll = Roll(page_lines(lines(1)), 0.0)
    for each in (note(1.0, 60, 0.5), note(0.0, 60, 4.0), note(2.0, 62, 0.5)):
        roll.put(each)
    assert row(roll, "C4").startswith("█▬▬▬█▬▬▬")
    assert row(roll, "E4").startswith("│       █▬")


def test_pitches_outside_stand_on_the_edge_rows():
    roll = Roll(page_lines(lines(1)), 0.0)
    roll.put(note(1.0, 0))
    roll.put(note(2.0, 127))
    assert row(roll, "E1")[4] == "█"
    assert row(roll, "A♭6")[8] == "█"


@pytest.mark.parametrize(
    ("key", "label"),
    [(36, "kick"), (35, "kick"), (38, "snare"), (42, "hat"), (51, "cymbal"), (45, "toms"), (56, "toms")],
)
def test_drums_have_rows_of_their_own_and_no_length(key, label):
    roll = Roll(page_lines(lines(1)), 0.0)
    roll.put(drum(1.0, key))
    assert row(roll, label)[:12] == "│   █       "
    assert sum("█" in text.plain for text in roll.rows()) == 1


def test_the_cursor_stands_in_every_row_at_its_beat():
    for text in Roll(page_lines(lines(5)), 17.25).rows():
        marked = [span.start for span in text.spans if "on grey23" in str(span.style)]
        assert marked == [LABEL_WIDTH + 5]


def test_four_bars_of_four_four_fit_a_terminal_of_80_by_24():
    state = heard_of(4, *(note(n / 2, 30 + n, 2.0, part=n % 17) for n in range(32)))
    picture_lines = drawn(state, 13.0, 80, 24)
    assert max(map(len, picture_lines)) <= 80
    assert len(picture_lines) < 24
    assert [line[:5] for line in picture_lines[-4:-2]] == ["toms ", "kick "]


@pytest.mark.parametrize(("width", "height"), [(79, 24), (40, 16), (10, 5), (200, 60)])
def test_where_there_is_less_room_it_is_cropped(width, height):
    state = heard_of(4, *(note(n / 2, 30 + n, 2.0, part=n % 17) for n in range(32)))
    picture_lines = drawn(state, 13.0, width, height)
    assert max(map(len, picture_lines)) <= width
    assert len(picture_lines) == len(drawn(state, 13.0, 300, height))  # no row is broken in two


def test_the_picture_tells_plan_chords_and_which_parts_sound():
    state = heard_of(1, note(0.0, 60, 1.0), note(2.0, 36, 1.0, part=BASS))
    text = drawn(state, 2.5)
    assert text[0].split() == ["jazz", "1", "F", "major", "4/4"]
    assert text[1].rstrip() == "bar 1   C0 → G7   120 bpm"
    assert text[-1].split("  ")[:2] == ["· piano", "● bass"]


def test_before_the_first_bar_it_says_so():
    assert "the first bar is being made" in drawn(PerformanceState(), 0.0)[1]


def test_the_live_view_draws_bars_and_moves_its_cursor():
    console = terminal()
    state = heard_of(0, note(0.0, 60, 4.0), drum(0.0, 36))
    with open_view(console) as view:
        assert isinstance(view, LiveView)
        view.tick(state)
        state.lines += lines(1)
        view.bar_began(state)
        state.lines[:] = lines(2)
        view.bar_began(state)
    text = shown(console)
    assert text.index("the first bar is being made") < text.index("bar 1 ") < text.index("bar 2 ")
    assert "C4    █▬▬▬" in text
    assert "kick  █" in text


@pytest.mark.parametrize(("width", "height"), [(80, 24), (30, 10), (1, 1)])
def test_the_live_view_never_writes_past_the_edge(width, height):
    console = terminal(width, height)
    state = heard_of(1, *(note(n / 2, 30 + n, 2.0, part=n % 17) for n in range(8)), metre=Metre(12, 8))
    with LiveView(console) as view:
        view.bar_began(state)
    assert max(map(len, shown(console).splitlines())) <= width


def test_the_live_view_is_left_in_order_when_interrupted():
    console = terminal()
    with pytest.raises(KeyboardInterrupt), LiveView(console) as view:  # noqa: PT012
        view.bar_began(heard_of(1))
        raise KeyboardInterrupt
    assert console.file.getvalue().rstrip().endswith("\x1b[?25h")  # the cursor is shown again

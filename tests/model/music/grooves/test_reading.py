"""What is wrong with a groove file is told in one sentence, with the file and the line."""

import pytest

from model.music.events import Metre
from model.music.grooves import GrooveBook, GrooveError, parse, to_text
from model.music.grooves.reading import read_source

GOOD = """title: Test beat
also: test, tester
zh: 测试
styles: rock 1, pop 0.5
metre: 4/4
tempo: 90-120, usual 100
swing: 0.5 sixteenths
lay back: 10 ms
band: drums, bass
progression: I IV
programs: bass 33

[lanes]
bass: around A1, short

[A]
kick  |X... .... X... ....|
snare |....X.......X...|
bass  |x.......x~~.....| 1 5,

[B like A]
kick  |X..x....X.......|X.......X..x....|

[checks]
snare on 2 4
"""


def test_a_good_file_says_what_it_is():
    groove = parse(GOOD, "test-beat")
    assert groove.title == "Test beat"
    assert groove.aliases == ("test", "tester", "测试")
    assert groove.styles == {"rock": 1, "pop": 0.5}
    assert groove.tempo_bpm == (90, 100, 120)
    assert (groove.swing, groove.swing_unit, groove.push_ms) == (0.5, "sixteenths", -10)
    assert groove.sections["B"].n_bars == 2
    assert [lane.name for lane in groove.sections["B"].lanes] == ["kick", "snare", "bass"]
    assert groove.sections["A"].lane_options("bass").around == 33
    assert parse(to_text(groove), "test-beat") == groove


WRONG = {
    "unknown lane": ("kick  |X... .... X... ....|", "kik   |X...............|", 17, "did you mean kick"),
    "steps": ("|....X.......X...|", "|....X.......X..|", 18, "15 steps, not 16"),
    "stroke": ("|....X.......X...|", "|....Y.......X...|", 18, "'Y' is not a recognised stroke"),
    "degree": ("| 1 5,", "| 1 H5", 19, "'H5' is not a recognised degree"),
    "too few degrees": ("| 1 5,", "| 1 5 6", 19, "2 strokes and 3 degrees"),
    "metre": ("metre: 4/4", "metre: 4/5", 5, "'4/5' is not a recognised metre"),
    "style": ("styles: rock 1", "styles: rokc 1", 4, "did you mean rock"),
    "tempo": ("90-120, usual 100", "fast", 6, "'fast' is not a recognised tempo"),
    "swing": ("0.5 sixteenths", "3 sixteenths", 7, "from 0 to 1"),
    "part": ("band: drums, bass", "band: drums, tuba", 9, "'tuba' is not a recognised part"),
    "progression": ("progression: I IV", "progression: I IX", 10, "'IX' is not a recognised chord"),
    "key": ("title: Test beat", "titel: Test beat", 1, "did you mean title"),
    "key twice": ("also: test, tester", "title: Again", 2, "given twice"),
    "option": ("around A1, short", "around A1, loud", 14, "'loud' is not a recognised option"),
    "register": ("around A1", "around Z9", 14, "'Z9' is not a recognised register"),
    "section": ("[B like A]", "[Z like A]", 21, "is not a recognised section"),
    "like nothing": ("[B like A]", "[B like C]", 21, "no section [C] above"),
    "drum with degrees": ("|....X.......X...|", "|....X.......X...| 1", 18, "takes no degrees"),
    "lane twice": ("\n[checks]", "kick |X...............|\n[checks]", 23, "given twice in [B]"),
    "percent first": ("\n[checks]", "snare |%|\n[checks]", 23, "is not a recognised stroke"),
    "check": ("snare on 2 4", "snare near 2 4", 25, "is not understood"),
    "place of a check": ("snare on 2 4", "snare on 2 9.x", 25, "is not a place"),
    "no grid": ("kick  |X... .... X... ....|", "kick  X...", 17, "is not a recognised lane"),
    "steps of a lane": ("kick  |X... .... X... ....|", "kick/7 |X......|", 17, "has no 7 steps"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_file_is_refused_with_its_line(case):
    old, new, line, words = WRONG[case]
    assert old in GOOD
    with pytest.raises(GrooveError) as error:
        parse(GOOD.replace(old, new, 1), "mine", file="mine.groove")
    message = str(error.value)
    assert message.startswith(f"mine.groove:{line}: "), message
    assert words in message
    assert "\n" not in message


def test_an_empty_file_and_one_without_a_section_are_refused():
    with pytest.raises(GrooveError, match=r"mine.groove:1: the file is empty"):
        parse("\n \n", "mine")
    with pytest.raises(GrooveError, match=r"section \[A\] is missing"):
        parse("title: Nothing\n", "mine")


def test_a_file_that_is_not_utf8_is_refused(tmp_path):
    path = tmp_path / "latin.groove"
    path.write_bytes(b"title: A\nalso: caf\xe9\n[A]\n")
    with pytest.raises(GrooveError, match=r"latin.groove:2: the text is not UTF-8"):
        read_source(path)


def test_a_users_folder_is_read_and_wrong_files_are_left_out(tmp_path):
    (tmp_path / "mine.groove").write_text(GOOD, encoding="utf-8")
    (tmp_path / "salsa.groove").write_text(GOOD, encoding="utf-8")
    (tmp_path / "wrong.groove").write_text(GOOD + "snare\n", encoding="utf-8")
    (tmp_path / "lost.groove").write_text("like: nothing-such\n", encoding="utf-8")
    book = GrooveBook.load(tmp_path)
    assert book.get("mine").title == "Test beat"
    assert book.get("salsa").title == "Test beat"  # the user's own wins
    assert "wrong" not in book.names()
    assert len(book.problems) == 2
    assert any(problem.startswith(f"{tmp_path / 'wrong.groove'}:26: ") for problem in book.problems)
    assert any("'nothing-such' is unknown" in problem for problem in book.problems)


def test_like_takes_over_lanes_and_headers(tmp_path):
    (tmp_path / "mine.groove").write_text("title: Mine\nlike: salsa\n[A]\ncowbell off\n", encoding="utf-8")
    book = GrooveBook.load(tmp_path)
    mine, salsa = book.get("mine"), book.get("salsa")
    assert mine.tempo_bpm == salsa.tempo_bpm
    assert mine.aliases == ()
    names = [lane.name for lane in salsa.sections["A"].lanes if lane.name != "cowbell"]
    assert [lane.name for lane in mine.sections["A"].lanes] == names
    assert mine.sections["ending"] == salsa.sections["ending"]


def test_a_circle_of_likes_is_refused(tmp_path):
    (tmp_path / "one.groove").write_text("like: two\n", encoding="utf-8")
    (tmp_path / "two.groove").write_text("like: one\n", encoding="utf-8")
    book = GrooveBook.load(tmp_path)
    assert len(book.problems) == 2
    assert not {"one", "two"} & set(book.names())


def test_a_fill_is_as_long_as_its_own_lanes_and_keeps_the_last_bars():
    text = "[A]\nkick/4 |x...|..x.|\nbass/4 |x.x.|x.xx| 1 2 3 4 5\n[fill like A]\nsnare/4 |xxxx|\n"
    fill = parse(text, "t").sections["fill"]
    assert fill.n_bars == 1
    assert fill.metre == Metre(4, 4)
    assert {lane.name: (lane.bars, lane.tokens) for lane in fill.lanes} == {
        "kick": (("..x.",), ()),
        "bass": (("x.xx",), ("3", "4", "5")),
        "snare": (("xxxx",), ()),
    }

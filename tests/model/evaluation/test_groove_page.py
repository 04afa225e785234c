"""The page of the groove book shows every groove, with a small picture of each."""

from pathlib import Path

from model.evaluation.groove_page import MAX_PICTURE_BYTES, picture, write_page
from model.music.grooves import GrooveBook

PAGE = Path(__file__).parents[3] / "docs" / "grooves"
BOOK = GrooveBook.load()


def test_the_page_shows_every_groove_with_a_small_picture():
    text = (PAGE / "README.md").read_text(encoding="utf-8")
    assert {path.stem for path in PAGE.glob("*.png")} == set(BOOK.names())
    assert all(f"({name}.png)" in text for name in BOOK.names())
    assert all(path.stat().st_size <= MAX_PICTURE_BYTES for path in PAGE.glob("*.png"))


def test_the_example_of_the_format_page_is_a_groove(tmp_path):
    text = (PAGE.parent / "grooves-format.md").read_text(encoding="utf-8")
    example = text.split("```text\n")[1].split("```")[0]
    (tmp_path / "mine.groove").write_text(example, encoding="utf-8")
    book = GrooveBook.load(tmp_path)
    assert not book.problems
    assert {"A", "B", "fill", "intro", "ending"} <= book.get("mine").sections.keys()


def test_a_picture_is_a_png_and_the_same_each_time():
    first = picture(BOOK.get("bossa-nova"))
    assert first.startswith(b"\x89PNG")
    assert first == picture(BOOK.get("bossa-nova"))
    assert first != picture(BOOK.get("samba"))


def test_pictures_of_grooves_that_are_gone_are_removed(tmp_path):
    class Two(GrooveBook):
        """A book of two grooves."""

    two = Two()
    two._grooves = {name: BOOK.get(name) for name in ("swing", "chant")}
    (tmp_path / "old.png").write_bytes(b"old")
    assert write_page(tmp_path, two) == 2
    assert {path.name for path in tmp_path.iterdir()} == {"README.md", "swing.png", "chant.png"}

"""Every genre word that Sideman understands leads to a groove."""

import pytest

from model.music.config import STYLES
from model.music.grooves import GrooveBook, GrooveError
from model.music.grooves.book import normal
from model.text.genre_words import GENRE_WORDS
from model.text.style_words import MIXED_ROWS, STYLE_ROWS

BOOK = GrooveBook.load()


def words_of(listing):
    return [word.strip() for word in listing.split(",") if word.strip()]


def test_every_genre_word_leads_to_a_groove_of_its_style():
    rows = [(words_of(listing), {style}) for style, listing in GENRE_WORDS.items()]
    rows += [(words_of(row.listing), set(row.style)) for row in STYLE_ROWS]
    rows += [(words_of(listing), set(style)) for style, _, _, listing in MIXED_ROWS]
    lost = [word for words, _ in rows for word in words if BOOK.find(word) is None]
    assert not lost
    named = [(BOOK.find(word), styles) for words, styles in rows for word in words]
    akin = sum(bool(styles & groove.styles.keys()) for groove, styles in named)
    assert akin >= 0.93 * len(named)  # some words have grooves that the tables file under a neighbour


def test_there_are_enough_grooves_and_metres():
    assert len(BOOK) >= 160
    assert len({groove.metre for groove in BOOK}) >= 4
    assert all(len(BOOK.for_style(style)) >= 5 for style in STYLES)


def test_no_name_is_claimed_by_two():
    owners = {}
    for groove in BOOK:
        for word in {normal(word) for word in (groove.name, groove.title, *groove.aliases)}:
            owners.setdefault(word, set()).add(groove.name)
    assert not {word: names for word, names in owners.items() if len(names) > 1}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("bossa nova", "bossa-nova"),
        ("One Drop", "one-drop"),
        ("slow train beat in G", "train-beat"),
        ("jazz waltz, 160, no drums", "jazz-waltz"),
        ("metal with a gospel choir", "heavy-metal"),
        ("来一首萨尔萨", "salsa"),
        ("polka", "polka"),
        ("trap", "trap"),
        ("Bo-Diddley", "bo-diddley"),
        ("a song for my son", None),
        ("something in E minor", None),
        ("", None),
    ],
)
def test_words_find_their_groove(words, name):
    found = BOOK.find(words)
    assert (found.name if found else None) == name


def test_an_unknown_name_is_refused_with_a_suggestion():
    with pytest.raises(GrooveError, match="bossa-nova"):
        BOOK.get("bosa-nova")

"""Forty public-domain songs: traditional, hymns, carols, Stephen Foster. Chords by the authors of these tests.

A part is its name, its bars, and its endings: each ending is another way in which the part is played once more.
"""

from __future__ import annotations

from typing import NamedTuple


class Part(NamedTuple):
    """Bars as cells between bar lines. ``endings``: bars for each time through; without them played ``times`` times."""

    name: str
    bars: tuple[str, ...]
    endings: tuple[tuple[str, ...], ...] = ()
    times: int = 1


class Song(NamedTuple):
    """A song as written."""

    title: str
    key: str
    metre: str
    parts: tuple[Part, ...]

    def played(self) -> list[tuple[str, list[str]]]:
        """Sections as they are played: name and bars."""
        sections: list[tuple[str, list[str]]] = []
        for part in self.parts:
            if part.endings:
                sections += [(part.name, [*part.bars, *ending]) for ending in part.endings]
            else:
                sections += [(part.name, list(part.bars))] * part.times
        return sections


def _bars(text: str) -> tuple[str, ...]:
    return tuple(bar.strip() for bar in text.split("|"))


def _part(name: str, text: str, *endings: str, times: int = 1) -> Part:
    return Part(name, _bars(text), tuple(_bars(ending) for ending in endings), times)


def _song(title: str, key: str, metre: str, *parts: Part) -> Song:
    return Song(title, key, metre, parts)


SONGS = (
    _song(
        "Oh! Susanna",
        "D major",
        "2/4",
        _part("Verse", "D | D | D | A7 | D | D", "D A7 | D", "D A7 | D7"),
        _part("Chorus", "G | G | D | A7 | D | D | D A7 | D"),
    ),
    _song(
        "Camptown Races",
        "C major",
        "4/4",
        _part("Verse", "C | G7 | C", "G7 C", "G7 C"),
        _part("Chorus", "C | F C | C | G7 C", times=2),
    ),
    _song(
        "Old Folks at Home",
        "F major",
        "4/4",
        _part("Verse", "F F7 | Bb | F", "C7", "C7 F"),
        _part("Chorus", "C7 | F | Bb F | C7"),
        _part("Outro", "F | F C7 F /"),
    ),
    _song(
        "Beautiful Dreamer",
        "Eb major",
        "9/8",
        _part("Verse", "Eb | Fm | Bb7 | Eb"),
        _part("Bridge", "Bb7 | Eb | F7 | Bb7"),
    ),
    _song(
        "Hard Times Come Again No More",
        "G major",
        "4/4",
        _part("Verse", "G | C G | G/D D7 | G", times=2),
        _part("Chorus", "G | C G | Em A7 | D | G | C G | D7 | G"),
    ),
    _song(
        "My Old Kentucky Home",
        "G major",
        "4/4",
        _part("Verse", "G | C G | G | A7 D7", times=2),
        _part("Chorus", "D7 | G | C | G | G | C G | G/D D7 | G"),
    ),
    _song(
        "Jeanie with the Light Brown Hair",
        "F major",
        "4/4",
        _part("A", "F | C7/G F/A | Bb | F C7", "F", "F F7"),
        _part("B", "Bb | F | G7 | C7 C7/E"),
    ),
    _song(
        "Amazing Grace",
        "G major",
        "3/4",
        _part("Verse", "G | G7 | C | G | G | Em | D | D7 | G | G7/B | C | G/D | Em | G/D D7 | G | G", times=3),
    ),
    _song(
        "Auld Lang Syne",
        "F major",
        "4/4",
        _part("Verse", "F | C7 | F F7 | Bb | F/C | C7 | Dm Gm C7 / | F"),
        _part("Chorus", "Dm | C7 | F F7 | Bb | F | C7 Fdim7 | Dm Gm7 C7 / | F"),
    ),
    _song(
        "Silent Night", "C major", "6/8", _part("Verse", "C | C | G7 | C | F | C | F | C | G7 | Am | C G7 | C", times=3)
    ),
    _song(
        "Greensleeves",
        "A minor",
        "6/8",
        _part("A", "Am | G | Am", "E7", "E7 Am"),
        _part("B", "C | G | Am | E7", "C | G | Am E7 | Am", "C | G | Am E7 | Asus4 Am"),
    ),
    _song(
        "What Child Is This",
        "E minor",
        "3/4",
        _part("Verse", "Em | G | D | D/F# | Em | C | B7 | B7"),
        _part("Chorus", "G | G | D | Bm7 | Em | C B7 | Em | Em"),
    ),
    _song(
        "God Rest Ye Merry, Gentlemen",
        "E minor",
        "4/4",
        _part("Verse", "Em | Em B7 | Em C", "B7", "B7 Em"),
        _part("Chorus", "Am G | B7sus4 B7 Em / | G | D | Em Am | B7 Em"),
    ),
    _song(
        "We Three Kings",
        "E minor",
        "3/8",
        _part("Verse", "Em | B7 | Em | Em", times=2),
        _part("Chorus", "D | D7 | G | C | G | G/B C | G D7 | G"),
    ),
    _song(
        "O Come, All Ye Faithful",
        "G major",
        "4/4",
        _part("Verse", "G | G D | G C/E G/D / | D"),
        _part("Chorus", "G | G | D7 G Am7 / | D", "G/D D7 | G", "C Am6 G/D D7 | G"),
    ),
    _song(
        "Joy to the World",
        "D major",
        "2/4",
        _part("Verse", "D | D | G A7 | D"),
        _part("Refrain", "D | D | A7 | A7 | D G/D | D A7 | D | D", times=2),
    ),
    _song(
        "Deck the Halls",
        "F major",
        "4/4",
        _part("A", "F | C7 F | C7 | F", times=2),
        _part("B", "C7 | F | F/A Dm G7 / | C"),
        _part("A", "F | C7 F | Bb F | C7 F"),
    ),
    _song(
        "Hark! The Herald Angels Sing",
        "F major",
        "4/4",
        _part("Verse", "F | F C7 F / | F/A Bb F C | F C7 F /", times=2),
        _part("Refrain", "Bb Gm | D7 Gm | C7 F | Bb F/C C7 F"),
    ),
    _song(
        "The First Noel",
        "D major",
        "3/4",
        _part("Verse", "D | Bm A | G | D | G | D | G A7 | D", times=2),
        _part("Refrain", "D | Bm A | D A/C# | G D/F# | G | D | G A7 | D"),
    ),
    _song(
        "O Tannenbaum",
        "G major",
        "3/4",
        _part("A", "G | D7 G | Am | D7 G", times=2),
        _part("B", "G | C | D7 | G"),
        _part("A", "G | D7 G | Am | D7 G"),
    ),
    _song(
        "Shenandoah",
        "C major",
        "4/4",
        _part("Verse", "C | F C | C | F | F C/E | Am | C | Em7 Am | F | C G7 | C | C", times=2),
    ),
    _song(
        "Wayfaring Stranger",
        "A minor",
        "3/4",
        _part("Verse", "Am | Am7 | Dm | Am | Am | Dm | E7sus4 | E7", "Am", "Am/C"),
        _part("Bridge", "F | C | F | Em7b5 A7 | Dm | Dm6 | Am | E7#9"),
    ),
    _song(
        "House of the Rising Sun",
        "A minor",
        "6/8",
        _part("Verse", "Am | C | D | F | Am | C | E7 | E7 | Am | C | D | F | Am | E7", "Am | E7", "Am | Am"),
    ),
    _song(
        "Scarborough Fair",
        "D minor",
        "3/4",
        _part("Verse", "Dm | Dm | C | Dm | F | Dm | Gsus4 G | Dm | Dm | F | F | Em7 | Dm | C | C | Dm", times=2),
    ),
    _song(
        "Wildwood Flower",
        "C major",
        "4/4",
        _part("A", "C | G7 C", times=2),
        _part("B", "C | F C | C | G7 C"),
        _part("Tag", "G7 | C"),
    ),
    _song(
        "Will the Circle Be Unbroken",
        "G major",
        "4/4",
        _part("Verse", "G | G7 | C | G | G | Em | G/D D7 | G"),
        _part("Chorus", "G | G7 | C | G | G | Em | G/D D7", "G", "C G"),
    ),
    _song(
        "Saint James Infirmary",
        "D minor",
        "4/4",
        _part("Head", "Dm A7 | Dm | Dm | Bb7 A7", "Dm A7 | Dm", "Dm Gm7 | A7alt Dm"),
        _part("Solo", "Dm A7/E | Dm/F | Dm Eb7#11 | Bb7 A7", times=2),
    ),
    _song(
        "When the Saints Go Marching In",
        "F major",
        "4/4",
        _part("Head", "F | F | F | F | F | F | C7 | C7 | F | F7 | Bb | Bbm6 | F | C7 | F", "C7", "F"),
    ),
    _song(
        "Careless Love",
        "G major",
        "4/4",
        _part("A", "G | D7 | G | G | G | Em7 A9 | D7 | D7"),
        _part("B", "G | G7/B | C6 | Cm6 | G | D13", "G E7 | A7 D7", "G | G"),
    ),
    _song(
        "Frankie and Johnny",
        "C major",
        "4/4",
        _part("Verse", "C | C | C | C7 | F | F7 | F | C6 | G7 | G7 | C", "G7", "C9", "C"),
    ),
    _song("John Henry", "D major", "4/4", _part("Verse", "D | D | D | A7 | D | D7 | G | D | D | D A7 | D", times=2)),
    _song(
        "Molly Malone",
        "G major",
        "3/4",
        _part("Verse", "G | Em | Am | D7 | G | Em | Am7 | D7"),
        _part("Chorus", "G | Em | Am | D7 | G | Em | Am D7 | G"),
    ),
    _song(
        "Danny Boy (Londonderry Air)",
        "C major",
        "4/4",
        _part("A", "C | C7 | F | Fm6 | C/G | Am7 D9 | G7", "G7", "G7sus4 G7"),
        _part("B", "Am F | C | Am F | D7 G7 | C C7/E | F F#dim7 | C/G G7 | C"),
    ),
    _song(
        "The Water Is Wide",
        "D major",
        "4/4",
        _part("Verse", "D | G D | D/F# | G A | F#m7 | Bm7 G | A7sus4 A7", "D", "Dsus2 D"),
    ),
    _song(
        "Sakura",
        "A minor",
        "4/4",
        _part("A", "Am | Am", times=2),
        _part("B", "Fmaj7 | E7 | Am F6 | E7"),
        _part("Ending", "Dm/F | E7 | Am | Am"),
    ),
    _song(
        "Bella Ciao",
        "E minor",
        "2/4",
        _part("Verse", "Em | Em | Em | Em | Am | Em | B7", "Em", "Em E7"),
        _part("Chorus", "Am | Am6 | Em | Em/B | B7 | B7b9 | Em | Em"),
    ),
    _song(
        "La Cucaracha",
        "F major",
        "3/4",
        _part("A", "F | F | C7 | C7", times=2),
        _part("B", "C7 | C9 | F | F6", "C7 | C7 | F | F", "C7 | C7/E | F | F5"),
    ),
    _song(
        "Old Joe Clark",
        "A major",
        "4/4",
        _part("A", "A | A G | A", "E7", "E7 A"),
        _part("B", "A | A G | A", "E7 A", "G A"),
    ),
    _song(
        "Five-beat Air",
        "D minor",
        "5/4",
        _part("A", "Dm Am | Dm7 | Bbmaj7 C | Dm", times=2),
        _part("B", "Gm9 C13 | Fmaj9 | Em7b5 A7b9", "Dm", "Dmmaj7"),
    ),
    _song(
        "Rebetiko Air in Seven",
        "D minor",
        "7/8",
        _part("A", "Dm | Dm | Gm A7 | Dm", times=3),
        _part("B", "Bb | C | Edim7 A+7", "Dm", "D6/9"),
    ),
)

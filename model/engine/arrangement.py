"""The arrangement, made before a note is drawn: each bar's place in the form, chords, groove, and repeats.

An `Arrangement` is a pure function of its seed and of what is asked: the same bar always comes out the same.
Chords are in the common tonic (C major, A minor).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from model.music.chords import ChordModel, tonic_chord
from model.music.config import N_QUALITIES, NO_CHORD, PARTS, PHRASE_BARS, STYLES
from model.music.form import Form, Place, Section, parse_form
from model.music.grooves import Groove, GrooveBook, Pattern
from model.music.grooves.progressions import read_progression
from model.music.modes import in_mode

# The form of endless music where neither words nor groove name one: phrases of eight bars, as in countless tunes.
USUAL_FORM = "AABAACBA"
_FORM_OF_STYLE = {
    "jazz": "AABA",
    "pop": "verse 8, verse 8, chorus 8, verse 8, chorus 8, bridge 8, chorus 8, chorus 8",
    "rock": "verse 8, verse 8, chorus 8, verse 8, chorus 8, bridge 8, chorus 8, chorus 8",
    "country": "verse 8, chorus 8, verse 8, chorus 8, bridge 8, chorus 8",
    "hiphop": "verse 8, verse 8, hook 8, verse 8, verse 8, hook 8",
    "electronic": "A 8, A 8, B 8, B 8, A 8, C 8, B 8, B 8",
    "classical": "A 8, A 8, B 8, A 8",
    "ragtime": "A 8, A 8, B 8, B 8, A 8, C 8, C 8",
    "folk": "A 8, A 8, B 8, B 8",
}
_COPIED_SHARE = 0.15  # of the bars of a section that returns: played again as they were
_COPIED_INSIDE_SHARE = 0.04  # of the bars of a section's second half, after its first half
_OWN_PROGRESSION_SHARE = 0.7  # how often a groove's usual progression is taken where none is asked for
_FILL_SHARE = 0.85
_TURNED_SHARE = 0.6  # how often a progression that repeats inside a section turns away at the end of a repeat
_TURN_HALVES = 4
_HOME_SHARE = 0.8  # how often a first section begins on the tonic
_FEWEST_BARS_FOR_FILL = 4
_LONGEST_FILL_BARS = 2
_MORE_FILLS_EVERY_BARS = 4
_SMALL_FILL, _LARGE_FILL = 0.34, 0.67  # sizes up to which a fill is half a bar, and from which on two bars
_MOST_MADE = 256
# In files of rock and metal a crash begins every fourth bar, in those of other styles every tenth to twentieth.
_LOUD = (STYLES.index("rock"), STYLES.index("metal"))
_MARKED_EVERY_BARS = 4
_FEWEST_PARTS_TO_REST = 4
_RESTING_SHARE = {False: 0.6, True: 0.3}  # by whether a section is the contrasting one, where more is going on
ONE_VOICE = "one voice"
_PITCH_WORDS = frozenset(("root", "fifth", "third", "walks"))
_COMPING = frozenset(("piano", "chromatic", "organ", "guitar", "ensemble", "pad"))
# In files a part above the bass plays its typical bar exactly in a fifth to a third of all bars and shares less than
# half of the strokes with it in most others.
_FREE_SHARE = 0.5  # of the sections: a part that may leave the groove does
_LOOSE_EVERY_BARS = 4
_LOOSE_DRUMS, _LOOSE_BASS, _LOOSE_OTHERS = 0.1, 0.2, 0.3


class ArrangementInputs(NamedTuple):
    """The parts of a plan that an arrangement depends on."""

    style: tuple[float, ...]  # N_STYLES weights
    mode: int  # 0 major, 1 minor, 2 unknown
    metre: tuple[int, int]
    groove: str | None = None
    form: str | None = None
    progression: str | None = None  # in Roman numerals, or a name of `progressions.NAMED_PROGRESSIONS`
    parts: tuple[str, ...] = ()  # that play
    may_rest: tuple[str, ...] = ()  # those of them that may lay out for a section
    must_play: tuple[str, ...] = ()  # those that were asked for by name
    may_improvise: tuple[str, ...] = ()  # those that may leave the groove for a section
    fills: float = 1.0  # how many times as many as usual
    fill_size: float | None = None  # 0 half a bar .. 1 two bars; None: as the groove has them
    sections: tuple[Section, ...] = ()  # of a chart, in place of the form


@dataclass(frozen=True)
class BarArrangement:
    """The arrangement of one bar."""

    place: Place
    chords: tuple[int, int]
    next_chord: int
    pattern: Pattern | None = None
    pattern_bar: int = 0
    is_fill: bool = False
    returns_to: int | None = None  # an earlier bar of the piece whose music comes back
    is_copy: bool = False  # as it was; otherwise varied
    resting: frozenset[str] = frozenset()  # parts that lay out
    loose: frozenset[str] = frozenset()  # parts that play more freely around the groove in this bar
    typical: frozenset[str] = frozenset()  # parts that the groove's checks name: without them it is not that groove
    rooted: frozenset[str] = frozenset()  # those of them whose pitches the checks name
    free: frozenset[str] = frozenset()  # parts that leave the groove in this section and play what they like
    before_fill: Pattern | None = None  # that a small fill leaves standing in the bar's first half
    is_marked: bool = False  # the drummer marks its first beat with a crash cymbal
    label: str = ""  # name of the chart's section that begins here

    @property
    def is_over(self) -> bool:
        """Whether this is the last bar of a form that ends."""
        return self.place.section.is_ending and self.place.bar == self.place.section.n_bars - 1


class Arrangement:
    """Bars of a piece, in any order and as often as wanted."""

    def __init__(self, chords: ChordModel, book: GrooveBook, seed: int) -> None:
        self._chords, self._book, self._seed = chords, book, seed
        self._progression: Callable[[ArrangementInputs, str, int], tuple[tuple[int, int], ...]]
        self._progression = lru_cache(_MOST_MADE)(self._make_progression)

    def form(self, asked: ArrangementInputs) -> Form:
        """The chart's form or the one asked for, else the groove's, else the usual one of the style."""
        if asked.sections:
            return Form(asked.sections)
        groove = self._groove(asked)
        named = asked.form or (groove.form if groove is not None else None)
        if named:
            return parse_form(named)
        heaviest = max(range(len(STYLES)), key=lambda number: asked.style[number])
        return parse_form(_FORM_OF_STYLE.get(STYLES[heaviest], USUAL_FORM))

    def bar(self, number: int, asked: ArrangementInputs) -> BarArrangement:
        """Bar ``number`` of the piece, from 0."""
        form = self.form(asked)
        place = form.place(number)
        pattern, pattern_bar, is_fill = self._pattern(place, asked)
        returns_to, is_copy = self._return(form, place, number, is_fill=is_fill)
        return BarArrangement(
            place,
            self.chords(number, asked),
            self.chords(number + 1, asked)[0],
            pattern,
            pattern_bar,
            is_fill,
            returns_to,
            is_copy,
            self._resting(place, pattern, asked) | self._silent_for_a_section(place, pattern, asked),
            self._loose(place, number, asked),
            *self._named(asked),
            self._free(place, pattern, asked),
            is_marked=self._is_marked(place, number, asked),
            before_fill=self._before_fill(place, asked) if is_fill else None,
        )

    def _resting(self, place: Place, pattern: Pattern | None, asked: ArrangementInputs) -> frozenset[str]:
        """Parts that lay out in a section, so that not all play all the time: never the only part with chords, and
        never the same in two sections on end.
        """
        if not asked.may_rest or place.section.is_ending or len(asked.parts) < _FEWEST_PARTS_TO_REST:
            return frozenset()
        if place.bar >= PHRASE_BARS:  # whoever laid out comes in for the rest of a long section
            return frozenset()
        chosen, rng = self._chosen_to_rest(place, asked)
        share = _RESTING_SHARE[place.section.is_contrast]
        is_needed = chosen in self._named(asked)[0]
        if place.start > 0:
            is_needed |= chosen == self._chosen_to_rest(self.form(asked).place(place.start - 1), asked)[0]
        if pattern is not None:
            is_needed |= _chordal(pattern, asked.parts) <= {chosen}
        return frozenset([chosen]) if rng.random() < share and not is_needed else frozenset()

    def _chosen_to_rest(self, place: Place, asked: ArrangementInputs) -> tuple[str, np.random.Generator]:
        rng = np.random.default_rng((self._seed, place.start, *place.section.name.encode(), 13))
        return str(rng.choice(asked.may_rest)), rng

    def _free(self, place: Place, pattern: Pattern | None, asked: ArrangementInputs) -> frozenset[str]:
        """Parts that leave the groove in a section, and in each section of its name; the chords stay with one of it."""
        if pattern is None or place.section.is_intro or place.section.is_ending:
            return frozenset()
        kept, chordal = self._named(asked)[0], sorted(_chordal(pattern, asked.parts))
        rng = np.random.default_rng((self._seed, *place.section.name.encode(), 19))
        keeper = str(rng.choice(chordal)) if chordal else ""
        improvising = [part for part in asked.may_improvise if rng.random() < _FREE_SHARE]
        return frozenset(improvising) - kept - {keeper}

    def _loose(self, place: Place, number: int, asked: ArrangementInputs) -> frozenset[str]:
        """Parts that vary their groove in a bar: each now and then, and all at the end of four bars."""
        if place.bar % _LOOSE_EVERY_BARS == _LOOSE_EVERY_BARS - 1:
            return frozenset(asked.parts)
        rng = np.random.default_rng((self._seed, number, 17))
        share = {"drums": _LOOSE_DRUMS, "bass": _LOOSE_BASS}
        return frozenset(part for part in asked.parts if rng.random() < share.get(part, _LOOSE_OTHERS))

    def push_ms(self, asked: ArrangementInputs) -> float:
        """Milliseconds by which the groove is ahead of the beat, negative behind it; 0 without one."""
        groove = self._groove(asked)
        return 0.0 if groove is None else groove.push_ms

    def chords(self, number: int, asked: ArrangementInputs) -> tuple[int, int]:
        """Chords of the two halves of a bar."""
        form = self.form(asked)
        place = form.place(number)
        if place.section.is_ending and place.bar == place.section.n_bars - 1:
            home = tonic_chord(asked.mode)
            return home, home
        bars = self._progression(asked, *_material(form, place.section))
        return bars[place.bar % len(bars)]

    def _groove(self, asked: ArrangementInputs) -> Groove | None:
        if asked.groove is None:
            return None
        groove = self._book.get(asked.groove)
        return groove if tuple(groove.metre) == asked.metre else None

    def _silent_for_a_section(self, place: Place, pattern: Pattern | None, asked: ArrangementInputs) -> frozenset[str]:
        """Parts that the groove leaves out here and did not leave out in the section before."""
        silent = self._silent(place, pattern, asked)
        if not silent or place.section.is_intro or place.section.is_ending or place.start == 0:
            return silent
        before = self.form(asked).place(place.start - 1)
        if before.section.is_intro:
            return silent
        return silent - self._silent(before, self._pattern(before, asked)[0], asked)

    def _silent(self, place: Place, pattern: Pattern | None, asked: ArrangementInputs) -> frozenset[str]:
        """Parts that the groove has in other sections and not in this one; in an intro, all that it has not there."""
        groove = self._groove(asked)
        if groove is None or pattern is None:
            return frozenset()
        if place.section.is_intro:
            silent = frozenset(asked.parts) - frozenset(PARTS[part] for part in pattern.parts)
        else:
            elsewhere = frozenset[int]().union(*(other.parts for other in groove.sections.values())) - pattern.parts
            silent = frozenset(PARTS[part] for part in elsewhere) - frozenset(asked.must_play)
        if not _chordal(pattern, asked.parts):  # the groove's chords are of parts that this band has not
            silent &= {"drums", "bass"}
        return silent if frozenset(asked.parts) - silent else frozenset()

    def _named(self, asked: ArrangementInputs) -> tuple[frozenset[str], frozenset[str]]:
        """Parts that the groove's checks name, and those of them whose pitches they name."""
        groove = self._groove(asked)
        return (frozenset(), frozenset()) if groove is None else _parts_of_checks(groove.checks)

    def _pattern(self, place: Place, asked: ArrangementInputs) -> tuple[Pattern | None, int, bool]:
        """Pattern that the band keeps to in a bar, the bar of it, and whether it is a fill."""
        groove = self._groove(asked)
        if groove is None:
            return None, 0, False
        sections, section = groove.sections, place.section
        if section.is_intro and "intro" in sections:
            pattern = sections["intro"]
            return pattern, pattern.n_bars - section.n_bars + place.bar, False  # it leads into what follows
        if section.is_ending and "ending" in sections:
            pattern = sections["ending"]
            return pattern, pattern.n_bars - section.n_bars + place.bar, False
        fill = self._fill(groove, place, asked.fills, asked.fill_size)
        if fill is not None:
            return fill, (place.bar - section.n_bars) % fill.n_bars, True
        return _usual_pattern(groove, section), place.bar, False

    def _fill(self, groove: Groove, place: Place, amount: float, size: float | None = None) -> Pattern | None:
        """The fill of a section's last bars, where there is one; more of them: of every four bars."""
        fills = [groove.sections[name] for name in ("fill", "fill 2") if name in groove.sections]
        if not fills or place.section.n_bars < _FEWEST_BARS_FOR_FILL or amount <= 0.0:
            return None
        rng = np.random.default_rng((self._seed, place.start, 7))
        fill = fills[int(rng.integers(len(fills)))]
        n_bars = fill.n_bars if fill.n_bars <= _LONGEST_FILL_BARS else 1  # a long one has other lanes of many bars
        if size is not None:
            n_bars = _LONGEST_FILL_BARS if size >= _LARGE_FILL else 1
        is_here = place.bar >= place.section.n_bars - min(n_bars, place.section.n_bars // 2)
        if amount > 1.0 and not is_here and place.bar % _MORE_FILLS_EVERY_BARS == _MORE_FILLS_EVERY_BARS - 1:
            return fill if fill.n_bars == 1 else None
        return fill if rng.random() < _FILL_SHARE * amount and is_here else None

    def _before_fill(self, place: Place, asked: ArrangementInputs) -> Pattern | None:
        """What is played in the first half of a bar whose second half is a small fill."""
        groove = self._groove(asked)
        if groove is None or asked.fill_size is None or asked.fill_size > _SMALL_FILL:
            return None
        return _usual_pattern(groove, place.section)

    def _is_marked(self, place: Place, number: int, asked: ArrangementInputs) -> bool:
        """Whether a section begins here that a fill leads into; in loud styles, every phrase of a contrasting one."""
        if place.section.is_intro or place.section.is_ending:
            return False
        if place.bar == 0:
            return number > 0 and self._pattern(self.form(asked).place(number - 1), asked)[2]
        is_loud = sum(asked.style[style] for style in _LOUD) >= 0.5
        return is_loud and place.section.is_contrast and place.bar % _MARKED_EVERY_BARS == 0

    def fill(self, asked: ArrangementInputs) -> Pattern | None:
        """The fill that is played on a cue; None where the groove has none."""
        groove = self._groove(asked)
        if groove is None:
            return None
        return groove.sections.get("fill", groove.sections.get("fill 2"))

    def _return(self, form: Form, place: Place, number: int, *, is_fill: bool) -> tuple[int | None, bool]:
        """Earlier bar whose music comes back in this one, and whether it comes as it was."""
        rng = np.random.default_rng((self._seed, number, 11))
        earlier = self._last_time(form, place)
        if earlier is not None:
            return earlier, bool(rng.random() < _COPIED_SHARE) and not is_fill
        half = place.section.n_bars // 2
        if place.section.n_bars >= PHRASE_BARS and half <= place.bar < place.section.n_bars - 1:
            is_copy = rng.random() < _COPIED_INSIDE_SHARE / 0.5 and not is_fill
            return number - half, bool(is_copy)
        return None, False

    def _last_time(self, form: Form, place: Place) -> int | None:
        """The corresponding bar of the previous section of this name."""
        if place.section.is_intro or place.section.is_ending:
            return None
        before = place.start - 1
        for _ in range(len(form.sections)):
            if before < 0:
                return None
            earlier = form.place(before)
            if earlier.section.name == place.section.name and place.bar < earlier.section.n_bars:
                return earlier.start + place.bar
            before = earlier.start - 1
        return None

    def _make_progression(self, asked: ArrangementInputs, material: str, n_bars: int) -> tuple[tuple[int, int], ...]:
        groove = self._groove(asked)
        rng = np.random.default_rng((self._seed, *material.encode(), asked.mode))
        given = asked.progression
        own = groove.progression if groove is not None else None
        is_contrast = Section(material, n_bars).is_contrast
        if given is None and own is not None:
            is_named_form = groove is not None and groove.form is not None and n_bars % len(read_progression(own)) == 0
            at_home = read_progression(own)[0][0] // N_QUALITIES == 0
            usual = _OWN_PROGRESSION_SHARE if at_home else _OWN_PROGRESSION_SHARE / 2
            share = 1.0 if is_named_form and not is_contrast else 0.0 if is_contrast else usual
            if rng.random() < share:
                bars = in_mode(read_progression(own), asked.mode)
                return bars if is_named_form else self._turned(bars, n_bars, asked, rng)
        if given is not None:
            return in_mode(read_progression(given), asked.mode)
        halves: list[int] = []
        last = tonic_chord(asked.mode) if is_contrast else NO_CHORD
        while len(halves) < 2 * n_bars:
            halves += self._chords.phrase(asked.style, min(asked.mode, 1), rng, last=last)
        if not is_contrast and rng.random() < _HOME_SHARE:
            halves[0] = tonic_chord(asked.mode)
        return tuple(zip(halves[0 : 2 * n_bars : 2], halves[1 : 2 * n_bars : 2], strict=True))

    def _turned(
        self, bars: tuple[tuple[int, int], ...], n_bars: int, asked: ArrangementInputs, rng: np.random.Generator
    ) -> tuple[tuple[int, int], ...]:
        """A short progression repeated to ``n_bars``, of which a repeat may end in another way."""
        if not 1 < len(bars) <= n_bars // 2 or rng.random() >= _TURNED_SHARE:
            return bars
        repeated = [bars[bar % len(bars)] for bar in range(n_bars)]
        halves = [chord for bar in repeated for chord in bar]
        turn = self._chords.line(asked.style, min(asked.mode, 1), rng, _TURN_HALVES, halves[:-_TURN_HALVES])
        halves[-_TURN_HALVES:] = turn
        return tuple(zip(halves[::2], halves[1::2], strict=True))


@lru_cache(_MOST_MADE)
def _parts_of_checks(checks: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    typical, rooted = set[str](), set[str]()
    for check in checks:
        words = frozenset(check.replace(",", " ").split())
        named = frozenset(PARTS) if ONE_VOICE in check else words & frozenset(PARTS)
        typical |= named
        if words & _PITCH_WORDS or ONE_VOICE in check:
            rooted |= named
    return frozenset(typical), frozenset(rooted)


def _usual_pattern(groove: Groove, section: Section) -> Pattern:
    return groove.sections.get("B", groove.sections["A"]) if section.is_contrast else groove.sections["A"]


def _chordal(pattern: Pattern, band: tuple[str, ...]) -> frozenset[str]:
    """Parts of a band that have the chords in a pattern; where none has, those with a line above the bass."""
    above = frozenset(PARTS[part] for part in pattern.parts) & frozenset(band) - {"drums", "bass"}
    return above & _COMPING or above


def _material(form: Form, section: Section) -> Section:
    """Section whose chords are played: an intro, a solo and an ending have those of the first section."""
    if section.is_intro or section.is_ending or section.name == "solo":
        return next(other for other in form.sections if not other.is_intro)
    return section

"""The form of a piece: sections one after another, named forms, and the text in which a performer writes them. Pure.

``AABA`` are sections of 8 bars; ``intro 4, verse 8, chorus 8, ending 2`` says names and lengths; a name of
`NAMED_FORMS` stands for its sections.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

USUAL_SECTION_BARS = 8
MAX_SECTION_BARS = 64
MAX_SECTIONS = 64
INTRO, ENDING = "intro", "ending"
_USUAL_BARS = {INTRO: 2, ENDING: 2, "outro": 2, "tag": 2, "break": 1}
ENDINGS = ("ending", "outro", "coda", "tag")
# Sections that say the second thing of a piece: they are played with the groove's second variation.
_CONTRASTS = ("b", "d", "f", "chorus", "refrain", "bridge", "middle", "solo", "trio", "drop", "hook")

NAMED_FORMS = {
    "12-bar blues": "A 12",
    "quick-change blues": "A 12",
    "minor blues": "A 12",
    "jazz blues": "A 12",
    "8-bar blues": "A 8",
    "16-bar blues": "A 16",
    "32-bar": "A 8, A 8, B 8, A 8",
    "song form": "A 8, A 8, B 8, A 8",
    "rhythm changes": "A 8, A 8, B 8, A 8",
    "verse and chorus": "verse 8, chorus 8, verse 8, chorus 8, bridge 8, chorus 8",
    "verse chorus": "verse 8, chorus 8, verse 8, chorus 8, bridge 8, chorus 8",
    "strophic": "A 16",
    "binary": "A 8, A 8, B 8, B 8",
    "ternary": "A 8, B 8, A 8",
    "rondo": "A 8, B 8, A 8, C 8, A 8, D 8, A 8",
    "minuet and trio": "A 8, A 8, B 8, B 8, trio 8, trio 8, A 8, B 8",
    "vamp": "A 8",
    "build": "A 8, A 8, B 8, B 8",
}
_SHORTEST_EACH_BARS = 4
_ONE = re.compile(r"([^\W\d]+(?: [^\W\d]+)*?)\s*(\d*)")


class FormError(ValueError):
    """A form that cannot be read; the message says where and what to write."""


class Section(NamedTuple):
    """A stretch of bars. ``name`` as written, in small letters; equal names bring the same music back."""

    name: str
    n_bars: int

    @property
    def is_intro(self) -> bool:
        """Whether it opens the piece before the band has begun in earnest."""
        return self.name == INTRO

    @property
    def is_ending(self) -> bool:
        """Whether it closes the piece."""
        return self.name in ENDINGS

    @property
    def is_contrast(self) -> bool:
        """Whether it is played with the second variation of a groove."""
        return self.name in _CONTRASTS


class Place(NamedTuple):
    """Place of a bar in a form."""

    section: Section
    number: int  # of the section in the form
    bar: int  # of the section
    cycle: int  # how many times the body has been played before
    start: int  # bar of the piece at which this section began


@dataclass(frozen=True)
class Form:
    """Sections in their order. Endless play repeats what stands between intro and ending.

    >>> parse_form("intro 2, AAB").n_bars
    26
    """

    sections: tuple[Section, ...]

    @property
    def n_bars(self) -> int:
        """Bars of one time through."""
        return sum(section.n_bars for section in self.sections)

    def place(self, bar: int) -> Place:
        """Section of a bar, from 0; after the last the body begins again, unless the form has an ending.

        A form with an ending stays in the ending's last bar once it is over.

        >>> form = parse_form("intro 2, A 4, B 4")
        >>> [form.place(bar).section.name for bar in (1, 2, 6, 10)], form.place(15).cycle
        (['intro', 'a', 'b', 'a'], 1)
        """
        n_intro = sum(section.n_bars for section in self.sections if section.is_intro)
        cycle = 0
        if bar >= self.n_bars:
            if self.sections[-1].is_ending:
                last = self.sections[-1]
                return Place(last, len(self.sections) - 1, last.n_bars - 1, 0, self.n_bars - last.n_bars)
            body = self.n_bars - n_intro
            cycle, rest = divmod(bar - n_intro, body)
            start, inside = bar - rest, rest
        else:
            start, inside = 0, bar
        for number, section in enumerate(self.sections):
            if cycle and section.is_intro:
                continue
            if inside < section.n_bars:
                return Place(section, number, inside, cycle, start)
            inside -= section.n_bars
            start += section.n_bars
        raise AssertionError("every bar has its place")

    def __str__(self) -> str:
        return ", ".join(f"{section.name} {section.n_bars}" for section in self.sections)


@cache
def parse_form(text: str) -> Form:
    """Read a form. Raises FormError with a sentence for a performer.

    A number behind several letters counts the bars of all together where each then has four or more.

    >>> str(parse_form("AABA 32")), str(parse_form("verse 4 chorus"))
    ('a 8, a 8, b 8, a 8', 'verse 4, chorus 8')
    """
    plain = " ".join(text.replace("|", ",").casefold().split())
    plain = NAMED_FORMS.get(plain, plain).casefold()
    if not plain:
        raise FormError("the form is empty; write it like AABA or: intro 2, verse 8, chorus 8, ending 2")
    sections: list[Section] = []
    for piece in re.split(r"[,;]+|(?<=\d)\s+", plain):
        if piece.strip():
            sections.extend(_sections(piece.strip()))
    if len(sections) > MAX_SECTIONS:
        raise FormError(f"the form has {len(sections)} sections; {MAX_SECTIONS} are the most")
    _check_order(sections)
    return Form(tuple(sections))


def _sections(piece: str) -> list[Section]:
    letters = re.fullmatch(r"([a-h]+)\s*(\d*)", piece)
    if letters:  # AABA, or A 12
        n_bars = _n_bars(letters[2], USUAL_SECTION_BARS, piece)
        each, rest = divmod(n_bars, len(letters[1]))
        if letters[2] and rest == 0 and each >= _SHORTEST_EACH_BARS:  # AABA 32: so many bars in all
            n_bars = each
        return [Section(letter, n_bars) for letter in letters[1]]
    match = _ONE.fullmatch(piece)
    if match is None:
        raise FormError(f"{piece[:30]!r} is not a recognised section of a form; write it like verse 8, or AABA")
    return [Section(match[1], _n_bars(match[2], _USUAL_BARS.get(match[1], USUAL_SECTION_BARS), piece))]


def _n_bars(digits: str, usual: int, piece: str) -> int:
    n_bars = int(digits[:6]) if digits else usual
    if not 1 <= n_bars <= MAX_SECTION_BARS:
        raise FormError(f"the section {piece[:30]!r} has {n_bars} bars; a section has 1 to {MAX_SECTION_BARS}")
    return n_bars


def _check_order(sections: list[Section]) -> None:
    for number, section in enumerate(sections):
        if section.is_intro and number > 0:
            raise FormError("an intro stands at the beginning of a form")
        if section.is_ending and number < len(sections) - 1:
            raise FormError(f"nothing can follow the {section.name} of a form")
    if all(section.is_intro for section in sections):
        raise FormError("a form needs a section besides the intro; write it like intro 2, A 8, B 8")

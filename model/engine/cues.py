"""Applies live cues to a bar's place in the form: a jump to a section, an ending, a fill. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from model.engine.note_classes import NoteClasses
from model.music.config import DRUMS
from model.music.form import Form, Section
from model.music.generation_options import BREAK, ENDING, FILL, SECTION, Cue

# Sections that a word stands for, the best first; where the form has none of them, see `section_start`.
NAMED_SECTIONS = {
    "verse": ("verse", "a"),
    "chorus": ("chorus", "refrain", "hook", "drop", "b"),
    "bridge": ("bridge", "middle", "c", "b"),
    "solo": ("solo",),
    "head": ("head", "theme", "a", "verse"),
}
_MOST_KEPT = 256


class CuedBar(NamedTuple):
    """``number``: the bar of ``form`` whose place is taken (None: of the form asked for); ``is_fill``: played there."""

    number: int
    form: str | None = None
    is_fill: bool = False


@lru_cache(_MOST_KEPT)
def cued_bar(number: int, form: Form, cues: tuple[Cue, ...]) -> CuedBar:
    """Place in the form of bar ``number`` of the piece once cues are followed.

    >>> from model.music.form import parse_form
    >>> cued_bar(9, parse_form("verse 8, chorus 8"), (Cue("section", 9, name="chorus"),)).number
    8
    """
    is_fill = any(cue.kind == FILL and cue.bar <= number < cue.bar + cue.n_bars for cue in cues)
    ending = next((cue for cue in cues if cue.kind == ENDING and cue.bar <= number), None)
    if ending is not None:
        body = [section for section in form.sections if not section.is_ending and not section.is_intro]
        written = Form((*body, Section("ending", ending.n_bars)))
        n_before = written.n_bars - ending.n_bars
        return CuedBar(n_before + min(number - ending.bar, ending.n_bars - 1), str(written))
    jumps = [cue for cue in cues if cue.kind == SECTION and cue.bar <= number]
    if not jumps:
        return CuedBar(number, None, is_fill)
    last = max(jumps, key=lambda cue: cue.bar)
    before = cued_bar(last.bar - 1, form, tuple(cue for cue in cues if cue.bar < last.bar)).number if last.bar else 0
    return CuedBar(section_start(form, last.name, before) + number - last.bar, None, is_fill)


def section_start(form: Form, name: str, bar: int) -> int:
    """First bar of a section of the form; ``next``: of the one after that of ``bar``, ``intro``: of the whole.

    ``repeat``: of the section of ``bar`` once more; a number: of that section of the form, from 1.

    A form without a section of this name has its first contrasting section for a chorus or a bridge, and its first
    section for anything else: the chorus of a blues is its twelve bars.

    >>> from model.music.form import parse_form
    >>> form, names = parse_form("intro 2, A 8, B 8"), ("next", "verse", "bridge", "intro", "repeat", "3")
    >>> [section_start(form, name, 4) for name in names]
    [10, 2, 10, 0, 2, 10]
    """
    if name == "next":
        place = form.place(bar)
        return place.start + place.section.n_bars
    if name == "repeat":
        return form.place(bar).start
    if name.isdigit() and 1 <= int(name) <= len(form.sections):
        return sum(section.n_bars for section in form.sections[: int(name) - 1])
    if name == "intro":
        return 0
    starts: dict[str, int] = {}
    start = 0
    for section in form.sections:
        starts.setdefault(section.name, start)
        start += section.n_bars
    for wanted in NAMED_SECTIONS.get(name, (name,)):
        if wanted in starts:
            return starts[wanted]
    played = [section for section in form.sections if not section.is_intro and not section.is_ending]
    contrasts = [section for section in played if section.is_contrast] if name in ("chorus", "bridge") else []
    return starts[(contrasts or played)[0].name]


def in_break(number: int, cues: Sequence[Cue]) -> bool:
    """Whether the band stops in a bar after its first beat."""
    return any(cue.kind == BREAK and cue.bar <= number < cue.bar + cue.n_bars for cue in cues)


def is_after_end(number: int, cues: Sequence[Cue]) -> bool:
    """Whether a bar comes after the ending."""
    return any(cue.kind == ENDING and number >= cue.bar + cue.n_bars for cue in cues)


def moved(cues: Sequence[Cue], by: int) -> tuple[Cue, ...]:
    """Cues whose bars are counted from elsewhere."""
    return tuple(cue._replace(bar=cue.bar + by) for cue in cues)


def is_at_rest(note: NoteClasses, rests: tuple[bool, bool], bar_ticks: int) -> bool:
    """Whether a note is made and not heard, as the chart says "N.C." there."""
    return note.part != DRUMS and rests[2 * note.position >= bar_ticks]

"""Bars in which some parts play around notes that are given, note by note."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from model.engine.bars import Bar
from model.engine.generator import Generator
from model.engine.network_controls import BarControls
from model.engine.note_classes import NoteClasses

# How often another note is drawn in place of one that a given part does not play. If its whole tick were left out at
# once, a bass would play half as many notes around a band as in it (75 against 164 in 36 bars; so 124).
_MOST_REJECTED = 8

Change = Callable[[NoteClasses, NoteClasses | None], NoteClasses]


def fill_bar(
    generator: Generator, given: Sequence[NoteClasses], own: frozenset[int], controls: BarControls | None = None
) -> Bar:
    """A bar in which the parts ``own`` play around notes that are given, of other parts, in canonical order.

    controls: of the bar; None = as the generator plans them.
    """
    generator.begin_bar(own=own, controls=controls)
    waiting = deque(given)
    while next_note_around(generator, waiting, own) is not None:
        pass
    return generator.end_bar()


def next_note_around(
    generator: Generator, waiting: deque[NoteClasses], own: frozenset[int], change: Change | None = None
) -> NoteClasses | None:
    """The next note of the open bar: the first of ``waiting``, which is taken from it, or one drawn for a part ``own``.

    None = the bar is over. change: makes another note of one that was drawn, given the last one of the bar.
    """
    n_rejected = 0
    while (open_bar := generator.open_bar) is not None and not open_bar.is_full:
        place = generator.sampler.place(open_bar)
        n_rejected += 1
        if waiting and (place is None or place >= waiting[0][:2][::-1]):
            note = waiting.popleft()
        elif place is None:
            return None
        elif place[1] in own:
            note = generator.sampler.note_at(open_bar, *place)
            note = note if change is None else change(note, open_bar.notes[-1] if open_bar.notes else None)
        elif n_rejected >= _MOST_REJECTED:  # a given part is expected where it has nothing: it rests there
            generator.draw_nothing_before(place[0] + 1)
            n_rejected = 0
            continue
        else:
            continue
        generator.add_note(note)
        return note
    return None

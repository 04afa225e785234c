"""Sections, repetition and typical bars of pieces composed here."""

from __future__ import annotations

import numpy as np
import pytest

from model.corpus.structure import COPY, NEW, NO_BAR, SILENT, VARY, Structure, find_structure
from model.music.config import BAR, BASS, DRUMS, NO_CHORD, NO_PITCH

PIANO = 1
ROCK = [(DRUMS, 0, 140), (DRUMS, 24, 142), (DRUMS, 48, 140), (DRUMS, 72, 142)]
SHUFFLE = [(DRUMS, 0, 150), (DRUMS, 16, 151), (DRUMS, 24, 150), (DRUMS, 40, 151)]
FILL = [(DRUMS, 0, 145), (DRUMS, 12, 146), (DRUMS, 24, 147), (DRUMS, 36, 148)]


def structure_of(bars: list[list[tuple[int, int, int]]], chords: list[int] | None = None) -> Structure:
    rows = [row for bar in bars for row in ((BAR, 0, NO_PITCH), *sorted(bar, key=lambda n: (n[1], n[0], n[2])))]
    part, position, pitch = np.array(rows, np.uint8).T
    named = np.array([[c, c] for c in chords or [NO_CHORD] * len(bars)], np.uint8)
    return find_structure(part, position, pitch, named, np.full(len(bars), 48))


def test_a_change_of_groove_begins_a_section() -> None:
    found = structure_of([ROCK] * 8 + [SHUFFLE] * 8 + [ROCK] * 8)
    assert found.section_bars.tolist() == [0, 8, 16]
    assert found.section_labels.tolist() == [0, 1, 0], "what comes back is the same section"


def test_the_typical_bar_is_the_one_most_like_the_others_of_its_phase() -> None:
    found = structure_of([FILL, ROCK, ROCK, ROCK, ROCK, ROCK, ROCK, SHUFFLE])
    even, odd = found.typical_bars[0, :, DRUMS]
    assert set(even.tolist()) <= {2, 4, 6}
    assert set(odd.tolist()) <= {1, 3, 5}
    assert even[0] != even[1], "there is another one for the typical bar itself"
    assert (found.typical_bars[0, :, PIANO] == NO_BAR).all()


def test_a_part_that_plays_every_other_bar_has_a_groove_there_alone() -> None:
    answer = [*ROCK, (PIANO, 0, 60)]
    typical = structure_of([ROCK, answer] * 4).typical_bars[0]
    assert (typical[0, PIANO] == NO_BAR).all()
    assert set(typical[1, PIANO].tolist()) <= {1, 3, 5, 7}


def test_bars_are_copied_varied_or_new() -> None:
    varied = [*ROCK[:3], (DRUMS, 84, 142)]
    found = structure_of([ROCK, ROCK, varied, FILL, []])
    assert found.repeats[:, DRUMS].tolist() == [NEW, COPY, VARY, NEW, SILENT]


def test_a_line_that_moves_with_its_chord_is_a_copy() -> None:
    c_major, d_major = 0, 2 * 7
    found = structure_of([[(BASS, 0, 36), (BASS, 48, 43)], [(BASS, 0, 38), (BASS, 48, 45)]], [c_major, d_major])
    assert found.repeats[:, BASS].tolist() == [NEW, COPY]


@pytest.mark.parametrize("n_bars", [1, 3, 12, 13, 700])
def test_sections_cover_pieces_of_any_length(n_bars: int) -> None:
    found = structure_of([ROCK] * n_bars)
    assert found.section_bars[0] == 0
    assert (np.diff(found.section_bars.astype(int)) > 0).all()
    assert found.section_bars[-1] < n_bars
    assert len(found.section_bars) == len(found.section_labels) == len(found.typical_bars)
    assert found.repeats.shape == (n_bars, 17)

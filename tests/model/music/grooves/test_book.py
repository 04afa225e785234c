"""Every groove of the book: it reads, it has its sections, it plays over any chords, and its own checks hold."""

import math
import time

import pytest

from model.music.config import DRUMS, MODES, N_QUALITIES, NO_CHORD, PARTS
from model.music.events import Note, canonical
from model.music.grooves import GrooveBook, PlayedBar, check_bars, parse, to_text
from model.music.grooves.lanes import LANE_OF_KEY
from model.music.grooves.progressions import read_progression

BOOK = GrooveBook.load()
PROGRESSIONS = (
    ("I IV V7 I", 0, 0),
    ("i7 iv V7 bVI", 9, 1),
    ("Imaj7-vi ii7-V7 I7 IV-iv", 5, 0),
    ("viidim III7 Isus4 i", 2, 1),
)
NOTHING = (((NO_CHORD, NO_CHORD),) * 2, 0, MODES.index("unknown"))


def chord_sets():
    return [*((read_progression(text, tonic), tonic, mode) for text, tonic, mode in PROGRESSIONS), NOTHING]


def realised(groove, section, chords, tonic, mode, n_bars):
    half = groove.metre.half_bar_ticks
    for bar in range(n_bars):
        following = chords[(bar + 1) % len(chords)][0]
        notes = groove.sections[section].realise(
            bar, chords[bar % len(chords)], following, mode=mode, half_bar_ticks=half, tonic=tonic
        )
        yield PlayedBar(notes, chords[bar % len(chords)], groove.metre, section=section)


@pytest.fixture(params=BOOK.names())
def groove(request):
    return BOOK.get(request.param)


def test_it_has_two_variations_an_intro_an_ending_and_checks(groove):
    assert {"A", "B", "intro", "ending"} <= groove.sections.keys()
    assert groove.sections["A"].lanes != groove.sections["B"].lanes
    assert groove.checks
    assert groove.styles
    assert any(name.isascii() for name in groove.aliases)
    assert any(not name.isascii() for name in groove.aliases)


def test_the_band_is_what_its_lanes_play(groove):
    played = {PARTS[part] for pattern in groove.sections.values() for part in pattern.parts}
    assert played == set(groove.band)


def test_notes_are_canonical_and_in_range_over_any_chords(groove):
    for chords, tonic, mode in chord_sets():
        for section, pattern in groove.sections.items():
            for bar in realised(groove, section, chords, tonic, mode, pattern.n_bars):
                notes = [Note(n.position_ticks, n.part, n.pitch, n.duration_ticks, n.velocity) for n in bar.notes]
                assert notes == canonical(notes)
                assert all(0 <= note.tick < groove.metre.bar_ticks for note in notes)
                assert all(21 <= n.pitch <= 108 and n.duration_ticks > 0 and 0 < n.velocity < 128 for n in notes)
                assert all(note.pitch in LANE_OF_KEY for note in notes if note.part == DRUMS)


def test_its_own_checks_hold_on_what_it_plays(groove):
    own = [(read_progression(groove.progression), 0, int(groove.mode == "minor"))] if groove.progression else []
    for chords, tonic, mode in [*chord_sets()[:-1], *own]:
        for section in ("A", "B"):
            n_bars = math.lcm(groove.sections[section].n_bars, len(chords))  # then the same bars come again
            bars = list(realised(groove, section, chords, tonic, mode, n_bars))
            broken = [result for result in check_bars(groove, bars) if not result.holds]
            assert not broken, f"{section}: {broken}"


def test_the_bass_meets_the_first_chord_on_a_tone_of_it(groove):
    bass = PARTS.index("bass")
    chords = read_progression("I IV")
    for bar in realised(groove, "A", chords, 0, 0, 2):
        first = [note.pitch for note in bar.notes if note.part == bass and note.position_ticks == 0]
        root = bar.chords[0] // N_QUALITIES
        assert all((pitch - root) % 12 in (0, 3, 4, 7) or (pitch % 12) in (0, 7) for pitch in first)


def test_writing_and_reading_again_gives_the_same_groove(groove):
    assert parse(to_text(groove), groove.name) == groove


def test_the_book_loads_fast():
    best = min(_seconds_to_load() for _ in range(3))
    assert best < 0.25  # 60 ms on an idle machine; the suite runs beside other work


def _seconds_to_load():
    begin = time.perf_counter()
    GrooveBook.load()
    return time.perf_counter() - begin

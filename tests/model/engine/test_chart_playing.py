"""The generator plays charts: metres, keys, chords, basses, figures, sections, melody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from model.charts.chart import Chart, ChartBar, ChartChord, ChartError, ChartSection, MelodyNote
from model.charts.playing import FOLLOW, guessed_key, plan_of, to_played, with_chart
from model.charts.reading import read_chart_text
from model.engine.bars import Bar
from model.engine.engine import Engine
from model.engine.generator import Generator
from model.music.chord_symbols import chord_name, read_chord
from model.music.config import BASS, DRUMS, N_QUALITIES, PARTS
from model.music.events import Metre
from model.music.generation_options import ENDING, SECTION, Cue, GenerationOptions
from model.music.grooves.book import groove_book
from model.music.keys import Key
from model.music.played_chart import NO_BASS
from model.text import complete, parse

BAND = "pop rock with piano, guitar, bass and drums"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine.load()


def play(engine: Engine, text: str, n_bars: int, *cues: Cue, words: str = BAND, seed: int = 4) -> list[Bar]:
    """Bars of a chart."""
    chart = read_chart_text(text)
    plan = complete(with_chart(parse(words), chart))
    options = GenerationOptions(chart=to_played(chart), cues=cues)
    generator = Generator(engine, plan, seed=seed, options=options)
    return [generator.next_bar() for _ in range(n_bars)]


def notes(bar: Bar, part: int) -> list[tuple[int, int]]:
    return [(note.tick, note.pitch % 12) for note in bar.notes if note.part == part]


def test_metres_keys_chords_and_sections_are_the_charts(engine: Engine) -> None:
    text = "key: G\n[Intro]\n| G | D7 |\n[Verse]\n| (3/4) G | C D7 |\n[Chorus]\nkey: A\n| (4/4) A | D E | N.C. | A |"
    bars = play(engine, text, 9)
    assert [str(bar.metre) for bar in bars] == ["4/4"] * 2 + ["3/4"] * 2 + ["4/4"] * 4 + ["3/4"]
    assert [bar.chords for bar in bars[:6]] == [
        ("G", "G"),
        ("D7", "D7"),
        ("G", "G"),
        ("C", "D7"),
        ("A", "A"),
        ("D", "E"),
    ]
    assert [bar.section for bar in bars] == ["Intro", "", "Verse", "", "Chorus", "", "", "", "Verse"]
    assert all(note.tick < bar.metre.bar_ticks for bar in bars for note in bar.notes)
    assert {note.part for note in bars[6].notes} <= {DRUMS}
    assert {note.part for note in bars[7].notes} > {DRUMS}


def test_chords_inside_a_half_bar_and_slash_basses_are_heard(engine: Engine) -> None:
    for seed in range(3):
        for bar in play(engine, "key: C\n| C/E F/A G/B C |", 4, seed=seed):
            firsts = {tick: pitch for tick, pitch in notes(bar, BASS) if tick % 24 == 0}
            for tick, pitch in firsts.items():
                assert pitch in ({0: (4, 0, 7), 24: (9, 5, 0), 48: (11, 7, 2), 72: (0, 4, 7)}[tick])
        first = notes(bar, BASS)[0]
        assert first in ((0, 4), (0, 7), (0, 0))


def test_a_shot_is_one_short_stroke_of_everybody_and_a_hold_one_long(engine: Engine) -> None:
    shot, hold, free = play(engine, "| C^ | F_ | C |", 3)
    for bar in (shot, hold):
        assert {note.tick for note in bar.notes} == {0}
        assert {note.part for note in bar.notes} > {DRUMS}
    assert {note.duration_ticks for note in shot.notes if note.part != DRUMS} <= set(range(1, 13))
    assert {note.duration_ticks for note in hold.notes if note.part != DRUMS} == {96}
    assert len({note.tick for note in free.notes}) > 3


def test_a_push_begins_an_eighth_early_and_nothing_rings_into_it(engine: Engine) -> None:
    bars = play(engine, "| C | F | C< | F G< |", 8)
    for before, pushed in ((bars[1], bars[2]), (bars[5], bars[6])):
        bass = [note for note in pushed.notes if note.part == BASS]
        assert (bass[0].tick, bass[0].pitch % 12) == (-12, 0)
        assert all(n.tick + n.duration_ticks <= 84 for n in before.notes if n.part != DRUMS)
    assert any((note.tick, note.part) == (36, BASS) for note in bars[3].notes)
    assert all(note.tick >= 0 for bar in play(engine, "| C< | F |", 2) for note in bar.notes)


def test_a_section_called_begins_on_its_bar_and_an_ending_takes_the_last_bars(engine: Engine) -> None:
    text = "[Verse]\n| C | F | C | G |\n[Chorus]\n| Am | F | Am | E7 |"
    bars = play(engine, text, 8, Cue(SECTION, 2, name="2"), Cue(ENDING, 5, 2))
    assert [bar.chords[0] for bar in bars[:7]] == ["C", "F", "Am", "F", "Am", "Am", "E7"]
    assert [bar.section for bar in bars[:7]] == ["Verse", "", "Chorus", "", "", "Ending", ""]


def test_the_chart_is_played_in_the_key_asked_for(engine: Engine) -> None:
    bars = play(engine, "key: C\n| C | F/A | Am |", 3, words=f"{BAND} in Eb major")
    assert [bar.chords[0] for bar in bars] == ["Eb", "Ab", "Cm"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("| C | F | G7 | C |", "C major"),
        ("| Am | Dm | E7 | Am |", "A minor"),
        ("| Em | Am | D7 | G |", "G major"),
        ("| Gm | Cm | D7 | Gm |", "G minor"),
        ("| Dm7 | G7 | Cmaj7 | A7 | Dm7 | G7 | C6 |", "C major"),
    ],
)
def test_the_key_of_a_chart_without_one_is_guessed(text: str, key: str) -> None:
    assert str(guessed_key(read_chart_text(text))) == key


def test_a_chart_says_style_tempo_metre_and_key_and_words_win() -> None:
    chart = read_chart_text("style: bossa nova\ntempo: 130\nkey: Dm\nmetre: 3/4\n| Dm |")
    assert plan_of(chart).style[0][0] == "latin"
    plan = complete(with_chart(parse("blues at 90 bpm"), chart))
    assert (plan.style[0][0], plan.tempo_bpm, plan.key, plan.metre) == ("blues", 90.0, Key(2, "minor"), Metre(3, 4))


def melodious() -> Chart:
    """Two bars with a tune."""
    tune = (MelodyNote(0, 72, 24), MelodyNote(36, 76, 60))
    bar = ChartBar(Metre(4, 4), Key(0, "major"), (ChartChord(0, "C"),), tune)
    return Chart((ChartSection("A", (bar, bar)),))


def test_a_melody_is_played_as_written_or_only_heard(engine: Engine) -> None:
    plan = complete(with_chart(parse(BAND), melodious()))
    lead = PARTS.index("lead")
    for melody, wanted in (("lead", [(0, 72, 24), (36, 76, 60)]), (FOLLOW, [])):
        generator = Generator(engine, plan, seed=2, options=GenerationOptions(chart=to_played(melodious(), melody)))
        for _ in range(3):
            bar = generator.next_bar()
            assert [(n.tick, n.pitch, n.duration_ticks) for n in bar.notes if n.part == lead] == wanted
            assert len({note.part for note in bar.notes} - {lead}) > 1
    with pytest.raises(ChartError, match="no melody"):
        to_played(read_chart_text("| C |"), "lead")


def test_going_back_to_a_snapshot_gives_the_same_bars(engine: Engine) -> None:
    chart = to_played(melodious(), "lead")
    plan = complete(with_chart(parse(BAND), melodious()))
    generator = Generator(engine, plan, seed=2, options=GenerationOptions(chart=chart, chart_from=0))
    generator.next_bar()
    generator.begin_bar()
    for _ in range(4):
        generator.next_note()
    snapshot = generator.snapshot()
    ends = []
    for _ in range(2):
        generator.restore(snapshot)
        while generator.next_note() is not None:
            pass
        ends.append((generator.end_bar(), generator.next_bar()))
    assert ends[0] == ends[1]


def test_halves_are_told_the_chord_that_holds_longest() -> None:
    played = to_played(read_chart_text("| C / / G7 | / F / / | (3/4) Am / E7 |"))
    names = [tuple(chord_name(chord) for chord in bar.halves()) for bar in played.bars]
    assert names == [("C", "C"), ("G7", "F"), ("Am", "E7")]
    assert replace(played).bars[0].transposed(2).chords[0].chord == read_chord("D")


@pytest.mark.parametrize("groove", ["pop-rock", "bossa-nova", "motown", "country-waltz"])
def test_the_bass_begins_a_chord_on_its_root_where_the_groove_does(engine: Engine, groove: str) -> None:
    metre = groove_book().get(groove).metre
    bars = "| G | Em7 | C/E | D7 | Bm | Cmaj7 | A7 | D7sus4 | G/B | Am7 | F | G |"
    chart = read_chart_text(f"metre: {metre}\nkey: G\n{bars}")
    plan = complete(with_chart(replace(parse("only bass"), groove=groove), chart))
    played = to_played(chart)
    generator = Generator(engine, plan, seed=5, options=GenerationOptions(chart=played))
    n_on_root = n_bars = 0
    for number in range(2 * chart.n_bars):
        arranged = generator.arrangement
        assert arranged.pattern is not None
        place = (arranged.pattern_bar % arranged.pattern.n_bars, arranged.chords, arranged.next_chord)
        strokes = arranged.pattern.realise(*place, mode=0, half_bar_ticks=metre.half_bar_ticks, tonic=0, swing=None)
        has_root = (0, arranged.chords[0] // N_QUALITIES) in [
            (note.position_ticks, note.pitch % 12) for note in strokes if note.part == BASS
        ]
        bar, chord = generator.next_bar(), played.bars[number % chart.n_bars].chords[0]
        wanted = chord.bass if chord.bass != NO_BASS else chord.chord // N_QUALITIES
        n_bars += has_root
        n_on_root += has_root and (0, wanted) in notes(bar, BASS)
    assert n_bars >= chart.n_bars
    assert n_on_root >= 0.85 * n_bars

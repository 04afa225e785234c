"""Every bar of a piece has its place in any chart, whatever sections are called."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from model.charts.chart import Chart, ChartBar, ChartChord, ChartSection
from model.charts.playing import to_played
from model.engine.chart_place import ChartPlace
from model.music.events import Metre
from model.music.generation_options import BREAK, ENDING, FILL, SECTION, Cue, GenerationOptions
from model.music.keys import Key

NAMES = ("Intro", "Verse", "Verse 2", "Chorus", "A", "B", "Solo", "Coda", "Ending", "Tag", "", "Outro 2", "Interlude")
METRES = (Metre(4, 4), Metre(3, 4), Metre(6, 8))


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Sections of every kind in any order."""
    sections = []
    for number in range(draw(st.integers(1, 5))):
        bars = []
        for _ in range(draw(st.integers(1, 4))):
            symbols = draw(st.lists(st.sampled_from(("C", "G7/B", "Am7", "N.C.")), max_size=2))
            metre = draw(st.sampled_from(METRES))
            chords = tuple(ChartChord(24 * n, symbol) for n, symbol in enumerate(symbols))
            bars.append(ChartBar(metre, None, chords))
        bars[0] = bars[0]._replace(chords=(ChartChord(0, "F"),)) if number == 0 else bars[0]
        sections.append(ChartSection(draw(st.sampled_from(NAMES)), tuple(bars)))
    return Chart(tuple(sections))


@st.composite
def cues(draw: st.DrawFn) -> tuple[Cue, ...]:
    """A few cues of every kind."""
    kinds = st.sampled_from((FILL, BREAK, ENDING, SECTION))
    names = st.sampled_from(("next", "repeat", "verse", "chorus", "1", "2", "9", "kazoo"))
    one = st.builds(Cue, kinds, st.integers(-3, 30), st.integers(1, 4), names)
    return tuple(draw(st.lists(one, max_size=4)))


@settings(max_examples=150, deadline=None)
@given(charts(), cues(), st.integers(-2, 10), st.integers(0, 11))
def test_every_bar_has_its_place(chart: Chart, cued: tuple[Cue, ...], chart_from: int, tonic: int) -> None:
    played = to_played(chart)
    options = GenerationOptions(chart=played, cues=cued, chart_from=chart_from)
    place = ChartPlace(played, options, Key(tonic, "major"))
    for number in range(40):
        bar = place.bar(number)
        assert bar.chords[0].tick == 0
        assert bar.chords[-1].end_tick == bar.metre.bar_ticks
        assert all(a.end_tick == b.tick for a, b in zip(bar.chords, bar.chords[1:], strict=False))
        assert isinstance(place.section_that_begins(number), str)
        assert place.charted(number).bar is bar
    start = 0.0
    for number in range(60):
        length = played.bar_at(played.form.place(number)).metre.bar_beats
        assert played.bar_of_beat(start) == (start, number + 1)
        assert played.bar_of_beat(start + length - 0.25) == (start, number + 1)
        start += length
    assert played.bar_of_beat(1e6)[0] <= 1e6

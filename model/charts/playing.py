"""From a chart as written to one that the generator follows, and the plan's fields that a chart decides. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from model.charts.chart import Chart, ChartBar, ChartChord, ChartError, ChartSection
from model.music.chord_symbols import RESTS, read_chord, slash_bass
from model.music.config import N_QUALITIES, QUALITY_INTERVALS
from model.music.events import Metre
from model.music.form import Section
from model.music.keys import Key
from model.music.plan import Plan
from model.music.played_chart import NO_BASS, PlayedBar, PlayedChart, PlayedChord, PlayedNote
from model.text import complete, parse

FOLLOW = "follow"  # in place of a part: the band hears the melody, and does not sound it
_NUMBERED = re.compile(r"[\s_-]*\d+$|[^\w ]+")
_OPENINGS, _ENDINGS = ("intro", "introduction"), ("ending", "outro", "coda", "tag", "end")
_INTERLUDE = "interlude"
_MAJOR, _MINOR = (0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10)
_LAST_SHARE, _FIRST_SHARE = 0.15, 0.05  # of a key whose chord of the tonic ends, or begins, the chart
_FIRST_LETTER = re.compile(r"([a-h])\d*")


def to_played(chart: Chart, melody: str = "") -> PlayedChart:
    """The chart as the generator follows it. melody: a part that plays the tune, or `FOLLOW`. Raises ChartError."""
    if melody and not chart.has_melody:
        raise ChartError("the chart has no melody; MusicXML and MIDI files may carry one")
    bars: list[PlayedBar] = []
    last = next(chord for bar in chart.bars for chord in bar.chords if not chord.is_rest)
    sounding = PlayedChord(0, 0, read_chord(last.symbol), _bass(last.symbol))
    for bar in chart.bars:
        chords, sounding = _chords(bar, sounding)
        notes = tuple(PlayedNote(*note) for note in bar.melody) if melody else ()
        bars.append(PlayedBar(bar.metre, bar.key, chords, notes))
    n_sections = len(chart.sections)
    sections = tuple(
        Section(_form_name(section.name, number, n_sections), len(section.bars))
        for number, section in enumerate(chart.sections)
    )
    names = tuple(chart.label(number) for number in range(n_sections))
    part = "" if melody == FOLLOW else melody
    return PlayedChart(sections, tuple(bars), names, chart.key or guessed_key(chart), part, melody == FOLLOW)


def _chords(bar: ChartBar, sounding: PlayedChord) -> tuple[tuple[PlayedChord, ...], PlayedChord]:
    """Chords that cover a bar, and the one that goes on after it."""
    chords: list[PlayedChord] = []
    if not bar.chords or bar.chords[0].tick > 0:
        chords.append(sounding._replace(tick=0, figure=""))
    for written in bar.chords:
        before = chords[-1] if chords else sounding
        if written.is_rest:
            chord, bass = before.chord % RESTS + RESTS, NO_BASS
        else:
            chord, bass = read_chord(written.symbol), _bass(written.symbol)
        chords.append(PlayedChord(written.tick, 0, chord, bass, written.figure.value))
    ends = [*(chord.tick for chord in chords[1:]), bar.metre.bar_ticks]
    closed = tuple(chord._replace(end_tick=end) for chord, end in zip(chords, ends, strict=True))
    return closed, closed[-1]


def _bass(symbol: str) -> int:
    bass = slash_bass(symbol)
    return NO_BASS if bass is None else bass


def _form_name(name: str, number: int, n_sections: int) -> str:
    """Name under which equal sections bring the same music back: "Verse 2" is a verse again.

    >>> [_form_name(name, 1, 4) for name in ("Verse 2", "A1", "Coda", "Pre-Chorus", "")]
    ['verse', 'a', 'interlude', 'pre chorus', 'b']
    """
    plain = " ".join(_NUMBERED.sub(" ", name.casefold()).split())
    letter = _FIRST_LETTER.fullmatch(name.casefold())
    if letter is not None:
        plain = letter[1]
    if not plain:
        return chr(ord("a") + number % 26)
    if plain in _OPENINGS:
        return "intro" if number == 0 and n_sections > 1 else _INTERLUDE
    if plain in _ENDINGS:
        return "ending" if number == n_sections - 1 and number > 0 else _INTERLUDE
    return plain


class PlayedLine(Protocol):
    """A bar that was played: its metre, and the chords of its halves."""

    @property
    def metre(self) -> Metre: ...
    @property
    def chords(self) -> tuple[str, str]: ...


def section_of(name: str, lines: Sequence[PlayedLine], key: Key | None) -> ChartSection:
    """A section of a chart from bars that were played."""
    bars: list[ChartBar] = []
    for line in lines:
        first, second = line.chords
        chords = [ChartChord(0, first)]
        if second != first:
            chords.append(ChartChord(line.metre.half_bar_ticks, second))
        bars.append(ChartBar(line.metre, key, tuple(chords)))
    return ChartSection(name, tuple(bars))


def guessed_key(chart: Chart) -> Key:
    """The key whose scale holds most of the chords' tones; the last chord counts as its tonic where it can."""
    weights = [0.0] * 12
    roots: list[tuple[int, int]] = []
    for bar in chart.bars:
        for chord in bar.chords:
            if not chord.is_rest:
                root, quality = divmod(read_chord(chord.symbol), N_QUALITIES)
                roots.append((root, quality))
                for step in QUALITY_INTERVALS[quality]:
                    weights[(root + step) % 12] += 1.0
    last, first = roots[-1], roots[0]

    def score(key: Key) -> float:
        minor_third = 3 if key.mode == "minor" else 4
        scale = _MINOR if key.mode == "minor" else _MAJOR
        inside = sum(weights[(key.tonic + step) % 12] for step in scale) / sum(weights)
        home = sum(
            share
            for (root, quality), share in ((last, _LAST_SHARE), (first, _FIRST_SHARE))
            if root == key.tonic and minor_third in QUALITY_INTERVALS[quality]
        )
        return inside + home

    return max((Key(tonic, mode) for tonic in range(12) for mode in ("major", "minor")), key=score)


def plan_of(chart: Chart) -> Plan:
    """What a chart says of a plan: metre, key, tempo, and the style where its header names one; the rest is open."""
    plan = replace(parse(chart.style), words="", unknown=(), notes=())
    return replace(
        plan, metre=chart.metre, key=chart.key or guessed_key(chart), tempo_bpm=chart.tempo_bpm or plan.tempo_bpm
    )


def with_plan_of(chart: Chart, plan: Plan) -> Plan:
    """A complete plan with what the chart says: metre, key, tempo, style."""
    return complete(plan_of(chart), plan)


def with_chart(plan: Plan, chart: Chart) -> Plan:
    """A plan of words, with the chart's metre, and what else it says where the words say nothing."""
    said = plan_of(chart)
    return replace(
        plan,
        style=plan.style or said.style,
        key=plan.key or said.key,
        tempo_bpm=plan.tempo_bpm or said.tempo_bpm,
        metre=said.metre,
        form=None,
        progression=None,
    )

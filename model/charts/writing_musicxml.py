"""Writes a chart as a MusicXML lead sheet: chords, sections, metres, keys, and the tune where the chart has one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from model.charts.chart import Chart, ChartBar, ChartChord, Figure, MelodyNote
from model.charts.musicxml import KINDS
from model.music.chord_symbols import read_chord, slash_bass
from model.music.config import N_QUALITIES, QUALITIES, TICKS_PER_QUARTER
from model.music.keys import Key

_KIND_OF = {quality: kind for kind, quality in reversed(KINDS.items()) if kind not in ("none", "other")}
_ROOT = re.compile(r"([A-Ga-g])([#b♯♭]?)(.*)", re.DOTALL)
_ALTER = {"": 0, "#": 1, "b": -1, "♯": 1, "♭": -1}
_STEPS = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
_FIGURE_WORDS = {Figure.SHOT: "shot", Figure.PUSH: "push", Figure.HOLD: "hold"}
_TYPES = {96: "whole", 48: "half", 24: "quarter", 12: "eighth", 6: "16th", 3: "32nd"}


def to_musicxml(chart: Chart) -> str:
    """A chart as a partwise score of one part, its repeats written out."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<score-partwise version="4.0">']
    lines.append(f"<work><work-title>{escape(chart.title)}</work-title></work>")
    lines.append(f'<identification><creator type="composer">{escape(chart.composer)}</creator></identification>')
    lines.append('<part-list><score-part id="P1"><part-name>Lead sheet</part-name></score-part></part-list>')
    lines.append('<part id="P1">')
    before: ChartBar | None = None
    ringing: MelodyNote | None = None
    number = 0
    for section in chart.sections:
        for place, bar in enumerate(section.bars):
            number += 1
            lines.append(f'<measure number="{number}">')
            lines += _attributes(bar, before)
            if place == 0 and section.name:
                text = escape(section.name)
                lines.append(f"<direction><direction-type><rehearsal>{text}</rehearsal></direction-type></direction>")
            if before is None and chart.tempo_bpm is not None:
                sound = f'<sound tempo="{chart.tempo_bpm:.6g}"/>'
                lines.append(f"<direction><direction-type><words/></direction-type>{sound}</direction>")
            for chord in bar.chords:
                lines += _harmony(chord)
            notes, ringing = _notes(bar, ringing)
            lines += [*notes, "</measure>"]
            before = bar
    return "\n".join([*lines, "</part>", "</score-partwise>"]) + "\n"


def _attributes(bar: ChartBar, before: ChartBar | None) -> list[str]:
    inside = []
    if before is None:
        inside.append(f"<divisions>{TICKS_PER_QUARTER}</divisions>")
    if bar.key is not None and (before is None or before.key != bar.key):
        inside.append(f"<key><fifths>{_fifths(bar.key)}</fifths><mode>{bar.key.mode}</mode></key>")
    if before is None or before.metre != bar.metre:
        inside.append(
            f"<time><beats>{bar.metre.numerator}</beats><beat-type>{bar.metre.denominator}</beat-type></time>"
        )
    return [f"<attributes>{''.join(inside)}</attributes>"] if inside else []


def _fifths(key: Key) -> int:
    major = (key.tonic + 3) % 12 if key.mode == "minor" else key.tonic
    fifths = major * 7 % 12
    return fifths if fifths <= 6 else fifths - 12


def _harmony(chord: ChartChord) -> Iterator[str]:
    """The chord, after words for its figure; the offset is its place in the measure, as it stands at the start."""
    if chord.figure is not Figure.NONE:
        yield f"<direction><direction-type><words>{_FIGURE_WORDS[chord.figure]}</words></direction-type></direction>"
    offset = f"<offset>{chord.tick}</offset>" if chord.tick else ""
    if chord.is_rest:
        nothing = '<root><root-step text="">C</root-step></root><kind text="N.C.">none</kind>'
        yield f"<harmony>{nothing}{offset}</harmony>"
        return
    match = _ROOT.fullmatch(chord.symbol)
    assert match is not None, "a chart holds chords that were read"
    quality = match[3]
    bass = slash_bass(chord.symbol)
    written_bass = ""
    if bass is not None:
        quality, _, written_bass = match[3].rpartition("/")
    kind = _KIND_OF.get(quality) or _KIND_OF[QUALITIES[read_chord(match[1].upper() + match[2] + quality) % N_QUALITIES]]
    root = _named("root", match[1].upper() + match[2])
    bass_node = _named("bass", written_bass) if written_bass else ""
    yield f"<harmony>{root}<kind text={quoteattr(quality)}>{kind}</kind>{bass_node}{offset}</harmony>"


def _named(kind: str, name: str) -> str:
    alter = _ALTER[name[1:]]
    altered = f"<{kind}-alter>{alter}</{kind}-alter>" if alter else ""
    return f"<{kind}><{kind}-step>{name[0].upper()}</{kind}-step>{altered}</{kind}>"


def _notes(bar: ChartBar, ringing: MelodyNote | None) -> tuple[list[str], MelodyNote | None]:
    """The tune's notes and rests of a bar, and what of its last note rings on into the next."""
    lines: list[str] = []
    position, carried = 0, None
    waiting = ([ringing] if ringing is not None else []) + sorted(bar.melody)
    for number, note in enumerate(waiting):
        is_tied = number == 0 and ringing is not None
        start = 0 if is_tied else max(note.tick, position)
        following = min([each.tick for each in waiting[number + 1 :]], default=bar.metre.bar_ticks)
        end = min(start + note.duration_ticks, max(following, start))
        if end <= start:
            continue
        lines += _rest(start - position)
        rings_on = number == len(waiting) - 1 and start + note.duration_ticks > bar.metre.bar_ticks
        lines.append(_note(note.pitch, end - start, is_tied=is_tied, rings_on=rings_on))
        if rings_on:
            carried = MelodyNote(0, note.pitch, start + note.duration_ticks - bar.metre.bar_ticks)
        position = end
    return [*lines, *_rest(bar.metre.bar_ticks - position)], carried


def _rest(ticks: int) -> list[str]:
    return [f"<note><rest/><duration>{ticks}</duration><voice>1</voice></note>"] if ticks > 0 else []


def _note(pitch: int, ticks: int, *, is_tied: bool, rings_on: bool) -> str:
    octave, pitch_class = divmod(pitch, 12)
    name = _STEPS[pitch_class]
    alter = f"<alter>{_ALTER[name[1:]]}</alter>" if name[1:] else ""
    ties = ('<tie type="stop"/>' if is_tied else "") + ('<tie type="start"/>' if rings_on else "")
    kind = f"<type>{_TYPES[ticks]}</type>" if ticks in _TYPES else ""
    place = f"<pitch><step>{name[0]}</step>{alter}<octave>{octave - 1}</octave></pitch>"
    return f"<note>{place}<duration>{ticks}</duration>{ties}<voice>1</voice>{kind}</note>"

"""Writes charts as bar-line text and as ChordPro. What is written is read back as the same chart."""

from __future__ import annotations

from collections.abc import Iterator

from model.charts.cells import shares
from model.charts.chart import Chart, ChartBar, ChartChord
from model.music.events import COMMON_TIME, Metre
from model.music.keys import Key

BARS_PER_LINE = 4


def to_bar_lines(chart: Chart) -> str:
    """A chart as bar-line text, its repeats written out."""
    lines = [f"{name}: {value}" for name, value in _headers(chart)]
    lines += [f"metre: {chart.metre}"] if chart.metre != COMMON_TIME else []
    lines += [f"key: {_key_name(chart.key)}"] if chart.key is not None else []
    for section, stretches in _by_section(chart):
        lines.append("")
        if section:
            lines.append(f"[{section}]")
        lines += _stretched(stretches, "metre: {}", "key: {}", chart)
    return "\n".join(lines).strip() + "\n"


def to_chordpro(chart: Chart) -> str:
    """A chart as ChordPro, each section a grid."""
    lines = [f"{{{name}: {value}}}" for name, value in _headers(chart)]
    lines += [f"{{time: {chart.metre}}}"] if chart.metre != COMMON_TIME else []
    lines += [f"{{key: {_key_name(chart.key)}}}"] if chart.key is not None else []
    for section, stretches in _by_section(chart):
        name = section.replace('"', "'")
        label = f' label="{name}"' if name else ""
        lines += ["", f"{{start_of_grid{label}}}"]
        lines += _stretched(stretches, "{{time: {}}}", "{{key: {}}}", chart)
        lines.append("{end_of_grid}")
    return "\n".join(lines).strip() + "\n"


def _headers(chart: Chart) -> Iterator[tuple[str, str]]:
    for name in ("title", "composer", "style"):
        if getattr(chart, name):
            yield name, " ".join(getattr(chart, name).split())
    if chart.tempo_bpm is not None:
        yield "tempo", f"{chart.tempo_bpm:.6g}"


_Stretch = tuple[Metre, Key | None, list[ChartBar]]


def _by_section(chart: Chart) -> Iterator[tuple[str, list[_Stretch]]]:
    """Sections, each as stretches of one metre and key."""
    for section in chart.sections:
        stretches: list[_Stretch] = []
        for bar in section.bars:
            if not stretches or stretches[-1][:2] != (bar.metre, bar.key):
                stretches.append((bar.metre, bar.key, []))
            stretches[-1][2].append(bar)
        yield section.name, stretches


def _stretched(stretches: list[_Stretch], metre_form: str, key_form: str, chart: Chart) -> Iterator[str]:
    """Lines of a section; metre and key are named where they may have changed."""
    changes = len({(bar.metre, bar.key) for bar in chart.bars}) > 1
    for metre, key, bars in stretches:
        if changes:
            yield metre_form.format(metre)
            if key is not None:
                yield key_form.format(_key_name(key))
        for first in range(0, len(bars), BARS_PER_LINE):
            yield "| " + " | ".join(map(_bar, bars[first : first + BARS_PER_LINE])) + " |"


def _key_name(key: Key | None) -> str:
    return str(key)


def _bar(bar: ChartBar) -> str:
    """Cells of a bar: chords alone where they share it so, else a cell for each beat."""
    chords = bar.chords
    if not chords:
        return " ".join("/" * bar.metre.numerator)
    if [chord.tick for chord in chords] == shares(len(chords), bar.metre):
        return " ".join(map(_cell, chords))
    by_tick = {chord.tick: _cell(chord) for chord in chords}
    for n_cells in (bar.metre.numerator * times for times in (1, 2, 4)):
        cell_ticks, rest = divmod(bar.metre.bar_ticks, n_cells)
        if not rest and all(tick % cell_ticks == 0 for tick in by_tick) and n_cells <= 16:
            return " ".join(by_tick.get(number * cell_ticks, "/") for number in range(n_cells))
    return _nearest_beats(chords, bar.metre)


def _nearest_beats(chords: tuple[ChartChord, ...], metre: Metre) -> str:
    """Cells of chords that lie between those that can be written, each moved to the nearest beat; the last one wins."""
    beat_ticks = metre.bar_ticks // metre.numerator
    by_beat = {min(round(chord.tick / beat_ticks), metre.numerator - 1): _cell(chord) for chord in chords}
    return " ".join(by_beat.get(beat, "/") for beat in range(metre.numerator))


def _cell(chord: ChartChord) -> str:
    return chord.symbol + chord.figure

"""Reads a chart of any kind, from a file or from its text."""

from __future__ import annotations

import html
import re
from pathlib import Path

from model.charts.bar_lines import read_bar_lines
from model.charts.chart import MAX_CHART_BYTES, Chart, ChartError
from model.charts.chordpro import read_chordpro
from model.charts.ireal import ireal_titles, read_ireal
from model.charts.musicxml import read_musicxml

CHORDPRO_SUFFIXES = (".cho", ".crd", ".chordpro", ".chopro", ".pro")
MUSICXML_SUFFIXES = (".musicxml", ".mxl", ".xml")
MIDI_SUFFIXES = (".mid", ".midi", ".kar", ".rmi")
IREAL_SUFFIXES = (".html", ".htm", ".ireal", ".irealb")
TEXT_SUFFIXES = (".txt", ".chart")
ALL_SUFFIXES = (*TEXT_SUFFIXES, *CHORDPRO_SUFFIXES, *MUSICXML_SUFFIXES, *IREAL_SUFFIXES, *MIDI_SUFFIXES)
_IREAL = re.compile(r"irealb(?:ook)?://")
_DIRECTIVE = re.compile(r"^\s*\{\s*[A-Za-z_]+\s*[:}]", re.MULTILINE)
_INLINE_CHORD = re.compile(r"\[[A-G][^\]\s|]{0,12}\][^\s\[|]")


def read_chart(path: Path, *, finds_chords: bool = True, number: int = 0) -> Chart:
    """Read a file by its name's ending, a text by what stands in it. Raises ChartError that names the file.

    finds_chords: of a MIDI file without chord markers, from its notes, which needs numpy; number: of the song, from 0,
    in a playlist of iReal Pro's.
    """
    suffix = path.suffix.lower()
    try:
        if suffix not in ALL_SUFFIXES:
            raise ChartError(f"{suffix or 'a name without ending'} is no chart; known: {' '.join(ALL_SUFFIXES)}")
        data = _bytes(path)
        if suffix in MIDI_SUFFIXES:
            from model.charts.midi_chart import read_midi_chart

            return read_midi_chart(path, finds_chords=finds_chords)
        if suffix in MUSICXML_SUFFIXES:
            return read_musicxml(data)
        text = _text(data)
        if suffix in IREAL_SUFFIXES:
            return read_ireal(html.unescape(text), number)
        return read_chordpro(text) if suffix in CHORDPRO_SUFFIXES else read_chart_text(text)
    except ChartError as error:
        raise ChartError(f"{path}: {error}") from error


def titles_of(path: Path) -> tuple[str, ...]:
    """Titles of the songs in a file: of a playlist, else the file's name. Raises ChartError that names the file."""
    if path.suffix.lower() not in IREAL_SUFFIXES:
        return (path.stem,)
    try:
        return ireal_titles(html.unescape(_text(_bytes(path))))
    except ChartError as error:
        raise ChartError(f"{path}: {error}") from error


def read_chart_text(text: str) -> Chart:
    """Read a chart given as text: an iReal link, MusicXML, ChordPro, or bar lines. Raises ChartError."""
    if len(text) > MAX_CHART_BYTES:
        raise ChartError(f"the chart is longer than {MAX_CHART_BYTES // 1_000_000} million characters")
    if _IREAL.search(text):
        return read_ireal(html.unescape(text))
    if text.lstrip().startswith("<?xml") or text.lstrip().startswith("<score"):
        return read_musicxml(text.encode())
    if _DIRECTIVE.search(text) or _INLINE_CHORD.search(text):
        return read_chordpro(text)
    return read_bar_lines(text)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_CHART_BYTES:
            raise ChartError(f"it is larger than {MAX_CHART_BYTES // 1_000_000} MB; export the chart alone")
        return path.read_bytes()
    except OSError as error:
        raise ChartError(f"it cannot be read: {error.strerror or error}; check its name") from error


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        raise ChartError("it is not UTF-8 text; save it as UTF-8", line, column) from error

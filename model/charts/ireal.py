"""Reads iReal Pro's links: ``irealb://`` (scrambled) and ``irealbook://`` (plain), one song or the first of a list.

A song is a row of cells, as a rule sixteen a line; the protocol: https://www.irealpro.com/ireal-pro-custom-chord-chart-protocol
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote

from model.charts.cells import n_units, shares
from model.charts.chart import Chart, ChartChord, ChartError, checked_symbol
from model.charts.repeats import WrittenBar, unrolled
from model.music.config import MAX_TEMPO_BPM, MIN_TEMPO_BPM
from model.music.events import COMMON_TIME, Metre
from model.music.keys import Key

MUSIC_PREFIX = "1r34LbKcu7"
_CHUNK = 50
_FIELDS_BEFORE_MUSIC, _PLAIN_FIELDS = 6, 6
_TOKEN = re.compile(
    r"(?P<text><[^>]*>)|(?P<metre>T\d\d)|(?P<section>\*[A-Za-z])|(?P<ending>N\d)|(?P<alternate>\([^)]*\))"
    r"|(?P<chord>[A-GW][#b]?(?:sus|alt|add|[-+^ho#b\d])*(?:/[A-G][#b]?)?)|(?P<bar>[\[\]{}|Z])"
    r"|(?P<sign>[xrnpSQUfslY,])|(?P<space> )|(?P<other>.)"
)
_SECTIONS = {"i": "Intro", "v": "Verse", "c": "Coda", "s": "Segno"}
_METRES = {"12": (12, 8), "22": (2, 2)}
_TIMES = re.compile(r"(\d+)\s*x\b|\bx\s*(\d+)", re.IGNORECASE)


@dataclass
class _Cell:
    """A chord or a sign in one of the bar's cells."""

    text: str
    at: int
    column: int


@dataclass
class _Reader:
    """Reads the tokens of one song."""

    key: Key | None
    metre: Metre = COMMON_TIME
    bars: list[WrittenBar] = field(default_factory=list)
    _cells: list[_Cell] = field(default_factory=list)
    _n_cells: int = 0
    _pending: WrittenBar | None = None
    _endings: frozenset[int] = frozenset()
    _twice: int = 0
    _last: str = ""

    @property
    def _open(self) -> WrittenBar:
        """Marks of the bar that comes or is being read."""
        if self._pending is None:
            self._pending = WrittenBar(self.metre, self.key)
        return self._pending

    def read(self, music: str) -> list[WrittenBar]:
        for match in _TOKEN.finditer(music):
            kind, text, column = str(match.lastgroup), match[0], match.start() + 1
            match kind:
                case "bar":
                    self._bar_sign(text, column)
                case "metre":
                    self._set_metre(text[1:], column)
                case "section":
                    self._open.section = _SECTIONS.get(text[1], text[1].upper())
                    self._endings = frozenset()
                case "ending":
                    self._endings = frozenset([int(text[1]) or 1])
                case "text":
                    self._staff_text(text[1:-1])
                case "chord":
                    self._cell(text, column)
                case "space":
                    self._n_cells += 1
                case "sign":
                    self._sign(text, column)
                case "other":
                    raise ChartError(f"{text!r} is not a sign of iReal Pro; export the song again", 1, column)
        self._close(len(music))
        self._settle_coda()
        return self.bars

    def _settle_coda(self) -> None:
        """A sign that stands alone is the coda itself; the way there begins at the bar with the jump."""
        signed = [bar for bar in self.bars if bar.to_coda]
        if len(signed) == 1 and not any(bar.is_coda for bar in self.bars):
            signed[0].to_coda, signed[0].is_coda = False, True
            for bar in self.bars:
                bar.to_coda = bool(bar.jump)

    def _cell(self, text: str, column: int) -> None:
        self._cells.append(_Cell(text, self._n_cells, column))
        self._n_cells += 1

    def _sign(self, text: str, column: int) -> None:
        match text:
            case "x" | "r" | "n" | "p":
                self._cell(text, column)
            case "S":
                self._open.is_segno = True
            case "Q":  # the first sign of the song leads to the second
                if any(bar.to_coda for bar in self.bars):
                    self._open.is_coda = True
                else:
                    self._open.to_coda = True

    def _staff_text(self, text: str) -> None:
        words = text.strip().lstrip("*0123456789 ") if text.strip().startswith("*") else text.strip()
        times = _TIMES.search(words)
        if times is not None and self._target() is not None:
            self._open_or_last().repeat_times = min(max(int(times[1] or times[2]), 2), 16)
        else:
            self._open_or_last().take_direction(words)

    def _target(self) -> WrittenBar | None:
        return self._pending or (self.bars[-1] if self.bars else None)

    def _open_or_last(self) -> WrittenBar:
        """The bar that words stand at: the one being read, else the one before."""
        return self._open if self._cells or not self.bars else self.bars[-1]

    def _set_metre(self, digits: str, column: int) -> None:
        numbers = _METRES.get(digits) or (int(digits[0]), int(digits[1]))
        try:
            self.metre = Metre.parse(f"{numbers[0]}/{numbers[1]}")
        except ValueError as error:
            raise ChartError(str(error), 1, column) from error
        if self._pending is not None:
            self._pending.metre = self.metre

    def _bar_sign(self, sign: str, column: int) -> None:
        self._close(column)
        if sign == "{":
            self._open.repeat_begins, self._endings = True, frozenset()
        elif sign == "}":
            if not self.bars:
                raise ChartError("a repeat ends before any bar", 1, column)
            last = self.bars[-1]
            last.repeat_times = max(last.repeat_times, max(last.endings, default=1) + 1)
            self._endings = frozenset()
        elif sign in "]Z":
            self._endings = frozenset()

    def _close(self, column: int) -> None:
        """End the bar being read, where it has anything."""
        cells, n_cells = self._cells, self._n_cells
        self._cells, self._n_cells = [], 0
        if not cells:
            return
        bar = self._open
        bar.metre, bar.key, bar.endings, bar.line, bar.column = self.metre, self.key, self._endings, 1, column
        if cells[0].text == "x":
            bar.chords = self._before(1, cells[0].column).chords
            self.bars.append(bar)
        elif cells[0].text == "r":
            bar.chords = self._before(2, cells[0].column).chords
            second = WrittenBar(self.metre, self.key, self._before(1, cells[0].column).chords, endings=self._endings)
            self.bars += [bar, second]
        else:
            bar.chords = self._chords(cells, n_cells)
            self.bars.append(bar)
        self._pending = None

    def _before(self, n_bars: int, column: int) -> WrittenBar:
        if len(self.bars) < n_bars:
            raise ChartError("a bar repeats one before it that is not there", 1, column)
        return self.bars[-n_bars]

    def _chords(self, cells: list[_Cell], n_cells: int) -> tuple[ChartChord, ...]:
        units = n_units(self.metre)
        if n_cells == units and units >= len(cells):
            ticks = [cell.at * self.metre.bar_ticks // units for cell in cells]
        else:
            ticks = shares(len(cells), self.metre)
        chords: list[ChartChord] = []
        for tick, cell in zip(ticks, cells, strict=True):
            if cell.text == "p":
                continue
            symbol = "N.C." if cell.text == "n" else self._symbol(cell)
            chords.append(ChartChord(tick, checked_symbol(symbol, 1, cell.column)))
        return tuple(chords)

    def _symbol(self, cell: _Cell) -> str:
        """A chord as it is written elsewhere; W keeps the chord before over another bass."""
        text = cell.text
        if text.startswith("W"):
            self._last = self._last.split("/")[0] + text[1:] if self._last else "N.C."
            return self._last
        root = text[: 2 if text[1:2] in ("#", "b") else 1]
        quality, slash, bass = text[len(root) :].partition("/")
        quality = quality.replace("-^", "mmaj").replace("^", "maj").replace("h", "m7b5").replace("m7b57", "m7b5")
        quality = quality.replace("m7b59", "m7b5").replace("o", "dim").replace("-", "m", 1)
        if quality.endswith("maj"):
            quality += "7"
        self._last = root + quality + slash + bass
        return self._last


def unscrambled(music: str) -> str:
    """Music of an ``irealb://`` link without its prefix, put in order.

    >>> unscrambled(scrambled("T44A |G |F |E |" * 9)) == "T44A |G |F |E |" * 9
    True
    """
    ordered = ""
    while len(music) > _CHUNK + 1:
        ordered, music = ordered + _swapped(music[:_CHUNK]), music[_CHUNK:]
    return ordered + music


def scrambled(music: str) -> str:
    """Inverse of `unscrambled`, which is its own inverse."""
    return unscrambled(music)


def _swapped(chunk: str) -> str:
    """The first five characters change places with the last five, and 10 to 23 with those as far from the end."""
    signs = list(chunk)
    for at in (*range(5), *range(10, 24)):
        signs[at], signs[_CHUNK - 1 - at] = chunk[_CHUNK - 1 - at], chunk[at]
    return "".join(signs)


class _Song(NamedTuple):
    """Fields of a song, and its music in order; ``tempo``: as text."""

    title: str
    composer: str
    style: str
    key: str
    music: str
    tempo: str = ""


def read_ireal(link: str, number: int = 0) -> Chart:
    """Read a song, from 0, of a link, or of a page that holds one. Raises ChartError with line and column."""
    songs = _songs(link)
    if not 0 <= number < len(songs):
        raise ChartError(f"the link has {len(songs)} songs, and number {number + 1} was asked for")
    song = songs[number]
    bars = _Reader(_key(song.key)).read(song.music)
    tempo_bpm = float(song.tempo) if song.tempo.isdigit() else 0.0
    is_in_range = MIN_TEMPO_BPM <= tempo_bpm <= MAX_TEMPO_BPM
    about = {"title": song.title, "composer": song.composer, "style": song.style}
    return unrolled(bars, **about, tempo_bpm=tempo_bpm if is_in_range else None)


def ireal_titles(link: str) -> tuple[str, ...]:
    """Titles of the songs of a link. Raises ChartError."""
    return tuple(song.title for song in _songs(link))


def _songs(link: str) -> list[_Song]:
    found = re.search(r"=\"(irealb|irealbook)://([^\"]*)", link) or re.search(r"(irealb|irealbook)://(.*)", link)
    if found is None:
        raise ChartError("there is no irealb:// or irealbook:// link; share the song from iReal Pro as a link or HTML")
    text = unquote(found[2])
    return _scrambled_songs(text) if found[1] == "irealb" else _plain_songs(text)


def _scrambled_songs(text: str) -> list[_Song]:
    """Songs of a new link: title, composer, "", style, key, transposition, music, groove, tempo, repeats."""
    parts = text.split("=")
    songs: list[_Song] = []
    for at, part in enumerate(parts):
        if not part.startswith(MUSIC_PREFIX):
            continue
        first = at - _FIELDS_BEFORE_MUSIC
        if first < 0:
            raise ChartError("the link lacks the style or the key of its song; share it from iReal Pro again", 1, 1)
        music = unscrambled(part.removeprefix(MUSIC_PREFIX))
        music = music.replace("XyQ", "   ").replace("LZ", " |").replace("Kcl", "| x")
        title, composer, _, style, key = parts[first : first + 5]
        songs.append(_Song(title.strip(), composer, style, key, music, "".join(parts[at + 2 : at + 3])))
    if not songs:
        raise ChartError("the link has no music; share the song from iReal Pro again", 1, 1)
    return songs


def _plain_songs(text: str) -> list[_Song]:
    """Songs of an old link: title, composer, style, key, n, music."""
    songs: list[_Song] = []
    for song in text.split("==="):
        parts = song.split("=")
        if len(parts) < _PLAIN_FIELDS and not songs:
            wanted = "a song has 6: title, composer, style, key, n, chords"
            raise ChartError(f"the link has {len(parts)} fields, and {wanted}", 1, 1)
        for first in range(0, len(parts) - _PLAIN_FIELDS + 1, _PLAIN_FIELDS):
            title, composer, style, key, _, music = parts[first : first + _PLAIN_FIELDS]
            songs.append(_Song(title.strip(), composer, style, key, music))
    return songs


def _key(text: str) -> Key | None:
    try:
        return Key.parse(text.replace("-", "m"))
    except ValueError:
        return None

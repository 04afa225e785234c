"""Reads groove files. Every error names the file and the line and says what to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import NamedTuple

from model.music.config import DRUMS
from model.music.events import COMMON_TIME, Metre
from model.music.grooves.errors import GrooveError
from model.music.grooves.groove import NEEDED_SECTIONS, SECTION_NAMES, SWING_UNITS_TICKS, Body, Groove
from model.music.grooves.header import OWN_KEYS, HeaderEntry, read_header, value_of
from model.music.grooves.lanes import LaneOptions, lane_part, read_options
from model.music.grooves.pattern import Pattern
from model.music.grooves.progressions import read_progression
from model.music.grooves.strokes import (
    DRUM_SYMBOLS,
    PITCHED_SYMBOLS,
    Lane,
    lane_strokes,
    last_bars,
    stroke_symbols,
)
from model.music.grooves.tones import INVERTED_VOICINGS, ROOTED_VOICINGS

MAX_FILE_BYTES = 64_000
MAX_BARS = 8
USUAL_STEPS = 16
SHORT_SECTIONS = ("fill", "fill 2", "break")
_HEADING = re.compile(r"\[\s*([A-Za-z]+(?: \d)?)(?:\s+like\s+([A-Za-z]+(?: \d)?))?\s*\]")
_LANE = re.compile(r"([a-z_0-9.]+)(?:/(\d+))?\s+(off|\|.*\|)\s*([^|]*)")

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")  # of a groove and its file
Resolve = Callable[[str], Groove]


def check_name(name: str) -> None:
    """Raise GrooveError for a name that no groove, and no file of one, can have."""
    if _NAME.fullmatch(name) is None:
        raise GrooveError(f"{name[:40]!r} is not a valid name of a groove; use small letters, digits and hyphens")


class SourceLine(NamedTuple):
    """A line of a section and its number in the file."""

    number: int
    text: str


class SourceSection(NamedTuple):
    """A heading and the lines below it, as written."""

    name: str
    like: str
    number: int
    lines: list[SourceLine]


class GrooveSource(NamedTuple):
    """A groove file cut into header entries and its text lines; n_header: lines before the first section."""

    name: str
    file: str
    entries: dict[str, HeaderEntry]
    lines: list[str]
    n_header: int


def read_source(path: Path) -> GrooveSource:
    """Read a file's header; its sections stay text. Raises GrooveError."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise GrooveError(f"the file cannot be read ({error.strerror or error})", str(path)) from error
    if len(data) > MAX_FILE_BYTES:
        raise GrooveError(f"the file is larger than {MAX_FILE_BYTES // 1000} kB; split it", str(path))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise GrooveError("the text is not UTF-8; save the file as UTF-8", str(path), line) from error
    return source_of(text, path.stem, str(path))


def source_of(text: str, name: str, file: str = "") -> GrooveSource:
    """Cut a text into header and sections. Raises GrooveError."""
    lines = text.splitlines()
    file = file or f"{name}.groove"
    n_header = next((i for i, line in enumerate(lines) if line.lstrip().startswith("[")), len(lines))
    if not any(line.strip() for line in lines):
        raise GrooveError("the file is empty; write a header and a section [A]", file, 1)
    return GrooveSource(name, file, read_header(lines[:n_header], file), lines, n_header)


def groove_of(source: GrooveSource, resolve: Resolve | None = None, parent: GrooveSource | None = None) -> Groove:
    """A groove from its source; its body is read when first asked for.

    resolve: finds the groove named by ``like``, needed where there is one. parent: that groove's source with
    its own inheritance resolved. Raises GrooveError for a wrong header.
    """
    entries = inherited(source, parent)
    swing, unit = value_of(entries, "swing", (0.0, "eighths"))
    push_ms = value_of(entries, "push", 0.0) + value_of(entries, "lay back", 0.0)
    return Groove(
        name=source.name,
        title=value_of(entries, "title", source.name.replace("-", " ").capitalize()),
        aliases=value_of(entries, "also", ()) + value_of(entries, "zh", ()),
        styles=value_of(entries, "styles", {}),
        metre=value_of(entries, "metre", COMMON_TIME),
        tempo_bpm=value_of(entries, "tempo", (80.0, 110.0, 140.0)),
        swing=swing,
        swing_unit=unit,
        push_ms=push_ms,
        band=value_of(entries, "band", ()),
        form=value_of(entries, "form", None),
        progression=value_of(entries, "progression", None),
        mode=value_of(entries, "mode", None),
        programs=value_of(entries, "programs", {}),
        read_body=partial(_read_body, source, entries, resolve),
    )


def inherited(source: GrooveSource, parent: GrooveSource | None) -> dict[str, HeaderEntry]:
    """Header entries on top of those of the groove named by ``like``."""
    if parent is None:
        return source.entries
    kept = {key: entry for key, entry in parent.entries.items() if key not in OWN_KEYS}
    if "push" in source.entries or "lay back" in source.entries:
        kept = {key: entry for key, entry in kept.items() if key not in ("push", "lay back")}
    return kept | source.entries


def parse(text: str, name: str, *, file: str = "", resolve: Resolve | None = None) -> Groove:
    """Read a groove from a text, its body included. ``like`` needs ``resolve``. Raises GrooveError."""
    source = source_of(text, name, file)
    parent = None
    like = source.entries.get("like")
    if like is not None:
        if resolve is None:
            raise GrooveError("like: needs the groove book; load the file through it", like.file, like.line)
        from model.music.grooves.writing import to_text

        parent = source_of(to_text(resolve(like.value)), like.value)
    groove = groove_of(source, resolve, parent)
    _ = groove.body
    return groove


def _read_body(source: GrooveSource, entries: dict[str, HeaderEntry], resolve: Resolve | None) -> Body:
    return _BodyReader(source, entries, resolve).read()


class _BodyReader:
    """Reads the sections of one file on top of those of the groove it is like."""

    def __init__(self, source: GrooveSource, entries: dict[str, HeaderEntry], resolve: Resolve | None) -> None:
        self._source = source
        self._metre: Metre = value_of(entries, "metre", COMMON_TIME)
        self._steps: int = value_of(entries, "steps", USUAL_STEPS)
        swing, unit = value_of(entries, "swing", (0.0, "eighths"))
        self._swing, self._swing_unit_ticks = swing, SWING_UNITS_TICKS[unit]
        like = source.entries.get("like")
        self._base = None if like is None or resolve is None else resolve(like.value)
        self._options: dict[str, LaneOptions] = {}
        self._checks: tuple[str, ...] = ()
        self._lanes: dict[str, dict[str, Lane]] = {}
        self._n_bars: dict[str, int] = {}

    def read(self) -> Body:
        """Return the sections and the checks. Raises GrooveError."""
        if self._base is not None:
            self._inherit(self._base)
        self._check_progression()
        sections = self._cut()
        for section in sections:
            if section.name == "lanes":
                self._read_options(section)
        for section in sections:
            if section.name == "checks":
                self._read_checks(section)
            elif section.name != "lanes":
                self._read_section(section)
        for needed in NEEDED_SECTIONS:
            if needed not in self._lanes:
                raise GrooveError(f"section [{needed}] is missing; write it", self._source.file, 1)
        return Body({name: self._pattern(name) for name in SECTION_NAMES if name in self._lanes}, self._checks)

    def _check_progression(self) -> None:
        """Refuse chords that cannot be read: here and not with the header, which loads with every start."""
        entry = self._source.entries.get("progression")
        try:
            if entry is not None:
                read_progression(entry.value)
        except GrooveError as error:
            raise error.at(self._source.file, entry.line if entry else 1) from None

    def _inherit(self, base: Groove) -> None:
        for name, pattern in base.sections.items():
            if pattern.metre == self._metre:
                self._lanes[name] = {lane.name: lane for lane in pattern.lanes}
                self._n_bars[name] = pattern.n_bars
            self._options |= dict(pattern.options)
        self._checks = base.checks

    def _cut(self) -> list[SourceSection]:
        sections: list[SourceSection] = []
        for number, line in enumerate(self._source.lines, 1):
            text = line.strip()
            if number <= self._source.n_header or not text or text.startswith("#"):
                continue
            if text.startswith("["):
                sections.append(self._heading(text, number))
            else:
                sections[-1].lines.append(SourceLine(number, text))
        return sections

    def _heading(self, text: str, number: int) -> SourceSection:
        match = _HEADING.fullmatch(text)
        known = (*SECTION_NAMES, "lanes", "checks")
        if match is None or match[1] not in known:
            message = f"{text[:40]!r} is not a recognised section; use {', '.join(known)}"
            raise GrooveError(message, self._source.file, number)
        return SourceSection(match[1], match[2] or "", number, [])

    def _read_options(self, section: SourceSection) -> None:
        for line in section.lines:
            name, colon, text = line.text.partition(":")
            try:
                if not colon:
                    hint = "write bass: around E1, short"
                    raise GrooveError(f"{line.text[:40]!r} is not a recognised option of a lane; {hint}")
                options = read_options(name.strip(), text)
                if options.voicing not in INVERTED_VOICINGS and options.voicing not in ROOTED_VOICINGS:
                    raise GrooveError(f"there is no voicing {options.voicing[:20]!r}; use close, shell, power or open")
                self._options[name.strip()] = options
            except GrooveError as error:
                raise error.at(self._source.file, line.number) from None

    def _read_checks(self, section: SourceSection) -> None:
        from model.music.grooves.checks import read_check

        for line in section.lines:
            try:
                read_check(line.text)
            except GrooveError as error:
                raise error.at(self._source.file, line.number) from None
        self._checks = tuple(line.text for line in section.lines)

    def _read_section(self, section: SourceSection) -> None:
        lanes = dict(self._start_of(section))
        named: set[str] = set()
        for line in section.lines:
            name = re.split(r"[\s/]", line.text)[0]
            try:
                if name in named and name not in ("drums", "all"):
                    raise GrooveError(f"the lane {name} is given twice in [{section.name}]; keep one")
                named.add(name)
                self._take_lane(line.text, lanes)
            except GrooveError as error:
                raise error.at(self._source.file, line.number) from None
        if not lanes:
            raise GrooveError(f"section [{section.name}] has no lane; write one", self._source.file, section.number)
        if section.like and section.name in SHORT_SECTIONS:
            lanes = self._shortened(lanes, named)
        n_bars = max(len(lane.bars) for lane in lanes.values())
        for name, lane in lanes.items():
            number = next((line.number for line in section.lines if line.text.split()[0] == name), section.number)
            try:
                lanes[name] = self._fitted(lane, n_bars)
            except GrooveError as error:
                raise error.at(self._source.file, number) from None
        self._lanes[section.name], self._n_bars[section.name] = lanes, n_bars

    def _shortened(self, lanes: dict[str, Lane], named: set[str]) -> dict[str, Lane]:
        """A fill is as long as its own lanes; of what it takes over it keeps the last bars."""
        n_bars = max((len(lane.bars) for name, lane in lanes.items() if name in named), default=1)
        return {name: last_bars(self._expanded(lane), n_bars) for name, lane in lanes.items()}

    def _expanded(self, lane: Lane) -> Lane:
        """A lane whose tokens run over several rounds of its bars, written out."""
        n_strokes = len(stroke_symbols(lane))
        n_rounds = len(lane.tokens) // n_strokes if n_strokes and len(lane.tokens) % n_strokes == 0 else 1
        return lane._replace(bars=lane.bars * max(n_rounds, 1))

    def _start_of(self, section: SourceSection) -> dict[str, Lane]:
        """Lanes that a section begins with: those of the section it is like, else what the groove inherits."""
        if not section.like:
            return self._lanes.get(section.name, {})
        if section.like not in self._lanes:
            raise GrooveError(
                f"there is no section [{section.like}] above; move it up", self._source.file, section.number
            )
        return self._lanes[section.like]

    def _take_lane(self, text: str, lanes: dict[str, Lane]) -> None:
        if text in ("drums off", "all off"):
            for name in [name for name in lanes if text == "all off" or lane_part(name) == DRUMS]:
                del lanes[name]
            return
        match = _LANE.fullmatch(text)
        if match is None:
            self._explain(text)
        assert match is not None
        name, steps, grid, tokens = match.groups()
        part = lane_part(name)
        if grid == "off":
            lanes.pop(name, None)
            return
        n_steps = self._n_steps(int(steps) if steps else self._steps)
        bars = self._bars(grid, n_steps, DRUM_SYMBOLS if part == DRUMS else PITCHED_SYMBOLS)
        if part == DRUMS and tokens:
            raise GrooveError(f"the drum lane {name} takes no degrees; leave out {tokens[:20]!r}")
        lanes[name] = Lane(name, n_steps, bars, tuple(tokens.split()))

    @staticmethod
    def _explain(text: str) -> None:
        lane_part(re.split(r"[\s/]", text)[0])
        hint = "write it like kick |x...x...x...x...| or bass |x...| 1"
        raise GrooveError(f"{text[:40]!r} is not a recognised lane; {hint}")

    def _n_steps(self, n_steps: int) -> int:
        if not 1 <= n_steps <= self._metre.bar_ticks or self._metre.bar_ticks % n_steps:
            fits = [n for n in (4, 6, 8, 9, 10, 12, 14, 16, 18, 20, 24, 28, 36, 48) if self._metre.bar_ticks % n == 0]
            raise GrooveError(f"a bar of {self._metre} has no {n_steps} steps; use {', '.join(map(str, fits))}")
        return n_steps

    @staticmethod
    def _bars(grid: str, n_steps: int, symbols: frozenset[str]) -> tuple[str, ...]:
        bars: list[str] = []
        for number, cell in enumerate(grid.strip("|").split("|"), 1):
            bar = re.sub(r"\s", "", cell)
            bar = bars[-1] if bar == "%" and bars else bar
            wrong = next((symbol for symbol in bar if symbol not in symbols), None)
            if wrong is not None:
                raise GrooveError(f"{wrong!r} is not a recognised stroke here; use {' '.join(sorted(symbols))}")
            if len(bar) != n_steps:
                raise GrooveError(f"bar {number} has {len(bar)} steps, not {n_steps}; write {n_steps} between two |")
            bars.append(bar)
        if len(bars) > MAX_BARS:
            raise GrooveError(f"{len(bars)} bars are too many; a section has {MAX_BARS} at most")
        return tuple(bars)

    def _fitted(self, lane: Lane, n_bars: int) -> Lane:
        """The lane, repeated to the section's length where its tokens ask for it. Raises GrooveError."""
        if n_bars % len(lane.bars):
            raise GrooveError(f"{lane.name} has {len(lane.bars)} bars in a section of {n_bars}; write {n_bars} or 1")
        articulation = self._options[lane.name].articulation if lane.name in self._options else "as written"
        try:
            lane_strokes(lane, self._metre, articulation)
        except GrooveError:
            longer = lane._replace(bars=lane.bars * (n_bars // len(lane.bars)))
            if longer == lane:
                raise
            lane_strokes(longer, self._metre, articulation)
            return longer
        return lane

    def _pattern(self, name: str) -> Pattern:
        lanes = tuple(self._lanes[name].values())
        options = tuple((lane.name, self._options[lane.name]) for lane in lanes if lane.name in self._options)
        return Pattern(self._n_bars[name], self._metre, lanes, options, self._swing, self._swing_unit_ticks)


def suggestion(name: str, known: list[str]) -> str:
    """End of a sentence about an unknown groove."""
    near = get_close_matches(name.lower(), known, n=3, cutoff=0.5)
    return f"did you mean {' or '.join(near)}?" if near else "`sideman grooves` lists them"

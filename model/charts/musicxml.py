"""Reads lead sheets in MusicXML, plain or compressed (.mxl): chords, sections, repeats, endings, jumps, and the tune.

https://www.w3.org/2021/06/musicxml40/
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from fractions import Fraction

from model.charts.chart import (
    MAX_CHART_BYTES,
    Chart,
    ChartChord,
    ChartError,
    Figure,
    MelodyNote,
    checked_symbol,
)
from model.charts.repeats import SECTION_WORDS, WrittenBar, unrolled
from model.charts.xml_nodes import XmlNode, parse_xml
from model.music.chord_symbols import read_chord
from model.music.config import MAX_TEMPO_BPM, MIN_TEMPO_BPM, TICKS_PER_QUARTER
from model.music.events import COMMON_TIME, Metre
from model.music.keys import Key

KINDS = {
    "major": "",
    "minor": "m",
    "augmented": "aug",
    "diminished": "dim",
    "dominant": "7",
    "major-seventh": "maj7",
    "minor-seventh": "m7",
    "diminished-seventh": "dim7",
    "augmented-seventh": "aug7",
    "half-diminished": "m7b5",
    "major-minor": "mmaj7",
    "major-sixth": "6",
    "minor-sixth": "m6",
    "dominant-ninth": "9",
    "major-ninth": "maj9",
    "minor-ninth": "m9",
    "dominant-11th": "11",
    "minor-11th": "m11",
    "dominant-13th": "13",
    "major-13th": "maj13",
    "minor-13th": "m13",
    "suspended-second": "sus2",
    "suspended-fourth": "sus4",
    "power": "5",
    "major-11th": "maj11",
    "none": "N.C.",
    "other": "",
    "Neapolitan": "",
    "Italian": "7",
    "French": "7",
    "German": "7",
    "pedal": "5",
    "Tristan": "m7b5",
}
ALTERS = {-2: "bb", -1: "b", 0: "", 1: "#", 2: "##"}
_FIGURE_WORDS = {"shot": Figure.SHOT, "push": Figure.PUSH, "hold": Figure.HOLD}
_LETTERS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_HEAD_BYTES = 4


@dataclass
class _Reader:
    """Reads the measures of one part."""

    metre: Metre = COMMON_TIME
    key: Key | None = None
    divisions: Fraction = Fraction(1)
    tempo_bpm: float | None = None
    bars: list[WrittenBar] = field(default_factory=list)
    _endings: frozenset[int] = frozenset()
    _closes: bool = False
    _position: Fraction = Fraction(0)  # quarter notes from the start of the measure
    _onset: Fraction = Fraction(0)  # of the last note
    _chords: dict[int, ChartChord] = field(default_factory=dict)
    _melody: list[MelodyNote] = field(default_factory=list)
    _tied: bool = False
    _figure: Figure = Figure.NONE
    _n_repeated: int = 0  # bars that a sign repeats, while it holds

    def measure(self, node: XmlNode) -> None:
        """Read one measure."""
        bar = WrittenBar(self.metre, self.key, line=node.line, column=node.column)
        self._position, self._chords, self._melody, self._closes = Fraction(0), {}, [], False
        for child in node.children:
            self._child(child, bar)
        bar.metre, bar.key, bar.endings = self.metre, self.key, self._endings
        late = self._upbeat_ticks(node)
        chords = [chord._replace(tick=chord.tick + late) for _, chord in sorted(self._chords.items())]
        bar.chords = tuple(chord for chord in chords if chord.tick < self.metre.bar_ticks)
        if not chords and 0 < self._n_repeated <= len(self.bars):
            bar.chords = self.bars[-self._n_repeated].chords
        notes = [note._replace(tick=note.tick + late) for note in self._melody]
        bar.melody = tuple(note for note in notes if note.tick < self.metre.bar_ticks)
        self.bars.append(bar)
        if self._closes:
            self._endings = frozenset()

    def _upbeat_ticks(self, node: XmlNode) -> int:
        """How late in its bar an upbeat begins: a first measure that is not counted ends with the bar."""
        missing = self.metre.bar_ticks - self._tick(self._position)
        is_upbeat = not self.bars and node.attributes.get("implicit") == "yes" and self._position > 0
        return max(missing, 0) if is_upbeat else 0

    def _child(self, node: XmlNode, bar: WrittenBar) -> None:
        match node.tag:
            case "attributes":
                self._attributes(node)
            case "harmony":
                self._harmony(node)
            case "note":
                self._note(node)
            case "backup":
                self._position -= self._quarters(node)
            case "forward":
                self._position += self._quarters(node)
            case "direction":
                self._direction(node, bar)
            case "sound":
                self._sound(node, bar)
            case "barline":
                self._barline(node, bar)

    def _attributes(self, node: XmlNode) -> None:
        if node.first("divisions") is not None:
            self.divisions = Fraction(node.number("divisions")).limit_denominator(10_000)
            if self.divisions <= 0:
                raise node.error("<divisions> must be above 0; export the file again")
        if node.first("key", "fifths") is not None:
            self.key = _key_of(node)
        for style in node.each("measure-style"):
            sign = style.first("measure-repeat")
            if sign is not None:
                is_start = sign.attributes.get("type") == "start"
                self._n_repeated = max(round(style.number("measure-repeat", default=1.0)), 1) if is_start else 0
        time = node.first("time")
        if time is not None and time.first("beats") is not None:
            text = f"{_sum(time.word('beats'))}/{time.word('beat-type')}"
            try:
                self.metre = Metre.parse(text)
            except ValueError as error:
                raise time.error(str(error)) from error

    def _quarters(self, node: XmlNode) -> Fraction:
        return Fraction(node.number("duration")).limit_denominator(100_000) / self.divisions

    def _tick(self, position: Fraction) -> int:
        return round(position * TICKS_PER_QUARTER)

    def _harmony(self, node: XmlNode) -> None:
        offset = Fraction(node.number("offset")).limit_denominator(100_000) / self.divisions
        tick = max(self._tick(self._position + offset), 0)
        self._chords[tick] = ChartChord(tick, checked_symbol(_symbol(node), node.line, node.column), self._figure)
        self._figure = Figure.NONE

    def _note(self, node: XmlNode) -> None:
        length = self._quarters(node)
        if node.first("grace") is not None:
            return
        onset = self._onset if node.first("chord") is not None else self._position
        self._onset = onset
        if node.first("chord") is None:
            self._position += length
        pitch = node.first("pitch")
        is_first_voice = node.word("voice") in ("", "1")
        if pitch is None or not is_first_voice or node.first("chord") is not None:
            return
        self._take_melody(node, pitch, onset, length)

    def _take_melody(self, node: XmlNode, pitch: XmlNode, onset: Fraction, length: Fraction) -> None:
        step = pitch.word("step").upper()
        if step not in _LETTERS:
            raise pitch.error("a pitch has no step from A to G; export the file again")
        number = 12 * (int(pitch.number("octave", default=4.0)) + 1) + _LETTERS[step] + round(pitch.number("alter"))
        ties = {each.attributes.get("type") for each in node.each("tie")}
        ticks = max(self._tick(onset + length) - self._tick(onset), 1)
        if "stop" in ties and self._extend(number, ticks):
            return
        if 0 <= number <= 127:
            self._melody.append(MelodyNote(self._tick(onset), number, ticks))

    def _extend(self, pitch: int, ticks: int) -> bool:
        """Lengthen the tied note before; False where there is none."""
        if self._melody:
            if self._melody[-1].pitch != pitch:
                return False
            last = self._melody[-1]
            self._melody[-1] = last._replace(duration_ticks=last.duration_ticks + ticks)
            return True
        if not self.bars or not self.bars[-1].melody or self.bars[-1].melody[-1].pitch != pitch:
            return False
        *others, last = self.bars[-1].melody
        self.bars[-1].melody = (*others, last._replace(duration_ticks=last.duration_ticks + ticks))
        return True

    def _direction(self, node: XmlNode, bar: WrittenBar) -> None:
        for kind in node.each("direction-type"):
            for sign in kind.children:
                if sign.tag == "rehearsal" and sign.text.strip():
                    bar.section = sign.text.strip()
                elif sign.tag == "words":
                    self._words(sign.text.strip(), bar)
                elif sign.tag == "segno":
                    bar.is_segno = True
        for sound in node.each("sound"):
            self._sound(sound, bar)
        if node.first("direction-type", "coda") is not None and not bar.to_coda:
            bar.is_coda = True

    def _words(self, text: str, bar: WrittenBar) -> None:
        if text.casefold() in _FIGURE_WORDS:
            self._figure = _FIGURE_WORDS[text.casefold()]
        elif not bar.take_direction(text) and SECTION_WORDS.fullmatch(text.rstrip(":")):
            bar.section = bar.section or text.rstrip(":")

    def _sound(self, node: XmlNode, bar: WrittenBar) -> None:
        signs = node.attributes
        if "tempo" in signs and self.tempo_bpm is None:
            self.tempo_bpm = _tempo(signs["tempo"])
        bar.to_coda |= "tocoda" in signs
        bar.is_coda |= "coda" in signs
        bar.is_segno |= "segno" in signs
        bar.is_fine |= "fine" in signs
        if "dacapo" in signs or "dalsegno" in signs:
            bar.jump = bar.jump or ("C" if "dacapo" in signs else "S")

    def _barline(self, node: XmlNode, bar: WrittenBar) -> None:
        ending = node.first("ending")
        if ending is not None:
            if ending.attributes.get("type") == "start":
                numbers = ending.attributes.get("number", "1").replace(".", ",").split(",")
                self._endings = frozenset(int(each) for each in numbers if each.strip().isdigit())
            else:
                self._closes = True
        repeat = node.first("repeat")
        if repeat is None:
            return
        if repeat.attributes.get("direction") == "forward":
            bar.repeat_begins = True
        else:
            times = repeat.attributes.get("times", "")
            usual = max(self._endings, default=1) + 1
            bar.repeat_times = min(int(times), 16) if times.isdigit() and int(times) > 1 else usual


def read_musicxml(data: bytes) -> Chart:
    """Read a document, or the first one of a compressed file. Raises ChartError with line and column."""
    root = parse_xml(_unpacked(data))
    if root.tag != "score-partwise":
        raise root.error(f"<{root.tag}> is not a partwise score; export the file as MusicXML (partwise)")
    parts = [part for part in root.each("part") if any(node.first("harmony") for node in part.each("measure"))]
    if not parts:
        raise root.error("there are no chord symbols in it; a lead sheet has <harmony> elements")
    reader = _Reader()
    for node in parts[0].each("measure"):
        reader.measure(node)
    _finish_jumps(reader.bars)
    title = root.word("work", "work-title") or root.word("movement-title")
    creators = (root.first("identification") or root).each("creator")
    composer = next((node.text.strip() for node in creators if node.attributes.get("type") == "composer"), "")
    return unrolled(reader.bars, title=title, composer=composer, tempo_bpm=reader.tempo_bpm)


def _finish_jumps(bars: list[WrittenBar]) -> None:
    """A jump that only sounds say leads to the coda or the Fine that the score has."""
    for bar in bars:
        if bar.jump and not bar.jump_until:
            has_coda = any(each.to_coda for each in bars) and any(each.is_coda for each in bars)
            bar.jump_until = "coda" if has_coda else "fine" if any(each.is_fine for each in bars) else ""


def _unpacked(data: bytes) -> bytes:
    """The document of a compressed file; other data as they are. Raises ChartError."""
    if data[:_HEAD_BYTES] != b"PK\x03\x04":
        return data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            name = _root_file(archive)
            if archive.getinfo(name).file_size > MAX_CHART_BYTES:
                raise ChartError(
                    f"the score is larger than {MAX_CHART_BYTES // 1_000_000} MB; export the lead sheet alone"
                )
            with archive.open(name) as file:
                return file.read(MAX_CHART_BYTES)
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        raise ChartError(f"the compressed file cannot be opened: {error}; export it again") from error


def _root_file(archive: zipfile.ZipFile) -> str:
    names = archive.namelist()
    if "META-INF/container.xml" in names and archive.getinfo("META-INF/container.xml").file_size < 100_000:
        container = parse_xml(archive.read("META-INF/container.xml"))
        found = container.first("rootfiles", "rootfile")
        if found is not None and found.attributes.get("full-path"):
            return found.attributes["full-path"]
    return next((n for n in names if n.endswith((".musicxml", ".xml")) and not n.startswith("META-INF")), "score.xml")


def _key_of(node: XmlNode) -> Key:
    fifths, mode = round(node.number("key", "fifths")), node.word("key", "mode").casefold()
    is_minor = mode in ("minor", "aeolian", "dorian")
    return Key((7 * fifths + (9 if is_minor else 0)) % 12, "minor" if is_minor else "major")


def _sum(text: str) -> str:
    """A numerator, of a sum such as 3+2 too."""
    parts = [part.strip() for part in text.split("+")]
    return str(sum(map(int, parts))) if all(part.isdigit() for part in parts) else text


def _tempo(text: str) -> float | None:
    try:
        tempo_bpm = float(text)
    except ValueError:
        return None
    return tempo_bpm if MIN_TEMPO_BPM <= tempo_bpm <= MAX_TEMPO_BPM else None


def _symbol(node: XmlNode) -> str:
    """A chord symbol in letters. Raises ChartError."""
    kind = node.first("kind")
    name = node.word("kind")
    if name == "none":
        return "N.C."
    root = node.first("root")
    if kind is None or root is None:
        raise node.error("a chord has no root or kind; export the file again")
    quality = KINDS.get(name)
    if quality is None:
        raise kind.error(f"{name[:30]!r} is not a known kind of chord; use major, minor, dominant and the like")
    degrees = [_degree(degree) for degree in node.each("degree")]
    if not degrees:
        quality = _as_shown(
            _note_name(root, "root"), quality, kind.attributes.get("text", ""), is_other=name == "other"
        )
    symbol = _note_name(root, "root") + quality + "".join(degrees)
    bass = node.first("bass")
    return symbol if bass is None else f"{symbol}/{_note_name(bass, 'bass')}"


def _as_shown(root: str, quality: str, shown: str, *, is_other: bool) -> str:
    """The quality in the letters shown in the score, where they say the same as its kind."""
    try:
        same = bool(shown) and (is_other or read_chord(root + shown) == read_chord(root + quality))
    except ValueError:
        return quality
    return shown if same and "/" not in shown.replace("6/9", "") else quality


def _degree(node: XmlNode) -> str:
    value, alter = int(node.number("degree-value")), round(node.number("degree-alter"))
    kind = node.word("degree-type")
    if kind == "subtract":
        return f"no{value}"
    sign = ALTERS.get(alter, "")
    return f"add{sign}{value}" if kind == "add" and not sign else f"{sign}{value}"


def _note_name(node: XmlNode, kind: str) -> str:
    step, alter = node.word(f"{kind}-step").upper(), round(node.number(f"{kind}-alter"))
    if step not in _LETTERS or alter not in (-1, 0, 1):
        raise node.error(f"the {kind} of a chord is no note from A to G; export the file again")
    return step + ALTERS[alter]

"""Reads a chart from a MIDI file: its markers and texts where they are chords, else the chords found in its notes.

Needs mido; finding chords needs numpy, which is imported only then.
"""

from __future__ import annotations

from bisect import bisect_right
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from model.charts.chart import MAX_BARS, Chart, ChartBar, ChartChord, ChartError, ChartSection, MelodyNote
from model.music.chord_symbols import chord_name, is_chord_sign, read_chord
from model.music.config import MAX_TEMPO_BPM, MIN_TEMPO_BPM, NO_CHORD, TICKS_PER_QUARTER
from model.music.events import COMMON_TIME, Metre
from model.music.keys import Key

_MELODY_NAMES = ("melody", "lead", "vocal", "voice", "tune", "gesang", "chant")
_DRUM_CHANNEL = 9
_TEXTS = ("marker", "text", "cue_marker", "lyrics")
_LONGEST_SYMBOL = 12


class _Words(NamedTuple):
    tick: int
    kind: str
    text: str


class _Sounding(NamedTuple):
    tick: int
    end: int
    pitch: int
    track: int


class _Midi(NamedTuple):
    """What counts of a file; ticks of 1/24 quarter."""

    metres: list[tuple[int, Metre]]
    keys: list[tuple[int, Key]]
    tempo_bpm: float | None
    words: list[_Words]
    notes: list[_Sounding]
    names: dict[int, str]


def read_midi_chart(path: Path, *, finds_chords: bool = True) -> Chart:
    """Read a file. Raises ChartError with a sentence. finds_chords: in its notes, where no marker is a chord."""
    midi = _gather(_open(path))
    end = max([note.end for note in midi.notes] + [words.tick + 1 for words in midi.words], default=0)
    lines = _bar_lines(midi.metres, end)
    if not end:
        raise ChartError("the MIDI file has neither notes nor markers; export the song with its chords")
    names = _section_names(midi.words)
    symbols = _chord_markers([each for each in midi.words if names.get(each.tick) is not each], lines)
    if not symbols and not finds_chords:
        raise ChartError(f"no marker of it is a chord; find its chords with: sideman chart {path.name} --to song.txt")
    chords = symbols if symbols else _found(midi, lines, end)
    found = _found_key(midi) if not midi.keys and finds_chords else None
    key = midi.keys if found is None else [(0, found)]
    sections: list[tuple[str, list[ChartBar]]] = []
    melody = _melody(midi)
    for start, metre in lines:
        inside = [each.text for tick, each in names.items() if start <= tick < start + metre.bar_ticks]
        if not sections or inside:
            sections.append((next(iter(inside), ""), []))
        sections[-1][1].append(_bar(start, metre, _key_at(key, start), chords, melody))
    made = tuple(ChartSection(name, tuple(bars)) for name, bars in sections)
    return Chart(made, title=_title(path, midi), tempo_bpm=midi.tempo_bpm)


def _open(path: Path) -> Any:
    mido = import_module("mido")
    try:
        file = mido.MidiFile(path, clip=True)
    except Exception as error:  # mido raises a dozen kinds for broken files; all mean the same here
        raise ChartError(f"{path.name} is not a readable MIDI file; export it again as .mid") from error
    if file.ticks_per_beat <= 0:
        raise ChartError("its time is in frames, not in beats; export it in ticks per quarter")
    return file


def _gather(file: Any) -> _Midi:
    scale = TICKS_PER_QUARTER / file.ticks_per_beat
    midi = _Midi([], [], None, [], [], {})
    tempi: list[float] = []
    for number, track in enumerate(file.tracks):
        now = 0
        open_notes: dict[tuple[int, int], int] = {}
        for message in track:
            now += message.time
            tick = round(now * scale)
            if message.type in _TEXTS:
                midi.words.append(_Words(tick, message.type, message.text.strip()))
            elif message.type == "track_name":
                midi.names[number] = message.name
            elif message.type == "set_tempo" and message.tempo > 0:
                tempi.append(60e6 / message.tempo)
            elif message.type == "time_signature":
                midi.metres.extend(_metre(tick, message.numerator, message.denominator))
            elif message.type == "key_signature":
                midi.keys.append((tick, Key.parse(message.key)))
            elif message.type in ("note_on", "note_off") and message.channel != _DRUM_CHANNEL:
                begin = open_notes.pop((message.channel, message.note), None)
                if begin is not None:
                    midi.notes.append(_Sounding(begin, max(tick, begin + 1), message.note, number))
                if message.type == "note_on" and message.velocity > 0:
                    open_notes[message.channel, message.note] = tick
    tempo_bpm = next((bpm for bpm in tempi if MIN_TEMPO_BPM <= bpm <= MAX_TEMPO_BPM), None)
    return midi._replace(tempo_bpm=None if tempo_bpm is None else round(tempo_bpm, 2))


def _metre(tick: int, numerator: int, denominator: int) -> list[tuple[int, Metre]]:
    try:
        return [(tick, Metre.parse(f"{numerator}/{denominator}"))]
    except ValueError:
        return []


def _bar_lines(metres: list[tuple[int, Metre]], end: int) -> list[tuple[int, Metre]]:
    """Start and metre of each bar up to ``end``. Raises ChartError when there are too many."""
    ordered = sorted(metres)
    lines: list[tuple[int, Metre]] = []
    tick, metre = 0, COMMON_TIME
    while tick < end:
        while ordered and ordered[0][0] <= tick:
            metre = ordered.pop(0)[1]
        lines.append((tick, metre))
        if len(lines) > MAX_BARS:
            raise ChartError(f"the MIDI file has more than {MAX_BARS} bars; cut it shorter")
        tick += metre.bar_ticks
    return lines


def _symbols_of(text: str) -> list[str]:
    """Chords of a marker such as "Am" or "C G7"; empty where it is something else."""
    words = text.split()
    try:
        for word in words:
            if len(word) > _LONGEST_SYMBOL or word[:1].islower():
                return []
            if not is_chord_sign(word):
                read_chord(word)
    except ValueError:
        return []
    return words


def _chord_markers(words: list[_Words], lines: list[tuple[int, Metre]]) -> dict[int, ChartChord]:
    """Chords by tick of the file, where at least half of the markers or texts of one kind are chords."""
    for kind in _TEXTS:
        found = [(each.tick, symbols) for each in words if each.kind == kind and (symbols := _symbols_of(each.text))]
        if found and len(found) >= 0.5 * sum(each.kind == kind for each in words):
            return {chord.tick: chord for tick, symbols in found for chord in _shared(tick, symbols, lines)}
    return {}


def _section_names(words: list[_Words]) -> dict[int, _Words]:
    """Markers that name sections, by tick: no chord, or the first of two, as a section may be called A."""
    names: dict[int, _Words] = {}
    seen: dict[int, _Words] = {}
    for each in words:
        if each.kind != "marker":
            continue
        before = seen.setdefault(each.tick, each)
        if not _symbols_of(each.text):
            names.setdefault(each.tick, each)
        elif before is not each:
            names.setdefault(each.tick, before)
    return names


def _shared(tick: int, symbols: list[str], lines: list[tuple[int, Metre]]) -> list[ChartChord]:
    """Chords of one marker: the second of two, as in Sideman's takes, begins with the other half of the bar."""
    start, metre = lines[max(bisect_right([line[0] for line in lines], tick) - 1, 0)]
    ticks = [tick, start + metre.half_bar_ticks] if len(symbols) > 1 and tick == start else [tick]
    return [ChartChord(at, symbol) for at, symbol in zip(ticks, symbols, strict=False)]


def _found(midi: _Midi, lines: list[tuple[int, Metre]], end: int) -> dict[int, ChartChord]:
    """Chords found in the notes, by half bars; one that stays is named once in a bar."""
    import numpy as np

    from model.music.harmony import half_bar_chords

    if not midi.notes:
        raise ChartError("no marker of the MIDI file is a chord, and it has no notes; write markers such as Am")
    halves = [start + half for start, metre in lines for half in (0, metre.half_bar_ticks)]
    last = lines[-1][0] + lines[-1][1].bar_ticks
    notes = sorted(midi.notes)
    starts, ends, pitches = (np.array([note[column] for note in notes], np.int64) for column in range(3))
    chords = half_bar_chords(
        starts, np.minimum(ends, min(last, max(end, 1))), pitches, np.array([*halves, last], np.int64)
    )
    found: dict[int, ChartChord] = {}
    for number, (tick, chord) in enumerate(zip(halves, chords.tolist(), strict=True)):
        is_same = number % 2 == 1 and chord == chords[number - 1]
        if not is_same and chord != NO_CHORD:
            found[tick] = ChartChord(tick, chord_name(chord))
    return found


def _found_key(midi: _Midi) -> Key | None:
    if not midi.notes:
        return None
    import numpy as np

    from model.music.harmony import find_key

    weights = np.zeros(12)
    for note in midi.notes:
        weights[note.pitch % 12] += note.end - note.tick
    tonic, mode = find_key(weights)
    return Key(tonic, ("major", "minor")[mode])


def _key_at(keys: list[tuple[int, Key]], tick: int) -> Key | None:
    ordered = sorted(keys, key=lambda each: each[0])
    at = bisect_right([each[0] for each in ordered], tick) - 1
    return ordered[max(at, 0)][1] if ordered else None


def _melody(midi: _Midi) -> list[_Sounding]:
    """Notes of the track whose name says that it is the tune."""
    for number, name in midi.names.items():
        if any(word in name.casefold() for word in _MELODY_NAMES):
            return [note for note in midi.notes if note.track == number]
    return []


def _bar(start: int, metre: Metre, key: Key | None, chords: dict[int, ChartChord], melody: list[_Sounding]) -> ChartBar:
    end = start + metre.bar_ticks
    inside = sorted(tick for tick in chords if start <= tick < end)
    tune = sorted(note for note in melody if start <= note.tick < end)
    notes: dict[int, MelodyNote] = {
        note.tick: MelodyNote(note.tick - start, note.pitch, note.end - note.tick) for note in tune
    }
    return ChartBar(
        metre, key, tuple(chords[tick]._replace(tick=tick - start) for tick in inside), tuple(notes.values())
    )


def _title(path: Path, midi: _Midi) -> str:
    return midi.names.get(0, "") or path.stem

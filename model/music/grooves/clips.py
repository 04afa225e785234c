"""Reads a MIDI file as notes on the grid, bar by bar, for learning a groove. Needs mido."""

from __future__ import annotations

from collections import defaultdict
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from model.music import harmony
from model.music.config import DRUMS, MAX_TEMPO_BPM, MIN_TEMPO_BPM, N_PARTS, NO_CHORD, TICKS_PER_QUARTER
from model.music.events import COMMON_TIME, Metre
from model.music.grooves.errors import GrooveError
from model.music.grooves.pattern import GrooveNote

MAX_BARS = 512
MAX_FILE_BYTES = 4_000_000
_DRUM_CHANNEL = 9
_PROGRAMS_OF_FAMILY = 8
_USUAL_TEMPO_BPM = 120.0


class MidiClip(NamedTuple):
    """A MIDI file on the grid. bars: notes whose positions count from the bar's start; chords: of half bars."""

    metre: Metre
    tempo_bpm: float
    bars: tuple[tuple[GrooveNote, ...], ...]
    chords: tuple[tuple[int, int], ...]
    tonic: int
    mode: int
    programs: dict[int, int]  # by part


class _Raw(NamedTuple):
    notes: list[GrooveNote]  # position_ticks from the start of the file
    metre: Metre
    tempo_bpm: float
    programs: dict[int, int]


def read_clip(path: Path) -> MidiClip:
    """Read a file in its first metre. Raises GrooveError with a sentence where it cannot be used."""
    raw = _raw(_open(path), path)
    if not raw.notes:
        raise GrooveError("there are no notes in it; choose a clip with a few bars of music", str(path))
    bar_ticks = raw.metre.bar_ticks
    first = min(note.position_ticks for note in raw.notes) // bar_ticks
    n_bars = max(note.position_ticks for note in raw.notes) // bar_ticks - first + 1
    if n_bars > MAX_BARS:
        raise GrooveError(f"it has {n_bars} bars, {MAX_BARS} are the most; cut it shorter", str(path))
    bars: list[list[GrooveNote]] = [[] for _ in range(n_bars)]
    for note in raw.notes:
        bar, position = divmod(note.position_ticks, bar_ticks)
        bars[bar - first].append(note._replace(position_ticks=position))
    tonic, mode, chords = _harmony(raw, first, n_bars)
    ordered = tuple(tuple(sorted(set(bar))) for bar in bars)
    return MidiClip(raw.metre, raw.tempo_bpm, ordered, chords, tonic, mode, raw.programs)


def _open(path: Path) -> Any:
    mido = import_module("mido")
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise GrooveError(f"it is larger than {MAX_FILE_BYTES // 1_000_000} MB; cut it shorter", str(path))
        return mido.MidiFile(path, clip=True)
    except GrooveError:
        raise
    except FileNotFoundError as error:
        raise GrooveError("there is no such file; check its name", str(path)) from error
    except Exception as error:  # mido raises a dozen kinds for broken files; all mean the same here
        raise GrooveError("it is not a readable MIDI file; export the clip again as .mid", str(path)) from error


def _raw(file: Any, path: Path) -> _Raw:
    scale = TICKS_PER_QUARTER / file.ticks_per_beat if file.ticks_per_beat > 0 else 0
    if not scale:
        raise GrooveError("its time is in frames, not in beats; export it in ticks per quarter", str(path))
    raw = _Raw([], COMMON_TIME, _USUAL_TEMPO_BPM, {})
    metres: list[tuple[int, Metre]] = []
    tempi: list[tuple[int, float]] = []
    for track in file.tracks:
        _read_track(track, scale, raw, metres, tempi)
    metre = min(metres)[1] if metres else COMMON_TIME
    tempo_bpm = min(tempi)[1] if tempi else _USUAL_TEMPO_BPM
    return raw._replace(metre=metre, tempo_bpm=float(np.clip(tempo_bpm, MIN_TEMPO_BPM, MAX_TEMPO_BPM)))


def _read_track(
    track: Any, scale: float, raw: _Raw, metres: list[tuple[int, Metre]], tempi: list[tuple[int, float]]
) -> None:
    """Gather the notes, metres and tempi of a track."""
    now = 0
    programs: dict[int, int] = defaultdict(int)
    sounding: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for message in track:
        now += message.time
        if message.type == "set_tempo" and message.tempo > 0:
            tempi.append((now, 60e6 / message.tempo))
        elif message.type == "time_signature":
            metres += [(now, metre) for metre in _metres(message.numerator, message.denominator)]
        elif message.type == "program_change":
            programs[message.channel] = message.program
        elif message.type == "note_on" and message.velocity > 0:
            sounding[message.channel, message.note].append((now, message.velocity))
        elif message.type in ("note_on", "note_off") and sounding[message.channel, message.note]:
            start, velocity = sounding[message.channel, message.note].pop(0)
            part = _part(message.channel, programs[message.channel])
            raw.programs.setdefault(part, programs[message.channel])
            begin = round(start * scale)
            length = max(round(now * scale) - begin, 1)
            raw.notes.append(GrooveNote(begin, part, message.note, length, velocity))


def _metres(numerator: int, denominator: int) -> list[Metre]:
    """The metre, unless it is one that cannot be."""
    try:
        return [Metre.parse(f"{numerator}/{denominator}")]
    except ValueError:
        return []


def _part(channel: int, program: int) -> int:
    return DRUMS if channel == _DRUM_CHANNEL else min(1 + program // _PROGRAMS_OF_FAMILY, N_PARTS - 1)


def _harmony(raw: _Raw, first_bar: int, n_bars: int) -> tuple[int, int, tuple[tuple[int, int], ...]]:
    """Tonic, mode (2 without pitched notes) and the chords of each bar."""
    pitched = [note for note in raw.notes if note.part != DRUMS]
    if not pitched:
        return 0, 2, ((NO_CHORD, NO_CHORD),) * n_bars
    begin = first_bar * raw.metre.bar_ticks
    starts = np.array([note.position_ticks - begin for note in pitched], np.int64)
    pitches = np.array([note.pitch for note in pitched], np.int64)
    lengths = np.array([note.duration_ticks for note in pitched], np.int64)
    lengths = np.minimum(lengths, n_bars * raw.metre.bar_ticks - starts)
    order = np.argsort(starts, kind="stable")
    starts, pitches, lengths = starts[order], pitches[order], lengths[order]
    halves = [bar * raw.metre.bar_ticks + half for bar in range(n_bars) for half in (0, raw.metre.half_bar_ticks)] + [
        n_bars * raw.metre.bar_ticks
    ]
    assert all(a < b for a, b in pairwise(halves))
    tonic, mode = harmony.find_key(np.bincount(pitches % 12, weights=lengths, minlength=12).astype(float))
    chords = harmony.half_bar_chords(starts, starts + lengths, pitches, np.array(halves, np.int64))
    pairs = chords.reshape(-1, 2)
    return tonic, mode, tuple((int(a), int(b)) for a, b in pairs)

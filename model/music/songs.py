"""A song given as a MIDI file: its bars on the grid, and where in the file each of its notes stands. Needs mido."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from model.music.config import (
    DRUMS,
    MAX_BAR_TICKS,
    MAX_TEMPO_BPM,
    MIN_TEMPO_BPM,
    N_PARTS,
    PARTS,
    TICKS_PER_QUARTER,
)
from model.music.events import COMMON_TIME, Metre, Note

MAX_SONG_BARS = 1_000
MAX_SONG_NOTES = 100_000
MAX_FILE_BYTES = 4_000_000
DRUM_CHANNEL = 9
_PROGRAMS_OF_FAMILY = 8
_USUAL_TEMPO_BPM = 120.0


class SongError(ValueError):
    """A song that cannot be used; the message is a sentence for a performer that names the file."""


class SongBar(NamedTuple):
    """A bar of a song; ticks of ``notes`` count from its start."""

    metre: Metre
    tempo_bpm: float
    notes: tuple[Note, ...]


class Place(NamedTuple):
    """Where a note stands in its file: the track, and the numbers of its messages there."""

    track: int
    on: int
    off: int
    channel: int


@dataclass(frozen=True)
class Song:
    """``file``: as mido read it; ``places``: of each note, in the order of ``notes``, whose ticks count from 0."""

    path: Path
    file: Any
    bars: tuple[SongBar, ...]
    notes: tuple[Note, ...]
    places: tuple[Place, ...]
    starts_ticks: tuple[int, ...]  # of the bars

    @property
    def parts(self) -> tuple[int, ...]:
        """Parts that play."""
        return tuple(sorted({note.part for note in self.notes}))

    def bar_of(self, tick: int) -> int:
        """The bar, from 0, that a tick lies in."""
        return bisect_right(self.starts_ticks, tick) - 1


def read_song(path: Path) -> Song:
    """Read a MIDI file of notes in bars. Raises SongError."""
    file = _open(path)
    scale = TICKS_PER_QUARTER / file.ticks_per_beat if file.ticks_per_beat > 0 else 0.0
    if not scale:
        raise SongError(f"{path}: its time is in frames, not in beats; export it in ticks per quarter")
    pairs = sorted(_notes(file, scale))
    if not pairs:
        raise SongError(f"{path}: there are no notes in it; choose a file with a few bars of music")
    if len(pairs) > MAX_SONG_NOTES:
        raise SongError(f"{path}: it has {len(pairs)} notes, {MAX_SONG_NOTES} are the most; cut it shorter")
    notes, places = zip(*pairs, strict=True)
    starts, metres = _bar_starts(file, scale, notes[-1].tick, path)
    tempi = _tempi(file, scale)
    by_bar: list[list[Note]] = [[] for _ in starts]
    for note in notes:
        bar = bisect_right(starts, note.tick) - 1
        by_bar[bar].append(note._replace(tick=note.tick - starts[bar]))
    bars = tuple(
        SongBar(metre, _tempo_at(tempi, start), tuple(mine))
        for start, metre, mine in zip(starts, metres, by_bar, strict=True)
    )
    return Song(path, file, bars, notes, places, tuple(starts))


def _open(path: Path) -> Any:
    mido = import_module("mido")
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise SongError(f"{path}: it is larger than {MAX_FILE_BYTES // 1_000_000} MB; cut it shorter")
        return mido.MidiFile(path, clip=True)
    except SongError:
        raise
    except FileNotFoundError as error:
        raise SongError(f"{path}: there is no such file; check its name") from error
    except Exception as error:  # mido raises a dozen kinds for broken files; all mean the same here
        raise SongError(f"{path}: it is not a readable MIDI file; export it again as .mid") from error


def _notes(file: Any, scale: float) -> list[tuple[Note, Place]]:
    programs = _programs(file)
    found: list[tuple[Note, Place]] = []
    for number, track in enumerate(file.tracks):
        sounding: dict[tuple[int, int], list[tuple[int, int, int]]] = defaultdict(list)
        named = _named_part(track)
        now = 0
        for index, message in enumerate(track):
            now += message.time
            if message.type == "note_on" and message.velocity > 0:
                sounding[message.channel, message.note].append((now, index, message.velocity))
            elif message.type in ("note_on", "note_off") and sounding[message.channel, message.note]:
                start, on, velocity = sounding[message.channel, message.note].pop(0)
                begin, end = _grid(start, scale), _grid(now, scale)
                part = _part(message.channel, start, programs, named)
                note = Note(begin, part, message.note, max(end - begin, 1), velocity)
                found.append((note, Place(number, on, index, message.channel)))
    return found


def _grid(tick: int, scale: float) -> int:
    return int(tick * scale + 0.5)


def _programs(file: Any) -> dict[int, list[tuple[int, int]]]:
    """Program changes by channel: (tick, program), in order, from all tracks."""
    programs: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for track in file.tracks:
        now = 0
        for message in track:
            now += message.time
            if message.type == "program_change":
                programs[message.channel].append((now, message.program))
    return {channel: sorted(changes) for channel, changes in programs.items()}


def _named_part(track: Any) -> int | None:
    """The part that a track's name is, as in our own takes."""
    name = next((message.name for message in track if message.type == "track_name"), "")
    return PARTS.index(name.strip().lower()) if name.strip().lower() in PARTS else None


def _part(channel: int, tick: int, programs: dict[int, list[tuple[int, int]]], named: int | None) -> int:
    if channel == DRUM_CHANNEL:
        return DRUMS
    changes = programs.get(channel)
    if not changes:
        return named if named is not None else 1
    found = bisect_right(changes, (tick, 128)) - 1
    return min(1 + changes[max(found, 0)][1] // _PROGRAMS_OF_FAMILY, N_PARTS - 1)


def _bar_starts(file: Any, scale: float, last_tick: int, path: Path) -> tuple[list[int], list[Metre]]:
    """Starts and metres of bars from 0 to the last note's. A metre that cannot be counts as 4/4."""
    changes: dict[int, Metre] = {}
    for tick, message in _of_type(file, "time_signature"):
        changes[_grid(tick, scale)] = _metre(message.numerator, message.denominator)
    changes.setdefault(0, COMMON_TIME)
    ordered = sorted(changes.items())
    starts: list[int] = []
    metres: list[Metre] = []
    for here, (begin, metre) in enumerate(ordered):
        end = ordered[here + 1][0] if here + 1 < len(ordered) else last_tick + 1
        mine = range(begin, min(end, last_tick + 1), metre.bar_ticks)
        starts += mine
        metres += [metre] * len(mine)
        if len(starts) > MAX_SONG_BARS:
            raise SongError(f"{path}: it has more than {MAX_SONG_BARS} bars; cut it shorter")
    return starts, metres


def _metre(numerator: int, denominator: int) -> Metre:
    metre = Metre(numerator, denominator)
    is_usable = numerator > 0 and denominator in (2, 4, 8, 16) and 0 < metre.bar_ticks <= MAX_BAR_TICKS
    return metre if is_usable else COMMON_TIME


def _tempi(file: Any, scale: float) -> list[tuple[int, float]]:
    tempi = [
        (_grid(tick, scale), 60e6 / message.tempo) for tick, message in _of_type(file, "set_tempo") if message.tempo
    ]
    return sorted(tempi) or [(0, _USUAL_TEMPO_BPM)]


def _tempo_at(tempi: Sequence[tuple[int, float]], tick: int) -> float:
    found = bisect_right(tempi, (tick, float("inf"))) - 1
    return min(max(tempi[max(found, 0)][1], MIN_TEMPO_BPM), MAX_TEMPO_BPM)


def _of_type(file: Any, kind: str) -> list[tuple[int, Any]]:
    """Messages of a type with their ticks, from all tracks."""
    found = []
    for track in file.tracks:
        now = 0
        for message in track:
            now += message.time
            if message.type == kind:
                found.append((now, message))
    return sorted(found, key=lambda each: each[0])

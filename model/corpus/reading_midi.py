"""One MIDI file as a piece on the grid: parse, find bars, key and chords, move to C major or A minor.

Needs the extra ``train`` (symusic).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.corpus.corpus import OFFSETS_PER_TICK, Piece
from model.corpus.sources import GENERATED_KINDS, Source, readable
from model.music import harmony
from model.music.config import (
    BAR,
    DRUM_DURATION_TICKS,
    DRUM_KEY_HIGH,
    DRUM_KEY_LOW,
    DURATION_CLASSES_TICKS,
    MAX_BAR_NOTES,
    MAX_BAR_TICKS,
    MAX_TEMPO_BPM,
    METRES,
    MIN_TEMPO_BPM,
    NO_CHORD,
    NO_PITCH,
    STYLES,
    TICKS_PER_QUARTER,
    VELOCITY_STEP,
)
from model.music.events import COMMON_TIME, Metre, duration_to_class
from model.music.transposing import shift_to_common_tonic

MIN_NOTES = 16
MAX_BARS = 4000
MAX_NOTES = 100_000
_CLEARLY_OFF = OFFSETS_PER_TICK // 8
_PLAYED_SHARE = 0.3  # of notes clearly off the grid; grace notes and odd tuplets alone stay below it

_CLASS_OF_DURATION = np.array([duration_to_class(max(t, 1)) for t in range(DURATION_CLASSES_TICKS[-1] + 1)], np.uint8)


class UnusableFileError(Exception):
    """A MIDI file that cannot be read or holds too little music; the message says which and why."""


def read_piece(source: Source) -> Piece:
    """Parse one file into a piece on the grid in C major or A minor. Raises UnusableFileError."""
    import symusic

    path = readable(source.path)
    try:
        fine: Any = symusic.Score.from_midi(midi_bytes(source.path.read_bytes()))
        score = fine.resample(TICKS_PER_QUARTER, min_dur=1)
    except Exception as error:  # symusic raises several kinds for broken files; all mean the same to us
        raise UnusableFileError(f"{path}: not a readable MIDI file ({error})") from error
    notes = _gather_notes(fine)
    if len(notes["tick"]) < MIN_NOTES:
        raise UnusableFileError(f"{path}: only {len(notes['tick'])} notes")
    if len(notes["tick"]) > MAX_NOTES:
        raise UnusableFileError(f"{path}: more than {MAX_NOTES} notes")
    bar_starts, metres = _find_bars(score, int(notes["tick"].max()), path)
    first = int(np.searchsorted(bar_starts, notes["tick"].min(), side="right")) - 1
    return _assemble(source, notes, bar_starts[first:], metres[first:], _usual_tempo(score))


def midi_bytes(data: bytes) -> bytes:
    """The MIDI file inside an RMI file (a RIFF of the kind RMID); anything else as it is.

    >>> midi_bytes(b"RIFF" + bytes((20, 0, 0, 0)) + b"RMIDdata" + bytes((4, 0, 0, 0)) + b"MThd")
    b'MThd'
    """
    if data[:4] != b"RIFF" or data[8:12] != b"RMID":
        return data
    place = 12
    while place + 8 <= len(data):
        size = int.from_bytes(data[place + 4 : place + 8], "little")
        if data[place : place + 4] == b"data":
            return data[place + 8 : place + 8 + size]
        place += 8 + size + size % 2
    return data


def _gather_notes(score: Any) -> dict[str, NDArray[np.int64]]:
    """Notes of a score at its own resolution, on the grid and in order; ``offset``: see `Corpus.offsets`."""
    names = ("tick", "part", "pitch", "length", "velocity", "offset")
    columns: dict[str, list[NDArray[np.int64]]] = {k: [] for k in names}
    ticks_each = TICKS_PER_QUARTER / score.ticks_per_quarter
    for track in score.tracks:
        arrays = track.notes.numpy()
        part = 0 if track.is_drum else 1 + track.program // 8
        columns["part"].append(np.full(len(arrays["time"]), part, np.int64))
        exact = arrays["time"] * ticks_each
        on_grid = np.floor(exact + 0.5)
        columns["tick"].append(on_grid.astype(np.int64))
        columns["offset"].append(np.rint((exact - on_grid) * OFFSETS_PER_TICK).astype(np.int64))
        columns["length"].append(np.maximum(np.rint(arrays["duration"] * ticks_each), 1).astype(np.int64))
        for name in ("pitch", "velocity"):
            columns[name].append(arrays[name].astype(np.int64))
    if not columns["tick"]:
        return {k: np.zeros(0, np.int64) for k in columns}
    notes = {k: np.concatenate(v) for k, v in columns.items()}
    drums = notes["part"] == 0
    in_range = ~drums | ((notes["pitch"] >= DRUM_KEY_LOW) & (notes["pitch"] <= DRUM_KEY_HIGH))
    keep = in_range & (notes["velocity"] > 0) & (notes["tick"] >= 0)
    order = np.lexsort((-notes["length"], notes["pitch"], notes["part"], notes["tick"]))
    order = order[keep[order]]
    notes = {k: v[order] for k, v in notes.items()}
    same = np.ones(len(order), bool)
    same[1:] = np.any([np.diff(notes[k]) != 0 for k in ("tick", "part", "pitch")], axis=0)
    return {k: v[same] for k, v in notes.items()}


def _find_bars(score: Any, last_tick: int, name: str) -> tuple[NDArray[np.int64], list[Metre]]:
    """Bar starts (one more than bars) and metres. A metre that cannot be (1/4, a bar of 20 beats) counts as 4/4."""
    changes = sorted({t.time: (t.numerator, t.denominator) for t in score.time_signatures}.items())
    if not changes or changes[0][0] > 0:
        changes.insert(0, (0, (4, 4)))
    starts: list[int] = []
    metres: list[Metre] = []
    for here, (begin, fraction) in enumerate(changes):
        end = changes[here + 1][0] if here + 1 < len(changes) else last_tick + 1
        metre = Metre(*fraction) if fraction[0] > 1 and fraction[1] in (2, 4, 8, 16) else COMMON_TIME
        if not 0 < metre.bar_ticks <= MAX_BAR_TICKS:
            metre = COMMON_TIME
        bars = range(begin, min(end, last_tick + 1), metre.bar_ticks)
        starts.extend(bars)
        metres.extend([metre] * len(bars))
        if len(starts) > MAX_BARS:
            raise UnusableFileError(f"{name}: more than {MAX_BARS} bars")
    starts.append(starts[-1] + metres[-1].bar_ticks)
    return np.array(starts, np.int64), metres


def _usual_tempo(score: Any) -> float:
    """Tempo that holds for most of the piece."""
    if not score.tempos:
        return 120.0
    times = np.array([t.time for t in score.tempos] + [max(score.end(), score.tempos[-1].time + 1)])
    bpm = np.array([t.qpm for t in score.tempos])
    order = np.argsort(bpm)
    lasts = np.cumsum(np.diff(times)[order])
    median = bpm[order][np.searchsorted(lasts, lasts[-1] / 2)]
    return float(np.clip(median, MIN_TEMPO_BPM, MAX_TEMPO_BPM))


def _assemble(
    source: Source,
    notes: dict[str, NDArray[np.int64]],
    bar_starts: NDArray[np.int64],
    metres: list[Metre],
    tempo_bpm: float,
) -> Piece:
    pitched = notes["part"] > 0
    chords, mode, shift = _harmony(notes, pitched, bar_starts, metres)
    pitch_class = np.where(pitched, notes["pitch"], 128 + notes["pitch"] - DRUM_KEY_LOW)
    moved = notes["pitch"] + shift
    moved = np.where(moved > 127, moved - 12, np.where(moved < 0, moved + 12, moved))
    pitch_class = np.where(pitched, moved, pitch_class)
    length = np.where(pitched, np.clip(notes["length"], 1, DURATION_CLASSES_TICKS[-1]), DRUM_DURATION_TICKS)
    bar = np.searchsorted(bar_starts, notes["tick"], side="right") - 1
    position = notes["tick"] - bar_starts[bar]
    n_bars = len(metres)
    # Transposing may fold two pitches into one; the order below is canonical again and unique after `_drop`.
    is_line = np.concatenate([np.ones(n_bars, np.int64), np.zeros(len(bar), np.int64)])
    columns = {
        "bar": np.concatenate([np.arange(n_bars), bar]),
        "position": np.concatenate([np.zeros(n_bars, np.int64), position]),
        "part": np.concatenate([np.full(n_bars, BAR), notes["part"]]),
        "pitch": np.concatenate([np.full(n_bars, NO_PITCH), pitch_class]),
        "duration": np.concatenate([np.zeros(n_bars, np.int64), _CLASS_OF_DURATION[length]]),
        "velocity": np.concatenate([np.zeros(n_bars, np.int64), notes["velocity"] // VELOCITY_STEP]),
        "offset": np.concatenate([np.zeros(n_bars, np.int64), notes["offset"]]),
    }
    order = np.lexsort((columns["pitch"], columns["part"], columns["position"], 1 - is_line, columns["bar"]))
    columns = {k: v[order] for k, v in columns.items()}
    keep = _drop_repeats_and_crowds(columns)
    columns = {k: v[keep] for k, v in columns.items()}
    return Piece(
        name=readable(Path(source.path.parent.name) / source.path.name),
        style=STYLES.index(source.style) if source.style in STYLES else -1,
        is_valid=source.split == "valid",
        is_generated=source.kind in GENERATED_KINDS,
        weight=source.weight,
        tempo_bpm=tempo_bpm,
        mode=mode,
        events=np.stack([columns[k] for k in ("part", "position", "pitch", "duration", "velocity")], 1).astype(
            np.uint8
        ),
        chords=chords.reshape(-1, 2).astype(np.uint8),
        metres=np.array([METRES.index(tuple(m)) if tuple(m) in METRES else 0 for m in metres], np.uint8),
        bar_ticks=np.array([m.bar_ticks for m in metres], np.uint8),
        offsets=_played_offsets(columns["offset"]),
    )


def _played_offsets(offset: NDArray[np.int64]) -> NDArray[np.int8] | None:
    """Offsets of a piece that somebody played; None for music on a grid, whose few offsets are only rounding."""
    is_off = np.abs(offset) >= _CLEARLY_OFF
    return offset.astype(np.int8) if is_off.mean() >= _PLAYED_SHARE else None


def _drop_repeats_and_crowds(columns: dict[str, NDArray[np.int64]]) -> NDArray[np.bool_]:
    keep = np.ones(len(columns["bar"]), bool)
    keep[1:] = np.any([np.diff(columns[k]) != 0 for k in ("bar", "position", "part", "pitch")], axis=0)
    bar_line = np.flatnonzero(columns["part"] == BAR)
    place_in_bar = np.arange(len(keep)) - bar_line[columns["bar"]]
    return keep & (place_in_bar <= MAX_BAR_NOTES)


def _harmony(
    notes: dict[str, NDArray[np.int64]],
    pitched: NDArray[np.bool_],
    bar_starts: NDArray[np.int64],
    metres: list[Metre],
) -> tuple[NDArray[np.int64], int, int]:
    """Chords in the common tonic, the mode (2 where nothing is pitched) and the shift there in semitones."""
    halves = np.empty(2 * len(metres) + 1, np.int64)
    halves[::2] = bar_starts
    # A change of metre may cut a bar before its second half.
    halves[1::2] = np.minimum(bar_starts[:-1] + [m.half_bar_ticks for m in metres], bar_starts[1:])
    if not pitched.any():
        return np.full(2 * len(metres), NO_CHORD), 2, 0
    start, pitch = notes["tick"][pitched], notes["pitch"][pitched]
    length = np.clip(notes["length"][pitched], 1, DURATION_CLASSES_TICKS[-1])
    tonic, mode = harmony.find_key(np.bincount(pitch % 12, weights=length, minlength=12).astype(float))
    shift = shift_to_common_tonic(tonic, mode)
    return harmony.half_bar_chords(start, start + length, pitch + shift + 12, halves), mode, shift

"""Writes bars to a .mid: a conductor track, then a track for each part. Any thread.

The same bars give the same bytes: nothing in the file depends on the time of writing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from bridge.core.errors import TakeError
from bridge.playback.parts import CHANNELS
from bridge.playback.sounds import USUAL_SOUNDS, Sound
from model.music.config import PARTS, TICKS_PER_QUARTER
from model.music.events import Metre, Note

FILE_TICKS_PER_QUARTER = 20 * TICKS_PER_QUARTER  # 480, what DAWs expect


class GeneratedBar(Protocol):
    """A bar that can be written: notes whose ticks count from its start."""

    @property
    def metre(self) -> Metre: ...
    @property
    def tempo_bpm(self) -> float: ...
    @property
    def chords(self) -> tuple[str, str]: ...
    @property
    def notes(self) -> tuple[Note, ...]: ...
    @property
    def section(self) -> str: ...


class Timed(NamedTuple):
    """A message at an absolute tick of the file; ``rank`` orders those on one tick."""

    tick: int
    rank: int
    message: Any


def write_take(
    path: Path, bars: Sequence[GeneratedBar], title: str = "Sideman", sounds: Sequence[Sound] = USUAL_SOUNDS
) -> int:
    """Write ``bars`` to ``path`` (its folder is made) and return the number of notes. Raises TakeError.

    sounds: by part.
    """
    mido = import_module("mido")
    starts, end = _bar_starts(bars)
    by_part: dict[int, list[Note]] = defaultdict(list)
    for start, bar in zip(starts, bars, strict=True):
        for note in bar.notes:
            by_part[note.part].append(note._replace(tick=start + note.tick))
    file = mido.MidiFile(type=1, ticks_per_beat=FILE_TICKS_PER_QUARTER, charset="utf-8")  # titles are what people say
    file.tracks.append(_track(_writable(title), _conductor(starts, bars), end))
    for part, notes in sorted(by_part.items()):
        file.tracks.append(_track(PARTS[part], _part(part, notes, sounds[part].program), end))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file.save(path)
    except OSError as error:
        raise TakeError(f"the take {path} cannot be written: {error.strerror or error}") from error
    return sum(map(len, by_part.values()))


def _writable(title: str) -> str:
    """A title without the halves of characters that a command line may hold."""
    return title.encode("utf-8", errors="replace").decode("utf-8")


def make_folder(folder: Path) -> None:
    """Make the folder for takes. Raises TakeError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TakeError(f"takes cannot be written to {folder}: {error.strerror or error}") from error


def _bar_starts(bars: Sequence[GeneratedBar]) -> tuple[list[int], int]:
    starts, tick = [], 0
    for bar in bars:
        starts.append(tick)
        tick += bar.metre.bar_ticks
    return starts, tick


def _conductor(starts: Sequence[int], bars: Sequence[GeneratedBar]) -> Iterator[Timed]:
    mido = import_module("mido")
    tempo, metre = None, None
    for start, bar in zip(starts, bars, strict=True):
        for rank, text in enumerate((bar.section, " ".join(dict.fromkeys(bar.chords)).strip())):
            if text:
                yield Timed(start, 2 + rank, mido.MetaMessage("marker", text=text))
        if bar.metre != metre:
            metre = bar.metre
            numerator, denominator = metre
            yield Timed(
                start,
                0,
                mido.MetaMessage("time_signature", numerator=numerator, denominator=denominator),
            )
        if bar.tempo_bpm != tempo:
            tempo = bar.tempo_bpm
            yield Timed(start, 1, mido.MetaMessage("set_tempo", tempo=mido.bpm2tempo(tempo)))


def _part(part: int, notes: Iterable[Note], program: int) -> Iterator[Timed]:
    mido = import_module("mido")
    channel = CHANNELS[part]
    yield Timed(0, 0, mido.Message("program_change", channel=channel, program=program))
    for note in _without_overlaps(notes):
        values = {"channel": channel, "note": note.pitch}
        yield Timed(note.tick, 2, mido.Message("note_on", velocity=note.velocity, **values))
        yield Timed(note.tick + note.duration_ticks, 1, mido.Message("note_off", velocity=0, **values))


def _without_overlaps(notes: Iterable[Note]) -> Iterator[Note]:
    """A re-struck pitch is released first, as it is when played."""
    sounding: dict[int, Note] = {}
    for note in sorted(notes, key=lambda each: (each.tick, each.pitch)):
        before = sounding.get(note.pitch)
        if before is not None and before.tick < note.tick:
            yield before._replace(duration_ticks=min(before.duration_ticks, note.tick - before.tick))
        sounding[note.pitch] = note
    yield from sounding.values()


def _track(name: str, timed: Iterable[Timed], end: int) -> Any:
    mido = import_module("mido")
    track = mido.MidiTrack([mido.MetaMessage("track_name", name=name)])
    now = 0
    for event in sorted(timed, key=lambda each: each[:2]):
        track.append(_at(event.message, event.tick - now))
        now = event.tick
    track.append(mido.MetaMessage("end_of_track", time=_file_ticks(max(end - now, 0))))
    return track


def _at(message: Any, delta_ticks: int) -> Any:
    return message.copy(time=_file_ticks(delta_ticks))


def _file_ticks(ticks: int) -> int:
    return ticks * FILE_TICKS_PER_QUARTER // TICKS_PER_QUARTER

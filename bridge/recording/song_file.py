"""Writes notes into a song's MIDI file. Every message of the file that is not of a note taken out stays as it was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from bridge.core.errors import TakeError
from bridge.playback.parts import CHANNELS, DRUM_CHANNEL
from bridge.playback.sounds import Sound
from model.music.config import PARTS, TICKS_PER_QUARTER
from model.music.events import Note
from model.music.songs import Song

_Kept = dict[tuple[int, int], list[tuple[int, int]]]  # file ticks of notes that stay, by channel and pitch


class _Timed(NamedTuple):
    tick: int
    rank: int  # releases that are new come before what stands on their tick, strokes that are new behind it
    number: int
    message: Any


class _Stroke(NamedTuple):
    channel: int
    pitch: int
    on: int
    off: int
    velocity: int


def write_song(
    song: Song, path: Path, taken_out: Iterable[int], written: Sequence[Note], sounds: Sequence[Sound]
) -> None:
    """Write the song to ``path`` without the notes of these numbers and with others. Raises TakeError.

    written: ticks of the grid, from the start of the song; sounds: by part, for parts that the song has no track for.
    """
    mido = import_module("mido")
    out = set(taken_out)
    file = mido.MidiFile(
        type=max(song.file.type, 1), ticks_per_beat=song.file.ticks_per_beat, charset=song.file.charset
    )
    homes, kept = _homes(song, out, {note.part for note in written}), _kept(song, out)
    for number, track in enumerate(song.file.tracks):
        gone = {
            index for note in out if (place := song.places[note]).track == number for index in (place.on, place.off)
        }
        mine = [note for note in written if homes.get(note.part, (-1, 0))[0] == number]
        strokes = _fitting(song, kept, mine, homes)
        file.tracks.append(track if not gone and not strokes else _edited(track, gone, strokes))
    taken = {place.channel for place in song.places} | {DRUM_CHANNEL}
    for part in sorted({note.part for note in written} - homes.keys()):
        mine, channel = [note for note in written if note.part == part], _free_channel(taken, part)
        taken.add(channel)
        strokes = _fitting(song, {}, mine, {part: (-1, channel)})
        file.tracks.append(_new_track(part, channel, strokes, sounds[part].program))
    _save(file, path)


def _save(file: Any, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file.save(path)
    except OSError as error:
        raise TakeError(f"{path} cannot be written: {error.strerror or error}") from error


def _homes(song: Song, out: set[int], parts: set[int]) -> dict[int, tuple[int, int]]:
    """Track and channel for the notes of each part: where most of those taken out stood, else most of the part's."""
    homes: dict[int, tuple[int, int]] = {}
    for part in parts:
        places = [place for number, (note, place) in enumerate(zip(song.notes, song.places, strict=True))
                  if note.part == part and (number in out or not out)] or [
            place for note, place in zip(song.notes, song.places, strict=True) if note.part == part
        ]  # fmt: skip
        tallies: dict[tuple[int, int], int] = {}
        for place in places:
            where = place.track, place.channel
            tallies[where] = tallies.get(where, 0) + 1
        if tallies:
            homes[part] = max(tallies, key=lambda where: tallies[where])
    return homes


def _file_tick(song: Song, tick: int) -> int:
    return int(tick * song.file.ticks_per_beat / TICKS_PER_QUARTER + 0.5)


def _kept(song: Song, out: set[int]) -> _Kept:
    kept: _Kept = {}
    for number, (note, place) in enumerate(zip(song.notes, song.places, strict=True)):
        if number not in out:
            on, off = _file_tick(song, note.tick), _file_tick(song, note.tick + note.duration_ticks)
            kept.setdefault((place.channel, note.pitch), []).append((on, off))
    return kept


def _fitting(song: Song, kept: _Kept, notes: Sequence[Note], homes: dict[int, tuple[int, int]]) -> list[_Stroke]:
    """Strokes of notes, cut short before the next of their pitch; none where a note that stays sounds already."""
    last: dict[tuple[int, int], _Stroke] = {}
    strokes: list[_Stroke] = []
    for note in sorted(notes):
        channel = homes[note.part][1]
        on = _file_tick(song, note.tick)
        off = max(_file_tick(song, note.tick + note.duration_ticks), on + 1)
        stroke = _between(_Stroke(channel, note.pitch, on, off, note.velocity), kept.get((channel, note.pitch), []))
        before = last.get((channel, note.pitch))
        if stroke is None or (before is not None and before.on == stroke.on):
            continue
        if before is not None and before.off > stroke.on:
            strokes[strokes.index(before)] = before._replace(off=stroke.on)
        strokes.append(stroke)
        last[channel, note.pitch] = stroke
    return strokes


def _between(stroke: _Stroke, others: Sequence[tuple[int, int]]) -> _Stroke | None:
    """The stroke, over before the next of ``others`` begins; None where one of them sounds."""
    for on, off in others:
        if on <= stroke.on < off:
            return None
        if stroke.on < on < stroke.off:
            stroke = stroke._replace(off=on)
    return stroke


def _edited(track: Any, gone: set[int], strokes: Sequence[_Stroke]) -> Any:
    mido = import_module("mido")
    timed: list[_Timed] = []
    now = end = 0
    for index, message in enumerate(track):
        now += message.time
        if message.type == "end_of_track":
            end = now
        elif index not in gone:
            timed.append(_Timed(now, 1, index, message))
    return mido.MidiTrack(_in_time([*timed, *_messages(strokes)], end))


def _messages(strokes: Sequence[_Stroke]) -> Iterable[_Timed]:
    mido = import_module("mido")
    for number, stroke in enumerate(strokes):
        values = {"channel": stroke.channel, "note": stroke.pitch}
        yield _Timed(stroke.on, 2, number, mido.Message("note_on", velocity=stroke.velocity, **values))
        yield _Timed(stroke.off, 0, number, mido.Message("note_off", velocity=0, **values))


def _in_time(timed: Sequence[_Timed], end: int) -> list[Any]:
    mido = import_module("mido")
    messages, now = [], 0
    for each in sorted(timed, key=lambda each: each[:3]):
        messages.append(each.message.copy(time=each.tick - now))
        now = each.tick
    return [*messages, mido.MetaMessage("end_of_track", time=max(end - now, 0))]


def _new_track(part: int, channel: int, strokes: Sequence[_Stroke], program: int) -> Any:
    mido = import_module("mido")
    head = [
        _Timed(0, 0, 0, mido.MetaMessage("track_name", name=PARTS[part])),
        _Timed(0, 0, 1, mido.Message("program_change", channel=channel, program=program)),
    ]
    return mido.MidiTrack(_in_time([*head, *_messages(strokes)], 0))


def _free_channel(taken: set[int], part: int) -> int:
    """The part's own channel, unless it is taken; then the first that is not."""
    if CHANNELS[part] == DRUM_CHANNEL or CHANNELS[part] not in taken:
        return CHANNELS[part]
    return next((channel for channel in range(16) if channel not in taken), CHANNELS[part])

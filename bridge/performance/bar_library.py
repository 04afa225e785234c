"""Bars that were kept: a MIDI file each, in a folder of their own; and what takes were liked for. Not thread-safe."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bridge.core.errors import OutOfRangeError, TakeError
from bridge.core.messages import Tone
from bridge.core.paths import free_path
from bridge.inference.protocol import TakeBar
from bridge.performance.bar_log import KeptBar, past_of
from bridge.recording.take import write_take
from model.music.config import TICKS_PER_QUARTER
from model.music.events import Metre, Note
from model.music.songs import SongError, read_song
from model.music.takes import Likes

log = logging.getLogger(__name__)

FOLDER, REMOVED, LIKES_FILE = "library", "removed", "sideman-likes.json"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")


class _Bar(NamedTuple):
    metre: Metre
    tempo_bpm: float
    chords: tuple[str, str]
    notes: tuple[Note, ...]
    section: str = ""


class BarLibrary:
    """The library of a folder for takes."""

    def __init__(self, takes: Path) -> None:
        self._folder, self._likes = takes / FOLDER, takes / LIKES_FILE

    def names(self) -> list[str]:
        """Names of what was kept, in order."""
        return sorted(path.stem for path in self._folder.glob("*.mid"))

    def check_name(self, name: str) -> str:
        """The name. Raises OutOfRangeError for one that is no name or is taken."""
        if not _NAME.fullmatch(name):
            raise OutOfRangeError(f"{name[:40]!r} is no name for bars; take letters, digits, - and _, 40 at most")
        if name in self.names():
            raise OutOfRangeError(f"there are bars called {name} already; choose another name")
        return name

    def keep(self, bars: Sequence[KeptBar], name: str | None) -> tuple[str, Path]:
        """Write bars; returns their name, a free one if none is given, and the file. Raises TakeError."""
        path = self._folder / f"{name}.mid" if name else free_path(self._folder, "kept")
        written = [
            _Bar(bar.line.metre, bar.line.tempo_bpm, bar.line.chords, past.notes)
            for bar, past in zip(bars, past_of(bars), strict=True)
        ]
        write_take(path, written, path.stem)
        return path.stem, path

    def read(self, name: str) -> tuple[TakeBar, ...]:
        """Bars that were kept. Raises OutOfRangeError, TakeError."""
        self._check_kept(name)
        try:
            song = read_song(self._folder / f"{name}.mid")
        except SongError as error:
            raise TakeError(str(error)) from error
        return tuple(TakeBar(bar.metre, bar.tempo_bpm, ("", ""), tuple(map(_tone, bar.notes))) for bar in song.bars)

    def remove(self, name: str) -> Path:
        """Take bars out of the library; returns where their file is now. Raises OutOfRangeError, TakeError."""
        self._check_kept(name)
        try:
            removed = self._folder / REMOVED
            removed.mkdir(exist_ok=True)
            return (self._folder / f"{name}.mid").rename(free_path(removed, name))
        except OSError as error:
            raise TakeError(f"{name} cannot be moved out of {self._folder} ({error})") from error

    def _check_kept(self, name: str) -> None:
        if name not in self.names():
            known = ", ".join(self.names()[:12]) or "nothing yet; /sideman/keep keeps the last bars"
            raise OutOfRangeError(f"the library has no {name[:40]!r}; it has {known}")

    def read_likes(self) -> Likes:
        """What was liked before; nothing where the file is missing or damaged."""
        try:
            stored = json.loads(self._likes.read_text(encoding="utf-8"))
            leaning = {str(name): float(value) for name, value in dict(stored["leaning"]).items()}
            return Likes(leaning, int(stored["n_kept"]))
        except FileNotFoundError:
            return Likes()
        except (OSError, ValueError, KeyError, TypeError) as error:
            log.warning("%s is damaged and begun anew (%s)", self._likes, error)
            return Likes()

    def write_likes(self, likes: Likes) -> None:
        """Write what is liked; a disk that takes nothing is reported in the log."""
        try:
            self._likes.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps({"leaning": dict(likes.leaning), "n_kept": likes.n_kept})
            self._likes.write_text(text, encoding="utf-8")
        except OSError as error:
            log.warning("%s cannot be written: %s", self._likes, error)


def _tone(note: Note) -> Tone:
    beat, beats = note.tick / TICKS_PER_QUARTER, note.duration_ticks / TICKS_PER_QUARTER
    return Tone(note.part, note.pitch, note.velocity, beat, beats)

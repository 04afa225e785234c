"""The songs of a performance: charts in the order of a folder or of a text file. Any thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bridge.core.errors import UnknownSongError
from model.charts.chart import ChartError
from model.charts.reading import ALL_SUFFIXES, IREAL_SUFFIXES, titles_of

MAX_SONGS = 500
LIST_SUFFIX = ".list"
NEXT, PREVIOUS = "next", "previous"


class Song(NamedTuple):
    """A song: its name, its file, and its number in that, from 0."""

    name: str
    path: Path
    number: int = 0


@dataclass(frozen=True)
class SongList:
    """Songs, and which of them is followed; -1: none yet."""

    songs: tuple[Song, ...] = ()
    at: int = -1

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the songs."""
        return tuple(song.name for song in self.songs)

    @property
    def song(self) -> Song:
        """The song that is followed."""
        return self.songs[self.at]

    def find(self, asked: str) -> SongList:
        """The list at another song: ``next``, ``previous``, a number from 1, or a name. Raises UnknownSongError."""
        if not self.songs:
            raise UnknownSongError("there is no song list; send a folder or a .list file to /sideman/songs")
        word = asked.strip().casefold()
        if word in (NEXT, PREVIOUS):
            at = self.at + (1 if word == NEXT else -1)
            if not 0 <= at < len(self.songs):
                raise UnknownSongError(f"there is no {word} song: {self._place()}")
            return SongList(self.songs, at)
        if word.isdigit() and 1 <= int(word) <= len(self.songs):
            return SongList(self.songs, int(word) - 1)
        names = [name.casefold() for name in self.names]
        found = [n for n, name in enumerate(names) if name == word] or [
            n for n, name in enumerate(names) if word in name
        ]
        if not word or not found:
            raise UnknownSongError(f"there is no song {asked[:40]!r} in the list; /sideman/songs names them")
        return SongList(self.songs, found[0])

    def _place(self) -> str:
        if self.at < 0:
            return "none was begun"
        return f"{self.names[self.at]!r} is number {self.at + 1} of {len(self.songs)}"


def read_song_list(path: Path) -> SongList:
    """Charts of a folder in the order of their names, of a file with a path a line, or of a playlist of iReal Pro's.

    Raises UnknownSongError.
    """
    try:
        is_playlist = path.suffix.lower() in IREAL_SUFFIXES
        paths = sorted(_charts_in(path)) if path.is_dir() else [path] if is_playlist else _listed(path)
    except (OSError, UnicodeDecodeError) as error:
        raise UnknownSongError(f"the song list {path} cannot be read: {error}") from error
    try:
        songs = tuple(Song(title, each, n) for each in paths for n, title in enumerate(titles_of(each)))
    except ChartError as error:
        raise UnknownSongError(f"the song list cannot be read: {error}") from error
    if not songs:
        raise UnknownSongError(f"there are no charts in {path}; known endings: {' '.join(ALL_SUFFIXES)}")
    if len(songs) > MAX_SONGS:
        raise UnknownSongError(f"{path} has {len(songs)} charts; {MAX_SONGS} are the most")
    return SongList(songs)


def _charts_in(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.suffix.lower() in ALL_SUFFIXES and path.is_file()]


def _listed(path: Path) -> list[Path]:
    found: list[Path] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        name = line.strip()
        if not name or name.startswith("#"):
            continue
        song = (path.parent / Path(name).expanduser()).resolve()
        if not song.is_file():
            raise UnknownSongError(f"{path}, line {number}: there is no file {name[:80]!r}")
        found.append(song)
    return found

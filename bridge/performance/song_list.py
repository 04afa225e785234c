"""The songs of a performance: charts in the order of a folder or of a text file. Any thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bridge.core.errors import UnknownSongError
from model.charts.reading import ALL_SUFFIXES

MAX_SONGS = 500
LIST_SUFFIX = ".list"
NEXT, PREVIOUS = "next", "previous"


@dataclass(frozen=True)
class SongList:
    """Paths of charts, and which of them is followed; -1: none yet."""

    paths: tuple[Path, ...] = ()
    at: int = -1

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the songs: of their files, without ending."""
        return tuple(path.stem for path in self.paths)

    def find(self, asked: str) -> SongList:
        """The list at another song: ``next``, ``previous``, a number from 1, or a name. Raises UnknownSongError."""
        if not self.paths:
            raise UnknownSongError("there is no song list; send a folder or a .list file to /sideman/songs")
        word = asked.strip().casefold()
        if word in (NEXT, PREVIOUS):
            at = self.at + (1 if word == NEXT else -1)
            if not 0 <= at < len(self.paths):
                raise UnknownSongError(f"there is no {word} song: {self._place()}")
            return SongList(self.paths, at)
        if word.isdigit() and 1 <= int(word) <= len(self.paths):
            return SongList(self.paths, int(word) - 1)
        names = [name.casefold() for name in self.names]
        found = [n for n, name in enumerate(names) if name == word] or [
            n for n, name in enumerate(names) if word in name
        ]
        if not word or not found:
            raise UnknownSongError(f"there is no song {asked[:40]!r} in the list; /sideman/songs names them")
        return SongList(self.paths, found[0])

    def _place(self) -> str:
        if self.at < 0:
            return "none was begun"
        return f"{self.names[self.at]!r} is number {self.at + 1} of {len(self.paths)}"


def read_song_list(path: Path) -> SongList:
    """Charts of a folder in the order of their names, or of a .list or .txt file with a path a line.

    Raises UnknownSongError.
    """
    try:
        paths = sorted(_charts_in(path)) if path.is_dir() else _listed(path)
    except (OSError, UnicodeDecodeError) as error:
        raise UnknownSongError(f"the song list {path} cannot be read: {error}") from error
    if not paths:
        raise UnknownSongError(f"there are no charts in {path}; known endings: {' '.join(ALL_SUFFIXES)}")
    if len(paths) > MAX_SONGS:
        raise UnknownSongError(f"{path} has {len(paths)} charts; {MAX_SONGS} are the most")
    return SongList(tuple(paths))


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

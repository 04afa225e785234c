"""Styles that were learnt from a player's own files: what is usual in them, and where they lie.

A learnt style is named like one that ships ("me 0.7, jazz 0.3"). What only the engine needs of its file, such as the
adapter of the network, is read by `model.engine.adapter`.
"""

from __future__ import annotations

import json
import os
import re
import zipfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from model.music.archive import check_unpacked_size
from model.music.config import MODES, PARTS, STYLES
from model.music.events import Metre
from model.music.plan import StyleWeights

SUFFIX = ".style"
FOLDER_VARIABLE = "SIDEMAN_STYLES"
FORMAT = "sideman-style-1"
MANIFEST, ARRAYS = "manifest.json", "arrays.npz"
MOST_BYTES = 1_000_000
_MOST_UNPACKED_BYTES = 8 * MOST_BYTES
_NAME = re.compile(r"[a-z][a-z0-9-]{0,31}")
# What a broken file may raise while it is read.
UNREADABLE = (OSError, zipfile.BadZipFile, ValueError, KeyError, TypeError, EOFError)


class LearntStyleError(ValueError):
    """A name or a file of a learnt style is wrong; the message says which and what to do."""


@dataclass(frozen=True)
class LearntStyle:
    """What is usual when this player plays. styles: the nearest of the styles that ship, weights sum to 1."""

    name: str
    styles: StyleWeights
    tempo_bpm: float
    mode: str
    metre: str
    parts: tuple[str, ...]
    model_hash: str  # of the network that the adapter was fitted to
    n_files: int
    n_notes: int
    nats_before: float  # a note of files that were kept apart, by the nearest shipped styles
    nats_after: float

    def checked(self) -> LearntStyle:
        """Itself. Raises ValueError where a value cannot be: the file may have been edited."""
        check_name(self.name)
        if not self.styles or any(name not in STYLES or weight <= 0 for name, weight in self.styles):
            raise ValueError(f"{self.styles} are no styles")
        if self.mode not in MODES or not self.parts or any(part not in PARTS for part in self.parts):
            raise ValueError(f"{self.mode}, {self.parts} are no mode and parts")
        if not self.tempo_bpm > 0:
            raise ValueError(f"the tempo is {self.tempo_bpm}")
        Metre.parse(self.metre)
        return self

    def to_json(self) -> str:
        """Its entry in the file."""
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1)

    @classmethod
    def from_json(cls, text: str) -> LearntStyle:
        """Inverse of `to_json`. Raises ValueError, KeyError or TypeError for anything else."""
        values: dict[str, Any] = json.loads(text)
        if values.pop("format") != FORMAT:
            raise ValueError("it is of another version")
        styles = tuple((str(name), float(weight)) for name, weight in values.pop("styles"))
        return cls(**values | {"styles": styles, "parts": tuple(values["parts"])}).checked()


def user_folder() -> Path:
    """Folder of learnt styles: ``$SIDEMAN_STYLES``, else ``~/.config/sideman/styles``."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    return Path(chosen).expanduser() if chosen else Path.home() / ".config" / "sideman" / "styles"


def path_of(name: str) -> Path:
    """File of a learnt style."""
    return user_folder() / f"{name}{SUFFIX}"


def check_name(name: str) -> str:
    """The name. Raises LearntStyleError for one that cannot be given."""
    if not _NAME.fullmatch(name):
        raise LearntStyleError(
            f"a style cannot be called {name[:40]!r}: use small letters, digits and hyphens, a letter first, 32 at most"
        )
    if name in STYLES:
        raise LearntStyleError(f"{name} is a style that ships with Sideman; choose another name")
    return name


def names() -> list[str]:
    """Names of the learnt styles that can be read, sorted."""
    folder = user_folder()
    found = sorted(path.stem for path in folder.glob(f"*{SUFFIX}")) if folder.is_dir() else []
    return [name for name in found if find(name) is not None]


def find(name: str) -> LearntStyle | None:
    """A learnt style; None where there is none or its file is damaged."""
    if not _NAME.fullmatch(name) or name in STYLES:
        return None
    path = path_of(name)
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        return None
    try:
        return _read(path, changed)
    except LearntStyleError:
        return None


@lru_cache(maxsize=64)
def _read(path: Path, _changed_ns: int) -> LearntStyle:
    return read_learnt_style(path)


def read_learnt_style(path: Path) -> LearntStyle:
    """Read what is usual from a file. Raises LearntStyleError."""
    try:
        check_unpacked_size(path, _MOST_UNPACKED_BYTES)
        with zipfile.ZipFile(path) as archive:
            style = LearntStyle.from_json(archive.read(MANIFEST).decode())
    except UNREADABLE as error:
        raise LearntStyleError(f"{path} is no learnt style or is damaged ({error}); learn it again") from error
    if style.name != path.stem:
        raise LearntStyleError(f"{path} holds the style {style.name}; call the file {style.name}{SUFFIX}")
    return style


def shipped(style: Iterable[tuple[str, float]], otherwise: str) -> StyleWeights:
    """The weights with each learnt style replaced by the shipped ones nearest to it, heaviest first.

    otherwise: the shipped style that stands for a learnt one whose file is gone.
    """
    total: dict[str, float] = {}
    for name, weight in style:
        learnt = None if name in STYLES else find(name)
        nearest = learnt.styles if learnt else ((name if name in STYLES else otherwise, 1.0),)
        for near, share in nearest:
            total[near] = total.get(near, 0.0) + weight * share
    return tuple(sorted(total.items(), key=lambda each: (-each[1], each[0])))


def learnt_only(style: Iterable[tuple[str, float]]) -> StyleWeights:
    """The learnt styles among the weights."""
    return tuple((name, weight) for name, weight in style if name not in STYLES)

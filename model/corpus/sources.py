"""Finds MIDI files and their facts, from an index or from the folders alone."""

from __future__ import annotations

import csv
import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from model.corpus.licences import is_clear
from model.music.config import STYLES

GENERATED_KINDS = frozenset({"mma"})
GENERATED_WEIGHT = 0.1  # arrangements that a program rendered are right in style, but all alike
SUFFIXES = frozenset((".mid", ".midi", ".kar", ".rmi"))  # of MIDI files, in either case


@dataclass(frozen=True)
class Source:
    """One file with its entry in the index."""

    path: Path
    style: str  # "" where unknown
    split: str  # "train" or "valid"
    kind: str
    licence: str
    weight: float
    origin: str = "unknown"  # the collection it comes from


def find_all_sources(
    roots: Sequence[tuple[Path, Path | None]], *, only_clear: bool = False, **filters: Sequence[str]
) -> list[Source]:
    """Files below several folders, each with its index or None, as `find_sources` lists them one after another.

    A folder where the filters leave nothing is passed over. Raises ValueError where nothing is left at all.
    """
    sources: list[Source] = []
    for root, index in roots:
        with suppress(NoSourcesError):
            sources += find_sources(root, index, only_clear=only_clear, **filters)
    if not sources:
        raise NoSourcesError(f"no MIDI files to prepare below {', '.join(readable(root) for root, _ in roots)}")
    return sources


def readable(path: Path) -> str:
    r"""A path that can be printed, whatever bytes its name has.

    >>> readable(Path("a\udce9.mid"))
    'a\\xe9.mid'
    """
    return os.fsencode(path).decode("utf-8", "backslashreplace")


class NoSourcesError(ValueError):
    """Below a folder there is no MIDI file of the kinds asked for."""


def find_sources(
    root: Path,
    index: Path | None,
    *,
    licence_words: Sequence[str] = (),
    kinds: Sequence[str] = (),
    without_kinds: Sequence[str] = (),
    only_clear: bool = False,
) -> list[Source]:
    """List the files below ``root`` in a fixed order, with the facts of each from the index, or else from its folder.

    licence_words: keep only files whose licence contains one of them; kinds: keep only these; without_kinds:
    leave these out; only_clear: keep only files whose licence `is_clear`. Raises ValueError where nothing is left.
    """
    if index is not None:
        sources = list(_from_index(root, index))
    else:
        paths = sorted(p for p in root.rglob("*") if p.suffix.lower() in SUFFIXES)
        sources = [_from_folder(root, p) for p in paths]
    if licence_words:
        wanted = [w.lower() for w in licence_words]
        sources = [s for s in sources if any(w in s.licence.lower() for w in wanted)]
    if only_clear:
        sources = [s for s in sources if is_clear(s.licence)]
    if kinds:
        sources = [s for s in sources if s.kind in kinds]
    sources = [s for s in sources if s.kind not in without_kinds]
    if not sources:
        raise NoSourcesError(f"no MIDI files to prepare below {readable(root)}")
    return sources


def _from_index(root: Path, index: Path) -> Iterator[Source]:
    with index.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    copies: dict[str, int] = {}
    for row in rows:
        copies[row["title"]] = copies.get(row["title"], 0) + 1
    for row in rows:
        # All versions of a title together count as one tune; the root keeps a well-covered tune a bit heavier.
        weight = copies[row["title"]] ** -0.5 * (GENERATED_WEIGHT if row["kind"] in GENERATED_KINDS else 1.0)
        yield Source(
            root / row["path"],
            row["style"],
            row["split"],
            row["kind"],
            row["licence"],
            weight,
            row.get("source", "unknown"),
        )


def _from_folder(root: Path, path: Path) -> Source:
    folders = (
        root.name,
        *path.relative_to(root).parent.parts,
    )  # the folders above are unrelated
    style = next((name for name in reversed(folders) if name in STYLES), "")
    digest = hashlib.sha256(os.fsencode(path.name)).digest()
    return Source(path, style, "valid" if digest[0] < 13 else "train", "song", "unknown", 1.0)

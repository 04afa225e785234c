"""Preparation in shards: some files packed by themselves, then all shards joined into one corpus.

A shard depends on its files alone, so any worker can make it, on any machine, again after a crash. Joining
streams: memory holds one shard and what is known of each piece, never the events of all.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.corpus.corpus import (
    FORMAT_VERSION,
    STARTS,
    Corpus,
    Piece,
    numbered_file,
)
from model.corpus.near_duplicates import N_HASHES, fingerprint, near_duplicates
from model.corpus.packing import pack
from model.corpus.reading_midi import UnusableFileError, read_piece
from model.corpus.sources import Source

FILES_PER_SHARD = 64
LARGEST_FILE_BYTES = 46_000_000
_BY_ROW = {name: starts for starts, names in STARTS.items() for name in names}  # what is not by piece


@dataclass(frozen=True)
class Joined:
    """Numbers of files that were kept and left out."""

    n_pieces: int
    n_notes: int
    used: Counter[tuple[str, str, str]]  # files by origin, kind and licence
    left_out: list[str]  # a line for each file that is not in the corpus
    files: list[Path]  # what was written


def shard_name(number: int, sources: Sequence[Source], n_captions: int) -> str:
    """File name of a shard; another one as soon as its files, or what is known of them, have changed."""
    known: list[Any] = [FORMAT_VERSION, n_captions]
    for source in sources:
        found = source.path.stat() if source.path.is_file() else None
        known.append([*map(str, vars(source).values()), *((found.st_size, found.st_mtime_ns) if found else ())])
    return f"shard-{number:06d}-{hashlib.sha256(json.dumps(known).encode()).hexdigest()[:16]}.npz"


def make_shard(sources: Sequence[Source], n_captions: int) -> bytes:
    """Read some files and return them packed, with a line for each that could not be used."""
    pieces: list[Piece] = []
    notes_on: dict[str, Any] = {"used": [], "left_out": []}
    for source in sources:
        try:
            pieces.append(read_piece(source))
            notes_on["used"].append((source.origin, source.kind, source.licence))
        except UnusableFileError as error:
            notes_on["left_out"].append(str(error))
    buffer = io.BytesIO()
    arrays: dict[str, Any] = {"notes_on": np.array(json.dumps(notes_on))}
    if pieces:
        corpus = pack(pieces)
        if n_captions:
            from model.corpus.corpus_captions import describe

            corpus = replace(corpus, texts=describe(corpus, n_captions=n_captions))
        halves = corpus.half_ticks
        arrays |= {f.name: getattr(corpus, f.name) for f in fields(Corpus)}
        arrays["fingerprints"] = np.stack([fingerprint(*of_piece) for of_piece in _by_piece(corpus, halves)])
        arrays["digests"] = np.array([_digest(events) for events, _ in _by_piece(corpus, halves)])
    np.savez_compressed(buffer, **arrays)
    return buffer.getvalue()


def _by_piece(corpus: Corpus, halves: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.uint8], NDArray[np.int64]]]:
    for piece in range(len(corpus.names)):
        yield (
            corpus.events[corpus.event_starts[piece] : corpus.event_starts[piece + 1]],
            halves[corpus.bar_starts[piece] : corpus.bar_starts[piece + 1]],
        )


def _digest(events: NDArray[np.uint8]) -> str:
    return hashlib.sha256(events[:, :3].tobytes()).hexdigest()[:24]


def join(shards: Sequence[Path], out: Path, *, largest_bytes: int = LARGEST_FILE_BYTES) -> Joined:
    """Write the corpus of all shards, without near-duplicates. Raises ValueError where no piece is left.

    A corpus that would be larger than ``largest_bytes`` is written in several files, see `corpus.corpus_files`.
    """
    known = [_known(path) for path in shards]
    used: Counter[tuple[str, str, str]] = Counter()
    left_out: list[str] = []
    for shard in known:
        left_out += shard["notes_on"]["left_out"]
        used.update(tuple(row) for row in shard["notes_on"]["used"])
    filled = [(path, shard) for path, shard in zip(shards, known, strict=True) if "names" in shard]
    if not filled:
        raise ValueError("not one of the files could be used: " + "; ".join(left_out[:3]))
    pieces = {name: np.concatenate([shard[name] for _, shard in filled]) for name in filled[0][1] if name != "notes_on"}
    dropped = _repeated(pieces)
    for piece, twin in sorted(dropped.items()):
        left_out.append(f"{pieces['names'][piece]}: nearly the same as {pieces['names'][twin]}")
    stays = np.ones(len(pieces["names"]), bool)
    stays[list(dropped)] = False
    files = _write_all(out, filled, stays, largest_bytes)
    n_events, n_bars = (int(pieces[f"n_{starts}"][stays].sum()) for starts in ("event_starts", "bar_starts"))
    return Joined(int(stays.sum()), n_events - n_bars, used, left_out, files)


def _known(path: Path) -> dict[str, Any]:
    """Everything about a shard's pieces but their music."""
    with np.load(path) as data:
        shard: dict[str, Any] = {"notes_on": json.loads(str(data["notes_on"]))}
        if "names" in data:
            music = (*_BY_ROW, *STARTS)
            shard |= {name: data[name] for name in data.files if name not in (*music, "notes_on")}
            shard |= {f"n_{starts}": np.diff(data[starts]) for starts in STARTS}
    return shard


def _repeated(pieces: dict[str, Any]) -> dict[int, int]:
    """Pieces to leave out and what stays in their place: validation before training, real before generated."""
    order = np.lexsort((-pieces["n_event_starts"], pieces["is_generated"], ~pieces["is_valid"])).tolist()
    first: dict[str, int] = {}
    dropped: dict[int, int] = {}
    for piece in order:
        twin = first.setdefault(str(pieces["digests"][piece]), piece)
        if twin != piece:
            dropped[piece] = twin
    prints = pieces["fingerprints"].reshape(-1, N_HASHES)
    return dropped | near_duplicates(prints, [piece for piece in order if piece not in dropped])


Shard = tuple[Path, dict[str, Any], NDArray[np.bool_]]  # its file, what is known of its pieces, which of them stay


def _write_all(
    out: Path, filled: Sequence[tuple[Path, dict[str, Any]]], stays: NDArray[np.bool_], largest_bytes: int
) -> list[Path]:
    ends = np.cumsum([len(shard["names"]) for _, shard in filled])[:-1]
    shards = [(*one, kept) for one, kept in zip(filled, np.split(stays, ends), strict=True) if kept.any()]
    sizes = np.cumsum([path.stat().st_size for path, _, _ in shards])  # a shard is packed about as well by itself
    n_files = -(-int(sizes[-1]) // largest_bytes)
    number = np.minimum((sizes - 1) * n_files // int(sizes[-1]), n_files - 1)
    out.parent.mkdir(parents=True, exist_ok=True)
    files = [out] if n_files == 1 else [numbered_file(out, file + 1) for file in range(n_files)]
    for file, path in enumerate(files):
        _write(path, [shard for shard, mine in zip(shards, number, strict=True) if mine == file])
    _remove_old(out, files)
    return files


def _remove_old(out: Path, files: Sequence[Path]) -> None:
    """Delete what an earlier preparation left under the same name, which would be read as part of this corpus."""
    if out not in files:
        out.unlink(missing_ok=True)
    old = numbered_file(out, 1 if out in files else len(files) + 1)
    number = 1 if out in files else len(files) + 1
    while old.is_file():
        old.unlink()
        number += 1
        old = numbered_file(out, number)


def _write(out: Path, shards: Sequence[Shard]) -> None:
    unfinished = out.with_name(f"unfinished-{out.name}")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
        _write_array(archive, "version", [np.array(FORMAT_VERSION)], ())
        for starts in STARTS:
            sizes = np.concatenate([shard[f"n_{starts}"][stays] for _, shard, stays in shards])
            ends = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
            _write_array(archive, starts, [ends], ends.shape)
        for field in fields(Corpus):
            if field.name in _BY_ROW:
                n_rows = sum(int(shard[f"n_{_BY_ROW[field.name]}"][stays].sum()) for _, shard, stays in shards)
                _write_array(archive, field.name, _music(shards, field.name), (n_rows,))
            elif field.name not in STARTS:
                kept = np.concatenate([shard[field.name][stays] for _, shard, stays in shards])
                _write_array(archive, field.name, [kept], kept.shape)
    unfinished.replace(out)


def _music(shards: Sequence[Shard], name: str) -> Iterator[NDArray[Any]]:
    for path, shard, stays in shards:
        with np.load(path) as data:
            yield data[name][np.repeat(stays, shard[f"n_{_BY_ROW[name]}"])]


def _write_array(archive: zipfile.ZipFile, name: str, chunks: Any, shape: tuple[int, ...]) -> None:
    """Write an array piece by piece, as numpy would have written it whole; of ``shape`` only the rows need be known."""
    with archive.open(f"{name}.npy", "w", force_zip64=True) as file:
        for number, chunk in enumerate(chunks):
            if number == 0:
                whole = (*shape[:1], *chunk.shape[1:])
                header = {"descr": np.lib.format.dtype_to_descr(chunk.dtype), "fortran_order": False, "shape": whole}
                np.lib.format.write_array_header_1_0(file, header)
            file.write(np.ascontiguousarray(chunk).tobytes())

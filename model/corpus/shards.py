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

from model.corpus.corpus import FORMAT_VERSION, Corpus, Piece, half_bar_ticks, pack
from model.corpus.near_duplicates import N_HASHES, fingerprint, near_duplicates
from model.corpus.reading_midi import UnusableFileError, read_piece
from model.corpus.sources import Source

FILES_PER_SHARD = 64
_BY_EVENT = ("events",)
_BY_BAR = ("chords", "metres", "bar_ticks")
_STARTS = ("event_starts", "bar_starts")


@dataclass(frozen=True)
class Joined:
    """What became of the files."""

    n_pieces: int
    n_notes: int
    used: Counter[tuple[str, str, str]]  # files by origin, kind and licence
    left_out: list[str]  # a line for each file that is not in the corpus


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
        halves = half_bar_ticks(corpus)
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


def join(shards: Sequence[Path], out: Path) -> Joined:
    """Write the corpus of all shards, without near-duplicates. Raises ValueError where no piece is left."""
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
    _write(out, filled, pieces, stays)
    n_events, n_bars = (int(pieces[f"n_{what}"][stays].sum()) for what in ("events", "bars"))
    return Joined(int(stays.sum()), n_events - n_bars, used, left_out)


def _known(path: Path) -> dict[str, Any]:
    """Everything about a shard's pieces but their music."""
    with np.load(path) as data:
        shard: dict[str, Any] = {"notes_on": json.loads(str(data["notes_on"]))}
        if "names" in data:
            music = (*_BY_EVENT, *_BY_BAR, *_STARTS)
            shard |= {name: data[name] for name in data.files if name not in (*music, "notes_on")}
            shard["n_events"], shard["n_bars"] = (np.diff(data[name]) for name in _STARTS)
    return shard


def _repeated(pieces: dict[str, Any]) -> dict[int, int]:
    """Pieces to leave out and what stays in their place: validation before training, real before generated."""
    order = np.lexsort((-pieces["n_events"], pieces["is_generated"], ~pieces["is_valid"])).tolist()
    first: dict[str, int] = {}
    dropped: dict[int, int] = {}
    for piece in order:
        twin = first.setdefault(str(pieces["digests"][piece]), piece)
        if twin != piece:
            dropped[piece] = twin
    prints = pieces["fingerprints"].reshape(-1, N_HASHES)
    return dropped | near_duplicates(prints, [piece for piece in order if piece not in dropped])


def _write(out: Path, shards: list[tuple[Path, dict[str, Any]]], pieces: dict[str, Any], stays: NDArray[Any]) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    unfinished = out.with_name(f"unfinished-{out.name}")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
        _write_array(archive, "version", [np.array(FORMAT_VERSION)], ())
        for name, n_rows in (("event_starts", "n_events"), ("bar_starts", "n_bars")):
            starts = np.concatenate([[0], np.cumsum(pieces[n_rows][stays])]).astype(np.int64)
            _write_array(archive, name, [starts], starts.shape)
        for field in fields(Corpus):
            if field.name in pieces:
                kept = pieces[field.name][stays]
                _write_array(archive, field.name, [kept], kept.shape)
        for name in (*_BY_EVENT, *_BY_BAR):
            n_rows = "n_events" if name in _BY_EVENT else "n_bars"
            width = {"events": (5,), "chords": (2,)}.get(name, ())
            _write_array(archive, name, _music(shards, name, n_rows, stays), (int(pieces[n_rows][stays].sum()), *width))
    unfinished.replace(out)


def _music(
    shards: list[tuple[Path, dict[str, Any]]], name: str, n_rows: str, stays: NDArray[Any]
) -> Iterator[NDArray[Any]]:
    begin = 0
    for path, shard in shards:
        mine = stays[begin : begin + len(shard["names"])]
        begin += len(mine)
        with np.load(path) as data:
            yield data[name][np.repeat(mine, shard[n_rows])]


def _write_array(archive: zipfile.ZipFile, name: str, chunks: Any, shape: tuple[int, ...]) -> None:
    """Write an array of a known shape piece by piece, as numpy would have written it whole."""
    with archive.open(f"{name}.npy", "w", force_zip64=True) as file:
        for number, chunk in enumerate(chunks):
            if number == 0:
                header = {"descr": np.lib.format.dtype_to_descr(chunk.dtype), "fortran_order": False, "shape": shape}
                np.lib.format.write_array_header_1_0(file, header)
            file.write(np.ascontiguousarray(chunk).tobytes())

"""``sideman prepare``: a tree of MIDI files into one packed file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bridge.commands import needs_extra
from bridge.core.errors import SetupError
from model.corpus.corpus import corpus_files

if TYPE_CHECKING:
    from model.corpus.shards import Joined

PACKED = Path("data/corpus.npz")


def check_packed(path: Path) -> None:
    """Raise SetupError where there is no packed corpus of this name."""
    try:
        corpus_files(path)
    except FileNotFoundError as error:
        raise SetupError(str(error)) from error


@click.command()
@click.argument(
    "folders",
    metavar="FOLDER...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option(
    "--index",
    "indices",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV with path, style, source, licence, title, split and kind, one for each folder in their order; "
    "default: index.csv in the folder.",
)
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), default=PACKED, show_default=True)
@click.option("--licence", multiple=True, metavar="WORD", help="Only files whose licence has this word (repeatable).")
@click.option("--clear-licences", is_flag=True, help="Only files whose index names a free licence, without doubt.")
@click.option("--processes", type=click.IntRange(1, 256), default=lambda: os.cpu_count() or 1, show_default="all cores")
@click.option("--kind", multiple=True, metavar="KIND", help="Only files of this kind in the index (repeatable).")
@click.option("--without-kind", multiple=True, metavar="KIND", help="No files of this kind (repeatable).")
@click.option("--captions", type=click.IntRange(0, 64), default=4, show_default=True,
              help="Captions a piece, written from its facts and embedded; 0 = train without words.")  # fmt: skip
@click.option("--ray", metavar="ADDRESS", help='Work on a Ray cluster ("auto" or host:port) instead of here.')
def prepare(
    folders: tuple[Path, ...],
    indices: tuple[Path, ...],
    out: Path,
    licence: tuple[str, ...],
    clear_licences: bool,
    processes: int,
    kind: tuple[str, ...],
    without_kind: tuple[str, ...],
    captions: int,
    ray: str | None,
) -> None:
    """Pack the MIDI files (.mid, .midi, .kar, .rmi) below one or more folders for training.

    Styles come from the index, or else from the names of the folders. Files that cannot be read are named and
    left out; the report beside the packed file lists them all.
    """
    with needs_extra("train"):
        import symusic  # noqa: F401

        from model.corpus import prepare as preparation
        from model.corpus.sources import find_all_sources
    if ray:
        with needs_extra("cluster"):
            import ray as _  # noqa: F401
    from rich.progress import Progress

    try:
        roots = _with_indices(folders, indices)
        sources = find_all_sources(
            roots, licence_words=licence, kinds=kind, without_kinds=without_kind, only_clear=clear_licences
        )
        with Progress() as progress:
            task = progress.add_task("reading", total=len(sources))
            run = preparation.ray_cluster(ray) if ray else preparation.local_pool(processes)
            prepared = preparation.prepare(
                sources,
                out,
                run=run,
                n_captions=captions,
                on_progress=lambda n: progress.update(task, completed=n),
            )
    except (ValueError, OSError, KeyError) as error:
        raise SetupError(f"nothing was prepared: {error}") from error
    _tell(prepared, preparation.report_path(out))


def _tell(prepared: Joined, report: Path) -> None:
    """Say what was packed, and name what was left out."""
    for line in prepared.left_out:
        click.echo(f"left out: {line}", err=True)
    click.echo(
        f"{prepared.n_pieces} pieces, {prepared.n_notes:,} notes in {', '.join(str(path) for path in prepared.files)} "
        f"({sum(path.stat().st_size for path in prepared.files) / 1e6:.1f} MB); "
        f"{len(prepared.left_out)} files left out, see {report}"
    )


def _with_indices(folders: tuple[Path, ...], indices: tuple[Path, ...]) -> list[tuple[Path, Path | None]]:
    """Pair each folder with its index. Raises ValueError where some folders have one given and others not."""
    if indices and len(indices) != len(folders):
        raise ValueError(
            f"{len(folders)} folders, {len(indices)} indices: give --index once for each folder, or not at all"
        )
    if indices:
        return list(zip(folders, indices, strict=True))
    usual = [folder / "index.csv" for folder in folders]
    return [(folder, index if index.is_file() else None) for folder, index in zip(folders, usual, strict=True)]

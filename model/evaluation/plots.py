"""The pictures of the evaluation. Needs matplotlib (extra ``train``); draws to files only."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.engine.feature_values import FIELDS
from model.evaluation.excerpt import Excerpt
from model.music.chord_symbols import chord_name
from model.music.config import DRUM_KEY_HIGH, DRUM_KEY_LOW, DRUMS, PARTS, STYLES, TICKS_PER_QUARTER

_DPI = 80
_COLOURS = (
    "#444444", "#1f77b4", "#e377c2", "#bcbd22", "#2ca02c", "#d62728", "#9467bd", "#8c6d9e", "#ff9f1c",
    "#b8860b", "#17becf", "#00b894", "#7f9f7f", "#5f9ea0", "#a0522d", "#cd853f", "#999999",
)  # fmt: skip


@contextmanager
def _picture(path: Path, n_rows: int, n_columns: int, size: tuple[float, float], **options: Any) -> Iterator[Any]:
    """Axes to draw on, shape = (n_rows, n_columns); the file is written afterwards."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(n_rows, n_columns, figsize=size, squeeze=False, **options)
    try:
        yield axes
        figure.tight_layout()
        figure.savefig(path, dpi=_DPI)
    finally:
        pyplot.close(figure)


def draw_roll(path: Path, excerpt: Excerpt, title: str) -> None:
    """Piano-roll: pitched parts above, drums below, chords over the bars that change them."""
    with _picture(path, 2, 1, (min(4 + 0.45 * excerpt.n_bars, 18), 5), sharex=True,
                  gridspec_kw={"height_ratios": [3, 1]}) as axes:  # fmt: skip
        pitched, drums = axes[0, 0], axes[1, 0]
        _notes(pitched, excerpt.only(excerpt.is_pitched))
        _notes(drums, excerpt.only(~excerpt.is_pitched))
        _chords(pitched, excerpt)
        pitched.set_title(title, fontsize=9, pad=14)
        pitched.set_ylabel("pitch")
        drums.set_ylabel("drum key")
        drums.set_xlabel("beat")
        drums.set_ylim(DRUM_KEY_LOW, DRUM_KEY_HIGH if (excerpt.pitch[excerpt.part == DRUMS] > 60).any() else 60)
        for axis in (pitched, drums):
            for start in excerpt.bar_starts:
                axis.axvline(start / TICKS_PER_QUARTER, color="0.85", linewidth=0.6, zorder=0)
        drums.set_xlim(0, excerpt.bar_starts[-1] / TICKS_PER_QUARTER)


def _notes(axes: Any, some: Excerpt) -> None:
    for part in np.unique(some.part).tolist():
        mine = some.only(some.part == part)
        begin, end = mine.tick / TICKS_PER_QUARTER, (mine.tick + mine.duration) / TICKS_PER_QUARTER
        shade = np.clip(0.35 + mine.velocity / 190.0, 0.35, 1.0)
        axes.hlines(mine.pitch, begin, end, colors=_COLOURS[part], linewidth=3 if part != DRUMS else 4, alpha=shade)
        axes.plot([], [], color=_COLOURS[part], linewidth=3, label=PARTS[part])
    if len(some.part) and not (some.part == DRUMS).all():
        axes.legend(fontsize=7, loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False)


def _chords(axes: Any, excerpt: Excerpt) -> None:
    before = -1
    for start, chord in zip(excerpt.half_bar_starts[:-1], excerpt.chords.reshape(-1).tolist(), strict=True):
        if chord != before:
            axes.annotate(chord_name(chord), (start / TICKS_PER_QUARTER, 1.01), fontsize=6,
                          xycoords=("data", "axes fraction"))  # fmt: skip
        before = chord


def draw_confusion(path: Path, shares: Mapping[str, NDArray[np.float64]]) -> None:
    """A matrix for each title: rows are the values asked for, columns those found."""
    with _picture(path, 1, len(shares), (8.5 * len(shares), 8)) as axes:
        for axis, (title, matrix) in zip(axes[0], shares.items(), strict=True):
            axis.imshow(np.nan_to_num(matrix), vmin=0, vmax=1, cmap="magma_r")
            for row, column in np.argwhere(np.nan_to_num(matrix) >= 0.05).tolist():
                share = matrix[row, column]
                axis.text(column, row, f"{share * 100:.0f}", ha="center", va="center", fontsize=7,
                          color="white" if share > 0.5 else "black")  # fmt: skip
            axis.set_xticks(range(len(STYLES)), STYLES, rotation=90, fontsize=8)
            axis.set_yticks(range(len(STYLES)), STYLES, fontsize=8)
            axis.set(title=title, xlabel="recognised as (%)", ylabel="is")


def draw_histograms(
    path: Path, rows: Sequence[tuple[str, NDArray[np.float64], NDArray[np.float64]]], places: Sequence[str]
) -> None:
    """A panel for each style: shares of the generated music as bars, of real music as a line."""
    n_columns = 4
    n_rows = -(-len(rows) // n_columns)
    with _picture(path, n_rows, n_columns, (14, 1.9 * n_rows)) as axes:
        for axis in axes.ravel()[len(rows) :]:
            axis.set_axis_off()
        for axis, (title, mine, theirs) in zip(axes.ravel(), rows, strict=False):
            axis.bar(range(len(mine)), mine, color="#6baed6", label="Sideman")
            axis.plot(range(len(theirs)), theirs, color="black", marker=".", linewidth=1, label="real")
            axis.set_title(title, fontsize=8)
            axis.set_xticks(range(len(places)), places, fontsize=6)
            axis.tick_params(axis="y", labelsize=6)
        axes[0, 0].legend(fontsize=7)


def draw_similarity(path: Path, rows: Mapping[str, Mapping[int, float]]) -> None:
    """Likeness of bars over how far apart they are, a line for each kind of music."""
    with _picture(path, 1, 1, (6, 4)) as axes:
        axis = axes[0, 0]
        for name, at_lags in rows.items():
            axis.plot([str(lag) for lag in at_lags], list(at_lags.values()), marker="o", label=name)
        axis.set(xlabel="bars apart", ylabel="shared notes (Jaccard)", ylim=(0, None), title="repetition")
        axis.grid(alpha=0.3)
        axis.legend()


def draw_sweep(path: Path, name: str, rows: Sequence[Mapping[str, float]]) -> None:
    """Measures over the settings of one control."""
    titles = [title for title in rows[0] if title != name]
    with _picture(path, 1, len(titles), (3.2 * len(titles), 3)) as axes:
        for axis, title in zip(axes[0], titles, strict=True):
            axis.plot([row[name] for row in rows], [row[title] for row in rows], marker="o")
            axis.set_title(title, fontsize=9)
            axis.set_xlabel(name)
            axis.grid(alpha=0.3)


def draw_density(path: Path, pairs: Mapping[str, Sequence[tuple[float, float]]]) -> None:
    """Measured over asked density, a panel for each part."""
    n_columns = min(4, len(pairs))
    n_rows = -(-len(pairs) // n_columns)
    with _picture(path, n_rows, n_columns, (3.2 * n_columns, 2.8 * n_rows)) as axes:
        for axis in axes.ravel()[len(pairs) :]:
            axis.set_axis_off()
        for axis, (part, both) in zip(axes.ravel(), sorted(pairs.items()), strict=False):
            asked, measured = zip(*both, strict=True)
            axis.scatter(asked, measured, s=8)
            low, high = min(asked), max(asked)
            axis.plot([low, high], [low, high], color="0.6", linewidth=0.8)
            axis.set_title(part, fontsize=9)
            axis.set(xlabel="asked", ylabel="played")


def draw_history(path: Path, history: Path) -> None:
    """Loss over notes seen, from the history that `sideman train` writes. Raises ValueError, KeyError, OSError."""
    with history.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    seen = [float(row["notes_seen"]) / 1e6 for row in rows]
    with _picture(path, 1, 2, (11, 4)) as axes:
        for name in ("loss", "val_loss"):
            axes[0, 0].plot(seen, [float(row[name]) for row in rows], marker=".", label=name)
        for field in FIELDS:
            axes[0, 1].plot(seen, [float(row[f"val_{field}"]) for row in rows], marker=".", label=field)
        for axis, title in ((axes[0, 0], "nats per note"), (axes[0, 1], "validation, nats per note of each field")):
            axis.set(xlabel="million notes seen", title=title)
            axis.grid(alpha=0.3)
            axis.legend()


DEGREES = ("1", "♭2", "2", "♭3", "3", "4", "♯4", "5", "♭6", "6", "♭7", "7")
BEAT_PLACES = ("1", "", "", "e", "", "", "+", "", "", "a", "", "")

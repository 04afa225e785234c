"""Files of a training in its folder: weights, progress, and the history of its losses as CSV and PNG.

Every file is written under another name first, so that a crash never leaves half of it. Needs the extra ``train``.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from zipfile import BadZipFile

import keras
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.generic]
ProgressT = TypeVar("ProgressT")


def write_weights(path: Path, variables: Iterable[Any]) -> None:
    """Write Keras variables by their paths."""
    unfinished = path.with_name(f"unfinished-{path.name}")
    np.savez(unfinished, **{v.path: keras.ops.convert_to_numpy(v.value) for v in variables})
    unfinished.replace(path)


def read_weights(path: Path) -> dict[str, Array]:
    """Arrays of a checkpoint by the path of their variable. Raises ValueError."""
    try:
        with path.open("rb") as file, np.load(file) as data:
            return {name: data[name] for name in data.files}
    except (OSError, ValueError, BadZipFile, EOFError) as error:
        raise ValueError(f"{path} holds no weights ({error})") from error


def assign_weights(variables: Iterable[Any], path: Path) -> None:
    """Give Keras variables the values of a checkpoint. Raises ValueError without one, KeyError for another network."""
    kept = read_weights(path)
    for variable in variables:
        variable.assign(kept[variable.path])


def write_progress(path: Path, progress: Any) -> None:
    """Write a dataclass of plain values as JSON."""
    unfinished = path.with_name(f"unfinished-{path.name}")
    unfinished.write_text(json.dumps(asdict(progress)), encoding="utf-8")
    unfinished.replace(path)


def read_progress(path: Path, kind: type[ProgressT]) -> ProgressT:
    """Inverse of `write_progress`. Raises OSError, or ValueError or TypeError for other contents."""
    return kind(**json.loads(path.read_text(encoding="utf-8")))


def append_history(path: Path, row: Mapping[str, Any]) -> None:
    """Add a line to a CSV file, which begins with the names of its columns."""
    is_new = not path.exists()
    with path.open("a", newline="", encoding="utf-8") as lines:
        writer = csv.DictWriter(lines, list(row))
        if is_new:
            writer.writeheader()
        writer.writerow(row)


class Panel(NamedTuple):
    """One plot of a history: ``lines`` are pairs of a column and its label."""

    title: str
    lines: Sequence[tuple[str, str]]


def plot_history(
    history: Path, picture: Path, panels: Sequence[Panel], x: str, x_label: str, *, x_unit: float = 1.0
) -> None:
    """Draw columns of a history over its column ``x`` in units of ``x_unit``, side by side."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    with history.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    figure, all_axes = pyplot.subplots(1, len(panels), figsize=(5.5 * len(panels), 4), squeeze=False)
    for axes, panel in zip(all_axes[0], panels, strict=True):
        for column, label in panel.lines:
            known = [(float(row[x]) / x_unit, float(row[column])) for row in rows if row.get(column)]
            axes.plot([at for at, _ in known], [value for _, value in known], marker=".", label=label)
        axes.set(xlabel=x_label, title=panel.title)
        axes.grid(alpha=0.3)
        axes.legend()
    figure.tight_layout()
    figure.savefig(picture, dpi=110)
    pyplot.close(figure)

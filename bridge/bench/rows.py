"""Rows of a comparison: percentiles of samples, ratios to Sideman, a table, JSON, and the commit they belong to.

Pure, but for `commit`, which asks git.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

OWN = "Sideman"
UNKNOWN = "unknown"
_NOTHING = "–"


class Measure(NamedTuple):
    """A measurement, and its unit."""

    name: str
    unit: str


class BenchRow(NamedTuple):
    """One measure of one contender; p50 and p99 over n samples."""

    name: str
    peer: str
    unit: str
    p50: float
    p99: float
    n: int


def make_row(measure: Measure, peer: str, samples: Sequence[float]) -> BenchRow:
    """Percentiles of at least one sample."""
    p50, p99 = np.percentile(samples, (50, 99))
    return BenchRow(measure.name, peer, measure.unit, round(float(p50), 4), round(float(p99), 4), len(samples))


def ratio(row: BenchRow, own: BenchRow) -> tuple[float | None, float | None]:
    """Ratio of the row's p50 and p99 to Sideman's; None where Sideman's is 0.

    >>> own = BenchRow("start", "Sideman", "s", 1.0, 2.0, 9)
    >>> ratio(BenchRow("start", "other", "s", 3.0, 5.0, 9), own)
    (3.0, 2.5)
    """
    return _quotient(row.p50, own.p50), _quotient(row.p99, own.p99)


def _quotient(above: float, below: float) -> float | None:
    return above / below if below > 0.0 else None


def table(rows: Sequence[BenchRow]) -> str:
    """One line a measure, one column a contender: p50/p99, behind it the ratios to Sideman's."""
    peers = list(dict.fromkeys(row.peer for row in rows))
    found = {(row.name, row.peer): row for row in rows}
    lines = [["p50/p99 (times Sideman's)", "", *peers]]
    for name, unit in dict.fromkeys((row.name, row.unit) for row in rows):
        own = found.get((name, OWN))
        lines.append([name, unit, *(_cell(found.get((name, peer)), own) for peer in peers)])
    return _aligned(lines)


def _cell(row: BenchRow | None, own: BenchRow | None) -> str:
    if row is None:
        return _NOTHING
    figures = f"{_short(row.p50)}/{_short(row.p99)}"
    if own is None or row.peer == OWN:
        return figures
    return f"{figures} ({'/'.join(_short(each) for each in ratio(row, own))})"


def _short(value: float | None) -> str:
    """Three digits are more than a shared machine deserves."""
    if value is None:
        return _NOTHING
    return f"{value:.0f}" if value >= 100.0 else f"{value:.3g}"


def _aligned(lines: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def write_json(path: Path, rows: Sequence[BenchRow], **facts: str | Sequence[str] | Mapping[str, str]) -> None:
    """Write rows, and beside them the commit, versions and whatever else explains them."""
    document = {**facts, "rows": [row._asdict() for row in rows]}
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def commit(folder: Path) -> str:
    """The short hash of the commit checked out in `folder`, with ``+`` where files differ from it."""
    found = _git(folder, "rev-parse", "--short", "HEAD")
    if found is None:
        return UNKNOWN
    return found + ("+" if _git(folder, "status", "--porcelain", "--untracked-files=no") else "")


def _git(folder: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=False)
    except OSError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None

"""The report of an evaluation, as JSON for programs and Markdown for people."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from model.evaluation.figures import Figure

FORMAT_VERSION = 1
N_FAILED_SHOWN = 12
JSON_NAME, TABLE_NAME = "evaluation.json", "evaluation.md"


@dataclass
class Report:
    """Grows as the measures are taken."""

    about: dict[str, Any] = field(default_factory=dict)
    sections: dict[str, list[Figure]] = field(default_factory=dict)
    styles: dict[str, dict[str, Any]] = field(default_factory=dict)  # what each is recognised as
    music: dict[str, dict[str, float]] = field(default_factory=dict)  # each style against files of it
    parts_density: dict[str, float] = field(default_factory=dict)
    sweeps: dict[str, list[dict[str, float]]] = field(default_factory=dict)
    failed: list[dict[str, Any]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    def missed(self) -> list[Figure]:
        """Figures that do not reach their target."""
        return [figure for rows in self.sections.values() for figure in rows if figure.verdict == "missed"]

    def write(self, folder: Path) -> None:
        """Write both files."""
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(self.to_dict(), indent=1, ensure_ascii=False, allow_nan=False)
        (folder / JSON_NAME).write_text(text + "\n", encoding="utf-8")
        (folder / TABLE_NAME).write_text(self.to_markdown(), encoding="utf-8")

    def to_dict(self) -> dict[str, Any]:
        """Plain values; null where nothing was measured."""
        values = {
            "version": FORMAT_VERSION,
            "about": self.about,
            "sections": {title: [figure.to_dict() for figure in rows] for title, rows in self.sections.items()},
            "styles": self.styles,
            "music of styles": self.music,
            "density of parts": self.parts_density,
            "sweeps": self.sweeps,
            "failed": self.failed,
            "left out": self.left_out,
            "pictures": self.pictures,
            "seconds": self.seconds,
        }
        plain: dict[str, Any] = _plain(values)
        return plain

    def to_markdown(self) -> str:
        """The page."""
        lines = [
            "# Evaluation",
            "",
            "Written by `sideman evaluate`; `docs/evaluation.md` says what each row means. *Real* is real validation",
            "music, *floor* what chance or a table of counts reaches. A figure that is not reached stands as measured.",
            "",
            *(f"- {name}: {value}" for name, value in self.about.items()),
            "",
        ]
        for title, rows in self.sections.items():
            lines += [f"## {title}", "", *_figures(rows), ""]
        if self.styles:
            lines += ["## Styles", "", *_table(self.styles, "style"), ""]
        if self.music:
            lines += ["## Styles against files of the same style, rendered ones included", ""]
            lines += [*_table(self.music, "style"), ""]
        if self.parts_density:
            lines += ["## Density by part (Spearman)", ""]
            lines += [*_table({part: {"Spearman": value} for part, value in self.parts_density.items()}, "part"), ""]
        for name, rows_of_sweep in self.sweeps.items():
            lines += [f"## {name} swept", "", *_table({f"{row[name]:g}": row for row in rows_of_sweep}, name), ""]
        if self.failed:
            lines += ["## Pieces that failed", "", *_failed(self.failed), ""]
        if self.left_out:
            lines += ["## Left out", "", *(f"- {words}" for words in self.left_out), ""]
        lines += [f"![{Path(name).stem}]({name})" for name in self.pictures if "/" not in name]
        return "\n".join(lines) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _failed(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    shown = [f"- seed {row['seed']}, {row['style']}: {', '.join(row['failures'])}" for row in rows[:N_FAILED_SHOWN]]
    n_more = len(rows) - len(shown)
    return [*shown, f"- and {n_more} more, in {JSON_NAME}"] if n_more else shown


def _figures(rows: Sequence[Figure]) -> list[str]:
    lines = ["| measure | Sideman | real | floor | target | | |", "|---|---:|---:|---:|---:|---|---|"]
    for row in rows:
        bound = "" if math.isnan(row.target) else ("≤ " if row.at_most else "≥ ") + _shown(row.target, row)
        values = " | ".join(_shown(value, row) for value in (row.value, row.ceiling, row.floor))
        lines.append(f"| {row.name} | {values} | {bound} | {row.verdict} | {row.remark} |")
    return lines


def _shown(value: float, row: Figure) -> str:
    if math.isnan(value):
        return "–"
    return f"{value:.1%}" if row.is_share else f"{value:.2f}"


def _table(rows: Mapping[str, Mapping[str, Any]], first: str) -> list[str]:
    columns = [name for name in next(iter(rows.values())) if name != first]
    lines = [f"| {first} | " + " | ".join(columns) + " |", "|---|" + "---:|" * len(columns)]
    lines += [f"| {name} | " + " | ".join(_cell(row.get(column)) for column in columns) + " |"
              for name, row in rows.items()]  # fmt: skip
    return lines


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return "–" if math.isnan(value) else f"{value:.2f}"
    return str(value)

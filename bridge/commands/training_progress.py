"""Shows the progress of a training: a bar on a terminal, elsewhere a line now and then."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

import click


class StepReport(Protocol):
    """Report of either training after a step."""

    @property
    def progress(self) -> Any:
        """Has ``minutes``."""

    @property
    def share_done(self) -> float:
        """Of the budget, 0 to 1."""


ReportT = TypeVar("ReportT", bound=StepReport)


@contextmanager
def shown(line: Callable[[ReportT], str], stage: Callable[[ReportT], Hashable]) -> Iterator[Callable[[ReportT], None]]:
    """A function that shows reports.

    line: text of a report; without a terminal it is printed when ``stage`` changes (None: not).
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    if Console().is_terminal:
        with Progress(TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn()) as bar:
            task = bar.add_task("", total=1.0)
            yield lambda report: bar.update(task, completed=report.share_done, description=line(report))
        return
    printed: set[Hashable] = {None}

    def show(report: ReportT) -> None:
        if stage(report) not in printed:
            printed.add(stage(report))
            click.echo(f"{report.progress.minutes:6.1f} min  {line(report)}")

    yield show

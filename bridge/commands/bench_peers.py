"""``sideman bench-peers``: Sideman and its peers side by side, in turns, in one run."""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import click

from bridge.bench import echo, impsy, notochord, sideman
from bridge.bench.peer_session import ANSWER, IDLE, MEMORY, NOTE, START, Samples, measure_cable, measure_contender
from bridge.bench.peers import Contender, NotAvailableError, work_samples
from bridge.bench.rows import OWN, BenchRow, Measure, commit, make_row, table, write_json
from bridge.core.errors import SetupError

CABLE = "JACK cable"
MEASURES = (ANSWER, NOTE, IDLE, START, MEMORY)  # in the order of the table
CONTENDERS: dict[str, Callable[[Path], Contender]] = {
    OWN: sideman.prepare,
    notochord.NAME: notochord.prepare,
    impsy.NAME: impsy.prepare,
    echo.NAME: echo.prepare,
}
_DEFAULT_FOLDER = Path(".make/peers")


@click.command("bench-peers")
@click.option("--json", "out", type=click.Path(dir_okay=False, path_type=Path), help="Also write the rows as JSON.")
@click.option("--rounds", default=5, show_default=True, type=click.IntRange(1), help="Turns of each contender.")
@click.option("--notes", default=60, show_default=True, type=click.IntRange(1, 1000), help="Notes played in each turn.")
@click.option("--only", multiple=True, type=click.Choice(list(CONTENDERS)), help="Run only these.")
@click.option("--folder", default=_DEFAULT_FOLDER, show_default=True, type=click.Path(path_type=Path),
              help="Where the peers are installed.")  # fmt: skip
def bench_peers(out: Path | None, rounds: int, notes: int, only: tuple[str, ...], folder: Path) -> None:
    """Measure Sideman beside its peers over JACK MIDI: answers, notes, rest, start and memory."""
    comparison = Comparison(notes)
    contenders = comparison.prepare(only or tuple(CONTENDERS), folder)
    facts = _facts(contenders)  # before the run: a commit made meanwhile is not what runs
    for number in range(rounds):
        comparison.run_round(contenders, number)
    rows = comparison.rows()
    click.echo(table(rows))
    for name, words in facts.items():
        click.echo(f"{name}: {words}")
    for sentence in comparison.missing:
        click.echo(sentence)
    if out is not None:
        write_json(out, rows, **facts, missing=comparison.missing)


@dataclass
class Comparison:
    """Gathers samples over the rounds, and a sentence for what could not be measured."""

    n_notes: int
    missing: list[str] = field(default_factory=list)
    _samples: dict[tuple[Measure, str], list[float]] = field(default_factory=lambda: defaultdict(list))

    def prepare(self, names: tuple[str, ...], folder: Path) -> list[Contender]:
        """Install what is asked for; peers that cannot be installed are named and left out."""
        found = []
        for name in names:
            _progress(f"preparing {name}")
            try:
                found.append(CONTENDERS[name]((folder / name.lower().replace(" ", "-")).absolute()))
            except NotAvailableError as error:
                self._miss(f"{name} is not available: {error}")
        return found

    def run_round(self, contenders: list[Contender], number: int) -> None:
        """Measure each contender once; every round begins with another one."""
        _progress(f"round {number + 1}: the cable")
        self._keep(CABLE, measure_cable(self.n_notes, number))
        first = number % max(1, len(contenders))
        for contender in contenders[first:] + contenders[:first]:
            _progress(f"round {number + 1}: {contender.name}")
            try:
                self._keep(contender.name, measure_contender(contender, self.n_notes, number))
                self._keep(contender.name, {NOTE: work_samples(contender, number + 1)})
            except (NotAvailableError, SetupError) as error:
                self._miss(f"{contender.name} is not available in round {number + 1}: {error}")

    def rows(self) -> list[BenchRow]:
        """A row for each measure of each contender that gave samples; Sideman first, the floors last."""
        peers = [*CONTENDERS, CABLE]
        pairs = [(measure, peer) for measure in MEASURES for peer in peers if self._samples[measure, peer]]
        return [make_row(*pair, self._samples[pair]) for pair in pairs]

    def _keep(self, peer: str, samples: Samples) -> None:
        for measure, values in samples.items():
            self._samples[measure, peer] += values
            if measure is ANSWER and len(values) < self.n_notes:
                self._miss(f"{peer} left {self.n_notes - len(values)} of {self.n_notes} notes without an answer")

    def _miss(self, sentence: str) -> None:
        self.missing.append(sentence)
        _progress(sentence)


def _facts(contenders: list[Contender]) -> dict[str, str]:
    """The commit, the machine, and what exactly ran."""
    facts = {"commit": commit(Path(__file__).parent), "python": sys.version.split()[0]}
    facts["machine"] = f"{os.cpu_count()} cores"
    if sys.platform != "win32":
        facts["machine"] += f", load {os.getloadavg()[0]:.1f} before"
    return facts | {each.name: f"{each.version}; {each.how}" for each in contenders}


def _progress(words: str) -> None:
    click.echo(f"bench-peers: {words}", err=True)

"""Run the suite as four pytests side by side: what plays in real time, in two, what waits for others, what computes.

Two thirds of the time of the first two parts pass in waiting, for music to play and for processes to start; the others
use it. They give way to these, which have deadlines. The first part is shown as it runs, the others when they are over,
without their dots; the end names the failures and the slowest tests of all. Further arguments go to all.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO, NamedTuple
from xml.etree import ElementTree

ROOT = Path(__file__).parents[1]
NO_TESTS = 5  # pytest's code where nothing was collected, as with -k
GIVES_WAY = ["nice", "-n", "5"] if os.name == "posix" else []  # a third of a core beside a process that never rests
N_SLOWEST = 15
PROGRESS = re.compile(r"(\S+\.py )?[.sFExX]+ +\[ *\d+%\]|\S+\.py [.sFExX]+|[.sFExX]{20,}")
# Below `tests`: what has deadlines, in milliseconds or of JACK, the daemon alone and beside others; what computes
# throughout. Everything else, new folders too, is in the part between.
REAL_TIME = ("e2e",)
BESIDE_OTHERS = (
    *("bridge/core", "bridge/inference", "bridge/jack", "bridge/midi", "bridge/osc", "bridge/processes"),
    *("bridge/sound", "bridge/playback", "bridge/test_daemon.py"),
    *("e2e/test_ardour.py", "e2e/test_calibrate.py", "e2e/test_charts.py", "e2e/test_link.py", "e2e/test_max.py"),
    *("e2e/test_live_coding.py", "e2e/test_live_extension.py", "e2e/test_mcp.py", "e2e/test_pd.py"),
    *("e2e/test_reaper.py", "e2e/test_rtmidi2.py"),
)
NOT_REAL_TIME = ("e2e/panel", "e2e/test_listening.py")  # the process that listens gives way itself
COMPUTES = ("model",)


class Part(NamedTuple):
    """Paths for one pytest."""

    name: str
    paths: Sequence[str]
    gives_way: bool
    is_shown: bool = False


class Case(NamedTuple):
    """What pytest reports of one test."""

    name: str
    took_s: float
    outcome: str  # passed, failed, error or skipped


def parts(tests: Path) -> list[Part]:
    """Every file of tests in one part, and the packages with the doctests in theirs."""
    beside = {*_tests_in(tests, BESIDE_OTHERS)}
    real_time = {*_tests_in(tests, REAL_TIME)} - {*_tests_in(tests, NOT_REAL_TIME)} - beside
    computes = {*_tests_in(tests, COMPUTES)}
    rest = {*tests.rglob("test_*.py")} - beside - real_time - computes
    return [
        Part("real time, the daemon alone", _sorted(real_time), gives_way=False, is_shown=True),
        Part("real time, beside others", _sorted(beside), gives_way=False),
        Part("bridge, panel and the rest", ["bridge", *_sorted(rest)], gives_way=True),
        Part("model", ["model", *_sorted(computes)], gives_way=True),
    ]


def _tests_in(tests: Path, inside: Sequence[str]) -> Iterator[Path]:
    for path in tests.rglob("test_*.py"):
        if any(tests / each in (path, *path.parents) for each in inside):
            yield path


def _sorted(paths: Iterable[Path]) -> list[str]:
    return sorted(map(str, paths))


def environment(ours: Mapping[str, str]) -> dict[str, str]:
    """Ours, but matrices, which are small here, take one core, and the hundreds of processes find their bytecode."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    return {name: value for name, value in ours.items() if name != "PYTHONDONTWRITEBYTECODE"} | threads


def no_longer_give_way(pids: Iterable[int]) -> None:
    """Let processes run like this one, as those with deadlines are over; only root may, else they stay as they are."""
    if sys.platform != "win32":
        for pid in pids:
            with suppress(PermissionError, ProcessLookupError):
                os.setpriority(os.PRIO_PROCESS, pid, os.getpriority(os.PRIO_PROCESS, 0))


def cases(report: Path) -> list[Case]:
    """The tests of a report in JUnit's format; none where pytest ended before it wrote one."""
    try:
        found = ElementTree.parse(report).iter("testcase")
    except (OSError, ElementTree.ParseError):
        return []
    return [Case(_name(each), float(each.get("time", 0.0)), _outcome(each)) for each in found]


def _name(case: ElementTree.Element) -> str:
    return f"{case.get('classname', '')}::{case.get('name', '')}"


def _outcome(case: ElementTree.Element) -> str:
    kinds = {"failure": "failed", "error": "error", "skipped": "skipped"}
    return next((kinds[child.tag] for child in case if child.tag in kinds), "passed")


def without_dots(output: str) -> str:
    """What pytest wrote but for its progress."""
    return "\n".join(line for line in output.splitlines() if not PROGRESS.fullmatch(line))


def summary(done: Sequence[Case], took_s: float) -> str:
    """Counts, the slowest tests, and the names of those that failed, at the end where they are seen."""
    counts = Counter(case.outcome for case in done)
    slowest = sorted(done, key=lambda case: -case.took_s)[:N_SLOWEST]
    lines = ["--- slowest", *(f"{case.took_s:7.1f} s  {case.name}" for case in slowest)]
    lines += ["--- all parts: " + ", ".join(f"{n} {outcome}" for outcome, n in counts.items()) + f" in {took_s:.0f} s"]
    lines += [f"{case.outcome.upper():7} {case.name}" for case in done if case.outcome in ("failed", "error")]
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Return 0 where all parts passed, else the first code that is not."""
    began_s = time.monotonic()
    os.chdir(ROOT)
    running: list[tuple[Part, subprocess.Popen[bytes], IO[str] | None]] = []
    made = [part for part in parts(Path("tests")) if part.paths]
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        reports = [Path(folder) / f"{number}.xml" for number in range(len(made))]
        print(f"--- {made[0].name}; beside it: {'; '.join(part.name for part in made[1:])}", flush=True)
        try:
            for part, report in zip(made, reports, strict=True):
                command = [*(GIVES_WAY if part.gives_way else ()), sys.executable, "-m", "pytest"]
                command += [f"--junitxml={report}", *part.paths, *arguments]
                output = None if part.is_shown else stack.enter_context(_aside())
                process = subprocess.Popen(command, stdout=output, stderr=output, env=environment(os.environ))
                running.append((part, process, output))
            codes = []
            for number, (part, process, output) in enumerate(running):
                if part.gives_way and not running[number - 1][0].gives_way:
                    no_longer_give_way([each.pid for _, each, _ in running[number:]])
                codes.append(_end_of(part, process, output))
        finally:
            for _, process, _ in running:
                process.kill()
                process.wait()
        done = [case for report in reports for case in cases(report)]
    print(summary(done, time.monotonic() - began_s), flush=True)
    for part, code in zip(made, codes, strict=True):
        if code not in (0, 1, NO_TESTS):  # 1: tests failed, which are named above
            print(f"{part.name} ended with {code}", flush=True)
    return next((code for code in codes if code not in (0, NO_TESTS)), 0)


def _aside() -> IO[str]:
    return tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")


def _end_of(part: Part, process: subprocess.Popen[bytes], output: IO[str] | None) -> int:
    """Wait for a part, show what it wrote aside, and return its code."""
    code = process.wait()
    if output is not None:
        output.seek(0)
        print(f"--- {part.name}\n{without_dots(output.read())}", flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

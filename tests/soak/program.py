"""The program of a soak: a line of JSON for each report, then the faults."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

Reports = list[dict[str, Any]]


def run(
    soak: Callable[[float, int], Iterator[dict[str, Any]]], verdict: Callable[[Reports], list[str]], *, unit: str,
    length: float,
) -> None:  # fmt: skip
    """Run a soak of --hours or --minutes (``unit``; ``length`` by default); exit 1 where there are faults."""
    parser = argparse.ArgumentParser()
    parser.add_argument(f"--{unit}", dest="length", type=float, default=length)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    reports = []
    for each in soak(arguments.length, arguments.seed):
        reports.append(each)
        print(json.dumps(each), flush=True)
    faults = verdict(reports)
    print("\n".join(faults) or "all is well")
    sys.exit(bool(faults))

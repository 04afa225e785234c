"""Sideman itself as a contender: the daemon as its users start it, set to answer every note at once."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

from bridge.bench.peers import Contender
from bridge.bench.rows import OWN
from bridge.processes.own_daemon import OWN_DAEMON


def prepare(folder: Path) -> Contender:
    """Nothing to install."""
    folder.mkdir(parents=True, exist_ok=True)
    return Contender(
        name=OWN,
        version=f"sideman {version('sideman')}, ai-edge-litert {version('ai-edge-litert')}",
        how="sideman run, control answer 1, transport at rest, both its processes; a note: the mean of a bar of a full "
        "band, model and sampling",
        command=[*OWN_DAEMON, "--takes", str((folder / "takes").absolute()), "--set", "controls.answer=1"],
        inlet="Sideman:in",
        outlet="Sideman:",
        folder=folder,
        work=[sys.executable, "-m", "bridge.bench.drive_sideman"],
    )

"""Drivers by name, found through entry points: Sideman's own ones load by the same way as a stranger's.

A package that brings one names it in its ``pyproject.toml``:

    [project.entry-points."sideman.clocks"]
    pendulum = "my_package.clock:PendulumClock"

CONTRIBUTING.md describes the groups and their entries. Any thread; results are cached.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from bridge.core.errors import SetupError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

CLOCKS = "sideman.clocks"
OUTPUTS = "sideman.outputs"
LISTENERS = "sideman.listeners"


@cache
def _found(group: str) -> dict[str, EntryPoint]:
    from importlib.metadata import entry_points  # 70 ms, which clients need not wait

    return {each.name: each for each in entry_points(group=group)}


def names(group: str) -> tuple[str, ...]:
    """Names of everything installed in a group, sorted."""
    return tuple(sorted(_found(group)))


def load(group: str, name: str) -> Any:
    """Import the object of an entry. Raises SetupError when the entry is unknown or cannot be imported."""
    entry = _found(group).get(name)
    if entry is None:
        there = ", ".join(names(group)) or "none; install Sideman anew, with: pip install sideman"
        raise SetupError(f"no {name!r} is installed among {group}; there is: {there}")
    try:
        return entry.load()
    except Exception as error:
        raise SetupError(f"{name!r} of {group} ({entry.value}) cannot be loaded: {error}") from error

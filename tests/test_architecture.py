"""Who may import whom, read from the source; and what the daemon must never load, seen in a fresh process."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Folders in the order of their layers: each imports only from those before it. `sound` and `listening` (of bridge),
# `listening` and `voice` (of model) stand side by side and do not know one another.
MODEL = ("music", "text", "charts", "engine", "corpus", "training", "evaluation", "listening", "voice")
BRIDGE = (
    *("core", "processes", "settings", "osc", "clocks", "inference", "midi", "jack", "playback", "recording"),
    *("performance", "inference_worker", "sound", "listening", "api", "hosts", "monitoring", "panel", "assistant"),
    *("offline", "wiring", "daemon", "bench"),
    *("commands", "cli"),
)
ORDER = (*(f"model.{name}" for name in MODEL), *(f"bridge.{name}" for name in BRIDGE))
BESIDE = ({"bridge.sound", "bridge.listening"}, {"model.listening", "model.voice"})
AT_THE_ROOT = {"daemon.py", "cli.py", "offline.py", "__init__.py"}
DRIVERS = ("bridge.osc.server", "bridge.midi.ports")
# What plays knows protocols only.
DRIVER_FREE = ("bridge.performance.", "bridge.playback.", "bridge.inference_worker.")

HEAVY = ("tensorflow", "keras", "librosa", "numba", "jax", "torch", "matplotlib", "scipy", "symusic")


def module_name(path: Path) -> str:
    """``bridge/clocks/__init__.py`` is ``bridge.clocks``."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def sources() -> dict[str, Path]:
    """All modules of ours."""
    return {module_name(path): path for name in ("bridge", "model") for path in (ROOT / name).rglob("*.py")}


@cache
def imports(module: str) -> frozenset[str]:
    """Modules of ours that a module imports anywhere in its text, functions included."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(sources()[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are absolute here"
            found.add(node.module or "")
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(found & sources().keys()) - {module}


@cache
def reached(module: str) -> frozenset[str]:
    """Everything of ours that a module imports, directly or not."""
    seen: set[str] = set()
    waiting = [module]
    while waiting:
        for found in imports(waiting.pop()) - seen:
            seen.add(found)
            waiting.append(found)
    return frozenset(seen)


def test_model_never_imports_bridge() -> None:
    for module in sources():
        if module.split(".")[0] == "model":
            assert not [name for name in imports(module) if name.split(".")[0] == "bridge"], module


def test_no_module_imports_itself_by_a_detour() -> None:
    # A package's __init__ is imported with each of its modules; that is no dependency of theirs.
    graph = {module: imports(module) for module in sources()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def folder(module: str) -> str:
    """``bridge.osc.server`` stands in ``bridge.osc``."""
    return ".".join(module.split(".")[:2])


def test_the_order_names_every_folder() -> None:
    found = {folder(module) for module in sources() if "." in module}
    assert found == set(ORDER)
    assert {path.name for path in (ROOT / "bridge").glob("*.py")} == AT_THE_ROOT


@pytest.mark.parametrize("name", ORDER)
def test_a_folder_imports_only_from_folders_before_it(name: str) -> None:
    for module in sources():
        for other in imports(module) if folder(module) == name else ():
            if "." in other and folder(other) != name:
                assert ORDER.index(folder(other)) < ORDER.index(name), f"{module} reaches up to {other}"
                assert {name, folder(other)} not in BESIDE, f"{module} reaches sideways to {other}"


def test_what_plays_and_the_drivers_know_no_driver() -> None:
    for module in sources():
        if module.startswith(DRIVER_FREE):
            assert not reached(module) & set(DRIVERS), module
    for driver in DRIVERS:
        assert not reached(driver) & (set(DRIVERS) - {driver}), driver


@pytest.mark.parametrize("module", ["bridge.daemon", "bridge.commands.run", "bridge.commands.send", "bridge.cli"])
def test_daemon_and_its_clients_load_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    ).stdout.split()
    assert module.split(".")[0] in loaded
    assert not set(loaded) & set(HEAVY)

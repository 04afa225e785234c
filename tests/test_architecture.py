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

# Higher layers import lower ones. Modules that are not named here stand wherever their imports put them.
LAYERS = {
    0: ("errors", "units", "config", "paths", "messages"),
    1: ("timebase", "tempo_map", "osc_codec", "ring_buffer"),
    2: ("scheduler", "clocks", "clocks.internal", "clocks.midi", "clocks.link", "clocks.host", "clocks.selector"),
    3: ("osc_server", "midi_ports", "audio_stream", "reastream"),
    4: ("performer",),
    5: ("daemon",),
    6: ("cli",),
}
LAYER_OF = {f"bridge.{name}": layer for layer, names in LAYERS.items() for name in names}
DRIVERS = {f"bridge.{name}" for name in LAYERS[3]}

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


@pytest.mark.parametrize("module", sorted(LAYER_OF.keys() & sources().keys()))
def test_imports_point_down_the_layers(module: str) -> None:
    for other in reached(module) & LAYER_OF.keys():
        assert LAYER_OF[other] <= LAYER_OF[module], f"{module} reaches up to {other}"
        sideways = module in DRIVERS and other in DRIVERS
        assert not sideways, f"the driver {module} reaches the driver {other}"


def test_performer_knows_no_driver() -> None:
    assert not reached("bridge.performance.performer") & DRIVERS


@pytest.mark.parametrize("module", ["bridge.daemon", "bridge.commands.run", "bridge.commands.send", "bridge.cli"])
def test_daemon_and_its_clients_load_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    ).stdout.split()
    assert module.split(".")[0] in loaded
    assert not set(loaded) & set(HEAVY)

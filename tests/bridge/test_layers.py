"""Higher layers import lower ones, never the reverse, and drivers do not know one another."""

import ast
from pathlib import Path

import bridge

ROOT = Path(bridge.__file__).parent
LAYERS = [
    {"errors", "paths", "messages", "quiet"},
    {"timebase", "tempo_map", "osc_codec", "parts", "osc_arguments", "ledger"},
    {"clocks", "clocks.internal", "scheduler"},
    {"osc_server", "midi_ports", "subscribers", "osc_api", "osc_client"},
    {
        "planner",
        "clips",
        "listener",
        "listening",
        "performer",
        "take",
        "announcer",
        "clip_answers",
        "requests",
        "music",
        "render",
        "heard",
        "view",
    },
    {"daemon"},
    {"cli", "commands"},
]
LAYER_OF = {name: number for number, names in enumerate(LAYERS) for name in names}
DRIVERS = {"osc_server", "midi_ports"}
DRIVER_FREE = {"performer", "planner", "clips", "listener"}  # what plays knows protocols only


def imports(path):
    """Names below ``bridge.`` that a module imports."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("bridge"):
            names = [node.module] if node.module != "bridge" else [f"bridge.{each.name}" for each in node.names]
            yield from (name.removeprefix("bridge.") for name in names)


def modules():
    """(name, layer name, path) of every module of bridge."""
    for path in sorted(ROOT.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if name != "__init__":
            yield name, name.partition(".")[0] if name.startswith("commands") else name, path


def layer(name):
    return LAYER_OF["commands" if name.startswith("commands") else name]


def test_every_module_has_a_layer():
    assert {name for _, name, _ in modules()} <= set(LAYER_OF)


def test_nothing_imports_upwards():
    upward = [
        (name, imported)
        for name, room, path in modules()
        for imported in imports(path)
        if layer(imported) > layer(room)
    ]
    assert not upward


def test_drivers_do_not_know_one_another_and_the_performer_knows_none():
    sideways = [
        (name, imported)
        for name, _, path in modules()
        for imported in imports(path)
        if imported in DRIVERS and name in DRIVERS | DRIVER_FREE
    ]
    assert not sideways

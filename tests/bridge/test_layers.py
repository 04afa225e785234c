"""Higher layers import lower ones, never the reverse, and drivers do not know one another."""

import ast
from pathlib import Path

import bridge

ROOT = Path(bridge.__file__).parent
LAYERS = [
    {
        "errors",
        "paths",
        "messages",
        "quiet",
        "controls",
        "config",
        "config_scaffold",
        "config_table",
        "config_text",
        "config_values",
        "inference",
        "inference.protocol",
        "inference.settings",
        "inference.pipe",
        "child",
        "soundfonts",
        "hosts",
        "installing",
        "sound",
        "sound.instrument",
        "sound.protocol",
        "sound.settings",
        "learned",
        "audio_in",
        "audio_in.messages",
        "audio_in.ring",
        "audio_in.inputs",
        "audio_in.hearing",
    },
    {
        "timebase",
        "tempo_map",
        "osc_codec",
        "osc_stream",
        "reastream",
        "sounds",
        "parts",
        "osc_arguments",
        "ledger",
        "ticker",
        "feedback",
    },
    {
        "clocks",
        "clocks.internal",
        "clocks.line_fit",
        "clocks.ticks",
        "clocks.phase_lock",
        "clocks.midi",
        "clocks.host",
        "clocks.link",
        "clocks.selector",
        "scheduler",
    },
    {"osc_server", "osc_connections", "midi_ports", "subscribers", "osc_api", "osc_client", "take_file", "ableton_osc"},
    {
        "player_input",
        "cc_map",
        "wishes",
        "memory",
        "loop",
        "morph",
        "responder",
        "listener",
        "listening",
        "scene",
        "keys_held",
        "thinning",
        "planned",
        "performer",
        "take",
        "announcer",
        "music",
        "render",
        "heard",
        "view",
        "clip_client",
        "live_clips",
        "patches",
    },
    {"inference.improviser", "inference.duo", "inference.ear", "inference.clip_maker", "inference.worker"},
    {"inference.process", "inference.child", "inference.link"},
    {"sound.limiter", "sound.frame_clock", "sound.ring", "sound.renderer", "sound.fluid"},
    {"sound.outputs", "sound.taps", "sound.spectral"},
    {"sound.process", "sound.link", "reastream_input"},
    {"words_desk", "clip_desk", "fills", "scenes", "recorder", "witness", "audio_in.applied", "audio_in.input_ear"},
    {"audio_in.along", "audio_in.process"},
    {"audio_in.desk", "audio_in.renderings"},
    {
        "dispatcher",
        "requests",
        "hands",
        "offline",
        "reference",
        "checks",
        "checks_measured",
        "monitored",
        "monitor_view",
        "audio_in.report",
    },
    {"daemon"},
    {"cli", "commands", "bench"},
]
LAYER_OF = {name: number for number, names in enumerate(LAYERS) for name in names}
DRIVERS = {"osc_server", "midi_ports"}
DRIVER_FREE = {
    "performer",
    "wishes",
    "memory",
    "responder",
    "listener",
    "inference.worker",
    "inference.improviser",
}  # what plays knows protocols only


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
            yield name, room_of(name), path


def room_of(name):
    """Commands, benchmarks and patches are rooms as wholes."""
    first = name.partition(".")[0]
    return first if first in ("commands", "bench", "patches") else name


def layer(name):
    return LAYER_OF[room_of(name)]


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

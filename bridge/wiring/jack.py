"""Creates the daemon's end of the JACK process, where there is a JACK server or one is waited for."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec

from bridge.clocks import Source
from bridge.clocks.jack import JackClock
from bridge.core.errors import SetupError
from bridge.core.messages import MAIN_PORT
from bridge.core.timebase import SystemTime
from bridge.jack.link import JackLink
from bridge.jack.protocol import JackSettings
from bridge.jack.sound_memory import MOST_PERIOD_FRAMES, free_sound_memory, make_sound_memory
from bridge.midi.jack_server import JackServer
from bridge.midi.opening import CLIENT_NAME, PORT_NAME, OpenedPort, open_output
from bridge.midi.ports import NullPort
from bridge.performance.scene_editor import SceneEditor
from bridge.playback.ports import Port
from bridge.processes.child import start_child
from bridge.settings.config import Config
from bridge.sound.settings import OFF
from bridge.sound.stem_names import OUTPUT_NAMES
from model.music.config import PARTS
from model.music.events import Metre

log = logging.getLogger(__name__)

INPUT, CLOCK_INPUT = "in", "clock"
PARTS_LAYOUT = "parts"
SOUND_OUTPUTS = ("out_left", "out_right")
BY_MIDI = (Source.MIDI, Source.MTC)  # clocks that come by a MIDI input
_HINT = "install it with: pip install JACK-Client"


def jack_of(config: Config, time: SystemTime, on_close: Callable[[Callable[[], object]], None]) -> JackLink | None:
    """The link to a JACK process that loads meanwhile; None where no server runs, or rtmidi is to make the ports.

    Raises SetupError when JACK's transport is asked for and the binding is not installed.
    """
    is_asked = config.clock.source == Source.JACK
    if find_spec("jack") is None:
        if is_asked:
            raise SetupError(f"to follow JACK's transport, Sideman needs the package JACK-Client; {_HINT}")
        return None
    has_ports = config.midi.jack and not config.midi.output
    if not is_asked and not (has_ports and _server_runs(time)):
        return None
    settings = JackSettings(
        CLIENT_NAME,
        _outputs(config) if has_ports else (),
        _inputs(config) if has_ports else (),
        log.getEffectiveLevel(),
        *(_sound_of_jack(config, on_close) if config.audio.voice != OFF and not config.audio.device else ("", ())),
    )
    link = JackLink(partial(start_child, "bridge.jack.process", settings), time, settings)
    on_close(link.close)
    link.spawn()
    return link


def _sound_of_jack(config: Config, on_close: Callable[[Callable[[], object]], None]) -> tuple[str, tuple[str, ...]]:
    """Memory for our own sound, and the names of its outputs."""
    n_frames = (config.audio.ahead_blocks + 2) * config.audio.block_frames + 2 * MOST_PERIOD_FRAMES
    outputs = SOUND_OUTPUTS + (OUTPUT_NAMES if config.audio.stems else ())
    path, descriptor = make_sound_memory(len(outputs), n_frames)
    on_close(partial(free_sound_memory, path, descriptor))
    return path, outputs


def _outputs(config: Config) -> tuple[str, ...]:
    return (PORT_NAME, *(PARTS if config.midi.ports == PARTS_LAYOUT else ()))


def _inputs(config: Config) -> tuple[str, ...]:
    if not config.midi.own_input:
        return ()
    return (INPUT, CLOCK_INPUT) if config.clock.source in BY_MIDI else (INPUT,)


def _server_runs(time: SystemTime) -> bool:
    server = JackServer(time)
    runs = server.watch()
    server.close()
    return runs


def open_main(config: Config, jack: JackLink | None) -> OpenedPort:
    """The main output: JACK's, or one of rtmidi's. Raises MidiPortError."""
    if jack is not None and jack.has_outputs:
        return OpenedPort(jack.port(PORT_NAME), "")
    opened = open_output(config.midi.output or None)
    if config.midi.ports == PARTS_LAYOUT:
        opened = opened._replace(sentence=f"{opened.sentence}; a port for each part needs JACK and JACK-Client")
    return opened


def ports_of(config: Config, jack: JackLink | None, main: Port) -> dict[str, Port]:
    """Outputs of the scheduler by name; those that are named in the configuration are not open yet."""
    named: dict[str, Port] = {name: NullPort() for name in sorted(set(config.part_ports.values()))}
    return {MAIN_PORT: main, **named, **_own_part_ports(config, jack)}


def routes_of(config: Config, jack: JackLink | None) -> dict[str, str]:
    """The scheduler's port of each part that has one beside the main one."""
    own = {name.partition(":")[2]: name for name in _own_part_ports(config, jack)}
    return own | dict(config.part_ports)


def _own_part_ports(config: Config, jack: JackLink | None) -> dict[str, Port]:
    if jack is None or not jack.has_outputs or config.midi.ports != PARTS_LAYOUT:
        return {}
    return {f"{CLIENT_NAME}:{part}": jack.port(part) for part in PARTS}


def start_jack(jack: JackLink | None, clock: JackClock | None, editor: SceneEditor) -> tuple[str, ...]:
    """Follow the transport and wait for the process; returns sentences about it. Raises SetupError."""
    if jack is None:
        return ()
    if clock is not None:
        jack.clock = clock
        clock.on_metre = partial(_follow_metre, editor)
    return (jack.start(),)


def _follow_metre(editor: SceneEditor, metre: tuple[int, int]) -> None:
    try:
        editor.set_metre(Metre.parse(f"{metre[0]}/{metre[1]}"))
    except ValueError as error:  # the transport is followed all the same
        log.warning("the metre of JACK's transport is not played: %s", error)

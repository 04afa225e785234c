"""Values that the configuration gives to the parts of the daemon."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from pathlib import Path

from bridge.core.background import Background
from bridge.core.errors import ConfigError, UnknownArticulationsError, UnknownDrumMapError
from bridge.core.messages import MAIN_PORT
from bridge.core.timebase import SystemTime
from bridge.jack.link import JackLink
from bridge.osc.peer import Peer
from bridge.osc.subscribers import Subscribers, Topic
from bridge.performance.scene import Mode, PerformerSettings, Quantum, Scene
from bridge.playback.articulations import Articulations, read
from bridge.playback.drum_maps import GM, DrumMap, find
from bridge.processes.child import start_child
from bridge.settings.config import Config
from bridge.sound.link import SoundLink
from bridge.sound.settings import settings_of
from model.music.config import PARTS
from model.text import complete, parse

log = logging.getLogger(__name__)


def sound_of(config: Config, time: SystemTime, jack: JackLink | None) -> SoundLink | None:
    """Our own sound, if it is asked for; by Sideman's client of JACK, if that has outputs for it."""
    settings = settings_of(config, log.getEffectiveLevel())
    if settings is None:
        return None
    goes_to_jack = jack is not None and bool(jack.sound_memory)
    if jack is not None:
        settings = settings._replace(jack_memory=jack.sound_memory)
    spawn = partial(start_child, "bridge.sound.process", settings)
    link = SoundLink(spawn, time, settings.ahead_s(settings.block_frames), settings.offset_s)
    link.jack = jack if goes_to_jack else None
    return link


def subscribers_of(config: Config, send_packet: Callable[[Peer, bytes], None], time: SystemTime) -> Subscribers:
    """Subscribers, with the app that the configuration names."""
    subscribers = Subscribers(send_packet, time)
    if config.osc.mirror_port:
        subscribers.keep(Peer("127.0.0.1", config.osc.mirror_port), Topic.MIRROR)
    return subscribers


def offsets_s_of(config: Config) -> dict[str, float]:
    """Seconds that each port's messages are sent later (negative: earlier), by port."""
    offsets_s = {MAIN_PORT: config.midi.offset_ms / 1000.0}
    return offsets_s | {name: ms / 1000.0 for name, ms in config.midi.port_offsets_ms.items()}


def drum_map_of(config: Config, name: str) -> DrumMap:
    """The drum map that a setting of ``[midi]`` names. Raises ConfigError."""
    try:
        return find(getattr(config.midi, name) or GM)
    except UnknownDrumMapError as error:
        raise ConfigError(f"midi.{name}: {error}") from error


def articulations_of(config: Config) -> dict[int, Articulations]:
    """Articulations by number of the part. Raises ConfigError."""
    found: dict[int, Articulations] = {}
    for part, path in config.part_articulations.items():
        try:
            found[PARTS.index(part)] = read(Path(path).expanduser())
        except UnknownArticulationsError as error:
            raise ConfigError(f"parts.{part}.articulations: {error}") from error
    return found


def first_scene_of(config: Config) -> Scene:
    """The scene at the start of the daemon."""
    plan = complete(parse(config.performer.prompt))
    return Scene(plan, config.controls, (), Mode(config.performer.mode), Quantum(config.performer.quantum))


def performer_settings(config: Config) -> PerformerSettings:
    """Settings of the performer."""
    performer = config.performer
    return PerformerSettings(
        bars_ahead=performer.bars_ahead,
        follow_start=config.clock.follow_start,
        respond_after_beats=performer.respond_after_beats,
        respond_max_bars=performer.respond_max_bars,
        sends_programs=config.midi.program_changes,
        host_programs=config.midi.host_programs,
        named_ports=frozenset([*config.part_ports.values(), *([MAIN_PORT] if config.midi.output else [])]),
        handover_key=performer.handover_key,
        follow_tempo=performer.follow_tempo,
    )


def write_back(config_path: Path | None, files: Background) -> Callable[[str, str | None], None] | None:
    """Function that writes learned controllers back; None without a file."""
    if config_path is None:
        return None

    def write(key: str, target: str | None) -> None:
        from bridge.settings.config_writeback import write_cc

        write_cc(config_path, key, target)

    return lambda key, target: files.submit(partial(write, key, target))


def version() -> str:
    """The installed version of Sideman."""
    try:
        return installed_version("sideman")
    except PackageNotFoundError:  # run from a bare checkout
        return "unknown"

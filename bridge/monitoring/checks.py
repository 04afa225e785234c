"""The checks of `sideman doctor`: Python, packages, configuration, ports, disk, memory. One thread.

A check never raises; it reports what it found and, where something is wrong, what to do.
`bridge.monitoring.checks_measured` holds the checks that take a while.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from enum import StrEnum
from importlib import import_module, metadata
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement

from bridge.core.errors import ConfigError, MidiPortError, PortTakenError, SetupError, SidemanError
from bridge.core.paths import takes_directory
from bridge.core.timebase import SystemTime
from bridge.midi.backend import PortInfo, list_ports, load_rtmidi, what_to_do
from bridge.midi.opening import open_output, open_own_input
from bridge.midi.ports import NullPort
from bridge.monitoring.fixes import ChangeSetting, Fix, InstallPackage
from bridge.osc.client import OscClient
from bridge.osc.server import OscServer
from bridge.settings.config import Config, find_config, load

PYTHON_FROM = (3, 11)  # as pyproject.toml has it
DISTRIBUTION = "sideman"
OPTIONAL = {"aalink": "Ableton Link", "tensorflow": "training only"}
EXTRAS = {"aalink": "link", "tensorflow": "train"}
ANSWER_WITHIN_S = 1.0
N_NAMED = 8
MIN_FREE_MB = 500  # both processes take 250, a DAW's next plug-in the rest
ANY_ADDRESS, LOOPBACK = "0.0.0.0", "127.0.0.1"
_HOW_TO_GET_PORTS = {
    "linux": "start JACK, or load ALSA's sequencer: modprobe snd-seq",
    "win32": "install loopMIDI, add two ports there and name them as midi.output and midi.inputs",
}


class Level(StrEnum):
    """Result of a check."""

    OK = "ok"
    WARNING = "warning"  # the daemon plays, but not all of it
    FAILURE = "failure"  # the daemon does not start or cannot do what was asked


class Check(NamedTuple):
    """A check: its subject, its finding, and what to do about it."""

    subject: str
    level: Level
    finding: str
    todo: str = ""
    fix: Fix | None = None  # what would put it right, where that can be done for the user


def python() -> Check:
    """Whether this Python will do."""
    finding = f"{sys.version.split()[0]} at {sys.executable}"
    if sys.version_info[:2] >= PYTHON_FROM:
        return Check("Python", Level.OK, finding)
    return Check("Python", Level.FAILURE, finding, f"Sideman needs Python {'.'.join(map(str, PYTHON_FROM))} or later")


def packages() -> Iterator[Check]:
    """Packages that are needed, then optional ones."""
    try:
        needed = [each for each in metadata.requires(DISTRIBUTION) or () if _is_needed_here(each)]
    except metadata.PackageNotFoundError:
        yield Check("packages", Level.WARNING, "Sideman itself is not installed", "install it with: pip install -e .")
        return
    found = {name: _version(name) for name in map(_name, needed)}
    versions = ", ".join(f"{name} {version}" for name, version in found.items() if version)
    yield Check("packages", Level.OK, versions)
    for each in needed:
        if problem := _problem(each, found[_name(each)]):
            requirement = each.partition(";")[0].strip()
            todo = f"install it with: pip install '{requirement}'"
            yield Check("packages", Level.FAILURE, problem, todo, InstallPackage(requirement))
    for name, purpose in OPTIONAL.items():
        version = _version(name)
        finding = f"{name} {version} ({purpose})" if version else f"{name} is not installed ({purpose})"
        is_fixed = version or getattr(sys, "frozen", False)  # nothing can be added to the app without Python
        todo = "" if is_fixed else f"if wanted: pip install 'sideman[{EXTRAS[name]}]'"
        yield Check("optional package", Level.OK, finding, todo)


def configuration(path: Path | None, overrides: Sequence[str]) -> tuple[Check, Config]:
    """The configuration as `sideman run` finds it; the defaults when it is none."""
    path = path or find_config(Path())
    name = str(path) if path else "none found here, so the defaults hold"
    try:
        return Check("configuration", Level.OK, name), load(path, overrides)
    except ConfigError as error:
        return Check("configuration", Level.FAILURE, str(error), "the rest is checked with the defaults"), Config()


def osc_port(config: Config) -> Check:
    """Whether the port is free, else which program answers there."""
    host, port = config.osc.host, config.osc.port
    kinds = "UDP and TCP" if config.osc.tcp else "UDP"
    if port == 0:
        return Check("OSC port", Level.OK, "any free one is taken at the start")
    try:
        OscServer(host, port, SystemTime(), max_connections=int(config.osc.tcp)).close()
    except PortTakenError as error:
        if running := _sideman_at(LOOPBACK if host == ANY_ADDRESS else host, port):
            return Check("OSC port", Level.OK, f"{running} answers on {host}:{port}; another one needs another --port")
        fix = ChangeSetting("osc", "port", _free_port(host))
        finding, todo = str(error).partition(":")[0], "stop what uses it, or set osc.port"
        return Check("OSC port", Level.FAILURE, finding, todo, fix)
    except SidemanError as error:
        return Check("OSC port", Level.FAILURE, str(error), "set osc.host to an address of this machine")
    return Check("OSC port", Level.OK, f"{host}:{port} is free ({kinds})")


def midi(config: Config) -> Iterator[Check]:
    """MIDI system, ports, and what of the configured ones is missing."""
    try:
        load_rtmidi()
    except (SetupError, OSError) as error:
        finding = f"python-rtmidi cannot be loaded: {error.__cause__ or error}"
        if _has_jack():
            yield Check("MIDI system", Level.WARNING, f"{finding}; MIDI goes over JACK alone", what_to_do())
        else:
            yield Check("MIDI system", Level.FAILURE, finding, what_to_do())
        return
    found = list_ports()
    for is_output, subject in ((True, "MIDI outputs"), (False, "MIDI inputs")):
        yield Check(subject, Level.OK, _named([info for info in found if info.is_output is is_output]))
    yield _main_output(config)
    yield _virtual()
    yield from _missing(config, found)


def takes(config: Config) -> Check:
    """Whether takes and clips can be written."""
    folder = takes_directory(config.takes.folder_path)
    there = next(each for each in (folder, *folder.parents) if each.exists())
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as error:
        finding = f"{folder} cannot be written: {error.strerror or error}"
        fix = ChangeSetting("takes", "folder", str(Path.home() / "Sideman takes"))
        return Check("takes", Level.FAILURE, finding, "set takes.folder to a folder of yours", fix)
    return Check("takes", Level.OK, f"{folder} " + ("can be written" if there == folder else "can be made"))


def memory() -> Check:
    """Free memory, where the system reports it."""
    free_mb = _free_mb()
    if free_mb is None:
        return Check("memory", Level.OK, "this system does not report free memory")
    if free_mb >= MIN_FREE_MB:
        return Check("memory", Level.OK, f"{free_mb:,.0f} MB are free")
    todo = "close other programs, or set inference.rules_only, which saves 60 MB"
    return Check("memory", Level.WARNING, f"only {free_mb:,.0f} MB are free", todo)


def _free_port(host: str) -> int:
    """A port for OSC that nobody uses now."""
    server = OscServer(host, 0, SystemTime())
    port = server.peer.port
    server.close()
    return port


def _is_needed_here(requirement: str) -> bool:
    """Whether this Python on this system needs it, without extras."""
    marker = Requirement(requirement).marker
    return marker is None or marker.evaluate({"extra": ""})


def _has_jack() -> bool:
    """Whether JACK's library is there; JACK-Client makes our ports where rtmidi cannot."""
    try:
        import_module("jack")
    except (ImportError, OSError):
        return False
    return True


def _name(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement)[0]


def _version(name: str) -> str:
    """The installed version, or nothing."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _problem(requirement: str, version: str) -> str:
    least = re.search(r">=([0-9.]+)", requirement)
    if not version:
        return f"{_name(requirement)} is not installed"
    if least and _numbers(version) < _numbers(least[1]):
        return f"{_name(requirement)} {version} is too old"
    return ""


def _numbers(version: str) -> tuple[int, ...]:
    """Numbers of a version, trailing zeros aside.

    >>> _numbers("2.10.0rc1") > _numbers("2.9")
    True
    """
    numbers = [int(each) for each in re.findall(r"\d+", re.split(r"[a-z+]", version)[0])]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _sideman_at(host: str, port: int) -> str:
    """Version of the Sideman that answers there; empty without one."""
    with suppress(SidemanError, OSError), OscClient(host, port) as client:
        for answer in client.ask("/sideman/version", (), "/sideman/version", ANSWER_WITHIN_S):
            if answer.address == "/sideman/version":
                version, model_hash = map(str, (*answer.arguments, "", "")[:2])
                return f"Sideman {version}, model {model_hash[:12]},"
    return ""


def _named(ports: Sequence[PortInfo]) -> str:
    names = [f"{info.name} ({info.api})" for info in ports[:N_NAMED]]
    more = f" and {len(ports) - N_NAMED} more" if len(ports) > N_NAMED else ""
    return f"{', '.join(names) or 'none'}{more}"


def _main_output(config: Config) -> Check:
    """Opens what the daemon would open."""
    try:
        opened = open_output(config.midi.output or None)
    except MidiPortError as error:
        return Check("main output", Level.FAILURE, str(error), 'set midi.output to one of these, or to "" for our own')
    opened.port.close()
    is_lacking = isinstance(opened.port, NullPort) and not config.midi.output
    return Check("main output", Level.WARNING if is_lacking else Level.OK, opened.sentence)


def _virtual() -> Check:
    own = open_own_input(lambda _data, _at_s: None, SystemTime())
    if own is None:
        todo = _HOW_TO_GET_PORTS.get(sys.platform, "name existing ports as midi.output and midi.inputs")
        return Check("ports of our own", Level.WARNING, "cannot be made here", todo)
    own.close()
    return Check("ports of our own", Level.OK, f"can be made ({own.api})")


def _missing(config: Config, found: Sequence[PortInfo]) -> Iterator[Check]:
    """Ports named in the configuration that the daemon would wait for."""
    wanted = [("input", name) for name in config.midi.inputs]
    wanted += [("output", name) for name in dict.fromkeys(config.part_ports.values())]
    names = {kind: [info.name.lower() for info in found if info.is_output == (kind == "output")] for kind, _ in wanted}
    missing = [(kind, name) for kind, name in wanted if not any(name.lower() in each for each in names[kind])]
    for kind, name in missing:
        todo = "connect it, it is used as soon as it is there, or correct its name"
        yield Check("configured port", Level.WARNING, f"there is no MIDI {kind} named {name!r}", todo)
    if wanted and not missing:
        yield Check("configured ports", Level.OK, f"{', '.join(name for _, name in wanted)}: all there")


def _free_mb() -> float | None:
    with suppress(OSError):
        if found := re.search(r"MemAvailable:\s+(\d+) kB", Path("/proc/meminfo").read_text(encoding="ascii")):
            return int(found[1]) / 1000.0
    if sys.platform != "win32":
        with suppress(ValueError, OSError):  # macOS does not tell this one
            return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e6
    return None

"""The folders where each host looks for files, per system, and our files for it. Reads the disk, writes nothing."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from bridge.core.errors import SetupError

HOSTS = ("max", "live", "pd", "plugdata", "reaper", "supercollider")
MADE = ("pd", "supercollider")  # hosts that look into a folder of the user's which they do not make themselves
COMMAND_FILE = "sideman_command.txt"
_ROOT = Path(__file__).parents[2]


class Wanted(NamedTuple):
    """A file to install: its path below the host's folder, and its contents."""

    place: Path
    data: bytes


class System(NamedTuple):
    """Everything that the locations depend on."""

    platform: str  # as sys.platform
    home: Path
    environment: Mapping[str, str]


def this_system() -> System:
    """The system that this process runs on."""
    return System(sys.platform, Path.home(), os.environ)


def folder_of(host: str, system: System) -> Path:
    """The folder of a host, which exists or may be made. Raises SetupError with the places looked at."""
    places = list(_places(host, system))
    found = next((place for place in places if place.is_dir()), None)
    if found is None and host in MADE:
        return places[0]
    if found is None:
        tried = ", ".join(map(str, places))
        raise SetupError(
            f"no folder of {_NAMES[host]} was found ({tried}); start it once, or name its folder with --folder"
        )
    return found


def files_for(host: str, root: Path | None = None) -> list[Wanted]:
    """Our files for a host. Raises SetupError when this installation lacks them."""
    source = root or _source()
    wanted = [Wanted(Path(place) / path.name, path.read_bytes()) for place, path in _rows(host, source)]
    if not wanted:
        raise SetupError(f"this installation brings no files for {_NAMES[host]}; install Sideman again")
    if host == "reaper":
        wanted.append(Wanted(Path("Scripts/Sideman") / COMMAND_FILE, f"{_command()}\n".encode()))
    return wanted


_NAMES = {
    "max": "Max",
    "live": "Ableton Live",
    "pd": "Pure Data",
    "plugdata": "plugdata",
    "reaper": "REAPER",
    "supercollider": "SuperCollider",
}


def _places(host: str, system: System) -> Iterator[Path]:
    documents = system.home / "Documents"
    match host, system.platform:
        case "max", _:
            yield from (documents / f"Max {version}" for version in (9, 8))
        case "live", "darwin":
            yield system.home / "Music/Ableton/User Library"
        case "live", _:
            yield documents / "Ableton/User Library"
        case "pd", "linux":
            yield from (system.home / ".local/lib/pd/extra", system.home / "pd-externals", documents / "Pd/externals")
        case "pd", _:
            yield documents / "Pd/externals"
        case "plugdata", _:
            yield documents / "plugdata"
        case "supercollider", "darwin":
            yield system.home / "Library/Application Support/SuperCollider/Extensions"
        case "supercollider", "win32":
            local = system.environment.get("LOCALAPPDATA", system.home / "AppData/Local")
            yield Path(local) / "SuperCollider/Extensions"
        case "supercollider", _:
            data = system.environment.get("XDG_DATA_HOME") or system.home / ".local/share"
            yield Path(data) / "SuperCollider/Extensions"
        case "reaper", "darwin":
            yield system.home / "Library/Application Support/REAPER"
        case "reaper", "win32":
            yield Path(system.environment.get("APPDATA", system.home / "AppData/Roaming")) / "REAPER"
        case "reaper", _:
            yield system.home / ".config/REAPER"


def _rows(host: str, source: Path) -> Iterator[tuple[str, Path]]:
    """(place below the host's folder, our file)."""
    match host:
        case "max":
            yield from _in("Packages/Sideman/patchers", source / "max_patches", "*.maxpat")
            yield from _in("Packages/Sideman/javascript", source / "max_patches", "*.js")
        case "live":
            yield from _in("Presets/MIDI Effects/Max MIDI Effect/Sideman", source / "max_patches", "*.amxd")
            yield from _in("Sideman", source / "live_extension", "*.ablx")
        case "pd":
            for name in ("sideman.pd", "sideman.remote.pd"):
                yield from _in("sideman", source / "max_patches/pd", name)
        case "plugdata":
            for name in ("sideman.plugdata.pd", "sideman.remote.pd"):
                yield from _in("Sideman", source / "max_patches/pd", name)
        case "supercollider":
            coder = source / "live_coding/supercollider"
            yield from _in("Sideman/Classes", coder / "Classes", "*.sc")
            yield from _in("Sideman/HelpSource/Classes", coder / "HelpSource/Classes", "*.schelp")
            yield from _in("Sideman/examples", coder / "examples", "*.scd")
        case "reaper":
            yield from _in("Scripts/Sideman", source / "reaper_scripts", "*.lua")
            yield from _in("OSC", source / "reaper_scripts", "*.ReaperOSC")


def _in(place: str, folder: Path, pattern: str) -> Iterator[tuple[str, Path]]:
    yield from ((place, path) for path in sorted(folder.glob(pattern)))


def _source() -> Path:
    """The repository, or what an installed package brought along."""
    return _ROOT if (_ROOT / "max_patches").is_dir() else Path(sys.prefix) / "share" / "sideman"


def _command() -> str:
    """Command by which scripts start Sideman: the one beside this Python, else the one on the PATH."""
    beside = Path(sys.executable).parent / ("sideman.exe" if sys.platform == "win32" else "sideman")
    return str(beside) if beside.exists() else shutil.which("sideman") or "sideman"

"""Installs files into another program's folder and removes them; files that are not ours are never touched.

A list beside the files names ours, with a hash of each: a file that was edited is no longer ours.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from bridge.core.errors import SetupError
from bridge.hosts.locations import Wanted

LIST_NAME = ".sideman-files.json"


def list_name(host: str) -> str:
    """Name of the list of a host's files; several hosts may share a folder.

    >>> list_name("pd")
    '.sideman-files-pd.json'
    """
    return LIST_NAME.replace(".json", f"-{host}.json") if host else LIST_NAME


def install(folder: Path, wanted: Sequence[Wanted], host: str = "") -> Iterator[Path]:
    """Write the files, all or none, and yield where. Raises SetupError, having changed nothing."""
    ours = _known(folder, wanted, host)
    strange = [
        each.place for each in wanted if not _may_write(folder / each.place, ours.get(str(each.place)), each.data)
    ]
    if strange:
        others = f" and {len(strange) - 1} more" if len(strange) > 1 else ""
        raise SetupError(
            f"{folder / strange[0]}{others} is there and not ours, or was changed since; move it away, then try again"
        )
    ours |= {str(each.place): _hash(each.data) for each in wanted}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_list(folder / list_name(host), ours)  # first: what is half written can be removed
        for each in wanted:
            path = folder / each.place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(each.data)
            yield path
    except OSError as error:
        raise SetupError(f"{error.filename or folder} cannot be written: {error.strerror or error}") from error


def remove(folder: Path, host: str = "", wanted: Sequence[Wanted] = ()) -> Iterator[tuple[Path, bool]]:
    """Delete Sideman's files for a host; yields (path, whether it was deleted): changed files stay.

    wanted: today's files of the host, which say what of an older list, one for all hosts, is this host's.
    """
    ours = _known(folder, wanted, host)
    for place, known in ours.items():
        path = folder / place
        if not path.exists():
            continue
        if _hash(path.read_bytes()) != known:
            yield path, False
            continue
        path.unlink()
        _prune(path.parent, folder)
        yield path, True
    (folder / list_name(host)).unlink(missing_ok=True)
    _forget_in_old_list(folder, ours)


def _may_write(path: Path, known: str | None, data: bytes) -> bool:
    if not path.exists():
        return True
    here = _hash(path.read_bytes()) if path.is_file() else ""
    return here in (known, _hash(data))


def _prune(path: Path, stop: Path) -> None:
    """Remove folders that are empty now, up to the host's own."""
    while path != stop and path.is_dir() and not any(path.iterdir()):
        path.rmdir()
        path = path.parent


def _known(folder: Path, wanted: Sequence[Wanted], host: str) -> dict[str, str]:
    """Our files for a host by their places, of its own list and of one that earlier versions kept for all hosts."""
    places = {each.place.parent for each in wanted}
    old = _read(folder / LIST_NAME)
    mine = {place: known for place, known in old.items() if not host or Path(place).parent in places}
    return mine | (_read(folder / list_name(host)) if host else {})


def _forget_in_old_list(folder: Path, gone: dict[str, str]) -> None:
    path = folder / LIST_NAME
    if path.exists():
        rest = {place: known for place, known in _read(path).items() if place not in gone}
        _write_list(path, rest) if rest else path.unlink()


def _read(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    try:
        return {str(place): str(known) for place, known in json.loads(path.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, AttributeError) as error:
        raise SetupError(f"{path} cannot be read ({error}); move it away, then try again") from error


def _write_list(path: Path, ours: dict[str, str]) -> None:
    path.write_text(json.dumps(ours, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()

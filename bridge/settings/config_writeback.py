"""Writes a learned controller or a measured setting back into the configuration.

Any thread, one at a time.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from bridge.core.errors import ConfigError
from bridge.settings.config import CC_TARGETS, Config, checked_setting, dotted, loads
from bridge.settings.config_table import SECTIONS
from bridge.settings.config_text import read_text
from bridge.settings.config_values import Value
from bridge.settings.controls import AUTO

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
WINDOWS_LINE_END = b"\r\n"


def write_cc(path: Path, key: str, target: str | None) -> None:
    """Let a controller (``"21"``, ``"21.3"``) turn ``target``, or nothing (None); comments and order stay.

    The file is replaced as a whole or not at all, and made if it is not there. Raises ConfigError when it is
    no configuration (any more), when key or target mean nothing, or when it cannot be written.
    """
    checked_setting(("cc", key), CC_TARGETS[0] if target is None else target)

    def wanted(text: str, name: str) -> Config:
        before = loads(text, name)
        others = {each: turned for each, turned in before.cc.items() if each != key}
        return before._replace(cc=others if target is None else {**others, key: target})

    _rewrite(path, ("cc", key), partial(_put, key=key, target=target), wanted)


def write_setting(path: Path, section: str, name: str, value: Value) -> None:
    """Give ``section.name`` (``"midi"``, ``"parts.drums"``) another value; comments and order stay.

    The file is replaced as a whole or not at all, and made if it is not there. ``value`` None: auto. Raises
    ConfigError when it is no configuration, when there is no such setting or it cannot have this value, or when it
    cannot be written.
    """
    keys = (*section.split("."), name)
    written = AUTO if value is None else list(value) if isinstance(value, tuple) else value
    if keys[:-1] in SECTIONS:
        checked_setting(keys, written)
    else:
        checked_setting(keys[:-1], {name: written})  # refuses, and names the nearest section

    def wanted(text: str, name: str) -> Config:
        return loads(text, name, [f"{dotted(keys)}={_literal(written)}"])

    _rewrite(path, keys, partial(_put_setting, keys=keys, value=written), wanted)


def _rewrite(
    path: Path, keys: tuple[str, ...], change: Callable[[Any], None], wanted: Callable[[str, str], Config]
) -> None:
    """Change a file; ``wanted`` computes from its text and name what it must then hold. Raises ConfigError."""
    path = path.expanduser().resolve()  # a link stays a link
    text = read_text(path) if path.exists() else ""
    aim = wanted(text, str(path))
    changed = _changed(text, keys, change, path)
    # Read back before anything is lost: the file was written by hand, in any form that TOML allows.
    if _read_back(changed, keys, path) != aim:
        raise ConfigError(_by_hand(path, keys))
    _replace(path, changed.encode())


def _changed(text: str, keys: tuple[str, ...], change: Callable[[Any], None], path: Path) -> str:
    import tomlkit  # late: only MIDI learn needs it

    try:
        document = tomlkit.parse(text)
        change(document)
        return tomlkit.dumps(document)
    except Exception as error:  # whatever it stumbles over, nothing was written yet
        raise ConfigError(_by_hand(path, keys)) from error


def _read_back(text: str, keys: tuple[str, ...], path: Path) -> Config:
    try:
        return loads(text, str(path))
    except ConfigError as error:
        raise ConfigError(_by_hand(path, keys)) from error


def _literal(value: object) -> str:
    import tomlkit

    return tomlkit.item(value).as_string()


def _put_setting(document: Any, keys: tuple[str, ...], value: object) -> None:
    *sections, name = keys
    table = document
    for section in sections:
        table = table.setdefault(section, {})
    table[name] = value


def _put(document: Any, key: str, target: str | None) -> None:
    table = document.setdefault("cc", {})
    controller, _, channel = key.partition(".")
    if channel and isinstance(table.get(controller), dict):  # 21.3 was written without quotes
        table, key = table[controller], channel
    if target is not None:
        table[key] = target
    elif key in table:
        del table[key]


def _by_hand(path: Path, keys: tuple[str, ...]) -> str:
    return f"{path}: {dotted(keys)} cannot be changed without harm to the rest; write it there by hand"


def _replace(path: Path, data: bytes) -> None:
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        old = path.read_bytes() if path.exists() else b""
        if WINDOWS_LINE_END in old:
            data = data.replace(b"\n", WINDOWS_LINE_END)
        with new.open("wb") as file:
            file.write(BYTE_ORDER_MARK + data if old.startswith(BYTE_ORDER_MARK) else data)
            file.flush()
            os.fsync(file.fileno())  # else a power cut may leave an empty file under the good name
        if path.exists():
            shutil.copymode(path, new)
        os.replace(new, path)
    except OSError as error:
        with suppress(OSError):
            new.unlink()
        raise ConfigError(f"{path} cannot be written: {error.strerror}") from error

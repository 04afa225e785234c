"""What a controller was taught to turn, written back into the configuration. Any thread, one at a time."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

from bridge.config import CC_TARGETS, checked_setting, dotted, loads
from bridge.config_text import read_text
from bridge.errors import ConfigError

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
WINDOWS_LINE_END = b"\r\n"


def write_cc(path: Path, key: str, target: str | None) -> None:
    """Let a controller (``"21"``, ``"21.3"``) turn ``target``, or nothing (None); comments and order stay.

    The file is replaced as a whole or not at all, and made if it is not there. Raises ConfigError when it is
    no configuration (any more), when key or target mean nothing, or when it cannot be written.
    """
    checked_setting(("cc", key), CC_TARGETS[0] if target is None else target)
    path = path.expanduser().resolve()  # a link stays a link
    text = read_text(path) if path.exists() else ""
    wanted = {**loads(text, str(path)).cc, key: target}
    if target is None:
        del wanted[key]
    changed = _changed(text, key, target, path)
    # Read back before anything is lost: the file was written by hand, in ways that nobody foresaw.
    if loads(changed, str(path)).cc != wanted:
        raise ConfigError(_by_hand(path, key))
    _replace(path, changed.encode())


def _changed(text: str, key: str, target: str | None, path: Path) -> str:
    import tomlkit  # late: only who teaches a controller waits for it

    try:
        document = tomlkit.parse(text)
        _put(document, key, target)
        return tomlkit.dumps(document)
    except Exception as error:  # whatever it stumbles over, nothing was written yet
        raise ConfigError(_by_hand(path, key)) from error


def _put(document: Any, key: str, target: str | None) -> None:
    table = document.setdefault("cc", {})
    controller, _, channel = key.partition(".")
    if channel and isinstance(table.get(controller), dict):  # 21.3 was written without quotes
        table, key = table[controller], channel
    if target is not None:
        table[key] = target
    elif key in table:
        del table[key]


def _by_hand(path: Path, key: str) -> str:
    return f"{path}: {dotted(('cc', key))} cannot be changed without harm to the rest; write it there by hand"


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

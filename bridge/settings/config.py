"""The configuration of the daemon: defaults, then a TOML file, then ``--set``; checked once. Any thread.

Errors name the file and the line, or the ``--set``. `bridge.settings.config_table` is the table of settings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bridge.core.errors import ConfigError
from bridge.core.paths import settings_directory
from bridge.settings.config_table import (
    BY_PATH,
    CC_TARGETS,
    FREE_TABLES,
    SECTION_CLASSES,
    SECTIONS,
    AudioConfig,
    ClockConfig,
    Config,
    InferenceConfig,
    MidiConfig,
    OscConfig,
    PerformerConfig,
    ReaStreamConfig,
    TakesConfig,
)
from bridge.settings.config_values import MAX_SHOWN_CHARACTERS, Kind, Value, checked, shown
from bridge.settings.controls import PART_FIELD_BY_NAME, Controls

__all__ = [
    "CC_TARGETS",
    "CONFIG_NAME",
    "AudioConfig",
    "ClockConfig",
    "Config",
    "InferenceConfig",
    "MidiConfig",
    "OscConfig",
    "PerformerConfig",
    "ReaStreamConfig",
    "TakesConfig",
    "checked_setting",
    "dotted",
    "find_config",
    "load",
    "loads",
    "user_config",
]

CONFIG_NAME = "sideman.toml"
MAX_CHANNEL, MAX_CONTROLLER = 16, 119  # the controllers above are orders to whole channels, not knobs

Keys = tuple[str, ...]
Place = Callable[[Keys], str]
_CC_KEY = r"(0|[1-9][0-9]{0,2})(?:\.([1-9][0-9]?))?"  # compiled when a [cc] is read: every start counts


def find_config(cwd: Path) -> Path | None:
    """``sideman.toml`` in that folder, else the user's own, if it is there; `Path()` gives the short name in errors."""
    return next((path for path in (cwd / CONFIG_NAME, user_config()) if path.exists()), None)


def user_config() -> Path:
    """The user's own configuration, for wherever Sideman is started; it may not be there."""
    return settings_directory() / CONFIG_NAME


def load(path: Path | None, overrides: Sequence[str] = ()) -> Config:
    """Defaults, overridden by the file, overridden by ``section.name=value`` texts. Raises ConfigError."""
    if path is None:
        return loads("", "", overrides)
    from bridge.settings.config_text import read_text

    return loads(read_text(path), str(path), overrides)


def loads(text: str, name: str, overrides: Sequence[str] = ()) -> Config:
    """As `load`; ``name`` is what errors call the text. Raises ConfigError."""
    values: dict[Keys, Value] = {}
    if text:
        from bridge.settings.config_text import parsed, place_in

        _take(parsed(text, name), place_in(text, name), values)
    for override in overrides:
        values |= _overriding(*_override(override))
    return _built(values)


def dotted(keys: Keys) -> str:
    """Keys as one writes them: ``midi.port_offsets_ms.'My port'``."""
    return ".".join(key if re.fullmatch(r"[A-Za-z0-9_-]{1,60}", key) else shown(key) for key in keys)


def _overriding(keys: Keys, value: object) -> dict[Keys, Value]:
    values: dict[Keys, Value] = {}
    _take(_nested(keys, value), lambda _: f"--set {dotted(keys)}", values)
    return values


def _override(text: str) -> tuple[Keys, object]:
    """Read ``a.b=c``; c is TOML, else a text as it stands. Raises ConfigError."""
    from bridge.settings.config_text import UnknownKeyError, read_key

    try:
        keys, end = read_key(text.lstrip(), 0)
        before, mark, value = text.lstrip()[end:].partition("=")
    except UnknownKeyError:
        keys, before, mark, value = (), "", "", ""
    if not mark or before.strip():
        raise ConfigError(f"--set takes section.name=value, not {shown(text)}")
    return keys, _override_value(keys, value.strip())


def _override_value(keys: Keys, text: str) -> object:
    from bridge.settings.config_text import parsed

    try:
        value = parsed(f"value = {text}", "") if "\n" not in text else {}
    except ConfigError:
        return text
    setting = BY_PATH.get(keys) or FREE_TABLES.get(keys[:-1])
    is_text = setting is not None and setting.kind is Kind.TEXT
    if is_text and not isinstance(value.get("value"), str):
        return text  # --set performer.prompt=1984 means the words
    return value.get("value", text)


def _nested(keys: Keys, value: object) -> dict[str, object]:
    for key in reversed(keys):
        value = {key: value}
    assert isinstance(value, dict)
    return value


def _take(tree: Mapping[str, object], place: Place, values: dict[Keys, Value]) -> None:
    """Check everything in a tree and put it into ``values``. Raises ConfigError."""
    for keys, value in _leaves(tree, ()):
        try:
            known, checked_value = checked_setting(keys, value)
            if known in values:
                raise ConfigError(f"{dotted(known)} is set twice; keep one")
        except ConfigError as error:
            raise ConfigError(f"{place(_blamed(keys, value))}: {error}") from None
        values[known] = checked_value


def _leaves(tree: Mapping[str, object], prefix: Keys) -> Iterator[tuple[Keys, object]]:
    for key, value in tree.items():
        keys = (*prefix, key)
        # 21.3 without quotes is a table to TOML: {"21": {"3": …}}
        if isinstance(value, dict) and (keys in SECTIONS or (keys[0] == "cc" and len(keys) == 2)):
            yield from _leaves(value, keys)
        else:
            yield keys, value


def checked_setting(keys: Keys, value: object) -> tuple[Keys, Value]:
    """The keys as they are known and the value as it is used. Raises ConfigError, which names no place."""
    if setting := BY_PATH.get(keys):
        return keys, checked(setting, value, dotted(keys))
    if keys in SECTIONS:
        raise ConfigError(f"{dotted(keys)} is a section, [{dotted(keys)}], not {shown(value)}")
    if keys[0] == "cc":
        keys = ("cc", ".".join(keys[1:]))
        _check_cc_key(keys[1])
    if not (free := FREE_TABLES.get(keys[:-1])):
        raise ConfigError(_unknown(keys, is_section=isinstance(value, dict)))
    known = checked(free, value, dotted(keys))
    if keys[0] == "cc" and known not in CC_TARGETS:
        raise ConfigError(
            f"{dotted(keys)} turns {shown(value)}, which is not there; {_nearest(str(value), CC_TARGETS)}"
        )
    return keys, known


def _check_cc_key(key: str) -> None:
    match = re.fullmatch(_CC_KEY, key)
    if not match or int(match[1]) > MAX_CONTROLLER or int(match[2] or 1) > MAX_CHANNEL:
        limits = f"0 to {MAX_CONTROLLER}, and of a channel, 1 to {MAX_CHANNEL}"
        raise ConfigError(f'a key of [cc] is the number of a controller, {limits}: "21" or "21.3", not {shown(key)}')


def _blamed(keys: Keys, value: object) -> Keys:
    """Keys of an invalid value: of one item, where a list may extend over several lines."""
    setting = BY_PATH.get(keys)
    if not setting or not isinstance(value, list):
        return keys
    for number, each in enumerate(value):
        try:
            checked(setting, [each], "")
        except ConfigError:
            return (*keys, str(number))
    return keys


def _unknown(keys: Keys, *, is_section: bool) -> str:
    level = [path for path in BY_PATH.keys() | SECTIONS if len(path) == len(keys) and path[:-1] == keys[:-1]]
    elsewhere = [path for path in BY_PATH if path[-1] == keys[-1]]  # the right name in the wrong section
    near = len(keys) > 1 and _matches(keys[-1], [path[-1] for path in level], 0.6)
    nearest = [dotted(each) for each in (level if near or is_section or not elsewhere else elsewhere)]
    what = f"section [{dotted(keys)}]" if is_section else f"setting {dotted(keys)}"
    return f"there is no {what}; {_nearest(dotted(keys), nearest)}"


def _nearest(word: str, known: Sequence[str]) -> str:
    return f"the nearest is {_matches(word, known, 0.0)[0]}"


def _matches(word: str, known: Sequence[str], cutoff: float) -> list[str]:
    from difflib import get_close_matches  # late: only errors need it

    return get_close_matches(word[:MAX_SHOWN_CHARACTERS], sorted(known), 1, cutoff)


def _built(values: Mapping[Keys, Value]) -> Config:
    of_section: dict[str, dict[str, Any]] = {name: {} for name in SECTION_CLASSES}
    free: dict[Keys, dict[str, Any]] = {path: {} for path in FREE_TABLES}
    controls, part_ports, part_articulations = Controls(), dict[str, str](), dict[str, str]()
    for keys, value in values.items():
        if keys[:-1] in free:
            free[keys[:-1]][keys[-1]] = value
        elif keys[0] in of_section:
            of_section[keys[0]][keys[1]] = value
        elif keys[0] == "controls":
            controls = controls.with_value(keys[1], _as_number(value))
        elif keys[2] in PART_FIELD_BY_NAME:
            controls = controls.with_part(keys[1], keys[2], _as_number(value))
        elif value:
            of_part = part_ports if keys[2] == "port" else part_articulations
            of_part[keys[1]] = str(value)
    of_section["midi"]["port_offsets_ms"] = free["midi", "port_offsets_ms"]
    sections: dict[str, Any] = {name: SECTION_CLASSES[name](**each) for name, each in of_section.items()}
    parts: dict[str, Any] = {"part_ports": part_ports, "part_articulations": part_articulations}
    return Config(**sections, **parts, controls=controls, cc=free[("cc",)])


def _as_number(value: Value) -> float | None:
    assert value is None or isinstance(value, bool | int | float)
    return value

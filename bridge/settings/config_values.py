"""A setting of the configuration, and the check of values written for it. Pure."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import NamedTuple
from unicodedata import category

from bridge.core.errors import ConfigError
from bridge.settings.controls import AUTO

Value = bool | int | float | str | tuple[str, ...] | None

MAX_TEXTS = 64
MAX_SHOWN_CHARACTERS = 60
MAX_SHOWN_BITS = 64
UNWANTED_CATEGORIES = ("Cc", "Cs", "Zl", "Zp")  # controls, halves of characters, ends of lines


class Kind(StrEnum):
    """Type of a setting, in the words that errors use."""

    BOOL = "true or false"
    SWITCH = "true or false "  # the same in words, but 1 and 0 are understood
    INT = "a whole number"
    FLOAT = "a number"
    TEXT = "a text in quotes"
    TEXTS = "a list of texts in quotes"


KIND_OF = {bool: Kind.BOOL, int: Kind.INT, float: Kind.FLOAT, str: Kind.TEXT, tuple: Kind.TEXTS}


class Setting(NamedTuple):
    """A row of the table of settings. ``high`` bounds the characters of a text; all limits are inclusive."""

    section: str  # "osc", "parts.drums"
    name: str
    kind: Kind
    default: Value  # None: auto
    doc: str
    low: float = -math.inf
    high: float = math.inf
    unit: str = ""
    choices: tuple[str, ...] = ()
    extensions: str = ""  # a group of entry points whose names are choices too
    is_auto: bool = False  # "auto" is a value too, read as None

    @property
    def path(self) -> tuple[str, ...]:
        """Keys that lead to it."""
        return (*self.section.split("."), self.name)

    def describe(self) -> str:
        """Its range: ``0 to 1000 ms``, ``play | respond``, ``auto, 0 to 1``."""
        if self.choices:
            text = " | ".join(self.choices)
        elif self.kind in (Kind.INT, Kind.FLOAT):
            text = f"{self.low:.10g} to {self.high:.10g} {self.unit}".rstrip()
            text += ", whole" if self.kind is Kind.INT else ""
        else:
            text = self.kind.strip()
        return f"{AUTO}, {text}" if self.is_auto else text


def checked(setting: Setting, value: object, name: str) -> Value:
    """The value as it is used; ``name`` is what errors call it. Raises ConfigError, which names no place."""
    if setting.is_auto and value == AUTO:
        return None
    match setting.kind:
        case Kind.BOOL | Kind.SWITCH:
            return _switch(setting, value, name)
        case Kind.INT | Kind.FLOAT:
            return _number(setting, value, name)
        case Kind.TEXT:
            return _text(setting, value, name)
    if not isinstance(value, list) or len(value) > MAX_TEXTS:
        raise ConfigError(f"{name} is {Kind.TEXTS}, {MAX_TEXTS} at most, not {shown(value)}")
    return tuple(_text(setting, each, f"each of {name}") for each in value)


def shown(value: object) -> str:
    """A value in an error: short, on one line, whatever it is."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):  # Python refuses to write whole numbers of thousands of digits
        return str(value) if value.bit_length() <= MAX_SHOWN_BITS else "a number of that many digits"
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, str):
        return repr(value if len(value) <= MAX_SHOWN_CHARACTERS else value[:MAX_SHOWN_CHARACTERS] + "…")
    return "a table" if isinstance(value, dict) else "a list" if isinstance(value, list) else "a date or time"


def _switch(setting: Setting, value: object, name: str) -> bool:
    if isinstance(value, bool):
        return value
    if setting.kind is Kind.SWITCH and value in (0, 1):
        return bool(value)
    raise ConfigError(f"{name} is {_wanted(setting)}, not {shown(value)}")


def _number(setting: Setting, value: object, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not _is_finite(value):
        raise ConfigError(f"{name} is {_wanted(setting)}, not {shown(value)}")
    if not setting.low <= value <= setting.high:
        unit = f" {setting.unit}" if setting.unit else ""
        limits = f"{setting.low:.10g} to {setting.high:.10g}{unit}"
        raise ConfigError(f"{name} goes from {limits}, not {shown(value)}")
    if setting.kind is Kind.INT and value != int(value):
        raise ConfigError(f"{name} is {_wanted(setting)}, not {shown(value)}")
    return int(value) if setting.kind is Kind.INT else float(value)


def _text(setting: Setting, value: object, name: str) -> str:
    if setting.choices and value not in setting.choices and value not in _installed(setting):
        raise ConfigError(f"{name} is one of {', '.join(setting.choices)}, not {shown(value)}")
    if not isinstance(value, str):
        raise ConfigError(f"{name} is {Kind.TEXT}, not {shown(value)}")
    if len(value) > setting.high:
        raise ConfigError(f"{name} takes {setting.high:g} characters at most, not {len(value)}")
    # A path with a zero in it, or an address with a line end, would fail much later and say less.
    if any(category(each) in UNWANTED_CATEGORIES for each in value):
        raise ConfigError(f"{name} is one line of text without control characters, not {shown(value)}")
    return value


def _installed(setting: Setting) -> tuple[str, ...]:
    if not setting.extensions:
        return ()
    from bridge.core.extensions import names  # looks through everything installed: only where a choice is unknown

    return names(setting.extensions)


def _wanted(setting: Setting) -> str:
    return setting.kind.strip() + (f' or "{AUTO}"' if setting.is_auto else "")


def _is_finite(value: float) -> bool:
    return isinstance(value, int) or math.isfinite(value)

"""A figure of the report: the measured value beside that of real music and that of chance."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """One row. nan = not measured. ``target`` is a bound; ``at_most``: reached from below."""

    name: str
    value: float
    ceiling: float = math.nan  # real validation music
    floor: float = math.nan
    target: float = math.nan
    at_most: bool = False
    remark: str = ""
    is_share: bool = True

    @property
    def verdict(self) -> str:
        """``reached``, ``missed``, or nothing where there is no target or no value."""
        if math.isnan(self.target) or math.isnan(self.value):
            return ""
        reached = self.value <= self.target if self.at_most else self.value >= self.target
        return "reached" if reached else "missed"

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON; null where nothing was measured."""
        values = {name: _plain(value) for name, value in asdict(self).items()}
        return values | {"verdict": self.verdict}


def _plain(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value

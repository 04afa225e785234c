"""Settings of the inference process. A value."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class InferenceSettings:
    """model None: the one that ships; rules_only: no encoder of texts."""

    model: Path | None = None
    rules_only: bool = False
    log_level: int = logging.WARNING

"""Settings of the inference process. A value."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from bridge.settings.config import Config


@dataclass(frozen=True)
class InferenceSettings:
    """model None: the one that ships; rules_only: no encoder of texts."""

    model: Path | None = None
    rules_only: bool = False
    log_level: int = logging.WARNING

    @classmethod
    def of(cls, config: Config, log_level: int) -> InferenceSettings:
        """As a configuration has them."""
        return cls(config.inference.model_path, config.inference.rules_only, log_level)

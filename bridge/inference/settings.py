"""Settings of the inference process. A value."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from bridge.settings.config import Config

MOST_HEARTBEAT_S = 0.25  # each costs 0.4 ms of a core, as two processes wake up for it


@dataclass(frozen=True)
class InferenceSettings:
    """model None: the one that ships; rules_only: no encoder of texts; stall_s: longest silence that is no stall."""

    model: Path | None = None
    rules_only: bool = False
    log_level: int = logging.WARNING
    stall_s: float = 2.0

    @property
    def heartbeat_s(self) -> float:
        """Seconds between two signs of life of a process that has nothing else to say."""
        return min(self.stall_s / 4.0, MOST_HEARTBEAT_S)

    @classmethod
    def of(cls, config: Config, log_level: int) -> InferenceSettings:
        """As a configuration has them."""
        inference = config.inference
        return cls(inference.model_path, inference.rules_only, log_level, inference.stall_s)

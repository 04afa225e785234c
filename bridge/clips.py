"""A clip: so many bars made ahead of time and given away whole. Belongs to the performer's worker."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from bridge.planner import GeneratedBar, Source, SourceMaker
from model.text import Plan

log = logging.getLogger(__name__)


@dataclass
class ClipJob:
    """A clip in the making; ``done`` and ``failed`` are called on the worker's thread."""

    clip_id: int
    n_bars: int
    plan: Plan
    seed: int
    done: Callable[[ClipJob], None]
    failed: Callable[[ClipJob, Exception], None]
    bars: list[GeneratedBar] = field(default_factory=list)
    _source: Source | None = None

    def advance(self, make_source: SourceMaker) -> bool:
        """Make one bar more; True when the clip is finished or has failed."""
        try:
            self._source = self._source or make_source(self.plan, self.seed)
            self.bars.append(self._source.next_bar())
            if len(self.bars) < self.n_bars:
                return False
            self.done(self)
        except Exception as error:
            log.error("clip %d failed", self.clip_id, exc_info=error)
            self.failed(self, error)
        return True

"""A gradual change of styles. A value and where it stands at a moment."""

from __future__ import annotations

from dataclasses import dataclass, replace

from model.music.plan import Plan

_LEAST_STEP = 0.05  # of weight: smaller steps are inaudible and remake two bars each


@dataclass
class Morph:
    """From one plan's styles to another's."""

    start: Plan
    target: Plan
    began_s: float
    duration_s: float
    _share: float = 0.0

    def plan_at(self, now_s: float, plan: Plan) -> Plan | None:
        """``plan`` with the styles due by now; None when too little has changed since the last."""
        share = min((now_s - self.began_s) / max(self.duration_s, 1e-3), 1.0)
        if share < 1.0 and share - self._share < _LEAST_STEP:
            return None
        self._share = share
        if share >= 1.0:
            return replace(plan, style=self.target.style, text=())
        weights = {name: weight * (1.0 - share) for name, weight in self.start.style}
        for name, weight in self.target.style:
            weights[name] = weights.get(name, 0.0) + weight * share
        return replace(plan, style=tuple(sorted(weights.items(), key=lambda each: -each[1])), text=())

    def is_over(self, now_s: float) -> bool:
        """Whether the target was reached."""
        return now_s >= self.began_s + self.duration_s

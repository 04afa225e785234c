"""Directions that end by themselves ("drums out for four bars"): what they changed is put back, nothing else. Pure."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from bridge.settings.controls import PART_FIELDS, Controls
from model.music.plan import Plan

_NOT_PUT_BACK = ("words", "text", "unknown", "notes", "mood")


@dataclass(frozen=True)
class Passing:
    """Plan and controls as they were before a direction and after it, and for how many bars it holds."""

    n_bars: int
    before: tuple[Plan, Controls]
    after: tuple[Plan, Controls]

    @property
    def is_of_sound(self) -> bool:
        """Whether only the mix was changed, which is heard at once; notes change from a bar line on."""
        return self.before[0] == self.after[0] and self.after[1].only_sound_differs(self.before[1])

    def put_back(self, plan: Plan, controls: Controls) -> tuple[Plan, Controls]:
        """The plan and the controls without the direction; what was changed again since stays as it is now."""
        return self._plan(plan), self._controls(controls)

    def _plan(self, plan: Plan) -> Plan:
        before, after = self.before[0], self.after[0]
        back: dict[str, Any] = {}
        for field in fields(Plan):
            was, became = getattr(before, field.name), getattr(after, field.name)
            if field.name not in _NOT_PUT_BACK and was != became and getattr(plan, field.name) == became:
                back[field.name] = was
        return replace(plan, **back) if back else plan

    def _controls(self, controls: Controls) -> Controls:
        before, after = self.before[1], self.after[1]
        for name in before.values.keys() | after.values.keys():
            was, became = before.values.get(name), after.values.get(name)
            if was != became and controls.values.get(name) == became:
                controls = controls.with_value(name, was)
        for part in before.parts.keys() | after.parts.keys():
            for field in PART_FIELDS:
                was, became = (getattr(each.part(part), field.name) for each in (before, after))
                if was != became and getattr(controls.part(part), field.name) == became:
                    controls = controls.with_part(part, field.name, was)
        return controls

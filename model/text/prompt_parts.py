"""What a prompt says, in full: what to play, what is to change about what is playing, and what has to be told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from model.music.config import PARTS
from model.music.plan import Plan
from model.text.direction_moments import END_OF_SECTION

_MANY = 8  # parts; of more it is shorter to name the others


@dataclass(frozen=True)
class Direction:
    """A change of what plays, which names no style.

    parts: who is meant; () = everybody. amount: "+", "-", a number, or the name of a place ("left", "chorus").
    strength: how many times the usual step. reason: why it is not done; "" where it is. n_bars: over how many
    bars; 0 where none were named. is_stretch: it holds for so many bars and ends then. when, until: the moment at
    which it happens and the section up to which it holds, as `model.text.direction_moments.Moment` has them.
    """

    action: str
    parts: tuple[str, ...] = ()
    amount: str = ""
    strength: float = 1.0
    words: str = ""
    reason: str = ""
    n_bars: int = 0
    is_stretch: bool = False
    when: str = ""
    until: str = ""

    def describe(self) -> str:
        """One readable phrase.

        >>> Direction("volume", ("drums",), "-").describe()
        'volume - drums'
        """
        who = self.parts
        if len(who) > _MANY:
            who = ("all", "but", *(part for part in PARTS if part not in self.parts))
        return " ".join(piece for piece in (self.action, self.amount, *who) if piece)

    def moment(self) -> str:
        """When it happens and until when, as words; "" for now and for good.

        >>> Direction("volume", amount="+", when="section chorus", until="*").moment()
        'in the chorus'
        >>> Direction("off", ("piano",), until="bridge").moment(), Direction("on", when="bars 4").moment()
        ('until the bridge', 'after 4 bars')
        """
        kind, _, what = self.when.partition(" ")
        if kind == "section" and self.until == END_OF_SECTION:
            return f"in the {what}"
        when = {"bars": f"after {what} bars", "section": f"at the {what}", "after": f"after the {what}"}.get(kind, "")
        until = {"": "", END_OF_SECTION: "until the section ends"}.get(self.until, f"until the {self.until}")
        return " ".join(each for each in (when, until) if each)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "action": self.action,
            "parts": list(self.parts) or None,
            "amount": self.amount or None,
            "bars": self.n_bars or None,
            "ends_by_itself": self.is_stretch or None,
            "when": self.when or None,
            "until": self.until or None,
            "words": self.words,
            "not_done": self.reason or None,
        }


@dataclass(frozen=True)
class PromptParts:
    """``plan``: what to play, as `model.text.parse` reads it; ``directions``: changes of what is playing."""

    plan: Plan = field(default_factory=Plan)
    directions: tuple[Direction, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences about corrected spellings, contradictions, numbers out of range and simplified chords."""
        return self.plan.notes

    @property
    def not_done(self) -> tuple[tuple[str, str], ...]:
        """Words of the directions that Sideman cannot follow yet, each with its reason."""
        return tuple((each.words, each.reason) for each in self.directions if each.reason)

"""Tells subscribers over OSC what the performer does. Any thread may call."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from bridge.api.shown_lines import ADDRESS
from bridge.core.messages import BarLine, PlannedNote
from bridge.osc.codec import Value, float_rest
from bridge.osc.subscribers import Subscribers, Topic
from bridge.playback.parts import values_of
from model.music.chord_symbols import chord_name
from model.music.grooves.progressions import read_progression
from model.music.plan import Plan
from model.text.prompt_parts import Direction

log = logging.getLogger(__name__)


class Announcer:
    """Implements `bridge.performance.listener.Listener`."""

    def __init__(self, subscribers: Subscribers) -> None:
        self._publish = subscribers.publish

    def playing(self, playing: bool) -> None:
        """``/sideman/playing 0|1``."""
        self._publish(Topic.STATUS, "/sideman/playing", int(playing))

    def notes(self, notes: Sequence[PlannedNote]) -> None:
        """``/sideman/note id part channel pitch velocity beat duration beat_rest``; channels count from 1."""
        for note in notes:
            self._publish(Topic.NOTE, "/sideman/note", *note_values(note))

    def cancelled(self, from_beat: float) -> None:
        """``/sideman/note/cancel from_beat``."""
        self._publish(Topic.NOTE, "/sideman/note/cancel", from_beat)

    def bar(self, line: BarLine) -> None:
        """``/sideman/bar number beat tempo numerator denominator chord chord``, and the section that begins there."""
        values = (line.number, line.beat, line.tempo_bpm, *line.metre, *line.chords)
        self._publish(Topic.BAR, "/sideman/bar", *values)
        if line.section:
            self._publish(Topic.BAR, "/sideman/section/begins", line.section, line.number)

    def plan(self, plan: Plan) -> None:
        """``/sideman/plan name value…``."""
        self._publish(Topic.PLAN, "/sideman/plan", *plan_values(plan))

    def late(self, margin_ms: float, resting: Sequence[str]) -> None:
        """``/sideman/late milliseconds part…``: so much music is ahead; these parts rest."""
        log.warning("music is planned only %.0f ms ahead; resting: %s", margin_ms, ", ".join(resting) or "nothing")
        self._publish(Topic.LATE, "/sideman/late", margin_ms, *resting)

    def inference(self, up: bool, reason: str) -> None:
        """``/sideman/inference 0|1 reason``."""
        self._publish(Topic.STATUS, "/sideman/inference", int(up), reason)

    def failed(self, message: str) -> None:
        """``/sideman/error "" internal message``."""
        self._publish(Topic.ERROR, "/sideman/error", "", "internal", message)
        self._publish(Topic.MIRROR, ADDRESS, "error", message)

    def played(self, pitch: int, velocity: int) -> None:
        """``/sideman/player/note pitch velocity``."""
        self._publish(Topic.PLAYER, "/sideman/player/note", pitch, velocity)


def plan_values(plan: Plan) -> tuple[Value, ...]:
    """A plan as names and values in turn; every value is one atom, so that hosts route it without parsing."""
    return (
        "style",
        " ".join(f"{name} {weight:.3g}" for name, weight in plan.style),
        "tempo",
        float(plan.tempo_bpm or 0.0),
        "key",
        str(plan.key or ""),
        "metre",
        str(plan.metre or ""),
        "parts",
        " ".join(plan.parts),
        "excluded",
        " ".join(plan.excluded),
        "unknown",
        _shortened(" ".join(plan.unknown)),
        "groove",
        plan.groove or "",
        "form",
        _shortened(plan.form or ""),
        "chords",
        _shortened(plan.progression or ""),
        "chord_names",
        _shortened(_chord_names(plan)),
        "notes",
        _shortened("; ".join(plan.notes)),
    )


def _chord_names(plan: Plan) -> str:
    """Chords of the plan's progression in its key, two in a bar joined as they are written; "" without a key."""
    if not plan.progression or plan.key is None:
        return ""
    bars = read_progression(plan.progression, plan.key.tonic)
    return " ".join("-".join(dict.fromkeys(chord_name(chord) for chord in bar)) for bar in bars)


def direction_values(results: Sequence[tuple[Direction, str]]) -> tuple[Value, ...]:
    """Directions of a prompt and what each did, as one more name and value of a plan."""
    return ("directions", _shortened("; ".join(f"{each.describe()}: {result}" for each, result in results)))


def _shortened(text: str, n_characters: int = 400) -> str:
    """Cut a text, so that an answer stays one small packet."""
    return text if len(text) <= n_characters else text[: n_characters - 1] + "…"


def note_values(note: PlannedNote) -> tuple[Value, ...]:
    """A note as OSC arguments: id, then `bridge.playback.parts.values_of`, and what its beat loses on the wire."""
    return note.note_id, *values_of(note), float_rest(note.beat)

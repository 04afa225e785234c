"""Applies a bandleader's directions to the plan and the controls. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from bridge.performance.passing import Passing
from bridge.performance.ramp import RAMPS
from bridge.settings.controls import BY_NAME, PART_FIELD_BY_NAME, Controls
from bridge.settings.drum_lanes import ALL_LANES, lane_bits
from model.music.config import MAX_TEMPO_BPM, MIN_TEMPO_BPM, PARTS
from model.music.keys import Key
from model.music.plan import Plan
from model.text import complete, style_weights
from model.text.prompt_parts import Direction

# Size of one step in the units of the control, and the value of a control that is not set.
_MIX_STEPS = {"volume": (20, 100), "reverb": (25, 40)}
_SCALE_STEPS = {
    "energy": (0.2, 0.5),
    "swing": (0.3, 0.3),
    "articulation": (0.3, 0.5),
    "register": (0.5, 0.0),
    "groove": (0.2, 0.7),
    "complexity": (0.25, 0.5),
    "voicing": (0.3, 0.5),
    "fill_size": (0.5, 0.5),
    "push": (10.0, 0.0),  # ms
}
_DENSITY_FACTOR = 1.5
_TEMPO_FACTOR = 1.15
_STAYS = "done: it stays as it is"
_NOTHING_TO_DO = "not done: it is so already, or at the end of its range"
_PANS = {"left": 24, "center": 64, "right": 104}
_SCALES_OF_PLAN = ("energy", "swing", "articulation", "register", "density")
_ONLY_THE_BAND = ("articulation", "energy", "groove")
# These happen in time; the performer does them, see `Cues` and `SceneEditor.ramp`.
_LIVE = (
    "repeat",
    "ending",
    "break",
    "section",
    "undo",
    "redo",
    "back",
    "again",
    "start",
    "lock",
    "unlock",
    "click",
    "count_in",
    *RAMPS,
)
_STYLE_STEP = 0.35  # of the whole: what a style gains, or loses of its own weight
_BREAKDOWN_PARTS = ("drums", "bass")
_MOST_FILLS = 2.0


class Effect(NamedTuple):
    """The plan and the controls after the directions; ``results``: for each, what it did or why it did nothing."""

    plan: Plan
    controls: Controls
    results: tuple[tuple[Direction, str | None], ...]  # None: it happens in time, and the performer has to do it
    passing: tuple[Passing, ...] = ()  # what ends by itself


def follow_directions(directions: Sequence[Direction], plan: Plan, controls: Controls) -> Effect:
    """Follow directions one after another. A direction that cannot be followed changes nothing."""
    results: list[tuple[Direction, str | None]] = []
    passing: list[Passing] = []
    for each in directions:
        reason = each.reason or _impossible(each)
        if reason:
            results.append((each, f"not done: {reason}"))
            continue
        if each.action in _LIVE or (each.action, each.amount) == ("fill", "now"):
            results.append((each, None))
            continue
        if each.action == "keep":
            results.append((each, _STAYS))
            continue
        before = (plan, controls)
        plan, controls = _follow(each, plan, controls)
        has_changed = (plan, controls) != before
        if has_changed and (each.is_stretch or each.until):
            passing.append(Passing(each.n_bars, before, (plan, controls)))
        results.append((each, "done" if has_changed else _NOTHING_TO_DO))
    return Effect(plan, controls, tuple(results), tuple(passing))


def _impossible(direction: Direction) -> str:
    if direction.action in _ONLY_THE_BAND and direction.parts:
        return f"{direction.action} is set for the whole band, not for one part"
    return ""


def _follow(direction: Direction, plan: Plan, controls: Controls) -> tuple[Plan, Controls]:
    match direction.action:
        case "volume" | "reverb" | "pan":
            return plan, _mixed(direction, plan, controls)
        case "on" | "off" | "solo":
            return _seated(direction, plan, controls)
        case "transpose":
            return _transposed(plan, int(direction.amount)), controls
        case "tempo":
            return _at_other_tempo(direction, plan), controls
        case "style":
            return _restyled(direction, plan), controls
        case "key":
            return _in_other_mode(direction.amount, plan), controls
        case "fill":
            return plan, _with_fills(direction, controls)
        case "lane":
            return _with_kit(direction, plan, controls)
        case "breakdown":
            return _broken_down(direction, plan, controls)
        case "register" | "swing" if direction.parts:
            return plan, _of_parts(direction, plan, controls)
        case "density" if direction.parts:
            return plan, _denser(direction, controls)
        case "push" if direction.parts:
            return plan, _pushed(direction, controls)
        case action:
            return _scaled(action, direction, plan, controls)


def _mixed(direction: Direction, plan: Plan, controls: Controls) -> Controls:
    """Volume, reverb or pan of parts; of all parts that play where none is named."""
    field = PART_FIELD_BY_NAME[direction.action]
    for part in direction.parts or plan.parts:
        now = getattr(controls.part(part), direction.action)
        if direction.action == "pan":
            value = _PANS[direction.amount]
        elif direction.amount == "0":
            value = 0
        elif direction.amount.startswith("="):  # percent of the usual
            value = round(_MIX_STEPS[direction.action][1] * int(direction.amount[1:]) / 100)
        else:
            step, usual = _MIX_STEPS[direction.action]
            sign = 1 if direction.amount == "+" else -1
            value = round((usual if now is None else now) + sign * step * direction.strength)
        controls = controls.with_part(part, direction.action, min(max(value, field.low), field.high))
    return controls


def _seated(direction: Direction, plan: Plan, controls: Controls) -> tuple[Plan, Controls]:
    """Parts that begin or cease to play; a part that was switched off by hand is left to the plan again."""
    parts = direction.parts
    if direction.action == "on" and not parts:
        return _full_band(plan), _left_to_plan(controls, tuple(controls.parts))
    if direction.action == "off":
        updates = Plan(words=plan.words, excluded=parts or tuple(PARTS))
    elif direction.action == "solo":
        updates = Plan(words=plan.words, parts=parts, asked=parts, excluded=tuple(p for p in PARTS if p not in parts))
    else:
        updates = Plan(words=plan.words, parts=parts, asked=parts)
    return complete(updates, plan), _left_to_plan(controls, parts)


def _full_band(plan: Plan) -> Plan:
    """The band of the style and the parts asked for, none left out."""
    return complete(Plan(words=plan.words), replace(plan, excluded=()))


def _left_to_plan(controls: Controls, parts: Sequence[str]) -> Controls:
    for part in parts:
        if controls.part(part).on is not None:
            controls = controls.with_part(part, "on", None)
    return controls


def _transposed(plan: Plan, semitones: int) -> Plan:
    key = plan.key or Key(0, "major")
    return replace(plan, key=Key((key.tonic + semitones) % 12, key.mode), assumed=plan.assumed - {"key"})


def _in_other_mode(which: str, plan: Plan) -> Plan:
    """The "relative" or the "parallel" key, or the "minor" or "major" one on the same tonic."""
    key = plan.key or Key(0, "major")
    other = "minor" if key.mode == "major" else "major"
    if which == "relative":
        key = Key((key.tonic + (9 if other == "minor" else 3)) % 12, other)
    elif which != key.mode:
        key = Key(key.tonic, other)
    return replace(plan, key=key, assumed=plan.assumed - {"key"})


def _restyled(direction: Direction, plan: Plan) -> Plan:
    """More or less of one style in the blend; the last one that plays stays."""
    name, weights = direction.amount[1:], dict(plan.style)
    share = min(_STYLE_STEP * direction.strength, 0.9)
    if direction.amount.startswith("+"):
        weights = {each: weight * (1.0 - share) for each, weight in weights.items()}
        weights[name] = weights.get(name, 0.0) + share
    elif name in weights:
        weights[name] *= (1.0 - share) ** 2
    if weights == dict(plan.style) or (len(weights) == 1 and plan.style):
        return plan
    return replace(plan, style=style_weights(weights.items()), text=(), assumed=plan.assumed - {"style"})


def _at_other_tempo(direction: Direction, plan: Plan) -> Plan:
    """The plan faster or slower; unchanged where the tempo would leave its range."""
    now = plan.tempo_bpm or 120.0
    amount = direction.amount
    if amount.endswith(" bpm"):
        bpm = now + float(amount.removesuffix(" bpm"))
    elif amount in ("+", "-"):
        factor = _TEMPO_FACTOR**direction.strength
        bpm = now * factor if amount == "+" else now / factor
    else:
        bpm = now * float(amount)
    if not MIN_TEMPO_BPM <= bpm <= MAX_TEMPO_BPM:
        return plan
    return replace(plan, tempo_bpm=round(bpm, 2), assumed=plan.assumed - {"tempo_bpm"})


def _denser(direction: Direction, controls: Controls) -> Controls:
    field = PART_FIELD_BY_NAME["density"]
    for part in direction.parts:
        value = _times(controls.part(part).density, direction)
        controls = controls.with_part(part, "density", min(max(value, field.low), field.high))
    return controls


def _pushed(direction: Direction, controls: Controls) -> Controls:
    """Parts further ahead of the beat, or further behind it."""
    field, (step_ms, usual_ms) = PART_FIELD_BY_NAME["push"], _SCALE_STEPS["push"]
    for part in direction.parts:
        now_ms = controls.part(part).push
        now_ms = controls["push"] if now_ms is None else now_ms
        change_ms = (1 if direction.amount == "+" else -1) * step_ms * direction.strength
        value_ms = (usual_ms if now_ms is None else now_ms) + change_ms
        controls = controls.with_part(part, "push", min(max(value_ms, field.low), field.high))
    return controls


def _of_parts(direction: Direction, plan: Plan, controls: Controls) -> Controls:
    """Register, by octaves, or swing of some parts."""
    for part in direction.parts:
        sign = 1 if direction.amount == "+" else -1
        if direction.action == "register":
            field, value = PART_FIELD_BY_NAME["octave"], float((controls.part(part).octave or 0) + sign)
        else:
            field = PART_FIELD_BY_NAME["swing"]
            step, usual = _SCALE_STEPS["swing"]
            band = controls["swing"] if controls["swing"] is not None else plan.swing
            own = controls.part(part).swing
            now = own if own is not None else usual if band is None else band
            is_step = direction.amount in ("+", "-")
            value = now + sign * step * direction.strength if is_step else float(direction.amount)
        controls = controls.with_part(part, field.name, round(min(max(value, field.low), field.high), 3))
    return controls


def _with_fills(direction: Direction, controls: Controls) -> Controls:
    now = controls["fills"]
    now = 1.0 if now is None else now
    if direction.amount == "0":
        value = 0.0
    elif direction.amount == "-":
        value = now / 2.0
    else:
        value = 1.0 if now < 1.0 else _MOST_FILLS
    return controls.with_value("fills", value)


def _with_kit(direction: Direction, plan: Plan, controls: Controls) -> tuple[Plan, Controls]:
    """Pieces of the kit left out, brought back, or left alone; where no drums play, those called for play alone."""
    lanes, _, what = direction.amount.partition(" ")
    bits, now = lane_bits(lanes.split("+")), controls.part("drums").lanes_off or 0
    if what != "off" and "drums" not in plan.parts:
        now = ALL_LANES
        plan, controls = _seated(replace(direction, action="on", parts=("drums",)), plan, controls)
    left_out = {"off": now | bits, "on": now & ~bits, "only": ALL_LANES & ~bits}[what]
    return plan, controls.with_part("drums", "lanes_off", left_out or None)


def _broken_down(direction: Direction, plan: Plan, controls: Controls) -> tuple[Plan, Controls]:
    """Drums and bass alone, or the first part where neither plays."""
    kept = tuple(part for part in _BREAKDOWN_PARTS if part in plan.parts) or plan.parts[:1]
    return _seated(replace(direction, action="solo", parts=kept), plan, controls)


def _times(now: float | None, direction: Direction) -> float:
    factor: float = _DENSITY_FACTOR**direction.strength
    return round((now or 1.0) * (factor if direction.amount == "+" else 1 / factor), 3)


def _scaled(action: str, direction: Direction, plan: Plan, controls: Controls) -> tuple[Plan, Controls]:
    """A scale of the plan, or the control where the performer has set that, as it would win."""
    control = BY_NAME[action]
    in_plan = action in _SCALES_OF_PLAN and controls[action] is None
    now = getattr(plan, action) if in_plan else controls[action]
    if action == "density":
        value = _times(now, direction)
    elif direction.amount in ("+", "-"):
        step, usual = _SCALE_STEPS[action]
        value = (usual if now is None else now) + (1 if direction.amount == "+" else -1) * step * direction.strength
    else:
        value = float(direction.amount)
    value = round(min(max(value, control.low), control.high), 3)
    if in_plan:
        scale: dict[str, Any] = {action: value}
        return replace(plan, **scale), controls
    return plan, controls.with_value(action, value)

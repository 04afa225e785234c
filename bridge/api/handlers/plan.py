"""Requests that change the plan: words, styles, key, tempo, metre, chords, seed.

Each changes the plan as it is when its turn comes, after the prompts that came before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from bridge.api.announcer import direction_values, plan_values
from bridge.api.osc_api import Request
from bridge.api.prompt_queue import PromptQueue
from bridge.core.errors import OutOfRangeError, UnknownStyleError
from bridge.inference.locks import Locks
from bridge.performance.direction_effects import Effect, follow_directions
from bridge.performance.performer import Performer
from bridge.performance.scene_editor import SceneEditor
from bridge.settings.controls import Controls
from model.music.chord_symbols import chart_symbols, chord_name, describe_simplifications, read_chords
from model.music.config import PARTS
from model.music.events import Metre
from model.music.form import FormError, parse_form
from model.music.gaps import Aspect
from model.music.grooves.progressions import is_progression, read_progression
from model.music.keys import Key
from model.music.modes import sounding
from model.music.plan import Plan, StyleWeights
from model.text import complete, style_weights
from model.text.direction_moments import END_OF_SECTION
from model.text.prompt_parts import Direction

C_MAJOR = Key(0, "major")
DIRECTED_HOLD_BARS = 4  # what "repeat that" loops
AUTO_WORDS = ("auto", "none", "off")

Weights = tuple[tuple[str, float], ...]


class PlanRequests:
    """See the module."""

    def __init__(self, performer: Performer, prompts: PromptQueue) -> None:
        self._editor, self._prompts, self._cues = performer.editor, prompts, performer.cues
        self._repeat, self._undoing, self._click = performer.hold, performer.undoing, performer.click
        self._play, self._later = performer.play, performer.later

    def prompt(self, request: Request, words: str) -> None:
        """Merge what the words say into the plan, and follow directions about what is playing; the rest stays."""

        def follow(read: Plan, directions: tuple[Direction, ...] = ()) -> None:
            self._follow(request, directions, read)

        self._prompts.ask(words, follow, request.refuse, follow)

    def _follow(self, request: Request, directions: tuple[Direction, ...], read: Plan) -> None:
        """Take a plan that was read and the directions beside it, all at once."""
        if "style" in read.assumed and self._editor.is_playing:
            read = _without_doubtful_style(read)
        effects: list[Effect] = []
        waits = {
            each: self._later.wait(each.when, partial(self._act, request, each)) for each in directions if each.when
        }
        now = [each for each in directions if not waits.get(each)]

        def change(plan: Plan, controls: Controls) -> tuple[Plan, Controls]:
            follows_words = replace(read, unknown=(), notes=()) != Plan(words=read.words)
            effects.append(follow_directions(now, complete(read, plan) if follows_words else plan, controls))
            return effects[-1].plan, effects[-1].controls

        plan = self._editor.update_plan_and_controls(change)
        (effect,) = effects
        done = dict(self._results(effect))
        results = [(each, f"waits, {waits[each]}" if waits.get(each) else done[each]) for each in directions]
        shown = replace(plan, unknown=read.unknown, notes=read.notes)
        request.reply("/sideman/plan", *plan_values(shown), *direction_values(results))

    def _act(self, request: Request, direction: Direction) -> None:
        """The moment of a direction has come."""
        self._follow(request, (replace(direction, when=""),), Plan())

    def _results(self, effect: Effect) -> Iterator[tuple[Direction, str]]:
        """Do what happens in time, and say of each direction what it did, and for how long."""
        passing = iter(effect.passing)
        for each, result in effect.results:
            said = self._do(each) if result is None else result
            if said == "done" and each.when:
                said = f"done at once: {self._why_now(each.when)}"
            if result == "done" and each.until:
                till = self._later.until(each.until, partial(self._editor.put_back, next(passing)))
                said = f"{said}; {till or self._why_it_stays(each.until)}"
            elif result == "done" and each.is_stretch:
                said = f"{said}; {self._editor.end_by_itself(next(passing))}"
            yield each, said

    @staticmethod
    def _why_it_stays(section: str) -> str:
        return "it stays" if section == END_OF_SECTION else f"it stays: no {section} is known to come"

    def _why_now(self, when: str) -> str:
        return f"no {when.split()[-1]} is known to come" if self._editor.is_playing else "nothing plays"

    def _do(self, direction: Direction) -> str:
        """Do what happens in time; returns what happens and when, or why nothing does."""
        match direction.action:
            case "repeat":
                n_bars = self._repeat(direction.n_bars or DIRECTED_HOLD_BARS)
                looped = f"the last {n_bars} bars are looped; /sideman/release goes on"
                return looped if n_bars else "not done: there are no bars to repeat"
            case "fill" | "break" | "ending":
                return self._cues.ask(direction.action, n_bars=direction.n_bars)
            case "section":
                return self._cues.ask("section", direction.amount)
            case "undo":
                is_undone = self._undoing.undo()
                return "done: the change before is taken back" if is_undone else "not done: there is nothing to undo"
            case "redo":
                is_redone = self._undoing.redo()
                return "done: the change is there again" if is_redone else "not done: there is nothing to redo"
            case "start":
                self._play()
                return "done"
            case "lock" | "unlock" as action:
                return self._lock(action, frozenset(PARTS.index(part) for part in direction.parts))
            case "back":
                return self._back(*direction.amount.split())
            case "again":
                return self._again(direction)
            case "click":
                self._click.switch(is_on=direction.amount == "1")
                return "done"
            case "count_in":
                self._click.count_in(n_bars := direction.n_bars or 1)
                return f"done: {n_bars} bars are counted in at the next start of Sideman's own clock"
            case ramp:
                target_bpm = float(direction.amount) if direction.amount else None
                return self._editor.ramp(ramp, direction.n_bars, direction.strength, target_bpm)

    def _lock(self, action: str, parts: frozenset[int]) -> str:
        """Hold what is planned of parts through every change, or let it go; no parts: let everything go."""
        if action == "lock":
            left = self._undoing.lock(Locks(parts))
        else:
            held = self._undoing.locks
            left = self._undoing.unlock(Locks(parts) if parts else held)
        names = [part for number, part in enumerate(PARTS) if number in left.parts]
        return f"done: locked: {', '.join(names)}" if names else "done: nothing is locked"

    def _back(self, what: str, which: str) -> str:
        """Take the key or the tempo that held before, or at first."""
        name = "key" if what == "key" else "tempo_bpm"
        value = self._undoing.earlier(name, first=which == "first")
        if value is None:
            return f"not done: there was no other {what} before"
        self._editor.update_plan(lambda plan: _with(plan, **{name: value}))
        return f"done: {value if what == 'key' else format(value, 'g') + ' bpm'}"

    def _again(self, direction: Direction) -> str:
        """What is planned is made once more."""
        parts = frozenset(PARTS.index(part) for part in direction.parts)
        made = self._undoing.again(parts, None, Aspect.ALL)
        return f"not done: {made}" if isinstance(made, str) else f"done: bars {made[0]} to {made[1]} are made once more"

    def style(self, request: Request, weights: Weights) -> None:
        """Follow a blend of styles. Raises UnknownStyleError."""
        self._change(request, partial(_with_style, _checked(weights)))

    def style_morph(self, request: Request, seconds: float, weights: Weights) -> None:
        """Move gradually to other styles. Raises UnknownStyleError."""
        style = _checked(weights)

        def morph() -> None:
            self._editor.morph_to(partial(_with_style, style), seconds)
            request.reply("/sideman/style/morphing", seconds)

        self._prompts.in_turn(morph, request.refuse)

    def key(self, request: Request, words: str) -> None:
        """Play in another key. Raises OutOfRangeError."""
        try:
            key = Key.parse(words)
        except ValueError as error:
            raise OutOfRangeError(f"{request.address}: {error}") from error
        self._change(request, partial(_with, key=key))

    def tempo(self, request: Request, bpm: float) -> None:
        """Play at another tempo."""
        self._change(request, partial(_with, tempo_bpm=bpm))

    def forget(self, request: Request, what: str) -> None:
        """Leave the key, the tempo or the metre to what is usual in the style."""
        self._change(request, partial(_forgotten, name="tempo_bpm" if what == "tempo" else what))

    def metre(self, request: Request, words: str) -> None:
        """Play in another metre. Raises OutOfRangeError."""
        try:
            metre = Metre.parse(words)
        except ValueError as error:
            raise OutOfRangeError(f"{request.address}: {error}") from error
        self._change(request, partial(_with, metre=metre))

    def chords(self, request: Request, text: str) -> None:
        """Play these chords, repeated; "auto" leaves them to the model. Raises OutOfRangeError."""
        words = text.split()
        if len(words) == 1 and words[0].lower() in AUTO_WORDS:
            self._editor.set_chords(())
            self._editor.update_plan(partial(_with, progression=None))
            request.reply("/sideman/chords")
            return
        if self._progression(request, text):
            return
        bars_each = _number(words[-1])
        chart = " ".join(words[:-1] if bars_each is not None else words)
        try:
            chords = read_chords(chart, 1.0 if bars_each is None else bars_each)
        except ValueError as error:
            raise OutOfRangeError(f"{request.address}: {error}") from error
        self._editor.set_chords(chords)
        request.reply("/sideman/chords", *(chord_name(chord) for pair in chords for chord in pair))
        simplified = describe_simplifications(chart_symbols(chart))
        if simplified:
            request.reply("/sideman/chords/simplified", simplified)

    def _progression(self, request: Request, text: str) -> bool:
        """Play degrees or a named progression in the key that is played; False where the text is neither."""
        if not is_progression(text):
            return False
        bars = read_progression(text)
        self._editor.set_chords(())
        plan = self._editor.update_plan(partial(_with, progression=" ".join(text.split())))
        request.reply(
            "/sideman/chords", *(chord_name(chord) for pair in sounding(bars, plan.key or C_MAJOR) for chord in pair)
        )
        return True

    def form(self, request: Request, text: str) -> None:
        """Play a form, or the usual one. Raises OutOfRangeError."""
        is_auto = text.strip().lower() in AUTO_WORDS
        try:
            form = None if is_auto else str(parse_form(text))
        except FormError as error:
            raise OutOfRangeError(f"{request.address}: {error}") from error
        self._change(request, partial(_with, form=form))

    def seed(self, request: Request, seed: int) -> None:
        """Fix the seed; -1: a fresh one for each play and clip."""
        self._editor.seeds.fixed = seed if seed >= 0 else None
        request.reply("/sideman/seed", seed)

    def _change(self, request: Request, change: Callable[[Plan], Plan]) -> None:
        change_plan(self._editor, self._prompts, request, change)


def change_plan(editor: SceneEditor, prompts: PromptQueue, request: Request, change: Callable[[Plan], Plan]) -> None:
    """Change the plan after the prompts that came before, and answer with it. Raises BusyError."""

    def change_now() -> None:
        request.reply("/sideman/plan", *plan_values(editor.update_plan(change)))

    prompts.in_turn(change_now, request.refuse)


def _without_doubtful_style(read: Plan) -> Plan:
    """Words that only perhaps describe a style leave the style of music that plays alone, and are not understood."""
    unknown = read.unknown or tuple(dict.fromkeys(read.words.split()))
    return replace(read, style=(), valence=None, energy=None, text=(), unknown=unknown, assumed=frozenset())


def _with(plan: Plan, **values: Any) -> Plan:
    """The plan with some fields set explicitly."""
    return replace(plan, **values, assumed=plan.assumed - values.keys())


def _forgotten(plan: Plan, name: str) -> Plan:
    """The plan with a field as if nobody had asked for it."""
    usual: dict[str, Any] = {name: getattr(complete(replace(plan, **{name: None})), name)}  # type: ignore[arg-type]
    return replace(plan, **usual, assumed=plan.assumed | {name})


def _with_style(style: StyleWeights, plan: Plan) -> Plan:
    """The plan in another style; the vector of its words is dropped, as it describes the former style."""
    return complete(Plan(words=plan.words, style=style), replace(plan, text=()))


def _checked(weights: Weights) -> StyleWeights:
    try:
        return style_weights(weights)
    except ValueError as error:
        raise UnknownStyleError(str(error)) from error


def _number(word: str) -> float | None:
    try:
        return float(word)
    except ValueError:
        return None

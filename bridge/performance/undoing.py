"""Undo, redo, locks, and "again": music that is planned, made once more or put back to the bit.

The inference process keeps the music as it was before each change, as long as it lies ahead (`protocol.Restore`): what
is undone meanwhile sounds on as if the change had never been. Later, only what was set comes back.
"""

from __future__ import annotations

from collections.abc import MutableSequence

from bridge.inference.locks import Locks
from bridge.inference.protocol import Again, Change, Restore
from bridge.performance.loop_writing import LoopWriting
from bridge.performance.scene import Quantum
from bridge.performance.scene_switch import SceneSwitch
from bridge.performance.state import PerformerState
from bridge.performance.undo_history import Step
from model.music.gaps import Aspect


class Undoing:
    """See the module. Any thread."""

    def __init__(self, state: PerformerState, switch: SceneSwitch, loops: LoopWriting) -> None:
        self._state, self._switch, self._loops = state, switch, loops

    @property
    def n_steps(self) -> tuple[int, int]:
        """How many steps can be undone, and how many redone."""
        with self._state.outbox:
            return len(self._state.undo.done), len(self._state.undo.undone)

    @property
    def locks(self) -> Locks:
        """Everything that is locked."""
        return self._state.locks

    def undo(self) -> bool:
        """Take back the last change; False when there is none."""
        return self._step(self._state.undo.done, self._state.undo.undone)

    def redo(self) -> bool:
        """Make the change that was undone last once more; False when there is none."""
        return self._step(self._state.undo.undone, self._state.undo.done)

    def earlier(self, name: str, *, first: bool) -> object | None:
        """A field of the plan as it held before, where it is another now: the last such, or the first asked for.

        None where nothing else is remembered.
        """
        with self._state.outbox:
            now = getattr(self._state.scene.plan, name)
            plans = [step.scene.plan for step in self._state.undo.done]
        said = [plan for plan in plans if name not in plan.assumed] or plans[1:] or plans
        values = [getattr(plan, name) for plan in (said[:1] if first else reversed(said))]
        return next((value for value in values if value not in (None, now)), None)

    def lock(self, locks: Locks) -> Locks:
        """Hold what is planned of parts and bars through every change; returns everything that is locked."""
        with self._state.outbox:
            self._state.locks = self._state.locks.with_more(locks)
            return self._state.locks

    def unlock(self, locks: Locks) -> Locks:
        """Let go of parts and bars; returns what is still locked."""
        with self._state.outbox:
            self._state.locks = self._state.locks.without(locks)
            return self._state.locks

    def again(self, parts: frozenset[int], bars: tuple[int, int] | None, aspect: Aspect) -> tuple[int, int] | str:
        """Make what is planned once more from the next bar line on; the bars, or a sentence why nothing is made.

        parts: which; none: all that are not locked. bars: numbers of the first and last, None: all that are planned;
        while a loop is held, bars of it, from 1.
        """
        state = self._state
        with state.outbox:
            if not state.transport.is_playing or state.is_responding:
                return "nothing plays that could be made again"
            if state.loop is not None:
                return self._loops.ask(parts, bars, aspect)
            beat = state.cut(Quantum.BAR)
            line = state.buffer.bar_log.line_at(beat)
            lines = [each for each in state.buffer.bar_log.lines if each.beat >= beat]
            first, last = bars or (lines[0].number, lines[-1].number) if lines else (1, 0)
            mine = [each for each in lines if first <= each.number <= last]
            if line is None or not mine:
                ahead = f"bars {lines[0].number} to {lines[-1].number} are" if lines else "no bar is"
                return f"{ahead} planned and can be made again"
            wanted = Again(state.seeds.other(), parts, mine[0].number, mine[-1].number, aspect)
            version = state.buffer.new_change(mine[0].beat)
            state.undo.undone.clear()
            state.undo.done.append(Step(state.scene, state.cues, version, is_music=True, at_s=state.now_s()))
            state.inference.send(Change(version, mine[0].beat, state.generation_request(), wanted))
            return mine[0].number, mine[-1].number

    def _step(self, taken: MutableSequence[Step], left: MutableSequence[Step]) -> bool:
        """Go to the last of some steps and leave a step back; False when there is none."""
        with self._state.outbox:
            if not taken:
                return False
            left.append(self._go_to(taken.pop()))
            return True

    # -- the lock held

    def _go_to(self, step: Step) -> Step:
        """Put back what a step holds; returns the step that leads back here."""
        state = self._state
        back = Step(state.scene, state.cues, is_music=step.is_music, at_s=state.now_s())
        if step.loop is not None and state.loop is not None and len(step.loop) == len(state.loop.bars):
            back.loop = state.loop.bars
            self._loops.put(step.loop)
            return back
        state.cues = step.cues
        is_restorable = state.transport.is_playing and state.loop is None and step.scene.mode is state.scene.mode
        if step.is_pending:  # its change never reached the music
            if not state.undo.has_pending:
                state.due_change = None
            self._switch.take_back(step.scene, is_music=False)
            back.is_music = True
        elif step.point is not None and is_restorable and not state.is_responding:
            back.point = self._restore(step, step.point)
        else:
            self._switch.take_back(step.scene, is_music=step.is_music)
        state.listener.plan(step.scene.plan)
        return back

    def _restore(self, step: Step, point: int) -> int:
        """Ask for the music that was planned before a change; returns the version that stands for what is left."""
        state = self._state
        state.due_change = None
        self._switch.take_back(step.scene, is_music=False)
        beat = state.cut(state.scene.quantum)
        if beat > state.buffer.end_beat:  # a phrase ends beyond what is planned
            beat = state.cut(Quantum.NOW)
        version = state.buffer.new_change(beat)
        state.inference.send(Restore(version, beat, state.generation_request(), point))
        return version

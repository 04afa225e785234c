"""Everything that is set: plan, controls, chords, mode, quantum, seed. Any thread.

Every change is atomic: `update_plan` and `update_controls` take a function of the present value, which runs while the
performer's lock is held, so that two changes made at once both count. The function must be quick and must not call the
performer; an exception that it raises reaches the caller, and nothing has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from bridge.clocks import Source
from bridge.inference.protocol import GenerationRequest
from bridge.performance.changes import Changes
from bridge.performance.generation_request import ChordPairs
from bridge.performance.morph import Morph
from bridge.performance.passing import Passing
from bridge.performance.ramp import TEMPO_RAMPS, USUAL_BARS, Ramp
from bridge.performance.scene import Mode, Quantum, Scene
from bridge.performance.scene_switch import SceneSwitch, switched_off
from bridge.performance.state import PerformerState
from bridge.playback.sounds import USUAL_VOLUME
from bridge.settings.controls import Controls
from model.music.config import MAX_TEMPO_BPM, MIN_TEMPO_BPM
from model.music.events import Metre
from model.music.plan import Plan

_EARLY_BEATS = 1e-6


class SceneEditor:
    """See the module."""

    def __init__(self, state: PerformerState, changes: Changes, switch: SceneSwitch) -> None:
        self._state, self._changes, self._switch = state, changes, switch
        self.seeds = state.seeds
        self._ramps: dict[bool, Ramp] = {}  # by whether it is one of the tempo
        self._passing: list[tuple[float, Passing]] = []  # with the beat on which each is over

    @property
    def scene(self) -> Scene:
        """Everything that is set, as it is now."""
        return self._state.scene

    @property
    def plan(self) -> Plan:
        """The plan that music follows."""
        return self._state.scene.plan

    @property
    def is_playing(self) -> bool:
        """Whether music plays now."""
        return self._state.transport.is_playing

    def generation_request(self, plan: Plan | None = None) -> GenerationRequest:
        """The generation request of now; ``plan`` in place of the one that is followed."""
        with self._state.outbox:
            return self._state.generation_request(plan)

    # -- the plan

    def set_plan(self, plan: Plan) -> None:
        """Follow another plan from the next quantum on."""
        self.update_plan(lambda _: plan)

    def update_plan(self, change: Callable[[Plan], Plan], by: str = "") -> Plan:
        """Follow what ``change`` makes of the present plan; returns it. by: what changes it many times in a row."""
        with self._edit(by):
            plan = change(self._state.scene.plan)
            self._state.morph = None
            self._follow(plan)
            return plan

    def morph_to(self, change: Callable[[Plan], Plan], duration_s: float) -> None:
        """Move the styles gradually to those of what ``change`` makes of the present plan."""
        with self._state.outbox:
            plan = self._state.scene.plan
            self._state.undo.record(self._state)
            self._state.morph = Morph(plan, change(plan), self._state.time.now_s(), duration_s)

    def ramp(self, kind: str, n_bars: int = 0, strength: float = 1.0, target_bpm: float | None = None) -> str:
        """Change tempo or loudness over some bars (0: as usual); returns what happens, or why nothing does.

        kind: one of `bridge.performance.ramp.RAMPS`; target_bpm: the tempo at the end, where one is named.
        """
        state = self._state
        with state.outbox:
            if not state.transport.is_playing:
                return "not done: nothing plays"
            if kind in TEMPO_RAMPS and state.clock.active != Source.INTERNAL:
                return f"not done: the tempo is that of the clock that is followed ({state.clock.active})"
            state.undo.record(state)
            n_bars = n_bars or USUAL_BARS
            plan, controls = state.scene.plan, state.scene.controls
            energy = controls["energy"] if controls["energy"] is not None else plan.energy
            volumes = {part: _volume(controls, part) for part in plan.parts}
            length, start = n_bars * state.bar_beats, state.cut(Quantum.BAR)
            now = 0.5 if energy is None else energy
            self._ramps[kind in TEMPO_RAMPS] = Ramp(
                kind, start, length, strength, state.tempo_bpm, now, volumes, target_bpm
            )
            return f"over {n_bars} bars" + (f", to {target_bpm:g} bpm" if target_bpm else "")

    def end_by_itself(self, passing: Passing) -> str:
        """Put back what a direction changed when its bars are over; returns when that is, or why it is not done."""
        state = self._state
        with state.outbox:
            if not state.transport.is_playing:
                return "nothing plays, so it stays"
            start = state.cut(state.scene.quantum)
            self._passing.append((start + passing.n_bars * state.bar_beats, passing))
            return f"for {passing.n_bars} bar{'s' if passing.n_bars > 1 else ''}"

    def put_back(self, passing: Passing) -> None:
        """Put back what a direction changed, from the next bar line on."""
        with self._state.outbox:
            self._restore([passing])

    def set_metre(self, metre: Metre) -> None:
        """Take the host's metre, from the next bar line on."""
        state = self._state
        with state.outbox:
            if metre != state.scene.plan.metre:
                state.scene = replace(state.scene, plan=replace(state.scene.plan, metre=metre))
                self._changes.ask(Quantum.BAR)

    # -- the rest of the scene

    def set_controls(self, controls: Controls) -> None:
        """Take other values of all controls."""
        self.update_controls(lambda _: controls)

    def update_controls(self, change: Callable[[Controls], Controls], by: str = "") -> Controls:
        """Take what ``change`` makes of the present controls, and return it. A part switched off is silent at once.

        by: what changes them many times in a row, such as a fader.
        """
        with self._edit(by):
            controls = change(self._state.scene.controls)
            self._take_controls(controls)
            return controls

    def update_plan_and_controls(self, change: Callable[[Plan, Controls], tuple[Plan, Controls]]) -> Plan:
        """Take what ``change`` makes of the present plan and controls, both at once; returns the plan."""
        with self._edit():
            scene = self._state.scene
            plan, controls = change(scene.plan, scene.controls)
            if controls != scene.controls:
                self._take_controls(controls)
            self._state.morph = None
            self._follow(plan)
            return plan

    def set_chords(self, chords: ChordPairs, by: str = "") -> None:
        """Play these chords, repeated; (): the plan's own. by: what changes them many times in a row."""
        with self._edit(by):
            self._changes.set_scene(replace(self._state.scene, chords=chords))

    def set_quantum(self, quantum: Quantum) -> None:
        """Let changes land elsewhere from now on."""
        with self._edit():
            self._state.scene = replace(self._state.scene, quantum=quantum)

    def set_mode(self, mode: Mode) -> None:
        """Use the player's notes otherwise. Sounding notes are released; playing goes on in the new mode."""
        with self._edit():
            if mode is not self._state.scene.mode:
                self._switch.recall(replace(self._state.scene, mode=mode))

    def recall(self, scene: Scene) -> None:
        """Take another scene; the chart that is followed stays."""
        with self._edit():
            now = self._state.scene
            self._switch.recall(replace(scene, chart=now.chart, chart_from=now.chart_from))
            self._state.listener.plan(scene.plan)

    @contextmanager
    def _edit(self, by: str = "") -> Iterator[None]:
        """Hold the lock; what is changed meanwhile can be undone."""
        with self._state.outbox, self._state.undo.step(self._state, by):
            yield

    # -- the lock held

    @property
    def is_changing(self) -> bool:
        """Whether a morph or a ramp is under way, or something holds for a while."""
        return self._state.morph is not None or bool(self._ramps or self._passing)

    def tick(self, now_s: float, beat: float | None) -> None:
        """Move a morph and a ramp on; the performer holds the lock."""
        self._ramp_on(beat)
        self._end_what_is_over(beat)
        morph = self._state.morph
        if morph is None:
            return
        plan = morph.plan_at(now_s, self._state.scene.plan)
        if plan is not None:
            self._follow(plan)
        if morph.is_over(now_s):
            self._state.morph = None

    def _ramp_on(self, beat: float | None) -> None:
        """Take the next beat of the ramps in time, so that a tempo holds from that beat on."""
        if not self._ramps:
            return
        if beat is None or not self._state.transport.is_playing:
            self._ramps.clear()
            return
        next_beat = self._state.cut(Quantum.BEAT)
        for kind, ramp in tuple(self._ramps.items()):
            if ramp.is_due(next_beat):
                self._take_beat(ramp)
                if ramp.share >= 1.0:
                    del self._ramps[kind]

    def _end_what_is_over(self, beat: float | None) -> None:
        """Put back what holds no longer, so that it is heard from the bar line on."""
        state = self._state
        if not self._passing:
            return
        is_stopped = beat is None or not state.transport.is_playing
        now, bar_line = beat or 0.0, state.cut(Quantum.BAR)
        over = [
            each
            for end, each in self._passing
            if is_stopped or (now if each.is_of_sound else bar_line) >= end - _EARLY_BEATS
        ]
        if not over:
            return
        self._passing = [(end, each) for end, each in self._passing if each not in over]
        self._restore(over)

    def _restore(self, over: Sequence[Passing]) -> None:
        state = self._state
        plan, controls = state.scene.plan, state.scene.controls
        for each in reversed(over):
            plan, controls = each.put_back(plan, controls)
        if controls != state.scene.controls:
            self._take_controls(controls)
        if plan != state.scene.plan:
            self._follow(plan)
        self._changes.ask(Quantum.BAR)  # whatever the quantum

    def _take_beat(self, ramp: Ramp) -> None:
        """Set what a ramp has reached in the beat that was taken."""
        state = self._state
        is_over = ramp.share >= 1.0
        tempo_bpm = ramp.tempo_due_bpm()
        if tempo_bpm is not None:
            self._ramp_tempo(min(max(tempo_bpm, MIN_TEMPO_BPM), MAX_TEMPO_BPM), is_over=is_over)
        controls = state.scene.controls
        for part, volume in ramp.volumes_due().items():
            controls = controls.with_part(part, "volume", volume)
        if controls != state.scene.controls:
            self._take_controls(controls)
        energy = ramp.energy_due(state.bar_beats)
        if energy is not None and controls["energy"] is not None:
            self._take_controls(controls.with_value("energy", energy))
        elif energy is not None:
            self._follow(replace(state.scene.plan, energy=energy))

    def _ramp_tempo(self, tempo_bpm: float, *, is_over: bool) -> None:
        """Another tempo from the next beat on; the plan takes it when the ramp is over, as that makes music anew."""
        state = self._state
        plan = replace(state.scene.plan, tempo_bpm=tempo_bpm, assumed=state.scene.plan.assumed - {"tempo_bpm"})
        self._switch.set_tempo(plan, Quantum.BEAT)
        if is_over:
            self._changes.set_scene(replace(state.scene, plan=plan))
            state.listener.plan(plan)

    def _follow(self, plan: Plan) -> None:
        state, before = self._state, self._state.scene.plan
        self._changes.set_scene(replace(state.scene, plan=plan))
        state.route()
        if plan.tempo_bpm != before.tempo_bpm:
            self._switch.set_tempo(plan, state.scene.quantum)
        state.listener.plan(plan)

    def _take_controls(self, controls: Controls) -> None:
        state, before = self._state, self._state.scene.controls
        if controls.only_sound_differs(before):  # a fader of the mix makes no music anew
            state.scene = replace(state.scene, controls=controls)
            state.route()
            state.buffer.change_sounds(state.router)
            return
        off = [number for number in switched_off(controls) if number not in switched_off(before)]
        self._changes.set_scene(replace(state.scene, controls=controls))
        if off:
            state.scheduler.silence_parts(off)
        state.route()


def _volume(controls: Controls, part: str) -> int:
    volume = controls.part(part).volume
    return USUAL_VOLUME if volume is None else volume

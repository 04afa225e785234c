"""Changes to music that is planned: when they are due, and where they are cut in. Guarded by the performer's lock."""

from __future__ import annotations

from bridge.inference.protocol import Change, Prepare
from bridge.performance.playing import Playing
from bridge.performance.scene import Quantum, Scene
from bridge.performance.state import PerformerState

CHANGE_EVERY_S = 0.060  # a knob in motion asks a hundred times a second; each change makes two bars anew


class Changes:
    """See the module."""

    def __init__(self, state: PerformerState, playing: Playing) -> None:
        self._state, self._playing = state, playing

    def set_scene(self, scene: Scene) -> None:
        """Take another scene, and ask for a change unless it equals the present one."""
        if scene != self._state.scene:  # a fader that sends what it has sent changes nothing
            self._state.scene = scene
            self.ask(scene.quantum)

    def ask(self, quantum: Quantum) -> None:
        """Change now if no other change is under way, else as soon as that one has come."""
        state = self._state
        if not state.transport.is_playing:
            state.inference.send(Prepare(state.generation_request()))
            if state.transport.prepared_beat is not None:
                self._playing.prepare_at(state.transport.prepared_beat)
            return
        state.due_change = quantum.or_sooner(state.due_change)
        self.make_if_due()

    def make_if_due(self) -> None:
        """Make the change that was asked for, if one was and nothing speaks against it now."""
        state, quantum = self._state, self._state.due_change
        is_free = state.transport.is_playing and state.loop is None and not state.buffer.is_changing
        if quantum is None or not is_free:
            return
        if state.is_responding and state.answer_end_beat is None:
            state.due_change = None
            state.undo.sent(state.buffer.version)
            state.inference.send(Prepare(state.generation_request()))
            return
        if state.time.now_s() - state.buffer.changed_s < CHANGE_EVERY_S:
            return
        beat = state.cut(quantum)
        if beat > state.buffer.end_beat:  # a phrase ends beyond what is planned: wait until it is
            return
        state.due_change = None
        desired = state.generation_request()
        version = state.buffer.new_change(beat)
        state.undo.sent(version)
        state.inference.send(Change(version, beat, desired))
        state.inference.send(Prepare(desired))

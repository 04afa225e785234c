"""Takes a whole scene at once: sounds, tempo, mode, and the music that follows from it.

Guarded by the performer's lock.
"""

from __future__ import annotations

from bridge.inference.protocol import Halt
from bridge.performance.changes import Changes
from bridge.performance.playing import Playing
from bridge.performance.scene import Quantum, Scene
from bridge.performance.state import NO_ANALYSIS, PerformerState
from bridge.settings.controls import Controls
from model.music.config import PARTS
from model.music.plan import Plan


class SceneSwitch:
    """See the module."""

    def __init__(self, state: PerformerState, playing: Playing, changes: Changes) -> None:
        self._state, self._playing, self._changes = state, playing, changes

    def recall(self, scene: Scene) -> None:
        """Take another scene, and make the music anew by it."""
        before = self._state.scene
        self._take(scene)
        if scene.mode is before.mode:
            self._changes.ask(scene.quantum)
        else:
            self._begin_mode()

    def take_back(self, scene: Scene, *, is_music: bool) -> None:
        """Take an earlier scene. is_music: the music is made anew by it, else it stays as it is planned."""
        is_waiting = not self._state.transport.is_playing
        if is_music or is_waiting or scene.mode is not self._state.scene.mode:
            self.recall(scene)
        else:
            self._take(scene)
            self._state.buffer.change_sounds(self._state.router)

    def set_tempo(self, plan: Plan, quantum: Quantum) -> None:
        """Set the tempo of our own clock from a quantum on."""
        state = self._state
        if state.transport.is_playing and plan.tempo_bpm is not None:
            state.clock.set_tempo(state.cut(quantum), plan.tempo_bpm)
            state.scheduler.wake()

    def _take(self, scene: Scene) -> None:
        state, before, state.morph = self._state, self._state.scene, None
        state.scene = scene
        state.route()
        if scene.controls.parts != before.controls.parts:
            state.scheduler.silence_parts(switched_off(scene.controls))
        self.set_tempo(scene.plan, scene.quantum)

    def _begin_mode(self) -> None:
        """Begin anew in another mode; music that waits for a transport is made anew."""
        state = self._state
        state.analysis, state.answer_end_beat, state.may_player_start = NO_ANALYSIS, None, True
        state.responder.forget()
        if not state.transport.is_playing:
            prepared_beat = state.transport.prepared_beat
            self._playing.drop_prepared()
            if prepared_beat is not None:
                self._playing.prepare_at(prepared_beat)
            return
        state.inference.send(Halt())
        state.buffer.cancel_all()
        self._playing.begin(state.cut(Quantum.BEAT), () if state.is_responding else state.past())


def switched_off(controls: Controls) -> list[int]:
    """Numbers of the parts that are switched off."""
    return [number for number, name in enumerate(PARTS) if controls.part(name).on is False]

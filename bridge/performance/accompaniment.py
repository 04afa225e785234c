"""The player's keys: notes that answer each at once, and chord and energy that the music follows.

Guarded by the performer's lock.
"""

from __future__ import annotations

from bridge.inference.protocol import Answer, PlayerAnalysis, PlayerNote
from bridge.performance.call_and_response import CallAndResponse
from bridge.performance.changes import Changes
from bridge.performance.scene import Mode, Quantum
from bridge.performance.state import FREE_TEMPO_BPM, PerformerState
from bridge.performance.tempo_follower import TempoFollower


class Accompaniment:
    """See the module."""

    def __init__(self, state: PerformerState, changes: Changes, responding: CallAndResponse) -> None:
        self._state, self._changes, self._responding = state, changes, responding
        self.tempo_follower = TempoFollower(state)

    def player_note(self, pitch: int, velocity: int, at_s: float | None = None) -> None:
        """Take a key struck, or released (velocity 0). at_s: when, where that was before now."""
        state = self._state
        if state.is_responding and pitch == state.settings.handover_key:
            if velocity:
                self._responding.hand_over()
            return
        if state.is_responding and velocity:
            self._responding.start_by_player()
        beat, serial = self._player_beat(at_s), state.keys.strike(pitch, velocity)
        state.played.receive(pitch, velocity, beat)
        state.listener.played(pitch, velocity)
        n_answers = int(state.scene.controls["answer"] or 0) if velocity else 0
        follows = state.scene.mode is Mode.ACCOMPANY
        if n_answers or follows:
            state.inference.send(PlayerNote(pitch, velocity, beat, n_answers, serial, follows))
        if state.is_responding and state.transport.is_playing:
            self._responding.player_note(pitch, velocity, max(beat, 0.0))
        if velocity:
            self.tempo_follower.struck(beat)

    def answered(self, answer: Answer) -> None:
        """Sound the notes that answer one of the player's."""
        state = self._state
        notes = state.buffer.place(answer.tones, state.router)
        state.buffer.choose_sounds(notes, state.router, at_once=True)
        state.scheduler.strike(notes)
        state.keys.answered(answer.serial, [note.note_id for note in notes], state.time.now_s())
        state.listener.notes(notes)

    def analysed(self, analysis: PlayerAnalysis) -> None:
        """Follow the player's chord and energy."""
        state = self._state
        if state.scene.mode is Mode.ACCOMPANY and analysis != state.analysis:
            state.analysis = analysis
            self._changes.ask(state.scene.quantum.or_sooner(Quantum.BEAT))

    def keyboard_lost(self) -> None:
        """Release all keys: an input is gone, and the note-offs of keys that were down on it will not come."""
        for pitch in self._state.keys.held:
            self.player_note(pitch, 0)
        self._state.responder.forget()
        self._state.played.forget()
        self._state.scheduler.release_player()

    def _player_beat(self, at_s: float | None) -> float:
        """The beat at which a key was struck; a packet may have waited behind others."""
        now_s, clock = self._state.time.now_s(), self._state.clock
        late_s = 0.0 if at_s is None else max(now_s - at_s, 0.0)
        beat = clock.beat_now()
        if beat is None:
            return (now_s - late_s) * FREE_TEMPO_BPM / 60.0
        return beat - late_s * (clock.tempo_bpm() or FREE_TEMPO_BPM) / 60.0

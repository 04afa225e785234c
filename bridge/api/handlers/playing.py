"""Requests to play, stop, loop, and the player's own notes."""

from __future__ import annotations

from functools import partial

from bridge.api.announcer import plan_values
from bridge.api.osc_api import Request
from bridge.api.prompt_queue import PromptQueue
from bridge.performance.performer import Performer
from bridge.performance.scene import Mode, Quantum, Scene
from bridge.recording.recorder import Recorder

DEFAULT_HOLD_BARS = 2


class PlayingRequests:
    """See the module. first_scene: what ``/sideman/reset`` goes back to."""

    def __init__(self, performer: Performer, prompts: PromptQueue, recorder: Recorder, first_scene: Scene) -> None:
        self._performer, self._prompts = performer, prompts
        self._recorder, self._first_scene = recorder, first_scene

    def play(self, request: Request) -> None:
        """Begin; answered when the first notes are on their way."""
        self._performer.play(lambda playing: request.reply("/sideman/playing", int(playing)))

    def stop(self, request: Request) -> None:
        """Stop; answered when the last note is released."""
        self._performer.stop(partial(request.reply, "/sideman/playing", 0))

    def panic(self, request: Request) -> None:
        """Stop and silence every channel; answered when all is sent."""
        self._performer.panic(partial(request.reply, "/sideman/panicked"))

    def reset(self, request: Request) -> None:
        """Set everything as at the start of the daemon."""

        def reset() -> None:
            self._performer.later.forget()
            self._performer.sections.follow(None, lambda plan: plan)
            self._performer.editor.recall(self._first_scene)
            request.reply("/sideman/plan", *plan_values(self._first_scene.plan))

        self._prompts.in_turn(reset, request.refuse)

    def hold(self, request: Request, n_bars: int | None) -> None:
        """Loop the last bars; answered with how many there are."""
        request.reply("/sideman/holding", self._performer.hold(n_bars or DEFAULT_HOLD_BARS))

    def release(self, request: Request) -> None:
        """Leave the loop."""
        self._performer.release()
        request.reply("/sideman/holding", 0)

    def mode(self, request: Request, mode: str) -> None:
        """Use the player's notes otherwise."""
        self._performer.editor.set_mode(Mode(mode))
        request.reply("/sideman/mode", mode)

    def quantum(self, request: Request, quantum: str) -> None:
        """Let changes land elsewhere."""
        self._performer.editor.set_quantum(Quantum(quantum))
        request.reply("/sideman/quantum", quantum)

    def note(self, request: Request, pitch: int, velocity: int, channel: int | None) -> None:  # noqa: ARG002
        """The player's note; velocity 0 releases it. The channel is not looked at."""
        self._performer.player_note(pitch, velocity, request.arrived_s)

    def take(self, request: Request) -> None:
        """Answer with the file that the performance is recorded to, "" while none is open."""
        request.reply("/sideman/take", str(self._recorder.path or ""))

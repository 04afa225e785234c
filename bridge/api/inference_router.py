"""Routes messages of the inference process to their handlers. On the supervisor's thread."""

from __future__ import annotations

from bridge.api.clip_service import ClipService
from bridge.api.groove_learning import GrooveLearning
from bridge.api.prompt_queue import PromptQueue
from bridge.api.take_service import TakeService
from bridge.inference.protocol import (
    Answer,
    ClipFailed,
    ClipMade,
    Failed,
    FromInference,
    GrooveLearnt,
    GrooveNotLearnt,
    NoteBatch,
    PlayerAnalysis,
    Rewritten,
    TakesFailed,
    TakesMade,
    Understood,
)
from bridge.performance.performer import Performer


class InferenceRouter:
    """Implements `bridge.inference.link.InferenceListener`.

    words, clips, grooves, takes: None off line, where none is requested.
    """

    def __init__(
        self,
        performer: Performer,
        words: PromptQueue | None = None,
        clips: ClipService | None = None,
        grooves: GrooveLearning | None = None,
        takes: TakeService | None = None,
    ) -> None:
        self._performer, self._words, self._clips, self._grooves = performer, words, clips, grooves
        self._takes = takes

    def received(self, message: FromInference) -> None:
        """Take one message from the inference process."""
        match message:
            case NoteBatch():
                self._performer.inference_events.notes_made(message)
            case Answer():
                self._performer.inference_events.answered(message)
            case PlayerAnalysis():
                self._performer.inference_events.player_analysed(message)
            case Understood() if self._words is not None:
                self._words.understood(message)
            case ClipMade() if self._clips is not None:
                self._clips.made(message)
            case ClipFailed() if self._clips is not None:
                self._clips.failed(message)
            case GrooveLearnt() if self._grooves is not None:
                self._grooves.learnt(message)
            case GrooveNotLearnt() if self._grooves is not None:
                self._grooves.not_learnt(message)
            case TakesMade() if self._takes is not None:
                self._takes.made(message)
            case TakesFailed() if self._takes is not None:
                self._takes.failed(message)
            case Rewritten():
                self._performer.loops.written(message)
            case Failed():
                self._performer.inference_events.music_failed(message.message)

    def inference_down(self, reason: str) -> None:
        """The process died or stalled."""
        self._performer.inference_events.inference_down(reason)
        if self._words is not None:
            self._words.inference_down()
        if self._grooves is not None:
            self._grooves.inference_down()
        if self._takes is not None:
            self._takes.inference_down()

    def inference_up(self, model_hash: str) -> None:  # noqa: ARG002 - the link keeps it
        """The process has loaded."""
        self._performer.inference_events.inference_up()
        if self._clips is not None:
            self._clips.inference_up()

"""Requests about the daemon: versions, capabilities, status, and where to send answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bridge.api.osc_api import PROTOCOL, Request, described_handlers
from bridge.api.osc_handler import MAX_CLIP_BARS, MAX_NOTES
from bridge.api.status import StatusReport
from bridge.core.errors import BadRequestError
from bridge.inference.link import InferenceLink
from bridge.osc.codec import Value
from bridge.osc.server import OscServer
from bridge.osc.subscribers import Topic
from bridge.performance.scene import Scene
from bridge.playback.parts import CHANNELS
from bridge.settings.config_table import MAX_PROMPT_CHARACTERS
from bridge.settings.controls import CONTROLS, PART_FIELDS
from model.music import learnt_styles
from model.music.config import MAX_TEMPO_BPM, METRES, MIN_TEMPO_BPM, PARTS, STYLES


@dataclass(frozen=True)
class DaemonFacts:
    """DaemonFacts that do not change while the daemon runs."""

    version: str
    first_scene: Scene


class InformationRequests:
    """See the module."""

    def __init__(self, facts: DaemonFacts, inference: InferenceLink, server: OscServer, status: StatusReport) -> None:
        self._facts, self._inference, self._server, self._status = facts, inference, server, status

    def ping(self, request: Request) -> None:
        """Answer that the daemon runs."""
        request.reply("/sideman/pong")

    def hello(self, request: Request, secret: str, number: int | None) -> None:
        """Let another machine in, or answer with the number that it has to send back. Raises NotAllowedError."""
        request.reply("/sideman/hello", self._server.gate.greet(request.peer, secret, number))

    def version(self, request: Request) -> None:
        """Answer with the versions of program, model and protocol."""
        request.reply("/sideman/version", self._facts.version, self._inference.model_hash, PROTOCOL)

    def answers(self, request: Request, port: int) -> None:
        """Send this peer's answers to another of its ports. Raises BadRequestError over TCP."""
        if request.peer.connection:
            raise BadRequestError(f"{request.address}: over TCP answers come back by the connection")
        self._server.answer_at(request.peer, port)
        request.reply("/sideman/answering", port)

    def capabilities(self, request: Request) -> None:
        """Answer with one message for each subject, each small enough for any network."""
        lines = list(self._capability_lines())
        for line in lines:
            request.reply("/sideman/capabilities", *line)
        request.reply("/sideman/capabilities/end", len(lines))

    def status(self, request: Request) -> None:
        """Answer with names and values in turn."""
        request.reply("/sideman/status", *self._status.values())

    def _capability_lines(self) -> Iterator[tuple[Value, ...]]:
        yield "version", self._facts.version
        yield "model", self._inference.model_hash
        yield "styles", " ".join((*STYLES, *learnt_styles.names()))
        yield "parts", " ".join(PARTS)
        yield "metres", " ".join(f"{numerator}/{denominator}" for numerator, denominator in METRES)
        yield "tempo", MIN_TEMPO_BPM, MAX_TEMPO_BPM
        yield "topics", " ".join(Topic)
        yield "prompt_characters", MAX_PROMPT_CHARACTERS
        yield "clip_bars", MAX_CLIP_BARS
        yield "fill_notes", MAX_NOTES
        for part, channel in zip(PARTS, CHANNELS, strict=True):
            yield "channel", part, channel + 1
        for control in CONTROLS:
            default = "auto" if control.default is None else control.default
            yield "control", control.name, control.low, control.high, default, control.doc
        for field in PART_FIELDS:
            yield "part_field", field.name, float(field.low), float(field.high), field.doc
        yield from described_handlers()

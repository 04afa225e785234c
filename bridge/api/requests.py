"""Finds the method of each address among the groups of handlers, and calls it with checked values.

On the OSC thread; answers may come from other threads.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bridge.api.ardour_surface import ArdourSurface
from bridge.api.audio_analysis_client import AudioAnalysisClient
from bridge.api.clip_service import ClipService
from bridge.api.fill_uploads import FillUploads
from bridge.api.groove_learning import GrooveLearning
from bridge.api.handlers.audio import AudioRequests
from bridge.api.handlers.charts import ChartRequests, Submit
from bridge.api.handlers.clips import ClipRequests
from bridge.api.handlers.controls import ControlRequests
from bridge.api.handlers.given import GivenRequests
from bridge.api.handlers.grooves import GrooveRequests
from bridge.api.handlers.information import DaemonFacts, InformationRequests
from bridge.api.handlers.instruments import InstrumentRequests
from bridge.api.handlers.plan import PlanRequests
from bridge.api.handlers.playing import PlayingRequests
from bridge.api.handlers.scenes import SceneRequests
from bridge.api.handlers.subscriptions import SubscriptionRequests
from bridge.api.handlers.takes import TakeRequests
from bridge.api.handlers.transport import TransportRequests
from bridge.api.handlers.undoing import UndoRequests
from bridge.api.osc_api import BY_ADDRESS, OPEN, TABLE, Reply, Request
from bridge.api.osc_handler import PREFIX
from bridge.api.prompt_queue import PromptQueue
from bridge.api.scene_announcer import SceneAnnouncer
from bridge.api.shown_lines import ErrorLine
from bridge.api.status import StatusReport
from bridge.api.take_service import TakeService
from bridge.clocks.host import HostClock
from bridge.clocks.selector import ClockSelector
from bridge.core.errors import SidemanError, UnknownAddressError
from bridge.inference.link import InferenceLink
from bridge.midi.cc_map import CcMap
from bridge.osc.arguments import of_button, read
from bridge.osc.codec import OscMessage, Value
from bridge.osc.gate import Gate
from bridge.osc.peer import Peer
from bridge.osc.server import ERROR_ADDRESS, OscServer
from bridge.osc.subscribers import Subscribers, Topic
from bridge.performance.bar_library import BarLibrary
from bridge.performance.performer import Performer
from bridge.performance.scenes import Scenes
from bridge.recording.recorder import Recorder

Act = Callable[..., None]


@dataclass(frozen=True)
class RequestContext:
    """Everything that requests can reach; `make_requests` hands it out in parts."""

    performer: Performer
    clock: ClockSelector
    host: HostClock
    inference: InferenceLink
    prompts: PromptQueue
    clips: ClipService
    grooves: GrooveLearning
    analysis: AudioAnalysisClient
    uploads: FillUploads
    scenes: Scenes
    cc_map: CcMap
    recorder: Recorder
    subscribers: Subscribers
    server: OscServer
    facts: DaemonFacts
    status: StatusReport
    takes: TakeService
    library: BarLibrary
    submit: Submit
    ardour: ArdourSurface
    scene: SceneAnnouncer | None = None


class Requests:
    """A method of ``groups`` for each address of `bridge.api.osc_api.TABLE`."""

    def __init__(
        self,
        groups: Sequence[object],
        subscribers: Subscribers,
        uploads: FillUploads,
        status: StatusReport,
        gate: Gate,
    ) -> None:
        """Raises LookupError when an address has no method, or more than one."""
        self._acts = {handler.address: _method(groups, handler.method) for handler in TABLE}
        self._subscribers, self._uploads, self._status, self._gate = subscribers, uploads, status, gate
        self._errors = ErrorLine(subscribers)

    def dispatch(
        self,
        message: OscMessage,
        peer: Peer,
        reply: Reply,
        send: Callable[[bytes], None],
        arrived_s: float | None = None,
    ) -> None:
        """Check a message, which came at a moment, and act on it. Raises BadRequestError, having changed nothing."""
        try:
            self._dispatch(message, Request(message.address, peer, self._shows_errors(reply), send, arrived_s))
        except SidemanError as error:
            self._errors.show(str(error))
            raise

    def _shows_errors(self, reply: Reply) -> Reply:
        def replies(address: str, *values: Value) -> None:
            if address == ERROR_ADDRESS:
                self._errors.show(str(values[-1]))
            reply(address, *values)

        return replies

    def _dispatch(self, message: OscMessage, request: Request) -> None:
        handler = BY_ADDRESS.get(message.address)
        if handler is None:
            raise _unknown(message.address)
        if message.address not in OPEN:
            self._gate.check(request.peer, message.address)
        arguments = of_button(handler.signature, message.arguments)
        if arguments is None:  # a button was released
            return
        values = read(message.address, handler.signature, arguments)
        self._acts[message.address](request, *values)

    def tick(self) -> None:
        """Send the status to its subscribers; call it once a second."""
        self._subscribers.publish(Topic.STATUS, "/sideman/status", *self._status.values())
        self._errors.tick()

    def forget(self, peer: Peer) -> None:
        """A connection was closed."""
        self._subscribers.forget(peer)
        self._uploads.forget(peer)


def make_requests(context: RequestContext) -> Requests:
    """Make all groups of handlers, each with its part of the context."""
    editor, prompts, facts = context.performer.editor, context.prompts, context.facts
    groups = (
        InformationRequests(facts, context.inference, context.server, context.status),
        PlanRequests(context.performer, prompts),
        GrooveRequests(context.performer, prompts, context.grooves, context.server.gate),
        AudioRequests(context.analysis, context.server.gate),
        PlayingRequests(context.performer, prompts, context.recorder, facts.first_scene),
        ClipRequests(editor, prompts, context.clips, context.uploads),
        GivenRequests(editor, prompts, context.clips, context.uploads),
        UndoRequests(context.performer),
        TakeRequests(context.performer, prompts, context.takes, context.library, context.submit),
        ControlRequests(editor, context.cc_map, facts.first_scene.controls),
        SceneRequests(editor, prompts, context.scenes),
        TransportRequests(editor, context.host, context.clock, context.ardour),
        ChartRequests(context.performer, context.server.gate, context.submit),
        InstrumentRequests(context.performer.instruments, context.server.gate),
        SubscriptionRequests(context.subscribers, context.server, context.performer, context.scene),
    )
    return Requests(groups, context.subscribers, context.uploads, context.status, context.server.gate)


def _unknown(address: str) -> UnknownAddressError:
    is_foreign = not address.startswith(PREFIX)
    if any(sign in address for sign in "*?[]{}"):
        reason = f"{address} is an address pattern, and patterns are not matched; send each address by itself"
    else:
        reason = f"{address} is not understood; {PREFIX}capabilities lists what is"
    return UnknownAddressError(reason, is_foreign=is_foreign)


def _method(groups: Sequence[object], name: str) -> Act:
    found: list[Any] = [getattr(group, name) for group in groups if hasattr(group, name)]
    if len(found) != 1:
        raise LookupError(f"{len(found)} groups of requests have a method {name}; it takes one")
    act: Act = found[0]
    return act

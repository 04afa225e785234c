"""The daemon: starts everything in order and closes it in the opposite one; `bridge.wiring` puts it together.

`run` belongs to the main thread, which waits for a signal. Threads of this process: ``osc`` receives, ``scheduler``
sends, ``inference`` and ``inference writer`` talk with the inference process, ``ticker`` looks ahead, ``ports`` watches
MIDI ports, ``recorder`` writes the take; drivers bring what is played on threads of their own. None of them makes
music: that is the inference process's work.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import NamedTuple

from bridge.api.ardour_surface import ArdourSurface
from bridge.api.audio_analysis_client import AudioAnalysisClient, start_listener
from bridge.api.audio_follower import AudioFollower
from bridge.api.clip_service import ClipService
from bridge.api.fan_out import FanOut
from bridge.api.fill_uploads import FillUploads
from bridge.api.groove_learning import GrooveLearning
from bridge.api.handlers.information import DaemonFacts
from bridge.api.inference_router import InferenceRouter
from bridge.api.listeners import ListenerContext, make_listeners
from bridge.api.midi_actions import MidiActions
from bridge.api.pace import Pace
from bridge.api.prompt_queue import PromptQueue
from bridge.api.requests import RequestContext, Requests, make_requests
from bridge.api.scene_announcer import SceneAnnouncer
from bridge.api.shown_lines import publish_error
from bridge.api.status import StatusReport
from bridge.api.take_service import TakeService
from bridge.api.timed_events import TICK_S, TimedEvents
from bridge.core.background import Background, close_at_once, close_safely
from bridge.core.errors import AudioError, MidiPortError, SetupError
from bridge.core.garbage import kept_while_starting
from bridge.core.messages import MAIN_PORT
from bridge.core.paths import takes_directory
from bridge.core.ticker import Ticker
from bridge.core.timebase import SystemTime
from bridge.inference.child import EarlyChild, start_child
from bridge.inference.link import InferenceLink
from bridge.inference.settings import InferenceSettings
from bridge.midi.cc_map import CcMap
from bridge.midi.feedback import FeedbackFilter
from bridge.midi.opening import OpenedPort
from bridge.midi.player_input import PlayerInput
from bridge.midi.ports import OutputPort
from bridge.osc.codec import OscMessage
from bridge.osc.gate import Gate
from bridge.osc.peer import Peer
from bridge.osc.server import OscServer
from bridge.osc.subscribers import Topic
from bridge.panel.link import make_panel
from bridge.performance.bar_library import BarLibrary
from bridge.performance.performer import Performer
from bridge.performance.scenes import FILE_NAME, Scenes
from bridge.playback.parts import Router
from bridge.playback.scheduler import Scheduler
from bridge.recording.recorder import Recorder
from bridge.settings.config import Config
from bridge.wiring.clocks import Clocks
from bridge.wiring.from_config import (
    articulations_of,
    drum_map_of,
    first_scene_of,
    offsets_s_of,
    performer_settings,
    sound_of,
    subscribers_of,
    version,
    write_back,
)
from bridge.wiring.jack import jack_of, open_main, ports_of, routes_of, start_jack
from bridge.wiring.midi_inputs import MidiInputs
from model.charts.chart import Chart
from model.charts.playing import to_played, with_plan_of
from model.text.prompts import read_prompt

log = logging.getLogger(__name__)

SWITCH_INTERVAL_S = 2e-4  # a thread that wants to send waits so long for one that computes; Python's own is 5 ms
DRAIN_S = 0.050  # JACK sends with its next period; a port closed sooner would keep the last note-offs
CLOSES_WITHIN_S = 12.0
LOOK_FOR_PORTS_S = 0.5

# Loads the word tables while the children load: the first prompt would hold up the notes by a tenth of a second.
_WARM_UP = "slow blues, drums a bit less busy"


class Ready(NamedTuple):
    """DaemonFacts about a daemon that is ready for requests."""

    host: str
    port: int
    sentences: tuple[str, ...]
    version: str
    model_hash: str


def run(
    config: Config,
    on_ready: Callable[[Ready], None],
    *,
    config_path: Path | None = None,
    chart: Chart | None = None,
    early: EarlyChild | None = None,
) -> None:
    """Play until SIGTERM, SIGINT or SIGHUP; early: an inference process that loads already. Raises SetupError."""
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    ended = threading.Event()
    for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK"):  # the last two: a terminal or console that is closed
        if number := getattr(signal, name, None):
            signal.signal(number, lambda *_: ended.set())
    daemon = Daemon(config, config_path=config_path, serves_panel=True, early=early)
    try:
        if chart is not None:
            daemon.follow(chart)
        with kept_while_starting():
            ready = daemon.start()
        on_ready(ready)
        while not ended.wait(1.0):  # Windows delivers no signal to a wait without end
            pass
    finally:
        with open(os.devnull, "wb") as nowhere:
            # A MIDI driver that hangs may hold the interpreter for ever; notes are off by then.
            faulthandler.dump_traceback_later(CLOSES_WITHIN_S, exit=True, file=nowhere)
            daemon.close()
            faulthandler.cancel_dump_traceback_later()


class Daemon:
    """Everything, wired. Made, started and closed by one thread. serves_panel: as ``[panel]`` asks."""

    def __init__(
        self,
        config: Config,
        *,
        config_path: Path | None = None,
        serves_panel: bool = False,
        early: EarlyChild | None = None,
    ) -> None:
        self._closing = ExitStack()
        self._serves_panel, self._early = serves_panel, early
        try:
            self._wire(config, config_path, SystemTime())
        except BaseException:
            self.close()
            raise

    def _wire(self, config: Config, config_path: Path | None, time: SystemTime) -> None:
        self._config, self._time = config, time
        self._start_processes()
        opened = open_main(config, self._jack)
        self._on_close(opened.port.close)
        self._clocks = Clocks(config, time, has_jack=self._jack is not None)
        self._subscribers = subscribers_of(config, self._server.send_packet, time)
        self._takes = takes_directory(config.takes.folder_path)
        self._recorder = Recorder(self._takes, self._clocks.selector.beat_now, records=config.takes.record)
        self._feedback = FeedbackFilter(time, config.midi.feedback_ms / 1000.0)
        self._first_scene = first_scene_of(config)
        self._scheduler = self._make_scheduler(opened)
        self._performer = self._make_performer()
        self._files = Background("files")
        self._cc_map = CcMap(config.cc, write_back(config_path, self._files))
        self._scenes = Scenes((config_path.parent if config_path else self._takes) / FILE_NAME, self._files.submit)
        self._inputs = self._make_inputs(opened)
        self._facts = DaemonFacts(version(), self._first_scene)
        self._ardour = ArdourSurface(config.clock.ardour_port, self._server, time)
        clock, publish = self._clocks.selector, partial(self._subscribers.publish, Topic.PLAN)
        self._scene_announcer = SceneAnnouncer(self._performer, self._scenes, self._cc_map, clock, self._subscribers)
        self._analysis = AudioAnalysisClient(start_listener, AudioFollower(self._performer, clock, time, publish))
        self._requests = self._make_requests()
        ticks = [self._performer.tick, self._clocks.check, self._analysis.tick, self._scene_announcer.tick]
        ticks += [self._timed.tick, self._performer.later.tick]
        self._ticker = self._pace.make_ticker(TICK_S, ticks, self._performer)
        self._port_ticker = Ticker(time, LOOK_FOR_PORTS_S, [self._inputs.check, self._ardour.check], name="ports")
        self._sentences = (*filter(None, [opened.sentence]), *self._inputs.sentences())
        self._close_in_order()

    def start(self) -> Ready:
        """Start every thread; returns when all is ready. Requests wait meanwhile. Raises SetupError."""
        self._server.start(self._dispatch, self._requests.tick, self._requests.forget)
        self._inputs.watcher.open_now()
        self._scheduler.start()
        self._recorder.start()
        self._clocks.start()
        read_prompt(_WARM_UP)
        self._inference.start(self._router)
        self._performer.prepare()
        self._ticker.start()
        self._port_ticker.start()
        self._inputs.start()
        sentences = (
            *start_jack(self._jack, self._clocks.jack, self._performer.editor),
            *self._sentences,
            *self._started_sound(),
            *(self._panel.start() if self._panel is not None else ()),
        )
        ready = Ready(*self._server.peer[:2], sentences, self._facts.version, self._inference.model_hash)
        self._subscribers.publish(Topic.READY, "/sideman/ready", ready.version, ready.model_hash)
        return ready

    def follow(self, chart: Chart) -> None:
        """Follow a chart from the beginning; call it before `start`."""
        self._performer.sections.follow(to_played(chart), partial(with_plan_of, chart))

    def close(self) -> None:
        """Release every note, then end threads and processes and close ports; whatever fails, the rest is closed."""
        self._closing.close()

    # -- wiring

    def _start_processes(self) -> None:
        """The OSC port first, so that a taken one is known at once; then the children, which load while we wire."""
        config, time = self._config, self._time
        n_connections = config.osc.max_connections if config.osc.tcp else 0
        gate = Gate(config.osc.secret, [Path(folder) for folder in config.osc.folders])
        self._server = OscServer(config.osc.host, config.osc.port, time, max_connections=n_connections, gate=gate)
        self._on_close(self._server.close)
        start = self._early or partial(start_child, InferenceSettings.of(config, log.getEffectiveLevel()))
        self._inference = InferenceLink(start, time, config.inference.stall_s)
        self._panel = make_panel(config, self._server.peer.port, time) if self._serves_panel else None
        self._on_close(self._close_processes)
        self._inference.spawn()
        self._jack = jack_of(config, time, self._on_close)
        self._sound = sound_of(config, time, self._jack)
        for link in (self._sound, self._panel):
            if link is not None:
                link.spawn()

    def _make_scheduler(self, opened: OpenedPort) -> Scheduler:
        return Scheduler(
            self._clocks.selector,
            ports_of(self._config, self._jack, opened.port),
            self._time,
            offsets_s=offsets_s_of(self._config),
            max_note_s=self._config.midi.max_note_s,
            on_sent=self._sent,
            sound=self._sound,
        )

    def _make_performer(self) -> Performer:
        clock, seed = self._clocks.selector, self._config.performer.seed
        context = ListenerContext(self._subscribers, self._recorder, clock, self._describe)
        self._pace = Pace(self._subscribers, self._time)
        self._timed = TimedEvents(self._subscribers, clock, self._time, self._config.osc.ahead_ms / 1000.0)
        performer = Performer(
            self._inference,
            self._first_scene,
            self._scheduler,
            clock,
            FanOut([*make_listeners(context), self._timed, self._pace]),
            self._time,
            settings=performer_settings(self._config),
            router=Router(routes_of(self._config, self._jack), drum_map=drum_map_of(self._config, "drum_map")),
            seed=seed if seed >= 0 else None,
            start_lead_s=self._timed.start_lead_s,
        )
        performer.instruments.use_articulations(articulations_of(self._config))
        clock.on_change = performer.clock_changed
        return performer

    def _make_inputs(self, opened: OpenedPort) -> MidiInputs:
        config, midi = self._config, self._config.midi
        actions = MidiActions(
            self._performer, self._scenes, self._cc_map, self._scheduler, self._clocks.midi, self._clocks.mtc
        )
        pad_key = drum_map_of(config, "drum_input").gm_key_of if midi.drum_input else None
        player = PlayerInput(actions, self._feedback, channel=midi.channel, thru=midi.thru, pad_key=pad_key)
        main = opened.port if isinstance(opened.port, OutputPort) and midi.output else None
        outputs = {name: name for name in sorted(set(config.part_ports.values()))}
        outputs |= {MAIN_PORT: midi.output} if main is not None else {}
        report = partial(self._report_fault, MidiPortError.code)
        performer, scheduler = self._performer, self._scheduler
        inputs = MidiInputs(config, self._time, player, actions, performer, scheduler, outputs, report, self._jack)
        if main is not None:
            inputs.watcher.adopt(MAIN_PORT, main)
        elif isinstance(opened.port, OutputPort):
            inputs.keep_output(opened.port)
        self._midi_port = opened.port
        return inputs

    def _make_requests(self) -> Requests:
        clock, prompts = self._clocks.selector, PromptQueue(self._inference)
        clips = ClipService(self._inference, self._takes, partial(setattr, self._performer, "n_waiting_clips"))
        grooves = GrooveLearning(self._inference)
        takes, library = TakeService(self._inference, self._performer.auditions, self._takes), BarLibrary(self._takes)
        self._performer.auditions.likes = library.read_likes()
        self._router = InferenceRouter(self._performer, prompts, clips, grooves, takes)
        return make_requests(
            RequestContext(
                self._performer,
                clock,
                self._clocks.host,
                self._inference,
                prompts,
                clips,
                grooves,
                self._analysis,
                FillUploads(self._time),
                self._scenes,
                self._cc_map,
                self._recorder,
                self._subscribers,
                self._server,
                self._facts,
                self._make_status(),
                takes,
                library,
                self._files.submit,
                self._ardour,
                self._scene_announcer,
            )
        )

    def _make_status(self) -> StatusReport:
        return StatusReport(
            self._performer,
            self._scheduler,
            self._clocks.selector,
            self._inference,
            self._subscribers,
            self._server,
            self._time,
            lambda: self._midi_port.name,
            lambda: self._inputs.missing,
            self._inputs.player,
            self._sound,
            self._inputs.reastream,
            self._clocks.midi,
            self._jack,
        )

    # -- closing

    def _on_close(self, close: Callable[[], object]) -> None:
        """Close something later, before everything that was entered sooner."""
        self._closing.callback(close_safely, close)

    def _close_in_order(self) -> None:
        """Enter all that was made after the port and the server; closed in reverse, so that note-offs come first."""
        self._on_close(self._inputs.close)
        self._on_close(lambda: threading.Event().wait(DRAIN_S))
        for part in (self._recorder, self._files, self._clocks):
            self._on_close(part.close)
        self._on_close(self._close_processes)
        for close in (self._port_ticker.close, self._ticker.close, self._scheduler.close, self._performer.stop):
            self._on_close(close)
        self._on_close(self._inputs.unhook)

    def _close_processes(self) -> None:
        """Close all at once, so that one that does not end delays no other. A second call does nothing."""
        closes: list[Callable[[], object]] = [self._inference.close]
        closes += [link.close for link in (getattr(self, "_sound", None), self._panel) if link is not None]
        if hasattr(self, "_analysis"):
            closes.append(self._analysis.close)
        close_at_once(closes)

    # -- between the parts

    def _started_sound(self) -> Iterator[str]:
        """Start our own sound; without it the music goes on, over MIDI and OSC."""
        if self._sound is not None:
            self._sound.report_trouble = partial(self._report_fault, AudioError.code)
            try:
                yield self._sound.start()
            except SetupError as error:
                log.warning("no sound: %s", error)
                yield f"no sound: {error}"
            self._describe(self._performer.plan.words, dict(self._performer.plan.style))
        if self._inputs.reastream is not None:
            yield f"ReaStream MIDI is received on UDP port {self._inputs.reastream.port}"

    def _report_fault(self, code: str, sentence: str) -> None:
        """Report a fault that no request caused: in the log, and to those who subscribed to errors."""
        log.warning("%s", sentence)
        self._subscribers.publish(Topic.ERROR, "/sideman/error", "", code, sentence)
        publish_error(self._subscribers, sentence)

    def _describe(self, words: str, style: dict[str, float]) -> None:
        if self._sound is not None:
            self._sound.describe(words, style)

    def _sent(self, _port: str, data: bytes, beat: float | None) -> None:
        self._feedback.sent(data)
        self._recorder.sent(data, beat)
        self._subscribers.publish_midi(data)

    def _dispatch(self, message: OscMessage, peer: Peer) -> None:
        reply, send = partial(self._server.send, peer), partial(self._server.send_packet, peer)
        self._requests.dispatch(message, peer, reply, send, self._server.arrived_s)

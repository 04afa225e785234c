"""The daemon: the only place where objects are wired, started in order and closed in the opposite one.

`run` belongs to the main thread, which waits for a signal. Threads of this process: ``osc`` receives, ``scheduler``
sends, ``inference link`` hears the inference process, ``ticker`` looks ahead and watches, ``recorder`` writes the take,
and ``midi in`` brings what is played. None of them makes music: that is the other process's work.
"""

from __future__ import annotations

import gc
import logging
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Any, NamedTuple

from bridge.api.announcer import Announcer
from bridge.api.audio_analysis_client import AudioAnalysisClient, start_listener
from bridge.api.audio_follower import AudioFollower
from bridge.api.clip_service import ClipService
from bridge.api.fan_out import FanOut
from bridge.api.fill_uploads import FillUploads
from bridge.api.handlers.information import Facts
from bridge.api.inference_router import InferenceRouter
from bridge.api.midi_actions import MidiActions
from bridge.api.prompt_queue import PromptQueue
from bridge.api.requests import RequestContext, make_requests
from bridge.api.status import StatusReport
from bridge.clocks import ClockChange, Source
from bridge.clocks.host import HostClock
from bridge.clocks.internal import InternalClock
from bridge.clocks.midi import MidiClock
from bridge.clocks.selector import AUTO, ClockSelector
from bridge.core.errors import SetupError
from bridge.core.messages import MAIN_PORT
from bridge.core.paths import takes_directory
from bridge.core.ticker import Ticker
from bridge.core.timebase import SystemTime
from bridge.inference.child import start_child
from bridge.inference.link import InferenceLink
from bridge.inference.settings import InferenceSettings
from bridge.midi.cc_map import CcMap
from bridge.midi.feedback import FeedbackFilter
from bridge.midi.opening import CLOCK_CLIENT_NAME, open_output, open_own_input
from bridge.midi.player_input import PlayerInput
from bridge.midi.poller import InputPoller
from bridge.midi.ports import NullPort, OutputPort
from bridge.midi.reastream_input import ReaStreamInput
from bridge.midi.watcher import PortWatcher
from bridge.osc.codec import OscMessage
from bridge.osc.server import OscServer
from bridge.osc.subscribers import Peer, Subscribers, Topic
from bridge.performance.performer import Performer
from bridge.performance.scene import Mode, PerformerSettings, Quantum, Scene
from bridge.performance.scenes import FILE_NAME, Scenes
from bridge.playback.parts import Router
from bridge.playback.scheduler import Scheduler
from bridge.processes.child import start_child as start_process
from bridge.recording.recorder import Recorder
from bridge.settings.config import Config
from bridge.sound.link import SoundLink
from bridge.sound.settings import settings_of
from model.text import complete, parse

log = logging.getLogger(__name__)

SWITCH_INTERVAL_S = 2e-4  # a thread that wants to send waits so long for one that computes; Python's own is 5 ms
DRAIN_S = 0.050  # JACK sends with its next period; a port closed sooner would keep the last note-offs
TICK_S = 0.050


class Ready(NamedTuple):
    """What can be told once music can be asked for."""

    host: str
    port: int
    sentences: tuple[str, ...]
    version: str
    model_hash: str


def run(config: Config, on_ready: Callable[[Ready], None], *, config_path: Path | None = None) -> None:
    """Play until SIGTERM, SIGINT or SIGHUP. Raises SetupError when something needed for that is missing."""
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    ended = threading.Event()
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):  # the last: a terminal that is closed
        if number := getattr(signal, name, None):
            signal.signal(number, lambda *_: ended.set())
    daemon = Daemon(config, config_path=config_path)
    try:
        on_ready(daemon.start())
        gc.collect()
        gc.freeze()  # what is wired stays: a full collection would hold up every thread
        while not ended.wait(1.0):  # Windows delivers no signal to a wait without end
            pass
    finally:
        daemon.close()


class Daemon:
    """Everything, wired. Made, started and closed by one thread."""

    def __init__(self, config: Config, *, config_path: Path | None = None) -> None:
        time = SystemTime()
        connections = config.osc.max_connections if config.osc.tcp else 0
        # First: a taken port is known at once.
        self._server = OscServer(config.osc.host, config.osc.port, time, max_connections=connections)
        settings = InferenceSettings(config.inference.model_path, config.inference.rules_only, log.getEffectiveLevel())
        self._inference = InferenceLink(partial(start_child, settings), time, config.inference.stall_s)
        self._sound = sound_of(config, time)
        try:
            self._wire(config, config_path, time)
        except BaseException:
            self._server.close()
            self._inference.close(0.0)
            if self._sound is not None:
                self._sound.close(0.0)
            raise

    def _wire(self, config: Config, config_path: Path | None, time: SystemTime) -> None:
        self._inference.spawn()  # it loads while we wire
        if self._sound is not None:
            self._sound.spawn()
        opened = open_output(config.midi.output or None)
        self._main_port: OutputPort | NullPort = opened.port
        takes = takes_directory(config.takes.folder_path)

        self._clocks = Clocks(config, time)
        clock = self._clocks.selector
        self._subscribers = Subscribers(self._server.send_packet, time)
        self._recorder = Recorder(takes, clock.beat_now, records=config.takes.record)
        self._feedback = FeedbackFilter(time, config.midi.feedback_ms / 1000.0)
        offsets_s = {MAIN_PORT: config.midi.offset_ms / 1000.0}
        offsets_s |= {name: ms / 1000.0 for name, ms in config.midi.port_offsets_ms.items()}
        places = sorted(set(config.part_ports.values()))
        self._scheduler = Scheduler(
            clock,
            {MAIN_PORT: opened.port, **{name: NullPort() for name in places}},
            time,
            offsets_s=offsets_s,
            max_note_s=config.midi.max_note_s,
            on_sent=self._sent,
            sound=self._sound,
        )
        listener = FanOut(Announcer(self._subscribers), self._recorder, clock, self._describe)
        seed = config.performer.seed
        first_scene = first_scene_of(config)
        self._performer = Performer(
            self._inference,
            first_scene,
            self._scheduler,
            clock,
            listener,
            time,
            settings=performer_settings(config),
            router=Router(config.part_ports),
            seed=seed if seed >= 0 else None,
        )
        clock.on_change = self._performer.clock_changed
        words, clips = PromptQueue(self._inference), ClipService(self._inference, takes, self._clips_changed)
        self._dispatcher = InferenceRouter(self._performer, words, clips)
        along = AudioFollower(self._performer, clock, time, partial(self._subscribers.publish, Topic.PLAN))
        self._listening = AudioAnalysisClient(start_listener, along)
        scenes = Scenes((config_path.parent if config_path else takes) / FILE_NAME)
        cc_map = CcMap(config.cc, write_back(config_path))
        self._hands = MidiActions(self._performer, scenes, cc_map, self._scheduler, self._clocks.midi)
        self._input = PlayerInput(self._hands, self._feedback, channel=config.midi.channel, thru=config.midi.thru)
        self._own_input = open_own_input(self._input.receive, time) if config.midi.own_input else None
        self._clock_input = self._open_clock_input(config, time)
        self._reastream_input = self._open_reastream_input(config, time)
        outputs = {name: name for name in places}
        if isinstance(opened.port, OutputPort) and config.midi.output:
            outputs[MAIN_PORT] = config.midi.output
        self._keeper = PortWatcher(
            self._input.receive,
            time,
            outputs=outputs,
            inputs=config.midi.inputs,
            replace_output=self._scheduler.replace_port,
            input_lost=self._performer.keyboard_lost,
        )
        if isinstance(opened.port, OutputPort) and config.midi.output:
            self._keeper.adopt(MAIN_PORT, opened.port)
        facts = Facts(version(), opened.port.name, first_scene)
        status = StatusReport(
            self._performer,
            self._scheduler,
            clock,
            self._inference,
            self._subscribers,
            self._server,
            time,
            facts.midi_port,
            lambda: self._keeper.missing,
            self._sound,
            self._reastream_input,
        )
        self._requests = make_requests(
            RequestContext(
                self._performer,
                clock,
                self._clocks.host,
                self._inference,
                words,
                clips,
                self._listening,
                FillUploads(time),
                scenes,
                cc_map,
                self._recorder,
                self._subscribers,
                self._server,
                facts,
                status,
            )
        )
        ticks = [self._performer.tick, self._clocks.check, self._keeper.check, self._listening.tick]
        self._ticker = Ticker(time, TICK_S, ticks)
        self._facts, self._sentences = facts, (opened.sentence, *self._input_sentences(config))

    def start(self) -> Ready:
        """Start every thread and tell that all is ready. Requests wait meanwhile."""
        self._server.start(self._dispatch, self._requests.tick, self._requests.forget)
        self._keeper.open_now()
        self._scheduler.start()
        self._recorder.start()
        self._clocks.start()
        self._inference.start(self._dispatcher)
        self._performer.prepare()
        if self._clock_input is not None:
            self._clock_input.start()
        self._ticker.start()
        if self._reastream_input is not None:
            self._reastream_input.start()
        peer = self._server.peer
        ready = Ready(
            peer.host,
            peer.port,
            (*self._sentences, *self._started_sound()),
            self._facts.version,
            self._inference.model_hash,
        )
        self._subscribers.publish(Topic.READY, "/sideman/ready", ready.version, ready.model_hash)
        return ready

    def close(self) -> None:
        """Release every note, then close ports and end threads."""
        self._ticker.close()
        self._listening.close()
        self._keeper.unhook()
        if self._own_input is not None:
            self._own_input.unhook()
        self._performer.close()
        self._scheduler.close()
        if self._sound is not None:
            self._sound.close()
        if self._reastream_input is not None:
            self._reastream_input.close()
        self._inference.close()
        self._server.close()
        self._clocks.close()
        self._recorder.close()
        threading.Event().wait(DRAIN_S)
        if self._own_input is not None:
            self._own_input.close()
        if self._clock_input is not None:
            self._clock_input.close()
        self._keeper.close()
        self._main_port.close()

    def _open_clock_input(self, config: Config, time: SystemTime) -> InputPoller | None:
        """An input for clock alone, polled, where MIDI clock is followed; a third JACK client costs 1 % of a core."""
        if not config.midi.own_input or config.clock.source != Source.MIDI:
            return None
        port = open_own_input(self._hands.clock_alone, time, client_name=CLOCK_CLIENT_NAME, is_polled=True)
        return None if port is None else InputPoller(port, time)

    def _open_reastream_input(self, config: Config, time: SystemTime) -> ReaStreamInput | None:
        if not config.reastream.listen:
            return None
        identifier, port = config.reastream.identifier, config.reastream.listen_port
        return ReaStreamInput(config.osc.host, port, identifier, self._input.receive, time)

    def _started_sound(self) -> Iterator[str]:
        """Without sound the music goes on, over MIDI and OSC."""
        if self._sound is not None:
            try:
                yield self._sound.start()
            except SetupError as error:
                log.warning("no sound: %s", error)
                yield f"no sound: {error}"
            self._describe(self._performer.plan.words, dict(self._performer.plan.style))
        if self._reastream_input is not None:
            yield f"ReaStream MIDI is heard on UDP port {self._reastream_input.port}"

    def _describe(self, words: str, style: dict[str, float]) -> None:
        if self._sound is not None:
            self._sound.describe(words, style)

    def _sent(self, _port: str, data: bytes, beat: float | None) -> None:
        self._feedback.sent(data)
        self._recorder.sent(data, beat)
        kind, channel = data[0] & 0xF0, data[0] & 0x0F
        if kind in (0x80, 0x90):
            velocity = data[2] if kind == 0x90 else 0
            self._subscribers.publish(Topic.MIDI, "/sideman/midi/note", channel + 1, data[1], velocity)

    def _clips_changed(self, n_waiting: int) -> None:
        self._performer.n_waiting_clips = n_waiting

    def _dispatch(self, message: OscMessage, peer: Peer) -> None:
        server = self._server
        self._requests.dispatch(message, peer, partial(server.send, peer), partial(server.send_packet, peer))

    def _input_sentences(self, config: Config) -> tuple[str, ...]:
        if self._own_input is not None:
            clock = f", for clock {self._clock_input.port.name}" if self._clock_input is not None else ""
            return (f"MIDI input {self._own_input.name}{clock} ({self._own_input.api})",)
        return () if config.midi.inputs or not config.midi.own_input else ("no MIDI input of our own can be had here",)


def sound_of(config: Config, time: SystemTime) -> SoundLink | None:
    """Our own sound, if it is asked for."""
    settings = settings_of(config, log.getEffectiveLevel())
    if settings is None:
        return None
    spawn = partial(start_process, "bridge.sound.process", settings)
    return SoundLink(spawn, time, settings.ahead_s - settings.offset_s)


class Clocks:
    """Every source of time that there is here."""

    def __init__(self, config: Config, time: SystemTime) -> None:
        self._time = time
        self.internal = InternalClock(time)
        self.midi = MidiClock(time, self._heard)
        self.host = HostClock(time, self._heard)
        self._link: Any = None
        clocks: dict[Source, Any] = {Source.MIDI: self.midi, Source.HOST: self.host}
        if config.clock.source == Source.LINK:
            from bridge.clocks.link import LinkClock  # an extra, and a thread that polls

            self._link = clocks[Source.LINK] = LinkClock(time, self._heard)
        self.selector = ClockSelector(self.internal, clocks)
        self.selector.wanted = AUTO if config.clock.source == AUTO else Source(config.clock.source)

    def start(self) -> None:
        """Start the clocks that have a thread of their own."""
        if self._link is not None:
            self._link.start()

    def check(self) -> None:
        """Notice sources that have gone silent."""
        now_s = self._time.now_s()
        self.midi.check(now_s)
        self.host.check(now_s)

    def close(self) -> None:
        """End the threads."""
        if self._link is not None:
            self._link.close()

    def _heard(self, change: ClockChange) -> None:
        self.selector.heard(change)


def first_scene_of(config: Config) -> Scene:
    """What is played before anybody said anything."""
    plan = complete(parse(config.performer.prompt))
    return Scene(plan, config.controls, (), Mode(config.performer.mode), Quantum(config.performer.quantum))


def performer_settings(config: Config) -> PerformerSettings:
    """How the performer works."""
    performer = config.performer
    return PerformerSettings(
        bars_ahead=performer.bars_ahead,
        follow_start=config.clock.follow_start,
        respond_after_beats=performer.respond_after_beats,
        respond_max_bars=performer.respond_max_bars,
        sends_programs=config.midi.program_changes,
    )


def write_back(config_path: Path | None) -> Callable[[str, str | None], None] | None:
    """How learned controllers are kept; None without a file."""
    if config_path is None:
        return None

    def write(key: str, target: str | None) -> None:
        from bridge.settings.config_writeback import write_cc

        write_cc(config_path, key, target)

    return write


def version() -> str:
    """The installed version of Sideman."""
    try:
        return installed_version("sideman")
    except PackageNotFoundError:  # run from a bare checkout
        return "unknown"

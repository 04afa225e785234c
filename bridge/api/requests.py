"""Acts on OSC requests: from checked values to the performer and back to an answer. A method for each address.

On the OSC thread; answers may come from others. What refuses raises before anything was changed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, cast

from bridge.api.announcer import plan_values
from bridge.api.audio_analysis_client import AudioAnalysisClient
from bridge.api.clip_service import ClipService
from bridge.api.fill_uploads import FillUploads, n_bars_of, read_given, read_parts
from bridge.api.osc_api import MAX_CLIP_BARS, MAX_NOTES, PROTOCOL, Request, described_handlers
from bridge.api.prompt_queue import PromptQueue
from bridge.clocks import Source
from bridge.clocks.host import HostClock
from bridge.clocks.selector import AUTO, ClockSelector
from bridge.core.errors import BadRequestError, OutOfRangeError, SidemanError, UnknownStyleError, WrongArgumentsError
from bridge.core.timebase import Timebase
from bridge.inference.link import InferenceLink
from bridge.midi.cc_map import CcMap
from bridge.midi.reastream_input import ReaStreamInput
from bridge.osc.codec import Value
from bridge.osc.server import OscServer
from bridge.osc.subscribers import EXPIRY_S, Peer, Subscribers, Topic
from bridge.performance.performer import Performer
from bridge.performance.scene import Mode, Quantum, Scene
from bridge.performance.scenes import Scenes
from bridge.playback.scheduler import Scheduler
from bridge.recording.recorder import Recorder
from bridge.settings.config_table import MAX_PROMPT_CHARACTERS
from bridge.settings.controls import CONTROLS, PART_FIELDS, Controls
from bridge.sound.link import SoundLink
from bridge.sound.protocol import SoundReport
from model.music.chord_symbols import chord_name, read_chords
from model.music.config import MAX_TEMPO_BPM, METRES, MIN_TEMPO_BPM, PARTS, STYLES
from model.music.events import COMMON_TIME, Metre
from model.music.keys import Key
from model.music.plan import Plan
from model.text import complete, style_weights

log = logging.getLogger(__name__)

DEFAULT_HOLD_BARS = 2
_AUTO_WORDS = ("auto", "none", "off")


@dataclass(frozen=True)
class Facts:
    """What stays the same while the daemon runs."""

    version: str
    midi_port: str
    first_scene: Scene


@dataclass(frozen=True)
class Desk:
    """Everything that requests can reach."""

    performer: Performer
    scheduler: Scheduler
    clock: ClockSelector
    host: HostClock
    inference: InferenceLink
    words: PromptQueue
    clips: ClipService
    listening: AudioAnalysisClient
    fills: FillUploads
    scenes: Scenes
    cc_map: CcMap
    recorder: Recorder
    subscribers: Subscribers
    server: OscServer
    time: Timebase
    facts: Facts
    sound: SoundLink | None
    reastream: ReaStreamInput | None
    missing_ports: Callable[[], list[str]]


class Requests:
    """A method for each address of `bridge.api.osc_api.TABLE`."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._performer = desk, desk.performer
        self._began_s = desk.time.now_s()

    # -- what is there

    def ping(self, request: Request) -> None:
        """Answer."""
        request.reply("/sideman/pong")

    def version(self, request: Request) -> None:
        """Answer with the versions of program and model."""
        request.reply("/sideman/version", self._desk.facts.version, self._desk.inference.model_hash, PROTOCOL)

    def answers(self, request: Request) -> None:
        """Answer at another port."""
        port = cast(int, request.values[0])
        if request.peer.connection:
            raise BadRequestError(f"{request.address}: over TCP answers come back by the connection")
        self._desk.server.answer_at(request.peer, port)
        request.reply("/sideman/answering", port)

    def capabilities(self, request: Request) -> None:
        """Answer with one message for each subject, each small enough for any network."""
        lines = list(self._capability_lines())
        for line in lines:
            request.reply("/sideman/capabilities", *line)
        request.reply("/sideman/capabilities/end", len(lines))

    def status(self, request: Request) -> None:
        """Answer with names and values."""
        request.reply("/sideman/status", *self.status_values())

    # -- the plan

    def prompt(self, request: Request) -> None:
        """Follow the words."""
        words = cast(str, request.values[0])
        self._desk.words.ask(words, lambda: self._performer.plan, partial(self._follow, request))

    def _then(self, request: Request, act: Callable[[Plan], None], plan: Plan) -> None:
        """Go on once words were understood; what is refused by then is answered, as nobody above does."""
        try:
            act(plan)
        except SidemanError as error:
            request.reply("/sideman/error", request.address, error.code, str(error))

    def style(self, request: Request) -> None:
        """Follow a blend of styles; what else was said stays, but for the words' vector, which tells another style."""
        self._follow(request, self._with_style(cast(tuple[Any, ...], request.values[0])))

    def style_morph(self, request: Request) -> None:
        """Move to other styles."""
        seconds = cast(float, request.values[0])
        plan = self._with_style(cast(tuple[Any, ...], request.values[1]))
        self._performer.editor.morph_to(lambda _: plan, seconds)
        request.reply("/sideman/style/morphing", seconds)

    def key(self, request: Request) -> None:
        """Another key."""
        try:
            key = Key.parse(cast(str, request.values[0]))
        except ValueError as error:
            raise OutOfRangeError(f"{request.address}: {error}") from error
        self._follow(request, self._with(key=key))

    def tempo(self, request: Request) -> None:
        """Another tempo."""
        self._follow(request, self._with(tempo_bpm=cast(float, request.values[0])))

    def metre(self, request: Request) -> None:
        """Another metre."""
        try:
            metre = Metre.parse(cast(str, request.values[0]))
        except ValueError as error:
            raise OutOfRangeError(f"{request.address}: {error}") from error
        self._follow(request, self._with(metre=metre))

    def chords(self, request: Request) -> None:
        """Other chords."""
        words = cast(str, request.values[0]).split()
        if len(words) == 1 and words[0].lower() in _AUTO_WORDS:
            self._performer.editor.set_chords(())
            request.reply("/sideman/chords")
            return
        bars_each = _number(words[-1])
        try:
            chords = read_chords(" ".join(words[:-1] if bars_each is not None else words), bars_each or 1.0)
        except ValueError as error:
            raise OutOfRangeError(f"{request.address}: {error}") from error
        self._performer.editor.set_chords(chords)
        request.reply("/sideman/chords", *(chord_name(chord) for pair in chords for chord in pair))

    def listen(self, request: Request) -> None:
        """Play along with a file; answered when it was heard."""
        self._desk.listening.listen(request, Path(cast(str, request.values[0])).expanduser())

    def listen_live(self, request: Request) -> None:
        """Play along with an input."""
        self._desk.listening.listen_live(request, cast(str | None, request.values[0]) or "")

    def listen_off(self, request: Request) -> None:
        """Listen no longer."""
        self._desk.listening.listen_off(request)

    def seed(self, request: Request) -> None:
        """Fix the seed, or let it be fresh each time."""
        seed = cast(int, request.values[0])
        self._performer.editor.set_seed(seed if seed >= 0 else None)
        request.reply("/sideman/seed", seed)

    # -- playing

    def play(self, request: Request) -> None:
        """Begin; answered when the first notes are on their way."""
        self._performer.play(lambda playing: request.reply("/sideman/playing", int(playing)))

    def stop(self, request: Request) -> None:
        """Stop; answered when the last note is released."""
        self._performer.stop(partial(request.reply, "/sideman/playing", 0))

    def panic(self, request: Request) -> None:
        """Silence; answered when all is sent."""
        self._performer.panic(partial(request.reply, "/sideman/panicked"))

    def reset(self, request: Request) -> None:
        """As at the start."""
        self._performer.editor.recall(self._desk.facts.first_scene)
        request.reply("/sideman/plan", *plan_values(self._performer.plan))

    def hold(self, request: Request) -> None:
        """Loop."""
        n_bars = self._performer.hold(cast(int | None, request.values[0]) or DEFAULT_HOLD_BARS)
        request.reply("/sideman/holding", n_bars)

    def release(self, request: Request) -> None:
        """Let go."""
        self._performer.release()
        request.reply("/sideman/holding", 0)

    def mode(self, request: Request) -> None:
        """Another mode."""
        self._performer.editor.set_mode(Mode(cast(str, request.values[0])))
        request.reply("/sideman/mode", request.values[0])

    def quantum(self, request: Request) -> None:
        """Another quantum."""
        self._performer.editor.set_quantum(Quantum(cast(str, request.values[0])))
        request.reply("/sideman/quantum", request.values[0])

    def note(self, request: Request) -> None:
        """The player's note."""
        self._performer.player_note(cast(int, request.values[0]), cast(int, request.values[1]))

    def take(self, request: Request) -> None:
        """Where the performance is kept."""
        request.reply("/sideman/take", str(self._desk.recorder.path or ""))

    # -- clips

    def clip(self, request: Request) -> None:
        """Make a clip; answered in pieces when it is made."""
        n_bars, words = cast(int, request.values[0]), cast(str | None, request.values[1])
        if words is None:
            self._make_clip(request, n_bars, self._performer.plan)
        else:
            act = partial(self._then, request, partial(self._make_clip, request, n_bars))
            self._desk.words.ask(words, lambda: self._performer.plan, act)

    def clip_resend(self, request: Request) -> None:
        """Send packets again."""
        number, sequences = cast(tuple[int, tuple[int, ...]], request.values)
        self._desk.clips.resend(number, sequences, request)

    def fill(self, request: Request) -> None:
        """Write parts around notes."""
        own_parts = read_parts(cast(str, request.values[0]))
        notes = read_given(cast(tuple[Any, ...], request.values[1]), own_parts)
        self._make_fill(request, own_parts, notes, n_bars_of(notes, self._performer.plan.metre or COMMON_TIME))

    def fill_begin(self, request: Request) -> None:
        """Begin a fill in packets."""
        number, words, n_bars = cast(tuple[int, str, int], request.values)
        self._desk.fills.begin(request.peer, number, read_parts(words), n_bars)
        request.reply("/sideman/fill/begun", number)

    def fill_notes(self, request: Request) -> None:
        """A packet of a fill."""
        number, sequence, notes = cast(tuple[int, int, tuple[Any, ...]], request.values)
        self._desk.fills.add(request.peer, number, sequence, notes)

    def fill_end(self, request: Request) -> None:
        """All packets were sent."""
        number, n_packets = cast(tuple[int, int], request.values)
        fill, values = self._desk.fills.end(request.peer, number, n_packets)
        self._make_fill(request, fill.own_parts, read_given(values, fill.own_parts), fill.n_bars)

    # -- controls

    def set(self, request: Request) -> None:
        """Turn a control."""
        name, value = cast(tuple[str, float | None], request.values)
        self._performer.editor.set_controls(self._controls().with_value(name, value))
        self._tell_control(request, name)

    def get(self, request: Request) -> None:
        """Tell a control."""
        self._tell_control(request, cast(str, request.values[0]))

    def controls_reset(self, request: Request) -> None:
        """Every control to auto."""
        self._performer.editor.set_controls(self._desk.facts.first_scene.controls)
        request.reply("/sideman/controls/reset")

    def part(self, request: Request) -> None:
        """Set something of a part."""
        part, name, value = cast(tuple[str, str, float | None], request.values)
        self._performer.editor.set_controls(self._controls().with_part(part, name, value))
        request.reply("/sideman/part", part, name, "auto" if value is None else value)

    def learn(self, request: Request) -> None:
        """Learn a controller."""
        target = cast(str, request.values[0])
        self._desk.cc_map.learn(target, partial(request.reply, "/sideman/learned"))
        request.reply("/sideman/learning", target)

    def unlearn(self, request: Request) -> None:
        """Forget controllers."""
        self._desk.cc_map.unlearn(cast(str, request.values[0]))
        request.reply("/sideman/unlearned", request.values[0])

    def scene_store(self, request: Request) -> None:
        """Keep a scene."""
        self._desk.scenes.store(cast(str, request.values[0]), self._performer.scene)
        request.reply("/sideman/scene/stored", request.values[0])

    def scene_recall(self, request: Request) -> None:
        """Take up a scene."""
        self._performer.editor.recall(self._desk.scenes.recall(cast(str, request.values[0])))
        request.reply("/sideman/scene/recalled", request.values[0])

    def scene_delete(self, request: Request) -> None:
        """Forget a scene."""
        self._desk.scenes.delete(cast(str, request.values[0]))
        request.reply("/sideman/scene/deleted", request.values[0])

    def scene_list(self, request: Request) -> None:
        """List scenes."""
        request.reply("/sideman/scene/list", *self._desk.scenes.names)

    # -- transport

    def transport(self, request: Request) -> None:
        """A host's transport."""
        playing, beat, bpm, numerator, denominator = cast(
            tuple[int, float, float, int | None, int | None], request.values
        )
        told = self._desk.host.metre or (4, 4)
        metre = (numerator or told[0], denominator or told[1])
        self._desk.host.transport(bool(playing), beat, bpm, *metre)
        if metre != told:
            self._follow_metre(metre)

    def reaper_play(self, request: Request) -> None:
        """REAPER plays or stands."""
        self._desk.host.reaper_play(cast(float, request.values[0]))

    def reaper_time(self, request: Request) -> None:
        """REAPER's seconds."""
        self._desk.host.reaper_time(cast(float, request.values[0]))

    def reaper_beat_str(self, request: Request) -> None:
        """REAPER's measure and beat."""
        metre = self._performer.plan.metre or COMMON_TIME
        self._desk.host.set_metre(*metre)
        self._desk.host.reaper_beat(cast(str, request.values[0]))

    def reaper_tempo_raw(self, request: Request) -> None:
        """REAPER's tempo."""
        self._desk.host.reaper_tempo(cast(float, request.values[0]))

    def clock(self, request: Request) -> None:
        """Whose time is followed."""
        source = cast(str, request.values[0])
        try:
            self._desk.clock.wanted = AUTO if source == AUTO else Source(source)
        except KeyError as error:
            raise OutOfRangeError(
                f"{request.address}: {source} is not open; start with: sideman run --clock {source}"
            ) from error
        request.reply("/sideman/clock", source, self._desk.clock.active.value)

    # -- subscriptions

    def subscribe(self, request: Request) -> None:
        """Enter or renew a subscription."""
        topic, peer = self._subscription(request)
        self._desk.subscribers.subscribe(peer, topic)
        request.reply("/sideman/subscribed", topic.value, peer.port, EXPIRY_S)
        if topic in (Topic.PLAN, Topic.ALL):  # else who comes late would know it with its next change only
            self._desk.server.send(peer, "/sideman/plan", *plan_values(self._performer.plan))

    def unsubscribe(self, request: Request) -> None:
        """End a subscription."""
        topic, peer = self._subscription(request)
        self._desk.subscribers.unsubscribe(peer, topic)
        request.reply("/sideman/unsubscribed", topic.value, peer.port)

    # -- not asked for

    def tick(self) -> None:
        """Once a second: tell the subscribers what happens."""
        self._desk.subscribers.publish(Topic.STATUS, "/sideman/status", *self.status_values())

    def forget(self, peer: Peer) -> None:
        """A connection has gone."""
        self._desk.subscribers.forget(peer)
        self._desk.fills.forget(peer)

    def status_values(self) -> tuple[Value, ...]:
        """Names and values in turn, in an order that stays."""
        desk, now, sent = self._desk, self._performer.status(), self._desk.scheduler.punctuality()
        values: dict[str, Value] = {
            "playing": int(now.playing),
            "waiting": int(now.waiting),
            "mode": now.mode,
            "holding": int(now.holding),
            "bar": now.bar,
            "beat": now.beat,
            "tempo": now.tempo_bpm,
            "beats_ahead": now.n_beats_ahead,
            "clock": desk.clock.active.value,
            "seed": now.seed,
            "notes": sent.n_sent,
            "notes_late": sent.n_late,
            "notes_dropped": sent.n_dropped,
            "sounding": desk.scheduler.n_sounding,
            "late_p50_ms": sent.skew_p50_ms,
            "late_p99_ms": sent.skew_p99_ms,
            "bars_late": now.n_late_bars,
            "resting": now.n_resting,
            "clips_waiting": now.n_waiting_clips,
            "inference": int(desk.inference.is_up),
            "restarts": desk.inference.n_restarts,
            "subscriptions": len(desk.subscribers),
            "connections": desk.server.n_connections,
            "received": desk.server.n_received,
            "errors": desk.server.n_errors,
            "midi_port": desk.facts.midi_port,
            "ports_missing": ", ".join(desk.missing_ports())[:200],
            **_sound_values(desk.sound, desk.reastream),
            "uptime_s": desk.time.now_s() - self._began_s,
        }
        return tuple(each for pair in values.items() for each in pair)

    # -- helpers

    def _controls(self) -> Controls:
        return self._performer.scene.controls

    def _tell_control(self, request: Request, name: str) -> None:
        value = self._controls()[name]
        request.reply("/sideman/control", name, "auto" if value is None else value)

    def _with(self, **said: Any) -> Plan:
        before = self._performer.plan
        return replace(before, **said, assumed=before.assumed - said.keys())

    def _with_style(self, weights: tuple[tuple[str, float], ...]) -> Plan:
        before = replace(self._performer.plan, text=())
        try:
            style = style_weights(weights)
        except ValueError as error:
            raise UnknownStyleError(str(error)) from error
        return complete(Plan(words=before.words, style=style), before)

    def _follow(self, request: Request, plan: Plan) -> None:
        self._performer.editor.set_plan(plan)
        request.reply("/sideman/plan", *plan_values(plan))

    def _make_clip(self, request: Request, n_bars: int, plan: Plan) -> None:
        self._desk.clips.make(
            request, n_bars, self._performer.editor.generation_request(plan), self._performer.editor.new_seed()
        )

    def _make_fill(self, request: Request, own_parts: frozenset[int], notes: tuple[Any, ...], n_bars: int) -> None:
        if not notes:
            raise WrongArgumentsError(
                f"{request.address}: no notes were given to write around; /sideman/clip needs none"
            )
        desired, seed = self._performer.editor.generation_request(), self._performer.editor.new_seed()
        self._desk.clips.make(request, n_bars, desired, seed, notes, own_parts)

    def _follow_metre(self, metre: tuple[int, int]) -> None:
        try:
            self._performer.editor.set_metre(Metre.parse(f"{metre[0]}/{metre[1]}"))
        except ValueError as error:  # the transport is followed all the same
            log.warning("the host's metre is not played: %s", error)

    def _subscription(self, request: Request) -> tuple[Topic, Peer]:
        topic, port = Topic(cast(str, request.values[0])), cast(int | None, request.values[1])
        if request.peer.connection:
            if port is not None:
                raise WrongArgumentsError(
                    f"{request.address}: over TCP answers come on the connection; leave the port out"
                )
            return topic, request.peer
        peer, own = Peer(request.peer.host, port or request.peer.port), self._desk.server.peer
        if peer in (own, Peer("127.0.0.1", own.port)):
            raise OutOfRangeError(f"port {peer.port} is Sideman's own; subscribe with the port you listen on")
        return topic, peer

    def _capability_lines(self) -> list[tuple[Value, ...]]:
        return [
            ("version", self._desk.facts.version),
            ("model", self._desk.inference.model_hash),
            ("styles", " ".join(STYLES)),
            ("parts", " ".join(PARTS)),
            ("metres", " ".join(f"{numerator}/{denominator}" for numerator, denominator in METRES)),
            ("tempo", MIN_TEMPO_BPM, MAX_TEMPO_BPM),
            ("topics", " ".join(Topic)),
            ("prompt_characters", MAX_PROMPT_CHARACTERS),
            ("clip_bars", MAX_CLIP_BARS),
            ("fill_notes", MAX_NOTES),
            *(("control", c.name, c.low, c.high, "auto" if c.default is None else c.default, c.doc) for c in CONTROLS),
            *(("part_field", each.name, float(each.low), float(each.high), each.doc) for each in PART_FIELDS),
            *described_handlers(),
        ]


def _sound_values(sound: SoundLink | None, stream: ReaStreamInput | None) -> dict[str, Value]:
    report = SoundReport() if sound is None else sound.report
    return {
        "sound": int(sound is not None and sound.is_up),
        "sound_restarts": 0 if sound is None else sound.n_restarts,
        "underruns": report.n_underruns,
        "sound_late": report.n_late,
        "sound_load": report.load,
        "sound_limited": report.n_limited,
        "reastream": 0 if stream is None else stream.n_messages,
        "reastream_refused": 0 if stream is None else stream.n_refused + stream.n_strange,
        "sound_latency_ms": report.latency_ms,
    }


def _number(word: str) -> float | None:
    try:
        return float(word)
    except ValueError:
        return None

"""Acts on OSC requests: from checked values to the performer and back to an answer. On the OSC thread."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import cast

from bridge.clip_answers import ClipAnswers
from bridge.clips import ClipJob
from bridge.errors import OutOfRangeError, UnknownStyleError
from bridge.osc_api import MAX_PROMPT_CHARACTERS, Request, described_handlers
from bridge.osc_codec import Value
from bridge.osc_server import OscServer
from bridge.performer import Performer
from bridge.scheduler import Scheduler
from bridge.subscribers import EXPIRY_S, Peer, Subscribers, Topic
from bridge.timebase import Timebase
from model.config import MAX_TEMPO_BPM, METRES, MIN_TEMPO_BPM, PARTS, STYLES
from model.text import Plan, complete, parse, style_weights

ParseWords = Callable[[str], Plan]  # answers at once, on the OSC thread


@dataclass(frozen=True)
class Facts:
    """What stays the same while the daemon runs."""

    version: str
    model_hash: str
    midi_port: str
    takes: Path


class Requests:
    """Implements `bridge.osc_api.Actions`."""

    def __init__(
        self,
        performer: Performer,
        scheduler: Scheduler,
        subscribers: Subscribers,
        server: OscServer,
        time: Timebase,
        facts: Facts,
        parse_words: ParseWords = parse,
    ) -> None:
        self._performer, self._scheduler = performer, scheduler
        self._subscribers, self._server, self._facts = subscribers, server, facts
        self._time, self._began_s = time, time.now_s()
        self._parse_words = parse_words
        self._clip_ids = itertools.count(1)

    def ping(self, request: Request) -> None:
        """Answer."""
        request.reply("/sideman/pong")

    def version(self, request: Request) -> None:
        """Answer with the versions of program and model."""
        request.reply("/sideman/version", self._facts.version, self._facts.model_hash)

    def capabilities(self, request: Request) -> None:
        """Answer with one message for each subject, each small enough for any network."""
        lines = list(self._capability_lines())
        for line in lines:
            request.reply("/sideman/capabilities", *line)
        request.reply("/sideman/capabilities/end", len(lines))

    def status(self, request: Request) -> None:
        """Answer with names and values."""
        request.reply("/sideman/status", *self.status_values())

    def prompt(self, request: Request) -> None:
        """Follow the words."""
        words = cast(str, request.values[0])
        self._follow(complete(self._parse_words(words), self._performer.plan), request)

    def style(self, request: Request) -> None:
        """Follow a blend of styles; what else was said stays, but for the words' vector, which tells another style."""
        before = replace(self._performer.plan, text=())
        try:
            style = style_weights(cast(tuple[tuple[str, float], ...], request.values[0]))
        except ValueError as error:
            raise UnknownStyleError(str(error)) from error
        self._follow(complete(Plan(words=before.words, style=style), before), request)

    def seed(self, request: Request) -> None:
        """Fix the seed, or let it be fresh each time."""
        seed = cast(int, request.values[0])
        self._performer.set_seed(seed if seed >= 0 else None)
        request.reply("/sideman/seed", seed)

    def play(self, request: Request) -> None:
        """Begin; answered when the first bar is on its way."""
        self._performer.play(lambda playing: request.reply("/sideman/playing", int(playing)))

    def stop(self, request: Request) -> None:
        """Stop; answered when the last note is released."""
        self._performer.stop(partial(request.reply, "/sideman/playing", 0))

    def panic(self, request: Request) -> None:
        """Silence; answered when all is sent."""
        self._performer.panic(partial(request.reply, "/sideman/panicked"))

    def clip(self, request: Request) -> None:
        """Make a clip; answered in pieces when it is made."""
        n_bars, words = cast(int, request.values[0]), cast(str | None, request.values[1])
        plan = self._performer.plan
        if words is not None:
            plan = complete(self._parse_words(words), plan)
        clip_id, seed = next(self._clip_ids), self._performer.new_seed()
        answers = ClipAnswers(request.reply, self._facts.takes)
        self._performer.make_clip(ClipJob(clip_id, n_bars, plan, seed, answers.done, answers.failed))

    def subscribe(self, request: Request) -> None:
        """Enter or renew a subscription."""
        topic, peer = self._subscription(request)
        self._subscribers.subscribe(peer, topic)
        request.reply("/sideman/subscribed", topic.value, peer[1], EXPIRY_S)

    def unsubscribe(self, request: Request) -> None:
        """End a subscription."""
        topic, peer = self._subscription(request)
        self._subscribers.unsubscribe(peer, topic)
        request.reply("/sideman/unsubscribed", topic.value, peer[1])

    def tick(self) -> None:
        """Once a second: tell the subscribers what happens."""
        self._subscribers.publish(Topic.STATUS, "/sideman/status", *self.status_values())

    def status_values(self) -> tuple[Value, ...]:
        """Names and values in turn, in an order that stays."""
        now, sent = self._performer.status(), self._scheduler.punctuality()
        values: dict[str, Value] = {
            "playing": int(now.playing),
            "bar": now.bar,
            "beat": now.beat,
            "tempo": now.tempo_bpm,
            "bars_ahead": now.n_bars_ahead,
            "seed": now.seed,
            "notes": sent.n_sent,
            "notes_late": sent.n_late,
            "notes_dropped": sent.n_dropped,
            "late_p50_ms": sent.skew_p50_ms,
            "late_p99_ms": sent.skew_p99_ms,
            "bars_late": now.n_late_bars,
            "clips_waiting": now.n_waiting_clips,
            "subscriptions": len(self._subscribers),
            "received": self._server.n_received,
            "errors": self._server.n_errors,
            "midi_port": self._facts.midi_port,
            "uptime_s": self._time.now_s() - self._began_s,
        }
        return tuple(each for pair in values.items() for each in pair)

    def _follow(self, plan: Plan, request: Request) -> None:
        self._performer.set_plan(plan)
        request.reply("/sideman/plan", *plan_values(plan))
        self._subscribers.publish(Topic.PLAN, "/sideman/plan", *plan_values(plan))

    def _subscription(self, request: Request) -> tuple[Topic, Peer]:
        host, port = request.peer
        peer = host, cast(int | None, request.values[1]) or port
        if peer in (self._server.peer, ("127.0.0.1", self._server.peer[1])):
            raise OutOfRangeError(f"port {peer[1]} is Sideman's own; subscribe with the port you listen on")
        return Topic(cast(str, request.values[0])), peer

    def _capability_lines(self) -> list[tuple[Value, ...]]:
        return [
            ("version", self._facts.version),
            ("model", self._facts.model_hash),
            ("styles", " ".join(STYLES)),
            ("parts", " ".join(PARTS)),
            ("metres", " ".join(f"{numerator}/{denominator}" for numerator, denominator in METRES)),
            ("tempo", MIN_TEMPO_BPM, MAX_TEMPO_BPM),
            ("topics", " ".join(Topic)),
            ("prompt_characters", MAX_PROMPT_CHARACTERS),
            *described_handlers(),
        ]


def plan_values(plan: Plan) -> tuple[Value, ...]:
    """A plan as names and values in turn; every value is one atom, so that hosts route it without parsing."""
    return (
        "style",
        " ".join(f"{name} {weight:.3g}" for name, weight in plan.style),
        "tempo",
        float(plan.tempo_bpm or 0.0),
        "key",
        str(plan.key or ""),
        "metre",
        str(plan.metre or ""),
        "parts",
        " ".join(plan.parts),
        "excluded",
        " ".join(plan.excluded),
        "unknown",
        _shortened(" ".join(plan.unknown)),
    )


def _shortened(text: str, n_characters: int = 400) -> str:
    """An answer stays one small packet, whatever was said."""
    return text if len(text) <= n_characters else text[: n_characters - 1] + "…"

"""Applies analyses of audio to the performance: plan and chords of a file, an input bar by bar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bridge.api.announcer import plan_values
from bridge.api.osc_api import Request
from bridge.clocks import Source
from bridge.clocks.selector import ClockSelector
from bridge.core.timebase import Timebase
from bridge.listening.merge_analysis import analysis_values, merge_analysis
from bridge.listening.messages import BarBegan
from bridge.performance.generation_request import ChordPairs
from bridge.performance.performer import Performer
from bridge.performance.undo_history import LISTENING
from model.listening.audio_analysis import AudioAnalysis
from model.music.chord_symbols import without_rest
from model.music.events import COMMON_TIME
from model.music.plan import Plan

SAME_TEMPO = 0.02  # a live tempo that differs by less is the same
LIVE_STEP = 0.15  # a live energy or density that differs by less is the same

Publish = Callable[..., None]  # (address, *values), to the subscribers of plans


class AudioFollower:
    """Acts on the performer. Called on the threads of the analysis client."""

    def __init__(self, performer: Performer, clock: ClockSelector, time: Timebase, publish: Publish) -> None:
        self._performer, self._clock, self._time, self._publish = performer, clock, time, publish
        self._bar = 0  # the last one reported
        self._chords_bar = 0  # where the chords set began

    def play_along(self, analysis: AudioAnalysis, request: Request) -> None:
        """Apply the analysis of a file to plan and chords, and answer."""
        keeps_time = self._is_led()
        plan = self._performer.editor.update_plan(
            lambda plan: merge_analysis(plan, analysis, keeps_time=keeps_time), LISTENING
        )
        chords = analysis.playable_chords()
        if chords:
            self._performer.editor.set_chords(chords, LISTENING)
        request.reply("/sideman/heard", *analysis_values(analysis))
        request.reply("/sideman/plan", *plan_values(plan))

    def follow(self, analysis: AudioAnalysis) -> None:
        """Apply the analysis of an input where it differs from what is played already."""
        self._publish("/sideman/heard", *analysis_values(analysis))
        status = self._performer.status()
        keeps_time = status.playing or self._is_led()

        def steadied(before: Plan) -> Plan:
            return _steadied(before, merge_analysis(before, analysis, keeps_time=keeps_time))

        if steadied(self._performer.plan) != self._performer.plan:
            self._performer.editor.update_plan(steadied, LISTENING)
        chords = analysis.playable_chords()
        if chords and chords != self._expected(status.bar):
            self._chords_bar = status.bar
            self._performer.editor.set_chords(chords, LISTENING)

    def bar_begun(self) -> BarBegan | None:
        """The bar that has just begun, once for each bar; called some twenty times a second."""
        status = self._performer.status()
        if not status.playing or status.bar in (0, self._bar):
            return None
        self._bar = status.bar
        return BarBegan(status.tempo_bpm, self._performer.plan.metre or COMMON_TIME, self._time.now_s())

    def _is_led(self) -> bool:
        return self._clock.active != Source.INTERNAL

    def _expected(self, bar: int) -> ChordPairs:
        """The chords set, from this bar on."""
        chords = self._performer.scene.chords
        if not chords:
            return ()
        place = (bar - self._chords_bar) % len(chords)
        turned = chords[place:] + chords[:place]
        return tuple((without_rest(first), without_rest(second)) for first, second in turned)


def _steadied(before: Plan, after: Plan) -> Plan:
    """The new plan, less what hardly differs: a live estimate wavers."""
    kept = {}
    for name, step in (("energy", LIVE_STEP), ("density", LIVE_STEP)):
        old, new = getattr(before, name), getattr(after, name)
        if old is not None and new is not None and abs(new - old) < step:
            kept[name] = old
    if before.tempo_bpm and after.tempo_bpm and abs(after.tempo_bpm / before.tempo_bpm - 1.0) < SAME_TEMPO:
        kept["tempo_bpm"] = before.tempo_bpm
    return replace(after, **kept)

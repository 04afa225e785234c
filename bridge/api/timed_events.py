"""Notes and beats for programs that play by time tags: bundles that carry the moment at which they are to be heard.

They are sent so long before that moment as `ahead_s` says, and no sooner: a change of the music seldom reaches what was
sent, and no queue of a client has to hold bars of notes. `tick` belongs to one thread; the performer's threads tell of
notes.
"""

from __future__ import annotations

import heapq
import math
import threading
from collections.abc import Sequence

from bridge.clocks import Clock
from bridge.core.messages import PlannedNote
from bridge.core.timebase import Timebase
from bridge.osc.subscribers import Subscribers, Topic
from bridge.performance.listener import BaseListener
from bridge.playback.parts import values_of

MOST_WAITING = 20_000  # notes; more than a dense hour's look-ahead


class TimedEvents(BaseListener):
    """``/sideman/note/timed`` to subscribers of ``timed``, ``/sideman/beat`` to those of ``clock``."""

    def __init__(self, subscribers: Subscribers, clock: Clock, time: Timebase, ahead_s: float) -> None:
        self._subscribers, self._clock, self._time, self._ahead_s = subscribers, clock, time, ahead_s
        self._lock = threading.Lock()
        self._waiting: list[tuple[float, int, PlannedNote]] = []
        self._sent_beat = -math.inf  # of the latest note that was sent
        self._next_beat: float | None = None

    def notes(self, notes: Sequence[PlannedNote]) -> None:
        """Keep notes until they are due to be sent."""
        with self._lock:
            for note in notes[: MOST_WAITING - len(self._waiting)]:
                heapq.heappush(self._waiting, (note.beat + note.shift_beats, note.note_id, note))

    def cancelled(self, from_beat: float) -> None:
        """Forget notes from a beat on; tell of those that were sent already."""
        with self._lock:
            self._waiting = [each for each in self._waiting if each[2].beat < from_beat]
            heapq.heapify(self._waiting)
            were_sent, self._sent_beat = self._sent_beat >= from_beat, min(self._sent_beat, from_beat)
        if were_sent:
            self._subscribers.publish(Topic.TIMED, "/sideman/note/cancel", from_beat)

    def playing(self, playing: bool) -> None:
        """Forget everything at the end; tell subscribers."""
        if not playing:
            with self._lock:
                self._waiting, self._sent_beat = [], -math.inf
        for topic in (Topic.TIMED, Topic.CLOCK):
            self._subscribers.publish(topic, "/sideman/playing", int(playing))

    def tick(self) -> None:
        """Send what is due; call some 20 times a second."""
        now_s = self._time.now_s()
        beat, tempo_bpm = self._clock.beat_now(), self._clock.tempo_bpm()
        if beat is None or tempo_bpm is None:
            self._next_beat = None
            return
        self._send_notes(now_s, tempo_bpm)
        self._send_beats(now_s, beat, tempo_bpm)

    def _send_notes(self, now_s: float, tempo_bpm: float) -> None:
        due = []
        with self._lock:
            while self._waiting:
                at_s = self._clock.beat_to_s(self._waiting[0][0])
                if at_s is None or at_s > now_s + self._ahead_s:
                    break
                _, _, note = heapq.heappop(self._waiting)
                self._sent_beat = max(self._sent_beat, note.beat)
                due.append((at_s, note))
        for at_s, note in due:
            values = (note.note_id, *values_of(note), note.duration_beats * 60.0 / tempo_bpm)
            self._subscribers.publish_at(Topic.TIMED, at_s, "/sideman/note/timed", *values)

    def _send_beats(self, now_s: float, beat: float, tempo_bpm: float) -> None:
        next_beat = self._next_beat
        reach_beats = self._ahead_s * tempo_bpm / 60.0
        if next_beat is None or not beat - 1.0 < next_beat <= beat + reach_beats + 2.0:  # a start, or a jump
            next_beat = float(math.ceil(beat))
        while (at_s := self._clock.beat_to_s(next_beat)) is not None and at_s <= now_s + self._ahead_s:
            self._subscribers.publish_at(Topic.CLOCK, at_s, "/sideman/beat", next_beat, tempo_bpm)
            next_beat += 1.0
        self._next_beat = next_beat

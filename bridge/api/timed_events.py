"""Notes and beats for programs that play by time tags: bundles that carry the moment at which they are to be heard.

They are sent `ahead_s` before that moment, and less than a tick sooner: a change of the music seldom reaches what was
sent, and no queue of a client has to hold bars of notes. Each message ends with the seconds by which it is ahead, so
that a client knows a late one; those of a piece that begins by our own clock never are, as it begins `start_lead_s`
after its first notes are known. `tick` belongs to one thread; the performer's threads tell of notes.
"""

from __future__ import annotations

import heapq
import threading
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bridge.api.timed_beats import MOVED_S, TimedBeat, TimedBeats
from bridge.clocks import Clock
from bridge.core.messages import PlannedNote
from bridge.core.timebase import Timebase
from bridge.osc.codec import Value
from bridge.osc.subscribers import Subscribers, Topic
from bridge.performance.listener import BaseListener
from bridge.playback.parts import values_of
from bridge.playback.punctuality import DROP_S

MOST_WAITING = 20_000  # notes; more than a dense hour's look-ahead
TICK_S = 0.050  # at most, between two calls of `tick`
_SLACK_S = 0.050  # of the thread that calls it, on a busy machine


class _Sent(NamedTuple):
    """A note that was sent and has yet to sound; ``at_s``: the moment of its tag."""

    at_s: float
    note: PlannedNote


class _Event(NamedTuple):
    """A message to send now, in the order of beats; a beat before its notes, which are placed by it."""

    beat: float
    at_s: float
    topic: Topic
    address: str
    values: tuple[Value, ...]


class TimedEvents(BaseListener):
    """``/sideman/note/timed`` to subscribers of ``timed``, ``/sideman/beat`` to those of ``clock``."""

    def __init__(self, subscribers: Subscribers, clock: Clock, time: Timebase, ahead_s: float) -> None:
        self._subscribers, self._clock, self._time, self._ahead_s = subscribers, clock, time, ahead_s
        self._lock = threading.Lock()
        self._waiting: list[tuple[float, int, PlannedNote]] = []
        self._sent: list[_Sent] = []
        self._beats = TimedBeats(clock)

    def start_lead_s(self) -> float:
        """Seconds from a piece's first notes to its start, so that they are sent in time; 0 without subscribers."""
        is_wanted = self._subscribers.wants(Topic.TIMED) or self._subscribers.wants(Topic.CLOCK)
        return self._reach_s if is_wanted else 0.0

    def notes(self, notes: Sequence[PlannedNote]) -> None:
        """Keep notes until they are due to be sent."""
        with self._lock:
            self._wait(notes[: MOST_WAITING - len(self._waiting)])

    def cancelled(self, from_beat: float) -> None:
        """Forget notes from a beat on; tell of those that were sent already."""
        with self._lock:
            self._waiting = [each for each in self._waiting if each[2].beat < from_beat]
            heapq.heapify(self._waiting)
            if self._take_back(from_beat):
                self._publish_cancel(from_beat)

    def playing(self, playing: bool) -> None:
        """Forget everything at the end; tell subscribers."""
        if not playing:
            with self._lock:
                self._waiting, self._sent = [], []
        for topic in (Topic.TIMED, Topic.CLOCK):
            self._subscribers.publish(topic, "/sideman/playing", int(playing))

    def tick(self) -> None:
        """Send what is due; call at least every `TICK_S`."""
        now_s = self._time.now_s()
        until_s = now_s + self._reach_s
        due = [_beat_event(each) for each in self._beats.due(now_s, until_s)]
        with self._lock:  # while it is sent too, so that a cancel never overtakes what it cancels
            if self._clock.beat_now() is not None:
                self._recall_moved(now_s)
                due += self._due_notes(until_s)
            for each in sorted(due, key=lambda each: (each.beat, each.topic is Topic.TIMED)):
                self._send(each)

    @property
    def _reach_s(self) -> float:
        """What is due before the next tick is sent at this one."""
        return self._ahead_s + TICK_S + _SLACK_S

    def _wait(self, notes: Iterable[PlannedNote]) -> None:
        for note in notes:
            heapq.heappush(self._waiting, (note.beat + note.shift_beats, note.note_id, note))

    def _take_back(self, from_beat: float) -> list[PlannedNote]:
        """Notes from a beat on that were sent and have yet to sound."""
        taken = [each.note for each in self._sent if each.note.beat >= from_beat]
        self._sent = [each for each in self._sent if each.note.beat < from_beat]
        return taken

    def _recall_moved(self, now_s: float) -> None:
        """Cancel what was sent for a moment that a change of tempo moved since, so that it is sent anew."""
        self._sent = [each for each in self._sent if each.at_s > now_s]
        moved = [each.note.beat for each in self._sent if self._has_moved(each)]
        if moved:
            self._wait(self._take_back(min(moved)))
            self._publish_cancel(min(moved))

    def _has_moved(self, sent: _Sent) -> bool:
        at_s = self._clock.beat_to_s(sent.note.beat + sent.note.shift_beats)
        return at_s is not None and abs(at_s - sent.at_s) > MOVED_S

    def _due_notes(self, until_s: float) -> Iterator[_Event]:
        due = list(self._take_due(until_s))
        self._sent += due
        for at_s, note in due:
            end_s = self._clock.beat_to_s(note.beat + note.shift_beats + note.duration_beats)
            if end_s is not None and at_s >= self._time.now_s() - DROP_S:
                values = (note.note_id, *values_of(note), end_s - at_s)
                yield _Event(note.beat, at_s, Topic.TIMED, "/sideman/note/timed", values)

    def _take_due(self, until_s: float) -> Iterator[_Sent]:
        while self._waiting:
            at_s = self._clock.beat_to_s(self._waiting[0][0])
            if at_s is None or at_s > until_s:
                return
            yield _Sent(at_s, heapq.heappop(self._waiting)[2])

    def _publish_cancel(self, from_beat: float) -> None:
        self._subscribers.publish(Topic.TIMED, "/sideman/note/cancel", from_beat)

    def _send(self, event: _Event) -> None:
        ahead_s = event.at_s - self._time.now_s()
        self._subscribers.publish_at(event.topic, event.at_s, event.address, *event.values, ahead_s)


def _beat_event(beat: TimedBeat) -> _Event:
    return _Event(beat.beat, beat.at_s, Topic.CLOCK, "/sideman/beat", (beat.beat, beat.tempo_bpm))

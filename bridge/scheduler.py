"""Sends notes at their beat: the one thread that owns future notes, sounding notes and the MIDI port.

Other threads call `schedule`, `cancel_from`, `silence`, `panic` and `send_now`: each leaves an order in a
queue that the scheduler's thread takes in turn. Deadlines are kept in beats and asked of the clock anew each
time, so a clock that changes its mind needs only `wake`.
"""

from __future__ import annotations

import heapq
import itertools
import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from typing import NamedTuple, Protocol

from bridge.clocks import BeatClock
from bridge.ledger import Key, Ledger
from bridge.messages import (
    CC_ALL_NOTES_OFF,
    CC_ALL_SOUND_OFF,
    CC_SUSTAIN,
    PlannedNote,
    control_change,
    note_off,
    note_on,
)
from bridge.timebase import Timebase, Waiter

log = logging.getLogger(__name__)

LATE_S = 0.050  # later than this is audible and counted
DROP_S = 0.100  # a note-on later than this does more harm than good
MAX_NOTE_S = 30.0
N_KEPT_SKEWS = 4096

Callback = Callable[[], None]


class Port(Protocol):
    """Where bytes go. ``send`` is called by the scheduler's thread alone and never raises."""

    name: str

    def send(self, data: bytes) -> None:
        """Send one MIDI message."""
        ...


class Order(IntEnum):
    """What comes first when several things fall on one beat."""

    NOTE_OFF = 0
    NOTE_ON = 1
    MARK = 2  # after the notes: telling subscribers must not delay them


class Item(NamedTuple):
    """Something to do at a beat; ``serial`` keeps what was scheduled first first."""

    beat: float
    order: Order
    serial: int
    note: PlannedNote | None
    callback: Callback | None


class Punctuality(NamedTuple):
    """How note-ons were sent since the start; skews are those of the last `N_KEPT_SKEWS`."""

    n_sent: int
    n_late: int
    n_dropped: int
    skew_p50_ms: float
    skew_p99_ms: float


class Scheduler:
    """See the module. `run_once` is the whole machine; the thread only calls it in time."""

    def __init__(self, clock: BeatClock, port: Port, time: Timebase) -> None:
        self._clock, self._port, self._time = clock, port, time
        self._orders: deque[Callback] = deque()
        self._waiter = Waiter(time)
        self._items: list[Item] = []
        self._serials = itertools.count()
        self._ledger = Ledger()
        self._skews_s: deque[float] = deque(maxlen=N_KEPT_SKEWS)
        self._n_sent = self._n_late = self._n_dropped = 0
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="scheduler", daemon=True)

    # -- any thread --

    def schedule(self, notes: Iterable[PlannedNote]) -> None:
        """Sound these notes at their beats."""
        self._order(lambda: self._push_notes(notes))

    def schedule_mark(self, beat: float, callback: Callback) -> None:
        """Call back, on the scheduler's thread, when ``beat`` comes; it must be quick."""
        self._order(lambda: self._push(beat, Order.MARK, None, callback))

    def cancel_from(self, beat: float) -> None:
        """Forget note-ons and marks from ``beat`` on; pending note-offs stay."""
        self._order(lambda: self._drop_from(beat))

    def silence(self, done: Callback | None = None) -> None:
        """Forget everything to come and release everything that sounds, then call ``done``."""
        self._order(lambda: self._silence(done))

    def panic(self, done: Callback | None = None) -> None:
        """`silence`, then pedal up, all notes off and all sound off on every channel used so far."""
        self._order(lambda: self._panic(done))

    def send_now(self, data: Sequence[bytes]) -> None:
        """Send messages that belong to no beat, such as program changes."""
        self._order(lambda: self._send_all(data))

    def wake(self) -> None:
        """Look at the clock again."""
        self._waiter.wake()

    def punctuality(self) -> Punctuality:
        """Counts and skews so far."""
        skews_s = sorted(self._skews_s.copy())
        return Punctuality(
            self._n_sent,
            self._n_late,
            self._n_dropped,
            1000.0 * _percentile(skews_s, 0.50),
            1000.0 * _percentile(skews_s, 0.99),
        )

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def close(self, timeout_s: float = 2.0) -> None:
        """Release everything and end the thread."""
        self._order(self._finish)
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    # -- the scheduler's thread, or a test in its place --

    def run_once(self) -> float | None:
        """Obey orders, do what is due, and return the next deadline in monotonic seconds, if any."""
        while self._orders:
            self._orders.popleft()()
        while (due_s := self._next_item_s()) is not None and due_s <= self._time.now_s():
            self._perform(heapq.heappop(self._items), due_s)
        for key in self._ledger.take_older_than(self._time.now_s() - MAX_NOTE_S):
            log.warning("note %d on channel %d: held too long, released", key.pitch, key.channel + 1)
            self._port.send(note_off(key.channel, key.pitch))
        return self._next_deadline_s()

    @property
    def n_sounding(self) -> int:
        """How many notes sound now."""
        return len(self._ledger)

    def _run(self) -> None:
        while True:
            deadline_s = self.run_once()
            if self._closed:  # closing is an order too, obeyed just now
                return
            self._waiter.wait_until(deadline_s)

    def _order(self, order: Callback) -> None:
        self._orders.append(order)
        self._waiter.wake()

    def _next_item_s(self) -> float | None:
        return self._clock.beat_to_s(self._items[0].beat) if self._items else None

    def _next_deadline_s(self) -> float | None:
        oldest_s = self._ledger.oldest_since_s()
        overdue_s = None if oldest_s is None else oldest_s + MAX_NOTE_S
        return min((s for s in (self._next_item_s(), overdue_s) if s is not None), default=None)

    def _push(self, beat: float, order: Order, note: PlannedNote | None, callback: Callback | None) -> None:
        heapq.heappush(self._items, Item(beat, order, next(self._serials), note, callback))

    def _push_notes(self, notes: Iterable[PlannedNote]) -> None:
        for note in notes:
            self._push(note.beat, Order.NOTE_ON, note, None)

    def _perform(self, item: Item, due_s: float) -> None:
        if item.note is None:
            _call(item.callback)
        elif item.order is Order.NOTE_ON:
            self._strike(item.note, due_s)
        elif self._ledger.release(self._key(item.note), item.note.note_id):
            self._port.send(note_off(item.note.channel, item.note.pitch))

    def _strike(self, note: PlannedNote, due_s: float) -> None:
        now_s = self._time.now_s()
        skew_s = now_s - due_s
        self._skews_s.append(skew_s)
        if skew_s > DROP_S:
            self._n_dropped += 1
            return
        self._n_late += skew_s > LATE_S
        if self._ledger.strike(self._key(note), note.note_id, now_s):
            self._port.send(note_off(note.channel, note.pitch))
        self._port.send(note_on(note.channel, note.pitch, note.velocity))
        self._n_sent += 1
        self._push(note.beat + note.duration_beats, Order.NOTE_OFF, note, None)

    def _drop_from(self, beat: float) -> None:
        self._items = [item for item in self._items if item.order is Order.NOTE_OFF or item.beat < beat]
        heapq.heapify(self._items)

    def _silence(self, done: Callback | None) -> None:
        self._items.clear()
        for key in self._ledger.take_all():
            self._port.send(note_off(key.channel, key.pitch))
        _call(done)

    def _panic(self, done: Callback | None) -> None:
        self._silence(None)
        for _, channel in self._ledger.used_channels:
            for control in (CC_SUSTAIN, CC_ALL_NOTES_OFF, CC_ALL_SOUND_OFF):
                self._port.send(control_change(channel, control, 0))
        _call(done)

    def _send_all(self, data: Sequence[bytes]) -> None:
        for message in data:
            self._port.send(message)

    def _finish(self) -> None:
        self._silence(None)
        self._closed = True

    def _key(self, note: PlannedNote) -> Key:
        return Key(self._port.name, note.channel, note.pitch)


def _call(callback: Callback | None) -> None:
    """A callback that fails must not take the notes with it."""
    try:
        if callback is not None:
            callback()
    except Exception:
        log.exception("a callback of the scheduler failed")


def _percentile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0

"""Sends notes at their beat: the one thread that owns future notes, sounding notes and the MIDI ports.

Other threads leave orders in a queue that the scheduler's thread takes in turn. Deadlines are kept in beats and asked
of the clock anew each time, so a clock that changes its mind needs only `wake`. Each port has a queue and an offset.
A port for sound, if there is one, receives everything too, a little ahead of time and with its moment.
"""

from __future__ import annotations

import heapq
import itertools
import logging
import threading
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from enum import IntEnum
from functools import partial
from typing import NamedTuple

from bridge.clocks import BeatClock
from bridge.core.messages import (
    AS_PITCH,
    CC_ALL_NOTES_OFF,
    CC_ALL_SOUND_OFF,
    CC_SUSTAIN,
    CLICK_PART,
    MAIN_PORT,
    SILENT,
    SOUND_PORT,
    PlannedNote,
    control_change,
    note_off,
    note_on,
)
from bridge.core.timebase import Timebase, Waiter
from bridge.playback.ledger import NO_PART, Ledger, NoteKey
from bridge.playback.ports import EarlyPort, Port
from bridge.playback.punctuality import DROP_S, Punctuality, PunctualityLog

log = logging.getLogger(__name__)

MAX_NOTE_S = 30.0
# Waking takes .1 ms alone and up to the interpreter's switch interval beside a busy thread.
SPIN_S = 0.0004
_MARKS = None  # the queue of what belongs to no port

Callback = Callable[[], None]
OnSent = Callable[[str, bytes, float | None], None]


class Order(IntEnum):
    """Order of items that fall on one beat."""

    SETTING = 0
    NOTE_OFF = 1
    NOTE_ON = 2
    MARK = 3  # after the notes: telling subscribers must not delay them


class ScheduledItem(NamedTuple):
    """Something to do at a beat; ``serial`` keeps what was scheduled first first."""

    beat: float
    order: Order
    serial: int
    note: PlannedNote | None
    callback: Callback | None


def _not_kept(_port: str, _data: bytes, _beat: float | None) -> None:
    """The default of ``on_sent``: does nothing."""


class Scheduler:
    """Sends planned notes at their moments. `run_once` does all the work; the thread only calls it in time.

    ports: by name, `MAIN_PORT` among them; offsets_s: added to the deadlines of a port; on_sent: called on the
    scheduler's thread with port, bytes and beat (None: it belongs to none) of every message; sound: receives them all.
    """

    def __init__(
        self,
        clock: BeatClock,
        ports: Mapping[str, Port],
        time: Timebase,
        *,
        offsets_s: Mapping[str, float] | None = None,
        max_note_s: float = MAX_NOTE_S,
        on_sent: OnSent = _not_kept,
        sound: EarlyPort | None = None,
    ) -> None:
        self._clock, self._ports, self._time, self._sound_port = clock, dict(ports), time, sound
        self._offsets_s = dict(offsets_s or {})
        self._early: dict[str, EarlyPort] = {name: port for name, port in ports.items() if isinstance(port, EarlyPort)}
        if sound is not None:
            self._early[SOUND_PORT] = sound
        self._max_note_s, self._on_sent = max_note_s, on_sent
        self._orders: deque[Callback] = deque()
        self._waiter = Waiter(time, SPIN_S)
        self._queues: dict[str | None, list[ScheduledItem]] = {name: [] for name in (*ports, SOUND_PORT, _MARKS)}
        self._serials = itertools.count()
        self._ledger = Ledger()
        self._punctuality = PunctualityLog()
        self.n_faults = 0
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="scheduler", daemon=True)

    # -- any thread --

    def schedule(self, notes: Iterable[PlannedNote]) -> None:
        """Sound these notes at their beats."""
        self._order(lambda: self._push_notes(notes))

    def schedule_mark(self, beat: float, callback: Callback) -> None:
        """Call back, on the scheduler's thread, when ``beat`` comes; it must be quick."""
        self._order(lambda: self._push(_MARKS, ScheduledItem(beat, Order.MARK, next(self._serials), None, callback)))

    def strike(self, notes: Sequence[PlannedNote]) -> None:
        """Sound notes at once, whether the clock runs or not, until `release`."""
        self._order(partial(self._sound_all, tuple(notes)))

    def release(self, note_ids: Collection[int]) -> None:
        """Release notes that still sound."""
        self._order(lambda: self._release(self._ledger.take_notes(note_ids)))

    def send_thru(self, data: bytes, note_id: int) -> None:
        """Send a player's message to the main port; its notes are entered like ours, as ``note_id``."""
        self._order(lambda: self._thru(data, note_id))

    def cancel_from(self, beat: float, parts: Collection[int] | None = None) -> None:
        """Forget note-ons (of these parts only) and marks from ``beat`` on; pending note-offs stay."""
        self._order(lambda: self._drop_from(beat, parts))

    def silence_parts(self, parts: Collection[int]) -> None:
        """Forget all notes of these parts and release those that sound."""
        self._order(lambda: self._silence_parts(parts))

    def silence(self, done: Callback | None = None, *, resets: bool = False) -> None:
        """Forget everything to come, release what sounds, then call ``done``; resets: pedals, bends, pressure too."""
        self._order(lambda: self._silence(done, resets=resets))

    def release_player(self) -> None:
        """Release the player's own notes, pedals and bends, as their keyboard is gone."""
        self._order(self._release_player)

    def panic(self, done: Callback | None = None) -> None:
        """`silence`, then pedal up, all notes off and all sound off on every channel used so far."""
        self._order(lambda: self._panic(done))

    def send_now(self, data: Sequence[bytes], port: str = MAIN_PORT) -> None:
        """Send messages that belong to no beat to one port."""
        self._order(partial(self._send_all, port, tuple(data)))

    def send_at(self, beat: float, data: Sequence[bytes], port: str = MAIN_PORT) -> None:
        """Send messages to one port when ``beat`` comes, before its notes; `cancel_from` takes them back."""
        send = partial(self._send_all, port, tuple(data))
        self._order(lambda: self._push(port, ScheduledItem(beat, Order.SETTING, next(self._serials), None, send)))

    @property
    def lead_s(self) -> float:
        """Longest time in seconds by which a note is sent before its moment."""
        return max((each.lead_s for each in self._early.copy().values()), default=0.0)

    def replace_port(self, name: str, port: Port) -> None:
        """Send to another port from now on: one that came back, or stands in for one that went."""
        self._order(lambda: self._replace(name, port))

    def wake(self) -> None:
        """Look at the clock again."""
        self._waiter.wake()

    def punctuality(self) -> Punctuality:
        """Counts and skews so far."""
        return self._punctuality.summary()

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
        """Take orders, process due items, and return the next deadline in monotonic seconds, if any."""
        while self._orders:
            self._orders.popleft()()
        for name, queue in self._queues.items():
            with self._steady(name):
                while queue and (due_s := self._due_s(name, queue[0])) is not None and due_s <= self._time.now_s():
                    self._perform(heapq.heappop(queue), due_s)
        for key in self._ledger.take_older_than(self._max_note_s, self._time.now_s()):
            log.warning("note %d on channel %d: held too long, released", key.pitch, key.channel + 1)
            self._release([key])
        return self._next_deadline_s()

    @property
    def n_sounding(self) -> int:
        """Number of notes that sound now; notes of our own sound are not counted again."""
        return len(self._ledger) - self._ledger.n_sounding_at(SOUND_PORT)

    def _run(self) -> None:
        while not self._closed:  # closing is an order too
            try:
                deadline_s = self.run_once()
            except Exception:  # what raised is done with: an order, or an item that was taken from its queue
                self._fault("an order of the scheduler failed")
                continue
            if not self._closed:
                self._waiter.wait_until(deadline_s)

    def _fault(self, what: str) -> None:
        """Count a fault of ours, and log the first: notes go on."""
        self.n_faults += 1
        if self.n_faults == 1:
            log.exception(what)

    def _order(self, order: Callable[[], object]) -> None:
        self._orders.append(order)  # type: ignore[arg-type]
        self._waiter.wake()

    def _due_s(self, queue: str | None, item: ScheduledItem) -> float | None:
        due_s = self._clock.beat_to_s(item.beat)
        if due_s is None or queue is None:
            return due_s
        return due_s + self._offsets_s.get(queue, 0.0) - self._lead_s(queue)

    def _steady(self, name: str | None) -> AbstractContextManager[object]:
        early = None if name is None else self._early.get(name)
        return nullcontext() if early is None else early.steady

    def _lead_s(self, name: str) -> float:
        early = self._early.get(name)
        return 0.0 if early is None else early.lead_s

    def _next_deadline_s(self) -> float | None:
        oldest_s = self._ledger.oldest_since_s()
        deadlines_s = [self._due_s(name, queue[0]) for name, queue in self._queues.items() if queue]
        deadlines_s.append(None if oldest_s is None else oldest_s + self._max_note_s)
        return min((s for s in deadlines_s if s is not None), default=None)

    def _push(self, queue: str | None, item: ScheduledItem) -> None:
        heapq.heappush(self._queues[queue], item)

    def _push_notes(self, notes: Iterable[PlannedNote]) -> None:
        for note in self._mirrored(notes):
            begins = note.beat + note.shift_beats
            self._push(self._port_of(note), ScheduledItem(begins, Order.NOTE_ON, next(self._serials), note, None))

    def _mirrored(self, notes: Iterable[PlannedNote]) -> Iterator[PlannedNote]:
        """Each note for its port, and a copy for the sound."""
        for note in notes:
            yield from (note,) if note.key != SILENT else ()
            if self._sound_port is not None:
                yield note._replace(port=SOUND_PORT, key=AS_PITCH)

    def _port_of(self, note: PlannedNote) -> str:
        return note.port if note.port in self._ports or note.port == SOUND_PORT else MAIN_PORT

    def _perform(self, item: ScheduledItem, due_s: float) -> None:
        if item.note is None:
            _call(item.callback)
        elif item.order is Order.NOTE_ON:
            self._strike(item.note, item.beat, due_s)
        elif self._ledger.release(self._key(item.note), item.note.note_id):
            port, data = self._port_of(item.note), note_off(item.note.channel, item.note.sent_key)
            self._send(port, data, item.beat, self._moment_s(port, due_s))

    def _strike(self, note: PlannedNote, beat: float, due_s: float) -> None:
        port = self._port_of(note)
        moment_s = self._moment_s(port, due_s)
        skew_s = max(self._time.now_s() - moment_s, 0.0)  # some ports are sent it ahead
        if port != SOUND_PORT:  # whose notes were counted already
            self._punctuality.due(skew_s)
        if skew_s > DROP_S:
            return
        self._sound(note, beat, moment_s)
        end = ScheduledItem(beat + note.duration_beats, Order.NOTE_OFF, next(self._serials), note, None)
        self._push(port, end)

    def _moment_s(self, port: str, due_s: float) -> float:
        """The moment at which an item that is sent when due is to be heard."""
        return due_s + self._lead_s(port)

    def _sound(self, note: PlannedNote, beat: float | None, at_s: float | None = None) -> None:
        port = self._port_of(note)
        if self._ledger.strike(self._key(note), note.note_id, self._time.now_s(), note.part):
            self._send(port, note_off(note.channel, note.sent_key), beat, at_s)
        self._send(port, note_on(note.channel, note.sent_key, note.velocity), beat, at_s)
        self._punctuality.n_sent += port != SOUND_PORT

    def _thru(self, data: bytes, note_id: int) -> None:
        kind, channel = data[0] & 0xF0, data[0] & 0x0F
        if kind in (0x80, 0x90) and not (kind == 0x90 and data[2]):
            self._release(self._ledger.take_notes((note_id,)))
            return
        for port in (MAIN_PORT,) if self._sound_port is None else (MAIN_PORT, SOUND_PORT):
            is_note = kind == 0x90
            if is_note and self._ledger.strike(NoteKey(port, channel, data[1]), note_id, self._time.now_s(), NO_PART):
                self._send(port, note_off(channel, data[1]), None)
            self._send(port, data, None)

    def _release(self, keys: Iterable[NoteKey]) -> None:
        for key in keys:
            self._send(key.port, note_off(key.channel, key.pitch), None)

    def _drop_from(self, beat: float, parts: Collection[int] | None) -> None:
        def stays(item: ScheduledItem) -> bool:
            planned, part = (item.beat, None) if item.note is None else (item.note.beat, item.note.part)
            if item.order is Order.NOTE_OFF or planned < beat or part == CLICK_PART:
                return True
            return parts is not None and part not in parts

        for queue in self._queues.values():
            queue[:] = [item for item in queue if stays(item)]
            heapq.heapify(queue)

    def _silence_parts(self, parts: Collection[int]) -> None:
        for queue in self._queues.values():
            queue[:] = [item for item in queue if item.note is None or item.note.part not in parts]
            heapq.heapify(queue)
        self._release(self._ledger.take_parts(parts))

    def _silence(self, done: Callback | None, *, resets: bool) -> None:
        for queue in self._queues.values():
            queue.clear()
        self._release(self._ledger.take_all())
        if resets:
            self._reset_controls()
        _call(done)

    def _reset_controls(self, ports: Collection[str] | None = None) -> None:
        for port, data in self._ledger.controls(ports):
            self._send(port, data, None)

    def _release_player(self) -> None:
        self._release(self._ledger.take_parts((NO_PART,)))
        self._reset_controls()

    def _panic(self, done: Callback | None) -> None:
        self._silence(None, resets=True)
        for port, channel in self._ledger.used_channels:
            for control in (CC_SUSTAIN, CC_ALL_NOTES_OFF, CC_ALL_SOUND_OFF):
                self._send(port, control_change(channel, control, 0), None)
        _call(done)

    def _replace(self, name: str, port: Port) -> None:
        self._release(self._ledger.take_ports((name,)))
        self._reset_controls((name,))
        self._ports[name] = port
        self._early.pop(name, None)
        if isinstance(port, EarlyPort):
            self._early[name] = port
        self._queues.setdefault(name, [])

    def _sound_all(self, notes: Iterable[PlannedNote]) -> None:
        for note in self._mirrored(notes):
            self._sound(note, None)

    def _send_all(self, port: str, data: Iterable[bytes]) -> None:
        for message in data:
            self._send(port, message, None)

    def _send(self, port: str, data: bytes, beat: float | None, at_s: float | None = None) -> None:
        self._ledger.note_control(port, data)
        if early := self._early.get(port):
            early.send(data, at_s)
        elif port != SOUND_PORT:
            self._ports[port].send(data)
        if port != SOUND_PORT:
            try:
                self._on_sent(port, data, beat)
            except Exception:  # a note-on without its note-off would hang
                self._fault("a message that was sent could not be reported")

    def _finish(self) -> None:
        self._silence(None, resets=True)
        self._closed = True

    def _key(self, note: PlannedNote) -> NoteKey:
        return NoteKey(self._port_of(note), note.channel, note.sent_key)


def _call(callback: Callback | None) -> None:
    """A callback that fails must not take the notes with it."""
    try:
        if callback is not None:
            callback()
    except Exception:
        log.exception("a callback of the scheduler failed")

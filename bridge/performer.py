"""Plays: keeps music planned ahead, lets changes land at a bar line, and never lets a note hang.

It knows protocols, no driver. Any thread may call `play`, `stop`, `panic`, `set_plan`, `make_clip` and
`status`; one worker thread owns every source and makes every bar, clips included: two inference threads run
2-3 times slower than one on the same cores, and this way clips fill exactly the time that the playing music
leaves. ``_lock`` guards what the threads share; no bar is ever made while it is held.
"""

from __future__ import annotations

import itertools
import logging
import threading
from collections import deque
from collections.abc import Callable
from functools import partial
from random import SystemRandom

from bridge.clips import ClipJob
from bridge.clocks import Transport
from bridge.errors import BusyError
from bridge.listener import Listener, Status
from bridge.messages import BarLine, PlannedNote, program_change
from bridge.parts import programs
from bridge.planner import PlannedBar, Planner, SourceMaker
from bridge.scheduler import Scheduler
from bridge.timebase import Timebase, Waiter
from model.text import Plan

log = logging.getLogger(__name__)

N_BARS_AHEAD = 2
START_LEAD_S = 0.150  # from the request to the first note, when the first bar is made in time
GUARD_S = 0.020  # what the scheduler needs between being given a bar and playing it
N_WAITING_CLIPS = 8
N_PROGRESS = 4  # how many of the last bars the time to make one is judged by
UNKNOWN_MAKING_S = 0.150

Callback = Callable[[], None]
Answer = Callable[[bool], None]


def _nobody(playing: bool) -> None:
    """Stands where nobody asked."""


class Performer:
    """See the module. `work_once` is the worker's whole machine; the thread only calls it in time."""

    def __init__(
        self,
        make_source: SourceMaker,
        plan: Plan,
        scheduler: Scheduler,
        clock: Transport,
        listener: Listener,
        time: Timebase,
        *,
        seed: int | None = None,
    ) -> None:
        self._make_source, self._scheduler, self._clock = make_source, scheduler, clock
        self._listener, self._time = listener, time
        self._lock = threading.RLock()
        self._waiter = Waiter(time)
        self._plan, self._fixed_seed, self._seed = plan, seed, seed or 0
        self._wanted = False  # the performer's last word: play or stop
        self._take = 0  # counts plays, so that a bar made for one that was stopped is thrown away
        self._starts: list[tuple[float, Answer]] = []
        self._plan_changed = False
        self._clips: deque[ClipJob] = deque()
        self._planner: Planner | None = None
        self._note_ids = itertools.count(1)
        self._channels: set[int] = set()
        self._line: BarLine | None = None
        self._n_late_bars = 0
        self._making_s: deque[float] = deque(maxlen=N_PROGRESS)
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="performer", daemon=True)

    # -- any thread --

    @property
    def plan(self) -> Plan:
        """The plan that new bars follow."""
        with self._lock:
            return self._plan

    def set_plan(self, plan: Plan) -> None:
        """Follow another plan, from the next bar line that can still be changed."""
        with self._lock:
            self._plan = plan
            self._plan_changed = self._wanted
        self._waiter.wake()

    def set_seed(self, seed: int | None) -> None:
        """Take this seed for every play and clip from now on; None: a fresh one each time."""
        with self._lock:
            self._fixed_seed = seed

    def new_seed(self) -> int:
        """The fixed seed, else a fresh one."""
        with self._lock:
            return SystemRandom().randrange(2**31) if self._fixed_seed is None else self._fixed_seed

    def play(self, done: Answer = _nobody) -> None:
        """Begin to play, or go on; ``done`` is told whether music plays, once its first bar is on the way."""
        with self._lock:
            if self._planner is None:
                self._wanted = True
                self._starts.append((self._time.now_s(), done))
                self._waiter.wake()
                return
        done(True)

    def stop(self, done: Callback | None = None) -> None:
        """Cancel what is to come, release what sounds, then call ``done``."""
        with self._lock:
            self._halt()
            self._scheduler.silence(done)

    def panic(self, done: Callback | None = None) -> None:
        """`stop`, and silence every channel used, whoever plays on it."""
        with self._lock:
            self._halt()
            self._scheduler.panic(done)

    def make_clip(self, clip: ClipJob) -> None:
        """Make a clip between the bars of the playing music. Raises BusyError when too many wait."""
        with self._lock:
            if len(self._clips) >= N_WAITING_CLIPS:
                raise BusyError(f"{len(self._clips)} clips are waiting already; ask again when one has come")
            self._clips.append(clip)
        self._waiter.wake()

    def status(self) -> Status:
        """What happens now."""
        with self._lock:
            line, beat = self._line, self._clock.beat_now()
            n_ahead = self._n_bars_ahead(beat) if beat is not None else 0
            return Status(
                playing=self._planner is not None,
                bar=line.number if line and self._planner else 0,
                beat=beat or 0.0,
                tempo_bpm=line.tempo_bpm if line else self._plan.tempo_bpm or 0.0,
                n_bars_ahead=n_ahead,
                seed=self._seed,
                n_late_bars=self._n_late_bars,
                n_waiting_clips=len(self._clips),
            )

    def warm_up(self) -> None:
        """Make one bar for nobody, so that the first one played is not the slow one. Before `start` only."""
        self._make_source(self._plan, 0).next_bar()

    def start(self) -> None:
        """Start the worker."""
        self._thread.start()

    def close(self, timeout_s: float = 2.0) -> None:
        """Stop the music and end the worker."""
        self.stop()
        self._closed = True
        self._waiter.wake()
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    # -- the worker's thread, or a test in its place --

    def work_once(self) -> bool:
        """Make one bar, the most urgent; False when there is nothing to do."""
        with self._lock:
            starts, change = list(self._starts), self._plan_changed
            behind = self._planner is not None and self._n_bars_ahead() < N_BARS_AHEAD
        try:
            if starts:
                self._begin(starts[0][0])
            elif change:
                self._change()
            elif behind:
                self._extend()
            else:
                return self._work_on_clip()
        except Exception as error:
            self._fail(error)
        return True

    def next_work_s(self) -> float | None:
        """When a bar begins, and with it the need for another; None: when somebody asks."""
        with self._lock:
            beat = self._clock.beat_now()
            if self._planner is None or beat is None:
                return None
            coming = [bar.line.beat for bar in self._planner.bars if bar.line.beat > beat]
            return self._clock.beat_to_s(coming[0] if coming else self._planner.end_beat)

    def _run(self) -> None:
        while not self._closed:
            if not self.work_once():
                self._waiter.wait_until(self.next_work_s())

    def _begin(self, asked_s: float) -> None:
        with self._lock:
            take, plan, self._seed = self._take, self._plan, self.new_seed()
            self._plan_changed = False
        planner = Planner(self._make_source(plan, self._seed), self._note_ids)
        bar = self._timed(planner.extend)
        with self._lock:
            if take != self._take:
                return
            starts, self._starts = self._starts, []
            self._planner, self._channels, self._line = planner, set(), None
            start_s = max(asked_s + START_LEAD_S, self._time.now_s() + 2 * GUARD_S)
            self._clock.start(start_s, bar.line.tempo_bpm)
            self._listener.playing(True)
            self._commit(bar)
        for _, done in starts:
            done(True)

    def _extend(self) -> None:
        with self._lock:
            take, planner = self._take, self._planner
        if planner is None:
            return
        bar = self._timed(planner.extend)
        with self._lock:
            if take == self._take:
                self._commit(bar)

    def _change(self) -> None:
        """Swap the future for one by the new plan, whose first bar is made before the old one is given up.

        If its bar line goes by meanwhile, the old bar plays and the next line is tried.
        """
        with self._lock:
            take, planner, plan = self._take, self._planner, self._plan
            self._plan_changed = False
        while planner is not None:
            beat = self._next_free_beat(planner)
            bar = self._timed(partial(planner.draft, beat, plan))
            with self._lock:
                if take != self._take:
                    return
                if beat == planner.end_beat or self._start_s(beat) >= self._time.now_s() + GUARD_S:
                    if beat < planner.end_beat:
                        self._scheduler.cancel_from(beat)
                        self._listener.cancelled(beat)
                    self._commit(bar)
                    return

    def _commit(self, bar: PlannedBar) -> None:
        """Give a bar away to be played; held back if it is too late for its beat. ``_lock`` is held."""
        assert self._planner is not None
        line = bar.line
        pause_s = self._time.now_s() + GUARD_S - self._start_s(line.beat)
        if pause_s > 0:
            self._clock.pause(line.beat, pause_s)
            self._n_late_bars += 1
            self._listener.late(line.beat, pause_s)
        self._clock.set_tempo(line.beat, line.tempo_bpm)
        self._planner.commit(bar)
        self._choose_programs(bar.notes)
        self._scheduler.schedule(bar.notes)
        self._scheduler.schedule_mark(line.beat, lambda: self._bar_begins(line))
        self._listener.notes(bar.notes)
        self._planner.forget_before(self._clock.beat_now() or 0.0)

    def _choose_programs(self, notes: tuple[PlannedNote, ...]) -> None:
        new = [(channel, program) for channel, program in programs(notes) if channel not in self._channels]
        self._channels.update(channel for channel, _ in new)
        self._scheduler.send_now([program_change(channel, program) for channel, program in new])

    def _bar_begins(self, line: BarLine) -> None:
        """On the scheduler's thread."""
        self._line = line
        self._listener.bar(line)

    def _work_on_clip(self) -> bool:
        with self._lock:
            clip = self._clips[0] if self._clips else None
        if clip is None:
            return False
        if clip.advance(self._make_source):
            with self._lock:
                self._clips.popleft()
        return True

    def _halt(self) -> None:
        was_playing = self._planner is not None
        self._take += 1
        self._wanted = self._plan_changed = False
        self._planner = self._line = None
        starts, self._starts = self._starts, []
        beat = self._clock.beat_now()
        self._clock.stop()
        if was_playing:
            self._listener.cancelled(beat or 0.0)
            self._listener.playing(False)
        for _, done in starts:
            done(False)

    def _fail(self, error: Exception) -> None:
        log.error("the music stopped: a bar could not be made", exc_info=error)
        self.stop()
        self._listener.failed(f"the music stopped: a bar could not be made ({error})")

    def _timed(self, make: Callable[[], PlannedBar]) -> PlannedBar:
        began_s = self._time.now_s()
        bar = make()
        self._making_s.append(self._time.now_s() - began_s)
        return bar

    def _next_free_beat(self, planner: Planner) -> float:
        """The first bar line that a bar begun now can still reach."""
        ready_s = self._time.now_s() + GUARD_S + 1.25 * max(self._making_s, default=UNKNOWN_MAKING_S)
        lines = [bar.line.beat for bar in planner.bars]
        return next((beat for beat in lines if self._start_s(beat) >= ready_s), planner.end_beat)

    def _n_bars_ahead(self, beat: float | None = None) -> int:
        beat = self._clock.beat_now() if beat is None else beat
        if self._planner is None or beat is None:
            return 0
        return sum(bar.line.beat > beat for bar in self._planner.bars)

    def _start_s(self, beat: float) -> float:
        start_s = self._clock.beat_to_s(beat)
        return self._time.now_s() if start_s is None else start_s

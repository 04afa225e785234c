"""Music that is planned: commands and their versions, the note batches that come back, and what of them still counts.

Guarded by the performer's lock. Every command has a version, and a batch carries that of the last command that its
maker had read. A change cancels nothing before its first batch has come, so that there is always something to play;
batches of an older version count up to the change's beat. A new generation, for a begin or a jump, makes everything
older void.
"""

from __future__ import annotations

import itertools
import math
from collections import deque
from collections.abc import Callable, Iterable
from functools import partial

from bridge.clocks import Clock
from bridge.core.messages import BarLine, PlannedNote, Tone
from bridge.core.timebase import Timebase
from bridge.inference.protocol import NoteBatch
from bridge.performance.articulating import Articulating
from bridge.performance.bar_log import BarLog, KeptBar
from bridge.performance.channel_sounds import ChannelSounds
from bridge.performance.listener import Listener
from bridge.performance.transport_state import TransportState
from bridge.playback.parts import Router
from bridge.playback.scheduler import Scheduler
from model.music.events import Metre

# A change is cut in no sooner than its first note has usually been made.
LEAST_LEAD_S, MOST_LEAD_S, FIRST_LEAD_S = 0.012, 0.100, 0.025
CHORD_S = 0.008  # the notes struck together with the first
SOUND_MAY_BE_LATE_S = 0.002
N_LEADS = 8
FIRST_TEMPO_BEATS = 0.25  # ticks until a tempo is known within some 1 %


class PlanBuffer:
    """See the module. ``end_beat``: up to where music is planned; ``line``: the bar that plays."""

    def __init__(
        self,
        scheduler: Scheduler,
        clock: Clock,
        listener: Listener,
        time: Timebase,
        transport: TransportState,
        *,
        sends_programs: Callable[[str], bool],
    ) -> None:
        self._scheduler, self._clock, self._listener, self._time = scheduler, clock, listener, time
        self._transport = transport  # prepared music is announced when the transport starts
        self._sounds = ChannelSounds(scheduler, sends_programs=sends_programs)
        self.articulating = Articulating(scheduler)
        self.bar_log = BarLog()
        self.note_ids = itertools.count(1)
        self.line: BarLine | None = None
        self.end_beat = 0.0
        self.version = self._generation = 0
        self.generation_s = self.changed_s = -math.inf
        self._cuts: deque[tuple[int, float]] = deque()  # version and beat of changes whose first batch is awaited
        self._makings_s: deque[float] = deque([FIRST_LEAD_S], maxlen=N_LEADS)  # from changes to their first batches

    # -- commands

    @property
    def is_changing(self) -> bool:
        """Whether the first batch of a change is awaited."""
        return bool(self._cuts)

    @property
    def lead_s(self) -> float:
        """Lead in seconds that a change needs to be heard whole.

        Our own sound hears its notes ahead of time; a chord of it that begins some milliseconds late once in a while is
        better than that every change waits for the slowest.
        """
        *_, slower, _, slowest = sorted((0.0, 0.0, *self._makings_s))
        for_sound_s = slower - SOUND_MAY_BE_LATE_S + self._scheduler.lead_s if self._scheduler.lead_s else 0.0
        return min(max(1.25 * slowest + CHORD_S, for_sound_s, LEAST_LEAD_S), MOST_LEAD_S)

    def new_generation(self) -> int:
        """A version for a begin or a jump; nothing older counts."""
        self.version += 1
        self._generation, self.generation_s = self.version, self._time.now_s()
        self._cuts.clear()
        return self.version

    def new_change(self, beat: float) -> int:
        """A version for a change from ``beat`` on."""
        self.version += 1
        self._cuts.append((self.version, beat))
        self.changed_s = self._time.now_s()
        return self.version

    def give_up_changes(self) -> None:
        """Stop waiting for the first batches of changes."""
        self._cuts.clear()

    # -- music that comes

    def take(self, batch: NoteBatch, router: Router, limit_beat: float, *, moves_end: bool) -> bool:
        """Take what counts of a batch, before ``limit_beat``; False when nothing of it does."""
        if batch.version < self._generation:
            return False
        while self._cuts and self._cuts[0][0] <= batch.version:
            _, beat = self._cuts.popleft()
            self.cancel_from(beat)
            self._makings_s.append(self._time.now_s() - self.changed_s)
        limit = min([limit_beat, *(beat for _, beat in self._cuts)])
        self._take_lines(line for line in batch.lines if line.beat < limit)
        self._take_notes(self.place([tone for tone in batch.tones if tone.beat < limit], router), router)
        if moves_end:
            self.end_beat = min(batch.end_beat, limit)
        return True

    def take_bar(self, bar: KeptBar, router: Router) -> None:
        """Take up a bar of a loop."""
        self._take_lines([bar.line])
        self._take_notes(bar.notes, router)
        self.end_beat = bar.line.end_beat

    def place(self, tones: Iterable[Tone], router: Router) -> list[PlannedNote]:
        """Tones with numbers, channels and ports."""
        return [router.place(next(self.note_ids), tone) for tone in tones]

    def choose_sounds(self, notes: Iterable[PlannedNote], router: Router, *, at_once: bool = False) -> None:
        """See `ChannelSounds.choose`."""
        self._sounds.choose(notes, router, at_once=at_once)

    def change_sounds(self, router: Router) -> None:
        """Apply the router's sounds to every channel in use at once."""
        self._sounds.change(router)

    def _take_lines(self, lines: Iterable[BarLine]) -> None:
        for line in lines:
            self.bar_log.add_line(line)
            self._scheduler.schedule_mark(line.beat, partial(self._bar_begins, line))

    def _take_notes(self, notes: list[PlannedNote], router: Router) -> None:
        if notes:
            self.bar_log.add_notes(notes)
            is_public = not self._transport.is_prepared
            if is_public:
                self._sounds.choose(notes, router)
                self.articulating.choose(notes)
            self._scheduler.schedule(notes)
            if is_public:
                self._listener.notes(notes)

    def _bar_begins(self, line: BarLine) -> None:
        """On the scheduler's thread, without the lock."""
        self.line = line
        if self._clock.tempo_bpm() is None:  # a clock followed since this tick: its tempo is not known yet
            self._scheduler.schedule_mark(line.beat + FIRST_TEMPO_BEATS, partial(self._report_bar, line))
        else:
            self._report_bar(line)

    def _report_bar(self, line: BarLine) -> None:
        """Report a bar at the tempo of the clock, not that of the plan."""
        self._listener.bar(line._replace(tempo_bpm=self._clock.tempo_bpm() or line.tempo_bpm))

    def reveal(self, router: Router) -> None:
        """Tell of what waited for a transport, and choose its sounds: a synthesiser may have come meanwhile."""
        notes = [note for bar in self.bar_log.bars for note in bar.notes]
        if notes:
            self._sounds.choose(notes, router)
            self.articulating.choose(notes)
            self._listener.notes(notes)

    # -- music that does not come after all

    def cancel_from(self, beat: float) -> None:
        """Cancel everything planned from ``beat`` on."""
        self._scheduler.cancel_from(beat)
        self._sounds.cancel_from(beat)
        self.articulating.cancel_from(beat)
        self.bar_log.forget_from(beat)
        self.end_beat = min(self.end_beat, beat)
        if not self._transport.is_prepared:
            self._listener.cancelled(beat)

    def cancel_all(self) -> None:
        """Cancel everything planned, and release what sounds."""
        # Silence first: between two orders the scheduler would find music for a beat that a jump has put in the past.
        self._scheduler.silence()
        beat = self._clock.beat_now()
        self.cancel_from(0.0 if beat is None else beat)

    def forget(self) -> None:
        """Forget everything at the end of a performance."""
        self.line = None
        self._sounds.forget()
        self.articulating.forget()
        self.bar_log.clear()

    # -- bars

    def line_after(self, beat: float, every: int, metre: Metre) -> float:
        """The first bar line at or after a beat whose number is 1, 1 + every, …; lines not yet planned are guessed."""
        lines = self.bar_log.lines
        for line in lines:
            if line.beat >= beat and (line.number - 1) % every == 0:
                return line.beat
        if not lines:
            return math.ceil(beat / metre.bar_beats - 1e-9) * metre.bar_beats
        end, number = lines[-1].end_beat, lines[-1].number + 1
        while end < beat or (number - 1) % every:
            end, number = end + lines[-1].metre.bar_beats, number + 1
        return end

    def bar_of(self, beat: float, metre: Metre) -> tuple[float, int]:
        """Beat where the bar of a beat begins, and its number: as planned, else as if the metre had never changed."""
        line = self.bar_log.line_at(beat)
        if line is not None:
            return line.beat, line.number
        lines = self.bar_log.lines
        origin, number = 0.0, 1
        if lines and lines[-1].end_beat <= beat:
            origin, number = lines[-1].end_beat, lines[-1].number + 1
        n_bars = math.floor((beat - origin) / metre.bar_beats + 1e-9)
        return origin + n_bars * metre.bar_beats, max(number + n_bars, 1)

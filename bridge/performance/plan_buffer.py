"""What is planned: cues and their versions, the passages that come back, and what of them still counts.

The performer's state, guarded by its lock. Every cue has a version, and a passage carries that of the last cue its
maker had read. A change cancels nothing before its first passage has come, so that there is always something to play;
what an older version still tells counts up to the change's beat. A new epoch, for a begin or a jump, lets nothing older
count.
"""

from __future__ import annotations

import itertools
import math
from collections import deque
from collections.abc import Iterable
from functools import partial

from bridge.clocks import Clock
from bridge.core.messages import SOUND_PORT, BarLine, PlannedNote
from bridge.core.timebase import Timebase
from bridge.inference.protocol import NoteBatch, Tone
from bridge.performance.bar_log import BarLog, KeptBar
from bridge.performance.listener import Listener
from bridge.playback.parts import Router
from bridge.playback.scheduler import Scheduler
from bridge.playback.sounds import AS_GENERAL_MIDI, UNKNOWN, Sound
from model.music.events import Metre

# A change is heard no sooner than the first note made anew has usually come.
LEAST_LEAD_S, MOST_LEAD_S, FIRST_LEAD_S = 0.012, 0.100, 0.025
CHORD_S = 0.008  # the notes struck together with the first
SOUND_MAY_BE_LATE_S = 0.002
N_LEADS = 8


class PlanBuffer:
    """See the module. ``end_beat``: up to where music is planned; ``line``: the bar that plays."""

    def __init__(
        self, scheduler: Scheduler, clock: Clock, listener: Listener, time: Timebase, *, sends_programs: bool
    ) -> None:
        self._scheduler, self._clock, self._listener, self._time = scheduler, clock, listener, time
        self._sends_programs = sends_programs
        self.memory = BarLog()
        self.note_ids = itertools.count(1)
        self.line: BarLine | None = None
        self.end_beat = 0.0
        self.version = self._epoch = 0
        self.epoch_s = self.changed_s = -math.inf
        self._cuts: deque[tuple[int, float]] = deque()  # version and beat of changes whose first passage is awaited
        self._makings_s: deque[float] = deque([FIRST_LEAD_S], maxlen=N_LEADS)  # from changes to their first passages
        self._parts: dict[tuple[str, int], int] = {}  # which part a port's channel plays, and how it was told to sound
        self._told: dict[tuple[str, int], Sound] = {}
        self._told_beats: dict[tuple[str, int], float] = {}
        self.is_secret = False  # music that waits for a transport is told of when that starts

    # -- cues

    @property
    def is_changing(self) -> bool:
        """Whether the first passage of a change is awaited."""
        return bool(self._cuts)

    @property
    def lead_s(self) -> float:
        """How far ahead a change must lie to be heard whole.

        Our own sound hears its notes ahead of time; a chord of it that begins some milliseconds late once in a while is
        better than that every change waits for the slowest.
        """
        *_, slower, _, slowest = sorted((0.0, 0.0, *self._makings_s))
        for_sound_s = slower - SOUND_MAY_BE_LATE_S + self._scheduler.lead_s if self._scheduler.lead_s else 0.0
        return min(max(1.25 * slowest + CHORD_S, for_sound_s, LEAST_LEAD_S), MOST_LEAD_S)

    def new_epoch(self) -> int:
        """A version for a begin or a jump; nothing older counts."""
        self.version += 1
        self._epoch, self.epoch_s = self.version, self._time.now_s()
        self._cuts.clear()
        return self.version

    def new_change(self, beat: float) -> int:
        """A version for a change from ``beat`` on."""
        self.version += 1
        self._cuts.append((self.version, beat))
        self.changed_s = self._time.now_s()
        return self.version

    def give_up_changes(self) -> None:
        """What changes still tell goes on from where it stands."""
        self._cuts.clear()

    # -- music that comes

    def take(self, passage: NoteBatch, router: Router, limit_beat: float, *, moves_end: bool) -> bool:
        """Take up what counts of a passage, before ``limit_beat``; False when nothing of it does."""
        if passage.version < self._epoch:
            return False
        while self._cuts and self._cuts[0][0] <= passage.version:
            _, beat = self._cuts.popleft()
            self.cancel_from(beat)
            self._makings_s.append(self._time.now_s() - self.changed_s)
        limit = min([limit_beat, *(beat for _, beat in self._cuts)])
        self._take_lines(line for line in passage.lines if line.beat < limit)
        self._take_notes(self.place([tone for tone in passage.tones if tone.beat < limit], router), router)
        if moves_end:
            self.end_beat = min(passage.end_beat, limit)
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
        """Tell each channel how its part sounds: before its first note, later on the beat of the first that differs."""
        for note in notes:
            for port in (note.port, SOUND_PORT):
                key = port, note.channel
                self._parts[key] = note.part
                if router.sound_at(port, note.part) != self._told.get(key):
                    self._tell_sound(key, router, None if at_once or key not in self._told else note.beat)

    def change_sounds(self, router: Router) -> None:
        """Let what plays sound otherwise at once."""
        for key in self._parts:
            self._tell_sound(key, router, None)

    def _tell_sound(self, key: tuple[str, int], router: Router, beat: float | None) -> None:
        port, channel = key
        sound, before = router.sound_at(port, self._parts[key]), self._told.get(key, AS_GENERAL_MIDI)
        with_program = self._sends_programs or sound.is_own or port == SOUND_PORT
        self._told[key] = sound
        messages = list(sound.told(channel, before, with_program=with_program))
        if messages and beat is None:
            self._scheduler.send_now(messages, port)
        elif messages and beat is not None:
            self._scheduler.send_at(beat, messages, port)
            self._told_beats[key] = beat

    def _take_lines(self, lines: Iterable[BarLine]) -> None:
        for line in lines:
            self.memory.add_line(line)
            self._scheduler.schedule_mark(line.beat, partial(self._bar_begins, line))

    def _take_notes(self, notes: list[PlannedNote], router: Router) -> None:
        if notes:
            self.memory.add_notes(notes)
            if not self.is_secret:
                self.choose_sounds(notes, router)
            self._scheduler.schedule(notes)
            if not self.is_secret:
                self._listener.notes(notes)

    def _bar_begins(self, line: BarLine) -> None:
        """On the scheduler's thread, without the lock."""
        self.line = line
        self._listener.bar(line)

    def reveal(self, router: Router) -> None:
        """Tell of what waited for a transport, and choose its sounds: a synthesiser may have come meanwhile."""
        if self.is_secret:
            self.is_secret = False
            notes = [note for bar in self.memory.bars for note in bar.notes]
            if notes:
                self.choose_sounds(notes, router)
                self._listener.notes(notes)

    # -- music that does not come after all

    def cancel_from(self, beat: float) -> None:
        """What was planned from there on does not come."""
        self._scheduler.cancel_from(beat)
        for key in [key for key, told_beat in self._told_beats.items() if told_beat >= beat]:
            del self._told_beats[key]
            self._told[key] = UNKNOWN  # whether it was told in time nobody knows
        self.memory.forget_from(beat)
        self.end_beat = min(self.end_beat, beat)
        if not self.is_secret:
            self._listener.cancelled(beat)

    def cancel_all(self) -> None:
        """Nothing that was planned comes, and what sounds is released."""
        # Silence first: between two orders the scheduler would find music for a beat that a jump has put in the past.
        self._scheduler.silence()
        beat = self._clock.beat_now()
        self.cancel_from(0.0 if beat is None else beat)

    def forget(self) -> None:
        """The end: the next performance knows nothing of this one."""
        self.line = None
        self._parts, self._told, self._told_beats = {}, {}, {}  # a synthesiser may be another by the next time
        self.memory.clear()

    # -- bars

    def line_after(self, beat: float, every: int, metre: Metre) -> float:
        """The first bar line at or after a beat whose number is 1, 1 + every, …; lines not yet planned are guessed."""
        lines = self.memory.lines
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
        """Where the bar of a beat begins, and its number: as planned, else as if the metre had never been another."""
        line = self.memory.line_at(beat)
        if line is not None:
            return line.beat, line.number
        lines = self.memory.lines
        origin, number = 0.0, 1
        if lines and lines[-1].end_beat <= beat:
            origin, number = lines[-1].end_beat, lines[-1].number + 1
        n_bars = math.floor((beat - origin) / metre.bar_beats + 1e-9)
        return origin + n_bars * metre.bar_beats, max(number + n_bars, 1)

"""Keeps bars planned ahead note by note, with a snapshot at every beat, so that any beat can be made again.

Belongs to the inference process's one thread. `advance` does one small step, so that commands are never kept waiting.
"""

from __future__ import annotations

import math
import random
from collections import deque
from collections.abc import Callable
from dataclasses import replace

from bridge.core.messages import BarLine, Tone
from bridge.inference.protocol import Begin, Change, GenerationRequest, Jump, NoteBatch, PastBar, Restore
from bridge.inference_worker.bars_ahead import BarAhead, is_silent, moved_by_octaves, swing_ticks
from bridge.inference_worker.kept_notes import NOTHING, GivenBar, keeping
from bridge.inference_worker.music_points import MusicPoint, MusicPoints
from bridge.settings.controls import MAX_HUMAN_EARLY_MS
from model.engine.bars import Snapshot
from model.engine.cues import in_break, moved
from model.engine.generator import Generator
from model.engine.note_classes import NoteClasses
from model.music.config import PARTS, TICKS_PER_QUARTER
from model.music.events import Note
from model.music.generation_options import GenerationOptions
from model.music.plan import Plan
from model.music.played_chart import PlayedChart

GeneratorMaker = Callable[[Plan, int], Generator]

MOST_HUMAN_VELOCITY = 12
_KEPT_BEATS = 4.0  # bars that ended so long ago are forgotten: a command may have been on its way meanwhile
_KEPT_MARK_BEATS = 1.0
_URGENT_BEATS = 1.0


class BarGenerator:
    """Music from a command on. `advance` until it returns None."""

    def __init__(self, make_generator: GeneratorMaker) -> None:
        self._make_generator = make_generator
        self._generator: Generator | None = None
        self._desired: GenerationRequest | None = None
        self._resting: frozenset[str] = frozenset()
        self._past: deque[PastBar] = (
            deque()
        )  # bars that others played, not yet given to the network: that takes a while
        self._bars: list[BarAhead] = []
        self._version = self._seed = 0
        self._next_beat, self._next_number = 0.0, 1
        self._skip_before = self._until_beat = 0.0
        self._lines: list[BarLine] = []
        self._tones: list[Tone] = []
        self._urgent_until = self._given_beat = self._cut_beat = 0.0
        self._last_options: GenerationOptions | None = None
        self._points, self._now_beat = MusicPoints(), 0.0
        self._keeping = NOTHING
        self._given: GivenBar | None = None  # what stays in the open bar, where something does
        self._is_due = False  # a batch is to be sent at once
        self._is_fresh = True  # nothing was sent since the last command: the next note goes at once

    # -- commands

    def begin(self, command: Begin) -> None:
        """Start anew."""
        desired = command.desired
        self._generator = self._make_generator(desired.plan, command.seed)
        self._take_command(command.version, desired, command.at_beat)
        self._seed, self._bars = command.seed, []
        self._forget_points()
        self._past = deque(command.past)
        self._next_beat, self._next_number = command.bar_beat, command.bar_number
        self._generator.redirect(desired.plan, self._options(desired))
        self._skip_before = self._until_beat = self._now_beat = command.at_beat

    def change(self, command: Change) -> None:
        """Generate again from a beat on, inside the bar where it lies. Notes before it that still wait here stay."""
        self._keep_point(command.version)
        if self._generator is not None:
            self._keeping = keeping(command, self._bars, self._given, self._keeping, self._generator)
        lines = [line for line in self._lines if line.beat < command.at_beat]
        tones = [tone for tone in self._tones if tone.beat < command.at_beat]
        self._take_command(command.version, command.desired, command.at_beat)
        self._lines, self._tones = lines, tones
        if self._generator is None:
            return
        self._go_back(lambda line: line.beat >= command.at_beat)
        self._emit_late_again(command.at_beat)
        if self._bars and command.at_beat < self._bars[-1].line.end_beat:
            self._rewind(self._bars[-1], command.at_beat)
        elif self._generator.open_bar is not None:
            return  # from the next bar line on, as the end of a bar takes the latest request
        self._generator.redirect(command.desired.plan, self._options(command.desired))
        if command.again is not None:
            self._generator.reseed(command.again.seed)
        if self._generator.open_bar is not None:
            bar = self._bars[-1]
            self._given = self._keeping.given_in(bar.line, self._generator)
            after = math.ceil((command.at_beat - bar.line.beat) * TICKS_PER_QUARTER - 1e-6)
            self._generator.draw_nothing_before(max(after, 0))
            bar.marks.append((max(command.at_beat, bar.line.beat), self._generator.snapshot().lean()))

    def put_back(self, command: Restore) -> None:
        """Go on from a beat with the music that was planned before a command; a change where that music is over."""
        point = self._points.at(command.point, command.at_beat)
        if self._generator is None or point is None:
            self.change(Change(command.version, command.at_beat, command.desired))
            return
        self._keep_point(command.version)
        self._take_command(command.version, point.desired, command.at_beat)
        self._generator.restore(point.snapshot)
        self._bars, self._keeping, self._given = point.bars, point.keeping, point.given
        self._next_beat, self._next_number = point.next_beat, point.next_number
        self._skip_before = command.at_beat
        self._lines = [bar.line for bar in self._bars if bar.line.beat >= command.at_beat]
        self._tones = [tone for bar in self._bars for _, tone in bar.tones if tone.beat >= command.at_beat]
        self._is_due = True

    def jump(self, command: Jump) -> None:
        """Go on with a new bar at another song position."""
        self._take_command(command.version, command.desired, command.at_beat)
        self._forget_points()
        if self._generator is None:
            return
        self._go_back(lambda line: line.beat >= command.from_beat)
        if self._generator.open_bar is not None:  # the bar that was playing stays as far as it was planned
            self._generator.end_bar()
        self._bars = []
        self._next_beat, self._next_number = command.bar_beat, command.bar_number
        self._generator.redirect(command.desired.plan, self._options(command.desired))
        self._skip_before = self._until_beat = command.at_beat

    def halt(self) -> None:
        """Make nothing more."""
        self._generator, self._bars = None, []
        self._past.clear()
        self._forget_points()

    def look_ahead(self, now_beat: float, until_beat: float) -> None:
        """Make music until a beat."""
        self._now_beat, self._until_beat = now_beat, until_beat
        self._points.forget_before(now_beat)
        while len(self._bars) > 1 and self._bars[0].line.end_beat < now_beat - _KEPT_BEATS:  # the last may not be whole
            del self._bars[0]
        for bar in self._bars:  # a snapshot takes up to half a megabyte
            while len(bar.marks) > 1 and bar.marks[1][0] < now_beat - _KEPT_MARK_BEATS:
                del bar.marks[0]

    def rest(self, parts: frozenset[str]) -> None:
        """Leave parts out of what is still to be made."""
        self._resting = parts
        if self._generator is not None and self._desired is not None and self._generator.open_bar is None:
            self._generator.redirect(self._desired.plan, self._options(self._desired))

    # -- work

    @property
    def is_behind(self) -> bool:
        """Whether there is something to make."""
        if self._generator is None:
            return False
        return (
            self._is_due
            or bool(self._past)
            or self._generator.open_bar is not None
            or self._next_beat < self._until_beat
        )

    def advance(self) -> NoteBatch | None:
        """Advance by a bar of others, or make a bar line or a note; a batch when there is something worth sending."""
        generator = self._generator
        if generator is None or not self.is_behind:
            return None
        if self._past:
            self._advance_by(self._past.popleft())
            return None
        if self._is_due:
            return self._batch(self._reached_beat)
        if generator.open_bar is None:
            self._begin_bar(generator)
            return None
        bar, before = self._bars[-1], generator.snapshot()
        note = generator.next_note() if self._given is None else self._given.next_note(generator)
        if note is None:
            self._end_bar(generator)
            return self._batch(bar.line.end_beat)
        beat = bar.beat_of(note)
        crossed = self._mark(bar, beat, before)
        # Right after a command every tick goes by itself, as its time is near; later a beat at once.
        is_urgent = beat <= self._urgent_until and beat > self._given_beat
        batch = self._batch(beat) if (crossed or is_urgent) and self._tones else None
        bar.notes.append(note)
        if self._given is not None and note in self._given.tones:
            self._emit_as_it_was(bar, note, self._given.tones[note])
        else:
            self._emit(bar, note, generator.sounding(note))
        self._given_beat = beat
        if self._is_fresh and self._tones and batch is None:
            return self._batch(beat)
        return batch

    def _begin_bar(self, generator: Generator) -> None:
        start, own = generator.snapshot(), self._keeping.own_in(self._next_number)
        controls = generator.begin_bar(own=own)
        line = BarLine(
            self._next_number,
            self._next_beat,
            controls.tempo_bpm,
            controls.metre,
            generator.resolved.chord_names(controls.chords),
            generator.arrangement.label,
        )
        if line.beat < self._skip_before:  # entered in its middle: the part before is not made
            generator.draw_nothing_before(math.ceil((self._skip_before - line.beat) * TICKS_PER_QUARTER - 1e-6))
        self._bars.append(BarAhead(line, start, [(line.beat, generator.snapshot().lean())]))
        self._lines.append(line)
        self._given = self._keeping.given_in(line, generator)

    def _end_bar(self, generator: Generator) -> None:
        generator.end_bar()
        line, given = self._bars[-1].line, self._given
        for note in given.waiting if given is not None else ():  # the bar was full
            self._emit_as_it_was(self._bars[-1], note, given.tones.get(note) if given is not None else None)
        self._given = None
        self._next_beat, self._next_number = line.end_beat, line.number + 1
        if self._desired is not None:  # parts that rest, or no longer do
            generator.redirect(self._desired.plan, self._options(self._desired))

    def _mark(self, bar: BarAhead, beat: float, before: Snapshot) -> bool:
        """Keep the moment before a note that begins another beat."""
        last = bar.marks[-1][0]
        reached = bar.line.beat + math.floor(beat - bar.line.beat)
        if reached <= last:
            return False
        bar.marks.append((reached, before.lean()))
        return True

    def _emit(self, bar: BarAhead, note: NoteClasses, sounding: Note | None) -> None:
        desired = self._desired
        assert desired is not None
        if bar.beat_of(note) < self._skip_before or sounding is None or is_silent(note, sounding, bar, desired):
            return
        name = PARTS[note.part]
        tick = sounding.tick
        if tick < note.position and bar.line.beat + tick / TICKS_PER_QUARTER < self._cut_beat:
            tick = note.position  # what a chart would begin early begins on its beat where that is over
        beat = bar.line.beat + tick / TICKS_PER_QUARTER
        beat += swing_ticks(tick, bar.line, desired.swings.get(name, desired.swing)) / TICKS_PER_QUARTER
        velocity = sounding.velocity
        if desired.humanise > 0:
            chance = random.Random(hash((self._seed, note.position, note.part, note.pitch, bar.line.number)))
            velocity += round(desired.humanise * MOST_HUMAN_VELOCITY * chance.uniform(-1.0, 1.0))
        duration = sounding.duration_ticks / TICKS_PER_QUARTER
        if in_break(bar.line.number, desired.cues):
            duration = min(duration, 1.0)
        tone = Tone(
            note.part,
            moved_by_octaves(sounding.pitch, desired.octaves.get(name, 0)),
            min(max(velocity, 1), 127),
            beat,
            duration,
            self._late_ms(bar.line, note, desired) / 1000.0 * bar.line.tempo_bpm / 60.0,
        )
        bar.sound(note, tone)
        self._tones.append(tone)

    def _emit_as_it_was(self, bar: BarAhead, note: NoteClasses, tone: Tone | None) -> None:
        if tone is not None and bar.beat_of(note) >= self._skip_before:
            bar.sound(note, tone)
            self._tones.append(tone)

    def _late_ms(self, line: BarLine, note: NoteClasses, desired: GenerationRequest) -> float:
        """Delay of a note behind its beat: as people in the style play it, less the push of groove or performer."""
        generator = self._generator
        push_ms = desired.pushes_ms.get(PARTS[note.part], desired.push_ms)
        late_ms = 0.0 if push_ms is None else -push_ms
        if desired.humanise > 0 and generator is not None:
            human_ms = generator.offset_ms(note, bar=line.number, seed=self._seed)
            human_ms -= generator.groove_push_ms if push_ms is None else 0.0
            late_ms += desired.humanise * max(human_ms, -MAX_HUMAN_EARLY_MS)
        return late_ms

    def _batch(self, end_beat: float) -> NoteBatch:
        batch = NoteBatch(self._version, tuple(self._lines), tuple(self._tones), end_beat)
        self._lines, self._tones, self._is_fresh, self._is_due = [], [], False, False
        return batch

    @property
    def _reached_beat(self) -> float:
        """Beat up to which the music is made."""
        if self._generator is None or self._generator.open_bar is None:
            return self._next_beat
        bar = self._bars[-1]
        return bar.beat_of(bar.notes[-1]) if bar.notes else bar.line.beat

    def _keep_point(self, version: int) -> None:
        if self._generator is not None and self._desired is not None and not self._past:
            where = (self._next_beat, self._next_number)
            left = [bar for bar in self._bars if bar.line.end_beat > self._now_beat] or self._bars[-1:]
            music = (self._generator.snapshot(), self._desired, left, self._keeping, self._given)
            self._points.keep(version, MusicPoint(*music, *where))

    def _forget_points(self) -> None:
        self._points.clear()
        self._keeping, self._given = NOTHING, None

    # -- going back

    def _take_command(self, version: int, desired: GenerationRequest, at_beat: float) -> None:
        self._version, self._desired = version, desired
        self._urgent_until, self._given_beat = at_beat + _URGENT_BEATS, -math.inf
        self._cut_beat = at_beat
        self._lines, self._tones, self._is_fresh = [], [], True

    def _go_back(self, is_undone: Callable[[BarLine], bool]) -> None:
        """Forget the last bars; the generator stands before the first of them, and must be directed."""
        assert self._generator is not None
        undone: BarAhead | None = None
        while self._bars and is_undone(self._bars[-1].line):
            undone = self._bars.pop()
        if undone is not None:
            self._given = None
            self._generator.restore(undone.start, then_redirect=True)
            self._next_beat, self._next_number = undone.line.beat, undone.line.number

    def _emit_late_again(self, at_beat: float) -> None:
        """Notes of before a cut that swing or a human hand moved behind it were cancelled there, but are to stay."""
        if self._bars and self._desired is not None:
            bar, resting = self._bars[-1], self._options(self._desired).resting
            bar.tones = [each for each in bar.tones if each[0] < at_beat]
            self._tones += [t for _, t in bar.tones if t.beat >= at_beat and PARTS[t.part] not in resting]

    def _rewind(self, bar: BarAhead, at_beat: float) -> None:
        """Go back to ``at_beat`` inside a bar; events before it stay in the history."""
        assert self._generator is not None
        bar.marks = [mark for mark in bar.marks if mark[0] <= at_beat]
        snapshot = bar.marks[-1][1]
        self._generator.restore(snapshot, then_redirect=True)
        self._next_beat, self._next_number = bar.line.beat, bar.line.number  # it is open again
        assert snapshot.open_bar is not None
        kept = [note for note in bar.notes if bar.beat_of(note) < at_beat]
        since = kept[len(snapshot.open_bar.notes) :]
        if since:
            self._generator.repeat_last_step()
        for note in since:
            self._generator.add_note(note)
        bar.notes = kept

    def _advance_by(self, past: PastBar) -> None:
        """Advance the network by a bar that others played."""
        generator = self._generator
        assert generator is not None
        assert self._desired is not None
        plan = self._desired.plan
        generator.redirect(replace(plan, metre=past.metre), replace(self._options(self._desired), chart=None))
        generator.begin_bar()
        for note in in_order(generator, past):
            generator.add_note(note)
        generator.end_bar()
        generator.redirect(plan, self._options(self._desired))

    def _options(self, desired: GenerationRequest) -> GenerationOptions:
        options = desired.options
        if (desired.cues or desired.chart is not None) and self._generator is not None:
            n_before = self._generator.n_bars + len(self._past) - self._next_number
            place = (desired.chart, desired.chart_from + n_before)
            options = self._charted(replace(options, cues=moved(desired.cues, n_before)), *place)
        return replace(options, resting=options.resting | self._resting) if self._resting else options

    def _charted(self, options: GenerationOptions, chart: PlayedChart | None, chart_from: int) -> GenerationOptions:
        """Options with the chart; the same object as long as they are equal, as a chart is moved to its key once."""
        options = replace(options, chart=chart, chart_from=chart_from)
        if self._last_options is None or options != self._last_options:
            self._last_options = options
        return self._last_options


def in_order(generator: Generator, bar: PastBar) -> list[NoteClasses]:
    """A bar's notes as the network takes them: in canonical order, one at a place, though people strike twice."""
    notes = sorted(bar.notes, key=lambda note: note.duration_ticks)
    classes = [generator.resolved.to_classes(note) for note in notes if 0 <= note.tick < bar.metre.bar_ticks]
    by_place = {(note.position, note.part, note.pitch): note for note in classes}  # the longest stays
    return [by_place[place] for place in sorted(by_place)]

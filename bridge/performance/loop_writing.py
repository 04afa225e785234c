"""Parts of a loop made again while it goes round. Guarded by the performer's lock."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bridge.core.messages import PlannedNote, Tone
from bridge.inference.protocol import Rewrite, Rewritten
from bridge.performance.bar_log import KeptBar, past_of
from bridge.performance.look_ahead import LookAhead
from bridge.performance.loop import Loop
from bridge.performance.scene import Quantum
from bridge.performance.state import PerformerState
from bridge.performance.undo_history import Step
from model.music.config import N_PARTS, TICKS_PER_QUARTER
from model.music.events import Note
from model.music.gaps import Aspect, Gap


class _Asked(NamedTuple):
    loop: Loop
    parts: frozenset[int]
    first: int  # of the loop, from 0


class LoopWriting:
    """See the module."""

    def __init__(self, state: PerformerState, look_ahead: LookAhead) -> None:
        self._state, self._look_ahead = state, look_ahead
        self._asked: dict[int, _Asked] = {}
        self._n_asked = 0

    def ask(self, parts: frozenset[int], bars: tuple[int, int] | None, aspect: Aspect) -> tuple[int, int] | str:
        """Make parts (none: all) of bars of the loop, from 1, again; the bars, or a sentence why nothing is made."""
        state, loop = self._state, self._state.loop
        assert loop is not None
        n_bars = len(loop.bars)
        first, last = bars or (1, n_bars)
        if last > n_bars:
            return f"the loop has bars 1 to {n_bars}"
        playing = {note.part for bar in loop.bars for note in bar.notes}
        wanted = ((parts or playing) & frozenset(range(N_PARTS))) - state.locks.parts
        if not wanted:
            return "all of that is locked"
        self._n_asked += 1
        self._asked = {self._n_asked: _Asked(loop, frozenset(wanted), first - 1)}
        gap = Gap(frozenset(wanted), n_bars + first - 1, n_bars + last - 1)
        job = Rewrite(
            self._n_asked, past_of(loop.bars) * 3, gap, aspect, state.generation_request(), state.seeds.other()
        )
        state.inference.send(job)
        return first, last

    def written(self, written: Rewritten) -> None:
        """Take notes of the loop that was asked for, from the next bar line on, as a step that can be undone."""
        state = self._state
        with state.outbox:
            asked = self._asked.pop(written.request, None)
            if asked is None or state.loop is not asked.loop or not written.bars:
                return
            before = asked.loop.bars
            state.undo.undone.clear()
            state.undo.done.append(Step(state.scene, state.cues, loop=before, at_s=state.now_s()))
            bars = list(before)
            for number, notes in enumerate(written.bars, asked.first):
                bars[number] = self._with_part(before[number], asked.parts, notes)
            self.put(bars)

    def put(self, bars: Sequence[KeptBar]) -> None:
        """Let the loop go on with other bars from the next bar line on."""
        state, loop = self._state, self._state.loop
        assert loop is not None
        beat = state.cut(Quantum.BAR)
        loop.back_to(beat)
        loop.bars = bars
        state.buffer.cancel_from(beat)
        self._look_ahead.loop_on()

    def _with_part(self, bar: KeptBar, parts: frozenset[int], notes: Sequence[Note]) -> KeptBar:
        kept: list[PlannedNote] = [note for note in bar.notes if note.part not in parts]
        tones = [
            Tone(
                note.part,
                note.pitch,
                note.velocity,
                bar.line.beat + note.tick / TICKS_PER_QUARTER,
                note.duration_ticks / TICKS_PER_QUARTER,
            )
            for note in notes
        ]
        made = self._state.buffer.place(tones, self._state.router)
        return KeptBar(bar.line, sorted([*kept, *made], key=lambda note: note.beat))

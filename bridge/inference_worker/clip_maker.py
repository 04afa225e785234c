"""Makes a clip a bar at a time between other work, then writes it from a thread of its own.

Writing a long clip takes longer than a note may wait. Everything else belongs to the inference process's thread.
"""

from __future__ import annotations

import itertools
import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from bridge.core.errors import SidemanError
from bridge.core.messages import PlannedNote
from bridge.inference.protocol import ClipFailed, ClipMade, GenerationRequest, MakeClip, PastBar
from bridge.inference_worker.bar_generator import GeneratorMaker, in_order
from bridge.inference_worker.bars_ahead import moved_by_octaves
from bridge.inference_worker.chord_follower import chords_of, key_of
from bridge.osc.codec import Value, encode
from bridge.playback.parts import place, values_of
from bridge.playback.sounds import sounds_of
from bridge.recording.take import write_take
from bridge.settings.controls import Controls
from model.engine.bars import Bar
from model.engine.filling import fill_bar
from model.engine.generator import Generator
from model.music.config import DRUMS, PARTS
from model.music.events import COMMON_TIME, Metre, Note

log = logging.getLogger(__name__)

# A note takes 38 bytes at most: 6 tags, 12 for the longest part name, 5 numbers; the head takes less than 60.
N_NOTES_PER_PACKET = 32

Tell = Callable[[ClipMade | ClipFailed], None]


@dataclass
class ClipMaker:
    """One clip in the making."""

    job: MakeClip
    make_generator: GeneratorMaker
    tell: Tell
    _bars: list[Bar] = field(default_factory=list)
    _generator: Generator | None = None
    _given: list[PastBar] = field(default_factory=list)

    def advance(self) -> bool:
        """Make one note more, or a bar around notes given; True when all bars are made."""
        try:
            is_whole = self._advance_once()
        except Exception as error:
            log.error("clip %d failed", self.job.request, exc_info=error)
            self.tell(ClipFailed(self.job.request, "internal", f"the clip could not be made: {error}"))
            return True
        if not is_whole:
            return False
        threading.Thread(target=self._write, name="clip writer", daemon=True).start()
        return True

    def _advance_once(self) -> bool:
        """One step; True when all bars are there."""
        bar = self._step(self._generator or self._begin())
        if bar is not None:
            self._bars.append(replace(bar, notes=audible_notes(bar.notes, self.job.desired)))
        return len(self._bars) >= self.job.n_bars

    def _begin(self) -> Generator:
        desired = self.job.desired
        plan, options = desired.plan, desired.options
        if self.job.given:
            self._given = cut_into_bars(self.job.given, self.job.n_bars, plan.metre or COMMON_TIME)
            options = replace(options, chords=options.chords or chords_of(self._given))
            key = key_of(self._given)
            own = tuple(PARTS[part] for part in sorted(self.job.own_parts))
            given = {PARTS[note.part] for note in self.job.given}
            parts = tuple(dict.fromkeys((*own, *sorted(given, key=PARTS.index))))
            plan = replace(plan, parts=parts, excluded=(), key=key if key and "key" in plan.assumed else plan.key)
        options = replace(options, cues=(), chart=None if self.job.given else desired.chart)
        self._generator = self.make_generator(plan, self.job.seed)
        self._generator.redirect(plan, options)
        return self._generator

    def _step(self, generator: Generator) -> Bar | None:
        """A bar when one is finished. By notes: commands and the player's keys do not wait for a bar."""
        if not self._given:
            if generator.open_bar is None:
                generator.begin_bar()
            elif generator.next_note() is None:
                return generator.end_bar()
            return None
        given = self._given[len(self._bars)]
        bar = fill_bar(generator, in_order(generator, given), self.job.own_parts)
        return replace(bar, notes=tuple(note for note in bar.notes if note.part in self.job.own_parts))

    def _write(self) -> None:
        try:
            n_notes = write_take(self.job.path, self._bars, sounds=sounds_of(self.job.desired.plan, Controls()))
            self.tell(self._made(n_notes))
        except SidemanError as error:
            self.tell(ClipFailed(self.job.request, error.code, str(error)))
        except Exception as error:
            log.error("clip %d failed", self.job.request, exc_info=error)
            self.tell(ClipFailed(self.job.request, "internal", f"the clip could not be written: {error}"))

    def _made(self, n_notes: int) -> ClipMade:
        number, first = self.job.request, self._bars[0]
        begin = encode("/sideman/clip/begin", (number, len(self._bars), first.tempo_bpm, str(first.metre)))
        notes = [values_of(note) for note in clip_notes(self._bars)]
        packets = [begin]
        for sequence, chunk in enumerate(_chunks(notes, N_NOTES_PER_PACKET)):
            packets.append(encode("/sideman/clip/notes", (number, sequence, *itertools.chain(*chunk))))
        packets.append(encode("/sideman/clip/end", (number, n_notes, str(self.job.path))))
        whole = encode("/sideman/clip/notes", (number, 0, *itertools.chain(*notes)))
        return ClipMade(number, tuple(packets), whole, n_notes)


def cut_into_bars(notes: Sequence[Note], n_bars: int, metre: Metre) -> list[PastBar]:
    """Notes of a clip by bar; those behind the last bar are left out."""
    bars: list[list[Note]] = [[] for _ in range(n_bars)]
    for note in notes:
        number, tick = divmod(note.tick, metre.bar_ticks)
        if number < n_bars:
            bars[number].append(note._replace(tick=tick))
    return [PastBar(metre, tuple(mine)) for mine in bars]


def audible_notes(notes: Sequence[Note], desired: GenerationRequest) -> tuple[Note, ...]:
    """Notes without the drums that are left out, parts moved by their octaves."""
    if not desired.muted_drum_keys and not desired.octaves:
        return tuple(notes)
    kept = [note for note in notes if note.part != DRUMS or note.pitch not in desired.muted_drum_keys]
    return tuple(
        note._replace(pitch=moved_by_octaves(note.pitch, desired.octaves.get(PARTS[note.part], 0))) for note in kept
    )


def clip_notes(bars: Sequence[Bar]) -> Iterator[PlannedNote]:
    """The clip's notes, their beats counted from its start."""
    beat, note_ids = 0.0, itertools.count(1)
    for bar in bars:
        yield from place(bar.notes, beat, note_ids)
        beat += bar.metre.bar_beats


def _chunks(notes: Sequence[tuple[Value, ...]], n: int) -> Iterator[Sequence[tuple[Value, ...]]]:
    return (notes[first : first + n] for first in range(0, len(notes), n))

"""What can be written into a song that is given: parts of bars anew, bars that go on, parts that are missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from model.engine.generator import Generator
from model.engine.given_music import GivenMusic
from model.engine.infill import Infill
from model.engine.song_plan import options_of_song, plan_of_song, style_features
from model.music.config import PARTS
from model.music.gaps import Aspect, Gap
from model.music.generation_options import GenerationOptions
from model.music.plan import Plan
from model.music.songs import SongBar

USUAL_DRAFTS = 4


@dataclass(frozen=True)
class SongTask:
    """Bars, the gap in them, and how it is written. words: an incomplete plan; None: the song alone decides.

    is_other: see `Infill`.
    """

    bars: tuple[SongBar, ...]
    gap: Gap
    words: Plan | None = None
    aspect: Aspect = Aspect.ALL
    n_drafts: int = USUAL_DRAFTS
    options: GenerationOptions = field(default_factory=GenerationOptions)
    is_other: bool = False


def replacing(bars: Sequence[SongBar], parts: frozenset[int], first: int, last: int, **how: object) -> SongTask:
    """Parts of the bars ``first`` to ``last``, from 0, anew; no parts: all that play in the song."""
    playing = frozenset(note.part for bar in bars for note in bar.notes)
    return SongTask(tuple(bars), Gap(parts or playing, first, last), **how)  # type: ignore[arg-type]


def continuing(bars: Sequence[SongBar], n_bars: int, **how: object) -> SongTask:
    """All parts of the song for so many bars more."""
    playing = frozenset(note.part for bar in bars for note in bar.notes)
    more = tuple(bars[-1]._replace(notes=()) for _ in range(n_bars))
    return SongTask((*bars, *more), Gap(playing, len(bars), len(bars) + n_bars - 1), **how)  # type: ignore[arg-type]


def complementing(bars: Sequence[SongBar], wanted: Sequence[str], **how: object) -> SongTask:
    """Those of the wanted parts that the song lacks, in all bars. Raises ValueError with a sentence when none is."""
    playing = {note.part for bar in bars for note in bar.notes}
    missing = frozenset(PARTS.index(name) for name in wanted) - playing
    if not missing:
        names = ", ".join(PARTS[part] for part in sorted(playing))
        raise ValueError(f"nothing is missing: it has {names}; name in words a part that it lacks")
    return SongTask(tuple(bars), Gap(missing, 0, len(bars) - 1), **how)  # type: ignore[arg-type]


def infill_of(task: SongTask, make_generator: Callable[[Plan, int], Generator], seed: int) -> Infill:
    """An infill that does the task; `Infill.steps` works."""
    given = GivenMusic(task.bars, task.gap)
    plan = plan_of_song(given, task.words)
    generator = make_generator(plan, seed)
    generator.redirect(plan, options_of_song(given, task.options))
    style = style_features(task.words)
    return Infill(
        generator, given, style=style, n_drafts=task.n_drafts, seed=seed, aspect=task.aspect, is_other=task.is_other
    )

"""Several takes of the same bars: drafts that are played more and more freely, chosen far from each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from model.engine.bars import Bar
from model.engine.generator import Generator
from model.music.chord_symbols import read_chord
from model.music.config import NO_CHORD
from model.music.generation_options import GenerationOptions
from model.music.grooves import Groove
from model.music.grooves.book import groove_book
from model.music.grooves.checks import PlayedBar, check_bars
from model.music.grooves.pattern import GrooveNote
from model.music.plan import Plan
from model.music.takes import Likes, differences, most_different
from model.text.groove_choice import drawn_groove

MAX_TAKES = 8
_DRAFTS_A_TAKE = 3
_MOST_DRAFTS_A_TAKE = 5
_MOST_SEEDS = 500
# Times the closeness asked for and the temperature: at .7 takes of one groove are .44 apart and 92 % hold every check
# of it, at .5 they are .68 apart and 54 % do.
_FREEDOMS = ((1.0, 1.0), (0.8, 1.08), (0.65, 1.12))


@dataclass
class TakeDraft:
    """One take. share_held: of the checks of its groove."""

    bars: list[Bar] = field(default_factory=list)
    share_held: float = 1.0


class TakeDrafts:
    """`steps` plays the drafts, a note a step; then ``takes`` are there."""

    def __init__(
        self,
        make_generator: Callable[[Plan, int], Generator],
        plan: Plan,
        options: GenerationOptions,
        *,
        seed: int,
        n_takes: int,
        n_bars: int,
        likes: Likes | None = None,
        before: Callable[[Generator], None] = lambda _: None,
    ) -> None:
        """before: what a generator hears before it plays."""
        self._make_generator, self._plan, self._options = make_generator, plan, options
        self._seed, self._n_takes, self._n_bars, self._before = seed, n_takes, n_bars, before
        self._likes = likes or Likes()
        self._groove: Groove | None = None
        self.plan = plan
        self.takes: list[TakeDraft] = []

    def steps(self) -> Iterator[None]:
        """Play the drafts and choose among them."""
        drafts: list[TakeDraft] = []
        n_usual, n_most = _DRAFTS_A_TAKE * self._n_takes, _MOST_DRAFTS_A_TAKE * self._n_takes
        while len(drafts) < n_usual or (len(drafts) < n_most and _n_holding(drafts) < self._n_takes):
            # Where too few hold the groove, more are played as closely as was asked.
            freedom = _FREEDOMS[len(drafts) % len(_FREEDOMS)] if len(drafts) < n_usual else _FREEDOMS[0]
            generator = self._generator(len(drafts), *freedom)
            draft = TakeDraft()
            judged: list[PlayedBar] = []
            for _ in range(self._n_bars):
                yield from self._play_bar(generator, draft, judged)
            draft.share_held = _share_held(self._groove, judged)
            drafts.append(draft)
        self.takes = self._chosen(drafts)

    @property
    def lines(self) -> list[str]:
        """How each take differs from the others."""
        return differences([[bar.notes for bar in take.bars] for take in self.takes])

    def _generator(self, number: int, closeness: float, temperature: float) -> Generator:
        """All drafts have one groove: that of the first, which is played as closely as was asked."""
        plan, seed = self._plan, self._seed_of(number)
        generator = self._make_generator(plan, seed)
        groove, warmth = self._options.groove * closeness, min(self._options.temperature * temperature, 2.0)
        generator.redirect(plan, replace(self._options, groove=groove, temperature=warmth))
        if number == 0:
            self.plan = generator.resolved.plan
            self._groove = groove_book().get(self.plan.groove) if self.plan.groove else None
        self._before(generator)
        return generator

    def _seed_of(self, number: int) -> int:
        """The next seed by which the style brings the groove of the first draft; any, where a groove was named."""
        if number > 0:
            self._seed += 1
        if number == 0 or "groove" not in self.plan.assumed:
            return self._seed
        usual = next(
            (
                seed
                for seed in range(self._seed, self._seed + _MOST_SEEDS)
                if drawn_groove(self.plan, seed) == self.plan.groove
            ),
            self._seed,
        )
        self._seed = usual
        return usual

    def _play_bar(self, generator: Generator, draft: TakeDraft, judged: list[PlayedBar]) -> Iterator[None]:
        arranged = generator.arrangement
        generator.begin_bar()
        while generator.next_note() is not None:
            yield
        bar = generator.end_bar()
        draft.bars.append(bar)
        section = arranged.place.section
        is_exempt = arranged.is_fill or section.is_ending or section.is_intro
        judged.append(_played(bar, is_exempt=is_exempt, section="B" if section.is_contrast else "A"))

    def _chosen(self, drafts: Sequence[TakeDraft]) -> list[TakeDraft]:
        """Those that hold the groove, as many as wanted: what was liked before comes first, then what is far off."""
        best = max(draft.share_held for draft in drafts)
        holding = [draft for draft in drafts if draft.share_held >= best - 1e-9]
        others = sorted((d for d in drafts if d not in holding), key=lambda draft: -draft.share_held)
        pool = holding + others[: max(self._n_takes - len(holding), 0)]
        order = self._likes.order([[bar.notes for bar in draft.bars] for draft in pool])
        pool = [pool[number] for number in order]
        return [pool[number] for number in most_different([[b.notes for b in d.bars] for d in pool], self._n_takes)]


def _n_holding(drafts: Sequence[TakeDraft]) -> int:
    """How many hold every check of their groove."""
    return sum(draft.share_held >= 1.0 for draft in drafts)


def _played(bar: Bar, *, is_exempt: bool, section: str) -> PlayedBar:
    notes = [GrooveNote(n.tick, n.part, n.pitch, n.duration_ticks, n.velocity) for n in bar.notes]
    first, second = (_chord(name) for name in bar.chords)
    return PlayedBar(notes, (first, second), bar.metre, is_exempt, section)


def _chord(name: str) -> int:
    try:
        return read_chord(name)
    except ValueError:
        return NO_CHORD


def _share_held(groove: Groove | None, judged: Sequence[PlayedBar]) -> float:
    results = check_bars(groove, judged) if groove is not None else []
    return sum(result.holds for result in results) / len(results) if results else 1.0

"""The whole evaluation, stage by stage: playing, comparing, measuring, drawing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.corpus.corpus import Corpus
from model.engine.engine import Engine
from model.evaluation import facts, idioms, measures, plots
from model.evaluation.asking import (
    Ask,
    asks,
    asks_for_density,
    asks_for_parts,
    asks_like,
    asks_with_other_band,
    density_levels,
    play_all,
)
from model.evaluation.classifier import JUDGES, Judge
from model.evaluation.excerpt import Excerpt
from model.evaluation.figures import Figure
from model.evaluation.losses import loss_figures
from model.evaluation.playing import playability_figures
from model.evaluation.reality import judge_reality, vendi_score
from model.evaluation.recognition import WINDOW_BARS, JudgedExcerpts, in_windows, recognise, train_judges
from model.evaluation.reference import Sample, samples
from model.evaluation.report import Report
from model.evaluation.style_features import swing
from model.music.config import STYLES
from model.music.grooves.book import groove_book
from model.text import complete, parse

_EVERY_GROOVE_FULLY = 3
_VARIETY_PROMPTS = ("jazz", "rock in A minor", "a slow waltz", "house at 124")
TEMPERATURE_FACTORS = (0.8, 0.9, 1.0, 1.1, 1.2)
GUIDANCES = (1.0, 1.5, 2.0, 3.0)
Tell = Callable[[str, int, int], None]  # what is going on, how much of it is done, of how much


@dataclass(frozen=True)
class Extent:
    """Numbers of pieces and bars that are played and read."""

    pieces: int = 500
    bars: int = 32
    parts_pieces: int = 168
    parts_bars: int = 16
    density_pieces: int = 252
    density_bars: int = 8
    style_pieces: int = 252  # with another style's band, and with the bands of files
    sweep_pieces: int = 84
    loss_pieces: int = 120
    windows: int = 2  # of each file that a judge learns from
    trees: int = 300
    grooves: int = 1000  # of the book, as many as there are at most
    groove_seeds: int = 3
    variety_pieces: int = 12  # of one prompt
    variety_prompts: int = 1000  # as many as there are at most

    def quick(self) -> Extent:
        """Enough to see that everything works, and no more."""
        return replace(
            self, parts_pieces=2, parts_bars=8, density_pieces=4, density_bars=4, style_pieces=4, sweep_pieces=0,
            loss_pieces=2, windows=1, trees=40, grooves=1, groove_seeds=1, variety_pieces=2, variety_prompts=1,
        )  # fmt: skip


class Evaluation:
    """Runs the stages in order; `run` gives the report, pictures go to ``out``."""

    def __init__(
        self, engine: Engine, model: Path | None, out: Path, *,
        extent: Extent, seed: int, n_processes: int, corpus: Corpus | None, history: Path | None, tell: Tell,
    ) -> None:  # fmt: skip
        self._engine, self._model, self._out = engine, model, out
        self._extent, self._seed, self._n_processes = extent, seed, n_processes
        self._corpus, self._history, self._tell = corpus, history, tell
        self._judges: dict[str, Judge] = {}
        self._like_files: tuple[list[Sample], list[Sample]] = [], []  # played with the bands of files, and those files
        self.report = Report()

    def run(self) -> Report:
        """Measure everything that there is the data for."""
        self._out.mkdir(parents=True, exist_ok=True)
        self.report.about = {"model": self._engine.model_hash, "seed": self._seed, **asdict(self._extent)}
        with self._timed("reading"):
            valid, windows = self._read_validation()
        with self._timed("playing"):
            wanted = asks(self._extent.pieces, self._extent.bars, self._seed)
            played = self._play("playing", wanted)
        mine = _as_samples(played, wanted)
        with self._timed("measuring"):
            self._measure(mine, wanted, valid)
        with self._timed("parts and density"):
            self._parts_and_density()
        with self._timed("grooves"):
            self._grooves()
        with self._timed("variety"):
            self._variety()
        with self._timed("loss"):
            self._loss()
        with self._timed("style"):
            self._style(mine, windows)
        with self._timed("reality"):
            self._reality(mine, windows)
        with self._timed("sweeps"):
            self._sweeps()
        with self._timed("drawing"):
            self._rows_of_styles(mine, valid)
            self._draw(mine, wanted, valid)
        self.report.write(self._out)
        return self.report

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        began_s = time.monotonic()
        yield
        self.report.seconds[stage] = round(time.monotonic() - began_s, 1)

    def _play(self, words: str, wanted: Sequence[Ask]) -> list[Excerpt]:
        n_done = 0

        def done() -> None:
            nonlocal n_done
            n_done += 1
            self._tell(words, n_done, len(wanted))

        return play_all(self._engine, self._model, wanted, n_processes=self._n_processes, on_progress=done)

    def _read_validation(self) -> tuple[list[Sample], list[Sample]]:
        """Excerpts of validation pieces as long as what is played, and windows as long as judges take."""
        if self._corpus is None:
            self.report.left_out.append("style, loss and every ceiling: they need real music (--data)")
            return [], []
        pieces = np.flatnonzero(self._corpus.is_valid)
        self._tell("reading validation music", 0, 2)
        whole = samples(self._corpus, pieces, n_bars=self._extent.bars, n_each=1, seed=self._seed, whole_only=True)
        self._tell("reading validation music", 1, 2)
        windows = samples(self._corpus, pieces, n_bars=WINDOW_BARS, n_each=2, seed=self._seed)
        self._tell("reading validation music", 2, 2)
        if not whole:
            self.report.left_out.append(f"ceilings: no validation piece has {self._extent.bars} bars")
        return whole, windows

    def _measure(self, mine: list[Sample], wanted: list[Ask], valid: list[Sample]) -> None:
        real = [sample for sample in valid if sample.is_real]
        self._tell("measuring", 0, 1)
        sections = self.report.sections
        sections["Key and tempo"] = [
            *measures.key_figures(mine, real, self._seed),
            *measures.tempo_figures(mine, wanted),
        ]
        sections["Harmony"] = measures.harmony_figures(mine, real, self._seed)
        sections["Structure"] = measures.structure_figures(mine, real, self._seed)
        sections["Texture"] = measures.texture_figures(mine, valid)
        ranges = measures.range_figures(mine, real, self._engine.statistics)
        sections["Range"] = [*ranges, *playability_figures(mine, real)]
        sections["Failures"], kinds = measures.failure_figures(mine, real)
        self.report.failed = [
            {"seed": ask.seed, "style": STYLES[ask.style], "failures": here}
            for ask, here in zip(wanted, kinds, strict=True)
            if here
        ]
        self._tell("measuring", 1, 1)

    def _parts_and_density(self) -> None:
        wanted = asks_for_parts(self._extent.parts_pieces, self._extent.parts_bars, self._seed)
        self.report.sections["Parts"] = measures.parts_figures(self._play("playing odd bands", wanted), wanted)
        levels = density_levels(self._engine)
        wanted = asks_for_density(self._extent.density_pieces, self._extent.density_bars, self._seed, levels)
        played = self._play("playing densities", wanted)
        figures, self.report.parts_density = measures.density_figures(played, wanted, self._seed)
        self.report.sections["Density"] = figures
        if self._extent.density_pieces and (pairs := measures.density_pairs(played, wanted)):
            plots.draw_density(self._picture("density.png"), pairs)

    def _grooves(self) -> None:
        """Every groove of the book is played and judged by its own checks; a sample is followed fully."""
        book = list(groove_book())
        chosen = book[:: max(1, len(book) // self._extent.grooves)][: self._extent.grooves]
        n_all, n_done = len(chosen) * self._extent.groove_seeds, 0

        def done() -> None:
            nonlocal n_done
            n_done += 1
            self._tell("playing the groove book", n_done, n_all)

        played = idioms.judge_book(self._engine, chosen, n_seeds=self._extent.groove_seeds, on_progress=done)
        fully = idioms.judge_book(self._engine, chosen[::_EVERY_GROOVE_FULLY], n_seeds=1, amount=1.0)
        self.report.sections["Grooves"] = idioms.figures(played, fully)
        (self._out / "grooves.md").write_text(idioms.table(played), encoding="utf-8")

    def _variety(self) -> None:
        """Difference of the pieces that one prompt gives."""
        n, prompts = self._extent.variety_pieces, _VARIETY_PROMPTS[: self._extent.variety_prompts]
        scores = []
        for number, words in enumerate(prompts):
            plan = complete(parse(words))
            wanted = [Ask(plan, self._seed + 1000 * number + seed, WINDOW_BARS) for seed in range(n)]
            scores.append(vendi_score(self._play(f"playing one prompt {n} times", wanted)) / n)
        self.report.sections["Variety"] = [
            Figure("different pieces of one prompt, share of all", measures.mean(scores), is_share=True,
                   remark=f"Vendi score of {n} pieces of each of {len(prompts)} prompts"),
        ]  # fmt: skip

    def _reality(self, mine: list[Sample], windows: list[Sample]) -> None:
        """Classifiers that separate these pieces from real ones: of the same styles, then of the same bands too."""
        name = "area under the curve of a judge of real and ours"
        compared = {name: (in_windows(mine), windows), f"{name}, same bands": self._like_files}
        figures = []
        for title, (ours, files) in compared.items():
            try:
                found = judge_reality(ours, [sample for sample in files if sample.is_real], self._seed)
            except ValueError as error:
                self.report.left_out.append(f"told from real music: {error}")
                continue
            telling = ", ".join(f"{feature} {apart:+.2f}" for feature, apart in found.telling[:6])
            remark = f"{found.n_ours} against {found.n_real} windows; it goes by {telling}"
            figures.append(Figure(title, found.auc, 0.5, 1.0, target=0.85, at_most=True, is_share=False, remark=remark))
        if figures:
            self.report.sections["Told from real music"] = figures

    def _loss(self) -> None:
        if self._corpus is None:
            return
        n_done, n_all = 0, 2 * self._extent.loss_pieces

        def done() -> None:
            nonlocal n_done
            n_done += 1
            self._tell("playing validation pieces to the engine", n_done, n_all)

        figures = loss_figures(
            self._engine, self._corpus, n_pieces=self._extent.loss_pieces, seed=self._seed, on_progress=done
        )
        if figures:
            self.report.sections["Loss, nats per note"] = figures

    def _style(self, mine: list[Sample], windows: list[Sample]) -> None:
        if self._corpus is None:
            return
        training = samples(
            self._corpus, np.flatnonzero(~self._corpus.is_valid).tolist(), n_bars=WINDOW_BARS,
            n_each=self._extent.windows, seed=self._seed,
        )  # fmt: skip
        if len({sample.style for sample in training}) < 2:
            self.report.left_out.append("style: the training music has fewer than two styles")
            return
        self._judges = train_judges(
            training, names=JUDGES, n_trees=self._extent.trees, seed=self._seed,
            tell=lambda words: self._tell(words, 0, 1),
        )  # fmt: skip
        n = self._extent.style_pieces
        lent = asks_with_other_band(n, WINDOW_BARS, self._seed)
        files = _drawn(windows, n, self._seed)
        like = asks_like(files, WINDOW_BARS, self._seed)
        self._like_files = _as_samples(self._play("playing with the bands of files", like), like), files
        found = recognise(
            self._judges, mine, windows,
            other_band=_as_samples(self._play("playing with other bands", lent), lent),
            like_files=self._like_files[0],
        )  # fmt: skip
        self.report.sections = {"Style": found.figures, **self.report.sections}
        self.report.styles = found.styles
        plots.draw_confusion(self._picture("confusion.png"), found.matrices)

    def _sweeps(self) -> None:
        if not self._extent.sweep_pieces:
            self.report.left_out.append("sweeps")
            return
        self._sweep("temperature", TEMPERATURE_FACTORS, lambda ask, value: replace(ask, temperature_factor=value))
        self._sweep("guidance", GUIDANCES, lambda ask, value: replace(ask, guidance=value))

    def _sweep(self, name: str, values: Sequence[float], turned: Callable[[Ask, float], Ask]) -> None:
        rows = []
        for value in values:
            plain = asks(self._extent.sweep_pieces, WINDOW_BARS, self._seed)
            wanted = [turned(ask, value) for ask in plain]
            rows.append({name: value, **self._summary(_as_samples(self._play(f"{name} {value:g}", wanted), wanted))})
        self.report.sweeps[name] = rows
        plots.draw_sweep(self._picture(f"sweep-{name}.png"), name, rows)

    def _summary(self, mine: list[Sample]) -> dict[str, float]:
        key, _ = measures.key_figures(mine, [], self._seed)
        harmony = measures.harmony_figures(mine, [], self._seed)
        failed, _ = measures.failure_figures(mine, [])
        summary = {"style": float("nan")} if not self._judges else {"style": self._recognised(mine)}
        return summary | {
            "key": key.value,
            "chord or scale": harmony[0].value,
            "likeness 1 apart": measures.mean([facts.similarity_at(s.excerpt, 1) for s in mine]),
            "entropy, bits": measures.mean([facts.pitch_class_entropy(s.excerpt) for s in mine]),
            "failures": failed[0].value,
        }

    def _recognised(self, mine: list[Sample]) -> float:
        excerpts = JudgedExcerpts.of(in_windows(mine))
        return float((self._judges[JUDGES[0]].styles(excerpts.rows) == excerpts.styles).mean())

    def _rows_of_styles(self, mine: list[Sample], valid: list[Sample]) -> None:
        """Each style against validation music of the same style, generated arrangements included."""
        for style, name in enumerate(STYLES):
            row = self.report.music.setdefault(name, {})
            pairs = [_of_style(some, style) for some in (mine, valid)]
            for title, fact in _FACTS_OF_STYLES.items():
                row[title], row[f"{title}, files"] = (
                    measures.mean([fact(sample.excerpt) for sample in some]) for some in pairs
                )
            for title, histogram in _HISTOGRAMS.items():
                both = [mean_histogram(some, histogram) for some in pairs]
                row[f"{title} divergence"] = facts.divergence(*both) if pairs[0] and pairs[1] else float("nan")

    def _draw(self, mine: list[Sample], wanted: list[Ask], valid: list[Sample]) -> None:
        self._tell("drawing", 0, 1)
        rolls = self._out / "rolls"
        rolls.mkdir(exist_ok=True)
        for style in range(min(len(STYLES), len(mine))):
            name = f"rolls/{STYLES[mine[style].style]}.png"
            plots.draw_roll(self._picture(name), mine[style].excerpt.window(0, WINDOW_BARS), title_of(wanted[style]))
        for title, histogram in _HISTOGRAMS.items():
            rows = [
                (
                    name,
                    mean_histogram(_of_style(mine, style), histogram),
                    mean_histogram(_of_style(valid, style), histogram),
                )
                for style, name in enumerate(STYLES)
            ]
            plots.draw_histograms(self._picture(f"{title.replace(' ', '-')}.png"), rows, _PLACES[title])
        lines = {"Sideman": mine, "real validation music": [s for s in valid if s.is_real]}
        plots.draw_similarity(self._picture("repetition.png"), {
            name: {lag: measures.mean([facts.similarity_at(s.excerpt, lag) for s in some])
                   for lag in measures.SIMILARITY_LAGS}
            for name, some in lines.items() if some
        })  # fmt: skip
        if self._history is not None and self._history.is_file():
            plots.draw_history(self._picture("loss-history.png"), self._history)
        else:
            self.report.left_out.append("loss history: there is no history.csv of a training (--run)")
        self._tell("drawing", 1, 1)

    def _picture(self, name: str) -> Path:
        self.report.pictures.append(name)
        return self._out / name


def title_of(ask: Ask) -> str:
    """A caption for a piece."""
    plan = ask.plan
    return f"{plan.style[0][0]}: {plan.key}, {plan.tempo_bpm:.0f} bpm, {plan.metre}, {', '.join(plan.parts)}"


def mean_histogram(some: Sequence[Sample], histogram: Callable[[Excerpt], NDArray[np.float64]]) -> NDArray[np.float64]:
    """Mean over excerpts; zeros where there are none."""
    return np.mean([histogram(s.excerpt) for s in some], axis=0) if some else np.zeros(12)


def _of_style(some: Sequence[Sample], style: int) -> list[Sample]:
    return [sample for sample in some if sample.style == style]


def _as_samples(played: Sequence[Excerpt], wanted: Sequence[Ask]) -> list[Sample]:
    return [Sample(excerpt, ask.style, ask.key, False) for excerpt, ask in zip(played, wanted, strict=True)]


def _drawn(some: list[Sample], n: int, seed: int) -> list[Sample]:
    """Samples of all styles, in numbers as even as possible."""
    order = np.random.default_rng(seed).permutation(len(some)).tolist()
    rank: dict[int, int] = {}
    places = []
    for index in order:
        style = some[index].style
        rank[style] = rank.get(style, 0) + 1
        places.append((rank[style], index))
    return [some[index] for _, index in sorted(places)[:n]]


_FACTS_OF_STYLES: dict[str, Callable[[Excerpt], float]] = {
    "notes in four beats": facts.notes_in_four_beats,
    "likeness 1 apart": lambda excerpt: facts.similarity_at(excerpt, 1),
    "likeness 8 apart": lambda excerpt: facts.similarity_at(excerpt, 8),
    "entropy": facts.pitch_class_entropy,
    "swing": swing,
}
_HISTOGRAMS: dict[str, Callable[[Excerpt], Any]] = {
    "degrees": facts.key_relative_pitch_classes,
    "onsets in the beat": facts.onset_places,
}
_PLACES = {"degrees": plots.DEGREES, "onsets in the beat": plots.BEAT_PLACES}

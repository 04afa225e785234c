"""Learns a style from a player's own files: nearest shipped styles, habits, and an adapter of the network.

Nothing but numpy, LiteRT and a reader of MIDI files is needed (the extra ``learn``: symusic). Some files are kept apart
to say when to stop, others to say what it was worth; the style is then made from all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.corpus.corpus import PART, Corpus, Piece, select
from model.corpus.packing import pack
from model.corpus.reading_midi import UnusableFileError, read_piece
from model.corpus.sources import SUFFIXES, Source
from model.engine.adapter import Adapter, Habits, Player
from model.engine.engine import Engine
from model.engine.feature_values import EXPRESSION
from model.engine.network_controls import BarControls
from model.engine.resolved_plan import shipped_habits
from model.music.config import BAR, METRES, MODES, N_PARTS, PARTS, STYLES
from model.music.events import Metre
from model.music.grooves import Groove
from model.music.learnt_styles import LearntStyle, LearntStyleError, check_name
from model.music.plan import StyleWeights
from model.training.adapter_fitting import Events, FittingConfig, HeadsLoss, fit, fit_again, nats_per_note
from model.training.corpus_statistics import corpus_statistics
from model.training.dataset import Batches
from model.training.replay import piece_events
from model.training.style_grooves import grooves_of

LEAST_FILES = 3
MOST_EVENTS = 60_000  # of all files together: about a minute of listening, another of fitting
_SHARE_APART = 0.2  # of the files, once for stopping and once for the report
_STYLE_FILES, _STYLE_EVENTS = 8, 160  # heard to find the nearest styles
_LEAST_STYLE_SHARE = 0.15
_STYLE_NATS = 0.02  # a note: a style that explains so much less counts for a third as much
_FEW_PHRASES = 3.0
_FEW_NOTES = 50
_MOST_PARTS = 6
_USUAL_PART_SHARE = 0.5  # of the files in which a part plays

Say = Callable[[str, float], None]


@dataclass(frozen=True)
class Learnt:
    """A learnt style, and what was noticed on the way."""

    player: Player
    n_apart: int  # files by which the report was made
    grooves: tuple[Groove, ...] = ()
    unusable: tuple[str, ...] = ()  # a sentence for each file left out


def learn_style(
    folder: Path, name: str, engine: Engine, *, on_progress: Say = lambda *_: None, config: FittingConfig | None = None
) -> Learnt:
    """Learn the style of the MIDI files below a folder.

    on_progress: called with what is being done and the share of it that is done. Raises LearntStyleError for a name
    that cannot be given or a folder with fewer than LEAST_FILES usable files.
    """
    check_name(name)
    paths, pieces, unusable = _pieces(folder, on_progress)
    if len(pieces) < LEAST_FILES:
        reasons = f": {unusable[0]}" if unusable else ""
        raise LearntStyleError(
            f"{folder} holds {len(pieces)} usable MIDI files; {LEAST_FILES} are needed, ten or more are better{reasons}"
        )
    learner = _Learner(pack(pieces), name, engine, config or FittingConfig(), on_progress)
    learnt = learner.learn()
    on_progress("finding grooves", 0.0)
    return replace(learnt, grooves=tuple(grooves_of(paths, name)), unusable=tuple(unusable))


def _pieces(folder: Path, on_progress: Say) -> tuple[list[Path], list[Piece], list[str]]:
    """Usable files in order, each music once, their pieces, and a sentence for each other file."""
    if not folder.is_dir():
        raise LearntStyleError(f"{folder} is no folder; give one with MIDI files of yours")
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    pieces: dict[bytes, tuple[Path, Piece]] = {}
    unusable: list[str] = []
    for number, path in enumerate(paths, start=1):
        try:
            piece = read_piece(Source(path, "", "train", "song", "own", 1.0))
        except UnusableFileError as error:
            unusable.append(str(error))
        else:
            pieces.setdefault(piece.events.tobytes(), (path, piece))
        on_progress("reading", number / len(paths))
    return [path for path, _ in pieces.values()], [piece for _, piece in pieces.values()], unusable


class _Learner:
    """One learning; see `learn_style`."""

    def __init__(self, corpus: Corpus, name: str, engine: Engine, config: FittingConfig, on_progress: Say) -> None:
        self._corpus, self._name, self._engine, self._config = corpus, name, engine, config
        self._say = on_progress
        n = len(corpus.names)
        order = np.random.default_rng(0).permutation(n)
        n_apart = max(1, round(_SHARE_APART * n))
        self._report, self._stop, self._learn = np.split(order, [n_apart, 2 * n_apart])
        self._loss = HeadsLoss(engine.heads)

    def learn(self) -> Learnt:
        """Do it."""
        styles = self._nearest_styles()
        of_styles = shipped_habits(styles, self._engine.statistics)
        # What the report tells may not have learnt from the files that it is made with.
        mine = self._habits(np.concatenate([self._learn, self._stop]), of_styles)
        heard = {int(p): e for p, e in self._heard(np.arange(len(self._corpus.names)), styles, mine)}
        learn, stop, report = (_joined(heard, pieces) for pieces in (self._learn, self._stop, self._report))
        found = fit(self._loss, learn, stop, self._config, lambda share: self._say("fitting", share))
        as_shipped = _joined(dict(self._heard(self._report, styles, of_styles)), self._report)
        before = nats_per_note(self._loss, as_shipped, None)
        after = nats_per_note(self._loss, report, found.adapter)
        everything = Events.joined(list(heard.values()))
        n_steps = round(found.n_steps * len(everything) / max(len(learn), 1))
        adapter: Adapter = fit_again(self._loss, everything, n_steps, found.scale, self._config)
        habits = self._habits(np.arange(len(self._corpus.names)), of_styles)
        return Learnt(Player(self._style(styles, before, after), adapter, habits), len(self._report))

    def _heard(self, pieces: NDArray[np.int64], styles: StyleWeights, habits: Habits) -> Iterator[tuple[int, Events]]:
        """What the network knows before each event of the pieces, played in these styles with these habits."""
        n_events = MOST_EVENTS // len(self._corpus.names)
        for number, piece in enumerate(pieces, start=1):
            yield int(piece), self._events(int(piece), styles, habits, n_events)
            self._say("listening", number / len(pieces))

    def _events(self, piece: int, styles: StyleWeights, habits: Habits | None, n_most: int) -> Events:
        corpus = self._corpus
        n = min(int(np.diff(corpus.event_starts)[piece]) - 1, n_most)
        batch = Batches(corpus, n_sequences=1, n_events=n).crop(corpus.event_starts[piece : piece + 1])
        weights = dict(styles)
        style = tuple(float(weights.get(name, 0.0)) for name in STYLES)
        state, contexts = self._engine.initial_state(), []
        for event, _ in zip(piece_events(corpus, piece), range(n), strict=False):
            asked = _asked(event, style, habits) if isinstance(event, BarControls) else event
            given, state = self._engine.step(asked, state)
            contexts.append(given.contexts[0])
        return Events(
            np.array(contexts, np.float16), batch.head[0], batch.target[0], batch.trunk[0, :, 1], batch.trunk[0, :, 2]
        )

    def _nearest_styles(self) -> StyleWeights:
        """The shipped styles that explain the beginnings of some files best."""
        some = self._learn[:_STYLE_FILES]
        nats = np.zeros((len(some), len(STYLES)))
        for row, piece in enumerate(some):
            for column, name in enumerate(STYLES):
                events = self._events(int(piece), ((name, 1.0),), None, _STYLE_EVENTS)
                nats[row, column] = nats_per_note(self._loss, events, None)
            self._say("finding the nearest styles", (row + 1) / len(some))
        mean = nats.mean(axis=0)
        likely = np.exp((mean.min() - mean) / _STYLE_NATS)
        likely[likely < _LEAST_STYLE_SHARE * likely.sum()] = 0.0
        shares = zip(STYLES, (likely / likely.sum()).tolist(), strict=True)
        return tuple(sorted(((name, share) for name, share in shares if share), key=lambda each: (-each[1], each[0])))

    def _habits(self, pieces: NDArray[np.int64], usual: Habits) -> Habits:
        """Habits in some of the pieces; what they say too little of is as usual."""
        own = select(self._corpus, pieces)
        own.style[:], own.is_valid[:] = 0, False
        counted = corpus_statistics(own)
        events = own.events
        n_notes = np.bincount(events[events[:, PART] != BAR, PART], minlength=N_PARTS)[:N_PARTS]
        is_known = n_notes >= _FEW_NOTES
        density = own.density.astype(np.float64)
        n_phrases = (density > 0).sum(axis=0)
        return Habits(
            density=(density.sum(axis=0) + _FEW_PHRASES * usual.density) / (n_phrases + _FEW_PHRASES),
            expression=own.manner.astype(np.float64).mean(axis=0).reshape(len(EXPRESSION)),
            lowest=np.where(is_known, counted.lowest[0], usual.lowest),
            highest=np.where(is_known, counted.highest[0], usual.highest),
            most_together=np.where(is_known, counted.most_together[0], usual.most_together),
        )

    def _style(self, styles: StyleWeights, before: float, after: float) -> LearntStyle:
        corpus = self._corpus
        return LearntStyle(
            name=self._name,
            styles=styles,
            tempo_bpm=round(float(np.median(corpus.tempo_bpm)), 1),
            mode=MODES[Counter(corpus.mode.tolist()).most_common(1)[0][0]],
            metre=str(Metre(*METRES[Counter(corpus.metres.tolist()).most_common(1)[0][0]])),
            parts=_usual_parts(corpus),
            model_hash=self._engine.model_hash,
            n_files=len(corpus.names),
            n_notes=corpus.n_notes,
            nats_before=round(before, 4),
            nats_after=round(after, 4),
        )


def _joined(heard: dict[int, Events], pieces: NDArray[np.int64]) -> Events:
    return Events.joined([heard[int(piece)] for piece in pieces])


def _asked(controls: BarControls, style: tuple[float, ...], habits: Habits | None) -> BarControls:
    """A bar's controls as they are asked for while playing: by style and habits, not by what the bar holds."""
    if habits is None:
        return replace(controls, style=style)
    density = np.where(np.array(controls.density) > 0, habits.density, 0.0)
    return replace(controls, style=style, density=tuple(density.tolist()), expression=tuple(habits.expression.tolist()))


def _usual_parts(corpus: Corpus) -> tuple[str, ...]:
    """Parts of at least half of the files, those in most files first."""
    spans = zip(corpus.event_starts[:-1], corpus.event_starts[1:], strict=True)
    n_files = Counter(part for a, b in spans for part in np.unique(corpus.events[a:b, PART]).tolist() if part != BAR)
    common = n_files.most_common()
    usual: Sequence[tuple[int, int]] = [c for c in common if c[1] >= _USUAL_PART_SHARE * len(corpus.names)]
    return tuple(PARTS[part] for part, _ in (usual or common[:1])[:_MOST_PARTS])

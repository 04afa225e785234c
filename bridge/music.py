"""Opens the trained model for the performer: the one place where ``bridge`` meets engine and generator."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from bridge.errors import SetupError
from bridge.planner import Source, SourceMaker
from bridge.quiet import quiet_stderr
from model.text import Plan


class Music(NamedTuple):
    """A loaded model as the daemon needs it."""

    make_source: SourceMaker
    model_hash: str


MusicLoader = Callable[[Path | None], Music]


def load_music(path: Path | None = None) -> Music:
    """Load a model file (None: the one that ships). Raises SetupError when it is missing or damaged."""
    # Imported only now, so that a taken port is reported before the inference library is loaded.
    from model.engine import Engine, ModelFileError
    from model.generator import Generator

    try:
        with quiet_stderr():
            engine = Engine.load(path)
    except ModelFileError as error:
        raise SetupError(str(error)) from error

    def make_source(plan: Plan, seed: int) -> Source:
        return Generator(engine, plan, seed=seed)

    return Music(make_source, engine.model_hash)

"""Opens the trained model for the inference process: the one place where ``bridge`` meets the engine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from bridge.core.errors import SetupError
from bridge.core.stderr_silencer import silence_stderr
from model.engine.engine import Engine, ModelFileError
from model.engine.generator import Generator
from model.music.plan import Plan


class Music(NamedTuple):
    """A loaded model: opens a generator for a plan and a seed; same plan and seed, same bars."""

    make_generator: Callable[[Plan, int], Generator]
    model_hash: str


def load_music(path: Path | None = None) -> Music:
    """Load a model file (None: the one that ships). Raises SetupError when it is missing or damaged."""
    try:
        with silence_stderr():
            engine = Engine.load(path)
    except ModelFileError as error:
        raise SetupError(str(error)) from error

    def make_generator(plan: Plan, seed: int) -> Generator:
        return Generator(engine, plan, seed=seed)

    return Music(make_generator, engine.model_hash)

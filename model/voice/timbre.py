"""Timbre from words: bright, warm, distant, each 0..1. Any thread.

The encoder is that of the prompts (`model.text.embedding`); three log odds are read off its vector. `fit_words`
fits them from `model.voice.timbre_words`, logistic regression as in `model.training.prompt_classifier`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from model.music.config import N_STYLES, STYLES
from model.text.style_phrases import NO_STYLE, STYLE_PHRASES
from model.voice.config import N_TIMBRES, TIMBRES, Floats
from model.voice.timbre_words import FRAMES, NEUTRAL_WORDS, TIMBRE_WORDS

_DECAY = 1e-4
_N_STEPS = 400
_RATE = 0.5
_MOMENTS = (0.9, 0.99)
_N_SENTENCES = 24  # of each word
_N_SCENES = 400  # descriptions of styles that say nothing of the timbre
# A description with one of these may well ask for a timbre; it teaches neither.
_TELLING = ("warm", "bright", "soft", "dark", "echo", "distan", "far", "empty", "vast", "hall", "church", "cathedral",
            "space", "shimmer", "sparkl", "crisp", "mellow", "smooth", "round",
            "远", "暖", "亮", "柔", "空", "回")  # fmt: skip


class TimbreExamples(NamedTuple):
    """Texts and what they ask for."""

    texts: tuple[str, ...]
    wanted: Floats  # (n, N_TIMBRES), 0 or 1


def examples(rng: np.random.Generator) -> TimbreExamples:
    """Words alone and in sentences; a quarter of all say nothing of the timbre."""
    texts, wanted = list(NEUTRAL_WORDS), [np.zeros(N_TIMBRES)] * len(NEUTRAL_WORDS)
    for i, name in enumerate(TIMBRES):
        for word in TIMBRE_WORDS[name]:
            texts += [word, *(_sentence(rng, word) for _ in range(_N_SENTENCES))]
            wanted += [np.eye(N_TIMBRES)[i]] * (1 + _N_SENTENCES)
    for _ in range(len(texts) // 3):
        texts.append(", ".join(rng.choice(NEUTRAL_WORDS, size=rng.integers(2, 5), replace=False)))
        wanted.append(np.zeros(N_TIMBRES))
    scenes = _scenes(rng)
    texts, wanted = texts + scenes, wanted + [np.zeros(N_TIMBRES)] * len(scenes)
    for _ in range(len(texts) // 8):  # two at once
        pair = rng.choice(N_TIMBRES, size=2, replace=False)
        words = [str(rng.choice(TIMBRE_WORDS[TIMBRES[i]])) for i in pair]
        texts.append(_sentence(rng, " and ".join(words)))
        wanted.append(np.eye(N_TIMBRES)[pair].sum(axis=0))
    return TimbreExamples(tuple(texts), np.asarray(wanted, np.float32))


def _scenes(rng: np.random.Generator) -> list[str]:
    lines = [line for block in (*STYLE_PHRASES.values(), NO_STYLE) for line in block]
    lines = [line for line in lines if not any(word in line.lower() for word in _TELLING)]
    return [lines[i] for i in rng.permutation(len(lines))[:_N_SCENES]]


def _sentence(rng: np.random.Generator, word: str) -> str:
    music = ", ".join(rng.choice(NEUTRAL_WORDS[:54], size=rng.integers(1, 3), replace=False))
    return str(rng.choice(FRAMES)).format(w=word, m=music)


def fit_words(embeddings: Floats, wanted: Floats) -> Floats:
    """Log odds of each timbre, shape = (width + 1, N_TIMBRES), the last row the offset."""
    inputs = np.hstack((embeddings, np.ones((len(embeddings), 1)))).astype(np.float64)
    share = np.where(wanted > 0, 0.5 / wanted.sum(axis=0), 0.5 / (1 - wanted).sum(axis=0))
    head, mean, square = (np.zeros((inputs.shape[1], N_TIMBRES)) for _ in range(3))
    for step in range(1, _N_STEPS + 1):
        error = (1 / (1 + np.exp(-inputs @ head)) - wanted) * share
        gradient = inputs.T @ error + _DECAY * head * (np.arange(len(head)) < len(head) - 1)[:, None]
        mean = _MOMENTS[0] * mean + (1 - _MOMENTS[0]) * gradient
        square = _MOMENTS[1] * square + (1 - _MOMENTS[1]) * gradient**2
        moved = mean / (1 - _MOMENTS[0] ** step) / (np.sqrt(square / (1 - _MOMENTS[1] ** step)) + 1e-8)
        head -= _RATE * (1 - 0.9 * step / _N_STEPS) * moved
    return head.astype(np.float32)


def timbre_of(embeddings: Floats, words: Floats) -> Floats:
    """Bright, warm and distant, each 0..1, shape = (n, N_TIMBRES), from embeddings and the head of a voice."""
    odds = np.clip(embeddings @ words[:-1] + words[-1], -30, 30)
    found: Floats = (1 / (1 + np.exp(-odds))).astype(np.float32)
    return found


def read_timbre(texts: Sequence[str], words: Floats) -> Floats:
    """`timbre_of` texts; loads the encoder if need be. No words ask for nothing."""
    from model.text.embedding import encode

    found = timbre_of(encode(texts), words)
    found[[not text.strip() for text in texts]] = 0
    return found


def style_vector(style: Mapping[str, float]) -> Floats:
    """Weights of styles as the network sees them, shape = (N_STYLES,), sum 1 or 0; unknown names count nothing."""
    vector = np.array([max(style.get(name, 0.0), 0.0) for name in STYLES], np.float32)
    total = vector.sum()
    assert vector.shape == (N_STYLES,)
    return vector / total if total > 0 else vector

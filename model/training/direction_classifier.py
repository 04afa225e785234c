"""Trains the head that reads directions by their meaning, from example phrases and the phrases of the rules."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.text.direction_head import HEAD, SCALE, DirectionHead, save_direction_head
from model.text.direction_table import TABLE
from model.text.doubtful import PLAIN
from model.text.embedding import encode
from model.text.tables import read_table
from model.text.words import phrases

_N_STEPS = 300
_DECAY = 3e-4
_RATE = 0.05
_MOMENTS = (0.9, 0.99)
_BATCH = 32
_SLOTS = {"{p}": ("the guitar", "吉他"), "{i}": ("a tone", "全音"), "{s}": ("the chorus", "副歌")}

Label = tuple[str, str]
Matrix = NDArray[np.float64]


def fit_direction_head(path: Path = HEAD) -> DirectionHead:
    """Train the head and write it to ``path``; about ten seconds."""
    examples = [*_examples(), *_phrases_of_rules()]
    texts = [text for _, text in examples]
    embeddings = np.concatenate([encode(texts[i : i + _BATCH]) for i in range(0, len(texts), _BATCH)])
    labels = sorted({label for label, _ in examples})
    classes = np.eye(len(labels))[[labels.index(label) for label, _ in examples]]
    head = DirectionHead(_logistic(SCALE * embeddings.astype(np.float64), classes).astype(np.float32), tuple(labels))
    save_direction_head(head, path)
    return head


def _examples() -> list[tuple[Label, str]]:
    rows = read_table("direction_examples", ("action", "amount", "words"))
    return [((row["action"], row["amount"]), phrase) for row in rows for phrase in phrases(row["words"])]


def _phrases_of_rules() -> list[tuple[Label, str]]:
    """Phrases of `directions.toml`, with the guitar for whoever is meant."""
    found: list[tuple[Label, str]] = []
    for row in tomllib.loads(TABLE.read_text(encoding="utf-8"))["row"]:
        action, amount = row["action"], row.get("amount", "")
        if action == "transpose":
            amount = "-2" if amount.startswith("-") else "2"
        if (action, amount) not in PLAIN or not row.get("done", True):
            continue
        for phrase in (*row.get("heads", ()), *row.get("say", ())):
            found.append(((action, amount), _filled(phrase)))
    return found


def _filled(phrase: str) -> str:
    for slot, (english, chinese) in _SLOTS.items():
        phrase = phrase.replace(slot, english if phrase.replace(slot, "").isascii() else chinese)
    return phrase


def _logistic(inputs: Matrix, classes: Matrix) -> Matrix:
    """Multinomial logistic regression by Adam; shape = (width + 1, classes)."""
    inputs = np.hstack((inputs, np.ones((len(inputs), 1))))
    head, mean, square = (np.zeros((inputs.shape[1], classes.shape[1])) for _ in range(3))
    for step in range(1, _N_STEPS + 1):
        logits = inputs @ head
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        gradient = inputs.T @ (odds / odds.sum(axis=1, keepdims=True) - classes) / len(inputs) + _DECAY * head
        mean = _MOMENTS[0] * mean + (1 - _MOMENTS[0]) * gradient
        square = _MOMENTS[1] * square + (1 - _MOMENTS[1]) * gradient**2
        head -= _RATE * mean / (1 - _MOMENTS[0] ** step) / (np.sqrt(square / (1 - _MOMENTS[1] ** step)) + 1e-8)
    return head

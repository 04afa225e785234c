"""Trains the head that reads directions by their meaning, from example phrases and the phrases of the rules."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.text.direction_head import HEAD, SCALE, DirectionHead, save_direction_head, word_features
from model.text.direction_table import TABLE
from model.text.doubtful import PLAIN
from model.text.embedding import encode
from model.text.tables import read_table
from model.text.words import phrases

_N_STEPS = 200
_LEAST_SEEN = 2  # of a word or a pair of words, to be a feature
_BATCH = 32
_SLOTS = {"{p}": ("the guitar", "吉他"), "{i}": ("a tone", "全音"), "{s}": ("the chorus", "副歌")}

Label = tuple[str, str]


def fit_direction_head(path: Path = HEAD) -> DirectionHead:
    """Train the head and write it to ``path``; about a minute. Needs the extra ``train`` (scikit-learn)."""
    head = fitted([*_examples(), *_phrases_of_rules()])
    save_direction_head(head, path)
    return head


def fitted(examples: Sequence[tuple[Label, str]]) -> DirectionHead:
    """A head by multinomial logistic regression over embeddings and words."""
    from scipy import sparse
    from sklearn.linear_model import LogisticRegression

    texts = [text for _, text in examples]
    embeddings = np.concatenate([encode(texts[i : i + _BATCH]) for i in range(0, len(texts), _BATCH)])
    seen = Counter(word for text in texts for word in word_features(text))
    rows = {word: row for row, word in enumerate(word for word, n in seen.items() if n >= _LEAST_SEEN)}
    found = [(i, rows[word]) for i, text in enumerate(texts) for word in word_features(text) if word in rows]
    words = sparse.csr_matrix((np.ones(len(found)), tuple(zip(*found, strict=True))), (len(texts), len(rows)))
    labels = sorted({label for label, _ in examples})
    regression = LogisticRegression(max_iter=_N_STEPS)
    inputs = sparse.hstack([sparse.csr_matrix(SCALE * embeddings.astype(np.float64)), words]).tocsr()
    regression.fit(inputs, [labels.index(label) for label, _ in examples])
    weights: NDArray[np.float32] = regression.coef_.T.astype(np.float32)
    width = embeddings.shape[1]
    offsets = regression.intercept_.astype(np.float32)[None]
    return DirectionHead(np.vstack((weights[:width], offsets)), tuple(labels), weights[width:], rows)


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

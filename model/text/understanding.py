"""Words into a plan by rules first and by their meaning second: what `model.text.parse` cannot know.

The encoder takes half a second to load, the first time two: `load` it in a thread of its own. A prompt then takes 3 to
5 ms. Any thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from threading import Event

import numpy as np
from numpy.typing import NDArray

from model.music.config import STYLES
from model.music.plan import Plan, StyleWeights
from model.text import finished, parse, plan_of, prepare
from model.text.direction_head import load_direction_head
from model.text.doubtful import (
    DOUBTFUL,
    MUSIC,
    NONE,
    Doubtful,
    direction_by_meaning,
    doubtful_clauses,
    is_denied,
    masked,
    plain_words,
)
from model.text.embedding import MAX_CHARACTERS, encode, load, project
from model.text.heads import TextHeads, load_heads
from model.text.prompt_parts import Direction, PromptParts
from model.text.reading import Reader
from model.text.rules import Item, read
from model.text.spelling import english_words
from model.text.styles import style_weights
from model.text.words import Role

MAX_STYLES = 3
HINT_LOGIT = 2.0  # what a scene or an idiom known to the rules adds to its style
_LEAST_SHARE = 0.04
_LEAST_BEST = 0.25  # a text whose best style is less likely says none
_SURE = 0.7  # above it nine of ten styles that were only described are right (docs/words.md)
_DESCRIBES = 0.6  # how likely a clause describes music, to change the style of what plays
_CLEAR_GAP = 0.3  # from the middle of a scale; less says nothing of a mood
_SOFTENING = 0.6  # shares of a blend are less extreme than probabilities


class Understanding:
    """Reads prompts; rules alone until the encoder is loaded, unless told to wait."""

    def __init__(self) -> None:
        self._heads: TextHeads | None = None
        self._is_ready = Event()

    @property
    def is_ready(self) -> bool:
        """Whether the encoder is loaded."""
        return self._is_ready.is_set()

    def load(self) -> None:
        """Load encoder and heads; takes half a second, and nothing the second time."""
        load()
        self._heads = load_heads()
        load_direction_head()
        english_words()
        self._is_ready.set()

    def parse(self, words: str, *, wait: bool = True) -> Plan:
        """Like `model.text.parse`, and what the words mean beside it: what they describe, and their vector.

        A style that is named stays; a style, a mood or an energy that is only described is added. With
        ``wait=False`` the rules answer alone while the encoder is not loaded.
        """
        prepared = prepare(words)
        items = read(prepared.text)
        reading = Reader(items).read()
        plan = finished(prepared, words, plan_of(prepared.text, reading))
        if not words.strip() or not (wait or self.is_ready):
            return plan
        self.load()
        exact = any(not mention.is_hint or mention.is_number for mention in reading.mentions)
        is_named = exact or bool(prepared.learnt)
        describing = "" if is_named or not _has_words(reading.unknown) else _describing(items)
        # One call, and one text in it where the words hold no numbers, keys or metres.
        texts = [words] if describing in ("", words) else [words, describing]
        embeddings = encode(texts)
        plan = replace(plan, text=tuple(project(embeddings[:1])[0].tolist()))
        return self._refine(plan, embeddings[-1]) if describing else plan

    def parse_if_unknown(self, words: str) -> Plan:
        """`parse` where the rules leave words unknown; else by rules alone, without the vector and its seconds."""
        plan = parse(words)
        return self.parse(words) if _has_words(plan.unknown) else plan

    def read(self, words: str, *, wait: bool = True) -> PromptParts:
        """`parse`, and the directions that clauses mean which no rule reads.

        A clause that probably is a direction, but not surely, changes nothing: it is asked about in ``plan.notes``.
        """
        plan = parse(words)
        if not _has_words(plan.unknown) or plan.style or plan.groove or not (wait or self.is_ready):
            return PromptParts(self.parse(words, wait=wait) if words.strip() else plan)
        self.load()
        doubtful, others = doubtful_clauses(words)
        if not doubtful:
            found = self.parse(words, wait=wait)
            is_settled = not found.style or "style" in found.assumed
            return PromptParts(found if is_settled or self._describes_music(words) else _for_a_beginning(found))
        directions, questions, left, describes = self._by_meaning(doubtful)
        rest = ", ".join([*others, *left]).strip() if directions or questions else words
        plan = self.parse(rest, wait=wait) if rest else Plan()
        if not describes:
            plan = _for_a_beginning(plan)
        asked = tuple(clause for clause, _ in questions)
        notes = tuple(f"{clause}: not understood; did you mean “{plain}”?" for clause, plain in questions if plain)
        plan = replace(plan, words=words, unknown=(*plan.unknown, *asked), notes=(*plan.notes, *notes))
        return PromptParts(plan, tuple(directions))

    def read_if_unknown(self, words: str) -> PromptParts:
        """`read` where the rules leave words unknown; else by rules alone, without the vector and its seconds."""
        plan = parse(words)
        return self.read(words) if _has_words(plan.unknown) else PromptParts(plan)

    def _by_meaning(self, doubtful: list[Doubtful]) -> tuple[list[Direction], list[tuple[str, str]], list[str], bool]:
        """Directions that are sure, what is asked about and what could be said instead, clauses that are none of it.

        And whether one of those describes music.
        """
        head = load_direction_head()
        directions, questions, left, describes = [], [], [], False
        embeddings = encode([clause.masked for clause in doubtful])
        for clause, embedding in zip(doubtful, embeddings, strict=True):
            label, probability = head.judge(embedding, clause.masked)
            is_direction = label[0] not in (NONE, MUSIC) and not is_denied(label[0], clause)
            found = direction_by_meaning(*label, clause) if is_direction and probability >= clause.sure else None
            if found is not None:
                directions.append(found)
            elif is_direction and probability >= DOUBTFUL:
                questions.append((clause.words.strip(), plain_words(*label, clause)))
            elif label[0] == NONE and probability >= DOUBTFUL:
                questions.append((clause.words.strip(), ""))  # talk, of which nothing is made
            else:
                left.append(clause.words)
                describes |= _is_music(label, probability)
        return directions, questions, left, describes

    def _describes_music(self, words: str) -> bool:
        """Whether a text rather describes music than asks something of those who play."""
        clause = masked(words[:MAX_CHARACTERS])
        (embedding,) = encode([clause.masked])
        return _is_music(*load_direction_head().judge(embedding, clause.masked))

    def vector(self, words: str) -> NDArray[np.float32]:
        """What the network is told of a text, shape = (TEXT_WIDTH,). Loads the encoder if need be."""
        vector: NDArray[np.float32] = project(encode([words]))[0]
        return vector

    def _refine(self, plan: Plan, embedding: NDArray[np.float32]) -> Plan:
        heads = self._heads or load_heads()
        logits = heads.logits(embedding)
        style = described_style(logits, plan.style)
        if not style:
            return plan
        valence, energy = heads.valence_and_energy(embedding)
        return replace(
            plan,
            style=style,
            # A doubtful style is for a beginning, not for music that plays already.
            assumed=frozenset() if plan.style or _confidence(logits) >= _SURE else frozenset({"style"}),
            unknown=(),
            valence=_said(plan.valence, round(valence, 2), middle=0.0),
            energy=_said(plan.energy, round(energy, 2), middle=0.5),
        )


def _is_music(label: tuple[str, str], probability: float) -> bool:
    """Whether words that were judged so describe music surely enough to change the style of what plays."""
    return label[0] == MUSIC and probability >= _DESCRIBES


def _for_a_beginning(plan: Plan) -> Plan:
    """A plan whose style, if it has one, is not for music that plays already."""
    return replace(plan, assumed=plan.assumed | {"style"}) if plan.style else plan


def _has_words(unknown: Iterable[str]) -> bool:
    """Whether there are words among what the rules do not know; numbers are none."""
    return any(not word.replace(".", "").isdigit() for word in unknown)


def _describing(items: list[Item]) -> str:
    """The text without its numbers, keys and metres, of which the encoder knows nothing, and what is not wanted."""
    tokens = [token for item in _wanted(items) if not item.meaning.exact for token in item.tokens]
    pieces = [
        ("" if i and token.is_chinese and tokens[i - 1].is_chinese else " ") + token.raw
        for i, token in enumerate(tokens)
    ]
    return "".join(pieces).strip()


def _wanted(items: list[Item]) -> Iterator[Item]:
    """Items but for a negation and what stands behind it: "without vibrato" describes nothing."""
    is_negated = False
    for item in items:
        if item.meaning.role is Role.NOT:
            is_negated = True
        elif not is_negated:
            yield item
        elif item.meaning.role is not Role.FILLER:
            is_negated = False


def described_style(logits: NDArray[np.float32], hints: StyleWeights) -> StyleWeights:
    """Up to three styles and their shares; () when the text rather says none."""
    judged = logits.astype(np.float64)
    for name, weight in hints:
        judged[STYLES.index(name)] += HINT_LOGIT * weight
    likely = np.exp(judged - judged.max())
    likely /= likely.sum()
    best = np.argsort(-likely[:-1])[:MAX_STYLES]
    if likely[-1] > likely[best[0]] or likely[best[0]] < _LEAST_BEST * (1 - likely[-1]):
        return hints
    shares = likely[best] ** _SOFTENING
    shares /= shares.sum()
    return style_weights(
        (STYLES[i], float(share)) for i, share in zip(best, shares, strict=True) if share >= _LEAST_SHARE
    )


def _confidence(logits: NDArray[np.float32]) -> float:
    """Probability of the likeliest style; the rest is other styles and no style at all."""
    likely = np.exp(logits.astype(np.float64) - logits.max())
    return float(likely[:-1].max() / likely.sum())


def _said(known: float | None, described: float, *, middle: float) -> float | None:
    """A described place on a scale counts where no word named one and it is clear."""
    if known is not None:
        return known
    return described if abs(described - middle) >= _CLEAR_GAP else None

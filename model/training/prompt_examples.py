"""Texts and what they mean, for `model.training.prompt_classifier`, all from the project's own tables."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from model.corpus.caption_words import PART_NAMES, STYLE_WORDS, TEMPO_WORDS
from model.corpus.captions import Facts, captions, random_facts
from model.music.config import PARTS, STYLES
from model.text.genre_words import GENRE_WORDS
from model.text.mood_words import MOOD_ROWS
from model.text.style_phrases import NO_STYLE, STYLE_PHRASES
from model.text.style_words import STYLE_ROWS
from model.text.words import phrases

N_CLASSES = len(STYLES) + 1  # the last class is "says no style"
_SENTENCE_WEIGHT = 3.0  # descriptions are closer to how people speak than names of genres
_N_CAPTIONS = 60  # of each style
_N_PLAIN = 900  # captions and noise without a style
ANCHOR_WEIGHT = 2.0  # examples that count so much are kept as anchors
_LETTERS = np.array(list("abcdefghijklmnopqrstuvwxyz"))


class PromptExample(NamedTuple):
    """A text, its style classes (summing to 1) and how much it counts."""

    text: str
    classes: dict[int, float]
    weight: float = 1.0


def style_examples(rng: np.random.Generator) -> list[PromptExample]:
    """Names, idioms, scenes, descriptions and captions of all styles, and texts that name none."""
    found = [example for style in STYLES for example in _of_style(style, rng)]
    for row in STYLE_ROWS:
        classes = {STYLES.index(name): weight for name, weight in row.style.items()}
        found += [PromptExample(phrase, classes, 0.7) for phrase in phrases(row.listing)]
    nothing = {len(STYLES): 1.0}
    found += [PromptExample(line, nothing, _SENTENCE_WEIGHT) for line in NO_STYLE]
    return found + [PromptExample(text, nothing) for text in _without_style(rng)]


def _of_style(style: str, rng: np.random.Generator) -> list[PromptExample]:
    here = {STYLES.index(style): 1.0}
    words = STYLE_WORDS[style]
    found = [PromptExample(line, here, _SENTENCE_WEIGHT) for line in STYLE_PHRASES[style]]
    found += [PromptExample(phrase, here) for listing in (words.names, words.names_zh) for phrase in phrases(listing)]
    found += [
        PromptExample(phrase, here, 2.0) for listing in (words.scenes, words.scenes_zh) for phrase in phrases(listing)
    ]
    found += [PromptExample(phrase, here, 0.6) for phrase in phrases(GENRE_WORDS[style])]
    for _ in range(_N_CAPTIONS):
        facts = random_facts(rng, style)
        texts = [text for text in captions(facts, rng, 3) if _names_style(text, style)]
        found += [PromptExample(text, here, 0.7) for text in texts]
    return found


def _names_style(text: str, style: str) -> bool:
    """Whether a caption names its style."""
    words = STYLE_WORDS[style]
    lower = text.lower()
    names = (
        phrase.lower().removeprefix("a ").removeprefix("an ").removeprefix("the ")
        for phrase in phrases(",".join(words))
    )
    return any(name in lower for name in names)


def _without_style(rng: np.random.Generator) -> list[str]:
    found: list[str] = []
    for _ in range(_N_PLAIN // 3):
        found += captions(replace(random_facts(rng), style=None), rng, 1)
        found.append(" ".join(_gibberish(rng) for _ in range(int(rng.integers(1, 4)))))
        found += captions(Facts(parts=random_facts(rng).parts), rng, 1)
    found += [phrase for row in MOOD_ROWS for phrase in phrases(f"{row.english}, {row.chinese}, {row.other_forms}")]
    found += [phrase for part in PARTS for listing in PART_NAMES[part] for phrase in phrases(listing)]
    return found + [phrase for row in TEMPO_WORDS for listing in row[1:] for phrase in phrases(listing)]


def _gibberish(rng: np.random.Generator) -> str:
    return "".join(rng.choice(_LETTERS, int(rng.integers(3, 9))))


def scale_examples() -> list[tuple[str, float, float]]:
    """Texts with their valence and energy: the words for moods, bare and in a sentence."""
    found = []
    for row in MOOD_ROWS:
        valence, energy = row.scales.valence, row.scales.energy
        if valence is None and energy is None:
            continue
        for listing, frames in (
            (row.english, ("{}", "a {} piece", "music that sounds {}")),
            (row.chinese, ("{}", "{}的音乐")),
        ):
            found += [
                (frame.format(word), 0.0 if valence is None else valence, 0.5 if energy is None else energy)
                for word in phrases(listing)
                for frame in frames
            ]
    return found

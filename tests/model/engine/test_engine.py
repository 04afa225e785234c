"""A state is a value, a step costs the same for ever, damaged files are refused in a sentence."""

from __future__ import annotations

import json
import zipfile
from itertools import chain, islice
from pathlib import Path

import numpy as np
import pytest

from model.engine.engine import FORMAT, Distributions, Engine, ModelFileError, State
from model.engine.feature_values import FIELD_SIZES, FIELDS
from model.engine.network_controls import BarControls
from model.engine.note_classes import NoteClasses
from model.engine.vocabulary import vocabulary_digest
from model.music.config import BAR, DRUMS, NGRAM_BARS
from model.training.replay import piece_events

pytestmark = pytest.mark.train  # the model file is made with TensorFlow; the engine itself needs none

Event = BarControls | NoteClasses


@pytest.fixture(scope="module")
def engine(small_model: Path) -> Engine:
    return Engine.load(small_model)


@pytest.fixture(scope="module")
def events(corpus) -> list[Event]:
    """All songs, one after another."""
    return list(chain.from_iterable(piece_events(corpus, piece) for piece in range(6)))


def play(engine: Engine, events: list[Event], state: State) -> tuple[list[Distributions], State]:
    heard = []
    for event in events:
        given, state = engine.step(event, state)
        heard.append(given)
    return heard, state


def logits_of(given: Distributions) -> list[np.ndarray]:
    """All five distributions for one choice of fields."""
    when = int(given.when().argmax())
    return [given.when(), given.part(when), given.pitch(when, 1), given.duration(60), given.velocity(5)]


def assert_equal(one: list[Distributions], other: list[Distributions]) -> None:
    for a, b in zip(one, other, strict=True):
        for x, y in zip(logits_of(a), logits_of(b), strict=True):
            np.testing.assert_array_equal(x, y)


def test_a_kept_state_restores_bit_for_bit(engine: Engine, events: list[Event]) -> None:
    _, kept = play(engine, events[:70], engine.initial_state())
    copies = [tensor.copy() for tensor in kept.tensors]
    first, end = play(engine, events[70:130], kept)
    for tensor, copy in zip(kept.tensors, copies, strict=True):
        np.testing.assert_array_equal(tensor, copy, err_msg="going on leaves the kept state alone")
    again, end_again = play(engine, events[70:130], kept)
    assert_equal(first, again)
    for one, other in zip(end.tensors, end_again.tensors, strict=True):
        assert one.tobytes() == other.tobytes()
    assert end.history.bar == end_again.history.bar


def test_a_fork_leaves_its_origin_alone(engine: Engine, events: list[Event]) -> None:
    _, kept = play(engine, events[:50], engine.initial_state())
    lines = [event for event in events if isinstance(event, BarControls)]
    straight, _ = play(engine, events[50:60], kept)
    given, forked = kept, kept
    for line in lines[:5]:
        given, forked = engine.step(line, forked)
    assert not np.array_equal(given.when(), straight[0].when())
    assert_equal(straight, play(engine, events[50:60], kept)[0])


def test_two_engines_do_not_share_anything(engine: Engine, small_model: Path, events: list[Event]) -> None:
    other = Engine.load(small_model)
    _, kept = play(engine, events[:30], engine.initial_state())
    play(other, events[:90], other.initial_state())
    assert_equal(play(engine, events[30:40], kept)[0], play(other, events[30:40], kept)[0])
    assert other.model_hash == engine.model_hash


def sizes(state: State) -> tuple[int, ...]:
    history = state.history
    return (
        len(history.earlier),
        len(history.last_of_part),
        len(history.last_of_key),
        *(tensor.nbytes for tensor in state.tensors),
    )


def test_a_step_carries_no_more_after_1800_events_than_at_first(engine: Engine, events: list[Event]) -> None:
    endless = chain.from_iterable([events] * 8)
    state = engine.initial_state()
    seen = []
    for number, event in enumerate(islice(endless, 2500)):
        _, state = engine.step(event, state)
        if number >= 1800 and isinstance(event, BarControls):
            seen.append(sizes(state))
            assert not state.history.bar.notes
    assert len(set(seen)) == 1
    assert seen[0][0] == NGRAM_BARS, "as far as the n-gram continuation reaches"
    assert all(np.isfinite(tensor).all() for tensor in state.tensors)


def test_order_is_enforced(engine: Engine, events: list[Event]) -> None:
    given, state = engine.step(events[0], engine.initial_state())
    assert np.isfinite(given.when()).all()
    given, state = engine.step(NoteClasses(4, 24, 60, 5, 16), state)
    assert [int(np.isneginf(x).sum()) for x in (given.when(), given.part(24), given.part(25))] == [24, 4, 0]
    pitches = given.pitch(24, 4)
    assert np.isneginf(pitches[:61]).all()
    assert np.isfinite(pitches[61:128]).all()
    assert np.isneginf(pitches[128:]).all()
    assert np.isfinite(given.pitch(30, 4)[:128]).all()
    drums = given.pitch(30, DRUMS)
    assert np.isneginf(drums[:128]).all()
    assert np.isfinite(drums[128:]).all()
    with pytest.raises(ValueError, match="does not come after"):
        engine.step(NoteClasses(4, 24, 60, 5, 16), state)
    with pytest.raises(ValueError, match="a bar line needs its controls"):
        engine.step(NoteClasses(BAR, 0, 0, 0, 0), state)


def test_distributions_have_the_sizes_of_the_fields_and_are_fresh(engine: Engine, events: list[Event]) -> None:
    given, _ = engine.step(events[0], engine.initial_state())
    assert [len(x) for x in logits_of(given)] == [FIELD_SIZES[field] for field in FIELDS]
    given.when()[:] = 0
    assert given.when().any()


def test_the_manifest_is_kept(engine: Engine) -> None:
    assert engine.info["name"] == "small"
    assert engine.info["format"] == FORMAT
    assert engine.info["network"]["width"] == 48


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match=r"there is no model file .*nowhere\.model; give --model"):
        Engine.load(tmp_path / "nowhere.model")
    with pytest.raises(ModelFileError, match="there is no model file"):
        Engine.load(tmp_path)


@pytest.mark.parametrize("content", [b"", b"MThd", b"PK\x03\x04" + bytes(100)])
def test_what_is_no_model_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.model"
    path.write_bytes(content)
    with pytest.raises(ModelFileError, match=r"other\.model is not a Sideman model or is damaged") as caught:
        Engine.load(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_file_is_named(small_model: Path, tmp_path: Path, share: float) -> None:
    data = small_model.read_bytes()
    path = tmp_path / "short.model"
    path.write_bytes(data[: int(share * len(data))])
    with pytest.raises(ModelFileError, match=r"short\.model is not a Sideman model or is damaged"):
        Engine.load(path)


def test_a_flipped_byte_is_noticed_or_changes_nothing(small_model: Path, tmp_path: Path) -> None:
    data = small_model.read_bytes()
    model_hash = Engine.load(small_model).model_hash
    path = tmp_path / "flipped.model"
    rng = np.random.default_rng(0)
    places = [*range(0, 60, 7), *rng.integers(0, len(data), 40), *range(len(data) - 300, len(data), 11)]
    noticed: list[str] = []
    for place in places:
        path.write_bytes(data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :])
        try:
            # Dates and the like in a zip's headers mean nothing to anybody.
            assert Engine.load(path).model_hash == model_hash
        except ModelFileError as error:
            noticed.append(str(error))
    assert len(noticed) >= 40, "at least everything inside the members"
    assert all("flipped.model" in sentence for sentence in noticed)


def rewritten(path: Path, out: Path, changes: dict[str, bytes | None]) -> Path:
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()} | changes
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            if data is not None:
                archive.writestr(name, data)
    return out


@pytest.mark.parametrize("data", [None, b"something else"], ids=["missing", "other"])
def test_a_member_that_is_not_what_was_exported_is_named(small_model: Path, tmp_path: Path, data: bytes | None) -> None:
    names = list(Engine.load(small_model).info["sha256"])
    assert {"trunk.tflite", "heads.npz", "chords.npz"} < set(names)
    for name in names:
        path = rewritten(small_model, tmp_path / "m.model", {name: data})
        with pytest.raises(ModelFileError, match=rf"m\.model is damaged: {name} does not match its digest"):
            Engine.load(path)


def test_weights_for_another_vocabulary_are_refused(small_model: Path, tmp_path: Path) -> None:
    manifest = Engine.load(small_model).info
    assert manifest["vocabulary"] == vocabulary_digest()
    other = rewritten(
        small_model, tmp_path / "m.model", {"manifest.json": json.dumps(manifest | {"vocabulary": "0" * 12}).encode()}
    )
    with pytest.raises(
        ModelFileError, match=r"m\.model was trained with other styles, parts or inputs \(000000000000, here"
    ):
        Engine.load(other)


def test_another_format_is_named(small_model: Path, tmp_path: Path) -> None:
    path = rewritten(small_model, tmp_path / "m.model", {"manifest.json": b'{"format": "sideman-model-99"}'})
    with pytest.raises(ModelFileError, match=r"m\.model has the format 'sideman-model-99', this version reads"):
        Engine.load(path)


@pytest.mark.parametrize("manifest", [None, b"{", b"[]", b"{}", f'{{"format": "{FORMAT}"}}'.encode()])
def test_a_damaged_manifest_is_named(small_model: Path, tmp_path: Path, manifest: bytes | None) -> None:
    path = rewritten(small_model, tmp_path / "m.model", {"manifest.json": manifest})
    with pytest.raises(ModelFileError, match=r"m\.model"):
        Engine.load(path)

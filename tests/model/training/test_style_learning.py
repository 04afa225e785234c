"""A style is learnt from a player's files: the fit, the file, and how it plays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from model.corpus.packing import pack
from model.corpus.reading_midi import read_piece
from model.corpus.sources import Source
from model.engine.adapter import Adapter, read_player, write_player
from model.engine.engine import SHIPPED_MODEL, Engine
from model.engine.feature_values import FIELDS
from model.engine.generator import Generator
from model.engine.resolved_plan import shipped_habits
from model.music.config import DRUMS
from model.music.grooves import GrooveBook
from model.music.grooves.writing import write_groove
from model.music.learnt_styles import LearntStyleError
from model.music.plan import Plan
from model.text import complete, groove_choice
from model.text.groove_choice import drawn_groove
from model.training.adapter_fitting import Events, FittingConfig, HeadsLoss, fit, nats_per_note, nothing, times
from model.training.replay import replay
from model.training.style_learning import Learnt, _Learner, learn_style

pytest.importorskip("symusic")
pytestmark = pytest.mark.skipif(not SHIPPED_MODEL.exists(), reason="there is no shipped model yet")

QUICK = FittingConfig(most_epochs=4, n_events=128, patience=4)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine.load()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, song_writer: Callable[..., None]) -> Path:
    folder = tmp_path_factory.mktemp("own")
    for seed in range(5):
        song_writer(folder / f"song{seed}.mid", seed=seed, n_bars=6)
    (folder / "again.mid").write_bytes((folder / "song0.mid").read_bytes())
    (folder / "broken.mid").write_bytes(b"MThd\x00\x00\x00\x06 this is no music")
    return folder


@pytest.fixture(scope="module")
def learnt(folder: Path, engine: Engine) -> Learnt:
    return learn_style(folder, "anna", engine, config=QUICK)


@pytest.fixture
def styles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SIDEMAN_STYLES", str(tmp_path))
    return tmp_path


@pytest.fixture(scope="module")
def events(folder: Path, engine: Engine) -> Events:
    learner = _learner(folder, engine)
    return learner._events(0, (("pop", 1.0),), None, 150)


def _learner(folder: Path, engine: Engine) -> _Learner:
    corpus = pack([read_piece(Source(folder / "song0.mid", "", "train", "song", "own", 1.0))] * 3)
    return _Learner(corpus, "anna", engine, QUICK, lambda *_: None)


def test_the_loss_is_the_engines(folder: Path, engine: Engine) -> None:
    learner = _learner(folder, engine)
    corpus = learner._corpus
    corpus.style[:] = 16  # pop
    expected, _ = replay(engine, corpus, 0, 60)
    events = learner._events(0, (("pop", 1.0),), None, 60)
    nats = HeadsLoss(engine.heads).nats(events.contexts.astype(np.float32), events)
    np.testing.assert_allclose(nats, expected, atol=0.02)  # contexts are kept in half precision


def test_the_gradient_is_that_of_the_nats(engine: Engine, events: Events) -> None:
    loss, some = HeadsLoss(engine.heads), events.chosen(slice(0, 24))
    contexts = some.contexts.astype(np.float32)
    _, gradient = loss.gradient(contexts, some, np.ones_like(contexts))
    size = float(np.linalg.norm(gradient))
    step = np.float32(0.01) * gradient / size
    ahead, behind = (float(loss.nats(contexts + sign * step, some).sum()) for sign in (1, -1))
    assert size == pytest.approx((ahead - behind) / 0.02, rel=0.03)


def test_a_fit_gains_on_what_it_fits_and_stops_where_nothing_is_gained(engine: Engine, events: Events) -> None:
    loss = HeadsLoss(engine.heads)
    found = fit(loss, events, events, QUICK)
    assert found.after < 0.97 * found.before
    assert nats_per_note(loss, events, found.adapter) == pytest.approx(found.after, rel=1e-3)
    random = replace(events, target=np.roll(events.target, 7, axis=0))
    unlike = fit(loss, random, events, QUICK)
    assert unlike.after <= unlike.before


def test_an_adapter_of_nothing_changes_nothing_and_a_half_one_half(events: Events) -> None:
    contexts = events.contexts[:4].astype(np.float32)
    assert (nothing(events, QUICK)(contexts) == contexts).all()
    adapter = replace(nothing(events, QUICK), shift=np.ones(contexts.shape[1], np.float32))
    np.testing.assert_allclose(times(adapter, 0.5)(contexts), adapter(contexts, 0.5))


def test_what_is_learnt(learnt: Learnt) -> None:
    style, habits = learnt.player.style, learnt.player.habits
    assert style.n_files == 5, "one was there twice, one is no music"
    assert set(style.parts) == {"drums", "bass", "piano", "pipe"}
    assert style.metre == "4/4"
    assert style.tempo_bpm == pytest.approx(110.0, abs=0.1)
    assert sum(weight for _, weight in style.styles) == pytest.approx(1.0)
    assert style.nats_after < style.nats_before, "five songs of one hand are alike"
    assert "broken.mid" in learnt.unusable[0]
    assert (habits.lowest <= habits.highest).all()


def test_the_file_is_small_and_comes_back(learnt: Learnt, tmp_path: Path) -> None:
    path = tmp_path / "anna.style"
    assert write_player(learnt.player, path) < 1_000_000
    again = read_player(path)
    assert again.style == learnt.player.style
    np.testing.assert_allclose(again.adapter.up, learnt.player.adapter.up, atol=1e-3)
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(LearntStyleError, match="learn it again"):
        read_player(path)


def _bars(engine: Engine, *style: tuple[str, float]) -> list[object]:
    plan = complete(Plan(style=style, parts=("drums", "bass", "piano"), tempo_bpm=100.0))
    generator = Generator(engine, plan, seed=3)
    return [generator.next_bar().notes for _ in range(4)]


def test_it_plays_blends_and_leaves_other_styles_as_they_were(learnt: Learnt, engine: Engine, styles: Path) -> None:
    jazz = _bars(engine, ("jazz", 1.0))
    write_player(learnt.player, styles / "anna.style")
    mine, blend = _bars(engine, ("anna", 1.0)), _bars(engine, ("anna", 0.7), ("jazz", 0.3))
    assert _bars(engine, ("jazz", 1.0)) == jazz
    assert mine != blend
    assert blend != jazz
    assert _bars(engine, ("anna", 1.0)) == mine
    plain = replace(learnt.player, adapter=times(learnt.player.adapter, 0.0))
    write_player(plain, styles / "anna.style")
    assert _bars(engine, ("anna", 1.0)) != mine, "a file that changed is read again, and the adapter is heard"


def test_its_grooves_are_those_of_its_files(
    learnt: Learnt, styles: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("grooves")
    write_player(learnt.player, styles / "anna.style")
    book = GrooveBook.load(folder)
    monkeypatch.setattr(groove_choice, "groove_book", lambda: book)
    plan = complete(Plan(style=(("anna", 1.0),), parts=("drums", "bass", "piano")))
    nearest = {name for name, _ in learnt.player.style.styles}
    assert nearest & set(book.get(drawn_groove(plan, 1) or "").styles)
    for groove in learnt.grooves:
        write_groove(groove, folder)
    assert [groove.name for groove in learnt.grooves] == ["anna-1", "anna-2", "anna-3", "anna-4"]
    assert {drawn_groove(plan, seed) for seed in range(20)} <= {"anna-1", "anna-2", "anna-3", "anna-4"}
    bar = book.get("anna-1").sections["A"].realise(0, (0, 0), 0, mode=0, half_bar_ticks=48)
    kick = [note.position_ticks for note in bar if note.part == DRUMS and note.pitch == 36]
    assert kick == [0], "the songs have it on the one"


def test_an_adapter_of_another_network_is_left_out(learnt: Learnt, engine: Engine, styles: Path) -> None:
    other = replace(learnt.player, style=replace(learnt.player.style, model_hash="another"))
    write_player(other, styles / "anna.style")
    assert engine.players.adapter("anna") is None
    assert engine.players.get("anna") is not None
    assert any(_bars(engine, ("anna", 1.0)))


def test_a_style_whose_file_is_gone_plays_the_default(engine: Engine, styles: Path) -> None:
    assert not list(styles.iterdir())
    assert any(_bars(engine, ("anna", 1.0)))


def test_habits_of_one_shipped_style_are_the_corpus_statistics(engine: Engine) -> None:
    habits = shipped_habits((("jazz", 1.0),), engine.statistics)
    np.testing.assert_allclose(habits.density, engine.statistics.usual_density[13])
    assert (habits.lowest == engine.statistics.lowest[13]).all()


def test_folders_that_teach_nothing_are_refused(folder: Path, tmp_path: Path, engine: Engine) -> None:
    with pytest.raises(LearntStyleError, match="no folder"):
        learn_style(tmp_path / "none", "anna", engine)
    (tmp_path / "one.mid").write_bytes((folder / "song0.mid").read_bytes())
    with pytest.raises(LearntStyleError, match="1 usable MIDI files; 3 are needed"):
        learn_style(tmp_path, "anna", engine)
    with pytest.raises(LearntStyleError, match="ships with Sideman"):
        learn_style(folder, "jazz", engine)


def test_adapter_fields_follow_the_network(engine: Engine, learnt: Learnt) -> None:
    adapter: Adapter = learnt.player.adapter
    assert adapter.down.shape[0] == len(FIELDS) * engine.heads.output("when")[0].shape[0]
    assert adapter.n_parameters < 50_000

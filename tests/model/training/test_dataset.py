"""Look-backs, batches and what conditioning hides."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from model.corpus.corpus import Corpus, Piece, stored_metre
from model.corpus.expression import phrase_density
from model.corpus.packing import pack
from model.engine.feature_values import FIELDS, NO_DEGREE, NO_PART, NO_WHEN, density_feature
from model.engine.features import FLOATS, HEAD, HEAD_COLUMN, LOOK_BACK_ROW, TRUNK
from model.engine.trunk_features import LOOK_BACK
from model.music.config import (
    BAR,
    END_OF_BAR,
    METRES,
    N_PARTS,
    N_PITCHES,
    NGRAM_ORDERS,
    NO_CHORD,
    NO_PITCH,
    STYLES,
)
from model.music.events import Metre
from model.training.corpus_index import CorpusIndex
from model.training.dataset import Batch, Batches
from model.training.groove_bars import GrooveHiding
from model.training.hiding import Conditioning

LINE = (BAR, 0, NO_PITCH, 0, 0)
COLUMN = {name: number for number, name in enumerate(TRUNK)}


def composed(bars: list[list[tuple[int, int, int]]], *, name: str = "tiny", is_valid: bool = False) -> Piece:
    """A piece of bars of 4/4 of (part, position, pitch class); chord of each bar: C."""
    rows = [row for bar in bars for row in (LINE, *((*note, 5, 16) for note in bar))]
    return Piece(
        name, STYLES.index("pop"), is_valid, False, 1.0, 120.0, 0,
        events=np.array(rows, np.uint8),
        chords=np.zeros((len(bars), 2), np.uint8),
        metres=np.zeros(len(bars), np.uint8),
        bar_ticks=np.full(len(bars), 96, np.uint8),
    )  # fmt: skip


def indexed(corpus: Corpus) -> CorpusIndex:
    """A whole corpus, its pieces apart."""
    return CorpusIndex(corpus.events, corpus.event_starts)


@pytest.fixture(scope="module")
def tiny() -> Corpus:
    """Events: 0 line, 1 2 notes; 3 line, 4 5 6; 7 line, 8; then another piece: 9 line, 10."""
    first = composed(
        [
            [(1, 0, 60), (1, 48, 64)],
            [(1, 0, 62), (1, 0, 65), (1, 48, 64)],
            [(1, 0, 60)],
        ]
    )
    return pack([first, composed([[(1, 0, 70)]], name="other")])


def test_followers_are_what_came_after_this_place_in_the_bars_before(tiny: Corpus) -> None:
    gone, ended = -2, -1
    data, everywhere = indexed(tiny), np.arange(11)
    # At the line of bar 1 the first note of bar 0 follows; after 62 at tick 0 (60 lies behind) the one at 48 does.
    assert data.follower(everywhere, 1).tolist() == [gone, gone, gone, 1, 2, 2, ended, 4, 4, gone, gone]
    assert data.follower(everywhere, 2).tolist() == [gone] * 7 + [1, 2, gone, gone]
    assert data.follower(everywhere, 4).tolist() == [gone] * 11


def test_same_place_is_the_parts_note_at_that_tick_and_the_next_higher_inside_a_chord(tiny: Corpus) -> None:
    nothing = -1
    data, everywhere = indexed(tiny), np.arange(11)
    # 65 is stacked on 62, above which bar 0 holds nothing at tick 0.
    assert data.same_place(everywhere, 1).tolist() == [nothing] * 4 + [1, nothing, 2, nothing, 4, nothing, nothing]
    assert data.same_place(everywhere, 2).tolist() == [nothing] * 8 + [1, nothing, nothing]


def test_the_last_note_of_a_part_does_not_reach_into_another_piece(tiny: Corpus) -> None:
    assert [indexed(tiny).last_of_part[event] for event in (1, 2, 4, 5, 6, 8, 10)] == [-1, 1, 2, 4, 5, 6, -1]


def test_how_much_a_part_plays_in_a_phrase_is_known_from_its_first_bar() -> None:
    bars = [[(part, 0, 60)] for part in (1, 2, 1, 1, 1, 1, 1, 3, 4)]
    corpus = pack([composed(bars)])
    phrase, density = phrase_density(corpus.events, corpus.bar_starts, corpus.bar_ticks)
    assert phrase.tolist() == [0] * 8 + [1]
    expected = np.zeros((2, N_PARTS))
    expected[0, [1, 2, 3]] = density_feature(np.array([6, 1, 1]) / 8)
    expected[1, 4] = density_feature(np.array(1.0))
    np.testing.assert_allclose(density, expected, rtol=1e-6)


def test_rows_show_the_followers_and_their_absence(tiny: Corpus) -> None:
    batch = Batches(tiny, n_sequences=1, n_events=8).crop(np.array([0]))
    back = batch.trunk[0, :, len(TRUNK) : len(TRUNK) + len(LOOK_BACK)].tolist()
    assert back[0] == [NO_PART, NO_WHEN, NO_PITCH, 0, 0]
    assert back[3] == [1, 0, 60, 5, 16]
    assert back[6] == [BAR, END_OF_BAR, NO_PITCH, 0, 0]
    assert batch.head[0, 3].tolist()[HEAD_COLUMN["back1_pitch"]] == 60, "for the target of step 3, which is 62"


def test_targets_are_the_events_after_and_what_follows_the_end_is_masked(tiny: Corpus) -> None:
    batch = Batches(tiny, n_sequences=1, n_events=12).crop(np.array([0]))
    assert batch.real[0].tolist() == [1] * 8 + [0] * 4
    assert batch.target[0, :4].tolist() == [
        [0, 1, 60, 5, 16],
        [48, 1, 64, 5, 16],
        [END_OF_BAR, 0, 0, 0, 0],
        [0, 1, 62, 5, 16],
    ]
    assert (batch.target[0, :8, 0] != batch.trunk[0, :8, COLUMN["position"]]).any()
    assert 70 not in batch.target[0, :, FIELDS.index("pitch")], "the next piece is not heard"


def pieces_of(batch: Batch, corpus: Corpus, which: np.ndarray) -> set[float]:
    """Tempi, by which the six songs can be told apart, seen in a batch and among ``which`` pieces."""
    assert len(set(corpus.tempo_bpm.tolist())) == len(corpus.tempo_bpm)
    known = np.log2(corpus.tempo_bpm / 120)
    seen = {int(np.abs(known - octaves).argmin()) for octaves in batch.floats[:, 0, FLOATS["tempo"].start]}
    return seen - set(np.flatnonzero(which).tolist())


ALL_GROOVES = GrooveHiding(**dict.fromkeys(vars(GrooveHiding()), 0.0) | {"all_parts": 1.0})
NOTHING_HIDDEN = Conditioning(**dict.fromkeys(vars(Conditioning()), 0.0) | {"groove": ALL_GROOVES})


def test_random_batches_hold_training_pieces_alone(batches: Batches, corpus: Corpus) -> None:
    draws = batches.random(np.random.default_rng(0), NOTHING_HIDDEN)
    for _ in range(20):
        batch = next(draws)
        assert not pieces_of(batch, corpus, ~corpus.is_valid)
        assert (batch.trunk[:, 0, COLUMN["part"]] == BAR).all(), "crops begin at bar lines"


def test_random_batches_depend_on_the_seed_alone(batches: Batches) -> None:
    one, same, other = (next(batches.random(np.random.default_rng(s), Conditioning())) for s in (1, 1, 2))
    np.testing.assert_array_equal(one.trunk, same.trunk)
    np.testing.assert_array_equal(one.floats, same.floats)
    assert not np.array_equal(one.trunk, other.trunk)


def test_validation_holds_all_of_the_validation_pieces_and_is_always_the_same(batches: Batches, corpus: Corpus) -> None:
    first, second = list(batches.validation()), list(batches.validation())
    assert len(first) == len(second) > 1
    for one, other in zip(first, second, strict=True):
        np.testing.assert_array_equal(one.trunk, other.trunk)
        assert not pieces_of(one, corpus, corpus.is_valid)
    n_events = np.diff(corpus.event_starts)[corpus.is_valid] - 1
    assert sum(batch.real.sum() for batch in first) == n_events.sum(), "each event is predicted once"
    assert len(list(batches.validation(max_batches=1))) == 1


def test_generated_pieces_can_be_left_out_of_validation() -> None:
    real = composed([[(1, 0, 60)]] * 3, is_valid=True)
    generated = composed([[(1, 0, 61)]] * 3, name="generated", is_valid=True)
    corpus = pack([real, Piece(**(vars(generated) | {"is_generated": True}))])
    batches = Batches(corpus, n_sequences=4, n_events=8)
    pitches = {
        real_only: {p for b in batches.validation(real_only=real_only) for p in b.target[b.real > 0][:, 2].tolist()}
        for real_only in (False, True)
    }
    assert pitches == {False: {0, 60, 61}, True: {0, 60}}


@pytest.mark.parametrize("what", ["style", "parts", "tempo", "expression", "chords", "closeness"])
def test_conditioning_hides_whole_sequences_and_nothing_else(corpus: Corpus, what: str) -> None:
    batches = Batches(corpus, n_sequences=24, n_events=64)
    shares = vars(NOTHING_HIDDEN) | {f"drop_{what}": 0.5}
    if what == "closeness":
        shares = vars(NOTHING_HIDDEN) | {"groove": replace(ALL_GROOVES, drop_closeness=0.5)}
    plain = next(batches.random(np.random.default_rng(3), NOTHING_HIDDEN))
    hidden = next(batches.random(np.random.default_rng(3), Conditioning(**shares)))
    floats = {
        "style": FLOATS["style"],
        "parts": FLOATS["density"],
        "tempo": FLOATS["tempo"],
        "expression": FLOATS["expression"],
        "closeness": FLOATS["closeness"],
    }
    changed = (hidden.floats != plain.floats).any(axis=(1, 2)) | (hidden.trunk != plain.trunk).any(axis=(1, 2))
    assert 3 < changed.sum() < 21
    np.testing.assert_array_equal(hidden.target, plain.target)
    for batch, blank in ((hidden, True), (plain, False)):
        if what in floats:
            shown = batch.floats[changed][:, :, floats[what]].any(axis=-1)
        else:
            assert (batch.head[changed][..., HEAD_COLUMN["chord"]] == NO_CHORD).all() == blank
            assert (batch.trunk[changed][..., COLUMN["degree"]] == NO_DEGREE).all() == blank
            shown = (batch.trunk[changed][..., [COLUMN["chord"], COLUMN["next_chord"]]] != NO_CHORD).any(axis=-1)
        assert shown.any() != blank
        assert blank or shown.any(axis=1).all()


def test_conditioning_can_hide_what_was_played_before(corpus: Corpus) -> None:
    batches = Batches(corpus, n_sequences=8, n_events=64)
    blind = Conditioning(**vars(NOTHING_HIDDEN) | {"drop_look_back": 1.0})
    plain = next(batches.random(np.random.default_rng(3), NOTHING_HIDDEN))
    hidden = next(batches.random(np.random.default_rng(3), blind))
    unknown = np.concatenate([(NO_PART, NO_WHEN, NO_PITCH, 0, 0)] * LOOK_BACK_ROW["groove"])
    groove = len(TRUNK) + len(unknown)
    assert (hidden.trunk[..., len(TRUNK) : groove] == unknown).all()
    assert (hidden.trunk[..., -1] == 0).all()
    for kept in (slice(0, len(TRUNK)), slice(groove, -1)):
        np.testing.assert_array_equal(hidden.trunk[..., kept], plain.trunk[..., kept])
    for name, column in HEAD_COLUMN.items():
        if name.startswith(("back", "again", "echo")):
            assert (hidden.head[..., column] == HEAD[name] - 1).all(), "the last id of each table means nothing there"
            assert not (plain.head[..., column] == HEAD[name] - 1).all()
        else:
            np.testing.assert_array_equal(hidden.head[..., column], plain.head[..., column])


def test_every_id_lies_inside_its_table(batches: Batches) -> None:
    sizes = [*TRUNK.values(), *(list(LOOK_BACK.values()) * len(LOOK_BACK_ROW)), len(NGRAM_ORDERS) + 1]
    for batch in batches.validation():
        assert (batch.trunk >= 0).all()
        assert (batch.trunk < sizes).all()
        assert (batch.head >= 0).all()
        assert (batch.head < list(HEAD.values())).all()
        assert (batch.target[..., FIELDS.index("pitch")] < N_PITCHES).all()


def test_a_stored_metre_is_known_again_where_its_length_tells_it() -> None:
    unlisted = [Metre(n, 8) for n in (2, 10, 11, 13, 15)] + [Metre(n, 16) for n in (2, 3, 5, 6, 7, 9, 10, 14)]
    kept = [*(Metre(*m) for m in METRES), *unlisted]
    numbers = [METRES.index(tuple(m)) if tuple(m) in METRES else 0 for m in kept]
    assert [stored_metre(n, m.bar_ticks) for n, m in zip(numbers, kept, strict=True)] == kept
    piece = composed([[]] * len(kept))
    changed = {"metres": np.array(numbers, np.uint8), "bar_ticks": np.array([m.bar_ticks for m in kept], np.uint8)}
    corpus = pack([Piece(**(vars(piece) | changed))])
    assert corpus.half_ticks.tolist() == [m.half_bar_ticks for m in kept]


def test_sequences_can_begin_as_if_nothing_had_been_heard(corpus: Corpus) -> None:
    """The rows of a crop that knows nothing before it are those of a piece that begins there."""
    line = int(np.flatnonzero(corpus.events[:, 0] == BAR)[5])
    end = int(corpus.event_starts[1])
    cut = Piece(
        "cut", 0, False, False, 1.0, float(corpus.tempo_bpm[0]), int(corpus.mode[0]),
        events=corpus.events[line:end], chords=corpus.chords[5 : corpus.bar_starts[1]],
        metres=corpus.metres[5 : corpus.bar_starts[1]], bar_ticks=corpus.bar_ticks[5 : corpus.bar_starts[1]],
    )  # fmt: skip
    n_events = end - line - 1
    alone = Batches(pack([cut]), n_sequences=1, n_events=n_events).crop(np.array([0]))
    inside = Batches(corpus, n_sequences=1, n_events=n_events)
    deaf = inside.crop(np.array([line]), np.array([True]))
    hears = inside.crop(np.array([line]), np.array([False]))
    place = [n for n, name in enumerate(TRUNK) if name not in ("phrase", "section")]  # it is still bar 5
    columns = [*place, *range(len(TRUNK), deaf.trunk.shape[-1])]
    np.testing.assert_array_equal(deaf.trunk[..., columns], alone.trunk[..., columns])
    np.testing.assert_array_equal(deaf.head, alone.head)
    assert not np.array_equal(hears.trunk[..., columns], alone.trunk[..., columns])


def test_the_continuation_is_what_followed_the_same_events() -> None:
    bar = [(1, 0, 60), (1, 24, 64), (1, 48, 67)]
    corpus = pack([composed([bar, [(1, 0, 50)], bar, [(1, 0, 52)]])])
    # 0 line 1 2 3, 4 line 5, 6 line 7 8 9, 10 line 11: after three notes as in bar 0 comes what followed there.
    found, level = indexed(corpus).continuation_of(np.array([[3, 8, 9, 10]]))
    assert found.tolist() == [[-2, 3, 4, 5]]
    assert level.tolist() == [[0, 1, 1, 1]]
    later = CorpusIndex(corpus.events[4:], np.array([0, len(corpus.events) - 4]))
    found, _ = later.continuation_of(np.array([[5]]))
    assert found.tolist() == [[-2]], "what came before the stretch is not known"

"""Bars ahead, and thinking them again."""

import pytest
from bridge_doubles import ScriptedSource

from bridge.planner import Planner
from model.text import complete, parse

PLAN = complete(parse("120 bpm 4/4"))
WALTZ = complete(parse("90 bpm 3/4"))


@pytest.fixture
def planner():
    return Planner(ScriptedSource(PLAN))


def commit_bars(planner, n_bars):
    for _ in range(n_bars):
        planner.commit(planner.extend())


def lines(planner):
    return [(bar.line.number, bar.line.beat, bar.line.tempo_bpm) for bar in planner.bars]


def test_bars_follow_one_another(planner):
    commit_bars(planner, 3)
    assert lines(planner) == [(1, 0.0, 120.0), (2, 4.0, 120.0), (3, 8.0, 120.0)]
    assert planner.end_beat == 12.0


def test_a_draft_takes_the_place_of_the_future_only_when_committed(planner):
    commit_bars(planner, 3)
    draft = planner.draft(4.0, WALTZ)
    assert planner.end_beat == 12.0
    assert {note.pitch for note in draft.notes} == {37}  # the second bar again, not the fourth
    planner.commit(draft)
    assert lines(planner) == [(1, 0.0, 120.0), (2, 4.0, 90.0)]
    commit_bars(planner, 1)
    assert lines(planner)[-1] == (3, 7.0, 90.0)


def test_a_draft_thrown_away_leaves_the_later_lines_as_they_were(planner):
    commit_bars(planner, 3)
    planner.draft(4.0, WALTZ)
    planner.commit(planner.draft(8.0, WALTZ))
    assert lines(planner) == [(1, 0.0, 120.0), (2, 4.0, 120.0), (3, 8.0, 90.0)]
    assert {note.pitch for note in planner.bars[2].notes} == {38}


def test_the_past_is_forgotten_but_not_the_state_it_left(planner):
    commit_bars(planner, 3)
    planner.forget_before(8.0)
    assert lines(planner) == [(3, 8.0, 120.0)]
    planner.commit(planner.draft(8.0, WALTZ))
    assert lines(planner) == [(3, 8.0, 90.0)]
    assert {note.pitch for note in planner.bars[0].notes} == {38}
    planner.forget_before(100.0)
    commit_bars(planner, 1)
    assert lines(planner) == [(4, 11.0, 90.0)]


def test_note_ids_are_never_used_twice(planner):
    commit_bars(planner, 2)
    ids = [note.note_id for bar in planner.bars for note in bar.notes]
    ids += [note.note_id for note in planner.draft(4.0, WALTZ).notes]
    assert len(set(ids)) == len(ids)


def test_a_bar_that_fits_nowhere_is_refused(planner):
    bar = planner.extend()
    planner.commit(bar)
    planner.forget_before(100.0)
    with pytest.raises(ValueError, match="does not follow"):
        planner.commit(bar)

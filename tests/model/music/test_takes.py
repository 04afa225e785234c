"""Takes told apart: distances, words, likes."""

from __future__ import annotations

import pytest

from model.music.config import DRUMS, PARTS
from model.music.events import Note
from model.music.takes import Likes, differences, distance, facts_of, mean_distance, most_different

PIANO = PARTS.index("piano")


def take(*ticks: int, pitch: int = 60, velocity: int = 80, n_bars: int = 2) -> list[list[Note]]:
    return [[Note(tick, PIANO, pitch, 6, velocity) for tick in ticks] for _ in range(n_bars)]


def test_distance_is_the_share_of_strokes_that_only_one_has() -> None:
    assert distance(take(0, 24), take(0, 24)) == 0.0
    assert distance(take(0, 24), take(48, 72)) == 1.0
    assert distance(take(0, 24, 48), take(0)) == pytest.approx(2 / 3)
    assert distance(take(), take()) == 0.0
    assert mean_distance([take(0), take(0), take(24)]) == pytest.approx(2 / 3)


def test_a_hand_that_is_a_little_early_and_the_other_hi_hat_key_are_no_other_stroke() -> None:
    assert distance(take(1, 23, 46), take(0, 24, 48)) == 0.0
    drums = [[Note(0, DRUMS, key, 6, 90)] for key in (42, 44, 38)]
    assert distance([drums[0]], [drums[1]]) == 0.0
    assert distance([drums[0]], [drums[2]]) == 1.0


def test_a_line_says_what_sets_a_take_apart() -> None:
    usual = take(0, 24, 48, 72)
    busy_and_high = take(0, 12, 24, 36, 48, 60, 72, 84, pitch=72, velocity=110)
    lines = differences([usual, usual, busy_and_high])
    assert lines[2] == "8 notes a bar, busier, higher, more off the beat, louder, most of it piano"
    assert "sparser" in lines[0]
    assert differences([usual]) == ["4 notes a bar, most of it piano"]
    assert facts_of([[], []]).busiest == ""


def test_those_chosen_are_far_apart_and_the_first_is_among_them() -> None:
    takes = [take(0, 24), take(0, 24), take(0, 25), take(12, 36), take(0, 24, 36)]
    assert most_different(takes, 2) == [0, 3]
    assert most_different(takes, 9) == [0, 1, 2, 3, 4]


def test_what_was_kept_comes_first_the_next_time_and_fades() -> None:
    sparse, busy = take(0), take(0, 12, 24, 36)
    likes = Likes().after(busy, [sparse])
    assert likes.order([sparse, busy, sparse]) == [1, 0, 2]
    assert Likes().order([sparse, busy]) == [0, 1]
    for _ in range(6):
        likes = likes.after(sparse, [busy])
    assert likes.order([sparse, busy]) == [0, 1]
    assert likes.n_kept == 7
    assert likes.after(busy, []) == likes

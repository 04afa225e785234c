"""Values are drawn as temperature, top-p and masks say, the same for the same seed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.engine.sampling import Sampling, draw, probabilities

logit = st.one_of(st.floats(-30, 30, width=32), st.just(-np.inf))
logits = st.lists(logit, min_size=1, max_size=40).filter(lambda v: max(v) > -np.inf).map(lambda v: np.array(v, "f4"))
samplings = st.builds(Sampling, st.one_of(st.just(0.0), st.floats(0.05, 10)), st.floats(0.01, 1))


@given(logits, samplings)
def test_probabilities_sum_to_one_and_masks_stay(values: np.ndarray, sampling: Sampling) -> None:
    shares = probabilities(values, sampling)
    assert shares.sum() == pytest.approx(1)
    assert (shares >= 0).all()
    assert (shares[np.isneginf(values)] == 0).all()
    assert shares[values.argmax()] == shares.max() > 0


@given(logits, samplings, st.integers(0, 2**32))
def test_a_masked_value_is_never_drawn_and_a_seed_draws_the_same(
    values: np.ndarray, sampling: Sampling, seed: int
) -> None:
    drawn = [draw(values, sampling, np.random.default_rng(seed)) for _ in range(2)]
    assert drawn[0] == drawn[1]
    assert np.isfinite(values[drawn[0]])
    assert probabilities(values, sampling)[drawn[0]] > 0


@given(logits, st.floats(0.01, 0.999))
def test_top_p_keeps_the_smallest_set_that_holds_the_share(values: np.ndarray, top_p: float) -> None:
    everything = probabilities(values, Sampling())
    kept = np.flatnonzero(probabilities(values, Sampling(top_p=top_p)))
    mass = np.sort(everything[kept])
    assert mass.sum() >= top_p - 1e-9
    assert mass[1:].sum() < top_p + 1e-9, "without its least value the set would be too small"
    left_out = np.delete(everything, kept)
    assert not len(left_out) or left_out.max() <= mass[0]


@given(logits, st.integers(0, 1000))
def test_temperature_0_takes_the_likeliest(values: np.ndarray, seed: int) -> None:
    rng = np.random.default_rng(seed)
    assert draw(values, Sampling(temperature=0.0), rng) == values.argmax()


class Edge:
    """A generator that gives one fixed random number."""

    def __init__(self, number: float) -> None:
        self.number = number

    def random(self) -> float:
        return self.number


@pytest.mark.parametrize("number", [0.0, np.nextafter(1.0, 0.0), 1.0])
def test_the_ends_of_the_random_numbers_draw_allowed_values(number: float) -> None:
    values = np.array([-np.inf, 0.0, 1.0, -np.inf], "f4")
    assert draw(values, Sampling(), Edge(number)) == (2 if number == 0 else 1)  # type: ignore[arg-type]


def test_frequencies_follow_the_probabilities_and_the_temperature() -> None:
    values = np.log(np.array([0.7, 0.2, 0.1], "f4"))
    rng = np.random.default_rng(5)
    counts = np.bincount([draw(values, Sampling(), rng) for _ in range(4000)], minlength=3) / 4000
    np.testing.assert_allclose(counts, [0.7, 0.2, 0.1], atol=0.03)
    hot, cold = probabilities(values, Sampling(temperature=3)), probabilities(values, Sampling(temperature=0.3))
    assert hot[0] < 0.7 < cold[0]


def test_one_random_number_is_used_whatever_the_distribution() -> None:
    for sampling in (Sampling(0.0), Sampling(), Sampling(0.5, 0.3)):
        one, other = np.random.default_rng(1), np.random.default_rng(1)
        draw(np.zeros(9, "f4"), sampling, one)
        other.random()
        assert one.random() == other.random()


def test_when_everything_is_masked_it_says_so() -> None:
    with pytest.raises(ValueError, match="every value is masked"):
        draw(np.full(4, -np.inf, "f4"), Sampling(), np.random.default_rng(0))


@pytest.mark.parametrize("values", [(-0.1, 1.0), (10.1, 1.0), (np.nan, 1.0), (1.0, 0.0), (1.0, 1.1), (1.0, np.nan)])
def test_settings_that_mean_nothing_are_refused(values: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match=r"must lie in 0\.\."):
        Sampling(*values)

"""How often the inference process gives a sign of life."""

import logging

import pytest

from bridge.inference.settings import InferenceSettings
from bridge.settings.config import load


@pytest.mark.parametrize(("stall_s", "heartbeat_s"), [(0.2, 0.05), (0.8, 0.2), (1.0, 0.25), (2.0, 0.25), (30.0, 0.25)])
def test_four_signs_of_life_fit_into_what_counts_as_a_stall(stall_s, heartbeat_s):
    settings = InferenceSettings.of(load(None, [f"inference.stall_s={stall_s}"]), logging.WARNING)
    assert settings.heartbeat_s == pytest.approx(heartbeat_s)

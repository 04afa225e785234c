"""What the benchmark of sound makes of a capture."""

from types import SimpleNamespace

import numpy as np
import pytest

from bridge.bench import sound

RATE_HZ = sound.RATE_HZ


@pytest.fixture
def offline(monkeypatch):
    noise = (np.random.default_rng(1).standard_normal((10 * RATE_HZ, 2)) * 0.1).astype(np.float32)
    monkeypatch.setattr(sound, "WINDOW_S", 1.0)
    monkeypatch.setattr(sound, "read_journal", lambda _: [SimpleNamespace(frame=0)])
    monkeypatch.setattr(sound, "made_again", lambda *_: noise)
    return noise


def correlations(captured, tmp_path):
    soundfile = pytest.importorskip("soundfile")
    soundfile.write(str(tmp_path / "heard.wav"), captured, RATE_HZ, subtype="FLOAT")
    return sound.correlations(tmp_path / "heard.wav", tmp_path / "journal")


def test_frames_that_were_lost_on_the_way_cost_no_window_but_their_own(offline, tmp_path):
    captured = np.concatenate([offline[4800 : 4 * RATE_HZ + 100], offline[4 * RATE_HZ + 1334 : 9 * RATE_HZ]])
    found = correlations(captured, tmp_path)
    assert len(found) == 8
    assert sum(each > 0.999 for each in found) >= 7


def test_other_sound_is_not_like_it(offline, tmp_path):
    captured = offline[:, ::-1][: 5 * RATE_HZ] * np.float32(0.5) + offline[RATE_HZ : 6 * RATE_HZ] * np.float32(0.5)
    assert max(correlations(captured, tmp_path)) < 0.9

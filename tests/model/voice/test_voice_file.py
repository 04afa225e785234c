"""The file of a voice: what goes in comes out, and what is no voice is named."""

from __future__ import annotations

import gc
import warnings
from pathlib import Path

import numpy as np
import pytest

from model.voice.config import SILENCE
from model.voice.voice_file import LEVEL_STEP, SHIPPED_VOICE, VoiceFileError, load_voice, save_voice


def test_what_is_saved_is_what_is_loaded(tmp_path: Path) -> None:
    voice = load_voice()
    save_voice(voice, tmp_path / "new" / "a.npz")
    again = load_voice(tmp_path / "new" / "a.npz")
    for name, value in voice.templates._asdict().items():
        assert np.allclose(getattr(again.templates, name), value, rtol=2e-3, atol=1e-2), name
    assert again.refiner.keys() == voice.refiner.keys()
    assert all((again.refiner[name] == value).all() for name, value in voice.refiner.items())
    assert (again.words, again.sizes, again.programs, again.facts)[1:] == (voice.sizes, voice.programs, voice.facts)


def test_levels_are_kept_within_a_step_and_frequencies_within_a_cent(tmp_path: Path) -> None:
    voice = load_voice()
    rng = np.random.default_rng(0)
    tone = rng.uniform(SILENCE, 0, voice.templates.tone.shape).astype(np.float32)
    shape = voice.templates.ratios.shape
    ratios = np.where(rng.random(shape) < 0.9, rng.uniform(0.1, 90, shape), 0).astype(np.float32)
    save_voice(voice._replace(templates=voice.templates._replace(tone=tone, ratios=ratios)), tmp_path / "a.npz")
    again = load_voice(tmp_path / "a.npz").templates
    assert np.abs(again.tone.astype(np.float32) - tone).max() <= 0.6 * LEVEL_STEP
    assert ((again.ratios > 0) == (ratios > 0)).all()
    there = ratios > 0
    assert np.abs(1200 * np.log2(again.ratios[there] / ratios[there])).max() < 0.3


def test_the_shipped_voice_is_small() -> None:
    assert SHIPPED_VOICE.stat().st_size < 3_000_000


def test_a_missing_voice_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(VoiceFileError, match=r"there is no voice .*none\.npz; make one with `sideman train-voice"):
        load_voice(tmp_path / "none.npz")


@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
def test_a_damaged_voice_is_one_sentence(tmp_path: Path, share: float) -> None:
    whole = SHIPPED_VOICE.read_bytes()
    (tmp_path / "a.npz").write_bytes(whole[: int(share * len(whole))])
    with pytest.raises(VoiceFileError, match=r"a\.npz is not a voice"):
        load_voice(tmp_path / "a.npz")
    with warnings.catch_warnings(action="ignore", category=ResourceWarning):
        gc.collect()  # numpy forgets to close a file that is no whole archive


def test_another_archive_is_no_voice(tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", x=np.zeros(3))
    with pytest.raises(VoiceFileError, match=r"a\.npz is not a voice"):
        load_voice(tmp_path / "a.npz")

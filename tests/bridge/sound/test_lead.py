"""Instruments that move in steps: their lead is what takes the lateness out, on average over all places of a note."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from click_soundfont import write_click_soundfont

from bridge.sound.fluid import STEP_FRAMES, FluidInstrument
from bridge.sound.renderer import SoundRenderer
from bridge.sound.spectral import spectral_instrument
from bridge.sound.stems import StemInstrument

RATE_HZ, APART_FRAMES, PIECE_FRAMES = 48_000, 4_800, 480


def lateness(instrument, n_notes, step_frames):
    """Frames from where notes were sent to their first sound, each at another place of a step."""
    renderer = SoundRenderer(instrument, RATE_HZ)
    sent = [APART_FRAMES * (1 + number) + number * step_frames // n_notes for number in range(n_notes)]
    for frame in sent:
        renderer.add(frame, bytes((0x99, 60, 127)))
        renderer.add(frame + PIECE_FRAMES, bytes((0x89, 60, 0)))
    samples = np.concatenate([renderer.render(256)[0] for _ in range((n_notes + 2) * APART_FRAMES // 256)])
    instrument.close()
    return np.array([np.flatnonzero(np.abs(samples[at:, 0]) > 1e-3)[0] for at in sent])


@pytest.mark.fluidsynth
@pytest.mark.parametrize("kind", [FluidInstrument, StemInstrument])
def test_fluidsynths_lead_is_its_mean_lateness(kind, tmp_path):
    write_click_soundfont(tmp_path / "click.sf2")
    instrument = kind(RATE_HZ, str(tmp_path / "click.sf2"))
    late = lateness(instrument, 64, STEP_FRAMES)
    assert late.max() - late.min() < STEP_FRAMES
    assert abs(late.mean() - instrument.lead_frames) < 3  # a step fades in: its very first frames are too soft


def test_the_spectral_voices_lead_is_half_a_frame():
    instrument = spectral_instrument(RATE_HZ)
    hop_frames = 2 * instrument.lead_frames
    assert 10.0 < 1000.0 * hop_frames / RATE_HZ < 13.0
    late = lateness(instrument, 16, hop_frames)
    assert late.max() - late.min() <= hop_frames

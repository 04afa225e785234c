"""Stems: their sum is the sound that is made without them, and each holds its own channel alone."""

import numpy as np
import pytest

from bridge.core.errors import RenderError
from bridge.sound.fluid import FluidInstrument
from bridge.sound.instrument import N_CHANNELS
from bridge.sound.process import make_instrument
from bridge.sound.renderer import SoundRenderer
from bridge.sound.settings import SoundSettings
from bridge.sound.stem_names import N_STEMS, OUTPUT_NAMES, STEM_NAMES
from bridge.sound.stems import StemInstrument

pytestmark = pytest.mark.fluidsynth

RATE_HZ, BLOCK = 44_100, 256


def band():
    """(frame, message): every channel with a sound, a place and effects of its own, notes that overlap, a bend."""
    for channel in range(16):
        yield 0, bytes((0xC0 | channel, 7 * channel))
        for control, value in ((7, 60 + channel), (10, 8 * channel), (91, 30 + 5 * channel), (93, 40)):
            yield 0, bytes((0xB0 | channel, control, value))
        for number in range(6):
            frame, key = 1_000 * channel + 9_173 * number, 40 + channel + number
            yield frame, bytes((0x90 | channel, key, 70 + channel))
            yield frame + 7_001, bytes((0x80 | channel, key, 0))
    yield 30_011, bytes((0xE3, 0, 80))


def rendered(instrument, messages, n_frames, gain=1.0):
    renderer = SoundRenderer(instrument, RATE_HZ, gain)
    for frame, data in messages:
        renderer.add(frame, data)
    blocks = [renderer.render(BLOCK)[0] for _ in range(n_frames // BLOCK)]
    instrument.close()
    return np.concatenate(blocks), renderer


def test_the_sum_of_the_stems_is_the_mix_of_the_plain_synthesiser():
    n_frames = 2 * RATE_HZ
    plain, _ = rendered(FluidInstrument(RATE_HZ), band(), n_frames)
    stems, renderer = rendered(StemInstrument(RATE_HZ), band(), n_frames)
    assert not renderer.limiter.n_limited  # before the limiter
    mix, apart = stems[:, :N_CHANNELS], stems[:, N_CHANNELS:].reshape(len(stems), N_STEMS, N_CHANNELS)
    assert np.abs(plain).max() > 0.2
    np.testing.assert_allclose(apart.sum(axis=1), plain, atol=2e-6)
    np.testing.assert_allclose(mix, plain, atol=2e-6)


@pytest.mark.parametrize("channel", [0, 9, 15])
def test_a_stem_holds_its_channel_with_its_effects_and_no_other(channel):
    messages = [(frame, data) for frame, data in band() if data[0] & 0x0F == channel]
    stems, _ = rendered(StemInstrument(RATE_HZ), messages, RATE_HZ)
    apart = stems[:, N_CHANNELS:].reshape(len(stems), N_STEMS, N_CHANNELS)
    levels = np.abs(apart).max(axis=(0, 2))
    assert levels[channel] > 0.02
    assert np.delete(levels, channel).max() < 1e-6  # what keeps FluidSynth's filters from denormal numbers
    np.testing.assert_allclose(apart[:, channel], stems[:, :N_CHANNELS], atol=1e-5)


def test_the_limiter_turns_down_the_mix_alone():
    loud, renderer = rendered(StemInstrument(RATE_HZ), band(), RATE_HZ, gain=4.0)
    assert renderer.limiter.n_limited
    assert np.abs(loud[:, :N_CHANNELS]).max() < 0.9
    assert np.abs(loud[:, N_CHANNELS:].reshape(len(loud), N_STEMS, N_CHANNELS).sum(axis=1)).max() > 0.9


def test_names():
    assert STEM_NAMES[9] == "drums"
    assert STEM_NAMES[15] == "percussive_sfx"
    assert OUTPUT_NAMES[:2] == ("piano_left", "piano_right")
    assert len(set(OUTPUT_NAMES)) == 2 * N_STEMS


def test_the_spectral_voice_has_none():
    with pytest.raises(RenderError, match=r"audio\.stems needs"):
        make_instrument(SoundSettings(voice="spectral", jack_memory="there", stems=True))

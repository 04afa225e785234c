"""Renders a .mid to a .wav with FluidSynth, off line. Any thread; nothing here is needed to play over MIDI or OSC."""

from __future__ import annotations

import warnings
import wave
from pathlib import Path
from typing import TYPE_CHECKING

from bridge.core.errors import RenderError
from bridge.core.stderr_silencer import silence_stderr
from bridge.recording.soundfonts import find_soundfont, load_fluidsynth, open_synth

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SAMPLE_RATE_HZ = 44_100
_PEAK = 0.89  # -1 dB, so that no player clips


def render(midi: Path, wav: Path) -> float:
    """Render ``midi`` to a 16-bit mono ``wav`` and return its length in seconds. Raises RenderError."""
    soundfont = find_soundfont()
    load_fluidsynth()  # pretty_midi would only say that it is missing when it plays
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pretty_midi imports pkg_resources in some versions, which warns
        import numpy as np
        import pretty_midi  # noqa: F401
    try:
        with silence_stderr():  # FluidSynth remarks on the audio devices it will not use
            samples = _samples(midi, soundfont)
        loudest = float(np.abs(samples).max(initial=0.0))
        scaled = samples * (_PEAK * 32_767 / loudest) if loudest > 0 else samples
        wav.parent.mkdir(parents=True, exist_ok=True)
        with wav.open("wb") as file, wave.open(file, "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(SAMPLE_RATE_HZ)
            out.writeframes(scaled.astype("<i2").tobytes())
    except (OSError, ValueError, EOFError) as error:
        raise RenderError(f"{wav} could not be rendered: {error}") from error
    return len(samples) / SAMPLE_RATE_HZ


def _samples(midi: Path, soundfont: Path) -> NDArray[np.float64]:
    import pretty_midi

    synthesizer, number = open_synth(soundfont, SAMPLE_RATE_HZ)
    try:
        music = pretty_midi.PrettyMIDI(str(midi))
        samples: NDArray[np.float64] = music.fluidsynth(
            fs=SAMPLE_RATE_HZ, synthesizer=synthesizer, sfid=number, normalize=False
        )
        return samples
    finally:
        synthesizer.delete()

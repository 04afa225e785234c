"""Renders a .mid to a .wav with FluidSynth, off line. Any thread; nothing here is needed to play over MIDI or OSC."""

from __future__ import annotations

import os
import warnings
import wave
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from bridge.errors import RenderError
from bridge.quiet import quiet_stderr

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SOUNDFONT_VARIABLE = "SIDEMAN_SOUNDFONT"
SAMPLE_RATE_HZ = 44_100
_PEAK = 0.89  # -1 dB, so that no player clips
_SYSTEM_SOUNDFONTS = (
    "/usr/share/sounds/sf2/FluidR3_GM.sf2",
    "/usr/share/soundfonts/FluidR3_GM.sf2",
    "/usr/local/share/fluidsynth/FluidR3_GM.sf2",
)
HOW_TO_GET = "install it with: apt install libfluidsynth3 (Debian) or brew install fluid-synth (macOS)"


def find_soundfont() -> Path:
    """The configured SoundFont, else FluidR3 of the system, else the one inside pretty_midi. Raises RenderError."""
    configured = os.environ.get(SOUNDFONT_VARIABLE)
    if configured:
        if not Path(configured).is_file():
            raise RenderError(f"${SOUNDFONT_VARIABLE} names {configured}, which is not there; name an .sf2 file")
        return Path(configured)
    found = next((path for path in _soundfonts() if path.is_file()), None)
    if found is None:
        raise RenderError(f"no SoundFont was found; set ${SOUNDFONT_VARIABLE} to an .sf2 file")
    return found


def _soundfonts() -> Iterator[Path]:
    yield from map(Path, _SYSTEM_SOUNDFONTS)
    spec = find_spec("pretty_midi")
    if spec is not None and spec.origin:
        yield from sorted(Path(spec.origin).parent.glob("*.sf2"))


def render(midi: Path, wav: Path) -> float:
    """Render ``midi`` to a 16-bit mono ``wav`` and return its length in seconds. Raises RenderError."""
    soundfont = find_soundfont()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # pretty_midi imports pkg_resources in some versions, which warns
            import fluidsynth  # noqa: F401 - pretty_midi would only say that it is missing when it plays
            import numpy as np
            import pretty_midi  # noqa: F401
    except (ImportError, OSError) as error:
        raise RenderError(f"FluidSynth is not there ({error}); {HOW_TO_GET}") from error
    try:
        with quiet_stderr():  # FluidSynth remarks on the audio devices it will not use
            samples = _samples(midi, soundfont)
        loudest = float(np.abs(samples).max(initial=0.0))
        scaled = samples * (_PEAK * 32_767 / loudest) if loudest > 0 else samples
        wav.parent.mkdir(parents=True, exist_ok=True)
        with wave.open(str(wav), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(SAMPLE_RATE_HZ)
            out.writeframes(scaled.astype("<i2").tobytes())
    except (OSError, ValueError, EOFError) as error:
        raise RenderError(f"{wav} could not be rendered: {error}") from error
    return len(samples) / SAMPLE_RATE_HZ


def _samples(midi: Path, soundfont: Path) -> NDArray[np.float64]:
    import fluidsynth
    import pretty_midi

    synthesizer = fluidsynth.Synth(samplerate=SAMPLE_RATE_HZ)
    try:
        number = synthesizer.sfload(str(soundfont))
        if number < 0:  # FluidSynth would go on, and play noise
            raise RenderError(f"{soundfont} is no SoundFont; name an .sf2 file in ${SOUNDFONT_VARIABLE}")
        music = pretty_midi.PrettyMIDI(str(midi))
        samples: NDArray[np.float64] = music.fluidsynth(
            fs=SAMPLE_RATE_HZ, synthesizer=synthesizer, sfid=number, normalize=False
        )
        return samples
    finally:
        synthesizer.delete()

"""FluidSynth and the SoundFont it plays: where they are, and what to do when they are not. Any thread."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from bridge.core.errors import RenderError
from bridge.core.stderr_silencer import silence_stderr

SOUNDFONT_VARIABLE = "SIDEMAN_SOUNDFONT"
_SYSTEM_SOUNDFONTS = (
    "/usr/share/sounds/sf2/FluidR3_GM.sf2",
    "/usr/share/soundfonts/FluidR3_GM.sf2",
    "/usr/local/share/fluidsynth/FluidR3_GM.sf2",
)
HOW_TO_GET = "install it with: apt install libfluidsynth3 (Debian) or brew install fluid-synth (macOS)"


def find_soundfont(configured: str = "") -> Path:
    """The configured one, else the variable's, else FluidR3 of the system, else pretty_midi's. Raises RenderError."""
    named = (("audio.soundfont", configured), (f"${SOUNDFONT_VARIABLE}", os.environ.get(SOUNDFONT_VARIABLE)))
    for name, value in named:
        if value:
            path = Path(value).expanduser()
            if not path.is_file():
                raise RenderError(f"{name} names {value}, which is not there; name an .sf2 file")
            return path
    found = next((path for path in _soundfonts() if path.is_file()), None)
    if found is None:
        raise RenderError(f"no SoundFont was found; set ${SOUNDFONT_VARIABLE} to an .sf2 file")
    return found


def load_fluidsynth() -> ModuleType:
    """The binding. Raises RenderError, which says how to get the library."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of versions of libraries: none of the performer's business
            return import_module("fluidsynth")
    except (ImportError, OSError) as error:
        raise RenderError(f"FluidSynth is not there ({error}); {HOW_TO_GET}") from error


def open_synth(soundfont: Path, sample_rate_hz: float, **settings: Any) -> tuple[Any, int]:
    """A FluidSynth that has loaded a SoundFont, and the number it gave that. The caller deletes it.

    settings: of `fluidsynth.Synth`. Raises RenderError without the library, or when the file is not a SoundFont.
    """
    library = load_fluidsynth()
    with silence_stderr():  # it remarks on the audio devices it will not use
        synth = library.Synth(samplerate=sample_rate_hz, **settings)
        number = synth.sfload(str(soundfont))
    if number < 0:  # it would go on, and play noise
        synth.delete()
        raise RenderError(
            f"{soundfont} is not a SoundFont; name an .sf2 file in audio.soundfont or ${SOUNDFONT_VARIABLE}"
        )
    return synth, number


def _soundfonts() -> Iterator[Path]:
    yield from map(Path, _SYSTEM_SOUNDFONTS)
    spec = find_spec("pretty_midi")
    if spec is not None and spec.origin:
        yield from sorted(Path(spec.origin).parent.glob("*.sf2"))

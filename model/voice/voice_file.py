"""The file of a trained voice: arrays as half floats in one .npz. Numpy only, any thread."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

import numpy as np

from model.music.archive import check_unpacked_size
from model.music.config import PARTS, STYLES
from model.voice.config import KNOTS_S, TIMBRES, Floats, VoiceSizes
from model.voice.templates import Templates

SHIPPED_VOICE = Path(__file__).parents[1] / "weights" / "voice.model"
VERSION = 1
LEVEL_STEP = 0.1  # of levels in the file, natural logarithm: 0.9 dB
RATIO_STEPS, LOWEST_OCTAVE = 4_096, 8  # steps an octave, which are 0.3 cents; octaves below the pitch
_LEVELS, _RATIOS = ("templates/tone", "templates/noise"), "templates/ratios"
_MANIFEST = "manifest"


class VoiceFileError(Exception):
    """A voice file that is missing, damaged or of another version; the message says what to do."""


class Voice(NamedTuple):
    """A trained voice."""

    templates: Templates
    refiner: Mapping[str, Floats]  # by name of the Keras variable
    words: Floats  # (512 + 1, N_TIMBRES): from a text's embedding to log odds of timbres
    sizes: VoiceSizes
    programs: Mapping[str, int]  # General MIDI program (from 0) that each part was learnt from
    facts: Mapping[str, Any]  # how it was trained


def save_voice(voice: Voice, path: Path) -> None:
    """Write a voice whole, or not at all."""
    manifest = {
        "version": VERSION, "parts": PARTS, "styles": STYLES, "timbres": TIMBRES, "knots_s": KNOTS_S,
        "sizes": asdict(voice.sizes),
        "programs": dict(voice.programs), "facts": dict(voice.facts),
    }  # fmt: skip
    arrays = {f"templates/{name}": value for name, value in voice.templates._asdict().items()}
    arrays |= {f"refiner/{name}": value for name, value in voice.refiner.items()}
    arrays["words"] = voice.words
    small: dict[str, Any] = {name: np.asarray(value, np.float16) for name, value in arrays.items()}
    small[_RATIOS] = _as_cents(voice.templates.ratios)
    for name in _LEVELS:
        small[name] = np.clip(np.round((arrays[name]) / LEVEL_STEP), -128, 127).astype(np.int8)
    small[_MANIFEST] = np.frombuffer(json.dumps(manifest).encode(), np.uint8)
    unfinished = path.with_name(f"unfinished-{path.name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    with unfinished.open("wb") as file:
        np.savez_compressed(file, **small)
    unfinished.replace(path)


def load_voice(path: Path | None = None) -> Voice:
    """Read a voice (None: the one that ships). Raises VoiceFileError."""
    path = path or SHIPPED_VOICE
    try:
        check_unpacked_size(path)
        with path.open("rb") as file, np.load(file) as data:
            manifest = json.loads(bytes(data[_MANIFEST]))
            arrays = {name: _unpacked(name, data[name]) for name in data.files if name != _MANIFEST}
        _check(manifest, path)
        sizes = VoiceSizes(**manifest["sizes"] | {"dilations": tuple(manifest["sizes"]["dilations"])})
        templates = Templates(*(arrays[f"templates/{name}"] for name in Templates._fields))
    except FileNotFoundError as error:
        raise VoiceFileError(
            f"there is no voice {path}; make one with `sideman train-voice FOLDER -o {path}`"
        ) from error
    except (OSError, ValueError, KeyError, TypeError, BadZipFile, EOFError) as error:
        raise VoiceFileError(f"{path} is not a voice ({error}); make one with `sideman train-voice`") from error
    refiner = {n.removeprefix("refiner/"): value for n, value in arrays.items() if n.startswith("refiner/")}
    return Voice(templates, refiner, arrays["words"], sizes, manifest["programs"], manifest["facts"])


def _as_cents(ratios: Floats) -> Any:
    octaves = np.log2(np.maximum(ratios, 1e-9)) + LOWEST_OCTAVE
    return np.where(ratios > 0, np.clip(np.round(octaves * RATIO_STEPS), 1, 65_535), 0).astype(np.uint16)


def _unpacked(name: str, stored: Any) -> Any:
    """Levels become halves, which keeps them small; a frame needs a few rows of them."""
    if name in _LEVELS:
        return stored.astype(np.float16) * np.float16(LEVEL_STEP)
    if name == _RATIOS:
        return np.where(stored > 0, 2 ** (stored / np.float32(RATIO_STEPS) - LOWEST_OCTAVE), 0).astype(np.float32)
    return stored.astype(np.float32)


def _check(manifest: Mapping[str, Any], path: Path) -> None:
    same = (VERSION, list(PARTS), list(STYLES), list(TIMBRES), list(KNOTS_S))
    found = tuple(manifest.get(name) for name in ("version", "parts", "styles", "timbres", "knots_s"))
    if found != same:
        raise VoiceFileError(f"{path} is of another version; make it again with `sideman train-voice`")

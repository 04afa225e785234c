"""A .mid as a .wav for each part: they add up to the mix, each holds its part alone, and what cannot be is told."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from bridge_doubles import ScriptedBar

from bridge.core.errors import RenderError
from bridge.playback.sounds import USUAL_SOUNDS
from bridge.recording.take import write_take
from bridge.sound.stem_files import RATE_HZ, write_stems
from model.music.config import DRUMS, PARTS
from model.music.events import Metre, Note

pytestmark = pytest.mark.fluidsynth

PIANO, BASS = PARTS.index("piano"), PARTS.index("bass")
LENGTH_S, TAIL_S = 4.0, 8.0  # two bars of 4/4 at 120 bpm, and what may ring


def write(path: Path, pitches):
    notes = tuple(Note(tick, part, pitch, 24, 90) for tick in range(0, 96, 24) for part, pitch in pitches.items())
    write_take(path, [ScriptedBar(Metre(4, 4), 120.0, ("C", "C"), notes)] * 2)
    return path


def read(folder: Path, name: str):
    samples, rate_hz = soundfile.read(str(folder / f"{name}.wav"))
    assert rate_hz == RATE_HZ
    return samples


def test_they_add_up_to_the_mix_and_each_sounds(tmp_path):
    midi = write(tmp_path / "a.mid", {DRUMS: 38, PIANO: 60, BASS: 36})
    names, length_s = write_stems(midi, tmp_path / "new" / "stems", USUAL_SOUNDS)
    folder = tmp_path / "new" / "stems"
    assert (
        sorted(each.stem for each in folder.iterdir()) == sorted([*names, "mix"]) == ["bass", "drums", "mix", "piano"]
    )
    mix, stems = read(folder, "mix"), {name: read(folder, name) for name in names}
    assert LENGTH_S < length_s < LENGTH_S + TAIL_S
    assert {each.shape for each in stems.values()} == {mix.shape} == {(round(length_s * RATE_HZ), 2)}
    np.testing.assert_allclose(sum(stems.values()), mix, atol=2e-6)
    assert min(np.abs(each).max() for each in stems.values()) > 0.02
    assert np.abs(mix[-64:]).max() < 1e-3  # it rings until it is silent


def test_a_stem_is_the_part_as_it_sounds_by_itself(tmp_path):
    write_stems(write(tmp_path / "a.mid", {DRUMS: 38, BASS: 36}), tmp_path / "band", USUAL_SOUNDS)
    write_stems(write(tmp_path / "b.mid", {BASS: 36}), tmp_path / "alone", USUAL_SOUNDS)
    bass = read(tmp_path / "band", "bass")
    alone = read(tmp_path / "alone", "mix")
    n_frames = min(len(bass), len(alone))
    np.testing.assert_allclose(bass[:n_frames], alone[:n_frames], atol=2e-6)


def test_place_and_volume_are_the_players(tmp_path):
    sounds = list(USUAL_SOUNDS)
    sounds[BASS] = sounds[BASS]._replace(pan=0)
    write_stems(write(tmp_path / "a.mid", {BASS: 36}), tmp_path, sounds)
    left, right = np.abs(read(tmp_path, "bass")).max(axis=0)
    assert left > 5 * right


def test_music_without_notes_is_a_mix_without_sound(tmp_path):
    write_take(tmp_path / "a.mid", [])
    names, _ = write_stems(tmp_path / "a.mid", tmp_path, USUAL_SOUNDS)
    assert names == []
    assert np.abs(read(tmp_path, "mix")).max() < 1e-6


def test_what_is_no_midi_or_no_folder_is_one_sentence(tmp_path):
    (tmp_path / "no.mid").write_bytes(b"no music")
    with pytest.raises(RenderError, match=r"no\.mid could not be rendered"):
        write_stems(tmp_path / "no.mid", tmp_path / "stems", USUAL_SOUNDS)
    assert not (tmp_path / "stems").exists()
    midi = write(tmp_path / "a.mid", {BASS: 36})
    with pytest.raises(RenderError, match=r"mix\.wav cannot be written"):
        write_stems(midi, tmp_path / "no.mid", USUAL_SOUNDS)

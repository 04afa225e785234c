"""Audio from takes: with the real FluidSynth where it is, and without it."""

import wave
from pathlib import Path

import numpy as np
import pytest
from bridge_doubles import ScriptedBar

from bridge.core.errors import RenderError
from bridge.recording.render import SAMPLE_RATE_HZ, render
from bridge.recording.soundfonts import SOUNDFONT_VARIABLE, find_soundfont
from bridge.recording.take import write_take
from model.music.config import DRUMS, PARTS
from model.music.events import Metre, Note

N_BARS = 2
LENGTH_S = 4.0  # two bars of 4/4 at 120 bpm
TAIL_S = 2.5  # what may ring after the last note-off

real_library = pytest.mark.fluidsynth


@pytest.fixture(scope="module")
def _fluidsynth():
    try:
        import fluidsynth  # noqa: F401
    except (ImportError, OSError):
        pytest.skip("FluidSynth is not installed (Debian: libfluidsynth3)")


@pytest.fixture
def take(tmp_path):
    notes = tuple(Note(tick, part, pitch, 24, 90) for tick in range(0, 96, 24) for part, pitch in PITCHES.items())
    bars = [ScriptedBar(Metre(4, 4), 120.0, ("C", "C"), notes)] * N_BARS
    write_take(tmp_path / "take.mid", bars)
    return tmp_path / "take.mid"


PITCHES = {DRUMS: 38, PARTS.index("piano"): 60, PARTS.index("bass"): 36}


@real_library
@pytest.mark.usefixtures("_fluidsynth")
def test_a_wav_has_sound_for_as_long_as_the_take(take):
    wav = take.with_name("new") / "take.wav"  # its folder is made
    length_s = render(take, wav)
    assert LENGTH_S <= length_s <= LENGTH_S + TAIL_S
    with wave.open(str(wav)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, SAMPLE_RATE_HZ)
        assert file.getnframes() == round(length_s * SAMPLE_RATE_HZ)
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(float)
    assert 0.85 * 32_768 < abs(samples).max() < 0.95 * 32_768
    beats = samples[: round(LENGTH_S * SAMPLE_RATE_HZ)].reshape(4 * N_BARS, -1)
    assert (np.sqrt((beats**2).mean(1)) > 300).all()  # every beat is struck
    assert abs(samples[-SAMPLE_RATE_HZ // 20 :]).max() < 0.2 * abs(samples).max()


@real_library
@pytest.mark.usefixtures("_fluidsynth")
def test_a_take_without_notes_is_a_wav_without_sound(tmp_path):
    write_take(tmp_path / "a.mid", [])
    assert render(tmp_path / "a.mid", tmp_path / "a.wav") == 0.0
    with wave.open(str(tmp_path / "a.wav")) as file:
        assert file.getnframes() == 0


@real_library
@pytest.mark.usefixtures("_fluidsynth")
def test_the_soundfont_can_be_chosen(take, monkeypatch):
    copy = take.with_name("mine ♯.sf2")
    copy.symlink_to(find_soundfont().resolve())
    monkeypatch.setenv(SOUNDFONT_VARIABLE, str(copy))
    assert find_soundfont() == copy
    assert render(take, take.with_suffix(".wav")) > LENGTH_S


@real_library
@pytest.mark.usefixtures("_fluidsynth")
def test_a_file_that_is_no_soundfont_is_one_sentence(take, monkeypatch):
    garbage = take.with_name("garbage.sf2")
    garbage.write_text("not a SoundFont")
    monkeypatch.setenv(SOUNDFONT_VARIABLE, str(garbage))
    with pytest.raises(RenderError, match=f"garbage.sf2 is not a SoundFont.*{SOUNDFONT_VARIABLE}"):
        render(take, take.with_suffix(".wav"))
    assert not take.with_suffix(".wav").exists()


@real_library
@pytest.mark.usefixtures("_fluidsynth")
@pytest.mark.parametrize("content", [b"", b"MThd\x00\x00\x00\x06 this is no music"])
def test_a_take_that_is_no_midi_is_one_sentence(tmp_path, content):
    (tmp_path / "a.mid").write_bytes(content)
    with pytest.raises(RenderError, match="could not be rendered"):
        render(tmp_path / "a.mid", tmp_path / "a.wav")


@real_library
@pytest.mark.usefixtures("_fluidsynth")
def test_a_folder_that_is_a_file_is_one_sentence(take):
    with pytest.raises(RenderError, match=r"take\.wav could not be rendered"):
        render(take, take / "take.wav")


def test_without_a_choice_there_is_a_soundfont(monkeypatch):
    monkeypatch.delenv(SOUNDFONT_VARIABLE, raising=False)
    assert find_soundfont().suffix in (".sf2", ".sf3")


def test_without_a_soundfont_of_the_system_the_one_of_pretty_midi_is_taken(monkeypatch):
    monkeypatch.delenv(SOUNDFONT_VARIABLE, raising=False)
    monkeypatch.setattr("bridge.recording.soundfonts._SYSTEM_SOUNDFONTS", ("/no/such.sf2",))
    assert find_soundfont().parent.name == "pretty_midi"


def test_a_soundfont_that_is_not_there_is_one_sentence(take, monkeypatch):
    monkeypatch.setenv(SOUNDFONT_VARIABLE, "/no/such.sf2")
    with pytest.raises(RenderError, match=f"{SOUNDFONT_VARIABLE} names /no/such.sf2"):
        render(take, take.with_suffix(".wav"))


def test_no_soundfont_at_all_is_one_sentence(take, monkeypatch):
    monkeypatch.delenv(SOUNDFONT_VARIABLE, raising=False)
    monkeypatch.setattr("bridge.recording.soundfonts._soundfonts", lambda: iter([Path("/no/such.sf2")]))
    with pytest.raises(RenderError, match=f"set \\${SOUNDFONT_VARIABLE}"):
        render(take, take.with_suffix(".wav"))


@pytest.mark.parametrize("error", [ImportError("Couldn't find the FluidSynth library."), OSError("no such library")])
def test_without_fluidsynth_it_says_how_to_get_it(take, monkeypatch, error):
    def without_fluidsynth(_name):
        raise error

    monkeypatch.setattr("bridge.recording.soundfonts.import_module", without_fluidsynth)
    with pytest.raises(RenderError, match=r"FluidSynth is not there.*apt install libfluidsynth3") as raised:
        render(take, take.with_suffix(".wav"))
    assert "\n" not in str(raised.value)
    assert raised.value.__cause__ is error
    assert not take.with_suffix(".wav").exists()

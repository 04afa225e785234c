"""Notes of MIDI files in seconds, and the tables of the voice: sounds, rows, knots, lobes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import mido
import numpy as np
import pytest

from model.music.config import PARTS
from model.voice.config import (
    BIN_HZ,
    FIRST_KIT,
    KITS,
    KNOTS_S,
    N_BANDS,
    N_BINS,
    N_FFT,
    N_ROWS,
    RATE_HZ,
    bands,
    hats,
    knot_weights,
    row_of,
    row_pitch,
    row_sound,
)
from model.voice.notes import notes_of, read_notes
from model.voice.templates import hann_lobe, lobes, partials_hz


def write(path: Path, *messages: mido.Message) -> Path:
    """One track at 120 bpm and 480 ticks a beat; ``time`` of each message in ticks since the one before."""
    mido.MidiFile(ticks_per_beat=480, tracks=[mido.MidiTrack(messages)]).save(path)
    return path


def on(pitch: int, velocity: int = 80, time: int = 0) -> mido.Message:
    return mido.Message("note_on", note=pitch, velocity=velocity, time=time)


def off(pitch: int, time: int) -> mido.Message:
    return mido.Message("note_off", note=pitch, time=time)


def test_a_song_is_read_in_seconds_with_the_sounds_of_its_channels(
    song_writer: Callable[..., None], tmp_path: Path
) -> None:
    song_writer(tmp_path / "a.mid", seed=0)
    notes = read_notes(tmp_path / "a.mid")
    assert {int(sound) for sound in notes.sound} == {0, 33, 73, FIRST_KIT}
    parts = {0 if sound >= FIRST_KIT else 1 + int(sound) // 8 for sound in notes.sound}
    assert {PARTS[part] for part in parts} == {"drums", "piano", "bass", "pipe"}
    assert (notes.end_s > notes.onset_s).all()
    assert notes.onset_s.max() == pytest.approx(12 * 4 * 0.6 - 0.3)  # the last eighth of twelve bars at 100 bpm


def test_the_pedal_holds_notes_and_volume_makes_them_softer(tmp_path: Path) -> None:
    control = "control_change"
    path = write(
        tmp_path / "a.mid",
        mido.Message(control, control=64, value=127),
        mido.Message(control, control=7, value=50),
        on(60), off(60, 480), mido.Message(control, control=64, value=0, time=960), on(62, time=0), off(62, 480),
    )  # fmt: skip
    notes = read_notes(path)
    assert notes.end_s[0] == pytest.approx(1.5)
    assert notes.velocity[0] == pytest.approx(40)
    assert (notes.onset_s[1], notes.end_s[1]) == pytest.approx((1.5, 2.0))


def test_a_pitch_that_is_struck_again_ends_first() -> None:
    notes = notes_of([(0.0, 3.0, 0, 60, 80.0), (1.0, 2.0, 0, 60, 80.0), (1.0, 2.0, 1, 60, 80.0)])
    assert notes.end_s.tolist() == [1.0, 2.0, 2.0]
    assert notes.window(0.5, 5.0).onset_s.tolist() == [0.5, 0.5]


@pytest.mark.parametrize("content", [b"", b"MThd\x00\x00\x00\x06 this is no music"])
def test_a_damaged_file_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.mid").write_bytes(content)
    with pytest.raises(ValueError, match=r"a\.mid is not a readable MIDI file"):
        read_notes(tmp_path / "a.mid")


def test_every_row_is_that_of_its_own_sound_and_pitch() -> None:
    assert [row_of(row_sound(row), row_pitch(row)) for row in range(N_ROWS)] == list(range(N_ROWS))


def test_an_unknown_kit_is_the_standard_one_and_pitches_beyond_the_table_are_its_ends() -> None:
    assert row_of(FIRST_KIT + 1, 38) == row_of(FIRST_KIT, 38)
    assert row_of(FIRST_KIT + KITS[-1], 38) != row_of(FIRST_KIT, 38)
    assert row_of(5, 0) == row_of(5, 24)
    assert row_of(5, 127) == row_of(5, 108)


@pytest.mark.parametrize("triangles", [bands(), hats(16)])
def test_triangles_over_the_bins_sum_to_one(triangles: np.ndarray) -> None:
    assert triangles.shape in ((N_BANDS, N_BINS), (16, N_BINS))
    assert triangles.sum(axis=0) == pytest.approx(1.0, abs=1e-5)


def test_time_is_read_off_between_knots_and_goes_on_behind_the_last() -> None:
    at = np.array([-1.0, KNOTS_S[3], 0.5 * (KNOTS_S[8] + KNOTS_S[9]), KNOTS_S[-1] + 1.0])
    weights = knot_weights(at)
    assert weights.sum(axis=-1) == pytest.approx(1.0)
    assert weights[0, 0] == 1
    assert weights[1, 3] == pytest.approx(1.0, abs=1e-6)
    assert weights[2, 8:10] == pytest.approx(0.5)
    assert (weights[:3] @ np.asarray(KNOTS_S))[1:] == pytest.approx(at[1:3])
    assert weights[3] @ np.asarray(KNOTS_S) == pytest.approx(at[3])


def test_a_lobe_is_what_an_fft_shows_of_a_sine() -> None:
    hz = 60.3 * BIN_HZ
    time = np.arange(N_FFT) / RATE_HZ
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(N_FFT) / N_FFT)
    shown = np.abs(np.fft.rfft(np.sin(2 * np.pi * hz * time) * window)) / (N_FFT / 4)
    place = lobes(np.array([hz], np.float32))
    assert shown[place.bins[0]] == pytest.approx(place.heights[0], abs=2e-3)
    assert hann_lobe(np.array([3.0]))[0] == 0


def test_partials_out_of_range_have_no_height() -> None:
    hz = partials_hz(np.array([1.0, 0.0, 100.0], np.float32), 69)
    assert hz.tolist() == [440.0, 0.0, 44_000.0]
    assert (lobes(hz).heights.max(axis=-1) > 0).tolist() == [True, False, False]

"""Keys and chords are found, named and moved."""

from __future__ import annotations

import numpy as np
import pytest

from model.music.chord_symbols import chord_name, read_chord
from model.music.config import N_QUALITIES, NO_CHORD, QUALITY_INTERVALS
from model.music.harmony import chord_pitch_classes, find_key, half_bar_chords
from model.music.transposing import shift_to_common_tonic, transpose_chord

MAJOR, HARMONIC_MINOR = (0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 11)
KEYS = [(tonic, mode) for mode in (0, 1) for tonic in range(12)]


def histogram(pitches: list[int]) -> np.ndarray:
    return np.bincount(np.array(pitches) % 12, minlength=12).astype(float)


@pytest.mark.parametrize(("tonic", "mode"), KEYS)
def test_a_scale_up_and_down_from_the_tonic_tells_its_key(tonic: int, mode: int) -> None:
    steps = (*(HARMONIC_MINOR if mode else MAJOR), 12)
    up_and_down = [tonic + s for s in (*steps, *steps[::-1])]
    fifth_and_tonic = [tonic + 7, tonic + 12]
    assert find_key(histogram(up_and_down + fifth_and_tonic)) == (tonic, mode)


@pytest.mark.parametrize(("tonic", "mode"), KEYS)
def test_a_cadence_tells_its_key(tonic: int, mode: int) -> None:
    third = 3 if mode else 4
    first, fourth, fifth = (0, third, 7, 12), (5, 5 + third, 12), (7, 11, 14)
    cadence = [tonic + step for chord in (first, fourth, fifth, first) for step in chord]
    assert find_key(histogram(cadence)) == (tonic, mode)


@pytest.mark.parametrize("level", [0.0, 3.0])
def test_silence_and_noise_are_c_major(level: float) -> None:
    assert find_key(np.full(12, level)) == (0, 0)


@pytest.mark.parametrize(("tonic", "mode"), KEYS)
def test_every_key_moves_to_c_major_or_a_minor_by_the_shorter_way(tonic: int, mode: int) -> None:
    shift = shift_to_common_tonic(tonic, mode)
    assert -6 <= shift <= 5
    assert (tonic + shift) % 12 == (9 if mode else 0)


def notes_of(chords: list[tuple[int, ...]], half_ticks: int = 48) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows = [(half_ticks * i, half_ticks * (i + 1), p) for i, chord in enumerate(chords) for p in chord]
    starts, ends, pitches = np.array(rows, np.int64).T
    return starts, ends, pitches


def test_c_am_f_g_are_found_from_bass_and_triads() -> None:
    triads = [(36, 60, 64, 67), (45, 60, 64, 69), (41, 60, 65, 69), (43, 59, 62, 67)]
    halves = [chord for chord in triads for _ in range(2)]
    found = half_bar_chords(*notes_of(halves), np.arange(9) * 48)
    assert [chord_name(c) for c in found] == ["C", "C", "Am", "Am", "F", "F", "G", "G"]


def test_a_chord_held_through_the_bar_is_heard_in_both_halves() -> None:
    starts, ends, pitches = np.zeros(3, np.int64), np.full(3, 150), np.array([50, 65, 69])
    found = half_bar_chords(starts, ends, pitches, np.arange(5) * 48)
    assert [chord_name(c) for c in found] == ["Dm"] * 4


def test_the_bass_decides_between_chords_of_the_same_notes() -> None:
    upper = (64, 67, 72)  # E G C, then the bass
    for bass, name in ((36, "C"), (45, "Am7")):
        found = half_bar_chords(*notes_of([(bass, *upper), (bass, *upper)]), np.arange(3) * 48)
        assert chord_name(found[0]) == name


def test_silence_is_no_chord_and_a_half_bar_of_it_hears_the_other_half() -> None:
    nothing = np.zeros(0, np.int64)
    assert half_bar_chords(nothing, nothing, nothing, np.arange(5) * 48).tolist() == [NO_CHORD] * 4
    found = half_bar_chords(*notes_of([(48, 52, 55)]), np.arange(5) * 48)
    assert [chord_name(c) for c in found] == ["C", "C", "N.C.", "N.C."]


@pytest.mark.parametrize("chord", range(NO_CHORD))
def test_every_chord_reads_what_it_writes_and_moves(chord: int) -> None:
    assert read_chord(chord_name(chord)) == chord
    root, quality = divmod(chord, N_QUALITIES)
    for semitones in (-13, -1, 0, 5, 12):
        moved = transpose_chord(chord, semitones)
        assert moved % N_QUALITIES == quality
        assert chord_pitch_classes(moved) == {(root + semitones + i) % 12 for i in QUALITY_INTERVALS[quality]}
        assert transpose_chord(moved, -semitones) == chord


def test_no_chord_is_named_stays_and_has_no_notes() -> None:
    assert chord_name(NO_CHORD) == "N.C."
    assert transpose_chord(NO_CHORD, 3) == NO_CHORD
    assert chord_pitch_classes(NO_CHORD) == frozenset()


def test_enharmonic_names_are_one_chord() -> None:
    for one, other in (("Db", "C#"), ("Cbm", "Bm"), ("B#7", "C7"), ("Gbmaj7", "F#maj7")):
        assert read_chord(one) == read_chord(other)


@pytest.mark.parametrize("symbol", ["", "H", "Cm99", "N.C.", "C##", "C/H"])
def test_what_is_no_chord_is_refused_in_a_sentence(symbol: str) -> None:
    with pytest.raises(ValueError, match="is not a recognised chord; write it like"):
        read_chord(symbol)

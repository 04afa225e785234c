"""What the player's notes say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.inference.protocol import PastBar, PlayerAnalysis
from bridge.inference_worker.chord_follower import ChordFollower, chords_of, key_of
from model.music.chord_symbols import chord_name, read_chord
from model.music.config import BASS, DRUMS, N_QUALITIES, NO_CHORD, PARTS, QUALITIES, QUALITY_INTERVALS
from model.music.events import COMMON_TIME, Metre, Note
from model.music.keys import Key

PIANO = PARTS.index("piano")
CHORDS = [root * N_QUALITIES + quality for root in range(12) for quality in range(N_QUALITIES)]


def pitches_of(chord, lowest=48):
    root, quality = divmod(chord, N_QUALITIES)
    return [lowest + root + step for step in QUALITY_INTERVALS[quality]]


def last_heard(ear, events):
    """(pitch, velocity, beat) of keys; what was last said."""
    heard = [ear.receive(*event) for event in events]
    return next((each for each in reversed(heard) if each is not None), None)


def strike(pitches, beat=0.0, velocity=90):
    return [(pitch, velocity, beat) for pitch in pitches]


def release(pitches, beat):
    return [(pitch, 0, beat) for pitch in pitches]


# -- the chord


@pytest.mark.parametrize("chord", CHORDS, ids=chord_name)
@pytest.mark.parametrize("lowest", [24, 48, 84])
def test_every_chord_held_in_root_position_is_heard(chord, lowest):
    heard = last_heard(ChordFollower(), strike(pitches_of(chord, lowest)))
    assert chord_name(heard.chord) == chord_name(chord)


@pytest.mark.parametrize("chord", [chord for chord in CHORDS if QUALITIES[chord % N_QUALITIES] in ("", "m", "7")])
def test_a_chord_is_heard_from_its_last_key_however_it_was_struck(chord):
    low, *others = pitches_of(chord)
    heard = last_heard(ChordFollower(), strike([*reversed(others), low]))
    assert heard.chord == chord


def test_two_keys_say_nothing_and_octaves_no_more():
    assert last_heard(ChordFollower(), strike([48, 55, 60, 67])).chord is None


def test_a_chord_stays_until_another_is_heard():
    ear = ChordFollower()
    assert last_heard(ear, strike(pitches_of(read_chord("F")))).chord == read_chord("F")
    last_heard(ear, release(pitches_of(read_chord("F")), 4.0))
    heard = last_heard(ear, strike([60, 67], 20.0))
    assert heard is None or heard.chord == read_chord("F")
    heard = last_heard(ear, [*release([60, 67], 21.0), *strike(pitches_of(read_chord("Gm")), 40.0)])
    assert heard.chord == read_chord("Gm")


def test_keys_just_released_count_where_the_held_ones_are_too_few():
    ear = ChordFollower()
    assert last_heard(ear, [*strike([48], 0.0), *release([48], 0.4), *strike([52], 0.5), *release([52], 0.9)]) is None
    assert last_heard(ear, strike([55], 1.0)).chord == read_chord("C")


def test_keys_released_long_ago_do_not_count():
    ear = ChordFollower()
    last_heard(ear, [*strike([48, 52], 0.0), *release([48, 52], 1.0)])
    assert last_heard(ear, strike([55], 9.0)) is None


def test_what_is_heard_again_is_no_news():
    ear, said = ChordFollower(), []
    chord = pitches_of(read_chord("Am"))
    for beat in range(16):
        said.append(last_heard(ear, strike(chord, float(beat))))
        last_heard(ear, release(chord, beat + 0.9))
    assert {heard.chord for heard in said if heard} == {read_chord("Am")}
    assert said[8:] == [None] * 8


# -- the energy


def energy_of(velocity, keys_a_beat, n_keys=24):
    ear = ChordFollower()
    heard = None
    for number in range(n_keys):
        beat = number / keys_a_beat
        heard = ear.receive(60 + number % 2, velocity, beat) or heard
        ear.receive(60 + number % 2, 0, beat + 0.01)
    return heard.energy


def test_energy_follows_velocity():
    energies = [energy_of(velocity, 2.0) for velocity in (10, 50, 75, 100, 127)]
    assert energies == sorted(energies)
    assert len(set(energies)) >= 4
    assert energies[0] < 0.2
    assert energies[-1] > 0.7


def test_energy_follows_the_rate():
    energies = [energy_of(80, rate) for rate in (0.25, 2.0, 4.0, 12.0)]
    assert energies == sorted(energies)
    assert energies[-1] - energies[0] >= 0.25


def test_few_keys_say_nothing_of_energy():
    assert ChordFollower().receive(60, 127, 0.0) is None
    assert last_heard(ChordFollower(), strike([48, 52, 55])) == PlayerAnalysis(read_chord("C"), None)
    assert last_heard(ChordFollower(), strike([48, 52, 55, 60])).energy is not None


EVENTS = st.lists(st.tuples(st.integers(0, 127), st.integers(0, 127), st.floats(0, 100)), max_size=80)


@given(EVENTS)
def test_whatever_is_played_what_is_heard_has_sense(events):
    ear = ChordFollower()
    last = None
    for event in events:
        heard = ear.receive(*event)
        if heard is not None:
            assert heard != last
            last = heard
            assert heard.chord is None or 0 <= heard.chord < NO_CHORD
            assert heard.energy is None or (0.0 <= heard.energy <= 1.0 and heard.energy * 8 == int(heard.energy * 8))
            assert event[1] > 0


# -- bars


def bar_of(*halves, metre=COMMON_TIME, part=PIANO):
    notes = []
    for number, symbol in enumerate(halves):
        tick = (0, metre.half_bar_ticks)[number]
        if symbol:
            notes += [Note(tick, part, pitch, 24, 90) for pitch in pitches_of(read_chord(symbol))]
    return PastBar(metre, tuple(notes))


def names(pairs):
    return [tuple(map(chord_name, pair)) for pair in pairs]


def test_chords_of_bars_are_a_pair_each():
    bars = [bar_of("Am", "Am"), bar_of("C", "C"), bar_of("Dm", "G7", metre=Metre(3, 4))]
    assert names(chords_of(bars)) == [("Am", "Am"), ("C", "C"), ("Dm", "G7")]


def test_a_silent_half_takes_the_chord_before_and_at_the_start_the_first():
    bars = [bar_of("", ""), bar_of("Am", ""), bar_of("", ""), bar_of("F", "F")]
    assert names(chords_of(bars)) == [("Am", "Am"), ("Am", "Am"), ("Am", "Am"), ("F", "F")]


def test_drums_have_neither_chord_nor_key():
    bars = [bar_of("Am", "F", part=DRUMS)]
    assert chords_of(bars) == ()
    assert key_of(bars) is None
    assert chords_of([]) == ()
    assert key_of([]) is None


@pytest.mark.parametrize("tonic", range(12))
def test_the_key_of_bars_is_found(tonic):
    major = [Note(6 * n, PIANO, 60 + tonic + step, 6, 90) for n, step in enumerate((0, 4, 7, 5, 9, 7, 4, 2, 11, 7, 0))]
    minor = [Note(6 * n, PIANO, 60 + tonic + step, 6, 90) for n, step in enumerate((0, 3, 7, 5, 8, 7, 3, 2, 10, 7, 0))]
    assert key_of([PastBar(COMMON_TIME, tuple(major))]) == Key(tonic, "major")
    assert key_of([PastBar(COMMON_TIME, tuple(minor))]) == Key(tonic, "minor")


def test_the_bass_says_more_of_the_key():
    upper = [Note(0, PIANO, pitch, 24, 90) for pitch in (60, 64, 67, 69)]  # C6 or Am7
    low = [[*upper, Note(0, BASS, pitch, 96, 90)] for pitch in (36, 33)]
    assert [str(key_of([PastBar(COMMON_TIME, tuple(notes))])) for notes in low] == ["C major", "A minor"]

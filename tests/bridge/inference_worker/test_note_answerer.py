"""Answers to single notes, with the model that ships."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.inference.protocol import GenerationRequest
from bridge.inference_worker.model_loader import load_music
from bridge.inference_worker.note_answerer import PLAYERS_PART, NoteAnswerer, answering_part
from model.engine.engine import SHIPPED_MODEL
from model.music.config import BASS, DRUMS, PARTS
from model.music.events import Metre
from model.music.generation_options import GenerationOptions
from model.music.keys import Key
from model.music.plan import Plan
from model.text import complete

pytestmark = pytest.mark.skipif(not SHIPPED_MODEL.exists(), reason=f"there is no {SHIPPED_MODEL.name} yet")

MAJOR, MINOR = (0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10)


@pytest.fixture(scope="module")
def make_generator():
    return load_music().make_generator


def desired(key=None, parts=("piano", "drums", "strings"), metre=None):
    key = key or Key(0, "major")
    plan = complete(Plan(style=(("pop", 1.0),), key=key, metre=metre))
    return GenerationRequest(replace(plan, parts=parts), GenerationOptions())


def duo_for(make_generator, *arguments, **options):
    duo = NoteAnswerer(make_generator)
    duo.prepare(desired(*arguments, **options))
    return duo


def scale(key):
    return {(key.tonic + step) % 12 for step in (MINOR if key.mode == "minor" else MAJOR)}


def assert_fit(tones, key, pitch, velocity, n_answers):
    assert len(tones) == n_answers
    pitches = [tone.pitch for tone in tones]
    assert len(set(pitches)) == n_answers
    assert all(0 <= each <= 127 and 3 <= abs(each - pitch) <= 16 for each in pitches)
    assert {each % 12 for each in pitches} <= scale(key)
    assert all(1 <= tone.velocity <= max(velocity, 1) for tone in tones)


@pytest.mark.parametrize("parts", [("piano", "drums"), ("drums", "bass", "strings"), ("bass",), ("drums",), ()])
@pytest.mark.parametrize("key", [Key(0, "major"), Key(4, "major"), Key(6, "minor"), Key(3, "minor")])
@pytest.mark.parametrize("pitch", [0, 1, 12, 60, 115, 126, 127])
def test_answers_are_as_many_as_wanted_in_the_scale_and_near(make_generator, parts, key, pitch):
    duo = duo_for(make_generator, key, parts)
    for n_answers in (4, 1, 2, 3):
        tones = duo.answer(pitch, 90, 1.0, n_answers)
        assert_fit(tones, key, pitch, 90, n_answers)
        assert len({tone.part for tone in tones}) == 1


KEYS_STRUCK = st.lists(
    st.tuples(
        st.integers(0, 127),
        st.integers(1, 127),
        st.sampled_from((0.0, 0.01, 0.04, 0.5, 1.0, 3.7, 50.0)),
        st.integers(1, 4),
    ),
    min_size=1,
    max_size=25,
)


@settings(max_examples=25, deadline=None)
@given(KEYS_STRUCK, st.integers(0, 11), st.booleans(), st.sampled_from(["4/4", "7/8", "3/16", "8/4"]), st.booleans())
def test_whatever_is_struck_is_answered(make_generator, struck, tonic, is_minor, metre, catches_up):
    key = Key(tonic, "minor" if is_minor else "major")
    duo = duo_for(make_generator, key, metre=Metre.parse(metre))
    beat = 0.0
    for pitch, velocity, wait_beats, n_answers in struck:
        beat += wait_beats
        tones = duo.answer(pitch, velocity, beat, n_answers)
        assert_fit(tones, key, pitch, velocity, n_answers)
        assert all(tone.beat == beat for tone in tones)
        if catches_up:
            duo.catch_up()


def test_notes_stay_apart_from_each_other_in_the_middle_of_the_keyboard(make_generator):
    duo = duo_for(make_generator)
    for pitch in range(40, 90):
        pitches = [tone.pitch for tone in duo.answer(pitch, 90, pitch / 2, 2)]
        assert all(abs(one - other) >= 3 for one, other in combinations(pitches, 2))


def test_the_keys_of_a_chord_are_heard_in_one_bar_whatever_their_order(make_generator):
    made = []

    def keeping(plan, seed):
        made.append(make_generator(plan, seed))
        return made[-1]

    duo = duo_for(keeping)
    for pitch in (67, 60, 64, 72, 55):
        duo.answer(pitch, 90, 5.0, 1)
    (generator,) = made
    players = [
        note for note in generator.open_bar.notes if note.part == PLAYERS_PART and note.pitch in (55, 60, 64, 67, 72)
    ]
    assert players[0].pitch == 67
    assert {note.pitch for note in players} == {55, 60, 64, 67, 72}
    assert max(note.position for note in players) < 36


def test_time_that_goes_back_begins_another_bar(make_generator):
    duo = duo_for(make_generator)
    for beat in (6.0, 7.5, 4.0, 4.5, 0.0, 1e6, 3.0):
        assert len(duo.answer(60, 90, beat, 2)) == 2


def test_the_same_keys_get_the_same_answers(make_generator):
    def answers():
        duo = duo_for(make_generator)
        return [duo.answer(60 + n, 90, n / 2, 3) for n in range(12)]

    assert answers() == answers()


def test_other_wishes_count_from_the_next_key_on_and_the_same_change_nothing(make_generator):
    duo = duo_for(make_generator)
    duo.answer(60, 90, 0.0, 1)
    duo.prepare(desired(Key(6, "major"), ("strings",)))
    tones = duo.answer(61, 90, 1.0, 4)
    assert_fit(tones, Key(6, "major"), 61, 90, 4)
    assert tones[0].part == PARTS.index("strings")
    one, other = duo_for(make_generator), duo_for(make_generator)
    for n in range(4):
        other.prepare(desired())
        assert one.answer(60 + n, 90, float(n), 2) == other.answer(60 + n, 90, float(n), 2)


def test_a_soft_key_gets_a_soft_answer(make_generator):
    duo = duo_for(make_generator)
    assert [duo.answer(60, velocity, velocity / 2, 1)[0].velocity for velocity in (1, 20, 100, 127)] == [1, 17, 85, 108]


def test_nobody_prepared_is_a_mistake(make_generator):
    with pytest.raises(AssertionError):
        NoteAnswerer(make_generator).answer(60, 90, 0.0, 1)


@pytest.mark.parametrize(
    ("parts", "part"),
    [
        (("drums", "bass", "brass", "piano"), "brass"),
        (("bass", "drums"), "bass"),
        (("drums",), "piano"),
        ((), "piano"),
        (("guitar",), "guitar"),
    ],
)
def test_the_first_of_the_band_with_pitches_answers(parts, part):
    assert PARTS[answering_part(parts)] == part
    assert answering_part(parts) != DRUMS
    assert answering_part(("bass", "piano")) != BASS

"""How parts sound: by words, by style, by the performer."""

import pytest

from bridge.core.messages import MAIN_PORT, SOUND_PORT
from bridge.playback.parts import Router
from bridge.playback.sounds import AS_GENERAL_MIDI, UNKNOWN, Sound, program_of, sounds_of
from bridge.settings.controls import Controls
from model.music.config import PARTS
from model.text import complete, parse
from model.text.program_words import PROGRAM_OF

BASS, PIANO, DRUMS = PARTS.index("bass"), PARTS.index("piano"), PARTS.index("drums")


def plan_of(*texts):
    plan = None
    for text in texts:
        plan = complete(parse(text), plan)
    return plan


@pytest.mark.parametrize(
    ("words", "part", "program"),
    [
        ("slow smoky blues, brushes and upright bass", "bass", 32),
        ("slow smoky blues, brushes and upright bass", "drums", 40),
        ("Fender Rhodes ballad", "piano", 4),
        ("爵士, 颤音琴", "chromatic", 11),
        ("pop without rhodes", "piano", 0),
        ("metal", "guitar", 30),
        ("jazz", "bass", 32),
        ("metal with an acoustic guitar", "guitar", 25),
    ],
)
def test_words_choose_the_instrument_else_the_style(words, part, program):
    assert program_of(plan_of(words), part) == program


def test_an_instrument_stays_until_another_is_named():
    assert program_of(plan_of("funk with rhodes", "faster"), "piano") == 4
    assert program_of(plan_of("funk with rhodes", "with a harpsichord"), "piano") == 6


@pytest.mark.parametrize(("part", "words"), [(part, words) for part, known in PROGRAM_OF.items() for words in known])
def test_every_instrument_is_read_as_its_part(part, words):
    assert part in parse(words).parts


def test_the_performer_overrules():
    controls = Controls().with_part("bass", "program", 37).with_part("bass", "pan", 0).with_part("bass", "volume", 10)
    assert sounds_of(plan_of("jazz"), controls)[BASS] == Sound(36, 0, 10, 0, 40, is_own=True)


def test_only_what_differs_is_told():
    sound = Sound(5, bank=2, reverb=90)
    assert [data.hex() for data in sound.messages_from(3, AS_GENERAL_MIDI, with_program=True)] == [
        "b35b5a",
        "b30002",
        "c305",
    ]
    assert list(sound.messages_from(3, sound, with_program=True)) == []
    assert len(list(sound.messages_from(3, UNKNOWN, with_program=False))) == 3


def test_another_synthesiser_keeps_its_own_places():
    router = Router().for_scene(plan_of("jazz"), Controls().with_part("piano", "pan", 1))
    guitar = PARTS.index("guitar")
    assert router.sound_at(SOUND_PORT, guitar).pan != 64
    assert router.sound_at(MAIN_PORT, guitar).pan == 64
    assert router.sound_at(MAIN_PORT, PIANO).pan == 1


def test_a_fader_of_the_mix_is_no_other_music():
    before = Controls().with_part("bass", "density", 2.0)
    assert before.with_part("bass", "volume", 3).only_sound_differs(before)
    assert before.with_part("piano", "program", 3).only_sound_differs(before)
    assert not before.with_part("bass", "density", 3.0).only_sound_differs(before)
    assert not before.with_value("energy", 0.3).only_sound_differs(before)

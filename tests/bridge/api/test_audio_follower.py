"""What the performer does with music that was heard, on a mock clock."""

from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace

import pytest
from bridge_doubles import Rig

from bridge.api.audio_follower import AudioFollower
from bridge.clocks import Source
from bridge.clocks.host import HostClock
from bridge.listening.merge_analysis import analysis_values, density_of, describe, energy_of, merge_analysis
from model.listening.audio_analysis import AudioAnalysis
from model.music.chord_symbols import read_chords
from model.music.config import NO_CHORD
from model.music.events import Metre
from model.music.keys import Key
from model.text import complete, parse

WALTZ = AudioAnalysis(20.0, 97.0, Metre(3, 4), Key.parse("Dm"), read_chords("Dm Gm A7 Dm"), 2.0, -18.0, 1500.0)
BAND = AudioAnalysis(16.0, 121.0, Metre(4, 4), Key.parse("C"), read_chords("Am F C G"), 2.0, -18.0, 1500.0)


class Stage:
    """A rig, and what plays along on it."""

    def __init__(self):
        self.rig = Rig("120 bpm 4/4", others=lambda time, heard: {Source.HOST: HostClock(time, heard)})
        self.published, self.answers = [], []
        self.along = AudioFollower(
            self.rig.performer, self.rig.clock, self.rig.time, lambda *said: self.published.append(said)
        )
        self.request = SimpleNamespace(reply=lambda *answer: self.answers.append(answer))

    @property
    def scene(self):
        return self.rig.performer.scene


@pytest.fixture
def stage():
    return Stage()


def test_a_file_fills_the_plan_and_words_said_later_overrule_it(stage):
    stage.along.play_along(WALTZ, stage.request)
    plan = stage.scene.plan
    assert (plan.tempo_bpm, plan.metre, plan.key) == (97.0, Metre(3, 4), Key.parse("Dm"))
    assert stage.scene.chords == WALTZ.chords
    assert 0 < plan.energy < 1
    assert plan.density > 0
    later = complete(parse("faster, in G"), plan)
    assert later.key == Key.parse("G")
    assert later.tempo_bpm > 97.0
    assert later.metre == Metre(3, 4)
    heard, told = stage.answers
    assert heard == ("/sideman/heard", *analysis_values(WALTZ))
    assert told[:2] == ("/sideman/plan", "style")
    assert (told[told.index("key") + 1], told[told.index("metre") + 1]) == ("D minor", "3/4")


def test_the_music_follows(stage):
    stage.rig.performer.play()
    stage.rig.run_for(3.0)
    stage.along.play_along(WALTZ, stage.request)
    stage.rig.run_for(8.0)
    assert stage.rig.clock.tempo_bpm() == pytest.approx(97.0)
    desired = stage.rig.workers[0].desired
    assert desired.options.chords == WALTZ.chords
    assert desired.plan.metre == Metre(3, 4)


def test_a_clock_that_is_followed_keeps_its_tempo_and_metre(stage):
    host = stage.rig.stage.clocks[Source.HOST]
    host.transport(True, 0.0, 140.0, 4, 4)
    assert stage.rig.clock.active is Source.HOST
    stage.along.play_along(WALTZ, stage.request)
    assert (stage.scene.plan.tempo_bpm, stage.scene.plan.metre) == (120.0, Metre(4, 4))
    assert stage.scene.plan.key == Key.parse("Dm")
    assert stage.rig.clock.tempo_bpm() == pytest.approx(140.0)


def test_what_was_not_heard_changes_nothing():
    plan = complete(parse("blues in G at 80"))
    nothing = AudioAnalysis(5.0, 0.0, Metre(4, 4), None, (), 0.0, -50.0, 0.0)
    after = merge_analysis(plan, nothing)
    assert (after.tempo_bpm, after.key, after.metre) == (plan.tempo_bpm, plan.key, plan.metre)
    assert analysis_values(nothing)[:8] == ("tempo", 0.0, "metre", "", "key", "", "chords", "")
    assert describe(nothing).startswith("no beat · no key · no chords")


def test_chords_without_a_name_are_not_set(stage):
    stage.along.play_along(replace(WALTZ, chords=((NO_CHORD, NO_CHORD),)), stage.request)
    assert stage.scene.chords == ()


def test_louder_brighter_and_busier_is_more():
    assert energy_of(replace(BAND, loudness_db=-8.0)) > energy_of(BAND) > energy_of(replace(BAND, loudness_db=-30.0))
    assert energy_of(replace(BAND, brightness_hz=4000.0)) > energy_of(BAND)
    assert density_of(replace(BAND, onsets_per_beat=4.0)) > density_of(BAND)
    for loudness_db, onsets in ((-120.0, 0.0), (0.0, 40.0)):
        extreme = replace(BAND, loudness_db=loudness_db, onsets_per_beat=onsets, brightness_hz=loudness_db + 120.0)
        assert 0.0 <= energy_of(extreme) <= 1.0
        assert 0.25 <= density_of(extreme) <= 4.0


def test_an_input_sets_what_is_new_and_leaves_what_is_the_same(stage):
    slow = replace(BAND, tempo_bpm=84.0)
    stage.along.follow(slow)
    first = stage.scene
    assert (first.plan.tempo_bpm, first.chords) == (84.0, BAND.chords)
    stage.along.follow(replace(slow, tempo_bpm=84.5, loudness_db=-17.0))
    assert stage.scene == first
    assert stage.published[0] == ("/sideman/heard", *analysis_values(slow))
    assert len(stage.published) == 2


def test_while_music_plays_an_input_leaves_the_time_alone_and_a_loop_that_goes_on_is_not_set_again(stage):
    stage.rig.performer.play()
    stage.rig.run_for(0.2)
    asked = []
    set_chords = stage.rig.performer.editor.set_chords
    stage.rig.performer.editor.set_chords = lambda chords, *by: (asked.append(chords), set_chords(chords, *by))
    for bar in range(4):
        place = bar % 4
        stage.along.follow(replace(BAND, chords=BAND.chords[place:] + BAND.chords[:place]))
        stage.rig.run_for(2.0)
    assert asked == [BAND.chords]
    assert stage.scene.plan.tempo_bpm == 120.0
    assert stage.scene.plan.key == Key.parse("C")
    stage.along.follow(replace(BAND, chords=read_chords("Em D")))
    assert asked[1:] == [read_chords("Em D")]


def test_each_bar_is_told_once(stage):
    assert stage.along.bar_begun() is None
    stage.rig.performer.play()
    told = []
    for _ in range(100):
        stage.rig.run_for(0.05)
        told.append(stage.along.bar_begun())
    bars = [bar for bar in told if bar is not None]
    assert len(bars) == 3
    assert bars[0].metre == Metre(4, 4)
    assert bars[0].tempo_bpm == pytest.approx(120.0)
    gaps = [after.moment_s - before.moment_s for before, after in pairwise(bars)]
    assert gaps == pytest.approx([2.0, 2.0], abs=0.06)

"""The worker: messages in, what is said out; with the model that ships, and with one that fails."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from bridge.inference.protocol import (
    Answer,
    Begin,
    Change,
    ClipFailed,
    ClipMade,
    Failed,
    GenerationRequest,
    Halt,
    Horizon,
    Jump,
    MakeClip,
    MutedParts,
    NoteBatch,
    PastBar,
    PlayerAnalysis,
    PlayerNote,
    Prepare,
    Understood,
    Words,
)
from bridge.inference_worker.model_loader import load_music
from bridge.inference_worker.worker import Worker, followed
from model.engine.engine import SHIPPED_MODEL
from model.music.chord_symbols import read_chord, read_chords
from model.music.config import BASS, PARTS
from model.music.events import COMMON_TIME, Note
from model.music.generation_options import GenerationOptions
from model.music.keys import Key
from model.music.plan import Plan
from model.text import complete, parse

pytestmark = pytest.mark.skipif(not SHIPPED_MODEL.exists(), reason=f"there is no {SHIPPED_MODEL.name} yet")

PIANO = PARTS.index("piano")
PLAN = replace(complete(parse("120 bpm 4/4 pop with bass and piano, no drums")), metre=COMMON_TIME)
REQUEST = GenerationRequest(PLAN, GenerationOptions(guidance=1.0))
BEGIN = Begin(1, 0.0, 0.0, 1, 7, REQUEST)
# Chords of A minor: Dm, Am, E in one bar.
PAST = (
    PastBar(COMMON_TIME, tuple(Note(0, PIANO, pitch, 96, 90) for pitch in (45, 60, 64))),
    PastBar(COMMON_TIME, tuple(Note(0, PIANO, pitch, 96, 90) for pitch in (50, 57, 65))),
)


@pytest.fixture(scope="module")
def make_generator():
    return load_music().make_generator


@pytest.fixture
def told():
    return []


@pytest.fixture
def worker(make_generator, told):
    return Worker(make_generator, parse, told.append)


def work_all(worker, most_steps=10_000):
    return next(n for n in range(most_steps) if not worker.work())


def of(told, kind):
    return [message for message in told if isinstance(message, kind)]


def test_it_rests_until_it_is_asked(worker, told):
    assert not worker.work()
    worker.receive(BEGIN)
    assert not worker.work()
    assert told == []


def test_cues_become_passages_up_to_the_horizon(worker, told):
    worker.receive(BEGIN)
    worker.receive(Horizon(0.0, 8.0))
    assert work_all(worker) > 10
    assert told[-1].end_beat == 8.0
    worker.receive(Change(2, 4.0, REQUEST))
    worker.receive(Horizon(0.0, 12.0))
    work_all(worker)
    worker.receive(Jump(3, 4.0, 32.0, 32.0, 9, REQUEST))
    worker.receive(Horizon(32.0, 36.0))
    work_all(worker)
    assert {type(message) for message in told} == {NoteBatch}
    versions = [message.version for message in told]
    assert versions == sorted(versions)
    assert set(versions) == {1, 2, 3}
    assert [line.number for message in told for line in message.lines] == [1, 2, 2, 3, 9]


def test_halting_ends_the_music_at_once(worker, told):
    worker.receive(BEGIN)
    worker.receive(Horizon(0.0, 8.0))
    worker.work()
    worker.receive(Halt())
    n_told = len(told)
    assert not worker.work()
    assert len(told) == n_told


def test_resting_parts_are_left_out(worker, told):
    worker.receive(BEGIN)
    worker.receive(MutedParts(frozenset({"bass"})))
    worker.receive(Horizon(0.0, 8.0))
    work_all(worker)
    assert BASS not in {tone.part for message in told for tone in message.tones}
    assert any(message.tones for message in told)


def test_words_are_read_alone_for_any_plan(worker, told):
    base = complete(parse("slow jazz in F minor"))
    worker.receive(Words(5, "make it 140 bpm"))
    (understood,) = told
    assert isinstance(understood, Understood)
    assert understood.request == 5
    assert understood.plan == parse("make it 140 bpm")
    plan = complete(understood.plan, base)
    assert (plan.tempo_bpm, plan.key) == (140.0, Key(5, "minor"))


def test_a_key_is_answered_while_music_waits(worker, told):
    worker.receive(Prepare(REQUEST))
    worker.receive(BEGIN)
    worker.receive(Horizon(0.0, 8.0))
    worker.work()
    worker.receive(PlayerNote(60, 90, 0.5, 3, 77))
    answer = told[-1]
    assert isinstance(answer, Answer)
    assert answer.serial == 77
    assert len(answer.tones) == 3
    work_all(worker)
    assert of(told, NoteBatch)[-1].end_beat == 8.0


def test_releases_are_not_answered_and_nobody_follows_unasked(worker, told):
    worker.receive(Prepare(REQUEST))
    worker.receive(PlayerNote(60, 0, 0.5, 3, 1))
    for pitch in (48, 52, 55):
        worker.receive(PlayerNote(pitch, 90, 1.0, 0, 2))
    assert told == []


def test_a_chord_is_followed(worker, told):
    for pitch in (45, 48, 52):
        worker.receive(PlayerNote(pitch, 90, 1.0, 0, 2, follow=True))
    assert told == [PlayerAnalysis(read_chord("Am"), None)]


def test_clips_are_made_one_after_another_when_the_music_is_ahead(worker, told, tmp_path):
    worker.receive(BEGIN)
    worker.receive(Horizon(0.0, 4.0))
    for number in (1, 2):
        worker.receive(MakeClip(number, 2, REQUEST, 5, tmp_path / f"{number}.mid"))
    work_all(worker)
    deadline_s = time.monotonic() + 20.0
    while len(of(told, ClipMade)) < 2 and time.monotonic() < deadline_s:
        time.sleep(0.005)
    clips = of(told, ClipMade)
    assert {clip.request for clip in clips} == {1, 2}
    assert len({clip.n_notes for clip in clips}) == 1
    assert max(told.index(passage) for passage in of(told, NoteBatch)) < min(told.index(clip) for clip in clips)
    assert all((tmp_path / f"{number}.mid").exists() for number in (1, 2))


class Faulty:
    """A generator whose ``fails_after``-th note cannot be drawn."""

    def __init__(self, generator, fails_after):
        self._generator, self._left = generator, fails_after

    def __getattr__(self, name):
        return getattr(self._generator, name)

    def next_note(self):
        self._left -= 1
        if self._left < 0:
            raise ValueError("every value is masked")
        return self._generator.next_note()


def test_a_fault_stops_the_music_with_a_sentence_and_the_next_begins_anew(make_generator, told, tmp_path):
    faults = [5, 10_000]
    worker = Worker(lambda plan, seed: Faulty(make_generator(plan, seed), faults.pop(0)), parse, told.append)
    worker.receive(BEGIN)
    worker.receive(Horizon(0.0, 4.0))
    work_all(worker)
    assert told[-1] == Failed("a bar could not be made (every value is masked)")
    assert told[:-1]
    worker.receive(BEGIN._replace(version=2))
    worker.receive(Horizon(0.0, 4.0))
    work_all(worker)
    assert told[-1].version == 2
    assert told[-1].end_beat == 4.0
    faults.append(0)
    worker.receive(MakeClip(4, 2, REQUEST, 5, tmp_path / "a.mid"))
    work_all(worker)
    assert told[-1] == ClipFailed(4, "internal", "the clip could not be made: every value is masked")


# -- following the past


def test_a_cue_that_does_not_follow_stays_as_it_is():
    cue = BEGIN._replace(past=PAST)
    assert followed(cue) is cue


def test_a_cue_that_follows_takes_chords_and_a_key_that_nobody_said():
    assert "key" in PLAN.assumed
    cue = followed(BEGIN._replace(past=PAST, follows_past=True))
    assert cue.desired.options.chords == read_chords("Am Dm")
    assert cue.desired.plan.key == Key(9, "minor")
    assert cue._replace(desired=REQUEST) == BEGIN._replace(past=PAST, follows_past=True)


def test_what_was_said_outweighs_what_was_heard():
    said = GenerationRequest(complete(Plan(key=Key(4, "major"))), GenerationOptions(chords=read_chords("E")))
    cue = followed(BEGIN._replace(desired=said, past=PAST, follows_past=True))
    assert cue.desired == said


def test_a_past_without_pitches_is_followed_nowhere():
    cue = followed(BEGIN._replace(past=(PastBar(COMMON_TIME, ()),), follows_past=True))
    assert cue.desired == REQUEST


def test_an_answer_to_a_phrase_begins_with_its_chords(worker, told):
    worker.receive(BEGIN._replace(past=PAST, follows_past=True, at_beat=8.0, bar_beat=8.0, bar_number=3))
    worker.receive(Horizon(8.0, 16.0))
    work_all(worker)
    lines = [line for message in told for line in message.lines]
    assert [(line.number, line.chords) for line in lines] == [(3, ("Am", "Am")), (4, ("Dm", "Dm"))]

"""Clips: made a bar at a time, written from a thread of their own, cut into packets."""

from __future__ import annotations

import itertools
import queue
import random
from dataclasses import replace

import mido
import pytest

from bridge.inference.protocol import ClipFailed, ClipMade, GenerationRequest, MakeClip, PastBar
from bridge.inference_worker.clip_maker import N_NOTES_PER_PACKET, ClipMaker, clip_notes, cut_into_bars, values_of
from bridge.inference_worker.model_loader import load_music
from bridge.osc.codec import decode
from model.engine.bars import Bar
from model.engine.engine import SHIPPED_MODEL
from model.music.chord_symbols import read_chords
from model.music.config import BASS, DRUMS, PARTS
from model.music.events import COMMON_TIME, Metre, Note
from model.music.generation_options import GenerationOptions
from model.music.keys import Key
from model.music.plan import Plan
from model.text import complete

MOST_PACKET_BYTES = 1400  # what UDP carries unbroken everywhere
PERCUSSIVE = PARTS.index("percussive")
PIANO = PARTS.index("piano")
PLAN = complete(Plan(style=(("pop", 1.0),), parts=("drums", "bass", "piano"), key=Key(2, "major"), metre=COMMON_TIME))
REQUEST = GenerationRequest(PLAN, GenerationOptions(guidance=1.0))

shipped_only = pytest.mark.skipif(not SHIPPED_MODEL.exists(), reason=f"there is no {SHIPPED_MODEL.name} yet")


@pytest.fixture(scope="module")
def make_generator():
    return load_music().make_generator


@pytest.fixture
def told():
    return queue.Queue()


class BusyGenerator:
    """Plays bars full of the part with the longest name."""

    def __init__(self, plan=PLAN, seed=0, n_notes=200, fails_at=None):
        self.plan, self._fails_at, self._n_notes = plan, fails_at, n_notes
        self._numbers = itertools.count()
        self.open_bar = None
        self._random = random.Random(seed)

    def redirect(self, plan, options):
        self.plan, self.options = plan, options

    def begin_bar(self):
        self.open_bar = True

    def next_note(self):
        return None

    def end_bar(self):
        self.open_bar = None
        return self.next_bar()

    def next_bar(self):
        number = next(self._numbers)
        if number == self._fails_at:
            raise RuntimeError("a note went wrong")
        draw = self._random.randrange
        places = sorted({(draw(96), PERCUSSIVE, draw(128)) for _ in range(self._n_notes)})
        notes = tuple(Note(*place, 1 + draw(384), 1 + draw(127)) for place in places)
        return Bar(number, COMMON_TIME, 120.0, ("C", "G7"), notes)


def finish(maker, told):
    """Advance to the end; how many steps it took, and what was told."""
    n_steps = next(n for n in itertools.count(1) if maker.advance())
    return n_steps, told.get(timeout=30)


def job_for(path, **options):
    return MakeClip(3, options.pop("n_bars", 4), options.pop("desired", REQUEST), 7, path, **options)


def notes_in(packets):
    """Sequence numbers, and all notes."""
    messages = [decode(packet)[0] for packet in packets]
    assert all(message.address == "/sideman/clip/notes" for message in messages)
    values = [message.arguments for message in messages]
    flat = [value for each in values for value in each[2:]]
    return [each[1] for each in values], [tuple(flat[n : n + 6]) for n in range(0, len(flat), 6)]


@pytest.mark.parametrize("n_notes", [0, 1, 31, 32, 33, 240])
def test_packets_are_small_and_whole_together(tmp_path, told, n_notes):
    path = tmp_path / "take.mid"
    maker = ClipMaker(job_for(path), lambda plan, seed: BusyGenerator(plan, seed, n_notes), told.put)
    n_steps, clip = finish(maker, told)
    assert n_steps == 8  # a bar line, and that there is nothing more to draw
    assert isinstance(clip, ClipMade)
    assert max(map(len, clip.packets)) <= MOST_PACKET_BYTES
    begin, end = decode(clip.packets[0])[0], decode(clip.packets[-1])[0]
    assert (begin.address, begin.arguments) == ("/sideman/clip/begin", (3, 4, 120.0, "4/4"))
    assert (end.address, end.arguments) == ("/sideman/clip/end", (3, clip.n_notes, str(path)))
    sequences, notes = notes_in(clip.packets[1:-1])
    assert sequences == list(range(-(-clip.n_notes // N_NOTES_PER_PACKET)))
    assert len(notes) == clip.n_notes
    assert notes_in([clip.whole]) == ([0], notes)
    generator = BusyGenerator(seed=7, n_notes=n_notes)
    expected = [values_of(note) for note in clip_notes([generator.next_bar() for _ in range(4)])]
    assert [note[:4] for note in notes] == [note[:4] for note in expected]
    assert [note[4] for note in notes] == pytest.approx([note[4] for note in expected], abs=1e-5)


def test_the_file_holds_what_the_packets_say(tmp_path, told):
    path = tmp_path / "deep" / "take.mid"
    _, clip = finish(ClipMaker(job_for(path), lambda plan, seed: BusyGenerator(plan, seed, 40), told.put), told)
    struck = [m for track in mido.MidiFile(path).tracks for m in track if m.type == "note_on" and m.velocity]
    _, notes = notes_in(clip.packets[1:-1])
    assert len(struck) == clip.n_notes == len(notes)
    assert sorted(m.note for m in struck) == sorted(note[2] for note in notes)


def test_a_bar_that_cannot_be_made_is_a_failure_with_a_sentence(tmp_path, told):
    path = tmp_path / "take.mid"
    maker = ClipMaker(job_for(path), lambda plan, seed: BusyGenerator(plan, seed, fails_at=2), told.put)
    n_steps, failed = finish(maker, told)
    assert n_steps == 6
    assert failed == ClipFailed(3, "internal", "the clip could not be made: a note went wrong")
    assert not path.exists()


def test_a_generator_that_cannot_be_made_is_a_failure_too(tmp_path, told):
    def make(*_):
        raise ValueError("no such style")

    assert finish(ClipMaker(job_for(tmp_path / "a.mid"), make, told.put), told) == (
        1,
        ClipFailed(3, "internal", "the clip could not be made: no such style"),
    )


def test_a_file_that_cannot_be_written_is_a_failure_that_names_it(tmp_path, told):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    path = in_the_way / "take.mid"
    _, failed = finish(ClipMaker(job_for(path), BusyGenerator, told.put), told)
    assert isinstance(failed, ClipFailed)
    assert failed.code == "take"
    assert str(path) in failed.message


def test_a_fault_in_writing_is_a_failure(tmp_path, told):
    class Odd(BusyGenerator):
        def next_bar(self):
            return replace(super().next_bar(), notes=(Note(0, PIANO, 60, 6, 300),))

    _, failed = finish(ClipMaker(job_for(tmp_path / "take.mid"), Odd, told.put), told)
    assert isinstance(failed, ClipFailed)
    assert failed.code == "internal"
    assert failed.message.startswith("the clip could not be written")


@shipped_only
def test_the_same_job_makes_the_same_clip(make_generator, tmp_path, told):
    takes = [
        finish(ClipMaker(job_for(tmp_path / name), make_generator, told.put), told)[1] for name in ("a.mid", "b.mid")
    ]
    assert takes[0].whole == takes[1].whole
    assert (tmp_path / "a.mid").read_bytes() == (tmp_path / "b.mid").read_bytes()
    other, _ = finish(ClipMaker(job_for(tmp_path / "c.mid")._replace(seed=8), make_generator, told.put), told), None
    assert other[1].whole != takes[0].whole


@shipped_only
def test_directions_hold_for_clips(make_generator, tmp_path, told):
    made = []

    def keeping(plan, seed):
        made.append(make_generator(plan, seed))
        return made[-1]

    options = GenerationOptions(guidance=1.0, chords=read_chords("Dm Gm"), resting=frozenset({"piano"}))
    maker = ClipMaker(job_for(tmp_path / "a.mid", desired=GenerationRequest(PLAN, options)), keeping, told.put)
    _, clip = finish(maker, told)
    _, notes = notes_in(clip.packets[1:-1])
    assert {note[0] for note in notes} <= {"drums", "bass"}
    made[0].begin_bar()
    assert made[0].end_bar().chords == ("Dm", "Dm")


# -- around what is given


def walking_bass(n_bars, root=33):
    return tuple(
        Note(96 * bar + 24 * beat, BASS, root + 7 * (beat % 2), 20, 90) for bar in range(n_bars) for beat in range(4)
    )


def fill(make_generator, told, path, given, own, *, n_bars=4, desired=REQUEST):
    made = []

    def keeping(plan, seed):
        made.append(make_generator(plan, seed))
        return made[-1]

    maker = ClipMaker(
        job_for(path, n_bars=n_bars, desired=desired, given=given, own_parts=own),
        keeping,
        told.put,
    )
    _, clip = finish(maker, told)
    assert isinstance(clip, ClipMade), clip
    return made[0], notes_in(clip.packets[1:-1])[1]


@shipped_only
def test_a_fill_writes_its_own_parts_only(make_generator, told, tmp_path):
    _, notes = fill(make_generator, told, tmp_path / "a.mid", walking_bass(4), frozenset({DRUMS, PIANO}))
    assert notes
    assert {note[0] for note in notes} <= {"drums", "piano"}
    assert all(0.0 <= note[4] < 16.0 for note in notes)
    file = mido.MidiFile(tmp_path / "a.mid")
    assert "bass" not in [track.name for track in file.tracks]


@shipped_only
def test_a_fill_takes_chords_and_key_of_what_is_given_where_nobody_said_them(make_generator, told, tmp_path):
    assumed = replace(REQUEST, plan=replace(complete(Plan()), metre=COMMON_TIME))
    assert "key" in assumed.plan.assumed
    chord = tuple(Note(0, PIANO, pitch, 96, 90) for pitch in (50, 53, 57)) + walking_bass(1, 26)
    given = tuple(sorted(note._replace(tick=note.tick + 96 * bar) for bar in range(2) for note in chord))
    generator, _ = fill(make_generator, told, tmp_path / "a.mid", given, frozenset({DRUMS}), desired=assumed, n_bars=2)
    assert generator.plan.key == Key(2, "minor")
    assert generator.next_bar().chords == ("Dm", "Dm")
    said, _ = fill(make_generator, told, tmp_path / "b.mid", given, frozenset({DRUMS}), n_bars=2)
    assert said.plan.key == Key(2, "major")


@shipped_only
def test_a_fill_lasts_as_long_as_asked_whatever_is_given(make_generator, told, tmp_path):
    early, late = walking_bass(1), tuple(note._replace(tick=note.tick + 960) for note in walking_bass(1))
    for number, given in enumerate((early, late, (*early, *late))):
        _, notes = fill(make_generator, told, tmp_path / f"{number}.mid", given, frozenset({DRUMS}), n_bars=2)
        assert {note[0] for note in notes} <= {"drums"}
        assert all(note[4] < 8.0 for note in notes)


def test_notes_are_cut_into_bars_and_those_behind_the_last_left_out():
    notes = (Note(0, 1, 60, 6, 90), Note(71, 1, 61, 6, 90), Note(72, 1, 62, 600, 90), Note(144, 1, 63, 6, 90))
    assert cut_into_bars(notes, 2, Metre(3, 4)) == [
        PastBar(Metre(3, 4), notes[:2]),
        PastBar(Metre(3, 4), (Note(0, 1, 62, 600, 90),)),
    ]
    assert cut_into_bars((), 1, COMMON_TIME) == [PastBar(COMMON_TIME, ())]

"""Music thought again from any beat, with the model that ships; the daemon's bookkeeping is played beside it."""

from __future__ import annotations

import gc
import math
from collections import deque
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.inference.protocol import Begin, Change, GenerationRequest, Jump, NoteBatch, PastBar
from bridge.inference_worker.bar_generator import MOST_HUMAN_VELOCITY, BarGenerator
from bridge.inference_worker.model_loader import load_music
from bridge.settings.controls import MAX_HUMAN_EARLY_MS
from model.engine.bars import Snapshot
from model.engine.engine import SHIPPED_MODEL
from model.engine.feel import MOST_LATE_MS
from model.engine.generator import Generator
from model.music.chord_symbols import read_chords
from model.music.config import BASS, DRUMS, PARTS, TICKS_PER_QUARTER
from model.music.events import COMMON_TIME, Metre, Note
from model.music.generation_options import BREAK, ENDING, Cue, GenerationOptions
from model.music.grooves.book import groove_book
from model.music.plan import Plan
from model.text import complete

pytestmark = pytest.mark.skipif(not SHIPPED_MODEL.exists(), reason=f"there is no {SHIPPED_MODEL.name} yet")

PIANO = PARTS.index("piano")
QUICK = GenerationOptions(guidance=1.0)  # one row of the network instead of two
NOT_PLAYED = tuple(name for name in PARTS if name not in ("bass", "piano"))
DUO = complete(Plan(style=(("pop", 1.0),), parts=("bass", "piano"), excluded=NOT_PLAYED, tempo_bpm=120.0))
USUAL = GenerationRequest(replace(DUO, metre=COMMON_TIME), QUICK)
REQUEST = (
    USUAL,
    GenerationRequest(replace(DUO, metre=Metre(3, 4), style=(("jazz", 1.0),)), QUICK),
    GenerationRequest(replace(DUO, metre=Metre(6, 8)), replace(QUICK, is_scale_locked=True)),
    GenerationRequest(replace(DUO, metre=COMMON_TIME), replace(QUICK, temperature=1.5), swing=1.0, humanise=1.0),
    GenerationRequest(
        replace(DUO, metre=COMMON_TIME), replace(QUICK, chords=read_chords("Am F C"), resting=frozenset({"bass"}))
    ),
)
TICK = 1.0 / TICKS_PER_QUARTER
BARS_AHEAD = 2


@pytest.fixture(scope="module")
def make_generator():
    return load_music().make_generator


class Daemon:
    """What the performer keeps of passages, without its clock; fails as soon as one does not fit."""

    def __init__(self, make_generator):
        self.improviser = BarGenerator(make_generator)
        self.version = self.epoch = 0
        self.cuts = deque()  # version and beat of changes whose first passage is awaited
        self.cut_of = {}
        self.lines, self.tones = [], []
        self.now = self.planned = self.from_beat = 0.0
        self.told_end = 0.0
        self.desired = USUAL
        self.unread, self.n_steps_until_read = None, 0

    # -- cues

    def begin(self, at_beat=0.0, bar_beat=0.0, number=1, seed=1, past=(), desired=None):
        self.desired = desired or self.desired
        self._new_epoch(at_beat)
        self.improviser.begin(Begin(self.version, at_beat, bar_beat, number, seed, self.desired, past))
        self.look_ahead()

    def jump(self, to_beat):
        from_beat = next((line.end_beat for line in reversed(self.lines) if line.beat <= self.now), to_beat)
        bar_beats = self.bar_beats
        number = math.floor(to_beat / bar_beats)
        self._new_epoch(to_beat)
        self.improviser.jump(Jump(self.version, from_beat, to_beat, number * bar_beats, number + 1, self.desired))
        self.look_ahead()

    def change(self, beat, desired, n_steps_until_read=0):
        """Ask for a change, which is read after some steps more."""
        if self.cuts or beat > self.planned:
            return False
        self.desired = desired
        self.version += 1
        self.cuts.append((self.version, beat))
        self.cut_of[self.version] = beat
        self.unread, self.n_steps_until_read = Change(self.version, beat, desired), n_steps_until_read
        self.look_ahead()
        return True

    def _new_epoch(self, beat):
        self.unread = None
        self.version += 1
        self.epoch = self.version
        self.cuts.clear()
        self.lines, self.tones = [], []
        self.now = self.planned = self.from_beat = self.told_end = beat

    @property
    def bar_beats(self):
        return (self.desired.plan.metre or COMMON_TIME).bar_beats

    @property
    def until(self):
        return self.now + BARS_AHEAD * self.bar_beats

    def look_ahead(self):
        self._read()
        self.improviser.look_ahead(self.now, self.until)

    def pass_time(self, beats):
        """Never beyond what is planned: there the music would wait."""
        self.now = max(self.now, min(self.now + beats, self.planned))
        self.look_ahead()

    # -- work

    def work(self, most_steps=100_000):
        for _ in range(most_steps):
            self._read()
            if not self.improviser.is_behind:
                if self.unread is None:
                    return
                self.n_steps_until_read = 0
                continue
            passage = self.improviser.advance()
            if passage is not None:
                self.take(passage)

    def _read(self):
        if self.unread is not None and self.n_steps_until_read <= 0:
            cue, self.unread = self.unread, None
            self.improviser.change(cue)
        self.n_steps_until_read -= 1

    def take(self, passage: NoteBatch):
        assert passage.version >= self.epoch
        while self.cuts and self.cuts[0][0] <= passage.version:
            cut = self.cuts.popleft()[1]
            self.told_end = min(self.told_end, cut)
            self.lines = [line for line in self.lines if line.beat < cut]
            self.tones = [tone for tone in self.tones if tone.beat < cut]
        limit = min((beat for _, beat in self.cuts), default=math.inf)
        for line in (line for line in passage.lines if line.beat < limit):
            if self.lines:
                assert (line.beat, line.number) == (self.lines[-1].end_beat, self.lines[-1].number + 1)
            self.lines.append(line)
        for tone in (tone for tone in passage.tones if tone.beat < limit):
            assert tone.beat >= self.from_beat, "before the beat where music was to begin"
            assert tone.beat >= self.told_end - 1e-9, "before what had been told already, or before the cut"
            assert 0 <= tone.pitch <= 127
            assert 1 <= tone.velocity <= 127
            assert tone.duration_beats > 0
            self.tones.append(tone)
        self.told_end = max(self.told_end, min(passage.end_beat, limit))
        self.planned = min(passage.end_beat, limit)

    def assert_sound(self):
        """What holds whenever everything asked for was made."""
        places = [(tone.part, tone.pitch, round(tone.beat, 9)) for tone in self.tones]
        assert len(set(places)) == len(places)
        assert self.lines[0].beat <= self.from_beat < self.lines[-1].end_beat
        assert all(after.beat == before.end_beat for before, after in pairwise(self.lines))
        assert all(after.number == before.number + 1 for before, after in pairwise(self.lines))
        assert self.planned == self.lines[-1].end_beat >= self.until - 1e-9
        assert self.lines[-1].beat < self.until, "no bar more than was asked for"
        assert all(cut >= self.until for _, cut in self.cuts), "only what lies behind all that was asked for is awaited"


def played(make_generator, desired=USUAL, n_beats=8.0, **begin):
    """Tones of a performance without cues."""
    daemon = Daemon(make_generator)
    daemon.begin(desired=desired, **begin)
    daemon.improviser.look_ahead(daemon.now, daemon.now + n_beats)
    daemon.work()
    return daemon


# -- beginning


def test_the_first_note_is_told_at_once_and_the_rest_in_beats(make_generator):
    improviser = BarGenerator(make_generator)
    improviser.begin(Begin(7, 0.0, 0.0, 1, 1, USUAL))
    assert not improviser.is_behind
    improviser.look_ahead(0.0, 4.0)
    passages = []
    while improviser.is_behind:
        passages.append(improviser.advance())
    told = [passage for passage in passages if passage is not None]
    assert len(told[0].tones) == 1
    assert [line.number for passage in told for line in passage.lines] == [1]
    assert passages.index(told[0]) <= 1  # a bar line, a note
    assert {passage.version for passage in told} == {7}
    ends = [passage.end_beat for passage in told]
    assert ends == sorted(ends)
    assert ends[-1] == 4.0
    for before, after in pairwise(told):
        assert all(tone.beat >= before.end_beat for tone in after.tones)
    assert len(told) <= 6
    assert improviser.advance() is None


def test_it_plays_what_the_generator_plays(make_generator):
    generator = make_generator(USUAL.plan, 5)
    generator.redirect(USUAL.plan, QUICK)
    bars = [generator.next_bar() for _ in range(2)]
    expected = {
        (note.part, note.pitch, note.velocity, 4.0 * n + note.tick * TICK, note.duration_ticks / TICKS_PER_QUARTER, 0.0)
        for n, bar in enumerate(bars)
        for note in bar.notes
    }
    daemon = played(make_generator, seed=5)
    assert {tuple(tone) for tone in daemon.tones} == expected
    assert [line.chords for line in daemon.lines] == [bar.chords for bar in bars]


def test_music_that_begins_inside_a_bar_has_its_line_and_no_note_before(make_generator):
    whole, late = played(make_generator, seed=3), played(make_generator, seed=3, at_beat=2.5, n_beats=4.0)
    assert late.lines[0] == whole.lines[0]
    assert late.tones
    assert all(2.5 <= tone.beat < 8.0 for tone in late.tones)


def test_bars_keep_the_number_and_the_place_they_were_given(make_generator):
    daemon = played(make_generator, at_beat=41.0, bar_beat=40.0, number=11)
    assert [(line.number, line.beat) for line in daemon.lines] == [(11, 40.0), (12, 44.0), (13, 48.0)]
    assert all(41.0 <= tone.beat < 52.0 for tone in daemon.tones)


def past_of(n_bars):
    notes = tuple(Note(24 * beat, PIANO, 60 + 2 * beat, 12, 90) for beat in range(4))
    return (PastBar(COMMON_TIME, notes),) * n_bars


def test_the_past_is_heard_a_bar_at_a_step_before_there_is_music(make_generator):
    improviser = BarGenerator(make_generator)
    improviser.begin(Begin(1, 12.0, 12.0, 4, 1, USUAL, past_of(3)))
    for _ in range(3):
        assert improviser.is_behind
        assert improviser.advance() is None
    assert not improviser.is_behind
    improviser.look_ahead(12.0, 16.0)
    assert improviser.advance() is None  # a bar line
    first = improviser.advance()
    assert first is not None
    assert first.lines[0].number == 4


def test_the_past_is_gone_on_with(make_generator):
    with_past = played(make_generator, past=past_of(3)).tones
    assert with_past == played(make_generator, past=past_of(3)).tones
    assert with_past != played(make_generator).tones


def test_a_past_struck_twice_out_of_order_and_behind_its_bar_is_heard(make_generator):
    notes = (
        Note(90, PIANO, 60, 12, 90),
        Note(0, DRUMS, 36, 6, 127),
        Note(0, PIANO, 72, 12, 1),
        Note(0, PIANO, 72, 48, 99),
        Note(96, PIANO, 60, 12, 90),
        Note(0, BASS, 0, 9999, 90),
    )
    daemon = played(make_generator, past=(PastBar(COMMON_TIME, notes), PastBar(Metre(7, 8), ())))
    daemon.assert_sound()
    assert str(daemon.lines[0].metre) == "4/4"


def test_a_change_while_the_past_is_heard_counts(make_generator):
    daemon = Daemon(make_generator)
    daemon.begin(past=past_of(4))
    daemon.work(2)
    assert daemon.change(0.0, REQUEST[1])
    daemon.work()
    daemon.assert_sound()
    assert {str(line.metre) for line in daemon.lines} == {"3/4"}


def test_halting_ends_it_and_cues_then_do_nothing(make_generator):
    improviser = BarGenerator(make_generator)
    improviser.begin(Begin(1, 0.0, 0.0, 1, 1, USUAL, past_of(2)))
    improviser.halt()
    improviser.look_ahead(0.0, 8.0)
    improviser.change(Change(2, 0.0, USUAL))
    improviser.jump(Jump(3, 4.0, 8.0, 8.0, 3, USUAL))
    improviser.rest(frozenset({"bass"}))
    assert not improviser.is_behind
    assert improviser.advance() is None


# -- changes


@settings(max_examples=30, deadline=None)
@given(
    n_steps=st.integers(1, 60),
    n_more=st.integers(0, 6),
    where=st.floats(0.0, 1.0),
    every=st.sampled_from([TICK, 1.0, 4.0]),
    first=st.sampled_from([USUAL, REQUEST[3]]),
)
def test_a_change_touches_nothing_before_its_cut(make_generator, n_steps, n_more, where, every, first):
    undisturbed = played(make_generator, desired=first)
    daemon = Daemon(make_generator)
    daemon.begin(desired=first)
    daemon.work(n_steps)
    cut = math.floor(where * daemon.planned / every + 1e-9) * every
    assert daemon.change(cut, REQUEST[1], n_more)
    daemon.work()
    assert [t for t in daemon.tones if t.beat < cut] == [t for t in undisturbed.tones if t.beat < cut]
    assert [n for n in daemon.lines if n.beat < cut] == [n for n in undisturbed.lines if n.beat < cut]
    daemon.assert_sound()
    after = [str(line.metre) for line in daemon.lines if line.beat >= cut]
    assert set(after) <= {"3/4"}


def test_a_change_acts_from_its_cut_on(make_generator):
    daemon = played(make_generator)
    solo = replace(
        USUAL, plan=replace(USUAL.plan, parts=("reed",), excluded=tuple(name for name in PARTS if name != "reed"))
    )
    assert daemon.change(2.25, solo)
    daemon.work()
    assert {tone.part for tone in daemon.tones if tone.beat < 2.25} <= {BASS, PIANO}
    assert {tone.part for tone in daemon.tones if tone.beat >= 2.25} == {PARTS.index("reed")}
    assert [str(line.metre) for line in daemon.lines] == ["4/4", "4/4"]


def test_a_note_that_swing_moves_beyond_a_cut_is_not_lost(make_generator):
    swung = replace(USUAL, swing=1.0)
    undisturbed = played(make_generator, desired=swung, seed=5)
    late = [tone for tone in undisturbed.tones if round(tone.beat * TICKS_PER_QUARTER) % 24 == 16]
    assert late
    for tone in late[:5]:
        daemon = played(make_generator, desired=swung, seed=5)
        assert daemon.change(tone.beat - 2 * TICK, REQUEST[1])
        daemon.work()
        assert daemon.tones.count(tone) == 1
    daemon = played(make_generator, desired=swung, seed=5)
    silent = replace(swung, options=replace(QUICK, resting=frozenset({"bass", "piano"})))
    assert daemon.change(late[0].beat - 2 * TICK, silent)
    daemon.work()
    assert late[0] not in daemon.tones


def test_one_change_after_another_at_ever_later_and_earlier_cuts(make_generator):
    daemon = played(make_generator)
    for cut, desired in zip((3.0, 5.5, 2.0, 2.0, 7.75, 4.0, 0.5), REQUEST * 2, strict=False):
        assert daemon.change(cut, desired)
        daemon.work()
        daemon.assert_sound()


def test_the_same_wishes_again_may_draw_otherwise_but_in_the_same_bar(make_generator):
    daemon = played(make_generator)
    before = list(daemon.lines)
    assert daemon.change(1.0, USUAL)
    daemon.work()
    assert daemon.lines == before


def test_a_change_after_the_process_fell_far_behind(make_generator):
    """A process that was stopped for a while finds its bar in the making long past."""
    daemon = Daemon(make_generator)
    daemon.begin()
    daemon.work(6)
    daemon.improviser.look_ahead(100.0, 108.0)
    daemon.work()
    assert daemon.lines[-1].end_beat == 108.0
    assert daemon.change(104.5, REQUEST[1])
    daemon.improviser.look_ahead(104.0, 111.0)
    daemon.work()
    assert str(daemon.lines[-1].metre) == "3/4"


# -- resting


def test_a_part_that_rests_falls_silent_at_the_next_bar_and_comes_back(make_generator):
    daemon = played(make_generator, n_beats=4.0)
    daemon.improviser.rest(frozenset({"bass"}))
    daemon.improviser.look_ahead(4.0, 12.0)
    daemon.work()
    daemon.improviser.rest(frozenset())
    daemon.improviser.look_ahead(12.0, 20.0)
    daemon.work()
    bass = [tone.beat for tone in daemon.tones if tone.part == BASS]
    assert not [beat for beat in bass if 4.0 <= beat < 12.0]
    assert [beat for beat in bass if beat < 4.0]
    assert [beat for beat in bass if beat >= 12.0]


def test_parts_that_were_switched_off_stay_so_while_others_rest_for_want_of_time(make_generator):
    band = replace(USUAL.plan, parts=("drums", "bass", "piano"), excluded=())
    desired = GenerationRequest(band, replace(QUICK, resting=frozenset({"drums"})))
    daemon = Daemon(make_generator)
    daemon.begin(desired=desired)
    daemon.improviser.rest(frozenset({"piano"}))
    daemon.work()
    assert {tone.part for tone in daemon.tones} == {BASS}


# -- swing and humanising


@pytest.mark.parametrize(("metre", "swings"), [("4/4", True), ("3/4", True), ("2/2", True), ("6/8", False)])
def test_swing_moves_only_even_eighths_of_simple_metres(make_generator, metre, swings):
    plan = replace(DUO, metre=Metre.parse(metre), style=(("rock", 1.0),))
    free = replace(QUICK, groove=0.0)  # a groove in three has no even eighths
    straight, swung = (
        played(make_generator, desired=GenerationRequest(plan, free, swing=swing), n_beats=60.0).tones
        for swing in (0.0, 1.0)
    )
    moved = 0
    for before, after in zip(straight, swung, strict=True):
        tick = round(before.beat * TICKS_PER_QUARTER) % TICKS_PER_QUARTER
        assert after._replace(beat=before.beat) == before
        if swings and tick in (11, 12, 13):
            assert after.beat - before.beat == pytest.approx(4 * TICK)
            moved += 1
        else:
            assert after.beat == before.beat
    assert (moved > 0) == swings


@pytest.mark.parametrize("tempo_bpm", [60.0, 120.0, 240.0])
def test_humanised_notes_are_placed_as_people_do_and_keep_their_beats(make_generator, tempo_bpm):
    plan = replace(USUAL.plan, tempo_bpm=tempo_bpm)
    stiff, human = (
        played(make_generator, desired=GenerationRequest(plan, QUICK, humanise=humanise), n_beats=16.0).tones
        for humanise in (0.0, 1.0)
    )
    late_ms = [tone.shift_beats * 60_000.0 / tempo_bpm for tone in human]
    louder = [after.velocity - before.velocity for before, after in zip(stiff, human, strict=True)]
    assert all(-MAX_HUMAN_EARLY_MS <= each <= MOST_LATE_MS for each in late_ms)
    assert 2.0 < np.std(late_ms) < 12.0
    assert abs(np.mean(late_ms)) < 6.0
    assert all(abs(each) <= MOST_HUMAN_VELOCITY for each in louder)
    assert min(louder) < 0 < max(louder)
    assert [t[:2] + t[3:5] for t in stiff] == [t[:2] + t[3:5] for t in human]
    assert not any(tone.shift_beats for tone in stiff)


def test_the_band_and_each_part_are_pushed_or_laid_back(make_generator):
    plan = replace(USUAL.plan, tempo_bpm=120.0)
    desired = GenerationRequest(plan, QUICK, push_ms=10.0, pushes_ms={"bass": -20.0})
    tones = played(make_generator, desired=desired, n_beats=8.0).tones
    assert {tone.part for tone in tones} > {BASS}
    for tone in tones:
        assert tone.shift_beats == pytest.approx(0.04 if tone.part == BASS else -0.02)


def test_a_humanised_groove_is_laid_back_as_its_file_says(make_generator):
    laid_back = next(groove for groove in groove_book() if groove.push_ms < -5.0)
    plan = complete(Plan(groove=laid_back.name))
    desired = [GenerationRequest(plan, QUICK, humanise=1.0, push_ms=push_ms) for push_ms in (None, 0.0)]
    as_it_is, on_the_beat = (
        [tone.shift_beats for tone in played(make_generator, desired=each, n_beats=8.0).tones] for each in desired
    )
    moved_ms = (np.mean(as_it_is) - np.mean(on_the_beat)) * 60_000.0 / plan.tempo_bpm
    assert moved_ms == pytest.approx(-laid_back.push_ms, abs=1.0)


# -- anything at all

ACTIONS = st.lists(
    st.one_of(
        st.tuples(
            st.just("change"),
            st.floats(0.0, 1.5),
            st.sampled_from([TICK, 1.0, 4.0]),
            st.integers(0, len(REQUEST) - 1),
            st.integers(0, 5),
        ),
        st.tuples(st.just("jump"), st.one_of(st.integers(0, 64).map(float), st.floats(0.0, 64.0))),
        st.tuples(st.just("begin"), st.integers(0, 63), st.integers(0, 2), st.integers(0, 3)),
        st.tuples(st.just("pass"), st.floats(0.0, 6.0)),
        st.tuples(st.just("rest"), st.sets(st.sampled_from(["bass", "piano"]))),
        st.tuples(st.just("work"), st.integers(1, 40)),
    ),
    max_size=12,
)


def perform(make_generator, actions):
    """Do all of it, then finish; every passage is checked as it comes."""
    daemon = Daemon(make_generator)
    daemon.begin()
    for kind, *what in actions:
        match kind, what:
            case "change", (lead, every, number, n_steps_until_read):
                cut = math.ceil((daemon.now + lead) / every - 1e-9) * every
                daemon.change(cut, REQUEST[number], n_steps_until_read)
            case "jump", (beat,):
                daemon.jump(beat)
            case "begin", (beat, seed, n_past):
                bar_beats = daemon.bar_beats
                number = math.floor(beat / bar_beats)
                daemon.begin(float(beat), number * bar_beats, number + 1, seed, past_of(n_past))
            case "pass", (beats,):
                daemon.pass_time(beats)
            case "rest", (parts,):
                daemon.improviser.rest(frozenset(parts))
            case "work", (n_steps,):
                daemon.work(n_steps)
    daemon.look_ahead()
    daemon.work()
    return daemon


@settings(max_examples=30, deadline=None)
@given(ACTIONS)
def test_whatever_is_asked_everything_told_fits_together_and_comes_again(make_generator, actions):
    daemon = perform(make_generator, actions)
    daemon.assert_sound()
    again = perform(make_generator, actions)
    assert (again.tones, again.lines) == (daemon.tones, daemon.lines)


def n_snapshots():
    gc.collect()
    return sum(type(each) is Snapshot for each in gc.get_objects())


def test_memory_stays_bounded_in_a_long_run(make_generator):
    daemon = Daemon(make_generator)
    daemon.begin(desired=replace(USUAL, plan=replace(USUAL.plan, parts=("bass",), excluded=(*NOT_PLAYED, "piano"))))
    counts = []
    for number in range(60):
        daemon.pass_time(4.0)
        daemon.work()
        if number % 7 == 3:
            daemon.change(daemon.now + 1.0, daemon.desired)
            daemon.work()
        if number % 10 == 9:
            counts.append(n_snapshots())
    assert daemon.now >= 230.0
    assert max(counts) <= 40
    assert max(counts[3:]) <= max(counts[:3]) + 5


def test_a_generator_belongs_to_one_performance(make_generator):
    made: list[Generator] = []

    def counting(plan, seed):
        made.append(make_generator(plan, seed))
        return made[-1]

    daemon = Daemon(counting)
    daemon.begin()
    daemon.work()
    daemon.change(1.0, REQUEST[1])
    daemon.work()
    daemon.jump(16.0)
    daemon.work()
    assert len(made) == 1
    daemon.begin()
    assert len(made) == 2


def heard(make_generator, desired, n_bars=4):
    """Tones of the first bars of a request."""
    maker = BarGenerator(make_generator)
    maker.begin(Begin(1, 0.0, 0.0, 1, 5, desired))
    maker.look_ahead(0.0, 4.0 * n_bars)
    tones = []
    while maker.is_behind:
        batch = maker.advance()
        tones += batch.tones if batch else ()
    return [tone for tone in tones if tone.beat < 4.0 * n_bars]


def test_drums_left_out_a_break_and_an_ending_are_silent_and_octaves_are_moved(make_generator):
    parts = ("drums", "bass")
    band = complete(Plan(style=(("rock", 1.0),), parts=parts, asked=parts, tempo_bpm=120.0, metre=COMMON_TIME))
    plain = GenerationRequest(band, QUICK)
    usual = heard(make_generator, plain)
    hats = frozenset((42, 44, 46))
    assert any(tone.part == DRUMS and tone.pitch in hats for tone in usual)
    without = heard(make_generator, replace(plain, muted_drum_keys=hats, octaves={"bass": 1}))
    basses = [tone.pitch for tone in usual if tone.part == BASS]
    assert [tone.pitch for tone in without if tone.part == BASS] == [pitch + 12 for pitch in basses]
    drums = [tone.pitch for tone in usual if tone.part == DRUMS and tone.pitch not in hats]
    assert [tone.pitch for tone in without if tone.part == DRUMS] == drums
    cued = heard(make_generator, replace(plain, cues=(Cue(BREAK, 2), Cue(ENDING, 3, 1))))
    assert any(tone.beat < 4.0 for tone in cued)
    assert all(tone.beat < 4.5 for tone in cued if 4.0 <= tone.beat < 8.0)
    assert any(8.0 <= tone.beat < 12.0 for tone in cued)
    assert not [tone for tone in cued if tone.beat >= 12.0]

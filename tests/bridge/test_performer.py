"""The performer on a mock clock: planning ahead, changes at bar lines, stopping, slowness, faults."""

from itertools import pairwise

import pytest
from bridge_doubles import Rig, ScriptedSource
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.clips import ClipJob
from bridge.errors import BusyError
from bridge.performer import N_WAITING_CLIPS, START_LEAD_S
from model.text import complete, parse

BAR_S = 2.0  # four beats at 120 bpm


@pytest.fixture
def rig():
    return Rig()


def assert_clean(rig):
    assert not rig.port.sounding
    assert rig.port.n_struck_while_sounding == 0
    assert rig.port.n_stray_offs == 0


def bar_starts_s(rig):
    """First moment of every bar's pitch."""
    firsts = {}
    for time_s, pitch in rig.port.note_ons():
        firsts.setdefault(pitch, time_s)
    return list(firsts.values())


def test_play_begins_after_the_lead_and_goes_on_bar_after_bar(rig):
    answers = []
    began_s = rig.time.now_s()
    rig.performer.play(answers.append)
    rig.run_for(5 * BAR_S)
    assert answers == [True]
    starts_s = [start_s - began_s - START_LEAD_S for start_s in bar_starts_s(rig)]
    assert starts_s == pytest.approx([0.0, 2.0, 4.0, 6.0, 8.0], abs=0.006)
    assert [line.number for _, line in rig.listener.of("bar")] == [1, 2, 3, 4, 5]
    assert not rig.listener.of("late")


def test_two_bars_are_always_planned_ahead(rig):
    rig.performer.play()
    rig.run_for(3.5 * BAR_S)
    status = rig.performer.status()
    assert status.playing
    assert status.bar == 4
    assert status.n_bars_ahead == 2


def test_playing_twice_plays_once(rig):
    answers = []
    rig.performer.play(answers.append)
    rig.performer.play(answers.append)
    rig.run_for(1.0)
    rig.performer.play(answers.append)
    rig.run_for(1.0)
    assert answers == [True, True, True]
    assert len(rig.sources) == 1
    assert len(rig.listener.of("playing")) == 1


def test_stop_releases_at_once_and_nothing_follows(rig):
    done = []
    rig.performer.play()
    rig.run_for(1.3)
    assert rig.port.sounding
    rig.performer.stop(lambda: done.append(True))
    rig.run_for(0.0)
    assert done == [True]
    assert_clean(rig)
    n_sent = len(rig.port.sent)
    rig.run_for(5.0)
    assert len(rig.port.sent) == n_sent
    assert rig.listener.heard[-1] == ("playing", False)


def test_stop_before_the_first_bar_is_made_answers_the_player(rig):
    answers = []
    rig.performer.play(answers.append)
    rig.performer.stop()
    rig.run_for(1.0)
    assert answers == [False]
    assert not rig.port.note_ons()


def test_the_same_seed_plays_the_same_again_and_no_seed_does_not():
    rig = Rig(seed=None)
    for _ in range(2):
        rig.performer.play()
        rig.run_for(0.5)
        rig.performer.stop()
    rig.performer.set_seed(5)
    rig.performer.play()
    rig.run_for(0.5)
    seeds = [source.seed for source in rig.sources]
    assert seeds[0] != seeds[1]
    assert seeds[2] == 5 == rig.performer.status().seed


def test_a_new_plan_lands_at_the_next_bar_line(rig):
    rig.performer.play()
    rig.run_for(START_LEAD_S + 1.0)  # in the middle of bar 1
    rig.performer.set_plan(complete(parse("60 bpm"), rig.performer.plan))
    rig.run_for(10.0)
    assert rig.listener.of("cancelled") == [("cancelled", 4.0)]
    lines = [line for _, line in rig.listener.of("bar")]
    assert [(line.number, line.beat, line.tempo_bpm) for line in lines[:3]] == [
        (1, 0.0, 120.0),
        (2, 4.0, 60.0),
        (3, 8.0, 60.0),
    ]
    starts_s = bar_starts_s(rig)
    assert starts_s[1] - starts_s[0] == pytest.approx(2.0, abs=0.006)
    assert starts_s[2] - starts_s[1] == pytest.approx(4.0, abs=0.006)
    assert [pitch for _, pitch in rig.port.note_ons()][:8] == [36] * 4 + [37] * 4  # no bar was left out
    assert not rig.listener.of("late")


def test_every_announced_note_is_played_or_cancelled(rig):
    rig.performer.play()
    rig.run_for(1.0)
    rig.performer.set_plan(complete(parse("90 bpm 3/4"), rig.performer.plan))
    rig.run_for(8.0)
    alive = []
    for kind, *values in rig.listener.heard:
        if kind == "notes":
            alive += values[0]
        elif kind == "cancelled":
            alive = [note for note in alive if note.beat < values[0]]
    beat = rig.clock.beat_now()
    due = [note.pitch for note in sorted(alive, key=lambda each: each.beat) if note.beat <= beat - 0.1]
    assert [pitch for _, pitch in rig.port.note_ons()][: len(due)] == due
    assert len({note.note_id for note in alive}) == len(alive)


def test_a_bar_line_that_cannot_be_reached_any_more_keeps_its_old_bar(rig):
    rig.cost_s = 0.1
    rig.performer.play()
    rig.run_for(START_LEAD_S + 1.95)  # 50 ms before bar 2, and a bar takes 100 ms
    rig.performer.set_plan(complete(parse("60 bpm"), rig.performer.plan))
    rig.run_for(8.0)
    lines = [line for _, line in rig.listener.of("bar")]
    assert [line.tempo_bpm for line in lines[:3]] == [120.0, 120.0, 60.0]
    assert not rig.listener.of("late")


def test_a_draft_that_misses_its_line_is_thrown_away_and_the_next_line_is_tried(rig):
    rig.performer.play()
    rig.run_for(START_LEAD_S + 1.7)  # the last bars took no time, so bar 2 seems within reach ...
    rig.sources[0].cost_s = 0.5  # ... but the next takes longer than what is left
    rig.performer.set_plan(complete(parse("60 bpm"), rig.performer.plan))
    rig.performer.work_once()
    rig.sources[0].cost_s = 0.0
    rig.run_for(8.0)
    lines = [line for _, line in rig.listener.of("bar")]
    assert [line.tempo_bpm for line in lines[:3]] == [120.0, 120.0, 60.0]
    assert rig.listener.of("cancelled") == [("cancelled", 8.0)]
    assert [pitch for _, pitch in rig.port.note_ons()][:12] == [36] * 4 + [37] * 4 + [38] * 4


def test_many_changes_at_once_become_one(rig):
    rig.performer.play()
    rig.run_for(1.0)
    n_made = rig.sources[0].n_made
    for tempo_bpm in range(60, 110):
        rig.performer.set_plan(complete(parse(f"{tempo_bpm} bpm"), rig.performer.plan))
    rig.run_for(0.1)
    assert rig.sources[0].n_made <= n_made + 3
    assert rig.performer.plan.tempo_bpm == 109.0


def test_slow_making_shifts_bars_and_says_so_but_breaks_nothing(rig):
    rig.cost_s = 3.0  # a bar of 2 s takes 3 s to make
    rig.performer.play()
    rig.run_for(30.0)
    assert rig.listener.of("late")
    assert rig.scheduler.punctuality().n_dropped == 0
    starts_s = bar_starts_s(rig)
    assert all(later - earlier >= BAR_S - 0.01 for earlier, later in pairwise(starts_s))
    pitches = [pitch for _, pitch in rig.port.note_ons()]
    assert pitches[: 4 * 5] == [36 + i // 4 for i in range(20)]
    rig.performer.stop()
    rig.run_for(0.0)
    assert_clean(rig)


def test_a_fault_in_making_stops_the_music_cleanly(rig, caplog):
    rig.fail_at = 3
    rig.performer.play()
    rig.run_for(20.0)
    assert_clean(rig)
    assert not rig.performer.status().playing
    assert "the script says so" in rig.listener.of("failed")[0][1]
    assert "a bar could not be made" in caplog.text
    rig.fail_at = None
    rig.performer.play()
    rig.run_for(1.0)
    assert rig.performer.status().playing


def test_programs_are_chosen_before_the_first_note(rig):
    rig.performer.play()
    rig.run_for(1.0)
    kinds = [data[0] for _, data in rig.port.sent]
    assert kinds[0] == 0xC0
    assert kinds.count(0xC0) == 1


def clip_job(n_bars, done, failed=None, clip_id=1):
    plan = complete(parse("120 bpm 4/4"))
    return ClipJob(clip_id, n_bars, plan, 3, done.append, failed or (lambda *_: None))


def test_a_clip_is_made_between_the_bars_and_the_music_is_not_late(rig):
    rig.cost_s = 0.1
    done = []
    rig.performer.play()
    rig.run_for(1.0)
    rig.performer.make_clip(clip_job(32, done))
    rig.run_for(8.0)
    assert len(done) == 1
    assert len(done[0].bars) == 32
    assert not rig.listener.of("late")
    assert rig.scheduler.punctuality().n_dropped == 0


def test_a_failing_clip_is_reported_and_the_next_one_comes(rig):
    failed, done = [], []
    rig.fail_at = 1
    rig.performer.make_clip(clip_job(4, done, lambda clip, error: failed.append((clip.clip_id, str(error)))))
    rig.run_for(0.0)
    rig.fail_at = None
    rig.performer.make_clip(clip_job(4, done, clip_id=2))
    rig.run_for(0.0)
    assert failed == [(1, "the script says so")]
    assert [clip.clip_id for clip in done] == [2]


def test_too_many_waiting_clips_are_refused(rig):
    for _ in range(N_WAITING_CLIPS):
        rig.performer.make_clip(clip_job(1, []))
    with pytest.raises(BusyError, match="waiting"):
        rig.performer.make_clip(clip_job(1, []))


requests = st.lists(
    st.tuples(
        st.sampled_from(["play", "stop", "panic", "slow", "fast", "prompt 3/4", "prompt 60 bpm", "prompt 170 bpm"]),
        st.floats(0.0, 3.0),
    ),
    max_size=15,
)


@settings(max_examples=40, deadline=None)
@given(requests)
def test_whatever_is_asked_no_note_hangs_and_notes_come_in_order(script):
    rig = Rig()
    for request, wait_s in script:
        match request:
            case "play":
                rig.performer.play()
            case "stop":
                rig.performer.stop()
            case "panic":
                rig.performer.panic()
            case "slow" | "fast":
                for source in rig.sources:
                    source.cost_s = 0.7 if request == "slow" else 0.0
            case _:
                plan = complete(parse(request.removeprefix("prompt ")), rig.performer.plan)
                rig.performer.set_plan(plan)
        rig.run_for(wait_s, step_s=0.02)
    rig.performer.close()
    rig.run_for(0.0)
    assert_clean(rig)
    numbers = [line.number for _, line in rig.listener.of("bar")]
    assert all(after in (before + 1, 1) for before, after in pairwise(numbers))


def test_the_thread_plays_and_closes():
    rig = Rig()
    rig.performer.warm_up()
    rig.performer.start()
    rig.scheduler.start()
    rig.performer.close()
    rig.scheduler.close()
    assert isinstance(rig.sources[0], ScriptedSource)

"""Respond mode from a fresh start, music handed over and taken back, and the tempo that follows the player."""

from __future__ import annotations

import random

import pytest
from bridge_doubles import Rig

from bridge.inference.protocol import Begin, Halt
from bridge.performance.scene import Mode, PerformerSettings

BEAT_S = 0.5  # at 120 bpm


def play_phrase(rig: Rig, n_notes: int = 4) -> None:
    """Quarter notes."""
    for number in range(n_notes):
        rig.performer.player_note(60 + number, 90)
        rig.run_for(0.6 * BEAT_S)
        rig.performer.player_note(60 + number, 0)
        rig.run_for(0.4 * BEAT_S)


def test_respond_answers_from_a_fresh_start() -> None:
    rig = Rig(mode="respond")
    play_phrase(rig)
    assert rig.performer.status().playing
    assert not rig.heard_by_worker(Begin)
    rig.run_for(2.0 * BEAT_S)
    (begin,) = rig.heard_by_worker(Begin)
    assert [note.pitch for bar in begin.past for note in bar.notes] == [60, 61, 62, 63]
    assert rig.port.note_ons()
    rig.run_for(10 * BEAT_S)
    rig.performer.stop()
    rig.run_for(0.1)
    rig.assert_clean()


def test_respond_answers_after_its_mode_was_chosen_without_a_play() -> None:
    rig = Rig()
    rig.performer.editor.set_mode(Mode.RESPOND)
    play_phrase(rig)
    rig.run_for(3.0 * BEAT_S)
    assert len(rig.heard_by_worker(Begin)) == 1


def test_after_a_stop_keys_start_nothing_until_play() -> None:
    rig = Rig(mode="respond")
    play_phrase(rig)
    rig.performer.stop()
    play_phrase(rig)
    rig.run_for(4.0 * BEAT_S)
    assert not rig.performer.status().playing
    rig.performer.play()
    play_phrase(rig)
    rig.run_for(3.0 * BEAT_S)
    assert rig.heard_by_worker(Begin)


def test_in_other_modes_a_key_starts_nothing() -> None:
    for mode in ("play", "accompany"):
        rig = Rig(mode=mode)
        play_phrase(rig)
        assert not rig.performer.status().playing


def test_music_handed_over_plays_on_beside_the_player_until_it_is_taken_back() -> None:
    rig = Rig(mode="respond")
    rig.performer.player_note(60, 90)
    rig.run_for(1.5 * BEAT_S)
    assert rig.performer.hand_over()
    rig.run_for(0.01)
    (begin,) = rig.heard_by_worker(Begin)
    assert [note.pitch for bar in begin.past for note in bar.notes] == [60]
    rig.performer.player_note(60, 0)
    rig.run_for(40 * BEAT_S)
    play_phrase(rig)
    n_before = len(rig.port.note_ons())
    rig.run_for(8 * BEAT_S)
    assert len(rig.port.note_ons()) >= n_before + 7
    n_halts = len(rig.heard_by_worker(Halt))
    assert not rig.performer.hand_over()
    rig.run_for(0.01)
    assert len(rig.heard_by_worker(Halt)) == n_halts + 1
    n_before = len(rig.port.note_ons())
    rig.run_for(8 * BEAT_S)
    assert len(rig.port.note_ons()) == n_before
    assert not rig.port.sounding
    play_phrase(rig)
    rig.run_for(3.0 * BEAT_S)
    assert len(rig.heard_by_worker(Begin)) == 2


def test_a_key_of_its_own_hands_over_and_takes_back() -> None:
    rig = Rig(mode="respond", settings=PerformerSettings(handover_key=21))
    play_phrase(rig, 2)
    for is_over in (True, False):
        rig.performer.player_note(21, 90)
        rig.performer.player_note(21, 0)
        rig.run_for(4.0 * BEAT_S)
        n_before = len(rig.port.note_ons())
        rig.run_for(4.0 * BEAT_S)
        assert (len(rig.port.note_ons()) > n_before) is is_over
    assert 21 not in [note.pitch for begin in rig.heard_by_worker(Begin) for bar in begin.past for note in bar.notes]


def test_handing_over_before_anything_was_played_begins_the_music() -> None:
    rig = Rig(mode="respond")
    assert rig.performer.hand_over(True)
    rig.run_for(8 * BEAT_S)
    assert len(rig.port.note_ons()) >= 6
    assert rig.performer.hand_over(True)
    assert not rig.performer.hand_over(False)
    assert not rig.performer.hand_over(False)


def test_in_other_modes_nothing_is_handed_over() -> None:
    rig = Rig()
    assert not rig.performer.hand_over(True)
    assert not rig.performer.status().playing


# -- the tempo follows the player


def accompanied(bpm: float, n_beats: int, *, jitter_s: float = 0.0, off_beats: bool = False, **setting) -> Rig:
    """A player on the beats of their own tempo, beside music at 120 bpm; ``errors_s``: how late the band is to each."""
    rig = Rig(mode="accompany", settings=PerformerSettings(**setting))
    rig.performer.play()
    rig.run_for(4 * BEAT_S)
    chance, start_s = random.Random(3), rig.clock.beat_to_s(4.0)
    rig.errors_s = []
    for number in range(n_beats):
        for part in (0.0, 0.5, 0.67) if off_beats else (0.0,):
            due_s = start_s + (number + part) * 60.0 / bpm + chance.gauss(0.0, jitter_s)
            rig.run_for(max(due_s - rig.time.now_s(), 0.0))
            if part == 0.0:
                rig.errors_s.append(rig.clock.beat_to_s(4.0 + number) - due_s)
            rig.performer.player_note(60, 90)
            rig.performer.player_note(60, 0)
    return rig


@pytest.mark.parametrize("bpm", [110.0, 114.0, 126.0, 132.0])
def test_the_tempo_follows_the_player(bpm: float) -> None:
    rig = accompanied(bpm, 32)
    assert rig.clock.tempo_bpm() == pytest.approx(bpm, rel=0.01)
    assert max(map(abs, rig.errors_s[16:])) < 0.015


def test_a_player_in_time_with_human_hands_leaves_the_tempo_alone() -> None:
    rig = accompanied(120.0, 48, jitter_s=0.012, off_beats=True)
    assert rig.clock.tempo_bpm() == pytest.approx(120.0, rel=0.03)
    assert max(map(abs, rig.errors_s[8:])) < 0.06


def test_a_human_player_at_another_tempo_is_followed() -> None:
    rig = accompanied(112.0, 48, jitter_s=0.012)
    late = rig.errors_s[24:]
    assert abs(sum(late) / len(late)) < 0.010


def test_the_tempo_stays_within_its_limits() -> None:
    rig = accompanied(80.0, 40)
    assert 120.0 * 0.85 - 0.01 <= rig.clock.tempo_bpm() <= 120.0 * 1.15 + 0.01
    assert rig.performer.plan.tempo_bpm == 120.0


def test_it_can_be_switched_off() -> None:
    rig = accompanied(112.0, 12, follow_tempo=False)
    assert rig.clock.tempo_bpm() == 120.0
    rig.performer.tempo_follower.is_on = True
    rig.performer.editor.set_mode(Mode.PLAY)
    for _ in range(8):
        rig.run_for(0.53)
        rig.performer.player_note(60, 90)
        rig.performer.player_note(60, 0)
    assert rig.clock.tempo_bpm() == 120.0

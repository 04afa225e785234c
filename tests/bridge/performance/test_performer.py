"""The performer on a mock clock: planning ahead, changes at quanta, modes, transport, slowness, faults."""

from itertools import pairwise

import pytest
from bridge_doubles import Rig, ScriptedWorker
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.clocks import Source
from bridge.clocks.host import HostClock
from bridge.clocks.midi import MidiClock
from bridge.core.messages import MAIN_PORT, Tone
from bridge.inference.protocol import Begin, Change, Jump, MutedParts, NoteBatch, PlayerNote
from bridge.performance.playing import START_LEAD_S
from bridge.performance.scene import Mode, PerformerSettings, Quantum
from model.text import complete, parse

BAR_S = 2.0  # four beats at 120 bpm
BEAT_S = 0.5


@pytest.fixture
def rig():
    return Rig()


def bar_starts_s(rig):
    """First moment of every bar's pitch."""
    firsts = {}
    for time_s, pitch in rig.port.note_ons():
        firsts.setdefault(pitch, time_s)
    return list(firsts.values())


def velocities(rig):
    """(moment, version) of every note-on."""
    return [(time_s, data[2] - 1) for time_s, data in rig.port.sent if data[0] & 0xF0 == 0x90]


def test_play_begins_after_the_lead_and_goes_on_bar_after_bar(rig):
    answers = []
    began_s = rig.time.now_s()
    rig.performer.play(answers.append)
    rig.run_for(5 * BAR_S)
    assert answers == [True]
    starts_s = [start_s - began_s - START_LEAD_S for start_s in bar_starts_s(rig)]
    assert starts_s == pytest.approx([0.0, 2.0, 4.0, 6.0, 8.0], abs=1e-6)
    assert [line.number for _, line in rig.listener.of("bar")] == [1, 2, 3, 4, 5]
    assert not rig.listener.of("late")


@pytest.mark.parametrize(("mode", "lead_s"), [(Mode.PLAY, 0.6), (Mode.RESPOND, 0.0)])
def test_a_piece_begins_as_late_as_subscribers_need(rig, mode, lead_s):
    """In call and response it is the player's key that begins."""
    rig.performer._state.start_lead_s = lambda: 0.6
    rig.performer.editor.set_mode(mode)
    rig.performer.play()
    rig.run_for(0.01)
    assert rig.clock.beat_to_s(0.0) - rig.time.now_s() == pytest.approx(lead_s + START_LEAD_S - 0.01, abs=1e-6)


def test_two_bars_are_always_planned_ahead(rig):
    rig.performer.play()
    rig.run_for(3.5 * BAR_S)
    status = rig.performer.status()
    assert status.playing
    assert status.bar == 4
    assert 8.0 <= status.n_beats_ahead <= 12.0


def test_notes_are_announced_ahead_and_each_once(rig):
    rig.performer.play()
    rig.run_for(3 * BAR_S)
    notes = [note for _, notes in rig.listener.of("notes") for note in notes]
    assert len({note.note_id for note in notes}) == len(notes)
    assert len({(note.beat, note.pitch) for note in notes}) == len(notes)
    assert max(note.beat for note in notes) >= 16.0


def test_playing_twice_plays_once(rig):
    answers = []
    rig.performer.play(answers.append)
    rig.performer.play(answers.append)
    rig.run_for(1.0)
    rig.performer.play(answers.append)
    rig.run_for(1.0)
    assert answers == [True, True, True]
    assert len(rig.heard_by_worker(Begin)) == 1
    assert len(rig.listener.of("playing")) == 1


def test_stop_releases_at_once_and_nothing_follows(rig):
    done = []
    rig.performer.play()
    rig.run_for(1.3)
    assert rig.port.sounding
    rig.performer.stop(lambda: done.append(True))
    rig.run_for(0.0)
    assert done == [True]
    rig.assert_clean()
    n_sent = len(rig.port.sent)
    rig.run_for(5.0)
    assert len(rig.port.sent) == n_sent
    assert rig.listener.of("playing")[-1] == ("playing", False)


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
    rig.performer.editor.seeds.fixed = 5
    rig.performer.play()
    rig.run_for(0.5)
    seeds = [cue.seed for cue in rig.heard_by_worker(Begin)]
    assert seeds[0] != seeds[1]
    assert seeds[2] == 5 == rig.performer.status().seed


@pytest.mark.parametrize(("quantum", "lands"), [("now", 2.0 + 16 / 24), ("beat", 3.0), ("bar", 4.0)])
def test_a_change_lands_at_its_quantum(quantum, lands):
    rig = Rig(quantum=quantum)
    rig.performer.play()
    rig.run_for(START_LEAD_S + 2.55 * BEAT_S)
    rig.performer.editor.set_controls(rig.performer.scene.controls.with_value("energy", 0.9))
    rig.run_for(6.0)
    (change,) = rig.heard_by_worker(Change)
    assert change.at_beat == pytest.approx(lands)
    assert change.desired.plan.energy == 0.9
    played = [note for _, notes in rig.listener.of("notes") for note in notes]
    by_version = {note.velocity for note in played if note.beat >= lands}
    assert change.version + 1 in by_version
    sent = {velocity for time_s, velocity in velocities(rig) if time_s > 1000.0 + START_LEAD_S + lands * BEAT_S - 1e-6}
    assert sent == {change.version}
    assert rig.listener.of("cancelled") == [("cancelled", lands)]


def test_a_phrase_change_waits_until_the_phrase_is_planned():
    rig = Rig(quantum="phrase")
    rig.performer.play()
    rig.run_for(1.0)
    rig.performer.editor.set_plan(complete(parse("jazz"), rig.performer.plan))
    rig.run_for(4 * BAR_S)
    assert not rig.heard_by_worker(Change)
    rig.run_for(4 * BAR_S)
    (change,) = rig.heard_by_worker(Change)
    assert change.at_beat == 32.0


def test_nothing_is_cancelled_before_something_new_has_come(rig):
    rig.performer.play()
    rig.run_for(1.0)
    rig.stage.steps_per_tick = 0  # inference is silent for a while
    rig.performer.editor.set_plan(complete(parse("jazz"), rig.performer.plan))
    n_before = len(rig.port.note_ons())
    rig.run_for(1.5)
    assert len(rig.port.note_ons()) == n_before + 3
    assert not rig.listener.of("cancelled")


def test_a_knob_in_motion_becomes_few_changes(rig):
    rig.performer.play()
    rig.run_for(1.0)
    for step in range(100):
        rig.performer.editor.set_controls(rig.performer.scene.controls.with_value("energy", step / 100))
        rig.run_for(0.005)
    rig.run_for(1.0)
    changes = rig.heard_by_worker(Change)
    assert 2 <= len(changes) <= 12
    assert changes[-1].desired.plan.energy == 0.99


def test_tempo_changes_keep_phase(rig):
    rig.performer.play()
    rig.run_for(START_LEAD_S + 2.5 * BEAT_S)
    rig.performer.editor.set_plan(complete(parse("60 bpm"), rig.performer.plan))
    rig.run_for(6.0)
    moments = [time_s - 1000.0 - START_LEAD_S for time_s, _ in rig.port.note_ons()]
    assert moments[:4] == pytest.approx([0.0, 0.5, 1.0, 1.5])
    assert [after - before for before, after in pairwise(moments[3:8])] == pytest.approx([1.0] * 4)


def test_a_part_that_is_switched_off_is_silent_at_once(rig):
    rig.performer.play()
    rig.run_for(START_LEAD_S + 0.1)
    assert rig.port.sounding
    rig.performer.editor.set_controls(rig.performer.scene.controls.with_part("piano", "on", 0))
    rig.run_for(0.0)
    assert not rig.port.sounding


def test_another_channel_takes_the_coming_notes(rig):
    rig.performer.play()
    rig.run_for(1.0)
    rig.performer.editor.set_controls(rig.performer.scene.controls.with_part("piano", "channel", 7))
    rig.run_for(8.0)
    rig.performer.stop()
    rig.run_for(0.1)
    channels = [data[0] & 0x0F for _, data in rig.port.sent if data[0] & 0xF0 == 0x90]
    assert channels[0] == 0
    assert channels[-1] == 6
    rig.assert_clean()


def test_programs_are_sent_once_a_channel_before_the_first_note(rig):
    rig.performer.play()
    rig.run_for(6.0)
    programs = [data for _, data in rig.port.sent if data[0] & 0xF0 == 0xC0]
    assert programs == [bytes((0xC0, 0))]
    assert rig.port.sent[0][1] == programs[0]


# -- hold


def test_hold_loops_the_last_bars_and_release_goes_on(rig):
    rig.performer.play()
    rig.run_for(START_LEAD_S + 3.5 * BAR_S)
    assert rig.performer.hold(2) == 2
    assert rig.performer.hold(2) == 0  # once is enough
    rig.run_for(4 * BAR_S)
    assert rig.performer.status().holding
    assert rig.performer.release()
    assert not rig.performer.release()
    rig.run_for(3 * BAR_S)
    pitches = [pitch - 35 for _, pitch in rig.port.note_ons()][::4]
    assert pitches[:10] == [1, 2, 3, 4, 3, 4, 3, 4, 9, 10]
    numbers = [line.number for _, line in rig.listener.of("bar")]
    assert numbers == list(range(1, len(numbers) + 1))
    moments = [time_s for time_s, _ in rig.port.note_ons()]
    assert {round(after - before, 6) for before, after in pairwise(moments)} == {BEAT_S}


def test_hold_with_nothing_to_loop_says_so(rig):
    assert rig.performer.hold(2) == 0
    rig.performer.play()
    rig.run_for(START_LEAD_S + 0.2)
    assert rig.performer.hold(1) == 1  # the bar that plays is planned to its end
    assert Rig().performer.hold(4) == 0


# -- modes


def play_phrase(rig, pitches=(60, 62, 64, 65)):
    for pitch in pitches:
        rig.performer.player_note(pitch, 90)
        rig.run_for(0.2)
        rig.performer.player_note(pitch, 0)
        rig.run_for(0.05)


def test_respond_answers_when_the_player_has_finished_and_listens_again():
    rig = Rig(mode="respond")
    answers = []
    rig.performer.play(answers.append)
    rig.run_for(2.0)
    assert answers == [True]
    assert not rig.port.note_ons()
    play_phrase(rig)
    assert not rig.heard_by_worker(Begin)
    rig.run_for(2.0)
    (begin,) = rig.heard_by_worker(Begin)
    assert begin.follows_past
    assert [note.pitch for bar in begin.past for note in bar.notes] == [60, 62, 64, 65]
    rig.run_for(8.0)
    n_notes = len(rig.port.note_ons())
    assert 4 <= n_notes <= 12
    rig.run_for(10.0)
    assert len(rig.port.note_ons()) == n_notes  # its turn is over
    assert not rig.port.sounding
    play_phrase(rig)
    rig.run_for(4.0)
    assert len(rig.port.note_ons()) > n_notes


def test_a_player_who_goes_on_interrupts_the_answer():
    rig = Rig(mode="respond")
    rig.performer.play()
    rig.run_for(1.0)
    play_phrase(rig)
    rig.run_for(1.6)
    assert rig.port.sounding
    rig.performer.player_note(70, 90)
    rig.run_for(0.0)
    assert not rig.port.sounding
    rig.run_for(1.0)
    assert not rig.port.sounding


def test_a_note_that_waited_counts_from_when_it_came():
    rig = Rig(mode="accompany")
    rig.performer.play()
    rig.run_for(1.0)
    now_s = rig.time.now_s()
    rig.performer.player_note(60, 90)
    rig.performer.player_note(62, 90, now_s - 0.25)
    rig.run_for(0.0)
    on_time, late = rig.heard_by_worker(PlayerNote)
    tempo_bpm = rig.performer.plan.tempo_bpm
    assert on_time.beat - late.beat == pytest.approx(0.25 * tempo_bpm / 60.0)


def test_accompany_tells_the_worker_what_the_player_plays():
    rig = Rig(mode="accompany")
    rig.performer.play()
    rig.run_for(1.0)
    rig.performer.player_note(60, 90)
    rig.run_for(0.0)
    (note,) = rig.heard_by_worker(PlayerNote)
    assert (note.pitch, note.velocity, note.n_answers, note.follow) == (60, 90, 0, True)


def test_changing_the_mode_releases_what_sounds(rig):
    rig.performer.play()
    rig.run_for(START_LEAD_S + 0.1)
    assert rig.port.sounding
    rig.performer.editor.set_mode(Mode.RESPOND)
    rig.run_for(0.0)
    assert not rig.port.sounding
    rig.run_for(3.0)
    n_notes = len(rig.port.note_ons())
    rig.performer.editor.set_mode(Mode.PLAY)
    rig.run_for(3.0)
    assert len(rig.port.note_ons()) > n_notes


class AnsweringWorker(ScriptedWorker):
    """Answers each of the player's notes a third above."""

    def receive(self, message) -> None:
        super().receive(message)
        if isinstance(message, PlayerNote) and message.n_answers:
            from bridge.inference.protocol import Answer

            tone = Tone(2, message.pitch + 4, message.velocity, message.beat, 4.0)
            self.tell(Answer(message.serial, (tone,) * 1))


def test_answers_sound_until_the_key_is_released_even_without_a_transport():
    rig = Rig(make_worker=AnsweringWorker)
    rig.performer.editor.set_controls(rig.performer.scene.controls.with_value("answer", 1))
    rig.performer.player_note(60, 90)
    rig.run_for(1.0)
    assert list(rig.port.sounding) == [(1, 64)]
    rig.performer.player_note(60, 0)
    rig.run_for(0.0)
    rig.assert_clean()


def test_an_answer_to_a_key_that_is_up_already_is_short():
    rig = Rig(make_worker=AnsweringWorker)
    rig.performer.editor.set_controls(rig.performer.scene.controls.with_value("answer", 1))
    rig.performer.player_note(60, 90)
    rig.performer.player_note(60, 0)
    rig.run_for(0.01)
    assert rig.port.sounding
    rig.run_for(0.5)
    rig.assert_clean()


# -- scenes and morphs


def test_a_scene_brings_everything_back(rig):
    controls = rig.performer.scene.controls.with_value("energy", 0.3).with_part("bass", "on", 1)
    rig.performer.editor.set_controls(controls)
    rig.performer.editor.set_chords(((0, 7),))
    kept = rig.performer.scene
    rig.performer.editor.set_plan(complete(parse("fast metal"), rig.performer.plan))
    rig.performer.editor.set_quantum(Quantum.PHRASE)
    rig.performer.editor.recall(kept)
    assert rig.performer.scene == kept
    assert rig.listener.heard[-1] == ("plan", kept.plan)


def test_a_morph_moves_the_styles_and_ends_at_the_target(rig):
    rig.performer.editor.set_plan(complete(parse("rock"), rig.performer.plan))
    rig.performer.play()
    rig.run_for(1.0)
    rig.performer.editor.morph_to(lambda plan: complete(parse("jazz"), plan), 4.0)
    seen = []
    for _ in range(25):
        rig.run_for(0.2)
        seen.append(dict(rig.performer.plan.style).get("jazz", 0.0))
    assert seen == sorted(seen)
    assert seen[-1] == pytest.approx(1.0)
    assert len({round(weight, 3) for weight in seen}) > 5


# -- the transport


class Host:
    """A host's transport at a steady tempo, told twenty times a second."""

    def __init__(self, **options):
        self.clock = None
        self.rig = Rig(others=self._clocks, **options)
        self.beat, self.tempo_bpm = 0.0, 120.0

    def _clocks(self, time, on_change):
        self.clock = HostClock(time, on_change)
        return {Source.HOST: self.clock}

    def run_for(self, duration_s):
        steps = round(duration_s / 0.05)
        for _ in range(steps):
            self.clock.transport(True, self.beat, self.tempo_bpm, 4, 4)
            self.rig.run_for(0.05)
            self.beat += 0.05 * self.tempo_bpm / 60.0

    def stop(self):
        self.clock.transport(False, self.beat, self.tempo_bpm, 4, 4)
        self.rig.run_for(0.0)


def test_a_host_that_starts_plays_and_one_that_stops_stops():
    host = Host()
    host.run_for(4.0)
    assert len(host.rig.port.note_ons()) == 8
    assert host.rig.clock.active is Source.HOST
    host.stop()
    host.rig.assert_clean()
    n_sent = len(host.rig.port.sent)
    host.rig.run_for(3.0)
    assert len(host.rig.port.sent) == n_sent


def test_play_with_a_transport_that_stands_still_waits_for_it():
    host = Host(settings=PerformerSettings(follow_start=False))
    host.rig.clock.wanted = Source.HOST
    answers = []
    host.rig.performer.play(answers.append)
    host.rig.run_for(1.0)
    assert answers == [False]
    assert host.rig.performer.status().waiting
    host.run_for(2.0)
    assert len(host.rig.port.note_ons()) == 4


def test_without_follow_start_a_host_that_starts_plays_nothing():
    host = Host(settings=PerformerSettings(follow_start=False))
    host.run_for(2.0)
    assert not host.rig.port.note_ons()


def test_a_locate_goes_on_in_phase_there():
    host = Host()
    host.run_for(3.0)  # to beat 6
    host.beat = 33.5  # in the middle of bar 9
    host.run_for(4.0)
    jump = host.rig.heard_by_worker(Jump)[-1]
    assert jump.at_beat == pytest.approx(33.5, abs=0.05)
    assert (jump.bar_beat, jump.bar_number) == (32.0, 9)
    # Quarter notes fall on the host's beats: 34, 35, ...
    after = [time_s - 1003.0 for time_s, _ in host.rig.port.note_ons() if time_s > 1003.0 + 1e-6]
    assert after[:4] == pytest.approx([0.25, 0.75, 1.25, 1.75], abs=0.01)
    host.stop()
    host.rig.assert_clean()


def test_music_prepared_for_a_transport_begins_with_it_and_not_after():
    host = Host()
    host.rig.clock.wanted = Source.HOST
    host.rig.performer.prepare()
    host.rig.run_for(1.0)
    assert not host.rig.port.note_ons()
    assert not host.rig.port.sent
    assert not host.rig.listener.of("notes")
    began_s = host.rig.time.now_s()
    host.run_for(0.05)
    assert host.rig.port.sent[0][1][0] & 0xF0 == 0x90
    assert [note.beat for note in host.rig.listener.of("notes")[0][1]] == [0.0, 1.0, 2.0, 3.0]
    assert host.rig.port.note_ons()[0][0] == pytest.approx(began_s, abs=1e-3)
    host.run_for(4.0)
    numbers = [line.number for _, line in host.rig.listener.of("bar")]
    assert numbers == [1, 2, 3]


@pytest.mark.parametrize("sends_them_to_hosts", [False, True])
def test_programs_go_where_a_hosts_own_instruments_play_only_if_asked_for(sends_them_to_hosts):
    host = Host(settings=PerformerSettings(host_programs=sends_them_to_hosts))
    host.rig.clock.wanted = Source.HOST
    host.run_for(1.0)
    programs = [data for _, data in host.rig.port.sent if data[0] & 0xF0 == 0xC0]
    assert programs == ([bytes((0xC0, 0))] if sends_them_to_hosts else [])


@pytest.mark.parametrize("named", [frozenset(), frozenset({MAIN_PORT})])
def test_an_output_that_was_named_gets_no_programs(named):
    rig = Rig(settings=PerformerSettings(named_ports=named))
    rig.performer.play()
    rig.run_for(1.0)
    assert rig.port.note_ons()
    assert any(data[0] & 0xF0 == 0xC0 for _, data in rig.port.sent) == (not named)


def test_prepared_music_goes_when_the_mode_changes_meanwhile():
    host = Host()
    host.rig.clock.wanted = Source.HOST
    host.rig.performer.prepare()
    host.rig.run_for(0.1)
    host.rig.performer.editor.set_mode(Mode.RESPOND)
    host.beat = 16.0
    host.run_for(3.0)
    assert not host.rig.port.note_ons()
    assert host.rig.scheduler.punctuality().n_dropped == 0
    assert not host.rig.listener.of("bar")


def test_midi_clock_leads_the_music():
    midi = {}

    def clocks(time, on_change):
        midi["clock"] = MidiClock(time, on_change)
        return {Source.MIDI: midi["clock"]}

    rig = Rig(others=clocks)
    rig.clock.wanted = Source.MIDI
    rig.performer.prepare()
    midi["clock"].receive(b"\xfa")
    period_s = 60.0 / 90.0 / 24
    for _ in range(24 * 9 - 2):
        midi["clock"].receive(b"\xf8")
        rig.run_for(period_s)
    moments = [time_s - 1000.0 for time_s, _ in rig.port.note_ons()]
    assert len(moments) == 9
    assert moments[2:] == pytest.approx([n * 60.0 / 90.0 for n in range(2, 9)], abs=0.002)
    midi["clock"].receive(b"\xfc")
    rig.run_for(0.0)
    rig.assert_clean()


@pytest.mark.parametrize("n_before", [0, 48])
def test_bars_carry_the_tempo_of_a_midi_clock_from_their_first_beat(n_before):
    midi = {}

    def clocks(time, on_change):
        midi["clock"] = MidiClock(time, on_change)
        return {Source.MIDI: midi["clock"]}

    rig = Rig(words="120 bpm", others=clocks)
    rig.clock.wanted = Source.MIDI
    rig.performer.prepare()
    data = [b"\xf8"] * n_before + [b"\xfa\xf8"] + [b"\xf8"] * 215
    for each in data:
        midi["clock"].receive(each)
        rig.run_for(60.0 / 90.0 / 24)
    lines = [line for _, line in rig.listener.of("bar")]
    assert [line.number for line in lines] == [1, 2, 3]
    assert [line.tempo_bpm for line in lines] == pytest.approx([90.0] * 3, rel=0.002)


# -- slowness and faults


def test_when_inference_is_too_slow_parts_rest_in_order_and_come_back():
    rig = Rig(words="120 bpm funk with drums bass piano strings brass")
    rig.performer.play()
    rig.run_for(2.0)
    rig.stage.steps_per_tick = 0
    rig.run_for(7.0)
    late = rig.listener.of("late")
    assert late
    assert late[0][2] == ("brass",)
    assert rig.heard_by_worker(MutedParts) == []  # it hears nothing now
    resting = [set(each[2]) for each in late]
    assert all(before <= after for before, after in pairwise(resting))
    assert "drums" not in resting[-1]
    assert "bass" not in resting[-1]
    rig.stage.steps_per_tick = None
    rig.run_for(40.0)
    assert rig.performer.status().n_resting == 0


def test_notes_that_come_too_late_are_dropped_and_nothing_hangs(rig):
    rig.performer.play()
    rig.run_for(1.0)
    rig.stage.steps_per_tick = 0
    rig.run_for(9.0)
    rig.stage.steps_per_tick = None
    rig.run_for(3.0)
    assert rig.scheduler.punctuality().n_dropped > 0
    rig.performer.stop()
    rig.run_for(0.1)
    rig.assert_clean()


def test_a_fault_of_the_music_stops_it_with_a_word(rig):
    rig.workers[0].fail_at_bar = 3
    rig.performer.play()
    rig.run_for(5.0)
    assert "the script says so" in rig.listener.of("failed")[0][1]
    assert not rig.performer.status().playing
    rig.assert_clean()
    rig.workers[0].fail_at_bar = None
    rig.performer.play()
    rig.run_for(1.0)
    assert rig.performer.status().playing


def test_when_the_inference_process_dies_notes_are_released_and_music_resumes_knowing_the_past(rig):
    rig.performer.editor.set_controls(rig.performer.scene.controls.with_value("energy", 0.8))
    rig.performer.play()
    rig.run_for(START_LEAD_S + 4.1 * BAR_S)
    assert rig.port.sounding
    rig.inference.kill()
    rig.run_for(0.0)
    rig.assert_clean()
    n_before = len(rig.port.note_ons())
    rig.run_for(1.0)
    assert len(rig.port.note_ons()) == n_before
    rig.inference.start()
    rig.run_for(2.0)
    begin = next(message for message in rig.workers[1].heard if isinstance(message, Begin))
    assert begin.desired.plan.energy == 0.8
    assert len(begin.past) == 4
    assert all(len(bar.notes) == 4 for bar in begin.past)
    assert begin.at_beat == round(begin.at_beat)
    assert begin.bar_number == 5
    assert len(rig.port.note_ons()) > n_before
    moments = [time_s - 1000.0 - START_LEAD_S for time_s, _ in rig.port.note_ons()]
    assert all(abs(moment / BEAT_S - round(moment / BEAT_S)) < 1e-6 for moment in moments)
    assert [each[1:] for each in rig.listener.of("inference")[-2:]] == [(False, "was killed"), (True, "")]


def test_play_while_the_inference_process_is_down_begins_when_it_is_up(rig):
    rig.inference.kill()
    answers = []
    rig.performer.play(answers.append)
    rig.run_for(1.0)
    assert rig.performer.status().waiting
    rig.inference.start()
    rig.run_for(1.0)
    assert answers == [True]
    assert rig.port.note_ons()


def test_a_passage_of_an_earlier_cue_is_not_played(rig):
    rig.performer.play()
    rig.run_for(0.2)
    rig.performer.stop()
    rig.run_for(0.0)
    rig.performer.inference_events.notes_made(NoteBatch(1, (), (Tone(1, 60, 90, 0.0, 1.0),), 4.0))
    rig.performer.play()
    rig.performer.inference_events.notes_made(NoteBatch(1, (), (Tone(1, 61, 90, 0.0, 1.0),), 4.0))
    rig.run_for(1.0)
    assert 61 not in [pitch for _, pitch in rig.port.note_ons()]


ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(
            (
                "play",
                "stop",
                "panic",
                "plan",
                "knob",
                "mute",
                "hold",
                "release",
                "mode",
                "note",
                "kill",
                "quantum",
                "tempo",
            )
        ),
        st.integers(0, 100),
        st.sampled_from((0.0, 0.003, 0.04, 0.2, 0.7, 2.3)),
    ),
    max_size=40,
)


@settings(max_examples=60, deadline=None)
@given(ACTIONS)
def test_whatever_is_done_every_note_ends_and_time_stays_even(actions):
    rig = Rig(make_worker=AnsweringWorker)
    performer = rig.performer
    for action, value, wait_s in actions:
        match action:
            case "play":
                performer.play()
            case "stop":
                performer.stop()
            case "panic":
                performer.panic()
            case "plan":
                performer.editor.set_plan(complete(parse(("jazz", "waltz 3/4", "rock 4/4")[value % 3]), performer.plan))
            case "knob":
                performer.editor.set_controls(performer.scene.controls.with_value("answer", value % 3))
            case "mute":
                performer.editor.set_controls(performer.scene.controls.with_part("piano", "on", value % 2))
            case "hold":
                performer.hold(1 + value % 4)
            case "release":
                performer.release()
            case "mode":
                performer.editor.set_mode(list(Mode)[value % 3])
            case "note":
                performer.player_note(40 + value % 40, 100 * (value % 2))
            case "quantum":
                performer.editor.set_quantum(list(Quantum)[value % 4])
            case "tempo":
                performer.editor.set_plan(complete(parse(f"{60 + value} bpm"), performer.plan))
            case "kill":
                rig.inference.kill()
                rig.run_for(0.3)
                rig.inference.start()
        rig.run_for(wait_s)
    performer.stop()
    for pitch in range(128):
        performer.player_note(pitch, 0)
    rig.run_for(1.0)
    rig.assert_clean()
    assert rig.scheduler.n_sounding == 0


def test_answers_end_when_the_keyboard_is_unplugged():
    rig = Rig(make_worker=AnsweringWorker)
    rig.performer.editor.set_controls(rig.performer.scene.controls.with_value("answer", 1))
    rig.performer.player_note(60, 90)
    rig.performer.player_note(67, 90)
    rig.run_for(0.5)
    assert len(rig.port.sounding) == 2
    rig.performer.keyboard_lost()
    rig.run_for(0.0)
    rig.assert_clean()

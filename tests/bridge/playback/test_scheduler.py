"""The scheduler, without its thread: mock time, a port that keeps everything."""

import threading
from contextlib import nullcontext

import pytest
from bridge_doubles import RecordingPort
from hypothesis import given
from hypothesis import strategies as st

from bridge.clocks.internal import InternalClock
from bridge.core.messages import MAIN_PORT, PlannedNote, note_off, note_on
from bridge.core.timebase import MockClock, SystemTime
from bridge.playback.punctuality import DROP_S, LATE_S
from bridge.playback.scheduler import MAX_NOTE_S, Scheduler


class Stage:
    """A scheduler at 60 bpm: beats are seconds."""

    def __init__(self) -> None:
        self.time = MockClock(0.0)
        self.port = RecordingPort(self.time)
        self.clock = InternalClock(self.time)
        self.clock.start(0.0, 60.0)
        self.scheduler = Scheduler(self.clock, {MAIN_PORT: self.port}, self.time)
        self.ids = iter(range(1, 1_000_000))

    def note(self, beat, duration_beats=1.0, pitch=60, channel=0):
        return PlannedNote(next(self.ids), 1, channel, pitch, 100, beat, duration_beats)

    def run_to(self, time_s):
        """Jump from deadline to deadline, as the thread does."""
        while True:
            deadline_s = self.scheduler.run_once()
            if deadline_s is None or deadline_s > time_s:
                break
            self.time.advance(max(deadline_s - self.time.now_s(), 0.0))
        self.time.advance(max(time_s - self.time.now_s(), 0.0))

    def sent(self):
        return [(time_s, data) for time_s, data in self.port.sent]


@pytest.fixture
def stage():
    return Stage()


def test_notes_are_sent_at_their_beat(stage):
    stage.scheduler.schedule([stage.note(2.0, 0.5), stage.note(1.0, 0.25, pitch=62)])
    stage.run_to(5.0)
    assert stage.sent() == [
        (1.0, note_on(0, 62, 100)),
        (1.25, note_off(0, 62)),
        (2.0, note_on(0, 60, 100)),
        (2.5, note_off(0, 60)),
    ]


def test_a_restruck_pitch_is_released_first(stage):
    stage.scheduler.schedule([stage.note(0.0, 2.0), stage.note(1.0, 2.0)])
    stage.run_to(5.0)
    on, off = note_on(0, 60, 100), note_off(0, 60)
    assert stage.sent() == [(0.0, on), (1.0, off), (1.0, on), (3.0, off)]


def test_on_one_beat_offs_come_before_ons_and_marks_last(stage):
    heard = []
    stage.scheduler.schedule_mark(1.0, lambda: heard.append(len(stage.port.sent)))
    stage.scheduler.schedule([stage.note(0.0, 1.0), stage.note(1.0, 1.0, pitch=62)])
    stage.run_to(1.5)
    assert [data[0] & 0xF0 for _, data in stage.sent()] == [0x90, 0x80, 0x90]
    assert heard == [3]


def test_cancelling_takes_note_ons_and_never_a_note_off(stage):
    stage.scheduler.schedule([stage.note(0.0, 4.0), stage.note(1.0), stage.note(2.0, pitch=64)])
    stage.run_to(0.5)
    stage.scheduler.cancel_from(1.0)
    stage.run_to(9.0)
    assert stage.sent() == [(0.0, note_on(0, 60, 100)), (4.0, note_off(0, 60))]


def test_a_shifted_note_moves_in_time_and_is_cancelled_by_its_beat(stage):
    early = stage.note(1.0, 1.0)._replace(shift_beats=-0.25)
    late = stage.note(2.0, 1.0, pitch=62)._replace(shift_beats=0.25)
    kept = stage.note(2.75, 1.0, pitch=64)._replace(shift_beats=0.5)
    cancelled = stage.note(3.0, 1.0, pitch=65)._replace(shift_beats=-0.25)
    stage.scheduler.schedule([late, early, kept, cancelled])
    stage.run_to(1.5)
    stage.scheduler.cancel_from(3.0)  # the kept one is played later than the cancelled one would be
    stage.run_to(9.0)
    assert stage.port.note_ons() == [(0.75, 60), (2.25, 62), (3.25, 64)]
    assert (1.75, note_off(0, 60)) in stage.sent()


def test_silence_releases_everything_and_says_when(stage):
    done = []
    stage.scheduler.schedule([stage.note(0.0, 9.0), stage.note(0.0, 9.0, pitch=64), stage.note(2.0)])
    stage.run_to(1.0)
    stage.scheduler.silence(lambda: done.append(dict(stage.port.sounding)))
    stage.run_to(20.0)
    assert done == [{}]
    assert stage.port.note_ons() == [(0.0, 60), (0.0, 64)]


def test_panic_also_silences_the_channels_used(stage):
    stage.scheduler.schedule([stage.note(0.0, 9.0, channel=9)])
    stage.run_to(1.0)
    stage.scheduler.panic()
    stage.scheduler.run_once()
    assert [data.hex() for _, data in stage.sent()[1:]] == ["893c00", "b94000", "b97b00", "b97800"]


@pytest.mark.parametrize(
    ("late_s", "n_sent", "n_late", "n_dropped"),
    [(LATE_S - 0.01, 1, 0, 0), (LATE_S + 0.01, 1, 1, 0), (DROP_S + 0.01, 0, 0, 1)],
)
def test_a_late_note_is_played_counted_or_dropped(stage, late_s, n_sent, n_late, n_dropped):
    stage.scheduler.schedule([stage.note(1.0)])
    stage.time.advance(1.0 + late_s)
    stage.run_to(9.0)
    measured = stage.scheduler.punctuality()
    assert (measured.n_sent, measured.n_late, measured.n_dropped) == (n_sent, n_late, n_dropped)
    assert measured.skew_p99_ms == pytest.approx(1000 * late_s * n_sent)
    assert not stage.port.sounding


def test_a_late_note_off_is_still_sent(stage):
    stage.scheduler.schedule([stage.note(0.0, 1.0)])
    stage.scheduler.run_once()
    stage.time.advance(7.0)
    stage.scheduler.run_once()
    assert not stage.port.sounding


def test_a_note_that_never_ends_is_ended(stage):
    stage.scheduler.schedule([stage.note(0.0, 1e6)])
    stage.run_to(MAX_NOTE_S + 1.0)
    assert stage.sent()[-1] == (MAX_NOTE_S, note_off(0, 60))


def test_a_clock_that_changes_its_mind_is_followed(stage):
    stage.scheduler.schedule([stage.note(4.0)])
    stage.run_to(1.0)
    stage.clock.set_tempo(1.0, 120.0)
    stage.run_to(9.0)
    assert stage.port.note_ons() == [(2.5, 60)]


def test_a_failing_callback_does_not_stop_the_notes(stage, caplog):
    stage.scheduler.schedule_mark(0.0, lambda: 1 / 0)
    stage.scheduler.schedule([stage.note(1.0)])
    stage.run_to(3.0)
    assert stage.port.note_ons() == [(1.0, 60)]
    assert "callback" in caplog.text


actions = st.lists(
    st.one_of(
        st.tuples(
            st.just("note"),
            st.floats(0.0, 4.0),
            st.floats(0.05, 6.0),
            st.integers(60, 62),
            st.integers(0, 1),
        ),
        st.tuples(st.just("wait"), st.floats(0.0, 2.0)),
        st.tuples(st.just("hang"), st.floats(0.0, 0.5)),
        st.tuples(st.just("cancel"), st.floats(-1.0, 3.0)),
        st.tuples(st.just("tempo"), st.floats(0.0, 2.0), st.floats(30.0, 300.0)),
        st.tuples(st.just("strike"), st.integers(60, 62)),
        st.tuples(st.just("release"), st.integers(1, 20)),
        st.tuples(st.just("parts"), st.integers(0, 2)),
        st.tuples(st.just("thru"), st.integers(60, 62), st.booleans()),
        st.tuples(st.just("port")),
        st.tuples(st.just("silence")),
        st.tuples(st.just("panic")),
    ),
    max_size=40,
)


@given(actions)
def test_whatever_happens_every_note_on_gets_exactly_one_note_off(script):
    stage = Stage()
    for action, *values in script:
        beat_now = stage.clock.beat_now()
        match action, values:
            case "note", (ahead, duration_beats, pitch, channel):
                stage.scheduler.schedule([stage.note(beat_now + ahead, duration_beats, pitch, channel)])
            case "wait", (wait_s,):
                stage.run_to(stage.time.now_s() + wait_s)
            case "hang", (wait_s,):
                stage.time.advance(wait_s)
            case "cancel", (ahead,):
                stage.scheduler.cancel_from(beat_now + ahead)
            case "tempo", (ahead, tempo_bpm):
                stage.clock.set_tempo(beat_now + ahead, tempo_bpm)
            case "strike", (pitch,):
                stage.scheduler.strike([stage.note(0.0, 1.0, pitch)])
            case "release", (note_id,):
                stage.scheduler.release([note_id])
            case "parts", (part,):
                stage.scheduler.silence_parts([part])
            case "thru", (pitch, is_on):
                stage.scheduler.send_thru(note_on(0, pitch, 90) if is_on else note_off(0, pitch), -pitch)
            case "port", ():
                stage.scheduler.replace_port(MAIN_PORT, stage.port)
            case "silence", ():
                stage.scheduler.silence()
            case "panic", ():
                stage.scheduler.panic()
    stage.run_to(stage.time.now_s() + 60.0)
    assert not stage.port.sounding
    assert stage.port.n_struck_while_sounding == 0
    assert stage.port.n_stray_offs == 0
    assert stage.scheduler.n_sounding == 0


def test_the_thread_plays_and_releases_at_close():
    time = SystemTime()
    port = RecordingPort(time)
    clock = InternalClock(time)
    scheduler = Scheduler(clock, {MAIN_PORT: port}, time)
    scheduler.start()
    clock.start(time.now_s() + 0.01, 60.0)
    scheduler.schedule([PlannedNote(1, 1, 0, 60, 100, 0.0, 30.0)])
    begun = threading.Event()
    scheduler.schedule_mark(0.0, begun.set)
    assert begun.wait(5.0)
    assert port.sounding
    scheduler.close()
    assert not port.sounding
    assert not scheduler._thread.is_alive()


def test_each_port_has_its_offset_and_a_note_goes_to_its_port():
    time = MockClock(0.0)
    main, other = RecordingPort(time), RecordingPort(time)
    clock = InternalClock(time)
    clock.start(0.0, 60.0)
    sent = []
    scheduler = Scheduler(
        clock,
        {MAIN_PORT: main, "synth": other},
        time,
        offsets_s={MAIN_PORT: 0.020, "synth": -0.010},
        on_sent=lambda port, data, beat: sent.append((port, data[0], beat)),
    )
    stage = Stage()
    stage.time, stage.clock, stage.scheduler = time, clock, scheduler
    note = stage.note(1.0, 0.5)
    scheduler.schedule([note, note._replace(note_id=99, port="synth")])
    stage.run_to(3.0)
    assert main.sent == [(pytest.approx(1.020), note_on(0, 60, 100)), (pytest.approx(1.520), note_off(0, 60))]
    assert other.sent == [(pytest.approx(0.990), note_on(0, 60, 100)), (pytest.approx(1.490), note_off(0, 60))]
    assert sent == [("synth", 0x90, 1.0), (MAIN_PORT, 0x90, 1.0), ("synth", 0x80, 1.5), (MAIN_PORT, 0x80, 1.5)]


def test_a_note_for_a_port_that_is_not_there_goes_to_the_main_one(stage):
    stage.scheduler.schedule([stage.note(1.0)._replace(port="gone")])
    stage.run_to(1.5)
    assert stage.port.sounding


def test_struck_notes_sound_without_a_clock_until_released(stage):
    stage.clock.stop()
    stage.scheduler.strike([stage.note(0.0)])
    stage.run_to(2.0)
    assert stage.port.sounding
    stage.scheduler.release([1])
    stage.run_to(2.1)
    assert not stage.port.sounding


def test_a_part_is_silenced_alone(stage):
    stage.scheduler.schedule([stage.note(0.0, 4.0), stage.note(0.0, 4.0, pitch=64)._replace(part=5), stage.note(2.0)])
    stage.run_to(1.0)
    stage.scheduler.silence_parts([1])
    stage.run_to(3.0)
    assert list(stage.port.sounding) == [(0, 64)]


def test_a_replaced_port_loses_no_note_off(stage):
    stage.scheduler.schedule([stage.note(0.0, 8.0)])
    stage.run_to(1.0)
    new = RecordingPort(stage.time)
    stage.scheduler.replace_port(MAIN_PORT, new)
    stage.run_to(20.0)
    assert not stage.port.sounding
    assert not new.sent


def test_a_note_held_too_long_is_released():
    stage = Stage()
    stage.scheduler = Scheduler(stage.clock, {MAIN_PORT: stage.port}, stage.time, max_note_s=2.0)
    stage.scheduler.strike([stage.note(0.0)])
    stage.run_to(1.9)
    assert stage.port.sounding
    stage.run_to(2.1)
    assert not stage.port.sounding


LEAD_S = 0.25


class Sound:
    """A port that hears early, with moments."""

    lead_s, steady = LEAD_S, nullcontext()

    def __init__(self, time):
        self.time, self.heard = time, []

    def send(self, data, at_s=None):
        self.heard.append((self.time.now_s(), at_s, data))


@pytest.fixture
def sounding(stage):
    stage.sound = Sound(stage.time)
    stage.counted = []
    stage.scheduler = Scheduler(
        stage.clock,
        {MAIN_PORT: stage.port},
        stage.time,
        sound=stage.sound,
        offsets_s={MAIN_PORT: 0.1},
        on_sent=lambda *sent: stage.counted.append(sent),
    )
    return stage


def test_sound_hears_everything_early_with_its_moment(sounding):
    sounding.scheduler.schedule([sounding.note(1.0, 0.5)])
    sounding.run_to(3.0)
    on, off = note_on(0, 60, 100), note_off(0, 60)
    assert sounding.sound.heard == [(0.75, 1.0, on), (1.25, 1.5, off)]
    assert sounding.sent() == [(1.1, on), (1.6, off)]
    assert sounding.scheduler.punctuality().n_sent == len(sounding.counted) / 2 == 1


def test_what_sounds_is_released_there_too_and_counts_once(sounding):
    sounding.scheduler.schedule([sounding.note(0.0, 20.0), sounding.note(2.0)])
    sounding.run_to(1.0)
    assert sounding.scheduler.n_sounding == 1
    sounding.scheduler.silence()
    sounding.run_to(5.0)
    assert [data for *_, data in sounding.sound.heard] == [note_on(0, 60, 100), note_off(0, 60)]
    assert sounding.scheduler.n_sounding == 0


def test_sound_hears_strikes_and_the_players_thru(sounding):
    sounding.scheduler.strike([sounding.note(0.0, pitch=50)])
    sounding.scheduler.send_thru(note_on(0, 70, 9), -5)
    sounding.scheduler.send_thru(note_off(0, 70), -5)
    sounding.scheduler.run_once()
    assert [data.hex() for *_, data in sounding.sound.heard] == ["903264", "904609", "804600"]


def test_settings_come_before_the_notes_of_their_beat_and_can_be_taken_back(sounding):
    sounding.scheduler.schedule([sounding.note(1.0), sounding.note(4.0)])
    sounding.scheduler.send_at(1.0, [b"\xc0\x05"])
    sounding.scheduler.send_at(4.0, [b"\xc0\x06"])
    sounding.run_to(2.0)
    sounding.scheduler.cancel_from(3.0)
    sounding.run_to(9.0)
    assert [data.hex() for _, data in sounding.sent()] == ["c005", "903c64", "803c00"]


def test_the_thread_survives_whatever_it_calls_and_leaves_no_note_hanging(caplog):
    """Faults of ours in what is told of messages, and in an order; each is counted, the first is logged."""
    time_, ended = SystemTime(), threading.Event()
    port, clock = RecordingPort(time_), InternalClock(time_)
    clock.start(time_.now_s(), 600.0)

    def fail(*_):
        raise RuntimeError("a fault of ours")

    scheduler = Scheduler(clock, {MAIN_PORT: port}, time_, on_sent=fail)
    scheduler.start()
    scheduler.schedule(iter([None]))  # no note at all
    scheduler.schedule([PlannedNote(1, 1, 0, 60, 100, 0.5, 0.5)])
    scheduler.schedule_mark(2.0, ended.set)
    assert ended.wait(10.0)
    scheduler.close()
    assert [data for _, data in port.sent] == [note_on(0, 60, 100), note_off(0, 60)]
    assert scheduler.n_faults == 3
    assert caplog.text.count("a fault of ours") + caplog.text.count("NoneType") >= 1


PEDAL, PEDAL_UP = b"\xb0\x40\x7f", b"\xb0\x40\x00"
BEND, BEND_BACK = b"\xe1\x00\x60", b"\xe1\x00\x40"
PRESSURE, PRESSURE_BACK = b"\xd0\x30", b"\xd0\x00"


@pytest.mark.parametrize("end", ["release_player", "panic", "close", "stop", "replace"])
def test_pedals_bends_and_pressure_are_set_back_whatever_ends(stage, end):
    for data in (PEDAL, BEND, PRESSURE, b"\xb0\x07\x50", b"\xb0\x43\x7f", b"\xb0\x43\x00"):
        stage.scheduler.send_thru(data, 0)
    stage.scheduler.send_thru(note_on(3, 61, 90), -9)
    stage.scheduler.run_once()
    stage.port.sent.clear()
    actions = {
        "stop": lambda: stage.scheduler.silence(resets=True),
        "replace": lambda: stage.scheduler.replace_port(MAIN_PORT, RecordingPort(stage.time)),
    }
    actions.get(end, lambda: getattr(stage.scheduler, end)())()
    stage.scheduler.run_once()
    sent = [data for _, data in stage.port.sent]
    assert sent[0] == note_off(3, 61)
    assert {PEDAL_UP, BEND_BACK, PRESSURE_BACK} <= set(sent)
    assert b"\xb0\x43\x00" not in sent  # it was at rest already


def test_a_jump_leaves_the_players_pedal(stage):
    stage.scheduler.send_thru(PEDAL, 0)
    stage.scheduler.silence()
    stage.scheduler.run_once()
    assert [data for _, data in stage.sent()] == [PEDAL]


def test_a_keyboard_that_goes_leaves_the_band_playing(stage):
    stage.scheduler.schedule([stage.note(0.0, 2.0, pitch=50)])
    stage.scheduler.send_thru(note_on(0, 70, 90), -9)
    stage.run_to(1.0)
    stage.scheduler.release_player()
    stage.run_to(1.5)
    assert list(stage.port.sounding) == [(0, 50)]

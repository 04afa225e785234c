"""Live cues and ramps on a mock clock: when they are due, and how music ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bridge_doubles import Rig

from bridge.clocks import ClockChange, Source
from bridge.clocks.host import HostClock
from bridge.core.timebase import MockClock
from bridge.inference.protocol import Change
from bridge.performance.passing import Passing
from bridge.performance.ramp import Ramp
from model.music.generation_options import BREAK, ENDING, FILL, SECTION, Cue

BAR_S = 2.0  # four beats at 120 bpm


@pytest.fixture
def rig() -> Rig:
    found = Rig()
    found.performer.play()
    found.run_for(0.5 * BAR_S)
    return found


@pytest.mark.parametrize(
    ("kind", "cue"),
    [
        (FILL, Cue(FILL, 4)),
        (BREAK, Cue(BREAK, 2)),
        (ENDING, Cue(ENDING, 5, 2)),
        (SECTION, Cue(SECTION, 5, 1, "bridge")),
    ],
)
def test_a_cue_is_sent_for_the_bar_that_fits_it(rig: Rig, kind: str, cue: Cue) -> None:
    rig.performer.cues.ask(kind, "bridge" if kind == SECTION else "")
    rig.run_for(BAR_S)
    assert rig.heard_by_worker(Change)[-1].desired.cues == (cue,)


def test_music_ends_with_its_ending(rig: Rig) -> None:
    rig.performer.cues.ask(ENDING)
    rig.run_for(5.2 * BAR_S)
    assert rig.performer.status().playing
    rig.run_for(BAR_S)
    assert not rig.performer.status().playing
    rig.assert_clean()


def test_a_new_beginning_forgets_cues(rig: Rig) -> None:
    rig.performer.cues.ask(ENDING)
    rig.performer.stop()
    rig.performer.play()
    rig.run_for(8 * BAR_S)
    assert rig.performer.status().playing


def test_nothing_is_cued_while_nothing_plays_or_a_loop_is_held(rig: Rig) -> None:
    rig.run_for(3 * BAR_S)
    rig.performer.hold(2)
    assert "a loop is held" in rig.performer.cues.ask(FILL)
    rig.performer.stop()
    assert rig.performer.cues.ask(FILL) == "not done: nothing plays"
    assert rig.performer.editor.ramp("ritardando") == "not done: nothing plays"


def test_a_ritardando_slows_beat_by_beat_and_the_plan_keeps_its_end(rig: Rig) -> None:
    rig.performer.editor.ramp("ritardando", n_bars=2)
    tempi = set()
    for _ in range(80):
        rig.run_for(0.1)
        tempi.add(rig.clock.tempo_bpm())
    assert len(tempi) >= 8
    assert min(tempi) == pytest.approx(90.0)
    assert rig.performer.plan.tempo_bpm == 90.0
    assert rig.clock.tempo_bpm() == 90.0


def test_a_tempo_that_is_named_is_reached_bit_by_bit(rig: Rig) -> None:
    assert rig.performer.editor.ramp("accelerando", 2, 1.0, 140.0) == "over 2 bars, to 140 bpm"
    tempi = set()
    for _ in range(80):
        rig.run_for(0.1)
        tempi.add(rig.clock.tempo_bpm())
    assert len(tempi) >= 8
    assert max(tempi) == rig.performer.plan.tempo_bpm == 140.0


def test_a_build_raises_volume_and_energy_and_ends(rig: Rig) -> None:
    rig.performer.editor.ramp("build", n_bars=2)
    rig.run_for(4 * BAR_S)
    scene = rig.performer.scene
    assert scene.controls.part("piano").volume == 124
    assert scene.plan.energy is not None
    assert scene.plan.energy > 0.5
    rig.performer.editor.update_controls(lambda controls: controls.with_part("piano", "volume", 60))
    rig.run_for(BAR_S)
    assert rig.performer.scene.controls.part("piano").volume == 60


def test_a_build_and_an_accelerando_go_on_beside_each_other(rig: Rig) -> None:
    rig.performer.editor.ramp("accelerando", n_bars=2)
    rig.performer.editor.ramp("build", n_bars=2)
    rig.run_for(4 * BAR_S)
    assert rig.performer.plan.tempo_bpm == 156.0
    assert rig.performer.scene.controls.part("piano").volume == 124


def test_a_ramp_is_due_once_a_beat() -> None:
    ramp = Ramp("accelerando", 4.0, 4.0, 1.0, 100.0, 0.5, {})
    assert [ramp.is_due(beat) for beat in (3.9, 4.0, 4.5, 5.0)] == [False, True, False, True]
    assert ramp.share == 0.5
    assert ramp.volumes_due() == {}


def test_a_tempo_that_is_followed_is_not_changed() -> None:
    clocks: list[HostClock] = []

    def others(time: MockClock, on_change: Callable[[ClockChange], None]) -> dict[Source, HostClock]:
        clocks.append(HostClock(time, on_change))
        return {Source.HOST: clocks[0]}

    rig = Rig(others=others)
    for step in range(40):
        clocks[0].transport(True, step * 0.1, 120.0, 4, 4)
        rig.run_for(0.05)
    assert rig.performer.status().playing
    assert "the clock that is followed" in rig.performer.editor.ramp("ritardando")
    assert rig.performer.editor.ramp("build") == "over 4 bars"


def test_a_direction_that_holds_for_some_bars_ends_by_itself(rig: Rig) -> None:
    editor = rig.performer.editor
    before = (editor.plan, editor.scene.controls)
    after = (before[0], before[1].with_part("drums", "lanes_off", 4).with_value("fills", 0.0))
    editor.set_controls(after[1])
    assert editor.end_by_itself(Passing(2, before, after)) == "for 2 bars"
    rig.run_for(BAR_S)
    assert editor.scene.controls == after[1]
    editor.set_controls(after[1].with_value("fills", 2.0))  # set by hand since: it stays
    rig.run_for(2 * BAR_S)
    assert editor.scene.controls == before[1].with_value("fills", 2.0)


def test_what_holds_for_some_bars_is_over_when_music_stops(rig: Rig) -> None:
    editor = rig.performer.editor
    before, quiet = (editor.plan, editor.scene.controls), editor.scene.controls.with_part("drums", "octave", 1)
    editor.set_controls(quiet)
    editor.end_by_itself(Passing(8, before, (before[0], quiet)))
    rig.performer.stop()
    rig.run_for(0.5 * BAR_S)
    assert editor.scene.controls == before[1]
    assert "nothing plays" in editor.end_by_itself(Passing(1, before, before))

"""Charts and sections live, on a mock clock with the real generator: where they land, fills before them, click."""

from __future__ import annotations

import random

import pytest
from bridge_doubles import Rig

from bridge.clocks import Source
from bridge.clocks.host import HostClock
from bridge.core.errors import NotPlayingError, UnknownSectionError
from bridge.core.messages import BarLine
from bridge.inference.locks import Locks
from bridge.inference_worker.model_loader import load_music
from bridge.inference_worker.worker import Worker
from bridge.settings.controls import Controls
from model.charts.chart import Chart, ChartBar, ChartChord, ChartSection, MelodyNote
from model.charts.playing import plan_of, to_played
from model.charts.reading import read_chart_text
from model.music.config import BASS, DRUMS, PARTS
from model.music.events import Metre
from model.music.gaps import Aspect
from model.music.grooves.book import groove_book
from model.music.keys import Key
from model.text import complete, parse

BAR_S = 2.0  # four beats at 120 bpm
CHART = """tempo: 120
key: C
[Verse 1]
| C | C | C | C |
[Chorus]
| F | F | F | F |
[Verse 2]
| Am | Am | Am | Am |
[Bridge]
| G | G | G | G |
"""
ROOTS = {"Verse 1": 0, "Chorus": 5, "Verse 2": 9, "Bridge": 7}


@pytest.fixture(scope="module")
def make_generator():
    return load_music().make_generator


def rig_of(
    make_generator,
    text: str = CHART,
    *,
    quantum: str = "bar",
    words: str = "pop rock with bass, piano and drums",
    others=None,
):
    def make_worker(tell):
        return Worker(make_generator, parse, tell)

    controls = Controls().with_value("guidance", 1.0)  # half the work
    rig = Rig(f"120 bpm {words}", quantum=quantum, make_worker=make_worker, others=others, controls=controls)
    follow(rig, text)
    return rig


def follow(rig: Rig, text: str) -> int:
    chart = read_chart_text(text)
    return rig.performer.sections.follow(to_played(chart), lambda plan: complete(plan_of(chart), plan))[1]


def bars(rig: Rig) -> dict[int, BarLine]:
    """Bars that have begun, by number."""
    return {line.number: line for _, line in rig.listener.of("bar")}


def sounded(rig: Rig, part: int, first: float, last: float) -> list[tuple[float, int]]:
    """Note-ons of a part between two beats at 120 bpm, from the moments at which they were sent."""
    channel = rig.performer._state.router.channels[part]
    start_s = rig.clock.beat_to_s(0.0)
    sent = [((at - start_s) * 2.0, data) for at, data in rig.port.sent if data[0] == 0x90 | channel and data[2]]
    return [(beat, data[1]) for beat, data in sent if first - 0.01 <= beat < last - 0.01]


def test_a_chart_is_played_through_and_begins_again(make_generator) -> None:
    rig = rig_of(make_generator)
    rig.performer.play()
    rig.run_for(18.2 * BAR_S)
    begun = {number: line.section for number, line in bars(rig).items() if line.section}
    assert begun == {1: "Verse 1", 5: "Chorus", 9: "Verse 2", 13: "Bridge", 17: "Verse 1"}
    assert [bars(rig)[number].chords[0] for number in (1, 5, 9, 13, 17)] == ["C", "F", "Am", "G", "C"]


def test_sections_land_on_their_bar_a_hundred_times(make_generator) -> None:
    rig, chance = rig_of(make_generator, words="pop rock, only bass"), random.Random(5)
    rig.performer.play()
    rig.run_for(0.6 * BAR_S)
    called = []
    for _ in range(100):
        name = chance.choice(("verse", "chorus", "Verse 2", "bridge", "next", "repeat", "3"))
        called.append(rig.performer.sections.call(name, with_fill=chance.random() < 0.5))
        rig.run_for((1.1 + 0.9 * chance.random()) * BAR_S)
    rig.run_for(2.0 * BAR_S)
    landed = bars(rig)
    right = [each for each in called if landed[each.bar].section == each.name]
    assert len(right) == 100
    for name, bar in called:
        line = landed[bar]
        assert line.chords[0] == {"Verse 1": "C", "Chorus": "F", "Verse 2": "Am", "Bridge": "G"}[name]
    firsts = [(each, sounded(rig, BASS, landed[each.bar].beat, landed[each.bar].beat + 0.4)) for each in called]
    struck = [(each, notes) for each, notes in firsts if notes]
    at_root = [each for each, notes in struck if notes[0][1] % 12 == ROOTS[each.name]]
    assert len(struck) >= 50
    assert len(at_root) >= 0.85 * len(struck)


@pytest.mark.parametrize("groove", ["pop-rock", "bossa-nova"])
def test_a_fill_leads_into_a_section(make_generator, groove: str) -> None:
    rig, chance = rig_of(make_generator, words=f"groove {groove}, only drums"), random.Random(2)
    rig.performer.play()
    rig.run_for(1.2 * BAR_S)
    called = []
    for _ in range(12):
        called.append(rig.performer.sections.call("chorus" if len(called) % 2 else "bridge"))
        rig.run_for((2.0 + chance.choice((0.1, 0.3, 0.5, 0.7))) * BAR_S)
    filled = 0
    for _, bar in called:
        beat = bars(rig)[bar].beat
        last_half = {(round(4 * (at - beat + 4.0)), pitch) for at, pitch in sounded(rig, DRUMS, beat - 2.0, beat)}
        filled += min(len(last_half ^ usual) for usual in usual_strokes(groove)) >= 3
    assert filled >= 0.9 * len(called)


def usual_strokes(name: str) -> list[set[tuple[int, int]]]:
    """Strokes of the last two beats of each bar of the groove but its fills, in sixteenths."""
    sections = groove_book().get(name).sections
    return [
        {
            (note.position_ticks // 6, note.pitch)
            for note in sections[section].realise(bar, (0, 0), 0, mode=0, half_bar_ticks=48, tonic=0, swing=None)
            if note.part == DRUMS and note.position_ticks >= 48
        }
        for section in ("A", "B")
        for bar in range(sections[section].n_bars)
    ]


def test_no_fill_is_played_where_none_is_wanted(make_generator) -> None:
    rig = rig_of(make_generator)
    rig.performer.play()
    rig.run_for(0.5 * BAR_S)
    rig.performer.sections.call("chorus", with_fill=False)
    assert [cue.kind for cue in rig.performer._state.cues] == ["section"]
    rig.performer.editor.update_controls(lambda controls: controls.with_value("fills", 0.0))
    rig.performer.sections.call("bridge")
    assert "fill" not in [cue.kind for cue in rig.performer._state.cues]


def test_a_chart_taken_while_music_plays_begins_at_its_bar_with_its_metre_and_tempo(make_generator) -> None:
    rig = rig_of(make_generator)
    rig.performer.play()
    rig.run_for(2.4 * BAR_S)
    number = follow(rig, "tempo: 100\nkey: D\n[Waltz]\n| (3/4) D | G |\n[Last]\n| (4/4) A7 | D |")
    rig.run_for(12.0)
    landed = bars(rig)
    assert number == 4
    assert [(landed[n].section, landed[n].metre, landed[n].chords[0]) for n in range(number, number + 4)] == [
        ("Waltz", Metre(3, 4), "D"),
        ("", Metre(3, 4), "G"),
        ("Last", Metre(4, 4), "A7"),
        ("", Metre(4, 4), "D"),
    ]
    assert [landed[n].beat for n in range(number, number + 4)] == [12.0, 15.0, 18.0, 22.0]
    assert rig.clock.tempo_bpm() == 100.0
    rig.performer.stop()
    rig.run_for(0.1)
    rig.assert_clean()


def test_a_chart_that_ends_stops_the_music(make_generator) -> None:
    rig = rig_of(make_generator, "[A]\n| C | F |\n[Ending]\n| G7 | C |")
    rig.performer.play()
    rig.run_for(3.5 * BAR_S)
    assert rig.performer.status().playing
    rig.run_for(1.0 * BAR_S)
    assert not rig.performer.status().playing
    assert set(bars(rig)) <= {1, 2, 3, 4, 5}


def test_a_worker_that_died_goes_on_in_the_section_that_was_called(make_generator) -> None:
    rig = rig_of(make_generator)
    rig.performer.play()
    rig.run_for(1.1 * BAR_S)
    called = rig.performer.sections.call("bridge")
    rig.run_for(1.5 * BAR_S)
    rig.inference.kill()
    rig.run_for(0.2 * BAR_S)
    rig.inference.start()
    rig.run_for(1.6 * BAR_S)
    assert bars(rig)[called.bar + 2].chords[0] == "G"


def test_what_cannot_be_called_is_refused_and_changes_nothing(make_generator) -> None:
    rig = rig_of(make_generator)
    with pytest.raises(NotPlayingError, match="nothing plays"):
        rig.performer.sections.call("chorus")
    rig.performer.play()
    rig.run_for(0.5 * BAR_S)
    for name in ("hook2", "9", "", "0"):
        with pytest.raises(UnknownSectionError, match="the chart has Verse 1, Chorus, Verse 2, Bridge"):
            rig.performer.sections.call(name)
    assert rig.performer._state.cues == ()
    rig.performer.hold(1)
    with pytest.raises(NotPlayingError, match="a loop is held"):
        rig.performer.sections.call("chorus")


def test_without_a_chart_the_sections_of_the_form_are_called(make_generator) -> None:
    rig = Rig("120 bpm pop", quantum="bar", make_worker=lambda tell: Worker(make_generator, parse, tell))
    rig.performer.play()
    rig.run_for(0.6 * BAR_S)
    assert rig.performer.sections.call("chorus") == ("chorus", 2)
    with pytest.raises(UnknownSectionError, match="next and repeat"):
        rig.performer.sections.call("kazoo")


def test_a_count_in_is_struck_before_the_first_bar(make_generator) -> None:
    rig = rig_of(make_generator, "metre: 3/4\ntempo: 120\n| C | F |")
    rig.performer.click.count_in(2)
    rig.run_for(0.03)  # between two looks at the clock
    rig.performer.play()
    rig.run_for(2 * 1.5 + 1.4)
    start_s = rig.clock.beat_to_s(0.0)
    clicks = [
        (round((at - start_s) * 2.0, 3), data[1])
        for at, data in rig.port.sent
        if data[0] == 0x99 and data[1] in (76, 77)
    ]
    assert clicks == [(-6.0, 76), (-5.0, 77), (-4.0, 77), (-3.0, 76), (-2.0, 77), (-1.0, 77)]
    band = [at for at, data in rig.port.sent if data[0] & 0xF0 == 0x90 and data[2] and data[1] not in (76, 77)]
    assert min(band) >= start_s - 1e-6
    assert bars(rig)[1].beat == 0.0


def test_the_click_strikes_every_beat_through_changes_until_it_is_switched_off(make_generator) -> None:
    rig = rig_of(make_generator, "tempo: 120\n[A]\n| C | F |\n[B]\n| (6/8) G | Am |")
    rig.performer.click.switch(is_on=True, channel=16)
    rig.performer.play()
    rig.run_for(0.7)
    rig.performer.sections.call("B")
    rig.run_for(BAR_S + 2.9)
    start_s = rig.clock.beat_to_s(0.0)
    clicks = [(round((at - start_s) * 2.0, 3), data[1]) for at, data in rig.port.sent if data[0] == 0x9F]
    assert clicks[:8] == [(0.0, 76), (1.0, 77), (2.0, 77), (3.0, 77), (4.0, 76), (5.5, 77), (7.0, 76), (8.5, 77)]
    rig.performer.click.switch(is_on=False)
    n_sent = len(rig.port.sent)
    rig.run_for(BAR_S)
    assert not [data for _, data in rig.port.sent[n_sent:] if data[0] == 0x9F]
    rig.performer.stop()
    rig.run_for(0.1)
    rig.assert_clean()


def test_pushed_chords_sound_before_their_bar_live(make_generator) -> None:
    rig = rig_of(make_generator, "tempo: 120\nkey: C\n| C | F< |", words="groove pop-rock with bass, piano and drums")
    rig.performer.play()
    rig.run_for(6.2 * BAR_S)
    for bar in (2, 4, 6):
        beat = bars(rig)[bar].beat
        early = [pitch % 12 for _, pitch in sounded(rig, BASS, beat - 0.5, beat)]
        assert early[:1] == [5]
    assert PARTS[BASS] == "bass"
    rig.performer.stop()
    rig.run_for(0.1)
    rig.assert_clean()


def test_with_a_hosts_transport_the_chart_follows_the_song_position(make_generator) -> None:
    clocks: list[HostClock] = []

    def others(time, on_change):
        clocks.append(HostClock(time, on_change))
        return {Source.HOST: clocks[0]}

    text = "key: C\n[A]\n| C | (3/4) F |\n[B]\n| (4/4) G | Am |"
    rig = rig_of(make_generator, text, words="pop rock, only bass", others=others)

    def host_plays(beat: float, duration_s: float) -> None:
        for step in range(round(duration_s / 0.05)):
            clocks[0].transport(True, beat + step * 0.1, 120.0, 4, 4)
            rig.run_for(0.05)

    host_plays(7.0, 4.0)
    assert [(bars(rig)[n].beat, bars(rig)[n].chords[0], bars(rig)[n].section) for n in (3, 4)] == [
        (7.0, "G", "B"),
        (11.0, "Am", ""),
    ]
    host_plays(4.0, 2.0)
    assert (bars(rig)[2].beat, bars(rig)[2].chords[0], bars(rig)[2].metre) == (4.0, "F", Metre(3, 4))
    host_plays(15.0, 3.0)
    assert (bars(rig)[5].beat, bars(rig)[5].chords[0], bars(rig)[5].section) == (15.0, "C", "A")


def test_sections_land_though_the_music_is_made_slowly(make_generator) -> None:
    rig, chance = rig_of(make_generator, words="pop rock, only bass and piano"), random.Random(9)
    rig.stage.steps_per_tick = 12  # 240 notes a second
    rig.performer.play()
    rig.run_for(0.8 * BAR_S)
    called = []
    for _ in range(12):
        called.append(rig.performer.sections.call(chance.choice(("verse", "chorus", "Verse 2", "bridge"))))
        rig.run_for((1.2 + chance.random()) * BAR_S)
    rig.run_for(2.0 * BAR_S)
    assert all(bars(rig)[bar].section == name for name, bar in called)


def test_the_melody_sounds_on_through_locks_and_again(make_generator) -> None:
    tune = (MelodyNote(0, 84, 24), MelodyNote(48, 86, 24))
    bar = ChartBar(Metre(4, 4), Key(0, "major"), (ChartChord(0, "C"),), tune)
    chart = Chart((ChartSection("A", (bar,) * 4),), tempo_bpm=120.0)
    rig = rig_of(make_generator)
    rig.performer.sections.follow(to_played(chart, "lead"), lambda plan: complete(plan_of(chart), plan))
    rig.performer.play()
    rig.run_for(1.2 * BAR_S)
    rig.performer.undoing.lock(Locks(parts=frozenset([BASS])))
    rig.run_for(0.7 * BAR_S)
    rig.performer.undoing.again(frozenset(), None, Aspect.ALL)
    rig.run_for(0.4 * BAR_S)
    rig.performer.editor.update_controls(lambda controls: controls.with_value("energy", 0.9))
    rig.run_for(4.0 * BAR_S)
    lead = PARTS.index("lead")
    for number in range(6):
        assert sounded(rig, lead, 4.0 * number, 4.0 * number + 4.0) == [
            (pytest.approx(4.0 * number), 84),
            (pytest.approx(4.0 * number + 2.0), 86),
        ]


def test_a_chart_that_is_over_goes_on_where_the_hosts_song_goes_back(make_generator) -> None:
    clocks: list[HostClock] = []

    def others(time, on_change):
        clocks.append(HostClock(time, on_change))
        return {Source.HOST: clocks[0]}

    rig = rig_of(make_generator, "[A]\n| C | F |\n[Ending]\n| C |", words="pop rock, only bass", others=others)

    def host_plays(beat: float, duration_s: float) -> None:
        for step in range(round(duration_s / 0.05)):
            clocks[0].transport(True, beat + step * 0.1, 120.0, 4, 4)
            rig.run_for(0.05)

    host_plays(8.0, 3.0)
    assert not rig.performer.status().playing
    n_before = len(rig.port.note_ons())
    host_plays(14.0, 4.0)
    assert len(rig.port.note_ons()) == n_before
    host_plays(0.0, 3.0)
    assert rig.performer.status().playing
    assert len(rig.port.note_ons()) > n_before
    assert bars(rig)[2].chords[0] == "F"


def test_a_chart_and_a_section_called_are_undone(make_generator) -> None:
    rig = rig_of(make_generator, words="pop rock, only bass")
    rig.performer.play()
    rig.run_for(1.3 * BAR_S)
    follow(rig, "tempo: 120\nkey: C\n[Other]\n| Dm | E7 |")
    assert rig.performer.sections.names() == ("Other",)
    assert rig.performer.undoing.undo()
    assert rig.performer.sections.names() == ("Verse 1", "Chorus", "Verse 2", "Bridge")
    rig.run_for(1.0 * BAR_S)
    rig.performer.sections.call("bridge")
    assert rig.performer.undoing.undo()
    rig.run_for(3.0 * BAR_S)
    assert [bars(rig)[number].chords[0] for number in range(1, 6)] == ["C", "C", "C", "C", "F"]
    assert rig.performer.undoing.redo()
    rig.performer.stop()
    rig.run_for(0.1)
    rig.assert_clean()

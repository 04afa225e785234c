"""From a pattern to notes: degrees, voicings, holds, swing, chords that change inside a bar."""

import pytest

from model.music.chord_symbols import read_chord
from model.music.config import BASS, NO_CHORD
from model.music.grooves import parse

C, F, G7, AM, BDIM, GSUS = (read_chord(name) for name in ("C", "F", "G7", "Am", "Bdim", "Gsus4"))


def play(body, chords=(C, C), after=C, *, bar=0, header="", mode=0, tonic=0, **options):
    groove = parse(f"{header}\n[A]\n{body}\n", "t")
    half = groove.metre.half_bar_ticks
    return groove.sections["A"].realise(bar, chords, after, mode=mode, half_bar_ticks=half, tonic=tonic, **options)


def pitches(notes):
    return [note.pitch for note in notes]


@pytest.mark.parametrize(
    ("degrees", "chord", "expected"),
    [
        ("1 3 5 7", C, [36, 40, 43, 47]),
        ("1 3 5 7", AM, [33, 36, 40, 43]),
        ("1 3 5 7", G7, [31, 35, 38, 41]),
        ("1 3 5 7", BDIM, [35, 38, 41, 45]),
        ("1 3 5 4", GSUS, [31, 36, 38, 36]),
        ("1 b3 M3 b7", C, [36, 39, 40, 46]),
        ("1 8 1' 5,", F, [41, 53, 53, 36]),  # a fifth below the low E is played an octave up
        ("k1 k3 k5 k1", F, [36, 40, 43, 36]),
    ],
)
def test_degrees_follow_the_chord(degrees, chord, expected):
    assert pitches(play(f"bass/4 |xxxx| {degrees}", (chord, chord))) == expected


def test_an_approach_leads_to_the_next_root_and_repeats_no_note():
    assert pitches(play("bass/4 |xxxx| 1 3 5 <", after=F))[-1] == 40
    assert pitches(play("bass/4 |xxxx| 1 3 5 >", after=F))[-1] == 42
    assert pitches(play("bass/4 |xxxx| 1 3 7 <", after=C))[-2:] == [47, 35]
    assert pitches(play("bass/4 |xxxx| 1 3 M7, <", after=C))[-2:] == [35, 37]


def test_an_anticipation_is_over_the_next_chord():
    assert pitches(play("bass/4 |x..x| 1 n1", after=F)) == [36, 41]


def test_an_alternating_bass_takes_the_fifth_below_a_high_root():
    assert pitches(play("bass/4 |xxxx| 1 5 1 5", (C, F), after=C)) == [36, 31, 41, 36]
    assert pitches(play("bass/4 |xxxx| 1 5 1 5", (G7, G7), after=C)) == [31, 38, 31, 38]
    assert pitches(play("bass/4 |xxxx| 1 3 5 6", (C, C), after=C)) == [36, 40, 43, 45]  # a line goes on upwards


def test_the_bass_meets_a_new_chord_on_its_root():
    assert pitches(play("bass/4 |xxxx| 1 3 5 6", (C, F), G7)) == [36, 40, 41, 50]


def test_a_held_chord_is_struck_again_where_the_chord_changes():
    notes = play("pad/4 |x~~~| triad", (C, F))
    assert {note.position_ticks for note in notes} == {0, 48}
    assert all(note.duration_ticks == 48 for note in notes)
    assert {note.pitch % 12 for note in notes if note.position_ticks == 48} == {5, 9, 0}


def test_holds_ring_over_the_bar_line():
    first = play("bass/4 |..x~|~x..| 1 5")
    assert first[0].duration_ticks == 72
    cut = play("bass/4 |..x~|~x..| 1 5", after=F)
    assert cut[0].duration_ticks == 48


def test_voicings_stay_near_their_register():
    for chord in (C, F, G7, AM, BDIM, GSUS):
        middle = pitches(play("piano/4 |x...| close", (chord, chord)))
        assert abs(sum(middle) / len(middle) - 62) <= 6


def test_no_chord_is_the_tonic_and_a_bare_fifth_without_a_mode():
    assert {p % 12 for p in pitches(play("piano/4 |x...| close", (NO_CHORD,) * 2, NO_CHORD, mode=1, tonic=9))} == {
        9,
        0,
        4,
    }
    assert {p % 12 for p in pitches(play("piano/4 |x...| close", (NO_CHORD,) * 2, NO_CHORD, mode=2))} == {0, 7}


def test_swing_delays_the_second_of_a_pair_and_leaves_triplets():
    straight = play("hat/8 |xxxxxxxx|\nclap/12 |x.xx.xx.xx.x|")
    swung = play("hat/8 |xxxxxxxx|\nclap/12 |x.xx.xx.xx.x|", header="swing: 1 eighths")
    assert [n.position_ticks for n in straight if n.pitch == 42] == list(range(0, 96, 12))
    assert [n.position_ticks for n in swung if n.pitch == 42][:4] == [0, 16, 24, 40]
    assert [n.position_ticks for n in swung if n.pitch == 39] == [n.position_ticks for n in straight if n.pitch == 39]
    assert play("hat/8 |xxxxxxxx|", header="swing: 1 eighths", swing=0.0) == play("hat/8 |xxxxxxxx|")


def test_strokes_flams_and_rolls():
    notes = play("snare/4 |Xgf3|")
    assert [note.velocity for note in notes][:2] == [108, 42]
    assert [note.position_ticks for note in notes] == [0, 24, 47, 48, 72, 80, 88]


def test_up_strokes_and_ghost_strokes_take_the_two_highest_notes():
    notes = play("guitar/4 |xug.| barre")
    down, up, ghost = (pitches(note for note in notes if note.position_ticks == place) for place in (0, 24, 48))
    assert len(down) == 6
    assert up == ghost == down[-2:]


def test_bars_wrap_and_short_lanes_repeat():
    body = "kick/4 |x...|..x.|\nhat/4 |xxxx|"
    assert play(body, bar=3) == play(body, bar=1)
    assert len([note for note in play(body, bar=1) if note.pitch == 42]) == 4


def test_the_same_arguments_give_the_same_notes():
    body = "bass/4 |xxxx| 1 3 5 <\npiano/8 |x..x..x.| rootless"
    assert play(body, (G7, AM), F) == play(body, (G7, AM), F)
    assert any(note.part == BASS for note in play(body))

"""A groove is learnt back from a clip that a groove made."""

from pathlib import Path

import mido
import pytest

from model.music.config import BASS, DRUMS
from model.music.grooves import GrooveBook, GrooveError, parse, to_text
from model.music.grooves.learning import learn
from model.music.grooves.playing import play

BOOK = GrooveBook.load()
# A program of each part's own family, so that the file says which part it is.
PROGRAMS = [0, *range(0, 128, 8)]
CHANNELS = [9, *range(9), *range(10, 16), 15]


def write(path: Path, groove) -> Path:
    """The groove as `groove play` writes it: a track for each part, drums on channel 10."""
    bars = play(groove)
    file = mido.MidiFile(ticks_per_beat=24)
    head = mido.MidiTrack([mido.MetaMessage("set_tempo", tempo=mido.bpm2tempo(bars[0].tempo_bpm))])
    head.append(mido.MetaMessage("time_signature", numerator=groove.metre[0], denominator=groove.metre[1]))
    file.tracks.append(head)
    for part in sorted({note.part for bar in bars for note in bar.notes}):
        file.tracks.append(track(bars, part, groove.metre.bar_ticks))
    file.save(path)
    return path


def track(bars, part, bar_ticks):
    channel = 9 if part == DRUMS else CHANNELS[part]
    messages = []
    for number, bar in enumerate(bars):
        for note in bar.notes:
            if note.part == part:
                start = number * bar_ticks + note.tick
                on = mido.Message("note_on", channel=channel, note=note.pitch, velocity=note.velocity)
                off = mido.Message("note_off", channel=channel, note=note.pitch)
                messages += [(start, 1, on), (start + note.duration_ticks, 0, off)]
    made, now = mido.MidiTrack(), 0
    made.append(mido.Message("program_change", channel=channel, program=PROGRAMS[part]))
    for tick, _, message in sorted(messages, key=lambda each: each[:2]):
        made.append(message.copy(time=tick - now))
        now = tick
    return made


def strokes(groove, section, part):
    pattern = groove.sections[section]
    half = groove.metre.half_bar_ticks
    for bar in range(pattern.n_bars):
        notes = pattern.realise(bar, (0, 0), 0, mode=0, half_bar_ticks=half)
        yield {(n.position_ticks, n.pitch if part == DRUMS else n.pitch % 12) for n in notes if n.part == part}


def likeness(one, other):
    return len(one & other) / len(one | other) if one | other else 1.0


@pytest.mark.parametrize(
    "name", ["rock-eighths", "boom-bap", "salsa", "one-drop", "house", "samba", "slow-blues", "trap", "balkan-seven"]
)
def test_the_drums_of_a_clip_are_given_back(name, tmp_path):
    groove = BOOK.get(name)
    learnt = learn(write(tmp_path / "clip.mid", groove), "mine")
    assert learnt.metre == groove.metre
    assert learnt.tempo_bpm[1] == pytest.approx(groove.tempo_bpm[1], abs=0.5)
    given = [bar for section in ("A", "B") for bar in strokes(groove, section, DRUMS)]
    for bar in strokes(learnt, "A", DRUMS):
        assert max(likeness(bar, own) for own in given) >= 0.95


@pytest.mark.parametrize("name", ["rock-eighths", "house", "trance", "cumbia"])
def test_the_bass_of_a_clip_is_given_back_as_degrees(name, tmp_path):
    groove = BOOK.get(name)
    learnt = learn(write(tmp_path / "clip.mid", groove), "mine")
    given = [bar for section in ("A", "B") for bar in strokes(groove, section, BASS)]
    for bar in strokes(learnt, "A", BASS):
        assert max(likeness(bar, own) for own in given) >= 0.7


def test_what_is_learnt_can_be_written_and_read(tmp_path):
    learnt = learn(write(tmp_path / "clip.mid", BOOK.get("swing")), "mine")
    assert learnt.swing > 0.5
    again = parse(to_text(learnt), "mine")
    assert again.sections == learnt.sections


def test_what_cannot_be_learnt_is_refused(tmp_path):
    bad, empty = tmp_path / "bad.mid", tmp_path / "empty.mid"
    bad.write_bytes(b"no MIDI at all")
    mido.MidiFile().save(empty)
    missing = tmp_path / "none.mid"
    for path, words in ((bad, "not a readable MIDI file"), (empty, "no notes"), (missing, "no such file")):
        with pytest.raises(GrooveError, match=words) as error:
            learn(path, "mine")
        assert str(error.value).startswith(f"{path}: ")
    with pytest.raises(GrooveError, match="not a valid name of a groove"):
        learn(empty, "../mine")

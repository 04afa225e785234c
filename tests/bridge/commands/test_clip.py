"""``sideman clip``: bars from words, on the real model."""

import sys
import wave
from collections import Counter

import mido
import pytest
from click.testing import CliRunner

from bridge.commands.clip import clip
from bridge.core.errors import SetupError, TakeError, UnknownStyleError, WrongArgumentsError
from bridge.recording.take import FILE_TICKS_PER_QUARTER
from model.text import complete, parse

WORDS = "waltz at 90 bpm in G minor, 3/4, with piano, bass and drums"
N_BARS = 4


@pytest.fixture
def make(model_file, tmp_path):
    """Run the command in this process, on the model."""

    def run(*arguments, out="a.mid"):
        arguments = [*arguments, "--model", str(model_file), "-o", str(tmp_path / out)]
        return CliRunner().invoke(clip, arguments, catch_exceptions=False)

    return run


@pytest.fixture(scope="module")
def finished(model_file, sideman, tmp_path_factory):
    """A clip of the real command: its folder, what it said, the file."""
    folder = tmp_path_factory.mktemp("clip")
    out = folder / "new" / "waltz.mid"
    done = sideman("clip", WORDS, "--bars", N_BARS, "--seed", 7, "-o", out, "--model", model_file)
    assert (done.returncode, done.stderr) == (0, "")
    return out, done.stdout, mido.MidiFile(out)


def sounding_at_the_end(track):
    sounding = Counter()
    for message in track:
        if message.type == "note_on" and message.velocity:
            sounding[message.channel, message.note] += 1
        elif message.type == "note_off":
            sounding[message.channel, message.note] -= 1
            assert sounding[message.channel, message.note] >= 0
    return +sounding


def test_it_tells_plan_path_and_seed(finished):
    out, said, _ = finished
    plan, path = said.splitlines()
    assert plan == f"plan   {complete(parse(WORDS)).describe()}"
    assert path.startswith(f"{out}   {N_BARS} bars, ")
    assert path.endswith("seed 7")


def test_the_file_has_the_tempo_and_metre_of_the_plan(finished):
    _, _, file = finished
    conductor = file.tracks[0]
    assert conductor.name == WORDS[:80]
    (tempo,) = [message.tempo for message in conductor if message.type == "set_tempo"]
    assert round(mido.tempo2bpm(tempo), 2) == 90.0
    (metre,) = [message for message in conductor if message.type == "time_signature"]
    assert (metre.numerator, metre.denominator) == (3, 4)
    assert sum(message.time for message in conductor) == N_BARS * 3 * FILE_TICKS_PER_QUARTER


def test_the_file_has_tracks_for_parts_of_the_plan_alone(finished):
    _, said, file = finished
    names = [track.name for track in file.tracks[1:]]
    assert len(names) == len(set(names))
    assert names
    assert set(names) <= set(complete(parse(WORDS)).parts)
    n_notes = sum(message.type == "note_on" for track in file.tracks for message in track)
    assert f"{n_notes} notes" in said
    assert n_notes >= N_BARS


def test_every_note_is_released(finished):
    _, _, file = finished
    for track in file.tracks:
        assert not sounding_at_the_end(track)


def test_the_same_seed_gives_the_same_bytes_here_and_in_another_process(finished, make, tmp_path):
    out, _, _ = finished
    for name in ("a.mid", "b.mid"):
        assert make(WORDS, "--bars", str(N_BARS), "--seed", "7", out=name).exit_code == 0
    assert (tmp_path / "a.mid").read_bytes() == (tmp_path / "b.mid").read_bytes() == out.read_bytes()


def test_another_seed_gives_other_notes_and_none_a_new_one_each_time(make, tmp_path):
    seeds = set()
    for name, options in {"a": ("--seed", "1"), "b": ("--seed", "2"), "c": (), "d": ()}.items():
        result = make("funk", "--bars", "2", *options, out=f"{name}.mid")
        seeds.add(result.output.split()[-1])
    assert len(seeds) == 4
    assert len({path.read_bytes() for path in tmp_path.glob("*.mid")}) == 4


def test_weights_of_the_option_stand_over_the_words(make):
    result = make("slow jazz in F major", "--style", "latin 0.7, classical 0.3", "--bars", "1", "--seed", "1")
    assert result.output.startswith("plan   latin 70%, classical 30% ")
    assert "F major" in result.output
    assert make("slow jazz in F major", "--bars", "1", "--seed", "1").output.startswith("plan   jazz ")


def test_words_may_come_without_quotes_and_in_any_script(make, tmp_path):
    assert make("慢速爵士，每分钟90拍", "♯", "--bars", "1").output.startswith("plan   jazz · 90 bpm")
    file = mido.MidiFile(tmp_path / "a.mid", charset="utf-8")
    assert file.tracks[0].name == "慢速爵士，每分钟90拍 ♯"


@pytest.mark.fluidsynth
def test_a_wav_on_request(make, tmp_path):
    try:
        import fluidsynth  # noqa: F401
    except (ImportError, OSError):
        pytest.skip("FluidSynth is not installed (Debian: libfluidsynth3)")
    result = make("rock at 160 bpm", "--bars", "2", "--seed", "3", "--wav", str(tmp_path / "a.wav"))
    assert result.exit_code == 0
    with wave.open(str(tmp_path / "a.wav")) as file:
        length_s = file.getnframes() / file.getframerate()
    assert result.output.splitlines()[-1] == f"{tmp_path / 'a.wav'}   {length_s:.1f} s"


@pytest.mark.fluidsynth
def test_stems_on_request(make, tmp_path):
    result = make("only drums and bass, rock at 160 bpm", "--bars", "1", "--seed", "3", "--stems", str(tmp_path / "s"))
    assert result.exit_code == 0
    assert result.output.splitlines()[-1].startswith(f"{tmp_path / 's'}   bass, drums, mix: .wav, ")
    assert sorted(path.name for path in (tmp_path / "s").iterdir()) == ["bass.wav", "drums.wav", "mix.wav"]


def test_stems_do_not_go_with_takes(make, tmp_path):
    result = make("rock", "--takes", "2", "--stems", str(tmp_path / "s"))
    assert "--takes writes .mid files" in result.output
    assert not (tmp_path / "s").exists()


@pytest.mark.parametrize(
    ("style", "error", "words"),
    [
        ("jaz", UnknownStyleError, "did you mean jazz"),
        ("0.7 jazz", WrongArgumentsError, "follows no style name"),
        ("jazz -1", UnknownStyleError, "weight"),
        ("jazz 0", UnknownStyleError, "above 0"),
        ("", UnknownStyleError, "at least one style"),
        ("\x00 ☃ %s", UnknownStyleError, "there is no style"),
    ],
)
def test_a_style_that_means_nothing_is_said_before_anything_is_loaded(tmp_path, style, error, words):
    arguments = ["jazz", "--style", style, "--model", "/no/such", "-o", str(tmp_path / "a.mid")]
    with pytest.raises(error, match=words):
        CliRunner().invoke(clip, arguments, catch_exceptions=False)
    assert not list(tmp_path.iterdir())


def test_a_missing_model_is_a_setup_error(tmp_path):
    missing = tmp_path / "none.model"
    with pytest.raises(SetupError, match=str(missing)):
        CliRunner().invoke(clip, ["jazz", "--model", str(missing)], catch_exceptions=False)


def test_a_place_that_cannot_be_written_is_a_take_error(make, tmp_path):
    (tmp_path / "taken").write_text("")
    with pytest.raises(TakeError, match=r"taken/a\.mid cannot be written"):
        make("jazz", "--bars", "1", out="taken/a.mid")


@pytest.mark.parametrize("options", [("--bars", "0"), ("--bars", "1001"), ("--seed", "-1"), ("--seed", "x")])
def test_numbers_outside_their_limits_are_usage_errors(options):
    result = CliRunner().invoke(clip, ["jazz", *options])
    assert result.exit_code == 2
    assert options[0] in result.output


def test_through_main_each_is_one_sentence_and_exit_code_2(model_file, sideman, assert_one_sentence, tmp_path):
    (tmp_path / "taken").write_text("")
    model = ("--model", model_file)
    cases = {
        "no style 'jaz'": ("--style", "jaz", *model),
        "weight 0.5 follows no style": ("--style", "0.5", *model),
        "cannot be written": ("--bars", "1", "-o", tmp_path / "taken" / "a.mid", *model),
        "no model file": ("--model", tmp_path / "none.model"),
        "SIDEMAN_SOUNDFONT": ("--bars", "1", "-o", tmp_path / "a.mid", "--wav", tmp_path / "a.wav", *model),
    }
    for words, options in cases.items():
        done = sideman("clip", "jazz", *options, cwd=tmp_path, SIDEMAN_SOUNDFONT="/no/such.sf2")
        assert_one_sentence(done, words)


@pytest.mark.skipif(sys.platform == "win32", reason="command lines are no bytes there")
def test_bytes_that_are_no_text_do_not_stop_it(model_file, sideman, tmp_path):
    done = sideman("clip", "jazz \udcff", "--bars", "1", "-o", tmp_path / "a.mid", "--model", model_file)
    assert (done.returncode, done.stderr) == (0, "")
    assert mido.MidiFile(tmp_path / "a.mid").tracks[0].name == "jazz ?"


def test_words_that_only_describe_are_understood_by_their_meaning(make):
    result = make("an old porch and a bottle after she left me", "--bars", "1", "--seed", "1")
    assert result.output.startswith("plan   blues ")
    assert "not understood" not in result.output


def test_words_that_the_rules_know_load_no_encoder(make, monkeypatch):
    monkeypatch.setattr("model.text.understanding.load", lambda: pytest.fail("loaded"))
    assert make("slow blues in G, 4 120", "--bars", "1", "--seed", "1").exit_code == 0

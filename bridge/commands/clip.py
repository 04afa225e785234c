"""``sideman clip``: bars from words, as .mid and .wav, without a daemon."""

from __future__ import annotations

import re
import secrets
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import click

from bridge.commands import needs_extra
from bridge.commands.chart import load_charts
from bridge.commands.clip_song import BarsType, song_options, style_of
from bridge.commands.clip_takes import Wanted, write_takes
from bridge.core.errors import RenderError, SetupError
from bridge.hosts.ableton_osc import AbletonOsc
from bridge.hosts.live_clips import live_clips, read_slot
from bridge.inference_worker.model_loader import load_music
from bridge.listening.file_analysis import analyse_file
from bridge.listening.merge_analysis import describe, merge_analysis
from bridge.performance.generation_request import ChordPairs
from bridge.playback.sounds import sounds_of
from bridge.recording.take import write_take
from bridge.settings.config_table import MAX_SEED
from bridge.settings.controls import Controls
from model.charts.chart import Chart
from model.charts.playing import with_chart
from model.engine.bars import Bar
from model.engine.generator import Generator
from model.engine.take_drafts import MAX_TAKES
from model.listening.audio_analysis import AudioAnalysis
from model.music.chord_symbols import read_chords
from model.music.form import parse_form
from model.music.generation_options import GenerationOptions
from model.music.grooves import Groove, GrooveError
from model.music.grooves.book import groove_book
from model.music.grooves.progressions import is_progression
from model.music.plan import Plan
from model.music.played_chart import PlayedChart
from model.text import complete, parse
from model.text.understanding import Understanding

MAX_BARS = 1_000
USUAL_BARS = 8
_MIDI_SUFFIXES = (".mid", ".midi", ".kar", ".rmi")
SYNTH, SPECTRAL = "synth", "spectral"


@click.command()
@song_options
@click.argument("words", nargs=-1)
@click.option("--like", type=click.Path(path_type=Path),
              help="An audio file to play along with: tempo, metre, key, chords; words override it.")  # fmt: skip
@click.option("--style", help='Styles by weight, over those of the words: "jazz 0.7 latin 0.3".')
@click.option("--bars", type=BarsType(MAX_BARS),
              help="How many; default: 8, or as many as the form has. With --given: which (9-16).")  # fmt: skip
@click.option("--groove",
              help='A groove of the book ("one drop"; `sideman grooves`), or a .mid to play like.')  # fmt: skip
@click.option("--form", help='Sections: AABA, "intro 2, verse 8, chorus 8, ending 2", "12-bar blues".')
@click.option("--chords", help='Chords, a bar each: "Am F C G", "ii7 V7 Imaj7", "andalusian".')
@click.option("--chart", "chart_path", type=click.Path(path_type=Path),
              help="A chart to play, as long as it is: .txt .cho .musicxml .mxl .html (iReal Pro) .mid")  # fmt: skip
@click.option("--melody", metavar="PART|follow", help="Who plays the chart's tune; follow: heard, not played.")
@click.option("--seed", type=click.IntRange(0, MAX_SEED), help="The same seed gives the same file.")
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), default=Path("clip.mid"),
              show_default=True, help="The .mid to write.")  # fmt: skip
@click.option("--wav", type=click.Path(dir_okay=False, path_type=Path), help="Also render it to this .wav.")
@click.option("--stems", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER",
              help="Also render each part to a .wav in this folder, and their sum.")  # fmt: skip
@click.option("--voice", type=click.Choice([SYNTH, SPECTRAL]), default=SYNTH, show_default=True,
              help="Renders the .wav: FluidSynth, or the network, whose timbre follows the words.")  # fmt: skip
@click.option("--to-live", metavar="TRACK:SLOT", help="Also write it into Live by AbletonOSC, a track for each part.")
@click.option("--takes", type=click.IntRange(1, MAX_TAKES), default=1, show_default=True,
              help="So many takes of the same bars: x-1.mid, x-2.mid …, with a line on how each differs.")  # fmt: skip
@click.option("--model", type=click.Path(path_type=Path), help="Model file; default: the one that ships.")
def clip(
    words: tuple[str, ...],
    like: Path | None,
    style: str | None,
    bars: int | None,
    groove: str | None,
    form: str | None,
    chords: str | None,
    chart_path: Path | None,
    melody: str | None,
    seed: int | None,
    out: Path,
    wav: Path | None,
    stems: Path | None,
    voice: str,
    to_live: str | None,
    takes: int,
    model: Path | None,
) -> None:
    """Write bars that follow WORDS to a .mid.

    \b
    sideman clip "slow smoky blues, brushes and upright bass" --bars 12 --seed 7 -o blues.mid --wav blues.wav
    sideman clip --like loop.wav "no drums"
    sideman clip "warm jazz ballad" --wav ballad.wav --voice spectral
    sideman clip "bossa nova" --chart song.musicxml --melody follow
    sideman clip --given song.mid --replace bass --bars 9-16 -o other-bass.mid
    sideman clip "funk in E minor" --takes 4 -o funk.mid
    sideman clip "country in G" --groove "train beat" --form "intro 2, AABA, ending 2" -o train.mid
    """
    _check_options(words, like, groove, chart_path, wav, voice)
    _check_takes(takes, wav or stems, to_live)
    chart, played = load_charts(chart_path, melody)
    write_sound, slot = _sound_writer(voice, wav, stems), None if to_live is None else read_slot(to_live)
    analysis = None if like is None else analyse_file(like)
    arranged = _arranged(groove, form, chords)
    plan = _plan(" ".join(words), style, analysis, arranged.fields, chart)
    bars = bars or _n_bars(plan if form else None, played)
    seed = secrets.randbelow(MAX_SEED) if seed is None else seed
    make_generator, title = load_music(model).make_generator, _title(words, like, chart)
    options = GenerationOptions(chords=arranged.chords or _heard(analysis), chart=played)
    if takes > 1:
        write_takes(make_generator, plan, options, Wanted(seed, takes, bars), out, title)
        return
    source = make_generator(plan, seed)
    if options.chords or played is not None:
        source.redirect(plan, options)
    made = _written(source, Wanted(seed, 1, bars), out, title, plan)
    _write_into_live(made, " ".join(words), slot)
    write_sound(out, plan, " ".join(words))


def _n_bars(formed: Plan | None, played: PlayedChart | None) -> int:
    """As many bars as the chart has, or the form of a plan, else the usual number."""
    if played is not None:
        return len(played.bars)
    return parse_form(formed.form).n_bars if formed is not None and formed.form else USUAL_BARS


def _title(words: tuple[str, ...], like: Path | None, chart: Chart | None) -> str:
    usual = f"like {like}" if chart is None else chart.title or "Sideman"
    return (" ".join(words) or usual)[:80]


def _check_options(
    words: tuple[str, ...], like: Path | None, groove: str | None, chart: Path | None, wav: Path | None, voice: str
) -> None:
    """Raises UsageError for options that do not go together."""
    if not words and like is None and groove is None and chart is None:
        raise click.UsageError(
            "say in WORDS what to play, or name a groove with --groove, a chart with --chart or an audio file with "
            "--like."
        )
    if wav is not None and wav.suffix.lower() != ".wav":
        raise click.UsageError(f"--wav writes a .wav, not {wav.name}.")
    if voice == SPECTRAL and wav is None:
        raise click.UsageError("--voice spectral plays a .wav: name it with --wav.")


def _check_takes(takes: int, wav: Path | None, to_live: str | None) -> None:
    if takes > 1 and (wav is not None or to_live is not None):
        raise click.UsageError("--takes writes .mid files; render or send the one that you choose.")


def _written(source: Generator, wanted: Wanted, out: Path, title: str, plan: Plan) -> list[Bar]:
    """Play bars, write them and say so. Raises TakeError."""
    made = [source.next_bar() for _ in range(wanted.n_bars)]
    n_notes = write_take(out, made, title, sounds_of(plan, Controls()))
    click.echo(f"plan   {source.resolved.plan.describe()}")
    click.echo(f"{out}   {wanted.n_bars} bars, {n_notes} notes, seed {wanted.seed}")
    return made


def _sound_writer(voice: str, wav: Path | None, stems: Path | None) -> Callable[[Path, Plan, str], None]:
    """A function that renders a .mid as it was asked for, and says so. Raises SetupError; the function RenderError."""
    render = _renderer(voice)

    def write(midi: Path, plan: Plan, words: str) -> None:
        if wav is not None:
            click.echo(f"{wav}   {render(midi, wav, plan, words):.1f} s")
        if stems is not None:
            _write_stems(midi, stems, plan)

    return write


def _write_stems(midi: Path, folder: Path, plan: Plan) -> None:
    """Render each part by itself and say so. Raises RenderError."""
    from bridge.sound.stem_files import MIX, write_stems

    names, length_s = write_stems(midi, folder, sounds_of(plan, Controls()))
    click.echo(f"{folder}   {', '.join(names)}, {MIX}: .wav, {length_s:.1f} s")


def _heard(analysis: AudioAnalysis | None) -> ChordPairs:
    """The chords of an audio file, about which a line is said; () without one."""
    if analysis is None:
        return ()
    click.echo(f"heard  {describe(analysis)}")
    return analysis.playable_chords()


def _write_into_live(made: Sequence[Bar], words: str, slot: tuple[int, int] | None) -> None:
    """Write a clip for each part into Live, from a track and slot on. Raises SidemanError when Live does not answer."""
    if slot is None:
        return
    clips = live_clips(made, words[:60])
    with AbletonOsc() as live:
        live.write(clips, *slot)
    click.echo(f"Live   {len(clips)} clips in slot {slot[1] + 1}, from track {slot[0] + 1} on")


def _renderer(voice: str) -> Callable[[Path, Path, Plan, str], float]:
    """A function that renders a .mid to a .wav and returns its length in seconds. Raises SetupError."""
    if voice == SYNTH:
        from bridge.recording.render import render

        return lambda midi, wav, _plan, _words: render(midi, wav)
    with needs_extra("train"):
        import librosa  # noqa: F401 - before a bar is made
        import symusic  # noqa: F401

        from model.voice.offline import render_midi
        from model.voice.voice_file import VoiceFileError

    def play(midi: Path, wav: Path, plan: Plan, words: str) -> float:
        try:
            return render_midi(midi, wav, words, dict(plan.style))
        except VoiceFileError as error:
            raise SetupError(str(error)) from error
        except (OSError, ValueError) as error:
            raise RenderError(f"{wav} could not be rendered: {error}") from error

    return play


class Arranged(NamedTuple):
    """Groove, form and harmony of the options; ``fields``: of the plan."""

    fields: dict[str, Any]
    chords: tuple[tuple[int, int], ...]


def _arranged(groove: str | None, form: str | None, chords: str | None) -> Arranged:
    """Raises SetupError with a sentence for what cannot be."""
    fields: dict[str, Any] = {}
    given: tuple[tuple[int, int], ...] = ()
    if groove is not None:
        fields["groove"] = _groove(groove).name
    try:
        if form is not None:
            fields["form"] = str(parse_form(form))
        if chords is not None and is_progression(chords):
            fields["progression"] = chords
        elif chords is not None:
            given = read_chords(chords)
    except ValueError as error:
        raise SetupError(str(error)) from error
    return Arranged(fields, given)


def _groove(text: str) -> Groove:
    """A groove of the book, or one learnt from a MIDI file for this clip alone. Raises SetupError."""
    path = Path(text).expanduser()
    if path.suffix.lower() in _MIDI_SUFFIXES:
        return _learnt(path)
    found = groove_book().find(text)
    if found is None:
        raise SetupError(f"--groove: there is no groove {text[:40]!r}; `sideman grooves` lists them")
    return found


def _learnt(path: Path) -> Groove:
    from model.music.grooves.learning import learn
    from model.music.grooves.writing import write_groove

    name = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "clip"
    try:
        with tempfile.TemporaryDirectory() as folder:
            written = write_groove(learn(path, f"like-{name}"), Path(folder))
            learnt = groove_book().add(written)
    except GrooveError as error:
        raise SetupError(f"--groove: {error}") from error
    if learnt is None:
        raise SetupError(f"--groove: {groove_book().problems[-1]}")
    return learnt


def _plan(
    words: str, style: str | None, analysis: AudioAnalysis | None, fields: dict[str, Any], chart: Chart | None
) -> Plan:
    weights = style_of(style)  # checked before anything is loaded
    plan = Understanding().parse_if_unknown(words)
    plan = replace(plan, **fields)
    if chart is not None:
        plan = with_chart(plan, chart)
    if weights:  # the words' vector may describe another style
        plan = replace(plan, style=weights, usual_bpm=None, text=())
    return complete(plan, None if analysis is None else merge_analysis(complete(parse("")), analysis))

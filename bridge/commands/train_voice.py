"""``sideman train-voice``: from MIDI files and a SoundFont to the spectral voice, and its report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import click

from bridge.commands import EXIT_INTERRUPTED, training_libraries
from bridge.commands.training_progress import shown
from bridge.core.errors import SetupError
from bridge.core.stderr_silencer import silence_stderr
from bridge.playback.sounds import USUAL_PROGRAMS
from bridge.recording.soundfonts import find_soundfont, load_fluidsynth
from model.corpus.sources import Source, find_sources

if TYPE_CHECKING:  # importing it costs seconds, and needs the extra
    from model.voice.training import VoiceReport

VOICE = Path("voice.npz")


@click.command("train-voice")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--index", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="CSV of the folder, as for `sideman prepare`; default: index.csv in it.")  # fmt: skip
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), default=VOICE, show_default=True,
              help="The voice to write; checkpoints and history stand beside it in a folder .run.")  # fmt: skip
@click.option("--minutes", type=click.FloatRange(0.0), default=20.0, show_default=True,
              help="Time to train, all resumed runs together; 0 only measures the instruments.")  # fmt: skip
@click.option("--takes", type=click.IntRange(1), default=800, show_default=True, help="Passages to render and learn.")
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--resume", is_flag=True, help="Go on from the last checkpoint beside the voice.")
@click.option("--evaluate", type=click.Path(file_okay=False, path_type=Path),
              help="Then compare it with FluidSynth, Griffin-Lim and sines: voice.md in this folder.")  # fmt: skip
@click.option("--only-evaluate", is_flag=True, help="Train nothing: evaluate the voice that --out names.")
@click.option("--files", type=click.IntRange(1), default=21, show_default=True, help="Files to evaluate with.")
def train_voice(
    folder: Path, index: Path | None, out: Path, minutes: float, takes: int, seed: int, evaluate: Path | None,
    files: int, *, resume: bool, only_evaluate: bool,
) -> None:  # fmt: skip
    """Train the spectral voice on the MIDI files of FOLDER, played by FluidSynth.

    \b
    sideman train-voice corpus/ --minutes 20 -o voice.npz --evaluate report/
    """
    if only_evaluate and evaluate is None:
        raise click.UsageError("--only-evaluate needs the folder that --evaluate names.")
    load_fluidsynth()
    soundfont = find_soundfont()
    try:
        sources = find_sources(folder, index or _usual_index(folder))
        if not only_evaluate:
            _train(sources, soundfont, out, minutes, takes, seed, resume=resume)
        if evaluate is not None:
            _evaluate(sources, soundfont, out, evaluate, files)
    except KeyboardInterrupt:
        click.echo("interrupted; to go on from the last checkpoint, add --resume to the same command", err=True)
        sys.exit(EXIT_INTERRUPTED)
    except (ValueError, OSError, FloatingPointError, EOFError, KeyError, BadZipFile) as error:
        raise SetupError(f"the voice {out} was not finished: {error}") from error


def _usual_index(folder: Path) -> Path | None:
    return folder / "index.csv" if (folder / "index.csv").is_file() else None


def _train(
    sources: list[Source], soundfont: Path, out: Path, minutes: float, takes: int, seed: int, *, resume: bool
) -> None:
    with training_libraries():
        from model.voice.training import VoiceTrainer, VoiceTraining, run_folder
    config = VoiceTraining(minutes=minutes, n_takes=takes, seed=seed)
    with shown(_line, lambda report: (report.stage, report.val_loss)) as show:
        with silence_stderr():  # FluidSynth remarks on the audio devices it will not use
            training = VoiceTrainer(sources, out, soundfont, USUAL_PROGRAMS, config, resume=resume, show=show)
        done = training.run()
    click.echo(
        f"{out}: {out.stat().st_size / 1e6:.1f} MB after {done.step} steps in {done.minutes:.1f} minutes, "
        f"best val_loss {done.best_val_loss:.4f}; history in {run_folder(out)}"
    )


def _evaluate(sources: list[Source], soundfont: Path, out: Path, folder: Path, n_files: int) -> None:
    with training_libraries():
        from model.voice.report_page import write_report
        from model.voice.voice_file import VoiceFileError, load_voice
    try:
        voice = load_voice(out)
    except VoiceFileError as error:
        raise SetupError(str(error)) from error
    with silence_stderr():
        page = write_report(voice, sources, soundfont, folder, n_files=n_files)
    click.echo(f"{page}: the voice beside FluidSynth, the floor, sines; and what words do to it")


def _line(report: VoiceReport) -> str:
    if report.stage != "training":
        return report.stage
    return f"step {report.progress.step}  loss {report.loss:.3f}  val {report.val_loss:.3f}"

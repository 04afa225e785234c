"""Options of ``sideman clip`` that write into a song: ``--given``, ``--continue``, ``--complement``."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click

from bridge.core.errors import SetupError, UnknownStyleError
from bridge.core.paths import numbered_path
from bridge.inference_worker.model_loader import load_music
from bridge.osc.arguments import read_weights
from bridge.playback.sounds import sounds_of
from bridge.recording.song_file import write_song
from bridge.settings.config_table import MAX_SEED
from bridge.settings.controls import Controls
from model.engine.infill import Infill
from model.engine.song_writing import SongTask, complementing, continuing, infill_of, replacing
from model.music.config import PARTS
from model.music.events import Note
from model.music.gaps import ONLY, Aspect
from model.music.plan import Plan, StyleWeights
from model.music.songs import Song, SongError, read_song
from model.text import complete, style_weights
from model.text.understanding import Understanding

USUAL_BARS = 8
_NOT_WITH_SONGS = ("like", "groove", "form", "chords", "chart_path", "melody", "wav", "stems", "to_live")
Command = TypeVar("Command", bound=Callable[..., Any])


class Bars(NamedTuple):
    """Bars of a song, from 1, both ends inside."""

    first: int
    last: int


class BarsType(click.ParamType[int | Bars]):
    """``8`` is a number of bars, ``9-16`` are bars of a song."""

    name = "bars"

    def __init__(self, most: int) -> None:
        self._most = most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | Bars:
        """Read a number or a range; a sentence for anything else."""
        if isinstance(value, int | Bars):
            return value
        first, dash, last = str(value).partition("-")
        if not (first.strip().isdigit() and (last.strip().isdigit() or not dash)):
            self.fail(f"{value!r} is neither a number of bars (8) nor bars of a song (9-16).", param, ctx)
        low, high = int(first), int(last or first)
        if not 1 <= low <= high <= self._most:
            self.fail(f"{value} is not in the range 1 to {self._most}, the first bar before the last.", param, ctx)
        return Bars(low, high) if dash else low


def song_options(command: Command) -> Command:
    """Add the options; where one of them is used, the rest of the command does not run."""

    @wraps(command)
    def run(given: Path | None, replace_: str | None, only: str | None, continued: Path | None,
            complemented: Path | None, **others: Any) -> Any:  # fmt: skip
        chosen = [path for path in (given, continued, complemented) if path is not None]
        if not chosen:
            if replace_ or only:
                raise click.UsageError("--replace and --only write into a song: name it with --given.")
            if isinstance(others["bars"], Bars):
                raise click.UsageError("bars of a song (9-16) need --given; without it say how many: --bars 8.")
            return command(**others)
        if len(chosen) > 1:
            raise click.UsageError("--given, --continue and --complement do not go together; use one of them.")
        if unfit := [name for name in _NOT_WITH_SONGS if others.get(name)]:
            name = unfit[0].removesuffix("_path").replace("_", "-")
            raise click.UsageError(f"--{name} does not go with a song that is given.")
        if given is None and (replace_ or only):
            raise click.UsageError("--replace and --only go with --given alone.")
        song = _read(chosen[0])
        words = _words(others)
        if given is not None:
            task = _replacing(song, replace_, others["bars"], only)
        elif continued is not None:
            task = continuing(song.bars, _number(others["bars"]))
        else:
            task = _complementing(song, words, others["bars"])
        return _write(song, replace(task, words=words), others)

    for option in reversed(_OPTIONS):
        option(run)
    return run  # type: ignore[return-value]


_SONG = click.Path(dir_okay=False, path_type=Path)
_OPTIONS = (
    click.option("--given", type=_SONG, metavar="SONG.mid", help="A song to write into; what is not replaced stays."),
    click.option(
        "--replace",
        "replace_",
        metavar="PARTS",
        help="Parts of --given that are written anew (bass or drums,bass); default: all.",
    ),
    click.option(
        "--only",
        type=click.Choice(ONLY),
        help="Of the notes that are replaced only these are new.",
    ),
    click.option("--continue", "continued", type=_SONG, metavar="SONG.mid", help="A song that goes on for --bars."),
    click.option(
        "--complement",
        "complemented",
        type=_SONG,
        metavar="SONG.mid",
        help="A song whose missing parts are written: those of WORDS, else the usual ones.",
    ),
)


def _read(path: Path) -> Song:
    try:
        return read_song(path)
    except SongError as error:
        raise SetupError(str(error)) from error


def style_of(text: str | None) -> StyleWeights:
    """Weights of ``--style``; () without it. Raises UnknownStyleError."""
    if text is None:
        return ()
    try:
        return style_weights(read_weights("--style", text))
    except ValueError as error:
        raise UnknownStyleError(str(error)) from error


def _words(others: dict[str, Any]) -> Plan | None:
    words = " ".join(others["words"])
    weights = style_of(others["style"])
    if not words and not weights:
        return None
    plan = Understanding().parse_if_unknown(words)
    return replace(plan, style=weights, text=()) if weights else plan


def _number(bars: int | Bars | None) -> int:
    if isinstance(bars, Bars):
        raise click.UsageError("--continue takes how many bars are to come: --bars 8.")
    return bars or USUAL_BARS


def _replacing(song: Song, parts: str | None, bars: int | Bars | None, only: str | None) -> SongTask:
    """Raises SetupError, UsageError."""
    if isinstance(bars, int):
        bars = Bars(bars, bars)
    if bars is not None and bars.last > len(song.bars):
        raise SetupError(f"--bars {bars.first}-{bars.last}: {song.path} has bars 1 to {len(song.bars)}")
    if parts is None and bars is None:
        raise click.UsageError("say what is written anew: parts with --replace, bars with --bars, or both.")
    wanted = frozenset() if parts is None else _parts(parts)
    first, last = (bars.first - 1, bars.last - 1) if bars is not None else (0, len(song.bars) - 1)
    if only is not None and not _has_notes(song, wanted, first, last):
        raise SetupError(f"--only {only}: the parts named have no notes in these bars of {song.path}; leave it out")
    return replacing(song.bars, wanted, first, last, aspect=Aspect(only) if only else Aspect.ALL)


def _has_notes(song: Song, parts: frozenset[int], first: int, last: int) -> bool:
    return any(not parts or note.part in parts for bar in song.bars[first : last + 1] for note in bar.notes)


def _parts(text: str) -> frozenset[int]:
    names = [name for name in text.lower().replace("+", ",").replace(" ", ",").split(",") if name]
    unknown = [name for name in names if name not in PARTS]
    if unknown or not names:
        raise SetupError(f"--replace: {(unknown or [text])[0]!r} is not a part; parts are {', '.join(PARTS)}")
    return frozenset(PARTS.index(name) for name in names)


def _complementing(song: Song, words: Plan | None, bars: int | Bars | None) -> SongTask:
    if bars is not None:
        raise click.UsageError("--complement writes as many bars as the song has; leave --bars out.")
    wanted = complete(words or Plan()).parts
    try:
        return complementing(song.bars, words.parts if words is not None and words.parts else wanted)
    except ValueError as error:
        raise SetupError(f"--complement {song.path}: {error}") from error


def _write(song: Song, task: SongTask, others: dict[str, Any]) -> None:
    seed = secrets.randbelow(MAX_SEED) if others["seed"] is None else others["seed"]
    n_takes = others.get("takes") or 1
    task = replace(task, n_drafts=max(task.n_drafts, n_takes))
    infill = infill_of(task, load_music(others["model"]).make_generator, seed)
    for _ in infill.steps():
        pass
    for number, draft in enumerate(infill.drafts[:n_takes], 1):
        path = others["out"] if n_takes == 1 else numbered_path(others["out"], number)
        n_notes = _write_draft(song, task, infill.notes_of(draft), path, infill)
        what = ", ".join(PARTS[part] for part in sorted(task.gap.parts))
        click.echo(f"{path}   {what}, bars {task.gap.first + 1}-{task.gap.last + 1}, {n_notes} notes, seed {seed}")


def _write_draft(song: Song, task: SongTask, bars: list[tuple[Note, ...]], path: Path, infill: Infill) -> int:
    gap, starts = task.gap, list(song.starts_ticks)
    while len(starts) <= gap.last + 1:
        starts.append(starts[-1] + task.bars[len(starts) - 1].metre.bar_ticks)
    end = starts[gap.last + 1]
    written = [
        note._replace(
            tick=starts[gap.first + number] + note.tick,
            duration_ticks=min(note.duration_ticks, end - starts[gap.first + number] - note.tick),
        )
        for number, bar in enumerate(bars)
        for note in bar
    ]
    taken_out = [
        number for number, note in enumerate(song.notes) if note.part in gap.parts and song.bar_of(note.tick) in gap
    ]
    write_song(song, path, taken_out, written, sounds_of(infill.plan, Controls()))
    return len(written)

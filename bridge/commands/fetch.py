"""``sideman fetch``: bars from the running player as plain lines, for scripts of hosts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from bridge.api.osc_handler import ALL_PARTS, MAX_CLIP_BARS
from bridge.commands.clip_song import Bars, BarsType
from bridge.core.errors import WrongArgumentsError
from bridge.hosts.clip_client import ClipClient, ClipNote, GivenBars, ReceivedClip
from model.music.config import PARTS
from model.music.gaps import ONLY

FORMAT = 1


@click.command()
@click.argument("words", nargs=-1)
@click.option("--bars", type=click.IntRange(1, MAX_CLIP_BARS), default=8, show_default=True)
@click.option("--tempo", type=click.FloatRange(10.0, 500.0), help="The host's tempo, in bpm.")
@click.option("--metre", help="The host's metre: 4/4.")
@click.option("--fill", metavar="PARTS", help="Write these parts (bass or drums,bass) around the notes of --given.")
@click.option("--replace", metavar="PARTS", help="Write these parts (or all) of --given anew, in the bars of --in.")
@click.option("--in", "inside", type=BarsType(MAX_CLIP_BARS), help="Bars of --given for --replace, as 3-4.")
@click.option("--only", type=click.Choice(ONLY), help="With --replace: only these are new.")
@click.option("--continue", "more", type=click.IntRange(1, MAX_CLIP_BARS), help="So many bars behind --given.")
@click.option("--complement", metavar="PARTS", help="Write these parts (or all), which --given lacks.")
@click.option("--given", type=click.Path(dir_okay=False, path_type=Path), help="File of note lines, as printed.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where the player runs.")
@click.option("--port", default=7770, show_default=True, envvar="SIDEMAN_PORT", type=click.IntRange(1, 65_535),
              help="Its UDP port; default: $SIDEMAN_PORT, else 7770.")  # fmt: skip
def fetch(
    words: tuple[str, ...],
    bars: int,
    tempo: float | None,
    metre: str | None,
    fill: str | None,
    given: Path | None,
    host: str,
    port: int,
    **into: Any,
) -> None:
    """Print bars that follow WORDS, or what is played: a line for each note.

    \b
    sideman 1
    clip BARS TEMPO METRE
    note PART CHANNEL PITCH VELOCITY BEAT BEATS
    end NOTES
    """
    with ClipClient(host, port) as client:
        if fill:
            made = client.fill(_parts(fill, "fill"), bars, [] if given is None else read_notes(given))
        elif any(into.values()):
            notes = [] if given is None else read_notes(given)
            made = _written(client, GivenBars(bars, notes, metre or ("4/4" if tempo else None), tempo), **into)
        else:
            request = [*words, *([f"at {tempo:g} bpm"] if tempo else []), *([f"in {metre}"] if metre else [])]
            made = client.clip(bars, " ".join(request))
    _print(made)


def read_notes(path: Path) -> list[ClipNote]:
    """Lines ``note PART CHANNEL PITCH VELOCITY BEAT BEATS``; others are passed over. Raises WrongArgumentsError."""
    notes = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise WrongArgumentsError(f"--given {path} is not a file of note lines: {error}") from error
    for number, line in enumerate(lines, 1):
        words = line.split()
        if words[:1] != ["note"]:
            continue
        try:
            _, part, channel, pitch, velocity, beat, beats = words
            notes.append(
                ClipNote(PARTS[PARTS.index(part)], int(channel), int(pitch), int(velocity), float(beat), float(beats))
            )
        except ValueError as error:
            raise WrongArgumentsError(f"{path}:{number}: {line[:60]!r} is not a note line: {error}") from error
    return notes


def _written(
    client: ClipClient,
    given: GivenBars,
    replace: str | None,
    inside: int | Bars | None,
    only: str | None,
    more: int | None,
    complement: str | None,
) -> ReceivedClip:
    """Notes written into those given. Raises UsageError for options that do not go together."""
    if not given.notes:
        raise click.UsageError("--replace, --continue and --complement need the notes of --given.")
    if (replace is not None) + (more is not None) + (complement is not None) != 1:
        raise click.UsageError("use one of --replace, --continue and --complement; --in and --only go with --replace.")
    if more is not None:
        return client.go_on(given, more)
    if complement is not None:
        return client.complement(given, _parts(complement, "complement"))
    bars = Bars(inside, inside) if isinstance(inside, int) else inside or Bars(1, given.n_bars)
    return client.replace(given, _parts(replace or ALL_PARTS, "replace"), bars, only)


def _parts(text: str, option: str) -> list[str]:
    if text == ALL_PARTS and option != "fill":
        return []
    parts = [each.strip() for each in text.split(",")]
    if unknown := [each for each in parts if each not in PARTS]:
        raise WrongArgumentsError(f"--{option}: {unknown[0]!r} is not a part; parts are {', '.join(PARTS)}")
    return parts


def _print(made: ReceivedClip) -> None:
    lines = [f"sideman {FORMAT}", f"clip {made.n_bars} {made.tempo_bpm:g} {made.metre}"]
    lines += [f"note {' '.join(map(_word, note))}" for note in made.notes]
    click.echo("\n".join([*lines, f"end {len(made.notes)}"]))


def _word(value: object) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)

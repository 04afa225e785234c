"""``sideman fetch``: bars from the running player as plain lines, for scripts of hosts."""

from __future__ import annotations

from pathlib import Path

import click

from bridge.api.osc_handler import MAX_CLIP_BARS
from bridge.core.errors import WrongArgumentsError
from bridge.hosts.clip_client import ClipClient, ClipNote, ReceivedClip
from model.music.config import PARTS

FORMAT = 1


@click.command()
@click.argument("words", nargs=-1)
@click.option("--bars", type=click.IntRange(1, MAX_CLIP_BARS), default=8, show_default=True)
@click.option("--tempo", type=click.FloatRange(10.0, 500.0), help="The host's tempo, in bpm.")
@click.option("--metre", help="The host's metre: 4/4.")
@click.option("--fill", metavar="PARTS", help="Write these parts (bass or drums,bass) around the notes of --given.")
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
            made = client.fill(_parts(fill), bars, [] if given is None else read_notes(given))
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


def _parts(text: str) -> list[str]:
    parts = [each.strip() for each in text.split(",")]
    if unknown := [each for each in parts if each not in PARTS]:
        raise WrongArgumentsError(f"--fill: {unknown[0]!r} is not a part; parts are {', '.join(PARTS)}")
    return parts


def _print(made: ReceivedClip) -> None:
    lines = [f"sideman {FORMAT}", f"clip {made.n_bars} {made.tempo_bpm:g} {made.metre}"]
    lines += [f"note {' '.join(map(_word, note))}" for note in made.notes]
    click.echo("\n".join([*lines, f"end {len(made.notes)}"]))


def _word(value: object) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)

"""Writes a groove as the text that `reading.parse` reads back as the same groove."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from model.music.grooves.errors import GrooveError
from model.music.grooves.groove import SUFFIX, Groove
from model.music.grooves.lanes import LaneOptions
from model.music.grooves.strokes import Lane

_NAME_WIDTH = 12


def write_groove(groove: Groove, folder: Path, *, overwrites: bool = False) -> Path:
    """Write a groove to a folder, which is made, and return the file.

    Raises GrooveError where a groove of that name stands there already or the file cannot be written.
    """
    path = folder / f"{groove.name}{SUFFIX}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("w" if overwrites else "x", encoding="utf-8") as target:
            target.write(to_text(groove))
    except FileExistsError as error:
        raise GrooveError(f"{path} is there already; choose another name, or overwrite it") from error
    except OSError as error:
        raise GrooveError(f"{path} cannot be written ({error.strerror or error}); set SIDEMAN_GROOVES") from error
    return path


def to_text(groove: Groove) -> str:
    """The groove as a file, with everything written out (no ``like``)."""
    lines = [*_header(groove), "", *_options(groove)]
    for name, pattern in groove.sections.items():
        lines += ["", f"[{name}]", *map(_lane, pattern.lanes)]
    if groove.checks:
        lines += ["", "[checks]", *groove.checks]
    return "\n".join(lines) + "\n"


def _header(groove: Groove) -> Iterator[str]:
    low, usual, high = groove.tempo_bpm
    yield f"title: {groove.title}"
    if groove.aliases:
        yield f"also: {', '.join(groove.aliases)}"
    if groove.styles:
        yield f"styles: {', '.join(f'{style} {weight:g}' for style, weight in groove.styles.items())}"
    yield f"metre: {groove.metre}"
    yield f"tempo: {low:g}-{high:g}, usual {usual:g}"
    yield f"swing: {groove.swing:g} {groove.swing_unit}"
    if groove.push_ms:
        yield f"push: {groove.push_ms:g} ms"
    if groove.band:
        yield f"band: {', '.join(groove.band)}"
    for key in ("form", "progression", "mode"):
        if getattr(groove, key) is not None:
            yield f"{key}: {getattr(groove, key)}"
    if groove.programs:
        yield f"programs: {', '.join(f'{part} {program}' for part, program in groove.programs.items())}"


def _options(groove: Groove) -> list[str]:
    options: dict[str, LaneOptions] = {}
    for pattern in groove.sections.values():
        options |= dict(pattern.options)
    return ["[lanes]", *(f"{lane}: {each.to_text()}" for lane, each in options.items())] if options else []


def _lane(lane: Lane) -> str:
    grid = "".join(f"|{bar}" for bar in lane.bars) + "|"
    return f"{f'{lane.name}/{lane.steps}':<{_NAME_WIDTH}} {grid} {' '.join(lane.tokens)}".rstrip()

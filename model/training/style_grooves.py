"""Grooves of a learnt style: the typical bars of a few of the player's files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

from model.music.grooves import Groove, GrooveError
from model.music.grooves.learning import learn

MOST_GROOVES = 4


def grooves_of(paths: Sequence[Path], style: str) -> list[Groove]:
    """Up to MOST_GROOVES grooves named ``style-1``, ``style-2`` …, of the files most like the others.

    Alike means the commonest metre, then the band and the tempo nearest to the usual. Files that hold nothing typical
    are passed over.
    """
    found = list(_readable(paths, style))
    if not found:
        return []
    metre = Counter(groove.metre for groove in found).most_common(1)[0][0]
    n_parts, bpm = median(len(g.band) for g in found), median(g.tempo_bpm[1] for g in found)

    def oddness(groove: Groove) -> tuple[bool, float, float]:
        return groove.metre != metre, abs(len(groove.band) - n_parts), abs(groove.tempo_bpm[1] - bpm)

    chosen = sorted(found, key=oddness)[:MOST_GROOVES]
    return [
        replace(groove, name=f"{style}-{number}", title=f"{style} {number}", styles={style: 1.0})
        for number, groove in enumerate(chosen, start=1)
    ]


def _readable(paths: Sequence[Path], style: str) -> Iterator[Groove]:
    for path in paths:
        try:
            yield learn(path, style)
        except GrooveError:
            continue  # too free, too long or too odd for a groove; it still taught the network

"""The plan by which a generator plays with a song that is given: its key, metre, tempo and band."""

from __future__ import annotations

from dataclasses import replace

from model.engine.given_music import GivenMusic
from model.music.config import N_STYLES, PARTS, STYLES
from model.music.generation_options import GenerationOptions
from model.music.plan import Plan
from model.text import complete

# A part that was not there is wanted in every bar: a density that is asked for is held inside bars, a usual one is not.
_NEW_DENSITY = 1.1
_SPARE_SEMITONES = 3  # beyond the range in which a part plays elsewhere in the song


def plan_of_song(given: GivenMusic, words: Plan | None = None) -> Plan:
    """A complete plan; ``words`` decide style, mood and whatever else the song leaves open.

    A song of which nobody says the style is of all styles: ranges and chord sizes are the widest. Parts that play
    nowhere else need a groove of the book, and so one style.
    """
    words = words or Plan()
    bar = given.bars[given.gap.first]
    parts = tuple(PARTS[part] for part in sorted(given.parts | given.gap.parts))
    is_new = not given.gap.parts & given.parts
    style = words.style or () if is_new else words.style or tuple((name, 1.0 / N_STYLES) for name in STYLES)
    plan = replace(
        words, style=style, key=given.key or words.key, metre=bar.metre, tempo_bpm=bar.tempo_bpm, parts=parts,
        asked=parts, is_line_up=True,
    )  # fmt: skip
    return complete(plan)


def style_features(words: Plan | None) -> tuple[float, ...]:
    """Style weights as the network takes them; all 0 where nobody says the style."""
    weights = dict(words.style) if words is not None else {}
    return tuple(float(weights.get(name, 0.0)) for name in STYLES)


def options_of_song(given: GivenMusic, options: GenerationOptions) -> GenerationOptions:
    """Options with the song's chords, and the ranges of the gap's parts: those that they keep to outside it."""
    ranges = {}
    for part in given.gap.parts:
        found = given.pitch_range(part)
        if found is not None:
            ranges[PARTS[part]] = (found[0] - _SPARE_SEMITONES, found[1] + _SPARE_SEMITONES)
    new = {PARTS[part]: _NEW_DENSITY for part in given.gap.parts - given.parts}
    return replace(options, ranges=ranges, chords=given.chords, densities={**new, **options.densities})

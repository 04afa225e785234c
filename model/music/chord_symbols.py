"""Chord symbols as musicians write them, read as the nearest of the chords the network knows. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from model.music.config import N_QUALITIES, NO_CHORD, QUALITIES
from model.music.keys import note_to_pitch_class

MAX_CHORDS = 128

PITCH_NAMES = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
_FORM = re.compile(r"([A-Ga-g])([#b♯♭]?)([^/]*)(?:/[A-Ga-g][#b♯♭]?)?")
_JOINED = re.compile(r"-(?=[A-G])")
_HALF_BARS = 2
# Written quality, in lower case but for M, and the nearest that the network knows.
_NEAREST = {
    "": ("", "maj", "major", "M", "6", "69", "add9", "add2", "2", "5", "aug", "+", "sus2"),
    "m": ("m", "min", "minor", "-", "m6", "madd9", "min6", "mmaj7", "mM7", "m69"),
    "7": ("7", "9", "11", "13", "7b9", "7#9", "7#11", "7alt", "dom7", "7#5", "aug7", "7b5"),
    "maj7": ("maj7", "M7", "maj9", "M9", "Δ", "Δ7", "ma7", "maj13"),
    "m7": ("m7", "min7", "-7", "m9", "m11", "min9", "m13"),
    "dim": ("dim", "o", "°", "dim7", "o7", "°7", "m7b5", "ø", "ø7", "min7b5", "-7b5"),
    "sus4": ("sus4", "sus", "7sus4", "9sus4", "7sus"),
}
# Spellings of the chords that the network knows themselves.
_EXACT = frozenset(
    ("", "maj", "major", "M", "m", "min", "minor", "-", "7", "dom7", "maj7", "M7", "Δ", "Δ7", "ma7", "m7", "min7")
) | {"-7", "dim", "o", "°", "sus4", "sus"}
# Any other quality, as triad, number, suspension and alterations: mmaj7, 13#11, 7b9sus, maj7#5, m7add11.
_QUALITY_FORM = re.compile(
    r"(?P<triad>m(?:in|i)?maj|-maj|m[Δ]|-[Δ]|major|maj|ma|minor|min|mi|m|-|M|Δ|dim|dom|aug|\+|o|°|ø|h)?"
    r"(?P<number>69|6|7|9|11|13|5|4|2)?(?P<more>(?:sus(?:24|2|4)?|alt|(?:add|no|omit|maj)?[b#+-]{0,2}(?:1[0-3]|[2-79])|[+,])*)"
)
_TWICE = re.compile(r"([2-9])\1")  # no degree comes twice: "Cm99"
_MINOR, _MAJOR_SEVENTHS = frozenset(("minor", "min", "mi", "m", "-")), frozenset(("major", "maj", "ma", "M", "Δ"))
_DIMINISHED, _SEVENTHS = frozenset(("dim", "o", "°", "ø", "h")), frozenset(("7", "9", "11", "13"))
_BASS = re.compile(r"/\s*([A-Ga-g])([#b♯♭]?)$")
_QUALITY = {written: QUALITIES.index(known) for known, ways in _NEAREST.items() for written in ways}


# Added to a chord under which everybody but the drums rests: "N.C." beside it.
RESTS = 1 << 12
_NO_CHORD_WORDS = frozenset(("n.c.", "nc", "n.c", "no chord", "tacet"))
_HOLDS = frozenset(("/", "//", "///", "-", "."))  # beats that the chord before goes on for
_BAR_SIGNS = re.compile(r"\|?:?\|+:?|(?<=\s):\|")


def chord_name(chord: int) -> str:
    """Symbol of a chord.

    >>> chord_name(read_chord("F#m7")), chord_name(NO_CHORD)
    ('F#m7', 'N.C.')
    """
    if chord == NO_CHORD or is_resting(chord):
        return "N.C."
    root, quality = divmod(chord, N_QUALITIES)
    return PITCH_NAMES[root] + QUALITIES[quality]


def is_resting(chord: int) -> bool:
    """Whether everybody but the drums rests under a chord of `read_chords`."""
    return chord >= RESTS


def without_rest(chord: int) -> int:
    """The chord itself, as the network knows it."""
    return chord % RESTS


def read_chord(symbol: str) -> int:
    """Chord (root * N_QUALITIES + quality) nearest to a symbol; a bass after / is left out. Raises ValueError.

    >>> [chord_name(read_chord(symbol)) for symbol in ("Bbmaj9", "c#m7b5", "G13", "D/F#", "am")]
    ['Bbmaj7', 'C#dim', 'G7', 'D', 'Am']
    """
    match = _FORM.fullmatch(_trimmed(symbol))
    quality = None if match is None else _quality_of(match[3])
    if match is None or quality is None:
        hint = "write it like C, Am, G7, Fmaj7, Dm7, Bdim or Gsus4"
        raise ValueError(f"{symbol[:20]!r} is not a recognised chord; {hint}")
    accidental = match[2].replace("♯", "#").replace("♭", "b")
    return note_to_pitch_class(match[1], accidental) * N_QUALITIES + quality


def slash_bass(symbol: str) -> int | None:
    """Pitch class of the bass after "/"; None where none is written.

    >>> slash_bass("C/Bb"), slash_bass("C6/9"), slash_bass("Am")
    (10, None, None)
    """
    match = _BASS.search(_trimmed(symbol))
    return None if match is None else note_to_pitch_class(match[1], match[2].replace("♯", "#").replace("♭", "b"))


def _quality_of(written: str) -> int | None:
    """Index of the nearest quality; None where it is not one.

    >>> [QUALITIES[_quality_of(written)] for written in ("mmaj7", "13#11", "7b9sus", "maj7#5", "m7(add11)", "ø9")]
    ['m', '7', 'sus4', 'maj7', 'm7', 'dim']
    """
    plain = _plain(written)
    known = _QUALITY.get(plain)
    form = _QUALITY_FORM.fullmatch(plain) if known is None and not _TWICE.search(plain) else None
    if form is None:
        return known
    triad, number, more = form["triad"] or "", form["number"] or "", form["more"]
    if "sus2" not in more and "sus" in more:
        nearest = "sus4"
    elif triad in _DIMINISHED or (triad in _MINOR and "b5" in more):
        nearest = "dim"
    elif triad in _MINOR:
        nearest = "m" if "maj" in more or number not in _SEVENTHS else "m7"
    elif triad in _MAJOR_SEVENTHS:
        nearest = "maj7" if number in _SEVENTHS else ""
    elif triad and triad not in ("aug", "+", "dom"):
        nearest = "m"  # minor with a major seventh
    else:
        nearest = "7" if number in _SEVENTHS or "alt" in more else ""
    return QUALITIES.index(nearest)


def read_chords(text: str, bars_each: float = 1.0) -> tuple[tuple[int, int], ...]:
    """A progression as pairs, one for each bar. "|" and "," only separate. Raises ValueError.

    As charts write it: "C-G7" shares a chord's time between two, "%" repeats the chord before, "/" is a beat of it, and
    under "N.C." everybody but the drums rests: the chord beside it plus `RESTS`.

    bars_each: how many bars each chord holds, a multiple of a half.

    >>> len(read_chords("Am F C G")), len(read_chords("Am | F", 0.5)), len(read_chords("Am F C", 0.5))
    (4, 1, 3)
    """
    symbols = chart_symbols(text)
    if not symbols:
        raise ValueError("no chords were given; write them like Am F C G")
    if len(symbols) > MAX_CHORDS:
        raise ValueError(f"{len(symbols)} chords are too many; {MAX_CHORDS} are the most")
    n_halves = bars_each * _HALF_BARS
    if not math.isfinite(n_halves) or n_halves != int(n_halves) or not 1 <= n_halves <= 16:
        raise ValueError(f"a chord holds .5, 1, 1.5 … 8 bars, not {bars_each:g}")
    halves: list[int] = []
    for symbol, rests in _without_signs(symbols):
        halves += [chord + RESTS * rests for chord in _halves(symbol, int(n_halves))]
    if len(halves) % 2:
        halves += halves  # the second time round begins in the middle of a bar
    return tuple(zip(halves[::2], halves[1::2], strict=True))


def chart_symbols(text: str) -> list[str]:
    """Symbols of a chart, without bar lines, brackets and beats of the same chord.

    >>> chart_symbols("|: [Am] / / / | F | % | N.C. :|")
    ['Am', 'F', '%', 'N.C.']
    """
    plain = _BAR_SIGNS.sub(" ", text).replace(",", " ").replace("[", " ").replace("]", " ")
    return [symbol for symbol in plain.split() if symbol not in _HOLDS]


def is_chord_sign(symbol: str) -> bool:
    """Whether a symbol stands for the chord beside it: "%" or "N.C."."""
    return symbol == "%" or symbol.casefold() in _NO_CHORD_WORDS


def _without_signs(symbols: list[str]) -> list[tuple[str, bool]]:
    """Chords in place of signs, the one before or at the beginning the first that comes, and whether they rest."""
    last = next((symbol for symbol in symbols if not is_chord_sign(symbol)), None)
    if last is None:
        raise ValueError("no chord was given beside % and N.C.; write chords like Am F C G")
    chords: list[tuple[str, bool]] = []
    for symbol in symbols:
        last = last if is_chord_sign(symbol) else symbol
        rests = chords[-1][1] if symbol == "%" and chords else symbol != "%" and is_chord_sign(symbol)
        chords.append((last, rests))
    return chords


def describe_simplifications(symbols: Sequence[str]) -> str:
    """A sentence about chords of a chart that are not played as written; "" where all are.

    >>> describe_simplifications(["C", "G/B", "Caug", "N.C."])
    'played as the nearest chord that is known: G/B as G, Caug as C'
    """
    pairs = []
    for symbol in dict.fromkeys(each for whole in symbols for each in _JOINED.split(whole)):
        if not is_chord_sign(symbol) and not _is_exact(symbol):
            pairs.append(f"{symbol} as {chord_name(read_chord(symbol))}")
    return f"played as the nearest chord that is known: {', '.join(pairs)}" if pairs else ""


def _is_exact(symbol: str) -> bool:
    match = _FORM.fullmatch(_trimmed(symbol))
    return match is not None and "/" not in _trimmed(symbol) and _plain(match[3]) in _EXACT


def _trimmed(symbol: str) -> str:
    return symbol.strip().strip("[]").replace("6/9", "69")


def _halves(symbol: str, n_halves: int) -> list[int]:
    """A chord for each half bar; two joined by "-" have half of them each. Raises ValueError."""
    pair = _JOINED.split(symbol)
    if len(pair) == 2 and n_halves % 2 == 0:
        return [read_chord(each) for each in pair for _ in range(n_halves // 2)]
    return [read_chord(symbol)] * n_halves


def _plain(quality: str) -> str:
    quality = quality.strip().removeprefix(":").replace("♯", "#").replace("♭", "b").replace("(", "").replace(")", "")
    quality = re.sub(r"^(m|-)M(?=\d|$)", r"\1maj", quality)  # CmM7
    is_large = quality.startswith("M") and quality[1:2].lower() not in ("a", "i")  # M7; but Maj7 and Min7
    return quality if is_large else quality.lower().replace("δ", "Δ")

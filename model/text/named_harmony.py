"""Finds chords, degrees, named progressions and forms in a prompt, and cuts them out of its text."""

from __future__ import annotations

import re
from typing import NamedTuple

from model.music.chord_symbols import chart_symbols, describe_simplifications, is_chord_sign, read_chords, without_rest
from model.music.config import N_QUALITIES, QUALITIES
from model.music.form import FormError, parse_form
from model.music.grooves.progressions import is_progression
from model.music.keys import Key

_CHORD = r"[A-G][#b♯♭]?(?:maj|min|m|M|dim|aug|sus|add|alt|ø|°|Δ|\+|-|:|\d|\(|\)|[#b](?=\d))*(?:/[A-G][#b]?)?"
_SYMBOL = rf"(?:{_CHORD}|N\.?C\.?|%)"
_RUN = re.compile(rf"(?<![A-Za-z\d#%])\[?{_SYMBOL}\]?(?:(?:\s*[|,]\s*|\s+-\s+|\s+)\[?{_SYMBOL}\]?)+(?![A-Za-z\d])")
_OPENING = re.compile(
    r"(?:\bwith\s+)?(?:\bthe\s+)?(?:\b(?:chord progression|chords|chord|changes|progression)\b|和弦进行|和弦)"
    r"\s*(?:of|are|is)?\s*[:：]?[\s|:]*$",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"\s*(?:\b(?:chords|progression|changes)\b|和弦)", re.I)
_NUMERAL = r"[b#]?(?:VII|VI|IV|V|III|II|I|vii|vi|iv|v|iii|ii|i)(?:maj7|m7|7|dim|°|ø|sus4|sus)?"
_NUMERALS = re.compile(rf"(?<![A-Za-z])(?:minor\s+)?{_NUMERAL}(?:(?:\s*[-–|,]\s*|\s+){_NUMERAL}){{2,}}(?![A-Za-z])")
_DIGITS = re.compile(r"(?<![\d./])(?:[1-7](?:[ -][1-7]){2,7}|[1-7]{4,8})(?![\d./])")
_DEGREES_OF_DIGITS = ("I", "ii", "iii", "IV", "V", "vi", "viidim")
_FORM_LETTERS = re.compile(r"\b(?=[A-D]*B)A[A-D]{2,11}\b")
_SECTION = r"(?:intro|verse|pre-?chorus|chorus|bridge|solo|outro|ending|break|refrain)"
_COUNTED_SECTION = rf"{_SECTION}(?:\s+\d{{1,2}}(?!\d))?"
_SECTIONS = re.compile(rf"\b{_COUNTED_SECTION}(?:(?:\s*[,-]\s*|\s+and\s+|\s+){_COUNTED_SECTION}){{1,15}}\b", re.I)
_CHINESE_SECTIONS = {"前奏": "intro", "主歌": "verse", "副歌": "chorus", "桥段": "bridge", "尾奏": "outro"}
_CHINESE_RUN = re.compile(r"(?:(?:前奏|主歌|副歌|桥段|尾奏)[\s，、,-]*){2,}")
_NAMED = (
    (re.compile(r"\b(?:12|twelve)[- ]bar blues\b|12小节(?:布鲁斯|蓝调)|十二小节(?:布鲁斯|蓝调)", re.I), "12-bar blues"),
    (re.compile(r"\b(?:8|eight)[- ]bar blues\b", re.I), "8-bar blues"),
    (re.compile(r"\b(?:16|sixteen)[- ]bar blues\b", re.I), "16-bar blues"),
    (re.compile(r"\brhythm changes\b", re.I), "rhythm changes"),
    (re.compile(r"\bandalusian(?: cadence)?\b|安达卢西亚", re.I), "andalusian"),
    (re.compile(r"\bpachelbel(?:'?s)?(?: canon)?\b|卡农", re.I), "canon"),
    (re.compile(r"\b(?:doo[- ]?wop|50s|fifties|ice cream) (?:changes|chords|progression)\b", re.I), "doo-wop"),
    (re.compile(r"\bcircle of (?:fifths|5ths)\b|五度圈|五度循环", re.I), "circle of fifths"),
    (re.compile(r"\b(?:axis|four chords?|4 chord) (?:progression|song|chords)\b", re.I), "axis"),
    (re.compile(r"\bminor blues\b|小调(?:蓝调|布鲁斯)", re.I), "minor blues"),
    (re.compile(r"\bblues (?:changes|progression|form)\b|(?:蓝调|布鲁斯)进行", re.I), "12-bar blues"),
    (re.compile(r"\bturnaround progression\b", re.I), "turnaround"),
    (re.compile(r"\bjazz blues\b", re.I), "jazz blues"),
    (re.compile(r"\broyal road\b|王道进行", re.I), "royal road"),
)  # fmt: skip
_PITCHES = ("I", "bII", "II", "bIII", "III", "IV", "#IV", "V", "bVI", "VI", "bVII", "VII")


class Harmony(NamedTuple):
    """``text``: what is left; ``key``: the first chord's, where chords were given by name."""

    text: str
    progression: str | None = None
    key: Key | None = None
    form: str | None = None
    notes: tuple[str, ...] = ()


_CHINESE_DEGREES = re.compile(
    r"(?:^|(?<=[，、,；;\s]))([一二三四五六七]{3,8})(?=\s*(?:$|[，、,；;]|进行|和弦|级|走向))"
)
_FORM_WORDS = re.compile(
    r"\b(32[- ]bar|song|binary|ternary|strophic|rondo)(?: song)? form\b|(三段式|三段体|二段式|二段体|回旋曲式)", re.I
)
_CHINESE_FORMS = {"三段式": "ternary", "三段体": "ternary", "二段式": "binary", "二段体": "binary", "回旋曲式": "rondo"}
_BY_ARTIST = re.compile(r"(?:^|\b(?:like|by|of)\s+)$", re.I)


def find_harmony(text: str, key_said: Key | None) -> Harmony:
    """Chords, degrees, a named progression and a form of a text.

    >>> find_harmony("pop with chords: Am F C G", None).progression
    'i bVI bIII bVII'
    >>> find_harmony("jazz, AABA", None).form
    'a 8, a 8, b 8, a 8'
    """
    form, text = _form(text)
    text = _CHINESE_DEGREES.sub(_in_digits, text)
    found = _chords(text, key_said) or _numerals(text, key_said) or _named(text) or Harmony(text)
    return found._replace(form=form)


def _in_digits(match: re.Match[str]) -> str:
    """Degrees in Chinese characters as digits, which `_numerals` reads."""
    return "-".join(str("一二三四五六七".index(character) + 1) for character in match[1])


def _form(text: str) -> tuple[str | None, str]:
    named = _FORM_WORDS.search(text)
    if named is not None:
        name = _CHINESE_FORMS.get(named[0]) or named[1].casefold().replace(" bar", "-bar").replace("song", "song form")
        kept = "rondo" if name == "rondo" else ""  # it names a style too
        return str(parse_form(name)), text[: named.start()] + kept + text[named.end() :]
    for pattern in (_FORM_LETTERS, _SECTIONS, _CHINESE_RUN):
        match = pattern.search(text)
        if match is None:
            continue
        written = match[0]
        if written == "ABBA" and _BY_ARTIST.search(text[: match.start()]):  # the band
            continue
        if pattern is _CHINESE_RUN:
            written = ", ".join(_CHINESE_SECTIONS[name] for name in re.findall("前奏|主歌|副歌|桥段|尾奏", written))
        elif pattern is _SECTIONS:
            written = ", ".join(re.findall(_COUNTED_SECTION, written, re.IGNORECASE))
        try:
            form = str(parse_form(written))
        except FormError:
            continue
        before = re.sub(r"(?:\bform\b|曲式)\s*(?:is|of)?\s*[:：]?\s*$", "", text[: match.start()], flags=re.IGNORECASE)
        return form, before + text[match.end() :]
    return None, text


def _chords(text: str, key_said: Key | None) -> Harmony | None:
    for match in _RUN.finditer(text):
        symbols = chart_symbols(match[0].replace(" - ", " "))
        opening = _OPENING.search(text[: match.start()])
        closing = _CLOSING.match(text[match.end() :])
        if len(symbols) < 3 and not (opening or closing):
            continue
        try:
            chords = [
                without_rest(first) for first, _ in read_chords(" ".join(symbol.replace(":", "") for symbol in symbols))
            ]
        except ValueError:
            continue
        key = key_said or _key_of(chords[0])
        start = opening.start() if opening else match.start()
        end = match.end() + (closing.end() if closing else 0)
        rest = (text[:start] + text[end:]).strip(" |[],")
        return Harmony(
            rest,
            " ".join(_numeral(chord, key) for chord in chords),
            key,
            None,
            tuple(filter(None, [describe_simplifications(symbols), _said_of_rests(symbols)])),
        )
    return None


def _said_of_rests(symbols: list[str]) -> str:
    rests = any(is_chord_sign(symbol) and symbol != "%" for symbol in symbols)
    return "under N.C. the chord beside it goes on; /sideman/chords lets all but the drums rest" if rests else ""


def _key_of(chord: int) -> Key:
    root, quality = divmod(chord, N_QUALITIES)
    return Key(root, "minor" if QUALITIES[quality] in ("m", "m7", "dim") else "major")


def _numeral(chord: int, key: Key) -> str:
    root, quality = divmod(chord, N_QUALITIES)
    name = _PITCHES[(root - key.tonic) % 12]
    written = QUALITIES[quality]
    if written in ("m", "m7", "dim"):
        accidental, numeral = (name[0], name[1:]) if name[0] in "b#" else ("", name)
        return accidental + numeral.lower() + {"m": "", "m7": "7", "dim": "dim"}[written]
    return name + written


def _numerals(text: str, key_said: Key | None) -> Harmony | None:
    match = _NUMERALS.search(text)
    if match is not None:
        numerals = re.findall(_NUMERAL, match[0].replace("minor", ""))
        is_minor = (
            match[0].startswith("minor") or numerals[0] == "i" or (key_said is not None and key_said.mode == "minor")
        )
        return Harmony(_cut(text, match), _progression(numerals, is_minor=is_minor))
    match = _DIGITS.search(text)
    if match is not None and (
        " " in match[0]
        or "-" in match[0]
        or match[0] == text.strip()
        or _speaks_of_chords(text)
        or key_said is not None
    ):
        numerals = [_DEGREES_OF_DIGITS[int(digit) - 1] for digit in match[0] if digit.isdigit()]
        return Harmony(_cut(text, match), _progression(numerals, is_minor=False))
    return None


def _speaks_of_chords(text: str) -> bool:
    return re.search(r"progression|chords|changes|和弦|进行", text, re.IGNORECASE) is not None


def _progression(numerals: list[str], *, is_minor: bool) -> str | None:
    """Degrees from the major scale, as the book counts them: VI of a minor key is bVI."""
    if [numeral.rstrip("7") for numeral in numerals] in (["ii", "V", "I"], ["ii", "V", "Imaj"]):
        return "ii-V-I"
    if is_minor and numerals in (["ii", "V", "i"], ["ii", "V", "I"]):
        return "minor ii-V-i"
    made = [f"b{n}" if is_minor and re.match(r"(?:VI|III|VII)(?![A-Z])", n) else n for n in numerals]
    return " ".join(made) if is_progression(" ".join(made)) else None


def _named(text: str) -> Harmony | None:
    """A named progression stays in the text, as it names a style too."""
    for pattern, name in _NAMED:
        if pattern.search(text):
            return Harmony(text, name)
    return None


def _cut(text: str, match: re.Match[str]) -> str:
    opening = _OPENING.search(text[: match.start()])
    start = opening.start() if opening else match.start()
    closing = _CLOSING.match(text[match.end() :])
    return (text[:start] + text[match.end() + (closing.end() if closing else 0) :]).strip()

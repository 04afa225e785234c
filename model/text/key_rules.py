"""Keys: English, German, Romance and Chinese names, church modes, relative and parallel keys."""

from __future__ import annotations

import re

from model.music.keys import Key, note_to_pitch_class
from model.text.lookup import Found, Tokens, length_of, text_at
from model.text.words import Meaning

_NOTE = re.compile(r"([A-Ga-g])(#|b)?(maj|min|m|M)?")
_MODE_WORDS = {
    **dict.fromkeys(("major", "maj", "dur", "ionian", "lydian", "mixolydian"), "major"),
    **dict.fromkeys(("minor", "min", "moll", "aeolian", "dorian", "phrygian", "locrian"), "minor"),
}
# After "in a" these end the phrase, so that the a was a note.
_AFTER_KEY_WORDS = "at with and or for please but no not without tempo bpm , . ; ! ? key then now using from to"
_AFTER_KEY = frozenset(_AFTER_KEY_WORDS.split())
# A phrase can begin with an article after these, so that "a minor waltz" is a waltz in minor.
_BEFORE_ARTICLE_WORDS = "play make give me us write create compose generate want need like as is its with for"
_BEFORE_ARTICLE = frozenset(_BEFORE_ARTICLE_WORDS.split())
_SCALE = "pentatonic scale, pentatonic, blues scale, scale, key, tonality, mode"
_SHORT_MODES = {"m": "minor", "min": "minor", "maj": "major", "M": "major"}

# German: H is B, B is Bb; only before Dur and Moll, so that "as" and "es" stay words elsewhere.
_GERMAN = {
    "c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "h": 11, "b": 10,
    "cis": 1, "dis": 3, "fis": 6, "gis": 8, "ais": 10, "eis": 5, "his": 0,
    "des": 1, "es": 3, "ges": 6, "as": 8, "ces": 11, "fes": 4,
}  # fmt: skip
_ROMANCE = {"do": 0, "ut": 0, "re": 2, "mi": 4, "fa": 5, "sol": 7, "la": 9, "si": 11}
_ROMANCE_SIGNS = {"sostenido": 1, "diese": 1, "diesis": 1, "bemol": -1, "bemolle": -1}
_ROMANCE_MODES = {
    **dict.fromkeys(("mayor", "majeur", "maggiore", "maior"), "major"),
    **dict.fromkeys(("menor", "mineur", "minore"), "minor"),
}
_CHINESE_MODES = {
    "多利亚, 多里安, 弗里几亚, 弗里吉亚, 弗利吉亚, 爱奥利亚, 洛克里亚, 洛克利亚": "minor",
    "利底亚, 混合利底亚, 伊奥尼亚": "major",
}


def key(tokens: Tokens, i: int) -> Found:
    """``D minor``, ``in E flat major``, ``in G``, ``F#m``, ``降B大调``, ``fis moll``, ``relative minor of C``."""
    return _related(tokens, i) or _chinese(tokens, i) or _foreign(tokens, i) or _western(tokens, i)


def _found(n: int, tonic: int, mode: str) -> Found:
    # A tonic without a mode is major, unless the text says minor elsewhere: `model.text` looks after that.
    return n, Meaning(key=Key(tonic % 12, mode or "major"), mode=mode or None, exact=True)


def _western(tokens: Tokens, i: int) -> Found:
    note = _NOTE.fullmatch(tokens[i].raw)
    if note is None:
        return None
    letter, accidental, short_mode = note[1], note[2] or "", note[3] or ""
    end = i + 1
    if not accidental and not short_mode and text_at(tokens, end) in ("sharp", "flat"):
        accidental = "#" if text_at(tokens, end) == "sharp" else "b"
        end += 1
    if text_at(tokens, end) in ("harmonic", "natural", "melodic") and text_at(tokens, end + 1) == "minor":
        end += 1
    mode = _MODE_WORDS.get(text_at(tokens, end), "")
    end += 1 if mode else 0
    scale = length_of(_SCALE, tokens, end)
    if not _is_key(tokens, i, end, accidental=accidental, short_mode=short_mode, mode=mode, is_scale=scale > 0):
        return None
    tonic = note_to_pitch_class(letter, accidental)
    return _found(
        end + (scale if text_at(tokens, end) != "mode" else 1) - i, tonic, mode or _SHORT_MODES.get(short_mode, "")
    )


def _is_key(tokens: Tokens, i: int, end: int, *, accidental: str, short_mode: str, mode: str, is_scale: bool) -> bool:
    """Whether a letter is a note and no article, word or initial."""
    raw = tokens[i].raw
    is_capital = raw[0].isupper()
    is_announced = text_at(tokens, i - 1) in ("in", "key", "=", ":") or text_at(tokens, i - 2) in (
        "key",
        "keys",
        "scale",
    )
    if text_at(tokens, i - 1) in ("=", ":"):
        is_announced = text_at(tokens, i - 2) in ("key", "in", "scale", "tonic")
    if mode:
        return not (raw == "a" and _is_article(tokens, i, end))
    if short_mode or accidental:  # Am is a key, "I am" and "ab" are not; AM and GM are usually something else
        return is_announced or "#" in raw or (is_capital and (short_mode != "M" or len(raw) > 2 or raw == "CM"))
    if is_capital and raw != "A" and (text_at(tokens, end) == "blues" or (is_scale and text_at(tokens, end) != "key")):
        return True
    if not is_announced:
        return False
    if tokens[i].text != "a" or text_at(tokens, i - 1) != "in":
        return True
    return end >= len(tokens) or text_at(tokens, end) in _AFTER_KEY or (is_capital and not _shouts(tokens, i))


def _is_article(tokens: Tokens, i: int, end: int) -> bool:
    """Whether the a of "a minor" is an article: a phrase begins here and goes on after it."""
    after = text_at(tokens, end)
    if after in ("key", "mode", "mood", "tonality", "scale", "feel"):
        return after != "scale"
    begins = i == 0 or text_at(tokens, i - 1) in _BEFORE_ARTICLE
    return begins and end < len(tokens) and after not in _AFTER_KEY and tokens[end].is_word


def _shouts(tokens: Tokens, i: int) -> bool:
    return tokens[i - 1].raw.isupper()


def _related(tokens: Tokens, i: int) -> Found:
    """``relative minor of C major``, ``parallel major of A minor``."""
    relation, mode = text_at(tokens, i), text_at(tokens, i + 1)
    if relation not in ("relative", "parallel") or mode not in ("major", "minor") or text_at(tokens, i + 2) != "of":
        return None
    start = i + 4 if text_at(tokens, i + 3) == "the" else i + 3
    note = _NOTE.fullmatch(tokens[start].raw) if start < len(tokens) else None
    if note is None:
        return None
    end, accidental = start + 1, note[2] or ""
    if text_at(tokens, end) in ("sharp", "flat"):
        accidental, end = "#" if text_at(tokens, end) == "sharp" else "b", end + 1
    end += 1 if text_at(tokens, end) in _MODE_WORDS else 0
    shift = 0 if relation == "parallel" else 9 if mode == "minor" else 3
    return _found(end - i, note_to_pitch_class(note[1], accidental) + shift, mode)


def _foreign(tokens: Tokens, i: int) -> Found:
    """``fis moll``, ``Es-Dur``, ``do mayor``, ``si bemol menor``."""
    german = _GERMAN.get(text_at(tokens, i))
    if german is not None and text_at(tokens, i + 1) in ("dur", "moll"):
        return _found(2, german, _MODE_WORDS[text_at(tokens, i + 1)])
    tonic = _ROMANCE.get(text_at(tokens, i))
    sign = _ROMANCE_SIGNS.get(text_at(tokens, i + 1), 0)
    mode = _ROMANCE_MODES.get(text_at(tokens, i + 1 + abs(sign)))
    return _found(2 + abs(sign), tonic + sign, mode) if tonic is not None and mode else None


def _chinese(tokens: Tokens, i: int) -> Found:
    signs = {"升": "#", "降": "b", "#": "#"}
    sign = signs.get(text_at(tokens, i), "")
    end = i + 1 if sign else i
    note = re.fullmatch(r"([#b]?)([A-Ga-g])(#|b)?", tokens[end].raw if end < len(tokens) else "")
    if note is None:
        return None
    accidental = sign or note[1] or note[3] or ""
    end += 1
    if not accidental and text_at(tokens, end) in ("升", "降"):
        accidental, end = signs[text_at(tokens, end)], end + 1
    end += length_of("自然, 和声, 旋律", tokens, end)
    mode = {"大": "major", "小": "minor"}.get(text_at(tokens, end), "")
    end += 1 if mode else 0
    for listing, church in _CHINESE_MODES.items():
        n = 0 if mode else length_of(listing, tokens, end)
        if n:
            mode, end = church, end + n
            end += length_of("调式, 调", tokens, end)
            return _found(end - i, note_to_pitch_class(note[2], accidental), mode)
    if text_at(tokens, end) != "调":
        return None
    end += 2 if text_at(tokens, end + 1) == "式" else 1
    return _found(end - i, note_to_pitch_class(note[2], accidental), mode)

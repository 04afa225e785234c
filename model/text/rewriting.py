"""Rewrites replacements, exceptions and numbers into the plain forms that the rules read ("no piano, organ").

A replacement is only rewritten where what goes is a part or a style: "change the key to G" stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from model.text.numerals import number_at
from model.text.rules import read
from model.text.tokens import tokenise

_Rewrite = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]

_I = re.IGNORECASE
_CLAUSE = r"[^,;.!?，。；！？\n]+?"
_END = r"(?=\s*(?:[,;.!?，。；！？\n]|$))"


def _swap(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, _I)


_DRUMS = re.compile(r"\bdrum", _I)
_PERCUSSION = re.compile(r"(?:an? |the |some )?(?:percussion(?:ist|ists)?|hand percussion)", _I)
_HAND_PERCUSSION = "percussive"
_HUNDREDS = ("one", "two")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "ten")
_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
# A key that stands alone between commas: "southern rock, A, 128".
_LONE_KEY = re.compile(
    r"(^|[,，]\s*)([A-G](?:#|b|♯|♭| flat| sharp)?(?: ?(?:m|min|minor|maj|major))?)(?=\s*(?:[,，]|$))"
)
_LIKE_CHORD = re.compile(r"\s*[A-G][#b♯♭]?\S{0,5}\s*")


def _lone_key(match: re.Match[str]) -> str:
    """A key with its "in"; chords in a row stay."""
    clauses = re.split("[,，]", match.string.rpartition(":")[2])
    n_like = sum(_LIKE_CHORD.fullmatch(clause) is not None for clause in clauses)
    return f"{match[1]}in {match[2]}" if n_like == 1 and len(clauses) > 1 else match[0]


def _spoken(match: re.Match[str]) -> str:
    """ "One thirty-two" in digits."""
    found = number_at(tokenise(match[0]), 0)
    return match[0] if found is None else f"{found[1]:g}"


# Each holds the groups `out` (what goes) and `new` (what comes).
_REPLACEMENTS = (
    _swap(
        rf"\b(?:instead of|rather than|in place of|in lieu of)\s+(?P<out>{_CLAUSE})(?:,\s*(?:use\s+)?"
        rf"|\s+(?:use|i want|i'd like|give me|let'?s have|play|have|put in|we want|we need)\s+)"
        rf"(?P<new>{_CLAUSE}){_END}"
    ),
    _swap(rf"(?P<new>{_CLAUSE})\s+(?:instead of|rather than|in place of|in lieu of)\s+(?P<out>{_CLAUSE}){_END}"),
    _swap(rf"\bsub(?:stitute)?\s+(?P<new>{_CLAUSE})\s+for\s+(?P<out>{_CLAUSE}){_END}"),
    _swap(
        r"\b(?:replace|swap(?: out)?|exchange|switch|trade|change|turn|sub(?:stitute)?)\s+(?:from\s+)?"
        rf"(?P<out>{_CLAUSE})\s+(?:with|for|by|to|into)\s+(?P<new>{_CLAUSE}){_END}"
    ),
    _swap(rf"\b(?:not(?! only| just)|no)\s+(?P<out>{_CLAUSE})\s+but\s+(?P<new>{_CLAUSE}){_END}"),
    _swap(rf"(?P<out>{_CLAUSE})\s*(?:→|->|=>)\s*(?P<new>{_CLAUSE}){_END}"),
    _swap(rf"\b(?:more )?like (?P<new>{_CLAUSE})\s+than\s+(?P<out>{_CLAUSE}){_END}"),
    _swap(
        rf"\b(?:forget|lose|ditch|never mind)\s+(?P<out>{_CLAUSE}),\s*(?:use|play|try|give me|have)\s+"
        rf"(?P<new>{_CLAUSE}){_END}"
    ),
    _swap(rf"(?:用|以|拿)(?P<new>{_CLAUSE})(?:来)?(?:代替|替换|取代|替代)(?P<out>{_CLAUSE}){_END}"),
    _swap(rf"(?:把|将)?(?P<out>{_CLAUSE})(?:换成|改成|替换成|替换为|换为|改为|变成)(?P<new>{_CLAUSE}){_END}"),
    _swap(
        r"\b(?:i(?:'d| would)? )?(?:(?:rather|sooner)(?: (?:have|hear|go with|use))?|prefer|favou?r)"
        rf"\s+(?P<new>{_CLAUSE})\s+(?:than|over|to)\s+(?P<out>{_CLAUSE}){_END}"
    ),
    _swap(
        rf"(?P<new>{_CLAUSE})\s+(?:where|in the place where)\s+(?:the |a )?(?P<out>{_CLAUSE})\s+"
        rf"(?:would be|would go|was|were|used to be|is|are|should be|normally (?:is|plays)|plays|sits){_END}"
    ),
    _swap(
        rf"(?P<new>{_CLAUSE})\s+where (?:you|we|i) (?:had|have|used|usually have|played?)\s+(?P<out>{_CLAUSE}){_END}"
    ),
    _swap(
        rf"(?P<new>{_CLAUSE})\s+(?:replacing|replaces|in for|taking the place of|takes the place of|taking over from"
        rf"|takes over from|standing in for|stands in for|filling in for|subbing for|as a replacement for"
        rf"|as a substitute for|to replace|in exchange for)\s+(?P<out>{_CLAUSE}){_END}"
    ),
    _swap(
        rf"\b(?:lose|ditch|scrap|forget|dump)\s+(?P<out>{_CLAUSE})\s+(?:for|in favou?r of)\s+(?P<new>{_CLAUSE}){_END}"
    ),
    _swap(rf"(?:用|拿)(?P<new>{_CLAUSE})(?:换掉|换下|顶替|换|顶)(?:掉|下)?(?P<out>{_CLAUSE}){_END}"),
    _swap(rf"(?:宁可要|宁可|宁愿要|宁愿)(?P<new>{_CLAUSE})(?:也不要|而不要|不要|不是)(?P<out>{_CLAUSE}){_END}"),
    _swap(rf"不是(?P<out>{_CLAUSE})而是(?P<new>{_CLAUSE}){_END}"),
)
_PLAIN: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (_swap(r"\b(?:no|without(?: a| any)?)\s+(?:beats?|rhythm|pulse)\b"), "beatless"),
    (re.compile(r"(?:没有|无|不要|不带)(?:节奏|节拍)(?:的)?"), " beatless "),
    (_swap(r"\b(?:everything|everybody|everyone|all) (?:but|except|except for)\b"), "without"),
    (_swap(r"\bnothing (?:but|except)\b"), "only"),
    (_swap(r"\b(?:instead of|rather than) (?:an? |the )?(?:electric|acoustic)(?: one)?(?=\s*(?:[,;.!?]|$))"), ""),
    (_swap(r"\b(?:nobody|no one|no-one) (?:on|playing|plays|at|behind)(?: the)?\b"), "no"),
    (
        _swap(r"\b(?:anything|everything|whatever|any style|any genre) (?:besides|other than|apart from|aside from)\b"),
        "anything but",
    ),
    (_swap(r"\b(?:besides|apart from|aside from)\b"), "except"),
    (_swap(rf"\b(?:{'|'.join(_HUNDREDS)})[ -](?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_UNITS)}))?\b"), _spoken),
    (_swap(r"\b4[ -](?:on|to)[ -]the[ -]floor\b"), "four on the floor"),
    (_swap(r"\b8ths\b"), "eighths"),
    (_swap(r"\b16ths\b"), "sixteenths"),
    (_LONE_KEY, _lone_key),
    (_swap(r"^\s*(?=(?:[3-9]\d|[12]\d\d)(?: bpm)?(?: please| now| then)?\s*[.!]?$)"), "tempo "),
    (
        _swap(
            r"\b(?:like|say|around|about|roughly|maybe|call it|something like|somewhere near|near|circa)\s+"
            r"(?=\d{2,3}(?: please| now| then)?\s*(?:[,;.!?]|$))"
        ),
        "tempo ",
    ),
    (
        _swap(
            r"\b(?:(?:go |come |get |bring it |take it |drop it |push it |put it )?(?:back|up|down) to"
            r"|settle (?:at|on|to)|land (?:at|on)|(?:hold|lock) (?:it )?at|stay at|sit at|drop to"
            r"|(?:raise|lower) (?:it )?to)\s+"
            r"(?=\d{2,3}\s*(?:bpm\s*)?(?:[,;.!?]|$))"
        ),
        "tempo ",
    ),
    (_swap(r"(\d{2,3}) (?:to|in|per) (?:the|a|each) minute\b"), r"\1 bpm"),
    (_swap(r"\bnothing (?=\w+y\b)"), "not "),
    (_swap(r"\b(?:spare (?:me|us)|save (?:me|us)|hold off on|go without|do without|easy without)\b(?: the)?"), "no"),
    (_swap(r"(?<!not )(?<!n't )(?<!never )(?<!nothing )\btoo (?=[a-z]+\W*$)"), "not "),
    (_swap(r"太(?=[\u4e00-\u9fff]{1,2}了\W*$)"), "不"),
    (_swap(r"\b(major|minor) keys\b"), r"\1 key"),
    (_swap(r"\bca\.?\s+(?=\d)"), "about "),
    (_swap(r"\bb\.\s?p\.\s?m\.?"), "bpm"),
    (_swap(r"(?<!\d)(\d),(\d{3})(?=\s*bpm)"), r"\1\2"),
    (_swap(r"(?<![\d,])(\d{2,3}),(\d{1,2})(?![\d,])"), r"\1.\2"),
    (_swap(r"\b(\d{2,3})\s?-?ish\b"), r"about \1"),
    (_swap(r"\btempo (?:is |to )?about\b"), "tempo"),
    (
        _swap(
            r"\b(?:make it|(?:let'?s )?(?:do|go(?: with)?|try|say|how about|what about|put it at|play it at)"
            r"|(?:take|bump|nudge|kick|crank|jack|knock|drop|push|bring|pull) it(?: up| down| back)? to|set it to)"
            r"\s+(?=\d{2,3}(?: please| now| then)?\s*(?:[,;.!?]|$))"
        ),
        "tempo ",
    ),
    (
        _swap(
            r"\b(?:move|modulate|go|change|switch|take|transpose|bring|shift|put)\s+"
            r"(?:it |this |that |us |everything )?(?:up |down |over )?(?:in)?to\s+(?:the\s+)?(?:key\s+(?:of\s+)?)?"
            r"(?=[A-Ga-g](?:#|b|♯|♭|[ -]flat|[ -]sharp)?"
            r"(?:\s*(?:major|minor|maj|min|m))?\s*(?:[,;.!?]|$))"
        ),
        "in ",
    ),
    (re.compile(r"速度(?:改成|变成|改为|加到|提到|升到|降到|减到|调到|设为|设到|定在|到)"), "速度"),
)


def rewritten(words: str) -> str:
    """The text in plain forms; unchanged where there is nothing to rewrite.

    >>> rewritten("organ instead of piano"), rewritten("house 128,5 bpm"), rewritten("change the key to G")
    ('no piano, organ', 'house 128.5 bpm', 'change the key to G')
    """
    for pattern, plain in _PLAIN:
        words = pattern.sub(plain, words)
    for pattern in _REPLACEMENTS:
        words = pattern.sub(_without_what_goes, words)
    return words


def _without_what_goes(match: re.Match[str]) -> str:
    goes, tail = _who_and_tail(match["out"].strip())
    new = f"{match['new'].strip()} {tail}".strip()
    if _DRUMS.search(goes) and _PERCUSSION.fullmatch(new):
        new = _HAND_PERCUSSION  # the word alone names the drums, which go
    meanings = [item.meaning for item in read(goes)]
    names_one = any(meaning.parts or meaning.style for meaning in meanings)
    if not names_one or any(meaning.key or meaning.tempo_bpm for meaning in meanings):
        return match[0]
    going = {part for meaning in meanings for part in meaning.parts}
    coming = {part for item in read(new) for part in item.meaning.parts}
    if len(going) == 1 and coming and not going <= coming:
        goes = next(iter(going))  # "the electric piano for an organ": the piano goes, not a kind of it
    is_chinese = not match["out"].strip().isascii()
    return f"不要{goes}，{new}" if is_chinese else f"no {re.sub(r'^(?:the|a|an|all the) ', '', goes)}, {new}"


def _who_and_tail(words: str) -> tuple[str, str]:
    """Who goes, and what is said behind: "string bass in dixieland" has the style too, which stays."""
    items = read(words)
    first = next((i for i, item in enumerate(items) if item.meaning.parts), len(items))
    behind = next((i for i, item in enumerate(items) if i > first and not item.meaning.parts), None)
    if behind is None or not any(item.meaning.style or item.meaning.is_line_up for item in items[behind:]):
        return words, ""
    at = items[behind].tokens[0].start
    return words[:at].strip(), words[at:].strip()

"""Rewrites replacements, exceptions and numbers into the plain forms that the rules read ("no piano, organ").

A replacement is only rewritten where what goes is a part or a style: "change the key to G" stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from model.text.rules import read

_Rewrite = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]

_I = re.IGNORECASE
_CLAUSE = r"[^,;.!?，。；！？\n]+?"
_END = r"(?=\s*(?:[,;.!?，。；！？\n]|$))"


def _swap(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, _I)


# Each holds the groups `out` (what goes) and `new` (what comes).
_REPLACEMENTS = (
    _swap(
        rf"\b(?:instead of|rather than|in place of|in lieu of)\s+(?P<out>{_CLAUSE})(?:,\s*(?:use\s+)?|\s+use\s+)"
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
    _swap(rf"(?:用|以)(?P<new>{_CLAUSE})(?:来)?(?:代替|替换|取代|替代)(?P<out>{_CLAUSE}){_END}"),
    _swap(rf"(?:把|将)?(?P<out>{_CLAUSE})(?:换成|改成|替换成|替换为|换为|改为|变成)(?P<new>{_CLAUSE}){_END}"),
    _swap(rf"不是(?P<out>{_CLAUSE})而是(?P<new>{_CLAUSE}){_END}"),
)
_PLAIN: tuple[tuple[re.Pattern[str], str], ...] = (
    (_swap(r"\b(?:no|without(?: a| any)?)\s+(?:beats?|rhythm|pulse)\b"), "beatless"),
    (re.compile(r"(?:没有|无|不要|不带)(?:节奏|节拍)(?:的)?"), " beatless "),
    (_swap(r"\b(?:everything|everybody|everyone|all) (?:but|except|except for)\b"), "without"),
    (_swap(r"\bnothing (?:but|except)\b"), "only"),
    (_swap(r"\bb\.\s?p\.\s?m\.?"), "bpm"),
    (_swap(r"(?<!\d)(\d),(\d{3})(?=\s*bpm)"), r"\1\2"),
    (_swap(r"(?<![\d,])(\d{2,3}),(\d{1,2})(?![\d,])"), r"\1.\2"),
    (_swap(r"\b(\d{2,3})\s?-?ish\b"), r"about \1"),
    (_swap(r"\btempo (?:is |to )?about\b"), "tempo"),
    (
        _swap(
            r"\b(?:make it|(?:let'?s )?(?:do|go(?: with)?|try|say|how about|what about|put it at|play it at)"
            r"|take it(?: up| down)? to|set it to)\s+(?=\d{2,3}\s*(?:[,;.!?]|$))"
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
    goes, new = match["out"].strip(), match["new"].strip()
    meanings = [item.meaning for item in read(goes)]
    names_one = any(meaning.parts or meaning.style for meaning in meanings)
    if not names_one or any(meaning.key or meaning.tempo_bpm for meaning in meanings):
        return match[0]
    is_chinese = not goes.isascii()
    return f"不要{goes}，{new}" if is_chinese else f"no {re.sub(r'^(?:the|a|an|all the) ', '', goes)}, {new}"

"""Words that name a style learnt from a player's files: "in the style of anna", "like anna", "anna's style"."""

from __future__ import annotations

import re
from typing import NamedTuple

from model.music import learnt_styles


class LearntWords(NamedTuple):
    """Names of learnt styles in the order of the words, and the text without them."""

    names: tuple[str, ...]
    text: str


def find_learnt(text: str) -> LearntWords:
    """Find them. A name by itself is not enough: it may be any word, such as "me"."""
    known = learnt_styles.names()
    if not known:
        return LearntWords((), text)
    name = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    phrase = re.compile(
        rf"\b(?:(?:in|with)\s+)?(?:the\s+)?(?:style|manner)\s+(?:of\s+)?(?P<a>{name})\b(?!-)"
        rf"|\b(?:play|sound)?\s*\blike\s+(?P<b>{name})\b(?!-)"
        rf"|\b(?:in\s+)?(?P<c>{name})(?:['’]s)?[\s-]+style\b"
        rf"|(?:以|用|像)?\s*(?P<d>{name})\s*(?:的风格|风格|一样)",
        re.IGNORECASE,
    )
    found = [next(filter(None, match.groupdict().values())).lower() for match in phrase.finditer(text)]
    return LearntWords(tuple(dict.fromkeys(found)), phrase.sub(" ", text).strip() if found else text)

"""Words cut into tokens, and the longest known phrase at a place.

A token is a Latin word, a number, one Chinese character, or a sign that can mean something. Chinese is not
written with spaces, so its words are found as phrases of characters, the same way as "drum and bass".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

Meaning = TypeVar("Meaning")

_CJK = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(
    r"[A-Ga-g]#(?:maj|min|m)?(?![A-Za-z])"  # F#, c#m
    rf"|[#b][A-Ga-g](?=\s?[{_CJK}])"  # #F小调, bB大调
    r"|[0-9]{2,4}s(?![a-z])"  # 90s, 808s
    r"|[0-9]+(?:\.[0-9]+)?|\.[0-9]+"
    rf"|[{_CJK}]"
    rf"|[^\W\d_{_CJK}]+"  # a word in any other script
    r"|\d+"  # digits of other scripts
    r"|[%/=:~&+@,;.!?、。♩-]"
)
_CHINESE = re.compile(rf"[{_CJK}]")
_TO_PLAIN = str.maketrans(
    {"♯": "#", "♭": "b", "–": "-", "—": "-", "−": "-", "～": "~", "，": ",", "；": ";", "！": "!", "？": "?"}
    | dict.fromkeys("'’‘`´", None)
)
# Each traditional character followed by its simplified form: those that occur in words about music.
_PAIRS = (
    "鋼钢貝贝搖摇滾滚電电樂乐藍蓝調调鄉乡絃弦號号長长風风簡简緩缓輕轻來来給给無无沒没"
    "帶带爾尔華华圓圆誕诞聖圣靈灵兒儿謠谣聲声銅铜單单個个種种遊游戲戏視视響响雙双獨独"
    "僅仅純纯讓让請请鐘钟鍾钟與与點点彈弹說说這这還还擊击龍龙屬属國国歡欢氣气隊队豎竖"
    "揚扬鍵键廣广馬马為为從从後后蘇苏羅罗義义顫颤隻只夢梦變变關关閉闭減减靜静鐵铁鼕冬"
    "嗩唢"
)
_TO_SIMPLIFIED = str.maketrans(_PAIRS[::2], _PAIRS[1::2])


class Token(NamedTuple):
    """``text`` is looked up (lower case, no accents, simplified Chinese), ``raw`` is what was written."""

    text: str
    raw: str
    start: int

    @property
    def is_chinese(self) -> bool:
        """Whether the token is a single Chinese character."""
        return _CHINESE.fullmatch(self.raw) is not None

    @property
    def is_word(self) -> bool:
        """Whether the token is more than a sign."""
        return any(character.isalnum() for character in self.raw)


def _to_lookup(raw: str) -> str:
    if raw.isascii():
        return raw.lower()
    bare = (c for c in unicodedata.normalize("NFD", raw.casefold()) if not unicodedata.combining(c))
    return "".join(bare).translate(_TO_SIMPLIFIED)


def tokenise(words: str) -> list[Token]:
    """Cut a text into tokens. Linear in its length; any Unicode is fine.

    >>> [token.text for token in tokenise("Hip-hop, 90BPM 爵士")]
    ['hip', 'hop', ',', '90', 'bpm', '爵', '士']
    """
    plain = unicodedata.normalize("NFKC", words.translate(_TO_PLAIN)).translate(_TO_PLAIN)
    found = (Token(_to_lookup(match[0]), match[0], match.start()) for match in _TOKEN.finditer(plain))
    tokens = list(found)
    # A hyphen joins words and parts numbers: it is kept only between numbers (80-84).
    return [
        token
        for i, token in enumerate(tokens)
        if token.text != "-" or (is_number(tokens, i - 1) and is_number(tokens, i + 1))
    ]


def is_number(tokens: Sequence[Token], i: int) -> bool:
    """Whether token ``i`` exists and is written in digits."""
    return 0 <= i < len(tokens) and tokens[i].text[-1:] in _DIGITS


_DIGITS = frozenset("0123456789")
_PLAIN_WORDS = re.compile(r"[a-z]+(?: [a-z]+)*")
_PLAIN_CHINESE = re.compile(r"[\u4e00-\u9fff]+")


def key_of(phrase: str) -> tuple[str, ...]:
    """Texts of the tokens of a phrase. Nearly all in the tables need only a cut: they load in 11 ms, not 65.

    >>> key_of("drum and bass"), key_of("鋼琴"), key_of("Hip-Hop")
    (('drum', 'and', 'bass'), ('钢', '琴'), ('hip', 'hop'))
    """
    if _PLAIN_WORDS.fullmatch(phrase):
        return tuple(phrase.split(" "))
    if _PLAIN_CHINESE.fullmatch(phrase):
        return tuple(phrase.translate(_TO_SIMPLIFIED))
    return tuple(token.text for token in tokenise(phrase))


class Lexicon(Generic[Meaning]):
    """Phrases and what they mean; looks up the longest one that begins at a token."""

    def __init__(self) -> None:
        self._meanings: dict[tuple[str, ...], Meaning] = {}
        self._longest: dict[str, int] = {}

    def add(self, phrases: Iterable[str], meaning: Meaning) -> None:
        """Add phrases, cut as texts are. Raises ValueError when one is there already."""
        for phrase in phrases:
            key = key_of(phrase)
            if key in self._meanings:
                raise ValueError(f"{phrase!r} stands in the tables twice")
            self._put(key, meaning)

    def join(self, phrases: Iterable[str], meaning: Meaning, change: Callable[[Meaning], Meaning]) -> None:
        """Add phrases; those that are there already get ``change`` of the meaning they have."""
        for phrase in phrases:
            key = key_of(phrase)
            known = self._meanings.get(key)
            self._put(key, meaning if known is None else change(known))

    def _put(self, key: tuple[str, ...], meaning: Meaning) -> None:
        if not key:
            raise ValueError("a phrase of the tables is empty")
        self._meanings[key] = meaning
        self._longest[key[0]] = max(len(key), self._longest.get(key[0], 0))

    def get(self, key: tuple[str, ...]) -> Meaning | None:
        """Meaning of a phrase that was cut into the texts of its tokens."""
        return self._meanings.get(key)

    def begins(self, text: str) -> bool:
        """Whether a phrase begins with the text of a token."""
        return text in self._longest

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        """All phrases, cut."""
        return iter(self._meanings)

    def items(self) -> Iterable[tuple[tuple[str, ...], Meaning]]:
        """All phrases and their meanings."""
        return self._meanings.items()

    def at(self, tokens: Sequence[Token], i: int) -> tuple[int, Meaning] | None:
        """Length in tokens and meaning of the longest phrase at ``i``, or None."""
        if i >= len(tokens) or tokens[i].text not in self._longest:
            return None
        n_most = self._longest[tokens[i].text]
        return self.longest(tuple(token.text for token in tokens[i : i + n_most]), 0)

    def longest(self, texts: tuple[str, ...], i: int) -> tuple[int, Meaning] | None:
        """`at` for the texts of tokens."""
        n_most = self._longest.get(texts[i])
        if n_most is None:
            return None
        for n in range(min(n_most, len(texts) - i), 0, -1):
            meaning = self._meanings.get(texts[i : i + n])
            if meaning is not None:
                return n, meaning
        return None

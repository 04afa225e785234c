"""A clause cut into what its words can mean in a direction, with what they name: who, how much and how long."""

from __future__ import annotations

from typing import NamedTuple

from model.text.direction_lexicon import SKIP, Sense, Senses, direction_lexicon, parted_verbs
from model.text.direction_pieces import DECIBELS, DECIBELS_A_STEP, bars_at, intervals_at, is_stretch
from model.text.direction_table import direction_table
from model.text.numerals import number_at
from model.text.rules import vocabulary
from model.text.tokens import Token
from model.text.words import Role

_BPM = ("bpm", "拍")
_SEMITONES = ("semitone", "semitones", "steps")
_BEFORE_ABSOLUTE = ("to", "at", "到", "成", "为", "在", "是")
_DETERMINERS = ("the", "a", "an", "my", "our", "your", "that", "those", "this", "these")
_OBJECTS = ("it", "them", "him", "her", "yourself", "yourselves", "everything", "right", "way", "all")
_ARTICLES = frozenset((*_DETERMINERS, *_OBJECTS))  # these may stand between a verb and its particle
_AFTER_VERBS = ("the", "it", "up", "that", "things")
_MOST_LEFT_ASIDE = 2
_FARTHEST = 7  # tokens between a verb and its particle
_MORE = {"more": "up", "extra": "up", "less": "down", "fewer": "down"}
_NEVER = Sense("never")
_SLOTS = frozenset(("part", "lane", "section", "interval"))


class Atom(NamedTuple):
    """A word or a phrase of the lexicon, or a slot, with its senses."""

    text: str
    senses: Senses

    def has(self, kind: str) -> bool:
        """Whether one of the senses is of this kind."""
        return any(sense.kind == kind for sense in self.senses)

    @property
    def is_optional(self) -> bool:
        """Whether the word may say nothing."""
        return SKIP in self.senses


class Clause(NamedTuple):
    """``parts``: None where nobody is named, () for everybody."""

    atoms: tuple[Atom, ...]
    parts: tuple[str, ...] | None
    lanes: tuple[str, ...]
    section: str
    semitones: int | None
    number: float | None  # of beats a minute, with or without the unit
    has_unit: bool
    is_absolute: bool  # "to 130"
    has_decibels: bool
    n_bars: int
    is_stretch: bool  # "for 8 bars", after which it is over; not "over 8 bars"
    strength: float


def read_clause(tokens: list[Token]) -> Clause | None:
    """The clause, or None where it holds a word that is not in the tables."""
    reader = _Reader(tokens)
    return reader.clause() if reader.read() else None


def read_loosely(tokens: list[Token]) -> tuple[Clause, tuple[str, ...]] | None:
    """The clause and up to two words of it that are left aside, as they mean nothing in music; None where more are."""
    reader = _Reader(tokens, is_loose=True)
    if not reader.read() or not 0 < len(reader.left_aside) <= _MOST_LEFT_ASIDE:
        return None
    return reader.clause(), tuple(reader.left_aside)


def _plain_verb(token: Token) -> Token:
    """ "Turning" as "turn", where only that is known."""
    stem = token.text.removesuffix("ing")
    if stem == token.text or len(stem) < 3 or direction_lexicon().begins(token.text):
        return token
    for verb in (stem, f"{stem}e", stem[:-1]):
        if direction_lexicon().begins(verb):
            return token._replace(text=verb)
    return token


class _Reader:
    """Walks once over the tokens."""

    def __init__(self, tokens: list[Token], *, is_loose: bool = False) -> None:
        self._tokens = [_plain_verb(token) for token in tokens]
        self._is_loose = is_loose
        self.left_aside: list[str] = []
        self._atoms: list[Atom] = []
        self._parts: dict[str, None] | None = None
        self._lanes: dict[str, None] = {}
        self._section = ""
        self._semitones: int | None = None
        self._number: float | None = None
        self._has_unit = self._is_absolute = self._has_decibels = self._is_stretch = False
        self._n_bars = 0
        self._strength = 1.0
        self._used: set[int] = set()  # particles that belong to a verb before

    def clause(self) -> Clause:
        return Clause(
            tuple(self._atoms),
            None if self._parts is None else tuple(self._parts),
            tuple(self._lanes),
            self._section,
            self._semitones,
            self._number,
            self._has_unit,
            self._is_absolute,
            self._has_decibels,
            self._n_bars,
            self._is_stretch,
            self._strength,
        )

    def read(self) -> bool:
        """Read all tokens; False where one is in no table."""
        i = 0
        while i < len(self._tokens):
            if i in self._used:
                i += 1
                continue
            n = self._parted(i) or self._bars(i) or self._known(i) or self._counted(i)
            if not n and self._tokens[i].is_word:
                if not self._is_loose or self._is_of_music(i):
                    return False
                self.left_aside.append(self._tokens[i].raw)
                self._atoms.append(Atom(self._tokens[i].text, (SKIP,)))
            i += n or 1
        return True

    def _bars(self, i: int) -> int:
        found = bars_at(self._tokens, i)
        if found is None:
            return 0
        self._n_bars = found[1]
        self._is_stretch = is_stretch(self._tokens, i)
        self._slot("bars")
        return found[0]

    def _is_of_music(self, i: int) -> bool:
        """Whether a word says something of music: a style, a mood, a tempo, a key."""
        found = vocabulary().at(self._tokens, i)
        return found is not None and found[1].role is Role.CONTENT

    def _parted(self, i: int) -> int:
        """1 where a verb stands whose particle follows behind who is meant: "bring those strings out"."""
        particles = parted_verbs().get(self._tokens[i].text)
        if particles is None:
            return 0
        whole = direction_lexicon().at(self._tokens, i)
        for j in range(i + max(2, whole[0] if whole is not None else 0), min(len(self._tokens), i + _FARTHEST)):
            text = self._tokens[j].text
            if text in particles and self._is_noun_phrase(i + 1, j):
                found = direction_lexicon().get((self._tokens[i].text, text))
                if found is not None:
                    self._atoms.append(Atom(f"{self._tokens[i].text} {text}", found))
                    self._used.add(j)
                    return 1
        return 0

    def _is_noun_phrase(self, start: int, end: int) -> bool:
        """Whether only who or what is meant stands between two tokens."""
        i = start
        while i < end:
            slot = direction_table().words.at(self._tokens, i)
            if slot is not None and slot[1][0] in _SLOTS:
                i += slot[0]
                continue
            found = direction_lexicon().at(self._tokens, i)
            is_thing = found is not None and any(sense.kind == "thing" for sense in found[1])
            if not is_thing and self._tokens[i].text not in _ARTICLES:
                return False
            i += found[0] if is_thing and found is not None else 1
        return i == end

    def _known(self, i: int) -> int:
        """Length of what a table knows at a token; the longer phrase counts, and on a tie the lexicon's."""
        n, senses = direction_lexicon().at(self._tokens, i) or (0, ())
        n_slot, (kind, value) = direction_table().words.at(self._tokens, i) or (0, ("", None))
        if kind == "strength" and n_slot >= n:
            self._strength = float(str(value))
        is_verb = kind == "lane" and self._text(i + 1, 1) in _AFTER_VERBS  # "kick the volume up"
        if kind == "small" and n:
            n_slot = 0
        while n > 1 and self._is_stuck(i + n):  # "get in sync" is not "get in"
            shorter = next((k for k in range(n - 1, 0, -1) if self._phrase(i, k) is not None), 0)
            if not shorter:
                break
            n, senses = shorter, self._phrase(i, shorter) or senses
        if n_slot > n or (n_slot == n and kind in _SLOTS and not is_verb):
            return self._take(kind, value, n_slot, i)
        if n:
            self._atoms.append(Atom(self._text(i, n), senses))
        return n

    def _phrase(self, i: int, n: int) -> Senses | None:
        return direction_lexicon().get(tuple(token.text for token in self._tokens[i : i + n]))

    def _is_stuck(self, i: int) -> bool:
        """Whether nothing in the tables begins at a token."""
        if i >= len(self._tokens) or not self._tokens[i].is_word or number_at(self._tokens, i) is not None:
            return False
        return direction_lexicon().at(self._tokens, i) is None and direction_table().words.at(self._tokens, i) is None

    def _take(self, kind: str, value: object, n: int, i: int) -> int:
        if kind in ("part", "lane") and self._is_covered():
            pass  # "the organ drowns out the singer" is about the organ
        elif kind in ("part", "lane"):
            named = value if kind == "part" and isinstance(value, tuple) else ("drums",)
            self._parts = {**(self._parts or {}), **dict.fromkeys(named)}
            if kind == "lane" and isinstance(value, tuple):
                self._lanes.update(dict.fromkeys(value))
        elif kind == "section":
            self._section = str(value)
        elif kind == "interval":
            self._semitones = int(str(value))
        elif kind == "never":
            self._atoms.append(Atom(self._text(i, n), (_NEVER,)))
            return n
        elif kind == "word":
            found = direction_lexicon().at(self._tokens, i)
            if found is None:
                return 0
            self._atoms.append(Atom(self._text(i, found[0]), found[1]))
            return found[0]
        else:
            self._atoms.append(Atom(self._text(i, n), (SKIP,)))
            return n
        self._slot(kind, self._text(i, n))
        return n

    def _counted(self, i: int) -> int:
        """Length of a number and its unit: semitones, beats a minute, decibels."""
        number = number_at(self._tokens, i)
        if number is None:
            return 0
        end = i + number[0]
        n_more = 0
        if end + 1 < len(self._tokens) and self._tokens[end].text in _MORE and self._tokens[end + 1].text in _BPM:
            self._atoms.append(Atom(self._tokens[end].text, (Sense(_MORE[self._tokens[end].text]),)))
            n_more, end = 1, end + 1
        unit = self._tokens[end].text if end < len(self._tokens) else ""
        times = intervals_at(self._tokens, end)
        if times is not None or unit in _SEMITONES:
            n, each = times or (1, 1)
            self._semitones = round(number[1] * each)
            self._slot("interval")
            return number[0] + n
        if unit in DECIBELS:
            self._strength, self._has_decibels = number[1] / DECIBELS_A_STEP, True
            self._slot("decibels")
            return number[0] + 1
        self._number, self._has_unit = number[1], unit in _BPM
        self._is_absolute = i > 0 and self._tokens[i - 1].text in _BEFORE_ABSOLUTE
        self._slot("number")
        return number[0] + n_more + self._has_unit

    def _is_covered(self) -> bool:
        """Whether a part that was named before is too loud for the one that stands here."""
        last = next((atom for atom in reversed(self._atoms) if not atom.is_optional), None) if self._parts else None
        return last is not None and Sense("fault", "volume", "+") in last.senses

    def _slot(self, kind: str, text: str = "") -> None:
        if kind == "section" or not (self._atoms and self._atoms[-1].senses == (Sense(kind),)):
            self._atoms.append(Atom(text, (Sense(kind),)))

    def _text(self, i: int, n: int) -> str:
        return " ".join(token.text for token in self._tokens[i : i + n])

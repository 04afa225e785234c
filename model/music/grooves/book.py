"""The groove book: the files that ship with Sideman and those of a user's folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from model.music.config import STYLES
from model.music.grooves.errors import GrooveError
from model.music.grooves.groove import SUFFIX, Groove
from model.music.grooves.reading import GrooveSource, groove_of, inherited, read_source, suggestion

BOOK_FOLDER = Path(__file__).parents[1] / "groove_book"
FOLDER_VARIABLE = "SIDEMAN_GROOVES"
WORDS_FILE = BOOK_FOLDER / "words.txt"
_SEPARATORS = re.compile(r"[\s_\-'’.&/,;:!?()\"，。；：、！？（）]+")
# The head of a request comes before these: "metal with a gospel choir" is metal.
_SEGMENTS = re.compile(r"[,;:!?，。；：！？]|\bwith\b|\bwithout\b|\bbut\b", re.IGNORECASE)


class GrooveBook:
    """Grooves by name. A user's groove replaces the bundled one of the same name.

    ``problems``: a sentence for each of the user's files that was skipped.
    """

    def __init__(self) -> None:
        self.problems: list[str] = []
        self._extra_folder: Path | None = None
        self._sources: dict[str, GrooveSource] = {}
        self._grooves: dict[str, Groove] = {}
        self._by_word: dict[str, str] = {}
        self._longest_words = 1

    @classmethod
    def load(cls, extra_folder: Path | None = None) -> GrooveBook:
        """Read all headers; the sections of a bundled groove are read when first used, a user's at once."""
        book = cls()
        book._extra_folder = extra_folder
        for path in sorted(BOOK_FOLDER.glob(f"*{SUFFIX}")):
            book._sources[path.stem] = read_source(path)
        for name in book._sources:
            book._grooves[name] = book._groove(name)
        if extra_folder is not None and extra_folder.is_dir():
            for path in sorted(extra_folder.glob(f"*{SUFFIX}")):
                book.add(path)
        book._index()
        return book

    def add(self, path: Path) -> Groove | None:
        """Read one more file whole. A wrong one is skipped, and `problems` gets a sentence."""
        before = self._sources.get(path.stem)
        try:
            self._sources[path.stem] = read_source(path)
            groove = self._groove(path.stem)
            _ = groove.body
        except GrooveError as error:
            self.problems.append(str(error))
            if before is None:
                self._sources.pop(path.stem, None)
            else:
                self._sources[path.stem] = before
            return None
        self._grooves[path.stem] = groove
        self._index()
        return groove

    def names(self) -> list[str]:
        """Names of all grooves, sorted."""
        return sorted(self._grooves)

    def __iter__(self) -> Iterator[Groove]:
        return (self._grooves[name] for name in self.names())

    def __len__(self) -> int:
        return len(self._grooves)

    def get(self, name: str) -> Groove:
        """The groove of a file name. Raises GrooveError that names similar ones."""
        if name not in self._grooves:
            self._look_again(name)
        if name not in self._grooves:
            raise GrooveError(f"there is no groove {name[:40]!r}; {suggestion(name, self.names())}")
        return self._grooves[name]

    def _look_again(self, name: str) -> None:
        """A groove that was learnt since may stand in the user's folder."""
        if self._extra_folder is not None and (path := self._extra_folder / f"{name}{SUFFIX}").is_file():
            self.add(path)

    def find(self, words: str) -> Groove | None:
        """The groove that words name: a name or an alias, else the longest one that stands within the words."""
        found = self.match(words)
        return None if found is None else found[1]

    def match(self, words: str, ignored: frozenset[str] = frozenset()) -> tuple[str, Groove] | None:
        """The groove that words name, and the name or alias that was found in them, as `normal` writes it.

        Aliases in ``ignored`` do not count, for instance the bare names of styles.
        """
        plain = normal(words)
        segments = [normal(segment) for segment in _SEGMENTS.split(words)]
        whole = plain if plain in self._by_word and plain not in ignored else None
        alias = whole or next((found for each in segments if (found := self._within(each, ignored))), None)
        return None if alias is None else (alias, self._grooves[self._by_word[alias]])

    def for_style(self, style: str) -> list[Groove]:
        """Grooves of a style, the most typical first: by weight, then those whose file has most about it."""
        if style not in STYLES:
            self._look_for_grooves_of(style)
        found = [groove for groove in self if style in groove.styles]
        order = {name: rank for rank, name in enumerate(_typical().get(style, ()))}
        return sorted(found, key=lambda g: (order.get(g.name, len(order)), -g.styles[style], len(g.styles), g.name))

    def _look_for_grooves_of(self, style: str) -> None:
        """Grooves of a style that was learnt since may stand in the user's folder."""
        if self._extra_folder is not None and self._extra_folder.is_dir():
            for path in sorted(self._extra_folder.glob(f"{style}-*{SUFFIX}")):
                if path.stem not in self._grooves:
                    self.add(path)

    def _groove(self, name: str) -> Groove:
        source = self._sources[name]
        return groove_of(source, self.get, self._parent(source, (name,)))

    def _parent(self, source: GrooveSource, seen: tuple[str, ...]) -> GrooveSource | None:
        like = source.entries.get("like")
        if like is None:
            return None
        parent = self._sources.get(like.value)
        if parent is None or like.value in seen:
            why = "leads back to itself" if parent is not None else "is unknown"
            raise GrooveError(
                f"the groove {like.value[:40]!r} {why}; {suggestion(like.value, sorted(self._sources))}",
                like.file, like.line,
            )  # fmt: skip
        return parent._replace(entries=inherited(parent, self._parent(parent, (*seen, like.value))))

    def _index(self) -> None:
        self._by_word = {}
        for word, name in _more_words():
            if name in self._grooves:
                self._by_word.setdefault(normal(word), name)
        for groove in self:
            for word in (groove.name, groove.title, *groove.aliases):
                self._by_word[normal(word)] = groove.name
        self._chinese = [word for word in self._by_word if not word.isascii()]
        self._longest_words = max((word.count(" ") + 1 for word in self._by_word), default=1)

    def _within(self, plain: str, ignored: frozenset[str]) -> str | None:
        """The longest alias that stands within words, the last one of equals: the head of an English phrase."""
        words = plain.split()
        ignored |= _common_words()
        for length in range(min(self._longest_words, len(words)), 0, -1):
            for first in range(len(words) - length, -1, -1):
                alias = " ".join(words[first : first + length])
                if alias in self._by_word and alias not in ignored:
                    return alias
        if plain.isascii():
            return None
        chinese = [word for word in self._chinese if word in plain and word not in ignored]
        return max(chinese, key=len) if chinese else None


def user_folder() -> Path:
    """Folder of the user's own grooves: ``$SIDEMAN_GROOVES``, else ``~/.config/sideman/grooves``."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    return Path(chosen).expanduser() if chosen else Path.home() / ".config" / "sideman" / "grooves"


@cache
def groove_book() -> GrooveBook:
    """The grooves that ship with Sideman and the user's, read once; a new file is found when it is asked for."""
    return GrooveBook.load(user_folder())


def normal(words: str) -> str:
    """Words as they are compared.

    >>> normal("Bo-Diddley  Beat")
    'bo diddley beat'
    """
    return _SEPARATORS.sub(" ", words.casefold()).strip()


@cache
def _table(heading: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Rows ``name: word, word`` below a heading of words.txt."""
    rows: list[tuple[str, tuple[str, ...]]] = []
    here = ""
    for line in WORDS_FILE.read_text(encoding="utf-8").splitlines() if WORDS_FILE.exists() else ():
        if line.startswith("["):
            here = line.strip("[] ")
        elif here == heading and ":" in line and not line.startswith("#"):
            name, _, words = line.partition(":")
            rows.append((name.strip(), tuple(filter(None, (word.strip() for word in words.split(","))))))
    return tuple(rows)


def _more_words() -> Iterator[tuple[str, str]]:
    return ((word, name) for name, words in _table("words") for word in words)


@cache
def _common_words() -> frozenset[str]:
    """Words that name a groove only when they stand alone."""
    return frozenset(normal(word) for _, words in _table("alone") for word in words)


@cache
def _typical() -> dict[str, tuple[str, ...]]:
    """Names of grooves by style, the most typical first."""
    return dict(_table("typical"))

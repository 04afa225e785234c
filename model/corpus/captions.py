"""Captions: prompts that could lead to a piece, written from facts about it, in English and Chinese.

Training conditions the network on the embedding of such captions (`model.text.embedding`), and the heads that
read style, mood and energy from words learn from them (`model.training.prompt_classifier`). Any thread;
nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from model.corpus.caption_words import PART_NAMES, STYLE_WORDS, TEMPO_WORDS
from model.music.config import PARTS, STYLES
from model.music.events import Metre
from model.music.keys import Key
from model.music.plan import Scales
from model.text.mood_words import MOOD_ROWS, MoodRow

CHINESE_SHARE = 0.4
_FITS = 0.32  # how far a word's place on a scale may lie from the facts, the scale being 1 wide
_SLOW = ("slow", "ballad", "lullaby", "drone", "adagio", "慢", "抒情")
_FAST = ("uptempo", "fast", "thrash", "bebop", "breakdown", "chase", "drum and bass", "快", "激流", "鼓打贝斯")
_SLOW_BELOW_BPM, _FAST_ABOVE_BPM = 100, 115


@dataclass(frozen=True)
class Facts:
    """Known facts of a piece, or of a stretch of one. None and () mean unknown."""

    style: str | None = None  # a name of `model.music.config.STYLES`
    tempo_bpm: float | None = None
    metre: Metre | None = None
    key: Key | None = None
    parts: tuple[str, ...] = ()  # those that play, the busiest first
    density: float | None = None  # notes a beat, all parts together
    energy: float | None = None  # 0..1, from velocities and density
    swing: float | None = None  # 0 straight .. 1 triplets
    articulation: float | None = None  # 0 staccato .. 1 legato
    register: float | None = None  # -1 deep .. 1 high
    chords: float | None = None  # 0 triads .. 1 rich and often changing

    def __post_init__(self) -> None:
        """Check names. Raises ValueError."""
        if self.style is not None and self.style not in STYLES:
            raise ValueError(f"there is no style {self.style!r}")
        unknown = set(self.parts) - set(PARTS)
        if unknown:
            raise ValueError(f"there is no part {sorted(unknown)[0]!r}")

    @property
    def valence(self) -> float | None:
        """A guess from mode, tempo and energy: major and lively sounds glad, minor and slow sad."""
        if self.key is None:
            return None
        mode = 0.45 if self.key.mode == "major" else -0.5
        pace = 0.0 if self.tempo_bpm is None else float(np.clip((self.tempo_bpm - 100) / 160, -0.25, 0.25))
        return mode + pace

    @property
    def density_factor(self) -> float | None:
        """Density as a multiple of what so many parts usually play."""
        return None if self.density is None else self.density / (1.0 + 1.2 * max(1, len(self.parts)))


def captions(facts: Facts, rng: np.random.Generator, n: int) -> list[str]:
    """Write ``n`` captions that agree with ``facts``: one word or twenty-five, all of the facts or one of them.

    About 40 % are Chinese. The same generator state gives the same captions.

    >>> captions(Facts(style="jazz", tempo_bpm=180.0), np.random.default_rng(3), 2) == captions(
    ...     Facts(style="jazz", tempo_bpm=180.0), np.random.default_rng(3), 2)
    True
    """
    return [(_Chinese if rng.random() < CHINESE_SHARE else _English)(facts, rng).write() for _ in range(n)]


@cache
def _cut(listing: str) -> tuple[str, ...]:
    return tuple(piece.strip() for piece in listing.split(",") if piece.strip())


def fitting_rows(facts: Facts) -> list[MoodRow]:
    """Rows of mood words that agree with the facts on every scale they speak of."""
    return [row for row in MOOD_ROWS if _fits(row.scales, facts)]


def _fits(scales: Scales, facts: Facts) -> bool:
    gaps = [
        _gap(scales.valence, facts.valence, 2.0),
        _gap(scales.energy, facts.energy, 1.0),
        _gap(scales.register, facts.register, 2.0),
        _gap(scales.articulation, facts.articulation, 1.0),
        _gap(scales.swing, facts.swing, 1.0),
    ]
    if scales.density is not None:
        factor = facts.density_factor
        gaps.append(1.0 if factor is None else 0.0 if (factor > 1.3 if scales.density > 1 else factor < 0.6) else 1.0)
    return max(gaps) <= _FITS


def _gap(wanted: float | None, actual: float | None, width: float) -> float:
    """Distance on a scale of ``width``: 0 where the word is silent about it, 1 where the facts are."""
    if wanted is None:
        return 0.0
    return 1.0 if actual is None else abs(wanted - actual) / width


class _Writer:
    """One caption: the facts it contains are drawn first, then their words."""

    def __init__(self, facts: Facts, rng: np.random.Generator) -> None:
        self.facts = facts
        self.rng = rng
        self.talkativeness = float(rng.choice([0.12, 0.3, 0.55, 0.85]))

    def includes(self, share: float = 1.0) -> bool:
        return self.rng.random() < self.talkativeness * share

    def pick(self, choices: Sequence[str]) -> str:
        return choices[int(self.rng.integers(len(choices)))]

    def some(self, choices: Sequence[str], n: int) -> list[str]:
        return [choices[int(i)] for i in self.rng.permutation(len(choices))[:n]]

    def style_names(self, listing: str) -> list[str]:
        """Names that do not contradict the tempo."""
        bpm = self.facts.tempo_bpm
        banned = () if bpm is None else _SLOW if bpm > _FAST_ABOVE_BPM else _FAST if bpm < _SLOW_BELOW_BPM else ()
        return [name for name in _cut(listing) if not any(word in name for word in banned)]

    def moods(self, language: int) -> list[str]:
        """Up to three adjectives; ``language`` 0 is English, 1 Chinese."""
        rows = fitting_rows(self.facts)
        n = min(len(rows), int(self.rng.choice([1, 1, 1, 2, 2, 3])))
        chosen = [rows[int(i)] for i in self.rng.permutation(len(rows))[:n]]
        return [self.pick(_cut(row.chinese if language else row.english)) for row in chosen]

    def tempo_word(self, language: int) -> str:
        bpm = self.facts.tempo_bpm or 110.0
        row = next(row for row in TEMPO_WORDS if bpm <= row[0])
        return self.pick(_cut(row[1 + language]))

    def parts(self, language: int) -> list[str]:
        n = min(len(self.facts.parts), int(self.rng.choice([1, 1, 2, 2, 3, 4])))
        names = [_cut(PART_NAMES[part][language]) for part in self.facts.parts[:n]]
        # The plain name as often as all the others together.
        return [choices[0] if self.rng.random() < 0.5 else self.pick(choices) for choices in names]

    def absent_part(self, language: int) -> str | None:
        absent = [
            part for part in ("drums", "bass", "piano", "guitar", "brass", "strings") if part not in self.facts.parts
        ]
        if not self.facts.parts or not absent:
            return None
        return _cut(PART_NAMES[self.pick(absent)][language])[0]

    def rounded_bpm(self) -> str:
        bpm = self.facts.tempo_bpm or 110.0
        return f"{round(bpm / 5) * 5 if self.rng.random() < 0.5 else round(bpm)}"


class _English(_Writer):
    def write(self) -> str:
        head, tails = self.head(), self.tails()
        comma = self.rng.random() < 0.4
        text = (", " if comma else " ").join([piece for piece in (head, *tails) if piece])
        text = text or self.pick(("music", "anything", "play something", "a tune"))
        opener = (
            self.pick(("play ", "give me ", "I want ", "let's have ", "please play ")) if self.includes(0.15) else ""
        )
        text = opener + text
        return text[0].upper() + text[1:] if self.rng.random() < 0.25 else text

    def head(self) -> str:
        adjectives = self.moods(0) if self.rng.random() < 0.3 + 0.5 * self.talkativeness else []
        if self.facts.tempo_bpm and self.includes(0.6):
            adjectives.append(self.tempo_word(0))
        noun, scene = "", ""
        if self.facts.style and self.rng.random() < 0.75:
            words = STYLE_WORDS[self.facts.style]
            if self.rng.random() < 0.72:
                noun = self.pick(self.style_names(words.names))
            else:
                scene = self.pick(("music for ", "", "", "like ", "something for ")) + self.pick(_cut(words.scenes))
        if not noun and adjectives:
            noun = self.pick(("", "music", "piece", "tune", "song", "groove", "mood", "feel"))
        if adjectives:
            noun = noun.removeprefix("a ").removeprefix("an ").removeprefix("the ")
        glue = self.pick((" ", ", ", " and ")) if len(adjectives) > 1 else " "
        return ", ".join(piece for piece in (f"{glue.join(adjectives)} {noun}".strip(), scene) if piece)

    def tails(self) -> list[str]:
        facts = self.facts
        tails: list[str] = []
        if facts.key and self.includes(0.6):
            tails.append(self.pick(("in {}", "in the key of {}", "{}")).format(facts.key))
        if facts.tempo_bpm and self.includes(0.5):
            tails.append(self.pick(("at {} bpm", "{} bpm", "around {} bpm", "at {}")).format(self.rounded_bpm()))
        if facts.metre and self.includes(0.35 if facts.metre == (4, 4) else 0.7):
            tails.append(self.pick(_english_metre(facts.metre)))
        if facts.parts and self.includes(0.9):
            tails.append(self._with(self.parts(0)))
        absent = self.absent_part(0)
        if absent and self.includes(0.2):
            tails.append(self.pick(("no {}", "without {}", "without any {}")).format(absent))
        if facts.chords is not None and self.includes(0.4) and not 0.35 < facts.chords < 0.65:
            tails.append(self.pick(("with rich chords", "jazzy harmony", "sophisticated changes") if facts.chords > 0.5
                                   else ("with simple chords", "plain triads", "few chords")))  # fmt: skip
        return [tails[int(i)] for i in self.rng.permutation(len(tails))]

    def _with(self, names: list[str]) -> str:
        listed = names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
        if len(self.facts.parts) == 1 and self.rng.random() < 0.6:
            return self.pick(("solo {}", "just {}", "only {}", "{} alone")).format(listed)
        return self.pick(("with {}", "for {}", "featuring {}", "{}", "on {}", "played by {}")).format(listed)


def _english_metre(metre: Metre) -> tuple[str, ...]:
    plain = (f"in {metre}", f"{metre}", f"in {metre} time")
    return plain + {(3, 4): ("waltz time", "a waltz", "in three"), (2, 2): ("cut time", "alla breve")}.get(metre, ())


class _Chinese(_Writer):
    def write(self) -> str:
        pieces = [piece for piece in (self.head(), *self.tails()) if piece]
        text = self.pick(("，", "，", " ", "、")).join(pieces)
        text = text or self.pick(("音乐", "随便来一首", "一段旋律"))
        return self.pick(("来一首", "请播放", "我想听", "来一段", "给我")) + text if self.includes(0.2) else text

    def head(self) -> str:
        adjectives = self.moods(1) if self.rng.random() < 0.3 + 0.5 * self.talkativeness else []
        if self.facts.tempo_bpm and self.includes(0.6):
            adjectives.append(self.tempo_word(1))
        noun, scene = "", ""
        if self.facts.style and self.rng.random() < 0.75:
            words = STYLE_WORDS[self.facts.style]
            if self.rng.random() < 0.72:
                noun = self.pick(self.style_names(words.names_zh))
            else:
                scene = self.pick(("适合", "", "", "像")) + self.pick(_cut(words.scenes_zh))
        if not noun and adjectives:
            noun = self.pick(("", "音乐", "曲子", "旋律", "感觉", "氛围"))
        link = "的" if noun and adjectives and self.rng.random() < 0.8 else ""
        glue = self.pick(("、", "", "又", "而")) if len(adjectives) > 1 else ""
        return "，".join(piece for piece in (glue.join(adjectives) + link + noun, scene) if piece)

    def tails(self) -> list[str]:
        facts = self.facts
        tails: list[str] = []
        if facts.key and self.includes(0.6):
            tails.append(_chinese_key(facts.key))
        if facts.tempo_bpm and self.includes(0.5):
            tails.append(self.pick(("每分钟{}拍", "{}bpm", "速度{}", "大约{}拍")).format(self.rounded_bpm()))
        if facts.metre and self.includes(0.35 if facts.metre == (4, 4) else 0.7):
            tails.append(self.pick((f"{facts.metre}拍", f"{facts.metre}")))
        if facts.parts and self.includes(0.9):
            tails.append(self._with(self.parts(1)))
        absent = self.absent_part(1)
        if absent and self.includes(0.2):
            tails.append(self.pick(("不要{}", "没有{}", "无{}")).format(absent))
        if facts.chords is not None and self.includes(0.4) and not 0.35 < facts.chords < 0.65:
            tails.append("和弦丰富" if facts.chords > 0.5 else "和弦简单")
        return [tails[int(i)] for i in self.rng.permutation(len(tails))]

    def _with(self, names: list[str]) -> str:
        listed = names[0] if len(names) == 1 else "、".join(names[:-1]) + "和" + names[-1]
        if len(self.facts.parts) == 1 and self.rng.random() < 0.6:
            return self.pick(("{}独奏", "只要{}", "只有{}")).format(listed)
        return self.pick(("{}", "用{}", "{}演奏", "有{}", "以{}为主")).format(listed)


def _chinese_key(key: Key) -> str:
    name, mode = str(key).split()
    sign = {"#": "升", "b": "降"}.get(name[1:], "")
    return f"{sign}{name[0]}{'大' if mode == 'major' else '小'}调"


def random_facts(rng: np.random.Generator, style: str | None = None) -> Facts:
    """Draw plausible facts, to fit the projection and the heads without any corpus."""
    style = style or STYLES[int(rng.integers(len(STYLES)))]
    within: Callable[[float, float], float] = lambda low, high: float(rng.uniform(low, high))  # noqa: E731
    parts = tuple(PARTS[int(i)] for i in rng.permutation(len(PARTS))[: int(rng.integers(1, 7))])
    metres = (Metre(4, 4),) * 6 + (Metre(3, 4), Metre(3, 4), Metre(6, 8), Metre(2, 4), Metre(12, 8), Metre(5, 4))
    return Facts(
        style=style,
        tempo_bpm=float(np.exp(rng.normal(np.log(105), 0.35))),
        metre=metres[int(rng.integers(len(metres)))],
        key=Key(int(rng.integers(12)), "major" if rng.random() < 0.55 else "minor"),
        parts=parts,
        density=within(0.2, 2.2) * (1.0 + 1.2 * len(parts)),
        energy=within(0, 1),
        swing=1.0 if rng.random() < 0.25 else within(0, 0.3),
        articulation=within(0, 1),
        register=within(-1, 1),
        chords=within(0, 1),
    )

"""Which groove a plan is played with: the one that words name, or else the most typical of its style."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Collection

from model.music.config import STYLES
from model.music.events import Metre
from model.music.grooves import Groove
from model.music.grooves.book import groove_book
from model.music.learnt_styles import shipped
from model.music.plan import Plan, StyleWeights
from model.text.styles import DEFAULT_STYLE, usual

_SINGERS = ("reed", "lead", "brass", "pipe", "strings", "ethnic", "chromatic", "ensemble")
_MOST_CHOICES = 6
_OCTAVES_A_RANK = 0.02  # how much nearer in tempo a less typical groove must be
_OCTAVES_LACKING = {"drums": 2.0, "bass": 0.5}  # or for a part that it has no pattern for
_LACKING = 0.05  # times as likely for each of drums and bass that a groove has no pattern for
# A bare style name asks for the style at its usual tempo, not for the one groove that has this name too.
_BARE_STYLES = frozenset((*(name.replace("_", " ") for name in STYLES), "hip hop", "爵士", "爵士乐", "摇滚", "摇滚乐",
                          "蓝调", "布鲁斯", "金属", "重金属", "嘻哈", "拉丁", "雷鬼", "乡村", "流行", "古典", "民谣",
                          "福音", "电子", "氛围", "拉格泰姆"))  # fmt: skip
_NOT = (
    r"(?<!\w)(?:no|not|without|never|nor|neither|isn'?t|don'?t (?:want|play|give me)|anything but|minus|nothing like)"
    r"(?: (?:an?|any|the|more|real|too|so|much|like|kind of|quite))*|不要|没有|不是|别|不带"
)
_TEMPO_SLACK = 1.12  # so far outside its range a groove may still be played


def named_groove(words: str, style: StyleWeights) -> tuple[str, Groove] | None:
    """The groove that words name, with the words for it, if it belongs to the styles named (any, where none is)."""
    found = groove_book().match(words, _BARE_STYLES)
    while found is not None and (negated := _negated(found[0], words)) is not None:
        words = words[: negated.start()] + " , " + words[negated.end() :]  # "no samba, salsa"
        found = groove_book().match(words, _BARE_STYLES)
    if found is None or not style:
        return found
    return found if any(name in found[1].styles for name, _ in style) else None


def _negated(alias: str, words: str) -> re.Match[str] | None:
    """Where words say that they do not want what an alias names; None where they do not."""
    named = r"\W*".join(re.escape(word) for word in alias.split())
    return re.search(rf"(?:{_NOT})\s*{named}(?!\w)", words, re.I)


def band_of(groove: Groove, style: StyleWeights) -> tuple[str, ...]:
    """Parts that usually play a groove: its band, and one that sings if the style has one and the band has none."""
    if not groove.band or any(part in _SINGERS for part in groove.band):
        return groove.band
    return (*groove.band, *[part for part in usual(style).parts if part in _SINGERS][:1])


def usual_groove(style: StyleWeights, metre: Metre, tempo_bpm: float, band: Collection[str] = ()) -> Groove | None:
    """The most typical groove of the heaviest style that has one in this metre, near this tempo; None = there is none.

    One that has drums and bass where the band has them comes first: a solo guitar's blues gives a band nothing to hold
    on to. Where no groove's range holds the tempo, the nearest one does.
    """

    def far(groove: Groove) -> float:
        lacking = sum(_OCTAVES_LACKING[part] for part in _missing(groove, band))
        return _octaves_outside(groove, tempo_bpm) + _OCTAVES_A_RANK * fitting.index(groove) + lacking

    for name, _ in _with_grooves(style):
        fitting = [groove for groove in groove_book().for_style(name) if groove.metre == metre]
        if fitting:
            return min(fitting, key=far)
    return None


def _with_grooves(style: StyleWeights) -> StyleWeights:
    """The blend with each learnt style that has no grooves of its own replaced by the shipped ones nearest to it."""
    total: dict[str, float] = {}
    for name, weight in style:
        has_own = name in STYLES or groove_book().for_style(name)
        for near, share in ((name, 1.0),) if has_own else shipped(((name, 1.0),), DEFAULT_STYLE):
            total[near] = total.get(near, 0.0) + weight * share
    return tuple(sorted(total.items(), key=lambda each: (-each[1], each[0])))


def drawn_groove(plan: Plan, seed: int) -> str | None:
    """A groove for a complete plan that names none: one of the most typical, by ``seed``; None = there is none.

    Grooves that fit the tempo and whose band is the plan's are likelier.
    """
    rng = random.Random(seed)
    styles = _with_grooves(plan.style)
    style = rng.choices([name for name, _ in styles], [weight for _, weight in styles])[0]
    found = [groove for groove in groove_book().for_style(style) if groove.metre == plan.metre][:_MOST_CHOICES]
    if not found:
        return plan.groove
    chances = []
    for rank, groove in enumerate(found):
        fits = 4.0 ** -(_octaves_outside(groove, plan.tempo_bpm or groove.tempo_bpm[1]) ** 0.5)
        n_shared = sum(part in plan.parts for part in groove.band)
        shared = n_shared / max(len(groove.band), 1) * _LACKING ** len(_missing(groove, plan.parts))
        chances.append(fits**4 * groove.styles[style] * shared / (1.0 + 0.5 * rank))
    return rng.choices(found, chances)[0].name if sum(chances) > 0 else plan.groove


def _missing(groove: Groove, band: Collection[str]) -> list[str]:
    """Those of drums and bass that a band has and a groove has not."""
    return [part for part in _OCTAVES_LACKING if part in band and part not in groove.band]


def _octaves_outside(groove: Groove, tempo_bpm: float) -> float:
    """How far a tempo lies outside the groove's range; 0 inside or just beside it."""
    low, _, high = groove.tempo_bpm
    outside = max(math.log2(low / tempo_bpm), math.log2(tempo_bpm / high), 0.0)
    return 0.0 if outside <= math.log2(_TEMPO_SLACK) else outside

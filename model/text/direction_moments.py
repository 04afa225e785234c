"""When a direction is to happen, where a clause says so: after some bars, at a section, until one.

"After four bars drums in" is read as "drums in" at ``"bars 4"``, "piano out until the chorus" as "piano out" up to
``"chorus"``. What stands around a moment must be a direction; `model.text.directions` looks.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from model.text.numerals import number_at
from model.text.tokens import tokenise

MAX_BARS = 64
END_OF_SECTION = "*"
_N = r"(?P<n>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|sixteen|a couple of|a|another)"
_BARS = r"(?:bars?|measures?)"
_SECTION = (
    r"(?P<name>verses?|chorus(?:es)?|refrain|bridge|middle eight|intro|outro|hook|head|drop|ending|guitar solo|solo)"
)
_WHICH = r"(?:(?:the|my|our|every|each) )?(?:(?:first|second|third|next|coming|last|final) )?"
_COMES = r"(?: (?:comes?|starts?|begins?|hits?|arrives?|kicks in|drops))?(?: (?:in|on|onwards?|around|again))?"
_CHINESE_N = r"(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,3})"
_CHINESE_SECTION = r"(?P<name>副歌|主歌|桥段|前奏|尾奏|独奏段)"

_AFTER_BARS = rf"(?:after|in) (?:the next |about )?{_N} (?:more )?{_BARS}(?:['’]? time)?"
_BARS_ON = rf"{_N} (?:more )?{_BARS} (?:from now|from here|later|after that)"
_ARRIVING = r"when we (?:get|come|hit|go)(?: back)?(?: to| into)?|when|once|as soon as"
_AT_SECTION = rf"(?:at|on|from|starting (?:at|in|from|with)|{_ARRIVING}) {_WHICH}{_SECTION}{_COMES}"
_AFTER_SECTION = rf"after {_WHICH}{_SECTION}(?: (?:ends|is over|is done))?"
_IN_SECTION = rf"(?:in|during|for|throughout) {_WHICH}{_SECTION}(?: only)?"
_UNTIL_SECTION = rf"(?:until|till|'?til|up to) {_WHICH}{_SECTION}{_COMES}"
_NAMES = {
    "verses": "verse",
    "choruses": "chorus",
    "refrain": "chorus",
    "hook": "chorus",
    "drop": "chorus",
    "middle eight": "bridge",
    "guitar solo": "solo",
    "outro": "ending",
    "副歌": "chorus",
    "主歌": "verse",
    "桥段": "bridge",
    "前奏": "intro",
    "尾奏": "ending",
    "独奏段": "solo",
}
_CHINESE_NUMBERS = {"一": 1, "两": 2}


class Moment(NamedTuple):
    """``when``: ``"bars 4"``, ``"section chorus"``, ``"after intro"``, "" for now; ``until``: a section, or its end."""

    when: str = ""
    until: str = ""


class Timed(NamedTuple):
    """A clause without the words of its moment.

    ``is_short``: it ended with "in four bars", which may be how long something takes.
    """

    clause: str
    moment: Moment
    is_short: bool = False


def timed(clause: str) -> list[Timed]:
    """The ways to read a moment out of a clause; none where it names none.

    >>> timed("after four bars, drums in")[0].moment, timed("piano out until the chorus")[0].moment
    (Moment(when='bars 4', until=''), Moment(when='', until='chorus'))
    """
    found = []
    for pattern, make in _PATTERNS:
        for expression, is_before in ((pattern.before, True), (pattern.behind, False)):
            match = expression.search(clause)
            moment = make(match) if match is not None else None
            if match is not None and moment is not None:
                rest = clause[match.end() :] if is_before else clause[: match.start()]
                takes = not is_before and match[0].lower().startswith(" in ")
                is_short = takes and moment.when.startswith("bars")
                found.append(Timed(rest.strip(" ,，"), moment, is_short))
    return found


class _Pattern(NamedTuple):
    before: re.Pattern[str]
    behind: re.Pattern[str]


def _pattern(text: str) -> _Pattern:
    begin, end = r"^\W*(?:and |then |but |so )?", r"[\s!.,，。！]*$"
    # Without regard to case `re` would look up each of the 20,992, 2 ms for each pattern.
    after_chinese = r"(?-i:(?<=[\u4e00-\u9fff]))"
    return _Pattern(
        re.compile(rf"{begin}{text}(?:\b|{after_chinese})", re.I),
        re.compile(rf"(?:\s|{after_chinese}){text}{end}", re.I),
    )


def _bars(match: re.Match[str]) -> Moment | None:
    words = match["n"].lower()
    if words in ("a", "another"):
        n_bars = 1
    elif words == "a couple of":
        n_bars = 2
    else:
        number = number_at(tokenise(words), 0)
        n_bars = _CHINESE_NUMBERS.get(words, int(number[1]) if number is not None else 0)
    return Moment(f"bars {n_bars}") if 1 <= n_bars <= MAX_BARS else None


def _next_bar(_match: re.Match[str]) -> Moment:
    return Moment("bars 1")


def _at_section(match: re.Match[str]) -> Moment:
    return Moment(f"section {_name(match)}")


def _in_section(match: re.Match[str]) -> Moment:
    return Moment(f"section {_name(match)}", END_OF_SECTION)


def _after_section(match: re.Match[str]) -> Moment:
    return Moment(f"after {_name(match)}")


def _until_section(match: re.Match[str]) -> Moment:
    return Moment("", _name(match))


def _name(match: re.Match[str]) -> str:
    name = match["name"].lower()
    return _NAMES.get(name, name)


_PATTERNS = (
    (_pattern(_AFTER_BARS), _bars),
    (_pattern(_BARS_ON), _bars),
    (_pattern(rf"(?:再过|过|等)?{_CHINESE_N}个?小节(?:之后|以后|后)"), _bars),
    (_pattern(r"(?:(?:on|at|from|with|starting (?:on|at|from|with)) )?the next (?:bar|measure)(?: on)?"), _next_bar),
    (_pattern(r"(?:从)?下(?:一个|一|个)小节(?:开始|起)?"), _next_bar),
    (_pattern(_UNTIL_SECTION), _until_section),
    (_pattern(rf"(?:一直)?到{_CHINESE_SECTION}(?:为止|之前|前)"), _until_section),
    (_pattern(_AT_SECTION), _at_section),
    (_pattern(_AFTER_SECTION), _after_section),
    (_pattern(_IN_SECTION), _in_section),
    (_pattern(rf"(?:等|等到|到了|到|进){_CHINESE_SECTION}(?:的时候|时|开始)?"), _at_section),
    (_pattern(rf"{_CHINESE_SECTION}(?:里|的时候|时|部分)"), _in_section),
    # "Verse quieter, chorus louder": the section's name stands in front of what is wanted there.
    (
        _Pattern(
            re.compile(
                rf"^\W*(?:and |then )?{_WHICH}(?P<name>verses?|chorus(?:es)?|bridge|intro|outro)[:,]? (?=\w)", re.I
            ),
            re.compile(r"(?!)"),
        ),
        _in_section,
    ),
)

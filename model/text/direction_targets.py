"""Directions that name where they lead: "speed up gradually to 140", "guitar to 50 percent", "back to the old key"."""

from __future__ import annotations

import re

from model.music.config import MAX_TEMPO_BPM, MIN_TEMPO_BPM
from model.text.direction_pieces import MAX_CLAUSE_TOKENS, only_parts, read_pieces
from model.text.prompt_parts import Direction
from model.text.tokens import tokenise

_NUMBER = r"(?P<bpm>\d{2,3}(?:\.\d+)?)(?:\s*bpm)?"
_BARS = r"(?:over|across|in|within|during) (?:the )?(?:next |course of )?(?:about )?(?:\w+) (?:bars?|measures?)"
_GRADUALLY = rf"(?:gradually|slowly|bit by bit|little by little|step by step|smoothly|{_BARS})"
_GO = (
    r"(?:(?:let'?s |can we |please |and )?(?:speed|slow|go|come|get|bring|take|push|pull|move|drop|ramp|ease(?: off)?)"
    r"(?: (?:it|this|things|us|the tempo|the speed))?(?: (?:up|down|back|on up))?(?: the tempo)?"
    r"|tempo(?: goes| moves)?)"
)
_END = r"\W*(?:please|now|then)?\W*$"
# Each names a tempo to be reached, and that it is reached bit by bit.
_TO_TEMPO = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"^\W*{_GO} {_GRADUALLY} (?:up |down |back )?(?:to|towards?) {_NUMBER}{_END}",
        rf"^\W*{_GO} (?:up |down |back )?(?:to|towards?) {_NUMBER},? {_GRADUALLY}{_END}",
        rf"^\W*{_GRADUALLY},? {_GO} (?:up |down |back )?(?:to|towards?) {_NUMBER}(?: {_GRADUALLY})?{_END}",
        rf"^\W*(?:accelerate|accelerando|accel\.?|rit(?:ard(?:ando)?)?\.?|rallentando|rall\.?)(?: {_GRADUALLY})? "
        rf"(?:up |down )?(?:to|towards?) {_NUMBER}(?: {_GRADUALLY})?{_END}",
        r"^\W*(?:在)?(?:\w{1,3}(?:个)?小节(?:之)?(?:内|里)?)?(?:慢慢|逐渐|渐渐|逐步)(?:地|的)?(?:把速度|速度)?"
        rf"(?:加速|减速|渐快|渐慢|提速|加快|放慢|升|降|加|减|快|慢)?(?:到|至){_NUMBER}{_END}",
        r"^\W*(?:在)?\w{1,3}(?:个)?小节(?:之)?(?:内|里)(?:把速度|速度)?"
        rf"(?:加速|减速|渐快|渐慢|提速|加快|放慢|升|降|加|减|快|慢)(?:到|至){_NUMBER}{_END}",
    )
)
_SLOWER = re.compile(r"\b(?:slow|down|drop|ease|rit|ritard|ritardando|rallentando|rall)\b|渐慢|放慢|慢到|降|减", re.I)
_LEVEL = re.compile(
    r"^\W*(?:set |turn |bring |put |have |take )?(?:the )?(?:(?:volume|level) (?:of|on|for) (?:the )?)?"
    r"(?P<who>[\w -]+?)(?:'s)?(?: volume| level)?(?: up| down| back)?(?: to| at)?"
    r"\s+(?P<share>\d{1,3})\s*(?:%|percent|per cent)"
    r"(?: (?:of )?(?:the )?(?:volume|level))?\W*$"
    r"|^\W*(?:把)?(?P<whose>[\u4e00-\u9fff]{1,4}?)(?:的)?(?:音量)?(?:调|降|升|开|设|推)?(?:到|至|为)"
    r"(?:百分之)?(?P<chinese>\d{1,3})\s*%?\W*$",
    re.I,
)
_STRAIGHT_PERCENT, _TRIPLETS_PERCENT, _MOST_PERCENT = 50, 67, 75
_TRIPLETS = 0.85  # of the control
_SWING = re.compile(
    r"^\W*(?:give (?:it|me) |set |with |add |make it )?(?:the |a )?(?P<share>\d{1,3})\s*(?:%|percent|per cent) swing"
    r"(?: feel)?(?: on (?:it|everything))?\W*$|^\W*摇摆(?:感)?(?:到|调到|设为)?(?:百分之)?(?P<chinese>\d{2})%?\W*$",
    re.I,
)
_BACK = re.compile(
    r"^\W*(?:(?:let'?s |and |now |please )?(?:go |take it |bring it |come |get |return |head )?(?:back )?(?:to|in) )?"
    r"(?:the |our )?(?P<first>original|first|home|starting|initial|old|previous|last|earlier) "
    r"(?P<what>key|tempo|speed)(?: (?:again|please|now|we had|from before|before))*\W*$"
    r"|^\W*(?:a tempo|tempo primo|(?:go |take it |bring it )?back (?:to|in) (?:tempo|the tempo from before))\W*$"
    r"|^\W*(?:回到|恢复|回)?(?P<zh>原来的|原|最初的|之前的|刚才的)(?P<thing>调|调性|速|速度)\W*$",
    re.I,
)
_FIRST = ("original", "first", "home", "starting", "initial", "原来的", "原", "最初的")


def targeted(clause: str) -> Direction | None:
    """The direction of a clause that names what is to be reached; None for any other clause.

    >>> targeted("speed up to 140 over 8 bars").describe(), targeted("guitar to 50 percent").describe()
    ('accelerando 140', 'volume =50 guitar')
    >>> targeted("back to the original key").describe(), targeted("tempo 140")
    ('back key first', None)
    """
    return _to_tempo(clause) or _to_level(clause) or _to_swing(clause) or _back(clause)


def _to_tempo(clause: str) -> Direction | None:
    match = next((found for pattern in _TO_TEMPO if (found := pattern.match(clause))), None)
    tokens = tokenise(clause)
    if match is None or len(tokens) > MAX_CLAUSE_TOKENS:
        return None
    bpm = float(match["bpm"])
    reason = ""
    if not MIN_TEMPO_BPM <= bpm <= MAX_TEMPO_BPM:
        reason = f"a tempo lies between {MIN_TEMPO_BPM:g} and {MAX_TEMPO_BPM:g} bpm, not at {bpm:g}"
    n_bars = read_pieces(tokens).n_bars
    action = "ritardando" if _SLOWER.search(clause) else "accelerando"
    return Direction(action, amount=f"{bpm:g}", words=clause.strip(), n_bars=n_bars, reason=reason)


def _to_level(clause: str) -> Direction | None:
    match = _LEVEL.match(clause)
    parts = only_parts(match["who"] or match["whose"], joints=()) if match is not None else None
    if match is None or parts is None:
        return None
    return Direction("volume", parts, f"={int(match['share'] or match['chinese'])}", words=clause.strip())


def _to_swing(clause: str) -> Direction | None:
    """As drum machines count it: where the second eighth stands in the beat, 50 % straight, 67 % in triplets."""
    match = _SWING.match(clause)
    if match is None:
        return None
    share = int(match["share"] or match["chinese"])
    is_swing = _STRAIGHT_PERCENT <= share <= _MOST_PERCENT
    reason = "" if is_swing else f"swing lies between {_STRAIGHT_PERCENT} and {_MOST_PERCENT} percent, not at {share}"
    swing = min((share - _STRAIGHT_PERCENT) / (_TRIPLETS_PERCENT - _STRAIGHT_PERCENT) * _TRIPLETS, 1.0)
    return Direction("swing", amount=f"{max(swing, 0.0):.2g}", words=clause.strip(), reason=reason)


def _back(clause: str) -> Direction | None:
    match = _BACK.match(clause)
    if match is None:
        return None
    what = "key" if (match["what"] or match["thing"] or "tempo").lower() in ("key", "调", "调性") else "tempo"
    first = (match["first"] or match["zh"] or "").lower() in _FIRST or "primo" in clause.lower()
    return Direction("back", amount=f"{what} {'first' if first else 'before'}", words=clause.strip())

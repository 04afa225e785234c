"""Metres: in figures, in words, counted in beats, and as Chinese names them."""

from __future__ import annotations

from model.music.events import Metre
from model.text.lookup import Found, Tokens, length_of, text_at
from model.text.numerals import number_at
from model.text.tokens import is_number
from model.text.words import COUNTED, Meaning

METRES: dict[str, str] = {
    "waltz, waltzes, waltz time, three four, three four time, in three four, three quarter time, "
    "in three, "
    "triple metre, triple meter, triple time, in triple, mazurka, minuet, menuet, sarabande, "
    "ländler, polonaise, tempo di valse, valse, valses, three quarter, waltzing, "
    "华尔兹, 圆舞曲, 三拍子, 三拍, 小步舞曲, 玛祖卡": "3/4",
    "four four, four four time, quadruple metre, quadruple meter, in four four, common time, "
    "in four, four four beat, 四拍子": "4/4",
    "cut time, alla breve, two two, two two time": "2/2",
    "two four, two four time, in two four, in two, polka, march time, marching time, "
    "duple metre, duple meter, duple time, 两拍子, 二拍子, 二拍, 波尔卡": "2/4",
    "five four, five four time, in five four, in five, quintuple metre, quintuple meter, 五拍子, 五拍": "5/4",
    "six four, six four time, in six four": "6/4",
    "seven four, seven four time, in seven four": "7/4",
    "three two, three two time": "3/2",
    "three eight, three eight time": "3/8",
    "five eight, five eight time": "5/8",
    "six eight, six eight time, in six eight, in six, compound duple, compound duple metre, "
    "compound duple meter, compound time, jig time, tarantella, barcarolle, 六拍子, 六拍, "
    "塔兰泰拉": "6/8",
    "seven eight, seven eight time, in seven eight, in seven, 七拍子, 七拍": "7/8",
    "nine eight, nine eight time, in nine eight, in nine": "9/8",
    "twelve eight, twelve eight time, in twelve eight, in twelve": "12/8",
}
# "in 3", and Chinese "3拍子".
BEATS_TO_METRE = {2: "2/4", 3: "3/4", 4: "4/4", 5: "5/4", 6: "6/8", 7: "7/8", 9: "9/8", 12: "12/8"}
_TIME = "拍子, 拍, time, metre, meter, time signature, feel"
_ANNOUNCED = "metre of, meter of, metre is, meter is, time signature of, a metre of, a meter of, counted in, felt in"
_CHINESE_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "两": 2}


def metre(tokens: Tokens, i: int) -> Found:
    """``6/8``, ``in 3``, ``5 over 4``, ``3拍子``, ``四三拍``, ``八分之六拍``."""
    return _written(tokens, i) or _beats(tokens, i) or _chinese(tokens, i) or _spoken(tokens, i)


def _metre_of(numerator: float, denominator: float) -> Metre | None:
    # A bar of one beat is a note value (1/8, 1/16), not a metre.
    if not (2 <= numerator <= 64 and 2 <= denominator <= 16):
        return None
    try:
        return Metre.parse(f"{numerator:g}/{denominator:g}")
    except ValueError:
        return None


def _written(tokens: Tokens, i: int) -> Found:
    if not (is_number(tokens, i) and is_number(tokens, i + 2)):
        return None
    sign = text_at(tokens, i + 1)
    unit = length_of(_TIME, tokens, i + 3)
    if sign not in ("/", "over") and not (sign == "-" and unit):
        return None
    found = _metre_of(float(tokens[i].text), float(tokens[i + 2].text))
    return (3 + unit, Meaning(metre=found, exact=True)) if found else None


def _spoken(tokens: Tokens, i: int) -> Found:
    """``six eighths``, ``5 4 time``."""
    number = number_at(tokens, i)
    if number is None:
        return None
    end = i + number[0]
    below = {"eighths": 8, "quarters": 4, "halves": 2, "sixteenths": 16}.get(text_at(tokens, end))
    unit = length_of("time, metre, meter, time signature", tokens, end + 1)
    if below is None and unit and text_at(tokens, end) in ("2", "4", "8", "16"):
        below = int(text_at(tokens, end))
    found = _metre_of(number[1], below) if below else None
    return (end + 1 + unit - i, Meaning(metre=found, exact=True)) if found else None


def _beats(tokens: Tokens, i: int) -> Found:
    n_before = 1 if text_at(tokens, i) == "in" else length_of(_ANNOUNCED, tokens, i)
    number = number_at(tokens, i + n_before)
    if number is None or number[1] not in BEATS_TO_METRE:
        return None
    end = i + n_before + number[0]
    unit = length_of("拍子, 拍", tokens, end)
    counts = text_at(tokens, end) in ("/", "%", "-", "over") or length_of(COUNTED, tokens, end) > 0
    if not unit and (not n_before or counts or not is_number(tokens, i + n_before)):
        return None
    return end + unit - i, Meaning(metre=Metre.parse(BEATS_TO_METRE[int(number[1])]), exact=True)


def _chinese(tokens: Tokens, i: int) -> Found:
    """四三拍 and 四分之三拍 are 3/4: the denominator comes first. 三四拍 is said too, and cannot mean 4/3."""
    number = number_at(tokens, i) if is_number(tokens, i) else None
    below = number[1] if number else _CHINESE_DIGITS.get(text_at(tokens, i), 0)
    over = length_of("分之", tokens, i + 1)
    if number and not over:
        return None
    above_number = number_at(tokens, i + 1 + over) if over else None
    above = above_number[1] if above_number else float(_CHINESE_DIGITS.get(text_at(tokens, i + 1), 0))
    if not over and (below not in (2, 4, 8) or (below, above) == (2, 4)):
        below, above = above, below
    end = i + 1 + (over + above_number[0] if above_number else 1)
    unit = length_of("拍子, 拍", tokens, end)
    found = _metre_of(above, below) if below in (2, 4, 8, 16) else None
    return (end + unit - i, Meaning(metre=found, exact=True)) if found and (unit or over) else None

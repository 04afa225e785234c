"""Words about tempo: Italian and everyday ones, comparisons, and what stands before and after a number.

Phrases are parted by commas; `model.text.tempo_rules` reads them.
"""

from __future__ import annotations

from model.text.tables import read_table
from model.text.words import phrases

_TABLE = read_table("tempi", ("kind", "value", "words"))
TEMPO_BPM: dict[str, float] = {row["words"]: float(row["value"]) for row in _TABLE if row["kind"] == "bpm"}
TEMPO_FACTOR: dict[str, float] = {row["words"]: float(row["value"]) for row in _TABLE if row["kind"] == "factor"}
TEMPO_OPENERS: dict[str, float] = {
    "tempo, bpm, ♩, q, tempo of, a tempo of, speed of, a speed of, bpm of, beats per minute, tempo is, "
    "metronome, metronome mark, metronome at, mm, quarter note, quarter notes, quarter note at, quarter notes at, "
    "quarter, crotchet, crotchets, slow down to, speed up to, slow to, drop to, bring it to, down to, no faster than, "
    "not faster than, no slower than, not slower than, no more than, not more than, no less than, not less than, "
    "up to, at most, at least, maximum, minimum, max, min, below, above, under, over, less than, more than, "
    "as fast as, "
    "速度, 拍速, 节奏速度, 节拍, 每分钟, 一分钟, 每分, set to, 速度慢到, 速度快到, 降到, 升到, 提到, 慢到, 快到, "
    "不超过, 不低于, 不高于, 最多, 至少, 至多, 低于, 高于, 四分音符": 1.0,
    "half note, minim, 二分音符": 2.0,
    "dotted quarter, dotted quarter note, dotted crotchet": 1.5,
    "eighth note, quaver, 八分音符": 0.5,
    "faster than, a bit faster than, slightly faster than, a little faster than, 比": 1.1,
    "much faster than": 1.35,
    "slower than, a bit slower than, slightly slower than, a little slower than": 1 / 1.1,
    "much slower than": 1 / 1.35,
    "half as fast as, half the tempo of, half the speed of, half of, half, twice as slow as, 一半于": 0.5,
    "twice as fast as, twice the tempo of, twice the speed of, double the tempo of, double the speed of, double of, "
    "double, twice, 两倍于, 二倍于": 2.0,
    "triple, triple the tempo of, triple the speed of, three times as fast as, 三倍于": 3.0,
    "a third faster than": 4 / 3,
    "a third slower than": 2 / 3,
    "a quarter faster than": 1.25,
    "a quarter slower than": 0.75,
    "half again as fast as": 1.5,
    "a third of, one third of": 1 / 3,
    "two thirds of, two thirds the speed of, two thirds the tempo of, two thirds as fast as": 2 / 3,
    "a quarter of, one quarter of": 0.25,
    "three quarters of, three quarters the speed of, three quarters the tempo of": 0.75,
    "between, from, 介于, 在": 1.0,
}
# These open one only when a unit follows ("under 80 bpm") or when it could be one and counts nothing.
WEAK_TEMPO_OPENERS = (
    "at, @, about, around, roughly, approximately, approx, circa, ca, near, nearly, almost,大约, 约, 大概, 差不多, 左右"
)
ALSO_WEAK = frozenset(
    phrases(
        "quarter, half, double, twice, triple, half of, double of, under, over, below, above, up to, at most, "
        "at least, "
        "more than, less than, max, min, maximum, minimum, a third of, one third of, a quarter of, one quarter of, "
        "no more than, not more than, no less than, not less than, down to, as fast as, slow to, drop to, "
        "比, 最多, 至少, 至多, 不超过, 不低于, 不高于, 低于, 高于, 降到, 升到, 提到"
    )
)
# "between 80 and 84": these open a range, and need one.
RANGE_OPENERS = frozenset({"between", "from", "介于", "在"})
RANGE_SEPARATORS = "~, to, and, through, or, 到, 至, 和, 与"
TEMPO_UNITS = (
    "bpm, beats per minute, beats a minute, beat per minute, beats each minute, beats/minute, "
    "beats/min, beats per min, b p m,"
    "拍每分钟, 拍/分钟, 拍/分, 拍一分钟, 拍, 拍的速度, 每分钟, bpm左右"
)
BEHIND: dict[str, float] = {  # a tempo
    "的一半, 一半, 慢一半, 的二分之一": 0.5,
    "的两倍, 的二倍, 两倍, 快一倍, 快两倍, 的双倍, 翻倍": 2.0,
    "的三倍": 3.0,
    "的三分之二": 2 / 3,
    "的四分之三": 0.75,
    "快一点, 快一些, 快些, 稍快, 还快": 1.0,
    "慢一点, 慢一些, 慢些, 稍慢, 还慢": 1 / 1.21,  # 比 before it means faster
}
TIMES = "times as fast as, times the speed of, times the tempo of, x the speed of, x the tempo of, x as fast as, 倍于"
AND_A_HALF = "and a half"
FASTER_THAN = "faster than, quicker than, above, over, more than"
SLOWER_THAN = "slower than, below, under, less than"

# How words around an Italian tempo move it: towards moderate (0.9) or away (1.1), whichever side it is on.
ITALIAN_BEFORE: dict[str, float] = {
    "molto": 1.1,
    "piu": 1.07,
    "poco, un poco, quasi, meno, un po": 0.93,
}
ITALIAN_AFTER: dict[str, float] = {
    "assai, molto, di molto": 1.1,
    "ma non troppo, non troppo, non tanto, ma non tanto": 0.91,
    "maestoso, sostenuto, cantabile, grazioso, espressivo, giusto, e cantabile, dolce, pesante, rubato, moderato": 1.0,
}
ITALIAN_LIVELY = "con brio, con fuoco, con spirito, con moto, agitato, appassionato, animato, mosso"
LIVELY = 1.05
MODERATE_BPM = 108.0
ITALIAN = frozenset(
    phrases(
        "larghissimo, grave, largo, larghetto, lento, adagio, adagietto, andante, andantino, moderato, "
        "allegretto, allegro, "
        "vivace, vivo, vivacissimo, presto, prestissimo"
    )
)

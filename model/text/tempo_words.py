"""Words about tempo: Italian and everyday ones, comparisons, and what stands before and after a number.

Phrases are parted by commas; `model.text.tempo_rules` reads them.
"""

from __future__ import annotations

from model.text.words import phrases

TEMPO_BPM: dict[str, float] = {
    "larghissimo": 30,
    "grave": 40,
    "largo": 50,
    "larghetto": 62,
    "lento": 54,
    "adagio": 68,
    "adagietto": 72,
    "andante": 88,
    "andantino": 94,
    "moderato": 110,
    "allegretto": 116,
    "allegro moderato": 120,
    "allegro": 132,
    "vivace": 162,
    "vivo": 160,
    "allegro vivace": 150,
    "vivacissimo": 174,
    "presto": 184,
    "prestissimo": 208,
    "extremely slow, super slow, painfully slow, incredibly slow, insanely slow, terribly slow, ultra slow, glacial, "
    "glacially slow, dead slow, at a crawl, crawl, crawling, snail pace, at a snails pace, 极慢, 非常慢, "
    "超慢, 极其缓慢, 龟速": 48,
    "very slow, really slow, so slow, very slowly, 很慢, 很慢很慢, 特别慢, 相当慢, 挺慢, 十分缓慢, 非常缓慢": 54,
    "slow, slowly, slow tempo, 慢, 慢速, 慢慢, 缓慢, 慢的, 慢一点的, 慢节奏, 舒缓, 缓缓, 缓慢地, 节奏慢, "
    "节奏缓慢, 速度慢, slow paced, slow moving, leisurely, at a slow pace, at a slow tempo": 68,
    "slowish, fairly slow, quite slow, rather slow, a bit slow, moderately slow, mid slow, "
    "down tempo, downtempo, 较慢, 稍慢, 偏慢, 有点慢, 比较慢": 82,
    "walking pace, walking tempo, walking speed, 散步速度, 步行速度": 92,
    "not too slow, not so slow, not very fast, not fast, not that fast, nothing fast, 不太慢, 不要太慢, "
    "别太慢, 不快, 不是很快": 96,
    "medium tempo, mid tempo, midtempo, moderate tempo, moderate, medium, moderately, "
    "medium pace, medium slow swing,"
    "not too fast, not so fast, not overly fast, 中速, 中等速度, 不快不慢, 不太快, 不要太快, 别太快, "
    "适中, 速度适中, 中等, 不紧不慢": 106,
    "not slow, not too quick, nothing slow, not very slow, 不慢, 不是很慢": 118,
    "fastish, fairly fast, quite fast, rather fast, moderately fast, medium fast, a bit fast, "
    "lively, brisk, briskly, peppy, sprightly, bouncy tempo, quite quick, fairly quick, rather quick,"
    "较快, 稍快, 偏快, 有点快, 比较快, 轻快": 132,
    "up tempo, uptempo, upbeat, quick, quickly": 140,
    "fast, fast tempo, rapid, rapidly, speedy, fast paced, fast moving, racing, at a fast pace, swift, "
    "swiftly, hurried, galloping, 快, 快速, 快的, 快节奏, 急速, 迅速, 节奏快, 速度快, 快速地, 疾速": 152,
    "very fast, really fast, super fast, so fast, very quick, really quick, breakneck, breakneck speed, blazing, "
    "blazing fast, frantic, frenetic, 很快, 非常快, 特别快, 飞快, 相当快, 超快": 178,
    "extremely fast, lightning fast, insanely fast, incredibly fast, ridiculously fast, crazy fast, ultra fast, "
    "as fast as possible, 极快, 极速, 快得离谱, 疯狂快": 200,
    "广板": 50,
    "庄板": 44,
    "慢板": 66,
    "柔板": 68,
    "行板": 88,
    "小行板": 94,
    "中板": 110,
    "小快板": 116,
    "快板": 132,
    "活板": 162,
    "急板": 184,
    "最急板": 208,
}

TEMPO_FACTOR: dict[str, float] = {
    "double time, double tempo, double speed, twice as fast, twice the speed, twice the tempo, "
    "快一倍, 两倍速, 双倍速度, 速度加倍": 2.0,
    "half time, half tempo, half speed, half as fast, half the speed, half the tempo, "
    "twice as slow, 慢一半, 半速, 一半速度, 速度减半": 0.5,
    "faster, speed up, speed it up, quicker, 快一点, 快点, 更快, 加快, 再快一点, 快些, 快一些, 再快点, 提速": 1.15,
    "a bit faster, a little faster, slightly faster, 稍微快一点, 快一点点, 稍快一点": 1.07,
    "much faster, a lot faster, way faster, 快很多, 快得多": 1.35,
    "slower, slow down, slow it down, 慢一点, 慢点, 更慢, 放慢, 再慢一点, 慢些, 慢一些, 再慢点, 减速": 1 / 1.15,
    "a bit slower, a little slower, slightly slower, 稍微慢一点, 慢一点点, 稍慢一点": 1 / 1.07,
    "much slower, a lot slower, way slower, 慢很多, 慢得多": 1 / 1.35,
}

# A number after one of these is a tempo, in beats a minute times the factor.
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

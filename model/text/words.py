"""What a phrase can mean, and the words about tempo, metre, mode, and the grammar of a request.

The vocabularies of styles and parts are in `model.text.style_words` and `model.text.part_words`;
`model.text.rules` puts all of them together with the rules for numbers and keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from model.events import Metre
from model.keys import Key


class Role(Enum):
    """What a phrase does to its neighbours."""

    CONTENT = auto()  # says something itself
    FILLER = auto()  # says nothing, and is not worth reporting
    UNKNOWN = auto()
    NOT = auto()  # what follows is not wanted
    OFF = auto()  # what stands before is not wanted
    ONLY = auto()  # nothing else is wanted
    SOLO = auto()
    AND = auto()
    OR = auto()
    COMMA = auto()
    STOP = auto()  # ends the reach of a NOT


@dataclass(frozen=True)
class Meaning:
    """What a phrase says. ``exact`` meanings (numbers) win over words of the same kind."""

    role: Role = Role.CONTENT
    style: tuple[tuple[str, float], ...] = ()
    parts: tuple[str, ...] = ()
    without: tuple[str, ...] = ()  # parts that the word itself rules out
    tempo_bpm: float | None = None
    usual_bpm: float | None = None  # the tempo a subgenre has when none is said
    tempo_factor: float | None = None
    key: Key | None = None
    mode: str | None = None
    metre: Metre | None = None
    weight: float | None = None  # of the style beside it
    exact: bool = False


FILLER = Meaning(Role.FILLER)
UNKNOWN = Meaning(Role.UNKNOWN)

GRAMMAR: dict[Role, str] = {
    # A phrase a comma, "|" where the phrase is one.
    Role.NOT: (
        "no, not, without, minus, except, except for, excluding, exclude, dont, dont want, "
        "don't use, do not, do not use,"
        "drop, drop the, remove, remove the, take out, take away, leave out, omit, omitting, mute, "
        "lose the, skip the,"
        "lacking, free of, devoid of, never, zero, everything but, everything except, all but, "
        "all except, sans, w/o,"
        "不要, 不用, 不需要, 不想要, 不加, 不带, 不含, 没有, 没, 无, 去掉, 去除, 除去, 除了, 别, "
        "别用, 别加, 不, 不是, 拿掉, 删掉, 关掉, 静音, 省略"
    ),
    Role.OFF: "off, out, muted, removed, excluded, free, 除外, 不要了, 关闭",
    Role.ONLY: (
        "only, just, solely, exclusively, purely, nothing but, nothing except, nothing else but, "
        "no one but, alone,"
        "unaccompanied, by itself, on its own, and nothing else, nothing else, 只, 仅, 只有, 仅有, "
        "只要, 仅仅, 只用, 仅用,"
        "纯, 单独, 只需要, 只需, 仅需"
    ),
    Role.SOLO: "solo, soloist, 独奏, 独唱",
    Role.AND: "and, plus, &, +, /, as well as, along with, together with, 和, 与, 及, 以及, 跟, 、, 并, 还有, 加上",
    Role.OR: "or, nor, 或, 或者, 也不要, 也没有",
    Role.STOP: (
        ".|;|!|?|but, with, then, however, instead, keep, add, adding, featuring, feat, ft, yet, "
        "though, use, using, bring in,"
        "带, 带有, 但, 但是, 不过, 而是, 然后, 加入, 加, 用, 使用, 配, 配上, 要, 想要, 需要"
    ),
}

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
    "extremely slow, super slow, 极慢, 非常慢": 48,
    "very slow, really slow, so slow, very slowly, 很慢, 特别慢, 十分缓慢, 非常缓慢": 54,
    "slow, slowly, slow tempo, 慢, 慢速, 慢慢, 缓慢, 慢的, 慢一点的, 慢节奏, 舒缓": 68,
    "slowish, fairly slow, quite slow, rather slow, a bit slow, moderately slow, mid slow, "
    "down tempo, downtempo, 较慢, 稍慢, 偏慢, 有点慢, 比较慢": 82,
    "walking pace, walking tempo": 92,
    "not too slow, not so slow, not very fast, 不太慢, 不要太慢, 别太慢": 96,
    "medium tempo, mid tempo, midtempo, moderate tempo, moderate, medium, moderately, "
    "medium pace, medium slow swing,"
    "not too fast, not so fast, 中速, 中等速度, 不快不慢, 不太快, 不要太快, 别太快, 适中": 106,
    "fastish, fairly fast, quite fast, rather fast, moderately fast, medium fast, a bit fast, "
    "lively, brisk, briskly, peppy,"
    "较快, 稍快, 偏快, 有点快, 比较快, 轻快": 132,
    "up tempo, uptempo, upbeat, quick, quickly": 140,
    "fast, fast tempo, rapid, rapidly, speedy, fast paced, racing, 快, 快速, 快的, 快节奏, 急速, 迅速": 152,
    "very fast, really fast, super fast, so fast, breakneck, blazing, frantic, 很快, 非常快, 特别快, 飞快": 178,
    "extremely fast, lightning fast, 极快, 极速": 200,
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
    "faster, speed up, speed it up, quicker, 快一点, 快点, 更快, 加快, 再快一点, 快些": 1.15,
    "a bit faster, a little faster, slightly faster, 稍微快一点, 快一点点, 稍快一点": 1.07,
    "much faster, a lot faster, way faster, 快很多, 快得多": 1.35,
    "slower, slow down, slow it down, 慢一点, 慢点, 更慢, 放慢, 再慢一点, 慢些": 1 / 1.15,
    "a bit slower, a little slower, slightly slower, 稍微慢一点, 慢一点点, 稍慢一点": 1 / 1.07,
    "much slower, a lot slower, way slower, 慢很多, 慢得多": 1 / 1.35,
}

# A number after one of these is a tempo, in beats a minute times the factor.
TEMPO_OPENERS: dict[str, float] = {
    "tempo, bpm, ♩, q, tempo of, a tempo of, speed of, a speed of, bpm of, beats per minute, "
    "metronome, mm, 速度, 拍速, 节奏速度, 节拍, 每分钟, 一分钟, 每分, set to": 1.0,
    "half as fast as, half the tempo of, half the speed of, half of, twice as slow as": 0.5,
    "twice as fast as, twice the tempo of, twice the speed of, double the tempo of, double the speed of, double": 2.0,
    "a third faster than": 4 / 3,
    "between, from, 介于, 在": 1.0,
}
# After these it is one only when it could be: 40 to 240 and counting nothing.
WEAK_TEMPO_OPENERS = (
    "at, @, about, around, roughly, approximately, approx, circa, ca, near, nearly, almost,大约, 约, 大概, 差不多, 左右"
)
# "between 80 and 84": these open a range, and need one.
RANGE_OPENERS = frozenset({"between", "from", "介于", "在"})
RANGE_SEPARATORS = "~, to, and, through, or, 到, 至, 和, 与"
TEMPO_UNITS = (
    "bpm, beats per minute, beats a minute, beat per minute, beats each minute, beats/minute, "
    "beats/min, beats per min,"
    "拍每分钟, 拍/分钟, 拍/分, 拍一分钟, 拍, 拍的速度, 每分钟, bpm左右"
)

HALF = "的一半, 一半"  # behind a tempo

METRES: dict[str, str] = {
    "waltz, waltzes, waltz time, three four, three four time, in three four, three quarter time, "
    "in three, "
    "triple metre, triple meter, triple time, in triple, mazurka, minuet, menuet, sarabande, "
    "ländler, polonaise,"
    "华尔兹, 圆舞曲, 三拍子, 三拍, 小步舞曲": "3/4",
    "four four, four four time, in four four, common time, in four, four four beat, 四拍子": "4/4",
    "cut time, alla breve, two two, two two time": "2/2",
    "two four, two four time, in two four, in two, polka, 两拍子, 二拍子, 二拍, 波尔卡": "2/4",
    "five four, five four time, in five four, in five, quintuple metre, quintuple meter, 五拍子, 五拍": "5/4",
    "six four, six four time, in six four": "6/4",
    "seven four, seven four time, in seven four": "7/4",
    "three two, three two time": "3/2",
    "three eight, three eight time": "3/8",
    "five eight, five eight time": "5/8",
    "six eight, six eight time, in six eight, in six, jig time, tarantella, barcarolle, 六拍子, 六拍, 塔兰泰拉": "6/8",
    "seven eight, seven eight time, in seven eight, in seven, 七拍子, 七拍": "7/8",
    "nine eight, nine eight time, in nine eight, in nine": "9/8",
    "twelve eight, twelve eight time, in twelve eight, in twelve": "12/8",
}
# "in 3", and Chinese "3拍子".
BEATS_TO_METRE = {2: "2/4", 3: "3/4", 4: "4/4", 5: "5/4", 6: "6/8", 7: "7/8", 9: "9/8", 12: "12/8"}

MODES: dict[str, str] = {
    "major, major key, major mode, major scale, major tonality, in a major key, in major, a major key, 大调": "major",
    "minor, minor key, minor mode, minor scale, minor tonality, in a minor key, in minor, a minor key, 小调": "minor",
}

# The style beside it counts so many times an unweighted one.
QUALIFIERS: dict[str, float] = {
    "mostly, mainly, primarily, predominantly, largely, 主要, 主要是": 2.0,
    "a bit of, a little, a little bit of, bit of, slightly, 一点, 一点点, 少许, 略带, 带点, 有点": 0.4,
    "a touch of, touch of, touches of, a hint of, hint of, hints of, a dash of, a pinch of, "
    "a splash of, tinged with": 0.25,
}

# Numbers before these count things, not beats a minute.
COUNTED = (
    "bar, bars, measure, measures, beat, beats, part, parts, voice, voices, step, steps, note, "
    "notes, octave, octaves, second, seconds, sec,"
    "minute, minutes, min, mins, times, people, players, instruments, string, strings, chords, "
    "chord, verses, sections, hz, db, ms, percent, years, th, st, nd, rd,"
    "小节, 秒, 分钟, 个, 首, 段, 遍, 次, 人, 弦, 年代, 年, 声部, 八度"
)

FILLERS = (
    "a, an, the, of, some, please, music, musical, song, songs, tune, tunes, piece, pieces, "
    "track, tracks, play, playing, played, make, makes, give, gives,"
    "me, us, i, id, im, ill, we, you, it, its, is, are, be, being, want, wanted, would, could, "
    "can, should, will, let, lets, like, need, have, has, having, get, gets, do,"
    "in, on, at, for, to, from, by, as, into, over, under, that, this, these, those, there, "
    "here, which, who, my, your, our, their, his, her, one, ones,"
    "style, styles, styled, stylistic, genre, type, kind, sort, kind of, sort of, type of, feel, "
    ""
    "feeling, feels, vibe, flavour, flavor, flavoured, flavored, influence, influenced,"
    "inspired, ish, esque, very, really, quite, rather, too, so, more, less of, much, lot, lots, "
    ""
    "lots of, a lot of, bit, little, something, anything, thing, stuff,"
    "tempo, bpm, key, keys of, time, metre, meter, signature, time signature, rhythm, beat, "
    "beats, groove, speed, pace, mode, scale, bar, bars, measure, measures, sound, sounds, "
    "sounding, set to,"
    "instrument, instruments, instrumental, instrumentation, ensemble of, band, group, trio, "
    "duo, quartet, quintet, line, lines, part, parts, section, accompaniment, accompanied by, "
    "backing, melody, melodies, chords, chord, harmony,"
    "version, mix, blend, mixed, fusion, combination, meets, between, half, background, now, "
    "again, also, any, all, other, others, another, s, t, n, ok, okay, hey, hi, thanks, "
    "thank you, kindly, if possible, around, about, approximately, roughly, along, up, loop, "
    "riff, jam, jams, session, tonality, major and minor, through, take, two, three, four, five, "
    "six, seven, eight, nine, ten, twelve,"
    "write, create, compose, generate, start, go, do it, change, change to, switch, switch to, "
    "turn, set, when, while, where, what, how, just like, such as,"
    "的, 一, 首, 个, 段, 支, 曲, 曲子, 歌, 歌曲, 乐曲, 音乐, 风格, 类型, 式, 感觉, 请, 来, 来点, "
    ""
    "来一首, 来一段, 给, 给我, 我, 我想, 想, 我们, 你, 它, 是, 有, 有些, 些, 点, 为, 在, 里, 中, "
    ""
    "上, 下, 以, 了, 吧, 吗, 呢, 啊, 也, 都, 很, 太, 非常, 比较, 更, 最, 那种, 这种, 种, 这, "
    "二重奏, 三重奏, 四重奏, 五重奏, 那, "
    "调, 调式, 拍, 拍子, 节拍, 节奏, 速度, 演奏, 弹, 弹奏, 拉, 吹, 打, 唱, 写, 做, 播放, 放, "
    "伴奏, 旋律, 乐器, 乐队, 为主, 左右, 之间, 大约, 约, 大概, 差不多, 每分钟, 听, 像, 一样, 让, "
    ""
    "把, 变成, 改成, 换成, 成, 能, 可以, 麻烦, 一下, 纯音乐, 特别, 只是, 要是, 不错, no problem, "
    ""
    "no matter, not only, not just, 融合, 混合, 结合, 配合, 味, 味道, 范, 系, 派, 从, 到, 至"
)

# Words that contain a known one and mean something else; they are reported as not understood.
TRAPS = (
    "快乐, 愉快, 欢快, 凉快, 痛快, 鼓舞, 鼓励, 无奈, 无限, 无聊, 无尽, 无比, 别致, 告别, 离别, "
    "浪漫, 简单, 和平, 和谐, 贝壳, 大海, 调皮,"
    "带劲, 重要, country road, country roads, fast food, quick fix, house party, metal detector, "
    ""
    "soul mate, rocking chair"
)


def phrases(listing: str) -> list[str]:
    """Cut a listing of phrases. A comma parts them, or ``|`` where the commas or the stops are phrases.

    >>> phrases("cut time, alla breve"), phrases(".|;|but, with")
    (['cut time', 'alla breve'], ['.', ';', 'but', 'with'])
    """
    pieces = (piece.strip() for block in listing.split("|") for piece in block.split(","))
    return [piece for piece in pieces if piece]

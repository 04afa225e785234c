"""What a phrase can mean, and the words that hold a request together.

The vocabularies of styles, parts, tempi and moods are in modules of their own; `model.text.rules` puts all of
them together with the rules for numbers, metres and keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from model.music.events import Metre
from model.music.keys import Key
from model.music.plan import Scales


class Role(Enum):
    """What a phrase does to its neighbours."""

    CONTENT = auto()  # says something itself
    FILLER = auto()  # says nothing, and is not worth reporting
    UNKNOWN = auto()
    NOT = auto()  # what follows is not wanted
    OFF = auto()  # what stands before is not wanted
    ONLY = auto()  # nothing else is wanted
    REST = auto()  # nothing else than what stands before is wanted
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
    refused_bpm: float | None = None  # a tempo that is out of range
    tempo_factor: float | None = None
    key: Key | None = None
    mode: str | None = None
    metre: Metre | None = None
    weight: float | None = None  # of the style beside it
    scales: Scales | None = None  # mood, energy and so on
    era: str | None = None
    is_alone: bool = False  # the parts named are all there are: a cappella
    is_line_up: bool = False  # the parts named are the band: duo, quartet
    is_hint: bool = False  # a style that gives way to one named outright
    takes_lists: bool = False  # a NOT that reaches over the commas of "A, B and C"
    exact: bool = False


FILLER = Meaning(Role.FILLER)
UNKNOWN = Meaning(Role.UNKNOWN)

# These NOTs reach over the commas of a list that ends in "and"; "no drums, piano and bass" asks for two parts.
LIST_NOTS = (
    "without, minus, except, except for, excluding, exclude, drop, drop the, remove, remove the, take out, take away, "
    "leave out, leaving out, leave off, omit, omits, omitting, mute, lose the, skip, skip the, lacking, "
    "free of, devoid of, "
    "everything but, everything except, anything but, anything except, all but, all except, sans, w/o, avoid, "
    "avoiding, "
    "neither, get rid of, getting rid of, turn off, switch off, shut off, cut out, ditch, kill, scrap, strip out, "
    "forget the, forget about, stay away from, do without, can do without, refrain from, without any, "
    "去掉, 去除, 除去, 除了, 除, 除开, 剔除, 拿掉, 删掉, 关掉, 静音, 省略, 撤掉, 拿走, 避免, 避开"
)

GRAMMAR: dict[Role, str] = {
    # A phrase a comma, "|" where the phrase is one.
    Role.NOT: (
        "no, not, dont, dont want, don't use, do not, do not use, never, zero, lacks, cut, cut the, hold the, "
        "cant, cannot, "
        "cant have, shouldnt, should not, shouldnt be, should not be, must not, mustnt, doesnt, does not, "
        "isnt, arent, wont, "
        "will not, no need for, rather not, nix, no more, hate, not any, aint, not a single, not even, nor any,"
        "不要, 不用, 不需要, 不想要, 不加, 不带, 不含, 没有, 没, 无, 别, 别用, 别加, 不, 不是, 不能有, 不许, "
        "不准, 不得有, "
        "不要有, 不想听, 不想听到, 拒绝, 勿, 禁止, 别有, 别打, 别弹, 不希望有, 不需有, 讨厌, 不喜欢"
    ),
    Role.OFF: "off, out, muted, removed, excluded, free, 除外, 不要了, 关闭, 就不要了, 都不要, 就算了, 就免了",
    Role.ONLY: (
        "only, just, solely, exclusively, purely, nothing but, nothing except, nothing else but, nothing other than, "
        "no one but, none but, alone, merely, strictly, not anything but,"
        "unaccompanied, by itself, on its own, by themselves, on their own, 只, 仅, 只有, 仅有, "
        "只要, 仅仅, 只用, 仅用, 只由, 仅由, 只留, 只留下, 只保留, 光,"
        "纯, 单独, 只需要, 只需, 仅需"
    ),
    Role.REST: (
        "and nothing else, nothing else, nothing more, no one else, nobody else, no other instruments, "
        "no other instrument, "
        "no others, no other parts, and thats it, thats it, thats all, and thats all, and no more,"
        "别的不要, 其他不要, 其他都不要, 别的都不要, 其余不要, 其余都不要, 其他的不要, 其它不要, 其它都不要, "
        "仅此而已, 没有别的, "
        "没有其他, 没有其他乐器, 不要其他乐器, 不要别的, 不要其他"
    ),
    Role.SOLO: "solo, soloist, 独奏, 独唱",
    Role.AND: "and, plus, &, +, /, as well as, along with, together with, 和, 与, 及, 以及, 跟, 、, 并, 还有, 加上",
    Role.OR: "or, nor, 或, 或者, 也不要, 也没有, 还是",
    Role.STOP: (
        ".|;|!|?|but, with, then, however, instead, keep, add, adding, featuring, feat, ft, yet, "
        "though, use, using, bring in, over, above, on top of, against, atop, backed by, supported by, accompanied by, "
        "only add, i want, i need, i would like,"
        "带, 带有, 但, 但是, 不过, 而是, 然后, 加入, 加, 用, 使用, 配, 配上, 要, 想要, 需要, 保留, 改用"
    ),
}

LINE_UPS = (
    "trio, duo, quartet, quintet, duet, duets, sextet, septet, octet, nonet, foursome, threesome, two piece, "
    "three piece, "
    "four piece, 二重奏, 三重奏, 四重奏, 五重奏, 六重奏, 二人组, 三人组"
)

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
    "bar, bars, chorus, choruses, measure, measures, beat, beats, part, parts, voice, voices, step, steps, note, "
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
    "in, on, at, for, to, from, by, as, into, under, that, this, these, those, there, "
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
    "instrument, instruments, instrumental, instrumentation, ensemble of, band, group, "
    "line, lines, part, parts, section, accompaniment, "
    "backing, chorus, verse, bridge, intro, outro, hook, melody, melodies, chords, chord, harmony,"
    "version, mix, blend, mixed, fusion, combination, meets, between, half, background, now, "
    "again, also, any, all, other, others, another, s, t, n, ok, okay, hey, hi, thanks, "
    "thank you, kindly, if possible, around, about, approximately, roughly, along, up, loop, "
    "riff, jam, jams, session, tonality, major and minor, through, take, two, three, four, five, "
    "six, seven, eight, nine, ten, twelve,"
    "needed, required, necessary, allowed, present, involved, included, absolutely, whatsoever, ever, entirely, "
    "completely, totally, pretty, fairly, incredibly, extremely, super, full of, filled with, full, main, mainly a, "
    "sounds like, reminiscent of, somewhere, someone, somebody, along the lines of, and so on, etc, "
    "write, create, compose, generate, start, go, do it, change, change to, switch, switch to, "
    "turn, set, when, while, where, what, how, just like, such as,"
    "的, 一, 两, 几, 首, 个, 段, 支, 曲, 曲子, 歌, 歌曲, 乐曲, 音乐, 风格, 类型, 式, 感觉, 请, 来, 来点, "
    ""
    "来一首, 来一段, 给, 给我, 我, 我想, 想, 我们, 你, 它, 是, 有, 有些, 些, 点, 为, 在, 里, 中, "
    ""
    "上, 下, 以, 了, 吧, 吗, 呢, 啊, 也, 都, 很, 太, 非常, 比较, 更, 最, 那种, 这种, 种, 这, "
    "那, "
    "调, 调式, 拍, 拍子, 节拍, 节奏, 速度, 演奏, 弹, 弹奏, 拉, 吹, 打, 唱, 写, 做, 播放, 放, "
    "伴奏, 旋律, 乐器, 乐队, 为主, 左右, 之间, 大约, 约, 大概, 差不多, 每分钟, 听, 像, 一样, 让, "
    ""
    "把, 变成, 改成, 换成, 成, 能, 可以, 麻烦, 一下, 纯音乐, 和声, 副歌, 主歌, 前奏, 特别, 只是, 要是, 不错, "
    "no problem, "
    ""
    "no matter, not only, not just, 任何, 以外, 之外, 外, 都要, 全要, 都行, 就行, 就好, 即可, 全部, 其他, "
    "其他的, 一切, 出现, 声音, 一点儿, 带着, 充满, 感, 般, 的感觉, 那样, 融合, 混合, 结合, 配合, 味, 味道, 范, "
    "系, 派, 从, 到, 至"
)

# Words that contain a known one and mean something else; they are reported as not understood.
TRAPS = (
    "凉快, 痛快, 鼓励, 无奈, 无限, 无聊, 无尽, 无比, 别致, 告别, 离别, 贝壳, 大海, 重要, "
    "快递, 快餐, 慢性, 低保, 高楼, 高铁, 高考, 黑板, 黑豆, 黑客, 空中, 简直, "
    "country road, country roads, fast food, quick fix, house party, metal detector, "
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

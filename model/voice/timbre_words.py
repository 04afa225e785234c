"""Words that ask for a timbre, and sentences to put them in. The tests use words that are not here.

Tables only: `model.voice.timbre` reads them.
"""

from __future__ import annotations

# Words and phrases of each of `model.voice.config.TIMBRES`.
TIMBRE_WORDS: dict[str, tuple[str, ...]] = {
    "bright": (
        "bright", "brighter", "very bright", "brilliant", "sparkling", "crisp", "shiny", "glittering", "treble",
        "more treble", "lots of highs", "glassy", "sharp and clear", "crystalline", "shimmering highs", "bright sound",
        "bright tone", "brilliant and clear", "piercing", "tinny", "metallic shine", "sizzling",
        "open and airy top end",
        "明亮", "清脆", "亮一点", "高音清晰", "晶莹", "闪亮的音色",
    ),
    "warm": (
        "warm", "warmer", "very warm", "mellow", "round", "dark tone", "soft and round", "velvety", "muffled highs",
        "less treble", "warm sound", "warm tone", "rich lows", "smooth and dark", "dull", "wool over the speakers",
        "woody and warm", "gentle highs", "vintage warmth", "tube warmth", "cosy and warm", "buttery", "rounded off",
        "温暖", "柔和", "醇厚", "暖一点", "圆润", "低沉柔和的音色",
    ),
    "distant": (
        "distant", "far away", "from far off", "in a cathedral", "in a big hall", "reverberant", "lots of reverb",
        "echoing", "in the next room", "across the valley", "huge space", "drenched in reverb", "remote",
        "in a large church", "with a long echo", "in a cave", "cavernous", "spacious", "heard from a distance",
        "on the horizon", "wide empty hall", "远处", "遥远", "空旷", "大教堂里", "混响很大", "回声", "空灵的回响",
    ),
}  # fmt: skip

# Words that say nothing of the timbre.
NEUTRAL_WORDS: tuple[str, ...] = (
    "music", "a song", "play", "piano", "guitar and bass", "drums", "slow", "fast", "blues in G", "jazz trio",
    "medium swing", "rock at 140 bpm", "a waltz", "minor", "major", "four bars", "folk tune", "funk groove", "techno",
    "samba", "bossa nova", "reggae", "hymn", "ragtime", "baroque counterpoint", "string quartet", "brass section",
    "walking bass", "no drums", "happy", "sad", "angry", "quiet", "loud", "energetic", "calm", "dance", "march",
    "lullaby", "hip hop beat", "country ballad", "film music", "video game", "latin", "gospel choir", "metal riff",
    "pop ballad", "solo piano", "flute melody", "upright bass and brushes", "saxophone", "organ", "in D minor",
    "3/4 time", "andante", "syncopated", "dry", "close", "natural", "normal sound", "as it is", "in the studio",
    "钢琴", "爵士", "慢速", "快速", "摇滚", "快乐", "悲伤", "吉他", "鼓", "古典", "民谣", "流行", "每分钟90拍",
)  # fmt: skip

# Where a word for a timbre stands among others; {w} is the word, {m} words for the music.
FRAMES: tuple[str, ...] = (
    "{w}", "{w} {m}", "{m}, {w}", "a {w} sound", "{m} that sounds {w}", "make it {w}", "{w} and {m}",
    "please, {m}, {w}", "it should be {w}: {m}", "{w}的{m}",
)  # fmt: skip

"""Words for mood, energy, density, register, articulation and swing, in English and Chinese.

A row says on which scales its words stand, and where. The rules read the table from words to values
(`model.text.rules`), captions read it the other way (`model.corpus.captions`).
"""

from __future__ import annotations

from typing import NamedTuple

from model.music.plan import Scales


class MoodRow(NamedTuple):
    """Adjectives that stand before a noun in both languages, and forms that only the parser reads."""

    scales: Scales
    english: str
    chinese: str
    other_forms: str = ""


def _row(english: str, chinese: str, other_forms: str = "", **scales: float) -> MoodRow:
    return MoodRow(Scales(**scales), english, chinese, other_forms)


MOOD_ROWS: tuple[MoodRow, ...] = (
    # glad
    _row(
        "happy, joyful, cheerful, merry, jolly, sunny, cheery, carefree, jaunty, uplifting, feel-good, good-humoured",
        "快乐, 欢快, 愉快, 开心, 喜悦, 明朗, 阳光, 欢乐, 高兴, 欢喜, 乐观, 喜庆",
        "feelgood, glad, happily, cheerfully, joy, happiness, optimistic, merrily, delightful, delighted, positive,"
        "good humored, jovial, gleeful, chipper, upbeat mood, 快活, 欢腾的心情, 喜洋洋, 喜气洋洋, 心情好",
        valence=0.8,
        energy=0.65,
    ),
    _row(
        "playful, whimsical, quirky, cheeky, mischievous, bouncy, perky, skipping, cute, funny",
        "俏皮, 活泼, 顽皮, 诙谐, 可爱, 蹦跳, 风趣, 搞笑, 调皮, 灵动",
        "humorous, comic, comical, silly, goofy, zany, playfully, fun, bubbly, cartoonish, 幽默, 滑稽, 淘气, 逗趣",
        valence=0.7,
        energy=0.6,
        articulation=0.25,
    ),
    _row(
        "triumphant, victorious, heroic, majestic, glorious, proud, grand-sounding, noble, stately",
        "胜利, 凯旋, 英勇, 庄严, 辉煌, 雄壮, 威武, 宏伟, 壮丽, 豪迈, 气势磅礴",
        "triumphantly, heroically, majestically, maestoso, regal, imperial, victory, ceremonial, pompous, 英雄, 荣耀,"
        "壮阔, 大气, 恢弘, 雄伟, 磅礴, 激昂雄壮",
        valence=0.6,
        energy=0.8,
    ),
    _row(
        "euphoric, ecstatic, exhilarating, jubilant, festive, celebratory, party, exuberant, rousing",
        "狂欢, 热闹, 欢腾, 兴奋, 热烈, 喜气, 振奋, 派对, 节日气氛",
        "excited, exciting, thrilling, elated, celebration, celebrating, partying, anthemic, 激动人心, 亢奋, 嗨, 激动,"
        "热情洋溢, 沸腾",
        valence=0.85,
        energy=0.85,
    ),
    _row(
        "hopeful, inspiring, warm, heartwarming, sweet, innocent, kind, comforting, reassuring, cosy",
        "温暖, 充满希望, 温馨, 甜美, 治愈, 温情, 暖心, 励志, 纯真, 甜蜜",
        "inspirational, cozy, encouraging, warmly, warmth, sweetly, tender hearted, wholesome, loving, thankful,"
        "grateful, healing, 希望, 暖暖的, 鼓舞人心, 鼓舞, 疗愈, 感恩, 舒心",
        valence=0.6,
        energy=0.4,
    ),
    _row(
        "romantic, sensual, intimate, amorous, sultry, sexy, seductive, candlelit",
        "浪漫, 性感, 深情, 缠绵, 暧昧, 撩人, 柔情, 诱惑",
        "romance, love, lovers, passionate love, tenderly in love, steamy, 爱情, 恋爱, 情意绵绵",
        valence=0.45,
        energy=0.35,
        articulation=0.8,
    ),
    # at peace
    _row(
        "calm, peaceful, tranquil, serene, soothing, relaxing, restful, placid, gentle, soft, mild, quiet, hushed",
        "平静, 安静, 宁静, 舒缓柔和, 放松, 柔和, 轻柔, 恬静, 祥和, 温柔, 静谧, 安宁",
        "calmly, calming, relaxed, relax, gently, softly, quietly, peace, peacefully, delicate, delicately, tender,"
        "tenderly, dolce, zen, sleepy, drowsy, slumbering, pianissimo, piano dynamics, subdued, understated, unhurried,"
        "easygoing, easy going, easy, mellow mood, chilled, 安详, 平和, 和缓, 细腻, 轻轻, 悠然, 催眠, 助眠, 轻松, 柔美,"
        "幽静, 沉静, 淡雅, 清新, 清淡, 和平, 和谐, 恬淡",
        valence=0.25,
        energy=0.15,
        articulation=0.75,
    ),
    _row(
        "mellow, laid-back, chilled-out, lazy, easy-going, loungy, languid, breezy, lazily drifting, casual",
        "慵懒, 悠闲, 闲适, 惬意, 懒洋洋, 随性, 悠哉",
        "laidback, chill, chilling, lounging, lazily, hazy, sun drenched, 悠扬, 松弛, 自在, 闲散, 散漫, 微醺",
        valence=0.3,
        energy=0.25,
    ),
    _row(
        "dreamy, ethereal, floating, airy, weightless, celestial, heavenly, misty, otherworldly, shimmering",
        "梦幻, 空灵, 飘渺, 缥缈, 轻盈, 朦胧, 如梦似幻, 仙气, 迷离",
        "dreamlike, dreamily, floaty, angelic, hazy dream, cosmic, spacey, spacious dream, glimmering, glittering,"
        "sparkling, sparkly mist, magical, mystical, enchanted, enchanting, fairy tale, fairytale, 梦境, "
        "迷幻感, 飘逸, 仙境,"
        "魔幻, 奇幻, 神秘, 童话, 空旷, 悠远",
        valence=0.2,
        energy=0.15,
        register=0.4,
        articulation=0.95,
    ),
    _row(
        "nostalgic, wistful, bittersweet, reflective, thoughtful, pensive, contemplative, sentimental",
        "怀旧, 惆怅, 思念, 沉思, 感怀, 回忆般, 感伤, 伤感, 思乡",
        "nostalgia, longing, yearning, introspective, meditative mood, sentimentally, homesick, retrospective, 怀念,"
        "追忆, 乡愁, 若有所思, 深沉的思考, 回忆, 忧思, 念旧",
        valence=-0.15,
        energy=0.25,
    ),
    # sad
    _row(
        "sad, melancholy, sorrowful, mournful, tearful, heartbroken, gloomy, lonely, plaintive, sombre, forlorn, blue",
        "悲伤, 忧伤, 忧郁, 哀伤, 凄凉, 孤独, 伤心, 悲凉, 哀愁, 寂寞, 凄美, 心碎",
        "somber, sadly, sadness, melancholic, depressing, depressed, depressive, heartbreaking, heartbreak, tragic,"
        "grieving, grief, mourning, lamenting, lament, lonesome, weeping, crying, miserable, downcast, "
        "dolorous, doleful,"
        "funereal, funeral, desolate, bleak, despairing, despair, hopeless, loneliness, sorrow, melancholia, "
        "悲哀, 悲痛,"
        "难过, 悲, 哀怨, 凄婉, 绝望, 落寞, 失落, 沮丧, 抑郁, 悲情, 悲怆, 悲壮, 幽怨, 苍凉, 伤悲, 葬礼, 孤单, "
        "孤寂, 凄切",
        valence=-0.75,
        energy=0.2,
    ),
    _row(
        "smoky, moody, late-night, noir, dusky, shadowy, brooding, sulky, smouldering, after-hours",
        "烟雾缭绕, 深夜, 阴郁, 昏暗, 低沉暧昧, 迷醉, 夜色, 暗涌",
        "smokey, latenight, late night, midnight, nocturnal, night time, smoldering, broody, bluesy mood, 午夜, 烟熏,"
        "夜晚, 夜里, 深夜的, 烟雾, 幽暗, 暗淡",
        valence=-0.35,
        energy=0.25,
        register=-0.3,
    ),
    # threatening
    _row(
        "dark, sinister, ominous, menacing, eerie, spooky, creepy, haunting, evil, foreboding, scary, macabre",
        "黑暗, 阴森, 诡异, 恐怖, 阴暗, 邪恶, 不祥, 惊悚, 毛骨悚然, 压抑",
        "darkly, darker, darkness, horror, terrifying, frightening, haunted, gothic mood, ghostly, unsettling, uneasy,"
        "disturbing, demonic, satanic, hellish, nightmarish, nightmare, mysterious, mystery, suspenseful, suspense,"
        "villainous, grim, 悬疑, 惊恐, 可怕, 鬼魅, 幽灵, 恶魔, 噩梦, 吓人, 阴沉, 黑, 暗黑, 阴险, 悬念",
        valence=-0.7,
        energy=0.4,
        register=-0.5,
    ),
    _row(
        "tense, anxious, nervous, restless, urgent, dramatic, agitated, suspended, edgy, frantic-sounding",
        "紧张, 焦虑, 不安, 急迫, 戏剧性, 紧迫, 扣人心弦, 躁动",
        "tension, anxiety, stressful, dramatically, drama, restlessly, agitato, turbulent, stormy, panicked, chase,"
        "thriller, 激烈紧张, 焦躁, 惊险, 慌乱, 动荡, 暴风雨般, 追逐",
        valence=-0.5,
        energy=0.75,
    ),
    _row(
        "aggressive, angry, furious, brutal, violent, savage, raging, vicious, heavy, crushing, fierce, ferocious",
        "激烈, 愤怒, 狂暴, 暴力, 凶猛, 狂野, 猛烈, 残暴, 暴躁, 沉重, 暴怒",
        "aggressively, anger, rage, angrily, furioso, hostile, thunderous, pummeling, pummelling, pounding, wild,"
        "hard, harsh, hardcore, chaotic, insane, manic, explosive, ruthless, bloodthirsty, battle, warlike, "
        "war, 战斗, 厮杀,"
        "咆哮, 疯狂, 暴烈, 剧烈, 怒吼, 凌厉, 狂躁, 厚重, 战争, 重型",
        valence=-0.6,
        energy=0.95,
    ),
    _row(
        "rebellious, gritty, raw, dirty, rough, swaggering, snarling, rowdy, sweaty, raucous",
        "叛逆, 粗犷, 粗糙, 原始, 张扬, 嚣张, 桀骜不驯",
        "grit, attitude, badass, bad ass, rebel, swagger, filthy, unpolished, scruffy, defiant, 霸气, 不羁, "
        "狂放, 脏脏的",
        valence=-0.1,
        energy=0.75,
    ),
    # energy alone
    _row(
        "energetic, driving, powerful, intense, punchy, loud, fiery, hard-hitting, high-energy, relentless, pumping",
        "有力, 强劲, 激昂, 热血, 强烈, 充满活力, 动感, 火热, 高能, 澎湃, 劲爆",
        "energetically, energy, high octane, dynamic, vigorous, lively mood, vibrant, powerful sounding, bold, strong,"
        "forceful, passionate, passionately, spirited, con brio, con fuoco, fortissimo, banging, banger, "
        "burning, electrifying,"
        "adrenaline, full of energy, hype, hyped, lit, 激情, 有劲, 带劲, 力量, 有活力, 活力, 昂扬, 高昂, 奔放, "
        "火爆, 劲道, 嗨爆,"
        "强有力, 精力充沛, 热情, 慷慨激昂, 燃",
        energy=0.85,
    ),
    _row(
        "low-energy, restrained, muted-sounding, faint, whispered, barely moving, still, slow-burning",
        "低能量, 克制, 微弱, 低调, 内敛, 轻声, 静止般",
        "low energy, lower energy, less energy, less energetic, whispering, static, motionless, sedate, soft spoken,"
        "含蓄, 沉稳, 收敛, 平缓, 平淡",
        energy=0.12,
    ),
    _row(
        "groovy, danceable, bouncing, toe-tapping, foot-stomping, catchy, grooving",
        "律动感强, 有律动, 带感, 跳跃, 让人想跳舞, 朗朗上口",
        "groovin, rhythmic, bumping, head nodding, headnodding, infectious, hooky, foot tapping, finger snapping,"
        "律动, 有节奏感, 节奏感强, 节奏感, 动听, 抓耳",
        valence=0.4,
        energy=0.65,
    ),
    # density
    _row(
        "sparse, minimal, bare, spacious, empty, stripped-down, uncluttered, roomy, skeletal, simple",
        "稀疏, 简约, 留白, 空旷稀疏, 极简, 简洁, 疏朗, 朴素",
        "sparsely, minimalistic, minimalist, stripped down, stripped back, stripped, few notes, with few notes,"
        "lots of space, plenty of space, plain, thin, simplistic, open sounding, sparser, less busy, not busy, "
        "fewer notes,"
        "音符少, 少量音符, 简单, 单纯, 干净, 单薄",
        density=0.5,
        energy=0.25,
    ),
    _row(
        "busy, dense, intricate, complex, virtuosic, flurrying, ornate, rich, layered, elaborate, packed",
        "密集, 繁复, 复杂, 华丽, 炫技, 丰富, 细密, 层次丰富, 繁忙",
        "busily, densely, notey, full of notes, lots of notes, many notes, virtuoso, flashy, technical, "
        "florid, ornamented,"
        "crowded, thick, lush, full sounding, shredding fast, busier, denser, more notes, polyrhythmic, "
        "音符多, 紧凑, 饱满,"
        "花哨, 稠密, 厚实, 炫",
        density=1.6,
    ),
    # register
    _row(
        "deep, low-pitched, bass-heavy, rumbling, low-register, cavernous, subterranean",
        "低沉, 深沉, 低音区, 浑厚, 低音厚重, 轰隆",
        "low, low pitched, low register, bassy, growling, bottom heavy, low notes, down low, lower, boomy, "
        "低音域, 低, 浑浊",
        register=-0.7,
    ),
    _row(
        "high-pitched, tinkling, twinkling, glassy, high-register, piercing, crystalline, chiming",
        "高音区, 清脆, 晶莹, 高亢, 明亮清脆, 叮咚, 尖锐",
        "high, high pitched, high register, treble, trebly, shrill, high notes, up high, higher, glistening, "
        "高音, 高音域,"
        "清亮, 高, 剔透",
        register=0.7,
    ),
    _row(
        "bright, brilliant, luminous, radiant, gleaming, light-hearted, light",
        "明亮, 灿烂, 亮丽, 清澈, 亮堂, 光明",
        "brightly, brighter, brightness, lighthearted, shiny, glowing, lightly, leggiero, 轻快明亮, 耀眼, 闪亮, 闪耀",
        valence=0.6,
        energy=0.55,
        register=0.4,
    ),
    # articulation
    _row(
        "staccato, choppy, plucky, clipped, detached, crisp, percussive-sounding, stabbing, snappy, tight",
        "断奏, 短促, 跳音, 干脆, 顿挫, 利落, 弹跳",
        "short notes, spiccato, marcato, stabs, stabby, chopped, choppily, stuttering, jerky, spiky, punctuated, 断音,"
        "短音, 急促, 顿音, 清脆短促, 铿锵",
        articulation=0.1,
    ),
    _row(
        "legato, flowing, smooth, sustained, lyrical, singing-line, silky, connected, drawn-out, liquid",
        "连奏, 流畅, 绵长, 如歌, 悠长, 丝滑, 连贯, 流动",
        "smoothly, long notes, cantabile, fluid, gliding, gliding along, lush sustained, held notes, tenuto, "
        "soaring, sweeping,"
        "melodious, melodic, lyrically, 顺滑, 长音, 抒情如歌, 婉转, 流水般, 行云流水, 绵绵, 优美, 柔滑, 舒展",
        articulation=0.95,
    ),
    # swing
    _row(
        "swung, shuffling, swing-feel, triplet-feel, loping, lilting",
        "摇曳, 三连音感, 切分摇摆感",
        "swing feel, shuffle feel, shuffled, triplet feel, swung eighths, swung eighth notes, with swing, swingy,"
        "swing rhythm, off the grid, 摇摆感, 带摇摆, 摇摆节奏",
        swing=0.85,
    ),
    _row(
        "straight-feel, straight-eighths, even, mechanical, robotic, on-the-grid",
        "直拍, 机械, 规整",
        "straight, straight feel, straight eighths, straight eighth notes, no swing, without swing, not swung, unswung,"
        "quantised, quantized, square, 平均八分, 不摇摆, 不要摇摆, 机器般",
        swing=0.0,
    ),
)

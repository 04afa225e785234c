"""Instruments that General MIDI has a program for: what a part is played on when somebody names it so.

Programs count from 0. Kits (part drums) are those of Roland's GS, which SoundFonts follow: 0 standard, 8 room, 16
power, 24 electronic, 25 TR-808, 32 jazz, 40 brush. Each phrase is one of `part_words` too.
"""

from __future__ import annotations

from model.text.words import phrases

_ROWS: dict[str, dict[int, str]] = {
    "drums": {
        0: "acoustic drums, drum kit, drum set, 架子鼓",
        24: "electronic drums, drum machine, linn drum, 鼓机",
        25: "808 kick, 808 kicks, 808 drums, 808 beat, 808 beats, 808 drum machine, 808 hats, 808 snare, "
        "808 clap, tr 808, "
        "909, tr 909",
        32: "爵士鼓",
        40: "brushes, brush, brushed drums, brushed snare, 鼓刷, 刷子",
    },
    "piano": {
        0: "grand piano, concert grand, steinway, baby grand, concert piano, pianoforte, 大钢琴, 三角钢琴",
        1: "upright piano, upright pianos, 立式钢琴",
        3: "honky tonk piano, barroom piano, tack piano, out of tune piano",
        4: "electric piano, e piano, epiano, electric keys, rhodes, fender rhodes, wurlitzer, wurli, wurly, "
        "电钢, 电钢琴",
        5: "dx7",
        6: "harpsichord, cembalo, clavichord, spinet, virginal, 羽管键琴, 大键琴",
        7: "clavinet, clav, clavi",
    },
    "chromatic": {
        8: "celesta, celeste, 钢片琴",
        9: "glockenspiel, glock, 钟琴",
        10: "music box, musical box, 八音盒, 音乐盒",
        11: "vibes, vibraphone, vibraharp, 颤音琴",
        12: "marimba, marimbas, balafon, 马林巴, 马林巴琴",
        13: "xylophone, xylophones, 木琴",
        14: "tubular bells, bells, bell, chimes, church bells, carillon, 管钟, 钟声",
        15: "dulcimer, hammered dulcimer, 扬琴",
    },
    "organ": {
        16: "hammond, hammond organ, b3, hammond b3, electric organ, leslie, 电风琴, 哈蒙德, 哈蒙德风琴",
        18: "rock organ",
        19: "church organ, pipe organ, 管风琴",
        20: "reed organ, harmonium",
        21: "accordion, accordions, concertina, squeezebox, 手风琴",
        22: "harmonica, blues harp, mouth organ, melodica, 口琴, 口风琴",
        23: "bandoneon, 班多钮",
    },
    "guitar": {
        24: "nylon guitar, nylon string guitar, classical guitar, spanish guitar, flamenco guitar, "
        "nylon strings, ukulele, "
        "ukuleles, ukelele, uke, 古典吉他, 尼龙吉他, 弗拉门戈吉他, 尤克里里",
        25: "acoustic guitar, acoustic guitars, steel string guitar, twelve string, 12 string guitar, "
        "strummed acoustic, "
        "acoustic strumming, martin guitar, mandolin, mandolins, dobro, resonator, resonator guitar, 木吉他, "
        "民谣吉他",
        26: "jazz guitar, slide guitar, pedal steel, lap steel",
        27: "clean guitar, strat, strats, stratocaster, fender strat, tele, telecaster, telecasters, "
        "electric guitar, "
        "electric guitars, surf guitar, twangy guitar, skank, skank guitar, wah guitar, 电吉他",
        28: "palm muted guitar, palm muted guitars",
        29: "overdriven guitar, les paul, gibson, sg",
        30: "distorted guitar, distortion guitar, power chords, power chord, chugging guitar, chugging guitars, "
        "失真吉他",
    },
    "bass": {
        32: "acoustic bass, upright, upright bass, double bass, stand up bass, standup bass, string bass, jazz bass, "
        "walking bass, 立式贝斯, 原声贝斯, 低音提琴",
        33: "bass guitar, bass guitars, electric bass, e bass, finger bass, p bass, precision bass, j bass, "
        "电贝斯, 电贝司",
        34: "pick bass",
        35: "fretless, fretless bass, 无品贝斯",
        36: "slap bass, slapped bass",
        38: "synth bass, bass synth, sub bass, sub, subs, acid bass, 303, tb 303, reese, reese bass, "
        "wobble bass, moog bass, "
        "808, 808s, 808 bass, 合成贝斯",
    },
    "strings": {
        40: "violin, fiddle, fiddles, fiddler, violinist, 小提琴",
        41: "viola, 中提琴",
        42: "cello, violoncello, cellist, 大提琴",
        44: "tremolo strings",
        45: "pizzicato, pizzicato strings, 拨弦",
        46: "harp, harps, harpist, 竖琴",
        47: "timpani, kettledrums, 定音鼓",
        48: "strings, string section, 弦乐, 弦乐组",
    },
    "ensemble": {
        48: "string ensemble, 弦乐合奏",
        50: "synth strings, string machine, mellotron, 合成弦乐",
        52: "choir, choirs, choral, oohs and aahs, 合唱, 合唱团, 唱诗班",
        53: "oohs, aahs, backing vocals, vocals, vocal, voice, voices, 人声",
        55: "orchestra hit, orchestra hits",
    },
    "brass": {
        56: "trumpet, trumpets, trumpeter, cornet, flugelhorn, flugel, mariachi trumpets, fanfare trumpets, 小号, 短号",
        57: "trombone, trombones, bass trombone, 长号",
        58: "tuba, tubas, sousaphone, 大号",
        59: "muted trumpet, muted trumpets, harmon mute, harmon muted trumpet, 弱音小号",
        60: "french horn, french horns, 圆号, 法国号",
        61: "brass section, horn section, horns, brass, brass stabs, horn stabs, 铜管, 铜管组",
        62: "synth brass",
    },
    "reed": {
        64: "soprano sax, 高音萨克斯",
        65: "alto, alto sax, alto saxophone, 中音萨克斯",
        66: "tenor, tenor sax, tenor saxophone, sax, saxophone, 次中音萨克斯",
        67: "baritone sax, bari sax",
        68: "oboe, oboes, 双簧管",
        69: "english horn, cor anglais, 英国管",
        70: "bassoon, bassoons, 巴松",
        71: "clarinet, clarinets, bass clarinet, 单簧管, 黑管",
    },
    "pipe": {
        72: "piccolo, fife, 短笛",
        73: "flute, flutes, flautist, flutist, alto flute, 长笛",
        74: "recorder, recorders, 竖笛",
        75: "pan flute, panpipes, pan pipes, 排箫",
        77: "shakuhachi, bamboo flute, dizi, xiao, 竹笛, 箫, 洞箫, 尺八",
        78: "whistle, whistling, tin whistle, penny whistle, 口哨, 哨笛",
        79: "ocarina, 陶笛",
    },
    "lead": {
        80: "square lead, square wave, 方波",
        81: "saw lead, sawtooth lead, sawtooth, supersaw, 锯齿波",
    },
}

PROGRAM_OF: dict[str, dict[str, int]] = {
    part: {phrase: program for program, listing in rows.items() for phrase in phrases(listing)}
    for part, rows in _ROWS.items()
}

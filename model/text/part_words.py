"""Instruments, their nicknames and the parts that play them.

Parts are the drum kit and the families of General MIDI, so a harp or timpani stand with the strings and an
accordion with the organs, as they do there. Only the fiddle is moved (General MIDI has it beside the sitar).
"""

from __future__ import annotations

PART_WORDS: dict[tuple[str, ...], str] = {
    ("drums",): (
        "drums, drum, drummer, drum kit, drumkit, drum set, drumset, drum part, drum beat, "
        "drum beats, drum track, drum machine, drum loop, kit, acoustic drums, electronic drums,"
        "percussion, brushes, brush, brushed drums, brushed snare, snare, snares, snare drum, kick, "
        "kick drum, kicks, bass drum, hi hat, hi hats, hihat, hihats, hats, cymbal, cymbals, "
        "808 kick, 808 kicks, 808 drums, 808 beat, 808 beats, 808 drum machine, 808 hats, 808 snare, 808 clap, skins, "
        "ride cymbal, crash cymbal, toms, tom toms, rimshot, rimshots, sticks, blast beat, "
        "blast beats, double kick, double bass drum, breakbeats,"
        "909, tr 808, tr 909, linn drum, conga, congas, bongo, bongos, timbales, shaker, shakers, "
        "maracas, tambourine, tambourines, cowbell, claps, hand claps, handclaps, clap, clave, "
        "claves, guiro, cabasa, cajon, djembe, tabla, tablas, surdo, pandeiro,"
        "鼓, 鼓组, 架子鼓, 爵士鼓, 套鼓, 鼓点, 鼓声, 鼓手, 鼓机, 打鼓, 打击乐, 打击乐器, 鼓刷, 刷子, "
        "军鼓, 小军鼓, 底鼓, 踩镲, 镲, 镲片, 大鼓, 小鼓, 手鼓, 康加鼓, 邦戈鼓, 沙锤, 铃鼓, 牛铃, "
        "拍手, 塔布拉鼓"
    ),
    ("piano",): (
        "piano, pianos, pianist, grand piano, upright piano, pianoforte, keys, keyboard, "
        "keyboards, electric piano, e piano, epiano, electric keys, rhodes, fender rhodes, "
        "wurlitzer, wurli, wurly, dx7, ep, steinway, bosendorfer, bechstein, baby grand, concert grand, concert piano, "
        "toy piano, prepared piano, tack piano, upright pianos, barroom piano, out of tune piano, nord, "
        "fortepiano, ivories, "
        "clavinet, clav, clavi, harpsichord, cembalo, honky tonk piano, felt piano, piano chords, "
        "comping piano, stride piano, clavichord, spinet, virginal,"
        "钢琴, 电钢, 电钢琴, 大钢琴, 三角钢琴, 立式钢琴, 键盘, 羽管键琴, 大键琴, 古钢琴"
    ),
    ("chromatic",): (
        "chromatic, chromatic percussion, mallets, mallet, marimba, marimbas, vibes, vibraphone, "
        "vibraharp, celesta, celeste, glockenspiel, glock, xylophone, xylophones, music box, "
        "musical box, tubular bells, bells, bell, chimes, church bells, sleigh bells, dulcimer, "
        "hammered dulcimer, carillon, handbells, balafon, gamelan,"
        "马林巴, 马林巴琴, 颤音琴, 钢片琴, 钟琴, 木琴, 铁琴, 八音盒, 音乐盒, 管钟, 铃铛, 钟声, 扬琴"
    ),
    ("organ",): (
        "organ, organs, organist, hammond, hammond organ, b3, hammond b3, church organ, pipe organ, "
        "electric organ, rock organ, reed organ, leslie, farfisa, vox continental, accordion, "
        "accordions, concertina, squeezebox, bandoneon, harmonica, blues harp, mouth organ, "
        "melodica, harmonium,"
        "风琴, 管风琴, 电风琴, 手风琴, 口琴, 哈蒙德, 哈蒙德风琴, 口风琴, 班多钮"
    ),
    ("guitar",): (
        "guitar, guitars, guitarist, gtr, gtrs, acoustic guitar, electric guitar, nylon guitar, "
        "nylon string guitar, classical guitar, spanish guitar, flamenco guitar, steel guitar, "
        "steel string guitar, jazz guitar, lead guitar, rhythm guitar, clean guitar, "
        "distorted guitar, distortion guitar, overdriven guitar, slide guitar, pedal steel, "
        "lap steel, twelve string, 12 string guitar, guitar solo part,"
        "strats, axe, gretsch, rickenbacker, martin guitar, gibson guitar, fender guitar, telecasters, "
        "electric guitars, "
        "acoustic guitars, strummed acoustic, acoustic strumming, palm muted guitar, palm muted guitars, "
        "power chord, nylon strings, "
        "surf guitar, twangy guitar, baritone guitar, resonator, resonator guitar, guitar riff, guitar riffs, "
        "guitar licks, strat, stratocaster, fender strat, tele, telecaster, les paul, gibson, sg, "
        "power chords, "
        "chugging guitar, chugging guitars, wah guitar, skank, skank guitar, ukulele, ukuleles, ukelele, uke, "
        "mandolin, mandolins, lute, dobro, six string, riffs, shredding,"
        "吉他, 木吉他, 电吉他, 古典吉他, 民谣吉他, 尼龙吉他, 主音吉他, 节奏吉他, 失真吉他, "
        "弗拉门戈吉他, 尤克里里, 曼陀林, 滑棒吉他, 鲁特琴, 结他"
    ),
    ("bass",): (
        "bass, basses, bassist, bass guitar, bass guitars, electric bass, e bass, acoustic bass, "
        "upright, upright bass, double bass, stand up bass, standup bass, string bass, jazz bass, "
        "walking bass, walking bassline, fretless, fretless bass, slap bass, slapped bass, "
        "finger bass, pick bass, synth bass, bass synth, sub bass, sub, subs, bassline, basslines, "
        "bass line, bass lines, bass part, acid bass, 303, tb 303, reese, reese bass, wobble bass, "
        "moog bass, p bass, j bass, precision bass, low end, 808, 808s, 808 bass,"
        "贝斯, 电贝斯, 贝司, 电贝司, 低音吉他, 低音提琴, 立式贝斯, 原声贝斯, 无品贝斯, 行走低音, "
        "行走贝斯, 合成贝斯, 低音线, 低音贝斯, 低音"
    ),
    ("strings",): (
        "strings, string, string section, violin, violins, violinist, viola, violas, cello, cellos, "
        "celli, violoncello, cellist, contrabass, fiddle, fiddles, fiddler, pizzicato, "
        "pizzicato strings, tremolo strings, harp, harps, harpist, timpani, kettledrums, "
        "viola da gamba, viol, viols, solo strings, string players, bowed strings,"
        "弦乐, 弦乐组, 弦乐器, 弦乐队, 提琴, 小提琴, 中提琴, 大提琴, 竖琴, 定音鼓, 拨弦"
    ),
    ("ensemble",): (
        "ensemble, choir, choirs, choral, vocals, vocal, voice, voices, singer, "
        "singers, singing, backing vocals, oohs, aahs, oohs and aahs, string ensemble, "
        "synth strings, string machine, mellotron, orchestra hit, orchestra hits, soprano, "
        "alto voice, children's choir,"
        "合唱, 合唱团, 人声, 歌声, 童声, 唱诗班, 弦乐合奏, 合成弦乐, 合奏, 女声, 男声"
    ),
    ("brass",): (
        "brass, brass section, trumpet, trumpets, trumpeter, trombone, trombones, tuba, tubas, "
        "sousaphone, french horn, french horns, horn, horns, horn section, horn stabs, cornet, "
        "flugelhorn, flugel, muted trumpet, muted trumpets, harmon mute, harmon muted trumpet, "
        "mariachi trumpets, horn players, fanfare trumpets, bugle, euphonium, bass trombone, synth brass, "
        "brass stabs,"
        "铜管, 铜管乐, 铜管组, 小号, 长号, 大号, 圆号, 法国号, 短号, 号角, 弱音小号"
    ),
    ("reed",): (
        "reed, reeds, sax, saxes, saxophone, saxophones, saxophonist, tenor, tenor sax, alto, "
        "alto sax, baritone sax, bari sax, soprano sax, tenor saxophone, alto saxophone, clarinet, "
        "clarinets, bass clarinet, oboe, oboes, bassoon, bassoons, english horn, cor anglais, "
        "saxaphone, saxophone solo part, sax section, saxes section, woodwind, woodwinds, winds, wind section,"
        "萨克斯, 萨克斯风, 萨克斯管, 中音萨克斯, 次中音萨克斯, 高音萨克斯, 单簧管, 双簧管, 巴松, "
        "大管, 英国管, 黑管, 木管, 木管乐, 簧管"
    ),
    ("pipe",): (
        "pipe, pipes, flute, flutes, flautist, flutist, piccolo, recorder, recorders, pan flute, "
        "panpipes, pan pipes, tin whistle, penny whistle, whistle, whistling, ocarina, shakuhachi, "
        "alto flute, bamboo flute, fife, dizi, xiao, quena,"
        "长笛, 短笛, 竖笛, 笛子, 笛, 竹笛, 箫, 洞箫, 排箫, 尺八, 陶笛, 哨笛, 口哨, 直笛"
    ),
    ("lead",): (
        "lead, leads, synth lead, lead synth, synth leads, synth, synthesizer, synthesiser, "
        "synthesizers, saw lead, sawtooth lead, square lead, sawtooth, square wave, supersaw, moog, "
        "arp, arps, arpeggio synth, arpeggiator, analog synth, analogue synth, theremin, keytar,"
        "主音, 主奏合成器, 合成主音, 合成器, 合成器主音, 电子合成器, 锯齿波, 方波"
    ),
    ("pad",): (
        "juno, juno pad, juno pads, evolving pad, evolving pads, lush pads, dark pads, airy pads, pad, pads, "
        "synth pad, synth pads, warm pad, warm pads, string pad, ambient pad, drone, "
        "drones, soundscape pad, halo pad, choir pad, 铺底, 音垫, 合成铺底, 合成音垫, 长音铺底, "
        "氛围铺底, 背景铺底"
    ),
    ("lead", "pad"): "synths, synthesizers and pads",
    ("effects",): "effects, effect, fx, synth effects, synth fx, risers, riser, sweeps, atmosphere pad, 效果, 合成效果",
    ("ethnic",): (
        "ethnic, sitar, sitars, banjo, banjos, shamisen, koto, kotos, kalimba, mbira, thumb piano, "
        "bagpipe, bagpipes, uilleann pipes, shanai, oud, bouzouki, saz, erhu, pipa, guzheng, guqin, "
        "didgeridoo, balalaika, charango, kora, zither, suona, sarod,"
        "二胡, 古筝, 琵琶, 古琴, 扬琴民乐, 三味线, 西塔尔, 西塔琴, 班卓琴, 班卓, 风笛, 唢呐, 马头琴, "
        "京胡, 高胡, 中阮, 阮, 柳琴, 月琴, 三弦, 箜篌, 葫芦丝, 笙, 民乐, 民族乐器, 卡林巴, 拇指琴, "
        "冬不拉"
    ),
    ("percussive",): "percussive, steel drum, steel drums, steelpan, steelpans, steel pan, steel pans, agogo, "
    "agogos, woodblock, woodblocks, wood block, taiko, taikos, taiko drums, melodic tom, "
    "melodic toms, synth drum, synth drums, tinkle bell, reverse cymbal, handpan, hang drum, "
    "钢鼓, 太鼓, 木鱼, 梆子, 合成鼓, 手碟",
    ("sfx",): "sfx, sound effects, sound effect, foley, bird tweets, birdsong, birds, seashore, applause, "
    "gunshot, helicopter, telephone ring, 音效, 鸟鸣, 鸟叫, 海浪声, 掌声",
    # groups
    ("drums", "bass"): "rhythm section, 节奏组",
    ("brass", "reed"): "wind instruments, brass and woodwinds, 管乐, 管乐器",
    (
        "strings",
        "ensemble",
        "brass",
        "pipe",
    ): "orchestra, full orchestra, symphony orchestra, 管弦乐队, 管弦乐, 交响乐队, 乐团",
    ("drums", "bass", "guitar", "piano"): "full band, whole band, full rhythm section, 全乐队, 完整乐队",
}

# The whole band in one word; said with a style, "jazz piano trio", it is the same band.
LINE_UP_WORDS: dict[tuple[str, ...], str] = {
    ("drums", "piano", "bass"): "piano trio, piano bass and drums trio, 钢琴三重奏",
    ("drums", "guitar", "bass"): "power trio, guitar trio, 三大件乐队",
    ("drums", "organ", "guitar"): "organ trio, hammond trio",
    ("piano",): "piano duet, piano duo, four hands, piano four hands, 四手联弹, 钢琴二重奏",
    ("guitar",): "guitar duo, guitar duet, guitar quartet, 吉他二重奏",
    ("reed",): "saxophone quartet, sax quartet, clarinet quartet, 萨克斯四重奏",
    ("brass",): "brass band, brass ensemble, trombone choir, 铜管乐队",
    ("ensemble",): "barbershop quartet, vocal quartet, vocal group, vocal harmony group",
    ("strings",): "string duo, string ensemble of soloists, cello quartet, violin duo",
}

# Nobody else plays.
ALONE_WORDS: dict[tuple[str, ...], str] = {
    ("brass",): "brass quintet, brass quartet, brass trio, brass sextet, 铜管五重奏, 铜管四重奏",
    ("ensemble",): (
        "a cappella, a capella, acappella, acapella, unaccompanied choir, unaccompanied voices, voices only, "
        "vocals only, just voices, 阿卡贝拉, 无伴奏合唱, 清唱, 纯人声"
    ),
}

# Words that rule a part out by themselves.
WITHOUT_WORDS: dict[tuple[str, ...], str] = {
    ("drums",): "drumless, beatless, drum less, beat less, percussionless, drum free",
    ("bass",): "bassless, bass less, bass free",
    ("ensemble",): "voiceless, wordless",
    ("guitar",): "guitarless, guitar free",
    ("piano",): "pianoless",
}

"""Style names, subgenres and regional names, as weights of the 21 styles.

A row is: phrases, usual tempo in bpm (None: the style's own), weights. Blends are judgements, made for the
music that the corpus files under each style.
"""

from __future__ import annotations

from typing import NamedTuple


class StyleRow(NamedTuple):
    """One row of the table."""

    style: dict[str, float]
    usual_bpm: float | None
    listing: str


def _row(listing: str, bpm: float | None = None, **style: float) -> StyleRow:
    return StyleRow(style, bpm, listing)


STYLE_ROWS: tuple[StyleRow, ...] = (
    _row(
        "ambient, ambience, drone music, soundscape, soundscapes, meditation music, meditative, "
        "spa music, new age, space music, chillout, chill out, 氛围音乐, 环境音乐, 氛围, 新世纪音乐, "
        ""
        ""
        "新世纪, 冥想, 冥想音乐, 空灵",
        ambient=1,
    ),
    _row("dark ambient, 暗黑氛围", ambient=0.7, soundtrack=0.3),
    _row("idm, ambient electronica, downtempo electronic, chillwave, trip hop", 90, ambient=0.4, electronic=0.6),
    _row(
        "blues, bluesy, delta blues, chicago blues, twelve bar blues, 12 bar blues, texas blues, "
        "slow blues feel, shuffle, shuffle blues, boogie, boogie woogie, jump blues, 蓝调, 布鲁斯, "
        "布鲁斯音乐, 布基, 布吉",
        blues=1,
    ),
    _row("blues rock, 蓝调摇滚, 布鲁斯摇滚", blues=0.6, rock=0.4),
    _row("rhythm and blues", funk_soul=0.8, blues=0.2),
    _row(
        "children, children's, childrens music, childrens song, childrens songs, kids, kid, "
        "for children, for kids, lullaby, lullabies, nursery, nursery rhyme, nursery rhymes, "
        "cradle song, berceuse for children, toddler, playground song, 儿歌, 童谣, 摇篮曲, 儿童, "
        "儿童音乐, 儿童歌曲, 少儿",
        children=1,
    ),
    _row(
        "christmas, christmas carol, christmas carols, carol, carols, xmas, noel, yuletide, santa, "
        "jingle bells, 圣诞, 圣诞节, 圣诞歌, 圣诞颂歌, 圣诞音乐",
        christmas=1,
    ),
    _row(
        "classical, classical music, baroque, sonata, sonatas, sonatina, fugue, fugal, nocturne, "
        "nocturnes, symphony, symphonic, concerto, concertos, prelude, preludes, etude, etudes, "
        "romantic era, impressionist, impressionism, minuet style, rondo, partita, cantata, opera, "
        "aria, chamber music, invention, scherzo, impromptu, mazurka style, bagatelle, toccata, "
        "suite, gavotte, bourree, gigue, bach, mozart, beethoven, chopin, debussy, schubert, brahms, "
        ""
        ""
        "vivaldi, haydn, handel, liszt, satie, tchaikovsky, lied, art song,"
        "古典, 古典音乐, 古典乐, 巴洛克, 奏鸣曲, 夜曲, 交响乐, 交响曲, 协奏曲, 前奏曲, 练习曲, 赋格, "
        ""
        ""
        "赋格曲, 室内乐, 印象派, 歌剧, 咏叹调, 组曲, 随想曲, 狂想曲, 幻想曲, 巴赫, 莫扎特, 贝多芬, "
        "肖邦, 德彪西",
        classical=1,
    ),
    _row(
        "neoclassical, neo classical, modern classical, minimalism, minimalist piano, 新古典, 极简主义",
        classical=0.6,
        ambient=0.4,
    ),
    _row(
        "country, country music, bluegrass, honky tonk, honkytonk, nashville, americana, "
        "western swing, cowboy, hillbilly, outlaw country, rockabilly country, hoedown, 乡村, "
        "乡村音乐, 乡村民谣, 蓝草, 蓝草音乐, 牛仔",
        country=1,
    ),
    _row("country rock, southern rock, 乡村摇滚", country=0.55, rock=0.45),
    _row("country pop, 乡村流行", country=0.6, pop=0.4),
    _row(
        "early, early music, medieval, mediaeval, renaissance, chorale, chorales, plainchant, "
        "plainsong, gregorian, gregorian chant, chant, chants, madrigal, madrigals, motet, motets, "
        "mass setting, pavane, galliard, troubadour, minstrel, organum, polyphony, lute song, "
        "consort music, palestrina, josquin, byrd, dowland, monteverdi, estampie, 早期音乐, 中世纪, "
        ""
        ""
        "文艺复兴, 圣咏, 格里高利, 格里高利圣咏, 众赞歌, 牧歌, 经文歌, 素歌",
        early=1,
    ),
    _row(
        "electronic, electronic music, electronica, electro, edm, house, deep house, tech house, "
        "techno, trance, dance, dance music, club, club music, rave, eurodance, acid house, acid, "
        "minimal techno, progressive house, big room, future bass, synthwave, cyberpunk, 赛博朋克, "
        "vaporwave, retrowave, "
        ""
        "industrial, electro house, uk garage, electronic dance music,"
        "电子, 电子音乐, 电音, 电子乐, 电子舞曲, 舞曲, 浩室, 浩室音乐, 科技舞曲, 铁克诺, 迷幻舞曲, "
        "合成器浪潮, 蒸汽波, 夜店",
        electronic=1,
    ),
    _row("hard techno, hardstyle, gabber, happy hardcore, psytrance", 148, electronic=1),
    _row(
        "drum and bass, drum n bass, drum'n'bass, drum & bass, dnb, d&b, d n b, jungle, liquid dnb, "
        ""
        ""
        "neurofunk, breakcore, 鼓打贝斯",
        174,
        electronic=1,
    ),
    _row("dubstep, brostep, 回响贝斯", 140, electronic=0.85, reggae=0.15),
    _row(
        "synth pop, synthpop, electropop, dance pop, disco pop, 合成器流行, 电子流行, 电气流行",
        118,
        electronic=0.5,
        pop=0.5,
    ),
    _row("folktronica", folk=0.5, electronic=0.5),
    _row(
        "folk, folk music, folky, celtic, irish, scottish, reel, reels, hornpipe, strathspey, "
        "shanty, shanties, sea shanty, sea shanties, traditional, trad, klezmer, folk song, "
        "folk dance, morris dance, ballad folk, singer songwriter, contradance, ceilidh, barn dance, "
        ""
        ""
        "polka folk, balkan, nordic folk, highland, appalachian, fiddle tune, fiddle tunes,"
        "民谣, 民间音乐, 民歌, 民间, 凯尔特, 爱尔兰, 苏格兰, 水手歌, 船歌, 校园民谣, 中国风, "
        "民族音乐",
        folk=1,
    ),
    _row("folk rock, 民谣摇滚", folk=0.55, rock=0.45),
    _row("indie folk, folk pop, 民谣流行", folk=0.6, pop=0.4),
    _row(
        "funk_soul, funk, funky, soul, soulful, motown, r&b, rnb, r n b, rhythm & blues, neo soul, "
        "neosoul, disco, northern soul, p funk, stax, boogie funk, quiet storm, new jack swing, "
        "philly soul,"
        "放克, 灵魂, 灵魂乐, 节奏布鲁斯, 摩城, 迪斯科, 新灵魂",
        funk_soul=1,
    ),
    _row("funk rock, 放克摇滚", funk_soul=0.55, rock=0.45),
    _row(
        "acid jazz, jazz funk, funk jazz, soul jazz, fusion jazz, jazz fusion, 爵士放克, 酸爵士, 融合爵士",
        108,
        jazz=0.5,
        funk_soul=0.5,
    ),
    _row(
        "game, games, video game, video games, videogame, game music, 8 bit, 16 bit, chiptune, "
        "chiptunes, chip tune, chip music, boss fight, boss, boss music, boss battle, boss theme, "
        "nintendo, nes, snes, "
        "gameboy, game boy, sega, arcade, jrpg, rpg, dungeon, level music, platformer, retro game, "
        "overworld, final fantasy, zelda, mario,"
        "游戏, 游戏音乐, 电子游戏, 芯片音乐, 八位, 8位, 8位元, 像素, 红白机, 首领战, boss战, 关卡, "
        "街机",
        game=1,
    ),
    _row(
        "gospel, gospel music, hymn, hymns, hymnal, spiritual, spirituals, church music, worship, "
        "praise, praise and worship, church, psalm, sunday service, 福音, 福音音乐, 赞美诗, 圣歌, "
        "教堂, 灵歌, 赞美, 敬拜",
        gospel=1,
    ),
    _row(
        "hiphop, hip hop, rap, boom bap, boombap, lofi, lo fi, lofi hip hop, lo fi hip hop, "
        "lofi beats, chillhop, jazz rap, gangsta rap, g funk, east coast, west coast, "
        "old school hip hop, turntablism, 嘻哈, 说唱, 饶舌, 低保真, 嘻哈音乐, 慢摇节拍",
        hiphop=1,
    ),
    _row("trap, drill, phonk, 陷阱, 陷阱音乐", 140, hiphop=1),
    _row("jazz hop, jazzhop, jazzy hip hop, 爵士嘻哈", hiphop=0.6, jazz=0.4),
    _row(
        "jazz, jazzy, swing, swinging, swung, bop, hard bop, cool jazz, modal jazz, big band, "
        "dixieland, new orleans, trad jazz, gypsy jazz, gypsy swing, manouche, jazz standard, "
        "standards, free jazz, jazz trio, jazz quartet, smooth jazz, vocal jazz, lounge, cocktail, "
        "speakeasy, coltrane, miles davis, ellington, monk, django,"
        "爵士, 爵士乐, 爵士音乐, 摇摆, 摇摆乐, 摇摆爵士, 大乐队, 酷爵士, 吉普赛爵士, 自由爵士, "
        "迪克西兰",
        jazz=1,
    ),
    _row("bebop, be bop, 比波普, 波普爵士", 210, jazz=1),
    _row("jazz ballad, torch song", 66, jazz=1),
    _row("jazz blues, 爵士蓝调, 蓝调爵士", jazz=0.55, blues=0.45),
    _row(
        "latin, latin music, mambo, rumba, cha cha, cha cha cha, chacha, bolero, merengue, cumbia, "
        "bachata, reggaeton, son cubano, cuban, afro cuban, afrocuban, montuno, guaguanco, mariachi, "
        ""
        ""
        "brazilian, choro, forro, baiao, calypso, ranchera, flamenco, bolero son, cuban son, "
        "paso doble, mpb, dembow, tropical,"
        "拉丁, 拉丁音乐, 伦巴, 曼波, 恰恰, 波莱罗, 梅伦格, 昆比亚, 巴恰塔, 雷鬼顿, 古巴, 弗拉门戈, "
        "弗拉明戈, 巴西",
        latin=1,
    ),
    _row("salsa, 萨尔萨, 莎莎", 184, latin=1),
    _row("samba, batucada, 桑巴", 104, latin=1),
    _row("tango, milonga, 探戈", 120, latin=1),
    _row("bossa nova, bossa, bossanova, 波萨诺瓦, 巴萨诺瓦, 巴萨诺伐, 波沙诺瓦", 130, latin=0.6, jazz=0.4),
    _row("latin jazz, jazz samba, 拉丁爵士", latin=0.5, jazz=0.5),
    _row("latin pop, 拉丁流行", latin=0.6, pop=0.4),
    _row(
        "metal, heavy metal, metalcore, black metal, power metal, djent, nu metal, "
        "progressive metal, prog metal, headbanging, deathcore, glam metal, 金属, 重金属, 金属乐, "
        "黑金属, 力量金属, 前卫金属",
        metal=1,
    ),
    _row(
        "thrash, thrash metal, speed metal, death metal, grindcore, 激流金属, 死亡金属, 鞭挞金属",
        186,
        metal=1,
    ),
    _row("doom, doom metal, sludge, stoner metal, 厄运金属, 毁灭金属", 70, metal=1),
    _row("symphonic metal, 交响金属", metal=0.7, soundtrack=0.3),
    _row("folk metal, 民谣金属", metal=0.6, folk=0.4),
    _row(
        "pop, pop music, poppy, chart, top 40, k pop, kpop, j pop, jpop, c pop, cpop, mandopop, "
        "cantopop, boy band, girl group, teen pop, britney, abba, 流行, 流行音乐, 流行乐, 流行歌, "
        "流行歌曲, 华语流行, 港乐, 韩流",
        pop=1,
    ),
    _row("ballad, ballads, love song, love songs, slow jam, 抒情, 情歌, 抒情歌, 抒情曲, 慢歌", 72, pop=1),
    _row(
        "pop rock, power pop, soft rock, arena rock, brit pop, britpop, 流行摇滚, 软摇滚",
        116,
        pop=0.5,
        rock=0.5,
    ),
    _row("power ballad, rock ballad, 摇滚抒情", 74, pop=0.4, rock=0.6),
    _row("pop punk, 流行朋克", 168, rock=0.7, pop=0.3),
    _row("bedroom pop, dream pop, shoegaze, 梦幻流行, 自赏", pop=0.4, rock=0.35, ambient=0.25),
    _row(
        "ragtime, rag, rags, stride, joplin, scott joplin, cakewalk, novelty piano, saloon piano, "
        "silent movie, 拉格泰姆, 散拍, 雷格泰姆",
        ragtime=1,
    ),
    _row(
        "reggae, dancehall, rocksteady, rock steady, roots reggae, one drop, skanking, lovers rock, "
        ""
        ""
        "jamaican, bob marley, 雷鬼, 雷鬼乐, 牙买加",
        reggae=1,
    ),
    _row("ska, 斯卡", 144, reggae=1),
    _row("ska punk", 176, reggae=0.5, rock=0.5),
    _row("dub, dub reggae, dub techno, 回响雷鬼", 74, reggae=1),
    _row(
        "rock, rocking, rock and roll, rock n roll, rock'n'roll, rock & roll, rock music, grunge, "
        "indie, indie rock, alternative, alt rock, alternative rock, classic rock, hard rock, "
        "garage, garage rock, prog, prog rock, progressive rock, psychedelic, psychedelic rock, "
        "surf, surf rock, post rock, new wave, post punk, rockabilly, stadium rock, emo, krautrock, "
        ""
        ""
        "math rock, beatles, led zeppelin, hendrix,"
        "摇滚, 摇滚乐, 硬摇滚, 独立摇滚, 另类摇滚, 垃圾摇滚, 前卫摇滚, 迷幻摇滚, 后摇, 后摇滚, "
        "车库摇滚, 英伦摇滚, 独立音乐",
        rock=1,
    ),
    _row("punk, punk rock, hardcore punk, 朋克, 朋克摇滚", 176, rock=1),
    _row("jazz rock, 爵士摇滚", jazz=0.5, rock=0.5),
    _row("electro rock, electronic rock, 电子摇滚", electronic=0.5, rock=0.5),
    _row(
        "soundtrack, soundtracks, film score, film scores, film music, film, movie, movie score, "
        "movie music, movie soundtrack, score, cinematic, cinema, epic, trailer, trailer music, "
        "hans zimmer, john williams, fantasy score, adventure score, ost, tv theme, title theme, "
        "end credits,"
        "原声带, 电影, 电影配乐, 配乐, 影视, 影视配乐, 史诗, 预告片, 管弦配乐",
        soundtrack=1,
    ),
    _row("orchestral, orchestral score, orchestral music, 管弦", soundtrack=0.6, classical=0.4),
    _row("spaghetti western", soundtrack=0.6, country=0.4),
    _row("epic metal, 史诗金属", metal=0.65, soundtrack=0.35),
    _row("afrobeat, afrobeats", 108, funk_soul=0.55, latin=0.45),
    _row("nu disco, french house, funky house", 120, electronic=0.6, funk_soul=0.4),
    _row("electro swing, 电子摇摆", 124, electronic=0.55, jazz=0.45),
)

# Words with other meanings too: they give way to a style named outright, and what is said around them may
# overrule them.
HINT_WORDS = (
    "dance, club, rocking, church, lounge, cocktail, standards, monk, score, film, movie, cinema, epic, boss, dungeon, "
    "garage, surf, indie, alternative, traditional, swinging, stride, rag, rags, drill, trap, dub, doom, "
    "thrash, house, "
    "jungle, spiritual, kid, kids, santa, cowboy, tropical, chart, suite, invention, byrd, reel, reels, trad, "
    "acid, industrial, "
    "praise, arcade, scottish, irish, traditional, opera, fugal, latin, brazilian, cuban, 陷阱, 摇摆, 船歌, "
    "空灵, 氛围, 教堂, 电影, "
    "舞曲, 牛仔, 巴西, 拉丁, 古巴, 夜店, 冥想, 民间, 儿童, 圣诞"
)

# Style and something else in one word: style, parts, metre.
MIXED_ROWS: tuple[tuple[dict[str, float], tuple[str, ...], str | None, str], ...] = (
    (
        {"classical": 1},
        ("strings",),
        None,
        "string quartet, string quartets, string trio, string orchestra, piano quintet, 弦乐四重奏, 弦乐三重奏",
    ),
    ({"classical": 1}, ("brass",), None, "brass quintet, 铜管五重奏"),
    ({"classical": 1}, ("reed", "pipe"), None, "wind quintet, woodwind quintet, 木管五重奏"),
    (
        {"early": 0.5, "gospel": 0.5},
        ("ensemble",),
        None,
        "a cappella, a capella, acappella, acapella, 阿卡贝拉, 无伴奏合唱",
    ),
    ({"gospel": 1}, ("ensemble",), None, "gospel choir, church choir, 福音合唱团"),
    ({"folk": 1}, (), "6/8", "jig, jigs, irish jig, celtic jig, 吉格舞曲"),
    ({"folk": 1}, (), "9/8", "slip jig, slip jigs"),
    ({"jazz": 1}, (), "3/4", "jazz waltz, 爵士华尔兹"),
    ({"classical": 1}, (), "3/4", "viennese waltz, 维也纳圆舞曲"),
    ({"blues": 1}, (), "12/8", "twelve eight blues, 12/8 blues"),
    ({"ambient": 1}, ("pad",), None, "drone pads, background drones"),
    ({"classical": 1}, ("strings",), None, "string quintet, string sextet, adagio for strings"),
    ({"classical": 1}, ("piano",), None, "nocturnal piano, romantic piano"),
    ({"classical": 1}, ("ensemble",), None, "chamber ensemble"),
    ({"classical": 1}, ("strings", "ensemble", "brass", "pipe"), None, "chamber orchestra"),
    ({"country": 1}, ("ethnic",), None, "banjo breakdown"),
    ({"country": 1}, ("strings",), None, "old time fiddle"),
    ({"early": 1}, ("strings",), None, "viol consort"),
    ({"early": 1}, ("pipe",), None, "recorder consort"),
    ({"folk": 1}, ("guitar",), None, "木吉他弹唱"),
    ({"funk_soul": 1}, ("bass",), None, "slap bass groove, 拍弦贝斯"),
    ({"funk_soul": 1}, ("brass",), None, "horn stabs groove"),
    ({"gospel": 1}, ("ensemble",), None, "choir shout"),
    ({"hiphop": 1}, ("drums",), None, "dusty drums, rolling hi hats, 滚动踩镲"),
    ({"jazz": 1}, ("guitar",), None, "jazz guitar style, gypsy guitar"),
    ({"jazz": 1}, ("brass",), None, "brass parade"),
    ({"metal": 1}, ("guitar",), None, "detuned guitars, shred guitar, 降调吉他"),
    ({"metal": 1}, ("drums",), None, "double bass drumming"),
    ({"metal": 1}, ("drums",), None, "double kick drums, 双踩底鼓"),
    (
        {"ragtime": 1},
        ("piano",),
        None,
        "stride piano style, barrelhouse piano, player piano, 1900s piano, syncopated piano, oom pah piano, "
        "oompah piano, "
        "跨步钢琴, 大跨度钢琴, 自动钢琴, 切分钢琴",
    ),
    ({"reggae": 1}, ("organ",), None, "bubble organ, bubbling organ"),
    ({"reggae": 1}, ("guitar",), None, "offbeat skank, 反拍吉他"),
    (
        {"rock": 1},
        ("guitar",),
        None,
        "jangling guitars, distorted riffs, fuzz guitar, power chord riff, 失真吉他连复段",
    ),
    ({"soundtrack": 1}, ("strings",), None, "sweeping strings, soaring strings"),
    ({"classical": 1}, ("piano", "strings"), None, "piano quintet and strings, piano quartet"),
    ({"country": 1}, ("drums",), None, "train beat shuffle"),
    ({"folk": 1}, ("reed", "organ"), None, "klezmer band"),
    ({"folk": 1}, ("guitar",), None, "fingerpicked guitar, fingerstyle guitar, acoustic singer songwriter guitar"),
    ({"folk": 1}, ("brass", "organ"), None, "oompah band, oom pah band, bavarian brass band"),
    ({"latin": 1}, ("brass", "guitar", "strings"), None, "mariachi band"),
    ({"reggae": 1}, ("percussive",), None, "steel band, steel drum band"),
    ({"gospel": 1}, ("organ", "ensemble"), None, "hammond and choir"),
    ({"hiphop": 1}, ("bass", "drums"), None, "808s and hi hat rolls, 808 and hi hats"),
    ({"game": 1}, ("lead",), None, "pulse waves, pulse wave, square waves, square wave lead"),
)

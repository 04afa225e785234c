"""Words that name a style (names, idioms, scenes) and words that name parts. English and Chinese.

Names stand where a noun stands ("slow NAME in D minor"); scenes stand alone or after "for". `model.corpus.captions`
writes captions with them and `model.training.prompt_classifier` trains on them.
"""

from __future__ import annotations

from typing import NamedTuple


class StyleWords(NamedTuple):
    """Phrases parted by commas."""

    names: str
    scenes: str
    names_zh: str
    scenes_zh: str


STYLE_WORDS: dict[str, StyleWords] = {
    "ambient": StyleWords(
        "ambient, ambient music, drone pads, a soundscape, new age, space music, a sound bath, drifting textures, "
        "meditation music, chillout, a wash of pads, slowly evolving drones, floating chords without a beat, "
        "spa music, endless reverb, beatless synth clouds",
        "a yoga class, deep space at night, floating on still water, falling asleep, fog over a lake, "
        "breathing exercises, "
        "the northern lights, an art installation, background for reading, drifting through the stars, a planetarium",
        "氛围音乐, 环境音乐, 新世纪音乐, 冥想音乐, 合成器铺底, 绵长的音垫, 无节拍的音景, 太空音乐, 氛围电子",
        "瑜伽冥想, 漂浮在太空, 湖面的晨雾, 助眠, 水疗馆, 星空下放空, 深呼吸, 极光",
    ),
    "blues": StyleWords(
        "blues, twelve-bar blues, a slow blues, delta blues, Chicago blues, a shuffle, boogie-woogie, jump blues, "
        "Texas blues, swamp blues, a blues shuffle, bluesy licks over a I-IV-V, a turnaround in E, juke joint blues, "
        "bottleneck slide guitar, call and response between harp and guitar, electric blues, "
        "a woke-up-this-morning tune",
        "a juke joint in Mississippi, a crossroads at midnight, a man whose woman left him, "
        "a smoky bar with a harmonica, "
        "the back porch in the delta, a whiskey-soaked night, a freight train at night, an old bluesman on his porch",
        "蓝调, 布鲁斯, 十二小节蓝调, 芝加哥蓝调, 三角洲蓝调, 布基伍基, 慢蓝调, 电声蓝调, 蓝调吉他",
        "密西西比河边的小酒馆, 喝着威士忌诉苦, 午夜的十字路口, 老人在门廊弹滑棒吉他, 口琴与吉他一问一答",
    ),
    "children": StyleWords(
        "children's music, a nursery rhyme, a lullaby, a kids' song, a playground song, a cradle song, "
        "a counting song, "
        "toddler tunes, a sing-along for kids, a music box tune, a preschool song, an alphabet song, a bedtime song",
        "kindergarten, putting the baby to sleep, a birthday party for little ones, "
        "jumping and clapping with toddlers, "
        "a puppet show, a bedtime story, a teddy bears' picnic, the carousel, a cartoon for preschoolers",
        "儿歌, 童谣, 摇篮曲, 儿童歌曲, 幼儿园音乐, 睡前儿歌, 数数歌, 亲子音乐",
        "幼儿园做游戏, 哄宝宝睡觉, 小朋友拍手唱歌, 睡前故事, 旋转木马, 生日会上的孩子们, 动画片",
    ),
    "christmas": StyleWords(
        "Christmas music, a Christmas carol, a carol, holiday music, yuletide song, jingle bells, a Noel, Xmas tune, "
        "sleigh bells, a Nativity hymn, a Santa song, Advent music, winter holiday standard",
        "Christmas eve by the fireplace, decorating the tree, Santa's workshop, a sleigh ride in the snow, "
        "carollers at the door, midnight mass, opening presents, a winter market with mulled wine, under the mistletoe",
        "圣诞音乐, 圣诞歌, 圣诞颂歌, 铃儿响叮当, 平安夜, 圣诞老人的歌, 冬日节庆音乐, 雪橇铃",
        "圣诞树下拆礼物, 雪夜壁炉旁, 平安夜的烛光, 驯鹿拉雪橇, 圣诞集市, 槲寄生下",
    ),
    "classical": StyleWords(
        "classical music, a nocturne, a sonata, a fugue, a string quartet, a symphony, a piano concerto, "
        "a prelude, an étude, "
        "a minuet, a Baroque suite, a Romantic piano piece, chamber music, an adagio for strings, a scherzo, "
        "an impromptu, "
        "a two-part invention, a Viennese waltz, an opera aria, impressionist piano, an art song, a rondo, "
        "counterpoint",
        "a concert hall, a salon in Vienna, a chamber recital, a piano competition, powdered wigs and chandeliers, "
        "a conservatory, moonlight on a grand piano, an evening at the opera, a ballet class",
        "古典音乐, 夜曲, 奏鸣曲, 赋格, 弦乐四重奏, 交响曲, 钢琴协奏曲, 前奏曲, 练习曲, 小步舞曲, 巴洛克组曲, 室内乐, "
        "浪漫派钢琴曲, 歌剧咏叹调, 谐谑曲, 印象派钢琴, 复调",
        "音乐厅, 维也纳沙龙, 月光下的三角钢琴, 音乐学院, 歌剧院的夜晚, 芭蕾舞课",
    ),
    "country": StyleWords(
        "country, country music, bluegrass, honky-tonk, a Nashville tune, western swing, a hoedown, outlaw country, "
        "train-beat country, Americana, a two-step, a truck-driving song, pedal steel ballad, banjo breakdown, "
        "cowboy song, "
        "hillbilly music, chicken-pickin' guitar, line-dance music",
        "a honky-tonk saloon, a pickup truck on a dirt road, a rodeo, boots and hats on a dance floor, "
        "a ranch at sunset, "
        "a barn in Tennessee, a lonesome cowboy by the fire, a Texas roadhouse, moonshine on the porch",
        "乡村音乐, 乡村, 蓝草, 牛仔歌曲, 纳什维尔, 西部摇摆, 踏板钢棒吉他, 班卓琴快弹, 美式乡村, 排舞音乐",
        "德州小酒馆, 开着皮卡走在土路上, 牛仔竞技场, 牧场的日落, 谷仓舞会, 草原上的牛仔",
    ),
    "early": StyleWords(
        "early music, plainchant, Gregorian chant, a Renaissance motet, a madrigal, a Bach chorale, medieval music, "
        "a pavane, a galliard, lute music, organum, a troubadour song, a viol consort, a mass setting, "
        "modal polyphony, a monastery chant, a recorder consort, an estampie, four-part chorale",
        "a cathedral, monks in a cloister, a medieval banquet, a castle court, knights and ladies dancing, "
        "stained glass and candlelight, a Tudor feast, a stone chapel, a minstrel at the king's table",
        "早期音乐, 格里高利圣咏, 素歌, 文艺复兴经文歌, 牧歌, 众赞歌, 中世纪音乐, 鲁特琴曲, 宫廷舞曲, 复调圣咏, "
        "游吟诗人歌曲",
        "大教堂, 修道院里的僧侣, 中世纪宴会, 城堡宫廷, 骑士与贵妇起舞, 石头礼拜堂的烛光",
    ),
    "electronic": StyleWords(
        "electronic music, house, deep house, techno, trance, drum and bass, EDM, electro, synthwave, dubstep, "
        "four-on-the-floor, an acid line, a rave track, eurodance, a club track, IDM, breakbeat, a big-room drop, "
        "a warehouse track, sidechained synths, a 909 beat, minimal techno, Detroit techno, garage, arpeggiated synths",
        "a dance floor at 3am, an underground club in Berlin, a festival main stage, strobe lights, a DJ set in Ibiza, "
        "neon lights and a night drive, a laser show, a warehouse rave, a robot factory, hands in the air",
        "电子音乐, 电子舞曲, 浩室, 科技舞曲, 迷幻舞曲, 鼓打贝斯, 合成器浪潮, 电音, 四踩底鼓, 俱乐部音乐, 锐舞, "
        "琶音合成器",
        "柏林地下俱乐部, 凌晨三点的舞池, 电音节主舞台, 霓虹夜路, 频闪灯, 伊维萨岛的DJ, 赛博都市",
    ),
    "folk": StyleWords(
        "folk, folk music, a jig, a reel, a Celtic tune, an Irish session tune, a sea shanty, a Scottish air, klezmer, "
        "a traditional ballad, a hornpipe, a morris dance, fingerpicked acoustic, a fiddle tune, a polka, "
        "a Balkan dance, "
        "singer-songwriter, an old mountain song, a pub session, a strathspey, a Nordic tune, a peasant dance",
        "a campfire, an Irish pub, sailors hauling ropes, a village wedding, a ceilidh, the highlands, "
        "a coffeehouse with a "
        "guitar, dancing round the maypole, a harvest festival, a fisherman's cottage",
        "民谣, 民间音乐, 凯尔特音乐, 爱尔兰舞曲, 水手号子, 吉格舞曲, 苏格兰小调, 民歌, 校园民谣, 指弹木吉他, "
        "中国风小调, 江南丝竹, 山歌",
        "篝火晚会, 爱尔兰酒馆, 水手拉起船帆, 乡村婚礼, 丰收节, 草原牧歌, 江南水乡, 一把木吉他弹唱",
    ),
    "funk_soul": StyleWords(
        "funk, soul, R&B, a slap-bass groove, Motown, disco, neo-soul, a wah-wah groove, P-funk, a horn-stab groove, "
        "Philly soul, quiet storm, on-the-one funk, a sixteenth-note groove, a clavinet riff, boogie, "
        "deep soul ballad, "
        "tight funk with ghost notes, new jack swing",
        "a seventies dance floor, a disco ball, roller skating, a soul train line, a block party, platform shoes, "
        "Saturday night at Studio 54, a chicken-grease kitchen groove, slow dancing in the basement",
        "放克, 灵魂乐, 节奏布鲁斯, 迪斯科, 摩城, 新灵魂, 拍弦贝斯律动, 哇音吉他, 铜管切分, 灵魂抒情",
        "七十年代舞厅, 迪斯科球, 轮滑场, 灵魂列车, 街头派对, 喇叭裤",
    ),
    "game": StyleWords(
        "game music, video game music, chiptune, 8-bit, a boss fight, a JRPG battle theme, a platformer level, "
        "an overworld theme, a dungeon theme, a retro arcade loop, a title-screen jingle, a town theme, "
        "a victory fanfare jingle, "
        "pulse waves and noise drums, a save-room theme, a racing game tune",
        "a dungeon boss fight, jumping over lava, an arcade hall, collecting coins, the final level, a pixel hero, "
        "choosing your fighter, a water level, riding across the world map, an old handheld console, game over",
        "游戏音乐, 芯片音乐, 八位机音乐, 首领战, 角色扮演游戏战斗曲, 平台跳跃关卡, 像素风配乐, 红白机音乐, "
        "迷宫主题, 城镇主题",
        "地下城打首领, 街机厅, 吃金币, 像素勇者, 最终关卡, 选人界面, 世界地图上骑行, 掌机",
    ),
    "gospel": StyleWords(
        "gospel, a hymn, a spiritual, church music, praise and worship, a Hammond-and-choir shout, a Sunday hymn, "
        "Southern gospel, a hallelujah chorus line, a revival song, a congregational hymn, a gospel choir, "
        "a psalm tune, "
        "quartet gospel, a praise break, an altar call",
        "a Sunday morning service, the congregation clapping, a Baptist church, baptism in the river, a revival tent, "
        "lifting your hands to the Lord, a hymn book and a pipe organ, amen and hallelujah",
        "福音音乐, 赞美诗, 圣歌, 黑人灵歌, 敬拜音乐, 教会诗歌, 福音合唱, 哈利路亚, 主日诗歌",
        "主日礼拜, 会众拍手歌唱, 南方教会, 河边受洗, 举手敬拜, 阿门",
    ),
    "hiphop": StyleWords(
        "hip hop, boom bap, trap, lo-fi beats, a rap beat, drill, a dusty loop, G-funk, old-school hip hop, chillhop, "
        "a beat to freestyle over, 808s and hi-hat rolls, phonk, a sampled break, jazz rap, East Coast beat, "
        "West Coast beat, a head-nodding loop, crate-digger's loop, cloud rap",
        "a cypher on the corner, a beat to study to, graffiti and boomboxes, a rap battle, riding low in Compton, "
        "late-night homework, a Brooklyn block, breakdancers on cardboard, vinyl crackle and rain",
        "嘻哈, 说唱, 嘻哈节拍, 陷阱音乐, 低保真节拍, 饶舌伴奏, 老派嘻哈, 采样循环, 808低音, 自由说唱伴奏",
        "街角即兴说唱, 学习时听的节拍, 涂鸦墙下, 霹雳舞, 布鲁克林街区, 深夜写作业",
    ),
    "jazz": StyleWords(
        "jazz, swing, bebop, gypsy swing, cool jazz, hard bop, a jazz ballad, a big band chart, a jazz waltz, "
        "modal jazz, "
        "a piano trio, Dixieland, New Orleans jazz, rhythm changes, a ii-V-I tune, walking bass and brushes, "
        "smooth jazz, "
        "a torch song, second line, manouche, a lounge standard, jazz fusion, a sax ballad, post-bop, "
        "an uptempo burner",
        "a speakeasy, a smoky basement club, a rainy night in a Tokyo café, cocktail hour, a second line parade, "
        "a film noir detective, Harlem in the thirties, a hotel bar, last call at the club, "
        "Paris with an accordion and guitars, "
        "elevator, dinner at a fine restaurant",
        "爵士, 爵士乐, 摇摆乐, 比波普, 吉普赛摇摆, 冷爵士, 爵士抒情曲, 大乐队, 爵士华尔兹, 爵士三重奏, "
        "迪克西兰, 行走低音与鼓刷, 萨克斯情歌",
        "地下爵士俱乐部, 东京雨夜的咖啡馆, 鸡尾酒时光, 黑色电影侦探, 酒店大堂酒吧, 三十年代的哈莱姆, "
        "新奥尔良游行, 老上海舞厅",
    ),
    "latin": StyleWords(
        "Latin music, bossa nova, samba, salsa, a montuno, tango, cha-cha-chá, mambo, bolero, rumba, merengue, cumbia, "
        "son cubano, a clave groove, flamenco, reggaeton, mariachi, Afro-Cuban, bachata, calypso, a habanera, choro, "
        "a tumbao bass line, a guajira, milonga",
        "a beach in Rio, a dance hall in Havana, carnival, a couple dancing in Buenos Aires, a fiesta in Mexico, "
        "a Copacabana bar, Spanish guitars and castanets, a cigar and a glass of rum, a salsa class, a tropical island",
        "拉丁音乐, 波萨诺瓦, 桑巴, 萨尔萨, 探戈, 恰恰, 曼波, 波莱罗, 伦巴, 弗拉门戈, 古巴颂乐, 雷鬼顿, "
        "蒙图诺钢琴, 墨西哥街头乐队",
        "里约海滩, 哈瓦那舞厅, 狂欢节, 布宜诺斯艾利斯的舞者, 墨西哥节日, 热带小岛, 响板与西班牙吉他, 一杯朗姆酒",
    ),
    "metal": StyleWords(
        "metal, heavy metal, thrash, death metal, black metal, doom, power metal, djent, a breakdown, blast beats, "
        "metalcore, palm-muted riffs, drop-tuned guitars, double-kick drums, a shredding solo, prog metal, sludge, "
        "a mosh-pit riff, tremolo picking, growl-ready riffing, NWOBHM gallop",
        "a mosh pit, headbanging, a wall of amplifiers, a Viking raid, leather and spikes, hellfire, a demon army, "
        "a festival in Wacken, the gates of hell, a chainsaw massacre",
        "金属, 重金属, 激流金属, 死亡金属, 黑金属, 厄运金属, 力量金属, 双踩底鼓, 闷音连复段, 降调吉他, 金属核, "
        "速弹独奏",
        "死墙冲撞, 甩头, 一整面音箱墙, 维京人出征, 地狱之火, 恶魔大军, 皮衣铆钉",
    ),
    "pop": StyleWords(
        "pop, a pop song, a pop ballad, a chart hit, a love song, dance pop, teen pop, K-pop, Mandopop, J-pop, "
        "a radio hit, four-chord pop, a sing-along chorus, adult contemporary, an eighties hit, bubblegum, "
        "a boy band tune, "
        "a Eurovision entry, a piano ballad, easy listening, soft rock",
        "the radio in summer, a high-school prom, a karaoke night, first love, a road trip with friends, "
        "a shopping mall, "
        "a talent show, a wedding's first dance, dancing in your bedroom, a stadium sing-along",
        "流行, 流行歌曲, 抒情慢歌, 情歌, 华语流行, 韩流, 日系流行, 电台热门, 副歌朗朗上口, 口水歌, 偶像团体歌曲, 港乐",
        "夏天的收音机, 毕业舞会, 唱卡拉OK, 初恋, 和朋友自驾, 选秀节目, 婚礼第一支舞, 青春校园",
    ),
    "ragtime": StyleWords(
        "ragtime, a rag, stride piano, a cakewalk, saloon piano, novelty piano, a two-step rag, "
        "syncopated oom-pah piano, "
        "a player-piano roll, a slow drag, silent-movie piano, a Joplin-like rag, turn-of-the-century piano, "
        "barrelhouse rag",
        "a silent movie chase, a player piano in a saloon, the ice-cream parlour in 1905, a vaudeville theatre, "
        "a riverboat on the Mississippi in 1900, bowler hats and parasols, a nickelodeon, "
        "a barroom upright out of tune",
        "拉格泰姆, 散拍, 跨步钢琴, 散拍钢琴, 自动钢琴, 默片钢琴, 步态舞曲, 切分钢琴",
        "默片追逐, 老酒馆的走音钢琴, 1905年的冰淇淋店, 杂耍剧场, 密西西比河的游轮, 圆顶礼帽",
    ),
    "reggae": StyleWords(
        "reggae, dub, ska, rocksteady, dancehall, roots reggae, a one-drop groove, offbeat skank, lovers rock, "
        "a riddim, a bubble organ, steppers, two-tone, echoing dub bass, a Jamaican groove, ragga",
        "a beach in Jamaica, a sound system in Kingston, rasta colours, a hammock in the Caribbean, island sunshine, "
        "smoke and echo, a palm tree and a cold drink, peace and one love",
        "雷鬼, 雷鬼乐, 斯卡, 回响雷鬼, 根源雷鬼, 反拍吉他, 舞厅雷鬼, 摇滚慢步, 加勒比律动",
        "牙买加海滩, 金斯敦的音响系统, 加勒比海的吊床, 岛上阳光, 棕榈树下, 脏辫",
    ),
    "rock": StyleWords(
        "rock, rock and roll, a rock anthem, hard rock, punk, grunge, indie rock, classic rock, surf rock, "
        "garage rock, "
        "prog rock, power chords, psychedelic rock, stadium rock, a distorted riff, alternative, post-rock, Britpop, "
        "new wave, rockabilly, an eighth-note bass drive, arena rock, a jangly guitar tune, emo, shoegaze",
        "a stadium full of lighters, a motorcycle on the highway, a garage with friends, a mosh of teenagers, "
        "a surfboard and a twangy guitar, a leather jacket, Woodstock, a battle of the bands, "
        "a guitar smashed on stage",
        "摇滚, 硬摇滚, 朋克, 垃圾摇滚, 独立摇滚, 经典摇滚, 迷幻摇滚, 车库摇滚, 强力和弦, 后摇, 英伦摇滚, "
        "失真吉他连复段, 摇滚国歌",
        "体育场万人合唱, 公路上的摩托车, 车库里排练, 皮夹克, 音乐节泥地, 砸吉他",
    ),
    "soundtrack": StyleWords(
        "soundtrack, a film score, cinematic music, an epic trailer, an orchestral score, a main title, an underscore, "
        "a chase cue, a love theme, an adventure score, a suspense cue, a hybrid orchestral cue, a TV theme, "
        "end credits, "
        "a fantasy score, braams and taikos, a horror score, sweeping strings and horns, a documentary score",
        "a spaceship taking off, the hero's last stand, a galloping army, opening credits, a detective on the case, "
        "a car chase, a sweeping desert landscape, dragons over the mountains, a spy thriller, the end of the world, "
        "a nature documentary",
        "电影配乐, 影视配乐, 史诗音乐, 预告片音乐, 管弦配乐, 片头曲, 片尾曲, 悬疑配乐, 冒险配乐, "
        "宏大弦乐与圆号, 纪录片配乐",
        "英雄最后一战, 千军万马, 飞船升空, 汽车追逐, 巨龙飞过群山, 谍战片, 世界末日, 大漠孤烟",
    ),
}

# The first name is the plainest.
PART_NAMES: dict[str, tuple[str, str]] = {
    "drums": ("drums, a drum kit, percussion, beats, brushes and cymbals", "鼓, 鼓组, 打击乐, 架子鼓"),
    "piano": ("piano, keys, grand piano, electric piano, Rhodes", "钢琴, 键盘, 电钢琴"),
    "chromatic": (
        "vibraphone, marimba, glockenspiel, bells, mallets, celesta, music box",
        "颤音琴, 马林巴, 钟琴, 木琴, 八音盒",
    ),
    "organ": ("organ, Hammond, church organ, accordion, harmonica", "风琴, 管风琴, 手风琴, 口琴"),
    "guitar": ("guitar, guitars, acoustic guitar, electric guitar, strummed guitar", "吉他, 木吉他, 电吉他"),
    "bass": ("bass, upright bass, bass guitar, a bass line, double bass", "贝斯, 低音提琴, 电贝斯"),
    "strings": ("strings, violins, cello, a string section, harp, fiddle", "弦乐, 小提琴, 大提琴, 竖琴"),
    "ensemble": ("choir, string ensemble, voices, a vocal ensemble, synth strings", "合唱, 弦乐合奏, 人声, 合成弦乐"),
    "brass": ("brass, trumpet, trombones, horns, a horn section, tuba", "铜管, 小号, 长号, 圆号"),
    "reed": ("saxophone, sax, clarinet, oboe, woodwinds, bassoon", "萨克斯, 单簧管, 双簧管, 木管"),
    "pipe": ("flute, recorder, whistle, piccolo, pan pipes", "长笛, 竖笛, 笛子, 短笛"),
    "lead": ("synth lead, lead synth, a synthesizer, sawtooth lead", "合成器主音, 合成器"),
    "pad": ("pads, synth pads, warm pads, a pad", "铺底, 音垫, 合成器铺底"),
    "effects": ("synth effects, effects, atmospheres", "合成效果, 效果音色"),
    "ethnic": ("sitar, banjo, koto, kalimba, bagpipes, ethnic instruments", "民族乐器, 西塔琴, 班卓琴, 古筝"),
    "percussive": ("steel drums, taiko, woodblocks, tuned percussion", "钢鼓, 太鼓, 木鱼"),
    "sfx": ("sound effects, noises", "音效"),
}

# (up to which tempo in bpm, English, Chinese)
TEMPO_WORDS: tuple[tuple[float, str, str], ...] = (
    (58, "very slow, largo, crawling, extremely slow, lento", "极慢, 广板, 非常慢, 很慢"),
    (76, "slow, adagio, slow-paced, leisurely", "慢速, 缓慢, 柔板, 慢"),
    (96, "slowish, andante, unhurried, walking-pace, relaxed-tempo", "较慢, 行板, 不紧不慢, 中慢速"),
    (118, "mid-tempo, moderate, medium, moderato, steady", "中速, 中板, 不快不慢, 适中速度"),
    (140, "lively, allegro, upbeat, brisk, uptempo", "轻快, 快板, 较快, 中快速"),
    (170, "fast, quick, rapid, fast-paced, racing", "快速, 快, 快节奏, 急速"),
    (999, "very fast, presto, breakneck, blazing, super fast", "极快, 急板, 飞快, 非常快"),
)

"""How people describe a style without its name: the sound, the players, the place, the clothes, the story.

Sentences a line, for `model.training.prompt_classifier`. None of them may stand in the table of prompts that
measures the result (tests/model/text/prompts.csv); a test looks after that.
"""

from __future__ import annotations

STYLE_PHRASES: dict[str, str] = {
    "ambient": """
        long tones that slowly fade into silence
        a bed of soft synthesizer chords without rhythm
        music that barely changes, like watching the horizon
        background tones for breathing and stretching
        vast empty space with distant echoes
        no melody, no beat, just colour and air
        a humming glow that lasts for an hour
        calm washes of sound like waves far away
        floating in a warm pool in the dark
        glacial textures with enormous reverb
        still water, mist and slow swells
        sounds to help me sleep through the night
        the inside of a cathedral of ice, frozen in time
        没有旋律也没有鼓点，只有弥漫的声响
        缓慢变化的和声色彩，像潮水起伏
        漂在温水里听到的遥远回响
        帮助睡眠的长音背景
        空旷、静止、无边无际的声音
        清晨湖面一样平静的电子音色
        练习呼吸和拉伸时的背景声
        slowly changing synthesizer chords for meditation
        a single sustained note that grows and dies
        tones like sunlight through deep water
        quiet electronic colours for a gallery
        eternal stillness, no drums, distant bells
        gentle hum for falling into a trance
        soft glow, frozen moment, infinite delay
        background for yoga and tea
        没有鼓的缓慢合成音色
        深海里的光
        安静的电子色彩，永恒的静止
        打坐时听的长音
    """,
    "blues": """
        a lonely man with a guitar singing about hard times
        my woman done left me and the rent is due
        wailing guitar answering a tired voice
        bent thirds and a lazy triplet beat
        a harmonica crying in the night
        dominant seventh chords going round one, four and five
        cotton fields, a train and a bottle
        gravel voice, bottle of bourbon, slow triplets
        trouble in mind, moaning and groaning
        the devil at the crossroads wants my soul
        rough bar, cheap whiskey, a weeping guitar solo
        hard luck story with a slide on the strings
        poor man's lament from the southern plantations
        十二小节里诉说生活的苦
        沙哑的嗓音和滑棒在琴弦上的哀鸣
        女人走了，只剩一瓶威士忌
        慢三连音，属七和弦，吉他与人声对答
        南方种植园里的劳苦歌声
        雨夜里一个人弹着吉他叹气
        嗓子沙哑的老黑人唱命苦
        shouting a sad story over a slow shuffle
        growling old man, slide guitar and stomping foot
        the rent man is knocking and I ain't got a dime
        crying electric guitar with long bends and vibrato
        a piano rolling eight to the bar in a smoky joint
        feeling low down and mistreated
        poor boy a long way from home
        I drink to forget that cheating woman
        喝醉的人唱着自己的不幸
        吉他推弦长长地哭
        被情人抛弃，心里苦闷
        老人低吼，脚打着拍子
    """,
    "children": """
        an easy happy melody for small kids
        a teacher and her class singing and pointing at animals
        the wheels of the bus going round
        tuck the little one into bed with a soft tune
        five year olds dancing in a circle holding hands
        teddy, blocks, balloons and giggles
        a simple tune with three notes for little fingers
        learning colours and letters with a song
        mummy humming to her newborn
        a toy piano, a xylophone and handclaps
        farm animals go moo and quack
        silly faces and tickles
        hush now, close your eyes my darling child
        老师带着小班学动物叫
        妈妈轻声哼给刚出生的孩子
        围成圈拍手跳舞的五岁孩子
        学颜色学字母的简单旋律
        积木、气球和咯咯笑
        小兔子乖乖一样的调子
        玩具琴叮叮当当，三岁孩子也会唱
        toy drum and tin soldiers for infants
        nursery teacher with a guitar and hand puppets
        tiny feet marching round the classroom
        happy cartoon theme with kazoo
        bedtime for a sleepy toddler
        rhymes about mice, spiders and stars
        innocent little song anyone of four can sing
        mother and baby cuddling
        小手拍拍，小脚踏踏
        星星和小老鼠的儿谣
        妈妈抱着婴儿摇啊摇
        三四岁孩子的游戏歌
    """,
    "christmas": """
        the night before the birth of Jesus, snow on the roofs
        reindeer on the roof and presents in red paper
        choir boys with candles singing of a child in a manger
        frosty windows, cinnamon biscuits and a decorated fir
        Rudolph and the man with the white beard
        peace on earth, angels singing, a star in the east
        waiting for Saint Nicholas
        bells over white fields, a horse and a one horse open sleigh
        the most wonderful time of the year
        turkey dinner, paper crowns, the Queen's speech
        ice skating rink with coloured lights in winter
        shepherds watch their flocks by night
        家家户户挂彩灯，等白胡子老人送礼物
        红帽子白胡子的老爷爷
        雪地里铃声叮当，马拉着雪车
        天使歌唱，婴孩降生马槽
        烤火鸡、肉桂饼干和装饰好的冷杉
        十二月的雪花与歌声
        红袜子挂在床头
        冬天最温馨的节日晚餐
        a baby in a stable and three wise men
        merry gentlemen and holly and ivy
        children waiting for a man in red with a sack
        snowflakes, candles, bells and joy in winter
        a cosy winter evening with eggnog
        ringing handbells in the snow
        a choir sings of a holy night
        wrapping paper, ribbons, pine smell
        圣婴诞生，三博士来朝
        冬夜烛光，铃声和合唱
        红衣老人背着大袋子
        雪花、冬青与松枝的香味
    """,
    "classical": """
        a formal piece in three movements
        polite applause, an evening of great masters
        trills, scales and elegant cadences on the keyboard
        four string players in conversation
        piano arpeggios in the moonlight, tender and refined
        a soprano holding a long high note in the theatre
        strict imitation between the voices
        the development section modulates before the theme returns
        powdered wig, candle light, a keyboard with plucked strings
        a great pianist pouring out his heart with rubato
        eighteenth century elegance
        sheet music studied by every conservatory student
        ballerinas en pointe
        theme, variations and a brilliant coda
        第一主题、第二主题和再现部
        白手套、枝形吊灯、安静的听众
        月光般的琶音，细腻优雅
        十八世纪欧洲宫廷的键盘音乐
        大师们的名作，考级曲目
        严格模仿的多声部写作
        女高音在剧院里唱长长的高音
        弦乐四位演奏者轻声对话
        a graceful dance movement for strings in triple time
        long legato lines for oboe with string accompaniment
        an orchestra tunes, the maestro enters
        stormy octaves and heroic themes on a concert grand
        delicate French piano with whole tone colours
        harpsichord and strings with terraced dynamics
        a young prodigy plays for the emperor
        lyrical slow movement, muted strings
        thunderous octaves by a Russian master
        弦乐伴奏下双簧管的长线条
        雷鸣般的八度和英雄主题
        细腻的法国钢琴色彩
        神童为皇帝演奏
        羽管键琴与弦乐的宫廷协奏
    """,
    "country": """
        a cowboy hat, a horse and the open range
        three chords and the truth about small town life
        slide steel crying in my beer
        picking a five string fast on the porch
        driving my old truck down a gravel road
        Daddy worked the farm and mama prayed
        boots stomping on a wooden floor in Texas
        she took the dog and the truck and left me here
        wide open plains and a lonesome whistle
        fast fiddle and flat-picked guitar
        hay bales, denim and a cold one on Friday night
        singing through the nose with a twang
        a drifter riding into town
        牛仔帽、马靴和无尽的草场
        开着旧卡车回小镇老家
        五弦琴快速拨奏，脚踏木地板
        谷仓里的星期五晚上，牛仔裤和啤酒
        农场、老狗和妈妈的祈祷
        滑音钢棒吉他像在哭
        西部荒野上独行的骑马人
        带鼻音唱小镇爱情
        mandolin chop and a high lonesome tenor
        yodelling on the prairie
        sheriff, horses, whiskey and regret
        dusty boots, a jukebox and a two-step
        acoustic strumming with a twangy Telecaster
        dirt roads, tailgates and cold beer
        a railroad worker sings in Kentucky
        honest songs for hard-working farmers
        曼陀林和高亢孤独的男声
        警长、马匹和悔恨
        肯塔基的铁路工人
        尘土飞扬的公路和冰啤酒
    """,
    "early": """
        monks singing in unison at dawn
        pure voices weaving under stone arches
        music from the middle ages, bare fifths
        a court entertainer with a lute
        four voices in sacred counterpoint from the sixteenth century
        slow stately steps of nobles in ruffs
        incense, candles and an echoing nave
        hooded brothers at prayer before sunrise
        the Sistine chapel choir in 1560
        knights returning, ladies with garlands, pipes and tabors
        old church modes without bar lines
        a nun's visionary song
        Queen Elizabeth's lutenist plays sadly
        清晨僧人齐声诵唱
        石拱下纯净的人声交织
        中古宫廷里拨弦的艺人
        十六世纪的无伴奏宗教合唱
        空五度，古老的教会音阶
        烛光、香烟与回声的教堂中殿
        穿褶领的贵族缓步起舞
        蒙面修女的祷歌
        a solemn procession of friars
        voices in parallel fifths from an ancient abbey
        viols and virginals in a Tudor chamber
        a troubled love song with lute, 1597
        dance of the peasants with shawm and drum in 1350
        psalm tones and drones in an old crypt
        madonna, incense, Latin words sung without instruments
        ballads of chivalry at a feudal banquet
        古老修院里的平行五度
        一五九七年的琵琶琴情歌
        中古农民的管鼓舞
        无伴奏的拉丁经文
    """,
    "electronic": """
        a steady kick drum and synthesizers building to a release
        dancing all night under flashing lights
        the crowd waits for the bass to come back in
        looped machine drums and a hypnotic bass line
        cold robotic beat with an endless arpeggio
        glow sticks and smoke machines
        resonant filters squealing over a drum machine
        fast broken drums and deep sub bass
        cyber city, chrome and neon, driving synth bass
        the build up, the snare roll and then the explosion
        hypnotic repetition in a dark basement with huge speakers
        programmed, quantised, made on a laptop
        side-chain pumping chords
        灯光闪烁中彻夜跳舞
        循环的鼓机和催眠的低音线
        冰冷的机械节奏，不停的琶音
        人群等待低音重新落下
        荧光棒、烟雾机和巨大的音箱
        高速碎鼓与深沉低频
        赛博城市的霓虹与合成低音
        电脑做的重复节奏，越来越兴奋
        oscillators, filters and a relentless pulse
        crowd jumping when the beat returns
        mechanical groove with clicking percussion
        euphoric chords and a big lead for thousands of dancers
        distorted kick, fast and dark, for the warehouse crowd
        sixteenth-note bass sequence from the eighties future
        chopped breakbeats at breakneck speed
        a hypnotic loop that slowly opens
        振荡器和滤波器的脉冲
        几千人一起跳跃的高潮主音
        快速黑暗的失真底鼓
        八十年代未来感的低音序列
    """,
    "folk": """
        an old melody everybody in the village knows
        two fiddles and a drum for the dancers
        sailors singing together as they pull the ropes
        a story song with many verses and a plucked guitar
        pints, laughter and a fast tune on the whistle
        shepherds on green hills
        traditional instruments at a wedding in the countryside
        barefoot around the fire with a guitar
        my grandmother's song from the old country
        clapping peasants in embroidered shirts
        bagpipes over the moor
        a wanderer with a guitar on his back
        bamboo flute beside the river
        ancient melodies of my people
        村里人人会唱的老歌
        两把提琴和一面鼓，大家围着跳
        船员一起拉绳时的合唱
        背着木吉他的流浪者
        草地上的牧羊人吹笛
        奶奶教我的家乡调子
        竹笛声从江边传来
        穿绣花衣裳的村民拍手
        黄土高坡上高亢的歌声
        茶馆里的丝弦和竹管
        accordion and fiddle at a village dance
        a ballad about a drowned sailor
        lively dance tune in D with bodhran
        shepherd's pipe in the mountains
        hammered dulcimer and guitar by the river
        songs my grandfather sang while mowing
        pipes and drums of the clans
        a traveller's waltz on a squeezebox
        two-string fiddle singing of the grasslands
        村庄舞会上的手风琴
        淹死水手的叙事歌
        山间牧人的笛声
        二弦琴诉说大草原
        采茶姑娘的对唱
    """,
    "funk_soul": """
        everybody dance, the bass is popping
        a tight rhythm section locked on a sixteenth groove
        singer pleading for love with horns behind
        scratchy muted guitar and syncopated bass
        glitter ball, flares and hustle steps
        velvet voice, late evening, slow sexy groove
        the godfather screams and the band hits it
        strings, hi-hats opening on every offbeat, walk on the dance floor in 1977
        sweaty groove you can't resist
        electric keys through a wah pedal
        strutting clavinet, shake your body all night
        baby I need your loving, tambourine on two and four
        deep pocket drums with ghost notes on the snare
        silky chords with a lazy backbeat
        贝斯跳动，大家扭起来
        紧凑的十六分律动，闷音吉他扫弦
        丝绒般的嗓音唱着深夜的爱
        一九七七年的舞步，弦乐和开镲
        歌手嘶吼，乐队重重落在第一拍
        让人停不下来的扭动节奏
        铜管齐奏，切分的低音
        慵懒后拍上的丝滑和弦
        bass thumb slaps, chicken-scratch guitar, tight horns
        a diva pours out her heart over organ and strings
        clap on two and four, shake that thing
        wah guitar, conga, cop show from 1973
        groove so deep your head moves by itself
        four singers in matching suits harmonise about love
        slinky bass with electric piano chords at bedtime
        party people strut down the line
        拇指拍弦，短促吉他，铜管整齐
        四位歌手穿着同样西装唱爱情
        一九七三年警匪剧的哇音吉他
        深沉的律动让头不由自主地点
    """,
    "game": """
        beeps and bloops from an old console
        the villain's castle, one life left
        loop for a level where you jump on platforms
        a pixelated spaceship shooting invaders
        three channels and a noise drum
        press start to continue
        exploring the overworld with sword and shield
        monster encounter, choose attack or magic
        the shopkeeper's cheerful loop
        insert coin
        high score, extra life, bonus stage
        running to the right collecting rings
        a puzzle with falling blocks
        healing at the inn, then back to the quest
        老式主机的哔哔声
        魔王城堡，只剩一条命
        跳上平台躲避怪物的循环曲
        三个声道加噪声鼓
        遇到怪物，选择攻击或魔法
        投币开始，最高分
        拿着剑和盾在大地图上探索
        俄罗斯方块一样的旋律
        jump, shoot, collect, repeat
        theme for the village where the quest begins
        fast arpeggios on a primitive sound chip
        the dragon boss has three health bars
        cheerful level with clouds and hills
        a kart race with bananas
        menu loop while choosing weapons
        stealth mission in an enemy base, loop
        简单音源上的快速琶音
        冒险开始的村子
        选择武器的菜单循环
        赛车与香蕉皮
    """,
    "gospel": """
        lift up your voice and praise the saviour
        a preacher shouts and the people answer
        joyful choir clapping on two and four with organ runs
        old-time religion in a wooden chapel
        washed in the blood, walking to the promised land
        I once was lost but now am found
        slow hymn sung by the faithful
        grandma's Sunday best and fans waving in the pews
        glory, glory, the spirit is moving
        piano and organ lifting up a soloist's testimony
        songs of freedom sung by enslaved people
        thank you Lord for one more day
        worship band with hands in the air
        高声赞美救主
        牧者呼喊，众人回应
        欢乐的歌唱队在二四拍拍手
        木头小教堂里的老歌
        我曾迷失，如今被寻回
        信众缓缓齐唱的诗篇
        圣灵感动，荣耀归主
        黑奴争取自由的歌
        the congregation stands and sings of grace
        soulful church piano with shouting and handclaps
        blessed assurance, old wooden pews
        a soloist testifies, the choir answers yes Lord
        baptised in the Jordan
        slow devotional with organ swells
        freedom song marching to heaven
        praise him with timbrel and dance
        会众起立歌唱恩典
        独唱见证，众声回应
        木长椅上的老赞歌
        跪下祷告，琴声渐起
    """,
    "hiphop": """
        a beat with swagger for a microphone
        chopped soul sample and hard drums
        rattling hats and a long sliding bass
        two turntables and a microphone
        spitting bars about the hood
        nodding heads, hoodies and gold chains
        mellow tape hiss beat with jazzy chords for homework
        crackling record and a lazy snare
        lowriders, palm trees and a whining synth
        dark piano loop, menacing bass, triplet hats
        battle on the street corner, crowd in a circle
        verses, ad-libs, hook, money and fame
        sleepy beat, anime girl, headphones
        有态度的节拍，等人拿起麦克风
        切碎的灵魂乐采样配硬鼓
        快速抖动的镲和滑动低频
        连帽衫、金链子和点头的人群
        带黑胶杂音的慵懒节奏，写作业用
        念词、押韵、街头故事
        两台唱机和一个话筒
        阴暗的钢琴循环和三连镲
        kick, snare, scratch, repeat
        two rappers trade verses about their city
        syncopated flow over a jazz bass sample
        heavy low end and triplet hats in a dark room
        sunny west side groove with a squeaky synth
        boombox on the shoulder, tracksuit and sneakers
        pensive beat with rain sound and mellow keys
        street poetry with a gritty drum break
        两个说唱者轮流讲城市故事
        雨声和温柔键盘的放松节拍
        肩扛录音机，运动服球鞋
        街头诗，粗粝的鼓
    """,
    "jazz": """
        improvising over difficult chord changes
        the drummer swings with brushes while the bass walks
        smoky room, saxophone, last drink
        extended chords and blue melodies after dark
        horn section of sixteen in dinner jackets
        fast acoustic guitars and a violin from Paris in the thirties
        a trumpet crying softly under a street lamp
        dancers jitterbugging in 1938
        cool, detached, turtleneck and sunglasses
        scat singing with a piano
        sophisticated harmony and a light ride pattern
        clarinet, banjo and tuba marching down Bourbon Street
        background for cocktails at a fancy hotel
        a private eye walks home in the rain
        a lone saxophone over the sleeping city
        combo of piano, bass and drums in a small bar
        a singer in evening dress with a swinging orchestra
        城市夜里孤独的萨克斯
        酒吧里钢琴、贝斯和鼓的小组合
        在复杂的和弦上即兴
        鼓手用刷子，低音走动
        烟雾弥漫的房间，最后一杯酒
        一九三八年的舞者与十六人铜管
        巴黎三十年代的快速吉他与小提琴
        街灯下轻轻哭泣的小号
        延伸和弦与深夜的旋律
        高级酒店里喝鸡尾酒的背景
        私家侦探雨中回家
        piano comping behind a trumpet solo
        brushes on the snare, soft bass, low lights
        blue chords and a whisper of saxophone
        swinging eighth notes at a furious pace
        clarinet glissando over a stomping band
        a vocalist with a gardenia in her hair
        flat fives and dark glasses
        vibraphone and guitar, cool and understated
        Gypsy caravan with two rhythm guitars and violin
        a jam session where everyone takes a chorus
        深夜蓝色和弦，萨克斯低语
        小号独奏，钢琴伴随
        单簧管滑音与热闹的乐队
        鬓边别花的女歌手
        颤音琴与吉他，冷静含蓄
        轮流即兴的深夜合奏
    """,
    "latin": """
        hot rhythm with timbales and trumpets
        a sensual couple dance with sharp turns
        syncopated piano pattern over clave
        sunny beach, caipirinhas and gentle guitar
        street parade with whistles and surdos and feathers
        maracas, guiro and a bolero singer
        passionate guitar strumming, heels and hand claps
        wide sombreros and trumpets serenading
        sway your hips, mi amor
        rum, cigars and old convertibles
        band of twelve with cowbell and montuno coda
        steamy night, spicy food, everyone knows the steps
        the girl walks to the sea
        热辣的节奏，定音小鼓和小号
        性感的双人舞，急转与停顿
        阳光海滩，轻柔的吉他切分
        羽毛头饰的街头游行与哨子
        鞋跟踢踏，击掌，激情扫弦
        大草帽乐手在窗下演奏小号
        扭动胯部，我的爱人
        雪茄、朗姆酒和老爷车
        clave, cowbell and a blazing trumpet section
        soft syncopated guitar and a murmured song in Portuguese
        dancers with fans and castanets
        a serenade under a balcony in Mexico
        bandoneon sighs in a dark Argentine bar
        drum school marching through the city in February
        merengue at a family party in Santo Domingo
        romantic trio with requinto guitar
        牛铃和炽热的小号
        葡萄牙语的轻柔切分吉他
        阳台下的墨西哥小夜曲
        阿根廷暗巷里的手风琴叹息
        二月街头的鼓队游行
    """,
    "metal": """
        crushing guitars and relentless double bass drums
        screaming vocals about death and war
        fast picking, minor scales, pure aggression
        long hair flying in front of giant amplifiers
        slow and monstrously heavy, tuned very low
        epic twin guitar harmonies and a galloping bass
        chaotic odd-time chugs
        corpse paint and frozen forests
        the apocalypse with a wall of gain
        a pit of sweaty people crashing into each other
        inhuman speed and guttural roars
        skulls, flames and black leather
        warriors ride to battle with screaming solos
        碾压般的吉他和不停的双踏
        嘶吼着死亡与战争
        长发在巨型音箱前飞舞
        慢而沉重，调得极低
        双吉他和声，奔马般的节奏
        骷髅、火焰和黑皮革
        非人的速度和喉音怒吼
        人群在台前互相冲撞
        shredded solos and thundering toms
        downpicked riffs in E minor at full gain
        howls from the abyss with tremolo guitars
        war hymn of the north with distorted guitars
        brutal breakdown, everybody jump and smash
        sludgy, tuned to A, crawling and crushing
        demonic vocals, blasphemy and speed
        neoclassical guitar runs over double bass
        深渊的嚎叫与震音吉他
        北方战歌，失真吉他
        残暴的节奏，砸碎一切
        调到极低，缓慢碾压
    """,
    "pop": """
        a melody you can't get out of your head
        verse, pre-chorus and a huge chorus about us
        teen idols dancing in matching outfits
        the song of the summer on every station
        modern production with a catchy vocal line
        a tender piano and a voice missing someone
        everyone holds up their phones at the arena and sings along
        boy meets girl, heartbreak, make up
        clean guitars, claps and a whoa-oh hook
        simple, sweet, made for the charts
        slow dance with your crush
        a star winning a televised singing contest
        feel-good tune for a car commercial
        脑子里挥之不去的旋律
        主歌、导歌和巨大的副歌
        穿同样衣服跳舞的少年团体
        今年夏天到处都在放的歌
        想念你的夜晚，钢琴和温柔的声音
        男孩遇见女孩，分手又和好
        简单甜美，适合上榜
        全场举起手机一起唱
        upbeat love tune for teenagers
        a ballad that makes the whole stadium cry
        polished synths, a big hook and backing vocals
        best friends singing into hairbrushes
        dance routine in a music video
        summer, beach, first kiss, radio
        heartbreak anthem with a soaring chorus
        a tune even your mum knows
        十几岁少女的恋爱小曲
        让全场落泪的慢歌
        舞蹈视频里的整齐动作
        夏天、海边、初吻
        连妈妈都会唱的调子
    """,
    "ragtime": """
        jaunty syncopated piano from the turn of the century
        a tinny upright in a saloon around 1899
        the hero ties his shoes while the villain twirls his moustache
        strutting couples compete for a cake
        the right hand dances ahead of the beat while the left marches
        black and white comedy, people slipping on bananas
        straw hats, striped blazers and sarsaparilla
        stiff march time bass with playful off-beats
        paper roll turning in a coin-operated instrument
        paddle steamer entertainers at the keyboard in 1905
        four strains, repeats, no swing, bouncy
        old-fashioned parlour showpiece with leaps in the left hand
        世纪之交欢快的切分键盘曲
        老电影里滑稽的追赶
        右手抢拍，左手像行军
        草帽、条纹西装和汽水店
        投币的机械琴纸卷转动
        一八九九年酒馆里走了音的立式琴
        轮船上的键盘艺人，1905年
        左手大跳，右手俏皮
        playful piano with offbeat accents and a steady bass
        gentlemen in boaters dancing the two-step
        ivory tickler in a St. Louis sporting house
        banjo and piano at a minstrel-era fair, 1897
        comic short with a runaway carriage
        bouncy parlour piano for a soda fountain
        the roll starts, the keys move by themselves
        crisp march rhythm with ragged melody
        平稳低音上的俏皮重音
        戴平顶草帽的绅士跳两步舞
        琴键自己动起来
        滑稽短片里失控的马车
    """,
    "reggae": """
        relaxed groove with the guitar on the upbeat
        heavy bass, rim shots and an organ shuffle
        echo and delay on everything, bass up front
        dreads, smoke and a red gold and green flag
        the third beat drops and the bass rolls
        cruising slowly by a turquoise sea
        get up, stand up for your rights
        brisk upstrokes, horns and checkered suits
        laid-back tropical island with coconut drink
        no worries, every little thing will be fine
        spring reverb on the snare, melodica floating
        a massive sound rig in the yard
        轻松律动，吉他落在反拍
        厚重的低音和边击
        处处是回声与延迟
        红金绿旗帜与辫子头
        碧海边慢慢摇晃，喝椰子水
        别担心，一切都会好
        起来争取你的权利
        第三拍重击，低音滚动
        skanking upstrokes and a fat bass line
        chilled island groove with melodica
        righteous lyrics about Zion and Babylon
        speaker boxes stacked high in the street, deep low end
        bubbling keys with one heavy beat in the bar
        horns and jumping kids in pork pie hats
        tape echo, drop outs and thunderous low frequencies
        mango trees, warm breeze and no hurry
        反拍上扫，粗壮的低音
        锡安与巴比伦的歌
        街头堆高的音箱，低频震动
        芒果树下的微风
    """,
    "rock": """
        loud guitars, a backbeat and a shouted chorus
        four people, a van and a lot of noise
        a guitar hero on one knee playing a solo
        angry young men with three chords
        crunchy riff, cowbell, long hair and jeans
        fists in the air for the big refrain
        ringing guitars and a driving eighth-note bass
        spring reverb twang by the ocean
        the amplifier hums, then the drums crash in
        slow quiet verses exploding into distortion
        a concept album with a ten minute organ solo
        flannel shirts and apathy
        glamorous rockers in make-up and platform boots
        长头发的年轻人组乐队弹电吉他
        denim, tattoos and a roaring engine on the open road
        spit, safety pins and two minutes of fury
        响亮的吉他、重后拍和呐喊
        四个人、一辆面包车、很多噪音
        吉他手单膝跪地独奏
        愤怒青年的三个和弦
        牛仔裤、长发和粗砺的连复段
        安静的主歌突然爆发
        公路上引擎轰鸣
        举起拳头一起吼
        guitar, bass, drums and raw power
        a riff everyone plays in music shops
        teen rebellion with feedback and sneers
        a power trio jamming for twenty minutes
        windmill strumming, smashed amps
        melancholy indie band with jangling chords
        hair spray, spandex and screaming solos
        blues scale riffs turned up loud
        sunburnt surfers with reverb-soaked guitars
        吉他、贝斯、鼓，纯粹的力量
        琴行里人人都弹的连复段
        反馈噪声和青春叛逆
        三人乐队长时间即兴轰鸣
        忧郁的独立乐团
    """,
    "soundtrack": """
        the hero looks over the burning city
        slow rising strings and thunderous percussion
        opening scene, the camera flies over the ocean
        a ticking clock, low pulses, something is about to happen
        love theme for two people parting at a station
        galactic empire, brass fanfare
        elves in an ancient forest
        the monster is behind the door
        final confrontation at sunrise
        wide orchestra for a journey across the desert
        the whale surfaces, narrator speaks
        two agents exchange briefcases on a bridge
        goosebumps, tears, the ship goes down
        huge choir and drums for a preview in theatres
        英雄望着燃烧的城市
        弦乐缓缓上升，鼓声如雷
        开场画面飞越海洋
        滴答的时钟，低沉的脉冲，危险将至
        车站离别的爱情主题
        银河帝国，铜管齐鸣
        怪物就在门后
        穿越沙漠的壮阔旅程
        旁白响起，鲸鱼浮出水面
        horns and timpani announce the king's return
        a lonely oboe over the ruined battlefield
        chase through a market, frantic percussion and brass
        wonder and awe as the spaceship lands
        the orphan finally finds home, tearful strings
        low drones and a sudden stab of violins
        opening of a fantasy epic with choir
        the heist begins, sneaky bass and flutes
        废墟战场上孤独的双簧管
        集市追逐，急促的打击乐与铜管
        孤儿终于回家，催泪弦乐
        低沉嗡鸣后突然的尖锐小提琴
        飞船降落，敬畏与惊奇
    """,
}

# What names no style: requests, gibberish, other topics. A text like these gets none.
NO_STYLE = """
    play something
    give me some music please
    anything you like
    surprise me
    make it better
    a good groove
    more of that
    something else
    the same again
    do what you want
    try another one
    hello there
    how are you today
    what is the weather like
    the quarterly report is due on Monday
    my cat is sleeping on the sofa
    please send me the invoice
    turn left at the next corner
    two plus two is four
    this sentence means nothing at all
    table chair window door
    green purple orange
    I had eggs for breakfast
    the train leaves at nine
    update the software
    can you hear me
    start now
    one two three testing
    a nice melody with good chords
    some notes in a pattern
    随便来一首
    来点音乐吧
    再来一个
    换一个
    你好
    今天天气怎么样
    请把文件发给我
    我早上吃了鸡蛋
    火车九点出发
    桌子椅子窗户
    什么都可以
    试试看
    下一首
    好听的音乐
    一段旋律
    一加一等于二
    the meeting has been moved to Thursday
    please close the door behind you
    my phone battery is empty
    where is the nearest bus stop
    the file could not be found
    I will call you back later
    add milk and bread to the shopping list
    the results were better than expected
    he is taller than his brother
    open the settings and press save
    nothing in particular
    whatever comes to mind
    just play
    I do not know what I want
    could you repeat that
    the price went up by three percent
    water boils at one hundred degrees
    she works in an office
    version two of the document
    ten people signed up for the course
    happy music in major
    a sad tune in a minor key
    a fast piece with lots of notes
    slow and quiet
    loud and energetic
    会议改到星期四
    手机没电了
    请关门
    文件找不到
    买牛奶和面包
    他比弟弟高
    我也不知道想听什么
    慢一点的钢琴
    快乐的曲子
    悲伤的音乐
"""


def phrases_of(block: str) -> list[str]:
    """The lines of a block."""
    return [line.strip() for line in block.splitlines() if line.strip()]

"""What words say: a table of prompts in two languages, and what must hold for any text at all."""

from __future__ import annotations

import json
import math
import time
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from model.music.config import MAX_TEMPO_BPM, MIN_TEMPO_BPM, PARTS, STYLES
from model.music.events import Metre
from model.music.keys import Key
from model.music.plan import Plan
from model.text import complete, parse, style_weights
from model.text.rules import vocabulary
from model.text.styles import USUAL, nearest_styles
from model.text.tokens import Lexicon, key_of, tokenise

# A text takes 1 ms, but a busy machine pauses for more than the 200 that are allowed unless said otherwise.
patient = settings(deadline=None)

ONLY = "every part not asked for"  # stands for the list of excluded parts


def said(**facts: Any) -> dict[str, Any]:
    """Everything a prompt says; what is not given here must be null or empty."""
    nothing = {"style": None, "tempo_bpm": None, "key": None, "metre": None}
    plan = {**nothing, "parts": [], "excluded": [], "unknown": [], **facts}
    if plan["excluded"] == ONLY:
        plan["excluded"] = [part for part in PARTS if part not in plan["parts"]]
    return plan


PROMPTS: dict[str, dict[str, Any]] = {
    # tempo in numbers
    "120 bpm": said(tempo_bpm=120),
    "120BPM": said(tempo_bpm=120),
    "at 96": said(tempo_bpm=96),
    "tempo 140": said(tempo_bpm=140),
    "Tempo: 72.5": said(tempo_bpm=72.5),
    "a tempo of about 100": said(tempo_bpm=100),
    "set tempo to 110": said(tempo_bpm=110),
    "♩=72": said(tempo_bpm=72),
    "bpm 90": said(tempo_bpm=90),
    "90 beats per minute": said(tempo_bpm=90),
    "a hundred and ten bpm": said(tempo_bpm=110),
    "one twenty bpm": said(tempo_bpm=120),
    "between 80 and 84": said(tempo_bpm=82),
    "80–84 bpm": said(tempo_bpm=82),
    "half as fast as 120": said(tempo_bpm=60),
    "twice the speed of 70": said(tempo_bpm=140),
    "每分钟90拍": said(tempo_bpm=90),
    "90拍": said(tempo_bpm=90),
    "一百二十拍": said(tempo_bpm=120),
    "八十到九十拍": said(tempo_bpm=85),
    "速度为１００": said(tempo_bpm=100),
    "120的一半": said(tempo_bpm=60),
    # numbers that are no tempo
    "4 bars of jazz": said(style={"jazz": 1}),
    "8 bars at 120": said(tempo_bpm=120),
    "at 8 bars": said(),
    "120": said(tempo_bpm=120),  # nothing else is a number that stands alone
    "90s rock": said(style={"rock": 1}, era="1990s"),
    "90年代摇滚": said(style={"rock": 1}, era="1990s"),
    "8-bit": said(style={"game": 1}),
    "12 string guitar": said(parts=["guitar"]),
    "4/4": said(metre="4/4"),
    # tempo in words; numbers win
    "slow": said(tempo_bpm=68),
    "very slow": said(tempo_bpm=54),
    "not too fast": said(tempo_bpm=106),
    "presto": said(tempo_bpm=184),
    "mid-tempo": said(tempo_bpm=106),
    "slow blues at 60": said(style={"blues": 1}, tempo_bpm=60),
    "缓慢": said(tempo_bpm=68),
    "小快板": said(tempo_bpm=116),
    "不要太快": said(tempo_bpm=106),
    "快乐": said(mood=["快乐"]),  # happy, not fast
    # keys
    "D minor": said(key="D minor"),
    "in E flat major": said(key="Eb major"),
    "E♭ major": said(key="Eb major"),
    "in G": said(key="G major"),
    "minor blues in G": said(style={"blues": 1}, key="G minor"),
    "F#m": said(key="F# minor"),
    "Gb major": said(key="F# major"),
    "D sharp minor": said(key="Eb minor"),
    "Am": said(key="A minor"),
    "I am here": said(unknown=["am"]),
    "jazz in A": said(style={"jazz": 1}, key="A major"),
    "jazz in a smoky bar": said(style={"jazz": 1}, mood=["smoky"]),
    "in a minor": said(key="A minor"),
    "in a minor key": said(),
    "a minor waltz": said(metre="3/4"),
    "the key of B": said(key="B major"),
    "D dorian": said(key="D minor"),
    "C大调": said(key="C major"),
    "d小调": said(key="D minor"),
    "降B大调": said(key="Bb major"),
    "升F小调": said(key="F# minor"),
    # metres
    "6/8": said(metre="6/8"),
    "jazz in 3": said(style={"jazz": 1}, metre="3/4"),
    "in seven eight": said(metre="7/8"),
    "waltz": said(metre="3/4"),
    "waltz in 5/4": said(metre="5/4"),
    "cut time": said(metre="2/2"),
    "四三拍": said(metre="3/4"),
    "八六拍": said(metre="6/8"),
    "八分之七拍": said(metre="7/8"),
    "3/4拍": said(metre="3/4"),
    "圆舞曲": said(metre="3/4"),
    # instruments and nicknames
    "brushes and upright": said(parts=["drums", "bass"]),
    "Rhodes, Strat and an 808": said(parts=["piano", "guitar", "bass"]),
    "bass drum": said(parts=["drums"]),
    "double bass": said(parts=["bass"]),
    "synth lead over warm pads": said(parts=["lead", "pad"]),
    "sitar": said(parts=["ethnic"]),
    "marimba & glockenspiel": said(parts=["chromatic"]),
    "latin vibes with vibes": said(style={"latin": 1}, parts=["chromatic"]),
    "二胡和古筝": said(parts=["ethnic"]),
    "钢琴 吉他 贝斯 鼓 小提琴 萨克斯 小号 长笛 风琴 合唱": said(
        parts=["drums", "piano", "organ", "guitar", "bass", "strings", "ensemble", "brass", "reed", "pipe"]
    ),
    # negation
    "no drums": said(excluded=["drums"]),
    "without any bass": said(excluded=["bass"]),
    "minus the drums": said(excluded=["drums"]),
    "drums off": said(excluded=["drums"]),
    "no drums and bass": said(excluded=["drums", "bass"]),
    "no drums, bass or guitar": said(excluded=["drums", "guitar", "bass"]),
    "no drums, piano and bass": said(parts=["piano", "bass"], excluded=["drums"]),
    "no drums but brushes": said(parts=["drums"]),
    "strings without brass": said(parts=["strings"], excluded=["brass"]),
    "everything but drums": said(excluded=["drums"]),
    "not jazz but rock": said(style={"rock": 1}),
    "drumless": said(excluded=["drums"]),
    "不要鼓": said(excluded=["drums"]),
    "没有贝斯和吉他": said(excluded=["guitar", "bass"]),
    "无鼓": said(excluded=["drums"]),
    "不要鼓，要钢琴": said(parts=["piano"], excluded=["drums"]),
    # exclusivity
    "just bass and drums": said(parts=["drums", "bass"], excluded=ONLY),
    "solo piano": said(parts=["piano"], excluded=ONLY),
    "piano solo": said(parts=["piano"], excluded=ONLY),
    "only guitar": said(parts=["guitar"], excluded=ONLY),
    "drums only": said(parts=["drums"], excluded=ONLY),
    "nothing but strings": said(parts=["strings"], excluded=ONLY),
    "rock with a guitar solo": said(style={"rock": 1}, parts=["guitar"]),
    "just a slow blues with drums": said(style={"blues": 1}, tempo_bpm=68, parts=["drums"]),
    "只要钢琴": said(parts=["piano"], excluded=ONLY),
    "仅吉他和贝斯": said(parts=["guitar", "bass"], excluded=ONLY),
    "鋼琴獨奏": said(parts=["piano"], excluded=ONLY),
    # styles, subgenres and blends
    "jazz 0.7 latin 0.3": said(style={"jazz": 0.7, "latin": 0.3}),
    "jazz: 60%, latin: 40%": said(style={"jazz": 0.6, "latin": 0.4}),
    "70% jazz 30% funk": said(style={"jazz": 0.7, "funk_soul": 0.3}),
    "七成爵士三成拉丁": said(style={"jazz": 0.7, "latin": 0.3}),
    "rock 0.2 metal 0.3 pop": said(style={"pop": 0.5, "metal": 0.3, "rock": 0.2}),
    "jazz-funk": said(style={"jazz": 0.5, "funk_soul": 0.5}),
    "bebop jazz": said(style={"jazz": 1}),
    "bossa nova": said(style={"latin": 0.6, "jazz": 0.4}),
    "drum and bass": said(style={"electronic": 1}),
    "drums and bass": said(parts=["drums", "bass"]),
    "boom bap": said(style={"hiphop": 1}),
    "string quartet": said(style={"classical": 1}, parts=["strings"]),
    "plainchant": said(style={"early": 1}),
    "early jazz": said(style={"jazz": 1}),
    "celtic jig": said(style={"folk": 1}, metre="6/8"),
    "爵士": said(style={"jazz": 1}),
    "重金属": said(style={"metal": 1}),
    "民谣摇滚": said(style={"folk": 0.55, "rock": 0.45}),
    # church modes without a tonic
    "jazz in dorian": said(style={"jazz": 1}),
    "mixolydian rock in A": said(style={"rock": 1}, key="A major"),
    "phrygian metal in E": said(style={"metal": 1}, key="E minor"),
    "rainy day jazz": said(style={"jazz": 1}, mood=["rainy day"]),
    # whole requests
    "slow smoky blues, brushes and upright bass": said(
        style={"blues": 1}, tempo_bpm=68, parts=["drums", "bass"], mood=["smoky"]
    ),
    "please play some music with a good groove": said(unknown=["good"]),
    "lo-fi hip hop, 75bpm, Rhodes, no bass": said(
        style={"hiphop": 1}, tempo_bpm=75, parts=["piano"], excluded=["bass"]
    ),
    "8-bit boss fight in F#m 160bpm": said(style={"game": 1}, tempo_bpm=160, key="F# minor"),
    "慢速爵士，只要钢琴和贝斯，没有鼓": said(style={"jazz": 1}, tempo_bpm=68, parts=["piano", "bass"], excluded=ONLY),
    "一首每分钟90拍的蓝调，G大调": said(style={"blues": 1}, tempo_bpm=90, key="G major"),
    "": said(),
    " ,.!? ": said(),
    "🎷🎺": said(),
}


@pytest.mark.parametrize(("words", "expected"), PROMPTS.items(), ids=PROMPTS.keys())
def test_parse_reads_what_is_said_and_nothing_else(words: str, expected: dict[str, Any]) -> None:
    plan = parse(words).to_dict()
    assert {name: plan[name] for name in expected} == expected


@pytest.mark.parametrize("style", STYLES)
def test_every_style_name_reads_as_itself(style: str) -> None:
    assert parse(style).style == ((style, 1.0),)
    assert parse(f"{style} 0.5").style == ((style, 1.0),)


@pytest.mark.parametrize("part", PARTS)
def test_every_part_name_reads_as_itself_and_can_be_excluded(part: str) -> None:
    assert parse(part).parts == (part,)
    assert parse(f"no {part}").excluded == (part,)


def test_tables_name_only_styles_and_parts_that_exist() -> None:
    for meaning in vocabulary()._meanings.values():
        assert {name for name, _ in meaning.style} <= set(STYLES)
        assert {*meaning.parts, *meaning.without} <= set(PARTS)
        assert not meaning.style or sum(weight for _, weight in meaning.style) == pytest.approx(1)


def test_phrases_of_the_tables_are_cut_as_texts_are() -> None:
    for phrase in ["drum and bass", "鋼琴", "Hip-Hop", "♩", "r&b", "百", *VOCABULARY]:
        assert key_of(phrase) == tuple(token.text for token in tokenise(phrase))


def test_a_table_refuses_what_stands_in_it_twice_and_what_is_empty() -> None:
    lexicon: Lexicon[int] = Lexicon()
    lexicon.add(["slow", "慢"], 1)
    with pytest.raises(ValueError, match="'slow' stands in the tables twice"):
        lexicon.add(["slow"], 2)
    with pytest.raises(ValueError, match="empty"):
        lexicon.join([" "], 2, lambda known: known)
    lexicon.join(["slow", "fast"], 10, lambda known: known + 1)
    assert [lexicon.at(tokenise(word), 0) for word in ("slow", "fast", "慢")] == [(1, 2), (1, 10), (1, 1)]


def test_usual_table_covers_every_style() -> None:
    assert set(USUAL) == set(STYLES)
    assert all(set(usual.parts) <= set(PARTS) and usual.mode in ("major", "minor") for usual in USUAL.values())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("d minor", "D minor"),
        ("Dm", "D minor"),
        ("F# major", "F# major"),
        ("Bb", "Bb major"),
        ("CM", "C major"),
        ("e-flat minor", "Eb minor"),
        ("C♯ minor", "C# minor"),
        ("Cb", "B major"),
        (" Gmaj ", "G major"),
    ],
)
def test_key_parse(text: str, name: str) -> None:
    assert str(Key.parse(text)) == name


@pytest.mark.parametrize("text", ["", "H", "minor", "D minor please", "12", "Dmm"])
def test_key_parse_refuses_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="is not a recognised key; write it like"):
        Key.parse(text)


def test_every_key_survives_its_own_name() -> None:
    for tonic in range(12):
        for mode in ("major", "minor"):
            key = Key(tonic, mode)
            assert Key.parse(str(key)) == key
            assert parse(f"in {key}").key == key


def test_style_weights_are_checked() -> None:
    assert style_weights([("latin", 3), ("jazz", 7), ("rock", 0)]) == (("jazz", 0.7), ("latin", 0.3))
    with pytest.raises(ValueError, match="did you mean jazz"):
        style_weights([("jaz", 1.0)])
    for weight in (-1.0, math.nan, math.inf):
        with pytest.raises(ValueError, match="must be a number from 0 up"):
            style_weights([("jazz", weight)])
    for pairs in ([], [("jazz", 0.0)]):
        with pytest.raises(ValueError, match="above 0"):
            style_weights(pairs)
    assert nearest_styles("electronik")[0] == "electronic"


@patient
@given(st.dictionaries(st.sampled_from(STYLES), st.floats(0, 1e308), min_size=1).filter(lambda d: any(d.values())))
def test_style_weights_sum_to_one(weights: dict[str, float]) -> None:
    shares = [weight for _, weight in style_weights(weights.items())]
    assert sum(shares) == pytest.approx(1)
    assert shares == sorted(shares, reverse=True)
    assert all(share > 0 for share in shares)


def assert_playable(plan: Plan) -> None:
    """A complete plan leaves nothing open."""
    assert sum(weight for _, weight in plan.style) == pytest.approx(1)
    assert plan.tempo_bpm is not None
    assert MIN_TEMPO_BPM <= plan.tempo_bpm <= MAX_TEMPO_BPM
    assert plan.key is not None
    assert plan.metre is not None
    assert plan.metre.bar_ticks > 0
    assert plan.parts
    assert not set(plan.parts) & set(plan.excluded)
    json.dumps(plan.to_dict(), allow_nan=False)
    assert plan.describe()


@patient
@given(st.text())
@example("\x00\ud800")
@example("9" * 5000 + " bpm 0/0 " + "½ ⅷ ٣/٤ ﷺ ǰ")
@example("no " * 50 + "no " + " ".join(PARTS))
@example("no " + " or ".join(PARTS))
def test_any_text_gives_a_playable_plan(words: str) -> None:
    plan = parse(words)
    assert_playable(complete(plan))
    assert_playable(complete(parse("solo piano"), complete(plan)))


VOCABULARY = sorted({" ".join(phrase) for phrase in vocabulary()._meanings})
PIECES = st.sampled_from([*VOCABULARY, "0.5", "120", "70%", "7", "/", "-", "C#", "A", "bb", "m", "降", "百"])


@settings(patient, max_examples=300)
@given(st.lists(PIECES, max_size=12), st.lists(PIECES, max_size=6))
def test_any_order_of_known_words_gives_a_playable_plan(first: list[str], second: list[str]) -> None:
    plan = complete(parse(" ".join(first)))
    assert_playable(plan)
    assert_playable(complete(parse(" ".join(second)), plan))


@patient
@given(st.text(max_size=60))
def test_same_words_same_plan(words: str) -> None:
    assert complete(parse(words)) == complete(parse(words))


def test_complete_fills_from_the_style() -> None:
    plan = complete(parse("waltz for ragtime piano, no bass"))
    assert plan.metre == Metre(3, 4)
    assert plan.tempo_bpm == USUAL["ragtime"].tempo_bpm
    assert plan.parts == ("piano",)
    assert plan.assumed == {"tempo_bpm", "key", "groove"}


def test_usual_tempo_of_a_blend_lies_between_and_of_a_subgenre_is_its_own() -> None:
    blend = complete(parse("jazz 0.5 blues 0.5")).tempo_bpm
    assert blend == pytest.approx(math.sqrt(USUAL["jazz"].tempo_bpm * USUAL["blues"].tempo_bpm), abs=0.01)
    assert complete(parse("drum and bass")).tempo_bpm == 174


def test_a_mode_alone_chooses_a_key_of_that_mode() -> None:
    assert parse("in a minor key").key is None
    assert complete(parse("pop in a minor key")).key == Key(9, "minor")
    assert complete(parse("minor"), complete(parse("in D"))).key == Key(2, "minor")
    assert complete(parse("folk in dorian")).key == Key(9, "minor")
    assert complete(parse("blues, mixolydian, A")).key == Key(9, "major")


def follow(*prompts: str) -> Plan:
    """The plan after several prompts, one after the other."""
    plan: Plan | None = None
    for words in prompts:
        plan = complete(parse(words), plan)
    assert plan is not None
    return plan


def test_a_new_prompt_keeps_what_it_does_not_name() -> None:
    plan = follow("latin at 100 in D minor, 6/8, no drums", "slow")
    assert plan.style == (("latin", 1.0),)
    assert plan.tempo_bpm == 68
    assert (plan.key, plan.metre) == (Key(2, "minor"), Metre(6, 8))
    assert "drums" in plan.excluded


def test_what_nobody_said_follows_the_new_style() -> None:
    assert follow("ambient", "metal").tempo_bpm == USUAL["metal"].tempo_bpm
    assert follow("ambient at 70", "metal").tempo_bpm == 70
    assert follow("reggae", "ragtime").parts == USUAL["ragtime"].parts


def test_faster_is_faster_than_before() -> None:
    assert follow("at 100", "faster").tempo_bpm == pytest.approx(115)
    assert follow("at 100", "faster", "jazz").tempo_bpm == pytest.approx(115)
    assert follow("at 100", "double time", "double time").tempo_bpm == MAX_TEMPO_BPM


def test_parts_come_and_go() -> None:
    assert "brass" in follow("jazz with trumpet", "blues").parts
    assert "drums" not in follow("jazz, no drums", "rock").parts
    assert "drums" in follow("jazz, no drums", "add drums").parts
    assert follow("solo piano", "with bass").parts == ("piano", "bass")
    assert follow("jazz with trumpet", "only guitar").parts == ("guitar",)


def test_a_line_up_named_in_one_breath_is_the_whole_band() -> None:
    assert complete(parse("rock with piano, bass and drums")).parts == ("drums", "piano", "bass")
    assert "guitar" in complete(parse("rock with piano and bass")).parts
    assert follow("waltz with piano, bass and drums", "in D minor").parts == ("drums", "piano", "bass")
    assert follow("waltz with piano, bass and drums", "no drums").parts == ("piano", "bass")


def test_excluding_everything_still_leaves_someone_to_play() -> None:
    assert follow("no " + ", ".join(PARTS[:-1]) + " or sfx").parts == ("piano",)
    assert follow("ragtime, no piano").parts == ("guitar",)


def test_describe_says_it_in_one_line() -> None:
    plan = complete(parse("jazz 0.7 latin 0.3, 132 bpm in D minor, sparkly, no guitar"))
    assert plan.describe() == (
        "jazz 70%, latin 30% · 132 bpm · D minor · 4/4 · drums, piano, bass, reed · without guitar · "
        "groove swing · not understood: sparkly"
    )
    assert "· only piano ·" in complete(parse("solo piano")).describe()
    assert parse("").describe() == "nothing said"


def parse_cpu_s(words: str) -> float:
    """In CPU time, so that a busy machine matters little."""
    start_s = time.process_time()
    complete(parse(words))
    return time.process_time() - start_s


@pytest.mark.parametrize("piece", ["no drums, ", "solo ", "龘", "between 1 ", "70% ", "at a ", "drums or, "])
def test_long_texts_take_linear_time(piece: str) -> None:
    """Ten times the text takes about ten times as long; a quadratic rule would take a hundred."""
    short, long = piece * (2_000 // len(piece)), piece * (20_000 // len(piece))
    bound_s = 35 * min(parse_cpu_s(short) for _ in range(3))
    assert any(parse_cpu_s(long) < bound_s for _ in range(3))  # that is, the best of three; one is mostly enough


@pytest.mark.parametrize(
    ("words", "tempo_bpm", "key"),
    [
        ("slow blues, 55", 55.0, None),
        ("fast bebop, F, 240", 240.0, "F major"),
        ("uptempo bluegrass, banjo and fiddle, G major, 150", 150.0, "G major"),
        ("allegro, 132", 132.0, None),
        ("slow jazz, 1959", 68.0, None),
        ("fast rock 4 players", 152.0, None),
        ("ambient drone, no beat, D", None, "D major"),
        ("Am, F, C, G", None, "A minor"),
        ("4 on the floor, 124, deep house", 124.0, None),
        ("neo soul 84, swung 16ths", 84.0, None),
        ("afro house 120 with marimba", 120.0, None),
        ("amapiano 100", 100.0, None),  # a groove's name alone
        ("workout music 140", 140.0, None),  # a mood alone
    ],
)
def test_a_number_that_stands_alone_is_the_tempo_and_a_letter_the_key(words, tempo_bpm, key):
    plan = parse(words)
    assert plan.tempo_bpm == tempo_bpm
    assert (plan.key and str(plan.key)) == key
    assert not [word for word in plan.unknown if word.isdigit()]

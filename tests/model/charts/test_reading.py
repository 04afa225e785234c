"""Repeats, jumps, figures, changes of metre and key; what is written is read back; bad charts get a sentence."""

from __future__ import annotations

import contextlib
import io
import zipfile
from pathlib import Path

import mido
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.charts.cells import n_units
from model.charts.chart import Chart, ChartBar, ChartChord, ChartError, ChartSection, Figure, MelodyNote
from model.charts.ireal import scrambled, unscrambled
from model.charts.reading import read_chart, read_chart_text
from model.charts.writing import to_bar_lines, to_chordpro
from model.charts.writing_musicxml import to_musicxml
from model.music.events import Metre
from model.music.keys import Key

WRITERS = {"a.txt": to_bar_lines, "a.cho": to_chordpro, "a.musicxml": to_musicxml}


def symbols(chart: Chart) -> list[str]:
    """Each bar's chords with their figures."""
    return [" ".join(chord.symbol + chord.figure for chord in bar.chords) for bar in chart.bars]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("| C | F | G | Am <D.C.> |", "C F G Am C F G Am"),
        ("| C | F <Fine> | G | Am <D.C. al Fine> |", "C F G Am C F"),
        ("| C | <Segno> F | G <To Coda> | Am | Dm <D.S. al Coda> | <Coda> E | A |", "C F G Am Dm F G E A"),
        ("|: C | F :| x3", "C F C F C F"),
        ("|: C |1,2. F :|3. G |", "C F C F C G"),
        ("|: C | 1. F :| 2. G | Am |", "C F C G Am"),
        ("|: C :|: F :|", "C C F F"),
        ("|: C | 1. F :| 2. G <Fine> | Am <D.C. al Fine> |", "C F C G Am C G"),
        ("| C | % | G7 C | % | %% | %% |", "C C G7 C G7 C G7 C G7 C"),
        ("| C | F | %% | . | Am |", "C F C F Am"),
    ],
)
def test_repeats_endings_and_jumps_are_written_out(text: str, wanted: str) -> None:
    assert " ".join(symbols(read_chart_text(text))) == wanted


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("| C | F <D.C. al Coda> | <Coda> G |", "To Coda"),
        ("| C | <To Coda> F <D.C. al Coda> |", "Coda"),
        ("| C | F <D.S.> |", "Segno"),
        ("| C | F <D.C. al Fine> |", "Fine"),
    ],
)
def test_a_jump_without_its_sign_is_refused(text: str, sign: str) -> None:
    with pytest.raises(ChartError, match=f"line 1, column .*leads to a {sign} that the chart does not have"):
        read_chart_text(text)


def test_sections_keys_metres_and_figures_survive() -> None:
    text = "key: Am\n[Verse]\n| Am^ | F< G | N.C. |\nmetre: 3/4\nkey: C\n| C_ | G7 / C/E |\n[Chorus]\n| (6/8) F | % |"
    chart = read_chart_text(text)
    assert [(section.name, len(section.bars)) for section in chart.sections] == [("Verse", 5), ("Chorus", 2)]
    assert [str(bar.metre) for bar in chart.bars] == ["4/4"] * 3 + ["3/4"] * 2 + ["6/8"] * 2
    assert [str(bar.key) for bar in chart.bars] == ["A minor"] * 3 + ["C major"] * 4
    assert symbols(chart) == ["Am^", "F< G", "N.C.", "C_", "G7 C/E", "F", "F"]
    assert [chord.beat for bar in chart.bars for chord in bar.chords] == [0, 0, 2, 0, 0, 0, 2, 0, 0]
    for name, write in WRITERS.items():
        assert read_chart_text(write(chart)) == chart, name


@pytest.mark.parametrize(
    ("music", "wanted"),
    [
        ("[T44C |F |SG |A-  <D.S. al Coda>][QD- |G7 Z", "C F G Am G Am Dm G7"),
        ("[T44C |QF |G <D.C. al Coda>][QD- |G7 Z", "C F G C F Dm G7"),
        ("{T44C |F <3x>}G |A-Z", "C F C F C F G Am"),
        ("[T44C(E-7) |n |pF |x |r |  A-7/GZ", "C N.C. F F F F Am7/G"),
        ("[T34C,F,G|T12C,F,WZ".replace("W", "W/E"), "C F G C F F/E"),
        ("*i[T44C ]*v[YlF^9 sG-7b5 ]UZ", "C Fmaj9 Gm7b5"),
    ],
)
def test_the_signs_of_ireal_pro_are_read(music: str, wanted: str) -> None:
    chart = read_chart_text(f"irealbook://Air=Trad=Jazz=C=n={music}")
    assert " ".join(symbols(chart)) == wanted


CHORDS = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(("C", "F#", "Bb", "Eb", "A", "G")),
        st.sampled_from(
            ("", "m", "7", "maj7", "m7b5", "7b9", "mmaj7", "13#11", "sus4", "6", "69", "dim7", "7sus4", "add9")
        ),
        st.sampled_from(("", "", "", "/C", "/Eb", "/F#")),
    ),
)
METRES = st.sampled_from([Metre(4, 4), Metre(3, 4), Metre(6, 8), Metre(5, 4), Metre(7, 8), Metre(12, 8), Metre(2, 2)])


@st.composite
def bars(draw: st.DrawFn, metre: Metre, key: Key) -> ChartBar:
    """A bar with chords on some of its beats."""
    units = n_units(metre)
    beats = draw(st.sets(st.integers(0, units - 1), max_size=3))
    chords = tuple(
        ChartChord(
            beat * metre.bar_ticks // units,
            draw(CHORDS | st.just("N.C.")),
            draw(st.sampled_from(list(Figure))),
        )
        for beat in sorted(beats)
    )
    return ChartBar(metre, key, chords)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """A chart of a few sections, each in a metre and key of its own."""
    sections = [ChartSection("Start", (ChartBar(Metre(4, 4), Key(0, "major"), (ChartChord(0, "C"),)),))]
    for name in draw(st.lists(st.sampled_from(("Verse", "Chorus", "B", "Solo 2")), min_size=1, max_size=3)):
        metre, key = draw(METRES), Key(draw(st.integers(0, 11)), draw(st.sampled_from(("major", "minor"))))
        content = draw(st.lists(bars(metre, key), min_size=1, max_size=6))
        sections.append(ChartSection(name, tuple(content)))
    return Chart(
        tuple(sections), title="Air & Dance", composer="Trad.", tempo_bpm=draw(st.sampled_from((None, 96.0, 132.5)))
    )


@settings(max_examples=60, deadline=None)
@given(charts())
def test_every_chart_written_is_read_back(chart: Chart) -> None:
    for name, write in WRITERS.items():
        assert read_chart_text(write(chart)) == chart, name


@given(st.text("ABCD |[]{}x", max_size=300))
def test_scrambling_is_its_own_inverse(music: str) -> None:
    assert unscrambled(scrambled(music)) == music


def test_a_melody_is_kept_over_bar_lines() -> None:
    metre, chord = Metre(3, 4), ChartChord(0, "G")
    tune = (MelodyNote(0, 67, 24), MelodyNote(24, 71, 96))
    chart = Chart((ChartSection("A", (ChartBar(metre, None, (chord,), tune), ChartBar(metre, None, (chord,)))),))
    assert read_chart_text(to_musicxml(chart)) == chart


def test_a_compressed_score_is_read_and_a_damaged_one_refused(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(
            "META-INF/container.xml", '<container><rootfiles><rootfile full-path="a.xml"/></rootfiles></container>'
        )
        archive.writestr("a.xml", to_musicxml(read_chart_text("| C | G7 |")))
    path = tmp_path / "a.mxl"
    path.write_bytes(packed.getvalue())
    assert symbols(read_chart(path)) == ["C", "G7"]
    path.write_bytes(packed.getvalue()[:80])
    with pytest.raises(ChartError, match="cannot be opened"):
        read_chart(path)


def test_a_score_as_notation_programs_write_it_is_read() -> None:
    def harmony(root: str, kind: str, text: str, more: str = "") -> str:
        return f"<harmony><root><root-step>{root}</root-step></root><kind text='{text}'>{kind}</kind>{more}</harmony>"

    def note(step: str, ticks: int, more: str = "") -> str:
        pitch = f"<pitch><step>{step}</step><octave>4</octave></pitch>"
        return f"<note>{more}{pitch}<duration>{ticks}</duration><voice>1</voice></note>"

    value = "<degree-value>9</degree-value><degree-alter>-1</degree-alter>"
    flat_nine = f"<degree>{value}<degree-type>add</degree-type></degree>"
    rest = "<note><rest/><duration>6</duration></note>"
    text = (
        "<score-partwise><movement-title>Tune</movement-title><part-list/><part id='P1'>"
        "<measure number='0' implicit='yes'><attributes><divisions>2</divisions><key><fifths>-1</fifths></key>"
        "<time><beats>3</beats><beat-type>4</beat-type></time></attributes>" + note("C", 2) + "</measure>"
        "<measure number='1'><direction><direction-type><segno/></direction-type></direction>"
        "<direction><sound tempo='88'/></direction>" + harmony("F", "major-seventh", "Maj7")
        + note("A", 3) + note("G", 1) + harmony("D", "minor", "m") + note("F", 2) + note("C", 2, "<chord/>")
        + "<backup><duration>6</duration></backup><note><rest/><duration>6</duration><voice>2</voice></note></measure>"
        "<measure number='2'><direction><direction-type><words>To Coda</words></direction-type></direction>"
        + harmony("G", "dominant", "7", flat_nine) + rest + "</measure>"
        "<measure number='3'>" + harmony("C", "dominant", "7") + rest + "<direction>"
        "<direction-type><words>D.S. al Coda</words></direction-type><sound dalsegno='s'/></direction></measure>"
        "<measure number='4'><direction><direction-type><coda/></direction-type></direction>"
        + harmony("F", "major", "") + rest + "</measure></part></score-partwise>"
    )  # fmt: skip
    chart = read_chart_text(text)
    assert symbols(chart) == ["", "FMaj7 Dm", "G7b9", "C7", "FMaj7 Dm", "G7b9", "F"]
    assert (chart.title, chart.tempo_bpm, str(chart.key)) == ("Tune", 88.0, "F major")
    first, second = list(chart.bars)[:2]
    assert first.melody == (MelodyNote(48, 60, 24),)
    assert [chord.tick for chord in second.chords] == [0, 48]
    assert second.melody == (MelodyNote(0, 69, 36), MelodyNote(36, 67, 12), MelodyNote(48, 65, 24))


def test_no_entity_is_expanded_and_nothing_outside_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    for declared in (f'<!ENTITY x SYSTEM "file://{secret}">', '<!ENTITY x "many">'):
        text = f'<?xml version="1.0"?>\n<!DOCTYPE score-partwise [\n {declared}]>\n<score-partwise>&x;</score-partwise>'
        with pytest.raises(ChartError, match=r"line 3, column \d+: the file declares an entity"):
            read_chart_text(text)


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("[Verse]\n| C | Hm |", "line 2, column 7", "not a recognised chord"),
        ("| C / / |", "line 1, column 3", "3 beats"),
        ("key: H\n| C |", "line 1, column 6", "not a recognised key"),
        ("metre: 4/5\n| C |", "line 1, column 8", "not a recognised metre"),
        ("tempo: fast\n| C |", "line 1, column 8", "not a recognised tempo"),
        ("| % |", "line 1, column 3", "there is none"),
        (":| C |", "line 1, column 1", "before any bar"),
        ("|: C :| x40", "line 1, column 9", "2 to 16 times"),
        ("| C <hello> |", "line 1, column 5", "not a known direction"),
        ("hello world", "line 1, column 1", "no bar line"),
        ("{title: A}\n{key: H}\n[C]la", "line 2, column 1", "not a recognised key"),
        ("{title: A}\n[Am]la [Hx7]la", "line 2, column 9", "not a recognised chord"),
        ("{title: A}\n[Amla", "line 2, column 1", "not closed"),
        ("{title: A}\n{sog}\nAm F\n{eog}", "line 3, column 1", "no bar line"),
        ("{title: A}\n{chorus}", "line 2, column 1", "none before"),
        ("irealbook://A=B=Jazz=C=n=T44C|F ?|G", "line 1, column 8", "not a sign of iReal Pro"),
        ("irealbook://A=B=Jazz", "line 1, column 1", "3 fields"),
        ("irealbook://A=B=Jazz=C=n=T44x|C", "line 1, column 4", "not there"),
        ("<score-partwise>\n<part>", "line 2, column 7", "damaged"),
        ("<score-timewise/>", "line 1, column 1", "partwise"),
        ("<score-partwise>\n<part><measure/></part></score-partwise>", "line 1, column 1", "no chord symbols"),
        (
            "<score-partwise><part><measure>\n<harmony><root><root-step>H</root-step></root><kind>major</kind></harmony>"
            "</measure></part></score-partwise>",
            "line 2, column 10",
            "no note from A to G",
        ),
    ],
)  # fmt: skip
def test_a_bad_chart_gets_a_sentence_with_its_place(text: str, where: str, what: str) -> None:
    with pytest.raises(ChartError) as caught:
        read_chart_text(text)
    assert where in str(caught.value)
    assert what in str(caught.value)


@pytest.mark.parametrize("text", ["", "# nothing", "[Verse]", "| N.C. |", "title: A"])
def test_a_chart_without_chords_is_refused(text: str) -> None:
    with pytest.raises(ChartError, match="the chart has no"):
        read_chart_text(text)


def test_a_chart_that_never_ends_is_refused() -> None:
    with pytest.raises(ChartError, match="more than 1000 bars"):
        read_chart_text("|: " + " | ".join(["C"] * 200) + " :| x16")


def test_files_are_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with pytest.raises(ChartError, match=r"a\.docx: \.docx is no chart"):
        read_chart(path)
    with pytest.raises(ChartError, match="cannot be read"):
        read_chart(tmp_path / "missing.txt")
    latin = tmp_path / "a.txt"
    latin.write_bytes(b"title: ok\n| C \xe9 |")
    with pytest.raises(ChartError, match="line 2, column 5: it is not UTF-8"):
        read_chart(latin)


@settings(max_examples=200, deadline=None)
@given(
    st.text("[]{}|:%/.<>^_ ABCDEFGm7#b1234xNTSQZ*,()\n-", max_size=120),
    st.sampled_from(("", "irealbook://A=B=C=D=n=", "{key: C}\n")),
)
def test_no_text_does_more_than_be_refused(text: str, before: str) -> None:
    chart = None
    with contextlib.suppress(ChartError):
        chart = read_chart_text(before + text)
    assert chart is None or chart.n_bars > 0


def _midi(
    path: Path, markers: list[tuple[int, str]], chords: list[tuple[int, ...]], metre: tuple[int, int] = (4, 4)
) -> None:
    file = mido.MidiFile(ticks_per_beat=480)
    conductor, piano, melody = mido.MidiTrack(), mido.MidiTrack(), mido.MidiTrack()
    conductor.append(mido.MetaMessage("time_signature", numerator=metre[0], denominator=metre[1]))
    now = 0
    for beat, text in markers:
        conductor.append(mido.MetaMessage("marker", text=text, time=beat * 480 - now))
        now = beat * 480
    bar = 480 * metre[0] * 4 // metre[1]
    for pitches in chords:
        for pitch in pitches:
            piano.append(mido.Message("note_on", note=pitch, velocity=80))
        for number, pitch in enumerate(pitches):
            piano.append(mido.Message("note_off", note=pitch, time=0 if number else bar))
    melody.append(mido.MetaMessage("track_name", name="Melody"))
    melody.append(mido.Message("note_on", note=76, velocity=80, channel=1))
    melody.append(mido.Message("note_off", note=76, channel=1, time=480))
    file.tracks.extend([conductor, piano, melody])
    file.save(path)


def test_chords_of_midi_markers_are_read_with_sections_and_melody(tmp_path: Path) -> None:
    path = tmp_path / "a.mid"
    _midi(path, [(0, "Verse"), (0, "Am"), (3, "F"), (5, "G7"), (6, "Chorus"), (6, "C/E")], [(60, 64, 67)] * 3, (3, 4))
    chart = read_chart(path)
    assert [(section.name, len(section.bars)) for section in chart.sections] == [("Verse", 2), ("Chorus", 1)]
    assert symbols(chart) == ["Am", "F G7", "C/E"]
    assert next(chart.bars).melody == (MelodyNote(0, 76, 24),)


def test_chords_of_midi_notes_are_found(tmp_path: Path) -> None:
    path = tmp_path / "a.mid"
    _midi(path, [(0, "Intro")], [(48, 60, 64, 67), (41, 57, 60, 65), (43, 59, 62, 65), (48, 60, 64, 67)])
    chart = read_chart(path)
    assert symbols(chart) == ["C", "F", "G7", "C"]
    assert chart.key == Key(0, "major")
    path.write_bytes(b"MThd nonsense")
    with pytest.raises(ChartError, match="not a readable MIDI file"):
        read_chart(path)


DOCS = Path(__file__).parents[3] / "docs" / "charts.md"


def test_the_charts_of_the_page_are_read() -> None:
    blocks = [part.split("```", 1)[0] for part in DOCS.read_text(encoding="utf-8").split("```text\n")[1:]]
    bars, chordpro, ireal = (read_chart_text(block) for block in blocks)
    assert [(section.name, len(section.bars)) for section in bars.sections] == [
        *[("Verse", 4)] * 2,
        ("Chorus", 6),
        ("Ending", 2),
    ]
    assert symbols(bars)[8:] == ["F", "C/E F", "Am^", "G7_", "Dm7", "G7<", "C", "N.C."]
    assert [(section.name, len(section.bars)) for section in chordpro.sections] == [("Verse", 4)] * 2 + [
        ("Chorus", 2)
    ] * 2
    assert symbols(chordpro)[-4:] == ["F", "C"] * 2
    assert [(section.name, len(section.bars)) for section in ireal.sections] == [("A", 4), ("A", 4), ("B", 4)]
    assert symbols(ireal)[8:] == ["F", "C/E F", "Am", "G7"]


@pytest.mark.parametrize(
    ("text", "wanted", "metres"),
    [
        ("bpm: 90\ncapo: 2\n3/4 | C | G7 |", "C G7", "3/4 3/4"),
        ("| C | 3/4 F | [4/4] G | x |", "C F G G", "4/4 3/4 4/4 4/4"),
        ("[3/4]\n| C |\n[Verse]\n| F |", "C F", "3/4 3/4"),
        ("| C~F G~Am . . |", "C F G Am", "4/4"),
        ("{title: A}\n{meta: time 3/4}\n| C . . | F~G . . |", "C F G", "3/4 3/4"),
        ("{title: A}\n{sog}\nA ||: C . . . | %% | . :|| x3 the end\n{eog}", None, ""),
        ("{title: A}\n{comment: Verse 1}\n[C]la [G]la\n{c: play softly}\n[Am]la", "C G Am", "4/4 4/4 4/4"),
    ],
)
def test_other_ways_of_writing_are_read_too(text: str, wanted: str | None, metres: str) -> None:
    if wanted is None:
        with pytest.raises(ChartError, match="%% repeats two bars"):
            read_chart_text(text)
        return
    chart = read_chart_text(text)
    assert " ".join(" ".join(chord.symbol for chord in bar.chords) for bar in chart.bars) == wanted
    assert " ".join(str(bar.metre) for bar in chart.bars) == metres


def test_signs_that_repeat_bars_and_words_that_name_sections_are_read_in_scores() -> None:
    def measure(content: str) -> str:
        return f"<measure>{content}<note><rest/><duration>4</duration></note></measure>"

    def chord(root: str) -> str:
        return f"<harmony><root><root-step>{root}</root-step></root><kind>major</kind></harmony>"

    def sign(kind: str) -> str:
        style = f"<measure-style><measure-repeat type='{kind}'>2</measure-repeat></measure-style>"
        return f"<attributes>{style}</attributes>"

    verse = "<direction><direction-type><words>Verse 1</words></direction-type></direction>"
    bars = (verse + chord("C"), chord("F"), sign("start"), "", sign("stop"), chord("G"))
    text = f"<score-partwise><part>{''.join(map(measure, bars))}</part></score-partwise>"
    chart = read_chart_text(text)
    assert symbols(chart) == ["C", "F", "C", "F", "", "G"]
    assert [section.name for section in chart.sections] == ["Verse 1"]

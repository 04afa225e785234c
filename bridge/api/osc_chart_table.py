"""The addresses for charts, sections, song lists, count-in and click; see `bridge.api.osc_api`."""

from __future__ import annotations

from bridge.api.osc_handler import PLAN_ANSWER, PREFIX, Handler, handler
from bridge.osc.arguments import Argument, Kind
from bridge.settings.config_table import MAX_PROMPT_CHARACTERS
from model.music.config import PARTS

MAX_CHART_CHARACTERS = 60_000
MAX_CUE_BARS = 32

_SECTION = Argument("section", Kind.TEXT, high=80)
_CUE_BARS = Argument("bars", Kind.INT, 1, MAX_CUE_BARS, optional=True)

CHART_HANDLERS: tuple[Handler, ...] = (
    handler(
        "chart",
        "Follows a chord chart from the next quantum on: a path (.txt .cho .musicxml .mxl .html .mid) or the text "
        "itself, such as | Am | F G |; auto: none.",
        f"/sideman/chart title bars bar, /sideman/sections name…, {PLAN_ANSWER}",
        Argument("chart", Kind.TEXT, high=MAX_CHART_CHARACTERS),
    ),
    handler(
        "melody",
        "Gives the tune of a chart to a part; follow: heard, not played; off: left out.",
        "/sideman/melody part",
        Argument("part", Kind.WORD, choices=(*PARTS[1:], "follow", "off")),
    ),
    handler(
        "songs",
        "Takes the charts of a folder or a .list file as song list; without a path, names its songs.",
        "/sideman/songs name…",
        Argument("path", Kind.TEXT, high=MAX_PROMPT_CHARACTERS, optional=True),
    ),
    handler(
        "song",
        "Follows another song of the list: next, previous, a number, a name or a part of one.",
        f"/sideman/song name number songs, /sideman/chart title bars bar, /sideman/sections name…, {PLAN_ANSWER}",
        Argument("song", Kind.TEXT, high=MAX_PROMPT_CHARACTERS),
    ),
    handler("sections", "Names the sections of the chart, or of the form.", "/sideman/sections name…"),
    handler(
        "section",
        "Goes to a section at the next quantum, a fill before it: next, repeat, a number, or a name such as verse.",
        "/sideman/section name bar",
        _SECTION,
    ),
    handler(
        "section/store",
        "Keeps the chords of the last bars as a section under a name, for /sideman/section.",
        "/sideman/section/stored name bars",
        Argument("bars", Kind.INT, 1, MAX_CUE_BARS),
        _SECTION,
    ),
    handler("section/cut", "Goes to a section without a fill.", "/sideman/section name bar", _SECTION),
    handler("fill/now", "Plays a fill at the end of these four bars.", "/sideman/cue kind result"),
    Handler(
        PREFIX + "break",
        "break_",
        (_CUE_BARS,),
        "Stops the band after the first beat of the next bar, for some bars.",
        "/sideman/cue kind result",
    ),
    handler("ending", "Ends after these four bars in so many bars.", "/sideman/cue kind result", _CUE_BARS),
    handler("build", "Grows louder and fuller over some bars.", "/sideman/cue kind result", _CUE_BARS),
    handler(
        "handover",
        "Hands the music over in respond mode (1) until it is taken back (0); without a number, whichever it is not.",
        "/sideman/handover 0|1",
        Argument("over", Kind.INT, 0, 1, optional=True),
    ),
    handler(
        "follow_tempo",
        "Lets Sideman's own clock follow your tempo in accompany mode, up to 15 % from the plan's; 0: not.",
        "/sideman/follow_tempo 0|1",
        Argument("on", Kind.INT, 0, 1),
    ),
    handler(
        "drum_map",
        "Sends drums by a drum map: a name of /sideman/drum_maps, or a .map file.",
        "/sideman/drum_map name title",
        Argument("map", Kind.TEXT, high=MAX_PROMPT_CHARACTERS),
    ),
    handler("drum_maps", "Names the drum maps, the one in use first.", "/sideman/drum_maps name…"),
    handler(
        "count_in",
        "Counts so many bars in before music begins; with Sideman's own clock.",
        "/sideman/count_in bars",
        Argument("bars", Kind.INT, 0, 4),
    ),
    handler(
        "click",
        "Strikes every beat on a MIDI channel (10 unless another is given).",
        "/sideman/click 0|1",
        Argument("on", Kind.INT, 0, 1),
        Argument("channel", Kind.INT, 1, 16, optional=True),
    ),
)

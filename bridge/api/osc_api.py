"""The requests Sideman understands: one table of addresses, signatures, words and answers.

Dispatch, checking, ``/sideman/capabilities``, the command line and the reference in ``docs/`` all read this table.
Handlers (`bridge.api.handlers`, a method each) run on the OSC thread and must be quick; what takes longer goes to the
inference process and is answered when it comes back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from bridge.api.osc_chart_table import CHART_HANDLERS
from bridge.api.osc_given import GIVEN
from bridge.api.osc_handler import CLIP as _CLIP
from bridge.api.osc_handler import FILL_ID as _FILL_ID
from bridge.api.osc_handler import MAX_CLIP_BARS, MAX_PACKETS, PREFIX, Handler
from bridge.api.osc_handler import NOTES as _NOTES
from bridge.api.osc_handler import PARTS_NAMED as _PARTS
from bridge.api.osc_handler import PLAN_ANSWER as _PLAN
from bridge.api.osc_handler import SEQUENCE as _SEQUENCE
from bridge.api.osc_handler import handler as _handler
from bridge.api.osc_host_table import HOST_TABLE, TIMED_EVENTS
from bridge.clocks import Source
from bridge.core.errors import SidemanError
from bridge.core.extensions import CLOCKS
from bridge.osc.arguments import Argument, Kind
from bridge.osc.codec import Value
from bridge.osc.peer import Peer
from bridge.osc.subscribers import EXPIRY_S, Topic
from bridge.settings.config_table import MAX_PROMPT_CHARACTERS, MAX_SEED, MODES, QUANTA
from bridge.settings.controls import CONTROLS, PART_FIELDS
from model.music.config import MAX_TEMPO_BPM, MIN_TEMPO_BPM, PARTS

MAX_HOLD_BARS = 32
MAX_MORPH_S = 3600.0
PLAYED, BAND = "played", "band"  # what a groove can be learnt from, beside a file
OPEN = frozenset(PREFIX + name for name in ("ping", "hello", "version"))  # to machines that gave no secret
PROTOCOL = 1  # grows when something that patches rely on changes

Reply = Callable[..., None]


class Request(NamedTuple):
    """The origin of a request; ``reply(address, *values)`` and ``send(packet)`` may be called from any thread.

    arrived_s: the monotonic moment at which its packet came, or its bundle was due; None: now.
    """

    address: str
    peer: Peer
    reply: Reply
    send: Callable[[bytes], None]
    arrived_s: float | None = None

    def refuse(self, error: SidemanError) -> None:
        """Answer with an error that comes too late to be raised."""
        self.reply("/sideman/error", self.address, error.code, str(error))


_WORDS = Argument("words", Kind.TEXT, high=MAX_PROMPT_CHARACTERS)
_WEIGHTS = Argument("styles", Kind.WEIGHTS, high=MAX_PROMPT_CHARACTERS)
_TOPIC = Argument("topic", Kind.WORD, choices=tuple(Topic))
_PORT = Argument("port", Kind.INT, 1, 65_535, optional=True)
_CONTROL = Argument("control", Kind.WORD, choices=tuple(control.name for control in CONTROLS))
_VALUE = Argument("value", Kind.NUMBER_OR_AUTO)
_NAME = Argument("name", Kind.WORD)
_CLIP_ID = Argument("id", Kind.INT, 1, MAX_SEED)
_PATH = Argument("path", Kind.TEXT, high=MAX_PROMPT_CHARACTERS)
_DEVICE = Argument("device", Kind.TEXT, high=MAX_PROMPT_CHARACTERS, optional=True, may_be_empty=True)

TABLE: tuple[Handler, ...] = (
    _handler("ping", "Answers that the player runs.", "/sideman/pong"),
    _handler(
        "hello",
        "Admits another machine that sends the secret (osc.secret). Over UDP the answer is a number other than 0 at "
        "first: send the secret once more, with that number.",
        "/sideman/hello number",
        Argument("secret", Kind.WORD),
        Argument("number", Kind.INT, 0, MAX_SEED, optional=True),
    ),
    _handler(
        "version",
        "Returns the version, the model, and the number of this interface, which patches check.",
        "/sideman/version version model protocol",
    ),
    _handler(
        "answers",
        "Sends answers to another port of this sender, for hosts that cannot receive on the port they send from.",
        "/sideman/answering port",
        Argument("port", Kind.INT, 1, 65_535),
    ),
    _handler(
        "capabilities",
        "Lists styles, parts, controls with ranges, topics, limits and every address.",
        "/sideman/capabilities name value… then /sideman/capabilities/end count",
    ),
    _handler("status", "Returns the current state.", "/sideman/status name value…"),
    _handler("prompt", "Plays as the words ask, from the next quantum on.", _PLAN, _WORDS),
    _handler("style", "Blends styles by weight; a style alone weighs 1.", _PLAN, _WEIGHTS),
    _handler(
        "style/morph",
        "Moves gradually to other styles.",
        "/sideman/style/morphing seconds",
        Argument("seconds", Kind.FLOAT, 0.0, MAX_MORPH_S),
        _WEIGHTS,
    ),
    _handler("key", 'Plays in a key: "D minor", "F#", "Bb major".', _PLAN, Argument("key", Kind.TEXT, high=32)),
    _handler(
        "tempo",
        "Plays at a tempo, from the next quantum on; a clock that is followed has its own.",
        _PLAN,
        Argument("bpm", Kind.FLOAT, MIN_TEMPO_BPM, MAX_TEMPO_BPM),
    ),
    _handler(
        "forget",
        "Leaves the key, the tempo or the metre to what is usual in the style.",
        _PLAN,
        Argument("what", Kind.WORD, choices=("key", "tempo", "metre")),
    ),
    _handler("metre", 'Plays in a metre, from the next bar on: "3/4".', _PLAN, Argument("metre", Kind.TEXT, high=16)),
    _handler(
        "chords",
        'Plays these chords in a loop: "Am F C G", a bar each, or a last number of bars each; degrees and named '
        'progressions too: "ii7 V7 Imaj7", "andalusian"; auto: its own.',
        "/sideman/chords chord…, /sideman/chords/simplified sentence",
        Argument("chords", Kind.TEXT, high=MAX_PROMPT_CHARACTERS),
    ),
    _handler(
        "groove",
        'Plays a groove of the book, by name or in words: "one drop"; auto: the usual one of the style.',
        _PLAN,
        Argument("groove", Kind.TEXT, high=MAX_PROMPT_CHARACTERS),
    ),
    _handler(
        "groove/learn",
        "Learns a groove under a name, or auto, and plays it: from a MIDI file, from the last 8 bars that you played "
        "(played, or played bass: as this part), or the band's last (band). It is kept in your groove folder.",
        f"/sideman/groove/learnt name path, {_PLAN}",
        Argument("name", Kind.WORD),
        Argument("source", Kind.TEXT, high=MAX_PROMPT_CHARACTERS),
    ),
    _handler("grooves", "Lists the grooves of the book.", "/sideman/grooves name…"),
    _handler(
        "form",
        'Plays a form: "AABA", "intro 2, verse 8, chorus 8, ending 2", "12-bar blues"; auto: the usual one.',
        _PLAN,
        Argument("form", Kind.TEXT, high=MAX_PROMPT_CHARACTERS),
    ),
    _handler(
        "listen",
        "Analyses an audio file and plays along: tempo, metre, key, chords, density and energy go into the plan.",
        f"/sideman/heard name value…, {_PLAN}",
        _PATH,
    ),
    _handler(
        "listen/live",
        "Analyses an audio input, by name or the default one, and plays along, updated with each bar.",
        "/sideman/listening 1 device",
        _DEVICE,
    ),
    _handler("listen/off", "Stops analysing the input; the last analysis stays.", "/sideman/listening 0"),
    _handler(
        "seed",
        "Makes plays and clips repeatable; -1: a fresh seed each time.",
        "/sideman/seed seed",
        Argument("seed", Kind.INT, -1, MAX_SEED),
    ),
    _handler(
        "play",
        "Starts playing; answers 0 while the transport stands still, and starts with the transport.",
        "/sideman/playing 0|1",
    ),
    _handler("stop", "Stops and releases every note.", "/sideman/playing 0"),
    _handler("panic", "Stops and silences every channel used.", "/sideman/panicked"),
    _handler("reset", "Resets plan, chords, controls, mode and quantum; the music goes on.", _PLAN),
    _handler(
        "hold",
        "Loops the last bars from the next bar line on; 0: there is nothing yet to loop.",
        "/sideman/holding bars",
        Argument("bars", Kind.INT, 1, MAX_HOLD_BARS, optional=True),
    ),
    _handler("release", "Ends the loop at the next bar line.", "/sideman/holding 0"),
    _handler(
        "mode",
        "play: plays on; respond: answers each phrase of yours; accompany: follows your chords and energy.",
        "/sideman/mode mode",
        Argument("mode", Kind.WORD, choices=MODES),
    ),
    _handler(
        "quantum",
        "Sets the grid on which changes take effect.",
        "/sideman/quantum quantum",
        Argument("quantum", Kind.WORD, choices=QUANTA),
    ),
    _handler(
        "clip",
        "Makes bars and sends them as notes and a .mid; the music that plays is not affected.",
        _CLIP,
        Argument("bars", Kind.INT, 1, MAX_CLIP_BARS),
        Argument("words", Kind.TEXT, high=MAX_PROMPT_CHARACTERS, optional=True),
    ),
    _handler(
        "clip/resend",
        "Sends packets of a clip again, between its begin and its end.",
        _CLIP,
        _CLIP_ID,
        Argument("sequences", Kind.INTS, 0, MAX_PACKETS - 1),
    ),
    _handler(
        "fill",
        "Writes the parts named (drums or drums,bass) around notes of other parts: a clip as long as they are.",
        _CLIP,
        _PARTS,
        _NOTES,
    ),
    _handler(
        "fill/begin",
        "Begins a fill whose notes come in several packets.",
        "/sideman/fill/begun id",
        _FILL_ID,
        _PARTS,
        Argument("bars", Kind.INT, 1, MAX_CLIP_BARS),
    ),
    _handler("fill/notes", "Notes of a fill, in packets from 0.", "", _FILL_ID, _SEQUENCE, _NOTES),
    _handler(
        "fill/end",
        "Ends the upload; missing packets are named and may be sent again before another end.",
        _CLIP,
        _FILL_ID,
        Argument("packets", Kind.INT, 0, MAX_PACKETS),
    ),
    *GIVEN,
    _handler("set", "Sets a control; auto leaves it to the words.", "/sideman/control control value", _CONTROL, _VALUE),
    _handler("get", "Returns a control's value.", "/sideman/control control value", _CONTROL),
    _handler("controls/reset", "Leaves every control to the words.", "/sideman/controls/reset"),
    _handler(
        "part",
        "Sets a value of one part: on 0|1, density, channel; or auto.",
        "/sideman/part part name value",
        Argument("part", Kind.WORD, choices=PARTS),
        Argument("name", Kind.WORD, choices=tuple(each.name for each in PART_FIELDS)),
        _VALUE,
    ),
    _handler(
        "note",
        "The player's note; velocity 0 releases it.",
        "",
        Argument("pitch", Kind.INT, 0, 127),
        Argument("velocity", Kind.INT, 0, 127),
        Argument("channel", Kind.INT, 1, 16, optional=True),
    ),
    _handler(
        "transport",
        "A host's transport, a few to fifty times a second: playing, position, tempo, metre.",
        "",
        Argument("playing", Kind.INT, 0, 1),
        Argument("beat", Kind.FLOAT, -1e6, 1e6),
        Argument("bpm", Kind.FLOAT, 10.0, 1000.0),
        Argument("numerator", Kind.INT, 1, 64, optional=True),
        Argument("denominator", Kind.INT, 1, 64, optional=True),
    ),
    _handler(
        "clock",
        "Selects the clock to follow; auto: an external one while it runs, else the internal one.",
        "/sideman/clock source active",
        Argument("source", Kind.WORD, choices=("auto", *Source), extensions=CLOCKS),
    ),
    _handler("scene/store", "Stores plan, chords, controls, mode and quantum.", "/sideman/scene/stored name", _NAME),
    _handler("scene/recall", "Recalls a scene.", "/sideman/scene/recalled name", _NAME),
    _handler("scene/delete", "Deletes a scene.", "/sideman/scene/deleted name", _NAME),
    _handler("scene/list", "Lists the stored scenes.", "/sideman/scene/list name…"),
    _handler(
        "learn",
        "Assigns the next controller that moves to a target: a control, play, stop, hold, panic, scene.1 to scene.64, "
        "or bass.on, .density, .volume, .pan, .reverb of any part.",
        "/sideman/learning target, /sideman/learned target controller channel",
        Argument("target", Kind.WORD),
    ),
    _handler(
        "unlearn", "Removes the controllers of a target.", "/sideman/unlearned target", Argument("target", Kind.WORD)
    ),
    *CHART_HANDLERS,
    _handler("take", "Returns the path of the recording.", "/sideman/take path"),
    _handler(
        "subscribe",
        f"Sends a topic to this port of yours (default: the one you send from) for {EXPIRY_S:g} s.",
        "/sideman/subscribed topic port seconds",
        _TOPIC,
        _PORT,
    ),
    _handler(
        "unsubscribe",
        "Ends a subscription; all ends every one of that port.",
        "/sideman/unsubscribed topic port",
        _TOPIC,
        _PORT,
    ),
    *HOST_TABLE,
)
BY_ADDRESS = {handler.address: handler for handler in TABLE}

# Messages sent to subscribers, by topic.
EVENTS: tuple[tuple[Topic, str, str], ...] = (
    *TIMED_EVENTS,
    (Topic.READY, "/sideman/ready version model", "music can be asked for"),
    (
        Topic.NOTE,
        "/sideman/note id part channel pitch velocity beat duration beat_rest",
        "a note, ahead of time, with its beat",
    ),
    (Topic.NOTE, "/sideman/note/cancel from_beat", "notes from that beat on are cancelled"),
    (Topic.MIDI, "/sideman/midi/note channel pitch velocity", "a note sounds now, channel from 1; velocity 0: it ends"),
    (Topic.BAR, "/sideman/bar number beat tempo numerator denominator chord chord", "a bar begins now"),
    (Topic.BAR, "/sideman/section/begins name bar", "a section of the chart begins now"),
    (Topic.PLAN, _PLAN, "the plan changed"),
    (Topic.PLAN, "/sideman/heard name value…", "analysis of an audio input, once a bar while it is open"),
    (Topic.STATUS, "/sideman/status name value…", "once a second"),
    (Topic.STATUS, "/sideman/playing 0|1", "playing began or ended; a new subscriber is told that it goes on"),
    (Topic.STATUS, "/sideman/inference 0|1 reason", "the inference process ended or is ready again"),
    (Topic.SCENE, "/sideman/control control value", "a control has another value, by whatever way; auto: the words'"),
    (Topic.SCENE, "/sideman/part part name value", "so has a field of a part"),
    (Topic.MIRROR, "/sideman/set control value", "a control has another value: this topic has the form of requests"),
    (Topic.MIRROR, "/sideman/part part on 0|1", "the part plays or rests"),
    (Topic.MIRROR, "/sideman/mode mode", "another mode"),
    (Topic.MIRROR, "/sideman/tempo bpm", "another tempo of the plan"),
    (Topic.MIRROR, "/sideman/key key", "another key of the plan"),
    (
        Topic.MIRROR,
        "/sideman/show name text",
        "a line to show: state (stopped, playing, waiting), bar, now and next (chords), error (empty again in 10 s)",
    ),
    (Topic.SCENE, "/sideman/part/plays part 0|1", "the part plays or rests: as set, else as the words have it"),
    (Topic.SCENE, "/sideman/mode mode", "another mode"),
    (Topic.SCENE, "/sideman/quantum quantum", "another quantum"),
    (Topic.SCENE, "/sideman/chords chord…", "chords that were asked for; none: its own"),
    (Topic.SCENE, "/sideman/locked parts bars", "what is locked"),
    (Topic.SCENE, "/sideman/undone steps redo-steps", "how many steps can be undone and redone"),
    (Topic.SCENE, "/sideman/sections name…", "sections of the chart, or of the form"),
    (Topic.SCENE, "/sideman/scene/list name…", "scenes that are stored"),
    (Topic.SCENE, "/sideman/clock source active", "the clock asked for, and the one in use"),
    (Topic.SCENE, "/sideman/click 0|1", "the click is on"),
    (Topic.SCENE, "/sideman/count_in bars", "bars that are counted in"),
    (Topic.SCENE, "/sideman/seed seed", "the seed that is fixed; -1: a fresh one for each play and clip"),
    (Topic.SCENE, "/sideman/melody part", "what plays the tune of a chart that has one: a part, follow, or off"),
    (Topic.SCENE, "/sideman/handover 0|1", "in respond mode the music is handed over"),
    (Topic.SCENE, "/sideman/follow_tempo 0|1", "the tempo follows the player in accompany mode"),
    (Topic.SCENE, "/sideman/drum_map name title", "the drum map"),
    (Topic.SCENE, "/sideman/controllers target controller…", "controllers that were learnt, as 21 or 21.3"),
    (
        Topic.SCENE,
        "/sideman/ahead bar beat numerator denominator chord chord section…",
        "the bar that plays and those planned behind it, seven values each",
    ),
    (Topic.SCENE, "/sideman/takes/take number notes path line", "a take to choose from"),
    (Topic.SCENE, "/sideman/takes/made takes", "how many there are"),
    (Topic.PLAYER, "/sideman/player/note pitch velocity", "the player's key; velocity 0: it was released"),
    (Topic.LATE, "/sideman/late milliseconds part…", "music is planned only so far ahead; these parts are muted"),
    (Topic.ERROR, "/sideman/error address code message", "a fault that no request caused"),
)


def find(name: str) -> Handler | None:
    """The handler of an address, its prefix left out or not."""
    return BY_ADDRESS.get(name if name.startswith("/") else PREFIX + name)


def described_handlers() -> Iterator[tuple[Value, ...]]:
    """The table as ``/sideman/capabilities`` shows it."""
    for handler in TABLE:
        yield ("address", *handler.describe())

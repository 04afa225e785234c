"""The table of settings: the fields of these classes are its rows, and whatever else knows settings reads them here.

A value of a class is checked before it is made (`bridge.settings.config.load`), so it is not checked again. Named
tuples, as seven frozen dataclasses take 8 ms of every start to be made and these take 2.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple

from bridge.core.extensions import CLOCKS
from bridge.settings.config_values import KIND_OF, Kind, Setting
from bridge.settings.controls import CONTROLS, PART_FIELDS, Controls
from model.music.config import PARTS

MAX_TEXT_CHARACTERS = 1_000
MAX_PROMPT_CHARACTERS = 2_000
MAX_SEED = 2**31 - 1
MAX_OFFSET_MS = 500.0
NOTHING: Mapping[str, Any] = MappingProxyType({})

CLOCK_SOURCES = ("auto", "internal", "midi", "link", "host", "jack", "mtc")
PORT_LAYOUTS = ("one", "parts")
MODES = ("play", "respond", "accompany")
QUANTA = ("now", "beat", "bar", "phrase")

TRANSPORT_TARGETS = (
    *("play", "stop", "hold", "panic", "handover", "next_section", "fill"),
    *("again", "undo", "redo"),
)
N_SCENE_TARGETS = 64  # a grid of eight by eight; scenes are named by their numbers there
CC_TARGETS = (
    *(control.name for control in CONTROLS),
    *TRANSPORT_TARGETS,
    *(f"scene.{number}" for number in range(1, N_SCENE_TARGETS + 1)),
    *(f"{part}.{name}" for part in PARTS for name in ("on", "density", "volume", "pan", "reverb")),
)


class Row(NamedTuple):
    """A setting's description and limits; name, kind and default are those of the field."""

    doc: str
    low: float = 0.0
    high: float = MAX_TEXT_CHARACTERS
    unit: str = ""
    choices: tuple[str, ...] = ()
    extensions: str = ""  # a group of entry points whose names are choices too


class OscConfig(NamedTuple):
    """``[osc]``: address and port of requests."""

    host: Annotated[str, Row("address to listen on; 0.0.0.0 lets other machines in")] = "127.0.0.1"
    port: Annotated[int, Row("port to listen on; 0 takes any free one", 0, 65_535)] = 7770
    tcp: Annotated[bool, Row("listen on TCP too, at the same port number")] = True
    secret: Annotated[str, Row('what other machines must send by /sideman/hello; "": they may ask for nothing')] = ""
    folders: Annotated[tuple[str, ...], Row("where other machines may open files (listen, groove/learn)")] = ()
    mirror_port: Annotated[
        int,
        Row(
            "port here of an app that is always sent the topic mirror, as Open Stage Control's 8080; 0: none", 0, 65_535
        ),
    ] = 0
    ahead_ms: Annotated[float, Row("notes and beats with time tags are sent so long before", 20, 5000, "ms")] = 500.0
    max_connections: Annotated[int, Row("how many TCP connections at once", 1, 256)] = 16


class MidiConfig(NamedTuple):
    """``[midi]``: ports, and the use of their input."""

    output: Annotated[
        str, Row('part of the name of an existing output; "" makes our own port, "none" uses no port')
    ] = ""
    inputs: Annotated[tuple[str, ...], Row("parts of the names of existing inputs to listen to")] = ()
    own_input: Annotated[bool, Row("offer an input of our own that others can connect to")] = True
    thru: Annotated[bool, Row("send on what the player plays")] = False
    feedback_ms: Annotated[float, Row("a note that comes back so soon after we sent it is ignored", 0, 1000, "ms")] = (
        60.0
    )
    offset_ms: Annotated[float, Row("how much later to send; below 0 earlier", -MAX_OFFSET_MS, MAX_OFFSET_MS, "ms")] = (
        0.0
    )
    channel: Annotated[int, Row("MIDI channel of the player; 0: every channel is the player's", 0, 16)] = 0
    max_note_s: Annotated[float, Row("a note that lasts longer is released", 1, 600, "s")] = 30.0
    program_changes: Annotated[bool, Row("send Program Changes, so that General MIDI sounds fit the parts")] = True
    host_programs: Annotated[bool, Row("send them to a named output too, and while a host's clock leads")] = False
    drum_map: Annotated[str, Row("drum map of the kit: a name of `sideman drum-maps`, or a .map file")] = "gm"
    drum_input: Annotated[str, Row('drum map of the pads that you play; "": keys, or pads of General MIDI')] = ""
    ports: Annotated[str, Row("our own output: one, or under JACK one for each part too", choices=PORT_LAYOUTS)] = "one"
    jack: Annotated[bool, Row("under JACK, place MIDI at its frame; without it by rtmidi, in periods")] = True
    port_offsets_ms: Mapping[str, float] = NOTHING  # name of a port -> ms


class ClockConfig(NamedTuple):
    """``[clock]``: the clock that is followed."""

    source: Annotated[
        str,
        Row(
            "the clock that is followed; auto: an external one while it runs", choices=CLOCK_SOURCES, extensions=CLOCKS
        ),
    ] = "auto"
    follow_start: Annotated[bool, Row("the start of a host plays; without it only its stop stops")] = True
    tempo_bpm: Annotated[float, Row("tempo of hosts that send none (JACK without a master, MTC)", 10, 999, "bpm")] = (
        120.0
    )
    ardour_port: Annotated[int, Row("UDP port of Ardour's OSC surface here, 3819; 0: it is not asked", 0, 65_535)] = 0
    mtc_start_s: Annotated[float, Row("MIDI time code at which the song begins", 0, 86_400, "s")] = 0.0


class PerformerConfig(NamedTuple):
    """``[performer]``: how it plays along."""

    mode: Annotated[str, Row("what it does with what you play", choices=MODES)] = "play"
    quantum: Annotated[str, Row("the grid on which changes take effect", choices=QUANTA)] = "beat"
    bars_ahead: Annotated[int, Row("how far music is planned ahead", 1, 8, "bars")] = 2
    respond_after_beats: Annotated[float, Row("how long you pause before it answers", 0.25, 16, "beats")] = 1.0
    respond_max_bars: Annotated[int, Row("how long an answer is at most", 1, 32, "bars")] = 8
    handover_key: Annotated[
        int, Row("a key that hands over and takes back in respond mode, as a MIDI note; -1: none", -1, 127)
    ] = -1
    follow_tempo: Annotated[bool, Row("in accompany mode our own clock follows your tempo")] = True
    seed: Annotated[int, Row("the same seed plays the same notes; -1: a fresh one each time", -1, MAX_SEED)] = -1
    prompt: Annotated[str, Row("words that are followed from the start", high=MAX_PROMPT_CHARACTERS)] = ""


class InferenceConfig(NamedTuple):
    """``[inference]``: the network."""

    model: Annotated[str, Row('path of the model file; "": the one that ships')] = ""
    rules_only: Annotated[bool, Row("do not load the encoder of texts: saves 60 MB")] = False
    stall_s: Annotated[float, Row("an engine silent for so long is started again", 0.2, 30, "s")] = 2.0

    @property
    def model_path(self) -> Path | None:
        """The model file; None: the one that ships."""
        return Path(self.model).expanduser() if self.model else None


class AudioConfig(NamedTuple):
    """``[audio]``: our own sound."""

    voice: Annotated[
        str,
        Row("what makes sound: FluidSynth, or the network's own spectral voice", choices=("off", "synth", "spectral")),
    ] = "off"
    device: Annotated[str, Row('part of the name of an audio output; "" the usual one, "none" no device')] = ""
    sample_rate_hz: Annotated[int, Row("sample rate", 8_000, 192_000, "Hz")] = 48_000
    block_frames: Annotated[int, Row("frames in a block", 32, 4096)] = 256
    ahead_blocks: Annotated[int, Row("blocks made ahead of the device: more is safer and later", 1, 64)] = 2
    offset_ms: Annotated[
        float, Row("how much later to sound; below 0 earlier", -MAX_OFFSET_MS, MAX_OFFSET_MS, "ms")
    ] = 0.0
    gain_db: Annotated[float, Row("louder or softer", -60, 20, "dB")] = 0.0
    soundfont: Annotated[str, Row('path of an .sf2 file; "" takes FluidR3 where the system has it')] = ""
    stems: Annotated[
        bool, Row("under JACK, outputs for each part beside the mix: drums_left, drums_right, bass_left ...")
    ] = False
    file: Annotated[str, Row('a .wav or .flac that all sound is written to; "" none')] = ""
    journal: Annotated[str, Row('a file for each message with its frame, to make the same sound again; "" none')] = ""


class ReaStreamConfig(NamedTuple):
    """``[reastream]``: sound into REAPER and MIDI out of it, without cables."""

    host: Annotated[str, Row('address that sound is streamed to; "" nowhere')] = ""
    port: Annotated[int, Row("port it is streamed to", 1, 65_535)] = 58_710
    identifier: Annotated[str, Row("name of the stream, as typed into the plug-in; 1 to 31 plain letters")] = "sideman"
    midi: Annotated[bool, Row("stream the MIDI too that is sounded")] = False
    listen: Annotated[bool, Row("take MIDI that the plug-in sends as the player's")] = False
    listen_port: Annotated[int, Row("port that is listened on; REAPER's own is 58710", 0, 65_535)] = 58_710


class TakesConfig(NamedTuple):
    """``[takes]``: recording."""

    folder: Annotated[str, Row('folder for takes; "": $SIDEMAN_TAKES or ./takes')] = ""
    record: Annotated[bool, Row("write what is played to a .mid file")] = True

    @property
    def folder_path(self) -> Path | None:
        """The folder, for `bridge.core.paths.takes_directory`; None: the default."""
        return Path(self.folder) if self.folder else None


class PanelConfig(NamedTuple):
    """``[panel]``: Sideman in a browser."""

    port: Annotated[int, Row("port of the page, 7780 unless given; 0: no panel", 0, 65_535)] = 7780
    lan: Annotated[bool, Row("let phones and tablets of this network in, by an address with a secret")] = False
    secret: Annotated[str, Row('the secret in that address, letters and digits; "": another at each start')] = ""


class Config(NamedTuple):
    """The whole configuration of a daemon; a value."""

    osc: OscConfig = OscConfig()
    midi: MidiConfig = MidiConfig()
    clock: ClockConfig = ClockConfig()
    performer: PerformerConfig = PerformerConfig()
    inference: InferenceConfig = InferenceConfig()
    audio: AudioConfig = AudioConfig()
    reastream: ReaStreamConfig = ReaStreamConfig()
    takes: TakesConfig = TakesConfig()
    panel: PanelConfig = PanelConfig()
    controls: Controls = Controls()  # [controls], and numbers of [parts.*]
    part_ports: Mapping[str, str] = NOTHING  # part -> part of an output's name
    part_articulations: Mapping[str, str] = NOTHING  # part -> path of a file
    cc: Mapping[str, str] = NOTHING  # "21" or "21.3" (channel from 1) -> one of CC_TARGETS


SECTION_CLASSES: dict[str, Any] = {
    "osc": OscConfig,
    "midi": MidiConfig,
    "clock": ClockConfig,
    "performer": PerformerConfig,
    "inference": InferenceConfig,
    "audio": AudioConfig,
    "reastream": ReaStreamConfig,
    "takes": TakesConfig,
    "panel": PanelConfig,
}


def _rows() -> Iterator[Setting]:
    for section, its_class in SECTION_CLASSES.items():
        for name, default in its_class._field_defaults.items():
            for row in getattr(its_class.__annotations__[name], "__metadata__", ()):
                yield Setting(section, name, KIND_OF[type(default)], default, *row)
    for name, low, high, default, doc, is_whole in CONTROLS:
        doc += "; auto: as the plan says" if default is None else f"; auto: {default:g}"
        yield Setting("controls", name, Kind.INT if is_whole else Kind.FLOAT, None, doc, low, high, is_auto=True)
    for part in PARTS:
        for name, low, high, doc, is_whole in PART_FIELDS:
            kind = Kind.SWITCH if name == "on" else Kind.INT if is_whole else Kind.FLOAT
            yield Setting(f"parts.{part}", name, kind, None, doc, low, high, is_auto=True)
        doc = 'a file of articulations: keyswitches or controllers before short, long and accented notes; "": none'
        yield Setting(f"parts.{part}", "articulations", Kind.TEXT, "", doc, 0, MAX_TEXT_CHARACTERS)
        doc = 'part of the name of another MIDI output; "": the main one'
        yield Setting(f"parts.{part}", "port", Kind.TEXT, "", doc, 0, MAX_TEXT_CHARACTERS)


SETTINGS = tuple(_rows())
BY_PATH = {each.path: each for each in SETTINGS}

# Tables whose keys are the user's own; a row describes their values.
FREE_TABLES = {
    ("midi", "port_offsets_ms"): Setting(
        "midi.port_offsets_ms", "", Kind.FLOAT, 0.0, "an offset for the port of that name, instead of midi.offset_ms",
        -MAX_OFFSET_MS, MAX_OFFSET_MS, "ms",
    ),
    ("cc",): Setting("cc", "", Kind.TEXT, "", 'what controllers turn: "21", or "21.3" on channel 3 alone'),
}  # fmt: skip
SECTIONS = {path[:end] for path in BY_PATH for end in range(1, len(path))} | FREE_TABLES.keys()

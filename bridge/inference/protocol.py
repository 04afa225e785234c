"""Messages between the daemon and its inference process: immutable values, pickled through a pipe.

Beats are song positions in quarter notes. A ``version`` grows with every command; each note batch carries that
of the last command its maker had read, so that the daemon knows which commands it reflects.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from bridge.core.messages import BarLine, Tone
from bridge.inference.locks import Locks
from bridge.processes.messages import Quit
from model.music.events import Metre, Note
from model.music.gaps import Aspect, Gap
from model.music.generation_options import Cue, GenerationOptions
from model.music.plan import Plan
from model.music.played_chart import PlayedChart
from model.music.takes import Likes
from model.text.prompt_parts import Direction


@dataclass(frozen=True)
class GenerationRequest:
    """Everything that music is generated from: the plan with the controls worked in, and changes of its notes."""

    plan: Plan
    options: GenerationOptions = field(default_factory=GenerationOptions)
    swing: float = 0.0  # how far even eighths are moved to triplets, 0..1
    humanise: float = 0.0  # 0..1
    push_ms: float | None = None  # ahead of the beat, negative behind it; None: the groove's own, times humanise
    pushes_ms: Mapping[str, float] = field(default_factory=dict)  # parts with one of their own
    cues: tuple[Cue, ...] = ()  # their bars as bar lines are numbered
    muted_drum_keys: frozenset[int] = frozenset()
    octaves: Mapping[str, int] = field(default_factory=dict)  # parts that are moved by octaves
    swings: Mapping[str, float] = field(default_factory=dict)  # parts with a swing of their own
    locks: Locks = field(default_factory=Locks)
    chart: PlayedChart | None = None  # in place of form, metre, key and chords
    chart_from: int = 1  # the bar at which it begins, as bar lines are numbered


class PastBar(NamedTuple):
    """A bar that precedes the first one to be made; ticks count from its start."""

    metre: Metre
    notes: tuple[Note, ...]


# -- to the inference process


class Begin(NamedTuple):
    """Make music from ``at_beat``, inside the bar that begins at ``bar_beat``; forget what was before."""

    version: int
    at_beat: float
    bar_beat: float
    bar_number: int
    seed: int
    desired: GenerationRequest
    past: tuple[PastBar, ...] = ()
    follows_past: bool = False  # take chords, and the key unless one was set, from ``past``


class Again(NamedTuple):
    """Bars, by their numbers, that are made once more with another seed; parts: which, none = all."""

    seed: int
    parts: frozenset[int]
    first: int
    last: int
    aspect: Aspect = Aspect.ALL


class Change(NamedTuple):
    """Think again from ``at_beat`` on; what is locked stays. again: only what it names is made otherwise."""

    version: int
    at_beat: float
    desired: GenerationRequest
    again: Again | None = None


class Restore(NamedTuple):
    """Put back from ``at_beat`` on the music that was planned before the command ``point``, and go on from there.

    Where that music is over, this is a change.
    """

    version: int
    at_beat: float
    desired: GenerationRequest
    point: int


class Jump(NamedTuple):
    """The song position went from ``from_beat`` to ``at_beat``: go on there."""

    version: int
    from_beat: float
    at_beat: float
    bar_beat: float
    bar_number: int
    desired: GenerationRequest


class Horizon(NamedTuple):
    """Sets the horizon: the beat is ``now_beat``, generate music until ``until_beat``."""

    now_beat: float
    until_beat: float


class MutedParts(NamedTuple):
    """Leave these parts out of what is still to be made."""

    parts: frozenset[str]


class Halt(NamedTuple):
    """Stop making music."""


class Words(NamedTuple):
    """Read a prompt."""

    request: int
    words: str


class MakeClip(NamedTuple):
    """Make bars and write them to ``path``, around ``given`` notes, if any (ticks from the clip's start).

    gap: what is written of ``n_bars`` bars that are given; the clip is as long, or the bars that go on.
    """

    request: int
    n_bars: int
    desired: GenerationRequest
    seed: int
    path: Path
    given: tuple[Note, ...] = ()
    own_parts: frozenset[int] = frozenset()
    gap: Gap | None = None
    aspect: Aspect = Aspect.ALL
    goes_on: bool = False  # the gap is behind what is given


class MakeTakes(NamedTuple):
    """Make several takes of the same bars, behind ``past``, and write them to files in a folder."""

    request: int
    n_takes: int
    n_bars: int
    desired: GenerationRequest
    seed: int
    folder: Path
    past: tuple[PastBar, ...] = ()
    likes: Likes = Likes()


class Rewrite(NamedTuple):
    """Write a gap in bars of a loop anew; the loop stands in ``bars`` three times, the gap in the middle."""

    request: int
    bars: tuple[PastBar, ...]
    gap: Gap
    aspect: Aspect
    desired: GenerationRequest
    seed: int


class LearnGroove(NamedTuple):
    """Make a groove from a MIDI file, or from bars at a tempo, and write it to the user's folder."""

    request: int
    name: str
    source: Path | tuple[PastBar, ...]
    tempo_bpm: float


class PlayerNote(NamedTuple):
    """The player struck (velocity > 0) or released a key; ``n_answers`` notes are wanted at once."""

    pitch: int
    velocity: int
    beat: float
    n_answers: int
    serial: int
    follow: bool = False  # analyse it


class Prepare(NamedTuple):
    """Answer the player by this request from now on."""

    desired: GenerationRequest


# -- from the inference process


class Loaded(NamedTuple):
    """The model is loaded and warm."""

    model_hash: str


class CannotLoad(NamedTuple):
    """The model cannot be loaded; a sentence for the performer."""

    message: str


class Alive(NamedTuple):
    """Said several times a second, at work or idle."""


class NoteBatch(NamedTuple):
    """Music for the beats up to ``end_beat``; bar lines and notes follow those of the batch before."""

    version: int
    lines: tuple[BarLine, ...]
    tones: tuple[Tone, ...]
    end_beat: float


class Understood(NamedTuple):
    """Answers `Words`: what they say, an incomplete plan, and directions that were understood by their meaning."""

    request: int
    plan: Plan
    directions: tuple[Direction, ...] = ()


class ClipMade(NamedTuple):
    """A clip as packets to be sent: one after another over UDP, or ``whole``."""

    request: int
    packets: tuple[bytes, ...]
    whole: bytes
    n_notes: int


class ClipFailed(NamedTuple):
    """A clip could not be made; code and sentence."""

    request: int
    code: str
    message: str


class TakeBar(NamedTuple):
    """A bar of a take, as it is to be played; beats of its tones count from its start."""

    metre: Metre
    tempo_bpm: float
    chords: tuple[str, str]
    tones: tuple[Tone, ...]


class TakeMade(NamedTuple):
    """A take: its bars, the file, and how it differs from the others."""

    bars: tuple[TakeBar, ...]
    path: Path
    line: str


class TakesMade(NamedTuple):
    """Answers `MakeTakes`."""

    request: int
    takes: tuple[TakeMade, ...]


class TakesFailed(NamedTuple):
    """Answers `MakeTakes`: code and sentence."""

    request: int
    code: str
    message: str


class Rewritten(NamedTuple):
    """Answers `Rewrite`: the notes of the gap, a tuple for each of its bars; () where they could not be made."""

    request: int
    bars: tuple[tuple[Note, ...], ...]


class GrooveLearnt(NamedTuple):
    """Answers `LearnGroove`: the file that was written."""

    request: int
    name: str
    path: Path


class GrooveNotLearnt(NamedTuple):
    """Answers `LearnGroove`: why nothing was learnt; a sentence."""

    request: int
    message: str


class Answer(NamedTuple):
    """Notes to sound at once with the player's note of this serial; their beat means nothing."""

    serial: int
    tones: tuple[Tone, ...]


class PlayerAnalysis(NamedTuple):
    """Analysis of the player's notes: the chord now (as it sounds) and their energy, 0..1."""

    chord: int | None
    energy: float | None


class Failed(NamedTuple):
    """Something could not be made; a sentence."""

    message: str


ToInference = (
    Begin
    | Change
    | Restore
    | Jump
    | Horizon
    | MutedParts
    | Halt
    | Words
    | MakeClip
    | MakeTakes
    | Rewrite
    | LearnGroove
    | PlayerNote
    | Prepare
    | Quit
)
FromInference = (
    Loaded
    | CannotLoad
    | Alive
    | NoteBatch
    | Understood
    | ClipMade
    | ClipFailed
    | TakesMade
    | TakesFailed
    | Rewritten
    | GrooveLearnt
    | GrooveNotLearnt
    | Answer
    | PlayerAnalysis
    | Failed
)

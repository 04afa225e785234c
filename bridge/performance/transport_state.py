"""Whether music plays, waits for a transport or is about to begin: one state machine. Guarded by the performer's lock.

    IDLE ─ prepare ─▶ PREPARED ─ begin ─▶ PLAYING ─ halt ─▶ IDLE
    IDLE ─ await_first_notes ─▶ STARTING ─ first_notes ─▶ PLAYING

PREPARED: music waits at a beat for an outer transport to start. STARTING: music was asked for, and the internal clock
starts with its first notes. Whether music is wanted is kept apart, as it outlives a transport that stops.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

Answered = Callable[[bool], None]


class Activity(Enum):
    """See the module."""

    IDLE = auto()
    PREPARED = auto()
    STARTING = auto()
    PLAYING = auto()


class TransportState:
    """``is_wanted``: play was asked for, and no stop since. ``prepared_beat``: where music waits, when PREPARED."""

    def __init__(self) -> None:
        self.activity = Activity.IDLE
        self.is_wanted = False
        self.prepared_beat: float | None = None
        self._answers: list[Answered] = []

    @property
    def is_playing(self) -> bool:
        """Whether music plays or is about to."""
        return self.activity in (Activity.STARTING, Activity.PLAYING)

    @property
    def is_prepared(self) -> bool:
        """Whether music waits for a transport; it is not announced yet."""
        return self.activity is Activity.PREPARED

    @property
    def is_starting(self) -> bool:
        """Whether the internal clock starts with the first notes."""
        return self.activity is Activity.STARTING

    def want(self, answered: Answered) -> None:
        """Play was asked for; ``answered`` is one of `take_answers`."""
        self.is_wanted = True
        self._answers.append(answered)

    def take_answers(self) -> list[Answered]:
        """The callbacks of unanswered requests to play; they are forgotten."""
        answers, self._answers = self._answers, []
        return answers

    def prepare(self, beat: float) -> None:
        """Music waits at ``beat``. Only from IDLE or PREPARED."""
        assert not self.is_playing
        self.activity, self.prepared_beat = Activity.PREPARED, beat

    def drop_prepared(self) -> None:
        """Drop prepared music that waits for its start."""
        if self.is_prepared:
            self.activity = Activity.IDLE
        self.prepared_beat = None

    def await_first_notes(self) -> None:
        """Play; the internal clock starts with the first notes."""
        self.prepared_beat, self.activity = None, Activity.STARTING

    def begin(self) -> None:
        """Play; what awaits its first notes goes on to."""
        self.prepared_beat = None
        if not self.is_starting:
            self.activity = Activity.PLAYING

    def first_notes(self) -> bool:
        """The first notes have come; whether they were awaited."""
        if not self.is_starting:
            return False
        self.activity = Activity.PLAYING
        return True

    def halt(self) -> None:
        """Stop what plays or waits; whether music is wanted stays."""
        self.activity, self.prepared_beat = Activity.IDLE, None

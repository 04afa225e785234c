"""Lines for apps that show text and know no other address: ``/sideman/show name text`` on the topic ``mirror``.

``state``, ``bar``, ``now`` and ``next`` are read with what is set, by `bridge.api.scene_announcer`; ``error`` is sent
from here.
"""

from __future__ import annotations

from collections.abc import Iterator

from bridge.core.messages import BarLine
from bridge.osc.subscribers import Subscribers, Topic
from bridge.performance.performer import Performer

ADDRESS = "/sideman/show"
ERROR_TICKS = 10  # calls of `ErrorLine.tick`, once a second


def lines_of(performer: Performer) -> Iterator[tuple[str, str]]:
    """Names and texts of what plays now."""
    status, bars = performer.status(), performer.sections.lines_ahead()[:2]
    yield "state", "playing" if status.playing else "waiting" if status.waiting else "stopped"
    yield "bar", f"bar {bars[0].number}" if bars else "-"
    for name, line in zip(("now", "next"), (*bars, None, None), strict=False):
        yield name, "-" if line is None else _chords(line)


def _chords(line: BarLine) -> str:
    """The chords of a bar, one where it keeps its chord."""
    return " ".join(dict.fromkeys(line.chords))


def publish_error(subscribers: Subscribers, text: str) -> None:
    """Show an error; it stays until another, or until `ErrorLine` clears it."""
    subscribers.publish(Topic.MIRROR, ADDRESS, "error", text)


class ErrorLine:
    """The latest refusal, shown for ten seconds. The OSC thread calls everything but `show`."""

    def __init__(self, subscribers: Subscribers) -> None:
        self._subscribers, self._n_left = subscribers, 0

    def show(self, text: str) -> None:
        """Show an error."""
        publish_error(self._subscribers, text)
        self._n_left = ERROR_TICKS

    def tick(self) -> None:
        """Clear it when it was shown long enough; call once a second."""
        if self._n_left:
            self._n_left -= 1
            if not self._n_left:
                publish_error(self._subscribers, "")

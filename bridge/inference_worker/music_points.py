"""Music as it was planned before commands, so that what a command changed can be put back to the bit."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace

from bridge.inference.protocol import GenerationRequest
from bridge.inference_worker.bars_ahead import BarAhead
from bridge.inference_worker.kept_notes import GivenBar, Keeping
from model.engine.bars import Snapshot

MAX_POINTS = 100


@dataclass
class MusicPoint:
    """Everything that a bar generator's next note depends on."""

    snapshot: Snapshot
    desired: GenerationRequest
    bars: list[BarAhead]
    keeping: Keeping
    given: GivenBar | None
    next_beat: float
    next_number: int

    @property
    def end_beat(self) -> float:
        """Beat up to which the music of this point is planned."""
        return self.next_beat if self.snapshot.open_bar is None else self.bars[-1].line.end_beat


def _copied(bar: BarAhead) -> BarAhead:
    return replace(bar, marks=bar.marks[:1], notes=[*bar.notes], tones=[*bar.tones], tone_of={**bar.tone_of})


class MusicPoints:
    """Points by the version of the command that came after them."""

    def __init__(self) -> None:
        self._points: OrderedDict[int, MusicPoint] = OrderedDict()

    def keep(self, version: int, point: MusicPoint) -> None:
        """Keep a point; of its bars only what is needed to go back to their beginning, as snapshots are large."""
        bars = [_copied(bar) for bar in point.bars]
        given = point.given.copy() if point.given is not None else None
        self._points[version] = replace(point, bars=bars, given=given)
        while len(self._points) > MAX_POINTS:
            self._points.popitem(last=False)

    def at(self, version: int, beat: float) -> MusicPoint | None:
        """The point before a command, as long as its music reaches beyond a beat; to be used once."""
        point = self._points.pop(version, None)
        return point if point is not None and point.end_beat > beat else None

    def forget_before(self, beat: float) -> None:
        """Drop points whose music is over."""
        for version in [version for version, point in self._points.items() if point.end_beat <= beat]:
            del self._points[version]

    def clear(self) -> None:
        """Forget everything."""
        self._points.clear()

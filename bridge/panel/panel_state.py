"""What a page that opens must know: the last message of each kind, and the notes planned. On the event loop."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from pathlib import Path, PurePath

from bridge.osc.codec import OscMessage, Value

Line = list[Value]  # a message as pages receive it: an address and its values

# Addresses of which only the last message counts, or the last for each of their first values.
_KEYED = {
    "/sideman/control": 1,
    "/sideman/part": 2,
    "/sideman/part/plays": 1,
    "/sideman/takes/take": 1,
    "/sideman/capabilities": 1,
}
_LAST = frozenset(
    "/sideman/" + name
    for name in (
        *("version", "ready", "plan", "status", "playing", "mode", "quantum", "chords", "locked", "undone", "sections"),
        *("scene/list", "clock", "click", "count_in", "drum_map", "drum_maps", "controllers", "ahead", "takes/made"),
        *("bar", "take", "seed", "melody", "handover", "follow_tempo"),
        *("section/begins", "library", "late", "inference", "grooves", "holding", "takes/hearing"),
    )
)
# Where a message has a path of this machine: pages get its last part.
_PATHS = {
    "/sideman/takes/take": 2,
    "/sideman/takes/kept": 1,
    "/sideman/kept": 2,
    "/sideman/take": 0,
    "/sideman/groove/learnt": 1,
    "/sideman/clip/end": 2,
}
KEPT_BEATS = 8.0  # notes that ended so long ago are forgotten
MAX_NOTES = 20_000
KEPT_DELAYS = 60  # a minute of statuses: clocks drift
JUMP_BEATS = 0.3
MAX_FILES = 400


class PanelState:
    """See the module. files: MIDI files that the daemon has told of, by name, oldest first."""

    def __init__(self) -> None:
        self.files: dict[str, Path] = {}
        self._last: dict[tuple[Value, ...], Line] = {}
        self._notes: dict[Value, Line] = {}
        self._beat, self._bpm, self._at_s, self._is_playing = 0.0, 0.0, 0.0, False
        self._least_delays_s: deque[float] = deque(maxlen=KEPT_DELAYS)  # from the daemon's clock to ours

    def forget(self) -> None:
        """The daemon has gone; what it knew may not hold for the next one."""
        self.__init__()  # type: ignore[misc]

    def take(self, message: OscMessage, now_s: float) -> Line:
        """Take in a message; returns it as pages receive it, without paths of this machine."""
        address, values = message.address, self._without_path(message)
        line: Line = [address, *values]
        match address:
            case "/sideman/note" if len(values) >= 7:
                self._notes[values[0]] = line
                self._drop_old_notes()
            case "/sideman/note/cancel" if values:
                from_beat = _number(values[0])
                self._notes = {key: each for key, each in self._notes.items() if _number(each[6]) < from_beat}
            case "/sideman/bar" if len(values) >= 3:
                self._take_bar(_number(values[1]), _number(values[2]), now_s)
            case "/sideman/status":
                self._take_status(values, now_s)
            case "/sideman/playing" if values and not values[0]:
                self._is_playing = False
                self._notes.clear()
            case "/sideman/takes/made" if values:
                self._drop_takes(int(_number(values[0])))
        if address in _LAST or address in _KEYED:
            self._last[(address, *values[: _KEYED.get(address, 0)])] = line
        return line

    def snapshot(self) -> list[Line]:
        """Everything that a new page must know, in order."""
        lines = [*self._last.values(), *self._notes.values()]
        return [*lines, self.beat_line()]

    def beat_line(self) -> Line:
        """Where the music was at a moment of this process's clock: beat, tempo, whether it plays, milliseconds."""
        return ["panel/beat", self._beat, self._bpm, int(self._is_playing), 1000.0 * self._at_s]

    def _take_status(self, values: Sequence[Value], now_s: float) -> None:
        """The status says when it was made, so that one that came late moves nothing."""
        status = dict(zip(values[::2], values[1::2], strict=False))
        self._is_playing = bool(status.get("playing"))
        uptime_s = _number(status.get("uptime_s"))
        self._least_delays_s.append(now_s - uptime_s)
        made_s = uptime_s + min(self._least_delays_s)
        self._anchor(
            _number(status.get("beat")) + _number(status.get("beat_rest")), _number(status.get("tempo")), made_s
        )

    def _take_bar(self, beat: float, bpm: float, now_s: float) -> None:
        """A bar begins; it counts where the line to the status is far off, as after a start or a jump."""
        expected = self._beat + (now_s - self._at_s) * self._bpm / 60.0
        if not self._is_playing or bpm != self._bpm or abs(beat - expected) > JUMP_BEATS:
            self._anchor(beat, bpm, now_s)
        self._is_playing = True

    def _anchor(self, beat: float, bpm: float, now_s: float) -> None:
        self._beat, self._bpm, self._at_s = beat, bpm, now_s

    def _drop_old_notes(self) -> None:
        if len(self._notes) % 256 == 0 or len(self._notes) > MAX_NOTES:
            oldest = self._beat - KEPT_BEATS
            self._notes = {
                key: each for key, each in self._notes.items() if _number(each[6]) + _number(each[7]) > oldest
            }

    def _drop_takes(self, n_takes: int) -> None:
        for key in [key for key in self._last if key[0] == "/sideman/takes/take" and _number(key[1]) > n_takes]:
            del self._last[key]

    def _without_path(self, message: OscMessage) -> list[Value]:
        values = list(message.arguments)
        place = _PATHS.get(message.address)
        if place is not None and place < len(values) and isinstance(values[place], str) and values[place]:
            path = Path(str(values[place]))
            values[place] = PurePath(path).name
            if path.suffix == ".mid":
                self.files.pop(path.name, None)
                self.files[path.name] = path
                while len(self.files) > MAX_FILES:
                    del self.files[next(iter(self.files))]
        return values


def _number(value: Value) -> float:
    return float(value) if isinstance(value, int | float) else 0.0

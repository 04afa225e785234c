"""What hosts send by their own OSC surfaces (they want no answer), and what live coders are sent with time tags."""

from __future__ import annotations

from bridge.api.osc_handler import Handler
from bridge.osc.arguments import Argument, Kind
from bridge.osc.subscribers import Topic


def _reaper(address: str, doc: str, *signature: Argument) -> Handler:
    return Handler(address, "reaper" + address.replace("/", "_"), signature, doc, "")


def _ardour(address: str, doc: str, *signature: Argument) -> Handler:
    return Handler(address, "ardour" + address.replace("/", "_"), signature, doc, "")


HOST_TABLE = (
    _reaper("/play", "REAPER's transport plays (1) or stands still (0).", Argument("playing", Kind.FLOAT, 0, 1)),
    _reaper("/time", "REAPER's position in seconds.", Argument("seconds", Kind.FLOAT, -1e6, 1e7)),
    _reaper("/beat/str", "REAPER's position as measure.beat.hundredths.", Argument("position", Kind.WORD)),
    _reaper("/tempo/raw", "REAPER's tempo; sent when it changes.", Argument("bpm", Kind.FLOAT, 1.0, 1000.0)),
    _ardour("/transport_play", "Ardour's transport rolls (1) or stands (0).", Argument("playing", Kind.FLOAT, 0, 1)),
    _ardour("/transport_stop", "Ardour's transport stands (1) or rolls (0).", Argument("stopped", Kind.FLOAT, 0, 1)),
    _ardour("/position/bbt", "Ardour's position as bar|beat|tick.", Argument("position", Kind.WORD)),
    _ardour("/position/time", "Ardour's position as hours:minutes:seconds.", Argument("position", Kind.WORD)),
    _ardour("/heartbeat", "Ardour's surface lives.", Argument("on", Kind.FLOAT, 0, 1)),
)

# In bundles whose time tag is the moment at which they sound, sent `osc.ahead_ms` before.
TIMED_EVENTS: tuple[tuple[Topic, str, str], ...] = (
    (
        Topic.TIMED,
        "/sideman/note/timed id part channel pitch velocity beat duration seconds ahead",
        "a note, in a bundle time-tagged with its moment; its duration in beats and seconds; seconds until that moment,"
        " less than `osc.ahead_ms` if it comes late",
    ),
    (Topic.TIMED, "/sideman/note/cancel from_beat", "notes from that beat on that were sent already are cancelled"),
    (Topic.TIMED, "/sideman/playing 0|1", "playing began or ended; a new subscriber is told that it goes on"),
    (
        Topic.CLOCK,
        "/sideman/beat beat tempo ahead",
        "a beat, in a bundle time-tagged with its moment; the tempo from it on; seconds until then; below 0: before the"
        " music; sent again if a change of tempo moves it",
    ),
    (Topic.CLOCK, "/sideman/playing 0|1", "playing began or ended; a new subscriber is told that it goes on"),
)

"""Asks Ardour's OSC surface for its transport, and again when it has fallen silent. One thread calls `check`.

Ardour tells its transport to programs that have asked for it since it was started: so the question is repeated until an
answer comes.
"""

from __future__ import annotations

from bridge.core.timebase import Timebase
from bridge.osc.codec import encode
from bridge.osc.peer import Peer
from bridge.osc.server import OscServer

# Bits of Ardour's "feedback": heartbeat, transport, bars and beats, minutes and seconds; nothing of its strips.
FEEDBACK = 8 + 16 + 32 + 2048
STRIP_TYPES = 159  # as Ardour has it by default
ASK_EVERY_S, SILENT_S = 2.0, 5.0


class ArdourSurface:
    """Asks from Sideman's own port, where Ardour then answers."""

    def __init__(self, ardour_port: int, server: OscServer, time: Timebase) -> None:
        """ardour_port: Ardour's UDP port on this machine; 0: it is not asked."""
        self._ardour_port, self._server, self._time = ardour_port, server, time
        self._asked_s = self._heard_s = time.now_s() - SILENT_S

    def heard(self) -> None:
        """Something came from Ardour."""
        self._heard_s = self._time.now_s()

    def check(self) -> None:
        """Ask, if nothing was heard for a while."""
        now_s = self._time.now_s()
        if not self._ardour_port or now_s - self._heard_s < SILENT_S or now_s - self._asked_s < ASK_EVERY_S:
            return
        self._asked_s = now_s
        question = encode("/set_surface", (0, STRIP_TYPES, FEEDBACK, 0, 0, 0, self._server.peer.port))
        self._server.send_packet(Peer("127.0.0.1", self._ardour_port), question)

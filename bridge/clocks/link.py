"""Ableton Link: a tempo and a phase shared with peers on the local network. An optional extra.

A thread of its own polls the session, so peers are followed within a poll; any thread may ask or call.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from importlib import import_module
from typing import Any

from bridge.clocks import ChangeKind, ClockChange, OnChange, Source
from bridge.clocks.phase_lock import ClockLine, FollowedClock
from bridge.core.errors import SetupError
from bridge.core.timebase import Timebase

log = logging.getLogger(__name__)

POLL_S = 0.02  # Link itself measures its peers ten times less often
QUANTUM_BEATS = 4.0
READ_S = 0.001  # a poll interrupted for longer between its two readings does not give the phase
JUMP_BEATS = 0.25  # joining a session may move the beat by any share of a bar
REPORTED_TEMPO = 0.005
JOIN_S = 5.0
MIN_BPM, MAX_BPM = 20.0, 999.0  # what Link clamps to


class LinkClock(FollowedClock):
    """Implements `bridge.clocks.Clock` on a Link session; without any peer there it stands.

    Peers that use Link's start and stop lead the transport; until one does, the session runs on as Link's do.
    """

    def __init__(self, time: Timebase, on_change: OnChange, tempo_bpm: float = 120.0) -> None:
        """Prepare only. Raises SetupError if aalink is not installed, ValueError on a tempo Link cannot have."""
        super().__init__(time, on_change)
        self._first_bpm = self._reported_bpm = _checked(tempo_bpm)
        self._proposed_bpm: float | None = None
        self._transport_used = False
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None
        try:
            self._aalink: Any = import_module("aalink")
        except ImportError as error:
            raise SetupError("Ableton Link is not there; install it with: pip install 'sideman[link]'") from error

    def start(self) -> None:
        """Join the session of the local network. Does nothing if started."""
        if self._thread is None:
            self._ended.clear()
            self._thread = threading.Thread(target=self._run, name="link", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Leave the session and wait for the thread; the clock stands from then on."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join(JOIN_S)
            self._thread = None
        self._model.stop()

    def set_tempo(self, tempo_bpm: float) -> None:
        """Propose a tempo to all peers, from the next poll on. Raises ValueError outside 20 to 999 bpm."""
        self._proposed_bpm = _checked(tempo_bpm)

    def _run(self) -> None:
        try:
            asyncio.run(self._follow())
        except Exception:
            log.exception("Ableton Link ended")
            self._stop(self._time.now_s())

    async def _follow(self) -> None:
        link = self._aalink.Link(self._first_bpm)
        link.quantum = QUANTUM_BEATS
        link.start_stop_sync_enabled = True
        link.enabled = True
        try:
            while not self._ended.is_set():
                self._poll(link)
                await asyncio.sleep(POLL_S)
        finally:
            with contextlib.suppress(Exception):
                link.enabled = False

    def _poll(self, link: Any) -> None:
        proposed_bpm, self._proposed_bpm = self._proposed_bpm, None
        if proposed_bpm is not None:
            link.tempo = proposed_bpm
        playing, n_peers, tempo_bpm = bool(link.playing), int(link.num_peers), float(link.tempo)
        before_s = self._time.now_s()
        beat = float(link.beat)
        after_s = self._time.now_s()
        self._transport_used = n_peers > 0 and (self._transport_used or playing)
        line = ClockLine((before_s + after_s) / 2.0, beat, tempo_bpm)
        if n_peers == 0 or (self._transport_used and not playing):
            self._stop(after_s)
            self._model.know_tempo(tempo_bpm)
        elif after_s - before_s < READ_S or not self._model.running:
            self._take(line)

    def _take(self, line: ClockLine) -> None:
        expected_beat = self._model.expected_beat(line.time_s)
        if expected_beat is None:
            self._go(ChangeKind.STARTED, line)
        elif abs(line.beat - expected_beat) > JUMP_BEATS:
            self._go(ChangeKind.JUMPED, line)
        else:
            self._model.steer(line)
            if abs(line.tempo_bpm / self._reported_bpm - 1.0) > REPORTED_TEMPO:
                self._report(ChangeKind.TEMPO, line.beat, line.tempo_bpm)

    def _go(self, kind: ChangeKind, line: ClockLine) -> None:
        self._model.start(line)
        self._report(kind, line.beat, line.tempo_bpm)

    def _stop(self, at_s: float) -> None:
        beat = self._model.expected_beat(at_s)
        if beat is not None:
            self._model.stop()
            self._report(ChangeKind.STOPPED, beat, self._model.tempo_bpm() or self._reported_bpm)

    def _report(self, kind: ChangeKind, beat: float, tempo_bpm: float) -> None:
        self._reported_bpm = tempo_bpm
        self._on_change(ClockChange(Source.LINK, kind, beat, tempo_bpm))


def _checked(tempo_bpm: float) -> float:
    if not MIN_BPM <= tempo_bpm <= MAX_BPM:
        raise ValueError(f"Link has tempi from {MIN_BPM:g} to {MAX_BPM:g} bpm, not {tempo_bpm}")
    return float(tempo_bpm)

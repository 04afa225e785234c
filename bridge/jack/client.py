"""The client of JACK: its ports and its process callback, by the binding JACK-Client.

The callback, on JACK's thread, writes what is due in the period, hands on our own sound, collects what came in and
looks at the transport. It allocates and holds the interpreter, which the process has for itself. What it finds waits
in `found`, and `wake` is called once for a period that found something.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from importlib import import_module
from typing import Any

from bridge.core.timebase import monotonic_s
from bridge.jack.frame_estimate import WRAP_FRAMES, FrameEstimate
from bridge.jack.incoming import Incoming
from bridge.jack.protocol import FromJack, JackSettings, Missed, PeriodChanged
from bridge.jack.queue import FrameQueue
from bridge.jack.sound_memory import SoundMemory, SoundTaker
from bridge.jack.transport import ROLLING, STOPPED, TransportWatch

log = logging.getLogger(__name__)


class JackClient:
    """Open from construction on. Raises jack.JackError when there is no server."""

    def __init__(self, settings: JackSettings, wake: Callable[[], None]) -> None:
        jack = import_module("jack")
        self._client: Any = jack.Client(settings.client_name, no_start_server=True)
        self._wake, self._errors = wake, jack.JackError
        self.found: deque[FromJack] = deque()
        self.is_lost = False
        self.name, self.rate_hz = str(self._client.name), int(self._client.samplerate)
        self.period_frames = int(self._client.blocksize)
        self.queue, self.estimate = FrameQueue(self.rate_hz), FrameEstimate(self.rate_hz)
        self._transport = TransportWatch(self.estimate, self.queue, self.rate_hz, self.found.append)
        self._n_faults = self._next_frame = 0
        self._incoming = Incoming()
        self._outputs = [self._client.midi_outports.register(name) for name in settings.outputs]
        self._inputs = [self._client.midi_inports.register(name) for name in settings.inputs]
        self._sounds = [self._client.outports.register(name) for name in settings.sound_outputs]
        self._taker = self._make_taker(settings) if self._sounds else None
        self._client.set_shutdown_callback(self._shut_down)
        self._client.set_blocksize_callback(self._period_changed)
        self._client.set_sync_callback(self._sync)
        self._client.set_process_callback(self._process)
        self._client.activate()

    def connect_sound(self) -> None:
        """Connect the first two outputs of sound to the card, as far as it has that many."""
        if self._sounds:
            playback = self._client.get_ports(is_physical=True, is_input=True, is_audio=True)
            for ours, theirs in zip(self._sounds[:2], playback, strict=False):
                try:
                    self._client.connect(ours, theirs)
                except self._errors as error:
                    log.warning("%s cannot be connected to %s: %s", ours.name, theirs.name, error)

    def _make_taker(self, settings: JackSettings) -> SoundTaker:
        memory = SoundMemory(settings.sound_memory, len(self._sounds))
        names = ", ".join(port.name for port in self._sounds[:2])
        return SoundTaker(memory, self.rate_hz, self.period_frames, names)

    def close(self) -> None:
        """Leave the server; never call it when the server is lost."""
        self._client.deactivate()
        self._client.close()

    # -- JACK's threads

    def _shut_down(self, _status: object, _reason: str) -> None:
        self.is_lost = True
        if self._taker is not None:
            self._taker.lost()
        self._wake()

    def _period_changed(self, n_frames: int) -> None:
        if n_frames != self.period_frames:
            self.period_frames = n_frames
            if self._taker is not None:
                self._taker.period_changed(n_frames)
            self.found.append(PeriodChanged(n_frames))
            self._wake()

    def _sync(self, state: int, position: Any) -> bool:
        if state in (STOPPED, ROLLING):  # JACK asks a client that is new too
            return True
        try:
            n_found = len(self.found)
            is_ready = self._transport.starting(self._began(), int(position.frame), self.period_frames, position)
            if len(self.found) > n_found:
                self._wake()
        except Exception:  # the transport of others must not wait for a fault of ours
            self._fault()
            return True
        return is_ready

    def _process(self, n_frames: int) -> None:
        try:
            n_found = len(self.found)
            frame = self._began()
            n_missed = frame - self._next_frame if self._next_frame else 0
            if n_missed < 0:  # called again for periods that it missed, in the one that it has done
                return
            self._next_frame = frame + n_frames
            state, position = self._client.transport_query_struct()
            if n_missed:
                n_passed = self._transport.passed_without_us(int(position.frame), n_missed)
                self.found.append(Missed(n_passed, n_stood=n_missed - n_passed))
            self._transport.look(frame, n_frames, state, position)
            self._write(frame, n_frames)
            if self._taker is not None:
                buffers = [port.get_buffer() for port in self._sounds]
                self._taker.take(buffers, frame, self.estimate.line().frame_to_s(frame), n_frames)
            self._read(frame, n_frames, is_doubtful=n_missed > 0)
            if len(self.found) > n_found:
                self._wake()
        except Exception:  # an exception would end the client
            self._fault()

    def _fault(self) -> None:
        self._n_faults += 1
        if self._n_faults == 1:
            log.exception("a period of JACK's could not be handled")

    def _began(self) -> int:
        return self.estimate.began(self._client.last_frame_time, monotonic_s())

    def _write(self, frame: int, n_frames: int) -> None:
        for output in self._outputs:
            output.clear_buffer()
        for each in self.queue.take(frame, n_frames):
            self._outputs[each.port].write_midi_event(each.frame - frame, each.data)

    def _read(self, frame: int, n_frames: int, *, is_doubtful: bool) -> None:
        events = [
            (number, offset, bytes(data))
            for number, port in enumerate(self._inputs)
            for offset, data in port.incoming_midi_events()
        ]
        # A server that makes up for what it stood still begins the next period long before this one's frames are over.
        is_doubtful = is_doubtful or self._client.last_frame_time != frame % WRAP_FRAMES  # it has begun
        if is_doubtful:
            self.found.append(Missed(n_frames))
        self.found.extend(self._incoming.take(frame, events, is_doubtful=is_doubtful))

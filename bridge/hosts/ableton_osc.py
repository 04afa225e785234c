"""Writes clips into Live through AbletonOSC, a remote script of others (UDP 11000, answers on 11001). One thread."""

from __future__ import annotations

import socket
import time
from collections.abc import Sequence
from typing import NamedTuple

from bridge.core.errors import BadRequestError, NoAnswerError, PortTakenError
from bridge.osc.codec import Value, decode, encode

HOST, PORT, ANSWER_PORT = "127.0.0.1", 11_000, 11_001
NOTES_A_MESSAGE = 100  # 2.5 KB; macOS lets no datagram above 9 KB through
ANSWER_WITHIN_S = 2.0  # its script looks at its port every 100 ms


class LiveNote(NamedTuple):
    """A note as ``/live/clip/add/notes`` takes it; beats from the clip's start."""

    pitch: int
    beat: float
    duration_beats: float
    velocity: int
    is_muted: int = 0


class LiveClip(NamedTuple):
    """Content of one clip slot."""

    name: str
    length_beats: float
    notes: tuple[LiveNote, ...]


class AbletonOsc:
    """A conversation with the script. Raises PortTakenError when another program listens where it answers."""

    def __init__(self, host: str = HOST, port: int = PORT, answer_port: int = ANSWER_PORT) -> None:
        self._script = host, port
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            self._socket.bind((host, answer_port))
        except OSError as error:
            self._socket.close()
            raise PortTakenError(
                f"UDP port {answer_port}, where AbletonOSC answers, is taken; close the other program that talks to it"
            ) from error

    def __enter__(self) -> AbletonOsc:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def write(self, clips: Sequence[LiveClip], track: int, slot: int) -> None:
        """A clip on each track from ``track`` on, all in one slot (both from 0); nothing is overwritten.

        Raises NoAnswerError, BadRequestError.
        """
        self._ask("/live/test")
        self._check(clips, track, slot)
        for place, clip in enumerate(clips, track):
            self._send("/live/clip_slot/create_clip", place, slot, float(clip.length_beats))
            self._wait_for_clip(place, slot)
            self._send("/live/clip/set/name", place, slot, clip.name)
            for start in range(0, len(clip.notes), NOTES_A_MESSAGE):
                notes = clip.notes[start : start + NOTES_A_MESSAGE]
                self._send("/live/clip/add/notes", place, slot, *(value for note in notes for value in note))

    def _check(self, clips: Sequence[LiveClip], track: int, slot: int) -> None:
        n_tracks, n_scenes = self._number("/live/song/get/num_tracks"), self._number("/live/song/get/num_scenes")
        if track + len(clips) > n_tracks:
            needed = f"tracks {track + 1} to {track + len(clips)}"
            raise BadRequestError(f"Live has {n_tracks} tracks, and the parts need {needed}; add MIDI tracks there")
        if slot >= n_scenes:
            raise BadRequestError(f"Live has {n_scenes} scenes, and slot {slot + 1} was asked for")
        for place in range(track, track + len(clips)):
            if self._number("/live/clip_slot/get/has_clip", place, slot):
                raise BadRequestError(f"track {place + 1} has a clip in slot {slot + 1}; choose an empty slot")

    def _wait_for_clip(self, track: int, slot: int) -> None:
        for _ in range(10):
            if self._number("/live/clip_slot/get/has_clip", track, slot):
                return
            time.sleep(0.05)
        raise BadRequestError(f"Live made no clip on track {track + 1}; is it a MIDI track?")

    def _number(self, address: str, *values: Value) -> int:
        answer = self._ask(address, *values)[-1]
        return int(answer) if isinstance(answer, int | float | bool) else 0

    def _send(self, address: str, *values: Value) -> None:
        self._socket.sendto(encode(address, values), self._script)

    def _ask(self, address: str, *values: Value) -> tuple[Value, ...]:
        self._send(address, *values)
        deadline_s = time.monotonic() + ANSWER_WITHIN_S
        while (left_s := deadline_s - time.monotonic()) > 0.0:
            self._socket.settimeout(left_s)
            try:
                answer = decode(self._socket.recv(65_536))[0]
            except (TimeoutError, ConnectionError):
                break
            if answer.address == address and tuple(answer.arguments[: len(values)]) == values:
                return tuple(answer.arguments)
        host, port = self._script
        raise NoAnswerError(
            f"AbletonOSC does not answer on {host}:{port}; install that remote script, choose it in Live's Settings, "
            "Link, Tempo & MIDI, and open a set"
        )

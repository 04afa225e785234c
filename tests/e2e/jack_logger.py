"""A JACK client that logs MIDI by the frame, run as a program: ``jack_logger.py SOURCE [SOURCE...]``.

It connects each source to an input of its own and prints, for each message, the input's number, JACK's frame, the
transport's frame (-1 while it stands) and the bytes; "ready" when it listens. It obeys lines on stdin: ``play``,
``stop``, ``locate FRAME``, ``master BPM`` (be timebase master in 4/4), ``send FRAMES_LATER HEX`` (from its port "out")
and ``quit``.
"""

from __future__ import annotations

import sys
import threading
from collections import deque

import jack

BBT = 0x10


class Logger:
    """``found``: lines to print; the process callback appends, the main thread prints."""

    def __init__(self, sources: list[str]) -> None:
        self.client = jack.Client("logger", no_start_server=True)
        self.inputs = [self.client.midi_inports.register(f"in{number}") for number, _ in enumerate(sources)]
        self.out = self.client.midi_outports.register("out")
        self.found: deque[str] = deque()
        self.woken = threading.Event()
        self.to_send: deque[tuple[int, bytes]] = deque()
        self._waiting: list[tuple[int, bytes]] = []
        self.client.set_process_callback(self.process)
        self.client.activate()
        for source, port in zip(sources, self.inputs, strict=True):
            self.client.connect(source, port)

    def process(self, n_frames: int) -> None:
        state, position = self.client.transport_query_struct()
        frame = self.client.last_frame_time
        song_frame = position.frame if state == jack.ROLLING else -1
        for number, port in enumerate(self.inputs):
            for offset, data in port.incoming_midi_events():
                at = song_frame + offset if song_frame >= 0 else -1
                self.found.append(f"{number} {frame + offset} {at} {bytes(data).hex()}")
        self.out.clear_buffer()
        while self.to_send:
            later, data = self.to_send.popleft()
            self._waiting.append((frame + later, data))
        for at, data in [each for each in self._waiting if each[0] < frame + n_frames]:
            self.out.write_midi_event(at - frame, data)
            self.found.append(f"sent {at} {song_frame} {data.hex()}")
        self._waiting = [each for each in self._waiting if each[0] >= frame + n_frames]

    def obey(self, order: str, *values: str) -> bool:
        client = self.client
        if order == "play":
            client.transport_start()
        elif order == "stop":
            client.transport_stop()
        elif order == "locate":
            client.transport_locate(int(values[0]))
        elif order == "master":
            self.bpm = float(values[0])
            client.set_timebase_callback(self.timebase)
        elif order == "send":
            self.to_send.append((int(values[0]), bytes.fromhex(values[1])))
        return order != "quit"

    def timebase(self, _state: int, _n_frames: int, position, _is_new: bool) -> None:
        ticks = position.frame / self.client.samplerate * self.bpm / 60.0 * 1920.0
        beat = int(ticks // 1920)
        position.beats_per_bar, position.beat_type, position.ticks_per_beat = 4.0, 4.0, 1920.0
        position.beats_per_minute = self.bpm
        position.bar, position.beat, position.tick = beat // 4 + 1, beat % 4 + 1, int(ticks % 1920)
        position.bar_start_tick = beat // 4 * 4 * 1920.0
        position.valid = BBT


def main() -> None:
    logger = Logger(sys.argv[1:])
    ended = threading.Event()

    def read() -> None:
        for line in sys.stdin:
            if line.split() and not logger.obey(*line.split()):
                break
        ended.set()

    threading.Thread(target=read, daemon=True).start()
    print("ready", flush=True)
    while not ended.wait(0.02):
        while logger.found:
            print(logger.found.popleft(), flush=True)
    logger.client.deactivate()
    logger.client.close()


if __name__ == "__main__":
    main()

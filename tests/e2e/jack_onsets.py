"""A JACK client that logs beginnings, run as a program: ``jack_onsets.py AUDIO MIDI``.

It connects an output of sound and one of MIDI to inputs of its own and prints ``audio FRAME`` for each sound that
begins after silence, ``midi FRAME`` for each note-on, ``gap FRAME`` where JACK left out periods, and twice a second
``now FRAME``; "ready" when it listens. It ends when stdin does.
"""

from __future__ import annotations

import sys
import threading
from collections import deque

import jack
import numpy as np

LOUD, SILENT = 0.02, 0.01
SILENT_FRAMES = 2_400


class Onsets:
    """``found``: lines to print; the process callback appends, the main thread prints."""

    def __init__(self, audio: str, midi: str) -> None:
        self.client = jack.Client("onsets", no_start_server=True)
        self.sound = self.client.inports.register("sound")
        self.notes = self.client.midi_inports.register("notes")
        self.found: deque[str] = deque()
        self._n_silent = self._next_frame = self._told_frame = 0
        self.client.set_process_callback(self.process)
        self.client.activate()
        self.client.connect(audio, self.sound)
        self.client.connect(midi, self.notes)

    def process(self, n_frames: int) -> None:
        frame = self.client.last_frame_time
        if self._next_frame and frame != self._next_frame:
            self.found.append(f"gap {frame}")
        self._next_frame = frame + n_frames
        if frame - self._told_frame > self.client.samplerate // 2:
            self.found.append(f"now {frame}")
            self._told_frame = frame
        for offset, data in self.notes.incoming_midi_events():
            message = bytes(data)
            if message[0] & 0xF0 == 0x90 and message[2]:
                self.found.append(f"midi {frame + offset}")
        level = np.abs(np.frombuffer(self.sound.get_buffer(), np.float32))
        loud, audible = np.flatnonzero(level > LOUD), np.flatnonzero(level > SILENT)
        if len(loud) and self._n_silent + audible[0] >= SILENT_FRAMES:
            self.found.append(f"audio {frame + audible[0]}")
        self._n_silent = n_frames - 1 - audible[-1] if len(audible) else self._n_silent + n_frames


def main() -> None:
    onsets = Onsets(*sys.argv[1:])
    ended = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    print("ready", flush=True)
    while not ended.wait(0.02):
        while onsets.found:
            print(onsets.found.popleft(), flush=True)
    onsets.client.deactivate()
    onsets.client.close()


if __name__ == "__main__":
    main()

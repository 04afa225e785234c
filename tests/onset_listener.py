"""Reads what `e2e/jack_onsets.py` prints: the frames of beginnings in Sideman's sound and MIDI, as one client of JACK
hears them.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ONSETS = Path(__file__).parent / "e2e" / "jack_onsets.py"


class OnsetListener:
    """``frames``: by kind, of what began and what is told."""

    def __init__(self):
        command = [sys.executable, str(ONSETS), "Sideman:out_left", "Sideman:Sideman"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout.readline() == "ready\n"
        self.frames = {kind: [] for kind in ("audio", "midi", "gap", "now")}

    def read(self):
        """Wait for the next line."""
        kind, frame = self.process.stdout.readline().split()
        self.frames[kind].append(int(frame))

    def read_until(self, frame):
        """Read until this frame has passed."""
        while not self.frames["now"] or self.frames["now"][-1] < frame:
            self.read()

    def close(self):
        try:
            self.process.communicate(timeout=10.0)
        except subprocess.TimeoutExpired:  # JACK's library may wait for ever
            self.process.kill()
            self.process.communicate()


def clear(frames, apart_frames):
    """Those that have nothing else so long before them: only after silence is a sound heard to begin."""
    before = [-apart_frames, *frames]
    return [at for last, at in zip(before, frames, strict=False) if at - last >= apart_frames]

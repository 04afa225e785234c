"""Send notes through a MIDI backend over JACK and take them in again: virtual ports, order, hot-plug, time.

    python tests/e2e/midi_backend_probe.py rtmidi|rtmidi2 FOLDER

JACK runs already. FOLDER holds rtmidi2 with the system's JACK library in place of its own. Prints one line of JSON.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bridge.core.timebase import SystemTime
from bridge.midi import backend
from bridge.midi.opening import open_output, open_own_input
from bridge.midi.rtmidi2_module import Rtmidi2

N_NOTES = 200
ARRIVES_WITHIN_S = 20.0


def main(name: str, folder: str) -> None:
    """Try one backend."""
    os.environ.setdefault("JACK_NO_START_SERVER", "1")
    if name == "rtmidi2":
        sys.path.insert(0, folder)
        module = Rtmidi2()
        module.get_compiled_api = lambda: [module.API_UNIX_JACK]
        backend._rtmidi = lambda: module
    before = _names()
    received: list[tuple[bytes, float]] = []
    came = threading.Event()

    def receive(data: bytes, _at_s: float | None) -> None:
        received.append((data, time.monotonic()))
        came.set()

    keys = open_own_input(receive, SystemTime())
    out = open_output()
    during = _names()
    subprocess.run(["jack_connect", "Sideman:Sideman", "Sideman in:Sideman"], check=True)
    sent: list[tuple[bytes, float]] = []
    for number in range(N_NOTES):
        came.clear()
        sent.append((bytes((0x90, 20 + number % 100, 1 + number % 127)), time.monotonic()))
        out.port.send(sent[-1][0])
        assert came.wait(ARRIVES_WITHIN_S), f"note {number} did not come"
    out.port.close()
    assert keys is not None
    keys.close()
    late_ms = sorted(1000 * (at - left) for (_, at), (_, left) in zip(received, sent, strict=True))
    print(
        json.dumps(
            {
                "sentence": out.sentence,
                "same": [data for data, _ in received] == [data for data, _ in sent],
                "appeared": sorted(during - before),
                "left": sorted(_names() - before),
                "p50_ms": round(statistics.median(late_ms), 3),
                "p99_ms": round(late_ms[len(late_ms) * 99 // 100], 3),
            }
        )
    )


def _names() -> set[str]:
    return {info.name for info in backend.list_ports()}


if __name__ == "__main__":
    main(*sys.argv[1:3])

"""Times Sideman's notes in a process of its own, as the peers' are: ``python -m bridge.bench.drive_sideman SEED``."""

from __future__ import annotations

import json
import sys
import time

from bridge.inference_worker.model_loader import load_music
from model.text import complete, parse

PROMPT = "funk with drums, bass, guitar, organ and brass"
N_WARM, N_BARS = 2, 32


def time_notes(seed: int) -> list[float]:
    """Mean milliseconds of the notes of each bar, its line among them: bars are what the daemon asks for."""
    generator = load_music(None).make_generator(complete(parse(PROMPT)), seed)
    samples = []
    for _ in range(N_WARM + N_BARS):
        began_s = time.perf_counter()
        n_notes = len(generator.next_bar().notes)
        samples.append(1000.0 * (time.perf_counter() - began_s) / (n_notes + 1))
    return samples[N_WARM:]


if __name__ == "__main__":
    print(json.dumps(time_notes(int(sys.argv[1]))))

"""Runs inside Notochord's environment, knows nothing of Sideman: makes a checkpoint, or times notes.

::

    drive_notochord.py checkpoint FILE
    drive_notochord.py work FILE SEED
"""

from __future__ import annotations

import json
import sys
import time
from importlib import import_module

N_WARM, N_NOTES = 10, 100


def make_checkpoint(path: str) -> None:
    """Save a model with random weights, of the size its authors train."""
    torch, notochord = import_module("torch"), import_module("notochord")
    torch.manual_seed(1)
    torch.save({"kw": {"model": {}}, "model_state": notochord.Notochord().state_dict()}, path)


def time_notes(path: str, seed: int) -> list[float]:
    """Milliseconds of each note: the last one is fed, the next one sampled."""
    torch, notochord = import_module("torch"), import_module("notochord")
    torch.set_num_threads(1)  # as its applications do
    torch.manual_seed(seed)
    model = notochord.Notochord.from_checkpoint(path)
    event = {"inst": 1, "pitch": 60, "time": 0.0, "vel": 90}
    samples = []
    for _ in range(N_WARM + N_NOTES):
        began_s = time.perf_counter()
        model.feed(**event)
        event = model.query()
        samples.append(1000.0 * (time.perf_counter() - began_s))
    return samples[N_WARM:]


if __name__ == "__main__":
    if sys.argv[1] == "checkpoint":
        make_checkpoint(sys.argv[2])
    else:
        print(json.dumps(time_notes(sys.argv[2], int(sys.argv[3]))))

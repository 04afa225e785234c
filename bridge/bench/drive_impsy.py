"""Runs inside IMPSY's environment, knows nothing of Sideman: builds an untrained model, or times its steps.

::

    drive_impsy.py model FILE DIMENSION
    drive_impsy.py work FILE SEED
"""

from __future__ import annotations

import json
import sys
import time
from importlib import import_module
from pathlib import Path

UNITS, MIXTURES, LAYERS = 64, 5, 2  # the size "s", that of the models in its repository
N_WARM, N_NOTES = 50, 500


def build_model(path: Path, dimension: int) -> None:
    """Write a LiteRT file as its converter does."""
    mdrnn, converter = import_module("impsy.mdrnn"), import_module("impsy.tflite_converter")
    import_module("tensorflow").random.set_seed(1)
    model = mdrnn.build_mdrnn_model(dimension, UNITS, MIXTURES, LAYERS, inference=True)
    converter.model_to_tflite(model, path)


def time_steps(path: Path, seed: int) -> list[float]:
    """Milliseconds of each step, sampling included; each output is the next input."""
    numpy, mdrnn = import_module("numpy"), import_module("impsy.mdrnn")
    numpy.random.seed(seed)
    model = mdrnn.TfliteMDRNN.from_file(path)
    note = mdrnn.random_sample(out_dim=model.dimension)
    samples = []
    for _ in range(N_WARM + N_NOTES):
        began_s = time.perf_counter()
        note = mdrnn.proc_generated_touch(model.generate(note))
        samples.append(1000.0 * (time.perf_counter() - began_s))
    return samples[N_WARM:]


if __name__ == "__main__":
    if sys.argv[1] == "model":
        build_model(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        print(json.dumps(time_steps(Path(sys.argv[2]), int(sys.argv[3]))))

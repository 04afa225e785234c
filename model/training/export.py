"""Exports trained Keras weights to the file that the daemon loads: LiteRT trunk (int8), heads, chords, statistics.

Goes through TensorFlow, whichever backend trained. Needs the extra ``train``.
"""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from model.corpus.corpus import Corpus
from model.engine.engine import FORMAT
from model.engine.feature_values import FIELDS
from model.engine.features import N_FLOATS, N_TRUNK_IDS
from model.engine.vocabulary import vocabulary_digest
from model.music.chords import ChordModel
from model.music.config import NetworkConfig
from model.training.corpus_statistics import corpus_statistics
from model.training.feel_fitting import fit_feel
from model.training.manifest import NETWORK
from model.training.network import Network
from model.training.run_folder import read_weights
from model.training.training import BEST

_FIXED_TIME = (2020, 1, 1, 0, 0, 0)  # equal weights give equal bytes


def load_network(folder: Path, weights: str = BEST) -> Network:
    """Network of a training folder. Raises ValueError where there is none."""
    if not (folder / NETWORK).exists() or not (folder / weights).exists():
        raise ValueError(f"{folder} holds no finished training ({weights} or {NETWORK} is missing)")
    config = NetworkConfig.from_dict(json.loads((folder / NETWORK).read_text(encoding="utf-8")))
    network = Network(config)
    kept = read_weights(folder / weights)
    for variable in network.weights:
        variable.assign(kept[variable.path])
    return network


def trunk_to_litert(network: Network, *, quantise: bool) -> bytes:
    """One streaming step of the trunk and the heads' contexts as a LiteRT model with the signature ``step``."""
    import tensorflow as tf

    if keras.backend.backend() != "tensorflow":
        raise RuntimeError("export goes through TensorFlow: set KERAS_BACKEND=tensorflow")
    shapes = network.trunk.state_shapes()
    names = sorted(shapes)
    spec = {
        "trunk": tf.TensorSpec((None, N_TRUNK_IDS), tf.int32, "trunk"),
        "floats": tf.TensorSpec((None, N_FLOATS), tf.float32, "floats"),
    } | {name: tf.TensorSpec((None, *shapes[name]), tf.float32, name) for name in names}

    def step(**inputs: Any) -> dict[str, Any]:
        state = {name: inputs[name] for name in names}
        x, after = network.trunk.step(inputs["trunk"], inputs["floats"], state)
        return {"contexts": network.heads.contexts(x)} | {f"next_{n}": after[n] for n in names}

    module = tf.Module()
    module.kept = [weight.value for weight in network.weights]  # so that TensorFlow finds the variables
    concrete = tf.function(step).get_concrete_function(**spec)
    with tempfile.TemporaryDirectory() as folder:
        tf.saved_model.save(module, folder, signatures={"step": concrete})
        converter = tf.lite.TFLiteConverter.from_saved_model(folder, signature_keys=["step"])
        if quantise:
            converter.optimizations = [tf.lite.Optimize.DEFAULT]
        return bytes(converter.convert())


def head_arrays(network: Network) -> dict[str, NDArray[np.float16]]:
    """Weights of the heads under the names that `engine.NumpyHeads` reads."""
    heads = network.heads
    arrays = {f"table/{field}/{name}": table.embeddings for (field, name), table in heads.tables.items()}
    for field in FIELDS:
        arrays[f"kernel/{field}"] = heads.outputs[field].kernel
        arrays[f"bias/{field}"] = heads.outputs[field].bias
    arrays["kernel/degree"] = heads.degree.kernel
    return {name: keras.ops.convert_to_numpy(value).astype(np.float16) for name, value in arrays.items()}


def chord_model(corpus: Corpus) -> ChordModel:
    """Chord trigrams of the training pieces."""
    chosen = np.flatnonzero(~corpus.is_valid)
    return ChordModel.count(
        [corpus.chords[corpus.bar_starts[p] : corpus.bar_starts[p + 1]] for p in chosen],
        [int(corpus.style[p]) for p in chosen],
        [int(corpus.mode[p]) for p in chosen],
        [float(corpus.weight[p]) for p in chosen],
    )


def write_model_file(path: Path, members: dict[str, bytes], info: dict[str, Any]) -> str:
    """Write a model file; returns its hash (of the members' digests)."""
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(members.items())}
    model_hash = hashlib.sha256(json.dumps(digests).encode()).hexdigest()[:16]
    manifest = info | {"format": FORMAT, "hash": model_hash, "sha256": digests}
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"unfinished-{path.name}")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in {"manifest.json": json.dumps(manifest, indent=1).encode(), **members}.items():
            archive.writestr(zipfile.ZipInfo(name, _FIXED_TIME), data, zipfile.ZIP_DEFLATED)
    unfinished.replace(path)
    return model_hash


def export(network: Network, corpus: Corpus, path: Path, info: dict[str, Any], *, quantise: bool = True) -> str:
    """Write the model file the daemon loads; returns its hash. ``info`` goes into the manifest.

    Raises ValueError for a network of an ablation, which lacks what playing needs.
    """
    if network.config.without:
        left_out = ", ".join(network.config.without)
        raise ValueError(f"the network was made without {left_out} to measure what that is worth; train a whole one")
    statistics = corpus_statistics(corpus)
    members = {
        "trunk.tflite": trunk_to_litert(network, quantise=quantise),
        "heads.npz": _npz(head_arrays(network)),
        "chords.npz": _npz(chord_model(corpus).to_arrays()),
        "habits.npz": _npz(statistics.to_arrays()),
        "feel.npz": _npz({name: value.astype(np.float16) for name, value in vars(fit_feel(corpus)).items()}),
    }
    facts = {"network": network.config.to_dict(), "int8": quantise, "vocabulary": vocabulary_digest()}
    return write_model_file(path, members, info | facts)


def write_half_precision(network: Network, path: Path) -> None:
    """Write weights that `training.warm_start` can begin with, half as large as a checkpoint's."""
    path.parent.mkdir(parents=True, exist_ok=True)
    arrays = {v.path: keras.ops.convert_to_numpy(v.value).astype(np.float16) for v in network.weights}
    np.savez_compressed(path, **arrays)


def _npz(arrays: dict[str, Any]) -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    return buffer.getvalue()

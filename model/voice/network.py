"""The voice's network in Keras 3 ops: templates of notes, summed into bins, refined by causal convolutions.

`model.voice.refining` and `model.voice.templates` are the same in numpy, frame by frame. Needs the extra ``train``.
"""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
from keras import ops

from model.voice.config import (
    FLOOR,
    FRAME_S,
    N_BANDS,
    N_BINS,
    N_KNOTS,
    N_PARTIALS,
    N_ROWS,
    TAIL_S,
    Floats,
    VoiceSizes,
    bands,
    hats,
)
from model.voice.templates import Templates

N_INPUTS = 2 + len(TAIL_S)  # tone, noise, and the memories of the room
N_OUTPUTS = 1 + len(TAIL_S)  # gain of what sounds, and how much of each memory
LOG_MIDDLE, LOG_SCALE = -6.0, 3.0  # of the logarithms that the convolutions see
TAIL_BEGIN = -3.0  # the room is nearly silent before words ask for it


class NoteTemplates(keras.layers.Layer):  # type: ignore[misc]
    """Power of partials and of noise in every frame and bin."""

    def __init__(self) -> None:
        super().__init__(name="templates")
        self.tone = self.add_weight(shape=(N_ROWS, N_KNOTS, N_PARTIALS), name="tone")
        self.noise = self.add_weight(shape=(N_ROWS, N_KNOTS, N_BANDS), name="noise")
        self.release = self.add_weight(shape=(N_ROWS,), name="release")
        self.touch = self.add_weight(shape=(N_ROWS, N_PARTIALS + N_BANDS), name="touch")
        self._bands = bands()

    def begin_with(self, templates: Templates) -> None:
        """Take over measured rows."""
        for name in ("tone", "noise", "release", "touch"):
            getattr(self, name).assign(getattr(templates, name))

    def call(self, x: dict[str, Any]) -> tuple[Any, Any]:
        row, knots = x["row"], x["knots"]
        fall = ops.take(self.release, row, axis=0)[:, :, None] * x["since_end"]
        touch = ops.take(self.touch, row, axis=0) * x["louder"][:, :, None]
        tone = ops.einsum("bntk,bnkh->bnht", knots, ops.take(self.tone, row, axis=0))
        noise = ops.einsum("bntk,bnkh->bnht", knots, ops.take(self.noise, row, axis=0))
        sounding = x["sounding"][:, :, None, :]
        tone = ops.exp(2 * (tone + touch[:, :, :N_PARTIALS, None] - fall[:, :, None, :])) * sounding
        noise = ops.exp(2 * (noise + touch[:, :, N_PARTIALS:, None] - fall[:, :, None, :])) * sounding
        noise = ops.einsum("bht,hf->btf", ops.sum(noise, axis=1), self._bands)
        return self._in_bins(tone, x), noise

    @staticmethod
    def _in_bins(tone: Any, x: dict[str, Any]) -> Any:
        """Sum the lobes of all partials into the bins."""
        n_crops, n_frames = ops.shape(x["knots"])[0], ops.shape(x["knots"])[2]
        lobes = tone[:, :, :, None, :] * ops.square(x["heights"])[..., None]
        place = x["bins"] + N_BINS * ops.arange(n_crops, dtype="int32")[:, None, None, None]
        summed = ops.segment_sum(
            ops.reshape(lobes, (-1, n_frames)), ops.reshape(place, (-1,)), num_segments=n_crops * N_BINS
        )
        return ops.transpose(ops.reshape(summed, (n_crops, N_BINS, n_frames)), (0, 2, 1))


class Refiner(keras.layers.Layer):  # type: ignore[misc]
    """Convolutions over bins and past frames, steered by words and styles."""

    def __init__(self, sizes: VoiceSizes) -> None:
        super().__init__(name="refiner")
        self.sizes = sizes
        width = sizes.channels
        self.conditions = keras.layers.Dense(sizes.conditions, activation="relu", name="conditions")
        self.first = keras.layers.Conv2D(width, (sizes.kernel_frames, sizes.kernel_bins), name="first")
        self.inner = [
            keras.layers.Conv2D(width, (1, sizes.kernel_bins), dilation_rate=(1, d), name=f"inner{i}")
            for i, d in enumerate(sizes.dilations)
        ]
        self.films = [
            keras.layers.Dense(2 * width, kernel_initializer="zeros", name=f"film{i}")
            for i in range(1 + len(sizes.dilations))
        ]
        self.last = keras.layers.Dense(N_OUTPUTS, kernel_initializer="zeros", name="last")
        self.curves = keras.layers.Dense(sizes.n_hats * N_OUTPUTS, kernel_initializer="zeros", name="curves")
        self.places = self.add_weight(shape=(sizes.n_hats, width), initializer="zeros", name="places")
        self._hats = hats(sizes.n_hats)

    def call(self, inputs: Any, timbre: Any, style: Any) -> Any:
        """Logarithms of gains, shape = (crops, frames, N_BINS, N_OUTPUTS); two frames fewer than are heard."""
        asked = self.conditions(ops.concatenate((timbre, style), axis=-1))
        reach = self.sizes.kernel_bins // 2
        x = self.first(_wider(inputs, reach)) + ops.einsum("hf,hc->fc", self._hats, self.places)
        x = ops.relu(_film(x, self.films[0](asked)))
        for layer, film, dilation in zip(self.inner, self.films[1:], self.sizes.dilations, strict=True):
            x = x + ops.relu(_film(layer(_wider(x, reach * dilation)), film(asked)))
        curves = ops.reshape(self.curves(asked), (-1, self.sizes.n_hats, N_OUTPUTS))
        return self.last(x) + ops.einsum("hf,bho->bfo", self._hats, curves)[:, None]


def _wider(x: Any, reach: int) -> Any:
    return ops.pad(x, ((0, 0), (0, 0), (reach, reach), (0, 0)))


def _film(x: Any, values: Any) -> Any:
    scale, shift = ops.split(values[:, None, None, :], 2, axis=-1)
    return x * (1 + scale) + shift


class VoiceNetwork(keras.Model):  # type: ignore[misc]
    """Notes, words and styles to magnitude frames, shape = (crops, frames, N_BINS)."""

    def __init__(self, sizes: VoiceSizes, n_before: int) -> None:
        """n_before: how many frames of each crop only fill the memories of the room."""
        super().__init__(name="voice")
        self.templates, self.refiner = NoteTemplates(), Refiner(sizes)
        self._n_before = n_before
        self._n_past = sizes.kernel_frames - 1

    def call(self, x: dict[str, Any]) -> Any:
        tone, noise = self.templates(x)
        memories = [ops.einsum("st,btf->bsf", self._decay(tone.shape[1], s), tone + noise) for s in TAIL_S]
        start = self._n_before - self._n_past
        inputs = ops.stack([tone[:, start:], noise[:, start:], *memories], axis=-1)
        gains = self.refiner(as_logarithms(inputs), x["timbre"], x["style"])
        inputs = inputs[:, self._n_past :]
        dry = (inputs[..., 0] + inputs[..., 1]) * ops.exp(2 * gains[..., 0])
        wet = sum(inputs[..., 1 + i] * ops.exp(2 * (gains[..., i] + TAIL_BEGIN)) for i in range(1, N_OUTPUTS))
        return ops.sqrt(dry + wet + 1e-12)

    def _decay(self, n_frames: int, seconds: float) -> Floats:
        """Matrix of an exponential memory, from all frames to those that are heard."""
        kept = np.exp(-FRAME_S / seconds)
        now = np.arange(self._n_before - self._n_past, n_frames)[:, None]
        age = now - np.arange(n_frames)[None]
        return np.where(age >= 0, (1 - kept) * kept ** np.maximum(age, 0), 0).astype(np.float32)


def as_logarithms(power: Any) -> Any:
    """Powers as the logarithms that the convolutions take."""
    return (ops.log(ops.sqrt(power + 1e-12) + FLOOR) - LOG_MIDDLE) / LOG_SCALE


def magnitude_loss(wanted: Any, made: Any) -> Any:
    """Difference of logarithms, and of magnitudes set against the loudness of the crop; one value a crop."""
    logarithms = ops.mean(ops.abs(ops.log(made + FLOOR) - ops.log(wanted + FLOOR)), axis=(1, 2))
    loudness = ops.mean(wanted, axis=(1, 2)) + FLOOR
    return logarithms + 0.5 * ops.mean(ops.abs(made - wanted), axis=(1, 2)) / loudness

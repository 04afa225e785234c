"""Takes of the corpus, rendered once, and crops of them as batches for the network. Needs the extra ``train``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import librosa
import numpy as np

from model.corpus.sources import GENERATED_KINDS, Source
from model.music.config import STYLES
from model.voice.config import (
    FRAME_S,
    FULL_SCALE,
    HALF_WINDOW_S,
    HOP_SAMPLES,
    N_FFT,
    N_PARTIALS,
    N_TIMBRES,
    RATE_HZ,
    TIMBRES,
    USUAL_VELOCITY,
    Array,
    Floats,
    knot_weights,
    row_of,
)
from model.voice.notes import Notes, read_notes
from model.voice.rendering import FluidRenderer
from model.voice.room import add_room, equaliser, with_timbre
from model.voice.templates import LOBE_BINS, MAX_RELEASE_S, Templates, lobes, partials_hz
from model.voice.timbre import style_vector

TAKE_S = 8.0
_END_S = 1.0  # of silence after the last note's end, so that releases are heard
MAX_CROP_NOTES = 48
N_BEFORE, N_LEARNT = 64, 64  # frames of a crop that fill the memories, and that are learnt from

Tell = Callable[[int, int], None]
Inputs = dict[str, Array]


class Take(NamedTuple):
    """A passage of one file: notes, and what FluidSynth makes of them, dry and in a room."""

    name: str
    style: str
    notes: Notes
    dry: Floats  # (TAKE_S * RATE_HZ,)
    room: Floats  # the same, the room alone


class Phrases(NamedTuple):
    """Texts by what they ask for: their timbre as the voice reads it, and as it was meant."""

    read: Floats  # (n, N_TIMBRES)
    meant: Floats  # (n, N_TIMBRES)


def choose_sources(sources: Sequence[Source], n: int, split: str, seed: int) -> list[Source]:
    """Files of a split, as many of each style; real music before arrangements that a program rendered."""
    rng = np.random.default_rng(seed)
    chosen: list[Source] = []
    by_style: dict[str, list[Source]] = {}
    for source in sources:
        if source.split == split:
            by_style.setdefault(source.style, []).append(source)
    for style in sorted(by_style, key=lambda name: STYLES.index(name) if name in STYLES else -1):
        group = by_style[style]
        draws = rng.random(len(group)) - [source.kind not in GENERATED_KINDS for source in group]
        chosen += [group[i] for i in np.argsort(draws)[: max(1, n // len(by_style))]]
    return chosen


def make_takes(
    sources: Sequence[Source], renderer: FluidRenderer, rng: np.random.Generator, tell: Tell = lambda _done, _all: None
) -> list[Take]:
    """A passage of each file that can be read and holds notes there."""
    takes = []
    for i, source in enumerate(sources):
        try:
            take = make_take(source, renderer, rng)
        except ValueError:  # a damaged file teaches nothing; `sideman prepare` names them
            take = None
        if take is not None:
            takes.append(take)
        tell(i + 1, len(sources))
    return takes


def make_take(source: Source, renderer: FluidRenderer, rng: np.random.Generator) -> Take | None:
    """A random passage of a file, or None where it holds hardly a note. Raises ValueError."""
    notes = read_notes(source.path)
    if notes.n_notes < 8:
        return None
    start_s = float(rng.choice(notes.onset_s)) - 0.2
    notes = notes.window(start_s, start_s + TAKE_S - _END_S - 0.3)
    if notes.n_notes < 8:
        return None
    notes = notes._replace(end_s=np.minimum(notes.end_s, TAKE_S - _END_S))
    notes = notes._replace(velocity=np.clip(np.round(notes.velocity), 1, 127))
    dry = renderer.render(notes, TAKE_S)
    name = f"{source.path.parent.name}/{source.path.name}"
    return Take(name, source.style, notes, dry, add_room(dry))


def note_inputs(notes: Notes, templates: Templates, first_s: float, n_frames: int, n_notes: int) -> Inputs:
    """Inputs of the network for the notes of some frames, padded to ``n_notes``; the first frame is at first_s."""
    now_s = first_s + np.arange(n_frames) * FRAME_S
    rows = np.array([row_of(int(p), int(k)) for p, k in zip(notes.sound, notes.pitch, strict=True)], np.int32)
    since = now_s - notes.onset_s[:, None]
    since_end = np.maximum(now_s - notes.end_s[:, None], 0)
    place = lobes(partials_hz(templates.ratios[rows], notes.pitch)) if notes.n_notes else None
    inputs: Inputs = {
        "row": rows,
        "knots": knot_weights(since),
        "since_end": since_end.astype(np.float32),
        "sounding": ((since >= -HALF_WINDOW_S) & (since_end < MAX_RELEASE_S)).astype(np.float32),
        "louder": np.log(notes.velocity / USUAL_VELOCITY).astype(np.float32),
        "bins": np.zeros((0, N_PARTIALS, LOBE_BINS), np.int32) if place is None else place.bins.astype(np.int32),
        "heights": np.zeros((0, N_PARTIALS, LOBE_BINS), np.float32) if place is None else place.heights,
    }
    return {name: _padded(value, n_notes) for name, value in inputs.items()}


def _padded(value: Array, n: int) -> Array:
    return np.concatenate((value, np.zeros((n - len(value), *value.shape[1:]), value.dtype)))


class Crops:
    """Draws batches: crops of takes, each with words and what they do to its sound."""

    def __init__(self, takes: Sequence[Take], templates: Templates, phrases: Phrases) -> None:
        self._takes, self._templates, self._phrases = list(takes), templates, phrases
        kinds = phrases.meant @ (1 << np.arange(N_TIMBRES))
        self._by_kind = {int(kind): np.flatnonzero(kinds == kind) for kind in np.unique(kinds)}

    def batches(self, rng: np.random.Generator, n_crops: int) -> Iterator[tuple[Inputs, Floats]]:
        """Inputs and magnitudes to learn, shape = (n_crops, N_LEARNT, N_BINS), without end."""
        while True:
            crops = [self._crop(rng) for _ in range(n_crops)]
            names = crops[0][0].keys()
            yield (
                {name: np.stack([inputs[name] for inputs, _ in crops]) for name in names},
                np.stack([wanted for _, wanted in crops]),
            )

    def _crop(self, rng: np.random.Generator) -> tuple[Inputs, Floats]:
        while True:
            take = self._takes[rng.integers(len(self._takes))]
            n_all = int(TAKE_S / FRAME_S) - N_FFT // HOP_SAMPLES
            first = int(rng.integers(-N_BEFORE // 2, n_all - N_BEFORE - N_LEARNT))
            first_s = first * FRAME_S
            last_s = first_s + (N_BEFORE + N_LEARNT) * FRAME_S
            keep = (take.notes.onset_s < last_s + HALF_WINDOW_S) & (take.notes.end_s > first_s - MAX_RELEASE_S / 3)
            if 0 < keep.sum() <= MAX_CROP_NOTES:
                break
        notes = take.notes.only(keep)
        inputs = note_inputs(notes, self._templates, first_s, N_BEFORE + N_LEARNT, MAX_CROP_NOTES)
        read, meant = self._words(rng)
        style = style_vector({take.style: 1.0} if take.style in STYLES and rng.random() < 0.8 else {})
        inputs |= {"timbre": read, "style": style}
        return inputs, target(take, meant, first + N_BEFORE, N_LEARNT)

    def _words(self, rng: np.random.Generator) -> tuple[Floats, Floats]:
        """A text's timbre as read and as meant: nothing said, something else said, one timbre, or two."""
        if rng.random() < 0.25:
            return np.zeros(N_TIMBRES, np.float32), np.zeros(N_TIMBRES, np.float32)
        kind = int(rng.choice(list(self._by_kind), p=self._odds()))
        i = rng.choice(self._by_kind[kind])
        return self._phrases.read[i], self._phrases.meant[i]

    def _odds(self) -> list[float]:
        odds = np.array([(0.25, 1.0, 0.15)[min(bin(kind).count("1"), 2)] for kind in self._by_kind])
        return list(odds / odds.sum())


def target(take: Take, meant: Floats, first: int, n_frames: int) -> Floats:
    """Magnitudes of frames of a take as words want it, shape = (n_frames, N_BINS)."""
    distance = float(meant[TIMBRES.index("distant")])
    start = first * HOP_SAMPLES - N_FFT // 2
    piece = with_timbre(take.dry, take.room, distance, start, (n_frames - 1) * HOP_SAMPLES + N_FFT)
    spectrum = np.abs(librosa.stft(piece, n_fft=N_FFT, hop_length=HOP_SAMPLES, center=False)).T
    found: Floats = (spectrum * equaliser(meant) / FULL_SCALE).astype(np.float32)
    return found


def length_in_frames(seconds: float) -> int:
    """Frames that are centred within so many seconds."""
    return int(seconds * RATE_HZ) // HOP_SAMPLES + 1

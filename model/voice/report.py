"""Sets the voice beside FluidSynth, the floor of Griffin-Lim and a bank of sines, and words beside what they do.

Needs the extra ``train``, and FluidSynth. `model.voice.report_page` writes it down.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import librosa
import numpy as np

from model.corpus.sources import Source
from model.music.config import DRUMS, PARTS, STYLES
from model.voice.baselines import sine_bank
from model.voice.calibration import magnitudes
from model.voice.config import BIN_HZ, FIRST_KIT, N_BINS, N_FFT, N_TIMBRES, RATE_HZ, Floats
from model.voice.crops import TAKE_S, Take, choose_sources, length_in_frames, make_takes
from model.voice.instrument import SpectralInstrument
from model.voice.measures import Distance, after_silence_db, best_gain, centroid_hz, distance
from model.voice.notes import Notes, notes_of
from model.voice.offline import predict, synthesise, to_samples
from model.voice.rendering import DRUM_CHANNEL, FluidRenderer, channels_of
from model.voice.timbre import read_timbre, style_vector
from model.voice.voice_file import Voice

LIVE_RATE_HZ = 44_100
WAYS = ("floor", "network", "live", "sines")
TITLES = {"floor": "Griffin-Lim of the true magnitudes", "network": "the voice, off line",
          "live": "the voice, live", "sines": "bank of sines"}  # fmt: skip
# In the word lists, and words that are not in them.
ASKED_WORDS = {
    "": ("", "piano"),
    "bright": ("bright", "dazzling", "silvery and clear", "luminous treble"),
    "warm": ("warm", "muted and soft", "golden, soft-edged", "like a blanket"),
    "distant": ("distant", "heard through a canyon", "in a stone chapel", "in an abbey"),
}
Tell = Callable[[int, int], None]


class PassageRow(NamedTuple):
    """One passage of a file, each way."""

    name: str
    style: str
    ways: Mapping[str, Distance]


class WordRow(NamedTuple):
    """Effect of words on one phrase, off line and live."""

    words: str
    group: str
    timbre: Floats
    centroid_hz: tuple[float, float]
    after_db: tuple[float, float]


def measure_files(
    voice: Voice, sources: Sequence[Source], soundfont: Path, n: int, *, seed: int = 7,
    tell: Tell = lambda _done, _all: None,
) -> tuple[list[PassageRow], list[Take]]:  # fmt: skip
    """Passages of ``n`` files of the split "valid" in the neutral timbre, each way."""
    renderer = FluidRenderer(soundfont)
    try:
        takes = make_takes(choose_sources(sources, n, "valid", seed), renderer, np.random.default_rng(seed))
    finally:
        renderer.close()
    rows = []
    for i, take in enumerate(takes):
        made = each_way(voice, take)
        rows.append(PassageRow(take.name, take.style, {way: distance(take.dry, made[way]) for way in WAYS}))
        tell(i + 1, len(takes))
    return rows, takes


def each_way(voice: Voice, take: Take) -> dict[str, Floats]:
    """A passage made four ways; the bank of sines is as loud as suits it best."""
    neutral, style = np.zeros(N_TIMBRES, np.float32), style_vector({take.style: 1.0})
    sines = sine_bank(take.notes, TAKE_S)
    return {
        "floor": griffin_lim(magnitudes(take.dry), len(take.dry)),
        "network": synthesise(voice, take.notes, TAKE_S, neutral, style),
        "live": play_live(voice, take.notes, TAKE_S, style={take.style: 1.0}),
        "sines": sines * best_gain(take.dry, sines),
    }


def griffin_lim(true: Floats, n_samples: int) -> Floats:
    """The best that these frames can give."""
    return to_samples(true, n_samples)


def play_live(
    voice: Voice, notes: Notes, length_s: float, *, words: str = "",
    style: Mapping[str, float] | None = None, rate_hz: int = LIVE_RATE_HZ,
) -> Floats:  # fmt: skip
    """Play notes on the live instrument as a player would; mono at RATE_HZ, shape = (length_s * RATE_HZ,)."""
    channels = channels_of(notes)
    instrument = SpectralInstrument(rate_hz, {DRUM_CHANNEL: PARTS[DRUMS]}, voice=voice)
    for sound, channel in channels.items():
        instrument.send(bytes((0xC0 | channel, sound % FIRST_KIT)))
    instrument.describe(words, style or {})
    instrument.wait()
    pieces, now = [], 0
    for sample, message in _messages(notes, channels, rate_hz):
        if sample > now:
            pieces.append(instrument.render(sample - now))
            now = sample
        instrument.send(message)
    pieces.append(instrument.render(round(length_s * rate_hz) - now))
    mono = np.concatenate(pieces).mean(axis=1)
    return librosa.resample(mono, orig_sr=rate_hz, target_sr=RATE_HZ)[: round(length_s * RATE_HZ)]


def _messages(notes: Notes, channels: Mapping[int, int], rate_hz: int) -> list[tuple[int, bytes]]:
    rows = []
    for onset_s, end_s, sound, pitch, velocity in zip(*notes, strict=True):
        channel = channels[sound]
        start = round(onset_s * rate_hz)
        rows.append((start, 1, bytes((0x90 | channel, int(pitch), int(np.clip(round(velocity), 1, 127))))))
        rows.append((max(round(end_s * rate_hz), start + 1), 0, bytes((0x80 | channel, int(pitch), 0))))
    return [(sample, message) for sample, _, message in sorted(rows)]


def phrase() -> tuple[Notes, float]:
    """Chords, bass and a tune that end after three seconds; notes and the moment of their end."""
    rows: list[tuple[float, float, int, int, float]] = []
    piano, bass, reed = 0, 33, 65
    for bar, root in enumerate((48, 53, 55)):
        rows += [(bar, bar + 1, piano, root + step, 80) for step in (12, 16, 19)]
        rows += [(bar, bar + 0.5, bass, root - 12, 90), (bar + 0.5, bar + 1, bass, root - 12, 80)]
        rows += [(bar + 0.25 * i, bar + 0.25 * (i + 1), reed, root + 24 + i, 85) for i in range(4)]
    return notes_of(rows), 3.0


def measure_words(voice: Voice) -> list[WordRow]:
    """Play one phrase as different words want it."""
    notes, end_s = phrase()
    length_s = end_s + 1.5
    rows = []
    for group, texts in ASKED_WORDS.items():
        for words in texts:
            timbre = read_timbre([words], voice.words)[0]
            made = (
                synthesise(voice, notes, length_s, timbre, style_vector({})),
                play_live(voice, notes, length_s, words=words),
            )
            centroid = tuple(centroid_hz(each[: round(end_s * RATE_HZ)]) for each in made)
            after = tuple(after_silence_db(each, end_s) for each in made)
            rows.append(WordRow(words, group, timbre, (centroid[0], centroid[1]), (after[0], after[1])))
    return rows


def measure_styles(voice: Voice) -> dict[str, float]:
    """Centroid of the phrase's frames in Hz with each style, no words and the same instruments."""
    notes, end_s = phrase()
    n_frames, bins_hz = length_in_frames(end_s), np.arange(N_BINS) * BIN_HZ
    found = {}
    for style in STYLES:
        frames = predict(voice, notes, n_frames, np.zeros(N_TIMBRES, np.float32), style_vector({style: 1.0}))
        found[style] = float((frames.sum(axis=0) * bins_hz).sum() / frames.sum())
    return found


def measure_hops(takes: Sequence[Take], hops: Sequence[int] = (128, 256, 512, 1024)) -> dict[int, Distance]:
    """The floor at several hops: Griffin-Lim of the true magnitudes, mean over takes."""
    found = {}
    for hop in hops:
        rows = []
        for take in takes:
            true = np.abs(librosa.stft(take.dry, n_fft=N_FFT, hop_length=hop))
            made = librosa.griffinlim(
                true, n_iter=48, hop_length=hop, n_fft=N_FFT, length=len(take.dry), random_state=0
            )
            rows.append(distance(take.dry, made))
        found[hop] = mean(rows)
    return found


def mean(rows: Sequence[Distance]) -> Distance:
    """Mean of each figure."""
    return Distance(*(float(np.mean(column)) for column in zip(*rows, strict=True)))


def by_style(rows: Sequence[PassageRow], way: str) -> dict[str, Distance]:
    """Means of one way for each style."""
    groups: dict[str, list[Distance]] = defaultdict(list)
    for row in rows:
        groups[row.style].append(row.ways[way])
    return {style: mean(group) for style, group in groups.items()}

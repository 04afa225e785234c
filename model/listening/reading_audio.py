"""Reads an excerpt of an audio file as mono at one rate, block by block: an hour costs no more memory than a minute."""

from __future__ import annotations

import io
import logging
import math
import shutil
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.listening.audio_analysis import HOW_TO_GET, AudioAnalysisError

HOW_TO_CONVERT = "name a .wav, .flac, .ogg or .mp3, or convert it: ffmpeg -i FILE loop.wav"

log = logging.getLogger(__name__)

Samples = NDArray[np.float32]

RATE_HZ = 22_050
EXCERPT_S = 90.0  # from the first sound on
SHORTEST_S = 2.0
SILENCE_DB = -60.0  # a block whose peak is below is silence
MOST_SILENCE_S = 600.0  # a file that is silent for longer is called silent
_HEADER_BYTES = 4096  # in which a .wav's data begin
_MOST_REPAIRED_BYTES = 256 << 20
_CONVERTS_WITHIN_S = 60.0
_CANCELLED = 0.01  # of the power of the loudest channel
_BLOCK_VALUES = 1 << 16  # of all channels together


class AudioExcerpt(NamedTuple):
    """``samples``: mono, shape = (n,), at RATE_HZ. ``skipped_s``: silence that came before."""

    samples: Samples
    skipped_s: float


def read_excerpt(path: Path, excerpt_s: float = EXCERPT_S) -> AudioExcerpt:
    """The first ``excerpt_s`` seconds from the first sound on. Raises AudioAnalysisError."""
    if not path.exists():
        raise AudioAnalysisError(f"{path} is not there; name an audio file")
    if not path.is_file():
        raise AudioAnalysisError(f"{path} is not a file; name an audio file, such as loop.wav")
    try:
        import soundfile
    except (ImportError, OSError) as error:
        raise AudioAnalysisError(HOW_TO_GET) from error
    try:
        with _opened(path, soundfile) as file:
            return _excerpt_of(path, file, excerpt_s)
    except (soundfile.LibsndfileError, OSError) as error:
        reason = str(getattr(error, "error_string", None) or error).rstrip(".")
        raise AudioAnalysisError(f"{path} cannot be read as audio ({reason}); {HOW_TO_CONVERT}") from error


def _opened(path: Path, soundfile: Any) -> Any:
    """The file as it can be read: a .wav whose recorder lost power without its lengths, others by way of ffmpeg."""
    try:
        file = soundfile.SoundFile(path)
    except soundfile.LibsndfileError:
        converted = _converted(path)
        if converted is None:
            raise
        return soundfile.SoundFile(converted)
    if file.frames == 0 and (repaired := _with_lengths(path)) is not None:
        file.close()
        return soundfile.SoundFile(repaired)
    return file


def _with_lengths(path: Path) -> io.BytesIO | None:
    """A .wav with a header of length 0, with its real lengths; None for others."""
    with path.open("rb") as file:
        data = bytearray(file.read(_MOST_REPAIRED_BYTES))
    place = data.find(b"data", 12, _HEADER_BYTES)
    if data[:4] != b"RIFF" or place < 0 or len(data) <= place + 8:
        return None
    struct.pack_into("<I", data, 4, len(data) - 8)
    struct.pack_into("<I", data, place + 4, len(data) - place - 8)
    return io.BytesIO(bytes(data))


def _converted(path: Path) -> io.BytesIO | None:
    """Read a file that libsndfile cannot, such as .m4a, with ffmpeg; None where ffmpeg is not installed."""
    program = shutil.which("ffmpeg")
    if program is None:
        return None
    command = [program, "-v", "error", "-i", path.absolute().as_posix(), "-vn", "-t", str(MOST_SILENCE_S + EXCERPT_S)]
    command += ["-ac", "2", "-ar", str(RATE_HZ), "-f", "wav", "-"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_CONVERTS_WITHIN_S, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.TimeoutExpired) as error:
        log.debug("ffmpeg: %s", error)
        return None
    # A WAV file that goes to a pipe has no lengths.
    place = done.stdout.find(b"data", 12, _HEADER_BYTES)
    if done.returncode or place < 0:
        return None
    data = bytearray(done.stdout)
    struct.pack_into("<I", data, 4, len(data) - 8)
    struct.pack_into("<I", data, place + 4, len(data) - place - 8)
    return io.BytesIO(bytes(data))


def _excerpt_of(path: Path, file: Any, excerpt_s: float) -> AudioExcerpt:
    import soxr

    stream = soxr.ResampleStream(file.samplerate, RATE_HZ, 1, dtype="float32")
    n_wanted = round(excerpt_s * RATE_HZ)
    kept: list[Samples] = []
    n_kept, n_skipped = 0, 0
    for block in _sounding(file):
        if block is None:
            n_skipped += 1
            continue
        kept.append(stream.resample_chunk(block))
        n_kept += len(kept[-1])
        if n_kept >= n_wanted:
            break
    kept.append(stream.resample_chunk(np.zeros(0, np.float32), last=True))
    samples = np.concatenate(kept)[:n_wanted]
    skipped_s = n_skipped * _block_frames(file) / file.samplerate
    _check(path, file, samples, skipped_s)
    return AudioExcerpt(samples, skipped_s)


def _check(path: Path, file: Any, samples: Samples, skipped_s: float) -> None:
    if not len(samples):
        if skipped_s:
            raise AudioAnalysisError(f"{path} is silent; name a file with music")
        raise AudioAnalysisError(f"{path} holds no sound ({file.frames} frames); name a file with music")
    duration_s = len(samples) / RATE_HZ
    if duration_s < SHORTEST_S:
        raise AudioAnalysisError(
            f"{path} holds {duration_s:.1f} s of sound; {SHORTEST_S:g} s are the least to hear a tempo"
        )


def _block_frames(file: Any) -> int:
    return max(_BLOCK_VALUES // int(file.channels), 256)


def _next_block(file: Any, n_frames: int) -> NDArray[np.float32]:
    """Shape = (n, channels), empty at the end; damage behind the beginning is an end too."""
    import soundfile

    try:
        block: NDArray[np.float32] = file.read(n_frames, dtype="float32", always_2d=True)
    except soundfile.LibsndfileError as error:
        if file.tell() < n_frames:
            raise
        log.warning("%s is damaged after %.0f s: %s", file.name, file.tell() / file.samplerate, error)
        return np.zeros((0, file.channels), np.float32)
    return block


def mixed(block: NDArray[np.float32]) -> Samples:
    """The mean of all channels, or the loudest of them where they cancel each other; shape = (n,).

    A microphone that is wired the wrong way round leaves nothing of the mean.
    """
    mean: Samples = block.mean(axis=1)
    powers = np.square(block, dtype=np.float64).mean(axis=0)
    if len(powers) > 1 and float(np.square(mean, dtype=np.float64).mean()) < _CANCELLED * float(
        powers.max(initial=0.0)
    ):
        loudest: Samples = np.ascontiguousarray(block[:, int(powers.argmax())])
        return loudest
    return mean


def _sounding(file: Any) -> Iterator[Samples | None]:
    """Mono blocks from the first one that sounds; None for each silent one before it."""
    limit = 10.0 ** (SILENCE_DB / 20.0)
    n_frames, sounds = _block_frames(file), False
    n_most = math.ceil(MOST_SILENCE_S * file.samplerate / n_frames)
    while len(block := _next_block(file, n_frames)):
        mono = mixed(np.nan_to_num(block, nan=0.0, posinf=0.0, neginf=0.0))
        np.clip(mono, -8.0, 8.0, out=mono)
        sounds = sounds or float(np.abs(mono).max(initial=0.0)) >= limit
        if not sounds and (n_most := n_most - 1) < 0:
            return
        yield mono if sounds else None

"""The spectral voice as an instrument that plays live: MIDI in, stereo samples out, numpy alone.

`SpectralInstrument.send`, `render` and `reset` belong to one thread, `describe` to any. A message sounds at the
next frame, 11.6 ms long, which fades in over its length; ``lead_frames`` is the half of it by which that is late.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from threading import Lock, Thread

import numpy as np
from numpy.typing import NDArray

from model.voice.config import BIN_HZ, HOP_SAMPLES, N_BINS, N_FFT, N_TIMBRES, Floats
from model.voice.keyboard import Keyboard
from model.voice.refining import Refiner
from model.voice.spectrum import Spectrum
from model.voice.timbre import read_timbre, style_vector
from model.voice.voice_file import Voice, load_voice

MIN_RATE_HZ, MAX_RATE_HZ = 22_050, 192_000
_log = logging.getLogger(__name__)


class SpectralInstrument:
    """A band of spectral voices on sixteen channels."""

    name = "spectral"

    def __init__(self, sample_rate_hz: int, channel_to_part: Mapping[int, str], *, voice: Voice | None = None) -> None:
        """channel_to_part: channels from 0 to names of parts; others play the piano. voice: default, what ships.

        Raises VoiceFileError, or ValueError on a rate outside 22,050 .. 192,000 Hz or an unknown part.
        """
        if not MIN_RATE_HZ <= sample_rate_hz <= MAX_RATE_HZ:
            raise ValueError(f"a rate of {sample_rate_hz} Hz is outside {MIN_RATE_HZ} .. {MAX_RATE_HZ}")
        self._voice = load_voice() if voice is None else voice
        # Bins are about as wide as those of the training, whatever the rate: only the window's length changes.
        self._n_fft = _fast_length(round(sample_rate_hz / BIN_HZ))
        self._hop = self._n_fft * HOP_SAMPLES // N_FFT
        self._hop_s = self._hop / sample_rate_hz
        self.lead_frames = self._hop // 2
        self._window = _window(self._n_fft, self._hop)
        self._refiner = Refiner(self._voice.refiner, self._voice.sizes)
        self._spectrum = Spectrum(self._voice.templates, self._refiner)
        bin_hz = sample_rate_hz / self._n_fft
        self._keyboard = Keyboard(self._voice.templates, channel_to_part, self._voice.programs, bin_hz)
        self._asked = self._refiner.asked(np.zeros(N_TIMBRES, np.float32), style_vector({}))
        self._describing: Thread | None = None
        self._n_described, self._lock = 0, Lock()
        self._half: Floats = np.zeros((self._hop, 2), np.float32)  # second half of the last frame
        self._ready: Floats = np.zeros((self._hop, 2), np.float32)
        self._n_used, self._n_frames = self._hop, 0

    def send(self, data: bytes) -> None:
        """Apply one MIDI message now; messages that are no matter of an instrument change nothing."""
        self._keyboard.send(data, self._n_frames * self._hop_s)

    def render(self, n_frames: int) -> NDArray[np.float32]:
        """The next samples, left and right, shape = (n_frames, 2)."""
        out = np.empty((n_frames, 2), np.float32)
        n_done = 0
        while n_done < n_frames:
            if self._n_used == self._hop:
                self._next_hop()
            n = min(n_frames - n_done, self._hop - self._n_used)
            out[n_done : n_done + n] = self._ready[self._n_used : self._n_used + n]
            self._n_used += n
            n_done += n
        return out

    def describe(self, words: str, style: Mapping[str, float]) -> None:
        """Set what words and styles (weights by name) ask of the timbre; the neutral one until the encoder is there."""
        style_weights = style_vector(style)
        with self._lock:
            self._n_described += 1
            number = self._n_described
        if not words.strip():
            self._take(number, np.zeros(N_TIMBRES, np.float32), style_weights)
            return
        self._describing = Thread(target=self._read, args=(number, words, style_weights), daemon=True)
        self._describing.start()

    def wait(self, timeout_s: float = 30.0) -> None:
        """Wait until the words that were last described count."""
        if self._describing is not None:
            self._describing.join(timeout_s)

    def reset(self) -> None:
        """Silence at once, controllers as at the start; words and styles stay."""
        self._keyboard.reset()
        self._spectrum.reset()
        self._half, self._ready = np.zeros_like(self._half), np.zeros_like(self._ready)

    def close(self) -> None:
        """Do nothing: there is nothing to free here, as other instruments have."""

    def _read(self, number: int, words: str, style: Floats) -> None:
        try:
            timbre = read_timbre([words], self._voice.words)[0]
        except (ImportError, OSError, ValueError) as error:
            _log.warning(
                "the words %r keep the neutral timbre, for the text encoder cannot be loaded: %s", words, error
            )
            timbre = np.zeros(N_TIMBRES, np.float32)
        self._take(number, timbre, style)

    def _take(self, number: int, timbre: Floats, style: Floats) -> None:
        asked = self._refiner.asked(timbre, style)
        with self._lock:
            if number == self._n_described:  # else other words came in the meantime
                self._asked = asked

    def _next_hop(self) -> None:
        centre_s = (self._n_frames + 1) * self._hop_s
        frame = self._spectrum.frame(self._keyboard, centre_s, self._hop_s, self._asked)
        self._n_frames += 1
        self._n_used = 0
        self._ready = self._half
        self._half = np.zeros((self._hop, 2), np.float32)
        if frame is not None:
            samples = self._samples(frame.sides)
            self._ready = self._ready + samples[: self._hop]
            self._half = samples[self._hop :]

    def _samples(self, sides: NDArray[np.complex64]) -> Floats:
        """Two hops of samples around the centre of a frame, shape = (2 * hop, 2)."""
        spectrum = np.zeros((len(sides), self._n_fft // 2 + 1), np.complex64)
        n = min(N_BINS, spectrum.shape[1])
        spectrum[:, :n] = sides[:, :n] * (self._n_fft / 4)
        whole = np.fft.irfft(spectrum, self._n_fft).astype(np.float32)
        middle = np.concatenate((whole[:, -self._hop :], whole[:, : self._hop]), axis=1) * self._window
        return np.broadcast_to(middle.T, (2 * self._hop, 2))


def _fast_length(n: int) -> int:
    """The next multiple of 16 that has no factor above 7: one of 743, as 48 kHz would have, costs a millisecond.

    >>> _fast_length(4096), _fast_length(4458)
    (4096, 4480)
    """
    n = -(-n // 16) * 16
    rest = n
    for factor in (2, 3, 5, 7):
        while rest % factor == 0:
            rest //= factor
    return n if rest == 1 else _fast_length(n + 16)


def _window(n_fft: int, hop: int) -> Floats:
    """Fades over two hops, and undoes the Hann window that the templates were analysed with."""
    at = np.arange(-hop, hop)
    fade = 0.5 + 0.5 * np.cos(np.pi * at / hop)
    analysed = 0.5 + 0.5 * np.cos(2 * np.pi * at / n_fft)
    return (fade / analysed).astype(np.float32)

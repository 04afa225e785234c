"""An open input: the ring of its last seconds, when to analyse them, and the bars of the transport."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from bridge.core.errors import AudioError
from bridge.core.timebase import Timebase
from bridge.listening.inputs import Callback, Stream, open_input
from bridge.listening.messages import BarBegan
from bridge.listening.ring import SampleRing, Samples
from model.listening.audio_analysis import HOW_TO_GET, AudioAnalysis, AudioAnalysisError

log = logging.getLogger(__name__)

RING_S = 16.0
GONE_S = 2.0  # an input that brings nothing for so long is taken to be gone
SHORTEST_S = 4.0  # less is too little to say anything
_OWN_BAR_S = 2.0  # how often, where neither transport nor tempo is known
_LOOK_S = 0.25  # how often it is seen whether the input is still there
_PATIENCE = 1.25  # in bars: the next one is reported, unless that message was lost
_BARS_TRUSTED = 2.5
_REST = 1.0  # an analysis that took a second is followed by one of rest at least

Opener = Callable[[str, Callback], tuple[Stream, str]]


class InputAnalyser:
    """Records from construction on. request: number of the request that opened it. Raises AudioError."""

    def __init__(self, request: int, device: str, time: Timebase, opener: Opener = open_input) -> None:
        self.request, self._time = request, time
        self._listen_on, self._resample, self._mixed = _analysers()
        self._ring: SampleRing | None = None
        self._stream, self.name = opener(device, self._received)
        self._rate_hz = float(self._stream.samplerate)
        self._ring = SampleRing(round(RING_S * self._rate_hz))
        self._came_s = self._time.now_s()
        self._due_s = self._came_s + SHORTEST_S
        self._rests_until_s = 0.0
        self._began: BarBegan | None = None
        self._bar_s = _OWN_BAR_S
        try:
            self._stream.start()
        except Exception as error:  # PortAudio's errors have no common base outside sounddevice
            self._stream.close()
            raise AudioError(f"the audio input {self.name} cannot be started: {error}") from error

    def close(self) -> None:
        """Give the input back."""
        self._stream.close()

    def _received(self, block: Any, _n_frames: int, _time: Any, _status: Any) -> None:
        """On PortAudio's thread."""
        if self._ring is not None:
            self._ring.write(self._mixed(block))
            self._came_s = self._time.now_s()

    def wait_s(self) -> float:
        """Seconds until the next analysis."""
        return min(max(self._due_s, self._rests_until_s) - self._time.now_s(), _LOOK_S)

    def bar_began(self, bar: BarBegan) -> None:
        """A bar of the transport began; an older one that was not analysed yet is dropped."""
        self._began = bar
        self._due_s = bar.moment_s
        self._bar_s = 60.0 / bar.tempo_bpm * bar.metre.bar_beats

    def analyse(self) -> AudioAnalysis | None:
        """Analyse the last seconds if a bar has passed and they sound. Raises AudioError when the input is gone."""
        now_s = self._time.now_s()
        if now_s - self._came_s > GONE_S or not self._stream.active:
            raise AudioError(f"the audio input {self.name} has gone; listen to another one")
        if now_s < max(self._due_s, self._rests_until_s) or self._ring is None:
            return None
        known_s = self._newest_bar_s(now_s)
        self._due_s = now_s + (self._bar_s if known_s is None else _PATIENCE * self._bar_s)
        samples = self._ring.latest()
        if len(samples) < SHORTEST_S * self._rate_hz:
            return None
        return self._analysed(samples, now_s, known_s)

    def _newest_bar_s(self, now_s: float) -> float | None:
        """Moment when the transport's newest bar began; None when none was reported for a while."""
        if self._began is None or now_s - self._began.moment_s > _BARS_TRUSTED * self._bar_s:
            return None
        n_bars = max(int((now_s - self._began.moment_s) / self._bar_s), 0)
        return self._began.moment_s + n_bars * self._bar_s

    def _analysed(self, samples: Samples, now_s: float, bar_s: float | None) -> AudioAnalysis | None:
        known = None
        if bar_s is not None and self._began is not None:
            since_s = now_s - bar_s
            known = (self._began.tempo_bpm, self._began.metre, len(samples) / self._rate_hz - since_s)
        try:
            music = self._listen_on(self._resample(samples, self._rate_hz), known)
        except AudioAnalysisError as error:  # a pause is not an error
            log.debug("%s %s", self.name, error)
            return None
        done_s = self._time.now_s()
        self._rests_until_s = done_s + _REST * (done_s - now_s)
        if known is None and music.tempo_bpm:
            self._bar_s = 60.0 / music.tempo_bpm * music.metre.bar_beats
        return music


def _analysers() -> tuple[Callable[..., AudioAnalysis], Callable[[Samples, float], Samples], Callable[[Any], Samples]]:
    """The analysis, the resampling to its rate, and the mixing to mono. Raises AudioError."""
    try:
        import soxr

        from model.listening.analysis import KnownTime, listen_on
        from model.listening.reading_audio import RATE_HZ, mixed
    except (ImportError, OSError) as error:
        raise AudioError(HOW_TO_GET) from error

    def resample(samples: Samples, rate_hz: float) -> Samples:
        resampled: Samples = soxr.resample(samples, rate_hz, RATE_HZ)
        return resampled

    def analyse(samples: Samples, known: tuple[Any, ...] | None) -> AudioAnalysis:
        return listen_on(samples, None if known is None else KnownTime(*known))

    return analyse, resample, mixed

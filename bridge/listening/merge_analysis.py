"""Merges an analysis of audio into a plan, as a prompt is merged: later words override it. Pure."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from bridge.osc.codec import Value
from model.listening.audio_analysis import AudioAnalysis
from model.music.config import MAX_TEMPO_BPM, MIN_TEMPO_BPM
from model.music.plan import Plan

# Renderings of the corpus lie about here: energy .5 and density 1.
_USUAL_LOUDNESS_DB = -17.0
_USUAL_BRIGHTNESS_HZ = 1500.0
_USUAL_ONSETS_A_BEAT = 1.8
_LOUDNESS_SPAN_DB = 30.0  # so much louder is energy 1 more
_BRIGHTNESS_SPAN_OCTAVES = 6.0
_LEAST_DENSITY, _MOST_DENSITY = 0.4, 2.5
_STEP = 0.05


def merge_analysis(plan: Plan, analysis: AudioAnalysis, *, keeps_time: bool = False) -> Plan:
    """The plan with the analysis merged in. ``keeps_time``: a clock is followed, which has its own tempo and metre.

    Noise changes nothing.
    """
    if not analysis.is_musical:
        return plan
    fields: dict[str, Any] = {"energy": energy_of(analysis), "density": density_of(analysis)}
    if analysis.key is not None:
        fields["key"] = analysis.key
    if not keeps_time and analysis.tempo_bpm:
        fields["tempo_bpm"] = round(min(max(analysis.tempo_bpm, MIN_TEMPO_BPM), MAX_TEMPO_BPM), 2)
        fields["metre"] = analysis.metre
    mode = None if analysis.key is not None else plan.mode
    return replace(plan, **fields, mode=mode, assumed=plan.assumed - fields.keys())


def energy_of(analysis: AudioAnalysis) -> float:
    """0..1: louder and brighter is more."""
    loudness = (analysis.loudness_db - _USUAL_LOUDNESS_DB) / _LOUDNESS_SPAN_DB
    octaves = math.log2(max(analysis.brightness_hz, 50.0) / _USUAL_BRIGHTNESS_HZ)
    return _stepped(min(max(0.5 + loudness + octaves / _BRIGHTNESS_SPAN_OCTAVES, 0.0), 1.0))


def density_of(analysis: AudioAnalysis) -> float:
    """Factor of the usual number of notes, from the square root of the onsets a beat, as parts share them."""
    times = math.sqrt(analysis.onsets_per_beat / _USUAL_ONSETS_A_BEAT)
    return _stepped(min(max(times, _LEAST_DENSITY), _MOST_DENSITY))


def _stepped(value: float) -> float:
    return round(round(value / _STEP) * _STEP, 2)


def describe(analysis: AudioAnalysis) -> str:
    """One readable line."""
    if not analysis.is_musical:
        return f"nothing musical, {analysis.loudness_db:.0f} dB · listened to {analysis.duration_s:.0f} s"
    pieces = [
        f"{analysis.tempo_bpm:.4g} bpm · {analysis.metre}" if analysis.tempo_bpm else "no beat",
        str(analysis.key or "no key"),
        analysis.chord_words() or "no chords",
        f"{analysis.onsets_per_beat:.2g} onsets a beat",
        f"{analysis.loudness_db:.0f} dB",
        f"{analysis.brightness_hz:.0f} Hz bright",
        f"listened to {analysis.duration_s:.0f} s",
    ]
    return " · ".join(pieces)


def analysis_values(analysis: AudioAnalysis) -> tuple[Value, ...]:
    """``/sideman/heard``: names and values in turn; tempo 0 and empty texts where nothing of the kind was heard.

    confidence 0: noise, nothing musical.
    """
    return (
        *("tempo", analysis.tempo_bpm),
        *("metre", str(analysis.metre) if analysis.tempo_bpm else ""),
        *("key", str(analysis.key or "")),
        *("chords", analysis.chord_words()),
        *("density", analysis.onsets_per_beat),
        *("loudness_db", analysis.loudness_db),
        *("brightness_hz", analysis.brightness_hz),
        *("seconds", analysis.duration_s),
        *("confidence", analysis.confidence),
    )

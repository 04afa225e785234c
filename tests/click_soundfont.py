"""Writes a SoundFont of one click: on every key, at every velocity, the same 5 ms, without reverb or chorus."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np

RATE_HZ = 48_000
CLICK_FRAMES = 240
_LEAST_TAIL = 46  # zeros that the format asks for behind a sample
_PRESET_BANKS = (0, 128)  # melodic, drums
_ROOT_KEY, _MONO = 60, 1
# Generators by number.
_INSTRUMENT, _SAMPLE, _SCALE_TUNING = 41, 53, 56
# Modulators that FluidSynth has by itself: source, generator. An amount of zero takes them out.
_VELOCITY_TO_ATTENUATION, _REVERB_SEND, _CHORUS_SEND = (0x0502, 48), (0x00DB, 16), (0x00DD, 15)


def write_click_soundfont(path: Path) -> None:
    """Write it."""
    wave = 20_000.0 * np.where(np.arange(CLICK_FRAMES) // 24 % 2, -1, 1) * np.linspace(1, 0, CLICK_FRAMES)
    samples = np.concatenate([wave, np.zeros(_LEAST_TAIL)]).astype("<i2").tobytes()
    info = b"INFO" + _chunk(b"ifil", struct.pack("<HH", 2, 1)) + _chunk(b"INAM", b"click\0")
    lists = info, b"sdta" + _chunk(b"smpl", samples), b"pdta" + b"".join(_chunk(*each) for each in _tables())
    path.write_bytes(_chunk(b"RIFF", b"sfbk" + b"".join(_chunk(b"LIST", each) for each in lists)))


def _tables() -> list[tuple[bytes, bytes]]:
    """The nine tables; each ends with an empty entry."""
    presets = [(_name("click"), 0, bank, number, 0, 0, 0) for number, bank in enumerate(_PRESET_BANKS)]
    n_presets = len(presets)
    modulators = [(*each, 0, 0, 0) for each in (_VELOCITY_TO_ATTENUATION, _REVERB_SEND, _CHORUS_SEND)]
    sample = _name("click"), 0, CLICK_FRAMES, 0, CLICK_FRAMES - 1, RATE_HZ, _ROOT_KEY, 0, 0, _MONO
    return [
        (b"phdr", _joined("<20sHHHIII", [*presets, (_name("EOP"), 0, 0, n_presets, 0, 0, 0)])),
        (b"pbag", _joined("<HH", [(number, 0) for number in range(n_presets + 1)])),
        (b"pmod", _joined("<HHhHH", [(0,) * 5])),
        (b"pgen", _joined("<HH", [(_INSTRUMENT, 0)] * n_presets + [(0, 0)])),
        (b"inst", _joined("<20sH", [(_name("click"), 0), (_name("EOI"), 1)])),
        (b"ibag", _joined("<HH", [(0, 0), (2, len(modulators))])),
        (b"imod", _joined("<HHhHH", [*modulators, (0,) * 5])),
        (b"igen", _joined("<HH", [(_SCALE_TUNING, 0), (_SAMPLE, 0), (0, 0)])),
        (b"shdr", _joined("<20sIIIIIBbHH", [sample, (_name("EOS"), *(0,) * 9)])),
    ]


def _joined(form: str, rows: list[tuple]) -> bytes:
    return b"".join(struct.pack(form, *row) for row in rows)


def _name(text: str) -> bytes:
    return text.encode().ljust(20, b"\0")


def _chunk(tag: bytes, data: bytes) -> bytes:
    return tag + struct.pack("<I", len(data)) + data + bytes(len(data) % 2)

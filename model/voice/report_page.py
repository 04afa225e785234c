"""The report as a page: tables and a picture. Needs the extra ``train``, and FluidSynth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from model.corpus.sources import Source
from model.voice.calibration import magnitudes
from model.voice.config import HOP_SAMPLES, N_FFT, N_TIMBRES, RATE_HZ
from model.voice.crops import TAKE_S, Take
from model.voice.measures import Distance
from model.voice.offline import predict
from model.voice.report import (
    TITLES,
    WAYS,
    PassageRow,
    Tell,
    WordRow,
    by_style,
    each_way,
    mean,
    measure_files,
    measure_hops,
    measure_styles,
    measure_words,
)
from model.voice.timbre import style_vector
from model.voice.voice_file import Voice


def write_report(
    voice: Voice, sources: Sequence[Source], soundfont: Path, folder: Path, *, n_files: int = 21,
    tell: Tell = lambda _done, _all: None,
) -> Path:  # fmt: skip
    """Measure a voice and write voice.md with a picture of a passage to ``folder``; the path of the page."""
    rows, takes = measure_files(voice, sources, soundfont, n_files, tell=tell)
    tables = (
        _table_of_ways(rows),
        _table_of_styles(rows),
        _table_of_words(measure_words(voice)),
        [_line_of_styles(measure_styles(voice))],
        _table_of_hops(measure_hops(takes[:4])),
    )
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "voice.md"
    page.write_text("\n\n".join("\n".join(table) for table in tables) + "\n", encoding="utf-8")
    fullest = max(takes, key=lambda take: len(set(take.notes.sound.tolist())))
    draw(voice, fullest, folder / "spectrograms.png")
    return page


def _table_of_ways(rows: Sequence[PassageRow]) -> list[str]:
    lines = [f"{len(rows)} passages of {TAKE_S:g} s, files kept out of the training",
             "", "| | spectral convergence | log-magnitude error, dB | chroma correlation |",
             "|---|---|---|---|"]  # fmt: skip
    for way in WAYS:
        found = mean([row.ways[way] for row in rows])
        lines.append(f"| {TITLES[way]} | {found.convergence:.3f} | {found.log_error_db:.2f} | {found.chroma:.3f} |")
    return lines


def _table_of_styles(rows: Sequence[PassageRow]) -> list[str]:
    lines = ["| style | convergence: floor | off line | live | sines | dB: floor | off line | live | sines |",
             "|---|---|---|---|---|---|---|---|---|"]  # fmt: skip
    tables = [by_style(rows, way) for way in WAYS]
    for style in tables[0]:
        near = " | ".join(f"{table[style].convergence:.2f}" for table in tables)
        levels = " | ".join(f"{table[style].log_error_db:.1f}" for table in tables)
        lines.append(f"| {style} | {near} | {levels} |")
    return lines


def _table_of_words(rows: Sequence[WordRow]) -> list[str]:
    lines = ["| words | meant | read: bright, warm, distant | centroid, Hz: off line | live "
             "| after the end, dB: off line | live |", "|---|---|---|---|---|---|---|"]  # fmt: skip
    for row in rows:
        read = ", ".join(f"{value:.2f}" for value in row.timbre)
        lines.append(
            f"| {row.words or '(none)'} | {row.group or 'neutral'} | {read} | {row.centroid_hz[0]:.0f} "
            f"| {row.centroid_hz[1]:.0f} | {row.after_db[0]:.1f} | {row.after_db[1]:.1f} |"
        )
    return lines


def _line_of_styles(found: Mapping[str, float]) -> str:
    dullest, brightest = min(found, key=found.__getitem__), max(found, key=found.__getitem__)
    return (f"A style alone, on the same instruments, moves the centroid between {found[dullest]:.0f} Hz ({dullest}) "
            f"and {found[brightest]:.0f} Hz ({brightest}).")  # fmt: skip


def _table_of_hops(found: Mapping[int, Distance]) -> list[str]:
    lines = ["| hop, samples | ms | floor: spectral convergence | log-magnitude error, dB |", "|---|---|---|---|"]
    for hop, each in found.items():
        lines.append(f"| {hop} | {hop / RATE_HZ * 1000:.1f} | {each.convergence:.3f} | {each.log_error_db:.2f} |")
    return lines


def draw(voice: Voice, take: Take, picture: Path) -> None:
    """Spectrograms of a passage: the truth, the network's frames, and both ways to make them sound."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    neutral, style = np.zeros(N_TIMBRES, np.float32), style_vector({take.style: 1.0})
    made = each_way(voice, take)
    frames = predict(voice, take.notes, len(take.dry) // HOP_SAMPLES + 1, neutral, style)
    pictures = {"FluidSynth": magnitudes(take.dry), "the network's frames": frames,
                "off line, Griffin-Lim": magnitudes(made["network"]), "live": magnitudes(made["live"]),
                "bank of sines": magnitudes(made["sines"])}  # fmt: skip
    figure, axes = pyplot.subplots(len(pictures), 1, figsize=(8, 2.1 * len(pictures)), sharex=True)
    for axis, (title, each) in zip(axes, pictures.items(), strict=True):
        axis.imshow(20 * np.log10(each.T[:512] + 1e-5), origin="lower", aspect="auto", vmin=-90, vmax=-25,
                    extent=(0, TAKE_S, 0, 512 * RATE_HZ / N_FFT / 1000), cmap="magma")  # fmt: skip
        axis.set_ylabel("kHz")
        axis.set_title(title, fontsize=9)
    axes[-1].set_xlabel("s")
    figure.tight_layout()
    figure.savefig(picture, dpi=70)
    pyplot.close(figure)

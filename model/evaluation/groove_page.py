"""Writes docs/grooves/README.md: every groove of the book with a picture. Needs matplotlib (extra ``train``).

Run it after a groove has changed: ``python -m model.evaluation.groove_page docs/grooves``.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from model.music.config import DRUMS, STYLES
from model.music.grooves import Groove, GrooveBook
from model.music.grooves.lanes import LANE_OF_KEY
from model.music.grooves.pattern import GrooveNote
from model.music.grooves.progressions import read_progression

MAX_PICTURE_BYTES = 12_000
_DRAWN = ("A", "B", "fill", "ending")
_DRUM_TICKS, _DRUM_ROW_SHARE = 3.5, 0.085  # height of a row of drums beside all pitched parts
_DPI, _SIZE_INCHES, _N_COLOURS = 80, (8.0, 3.4), 24
_COLOURS = (
    "#444444", "#1f77b4", "#e377c2", "#bcbd22", "#2ca02c", "#d62728", "#9467bd", "#8c6d9e", "#ff9f1c",
    "#b8860b", "#17becf", "#00b894", "#7f9f7f", "#5f9ea0", "#a0522d", "#cd853f", "#999999",
)  # fmt: skip
_HEAD = """# The groove book

The {n} grooves that ship with Sideman, by style. `sideman groove show NAME` draws one in the terminal,
`sideman groove play NAME` writes it to a .mid, `sideman clip --groove NAME` plays on it, and its name works in a
prompt. How to write your own: [grooves-format.md](../grooves-format.md).

Pictures show the sections A, B, a fill and the ending over the groove's own progression: pitched parts above, drums
below, dark for accents and pale for ghost notes.
"""


class _Drawn(NamedTuple):
    """Notes on one line of time, where sections begin, where bars begin, and the end."""

    notes: list[GrooveNote]
    sections: list[tuple[int, str]]
    bar_lines: list[int]
    end_ticks: int


def write_page(folder: Path, book: GrooveBook | None = None) -> int:
    """Write the page and a picture for each groove; pictures of grooves that are gone are removed.

    Returns the number of grooves. Raises ValueError for a picture that comes out too large.
    """
    book = GrooveBook.load() if book is None else book
    folder.mkdir(parents=True, exist_ok=True)
    for stale in set(folder.glob("*.png")) - {folder / f"{name}.png" for name in book.names()}:
        stale.unlink()
    for groove in book:
        data = picture(groove)
        if len(data) > MAX_PICTURE_BYTES:
            raise ValueError(f"the picture of {groove.name} has {len(data)} bytes, more than {MAX_PICTURE_BYTES}")
        (folder / f"{groove.name}.png").write_bytes(data)
    (folder / "README.md").write_text("\n".join(_page(book)) + "\n", encoding="utf-8")
    return len(book)


def _page(book: GrooveBook) -> Iterator[str]:
    yield _HEAD.format(n=len(book))
    for style in STYLES:
        own = [groove for groove in book.for_style(style) if _main_style(groove) == style]
        yield f"\n## {style} ({len(own)})"
        for groove in own:
            yield from _entry(groove)


def _main_style(groove: Groove) -> str:
    return max(groove.styles, key=lambda style: groove.styles[style])


def _entry(groove: Groove) -> Iterator[str]:
    low, usual, high = groove.tempo_bpm
    facts = [f"{groove.metre}", f"{low:g}-{high:g} bpm, usually {usual:g}", ", ".join(groove.band)]
    facts += [f"swing {groove.swing:g} of {groove.swing_unit}"] if groove.swing else []
    facts += [f"{abs(groove.push_ms):g} ms {'ahead' if groove.push_ms > 0 else 'laid back'}"] if groove.push_ms else []
    facts += [groove.form] if groove.form else []
    facts += [f"`{groove.progression}`"] if groove.progression else []
    yield f"\n### {groove.title}\n"
    yield f"`{groove.name}` · {' · '.join(facts)}\n"
    yield f"Also: {', '.join(groove.aliases)}\n"
    yield f"![{groove.title}]({groove.name}.png)\n"
    yield f"Checks: {' · '.join(groove.checks)}"


def picture(groove: Groove) -> bytes:
    """The groove as a small PNG, the same bytes each time."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    drawn = _lay_out(groove)
    drums = sorted({note.pitch for note in drawn.notes if note.part == DRUMS})
    shares = [1.0 if any(note.part != DRUMS for note in drawn.notes) else 0.05, max(_DRUM_ROW_SHARE * len(drums), 0.02)]
    figure, axes = pyplot.subplots(
        2, 1, figsize=_SIZE_INCHES, sharex=True, gridspec_kw={"height_ratios": shares, "hspace": 0.05}
    )
    try:
        _draw_pitched(axes[0], drawn)
        _draw_drums(axes[1], drawn, drums)
        for axis in axes:
            _draw_time(axis, drawn, groove)
        for tick, name in drawn.sections:
            axes[0].text(tick + 1, 1.01, name, transform=axes[0].get_xaxis_transform(), fontsize=8)
        figure.subplots_adjust(left=0.12, right=0.99, top=0.93, bottom=0.03)
        return _small_png(figure)
    finally:
        pyplot.close(figure)


def _lay_out(groove: Groove) -> _Drawn:
    chords = read_progression(groove.progression or ("i" if groove.mode == "minor" else "I"))
    mode, bar_ticks = int(groove.mode == "minor"), groove.metre.bar_ticks
    notes: list[GrooveNote] = []
    sections: list[tuple[int, str]] = []
    lines: list[int] = []
    now = 0
    for name in (name for name in _DRAWN if name in groove.sections):
        pattern = groove.sections[name]
        sections.append((now, name))
        for bar in range(min(pattern.n_bars, 2)):
            lines.append(now)
            pair, following = chords[bar % len(chords)], chords[(bar + 1) % len(chords)][0]
            if name == "ending":  # it comes home
                pair, following = (chords[0][0],) * 2, chords[0][0]
            played = pattern.realise(bar, pair, following, mode=mode, half_bar_ticks=groove.metre.half_bar_ticks)
            notes += [note._replace(position_ticks=now + note.position_ticks) for note in played]
            now += bar_ticks
    return _Drawn(notes, sections, lines, now)


def _draw_pitched(axis: Any, drawn: _Drawn) -> None:
    pitched = [note for note in drawn.notes if note.part != DRUMS]
    lengths = [max(min(note.duration_ticks, drawn.end_ticks - note.position_ticks) - 1, 2) for note in pitched]
    _bars(axis, list(zip(pitched, lengths, strict=True)), {pitch: pitch for pitch in range(128)}, 1.0)
    if pitched:
        axis.set_ylim(min(n.pitch for n in pitched) - 1.5, max(n.pitch for n in pitched) + 1.5)
    octaves = [pitch for pitch in range(24, 109, 12) if pitched and axis.get_ylim()[0] < pitch < axis.get_ylim()[1]]
    axis.set_yticks(octaves, [f"C{pitch // 12 - 1}" for pitch in octaves], fontsize=7)


def _draw_drums(axis: Any, drawn: _Drawn, drums: list[int]) -> None:
    rows = {key: row for row, key in enumerate(drums)}
    _bars(axis, [(note, _DRUM_TICKS) for note in drawn.notes if note.part == DRUMS], rows, 0.8)
    axis.set_yticks(range(len(drums)), [LANE_OF_KEY[key] for key in drums], fontsize=6)
    axis.set_ylim(-0.6, max(len(drums), 1) - 0.4)


def _bars(axis: Any, bars: Sequence[tuple[GrooveNote, float]], rows: dict[int, int], height: float) -> None:
    """Bars of (note, length in ticks): a collection for each colour, which draws ten times faster than bar by bar."""
    from matplotlib.collections import PolyCollection

    shapes: dict[tuple[str, float], list[list[tuple[float, float]]]] = {}
    for note, length in bars:
        left, right = note.position_ticks, note.position_ticks + length
        low, high = rows[note.pitch] - height / 2, rows[note.pitch] + height / 2
        corners = [(left, low), (left, high), (right, high), (right, low)]
        shapes.setdefault((_COLOURS[note.part], _alpha(note)), []).append(corners)
    for (colour, alpha), polygons in shapes.items():
        axis.add_collection(PolyCollection(polygons, facecolors=colour, alpha=alpha))


def _draw_time(axis: Any, drawn: _Drawn, groove: Groove) -> None:
    from model.music.grooves.positions import beat_ticks

    for tick in range(0, drawn.end_ticks + 1, beat_ticks(groove.metre)):
        axis.axvline(tick, color="#dddddd", linewidth=0.5, zorder=0)
    for tick in drawn.bar_lines:
        axis.axvline(tick, color="#888888", linewidth=0.8, zorder=0)
    for tick, _ in drawn.sections:
        axis.axvline(tick, color="#000000", linewidth=1.4, zorder=0)
    axis.set_xlim(0, drawn.end_ticks)
    axis.set_xticks([])
    axis.tick_params(length=0)
    for side in axis.spines.values():
        side.set_visible(False)


def _alpha(note: GrooveNote) -> float:
    return 1.0 if note.velocity >= 98 else 0.75 if note.velocity >= 56 else 0.4


def _small_png(figure: Any) -> bytes:
    """The figure in few colours: a quarter of matplotlib's own file."""
    from PIL import Image

    raw = io.BytesIO()
    figure.savefig(raw, dpi=_DPI, format="png")
    small = io.BytesIO()
    image = Image.open(raw).convert("RGB").quantize(_N_COLOURS, dither=Image.Dither.NONE)
    image.save(small, format="png", optimize=True)
    return small.getvalue()


if __name__ == "__main__":
    print(f"{write_page(Path(sys.argv[1] if len(sys.argv) > 1 else 'docs/grooves'))} grooves")

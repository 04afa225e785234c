"""A page to listen to: one short piece in every style, as .mid and as a picture, with an index. Any thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from bridge.recording.take import write_take
from model.engine.engine import Engine
from model.evaluation.asking import Ask, asks, play_bars
from model.evaluation.evaluation import title_of
from model.evaluation.excerpt import from_bars
from model.evaluation.plots import draw_roll

BARS = 16


def write_listening_page(
    engine: Engine, folder: Path, wanted: Sequence[Ask], *, on_progress: Callable[[str, int, int], None]
) -> None:
    """Write ``STYLE.mid`` and ``STYLE.png`` for each piece and ``README.md``. Raises TakeError or OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    entries = []
    for number, ask in enumerate(wanted, 1):
        name = ask.plan.style[0][0]
        bars = play_bars(engine, ask)
        n_notes = write_take(folder / f"{name}.mid", bars, f"Sideman: {name}")
        draw_roll(folder / f"{name}.png", from_bars(bars), title_of(ask))
        entries.append(_entry(ask, n_notes))
        on_progress("listening page", number, len(wanted))
    (folder / "README.md").write_text(_page(engine, entries), encoding="utf-8")


def listening_asks(n_styles: int, seed: int) -> list[Ask]:
    """The first piece of each style that an evaluation with this seed plays, shorter; not selected."""
    return asks(n_styles, BARS, seed)


def _entry(ask: Ask, n_notes: int) -> str:
    name = ask.plan.style[0][0]
    return "\n".join(
        [
            f"## {name}",
            "",
            f"{title_of(ask)}; seed {ask.seed}, {ask.n_bars} bars, {n_notes} notes: [{name}.mid]({name}.mid)",
            "",
            f"![piano-roll of {name}]({name}.png)",
            "",
        ]
    )


def _page(engine: Engine, entries: Sequence[str]) -> str:
    head = [
        "# Listening",
        "",
        f"One piece in every style, as the model `{engine.model_hash}` plays it; the first of each, not the best.",
        "Made again by `sideman evaluate --listening docs/listening`. Drums are drawn below, chords asked for above.",
        "",
    ]
    return "\n".join([*head, *entries])

"""A page to listen to: a short piece in every style and to thirty grooves, as .mid and picture. Any thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from bridge.recording.take import write_take
from model.engine.engine import Engine
from model.evaluation.asking import Ask, asks, play_bars
from model.evaluation.evaluation import title_of
from model.evaluation.excerpt import from_bars
from model.evaluation.idioms import plan_of_groove
from model.evaluation.plots import draw_roll
from model.music.grooves.book import groove_book

BARS = 16
N_GROOVES = 30


def write_listening_page(
    engine: Engine, folder: Path, wanted: Sequence[Ask], *, on_progress: Callable[[str, int, int], None]
) -> None:
    """Write a .mid and a .png for each piece and ``README.md``. Raises TakeError or OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    entries = []
    for number, ask in enumerate(wanted, 1):
        name = name_of(ask)
        bars = play_bars(engine, ask)
        n_notes = write_take(folder / f"{name}.mid", bars, f"Sideman: {name}")
        draw_roll(folder / f"{name}.png", from_bars(bars), title_of(ask))
        entries.append(_entry(ask, n_notes))
        on_progress("listening page", number, len(wanted))
    (folder / "README.md").write_text(_page(engine, entries), encoding="utf-8")


def listening_asks(n_styles: int, seed: int, n_grooves: int = 0) -> list[Ask]:
    """The first piece of each style that an evaluation with this seed plays, shorter; not selected.

    Then grooves of the book, evenly spread over their names.
    """
    names = groove_book().names()
    chosen = [names[number * len(names) // n_grooves] for number in range(n_grooves)]
    plans = [plan_of_groove(groove_book().get(name)) for name in chosen]
    return [*asks(n_styles, BARS, seed), *(Ask(plan, seed + number, BARS) for number, plan in enumerate(plans))]


def name_of(ask: Ask) -> str:
    """Name of the files of a piece: its style's, or its groove's where that was asked for."""
    is_asked = "groove" not in ask.plan.assumed and ask.plan.groove is not None
    return f"groove-{ask.plan.groove}" if is_asked else ask.plan.style[0][0]


def _entry(ask: Ask, n_notes: int) -> str:
    name = name_of(ask)
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
        f"One piece in every style, then grooves of the book, as the model `{engine.model_hash}` plays them; the first",
        "of each, not the best.",
        "Made again by `sideman evaluate --listening docs/listening`. Drums are drawn below, chords asked for above.",
        "",
    ]
    return "\n".join([*head, *entries])

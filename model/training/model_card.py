"""Measuring a trained network and writing its model card.

Everything in the card is measured here or read from the reports of `prepare` and `training`.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from model.corpus.corpus import Corpus, select
from model.corpus.prepare import report_path
from model.engine.engine import Engine
from model.engine.feature_values import FIELDS
from model.training.baselines import baseline_nats
from model.training.dataset import Batches
from model.training.network import Network
from model.training.replay import replay
from model.training.training import HISTORY, PROGRESS
from model.training.validation import evaluate

N_PARITY_PIECES = 24
N_PARITY_EVENTS = 256
_CROPS_AT_ONCE = 48
_CROP_EVENTS = 128
_MOST_COUNTED_PIECES = 4000


def measure(
    network: Network, corpus: Corpus, *, max_batches: int | None, tell: Callable[[str], None]
) -> dict[str, Any]:
    """Validation loss of all and of real pieces alone, beside the baselines; nats per note of each field."""
    counted = _sample(corpus)
    batches = Batches(corpus, n_sequences=_CROPS_AT_ONCE, n_events=_CROP_EVENTS)
    measured: dict[str, Any] = {}
    for name, real_only in (("all", False), ("real", True)):
        tell(f"validation loss, {name} pieces")
        measured[name] = {"network": evaluate(network, batches, max_batches=max_batches, real_only=real_only)}
        tell(f"the same without manner, {name} pieces")
        measured[name]["without manner"] = evaluate(
            network, batches, max_batches=max_batches, real_only=real_only, known=("style", "density", "tempo")
        )
        tell(f"the same with the groove of every part, {name} pieces")
        measured[name]["with the groove"] = evaluate(
            network, batches, max_batches=max_batches, real_only=real_only, with_groove=True
        )
        tell(f"baselines, {name} pieces")
        measured[name] |= baseline_nats(counted, real_only=real_only)
    return measured


def _sample(corpus: Corpus) -> Corpus:
    """All validation pieces and as many others as the tables of the baselines can be counted from in a minute."""
    training = np.flatnonzero(~corpus.is_valid)
    if len(training) > _MOST_COUNTED_PIECES:
        training = np.random.default_rng(0).choice(training, _MOST_COUNTED_PIECES, replace=False)
    return select(corpus, np.sort(np.concatenate([np.flatnonzero(corpus.is_valid), training])))


def measure_engine(network: Network, engine: Engine, corpus: Corpus) -> dict[str, float]:
    """Nats per event of the float training network and of the engine on the same validation pieces."""
    batches = Batches(corpus, n_sequences=1, n_events=N_PARITY_EVENTS)
    chosen = np.flatnonzero(corpus.is_valid)
    chosen = chosen[:: max(1, len(chosen) // N_PARITY_PIECES)]
    whole, streamed, n_events = 0.0, 0.0, 0
    for piece in chosen:
        batch = batches.crop(corpus.event_starts[piece : piece + 1])
        n = int(batch.real.sum())
        whole += float(np.asarray(network.predict_on_batch(batch.inputs()))[0, :n].sum())
        streamed += float(replay(engine, corpus, int(piece), n)[0].sum())
        n_events += n
    return {
        "float_nats_per_event": whole / n_events,
        "engine_nats_per_event": streamed / n_events,
        "share": streamed / whole - 1,
    }


def write_card(path: Path, info: dict[str, Any], run: Path, packed: Path) -> None:
    """Write the card as Markdown; the loss curve is copied beside it."""
    progress = json.loads((run / PROGRESS).read_text(encoding="utf-8"))
    used = json.loads(report_path(packed).read_text(encoding="utf-8"))["used"]
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = path.with_name("loss-history.png")
    shutil.copyfile(run / "history.png", picture)
    shutil.copyfile(run / HISTORY, path.with_name("loss-history.csv"))
    path.write_text(_card(info, progress, used, picture.name), encoding="utf-8")


def _card(info: dict[str, Any], progress: dict[str, Any], used: list[dict[str, Any]], picture: str) -> str:
    return "\n".join(
        [
            "# Model card",
            "",
            "Written by `sideman export --card`; every figure was measured by it or by the training it reports.",
            "",
            f"- model `{info['hash']}`, {info['n_parameters'] / 1e6:.2f} M parameters: "
            + ", ".join(f"{name} {value}" for name, value in info["network"].items() if name != "without"),
            f"- trained for {progress['minutes']:.0f} minutes on {info['hardware']}: "
            f"{progress['step']:,} steps, {progress['notes_seen'] / 1e6:.1f} M notes seen",
            *([f"- {info['remark']}"] if info.get("remark") else []),
            f"- int8 weights in LiteRT cost {info['parity']['share']:+.2%} of the loss against the float network "
            f"({info['parity']['engine_nats_per_event']:.3f} against "
            f"{info['parity']['float_nats_per_event']:.3f} nats an event on {N_PARITY_PIECES} validation pieces)",
            "",
            "## Validation loss",
            "",
            "Nats per note on pieces whose titles training never saw; bar lines are charged to the notes. A drum's",
            "duration carries no information and is not counted. The trigram knows the two values of the same field",
            "before; the network also knows style, parts, chords and metre, which the baselines are not told. *Without",
            "manner*: not told level, articulation, register and swing of the phrase, as earlier models were not.",
            "*With the groove*: told the typical bar of each part of the section, never the bar to be predicted.",
            "",
            *_loss_table(info["losses"], "all", "All pieces"),
            *_loss_table(info["losses"], "real", "Real music alone (no arrangements rendered by a program)"),
            f"![loss over notes seen]({picture})",
            "",
            "## Data",
            "",
            "None of these files is in the repository. Terms as their collections state them:",
            "",
            "| collection | kind | files | terms |",
            "|---|---|---:|---|",
            *(f"| {row['origin']} | {row['kind']} | {row['files']} | {row['licence']} |" for row in used),
            "",
            "Every training there was is in [training-runs.md](training-runs.md), what each module is worth in",
            "[ablation.md](ablation.md), how its music measures up in [the evaluation](evaluation/evaluation.md).",
            "",
            "## Limits",
            "",
            "Arrangements rendered by a program (kind `mma`) weigh a tenth of real files; blues, ambient, latin,",
            "reggae and ragtime still have few real files to learn from. Style labels come from collections, topics",
            "and artists, some are wrong. Keys and chords were found by rules, without a human check. The model has",
            "no notion of lyrics, of articulation beyond length and velocity, or of instruments inside a MIDI family.",
            "",
        ]
    )


def _loss_table(losses: dict[str, Any], which: str, title: str) -> list[str]:
    rows = losses[which]
    head = ("", *FIELDS, "all five")
    return [
        f"### {title}",
        "",
        "| " + " | ".join(head) + " |",
        "|---|" + "---:|" * (len(head) - 1),
        *(
            f"| {name} | " + " | ".join(f"{rows[name][field]:.3f}" for field in (*FIELDS, "loss")) + " |"
            for name in ("unigram", "trigram", "without manner", "network", "with the groove")
            if name in rows
        ),
        "",
    ]

"""Notochord: a GRU over MIDI events. Its harmonizer answers each note of the player with one of its own.

Weights are not in the wheel; random ones cost the same time.
"""

from __future__ import annotations

from pathlib import Path

from bridge.bench.peers import JACK_FOR_MIDO, Contender, Environment, run_driver

NAME = "Notochord"
# The wheel asks for torch below 2.11, where PyPI has only builds with GBs of CUDA; a CPU build of 2.13 runs it as well,
# so its own dependencies are named here without torch.
STEPS = (
    ("torch==2.13.0",),
    ("--no-deps", "notochord==0.8.0"),
    (
        "numpy>=1.23,<3",
        "pandas>=2,<3",
        "tqdm>=4.64,<5",
        "sf2utils>=1,<2",
        "appdirs>=1.4.4,<2",
        "toml-file>=1.0.5,<2",
        "joblib>=1.4.2,<2",
        "iipyper>=0.5,<0.6",
    ),
)
# The one without a text interface: with it, each answer waits for the screen, which doubles the time.
_APP = "notochord.app.simple_harmonizer"


def prepare(folder: Path) -> Contender:
    """Install it, make a checkpoint. Raises NotAvailableError."""
    environment = Environment(folder, STEPS)
    environment.ensure()
    checkpoint = (folder / "random.ckpt").absolute()
    if not checkpoint.exists():
        run_driver(environment.driver("notochord", "checkpoint", str(checkpoint)), folder)
    return Contender(
        name=NAME,
        version=environment.versions("notochord", "torch"),
        how=f"{_APP} over MIDI, random weights, one thread; a note: feed and query",
        # A port that is not there: else it would also open every input that JACK shows, ours among them.
        command=[environment.python, "-I", "-m", _APP, "--checkpoint", str(checkpoint), "--midi_in", "none"],
        inlet="To iipyper",
        outlet="From iipyper",
        folder=folder,
        work=environment.driver("notochord", "work", str(checkpoint)),
        environment=JACK_FOR_MIDO,
    )

"""Every module can be imported by itself, in any order, and no text of ours makes the compiler warn."""

from __future__ import annotations

import compileall
import subprocess
import sys
import warnings
from pathlib import Path

ROOT = Path(__file__).parents[1]
# Those that need TensorFlow are imported by their own tests; it would take ten seconds here.
HEAVY = ("model.training", "model.voice")
_IMPORT_ALL = f"""
import importlib, pkgutil
import bridge, model
for package in (bridge, model):
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if not found.name.startswith({HEAVY!r}):
            importlib.import_module(found.name)
            print(found.name)
"""


def test_every_module_can_be_imported_and_does_nothing_then() -> None:
    done = subprocess.run([sys.executable, "-c", _IMPORT_ALL], capture_output=True, text=True, timeout=200, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert {"bridge.bench.echo", "bridge.assistant.server", "model.engine.generator"} <= set(done.stdout.split())
    assert done.stderr == ""


def test_the_compiler_warns_of_nothing(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for name in ("bridge", "model", "tests", ".ci"):
            assert compileall.compile_dir(ROOT / name, quiet=1, force=True), name

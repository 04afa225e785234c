"""The program of the app without Python: a `python` for processes of ours, and what it must hold."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "release" / "app_main.py"
SPEC = (ROOT / "release" / "app.spec").read_text(encoding="utf-8")


def app(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The program, as it would be frozen: its arguments are all that tells it what to do."""
    return subprocess.run(
        [sys.executable, str(PROGRAM), *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60
    )


def test_without_options_of_python_it_is_the_command() -> None:
    assert "sideman demo" in app().stdout
    assert app("nonsense").returncode == 2


def test_it_runs_code_with_arguments() -> None:
    done = app("-W", "ignore", "-c", "import sys; print(__name__, sys.argv)", "run", "--port", "0")
    assert done.stdout == "__main__ ['-c', 'run', '--port', '0']\n", done.stderr


def test_it_runs_modules_with_arguments() -> None:
    done = app("-m", "compileall", "-h")
    assert "usage: compileall.py" in done.stdout, done.stderr


def test_code_that_fails_gives_its_status() -> None:
    assert app("-c", "raise SystemExit(3)").returncode == 3


def test_the_app_holds_what_is_imported_by_name_at_run_time() -> None:
    """PyInstaller reads import statements; a name in a string must be named to it. Other benchmarks' players aside."""
    named = {
        node.args[0].value.partition(".")[0]
        for path in [*(ROOT / "bridge").rglob("*.py"), *(ROOT / "model").rglob("*.py")]
        if not path.name.startswith("drive_")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) == "import_module"
        and isinstance(node.args[0], ast.Constant)
    }
    assert {"rtmidi", "jack", "mido"} <= named
    assert {name for name in named if f'"{name}' not in SPEC} == set()


def test_app_locks_add_to_the_others_only() -> None:
    lines = (ROOT / "requirements" / "app.txt").read_text(encoding="utf-8").splitlines()
    unpinned = [line for line in lines if line[:1] not in ("", "#") and "==" not in line]
    pinned = [
        line.partition("==")[0]
        for name in ("train", "dev")
        for line in (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    ]
    assert set(unpinned) <= set(pinned)


def test_in_the_app_a_missing_extra_is_not_said_to_be_a_pip_away(monkeypatch: pytest.MonkeyPatch) -> None:
    from bridge.commands import needs_extra
    from bridge.core.errors import SetupError

    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(SetupError, match="the app does not hold tensorflow"), needs_extra("train"):
        raise ImportError(name="tensorflow")

"""The program behind `make test`: every test is in one of its parts, and its end names what failed in all of them."""

from __future__ import annotations

import os
import runpy
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PROGRAM = ROOT / ".ci" / "suite.py"


@pytest.fixture(scope="module")
def suite() -> dict[str, Any]:
    return runpy.run_path(str(PROGRAM))


def test_every_test_is_in_one_part(suite: dict[str, Any]) -> None:
    given = [path for part in suite["parts"](ROOT / "tests") for path in part.paths]
    options = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"]["ini_options"]
    packages = set(options["testpaths"]) - {"tests"}
    files = {str(path) for path in (ROOT / "tests").rglob("test_*.py")}
    assert sorted(given) == sorted(packages | files)


def test_what_is_named_as_a_part_is_there(suite: dict[str, Any]) -> None:
    for name in ("REAL_TIME", "BESIDE_OTHERS", "NOT_REAL_TIME", "COMPUTES"):
        for path in suite[name]:
            assert (ROOT / "tests" / path).exists(), f"{name}: {path}"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a test that passes, one that fails and one that is left out, each in another part."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(PROGRAM, tmp_path / ".ci")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --import-mode=importlib -ra\n")
    bodies = {
        "e2e/test_band.py": "def test_plays():\n    pass\n",
        "bridge/test_stage.py": "def test_holds():\n    assert 'a plank' == 'gone'\n",
        "model/test_ear.py": "import pytest\n\ndef test_hears():\n    pytest.skip('deaf')\n",
    }
    for package in ("bridge", "model"):
        (tmp_path / package).mkdir()
    for name, body in bodies.items():
        path = tmp_path / "tests" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body)
    return tmp_path


@pytest.mark.skipif(os.name != "posix", reason="priorities are POSIX's")
def test_what_gave_way_runs_like_the_others_afterwards_where_that_is_allowed(suite: dict[str, Any]) -> None:
    ours = os.getpriority(os.PRIO_PROCESS, 0)
    if ours > 17:
        pytest.skip("nothing can give way to it")
    with subprocess.Popen(["nice", "-n", "2", "cat"], stdin=subprocess.PIPE) as process:
        while os.getpriority(os.PRIO_PROCESS, process.pid) == ours:
            pass
        suite["no_longer_give_way"]([process.pid])
        gives_way = os.getpriority(os.PRIO_PROCESS, process.pid) - ours
        assert process.stdin is not None
        process.stdin.close()
    assert gives_way == (0 if os.geteuid() == 0 else 2)


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(project / ".ci" / "suite.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, env=dict(os.environ), check=False)


def test_the_end_names_what_failed_in_any_part(project: Path) -> None:
    done = run(project)
    assert done.returncode == 1
    *_, counts, failed = done.stdout.splitlines()
    assert counts.startswith("--- all parts: 1 passed, 1 failed, 1 skipped in ")
    assert failed == "FAILED  tests.bridge.test_stage::test_holds"
    assert "a plank" in done.stdout, "and why stands above"
    assert "deaf" in done.stdout
    assert "--- slowest" in done.stdout


def test_arguments_go_to_all_parts_and_a_part_without_tests_is_no_failure(project: Path) -> None:
    done = run(project, "-k", "plays")
    assert done.returncode == 0, done.stdout
    assert "--- all parts: 1 passed in " in done.stdout


def test_a_part_that_ends_before_its_report_is_a_failure(project: Path) -> None:
    (project / "tests" / "model" / "test_ear.py").write_text("import os\n\ndef test_hears():\n    os._exit(3)\n")
    (project / "tests" / "bridge" / "test_stage.py").write_text("def test_holds():\n    pass\n")
    done = run(project)
    assert done.returncode == 3
    assert "ended with 3" in done.stdout.splitlines()[-1]


def test_dots_of_progress_are_left_out_and_nothing_else(suite: dict[str, Any]) -> None:
    progress = "..........s..... [ 40%]\ntests/a.py .F. [100%]\ntests/b.py .....\n" + 72 * "." + "\n"
    rest = "= FAILURES =\n...\nE  sss\nFAILED tests/a.py::b\nSKIPPED [1] tests/a.py:3: deaf"
    assert suite["without_dots"](progress + rest) == rest

"""Lets the tests of this folder share `bridge_doubles`, whichever way pytest imports them; a model, a shell."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from model.engine.engine import SHIPPED_MODEL

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def model_file():
    """The model that ships, or one in training that $SIDEMAN_TEST_MODEL names."""
    path = Path(os.environ.get("SIDEMAN_TEST_MODEL", SHIPPED_MODEL))
    if not path.exists():
        pytest.skip(f"no model at {path} yet")
    return path


def clean_environment():
    """Our environment without what JAX, where it is installed, puts there when tests import Keras."""
    return {name: value for name, value in os.environ.items() if name != "TF_CPP_MIN_LOG_LEVEL"}


@pytest.fixture(scope="session")
def sideman():
    """Run the real command in a process of its own; ``stdout`` and ``stderr`` are text."""

    def run(*arguments, timeout_s=400.0, cwd=None, **variables):
        command = [sys.executable, "-c", "from bridge.cli import main; main()", *map(str, arguments)]
        return subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=timeout_s,
            cwd=cwd,
            check=False,
            env={**clean_environment(), **variables},
        )

    return run


@pytest.fixture(scope="session")
def assert_one_sentence():
    """Check that a command failed as a command should."""

    def check(finished, *words, code=2):
        assert finished.returncode == code, finished.stderr
        assert "Traceback" not in finished.stderr
        (line,) = finished.stderr.strip().splitlines()
        for word in words:
            assert str(word) in line

    return check

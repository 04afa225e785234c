"""The short form of `make soak-faults`: one fault of each kind, and the daemon is whole after each."""

import subprocess
import sys
from pathlib import Path

import pytest

SOAK = Path(__file__).parents[1] / "soak" / "fault_soak.py"


@pytest.mark.jack
def test_the_daemon_is_whole_after_every_kind_of_fault():
    command = [sys.executable, "-u", SOAK, "--each", "--server", "sideman-faults-each"]  # a soak may run beside it
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == "all is well"

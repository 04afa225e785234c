"""The short form of `make soak-faults`: a daemon for each kind of fault, and it is whole after it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SOAK = Path(__file__).parents[1] / "soak" / "fault_soak.py"
sys.path.insert(0, str(SOAK.parent))

from fault_soak import KINDS


@pytest.mark.jack
@pytest.mark.parametrize("kind", KINDS)
def test_the_daemon_is_whole_after_a_fault(kind):
    command = [sys.executable, "-u", SOAK, "--only", kind, "--server", "sideman-faults-each"]  # a soak may run beside
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    *_, report, last = done.stdout.splitlines()
    assert json.loads(report)[kind] == 1
    assert last == "all is well"

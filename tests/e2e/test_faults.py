"""The short form of `make soak-faults`: a daemon for each kind of fault, and it is whole after it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "soak"))

import fault_soak


@pytest.mark.jack
@pytest.mark.parametrize("kind", fault_soak.KINDS)
def test_the_daemon_is_whole_after_a_fault(kind):
    server = "sideman-faults-each"  # a soak may run beside it
    command = [sys.executable, "-u", fault_soak.__file__, "--only", kind, "--server", server]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    *_, report, last = done.stdout.splitlines()
    assert json.loads(report)[kind] == 1
    assert last == "all is well"

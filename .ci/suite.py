"""Run the suite as two pytests side by side, one for each core: what plays in real time, and what computes.

Everything that uses JACK, Pd or a daemon is in the first half, so no two such tests ever run at once; the second gives
way to it (a third beside them made the real-time tests fail). The first half is shown as it runs, the second when both
are over. Further arguments go to both.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

HALVES = (
    ("bridge, hosts and real time", ["tests", "bridge", "--ignore=tests/model"]),
    ("model", ["tests/model", "model"]),
)
NO_TESTS = 5  # pytest's code where nothing was collected, as with -k
GIVES_WAY = ["nice", "-n", "10"] if os.name == "posix" else []


def main(arguments: list[str]) -> int:
    """Return 0 where both halves passed, else the first code that is not."""
    (shown, first), (named, second) = HALVES
    command = [sys.executable, "-m", "pytest"]
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        print(f"--- {shown}; beside it: {named}", flush=True)
        later = [*GIVES_WAY, *command, *second, *arguments]
        beside = subprocess.Popen(later, stdout=output, stderr=subprocess.STDOUT)
        try:
            codes = [subprocess.call([*command, *first, *arguments]), beside.wait()]
        finally:
            beside.kill()
            beside.wait()
        output.seek(0)
        print(f"--- {named}\n{output.read()}", flush=True)
    return next((code for code in codes if code not in (0, NO_TESTS)), 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

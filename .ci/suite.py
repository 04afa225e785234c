"""Run the suite as two pytests side by side, one for each core: what plays in real time, and what computes.

Everything that uses JACK, Pd or a daemon is in the first, so no two such tests ever run at once; what computes gives
way to it. A third beside them made the real-time tests fail. The first is shown as it runs, the other when both are
over. Further arguments go to both.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack

REAL_TIME = ("bridge, hosts and real time", ["tests", "bridge", "--ignore=tests/model"])
BESIDE = (("model", ["tests/model", "model"]),)
NO_TESTS = 5  # pytest's code where nothing was collected, as with -k
NICE = 10


def main(arguments: list[str]) -> int:
    """Return 0 where all passed, else the first code that is not."""
    command = [sys.executable, "-m", "pytest"]
    gives_way = ["nice", "-n", str(NICE)] if os.name == "posix" else []
    with ExitStack() as stack:
        print(f"--- {REAL_TIME[0]}; beside it: {' and '.join(name for name, _ in BESIDE)}", flush=True)
        others = []
        for name, paths in BESIDE:
            output = stack.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace"))
            started = [*gives_way, *command, *paths, *arguments]
            process = subprocess.Popen(started, stdout=output, stderr=subprocess.STDOUT)
            stack.callback(_end, process)
            others.append((name, output, process))
        codes = [subprocess.call([*command, *REAL_TIME[1], *arguments])]
        for name, output, process in others:
            codes.append(process.wait())
            output.seek(0)
            print(f"--- {name}\n{output.read()}", flush=True)
    return next((code for code in codes if code not in (0, NO_TESTS)), 0)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Set up .venv and run the suite where there is no make, as on Windows: python release/run_tests.py [ARGUMENTS].

Tests that need what this machine lacks (JACK, Pd, liblo, ...) are left out, as everywhere.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"


def main(arguments: list[str]) -> int:
    """Return 0 where every test passed."""
    venv.create(ENVIRONMENT, with_pip=True)
    python = str(ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    pip = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
    locks = [part for name in ("base", "train", "dev") for part in ("-r", f"requirements/{name}.txt")]
    for command in ([*pip, *locks], [*pip, "--no-deps", "--no-build-isolation", "--editable", "."]):
        if status := subprocess.run(command, cwd=ROOT).returncode:
            return status
    return subprocess.run([python, ".ci/suite.py", *arguments], cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

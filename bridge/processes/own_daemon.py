"""The command that starts a daemon as a process of ours, for demos and benchmarks."""

from __future__ import annotations

import sys

# On any free port, which the daemon prints.
OWN_DAEMON = (sys.executable, "-c", "from bridge.cli import main; main()", "run", "--port", "0", "--no-panel")

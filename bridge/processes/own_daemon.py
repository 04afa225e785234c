"""The command that starts a daemon as a process of ours, for demos and benchmarks."""

from __future__ import annotations

import sys

# On any free port, which the daemon prints.
WITH_PANEL = (sys.executable, "-c", "from bridge.cli import main; main()", "run", "--port", "0")
OWN_DAEMON = (*WITH_PANEL, "--no-panel")

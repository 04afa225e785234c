"""Where takes are written. Pure functions, any thread."""

from __future__ import annotations

import os
from pathlib import Path

TAKES_VARIABLE = "SIDEMAN_TAKES"


def takes_directory(chosen: Path | None = None) -> Path:
    """Folder for takes, absolute: the one chosen, else ``$SIDEMAN_TAKES``, else ``./takes``."""
    from_environment = os.environ.get(TAKES_VARIABLE)
    return (chosen or Path(from_environment or "takes")).expanduser().absolute()

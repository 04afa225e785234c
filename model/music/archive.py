"""Zip archives whose contents are too large to be what they claim are refused before anything is unpacked."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import IO

MOST_UNPACKED_BYTES = 512 * 2**20  # a hundred times what Sideman's own files hold


def check_unpacked_size(archive: Path | IO[bytes], most_bytes: int = MOST_UNPACKED_BYTES) -> None:
    """Raise ValueError for an archive that holds more than ``most_bytes``, zipfile.BadZipFile for what is none."""
    with zipfile.ZipFile(archive) as members:
        n_bytes = sum(member.file_size for member in members.infolist())
    if n_bytes > most_bytes:
        raise ValueError(f"it unpacks to {n_bytes / 2**20:,.0f} MiB; {most_bytes / 2**20:,.0f} MiB are allowed")

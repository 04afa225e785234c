"""Write SHA256SUMS beside the files of a release:  python release/checksums.py FOLDER. `sha256sum -c` reads it."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

NAME = "SHA256SUMS"


def main(folder: Path) -> None:
    """Write the sums of every file of a folder. Raises SystemExit when it holds none."""
    files = [path for path in sorted(folder.iterdir()) if path.is_file() and path.name != NAME]
    if not files:
        sys.exit(f"{folder} holds no files to release")
    lines = [f"{digest(path)}  {path.name}\n" for path in files]
    (folder / NAME).write_bytes("".join(lines).encode())
    print("".join(lines), end="")


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Packs the Live extension: ``python -m bridge.hosts.patches.ablx`` after esbuild; the same bytes on every machine."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "live_extension"
ARCHIVE = FOLDER / "Sideman.ablx"
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o100644 << 16
_UNIX = 3


def contents(bundle: Path, folder: Path = FOLDER) -> dict[str, bytes]:
    """Files of the package, by name: the manifest, and the bundle that it names as its entry."""
    return {"manifest.json": (folder / "manifest.json").read_bytes(), bundle.name: bundle.read_bytes()}


def packed(files: dict[str, bytes]) -> bytes:
    """A ZIP of files: sorted, stored (compressors differ), of a fixed time.

    >>> packed({"b": b"2", "a": b"1"}) == packed({"a": b"1", "b": b"2"})
    True
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _FIXED_TIME)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            archive.writestr(entry, data)
    return buffer.getvalue()


def main() -> None:
    """Write the archive from the bundle that esbuild made."""
    ARCHIVE.write_bytes(packed(contents(FOLDER / "build" / "sideman.cjs")))


if __name__ == "__main__":
    main()

"""Writes every patch: ``python -m bridge.patches.write``, or ``make patches``."""

from __future__ import annotations

from pathlib import Path

from bridge.patches import pd, stage_control

ROOT = Path(__file__).parents[2]


def files() -> dict[str, bytes]:
    """Contents by path from the root of the repository."""
    found = {f"max_patches/pd/{name}": text.encode() for name, text in pd.files().items()}
    found |= {f"docs/controllers/{name}": text.encode() for name, text in stage_control.files().items()}
    return found


def main(root: Path = ROOT) -> None:
    """Write them."""
    for name, data in files().items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    main()

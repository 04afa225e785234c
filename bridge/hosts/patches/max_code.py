"""The scripts of Max's patches: modules of ``max_patches/code``, bundled. Reads files."""

from __future__ import annotations

from pathlib import Path

from bridge.hosts.patches.bundle import bundle

CODE = Path(__file__).parents[3] / "max_patches" / "code"


def scripts() -> dict[str, str]:
    """Each bundle by its file name."""
    modules = {path.name: path.read_text(encoding="utf-8") for path in sorted(CODE.glob("*.js"))}
    mains = sorted((CODE / "mains").glob("*.js"))
    return {path.name: bundle(path.read_text(encoding="utf-8"), modules) for path in mains}

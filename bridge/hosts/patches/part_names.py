"""Names of the parts in scripts of other languages: the lists there are written from `model.music.config.PARTS`."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import fill

from model.music.config import PARTS

WIDTH = 116
_LIST = re.compile(r"(?P<head>\bPARTS = )(?P<open>[\[{])\n(?P<names>[^\]}]*?)(?P<comma>,?)\n(?P<close>[\]}])")

# Files by path from the root of the repository, and the indentation of the list; None: a line for each name.
SCRIPTS = {
    "max_patches/code/clip_maker.js": ("    ", True),
    "reaper_scripts/sideman.lua": ("  ", True),
    "live_extension/src/parts.mjs": ("  ", False),
}


def files(root: Path) -> dict[str, str]:
    """Each script with its list of parts as it must be. Raises ValueError where a script has no such list."""
    return {
        name: with_parts((root / name).read_text(encoding="utf-8"), indent, is_filled=is_filled)
        for name, (indent, is_filled) in SCRIPTS.items()
    }


def with_parts(text: str, indent: str, *, is_filled: bool) -> str:
    """The text with the names of all parts in its one list ``PARTS = [`` or ``{``. Raises ValueError.

    >>> with_parts('var PARTS = [\\n  "x"\\n];', "  ", is_filled=True)[:30]
    'var PARTS = [\\n  "drums", "pian'
    """
    found = _LIST.search(text)
    if found is None:
        raise ValueError("there is no list of parts to write; it begins with: PARTS = [")
    quoted = [f'"{name}"' for name in PARTS]
    names = fill(", ".join(quoted), WIDTH, initial_indent=indent, subsequent_indent=indent)
    if not is_filled:
        names = "\n".join(f"{indent}{name}," for name in quoted)[:-1]
    written = f"{found['head']}{found['open']}\n{names}{found['comma']}\n{found['close']}"
    return text[: found.start()] + written + text[found.end() :]

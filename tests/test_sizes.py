"""No file, function or class grows beyond what a reader takes in; see CONTRIBUTING."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted(path for name in ("bridge", "model") for path in (ROOT / name).rglob("*.py"))
MOST_LINES_OF_FILE = 400
MOST_LINES_OF_FUNCTION = 50
MOST_PUBLIC_METHODS = 20


def too_large(path: Path) -> Iterator[str]:
    """What in a file is too large, and by how much."""
    text = path.read_text(encoding="utf-8")
    if (n_lines := len(text.splitlines())) > MOST_LINES_OF_FILE:
        yield f"the file has {n_lines} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            n_lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if n_lines > MOST_LINES_OF_FUNCTION:
                yield f"{node.name} has {n_lines} lines"
        if isinstance(node, ast.ClassDef):
            public = [each for each in node.body if isinstance(each, ast.FunctionDef) and each.name[0] != "_"]
            if len(public) > MOST_PUBLIC_METHODS:
                yield f"{node.name} has {len(public)} public methods"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_too_large(path: Path) -> None:
    assert not list(too_large(path))


def test_what_is_too_large_is_found(tmp_path: Path) -> None:
    path = tmp_path / "large.py"
    lines = ["class Large:", *(f"    def method_{n}(self): ..." for n in range(21)), "def long():", *["    pass"] * 400]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert list(too_large(path)) == ["the file has 423 lines", "Large has 21 public methods", "long has 401 lines"]

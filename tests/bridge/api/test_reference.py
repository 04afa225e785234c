"""The reference is what the tables say, and is committed as they say it."""

from pathlib import Path

import pytest

import bridge
from bridge.api import reference
from bridge.api.osc_api import EVENTS, TABLE
from bridge.api.reference import error_classes, osc_page, pages, settings_page
from bridge.osc.arguments import Kind
from bridge.settings.config_table import SETTINGS
from bridge.settings.controls import CONTROLS

DOCS = Path(bridge.__file__).parents[1] / "docs"


@pytest.mark.parametrize("name", pages())
def test_the_committed_page_is_what_the_tables_say(name):
    committed = (DOCS / name).read_text(encoding="utf-8")
    assert committed == pages()[name], f"docs/{name} is old; write it anew with: make reference"


def test_everything_is_there():
    page = osc_page()
    assert all(f"| `{handler.address}` |" in page for handler in TABLE)
    assert all(message.replace("|", "\\|") in page for _, message, _ in EVENTS)
    assert all(f"| `{control.name}` |" in page for control in CONTROLS)
    assert all(f"| `{kind.code}` |" in page for kind in error_classes())
    assert all(f"| `{kind}` |".replace("f|auto", "f\\|auto") in page for kind in Kind)
    assert all(f"`{row.path[0]}." in settings_page() for row in SETTINGS)


def test_codes_are_told_once():
    codes = [kind.code for kind in error_classes()]
    assert len(codes) == len(set(codes))
    assert {"error", "config", "busy", "no_answer"} <= set(codes)


def test_tables_have_as_many_cells_in_each_row():
    for page in pages().values():
        n_cells = 0
        for line in page.splitlines():
            if line.startswith("|"):
                cells = line.replace("\\|", "").count("|")
                assert n_cells in (0, cells), line
                n_cells = cells
            else:
                n_cells = 0


def test_it_writes_both_pages(tmp_path):
    reference.main(tmp_path)
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == pages()

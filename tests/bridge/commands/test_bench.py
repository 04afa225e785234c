"""``sideman bench``: rows on the screen and as JSON; the numbers themselves belong to the machine."""

import json

import pytest
from click.testing import CliRunner

from bridge.commands import bench as module


@pytest.mark.usefixtures("model_file")
def test_every_row_that_needs_no_daemon_is_shown_and_written(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "N_BARS", 3)
    monkeypatch.setattr(module, "N_PROMPTS", 4)
    out = tmp_path / "rows.json"
    result = CliRunner().invoke(module.bench, ["--quick", "--json", str(out)], catch_exceptions=False)
    assert result.exit_code == 0
    written = json.loads(out.read_text())
    rows = written["rows"]
    assert [(row["name"], row["peer"], row["unit"]) for row in rows] == [
        ("one generated note, model and sampling", "Sideman", "ms"),
        ("words to plan", "Sideman", "ms"),
        ("words to plan, with meaning", "Sideman", "ms"),
    ]
    assert rows[0]["n"] > 3
    assert [row["n"] for row in rows[1:]] == [4, 4]
    lines = result.output.splitlines()
    for row, line in zip(rows, lines, strict=False):
        assert 0.0 < row["p50"] <= row["p99"]
        assert line.startswith(row["name"])
        assert f"{row['p50']:.3f}" in line
    assert f"commit {written['commit']}" in lines

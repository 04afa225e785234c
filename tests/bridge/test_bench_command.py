"""``sideman bench``: rows on the screen and as JSON; the numbers themselves belong to the machine."""

import json

import pytest
from click.testing import CliRunner

from bridge.commands import bench as module
from bridge.errors import SetupError

SMALL = {"N_BARS": 3, "N_CLIPS": 2, "CLIP_BARS": 2, "N_STARTS": 1, "N_PROMPTS": 4}


@pytest.fixture
def _small(monkeypatch):
    for name, number in SMALL.items():
        monkeypatch.setattr(module, name, number)


@pytest.mark.usefixtures("_small")
def test_every_row_is_shown_and_written(model_file, tmp_path):
    out = tmp_path / "rows.json"
    arguments = ["--model", str(model_file), "--json", str(out)]
    result = CliRunner().invoke(module.bench, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    rows = json.loads(out.read_text())
    assert [(row["name"], row["unit"], row["n"]) for row in rows] == [
        ("one generated note, model and sampling", "ms", 3),
        ("2 bars, full band, as a clip", "s", 2),
        ("words to plan", "ms", 4),
        ("words to plan, with meaning", "ms", 4),
        ("start to ready", "s", 1),
    ]
    for row, line in zip(rows, result.output.splitlines(), strict=True):
        assert set(row) == {"name", "unit", "p50", "p99", "n"}
        assert 0.0 < row["p50"] <= row["p99"]
        assert line.startswith(row["name"])
        assert f"{row['p50']:.3f}" in line


def test_percentiles_are_those_of_the_samples():
    row = module._row("x", "ms", [float(n) for n in range(101)])
    assert row == ("x", "ms", 50.0, 99.0, 101)


def test_a_missing_model_is_a_setup_error(tmp_path):
    with pytest.raises(SetupError, match=r"none\.model"):
        CliRunner().invoke(module.bench, ["--model", str(tmp_path / "none.model")], catch_exceptions=False)

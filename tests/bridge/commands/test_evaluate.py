"""``sideman evaluate`` from a tree of MIDI files to its report, through the real command line."""

import json
import math
import re

import pytest
from click.testing import CliRunner

from bridge import cli
from bridge.core.errors import SetupError

pytest.importorskip("symusic")
pytest.importorskip("sklearn")

FEW = ("--quick", "--pieces", "2", "--bars", "8")


@pytest.fixture(scope="module")
def evaluated(song_tree, model_file, tmp_path_factory):
    """The folder of a report, and what the command said."""
    out = tmp_path_factory.mktemp("evaluated") / "report"
    arguments = ["evaluate", "--data", str(song_tree), "--model", str(model_file), "--out", str(out), *FEW]
    done = CliRunner().invoke(cli.sideman, arguments, catch_exceptions=False)
    assert done.exit_code == 0, done.stderr
    return out, done


def test_a_tree_of_files_becomes_a_report(evaluated):
    out, done = evaluated
    report = json.loads((out / "evaluation.json").read_text(encoding="utf-8"))
    assert {"Style", "Key and tempo", "Harmony", "Structure", "Range", "Failures", "Parts"} <= report["sections"].keys()
    assert "Loss, nats per note" in report["sections"]
    figures = {row["name"]: row for rows in report["sections"].values() for row in rows}
    assert figures["tempo in the right bin"]["value"] == 1.0
    assert figures["pieces in which an excluded part sounds"]["value"] == 0.0
    assert figures["loss, all: loss"]["value"] > 0
    assert figures["key right"]["ceiling"] is not None, "the songs are real music"
    for figure in figures.values():
        assert all(value is None or math.isfinite(value) for value in (figure["value"], figure["floor"]))
    assert figures["style recognised"]["ceiling"] is not None
    assert f"{len(report['pictures'])} pictures" in done.stdout
    for name in report["pictures"]:
        assert (out / name).read_bytes().startswith(b"\x89PNG")


def test_the_table_says_what_the_json_says(evaluated):
    out, done = evaluated
    report = json.loads((out / "evaluation.json").read_text(encoding="utf-8"))
    table = (out / "evaluation.md").read_text(encoding="utf-8")
    for title, rows in report["sections"].items():
        assert f"## {title}" in table
        for row in rows:
            assert f"| {row['name']} |" in table
    missed = [row["name"] for rows in report["sections"].values() for row in rows if row["verdict"] == "missed"]
    assert re.findall(r"^missed: (.*) [-\d.]+ \(target", done.stdout, re.MULTILINE) == missed


def test_without_real_music_the_report_says_what_is_left_out(model_file, tmp_path, monkeypatch):
    monkeypatch.setattr("model.evaluation.evaluation.Evaluation._draw", lambda *_: None)  # seconds, seen above
    arguments = ["evaluate", "--model", str(model_file), "--out", str(tmp_path), "--quick", "--pieces", "1"]
    done = CliRunner().invoke(cli.sideman, [*arguments, "--bars", "8"], catch_exceptions=False)
    assert done.exit_code == 0
    assert "left out: style, loss and every ceiling: they need real music (--data)" in done.output
    report = json.loads((tmp_path / "evaluation.json").read_text(encoding="utf-8"))
    assert "Style" not in report["sections"]
    assert report["sections"]["Key and tempo"]


def test_a_listening_page_has_a_file_and_a_picture_for_each_style(model_file, tmp_path, monkeypatch):
    from bridge.bench import listening_page as listening
    from model.engine.engine import Engine

    monkeypatch.setattr(listening, "BARS", 2)
    folder = tmp_path / "listening"
    seen = []
    engine = Engine.load(model_file)
    wanted = listening.listening_asks(3, 7, 2)
    listening.write_listening_page(engine, folder, wanted, on_progress=lambda *now: seen.append(now))
    page = (folder / "README.md").read_text(encoding="utf-8")
    for name in ("ambient", "blues", "children", *(listening.name_of(ask) for ask in wanted[3:])):
        assert (folder / f"{name}.mid").read_bytes().startswith(b"MThd")
        assert (folder / f"{name}.png").read_bytes().startswith(b"\x89PNG")
        assert f"[{name}.mid]({name}.mid)" in page
    assert seen[-1] == ("listening page", 5, 5)
    before = (folder / "blues.mid").read_bytes()
    listening.write_listening_page(engine, folder, wanted, on_progress=lambda *_: None)
    assert (folder / "blues.mid").read_bytes() == before, "the same seed gives the same page"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--model", "nowhere.model"), "nowhere.model"),
        (("--data", "empty"), "no MIDI files"),
        (("--data", "none.npz"), "no packed corpus"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(tmp_path, monkeypatch, arguments, words):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(SetupError, match=words) as raised:
        CliRunner().invoke(cli.sideman, ["evaluate", *arguments, "--quick"], catch_exceptions=False)
    assert "\n" not in str(raised.value)

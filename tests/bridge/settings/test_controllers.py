"""Maps for controllers and the page for a phone: that they load, and ask for nothing that is not there."""

from pathlib import Path

import pytest

from bridge.api.osc_api import BY_ADDRESS
from bridge.hosts.patches.stage_control import WIDTH, session
from bridge.hosts.patches.write import ROOT
from bridge.osc.arguments import read
from bridge.settings.config import load

MAPS = sorted((ROOT / "docs" / "controllers").glob("*.toml"))


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_a_map_is_a_configuration(path):
    config = load(Path(path))
    assert config.midi.inputs
    assert len(config.cc) >= 8


def test_a_grid_has_a_scene_on_every_pad():
    config = load(ROOT / "docs" / "controllers" / "launchpad.toml")
    assert sorted(config.cc.values()) == sorted(f"scene.{number}" for number in range(1, 65))
    assert (config.cc["81"], config.cc["18"]) == ("scene.1", "scene.64")


def test_everything_on_the_phone_is_understood():
    widgets = session()["content"]["widgets"]
    for widget in widgets:
        signature = BY_ADDRESS[widget["address"]].signature
        own = [] if widget["type"] == "button" and widget["on"] is None else [float(widget.get("default", 1))]
        read(widget["address"], signature, [*widget["preArgs"], *own])
        assert widget["left"] >= 0
        assert widget["left"] + widget["width"] <= WIDTH
    assert len({widget["id"] for widget in widgets}) == len(widgets)


def test_nothing_on_the_phone_covers_anything_else():
    widgets = session()["content"]["widgets"]
    boxes = [(w["left"], w["top"], w["left"] + w["width"], w["top"] + w["height"]) for w in widgets]
    for number, (left, top, right, bottom) in enumerate(boxes):
        for other_left, other_top, other_right, other_bottom in boxes[number + 1 :]:
            assert right <= other_left or other_right <= left or bottom <= other_top or other_bottom <= top

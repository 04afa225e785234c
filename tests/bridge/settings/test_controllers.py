"""Maps for controllers and the page for a phone: that they load, and ask for nothing that is not there."""

from pathlib import Path

import pytest

from bridge.api.osc_api import BY_ADDRESS
from bridge.api.shown_lines import ADDRESS
from bridge.hosts.patches.stage_control import HEIGHT, WIDTH, session
from bridge.hosts.patches.write import ROOT
from bridge.osc.arguments import read
from bridge.settings.config import load

TABS_HEIGHT = 40  # of Open Stage Control's row of tabs, generously
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


def tabs():
    return {tab["label"]: tab["widgets"] for tab in session()["content"]["tabs"]}


def example_values(widget):
    """What a widget sends behind its own arguments: each value of a choice, one of anything else."""
    match widget["type"]:
        case "button":
            return [[]] if widget["on"] is None else [[1.0], [0.0]]
        case "switch" | "dropdown":
            return [[value] for value in widget["values"].values()]
        case "input":
            return [[100.0]] if widget["id"] == "tempo" else [["slow blues"]]
        case _:
            return [[float(widget["default"])]]


@pytest.mark.parametrize("name", tabs())
def test_everything_on_the_phone_is_understood(name):
    for widget in tabs()[name]:
        assert widget["left"] >= 0
        assert widget["left"] + widget["width"] <= WIDTH
        if widget["type"] == "text":  # only shows; see the next test
            continue
        signature = BY_ADDRESS[widget["address"]].signature
        for values in example_values(widget):
            read(widget["address"], signature, [*widget["preArgs"], *values])
        assert "/" not in widget["label"]


def test_its_lines_show_what_the_mirror_sends():
    texts = {widget["preArgs"][0] for widget in tabs()["play"] if widget["type"] == "text"}
    assert texts == {"state", "bar", "now", "next", "error"}
    assert {widget["address"] for widget in tabs()["play"] if widget["type"] == "text"} == {ADDRESS}


def test_every_widget_of_the_phone_has_a_name_of_its_own():
    names = [widget["id"] for widgets in tabs().values() for widget in widgets]
    assert len(set(names)) == len(names)


def test_the_main_things_fit_a_phones_screen():
    widgets = tabs()["play"]
    wanted = ("prompt", "play", "tempo", "key", "mode", "section", "scene/recall")
    assert {f"/sideman/{each}" for each in wanted} <= {widget["address"] for widget in widgets}
    assert max(widget["top"] + widget["height"] for widget in widgets) <= HEIGHT - TABS_HEIGHT


@pytest.mark.parametrize("name", tabs())
def test_nothing_on_the_phone_covers_anything_else(name):
    widgets = tabs()[name]
    boxes = [(w["left"], w["top"], w["left"] + w["width"], w["top"] + w["height"]) for w in widgets]
    for number, (left, top, right, bottom) in enumerate(boxes):
        for other_left, other_top, other_right, other_bottom in boxes[number + 1 :]:
            assert right <= other_left or other_right <= left or bottom <= other_top or other_bottom <= top

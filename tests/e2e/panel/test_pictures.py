"""The pictures of the documentation, taken of the page while it plays; `make pictures` writes them to docs/panel."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

WORDS = "slow soul with drums, bass, piano, organ and brass at 84, no strings, chords Am7 Dm7 G7 Cmaj7, wibble"
PICTURES = os.environ.get("SIDEMAN_PICTURES")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return Path(PICTURES) if PICTURES else tmp_path_factory.mktemp("pictures")


@pytest.fixture
def stage(start_panel, sizes):
    """A laptop's page, and a phone's, of one daemon that plays."""
    laptop = start_panel("--seed", "3", viewport=sizes.laptop)
    phone = laptop.another(viewport=sizes.phone, has_touch=True, is_mobile=True)
    laptop.page.fill("#words", WORDS)
    laptop.page.press("#words", "Enter")
    laptop.until_text("#chips", "wibble")
    laptop.page.click("#do-play")
    for each in (laptop, phone):
        each.until("sideman.state.bar?.number >= 2 && sideman.state.notes.size > 8", "the second bar")
    return {"laptop": laptop, "phone": phone}


def test_laptop_and_phone_are_pictured_in_both_themes(stage, folder):
    grounds = {}
    for device, panel in stage.items():
        for theme in ("dark", "light"):
            panel.page.emulate_media(color_scheme=theme)
            panel.page.evaluate(
                "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
            )
            assert panel.see("document.getElementById('light').dataset.level") in ("good", "so", "bad"), "made anew"
            picture = panel.page.screenshot(path=folder / f"{device}-{theme}.png")
            assert picture.startswith(b"\x89PNG")
            assert panel.see(panel.n_colours) > 12, "notes in the colours of their parts"
            grounds[device, theme] = panel.see("getComputedStyle(document.body).backgroundColor")
        assert panel.problems == []
    assert grounds["laptop", "dark"] == grounds["phone", "dark"] != grounds["laptop", "light"]
    assert {path.name for path in folder.glob("*.png")} == {f"{device}-{theme}.png" for device, theme in grounds}

"""For everybody: keyboard alone, a phone's size, screen readers (axe), two languages, both themes."""

from __future__ import annotations

from pathlib import Path

import pytest

AXE = Path(__file__).parents[3] / ".make" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
RUN_AXE = """() => axe
  .run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
  .then((all) => all.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" "))}`))"""
TABS = ("parts", "controls", "style", "takes", "more")
SMALL = """() => [...document.querySelectorAll("button, select, input, a.file, summary, [role=tab]")]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }) && each.getBoundingClientRect().width > 1)
  .map((each) => [each.id || each.className || each.textContent, each.getBoundingClientRect()])
  .filter(([, box]) => box.width < 43.5 || box.height < 43.5)
  .map(([name, box]) => `${name} ${Math.round(box.width)}x${Math.round(box.height)}`)"""


def test_the_automated_check_finds_no_violation(panel, sizes):
    if not AXE.exists():
        pytest.skip("axe-core is not there: make test installs it where npm is")
    panel.play()
    panel.peer.send("/sideman/takes", 2, 2)
    panel.until("sideman.state.takes.size === 2", "takes")
    for size, theme in (("laptop", "dark"), ("phone", "light")):  # each size and each theme once: a run takes seconds
        page = panel.another(viewport=getattr(sizes, size), has_touch=size == "phone", color_scheme=theme)
        page.until("sideman.state.notes.size > 8", "music")
        assert page.see("document.documentElement.dataset.theme") == theme
        assert violations_of(page, ("stage", *TABS) if size == "phone" else TABS) == {}, (size, theme)


def violations_of(panel, tabs) -> dict[str, list[str]]:
    """What axe finds, by tab of the page."""
    panel.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = {}
    for tab in tabs:
        panel.tab(tab)
        if tab == "parts":
            panel.page.click(".part summary")
        if violations := panel.page.evaluate(RUN_AXE):
            found[tab] = violations
    panel.page.keyboard.press("Escape")
    panel.page.evaluate("document.getElementById('light').click()")
    if violations := panel.page.evaluate(RUN_AXE):
        found["dialog"] = violations
    return found


def test_the_keyboard_alone_is_enough(panel):
    keyboard = panel.page.keyboard

    def go_to(name, *, most=60):
        for _ in range(most):
            if panel.see("document.activeElement?.id") == name:
                return
            keyboard.press("Tab")
        pytest.fail(f"the Tab key does not lead to {name}")

    keyboard.press("Tab")
    assert panel.see("document.activeElement.className") == "skip"
    keyboard.press("Enter")
    go_to("words")
    keyboard.type("jazz with drums, bass and piano in F at 150")
    keyboard.press("Enter")
    panel.until_text("#chips", "150 bpm")
    panel.page.evaluate("document.activeElement.blur()")
    keyboard.press("Space")
    panel.until("Boolean(sideman.state.status.playing)", "the space bar plays")
    keyboard.press("f")
    panel.until("sideman.state.undo[0] > 1", "F: a fill")
    keyboard.press("/")
    assert panel.see("document.activeElement.id") == "words"
    go_to("tab-parts")
    keyboard.press("ArrowRight")
    panel.until("document.getElementById('tab-controls').getAttribute('aria-selected') === 'true'", "the next tab")
    go_to("control-energy")
    keyboard.press("End")
    panel.until("sideman.state.controls.energy === 1", "a fader by its keys")
    panel.page.evaluate("document.activeElement.blur()")
    keyboard.press("?")
    panel.until("document.getElementById('dialog').open", "the list of shortcuts")
    assert panel.see("document.getElementById('dialog').contains(document.activeElement)")
    keyboard.press("Escape")
    panel.until("!document.getElementById('dialog').open")
    keyboard.press("Shift+Escape")
    panel.until("!sideman.state.status.playing", "panic")


def test_single_keys_can_be_switched_off(panel):
    panel.page.evaluate("localStorage.setItem('shortcuts', 'off')")
    panel.page.evaluate("document.activeElement.blur()")
    panel.page.keyboard.press("?")
    panel.page.keyboard.press("Space")
    panel.peer.send("/sideman/set", "energy", 0.5)
    panel.until("sideman.state.controls.energy === 0.5")
    assert not panel.see("document.getElementById('dialog').open")
    assert not panel.status()["playing"]


def test_a_phone_shows_everything_within_its_width_and_large_enough_to_touch(start_panel, sizes):
    panel = start_panel(viewport=sizes.phone, has_touch=True, is_mobile=True)
    panel.play()
    assert panel.see("document.getElementById('roll').getBoundingClientRect().height") > 200
    for tab in ("stage", *TABS):
        panel.page.tap(f"#tab-{tab}")
        panel.until(f"document.body.dataset.tab === '{tab}'")
        if tab == "parts":
            panel.page.click(".part summary")
        assert panel.see("document.documentElement.scrollWidth <= window.innerWidth"), f"{tab} is wider than the phone"
        assert panel.page.evaluate(SMALL) == [], tab
    panel.page.tap("#do-stop")
    panel.until("!sideman.state.status.playing")


def test_chinese_and_back_and_the_other_theme_are_remembered(panel):
    page = panel.page
    page.click("#language")
    panel.until("document.documentElement.lang === 'zh-Hans'")
    panel.until_text("#do-play", "播放")
    panel.until_text("#tab-controls", "控制")
    panel.until_text("#panel-parts h2", "声部")
    page.fill("#words", "慢速布鲁斯")
    page.press("#words", "Enter")
    panel.until_text("#chips", "布鲁斯")
    page.click("#theme")
    panel.until("document.documentElement.dataset.theme === 'light'")
    page.reload()
    panel.until("Boolean(window.sideman?.state.hasDaemon)")
    assert panel.see("[document.documentElement.lang, document.documentElement.dataset.theme]") == ["zh-Hans", "light"]
    page.click("#language")
    panel.until_text("#do-play", "Play")

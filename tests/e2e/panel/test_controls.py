"""Every control and field of a part, from the page to the daemon and back; styles, scenes, takes, every request."""

from __future__ import annotations

import pytest

from bridge.panel.requests import ALLOWED
from bridge.panel.tables import tables
from bridge.settings.controls import CONTROLS, PART_FIELDS

PART = "drums"  # it has every field
SET = """([id, value]) => {
  const range = document.getElementById(id);
  range.value = value;
  range.dispatchEvent(new Event("input", { bubbles: true }));
  return Number(range.value);
}"""


def number(value):
    return f"Math.abs(({value[0]}) - ({value[1]})) < 1e-3"


def is_switch(control):
    return control.is_whole and (control.low, control.high) == (0, 1)


def test_every_control_reaches_the_daemon_and_shows_its_true_state(panel):
    panel.tab("controls")
    assert panel.see("document.querySelectorAll('#panel-controls .control').length") == len(CONTROLS)
    wanted = {}
    for control in CONTROLS:
        if is_switch(control):
            wanted[control.name] = 1.0 - (control.default or 0.0)
            panel.see(f"document.getElementById('control-{control.name}').click()")
        else:
            wanted[control.name] = panel.page.evaluate(SET, [f"control-{control.name}", control.high])
    for name, value in wanted.items():
        panel.by_osc(lambda found, value=value: found[1] != "auto" and abs(found[1] - value) < 1e-3, "get", name)
    # Changes from elsewhere are shown.
    for control in CONTROLS:
        panel.peer.send("/sideman/set", control.name, float(control.low))
    for control in CONTROLS:
        if is_switch(control):
            shown = f"document.getElementById('control-{control.name}').getAttribute('aria-checked') === 'false'"
        else:
            shown = number((f"document.getElementById('control-{control.name}').value", control.low))
        panel.until(shown, f"{control.name} is shown")
    for control in CONTROLS:
        panel.see(f"document.querySelector('.control:has(#control-{control.name}) .auto').click()")
    for control in CONTROLS:
        first = "auto" if control.default is None else control.default
        panel.by_osc(
            lambda found, first=first: found[1] == first or found[1] == pytest.approx(first), "get", control.name
        )
        panel.until(f"sideman.state.controls['{control.name}'] !== undefined")
    panel.page.click("#controls-reset")
    panel.until("sideman.state.controls.energy === 'auto'")


def test_every_field_of_a_part_reaches_the_daemon_and_shows_its_true_state(panel):
    panel.peer.send("/sideman/prompt", "pop with drums and bass")
    panel.until(f"Boolean(document.getElementById('part-{PART}'))", "the mixer")
    panel.page.click(f"#part-{PART} summary")
    for field in PART_FIELDS:
        held = f"sideman.state.parts.{PART}?.{field.name}"
        control = f"field-{PART}-{field.name}"
        match field.name:
            case "on":
                panel.page.click(f"#on-{PART}")
                panel.until(f"{held} === 0")
                panel.peer.send("/sideman/part", PART, "on", 1)
                panel.until(f"document.getElementById('on-{PART}').getAttribute('aria-pressed') === 'true'")
                panel.page.click(f"#onauto-{PART}")
                panel.until(f"{held} === 'auto'")
            case "program":
                panel.page.select_option(f"#{control}", "26")
                panel.until(f"{held} === 26")
                panel.peer.send("/sideman/part", PART, "program", 9)
                panel.until(f"document.getElementById('{control}').value === '9'")
            case "lanes_off":
                panel.page.click("#lane-snare")
                panel.until(f"{held} === 2")
                panel.peer.send("/sideman/part", PART, "lanes_off", 5)
                panel.until("document.getElementById('lane-kick').getAttribute('aria-pressed') === 'true'")
                assert panel.see("document.getElementById('lane-snare').getAttribute('aria-pressed')") == "false"
            case _:
                panel.page.evaluate(SET, [control, 1000.0])
                panel.until(f"typeof {held} === 'number' && {number((held, field.high))}", field.name)
                panel.peer.send("/sideman/part", PART, field.name, float(field.low))
                low = f"Math.log2({field.low})" if field.name == "density" else field.low
                panel.until(number((f"document.getElementById('{control}').value", low)), f"{field.name} is shown")
                panel.page.click(f".field:has(#{control}) .auto")
                panel.until(f"{held} === 'auto'")


def test_solo_lock_again_and_another_part(panel):
    panel.play()
    page = panel.page
    panel.until("Boolean(document.getElementById('solo-bass')) && Boolean(document.getElementById('part-guitar'))")
    page.click("#solo-bass")
    panel.until("sideman.state.parts.drums?.on === 0 && sideman.state.parts.guitar?.on === 0", "the others rest")
    panel.until("document.getElementById('solo-bass').getAttribute('aria-pressed') === 'true'")
    page.click("#solo-bass")
    panel.until(
        "sideman.state.parts.drums?.on === 'auto' && sideman.state.parts.guitar?.on === 'auto'", "the others play"
    )
    page.click("#lock-bass")
    panel.until("document.getElementById('lock-bass').getAttribute('aria-pressed') === 'true'")
    panel.peer.send("/sideman/unlock", "all")
    panel.until("document.getElementById('lock-bass').getAttribute('aria-pressed') === 'false'")
    steps = panel.see("sideman.state.undo[0]")
    panel.click_until("#again-guitar", f"sideman.state.undo[0] > {steps}", "again")
    page.select_option("#add-part", "strings")
    panel.until("sideman.state.parts.strings?.on === 1 && Boolean(document.getElementById('part-strings'))")


def test_a_controller_is_learnt_and_forgotten(panel):
    panel.tab("controls")
    panel.page.click("#learn-energy")
    panel.until("sideman.state.learning === 'energy'")
    panel.until("document.getElementById('learn-energy').getAttribute('aria-pressed') === 'true'")
    panel.page.select_option("#learn-target", "bass.volume")
    panel.page.click("#learn-other")
    panel.until("sideman.state.learning === 'bass.volume'")
    panel.page.click("#unlearn-other")
    panel.until("sideman.state.learning === ''")


def test_styles_blend_and_morph_on_the_pad(panel):
    page = panel.page
    panel.tab("style")
    page.select_option("#corner-0", "latin")
    box = page.locator("#pad").bounding_box()
    page.mouse.click(box["x"] + 4, box["y"] + 4)
    panel.until(
        "sideman.state.plan.style?.startsWith('latin') && sideman.state.plan.style.split(' ').length === 2",
        "latin alone",
    )
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    panel.until("sideman.state.plan.style.split(' ').length === 8", "four styles")
    # A puck that has the focus follows no plan any more: it may still stand where the plan before put it.
    panel.until("document.getElementById('puck').getAttribute('aria-valuenow') === '50'", "the puck in the middle")
    page.focus("#puck")
    for _ in range(10):  # no more: what is said last is the right side, and nothing waits to be sent after it
        page.keyboard.press("ArrowRight")
    panel.until("!sideman.state.plan.style.includes('latin')", "the right side")
    panel.peer.send("/sideman/style", "latin", 1.0)
    panel.until("document.getElementById('blend-latin')?.value === '1'", "a style by OSC")
    page.select_option("#add-style", "jazz")
    panel.until("Boolean(document.getElementById('blend-jazz'))", "a second style")
    page.select_option("#morph", "2")
    box = page.locator("#pad").bounding_box()  # a style more may have moved it
    page.mouse.click(box["x"] + box["width"] - 4, box["y"] + box["height"] - 4)
    panel.until("sideman.state.plan.style.startsWith('rock')", "a morph that has arrived")
    page.fill("#form", "AABA")
    page.press("#form", "Enter")
    panel.until("sideman.state.sections.length === 4")
    page.fill("#chords", "Am F C G")
    page.press("#chords", "Enter")
    panel.until("sideman.state.chords.length === 8")
    panel.until("sideman.state.grooves.length > 10")
    page.select_option("#groove", "bossa-nova")
    panel.until("sideman.state.plan.groove === 'bossa-nova'")


def test_what_a_moved_control_left_unsent_does_not_undo_the_next_choice(panel):
    page = panel.page
    panel.tab("style")
    page.focus("#puck")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")  # waits for its turn
    page.evaluate(
        """() => { const adding = document.getElementById("add-style");
        adding.value = "latin"; adding.dispatchEvent(new Event("change")); }"""
    )
    panel.until("sideman.state.plan.style.includes('latin')", "the style")
    page.wait_for_timeout(300)
    assert "latin" in page.evaluate("sideman.state.plan.style")
    panel.tab("controls")
    page.evaluate(
        """() => { const range = document.querySelector("#control-energy"), fader = range.closest(".fader");
        for (const value of [0.2, 0.8]) { range.value = value; range.dispatchEvent(new Event("input")); }
        fader.querySelector(".auto").click(); }"""
    )
    panel.until("sideman.state.controls.energy === 'auto'", "auto")
    page.wait_for_timeout(300)
    assert page.evaluate("sideman.state.controls.energy") == "auto"


def test_scenes_takes_and_files(panel, tmp_path):
    page = panel.page
    panel.play()
    panel.tab("takes")
    page.click("#scene-store")
    page.fill("#dialog-field", "verse")
    page.press("#dialog-field", "Enter")
    panel.until("sideman.state.scenes.includes('verse')")
    panel.peer.send("/sideman/set", "energy", 0.9)
    panel.until("sideman.state.controls.energy > 0.8")
    page.click("#scene-verse")
    panel.until("sideman.state.controls.energy === 'auto'", "the scene")
    page.select_option("#n-takes", "2")
    page.select_option("#n-bars", "2")
    page.click("#takes-make")
    panel.until("sideman.state.takes.size === 2 && Boolean(document.getElementById('hear-2'))", "two takes")
    with page.expect_download() as download:
        page.click(".take:first-child a.file")
    assert download.value.path().read_bytes().startswith(b"MThd")
    # Dragged out, the browser is given the file's name and address.
    dragged = panel.see("""() => {
      const data = new DataTransfer();
      document.querySelector('.take a.file').dispatchEvent(new DragEvent('dragstart', { dataTransfer: data }));
      return data.getData('DownloadURL');
    }""")
    assert dragged.startswith("audio/midi:")
    assert f"{panel.url}/files/" in dragged
    page.click("#hear-2")
    panel.until("document.getElementById('hear-2').getAttribute('aria-pressed') === 'true'", "a take that is heard")
    page.click("#hear-2")
    panel.until("sideman.state.hearing === 0")
    page.click("#keep-1")
    panel.until("sideman.state.kept.length === 1 && sideman.state.takes.size === 0", "a take that is kept")
    assert str(tmp_path) not in page.content()


@pytest.mark.parametrize("key", [None, "Space"])
def test_a_button_that_is_pressed_while_what_is_around_it_changes_still_acts(panel, key):
    page = panel.page
    panel.tab("takes")
    panel.peer.send("/sideman/scene/store", "verse")
    panel.until("Boolean(document.getElementById('scene-verse'))", "a scene's button")
    panel.peer.send("/sideman/set", "energy", 0.9)
    panel.until("sideman.state.controls.energy > 0.8")
    if key is None:
        page.hover("#scene-verse")
        page.mouse.down()
    else:
        page.focus("#scene-verse")
        page.keyboard.down(key)
    panel.peer.send("/sideman/scene/store", "chorus")
    panel.until("sideman.state.scenes.includes('chorus')")
    page.wait_for_timeout(500)  # several frames
    if key is None:
        page.mouse.up()
    else:
        page.keyboard.up(key)
    panel.until("sideman.state.controls.energy === 'auto'", "the scene")
    panel.until("Boolean(document.getElementById('scene-chorus'))", "the other scene's button")


def test_modes_and_every_request_of_the_table(panel):
    page = panel.page
    panel.tab("more")
    for mode in ("respond", "accompany", "play"):
        page.select_option("#mode", mode)
        panel.until(f"sideman.state.mode === '{mode}'")
    panel.peer.send("/sideman/quantum", "phrase")
    panel.until("document.getElementById('quantum').value === 'phrase'")
    page.select_option("#quantum", "bar")
    panel.until("sideman.state.quantum === 'bar'")
    page.click("#click")
    panel.until("document.getElementById('click').getAttribute('aria-pressed') === 'true'")
    page.click("#click")
    panel.until("document.getElementById('click').getAttribute('aria-pressed') === 'false'")
    page.select_option("#count-in", "2")
    panel.until("sideman.state.countIn === 2")
    panel.peer.send("/sideman/seed", 7)
    panel.until("document.getElementById('seed').value === '7'", "a seed by OSC")
    page.fill("#seed", "no number")
    page.press("#seed", "Enter")
    panel.until("document.getElementById('seed').value === '7'", "what is no seed is not sent")
    page.fill("#seed", "")
    page.press("#seed", "Enter")
    panel.until("sideman.state.seed === -1", "a fresh seed")
    page.select_option("#melody", "reed")
    panel.until("sideman.state.melody === 'reed'")
    page.select_option("#drum-map", "roland")
    panel.until("sideman.state.drumMap === 'roland'")
    page.select_option("#mode", "accompany")
    panel.until("!document.getElementById('follow-tempo').disabled")
    page.click("#follow-tempo")
    panel.until("document.getElementById('follow-tempo').getAttribute('aria-pressed') === 'false'")
    page.select_option("#mode", "respond")
    panel.until("!document.getElementById('handover').disabled")
    page.click("#handover")
    panel.until("document.getElementById('handover').getAttribute('aria-pressed') === 'true'", "handed over")
    panel.peer.send("/sideman/handover", 0)
    panel.until("document.getElementById('handover').getAttribute('aria-pressed') === 'false'", "taken back")
    page.select_option("#mode", "play")
    offered = panel.see("[...document.getElementById('request').options].map((each) => each.value)")
    assert offered == [each["address"] for each in tables()["requests"]] == [each.address for each in ALLOWED]
    page.select_option("#request", "/sideman/part")
    page.select_option("#argument-0", "bass")
    page.select_option("#argument-1", "octave")
    page.fill("#argument-2", "1")
    page.click("#request-send")
    panel.until("sideman.state.parts.bass?.octave === 1")
    page.select_option("#request", "/sideman/tempo")
    page.fill("#argument-0", "9000")
    page.click("#request-send")
    panel.until_text("#toasts", "30 to 300")
    page.click("#reset")
    panel.until("sideman.state.quantum === 'beat' && sideman.state.parts.bass?.octave === 'auto'")

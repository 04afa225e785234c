"""From words to notes that are drawn, what was understood, transport, sections, and two pages in step."""

from __future__ import annotations


def test_words_become_notes_that_are_drawn_and_chips_that_can_be_corrected(panel):
    page = panel.page
    page.fill("#words", "funk with drums, bass, guitar and organ at 104 in E minor, no strings, wibble")
    page.press("#words", "Enter")
    panel.until_text("#chips", "wibble")
    for text in ("Funk and soul", "104 bpm", "E minor", "Bass", "without", "not understood"):
        panel.until_text("#chips", text)
    page.click("#do-play")
    panel.until("sideman.state.notes.size > 8 && sideman.figures.n_drawn > 0", "notes")
    panel.until(f"{panel.n_colours} > 12", "a picture of notes")  # in the parts' colours, beyond the canvas's own
    # Other words while it plays: the first note that they change is drawn.
    page.fill("#words", "slow jazz with piano and bass")
    page.press("#words", "Enter")
    panel.until("sideman.figures.latencies_ms.length > 0", "a changed note that is drawn")
    panel.until("[...sideman.state.notes.values()].some((note) => note.part === 'piano')", "the piano")
    assert panel.see("sideman.state.history.at(-1)") == "slow jazz with piano and bass"


def test_a_chip_is_corrected_and_removed(panel):
    page = panel.page
    panel.peer.send("/sideman/prompt", "pop with drums and bass in C at 120")
    panel.until_text("#chips", "C major")
    page.click("#chips button[aria-label='Correct: key C major']")
    page.fill("#dialog-field", "A minor")
    page.press("#dialog-field", "Enter")
    panel.until_text("#chips", "A minor")
    page.click("#chips button[aria-label='Remove: plays Bass']")
    panel.until("sideman.state.parts.bass?.on === 0")
    page.click("#chips button[aria-label^='Correct: tempo']")
    page.fill("#dialog-field", "96")
    page.press("#dialog-field", "Enter")
    panel.until_text("#chips", "96 bpm")
    assert panel.see("document.getElementById('bpm').value") == "96"
    panel.peer.send("/sideman/prompt", "chords Am7 Dm7 E7 in A minor")
    panel.until_text("#chips", "Am7 Dm7 E7")  # as they were written, not as degrees
    panel.peer.send("/sideman/chords", "andalusian")
    panel.until_text("#chips", "andalusian")
    panel.peer.send("/sideman/prompt", "drums only")
    panel.until_text("#chips", "all others")  # one chip, not one for each part that does not play
    assert "Strings" not in page.inner_text("#chips")


def test_every_button_of_the_transport_and_the_cues_reaches_the_daemon(panel):
    page = panel.page
    panel.peer.send("/sideman/prompt", "rock with drums and bass at 70")
    page.click("#do-play")
    panel.until("document.getElementById('do-play').getAttribute('aria-pressed') === 'true'", "play")
    panel.until("sideman.state.status.bar >= 2", "a second bar")
    for name in ("fill", "break", "build", "ending"):
        before = panel.see("sideman.state.undo[0]")
        page.click(f"#cue-{name}")
        panel.until(f"sideman.state.undo[0] !== {before}", name)
    page.click("#do-undo")
    panel.until("sideman.state.undo[1] === 1", "undo")
    page.click("#do-redo")
    panel.until("sideman.state.undo[1] === 0", "redo")
    page.click("#do-undo")
    panel.until("sideman.state.undo[1] === 1", "undo")
    panel.click_until("#cue-again", "sideman.state.undo[1] === 0", "again")
    page.click("#do-hold")
    panel.until("document.getElementById('do-hold').getAttribute('aria-pressed') === 'true'", "hold")
    page.click("#do-hold")
    panel.until("document.getElementById('do-hold').getAttribute('aria-pressed') === 'false'", "release")
    page.click("#do-keep")
    page.fill("#dialog-field", "my bars")
    page.press("#dialog-field", "Enter")
    panel.until("sideman.state.library.includes('my-bars')", "bars that are kept")
    page.click("#do-stop")
    panel.until("!sideman.state.status.playing", "stop")
    page.click("#do-play")
    panel.until("Boolean(sideman.state.status.playing)", "play")
    page.click("#do-panic")
    panel.until("!sideman.state.status.playing", "panic")


def test_tempo_key_metre_and_clock(panel):
    page = panel.page
    page.fill("#bpm", "133")
    page.press("#bpm", "Enter")
    panel.until("Math.round(sideman.state.plan.tempo) === 133")
    page.click("[aria-label='Faster']")
    panel.until("Math.round(sideman.state.plan.tempo) === 134")
    page.select_option("#key", "Bb minor")
    panel.until("sideman.state.plan.key === 'Bb minor'")
    page.select_option("#metre", "3/4")
    panel.until("sideman.state.plan.metre === '3/4'")
    page.select_option("#clock", "host")
    panel.until("sideman.state.clock.active === 'host'")
    panel.ask("clock", "internal")
    panel.until("document.getElementById('clock').value === 'internal'", "a clock chosen by OSC")
    panel.ask("clock", "auto")
    panel.until("document.getElementById('clock').value === 'auto'")
    for _ in range(4):
        page.click("#tap")
        page.wait_for_timeout(300)
    panel.until("Math.round(sideman.state.plan.tempo) !== 134", "a tempo that was tapped")


def test_sections_are_blocks_the_playing_one_is_lit_and_a_touch_goes_there(panel):
    page = panel.page
    panel.tab("more")
    page.fill("#chart", "[verse]\n| Am | F |\n[chorus]\n| C | G |")
    page.click("#chart-follow")
    panel.until("sideman.state.sections.length === 2", "two sections")
    panel.peer.send("/sideman/tempo", 240.0)
    panel.peer.send("/sideman/play")
    panel.until("document.querySelector('#sections [aria-current]')?.textContent.includes('Verse')", "the verse")
    panel.until_text("#chord-now", "Am")
    panel.until_text("#chord-next", "F")
    page.click("#sections button:nth-child(2)")
    panel.until("document.querySelector('#sections [aria-current]')?.textContent.includes('Chorus')", "the chorus")
    panel.until_text("#chord-now", "C")
    page.click("#cue-next")
    panel.until("document.querySelector('#sections [aria-current]')?.textContent.includes('Verse')", "the verse again")
    page.click("#chart-leave")
    panel.until("sideman.state.sections.length === 0")


def test_two_pages_stay_in_step(panel, sizes, tools):
    other = panel.another(viewport=sizes.phone, has_touch=True)
    panel.page.fill("#words", "jazz trio at 140")
    panel.page.press("#words", "Enter")
    other.until_text("#chips", "140 bpm")
    other.until("sideman.state.history.includes('jazz trio at 140')")
    other.page.click("#do-play")
    for each in (panel, other):
        each.until(
            "document.getElementById('do-play').getAttribute('aria-pressed') === 'true' && sideman.state.notes.size > 0"
        )
    panel.page.click("#tab-controls")
    panel.page.fill("#control-energy", "0.75")
    other.until("sideman.state.controls.energy === 0.75")
    late = panel.another()  # a page that comes while it plays
    late.until("sideman.state.notes.size > 0 && sideman.state.beat.isRunning && sideman.state.controls.energy === 0.75")
    # They come to show the same place of the song: a quarter of a beat apart at most.
    place = "[sideman.state.beat.now(), performance.timeOrigin + performance.now(), sideman.state.beat.bpm]"

    def distance():
        (one, at_one, bpm), (two, at_two, _) = panel.see(place), late.see(place)
        return abs((two - one) - (at_two - at_one) * bpm / 60_000)

    tools.wait_for(lambda: distance() < 0.25, what="pages in step")
    assert other.problems == late.problems == []


def test_what_the_player_plays_is_drawn(panel):
    panel.play()
    panel.peer.send("/sideman/note", 64, 90)
    panel.until("sideman.state.player.some((note) => note.pitch === 64 && note.end === null)", "a key that is down")
    panel.peer.send("/sideman/note", 64, 0)
    panel.until("sideman.state.player.some((note) => note.pitch === 64 && note.end !== null)", "a key that is up")

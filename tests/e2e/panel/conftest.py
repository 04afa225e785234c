"""A real Chromium before the panel of a real daemon. Waiting asks the page again and again: its policy forbids eval."""

from __future__ import annotations

import contextlib
import shutil
import socket
import time
from types import SimpleNamespace

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
LAPTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
WITHIN_S = 40.0
BAND = "funk with drums, bass, guitar and organ at 180 in E minor, no strings, wibble"


def pytest_collection_modifyitems(items):
    """Every test of this folder needs the browser."""
    for item in items:
        if "e2e/panel" in str(item.path):
            item.add_marker(pytest.mark.browser)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def chromium():
    """The browser; ``evil.example`` is this machine, as an attacker's name server could have it."""
    if CHROMIUM is None:
        pytest.skip("not installed: chromium")
    from playwright.sync_api import sync_playwright

    options = ["--no-sandbox", "--host-resolver-rules=MAP evil.example 127.0.0.1"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        yield browser
        browser.close()


N_COLOURS = """(() => {
  const canvas = document.getElementById("roll");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const seen = new Set();
  for (let at = 0; at < data.length; at += 4) seen.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
  return seen.size;
})()"""


# Without a graphics card each frame is drawn by the processor: fifteen a second are enough for what is seen here.
FEW_FRAMES = """{
  const soon = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (draw) => setTimeout(() => soon(draw), 50);
}"""


class Panel:
    """A page of the panel, and an OSC client beside it; ``n_colours``: the script that counts those of the roll."""

    n_colours = N_COLOURS

    def __init__(self, page, url, peer) -> None:
        self.page, self.url, self.peer = page, url, peer

    def see(self, script: str):
        """What a script says of the page."""
        return self.page.evaluate(script)

    def until(self, script: str, what: str = ""):
        """Wait until a script says something true; returns it."""
        deadline_s = time.monotonic() + WITHIN_S
        while not (found := self.page.evaluate(script)):
            if time.monotonic() > deadline_s:
                pytest.fail(f"{what or script} did not happen within {WITHIN_S:g} s")
            self.page.wait_for_timeout(10)
        return found

    def click_until(self, selector: str, script: str, what: str = "") -> None:
        """Click until a script says something true: what is refused as nothing is planned yet may be asked again."""
        deadline_s = time.monotonic() + WITHIN_S
        while not self.page.evaluate(script):
            if time.monotonic() > deadline_s:
                pytest.fail(f"{what or script} did not happen within {WITHIN_S:g} s")
            self.page.click(selector)
            self.page.wait_for_timeout(500)

    def until_text(self, selector: str, text: str) -> None:
        """Wait until an element's text holds another."""
        self.until(
            f"(document.querySelector({selector!r})?.textContent || '').includes({text!r})", f"{selector}: {text}"
        )

    def tab(self, name: str) -> None:
        self.page.click(f"#tab-{name}")

    def ask(self, address: str, *arguments):
        """The answer to a request by OSC; answers to what was sent before are passed over."""
        self.peer.socket.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            while True:
                self.peer.socket.recv(65_536)
        self.peer.socket.settimeout(WITHIN_S)
        self.peer.send(f"/sideman/{address}", *arguments)
        return self.next("/sideman/control" if address == "get" else f"/sideman/{address}")

    def next(self, address: str):
        """The next message by OSC with this address."""
        deadline_s = time.monotonic() + WITHIN_S
        while time.monotonic() < deadline_s:
            message = self.peer.receive()
            if message.address == address:
                return message.arguments
        return pytest.fail(f"no {address} came")

    def by_osc(self, condition, *request):
        """Ask by OSC until the answer meets a condition; returns it."""
        deadline_s = time.monotonic() + WITHIN_S
        while not condition(found := self.ask(*request)):
            if time.monotonic() > deadline_s:
                pytest.fail(f"{request} is still answered {found}")
            self.page.wait_for_timeout(10)
        return found

    def status(self) -> dict:
        values = self.ask("status")
        return dict(zip(values[::2], values[1::2], strict=True))

    def play(self) -> None:
        """Let a band play; returns when its notes are there."""
        self.peer.send("/sideman/reset")
        self.peer.send("/sideman/prompt", BAND)
        self.peer.send("/sideman/play")
        self.until("Boolean(sideman.state.status.playing) && sideman.state.notes.size > 8", "music")


@pytest.fixture
def start_panel(start_daemon, chromium, peer):
    """Start a daemon with a panel and open its page; ``options`` are the daemon's."""
    contexts = []

    def open_page(url, daemon, **context):
        made = chromium.new_context(**{"viewport": LAPTOP, "locale": "en-GB", "color_scheme": "dark", **context})
        contexts.append(made)
        made.add_init_script(FEW_FRAMES)
        page = made.new_page()
        problems = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: message.type == "error" and problems.append(message.text))
        made.problems = problems
        page.goto(url)
        panel = Panel(page, url, peer(daemon))
        panel.problems = problems
        panel.until(
            "Boolean(window.sideman?.state.hasDaemon) && Object.keys(sideman.state.controls).length > 0", "the panel"
        )
        panel.until("document.getElementById('metre').options.length > 1", "fields, which are made from the tables")
        return panel

    def start(*options, env=None, panel_port=None, midi=("--midi-port", "none"), **context):
        port = panel_port or free_port()
        daemon = start_daemon("--set", f"panel.port={port}", *midi, *options, env=env)
        panel = open_page(f"http://127.0.0.1:{port}", daemon, **context)
        panel.daemon, panel.port = daemon, port
        panel.another = lambda **more: open_page(panel.url, daemon, **more)
        return panel

    yield start
    for each in contexts:
        each.close()


@pytest.fixture
def panel(start_panel):
    """A page as wide as a laptop."""
    made = start_panel()
    yield made
    assert made.problems == []


@pytest.fixture
def sizes():
    return SimpleNamespace(laptop=LAPTOP, phone=PHONE)

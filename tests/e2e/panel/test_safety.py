"""Attempts of other sites, in the browser itself: none of them reaches the daemon."""

from __future__ import annotations

import http.server
import threading

import pytest

EVIL = """<!doctype html><title>evil</title>
<iframe src="{panel}/"></iframe>
<form id="form" action="{panel}/sideman/play" method="post" target="hidden"><input name="a" value="1"></form>
<iframe name="hidden"></iframe>"""
ATTEMPTS = """async (panel) => {
  const outcome = {};
  const socket = (address) => new Promise((resolve) => {
    const made = new WebSocket(address);
    made.onopen = () => { made.send(JSON.stringify(["/sideman/play"])); resolve("open"); };
    made.onerror = () => resolve("refused");
  });
  outcome.socket = await socket(panel.replace("http", "ws") + "/socket");
  outcome.fetch = await fetch(panel + "/about.json").then(() => "read", () => "refused");
  const blind = { mode: "no-cors" };
  outcome.blind = await fetch(panel + "/about.json", blind).then((answer) => answer.type, () => "refused");
  outcome.post = await fetch(panel + "/", { method: "POST", body: "[]" }).then(() => "read", () => "refused");
  outcome.script = await new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = panel + "/main.js";
    script.onload = () => resolve("loaded");
    script.onerror = () => resolve("refused");
    document.head.append(script);
  });
  document.getElementById("form").submit();
  outcome.frame = document.querySelector("iframe").contentDocument === null ? "closed" : "open";
  return outcome;
}"""


@pytest.fixture
def evil_site():
    """Serves another site on this machine; returns its port."""
    page = {"text": b""}

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page["text"])

        def log_message(self, *_):
            """Nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1], page
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("site", ["127.0.0.1", "evil.example"])
def test_another_site_plays_nothing_and_reads_nothing(start_panel, chromium, evil_site, site):
    panel = start_panel()
    port, served = evil_site
    served["text"] = EVIL.format(panel=panel.url).encode()
    received = panel.status()["received"]
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"http://{site}:{port}/")
    outcome = page.evaluate(ATTEMPTS, panel.url)
    assert outcome["socket"] == outcome["fetch"] == outcome["post"] == outcome["script"] == "refused"
    assert outcome["blind"] in ("refused", "opaque")
    assert outcome["frame"] == "closed"
    context.close()
    status = panel.status()
    assert not status["playing"]
    assert not status["waiting"]
    assert status["received"] - received <= 8  # the panel's own renewals, and these questions


def test_a_name_that_is_rebound_to_this_machine_is_refused(start_panel, chromium):
    panel = start_panel()
    context = chromium.new_context()
    page = context.new_page()
    answer = page.goto(f"http://evil.example:{panel.port}/")
    assert answer.status == 403
    opened = """(port) => new Promise((resolve) => {
      const made = new WebSocket(`ws://evil.example:${port}/socket`);
      made.onopen = () => resolve("open");
      made.onerror = () => resolve("refused");
    })"""
    assert page.evaluate(opened, panel.port) == "refused"
    context.close()
    assert not panel.status()["playing"]


def test_the_page_runs_no_script_but_its_own(panel):
    page = panel.page
    blocked = page.evaluate("""() => new Promise((resolve) => {
      document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
      const script = document.createElement("script");
      script.textContent = "window.injected = true";
      document.head.append(script);
    })""")
    assert blocked.startswith("script-src")
    assert page.evaluate("window.injected") is None
    panel.problems.clear()


def test_words_are_shown_as_text_and_never_as_html(panel):
    panel.page.fill("#words", "<img src=x onerror=alert(1)> jazz")
    panel.page.press("#words", "Enter")
    panel.until("sideman.state.history.length === 1")
    panel.until_text("#chips", "Jazz")
    assert panel.see("document.querySelectorAll('main img').length") == 0

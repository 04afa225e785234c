"""Measures the panel: ``python -m bridge.bench.panel``. Needs Chromium, Playwright and the extra ``dev``.

Lateness of a daemon's notes while five clients, one of which loads the page anew each second, have its panel, have the
panel of another daemon beside it, or have none; words to the first changed note that is drawn; frames of a page; memory
and idle time of the panel's process.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bridge.bench.daemon import RunningDaemon, running
from bridge.bench.processes import family, idle_percent, resident_mb
from bridge.core.errors import SetupError
from bridge.processes.own_daemon import WITH_PANEL

BAND = "funk with drums, bass, guitar, organ and brass at 120"
STYLES = ("jazz", "rock", "latin", "reggae", "pop", "funk")
N_TURNS, TURN_S = 5, 20.0
N_CLIENTS = 5
N_WORDS = 60
FRAMES_S, IDLE_S = 20.0, 15.0
_CLIENTS = "from bridge.bench.panel import load_again_and_again; load_again_and_again({port})"


@contextlib.contextmanager
def with_panel(*options: str) -> Iterator[tuple[RunningDaemon, int]]:
    """A daemon with a panel, and the panel's port. Raises SetupError."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = ("--midi-port", "none", "--rules-only", "--set", f"panel.port={port}")
    with running(*own, *options, command=WITH_PANEL) as daemon:
        yield daemon, port


def panel_pid(daemon: RunningDaemon) -> int:
    """The panel's process: of the daemon's children the one at a lower priority. Raises SetupError."""
    for pid in family(daemon.process.pid):
        nice = int(
            Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[16]
        )
        if nice > 0:
            return pid
    raise SetupError("there is no panel process")


def play(daemon: RunningDaemon) -> None:
    """Begin to play the band."""
    daemon.ask("/sideman/prompt", BAND, last="/sideman/plan")
    daemon.ask("/sideman/play", last="/sideman/playing")


# -- lateness


def lateness_ms(clients_of: str) -> float:
    """Lateness p99 of a daemon's notes. clients_of: "nothing", "another" daemon that plays beside it, or "it"."""
    with with_panel() as (daemon, port), with_panel() as (another, port_of_another):
        ports = {"it": port, "another": port_of_another}
        code = _CLIENTS.format(port=ports.get(clients_of, 0))
        clients = [subprocess.Popen([sys.executable, "-c", code])] if clients_of in ports else []
        try:
            play(another)
            play(daemon)
            time.sleep(TURN_S)
            return float(daemon.status()["late_p99_ms"])
        finally:
            for each in clients:
                each.kill()
                each.wait()


def load_again_and_again(port: int) -> None:
    """Be five clients, which in turn load every file and open their socket again, one each second; never returns."""
    if sys.platform != "win32":
        os.nice(15)  # in a room they are other machines
    asyncio.run(_be_clients(port))


async def _be_clients(port: int) -> None:
    await asyncio.gather(*(_be_client(port, float(number)) for number in range(N_CLIENTS)))


async def _be_client(port: int, after_s: float) -> None:
    from websockets.asyncio.client import connect

    from bridge.panel.pages import load_pages

    await asyncio.sleep(after_s)
    while True:
        due_s = time.monotonic() + N_CLIENTS
        for path in load_pages():
            await asyncio.to_thread(_read, f"http://127.0.0.1:{port}{path}")
        origin = f"http://127.0.0.1:{port}"
        async with connect(f"ws://127.0.0.1:{port}/socket", origin=origin, max_size=None) as page:  # type: ignore[arg-type]
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(max(due_s - time.monotonic(), 0.1)):
                    while True:
                        await page.recv()


def _read(url: str) -> None:
    with urllib.request.urlopen(url, timeout=10.0) as response:
        response.read()


# -- in the browser


@contextlib.contextmanager
def a_page(port: int) -> Iterator[Any]:
    """A page of the panel in Chromium. Raises SetupError."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        raise SetupError("this needs Chromium (Debian: chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"http://127.0.0.1:{port}/")
        wait(page, "Boolean(window.sideman?.state.hasDaemon)")
        yield page
        browser.close()


def wait(page: Any, script: str, within_s: float = 30.0) -> None:
    """Wait until a script says something true. Raises SetupError."""
    deadline_s = time.monotonic() + within_s
    while not page.evaluate(script):
        if time.monotonic() > deadline_s:
            raise SetupError(f"the page did not come to {script}")
        page.wait_for_timeout(20)


def words_ms(page: Any) -> list[float]:
    """Milliseconds from Enter to the first changed note that is drawn, for each of some prompts."""
    for number in range(N_WORDS):
        page.fill("#words", f"{STYLES[number % len(STYLES)]} with drums, bass and piano at {100 + number % 40}")
        page.press("#words", "Enter")
        wait(page, f"sideman.figures.latencies_ms.length > {number} || sideman.state.words === null", 10.0)
        page.wait_for_timeout(700)
    found: list[float] = page.evaluate("sideman.figures.latencies_ms")
    return found


def frames(page: Any, daemon: RunningDaemon) -> dict[str, float]:
    """Frames a second, their longest, long tasks, and notes a second, while music plays and nobody touches the page."""
    page.evaluate("sideman.figures.frames_ms.length = 0; sideman.figures.longTasks_ms.length = 0")
    began, before = time.monotonic(), int(daemon.status()["notes"])
    n_drawn = page.evaluate("sideman.figures.n_drawn")
    page.wait_for_timeout(1000.0 * FRAMES_S)
    took_s = time.monotonic() - began
    gaps_ms = page.evaluate("sideman.figures.frames_ms")
    return {
        "frames a second": (page.evaluate("sideman.figures.n_drawn") - n_drawn) / took_s,
        "frame p99, ms": percentile(gaps_ms, 0.99),
        "notes a second": (int(daemon.status()["notes"]) - before) / took_s,
        "long tasks over 50 ms": len(page.evaluate("sideman.figures.longTasks_ms")),
    }


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which a share lies; 0.0 without values."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0


def in_the_browser() -> None:
    """Print what a page costs and how soon it shows."""
    with with_panel() as (daemon, port):
        print(f"panel without a page: {resident_mb(panel_pid(daemon)):.1f} MB, "
              f"{idle_percent(panel_pid(daemon), IDLE_S):.2f} % of a core")  # fmt: skip
        with a_page(port) as page:
            page.wait_for_timeout(2000)
            print(f"panel with an idle page: {resident_mb(panel_pid(daemon)):.1f} MB, "
                  f"{idle_percent(panel_pid(daemon), IDLE_S):.2f} % of a core")  # fmt: skip
            play(daemon)
            wait(page, "sideman.state.notes.size > 8")
            found = words_ms(page)
            print(f"words to the first changed note drawn: p50 {statistics.median(found):.0f} ms, "
                  f"p95 {percentile(found, 0.95):.0f} ms, of {len(found)}")  # fmt: skip
            daemon.ask("/sideman/prompt", BAND, last="/sideman/plan")
            daemon.ask("/sideman/set", "density", 4.0, last="/sideman/control")
            page.wait_for_timeout(4000)
            for name, value in frames(page, daemon).items():
                print(f"{name}: {value:.1f}")
            print(f"panel while it plays: {resident_mb(panel_pid(daemon)):.1f} MB, "
                  f"{idle_percent(panel_pid(daemon), IDLE_S):.2f} % of a core")  # fmt: skip


def main() -> None:
    """Print every measurement."""
    in_the_browser()
    print(
        "lateness p99 beside another daemon, ms: without clients, with five of the other's panel, with five of its own"
    )
    for turn in range(N_TURNS):
        found = [lateness_ms(clients_of) for clients_of in ("nothing", "another", "it")]
        print(f"turn {turn + 1}: " + ", ".join(f"{each:.2f}" for each in found))


if __name__ == "__main__":
    main()

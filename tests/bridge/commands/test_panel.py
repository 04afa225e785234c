"""``sideman panel``: opens a page that is there, serves one for a daemon without, says when there is no daemon."""

import asyncio
import threading

import pytest
from click.testing import CliRunner

from bridge.commands import panel as command
from bridge.core.errors import NoAnswerError
from bridge.core.timebase import SystemTime
from bridge.osc.server import OscServer
from bridge.panel.messages import PanelSettings
from bridge.panel.server import PanelServer


@pytest.fixture
def opened(monkeypatch):
    """Addresses that a browser was given."""
    found = []
    monkeypatch.setattr(command.webbrowser, "open", lambda url: bool(found.append(url)) or True)
    return found


@pytest.fixture
def daemon():
    server = OscServer("127.0.0.1", 0, SystemTime(), max_connections=2)
    server.start(lambda _message, peer: server.send(peer, "/sideman/pong"), lambda: None, lambda _: None)
    yield server
    server.close()


def run(*options):
    return CliRunner().invoke(command.panel, [str(each) for each in options])


@pytest.fixture
def served(daemon):
    """Port of a panel of the daemon."""
    ports, ended, loop = [], threading.Event(), asyncio.new_event_loop()
    begun = threading.Event()

    async def serve():
        server = PanelServer(PanelSettings(0, "127.0.0.1", daemon.peer.port))
        ports.append(await server.serve())
        begun.set()
        await loop.run_in_executor(None, ended.wait)
        await server.close()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    assert begun.wait(20.0)
    yield ports[0]
    ended.set()
    thread.join()
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()


def test_a_page_that_is_there_is_opened(daemon, served, opened):
    result = run("--port", daemon.peer.port, "--panel-port", served)
    assert result.exit_code == 0, result.exception
    assert opened == [f"http://127.0.0.1:{served}"]
    assert f"panel: http://127.0.0.1:{served}" in result.output


def test_without_a_daemon_the_sentence_says_how_to_start_one(opened):
    result = run("--port", 9, "--panel-port", 9)
    assert isinstance(result.exception, NoAnswerError)
    assert "sideman run" in str(result.exception)
    assert opened == []


def test_a_daemon_without_a_page_is_served_one(daemon, opened, monkeypatch):
    asked = []

    async def serve(settings, *, no_browser):
        asked.append((settings, no_browser))

    monkeypatch.setattr(command, "_serve", serve)
    result = run("--port", daemon.peer.port, "--panel-port", 0, "--no-browser")
    assert result.exit_code == 0, result.exception
    assert asked == [(PanelSettings(0, "127.0.0.1", daemon.peer.port), True)]
    assert opened == []


def test_the_page_is_served_until_it_is_ended(daemon, opened, monkeypatch):
    async def ends(_server):
        """In place of talking with the daemon for ever."""

    monkeypatch.setattr(PanelServer, "run", ends)
    result = run("--port", daemon.peer.port, "--panel-port", 0)
    assert result.exit_code == 0, result.exception
    assert opened[0].startswith("http://127.0.0.1:")


def test_a_browser_that_cannot_be_opened_is_said(daemon, served, monkeypatch):
    monkeypatch.setattr(command.webbrowser, "open", lambda _: False)
    assert "open that address yourself" in run("--port", daemon.peer.port, "--panel-port", served).output

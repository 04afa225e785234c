"""The panel's server on real sockets, before a real OSC server that plays the daemon."""

import asyncio
import http.client
import json
import socket
import threading
import time
from contextlib import asynccontextmanager, closing

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from bridge.core.errors import PortTakenError
from bridge.core.timebase import SystemTime
from bridge.osc.server import OscServer
from bridge.panel.messages import PanelSettings
from bridge.panel.server import PanelServer

WITHIN_S = 20.0
SECRET = "swordfish"


class Daemon:
    """An OSC server that notes what it is asked, and answers a little."""

    def __init__(self, port=0):
        self.asked = []
        self.peers = []
        self.is_subscribed = threading.Event()
        self.server = OscServer("127.0.0.1", port, SystemTime(), max_connections=4)
        self.port = self.server.peer.port
        self.server.start(self.obey, lambda: None, lambda peer: self.peers.remove(peer) if peer in self.peers else None)

    def obey(self, message, peer):
        self.asked.append((message.address, *message.arguments))
        if message.address == "/sideman/subscribe" and peer not in self.peers:
            self.peers.append(peer)
            self.is_subscribed.set()
        if message.address == "/sideman/set":
            self.say("/sideman/control", *message.arguments)

    def say(self, address, *values):
        assert self.is_subscribed.wait(WITHIN_S)
        for peer in tuple(self.peers):
            self.server.send(peer, address, *values)

    def is_asked(self, *message):
        """Whether it is asked this before long: the page may hear of it before the packet is read."""
        deadline_s = time.monotonic() + WITHIN_S
        while message not in self.asked and time.monotonic() < deadline_s:
            time.sleep(0.01)
        return message in self.asked

    def close(self):
        self.server.close()


@pytest.fixture
def daemon():
    made = Daemon()
    yield made
    made.close()


@asynccontextmanager
async def panel(osc_port, **more):
    server = PanelServer(PanelSettings(0, "127.0.0.1", osc_port, **more))
    port = await server.serve()
    talking = asyncio.create_task(server.run())
    try:
        yield port
    finally:
        talking.cancel()
        await server.close()


class Page:
    """A page without a browser."""

    def __init__(self, socket_):
        self.socket, self.lines = socket_, []

    async def until(self, wanted):
        """The first line, from now or before, that ``wanted`` accepts."""
        async with asyncio.timeout(WITHIN_S):
            while not (found := [line for line in self.lines if wanted(line)]):
                self.lines += json.loads(await self.socket.recv())
        return found[0]

    async def ask(self, *message):
        await self.socket.send(json.dumps(message))


@asynccontextmanager
async def page(port, origin=None, **more):
    async with connect(
        f"ws://127.0.0.1:{port}/socket", origin=origin or f"http://127.0.0.1:{port}", max_size=None, **more
    ) as opened:
        mine = Page(opened)
        await mine.until(lambda line: line[0] == "panel/daemon" and line[1] == 1)
        yield mine


def get(port, path, headers=None, method="GET", host=None):
    """Status, headers and body of a request as no browser would make it."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=WITHIN_S)) as connection:
        connection.putrequest(method, path, skip_host=True)
        for name, value in {"Host": host or f"127.0.0.1:{port}", **(headers or {})}.items():
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        return response.status, response.headers, response.read()


def in_panel(act, osc_port, **more):
    """Run blocking requests against a panel."""

    async def run():
        async with panel(osc_port, **more) as port:
            return await asyncio.to_thread(act, port)

    return asyncio.run(run())


# -- HTTP


def test_the_page_and_its_files_are_served(daemon):
    def act(port):
        status, headers, body = get(port, "/")
        assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
        assert b"main.js" in body
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert get(port, "/main.js")[1]["Content-Type"].startswith("text/javascript")
        assert json.loads(get(port, "/about.json")[2])["osc_port"] == daemon.port

    in_panel(act, daemon.port)


@pytest.mark.parametrize(
    "path",
    ["/../server.py", "/%2e%2e/server.py", "/..%2fserver.py", "//etc/passwd", "/etc/passwd",
     "/files/..%2f..%2fetc%2fpasswd", "/files//etc/passwd", "/files/", "/index.html", "/page/main.js",
     "/files/take.mid", "/socket"],
)  # fmt: skip
def test_no_path_of_the_machine_is_served(daemon, path):
    def act(port):
        status, _, body = get(port, path)
        assert status in (400, 404)
        assert b"root:" not in body

    in_panel(act, daemon.port)


def test_other_names_other_sites_and_other_methods_are_refused(daemon):
    def act(port):
        assert get(port, "/", host="evil.example")[0] == 403
        assert get(port, "/", host=f"evil.example:{port}")[0] == 403
        assert get(port, "/", {"Origin": "http://evil.example"})[0] == 403
        assert get(port, "/main.js", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"})[0] == 403
        for method in ("POST", "PUT", "DELETE", "OPTIONS"):
            assert get(port, "/", {"Content-Length": "0"}, method=method)[0] >= 400
        assert not daemon.asked

    in_panel(act, daemon.port)


def test_a_second_host_is_refused(daemon):
    def act(port):
        with socket.create_connection(("127.0.0.1", port), timeout=WITHIN_S) as raw:
            raw.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: evil.example\r\n\r\n".encode())
            assert raw.recv(100).startswith(b"HTTP/1.1 403")

    in_panel(act, daemon.port)


def test_a_port_that_is_taken_is_one_sentence(daemon):
    async def run():
        async with panel(daemon.port) as port:
            with pytest.raises(PortTakenError, match=str(port)):
                await PanelServer(PanelSettings(port, "127.0.0.1", daemon.port)).serve()

    asyncio.run(run())


# -- WebSockets


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1"])
def test_a_socket_of_another_site_plays_nothing(daemon, origin):
    async def run():
        async with panel(daemon.port) as port:
            with pytest.raises(InvalidStatus) as refused:
                await connect(f"ws://127.0.0.1:{port}/socket", origin=origin)
            assert refused.value.response.status_code == 403

    asyncio.run(run())
    assert not daemon.asked


def test_requests_reach_the_daemon_and_two_pages_stay_in_step(daemon):
    async def run():
        async with panel(daemon.port) as port, page(port) as one, page(port) as two:
            await one.ask("/sideman/set", "energy", 0.75)
            wanted = ["/sideman/control", "energy", 0.75]
            assert await one.until(lambda line: line == wanted)
            assert await two.until(lambda line: line == wanted)
            await two.ask("/sideman/prompt", "slow blues")
            assert await one.until(lambda line: line == ["panel/history", "slow blues"])
            async with page(port) as three:  # and one that comes later knows
                assert await three.until(lambda line: line == wanted)
                assert ["panel/history", "slow blues"] in three.lines

    asyncio.run(run())
    assert daemon.is_asked("/sideman/set", "energy", 0.75)
    assert daemon.is_asked("/sideman/prompt", "slow blues")


def test_what_a_page_may_not_ask_is_answered_with_a_sentence_to_it_alone(daemon):
    async def run():
        async with panel(daemon.port) as port, page(port) as one, page(port) as two:
            await one.socket.send("no JSON")
            await one.ask("/sideman/listen", "/etc/passwd")
            _, address, code, sentence = await one.until(lambda line: line[0] == "/sideman/error")
            assert (address, code) == ("/sideman/listen", "not_allowed")
            assert "OSC client" in sentence
            await one.ask("/sideman/set", "swing", 0.5)
            await two.until(lambda line: line[0] == "/sideman/control")
            assert not [line for line in two.lines if line[0] == "/sideman/error"]

    asyncio.run(run())
    assert not [each for each in daemon.asked if each[0] == "/sideman/listen"]


def test_a_daemon_that_dies_and_comes_back_is_found_again(daemon):
    async def run():
        async with panel(daemon.port) as port, page(port) as one:
            await asyncio.to_thread(daemon.close)
            await one.until(lambda line: line == ["panel/daemon", 0])
            await one.ask("/sideman/play")
            assert (await one.until(lambda line: line[0] == "/sideman/error"))[2] == "no_answer"
            one.lines.clear()
            other = await asyncio.to_thread(Daemon, daemon.port)
            try:
                await one.until(lambda line: line == ["panel/daemon", 1])
                await one.ask("/sideman/set", "energy", 0.25)
                assert await one.until(lambda line: line == ["/sideman/control", "energy", 0.25])
            finally:
                await asyncio.to_thread(other.close)

    asyncio.run(run())


def test_takes_are_served_by_their_names_alone(daemon, tmp_path):
    (tmp_path / "take 1.mid").write_bytes(b"MThd and more")
    (tmp_path / "other.mid").write_bytes(b"MThd not told of")

    async def run():
        async with panel(daemon.port) as port, page(port) as one:
            await asyncio.to_thread(daemon.say, "/sideman/takes/take", 1, 9, str(tmp_path / "take 1.mid"), "busier")
            line = await one.until(lambda line: line[0] == "/sideman/takes/take")
            assert line == ["/sideman/takes/take", 1, 9, "take 1.mid", "busier"]
            status, headers, body = await asyncio.to_thread(get, port, "/files/take%201.mid")
            assert (status, headers["Content-Type"], body) == (200, "audio/midi", b"MThd and more")
            assert "attachment" in headers["Content-Disposition"]
            assert (await asyncio.to_thread(get, port, "/files/other.mid"))[0] == 404
            assert (await asyncio.to_thread(get, port, "/files/take%201.mid", {"Origin": "http://evil.example"}))[
                0
            ] == 403
            (tmp_path / "take 1.mid").unlink()
            assert (await asyncio.to_thread(get, port, "/files/take%201.mid"))[0] == 404

    asyncio.run(run())


def test_the_library_is_asked_for_once_bars_are_written(daemon):
    async def run():
        async with panel(daemon.port) as port, page(port) as one:
            await one.ask("/sideman/set", "energy", 0.25)  # behind all that is asked at the beginning
            await one.until(lambda line: line == ["/sideman/control", "energy", 0.25])
            asked = daemon.asked.count(("/sideman/library",))
            await one.ask("/sideman/keep", 4, "mine")
            await asyncio.to_thread(daemon.say, "/sideman/kept", "mine", 4, "/t/mine.mid")
            await one.until(lambda line: line[0] == "/sideman/kept")
            await one.ask("/sideman/set", "energy", 0.5)
            await one.until(lambda line: line == ["/sideman/control", "energy", 0.5])
            kept = daemon.asked.index(("/sideman/keep", 4, "mine"))
            assert daemon.asked.count(("/sideman/library",)) == asked + 1
            assert ("/sideman/library",) in daemon.asked[kept:]

    asyncio.run(run())


def test_a_request_that_is_too_long_closes_the_page(daemon):
    async def run():
        async with panel(daemon.port) as port, page(port) as one:
            await one.socket.send("x" * 100_000)
            with pytest.raises(ConnectionClosed):
                await one.until(lambda line: line[0] == "never")

    asyncio.run(run())


# -- other machines


def test_with_a_secret_the_address_sets_a_cookie_that_lets_in(daemon):
    def act(port):
        host = f"127.0.0.2:{port}"  # of this machine too, but not by a name that needs no secret
        assert get(port, "/", host=host)[0] == 401
        assert get(port, "/?secret=wrong", host=host)[0] == 401
        status, headers, _ = get(port, f"/?secret={SECRET}", host=host)
        assert (status, headers["Location"]) == (303, "/")
        cookie = headers["Set-Cookie"].split(";")[0]
        assert get(port, "/", {"Cookie": cookie}, host=host)[0] == 200
        assert get(port, "/")[0] == 200

    in_panel(act, daemon.port, addresses=("127.0.0.2",), secret=SECRET)


def test_a_page_is_told_the_address_for_phones_and_its_code(daemon):
    async def run():
        async with panel(daemon.port, addresses=("127.0.0.2",), secret=SECRET) as port, page(port) as one:
            _, url, svg = await one.until(lambda line: line[0] == "panel/lan")
            assert url == f"http://127.0.0.2:{port}/?secret={SECRET}"
            assert svg.lstrip().startswith("<?xml")

    asyncio.run(run())

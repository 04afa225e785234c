"""The panel's web server: files of the page and takes by HTTP, one WebSocket for each page. On the event loop."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from urllib.parse import unquote

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.frames import CloseCode
from websockets.http11 import Request, Response

from bridge.panel.addresses import svg_code
from bridge.panel.daemon_link import DaemonLink
from bridge.panel.guard import Guard, Incoming
from bridge.panel.messages import LOOPBACK, PanelSettings, cannot_listen
from bridge.panel.pages import answer, load_pages
from bridge.panel.relay import Relay
from bridge.panel.tables import tables

log = logging.getLogger(__name__)

MAX_REQUEST_BYTES = 65_536
MAX_UNSENT_BYTES = 4_000_000  # of a page that reads too slowly
MAX_PAGES = 32
LEAVES_AFTER_S = 10.0  # without a page: a page that is loaded anew is back sooner
MAX_TAKE_BYTES = 8_000_000
SOCKET_PATH = "/socket"
_TEXT = "text/plain; charset=utf-8"


class SocketPage:
    """Implements `bridge.panel.relay.Page`."""

    def __init__(self, connection: ServerConnection) -> None:
        self._connection = connection
        self._texts: asyncio.Queue[str] = asyncio.Queue()
        self._n_waiting = 0

    def put(self, text: str) -> None:
        """Send soon."""
        self._n_waiting += len(text)
        self._texts.put_nowait(text)
        if self._n_waiting > MAX_UNSENT_BYTES:
            log.warning("a page reads too slowly; its connection is closed")
            self._connection.transport.abort()

    async def write(self) -> None:
        """Send what is put, until the connection closes."""
        while True:
            text = await self._texts.get()
            await self._connection.send(text)
            self._n_waiting -= len(text)


class PanelServer:
    """``serve`` opens the port; ``run`` talks with the daemon, until it is cancelled."""

    def __init__(self, settings: PanelSettings) -> None:
        self._settings = settings
        self._pages = load_pages()
        self._guard = Guard(settings.port)
        self._lan_text = ""
        link = DaemonLink(settings.osc_host, settings.osc_port, settings.osc_secret)
        self._relay = Relay(["panel/tables", tables()], link)
        self._leaving: asyncio.TimerHandle | None = None
        self._server: Server | None = None

    async def serve(self) -> int:
        """Open the port and return it. Raises SetupError, PortTakenError."""
        settings = self._settings
        host = settings.listens_on
        try:
            self._server = await serve(
                self._talk,
                host,
                settings.port,
                process_request=self._answer,
                compression=None,  # time matters, not bytes: the page is on this machine or in this network
                max_size=MAX_REQUEST_BYTES,
                ping_interval=10,
                ping_timeout=20,
                server_header=None,
            )
        except OSError as error:
            raise cannot_listen(host, settings.port, error) from error
        port: int = next(iter(self._server.sockets)).getsockname()[1]
        self._guard = Guard(port, settings.addresses, settings.secret)
        if url := settings.lan_url(port):
            self._lan_text = json.dumps([["panel/lan", url, svg_code(url)]])
        return port

    async def run(self) -> None:
        """Talk with the daemon while pages are open; never returns."""
        await self._relay.link.run()

    async def close(self) -> None:
        """Close the port and every page."""
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    # -- HTTP

    async def _answer(self, connection: ServerConnection, request: Request) -> Response | None:
        """An HTTP answer; None lets a WebSocket open."""
        headers = {name.lower(): value for name, value in request.headers.raw_items()}
        is_socket = "upgrade" in headers
        incoming = Incoming(connection.remote_address[0], request.path, headers, is_socket)
        host = headers.get("host", "")
        if getattr(request, "method", "GET") != "GET":  # websockets before 17 reads no other
            return answer(405, b"the panel is read by GET\n", _TEXT, LOOPBACK)
        if len(request.headers.get_all("Host")) != 1:
            return answer(403, b"a request names one host\n", _TEXT, LOOPBACK)
        refusal = self._guard.check(incoming)
        if refusal is not None:
            log.info("%s %s refused: %s", incoming.peer, incoming.path, refusal.sentence)
            return answer(refusal.status, refusal.sentence.encode() + b"\n", _TEXT, LOOPBACK)
        if is_socket:
            return None if incoming.path == SOCKET_PATH else answer(404, b"there is no such socket\n", _TEXT, host)
        if incoming.path == "/" and self._guard.brings_secret(incoming):
            return answer(303, b"", _TEXT, host, Location="/", Set_Cookie=self._guard.cookie())
        if incoming.path == "/about.json":
            about = json.dumps({"program": "sideman panel", "osc_port": self._settings.osc_port})
            return answer(200, about.encode(), "application/json", host)
        return await self._file(incoming.path, host)

    async def _file(self, path: str, host: str) -> Response:
        if path in self._pages:
            page = self._pages[path]
            return answer(200, page.data, page.media_type, host)
        name = unquote(path.removeprefix("/files/")) if path.startswith("/files/") else ""
        take = self._relay.state.files.get(name)
        if take is not None:
            try:
                data = await asyncio.to_thread(lambda: take.read_bytes() if _is_small(take.stat().st_size) else b"")
            except OSError:
                data = b""
            if data:
                named = f'attachment; filename="{take.name}"' if take.name.isascii() else "attachment"
                return answer(200, data, "audio/midi", host, Content_Disposition=named)
        return answer(404, b"there is nothing here\n", _TEXT, host)

    # -- WebSockets

    async def _talk(self, connection: ServerConnection) -> None:
        """Serve one page until it closes."""
        if self._relay.n_pages >= MAX_PAGES:
            await connection.close(CloseCode.TRY_AGAIN_LATER, "too many pages")
            return
        page = SocketPage(connection)
        writing = asyncio.create_task(_until_closed(page.write))
        self._relay.add(page)
        if self._lan_text:
            page.put(self._lan_text)
        try:
            async for text in connection:
                self._relay.receive(page, text)
        except ConnectionClosed:
            pass
        finally:
            writing.cancel()
            self._relay.remove(page)
            self._leave_later()

    def _leave_later(self) -> None:
        if self._leaving is not None:
            self._leaving.cancel()
        self._leaving = asyncio.get_running_loop().call_later(LEAVES_AFTER_S, self._leave_if_alone)

    def _leave_if_alone(self) -> None:
        if not self._relay.n_pages:
            self._relay.link.want(False)


async def _until_closed(write: Callable[[], Awaitable[None]]) -> None:
    try:
        await write()
    except ConnectionClosed:
        log.debug("a page was closed")


def _is_small(n_bytes: int) -> bool:
    return n_bytes <= MAX_TAKE_BYTES

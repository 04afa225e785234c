"""The panel's connection to the daemon: OSC over TCP, which loses nothing, with subscriptions. On the event loop.

It connects again and again until a daemon is there. Packets have length prefixes, as in OSC 1.0.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import struct
from collections.abc import Callable, Sequence

from bridge.core.errors import BadPacketError
from bridge.osc.client import HELLO_ADDRESS, SECRET_VARIABLE
from bridge.osc.codec import OscMessage, Value, decode, encode
from bridge.osc.stream import PacketReader
from bridge.osc.subscribers import EXPIRY_S

log = logging.getLogger(__name__)

TOPICS = ("note", "bar", "plan", "status", "late", "error", "ready", "scene", "player")
RETRY_S = 0.5
SILENT_S = 4.0  # a daemon sends its status every second
RENEW_S = EXPIRY_S / 3.0
_READ_BYTES = 65_536
_ASKED = (
    "/sideman/version",
    "/sideman/status",
    "/sideman/take",
    "/sideman/library",
    "/sideman/grooves",
    "/sideman/drum_maps",
    "/sideman/capabilities",
)


class DaemonLink:
    """secret: what the daemon asks other machines for.

    ``take`` is called with the messages that came together, ``changed`` with whether a daemon is connected; set them.
    """

    def __init__(self, host: str, port: int, secret: str = "") -> None:
        self._host, self._port, self._secret = host, port, secret
        self.take: Callable[[list[OscMessage]], None] = lambda _: None
        self.changed: Callable[[bool], None] = lambda _: None
        self._writer: asyncio.StreamWriter | None = None
        self._wanted = asyncio.Event()
        self._left = asyncio.Event()

    @property
    def is_up(self) -> bool:
        """Whether a daemon is connected."""
        return self._writer is not None

    def want(self, is_wanted: bool) -> None:
        """Connect, or leave: a panel that nobody looks at costs the daemon nothing."""
        if is_wanted:
            self._left.clear()
            self._wanted.set()
        else:
            self._wanted.clear()
            self._left.set()

    def send(self, address: str, arguments: Sequence[Value] = ()) -> bool:
        """Send a request; False without a daemon."""
        if self._writer is None or self._writer.is_closing():
            return False
        packet = encode(address, arguments)
        self._writer.write(struct.pack(">i", len(packet)) + packet)
        return True

    async def run(self) -> None:
        """Be connected while that is wanted; never returns."""
        while True:
            await self._wanted.wait()
            try:
                await self._follow()
            except (OSError, BadPacketError, TimeoutError) as error:
                log.debug("the daemon: %s", error)
            if self._wanted.is_set():
                await asyncio.sleep(RETRY_S)

    async def _follow(self) -> None:
        reader, writer = await asyncio.open_connection(self._host, self._port)
        self._writer = writer
        renewing = asyncio.create_task(self._renew())
        leaving = asyncio.create_task(self._leave(writer))
        try:
            self.changed(True)
            self._greet()
            await self._receive(reader)
        finally:
            self._writer = None
            for task in (renewing, leaving):
                task.cancel()
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()
            self.changed(False)

    async def _receive(self, reader: asyncio.StreamReader) -> None:
        """Raises TimeoutError when the daemon says nothing, BadPacketError for what is not OSC."""
        packets = PacketReader()
        while True:
            async with asyncio.timeout(SILENT_S):
                data = await reader.read(_READ_BYTES)
            if not data:
                return
            messages = [message for packet in packets.feed(data) for message in decode(packet)]
            if messages:
                self.take(messages)

    def _greet(self) -> None:
        if secret := self._secret or os.environ.get(SECRET_VARIABLE, ""):
            self.send(HELLO_ADDRESS, (secret,))
        for address in _ASKED:
            self.send(address)
        self._subscribe()

    def _subscribe(self) -> None:
        for topic in TOPICS:
            self.send("/sideman/subscribe", (topic,))

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(RENEW_S)
            self._subscribe()

    async def _leave(self, writer: asyncio.StreamWriter) -> None:
        await self._left.wait()
        writer.close()

"""A client: sends a request to a daemon and collects its answers. One thread, its own socket."""

from __future__ import annotations

import contextlib
import ipaddress
import os
import socket
import time
from collections.abc import Iterator, Sequence

from bridge.core.errors import NoAnswerError, OutOfRangeError, SetupError
from bridge.osc.codec import OscMessage, Value, decode, encode

ERROR_ADDRESS = "/sideman/error"
HELLO_ADDRESS = "/sideman/hello"
PING_ADDRESS, PONG_ADDRESS = "/sideman/ping", "/sideman/pong"  # shows that what was sent before was taken
SECRET_VARIABLE = "SIDEMAN_SECRET"
GREETS_WITHIN_S = 2.0

_RECEIVE_BUFFER_BYTES = 1 << 20


class OscClient:
    """Talks with one daemon."""

    def __init__(self, host: str, port: int) -> None:
        """Raises SetupError when the host is unknown."""
        self._name = f"{host}:{port}"
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        with contextlib.suppress(OSError):  # a clip of thousands of notes comes in one gust
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _RECEIVE_BUFFER_BYTES)
        try:
            # Connected, so that a closed port is reported at once instead of after a timeout.
            self._socket.connect((host, port))
        except OSError as error:
            self._socket.close()
            raise SetupError(f"cannot reach {self._name}: {error.strerror or error}") from error
        if secret := os.environ.get(SECRET_VARIABLE):
            self._greet(secret)

    def __enter__(self) -> OscClient:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def _greet(self, secret: str) -> None:
        """Give the secret that a daemon on another machine asks for; this machine's needs none."""
        if ipaddress.ip_address(self._socket.getpeername()[0]).is_loopback:
            return
        number = 0
        for _ in range(2):
            for answer in self.ask(HELLO_ADDRESS, (secret, number), HELLO_ADDRESS, GREETS_WITHIN_S):
                if answer.address == HELLO_ADDRESS:
                    number = int(answer.arguments[0] or 0)
            if not number:
                return

    def send(self, address: str, arguments: Sequence[Value] = ()) -> None:
        """Send one message. Raises NoAnswerError when the port is closed, OutOfRangeError when it fits no datagram."""
        packet = encode(address, arguments)
        try:
            self._socket.send(packet)
        except (ConnectionRefusedError, ConnectionResetError) as error:
            raise self._no_answer() from error
        except OSError as error:
            reason = f"{address} with {len(packet)} bytes cannot be sent: {error.strerror or error}"
            raise OutOfRangeError(f"{reason}; say it in fewer words") from error

    def answers(self, wait_s: float) -> Iterator[OscMessage]:
        """Yield messages received within ``wait_s`` seconds. Raises NoAnswerError when the port is closed."""
        deadline_s = time.monotonic() + wait_s
        while (left_s := deadline_s - time.monotonic()) > 0:
            self._socket.settimeout(left_s)
            try:
                yield from decode(self._socket.recv(65_536))
            except TimeoutError:
                return
            except (ConnectionRefusedError, ConnectionResetError) as error:  # the latter on Windows
                raise self._no_answer() from error

    def ask(self, address: str, arguments: Sequence[Value], last: str | None, wait_s: float) -> Iterator[OscMessage]:
        """Send; yield answers up to the one at ``last`` or an error. Raises NoAnswerError when none comes."""
        self.send(address, arguments)
        n_answers = 0
        for answer in self.answers(wait_s):
            n_answers += 1
            yield answer
            if answer.address in (last, ERROR_ADDRESS):
                return
        if not n_answers:
            raise self._no_answer()

    def request(
        self, address: str, arguments: Sequence[Value], answers: Sequence[str], wait_s: float
    ) -> Iterator[OscMessage]:
        """`ask` up to the last of a request's answers; one that has none yields errors until a ping is answered.

        Raises NoAnswerError when none comes.
        """
        if answers:
            yield from self.ask(address, arguments, answers[-1], wait_s)
            return
        self.send(address, arguments)
        self.send(PING_ADDRESS)
        for answer in self.answers(wait_s):
            if answer.address == PONG_ADDRESS:
                return
            yield answer
        raise self._no_answer()

    def _no_answer(self) -> NoAnswerError:
        return NoAnswerError(f"no daemon answers on {self._name}; start one with: sideman run")

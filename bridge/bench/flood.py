"""A flood of OSC from a process of its own: ``python -m bridge.bench.flood PORT RATE SECONDS``; prints the answers.

Half of the messages are valid, half are not; each kind has its answer, counted as it comes. Loopback only.
"""

from __future__ import annotations

import json
import socket
import sys
import time
from typing import NamedTuple

from bridge.osc.codec import decode, encode

# Packet, and the address of the answer it must get; None: it asks for none.
KINDS: tuple[tuple[bytes, str | None], ...] = (
    (encode("/sideman/set", ("humanise", 0.1)), "/sideman/control"),
    (encode("/sideman/set", ("energy", 5.0)), "/sideman/error"),
    (encode("/sideman/ping"), "/sideman/pong"),
    (encode("/sideman/dance"), "/sideman/error"),
    (encode("/sideman/get", ("swing",)), "/sideman/control"),
    (b"no packet at all", "/sideman/error"),
    (encode("/sideman/note", (60, 0)), None),
    (encode("/sideman/part", ("bass", "on", 2)), "/sideman/error"),
)
_BURSTS_A_SECOND = 500
_LAST_ANSWERS_S = 2.0
_BUFFER_BYTES = 8 << 20


class Flooded(NamedTuple):
    """Counts of a flood."""

    n_sent: int
    n_expected: int
    n_answered: int
    n_wrong: int  # answers beyond those expected of their address
    rate_hz: float


def flood(port: int, rate_hz: int, duration_s: float) -> Flooded:
    """Send at an even pace, and read what comes back."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER_BYTES)
        sender.bind(("127.0.0.1", 0))
        sender.connect(("127.0.0.1", port))
        sender.setblocking(False)
        answers: dict[str, int] = {}
        began_s = time.monotonic()
        n_sent = _send_for(sender, rate_hz, duration_s, answers)
        rate_hz_reached = n_sent / (time.monotonic() - began_s)
        end_s = time.monotonic() + _LAST_ANSWERS_S
        while time.monotonic() < end_s:
            _read(sender, answers)
            time.sleep(0.01)
    expected: dict[str, int] = {}
    for number, (_, address) in enumerate(KINDS):
        if address is not None:
            expected[address] = expected.get(address, 0) + (n_sent - number + len(KINDS) - 1) // len(KINDS)
    n_wrong = sum(max(n - expected.get(address, 0), 0) for address, n in answers.items())
    return Flooded(n_sent, sum(expected.values()), sum(answers.values()), n_wrong, rate_hz_reached)


def _send_for(sender: socket.socket, rate_hz: int, duration_s: float, answers: dict[str, int]) -> int:
    burst = max(rate_hz // _BURSTS_A_SECOND, 1)
    began_s = next_s = time.monotonic()
    n_sent = 0
    while next_s - began_s < duration_s:
        for _ in range(burst):
            sender.send(KINDS[n_sent % len(KINDS)][0])
            n_sent += 1
        _read(sender, answers)
        next_s += burst / rate_hz
        time.sleep(max(next_s - time.monotonic(), 0.0))
    return n_sent


def _read(sender: socket.socket, answers: dict[str, int]) -> None:
    try:
        while True:
            address = decode(sender.recv(65_536))[0].address
            answers[address] = answers.get(address, 0) + 1
    except BlockingIOError:
        return


if __name__ == "__main__":
    print(json.dumps(flood(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))._asdict()))

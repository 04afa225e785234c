"""Access control: this machine may use every address, other machines after they have sent the secret.

A UDP sender's address may be forged. So `greet` answers a secret with a number that has to be sent back from there; and
until then a peer is sent no more bytes than it has sent, or the answers could be used to flood a third party. A TCP
connection proves its address by itself. On the OSC thread.
"""

from __future__ import annotations

import ipaddress
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path

from bridge.core.errors import NotAllowedError
from bridge.osc.peer import Peer

MAX_PEERS = 256
_NUMBERS = 1 << 31


def is_this_machine(host: str) -> bool:
    """Whether an address is a loopback one; a name is none."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Gate:
    """secret: what other machines must send, "" lets none in; folders: in which they may open files."""

    def __init__(
        self, secret: str = "", folders: Sequence[Path] = (), *, is_near: Callable[[str], bool] = is_this_machine
    ) -> None:
        self._secret, self._is_near = secret.encode(), is_near
        self._folders = [folder.expanduser().resolve() for folder in folders]
        self._let_in: OrderedDict[Peer, None] = OrderedDict()
        self._numbers: OrderedDict[Peer, int] = OrderedDict()

    def is_trusted(self, peer: Peer) -> bool:
        """Whether a peer is this machine or has given the secret."""
        return self._is_near(peer.host) or _place(peer) in self._let_in

    def check(self, peer: Peer, address: str) -> None:
        """Raises NotAllowedError unless a peer is trusted."""
        if not self.is_trusted(peer):
            todo = "send /sideman/hello with it first" if self._secret else "set osc.secret where Sideman runs"
            raise NotAllowedError(f"{address}: other machines need the secret; {todo}")

    def check_path(self, peer: Peer, path: Path) -> None:
        """Raises NotAllowedError for a file outside the folders, asked for by another machine."""
        resolved = path.expanduser().resolve()
        if not self._is_near(peer.host) and not any(resolved.is_relative_to(folder) for folder in self._folders):
            raise NotAllowedError(f"{path} lies outside the folders that other machines may use (osc.folders)")

    def greet(self, peer: Peer, secret: str, number: int | None) -> int:
        """Let a peer in that gives the secret: 0, or the number that it has to send along from there.

        Raises NotAllowedError.
        """
        if self.is_trusted(peer):
            return 0
        import hmac  # with OpenSSL, 4 MB that only guests of other machines need
        import secrets

        if not self._secret or not hmac.compare_digest(secret.encode(), self._secret):
            raise NotAllowedError("/sideman/hello: that is not the secret (osc.secret)")
        if not peer.connection and (number is None or self._numbers.pop(peer, None) != number):
            self._numbers[peer] = number = 1 + secrets.randbelow(_NUMBERS - 1)
            _shorten(self._numbers)
            return number
        self._let_in[_place(peer)] = None
        _shorten(self._let_in)
        return 0

    def forget(self, peer: Peer) -> None:
        """A connection was closed."""
        self._let_in.pop(peer, None)


def _place(peer: Peer) -> Peer:
    """Key of an admitted client: a connection, or for UDP the machine, as answers may go to another of its ports."""
    return peer if peer.connection else Peer(peer.host, 0)


def _shorten(table: OrderedDict[Peer, int] | OrderedDict[Peer, None]) -> None:
    while len(table) > MAX_PEERS:
        table.popitem(last=False)

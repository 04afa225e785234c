"""Which HTTP requests are answered: by Host, Origin, Sec-Fetch-Site and, from other machines, a secret. Pure.

A page of another site may make a browser send requests here, or rebind its own name to this machine. Such requests
carry that site's name in Host or Origin and are refused. A WebSocket must name its origin.
"""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

COOKIE = "sideman_panel"
_LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
_OWN_SITES = ("same-origin", "none")


class Refusal(NamedTuple):
    """An HTTP status and a sentence."""

    status: int
    sentence: str


class Incoming(NamedTuple):
    """What matters of a request. peer: the address it came from; headers: names in lower case."""

    peer: str
    target: str
    headers: Mapping[str, str]
    is_socket: bool = False

    @property
    def path(self) -> str:
        """Path without the query."""
        return urlsplit(self.target).path


class Guard:
    """port: of the panel; addresses: of this machine in its network, where others are let in with the secret."""

    def __init__(self, port: int, addresses: tuple[str, ...] = (), secret: str = "") -> None:
        self._near = frozenset(f"{name}:{port}" for name in _LOOPBACK_NAMES)
        self._far = frozenset(f"{address}:{port}" for address in addresses) if secret else frozenset()
        self._secret = secret

    def check(self, request: Incoming) -> Refusal | None:
        """A refusal, or None for a request that may be answered."""
        host = request.headers.get("host", "").lower()
        is_near = host in self._near and _is_loopback(request.peer)
        if not is_near and host not in self._far:
            return Refusal(403, "this name is not the panel's: open the address that sideman run prints")
        origin = request.headers.get("origin")
        if (request.is_socket and not origin) or (origin is not None and origin != f"http://{host}"):
            return Refusal(403, "requests of other sites are not answered")
        if request.headers.get("sec-fetch-site", "none") not in _OWN_SITES and not _is_visit(request):
            return Refusal(403, "requests of other sites are not answered")
        if not is_near and not self.brings_secret(request) and not self._has_cookie(request):
            return Refusal(401, "open the address with the secret that Sideman shows, or scan its QR code")
        return None

    def brings_secret(self, request: Incoming) -> bool:
        """Whether the address itself has the secret; the answer then sets the cookie."""
        return self._is_secret(parse_qs(urlsplit(request.target).query).get("secret", [""])[0])

    def cookie(self) -> str:
        """Value of Set-Cookie: kept by the browser, readable by no script, sent from no other site."""
        return f"{COOKIE}={self._secret}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000"

    def _has_cookie(self, request: Incoming) -> bool:
        try:
            cookies: SimpleCookie = SimpleCookie(request.headers.get("cookie", ""))
        except CookieError:
            return False
        return COOKIE in cookies and self._is_secret(cookies[COOKIE].value)

    def _is_secret(self, text: str) -> bool:
        return bool(self._secret) and hmac.compare_digest(text.encode(), self._secret.encode())


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _is_visit(request: Incoming) -> bool:
    """Whether a person followed a link: the page alone, in a window of its own."""
    headers = request.headers
    is_document = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    return is_document and not request.is_socket and request.path == "/"

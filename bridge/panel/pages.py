"""The files of the page, held in memory, and HTTP answers. No request ever names a path of this machine."""

from __future__ import annotations

from importlib.resources import files
from typing import NamedTuple

from websockets.datastructures import Headers
from websockets.http11 import Response

_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "svg": "image/svg+xml",
    "webmanifest": "application/manifest+json",
}
_REASONS = {
    200: "OK",
    303: "See Other",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
}


class PageFile(NamedTuple):
    """A file and its media type."""

    media_type: str
    data: bytes


def load_pages() -> dict[str, PageFile]:
    """Every file of the page by its path, "/" for the page itself."""
    found: dict[str, PageFile] = {}
    for each in files("bridge.panel").joinpath("page").iterdir():
        suffix = each.name.rpartition(".")[2]
        if suffix in _TYPES:
            found[f"/{each.name}"] = PageFile(_TYPES[suffix], each.read_bytes())
    found["/"] = found.pop("/index.html")
    return found


def answer(status: int, data: bytes, media_type: str, host: str, **more: str) -> Response:
    """An HTTP answer that loads nothing from elsewhere, is framed by nobody and is sniffed by nobody."""
    headers = Headers(
        {
            "Content-Type": media_type,
            "Content-Length": str(len(data)),
            "Connection": "close",
            "Content-Security-Policy": security_policy(host),
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
        }
    )
    for name, value in more.items():
        headers[name.replace("_", "-")] = value
    return Response(status, _REASONS[status], headers, data)


def security_policy(host: str) -> str:
    """The content security policy: scripts, styles and sockets of the panel itself, and nothing else."""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; manifest-src 'self'; "
        f"connect-src 'self' ws://{host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )

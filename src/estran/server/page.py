"""The built web room: its page and what the page loads, as the build put them beside this file.

Nothing of it comes from elsewhere, and nothing of a case is in it. What it shows it asks for.
"""

import gzip
import re
from functools import lru_cache
from importlib.resources import files

from fastapi import Response
from starlette.exceptions import HTTPException

from estran.language.catalogue import say
from estran.server.asking import Asking
from estran.server.guards import PAGE_HEADERS
from estran.server.route import Route

NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}")
KINDS = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".geojson": "application/geo+json",
}
FOR_EVER = "public, max-age=31536000, immutable"
"""A name holds a hash of what it names, so that a browser never has to ask again."""

PACKED = {".js", ".css", ".svg", ".geojson"}


def page(language: str) -> Response:
    """Return the room's page; a sentence where it was not built."""
    index = _static("index.html")
    if index is None:
        return Response(say(language, "server.running"), media_type="text/plain; charset=utf-8")
    return Response(index, media_type="text/html; charset=utf-8", headers=PAGE_HEADERS)


def read_asset(asked: Asking, name: str) -> Response:
    """Return a file that the page loads."""
    del asked
    suffix = name[name.rfind(".") :]
    if not NAME.fullmatch(name) or suffix not in KINDS:
        raise HTTPException(404)
    content = _static("assets", name)
    if content is None:
        raise HTTPException(404)
    headers = {"Cache-Control": FOR_EVER}
    if suffix in PACKED:
        content, headers["Content-Encoding"] = _packed(content), "gzip"
    return Response(content, media_type=KINDS[suffix], headers=headers)


@lru_cache(maxsize=64)
def _packed(content: bytes) -> bytes:
    """Return what every browser unpacks; kept, for a phone on a bad line waits for the rest."""
    return gzip.compress(content, mtime=0)


def read_worker(asked: Asking) -> Response:
    """Return the script by which a browser keeps the page's own files, and no answer of ours.

    It stands at the root, for it may keep only what stands below it. A browser asks for it anew at
    each load, and takes a new one.
    """
    del asked
    content = _static("worker.js")
    if content is None:
        raise HTTPException(404)
    return Response(content, media_type=KINDS[".js"])


def _static(*path: str) -> bytes | None:
    file = files("estran.server").joinpath("static", *path)
    return file.read_bytes() if file.is_file() else None


ROUTES = (
    Route(
        method="GET",
        path="/assets/{name}",
        action="read_public",
        operation="read_asset",
        tag="service",
        summary="A file that the page of the web room loads",
        handler=read_asset,
        answers={200: {"content": {kind: {} for kind in KINDS.values()}}},
    ),
    Route(
        method="GET",
        path="/worker.js",
        action="read_public",
        operation="read_worker",
        tag="service",
        summary="Keeps the page's own files in a browser, for a telephone without a line",
        handler=read_worker,
        answers={200: {"content": {KINDS[".js"]: {}}}},
    ),
)

"""Large answers to a reader: compressed where the reader can read it, and not sent twice."""

from __future__ import annotations

import gzip
import hashlib
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import Response

if TYPE_CHECKING:
    from fastapi import Request

LEVEL = 6
WORTH_IT = 1024
"""Bytes below which nothing is compressed."""


def packed(request: Request, content: bytes, *, media: str) -> Response:
    """Return content with its tag; where the reader holds it already, only that it has not changed.

    Whoever asks again asks for the tag first, for whether they may still read it can have changed.

    Parameters
    ----------
    request : Request
        With `If-None-Match` and `Accept-Encoding`, or without.
    content : bytes
        The whole answer; the same bytes for everybody who may have it in that language.
    media : str
        Its media type.
    """
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Accept-Encoding"}
    asked = (one.strip() for one in request.headers.get("If-None-Match", "").split(","))
    if tag in {one.removeprefix("W/") for one in asked}:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    if len(content) > WORTH_IT and _reads_gzip(request):
        content = gzip.compress(content, LEVEL, mtime=0)
        headers["Content-Encoding"] = "gzip"
    return Response(content, media_type=media, headers=headers)


def _reads_gzip(request: Request) -> bool:
    for one in request.headers.get("Accept-Encoding", "").split(","):
        name, _, rest = one.partition(";")
        if name.strip().lower() == "gzip":
            return rest.replace(" ", "").lower() not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False

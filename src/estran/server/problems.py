"""Refusals as RFC 9457 problems: a stable code, values, and a sentence in the asked language.

A failure of ours says only that it happened, and under which number it stands in the log.
"""

from __future__ import annotations

import json
import logging
import traceback
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi import Response

from estran.errors import (
    EstranError,
    InputError,
    KeyDestroyedError,
    MissingExtraError,
    NotAllowedError,
    NotSignedInError,
    OutsideValidityError,
    RefusedTransitionError,
    RepeatError,
    StaleError,
    StoreError,
    TooOftenError,
    UnknownRecordError,
)
from estran.language.catalogue import say
from estran.language.refusals import refusal_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MEDIA = "application/problem+json"
LOG = logging.getLogger("estran.server")
BY_KIND: tuple[tuple[type[EstranError], int], ...] = (
    (NotSignedInError, 401),
    (NotAllowedError, 403),
    (UnknownRecordError, 404),
    (RefusedTransitionError, 409),
    (RepeatError, 409),
    (StaleError, 409),
    (KeyDestroyedError, 410),
    (TooOftenError, 429),
    (InputError, 422),
    (OutsideValidityError, 422),
    (MissingExtraError, 501),
    (StoreError, 503),
)
"""The first kind that fits gives the status; any other error is a failure of ours, 500."""

BY_CODE: Mapping[str, int] = {
    "request.host": 400,
    "request.address": 404,
    "request.method": 405,
    "request.slow": 408,
    "account.taken": 409,
    "account.own": 409,
    "account.shut": 409,
    "account.local": 409,
    "request.too_large": 413,
    "request.media": 415,
}
"""Codes whose status HTTP has a better word for."""


def status_of(error: EstranError) -> int:
    """Return the HTTP status of a refusal."""
    if error.code in BY_CODE:
        return BY_CODE[error.code]
    return next((status for kind, status in BY_KIND if isinstance(error, kind)), 500)


def problem(error: EstranError, *, language: str) -> Response:
    """Return a refusal as a response."""
    status = status_of(error)
    members = {"detail": refusal_of(error, language=language), "params": _plain(error.details)}
    headers: dict[str, str] = {}
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, TooOftenError):
        headers["Retry-After"] = str(error.details.get("seconds", 60))
    return _response(status, error.code, members, language=language, headers=headers)


def failure(error: Exception, *, incident: str, language: str) -> Response:
    """Return that something failed on our side, and log where: no value and no message of it."""
    status, code, detail = 500, "server.unexpected", say(language, "problem.unexpected")
    if isinstance(error, EstranError):
        status, code = status_of(error), error.code
    if isinstance(error, StoreError):
        detail = say(language, "problem.not_stored")
    if isinstance(error, MissingExtraError):
        detail = refusal_of(error, language=language)
    where = "".join(traceback.format_tb(error.__traceback__))
    LOG.error("%s %s %s\n%s", incident, code, type(error).__name__, where)
    members = {"detail": detail, "params": {"incident": incident}}
    return _response(status, code, members, language=language, headers={})


def _response(
    status: int,
    code: str,
    members: Mapping[str, Any],
    *,
    language: str,
    headers: dict[str, str],
) -> Response:
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        **members,
    }
    own = {"Content-Language": language, "Vary": "Accept-Language"}
    return Response(
        json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"),
        status_code=status,
        media_type=MEDIA,
        headers={**own, **headers},
    )


def _plain(value: object) -> Any:  # noqa: ANN401 -- any JSON
    """Return a value as JSON can carry it; what it cannot, as text."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one) for one in _ordered(value)]
    return str(value)


def _ordered(value: Sequence[object] | set[object] | frozenset[object]) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else sorted(value, key=str)


PROBLEM_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "code", "detail", "params"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "Stable name of the mistake."},
        "detail": {"type": "string", "description": "In the language of Accept-Language."},
        "params": {"type": "object", "description": "The values that the sentence speaks of."},
    },
}
"""A problem, for the description of the API."""

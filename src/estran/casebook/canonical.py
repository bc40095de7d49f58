"""One spelling for every value that is hashed: sorted keys, no spaces, UTF-8, and no floats.

A number with a fraction travels as the text of a decimal, so that no machine rounds it anew.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, TypeAlias

from estran.errors import CasebookError

if TYPE_CHECKING:
    from collections.abc import Mapping

Plain: TypeAlias = "str | int | bool | list[Plain] | dict[str, Plain] | None"


def canonical(value: Mapping[str, Plain]) -> bytes:
    """Return the one spelling of a value.

    Parameters
    ----------
    value : mapping
        Text, whole numbers, true, false, nothing, lists and mappings; floats are refused.

    Returns
    -------
    bytes
        JSON in UTF-8: keys sorted, no spaces.

    Raises
    ------
    CasebookError
        Where a float, what JSON does not know, or text that is not UTF-8 stands anywhere in it.
    """
    _require_plain(value)
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise _unhashable(text[error.start : error.end]) from error


def sha256(content: bytes) -> str:
    """Return the SHA-256 of some bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def commitment(*, nonce: str, content: bytes) -> str:
    """Return H(nonce, content): it holds somebody to a content without giving it away.

    Parameters
    ----------
    nonce : str
        Hexadecimal digits that nobody can guess; destroyed with the content.
    content : bytes
        What is committed to.
    """
    return sha256(nonce.encode() + b"\n" + content)


def _require_plain(value: object) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise _unhashable(key)
            _require_plain(key)
            _require_plain(inner)
    elif isinstance(value, list):
        for inner in value:
            _require_plain(inner)
    elif isinstance(value, str):
        _require_utf8(value)
    elif not (value is None or isinstance(value, int)):
        raise _unhashable(value)


def _require_utf8(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as problem:
        raise CasebookError(
            "record.not_text",
            f"{text!r} cannot stand in the record: it holds half a character. Type it anew.",
            value=repr(text),
        ) from problem


def _unhashable(value: object) -> CasebookError:
    return CasebookError(
        "record.unhashable",
        f"{value!r} cannot stand in the record: write numbers with a fraction as decimal text.",
        value=repr(value),
    )

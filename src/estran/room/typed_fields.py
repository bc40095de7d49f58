"""Fields of an event from text as somebody types it, `name=value`, by the form of its kind.

What cannot be read stays text: the record says what is wrong with it.
"""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from dataclasses import dataclass, is_dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

from estran.casebook.bodies.parts import PositionSaid
from estran.errors import CasebookError
from estran.room.enter import form_of

if TYPE_CHECKING:
    from collections.abc import Iterable

YES_NO = {"yes": True, "oui": True, "true": True, "no": False, "non": False, "false": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """One field of a form.

    Attributes
    ----------
    type : str
        text, number, whole_number, yes_no, time, choice, list or json.
    choices : tuple of str
        Where it is a choice.
    """

    name: str
    type: str
    needed: bool
    choices: tuple[str, ...] = ()


def form_rows(kind: str) -> tuple[FormRow, ...]:
    """Return the form of a kind, row by row.

    Raises
    ------
    CasebookError
        Where it cannot be entered by itself.
    """
    return tuple(
        FormRow(name=name, type=_word(hint), needed=needed, choices=_choices(hint))
        for name, hint, needed in form_of(kind)
    )


def typed_fields(kind: str, pairs: Iterable[str]) -> dict[str, Any]:
    """Return the fields that `name=value` pairs give.

    A list is given once with commas, or its name several times; what has parts is given as JSON.

    Raises
    ------
    CasebookError
        Where a pair is none, or its JSON cannot be read.
    """
    hints = {name: hint for name, hint, _ in form_of(kind)}
    said: dict[str, list[str]] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not (name.strip() and sign):
            raise CasebookError(
                "enter.pair", f"{pair!r} is not name=value, such as unit=Lifeboat.", said=pair
            )
        said.setdefault(name.strip().replace("-", "_"), []).append(value.strip())
    return {name: _read(hints.get(name), values, name) for name, values in said.items()}


def _bare(hint: Any) -> Any:  # noqa: ANN401 -- any type
    """Return a type without None beside it."""
    if get_origin(hint) in (Union, types.UnionType):
        return next(one for one in get_args(hint) if one is not type(None))
    return hint


def _word(hint: Any) -> str:  # noqa: ANN401 -- any type
    plain = _bare(hint)
    origin = get_origin(plain)
    if origin is Literal:
        return "choice"
    if origin is tuple:
        return "list"
    if origin is Mapping or is_dataclass(plain):
        return "json"
    words = {int: "whole_number", float: "number", bool: "yes_no", datetime: "time"}
    return words.get(plain, "text")


def _choices(hint: Any) -> tuple[str, ...]:  # noqa: ANN401 -- any type
    plain = _bare(hint)
    if get_origin(plain) is tuple:
        plain = get_args(plain)[0]
    return tuple(str(one) for one in get_args(plain)) if get_origin(plain) is Literal else ()


def _read(hint: Any, values: list[str], name: str) -> Any:  # noqa: ANN401 -- any plain value
    plain = _bare(hint)
    if get_origin(plain) is tuple:
        return _listed(get_args(plain)[0], values, name)
    if len(values) > 1:
        raise CasebookError("enter.twice", f"{name} stands twice, and takes one value.", name=name)
    return _single(plain, values[0], name)


def _listed(hint: Any, values: list[str], name: str) -> list[Any]:  # noqa: ANN401 -- any type
    if len(values) == 1 and values[0].startswith("["):
        return list(_json(values[0], name))
    if len(values) == 1 and not values[0].startswith("{"):
        values = [one.strip() for one in values[0].split(",") if one.strip()]
    return [_single(hint, one, name) for one in values]


def _single(hint: Any, value: str, name: str) -> Any:  # noqa: ANN401 -- any plain value
    if hint is PositionSaid and not value.startswith("{"):
        return {"said": value}
    if get_origin(hint) is Mapping or (isinstance(hint, type) and is_dataclass(hint)):
        return _json(value, name)
    if hint is bool:
        return YES_NO.get(value.casefold(), value)
    if hint is int:
        return int(value) if value.lstrip("-").isdecimal() else value
    return value


def _json(value: str, name: str) -> Any:  # noqa: ANN401 -- any plain value
    try:
        return json.loads(value)
    except ValueError as error:
        raise CasebookError(
            "enter.json",
            f'{name}: what has parts is given as JSON, such as \'{{"means": "..."}}\'.',
            name=name,
        ) from error

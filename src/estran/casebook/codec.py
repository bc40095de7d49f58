"""Bodies to plain values and back. Numbers with a fraction travel as decimal text, times as UTC."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import datetime
from functools import cache
from math import isfinite
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from estran.errors import CasebookError, EstranError
from estran.quantities.instants import format_instant, in_utc, parse_instant


def to_plain(value: object) -> Any:  # noqa: ANN401 -- any plain value
    """Return a body, or a part of one, as plain values; what holds its default is left out.

    Parameters
    ----------
    value : object
        A body, or text, number, time, tuple or mapping of such.

    Raises
    ------
    CasebookError
        Where a number is not finite.
    """
    if is_dataclass(value):
        pairs = ((one, getattr(value, one.name)) for one in fields(value))
        return {one.name: to_plain(got) for one, got in pairs if not _is_default(one, got)}
    if isinstance(value, datetime):
        return format_instant(value)
    if isinstance(value, float):
        return _decimal(value)
    if isinstance(value, (tuple, list)):
        return [to_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {str(key): to_plain(one) for key, one in value.items()}
    return value


def from_plain(kind: type, plain: object, *, where: str = "") -> Any:  # noqa: ANN401
    """Return the body that plain values make.

    Parameters
    ----------
    kind : type
        Class of the body.
    plain : mapping
        As `to_plain` wrote it, or as somebody typed it.
    where : str
        Path to the value, for refusals.

    Raises
    ------
    CasebookError
        Naming the field that is missing, unknown, or of the wrong kind.
    """
    if not isinstance(plain, dict):
        raise _misfit(where or kind.__name__, "a set of fields", plain)
    hints, known = _hints(kind), {one.name: one for one in fields(kind)}
    for name in plain:
        if name not in known:
            raise CasebookError(
                "record.field_unknown",
                f"{_path(where, name)}: there is no such field. Known: {', '.join(known)}.",
                field=_path(where, name),
                known=", ".join(known),
            )
    missing = [n for n, one in known.items() if n not in plain and not _optional(one)]
    if missing:
        raise CasebookError(
            "record.field_missing",
            f"{', '.join(_path(where, name) for name in missing)}: is missing.",
            field=", ".join(_path(where, name) for name in missing),
        )
    return kind(
        **{name: _read(hints[name], got, _path(where, name)) for name, got in plain.items()}
    )


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(hint: Any, value: object, where: str) -> Any:  # noqa: ANN401 -- any type
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        (plain,) = (one for one in inner if one is not type(None))
        return None if value is None else _read(plain, value, where)
    if origin is Literal:
        return _word(inner, value, where)
    if origin is tuple:
        return _sequence(inner[0], value, where)
    if origin is Mapping:
        return _mapping(inner[1], value, where)
    if isinstance(hint, type) and is_dataclass(hint):
        return from_plain(hint, value, where=where)
    return _single(hint, value, where)


def _word(known: tuple[Any, ...], value: object, where: str) -> object:
    if value not in known:
        raise _misfit(where, " or ".join(str(one) for one in known), value)
    return value


def _sequence(hint: Any, value: object, where: str) -> tuple[Any, ...]:  # noqa: ANN401
    if not isinstance(value, (list, tuple)):
        raise _misfit(where, "a list", value)
    return tuple(_read(hint, one, f"{where}[{place}]") for place, one in enumerate(value))


def _mapping(hint: Any, value: object, where: str) -> dict[str, Any]:  # noqa: ANN401
    if not isinstance(value, Mapping):
        raise _misfit(where, "a set of fields", value)
    return {str(key): _read(hint, one, _path(where, str(key))) for key, one in value.items()}


def _single(hint: Any, value: object, where: str) -> object:  # noqa: ANN401 -- any type
    if hint is datetime:
        return _instant(value, where)
    if hint is float:
        return _number(value, where)
    if hint is int and isinstance(value, int) and not isinstance(value, bool):
        return value
    if hint in (str, bool) and isinstance(value, hint):
        return value
    words = {str: "text", int: "a whole number", bool: "true or false"}
    raise _misfit(where, words.get(hint, "another kind of value"), value)


def _instant(value: object, where: str) -> datetime:
    if isinstance(value, datetime):
        return in_utc(value)
    if not isinstance(value, str):
        raise _misfit(where, "a time with its zone", value)
    return parse_instant(value)


def _number(value: object, where: str) -> float:
    try:
        number = float(value) if isinstance(value, (int, float, str)) else float("nan")
    except (ValueError, OverflowError):
        number = float("nan")
    if isinstance(value, bool) or not isfinite(number):
        raise _misfit(where, "a number", value)
    return number


def _decimal(value: float) -> str:
    if not isfinite(value):
        raise _misfit("value", "a finite number", value)
    return repr(value)


def _optional(one: Field[Any]) -> bool:
    return one.default is not MISSING or one.default_factory is not MISSING


def _is_default(one: Field[Any], value: object) -> bool:
    if one.default_factory is not MISSING:
        return bool(value == one.default_factory())
    return one.default is not MISSING and value == one.default


def _path(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _misfit(where: str, wanted: str, value: object) -> EstranError:
    shown = repr(value)[:60]
    return CasebookError(
        "record.field",
        f"{where}: {shown} is not {wanted}.",
        field=where,
        wanted=wanted,
        value=shown,
    )

"""Bodies of requests made from the forms of the room: one model for each kind of event.

Nothing is decided here. What fits the model may still be refused by the record.
"""

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import Field, create_model

from estran.casebook.kinds import body_class
from estran.room.enter import form_of
from estran.server.bodies import Body

LONGEST_TEXT = 20_000
MOST_ITEMS = 500
LARGEST_INT = 2**53 - 1
Text = Annotated[str, Field(max_length=LONGEST_TEXT)]
Count = Annotated[int, Field(ge=-LARGEST_INT, le=LARGEST_INT)]
Instant = Annotated[
    str,
    Field(
        max_length=60,
        description="A time with its zone: ISO 8601, or a date-time group.",
        examples=["2022-12-14T01:53Z"],
    ),
]
SINGLE: Mapping[type, Any] = {str: Text, int: Count, datetime: Instant}


def model_of(kind: str, *, example: Mapping[str, Any]) -> type[Body]:
    """Return the model of what a person fills in for a kind of event.

    Parameters
    ----------
    kind : str
        Such as ``handover.offered``.
    example : mapping
        A filled-in form, for the description.
    """
    rows: dict[str, Any] = {
        name: _field(hint, needed=needed) for name, hint, needed in form_of(kind)
    }
    rows["at"] = _field(datetime, needed=False)
    made: type[Body] = create_model(
        body_class(kind).__name__,
        __base__=Body,
        __doc__=summary_of(kind),
        **rows,
    )
    made.model_config["json_schema_extra"] = {"examples": [dict(example)]}
    made.model_rebuild(force=True)
    return made


def summary_of(kind: str) -> str:
    """Return what a kind of event is, in one sentence."""
    return (body_class(kind).__doc__ or kind).partition("\n")[0]


def _field(hint: Any, *, needed: bool) -> Any:  # noqa: ANN401 -- a field of pydantic
    """Return a field; one that may be left out has no default: what is unset stays unset."""
    typed = _typed(hint)
    return (typed, ...) if needed else (typed, Field(default_factory=lambda: None))


def _typed(hint: Any) -> Any:  # noqa: ANN401 -- any type
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        (plain,) = (one for one in inner if one is not type(None))
        return _typed(plain) | None
    if origin is tuple:
        return Annotated[list[_typed(inner[0])], Field(max_length=MOST_ITEMS)]  # type: ignore[misc]
    if origin is Mapping:
        return Annotated[dict[str, _typed(inner[1])], Field(max_length=MOST_ITEMS)]  # type: ignore[misc]
    if origin is Literal or hint not in SINGLE:
        part: Any = hint
        return _part(part) if is_dataclass(hint) else hint
    return SINGLE[hint]


@cache
def _part(kind: Any) -> type[Body]:  # noqa: ANN401 -- any dataclass
    """Return the model of a part of a body, such as a position."""
    hints = get_type_hints(kind)
    rows: dict[str, Any] = {
        one.name: _field(
            hints[one.name], needed=one.default is MISSING and one.default_factory is MISSING
        )
        for one in fields(kind)
    }
    made: type[Body] = create_model(
        kind.__name__, __base__=Body, __doc__=(kind.__doc__ or "").partition("\n")[0], **rows
    )
    return made

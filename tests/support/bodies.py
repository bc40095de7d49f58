"""Strategies that make bodies of every kind from their type hints, and nonsense in their place."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
TIMES = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
NONSENSE: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=4,
)


def of_hint(hint: Any, texts: st.SearchStrategy[str] = TEXTS) -> st.SearchStrategy[Any]:
    """Values of a type; texts may be drawn from elsewhere, such as from numbers that exist."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return st.one_of([st.none() if one is type(None) else of_hint(one, texts) for one in inner])
    if origin is Literal:
        return st.sampled_from(inner)
    if origin is tuple:
        return st.lists(of_hint(inner[0], texts), max_size=3).map(tuple)
    if origin is Mapping:
        return st.dictionaries(TEXTS, of_hint(inner[1], texts), max_size=2)
    if isinstance(hint, type) and is_dataclass(hint):
        return of_class(hint, texts)
    return {
        str: texts,
        int: st.integers(-2, 200),
        bool: st.booleans(),
        float: st.floats(allow_nan=False, allow_infinity=False),
        datetime: TIMES,
    }[hint]


def of_class(kind: type, texts: st.SearchStrategy[str] = TEXTS) -> st.SearchStrategy[Any]:
    """Instances of a class of bodies, or of a part of one."""
    hints = get_type_hints(kind)
    return st.builds(kind, **{one.name: of_hint(hints[one.name], texts) for one in fields(kind)})

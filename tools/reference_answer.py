"""The page on the answer: every field of the JSON, from the structs of assess/answer.py.

What a struct does not say of a field stands in reference_words.toml; one of both is needed.
"""

from __future__ import annotations

import inspect
from typing import Any

from msgspec import inspect as shapes
from msgspec.inspect import Metadata, StructType

from estran.assess.answer import Assessment
from tools.reference_layout import WORDS, page, sentence, table, text, words

UNITS = {
    "deg": "degrees",
    "kn": "knots",
    "nm2": "square nautical miles",
    "nm": "nautical miles",
    "celsius": "°C",
    "c": "°C",
    "h": "hours",
    "s": "s",
    "m": "m",
    "lat": "degrees",
    "lon": "degrees",
    "hours": "hours",
}


def answer_page() -> str:
    """Return the page."""
    said = words("answer")
    found = _structs()
    parts = [_struct_part(name, kind, said) for name, kind in found.items()]
    spare = set(said) - {
        f"{name}.{field.encode_name}" for name, kind in found.items() for field in kind.fields
    }
    if spare:
        raise ValueError(f"{WORDS.name} speaks of fields that are not there: {sorted(spare)}")
    return page(
        "The answer as JSON", "src/estran/assess/answer.py", text("answer_introduction"), *parts
    )


def _structs() -> dict[str, StructType]:
    """Return every struct of the answer by name, the whole first, then as they are met."""
    found: dict[str, StructType] = {}
    waiting: list[Any] = [shapes.type_info(Assessment)]
    while waiting:
        kind = waiting.pop(0)
        if isinstance(kind, StructType):
            if kind.cls.__name__ in found:
                continue
            found[kind.cls.__name__] = kind
            waiting = [field.type for field in kind.fields] + waiting
        else:
            waiting = _inner(kind) + waiting
    return found


def _inner(kind: Any) -> list[Any]:  # noqa: ANN401 (msgspec's type tree has no common root)
    names = ("type", "item_type", "key_type", "value_type")
    alone = [getattr(kind, name) for name in names if hasattr(kind, name)]
    several = [*getattr(kind, "types", ()), *getattr(kind, "item_types", ())]
    return [*alone, *several]


def _struct_part(name: str, kind: StructType, said: dict[str, str]) -> str:
    rows = [
        (
            f"`{field.encode_name}`",
            _shape(field.type),
            _unit(field.encode_name, field.type),
            _meaning(name, field, said),
        )
        for field in kind.fields
    ]
    charter = " ".join((inspect.getdoc(kind.cls) or "").split())
    return f"## {name}\n\n{charter}\n\n" + table(("field", "type", "unit", "meaning"), rows)


def _meaning(struct: str, field: Any, said: dict[str, str]) -> str:  # noqa: ANN401 (as above)
    key = f"{struct}.{field.encode_name}"
    if key in said:
        return sentence(said[key])
    kind = _plain(field.type)
    if isinstance(kind, StructType):
        return sentence((inspect.getdoc(kind.cls) or "").split("\n\n")[0])
    if described := _description(field.type):
        return sentence(described)
    raise ValueError(f"{key} has no description: give it one in answer.py or in {WORDS.name}")


def _description(kind: Any) -> str:  # noqa: ANN401 (as above)
    if isinstance(kind, Metadata):
        return str((kind.extra_json_schema or {}).get("description", ""))
    return ""


def _plain(kind: Any) -> Any:  # noqa: ANN401 (as above)
    """Return the type without its description and without null."""
    if isinstance(kind, Metadata):
        return _plain(kind.type)
    if isinstance(kind, shapes.UnionType):
        rest = [one for one in kind.types if not isinstance(one, shapes.NoneType)]
        return _plain(rest[0]) if len(rest) == 1 else kind
    return kind


def _shape(kind: Any) -> str:  # noqa: ANN401, PLR0911 (one line a kind; as above)
    if isinstance(kind, Metadata):
        return _shape(kind.type)
    if isinstance(kind, StructType):
        return f"[{kind.cls.__name__}](#{kind.cls.__name__.lower()})"
    if isinstance(kind, shapes.UnionType):
        return " or ".join(_shape(one) for one in kind.types)
    if isinstance(kind, shapes.ListType):
        return f"list of {_shape(kind.item_type)}"
    if isinstance(kind, shapes.TupleType):
        return "[" + ", ".join(_shape(one) for one in kind.item_types) + "]"
    if isinstance(kind, shapes.DictType):
        return f"object of {_shape(kind.value_type)}"
    if isinstance(kind, shapes.LiteralType):
        return " or ".join(f"`{value}`" for value in kind.values)
    return _SIMPLE[type(kind)]


_SIMPLE: dict[Any, str] = {
    shapes.StrType: "text",
    shapes.FloatType: "number",
    shapes.IntType: "whole number",
    shapes.BoolType: "true or false",
    shapes.NoneType: "null",
}


def _unit(name: str, kind: Any) -> str:  # noqa: ANN401 (as above)
    if not _is_number(kind):
        return ""
    if _is_share(kind):
        return "1"
    return UNITS.get(name.rsplit("_", maxsplit=1)[-1], "")


def _is_number(kind: Any) -> bool:  # noqa: ANN401 (as above)
    inner = _plain(kind)
    if isinstance(inner, shapes.ListType):
        return _is_number(inner.item_type)
    return isinstance(inner, shapes.FloatType | shapes.IntType)


def _is_share(kind: Any) -> bool:  # noqa: ANN401 (as above)
    inner = _plain(kind)
    if isinstance(inner, shapes.ListType):
        return _is_share(inner.item_type)
    return isinstance(inner, shapes.FloatType) and (inner.ge, inner.le) == (0.0, 1.0)

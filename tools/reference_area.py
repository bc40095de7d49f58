"""The page on the file of another coast: every key of exchange/area_given.py, with its limits."""

from __future__ import annotations

from typing import Any

import msgspec

from estran.exchange.area_given import AreaGiven
from tools.reference_layout import page, sentence, table, text, words

LIMITS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "exclusiveMinimum": "more than {}",
    "minItems": "{} or more",
    "maxItems": "{} at most",
    "pattern": "of the form `{}`",
}
KINDS = {"string": "text", "number": "number", "integer": "whole number", "boolean": "yes or no"}


def area_page() -> str:
    """Return the page."""
    schema = msgspec.json.schema(AreaGiven)
    said = words("area_file")
    tables = schema["$defs"]
    names = ["AreaGiven", *(name for name in tables if name != "AreaGiven")]
    parts = [_part(name, tables[name], said) for name in names]
    spare = set(said) - {f"{name}.{key}" for name in names for key in tables[name]["properties"]}
    if spare:
        raise ValueError(f"[area_file] speaks of keys that are not there: {sorted(spare)}")
    return page(
        "The file of an area", "src/estran/exchange/area_given.py", text("area_file"), *parts
    )


def _part(name: str, kind: dict[str, Any], said: dict[str, str]) -> str:
    needed = set(kind.get("required", ()))
    rows = [
        (
            f"`{key}`",
            _shape(one),
            "yes" if key in needed else "no",
            _meaning(f"{name}.{key}", one, said),
        )
        for key, one in kind["properties"].items()
    ]
    head = ("key", "holds", "needed", "meaning")
    return f"## {_title(name)}\n\n{kind['description']}\n\n{table(head, rows)}"


def _title(name: str) -> str:
    return "The whole file" if name == "AreaGiven" else name.removesuffix("Given")


def _meaning(key: str, one: dict[str, Any], said: dict[str, str]) -> str:
    return sentence(said.get(key) or str(one.get("description", "")))


def _shape(one: dict[str, Any]) -> str:
    if "$ref" in one:
        name = _title(one["$ref"].rpartition("/")[2])
        return f"[{name}](#{name.lower()})"
    if "anyOf" in one:
        kinds = [_shape(kind) for kind in one["anyOf"] if kind.get("type") != "null"]
        return " or ".join(dict.fromkeys(kinds))
    if "enum" in one:
        return ", ".join(f"`{value}`" for value in one["enum"])
    return ", ".join([_kind(one), *_limits(one)])


def _limits(one: dict[str, Any]) -> list[str]:
    """Return the limits of a value in words; a pair says its own."""
    if "prefixItems" in one:
        return []
    if "minItems" in one and one["minItems"] == one.get("maxItems"):
        return [f"{one['minItems']} of them"]
    return [said.format(one[name]) for name, said in LIMITS.items() if name in one]


def _kind(one: dict[str, Any]) -> str:
    if one["type"] == "array":
        if "prefixItems" in one:
            return "pair of numbers"
        return f"list of {_shape(one['items'])}"
    if one["type"] == "object":
        return f"by name, {_shape(one['additionalProperties'])}"
    return KINDS[one["type"]]

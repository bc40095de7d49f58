"""The answer as JSON, and the schema of that JSON. The same answer gives the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from estran.assess.answer import Assessment

if TYPE_CHECKING:
    from collections.abc import Mapping


def to_json(assessment: Assessment) -> bytes:
    """Return the answer as UTF-8 JSON on one line, ending in a newline."""
    return msgspec.json.encode(assessment) + b"\n"


def from_json(content: bytes) -> Assessment:
    """Return the answer that a JSON text holds; the reverse of `to_json`."""
    return msgspec.json.decode(content, type=Assessment)


def answer_schema() -> bytes:
    """Return the JSON Schema (draft 2020-12) of the answer, indented."""
    schema: Mapping[str, object] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Estran assessment",
        **msgspec.json.schema(Assessment),
    }
    return msgspec.json.format(msgspec.json.encode(schema), indent=1) + b"\n"

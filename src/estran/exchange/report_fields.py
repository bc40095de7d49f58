"""A report from loose fields, as a command line or a form gives them; gaps are named."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, get_args

import msgspec

from estran.assess.answer_words import StateName
from estran.assess.report import Report, SourceKind
from estran.errors import InputError, UnknownNameError
from estran.exchange.spoken_names import plain_names

if TYPE_CHECKING:
    from collections.abc import Mapping

NEEDED = {
    "at": "the time of the position with its zone: --at 2022-12-14T01:53Z",
    "position": 'the position with its hemispheres: --position "50-59.294N 001-21.087E"',
}
PAIRS = {
    "told": "CENTRE=TIME, such as Dover=2022-12-14T02:13Z",
    "acknowledged": "CENTRE=TIME, such as Dover=2022-12-14T02:15Z",
    "phases": "CENTRE=PHASE, such as Dover=distress",
    "facts": "FACT=VALUE, such as engine_stopped=yes",
}
KINDS = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "`name: value` pairs",
    "null": "nothing",
}


def report_from_fields(fields: Mapping[str, object]) -> Report:
    """Return the report that the fields make.

    Parameters
    ----------
    fields : mapping
        Keys as in `Report`; those of `PAIRS` may be lists of ``name=value``.

    Raises
    ------
    InputError
        Naming every field that is missing, or the one that is of the wrong kind.
    """
    missing = [what for key, what in NEEDED.items() if not fields.get(key)]
    if missing:
        raise InputError(
            "report.incomplete",
            "A report needs " + " and ".join(missing) + ".",
            missing=tuple(missing),
        )
    named = plain_names({**fields, **{key: _pairs(fields, key) for key in PAIRS}})
    _require_word(named.get("state"), key="state", known=get_args(StateName))
    _require_word(named.get("source"), key="source", known=get_args(SourceKind))
    try:
        return msgspec.convert(named, Report)
    except msgspec.ValidationError as error:
        key, problem = fault_of(error)
        raise InputError("report.field", f"{key}: {problem}.", key=key, problem=problem) from error


def fault_of(error: msgspec.ValidationError) -> tuple[str, str]:
    """Return the field that a refusal speaks of, and what is wrong with it, in plain words."""
    problem, _, path = str(error).partition(" - at ")
    key = re.search(r"\$\.(\w+)", path)
    plain = re.sub(r"`([^`]*)`", lambda kinds: _in_words(kinds[1]), problem)
    return key[1] if key else "", plain.replace("Expected", "expected", 1)


def _in_words(kinds: str) -> str:
    return " or ".join(KINDS.get(kind, kind) for kind in kinds.split(" | ") if kind != "null")


def _require_word(word: object, *, key: str, known: tuple[str, ...]) -> None:
    if word is None or word in known:
        return
    near = get_close_matches(str(word).replace("-", "_"), known, n=1, cutoff=0.0)[0]
    raise UnknownNameError(
        f"{key}.unknown",
        f"There is no {key} {word!r}; the nearest is {near}. Known: {', '.join(known)}.",
        name=word,
        nearest=near,
        known=", ".join(known),
    )


def _pairs(fields: Mapping[str, object], key: str) -> object:
    """Return a list of NAME=VALUE as a mapping; what is none already stays as it is."""
    rows = fields.get(key)
    if not isinstance(rows, list):
        return rows or {}
    pairs = [str(row).partition("=") for row in rows]
    for name, sign, value in pairs:
        if not (name and sign and value):
            raise InputError(
                "report.pair",
                f"{key}: {name!r} is not {PAIRS[key]}.",
                key=key,
                said=name,
                wanted=PAIRS[key],
            )
    names = [name for name, _, _ in pairs]
    if len(set(names)) < len(names):
        raise InputError(
            "report.pair_twice", f"{key}: a name stands twice. Give each one once.", key=key
        )
    return {name: value for name, _, value in pairs}

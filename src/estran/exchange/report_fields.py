"""A report from loose fields, as a command line or a form gives them; gaps are named."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, get_args

import msgspec

from estran.assess.answer import StateName
from estran.assess.report import Report
from estran.errors import InputError, UnknownNameError
from estran.exchange.spoken_names import plain_names

if TYPE_CHECKING:
    from collections.abc import Mapping

NEEDED = {
    "at": "the time of the position with its zone: --at 2022-12-14T01:53Z",
    "position": 'the position with its hemispheres: --position "50-59.294N 001-21.087E"',
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
        Keys as in `Report`; `told` may be a list of ``centre=time``.

    Raises
    ------
    InputError
        Naming every field that is missing, or the one that is of the wrong kind.
    """
    missing = [what for key, what in NEEDED.items() if not fields.get(key)]
    if missing:
        raise InputError("report.incomplete", "A report needs " + " and ".join(missing) + ".")
    named = plain_names({**fields, "told": _told(fields.get("told"))})
    _require_state(named.get("state"))
    try:
        return msgspec.convert(named, Report)
    except msgspec.ValidationError as error:
        key, problem = fault_of(error)
        raise InputError("report.field", f"{key}: {problem}.") from error


def fault_of(error: msgspec.ValidationError) -> tuple[str, str]:
    """Return the field that a refusal speaks of, and what is wrong with it, in plain words."""
    problem, _, path = str(error).partition(" - at ")
    key = re.search(r"\$\.(\w+)", path)
    plain = re.sub(r"`([^`]*)`", lambda kinds: _in_words(kinds[1]), problem)
    return key[1] if key else "", plain.replace("Expected", "expected", 1)


def _in_words(kinds: str) -> str:
    return " or ".join(KINDS.get(kind, kind) for kind in kinds.split(" | ") if kind != "null")


def _require_state(state: object) -> None:
    known = get_args(StateName)
    if state is None or state in known:
        return
    near = get_close_matches(str(state).replace("-", "_"), known, n=1, cutoff=0.0)[0]
    raise UnknownNameError(
        "state.unknown",
        f"There is no state {state!r}; the nearest is {near}. Known: {', '.join(known)}.",
        name=state,
        nearest=near,
    )


def _told(told: object) -> object:
    if not isinstance(told, list):
        return told or {}
    pairs = [str(row).partition("=") for row in told]
    for centre, sign, time in pairs:
        if not (centre and sign and time):
            raise InputError(
                "report.told",
                f"told: {centre!r} is not CENTRE=TIME, such as Dover=2022-12-14T02:13Z.",
            )
    centres = [centre for centre, _, _ in pairs]
    if len(set(centres)) < len(centres):
        raise InputError(
            "report.told_twice",
            "told: a centre stands twice. Give each centre once, with the time it was first told.",
        )
    return {centre: time for centre, _, time in pairs}

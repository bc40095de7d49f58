"""A report as YAML text, read strictly: unknown or doubled keys and wrong kinds named with line.

Only plain YAML: no tags, no code. Where the text came from is told for the message only.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import msgspec
import yaml

from estran.assess.report import Report
from estran.errors import ReportFileError
from estran.exchange.report_fields import fault_of
from estran.exchange.spoken_names import plain_names

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 100_000  # characters; hundreds of times a long report, and read in a blink


def parse_report(text: str, *, name: str) -> Report:
    """Return the report that a YAML text holds.

    Parameters
    ----------
    text : str
        The whole file.
    name : str
        What to call it in a message.

    Raises
    ------
    ReportFileError
        Naming file, line and key.
    """
    fields, lines = _mapping(text, name=name)
    return _converted(fields, lines=lines, name=name)


def known_keys() -> tuple[str, ...]:
    """Return the keys that a report may hold."""
    return tuple(field.name for field in msgspec.structs.fields(Report))


def _refuse(name: str, line: int, key: str, problem: str) -> ReportFileError:
    return ReportFileError(
        "report.unreadable",
        f"{name}, line {line}, {key}: {problem}",
        file=name,
        line=line,
        key=key,
        problem=problem,
    )


def _mapping(text: str, *, name: str) -> tuple[dict[str, object], dict[str, int]]:
    if len(text) > LONGEST:
        raise _refuse(name, 1, "text", f"is longer than {LONGEST} characters; a report is short")
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        fields = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "this is not YAML"
        raise _refuse(name, mark.line + 1 if mark else 1, "text", problem) from error
    except RecursionError as error:
        raise _refuse(name, 1, "text", "is nested too deeply") from error
    except ValueError as error:
        raise _refuse(name, 1, "text", f"holds a date that does not exist: {error}") from error
    except (LookupError, AttributeError) as error:  # what the library lets pass of `!!int ''`
        raise _refuse(name, 1, "text", "holds a value that does not fit its tag") from error
    if not isinstance(node, yaml.MappingNode):
        raise _refuse(name, 1, "text", "a report is a list of `key: value` lines, such as `at: …`")
    return {str(k): _plain(v) for k, v in fields.items()}, _lines_of(node, name=name)


def _plain(value: object) -> object:
    """Undo YAML's guess that a time or a date is not text."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def _lines_of(node: yaml.MappingNode, *, name: str) -> dict[str, int]:
    lines: dict[str, int] = {}
    for key_node, _ in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        if key in lines:
            raise _refuse(name, line, key, f"stands twice (first on line {lines[key]})")
        if key not in known_keys():
            near = get_close_matches(key, known_keys(), n=1)
            hint = f"; did you mean {near[0]}?" if near else f"; known: {', '.join(known_keys())}"
            raise _refuse(name, line, key, f"no such key{hint}")
        lines[key] = line
    return lines


def _converted(fields: Mapping[str, object], *, lines: Mapping[str, int], name: str) -> Report:
    for required in ("at", "position"):
        if required not in fields:
            raise _refuse(name, 1, required, "is missing; a report needs a time and a position")
    try:
        return msgspec.convert(plain_names(_told_as_text(fields)), Report)
    except msgspec.ValidationError as error:
        key, problem = fault_of(error)
        raise _refuse(name, lines.get(key, 1), key or "text", problem) from error


def _told_as_text(fields: Mapping[str, object]) -> dict[str, object]:
    """Undo YAML's guess inside the pairs of centres and times, and of facts."""
    plain = dict(fields)
    for key in ("told", "acknowledged", "facts"):
        if isinstance(rows := fields.get(key), dict):
            plain[key] = {str(name): _plain_row(value) for name, value in rows.items()}
    return plain


def _plain_row(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    return _plain(value)

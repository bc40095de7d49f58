"""The file of another coast as YAML text, read strictly: faults named with file, line and place.

Only plain YAML: no tags, no code. Where the text came from is told for the message only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import msgspec
import yaml

from estran.environment.printed import is_printed
from estran.errors import ReportFileError
from estran.exchange.area_given import AreaGiven
from estran.exchange.report_fields import fault_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LONGEST = 1_000_000  # characters
PROSE = (".where", ".licence")
"""Ends of paths whose text may have several lines."""
UNPRINTED = "holds a character that cannot be shown; write it on one line"
WHOLE = "area"
"""What a fault of the whole file is said to be at."""


@dataclass(frozen=True, slots=True)
class AreaText:
    """The file of an area, with the line on which each of its parts stands.

    Attributes
    ----------
    name : str
        What to call the file in a message.
    given : AreaGiven
        As written.
    lines : mapping of str to int
        By path, such as ``regions[0].key``.
    """

    name: str
    given: AreaGiven
    lines: Mapping[str, int]

    def refused(self, path: str, problem: str) -> ReportFileError:
        """Return the refusal of a part of the file, to be raised."""
        return _refuse(self.name, _line_of(path, self.lines), path, problem)


def parse_area(text: str, *, name: str) -> AreaText:
    """Return the area that a YAML text describes; what its parts say of each other is not checked.

    Parameters
    ----------
    text : str
        The whole file.
    name : str
        What to call it in a message.

    Raises
    ------
    ReportFileError
        Naming file, line and place.
    """
    node, data = _composed(text, name=name)
    lines: dict[str, int] = {}
    for path, line, value in _places(node, ""):
        if not is_printed(path):
            raise _refuse(name, line, WHOLE, UNPRINTED)
        if not is_printed(value, breaks=path.endswith(PROSE)):
            raise _refuse(name, line, path, UNPRINTED)
        if path in lines:
            raise _refuse(name, line, path, f"stands twice (first on line {lines[path]})")
        lines[path] = line
    try:
        given = msgspec.convert(data, AreaGiven)
    except msgspec.ValidationError as error:
        path = _found(_path_of(error), lines)
        problem = _hinted(fault_of(error)[1])
        raise _refuse(name, _line_of(path, lines), path or WHOLE, problem) from error
    return AreaText(name=name, given=given, lines=lines)


def area_schema() -> bytes:
    """Return the JSON Schema of an area's file."""
    return msgspec.json.format(msgspec.json.encode(msgspec.json.schema(AreaGiven)), indent=2)


def _composed(text: str, *, name: str) -> tuple[yaml.Node, Any]:
    """Return a text as nodes with their lines, and as plain data."""
    if len(text) > LONGEST:
        raise _refuse(name, 1, WHOLE, f"is longer than {LONGEST} characters")
    try:
        if any(isinstance(one, yaml.AliasEvent) for one in yaml.parse(text, yaml.SafeLoader)):
            raise _refuse(name, 1, WHOLE, "holds an alias (*name); write out what it stands for")
        node, data = yaml.compose(text, Loader=yaml.SafeLoader), yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "this is not YAML"
        raise _refuse(name, mark.line + 1 if mark else 1, WHOLE, problem) from error
    except RecursionError as error:
        raise _refuse(name, 1, WHOLE, "is nested too deeply") from error
    except ValueError as error:
        raise _refuse(name, 1, WHOLE, f"holds a date that does not exist: {error}") from error
    except (LookupError, AttributeError) as error:  # what the library lets pass of `!!int ''`
        raise _refuse(name, 1, WHOLE, "holds a value that does not fit its tag") from error
    if not isinstance(node, yaml.MappingNode):
        raise _refuse(name, 1, WHOLE, "an area is a list of `key: value` lines, such as `key: …`")
    return node, data


def _places(node: yaml.Node, path: str) -> Iterator[tuple[str, int, str]]:
    """Yield every part of a text by its path, with its line, and its own text where it has one."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            place = f"{path}.{key.value}" if path else str(key.value)
            yield place, key.start_mark.line + 1, _own_text(value)
            yield from _places(value, place)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            place = f"{path}[{number}]"
            yield place, value.start_mark.line + 1, _own_text(value)
            yield from _places(value, place)


def _own_text(node: yaml.Node) -> str:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""


def _path_of(error: msgspec.ValidationError) -> str:
    found = re.search(r"- at `(?:key in )?\$\.?([^`]*)`", str(error))
    return found[1] if found else ""


def _found(path: str, lines: Mapping[str, int]) -> str:
    """Return a path with the key that msgspec leaves open, where only one can be meant."""
    wanted = re.compile(re.escape(path).replace(r"\[\.\.\.\]", r"\.\w+"))
    found = [one for one in lines if wanted.fullmatch(one)]
    return found[0] if len(found) == 1 else path


def _line_of(path: str, lines: Mapping[str, int]) -> int:
    """Return the line of a place, or of the nearest part around it that is known."""
    while path and path not in lines:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return lines.get(path, 1)


def _hinted(problem: str) -> str:
    """Say which key was meant, where one is not known."""
    unknown = re.search(r"unknown field `?(\w+)`?", problem)
    if unknown is None:
        return problem
    near = get_close_matches(unknown[1], _known_keys(), n=1)
    return f"no such key; did you mean {near[0]}?" if near else problem


def _known_keys() -> list[str]:
    found: list[str] = []
    schema = msgspec.json.schema(AreaGiven)
    for table in schema["$defs"].values():
        found += table.get("properties", {})
    return sorted(set(found))


def _refuse(name: str, line: int, key: str, problem: str) -> ReportFileError:
    return ReportFileError(
        "area.unreadable",
        f"{name}, line {line}, {key}: {problem}",
        file=name,
        line=line,
        key=key,
        problem=problem,
    )

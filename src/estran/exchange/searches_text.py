"""Searches done as YAML text, read strictly: faults named with file, line and key.

Where the text came from is told for the message only. What a search is worth is not known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import yaml

from estran.assess.search_said import SearchDone
from estran.errors import ReportFileError
from estran.exchange.report_fields import fault_of

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 100_000  # characters
MOST_SEARCHES = 100
TOP = "searches"


def parse_searches(text: str, *, name: str) -> tuple[SearchDone, ...]:
    """Return the searches that a YAML text lists under `searches`.

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
    return tuple(_search(node, file=name) for node in _listed(text, name=name))


def search_keys() -> tuple[str, ...]:
    """Return the keys that a search may hold."""
    return tuple(one.name for one in msgspec.structs.fields(SearchDone))


def _refuse(name: str, line: int, key: str, problem: str) -> ReportFileError:
    return ReportFileError(
        "searches.unreadable",
        f"{name}, line {line}, {key}: {problem}",
        file=name,
        line=line,
        key=key,
        problem=problem,
    )


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _listed(text: str, *, name: str) -> list[yaml.Node]:
    """Return the node of each search."""
    if len(text) > LONGEST:
        raise _refuse(name, 1, TOP, f"is longer than {LONGEST} characters")
    try:
        top = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "this is not YAML"
        raise _refuse(name, mark.line + 1 if mark else 1, TOP, problem) from error
    except RecursionError as error:
        raise _refuse(name, 1, TOP, "is nested too deeply") from error
    listed = _under_top(top)
    if listed is None:
        raise _refuse(
            name, 1, TOP, "a list is needed: `searches:`, then a `- unit: …` for each search"
        )
    if len(listed.value) > MOST_SEARCHES:
        raise _refuse(name, _line(listed), TOP, f"lists more than {MOST_SEARCHES} searches")
    return list(listed.value)


def _under_top(top: yaml.Node | None) -> yaml.SequenceNode | None:
    """Return the list that stands under `searches`, alone in the file; None where there is none."""
    if not isinstance(top, yaml.MappingNode) or [str(key.value) for key, _ in top.value] != [TOP]:
        return None
    listed = top.value[0][1]
    return listed if isinstance(listed, yaml.SequenceNode) else None


def _search(node: yaml.Node, *, file: str) -> SearchDone:
    if not isinstance(node, yaml.MappingNode):
        raise _refuse(file, _line(node), TOP, "a search is `key: value` lines, such as `unit: …`")
    lines = _lines_of(node, file=file)
    try:
        fields = yaml.SafeLoader("").construct_mapping(node, deep=True)
        return msgspec.convert({str(k): _plain(v) for k, v in fields.items()}, SearchDone)
    except msgspec.ValidationError as error:
        key, problem = fault_of(error)
        raise _refuse(file, lines.get(key, _line(node)), key or TOP, problem) from error
    except (yaml.YAMLError, ValueError) as error:
        problem = getattr(error, "problem", None) or str(error)
        raise _refuse(file, _line(node), TOP, problem) from error


def _lines_of(node: yaml.MappingNode, *, file: str) -> Mapping[str, int]:
    lines: dict[str, int] = {}
    for key_node, _ in node.value:
        key, line = str(key_node.value), _line(key_node)
        if key in lines:
            raise _refuse(file, line, key, f"stands twice (first on line {lines[key]})")
        if key not in search_keys():
            raise _refuse(file, line, key, f"no such key; known: {', '.join(search_keys())}")
        lines[key] = line
    return lines


def _plain(value: object) -> object:
    """Undo YAML's guess that a time or a date is not text."""
    return value.isoformat() if hasattr(value, "isoformat") else value

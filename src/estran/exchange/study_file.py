"""A study as YAML text, read strictly: faults named with file, line and key.

Only plain YAML: no tags, no code. What its parameters mean is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
import yaml
from msgspec import Meta, Struct

from estran.doctrine.registry import every_doctrine
from estran.errors import ReportFileError
from estran.exchange.report_fields import fault_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LONGEST = 100_000  # characters
TOP = "study"
MOST_DRAWS, MOST_SEASONS = 1_000_000, 1_000_000

Text = Annotated[str, Meta(min_length=1, max_length=2_000)]
Texts = Annotated[tuple[Text, ...], Meta(max_length=50)]


class StudySaid(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A study as somebody wrote it; only question, doctrines and who chose them are needed.

    Attributes
    ----------
    question : str
        What it is to answer.
    who_chose : str
        Who chose the candidates: readers are told.
    doctrines : tuple of str
        Ids; others are compared with the first.
    left_out : tuple of str
        Options that are not among them, in words.
    """

    question: Text
    who_chose: Text
    doctrines: Annotated[tuple[str, ...], Meta(min_length=1, max_length=50)]
    title: Text = "A study of doctrines"
    hypotheses: Texts = ()
    left_out: Texts = ("Safe routes.", "Doing less.")
    draws: Annotated[int, Meta(ge=1, le=MOST_DRAWS)] = 30
    seasons_per_draw: Annotated[int, Meta(ge=1, le=MOST_SEASONS)] = 100
    seed: Annotated[int, Meta(ge=0, le=2**53)] = 1
    year: Annotated[int, Meta(ge=2022, le=2026)] = 2025
    parameters: Literal["posterior", "prior"] = "posterior"
    fixed: dict[str, float] = {}
    title_fr: Text | None = None
    question_fr: Text | None = None
    who_chose_fr: Text | None = None
    left_out_fr: Texts = ()
    hypotheses_fr: Texts = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyText:
    """A study that was read, with the line of each key, so that later faults are named too."""

    said: StudySaid
    lines: Mapping[str, int]
    name: str

    def refuse(self, key: str, problem: str) -> ReportFileError:
        """Return the refusal of what stands under a key, for the caller to raise."""
        return _refuse(self.name, self.lines.get(key, 1), key, problem)


def parse_study(text: str, *, name: str) -> StudyText:
    """Return the study that a YAML text holds.

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
    node = _composed(text, name=name)
    lines = _lines_of(node, name=name)
    try:
        fields = yaml.SafeLoader("").construct_mapping(node, deep=True)
        said = msgspec.convert({str(key): value for key, value in fields.items()}, StudySaid)
    except msgspec.ValidationError as error:
        key, problem = fault_of(error)
        raise _refuse(name, lines.get(key, 1), key or TOP, problem) from error
    except (yaml.YAMLError, ValueError) as error:
        problem = getattr(error, "problem", None) or str(error)
        raise _refuse(name, 1, TOP, problem) from error
    found = StudyText(said=said, lines=lines, name=name)
    _require_doctrines(found)
    return found


def nearest_to(name: str, known: Iterable[str]) -> str:
    """Return a hint for a name that is not known: the nearest that is."""
    near = get_close_matches(name, tuple(known), n=1, cutoff=0.0)
    return f"; did you mean {near[0]}?" if near else ""


def _require_doctrines(found: StudyText) -> None:
    known = every_doctrine()
    for number, one in enumerate(found.said.doctrines):
        if one not in known:
            hint = nearest_to(one, known)
            raise found.refuse("doctrines", f"there is no doctrine {one}{hint}")
        if one in found.said.doctrines[:number]:
            raise found.refuse("doctrines", f"{one} stands twice")


def _composed(text: str, *, name: str) -> yaml.MappingNode:
    if len(text) > LONGEST:
        raise _refuse(name, 1, TOP, f"is longer than {LONGEST} characters")
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark: Any = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "this is not YAML"
        raise _refuse(name, mark.line + 1 if mark else 1, TOP, problem) from error
    except RecursionError as error:
        raise _refuse(name, 1, TOP, "is nested too deeply") from error
    if not isinstance(node, yaml.MappingNode):
        raise _refuse(name, 1, TOP, "a study is `key: value` lines, such as `question: …`")
    return node


def _lines_of(node: yaml.MappingNode, *, name: str) -> dict[str, int]:
    known = tuple(one.name for one in msgspec.structs.fields(StudySaid))
    lines: dict[str, int] = {}
    for key_node, _ in node.value:
        key, line = str(key_node.value), int(key_node.start_mark.line) + 1
        if key in lines:
            raise _refuse(name, line, key, f"stands twice (first on line {lines[key]})")
        if key not in known:
            raise _refuse(name, line, key, f"no such key{nearest_to(key, known)}")
        lines[key] = line
    return lines


def _refuse(name: str, line: int, key: str, problem: str) -> ReportFileError:
    return ReportFileError(
        "study.unreadable",
        f"{name}, line {line}, {key}: {problem}",
        file=name,
        line=line,
        key=key,
        problem=problem,
    )

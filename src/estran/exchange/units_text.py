"""The user's list of units as YAML text, read strictly: faults named with file, line and key.

Units have names and call signs; people have none here. Where the text came from is told for the
message only.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

import msgspec
import yaml
from msgspec import Meta, Struct, field

from estran.environment.area import load_area
from estran.errors import InputError, ReportFileError
from estran.exchange.report_fields import fault_of
from estran.quantities.instants import parse_instant
from estran.quantities.position_text import parse_position
from estran.quantities.units import KNOT, MINUTE
from estran.rescue.assets import Unit, asset_classes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from estran.environment.area import Area
    from estran.quantities.geodesy import Position

LONGEST = 100_000  # characters
MOST_UNITS = 100
LONGEST_NAME = 40
TOP = "units"


class UnitGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One unit as somebody wrote it; only the name is needed, and what is left out is unknown."""

    name: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=LONGEST_NAME,
            description="Call sign or name of the unit, of no person.",
        ),
    ]
    asset_class: Annotated[
        str | None, Meta(description="Its class, which fills what is left out.")
    ] = field(default=None, name="class")
    at: Annotated[
        str | None,
        Meta(description="Where it is when the report is made: a position or a named place."),
    ] = None
    speed_kn: Annotated[float, Meta(gt=0, le=200, description="On the way, in knots.")] | None = (
        None
    )
    draught_m: Annotated[float, Meta(gt=0, le=20, description="In metres.")] | None = None
    capacity: (
        Annotated[int, Meta(ge=0, le=5000, description="Survivors it can take aboard.")] | None
    ) = None
    ready_minutes: (
        Annotated[float, Meta(ge=0, le=1440, description="From the call to leaving.")] | None
    ) = None
    sea_limit_m: (
        Annotated[float, Meta(gt=0, le=15, description="Waves it can work in, significant.")] | None
    ) = None
    tasked: Annotated[
        bool | str | None, Meta(description="no, yes, or the time at which it was tasked.")
    ] = None


def parse_units(text: str, *, name: str, area_key: str = "dover_strait") -> tuple[Unit, ...]:
    """Return the units that a YAML text lists.

    Parameters
    ----------
    text : str
        The whole file.
    name : str
        What to call it in a message.
    area_key : str
        The area whose places may be named.

    Raises
    ------
    ReportFileError
        Naming file, line and key.
    """
    area = load_area(area_key)
    units = [_unit(node, file=name, area=area) for node in _listed(text, name=name)]
    seen: set[str] = set()
    for node, unit in units:
        if unit.name.casefold() in seen:
            raise _refuse(name, _line(node), "name", f"{unit.name!r} stands twice")
        seen.add(unit.name.casefold())
    return tuple(unit for _, unit in units)


def unit_keys() -> tuple[str, ...]:
    """Return the keys that a unit may hold."""
    return tuple(one.encode_name for one in msgspec.structs.fields(UnitGiven))


def _refuse(name: str, line: int, key: str, problem: str) -> ReportFileError:
    return ReportFileError(
        "units.unreadable",
        f"{name}, line {line}, {key}: {problem}",
        file=name,
        line=line,
        key=key,
        problem=problem,
    )


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _listed(text: str, *, name: str) -> list[yaml.Node]:
    """Return the node of each unit."""
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
    listed = _under_top(top, name=name)
    if not isinstance(listed, yaml.SequenceNode):
        raise _refuse(name, 1, TOP, "a list is needed: `units:`, then a `- name: …` for each unit")
    if len(listed.value) > MOST_UNITS:
        raise _refuse(name, _line(listed), TOP, f"lists more than {MOST_UNITS} units")
    return list(listed.value)


def _under_top(top: yaml.Node | None, *, name: str) -> yaml.Node | None:
    """Return what stands under `units`; a bare list stands for itself."""
    if not isinstance(top, yaml.MappingNode):
        return top
    keys = [str(key.value) for key, _ in top.value]
    for key, _ in top.value:
        if str(key.value) != TOP:
            hint = f"no such key at the top; the file holds `{TOP}:` and nothing beside it"
            raise _refuse(name, _line(key), str(key.value), hint)
    if len(keys) != 1:
        raise _refuse(name, 1, TOP, "stands twice" if keys else "is missing")
    return top.value[0][1]  # type: ignore[no-any-return]


def _unit(node: yaml.Node, *, file: str, area: Area) -> tuple[yaml.Node, Unit]:
    if not isinstance(node, yaml.MappingNode):
        raise _refuse(file, _line(node), TOP, "a unit is `key: value` lines, such as `name: …`")
    lines = _lines_of(node, file=file)
    given = _converted(node, lines=lines, file=file)

    def refuse(key: str, problem: str) -> ReportFileError:
        return _refuse(file, lines.get(key, _line(node)), key, problem)

    try:
        key = "name"
        _require_plain(given.name)
        key = "class"
        kind = _class(given.asset_class)
        key = "at"
        position, place = _position(given.at, area)
        key = "tasked"
        tasked, tasked_at = _tasked(given.tasked)
    except (InputError, ValueError) as error:
        raise refuse(key, str(error)) from error
    return node, Unit(
        name=given.name.strip(),
        asset_class=kind,
        position=position,
        place=place,
        speed=None if given.speed_kn is None else given.speed_kn * KNOT,
        draught=given.draught_m,
        capacity=given.capacity,
        ready=None if given.ready_minutes is None else given.ready_minutes * MINUTE,
        sea_limit=given.sea_limit_m,
        tasked=tasked,
        tasked_at=tasked_at,
    )


def _lines_of(node: yaml.MappingNode, *, file: str) -> dict[str, int]:
    lines: dict[str, int] = {}
    for key_node, value_node in node.value:
        key, line = str(key_node.value), _line(key_node)
        if key in lines:
            raise _refuse(file, line, key, f"stands twice (first on line {lines[key]})")
        if key not in unit_keys():
            near = get_close_matches(key, unit_keys(), n=1)
            hint = f"; did you mean {near[0]}?" if near else f"; known: {', '.join(unit_keys())}"
            raise _refuse(file, line, key, f"no such key{hint}")
        if not isinstance(value_node, yaml.ScalarNode):
            raise _refuse(file, line, key, "one value is needed, no list and no block")
        lines[key] = line
    if "name" not in lines:
        raise _refuse(file, _line(node), "name", "is missing; a unit needs a name or a call sign")
    return lines


def _converted(node: yaml.MappingNode, *, lines: Mapping[str, int], file: str) -> UnitGiven:
    try:
        loader = yaml.SafeLoader("")
        fields = loader.construct_mapping(node, deep=True)
        return msgspec.convert({str(k): _plain(v) for k, v in fields.items()}, UnitGiven)
    except msgspec.ValidationError as error:
        key, problem = fault_of(error)
        raise _refuse(file, lines.get(key, _line(node)), key or TOP, problem) from error
    except (yaml.YAMLError, ValueError) as error:
        problem = getattr(error, "problem", None) or str(error)
        raise _refuse(file, _line(node), TOP, problem) from error


def _plain(value: object) -> object:
    """Undo YAML's guess that a time or a date is not text."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def _require_plain(name: str) -> None:
    if not name.strip() or not name.isprintable():
        raise ValueError("holds nothing that can be shown on one line")


def _class(said: str | None) -> str | None:
    if said is None:
        return None
    known = asset_classes()
    key = said.strip().casefold().replace(" ", "_").replace("-", "_")
    if key not in known:
        near = get_close_matches(key, known, n=1, cutoff=0.0)[0]
        raise ValueError(
            f"there is no class {said!r}; the nearest is {near}; known: {', '.join(known)}"
        )
    return key


def _position(said: str | None, area: Area) -> tuple[Position | None, str]:
    """Return a position and what to call it: a named place of the area, or any usual notation."""
    if said is None:
        return None, ""
    places = {place.name.casefold(): place for place in area.places}
    place = places.get(said.strip().casefold())
    if place is not None:
        return place.position, place.name
    if not any(letter.isdigit() for letter in said):
        near = get_close_matches(said.strip().casefold(), places, n=1, cutoff=0.0)[0]
        raise ValueError(
            f"there is no place {said!r} in {area.name}; the nearest name is {places[near].name}; "
            "or write a position with its hemispheres, such as 51-07.0N 001-20.0E"
        )
    position = parse_position(said).position
    if not area.contains(position):
        raise ValueError(
            f"{said} lies outside the area whose sea is used, {area.name}; leave `at` out "
            "and its time stays unknown"
        )
    return position, said.strip()


def _tasked(said: bool | str | None) -> tuple[bool, datetime | None]:  # noqa: FBT001 -- as given
    if isinstance(said, str):
        return True, parse_instant(said)
    return bool(said), None

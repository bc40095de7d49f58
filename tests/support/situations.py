"""Reports made at random but always the same: sea by sea, and on each sea report by report.

Drift depends on sea and boat, and not on who said what; so reports that share them come in groups,
and a group shares the steps of the answer that need not be repeated. Positions are on water, in
canals and in harbours: what lies on land is refused before there is any answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from estran.assess import assessment, manifest
from estran.assess.report import FactGiven, Report
from estran.doctrine.control_card import CALLS_FOR_HELP, OBSERVERS
from estran.doctrine.facts import facts
from estran.environment.area import load_area
from estran.environment.coast import load_coast
from estran.environment.territorial import in_french_waters
from estran.quantities.geodesy import Position
from estran.quantities.units import NAUTICAL_MILE
from estran.rescue.assets import Unit, asset_classes
from estran.sources.assumptions import Assumption, AssumptionBook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from estran.assess.report import Role
    from estran.doctrine.facts import Fact

Generator = np.random.Generator
FIRST, DAYS = datetime(2020, 1, 1, tzinfo=UTC), 2600
SOURCES = (None, *sorted(CALLS_FOR_HELP), "ship", "centre", *sorted(OBSERVERS), *sorted(OBSERVERS))
CRAFTS = ("inflatable", "inflatable", "inflatable", "unknown", "rib", "fishing_vessel", "person")
STATES = (None, None, None, "under_way", "under_way", "boarding", "adrift", "swamped", "in_water")
PERSONS = (None, None, None, None, None, 0, 0, "5", "40-60", "about 60", 112)
ROLES: tuple[Role | None, ...] = (
    *(None, "drone", "patrol", "aircraft", "semaphore", "radar"),
    *("ship", "centre", "authority", "unit", "unit", "drone", "patrol"),
)
CALLERS: tuple[Role, ...] = ("caller", "ngo", "volunteer", "resident")
AGES = (None, 0, 0, 5, 12, 20, 30, 31, 59, 180, 600, -10, -60)
"""Minutes by which a fact is older than the report; it may be an hour younger at most."""
WINDS = (None, "SW 8 kn", "calm", "NE 30 kn", "variable 5 kn")
WAYS = (None, "290 5.3 kn", "010 3 kn", "150 2 kn")
CENTRES = ("Gris-Nez", "Dover", "Oostende")
INDICATORS = facts()["distress_indicated"].any_of
QUIET: Mapping[str, Any] = {
    **dict.fromkeys(("persons_in_water", *INDICATORS, "children_seen"), "no"),
    **dict.fromkeys(("boarding_begun", "launched", "leisure_or_fishing"), "no"),
    **dict.fromkeys(("rescue_unit_standing_by", "taxi_boat_suspected"), "yes"),
    **dict.fromkeys(("prosecutor_informed", "text_2023_confirmed", "text_2025_confirmed"), "yes"),
    "persons_aboard": 0,
    "acting_unit": "gendarmerie maritime",
}
"""Everything that the rules of some day ask for before they permit a control."""
PLAUSIBLE = {
    **{"persons_aboard": 80, "time_in_water": 10, "rescue_places": 200},
    **{"distance_to_waterline": 3000, "depth": 6, "flow": 3},
}
"""Up to where numbers are drawn, in the unit of the fact."""


@dataclass(frozen=True, slots=True)
class Case:
    """A report with the units named beside it."""

    report: Report
    units: tuple[Unit, ...]


def cases(part: int, *, seas: int, reports: int) -> Iterator[Case]:
    """Yield `reports` cases on each of some seas; a part is always the same.

    On its first sea, in French waters, nothing is said of the boat, so that a control is permitted
    somewhere.
    """
    draw = np.random.Generator(np.random.Philox(key=[2026, part]))
    for number in range(seas):
        sea = _sea(draw)
        if number == 0:
            silent = {"craft": "inflatable", "state": None, "under_way": None, "persons": None}
            sea = msgspec.structs.replace(sea, position=_french_place(draw), **silent)
        for _ in range(reports):
            yield Case(msgspec.structs.replace(sea, **_paper(draw, sea)), _units(draw))


def sea_of_report(report: Report) -> bytes:
    """Return what of a report its sea and its drift depend on, as bytes."""
    paper = ("source", "entered_water", "facts", "phases", "acknowledged", "mayday_relay")
    blank = Report(at=report.at, position=report.position)
    bare = {name: getattr(blank, name) for name in (*paper, "exercise")}
    return msgspec.json.encode(msgspec.structs.replace(report, **bare), order="deterministic")


def share_steps(patch: Callable[[object, str, object], None]) -> None:
    """Let the answers to one sea share sea, ensemble and forecast, with the assumptions they take.

    Parameters
    ----------
    patch : callable
        `setattr` of a monkeypatch.
    """
    patch(manifest, "data_digests", cache(manifest.data_digests))
    steps: Mapping[str, Callable[[Sequence[Any]], object]] = {
        "sea_of": lambda given: _key(given[0]),
        "drift_of": lambda given: _key(given[0]),
        "forecast_answer": lambda given: (_key(given[1]), given[3], given[5]),
    }
    for name, key_of in steps.items():
        patch(assessment, name, _shared(getattr(assessment, name), key_of))


def _key(situation: Any) -> bytes:
    return sea_of_report(situation.report)


def _shared(
    step: Callable[..., Any], key_of: Callable[[Sequence[Any]], object]
) -> Callable[..., Any]:
    held: dict[object, tuple[Any, Sequence[Any]]] = {}

    def shared(*given: Any, **named: Any) -> Any:
        key, own = key_of(given), AssumptionBook()
        book = next(one for one in (*given, *named.values()) if isinstance(one, AssumptionBook))
        if key not in held:
            if len(held) > 8:
                held.clear()
            given = tuple(own if one is book else one for one in given)
            found = step(
                *given, **{name: own if one is book else one for name, one in named.items()}
            )
            held[key] = found, own.used
        found, used = held[key]
        for row in used:
            (book.take if isinstance(row, Assumption) else book.weights)(row.key)
        return found

    return shared


def _one(draw: Generator, among: Sequence[Any]) -> Any:
    return among[int(draw.integers(len(among)))]


def _time(draw: Generator, *, start: datetime, hours: float) -> str:
    return (start + timedelta(hours=hours * draw.random())).strftime("%Y-%m-%dT%H:%MZ")


def _sea(draw: Generator) -> Report:
    craft, state = _one(draw, CRAFTS), _one(draw, STATES)
    person = craft == "person"
    moves = not person and state in (None, "under_way")
    weights: Any = {"adrift": 0.5, "swamped": 0.5} if draw.random() < 0.1 and not person else None
    at = _time(draw, start=FIRST, hours=24 * DAYS)
    return Report(
        at=at,
        position=_written(_place(draw)),
        position_accuracy_m=_one(draw, (None, None, 50.0, 800.0)),
        persons=_one(draw, PERSONS),
        craft="person_in_water" if person else craft,
        state=None if person else state,
        under_way=_one(draw, WAYS) if moves else None,
        wind=_one(draw, WINDS),
        waves=_one(draw, (None, 0.0, 0.3, 0.6, 1.2, 3.0)),
        water_temperature=_one(draw, (None, None, 4.0, 11.5, 19.0)),
        hypotheses=weights,
        coordinator=_one(draw, (None, *CENTRES)),
        told={one: at for one in CENTRES if draw.random() < 0.4},
    )


def _french_place(draw: Generator) -> str:
    while True:
        spot = _place(draw)
        if in_french_waters(
            position=spot, error=NAUTICAL_MILE, area=load_area(), coast=load_coast()
        ):
            return _written(spot)


def _written(spot: Position) -> str:
    return f"{spot.latitude:.4f}N {spot.longitude:.4f}E"


def _place(draw: Generator) -> Position:
    """Return open sea half of the time; else water's edge, a canal or a harbour."""
    kind = draw.random()
    area, coast = load_area(), load_coast()
    while True:
        spot = Position(
            latitude=float(draw.uniform(area.south, area.north)),
            longitude=float(draw.uniform(area.west, area.east)),
        )
        if kind < 0.5:
            wet = not coast.is_land(longitude=[spot.longitude], latitude=[spot.latitude])[0]
        elif kind < 0.7:
            spot, wet = coast.nearest_water(_one(draw, _towns()).position), True
        else:
            longitude, latitude = _one(draw, _inland())
            spot = Position(latitude=latitude, longitude=longitude)
            wet = area.inland_shape(spot) is not None
        if wet:
            return spot


@cache
def _towns() -> tuple[Any, ...]:
    return tuple(one for one in load_area().places if one.shore in ("FR", "BE", "UK"))


@cache
def _inland() -> tuple[tuple[float, float], ...]:
    waters = load_area().inland
    middles = [tuple(np.mean(one.ring, axis=0)) for one in waters.harbours]
    return (*middles, *(point for one in waters.canals for point in one.line))


def _paper(draw: Generator, sea: Report) -> dict[str, Any]:
    """Return who said what besides: nothing, anything, or nearly all that a control asks for."""
    kind = draw.random()
    start = datetime.fromisoformat(sea.at) - timedelta(hours=8)
    entry = sorted(_time(draw, start=start, hours=10) for _ in range(2))
    said: dict[str, Any] = {}
    often = 0.0
    if kind > 0.6:
        kept = {"persons_in_water", *INDICATORS} if kind > 0.65 else set()
        said = {k: v for k, v in QUIET.items() if kind > 0.8 or k in kept or draw.random() < 0.9}
        often = _one(draw, (0.0, 0.0, 0.02, 0.1))
    elif kind > 0.2:
        said = {one.name: _said(draw, one) for one in _asked() if draw.random() < 0.35}
        often = 0.3
    return {
        "facts": {
            k: _by_whom(draw, v, sea) if draw.random() < often else v for k, v in said.items()
        },
        "source": _one(draw, SOURCES if kind < 0.7 or kind > 0.95 else sorted(OBSERVERS)),
        "entered_water": "/".join(entry) if kind < 0.6 and draw.random() < 0.3 else None,
        "phases": {
            one: _one(draw, ("uncertainty", "alert", "distress"))
            for one in CENTRES
            if kind < 0.6 and draw.random() < 0.3
        },
        "acknowledged": {one: sea.at for one in CENTRES if draw.random() < 0.2},
        "mayday_relay": _one(draw, (None, None, "no", sea.at)) if kind < 0.6 else None,
        "exercise": bool(draw.random() < 0.2),
    }


def _asked() -> tuple[Fact, ...]:
    return tuple(one for one in facts().values() if not one.any_of and not one.computed)


def _by_whom(draw: Generator, value: Any, sea: Report) -> FactGiven:
    """Return a fact that somebody else saw, or at another time; one in twelve is a caller's."""
    by = _one(draw, CALLERS if draw.random() < 1 / 12 else ROLES)
    age, seen = _one(draw, AGES), datetime.fromisoformat(sea.at)
    at = None if age is None else (seen - timedelta(minutes=age)).strftime("%Y-%m-%dT%H:%MZ")
    return FactGiven(value=value, by=by, at=at)


def _said(draw: Generator, one: Fact) -> Any:
    value = (
        _one(draw, ("unknown", *one.categories)) if one.categories else _one(draw, ("yes", "no"))
    )
    if one.kind == "number":
        low, high = sorted(int(each) for each in draw.integers(0, PLAUSIBLE[one.name] + 1, size=2))
        value = _one(draw, (0, low, f"{low}-{high}"))
    return value


def _units(draw: Generator) -> tuple[Unit, ...]:
    if draw.random() < 0.8:
        return ()
    home = _one(draw, _towns())
    kind = _one(draw, (None, *asset_classes()))
    return (
        Unit(name="Unit 7", asset_class=kind, position=home.position, place=home.name, speed=10.0),
        Unit(name="Unit 8", capacity=int(draw.integers(0, 80)), tasked=True),
    )

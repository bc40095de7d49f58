"""What was heard by AIS, as text or as plain values, for who looks at a receiver.

A guard-rail: the place of a vessel of the state stands in neither, nor that of a ship of which
nobody has heard what she is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from estran.assess.ais_heard import alarms_said, may_be_shown, reasons_said, ship_name
from estran.exchange.text_ais import counts_said, overflow
from estran.exchange.text_answer import folded
from estran.language.catalogue import say
from estran.quantities.instants import format_instant
from estran.quantities.position_format import format_dmm
from estran.quantities.units import KNOT, MINUTE, NAUTICAL_MILE
from estran.rescue.ships_near import ships_near
from estran.sources.assumptions import assumption

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from estran.quantities.geodesy import Position
    from estran.rescue.ships_heard import ShipsHeard
    from estran.rescue.ships_near import ShipNear

MOST_ROWS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What is looked at.

    Attributes
    ----------
    near : Position or None
        Ships about it only; None takes every ship.
    asked : datetime
        For which time.
    lines : mapping of str to int
        Lines by what became of them.
    problem : str
        What stands in the way of the receiver, by name; empty where nothing does.
    """

    ships: ShipsHeard
    near: Position | None
    asked: datetime
    lines: Mapping[str, int]
    problem: str = ""

    def shown(self) -> tuple[list[ShipNear], int, dict[str, int]]:
        """Return the ships that may be shown, how many may not, and who was left out and why."""
        found, left_out = ships_near(self.ships, place=self.near, asked=self.asked)
        left_out.update(self.ships.left_out)
        open_to_all = [one for one in found if may_be_shown(one)]
        reasons = {key: count for key, count in sorted(left_out.items()) if count}
        return open_to_all, len(found) - len(open_to_all), reasons


def look_text(look: Look, *, language: str) -> str:
    """Return what was heard as text, alarms first."""
    ships, withheld, left_out = look.shown()
    rows = [one.text for one in alarms_said(look.ships.calls.values(), language=language)]
    rows += overflow(left_out, language)
    rows.append(_heading(look, language))
    rows += [f"  {_row(one, look, language)}" for one in ships[:MOST_ROWS]]
    if len(ships) > MOST_ROWS:
        rows.append(f"  {say(language, 'ais.look_more', count=len(ships) - MOST_ROWS)}")
    if not ships:
        rows.append(f"  {say(language, 'ais.none_near')}")
    if withheld:
        rows.append(say(language, "ais.look_withheld", count=withheld))
    if left_out:
        rows.append(say(language, "ais.left_out", reasons=reasons_said(left_out, language)))
    rows.append(say(language, "ais.look_lines", counts=counts_said(dict(look.lines), language)))
    if look.problem:
        rows.append(
            say(language, "ais.look_trouble", problem=say(language, f"ais_trouble.{look.problem}"))
        )
    return "\n".join(line for row in rows for line in folded(row))


def look_values(look: Look, *, language: str) -> dict[str, Any]:
    """Return what was heard as plain values."""
    ships, withheld, left_out = look.shown()
    alarms = alarms_said(look.ships.calls.values(), language=language)
    return {
        "alarms": msgspec.to_builtins(alarms),
        "asked": format_instant(look.asked),
        "near": None if look.near is None else format_dmm(look.near),
        "ships": [_values(one, look) for one in ships],
        "withheld": withheld,
        "left_out": left_out,
        "lines": {key: count for key, count in sorted(look.lines.items()) if count},
        "problem": look.problem,
    }


def _heading(look: Look, language: str) -> str:
    time = format_instant(look.asked)
    if look.near is None:
        return say(language, "ais.look_heading", time=time)
    miles = f"{assumption('ais_near').value:g}"
    return say(language, "ais.look_near", miles=miles, position=format_dmm(look.near), time=time)


def _row(one: ShipNear, look: Look, language: str) -> str:
    return say(
        language,
        "ais.look_row" if look.near is None else "ais.look_row_near",
        name=ship_name(one, language),
        distance=f"{one.distance / NAUTICAL_MILE:.1f}",
        bearing=f"{round(one.bearing_deg) % 360:03d}",
        position=format_dmm(one.fix.position),
        age=f"{one.age / MINUTE:.0f}",
        speed=_speed(one, language),
    )


def _speed(one: ShipNear, language: str) -> str:
    if one.fix.speed is None:
        return say(language, "ais.look_still")
    course = one.fix.course_deg
    said = "" if course is None else f"{round(course) % 360:03d}°"
    return say(language, "ais.look_speed", speed=f"{one.fix.speed / KNOT:.1f}", course=said).strip()


def _values(one: ShipNear, look: Look) -> dict[str, Any]:
    fix, away = one.fix, look.near is not None
    return {
        "mmsi": f"{one.mmsi:09d}",
        "name": one.said.name,
        "ship_type": one.said.kind,
        "position": format_dmm(fix.position),
        "heard": format_instant(fix.at),
        "age_minutes": round(one.age / MINUTE, 1),
        "speed_kn": None if fix.speed is None else round(fix.speed / KNOT, 1),
        "course_deg": fix.course_deg,
        "distance_nm": round(one.distance / NAUTICAL_MILE, 2) if away else None,
        "bearing_deg": round(one.bearing_deg) % 360 if away else None,
    }

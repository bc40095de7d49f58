"""`estran casebook search`: a search that was done, as it was done."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated, Literal

from cyclopts import Parameter

from estran.cli.casebook_seat import HERE, Flag, Seat, seated

Corners = Annotated[list[str], Parameter(negative="")]


@Parameter(name="*")
@dataclass(kw_only=True, frozen=True)
class Searched:
    """What was searched, and how. What nobody noted is left out.

    Attributes
    ----------
    searcher : str
        merchant_ship, small_boat, patrol_vessel, helicopter, fixed_wing, drone or other.
    corner : list of str
        A corner of the area, as a position with hemispheres; three or more, in turn round it.
    start : str
        When it began, with its zone.
    end : str
        When it ended.
    target : str
        What the crew looked for: person_in_water, crowded_inflatable, raft_4, raft_15, raft_25,
        power_boat_5_6 or power_boat_8_12.
    pattern : str
        PS, CS, SS, VS, TS or other.
    sensor : str
        visual, infrared, radar or drone.
    spacing_nm : float
        Between tracks [nm].
    speed_kn : float
        Of the searcher [kn].
    visibility_nm : float
        During the search [nm].
    wind_kn : float
        During the search [kn].
    waves_m : float
        Significant height [m].
    width_low_nm : float
        Low end of the sweep width, where the unit states its own [nm].
    width_high_nm : float
        High end of it [nm].
    fatigue : bool
        The crew reports excessive fatigue.
    """

    searcher: str
    corner: Corners
    start: str
    end: str
    target: str = "person_in_water"
    pattern: Literal["PS", "CS", "SS", "VS", "TS", "other"] = "PS"
    sensor: Literal["visual", "infrared", "radar", "drone"] = "visual"
    spacing_nm: float | None = None
    speed_kn: float | None = None
    visibility_nm: float | None = None
    wind_kn: float | None = None
    waves_m: float | None = None
    width_low_nm: float | None = None
    width_high_nm: float | None = None
    fatigue: Flag = False


def search_done(case: str, unit: str, /, *, searched: Searched, seat: Seat = HERE) -> None:
    """Enter a search that was done. What it is worth: value-searches.

    Parameters
    ----------
    case : str
        Number of the case.
    unit : str
        Name or call sign of the unit.
    """
    given = {name: value for name, value in asdict(searched).items() if name != "corner"}
    with seated(seat) as watch:
        watch.enter("search.done", {"unit": unit, "corners": searched.corner, **given}, case=case)

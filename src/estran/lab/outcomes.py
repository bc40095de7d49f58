"""What a season is counted by, and in which direction each count may be judged.

"Worse" and regret exist for deaths, people in the water and officers hurt. Landings and attempts
have no direction, and code refuses to give them one.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from estran.errors import InputError
from estran.lab.conditions import CELLS, QUARTERS

if TYPE_CHECKING:
    from collections.abc import Mapping

Direction = Literal["fewer", "none"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One count of a season.

    Attributes
    ----------
    direction : str
        ``fewer`` where fewer are better; ``none`` where nobody here says what is better.
    """

    key: str
    unit: str
    direction: Direction
    label: str
    label_fr: str


_ROWS = (
    ("deaths", "persons", "fewer", "deaths", "décès"),
    ("deaths_boarding", "persons", "fewer", "deaths while boarding", "décès à l'embarquement"),
    ("deaths_crush", "persons", "fewer", "deaths in a crush", "décès par écrasement"),
    ("deaths_water", "persons", "fewer", "deaths after the boat failed", "décès après avarie"),
    (
        *("deaths_intervention", "persons", "fewer"),
        *("deaths set off by an intervention", "décès provoqués par une intervention"),
    ),
    ("deaths_children", "persons", "fewer", "children among the dead", "enfants parmi les morts"),
    ("persons_in_water", "persons", "fewer", "people in the water", "personnes à l'eau"),
    (
        "officer_harm",
        "persons",
        "fewer",
        "officers and rescuers hurt",
        "agents et sauveteurs blessés",
    ),
    (
        *("days_ten_deaths", "days", "fewer"),
        *("days with ten deaths or more", "jours à dix décès ou plus"),
    ),
    (
        *("worst_day_deaths", "persons", "fewer"),
        *("deaths on the worst day", "décès le pire jour"),
    ),
    ("attempts", "boats", "none", "attempts", "tentatives"),
    ("launches", "boats", "none", "boats that left", "embarcations parties"),
    ("embarked", "persons", "none", "people who left", "personnes parties"),
    ("landings", "persons", "none", "people landed in the UK", "arrivées au Royaume-Uni"),
    ("boats_landed", "boats", "none", "boats landed in the UK", "embarcations arrivées"),
    ("rescued_fr", "persons", "none", "people rescued to France", "personnes ramenées en France"),
    ("returned", "persons", "none", "people who turned back", "personnes revenues d'elles-mêmes"),
    ("stopped", "persons", "none", "people stopped", "personnes empêchées de partir"),
    ("rescues", "operations", "none", "rescue operations", "opérations de sauvetage"),
    ("displaced", "share", "none", "share of launches moved south", "part des départs déplacés"),
    ("unit_hours", "hours", "none", "hours of units at sea", "heures de moyens en mer"),
    ("observed_arrivals", "persons", "none", "arrivals as counted", "arrivées comptées"),
    ("observed_boats", "boats", "none", "boats as counted", "embarcations comptées"),
    ("observed_stopped", "persons", "none", "stopped as counted", "empêchées, telles que comptées"),
    ("observed_stop_events", "events", "none", "stops as counted", "faits comptés d'empêchement"),
    ("observed_deaths", "persons", "none", "deaths as counted", "décès comptés"),
)

OUTCOMES: Mapping[str, Outcome] = MappingProxyType({row[0]: Outcome(*row) for row in _ROWS})  # type: ignore[arg-type]
"""Every outcome by its key, those with a direction first."""

MOMENTS = (
    *("crossing_days", *(f"crossing_days_{name}" for name in QUARTERS)),
    *("p11_num", "p11_den", "p01_num", "p01_den", "boats_mean", "boats_var"),
    *("top_ten_share", "load_mean", "load_sd"),
    *(f"boats_month_{month:02d}" for month in range(1, 13)),
    *(f"launches_{name}" for name in CELLS),
)
"""What history is compared by, besides the outcomes that are counted."""


def judged(key: str) -> Outcome:
    """Return an outcome of which fewer are better.

    Raises
    ------
    InputError
        Where there is none of that key, or nobody here says what is better.
    """
    found = OUTCOMES.get(key)
    if found is None or found.direction != "fewer":
        able = ", ".join(one.key for one in OUTCOMES.values() if one.direction == "fewer")
        raise InputError(
            "lab.no_direction",
            f"{key!r} has no better or worse. Only these are judged: {able}.",
            key=key,
            able=able,
        )
    return found

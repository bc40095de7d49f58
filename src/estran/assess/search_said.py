"""Searches as a watch writes them down, and what they are worth, as it is stored. Plain data."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from msgspec import UNSET, Meta, Struct, UnsetType

from estran.assess.answer_sea import KeptFieldUsed  # noqa: TC001 -- msgspec reads it
from estran.assess.answer_words import Language, Share, Utc  # noqa: TC001 -- msgspec reads them

Searcher = Literal[
    "merchant_ship", "small_boat", "patrol_vessel", "helicopter", "fixed_wing", "drone", "other"
]
SearchObject = Literal[
    "person_in_water",
    "crowded_inflatable",
    "raft_4",
    "raft_15",
    "raft_25",
    "power_boat_5_6",
    "power_boat_8_12",
]
Pattern = Literal["PS", "CS", "VS", "SS", "TS", "other"]
Sensor = Literal["visual", "infrared", "radar", "drone"]
Body = Literal["people_in_water", "people_on_hull"]
PERSON_OBJECT: SearchObject = "person_in_water"
BOAT_OBJECT: SearchObject = "crowded_inflatable"
BODIES: tuple[Body, ...] = get_args(Body)

AboveZero = Annotated[float, Meta(gt=0)]
NotNegative = Annotated[float, Meta(ge=0)]


class SearchDone(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One search that was done. What is left out is unknown and stays so."""

    unit: Annotated[str, Meta(min_length=1, description="By its name or call sign.")]
    searcher: Annotated[Searcher, Meta(description="Kind of unit; other: no table is held.")]
    object: Annotated[SearchObject, Meta(description="What the crew was told to look for.")] = (
        PERSON_OBJECT
    )
    corners: Annotated[
        list[str],
        Meta(min_length=3, max_length=60, description="Positions, in turn round the area."),
    ]
    pattern: Annotated[
        Pattern,
        Meta(description="Parallel, creeping line, sector, expanding square, track line."),
    ] = "other"
    spacing_nm: AboveZero | None = None
    speed_kn: AboveZero | None = None
    start: Annotated[str, Meta(description="Time with its zone.")]
    end: Annotated[str, Meta(description="Time with its zone, after the start.")]
    visibility_nm: NotNegative | None = None
    wind_kn: Annotated[NotNegative | None, Meta(description="During the search.")] = None
    waves_m: Annotated[NotNegative | None, Meta(description="Significant height.")] = None
    sensor: Sensor = "visual"
    width_nm_low: Annotated[
        NotNegative | None,
        Meta(description="Sweep width for the object, where somebody gives one; both ends."),
    ] = None
    width_nm_high: NotNegative | None = None
    fatigue: Annotated[bool | None, Meta(description="Excessive, as the crew reports it.")] = None


class BodyValue(Struct, frozen=True, kw_only=True):
    """What a search is worth for people in the water, or for those still on the hull."""

    body: Body
    object: SearchObject
    width_nm_low: float | None
    width_nm_high: float | None
    coverage_low: float | None
    coverage_high: float | None
    pod_low: Annotated[Share | None, Meta(description="To find what stays in the area.")]
    pod_high: Share | None
    inside: Annotated[
        Share | None, Meta(description="Of all people's places: this body, and in the area.")
    ]
    unknown_because: str | None


class SearchValue(Struct, frozen=True, kw_only=True):
    """What one search is worth. A range or unknown, never one number, and no end of a search."""

    unit: str
    pattern: Pattern
    start: Utc
    end: Utc
    area_nm2: float
    bodies: list[BodyValue]
    pos_low: Annotated[Share | None, Meta(description="POD times being there; null: unknown.")]
    pos_high: Share | None
    cumulative_pos_low: Annotated[
        Share | None, Meta(description="Of this and all searches before it in the list.")
    ]
    cumulative_pos_high: Share | None
    unknown_because: Annotated[list[str], Meta(description="What counts as not searched.")]
    sources: list[str]
    confidence: Annotated[
        Literal["high", "medium", "low", ""], Meta(description="Of the widths; the least.")
    ]


class SearchAnswer(Struct, frozen=True, kw_only=True):
    """What all searches are worth together, and on what that rests."""

    language: Language
    exercise: bool
    searches: list[SearchValue]
    pos_low: Annotated[
        Share | None, Meta(description="Cumulative; null where no search could be valued.")
    ]
    pos_high: Share | None
    uncounted: Annotated[int, Meta(description="Searches that count wholly or partly as none.")]
    text: Annotated[str, Meta(description="Never shown without it: any POS.")]
    model: str
    sources: list[str]
    assumptions: list[str]
    as_of: Utc
    hours: int
    particles: int
    seed: int
    version: str
    inputs_sha256: str
    kept_fields: Annotated[
        list[KeptFieldUsed] | UnsetType,
        Meta(description="In which the people drifted, beyond the package; left out where none."),
    ] = UNSET

"""The part of the answer about people: who acts, how long they live, what harms them, who can come.

Plain data; nothing is computed here.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, field

from estran.assess.answer_ais import AisShip  # noqa: TC001 -- msgspec
from estran.assess.answer_words import DepthWord, HazardWord, Phase, Utc  # noqa: TC001 -- msgspec


class CentrePhase(Struct, frozen=True, kw_only=True):
    """The emergency phase that one centre has declared, as far as it was told to us."""

    centre: str
    phase: Phase | None


class CentreTold(Struct, frozen=True, kw_only=True):
    """Whether a centre has been told of the case, and has acknowledged it."""

    centre: str
    told: Utc | None
    acknowledged: Utc | None


class NextAction(Struct, frozen=True, kw_only=True):
    """One thing to be done, and by when; a clock that reminds, never one that closes."""

    action: str
    text: str
    due: Utc


class Coordination(Struct, frozen=True, kw_only=True):
    """The first minute: who has the case, who knows of it, and what is due next."""

    coordinator: Annotated[str | None, Meta(description="Centre that has the case; null: unsaid.")]
    until: Annotated[list[str], Meta(description="It keeps the case until one of these accepts.")]
    sentence: Annotated[str, Meta(description="Never shown without it: any region share.")]
    phases: list[CentrePhase]
    phase_indicated: Annotated[
        Literal["distress", "distress_not_excluded", "not_indicated"],
        Meta(description="What the facts indicate, whatever phase was declared."),
    ]
    phase_mismatch: Annotated[
        bool, Meta(description="Centres differ, or one is below what the facts indicate.")
    ]
    centres: list[CentreTold]
    mayday_relay: Annotated[Literal["sent", "not_sent", "unknown"], Meta(description="As told.")]
    mayday_relay_at: Utc | None
    nearest_units: Annotated[list[str], Meta(description="By time to the people, soonest first.")]
    actions: Annotated[list[NextAction], Meta(description="What is due, first things first.")]


class SurvivalModel(Struct, frozen=True, kw_only=True):
    """What one published model says of people in this water."""

    name: str
    hours: Annotated[float | None, Meta(description="Since entry, at the middle temperature.")]
    meaning: Literal["median", "upper", "lower", "predicted"]
    in_range: bool
    hours_cold: Annotated[float | None, Meta(description="On the cold side of the water.")]
    hours_warm: Annotated[float | None, Meta(description="On the warm side of the water.")]
    sources: list[str]


class Survival(Struct, frozen=True, kw_only=True):
    """How long people live in this water. Two times, never mixed; neither is a time of death."""

    in_water: Annotated[
        Literal["yes", "no", "unknown"], Meta(description="Whether anyone is in the water.")
    ]
    entry_earliest: Annotated[Utc | None, Meta(description="Null where nobody knows.")]
    entry_latest: Annotated[Utc | None, Meta(description="Null while people may be aboard.")]
    entry_assumed: Annotated[bool, Meta(description="Whether entry is taken as of the report.")]
    water_low_c: float | None
    water_high_c: float | None
    flotation: Literal["all", "some", "none", "unknown"]
    models: list[SurvivalModel]
    urgent_by: Annotated[
        Utc | None, Meta(description="Help should be there by then; null: unknown, treat as now.")
    ]
    urgent_by_text: str
    not_before: Annotated[
        Utc | None,
        Meta(description="Some may be alive until at least then; null: unknown, keep searching."),
    ]
    not_before_text: str


class HazardAnswer(Struct, frozen=True, kw_only=True):
    """One hazard as a class; no figure leaves the house."""

    name: str
    hazard_class: HazardWord = field(name="class")
    text: str
    unknown: Annotated[list[str], Meta(description="What would have to be known.")]
    sources: list[str]


class AssetAnswer(Struct, frozen=True, kw_only=True):
    """A unit that the user named, or a class of units; a class is not a unit."""

    name: str
    asset_class: str = field(name="class")
    kind: Literal["surface", "air", "land"]
    named: Annotated[bool, Meta(description="Whether the user's file names this unit.")]
    standing: Annotated[str, Meta(description="Class estimate, not tasked; or named, not tasked.")]
    from_place: str | None
    ready_minutes: float | None
    ready_low_minutes: Annotated[float | None, Meta(description="The least that the times use.")]
    ready_high_minutes: Annotated[float | None, Meta(description="The most that the times use.")]
    speed_kn: float | None
    first_reached: Annotated[Utc | None, Meta(description="When 5 % of the people's places are.")]
    half_reached: Annotated[Utc | None, Meta(description="When half of the people's places are.")]
    most_reached: Annotated[Utc | None, Meta(description="When 95 % of the people's places are.")]
    reach_unknown_because: str | None
    capacity: Annotated[int | None, Meta(description="Survivors it can take aboard.")]
    room: Literal["enough", "not_enough", "unknown"]
    draught_m: float | None
    depth: Annotated[
        DepthWord,
        Meta(
            description="Whether it may touch the bottom there. Of a hull that draws little only "
            "where all that is known is too shallow; not_applicable to what has no hull."
        ),
    ]
    sea: Annotated[HazardWord, Meta(description="Whether waves pass its stated limit.")]
    source: str
    confidence: str
    ais: Annotated[
        AisShip | UnsetType,
        Meta(description="Only of a ship that was heard by AIS; left out of every other row."),
    ] = UNSET


class MassRescue(Struct, frozen=True, kw_only=True):
    """Whether more people than the first unit can take; then flotation first, count per hull."""

    flag: Literal["yes", "no", "unknown"]
    text: str

"""The whole answer about one situation, as plain immutable data.

Its JSON names are public: others rely on them.
Edges speak the field's units: knots, degrees true, nautical miles, UTC. Nothing is computed here.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from estran.assess.answer_ais import AisHeard  # noqa: TC001 -- msgspec
from estran.assess.answer_card import CardOption, DoctrineUsed, Question  # noqa: TC001 -- msgspec
from estran.assess.answer_people import (  # noqa: TC001 -- msgspec reads the annotations
    AssetAnswer,
    Coordination,
    HazardAnswer,
    MassRescue,
    Survival,
)
from estran.assess.answer_sea import Depth, KeptFieldUsed, Layer  # noqa: TC001 -- msgspec reads
from estran.assess.answer_words import (  # noqa: TC001 -- msgspec reads the annotations
    AnswerPart,
    Language,
    Share,
    StateName,
    Utc,
)
from estran.assess.evidence_said import EvidenceUsed  # noqa: TC001 -- msgspec


class Place(Struct, frozen=True, kw_only=True):
    """A position in the three notations in use, all WGS 84."""

    lat: Annotated[float, Meta(ge=-90, le=90, description="Degrees north.")]
    lon: Annotated[float, Meta(ge=-180, le=180, description="Degrees east.")]
    dmm: Annotated[str, Meta(description="Degrees and decimal minutes, to be read out.")]


class Weighting(Struct, frozen=True, kw_only=True):
    """A weight given to one possibility before the forecast."""

    name: str
    weight: Share
    why: str = ""
    sources: Annotated[
        list[str], Meta(description="Keys of sources; for a leeway class those of its figures.")
    ] = []


class Persons(Struct, frozen=True, kw_only=True):
    """How many people were reported, as a range."""

    low: int
    high: int
    said: str


class SituationAnswer(Struct, frozen=True, kw_only=True):
    """The situation as understood: what was said, what it was taken to mean, what is unknown."""

    time: Utc
    position: Place
    position_dd: str
    position_dms: str
    position_said: str
    position_form: str
    position_error_m: Annotated[float, Meta(description="One standard deviation per axis, metres.")]
    from_place: Annotated[str, Meta(description="Bearing and distance from a named place.")]
    drift_from: Annotated[
        Place | None,
        Meta(description="Nearest water, where the position lies on land within its error."),
    ] = None
    inland_water: Annotated[str | None, Meta(description="Named canal or harbour, or null.")]
    area: str
    craft: str
    state: Annotated[str, Meta(description="Reported state of the boat, or unknown.")]
    persons: Persons | None
    course_to_deg: float | None
    speed_kn: float | None
    said: Annotated[dict[str, str], Meta(description="Every input, as given.")]
    hypotheses: list[Weighting]
    leeway_classes: list[Weighting]
    unknown: Annotated[list[str], Meta(description="What nobody has said.")]
    contested: Annotated[list[str], Meta(description="Facts on which sources differ.")]


class Tide(Struct, frozen=True, kw_only=True):
    """Height of tide."""

    height_m: float | None
    uncertainty_m: float
    datum: str
    tendency: Literal["rising", "falling", "unknown"]
    next_turn: Annotated[str | None, Meta(description="high water or low water")]
    next_turn_time: str | None
    next_turn_height_m: float | None
    layer: Layer


class TidalStream(Struct, frozen=True, kw_only=True):
    """Tidal stream at the surface: the direction towards which it sets, and its rate."""

    set_to_deg: float | None
    rate_kn: float | None
    uncertainty_kn: Annotated[float, Meta(description="One standard deviation per component.")]
    layer: Layer


class Wind(Struct, frozen=True, kw_only=True):
    """Wind at 10 m: the direction from which it blows, and its speed; a prior where nobody said."""

    from_deg: float | None
    speed_kn: float | None
    uncertainty_kn: Annotated[float, Meta(description="One standard deviation per component.")]
    layer: Layer


class Waves(Struct, frozen=True, kw_only=True):
    """Significant wave height."""

    significant_height_m: float | None
    low_m: float
    high_m: float
    layer: Layer


class WaterTemperature(Struct, frozen=True, kw_only=True):
    """Temperature of the sea at the surface."""

    celsius: float | None
    uncertainty_c: float
    layer: Layer


class Light(Struct, frozen=True, kw_only=True):
    """Daylight, and the moon."""

    phase: str
    sun_elevation_deg: float
    sunrise: str | None
    sunset: str | None
    next_daylight: Annotated[str | None, Meta(description="Beginning of the next civil twilight.")]
    moon_up: bool
    moon_illuminated: Share
    layer: Layer


class Waterline(Struct, frozen=True, kw_only=True):
    """Where the water's edge is now: seaward of the coastline, which is mean high water springs."""

    seaward_of_coast_m: float | None
    uncertainty_m: float | None
    distance_off_m: Annotated[
        float | None,
        Meta(description="From the position to the water's edge; null far from shore."),
    ]
    layer: Layer


class Sea(Struct, frozen=True, kw_only=True):
    """The sea there and then."""

    tide: Tide
    waterline: Waterline
    stream: TidalStream
    wind: Wind
    waves: Waves
    water_temperature: WaterTemperature
    light: Light
    depth: Annotated[
        Depth | UnsetType, Meta(description="Only where a grid of depths is kept.")
    ] = UNSET


class RegionProbability(Struct, frozen=True, kw_only=True):
    """Share of the ensemble in each rescue region, hour by hour; they sum to one.

    In an area that somebody added the regions are its own, and those of the strait hold nothing.
    Within one nautical mile of a line a position counts as both. Never a fact for a rule, and never
    shown without the coordinator sentence.
    """

    UK: list[Share]
    FR: list[Share]
    BE: list[Share]
    other: list[Share]
    own: Annotated[
        dict[str, list[Share]] | UnsetType,
        Meta(description="By key, the regions of an area that somebody added."),
    ] = UNSET


class Crossing(Struct, frozen=True, kw_only=True):
    """When the ensemble first crosses a named line."""

    line: str
    probability: Annotated[Share, Meta(description="Share that crosses within the forecast.")]
    first: str | None
    quantile_05: str | None
    quantile_50: str | None
    quantile_95: str | None


class Landfall(Struct, frozen=True, kw_only=True):
    """When people first come ashore near one place, riding or apart from the hull.

    A forecast that may be wrong, never a plan, and never a fact for a rule.
    """

    kind: Annotated[
        Literal["named", "not_named", "rest"],
        Meta(
            description="Near the named place; where no named place lies near; "
            "the sum of all that is too small to be named singly."
        ),
    ]
    shore: Annotated[str, Meta(description="Nearest named place of the coast, or words for none.")]
    probability: Annotated[Share, Meta(description="Share of the people within the forecast.")]
    first: Utc
    quantile_05: Utc
    quantile_50: Utc
    quantile_95: Utc


class Contour(Struct, frozen=True, kw_only=True):
    """The smallest area that holds a given share of the ensemble at one hour."""

    time: Utc
    level: Annotated[float, Meta(description="0.50, 0.75 or 0.95.")]
    area_nm2: Annotated[float, Meta(description="Square nautical miles.")]
    body: Literal["people", "hull"]
    rings: Annotated[list[list[tuple[float, float]]], Meta(description="Closed, [lon, lat].")]


class HypothesisShare(Struct, frozen=True, kw_only=True):
    """How one hypothesis fares: its share hour by hour, and where it is at the end."""

    name: StateName
    probability: list[Share]
    aground_probability: Annotated[
        list[Share], Meta(description="Share of the ensemble in this state and aground or ashore.")
    ]
    mean_position: list[Place | None]


class Hull(Struct, frozen=True, kw_only=True):
    """The hull, once it and the people part."""

    parted_probability: list[Share]
    mean_position: list[Place | None]
    contours: list[Contour]


class Datum(Struct, frozen=True, kw_only=True):
    """Datum for a search at one time: a point, or a line where the boat may still be under way."""

    time: Utc
    kind: Literal["point", "line"]
    points: list[Place]
    drift_error_nm: float
    position_error_nm: float
    search_craft_error_nm: float
    total_probable_error_nm: float
    search_radius_nm: float
    box: Annotated[list[Place], Meta(description="Corners of the search box, clockwise.")]
    box_area_nm2: float
    box_holds: Annotated[Share, Meta(description="Share of the ensemble inside the box.")]


class Sample(Struct, frozen=True, kw_only=True):
    """A few particles of the ensemble, to draw: [hour][particle] = (lon, lat)."""

    people: list[list[tuple[float, float]]]
    hull: list[list[tuple[float, float]]]
    state: list[list[StateName]]


class Forecast(Struct, frozen=True, kw_only=True):
    """Where people and hull may be, hour by hour. Top-level arrays speak of the people."""

    known: bool
    unknown_because: str | None
    times: list[Utc]
    mean_position: list[Place]
    most_likely_position: list[Place]
    contours: list[Contour]
    region_probability: RegionProbability
    line_band_probability: list[Share]
    coordinator_sentence: str
    crossings: list[Crossing]
    landfalls: Annotated[
        list[Landfall] | None, Meta(description="By share; the rest last. Null in older answers.")
    ] = None
    aground_probability: list[Share]
    left_area_probability: list[Share]
    in_water_probability: list[Share]
    hypotheses: list[HypothesisShare]
    hull: Hull | None
    datum: Datum | None
    sample: Sample | None


class SourceUsed(Struct, frozen=True, kw_only=True):
    """One entry of the library that this answer rests on."""

    key: str
    title: str
    authors: str
    year: str
    where: str
    licence: str


class AssumptionUsed(Struct, frozen=True, kw_only=True):
    """One number that no source gives, with its range and reason."""

    key: str
    value: Annotated[
        float | dict[str, float] | None,
        Meta(description="Null for what only classes are given of: a boat's shape and limits."),
    ]
    unit: str
    low: float | None
    high: float | None
    source: str
    why: str


class PartRests(Struct, frozen=True, kw_only=True):
    """What one part of the answer rests on: keys of the two lists of the manifest."""

    part: Annotated[AnswerPart, Meta(description="Forecast, survival and hazards rest on sea too.")]
    sources: list[str]
    assumptions: list[str]


class Manifest(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Enough to repeat the answer: the same inputs give the same bytes."""

    seed: int
    version: str
    versions: dict[str, str]
    engine: Annotated[
        str,
        Meta(description="Which engine let it drift, and why where not the compiled; same bytes."),
    ]
    as_of: Utc
    particles: int
    hours: int
    step_s: int
    wind_relative_to_water: Annotated[
        bool | None,
        Meta(description="False: leeway of the wind over the ground. Left out by older answers."),
    ] = None
    inputs_sha256: str
    data_sha256: dict[str, str]
    sources: list[SourceUsed]
    assumptions: list[AssumptionUsed]
    parts: Annotated[
        list[PartRests],
        Meta(description="The same by part of the answer. Left out by older answers."),
    ] = []
    evidence: Annotated[
        EvidenceUsed | None,
        Meta(description="What the forecast was re-based on; left out where on nothing."),
    ] = None
    kept_fields: Annotated[
        list[KeptFieldUsed],
        Meta(description="Fields of the sea beyond the package; left out where there are none."),
    ] = []


class Assessment(Struct, frozen=True, kw_only=True):
    """The whole answer about one situation."""

    estran: Annotated[str, Meta(description="Version of this form of answer.")] = "1"
    language: Annotated[Language, Meta(description="Of every sentence in it.")] = "en"
    exercise: bool
    replay: str | None
    coordination: Coordination
    situation: SituationAnswer
    sea: Sea
    forecast: Forecast
    survival: Survival
    hazards: list[HazardAnswer]
    doctrines: list[DoctrineUsed]
    card: list[CardOption]
    control_card: Annotated[
        str | None, Meta(description="Why the card has no control options; null where it has.")
    ]
    questions: list[Question]
    assets: list[AssetAnswer]
    mass_rescue: MassRescue
    manifest: Manifest
    ais: Annotated[
        AisHeard | UnsetType,
        Meta(description="Left out where no AIS was given."),
    ] = UNSET

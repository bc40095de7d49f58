"""What is done: relays, tasks, searches, assessments, decisions, messages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal

from estran.casebook.bodies.parts import Indicated, Private

TaskState = Literal["acknowledged", "declined", "under_way", "on_scene", "released"]
Answer = Literal["proceeding", "acknowledged", "unable", "no_answer"]
FieldUse = Literal["used", "compared", "not_needed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelaySent:
    """A Mayday relay went out; near it were these ships, and each owes an answer."""

    kind: ClassVar[str] = "relay.sent"
    relay: str
    near: tuple[str, ...] = ()
    radius_nm: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayAnswered:
    """What a ship answered to a relay; no answer is an answer to be logged."""

    kind: ClassVar[str] = "relay.answered"
    relay: str
    ship: str
    answer: Answer
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRequested:
    """A unit is asked to do something: afloat, in the air, or on land.

    Attributes
    ----------
    capacity : int or None
        Survivors it can take; None where nobody knows.
    """

    kind: ClassVar[str] = "task.requested"
    task: str
    unit: str
    medium: Literal["surface", "air", "land"]
    purpose: str
    capacity: int | None = None
    trained: str = "unknown"
    equipped: str = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskMoved:
    """Where a task stands; a refusal says why."""

    kind: ClassVar[str] = "task.moved"
    task: str
    to: TaskState
    why: str = ""
    eta: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRead:
    """A tasked unit has read the case sheet as it was."""

    kind: ClassVar[str] = "sheet.read"
    unit: str
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OnSceneCoordinatorNamed:
    """Which unit coordinates on the scene."""

    kind: ClassVar[str] = "osc.named"
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicalAdviceGiven:
    """What a doctor advised, and from where."""

    kind: ClassVar[str] = "medical.advised"
    by: str
    text: Private


@dataclass(frozen=True, slots=True, kw_only=True)
class MassRescuePlanned:
    """More people than one unit can take: how many, how many places, in which order."""

    kind: ClassVar[str] = "mass_rescue.planned"
    persons_high: int
    places: int
    plan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOfSafetyNamed:
    """Where survivors are brought; a ship is only provisional."""

    kind: ClassVar[str] = "safety.named"
    place: str
    agreed_by: str
    provisional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDone:
    """One search by one unit, as it was done.

    Attributes
    ----------
    searcher : str
        What searched: ``merchant_ship``, ``small_boat``, ``helicopter``, ``fixed_wing``, ...
    target : str
        What it looked for: ``person_in_water``, ``inflatable``, ...
    corners : tuple of str
        Corners of the area, as positions with hemispheres.
    pattern : str
        PS, CS, SS, VS, TS, OS or other.
    spacing_nm, speed_kn, visibility_nm, wind_kn, waves_m : float or None
        None where nobody noted it.
    width_low_nm, width_high_nm : float or None
        Sweep width, where the unit states its own.
    """

    kind: ClassVar[str] = "search.done"
    search: str
    unit: str
    searcher: str
    target: str
    corners: tuple[str, ...]
    start: datetime
    end: datetime
    pattern: str = "PS"
    sensor: str = "visual"
    spacing_nm: float | None = None
    speed_kn: float | None = None
    visibility_nm: float | None = None
    wind_kn: float | None = None
    waves_m: float | None = None
    width_low_nm: float | None = None
    width_high_nm: float | None = None
    fatigue: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchWorth:
    """What one search is worth: its POD and POS as ranges; None where unknown."""

    search: str
    pod_low: float | None
    pod_high: float | None
    pos_low: float | None
    pos_high: float | None
    unknown_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchesValued:
    """What the searches done add up to over the particles of one forecast.

    Attributes
    ----------
    known : int
        The last entry that it knew of; 0 where that is not recorded.
    """

    kind: ClassVar[str] = "searches.valued"
    craft: str
    searches: tuple[SearchWorth, ...]
    pos_low: float | None
    pos_high: float | None
    model: str
    inputs_sha256: str
    known: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DaylightConsidered:
    """Before an ending: when it is light again, who could search then, and what was decided."""

    kind: ClassVar[str] = "daylight.considered"
    next_daylight: datetime
    units: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossingExpected:
    """When the forecast first crosses a line between two centres."""

    line: str
    share: float
    first: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the forecast has its middle at one time, and how far it spreads."""

    at: datetime
    lat: float
    lon: float
    radius_nm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SeaField:
    """A fetched or added field of the sea that counted for an assessment.

    Attributes
    ----------
    sha256 : str
        Of its content.
    file : str
        SHA-256 of its file, which the store keeps.
    use : str
        ``compared``: a second source, which widens the forecast; ``not_needed``: it counted, and
        the report said the same quantity.
    """

    layer: str
    source: str
    sha256: str
    file: str
    use: FieldUse


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentMade:
    """An assessment was made and kept, with the inputs as then known.

    Attributes
    ----------
    artifact : str
        SHA-256 of the whole answer, which the store keeps.
    inputs : str
        SHA-256 of what went in, which the store keeps too: report and settings.
    not_before : datetime or None
        None: unknown, keep searching.
    known : int
        The last entry that it knew of; 0 where that is not recorded.
    fields : tuple of SeaField
        What it used of the sea beyond what comes with Estran.
    """

    kind: ClassVar[str] = "assessment.made"
    assessment: str
    craft: str
    report: str
    artifact: str
    inputs: str
    inputs_sha256: str
    as_of: datetime
    indicated: Indicated
    urgent_by: datetime | None
    not_before: datetime | None
    next_daylight: datetime | None
    crossings: tuple[CrossingExpected, ...]
    places: tuple[Place, ...]
    version: str
    known: int = 0
    fields: tuple[SeaField, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """Use of force, as the oversight body asks for it: what, against whom, seen by whom."""

    means: str
    ground: str
    ordered_by: str
    persons_in_water_seen: Literal["yes", "no", "unknown"]
    children_seen: Literal["yes", "no", "unknown"]
    warned: Literal["yes", "no", "unknown"] = "unknown"
    filmed: Literal["yes", "no", "unknown"] = "unknown"
    boat_destroyed: Literal["yes", "no", "unknown"] = "unknown"
    injured: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTaken:
    """A role decides on an option, with the card as it was, also against the advice.

    Attributes
    ----------
    verdict : str
        What the card said of the option; empty where there was none.
    card : str
        SHA-256 of the assessment that held the card.
    available : tuple of str
        What else was available then: units and options, kept for whoever asks later.
    """

    kind: ClassVar[str] = "decision.taken"
    decision: str
    option: str
    choice: Literal["chosen", "refused"]
    why: str
    verdict: str
    against_advice: bool
    card: str
    available: tuple[str, ...]
    force: Force | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent:
    """A SITREP, hand-over, relay or e-mail went to somebody; its text is kept as an artifact."""

    kind: ClassVar[str] = "message.sent"
    message: str
    form: Literal["sitrep", "handover", "mayday_relay", "email", "other"]
    number: int
    to: tuple[str, ...]
    language: Literal["en", "fr"]
    artifact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRead:
    """Who it was sent to has read it."""

    kind: ClassVar[str] = "message.read"
    message: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchRelieved:
    """The watch of a centre changes, with every open case named."""

    kind: ClassVar[str] = "watch.relieved"
    centre: str
    qualified: int
    trainees: int
    cases: tuple[str, ...]
    remarks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveillanceStated:
    """What watches from the air: when nothing does, what stands in for it."""

    kind: ClassVar[str] = "surveillance.stated"
    state: Literal["available", "degraded", "none"]
    why: str
    substitutes: tuple[str, ...] = ()

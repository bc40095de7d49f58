"""The state that events add up to: reports, boats, cases and what belongs to them, all frozen.

What is derived from several of them (tallies, contradictions, alarms) is computed elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from estran.casebook.bodies.boats import (
        ContradictionSettled,
        LikelihoodComputed,
        LinkDecided,
        PersonsAccounted,
        PersonsMissing,
        RecoveryMatched,
        RecoveryReported,
    )
    from estran.casebook.bodies.cases import (
        AlarmAnswered,
        CaseOpened,
        EscortBegun,
        OutcomeCounted,
        PhaseDeclared,
    )
    from estran.casebook.bodies.operations import (
        AssessmentMade,
        DaylightConsidered,
        DecisionTaken,
        MassRescuePlanned,
        MessageSent,
        PlaceOfSafetyNamed,
        RelayAnswered,
        RelaySent,
        SearchDone,
        SearchesValued,
        TaskRequested,
    )
    from estran.casebook.bodies.parts import FactSaid, Private
    from estran.casebook.bodies.reports import ReportReceived
    from estran.casebook.event import Author

CaseState = Literal["open", "suspended", "closed", "ended"]
CallState = Literal["waiting", "reached", "given_up"]
TaskState = Literal["requested", "acknowledged", "declined", "under_way", "on_scene", "released"]
OfferState = Literal["offered", "refused"]


@dataclass(frozen=True, slots=True)
class Stamp:
    """When something was true, when it was entered, by whom, and where in the chain it stands."""

    seq: int
    at: datetime
    entered: datetime
    by: Author


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A centre that was told of something: when and how, and when it acknowledged."""

    at: datetime
    channel: str
    acknowledged: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRecord:
    """A report and what became of it."""

    said: ReportReceived
    stamp: Stamp
    read: Mapping[str, datetime] = field(default_factory=dict)  # by centre
    told: Mapping[str, Told] = field(default_factory=dict)
    links: Mapping[str, LinkDecided] = field(default_factory=dict)  # by craft
    placed: Mapping[str, int] = field(default_factory=dict)  # by craft: the entry that linked it
    likelihoods: Mapping[str, LikelihoodComputed] = field(default_factory=dict)
    position: int = 0
    set_aside: str = ""
    persons_contradicted: str = ""
    receipts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRecord:
    """A missed call in the queue."""

    call: str
    centre: str
    stamp: Stamp
    phone: Private | None
    state: CallState = "waiting"
    tries: int = 0
    report: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CraftRecord:
    """A boat believed to exist."""

    craft: str
    case: str
    label: str
    stamp: Stamp
    merged_into: str = ""
    settled: Mapping[str, ContradictionSettled] = field(default_factory=dict)
    matches: Mapping[str, RecoveryMatched] = field(default_factory=dict)  # by recovery
    accounted: tuple[PersonsAccounted, ...] = ()
    missing: tuple[PersonsMissing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryRecord:
    """People or a boat that were recovered; which boat, a person says."""

    said: RecoveryReported
    stamp: Stamp
    case: str
    matched: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A hand-over that runs: to whom, since when, and whether it was refused."""

    to: str
    at: datetime
    seq: int
    state: OfferState = "offered"
    why: str = ""
    reviewed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRecord:
    """A unit and what it was asked to do."""

    asked: TaskRequested
    stamp: Stamp
    state: TaskState = "requested"
    moved: tuple[tuple[TaskState, datetime, str], ...] = ()
    eta: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayRecord:
    """A Mayday relay, and who answered what."""

    sent: RelaySent
    stamp: Stamp
    answers: Mapping[str, RelayAnswered] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRecord:
    """A message that went out, and who has read it."""

    sent: MessageSent
    stamp: Stamp
    read: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a case was closed, suspended or ended."""

    state: CaseState
    stamp: Stamp
    why: str
    ground: str = ""
    left: tuple[str, ...] = ()
    review_at: datetime | None = None
    resume_if: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRecord:
    """An operation. Its owner is never nobody."""

    opened: CaseOpened
    stamp: Stamp
    owner: str
    state: CaseState = "open"
    offer: Offer | None = None
    refusals: tuple[Offer, ...] = ()  # each until a supervisor has reviewed it, and after
    owners: tuple[tuple[str, datetime], ...] = ()
    told: Mapping[str, Told] = field(default_factory=dict)
    phases: Mapping[str, PhaseDeclared] = field(default_factory=dict)
    lowered: tuple[tuple[Stamp, PhaseDeclared], ...] = ()
    references: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, FactSaid] = field(default_factory=dict)
    facts_seq: int = 0  # of the entry that brought the last of them
    called: bool = False  # for good, once any call for help was of this case
    help_asked: bool = False  # once said, no later answer takes it back
    notes: tuple[tuple[Stamp, Private], ...] = ()
    leads: Mapping[str, str] = field(default_factory=dict)  # outcome; empty while open
    lead_texts: Mapping[str, str] = field(default_factory=dict)
    escort: EscortBegun | None = None
    triggers: tuple[str, ...] = ()
    relays: Mapping[str, RelayRecord] = field(default_factory=dict)
    tasks: Mapping[str, TaskRecord] = field(default_factory=dict)
    sheets_read: Mapping[str, datetime] = field(default_factory=dict)
    on_scene: str = ""
    medical: tuple[tuple[Stamp, Private], ...] = ()
    mass_rescue: MassRescuePlanned | None = None
    safety: PlaceOfSafetyNamed | None = None
    searches: Mapping[str, tuple[Stamp, SearchDone]] = field(default_factory=dict)
    valued: Mapping[str, tuple[Stamp, SearchesValued]] = field(default_factory=dict)  # by craft
    daylight: tuple[tuple[Stamp, DaylightConsidered], ...] = ()
    assessments: tuple[tuple[Stamp, AssessmentMade], ...] = ()
    answered: Mapping[str, tuple[Stamp, AlarmAnswered]] = field(default_factory=dict)
    decisions: tuple[tuple[Stamp, DecisionTaken], ...] = ()
    messages: Mapping[str, MessageRecord] = field(default_factory=dict)
    outcomes: tuple[tuple[Stamp, OutcomeCounted], ...] = ()
    holds: Mapping[str, str] = field(default_factory=dict)
    holds_placed: int = 0
    endings: tuple[Ending, ...] = ()
    last_event: datetime | None = None

    @property
    def case(self) -> str:
        """Its number."""
        return self.opened.case

    @property
    def watermark(self) -> str:
        """What stands on everything that leaves it, or nothing."""
        return self.opened.watermark


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchRecord:
    """Who is on watch at a centre: how many, never who."""

    centre: str
    qualified: int
    trainees: int
    stamp: Stamp
    cases: tuple[str, ...] = ()

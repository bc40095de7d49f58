"""What happens to reports and calls. No report is ever edited: what comes later is an event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from estran.casebook.bodies.parts import (
    Channel,
    Engine,
    FactSaid,
    Persons,
    PositionSaid,
    Private,
    Source,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportReceived:
    """One message from one source at one time, as it came.

    Attributes
    ----------
    report : str
        Its number, such as ``R-0001``.
    centre : str
        Which centre took it in.
    fields : mapping
        What was said, by the keys of a report file: state, under_way, wind, entered_water, ...
    positions : tuple of PositionSaid
        None, one, or several that compete; the first is used until somebody chooses.
    reference : str
        The sender's own number for it.
    call_for_help : bool
        Whether somebody called for help: then there is no control card and enforcement sees none.
    """

    kind: ClassVar[str] = "report.received"
    report: str
    channel: Channel
    source: Source
    centre: str
    fields: Mapping[str, str] = field(default_factory=dict)
    positions: tuple[PositionSaid, ...] = ()
    persons: Persons | None = None
    facts: Mapping[str, FactSaid] = field(default_factory=dict)
    colour: str = ""
    engine: Engine = "unknown"
    reference: str = ""
    text: Private | None = None
    phone: Private | None = None
    call_for_help: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRead:
    """Somebody on watch has read a report."""

    kind: ClassVar[str] = "report.read"
    report: str
    centre: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSetAside:
    """A report that speaks of no boat: a test, a wrong number. It stays in the record."""

    kind: ClassVar[str] = "report.set_aside"
    report: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionChosen:
    """Which of a report's competing positions the forecast starts from, and why."""

    kind: ClassVar[str] = "position.chosen"
    report: str
    index: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonsContradicted:
    """A number of people that does not count, because something better says otherwise."""

    kind: ClassVar[str] = "persons.contradicted"
    report: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonsRestored:
    """The number counts again: what contradicted it was wrong."""

    kind: ClassVar[str] = "persons.restored"
    report: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreTold:
    """A centre has been told of a report or of a case."""

    kind: ClassVar[str] = "centre.told"
    centre: str
    channel: str
    report: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreAcknowledged:
    """A centre that was told says so, with its own reference where it has one."""

    kind: ClassVar[str] = "centre.acknowledged"
    centre: str
    report: str = ""
    reference: str = ""
    heard: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallMissed:
    """A call that nobody answered; it waits in the queue until it is returned."""

    kind: ClassVar[str] = "call.missed"
    call: str
    centre: str
    channel: Channel = "call"
    phone: Private | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallReturned:
    """A missed call was returned: reached, or no answer, and then it keeps waiting."""

    kind: ClassVar[str] = "call.returned"
    call: str
    outcome: Literal["reached", "no_answer", "given_up"]
    report: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptGiven:
    """The reporter asked for a receipt, and has it."""

    kind: ClassVar[str] = "receipt.given"
    report: str
    digest: str

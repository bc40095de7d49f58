"""What happens to a case: phases, owner, hand-over, leads, notes, and how it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal

from estran.casebook.bodies.parts import Indicated, Phase, Private


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened:
    """A centre acts. It owns the case until another accepts it.

    Attributes
    ----------
    case : str
        Its number, such as ``C-0001``.
    phase : str
        Distress unless somebody knows better.
    watermark : str
        Empty, ``EXERCISE`` or ``REPLAY ...``.
    """

    kind: ClassVar[str] = "case.opened"
    case: str
    centre: str
    report: str
    phase: Phase = "distress"
    call_for_help: bool = True
    watermark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseDeclared:
    """A centre declares a phase. Lower than the facts indicate: a decision, with its reason."""

    kind: ClassVar[str] = "phase.declared"
    centre: str
    phase: Phase
    indicated: Indicated
    why: str = ""
    heard: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceGiven:
    """The number under which a centre keeps this case."""

    kind: ClassVar[str] = "reference.given"
    centre: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverOffered:
    """The owner offers the case to another centre, and acts until that one accepts.

    Attributes
    ----------
    heard : str
        How it was said, such as ``telephone``, where the owner did not enter it itself.
    """

    kind: ClassVar[str] = "handover.offered"
    to: str
    why: str
    heard: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverAccepted:
    """The other centre takes the case: from now on it is the owner.

    Attributes
    ----------
    heard : str
        How it was said, such as ``telephone``, where that centre did not enter it itself.
    """

    kind: ClassVar[str] = "handover.accepted"
    centre: str
    reference: str = ""
    heard: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverRefused:
    """The other centre refuses, with its reason: this goes to both supervisors."""

    kind: ClassVar[str] = "handover.refused"
    centre: str
    why: str
    heard: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverWithdrawn:
    """The owner takes its offer back."""

    kind: ClassVar[str] = "handover.withdrawn"
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalReviewed:
    """A supervisor has looked at a refused hand-over and says what follows."""

    kind: ClassVar[str] = "refusal.reviewed"
    centre: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRecorded:
    """A fact of the case: answer to a question, measurement, sighting."""

    kind: ClassVar[str] = "fact.recorded"
    fact: str
    value: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAdded:
    """What somebody wants to keep, in words; erasable like every free text."""

    kind: ClassVar[str] = "note.added"
    text: Private


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadOpened:
    """Something that must be followed before a search may be called exhausted."""

    kind: ClassVar[str] = "lead.opened"
    lead: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadClosed:
    """A lead was followed to its end."""

    kind: ClassVar[str] = "lead.closed"
    lead: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EscortBegun:
    """Help was refused; a unit stays beside, and these signs turn the case into distress."""

    kind: ClassVar[str] = "escort.begun"
    unit: str
    triggers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerSeen:
    """One of the signs was seen: distress, whatever the people aboard say."""

    kind: ClassVar[str] = "trigger.seen"
    trigger: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmAnswered:
    """Somebody has dealt with an alarm and says how; without this it does not go away."""

    kind: ClassVar[str] = "alarm.answered"
    alarm: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeCounted:
    """What somebody counts afterwards. Counts that differ stand side by side."""

    kind: ClassVar[str] = "outcome.counted"
    source: str
    alive: int | None = None
    dead: int | None = None
    missing: int | None = None
    injured: int | None = None
    near_miss: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed:
    """All are found; or every measure is exhausted, none of them a clock; or it is a double."""

    kind: ClassVar[str] = "case.closed"
    ground: Literal["found", "exhausted", "merged"]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSuspended:
    """The search rests, and the case stays: when it is looked at again, and what resumes it."""

    kind: ClassVar[str] = "case.suspended"
    review_at: datetime
    resume_if: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResumed:
    """The search goes on."""

    kind: ClassVar[str] = "case.resumed"
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEnded:
    """A supervisor ends the case against what the record shows, and says why, in writing."""

    kind: ClassVar[str] = "case.ended"
    why: str
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReopened:
    """It goes on after all. Always possible."""

    kind: ClassVar[str] = "case.reopened"
    why: str

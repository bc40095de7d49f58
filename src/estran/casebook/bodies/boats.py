"""What is believed of boats: links, merges, recoveries, counts. A person decides each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from estran.casebook.bodies.parts import Engine, PositionSaid, Private

Evidence = Literal[
    "phone_contact",
    "people_say_so",
    "kept_in_sight",
    "persons_agree",
    "colour_agrees",
    "engine_agrees",
    "position_and_time_agree",
]
"""What speaks for a recovered boat being the one that was looked for."""
CONTACT: tuple[Evidence, ...] = ("phone_contact", "people_say_so", "kept_in_sight")
"""Evidence that ties one boat to one call by itself; the others may fit many boats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CraftOpened:
    """A boat is believed to exist, because of a report.

    Attributes
    ----------
    craft : str
        Its number, such as ``B-0001``.
    label : str
        What it is called on the radio, such as ``Charlie``.
    """

    kind: ClassVar[str] = "craft.opened"
    craft: str
    report: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePart:
    """One part of a likelihood: what it is about, its weight, and in words."""

    name: str
    log10_ratio: float | None
    verdict: Literal["against", "for", "neither", "unknown"]
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelihoodComputed:
    """How much better a report fits one boat than any other: computed, logged, decides nothing.

    Attributes
    ----------
    log10_ratio : float or None
        Same boat against another boat; None where nothing can be said.
    parts : tuple of EvidencePart
        Evidence against first.
    """

    kind: ClassVar[str] = "likelihood.computed"
    report: str
    craft: str
    log10_ratio: float | None
    parts: tuple[EvidencePart, ...]
    model: str
    inputs_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkDecided:
    """A person says whether a report speaks of a boat, and why."""

    kind: ClassVar[str] = "link.decided"
    report: str
    craft: str
    decision: Literal["same", "not_same", "undecided"]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkUndone:
    """A link no longer holds; that it once held stays in the record."""

    kind: ClassVar[str] = "link.undone"
    report: str
    craft: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CraftMerged:
    """Two boats are believed to be one."""

    kind: ClassVar[str] = "craft.merged"
    into: str
    other: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeUndone:
    """They are two again, each with the reports it had."""

    kind: ClassVar[str] = "merge.undone"
    into: str
    other: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CraftSplit:
    """One boat is believed to be two: some of its reports speak of another."""

    kind: ClassVar[str] = "craft.split"
    craft: str
    new: str
    reports: tuple[str, ...]
    why: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryReported:
    """A unit has taken people or a boat aboard. Which boat this was is another question.

    Attributes
    ----------
    recovery : str
        Its number, such as ``V-0001``.
    alive, dead : int
        People, counted.
    """

    kind: ClassVar[str] = "recovery.reported"
    recovery: str
    unit: str
    alive: int
    dead: int = 0
    positions: tuple[PositionSaid, ...] = ()
    colour: str = ""
    engine: Engine = "unknown"
    phone: Private | None = None
    text: Private | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryMatched:
    """A person says that what was recovered is a boat that was looked for, and on what evidence."""

    kind: ClassVar[str] = "recovery.matched"
    recovery: str
    craft: str
    evidence: tuple[Evidence, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchUndone:
    """What was recovered is not that boat after all."""

    kind: ClassVar[str] = "match.undone"
    recovery: str
    craft: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonsAccounted:
    """People of a boat who are accounted for without a recovery: ashore, taken on, carried on.

    Attributes
    ----------
    evidence : tuple of str
        What ties them to this boat. Without it they are shown, and nobody counts as found.
    """

    kind: ClassVar[str] = "persons.accounted"
    craft: str
    count: int
    how: Literal["ashore", "carried_on", "aboard_another", "hospital"]
    by: str
    why: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountUndone:
    """One of these counts was wrong: its people are looked for again.

    Attributes
    ----------
    index : int
        Which of the counts that stand, counted from 0.
    """

    kind: ClassVar[str] = "account.undone"
    craft: str
    index: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonsMissing:
    """People of a boat who are known to be missing, by somebody's count."""

    kind: ClassVar[str] = "persons.missing"
    craft: str
    count: int
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictionSettled:
    """A person says why two statements that cannot both be true stand beside each other."""

    kind: ClassVar[str] = "contradiction.settled"
    craft: str
    contradiction: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementUndone:
    """It was none: the two statements stand against each other again."""

    kind: ClassVar[str] = "settlement.undone"
    craft: str
    contradiction: str
    why: str

"""The part of the answer that judges: rules, options, what to ask. Plain data, nothing computed."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from estran.assess.answer_words import Utc  # noqa: TC001 -- msgspec reads the annotations

VerdictWord = Literal["required", "permitted", "forbidden", "not_permitted", "undetermined"]


class FactUsed(Struct, frozen=True, kw_only=True):
    """A fact that a row rests on: its value, and who measured or reported it when."""

    fact: str
    label: str
    value: Annotated[str, Meta(description="As text; unknown where nobody knows.")]
    by: Annotated[str, Meta(description="Who reported or computed it; empty where unknown.")]
    at: Utc | None


class CardRow(Struct, frozen=True, kw_only=True):
    """One rule that speaks of an option: whether it is met, and on what that rests."""

    rule: str
    status: Literal["met", "not_met", "unknown"]
    source: str
    effect: Literal["require", "forbid", "permit", "needs"]
    label: str
    doctrine: str
    article: str
    confidence: str
    reading: Annotated[bool, Meta(description="Our reading of the source, not its words.")] = False
    certain: Annotated[bool, Meta(description="False where the doctrine may no longer hold.")] = (
        True
    )
    waived_by: Annotated[
        list[str],
        Meta(description="Exceptions that hold: a precondition is then waived, not shown."),
    ] = field(default_factory=list)
    facts: list[FactUsed]


class CardOption(Struct, frozen=True, kw_only=True):
    """What the rules say of one option. A role decides; nothing here says go."""

    option: str
    name: str
    group: Literal["rescue", "control"]
    verdict: VerdictWord
    precaution: Annotated[bool, Meta(description="Required because the duty is not excluded.")]
    because: Annotated[list[str], Meta(description="Rules that decided or stand in the way.")]
    unknown: Annotated[list[str], Meta(description="Facts on which another verdict hangs.")]
    hazards: Annotated[list[str], Meta(description="Hazards that bear on the option.")]
    rows: list[CardRow]


class DoctrineUsed(Struct, frozen=True, kw_only=True):
    """A set of rules that held at the time of the report, and what is not known of it."""

    id: str
    title: str
    certain: Annotated[bool, Meta(description="False where nobody knows whether it still holds.")]
    text: Annotated[str, Meta(description="Who can read it: public, partly or restricted.")]
    reviewed: Annotated[str, Meta(description="Reviewer's role and date; empty: no counsel.")]
    doubt: str
    unknown: list[str]
    practice: Annotated[list[str], Meta(description="Reported practice, beside the text.")]


class Question(Struct, frozen=True, kw_only=True):
    """One thing to ask next, as a sentence to read out."""

    fact: str
    text: str
    changes: Annotated[list[str], Meta(description="Options whose verdict it could change.")]

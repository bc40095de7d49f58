"""Whether a report may speak of an open craft: what goes in, and what comes out, as plain data.

Nothing is computed here. No word says that two reports are one boat: a person decides that.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from estran.assess.answer_words import StateName  # noqa: TC001 -- msgspec reads them
from estran.assess.report import Report, SourceKind  # noqa: TC001 -- msgspec reads them

EngineSaid = Literal["running", "stopped", "none", "unknown"]
PartName = Literal["position", "persons", "colour", "engine", "phone", "time"]
PartVerdict = Literal["against", "for", "neither", "unknown"]
LikenessWord = Literal["very_unlikely", "unlikely", "undecided", "likely", "very_likely", "unknown"]
PART_NAMES: tuple[PartName, ...] = ("position", "persons", "colour", "engine", "phone", "time")


class ReportSeen(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one report says that may tell boats apart."""

    id: str
    at: Annotated[str, Meta(description="Time with its zone.")]
    report: Annotated[
        Report | None, Meta(description="For its drift; null where it has no usable position.")
    ] = None
    colour: Annotated[str, Meta(description="Of the hull, in English or French.")] = ""
    engine: EngineSaid = "unknown"
    persons: Annotated[int | str | None, Meta(description="47, 40-60 or about 60.")] = None
    phones: Annotated[tuple[str, ...], Meta(description="HMACs, never numbers.")] = ()
    state: StateName | None = None
    source: Annotated[SourceKind | None, Meta(description="Through whom it came.")] = None


class CraftSeen(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A boat that is believed to exist, with the reports that a person has linked to it."""

    id: str
    label: str = ""
    recovered: bool = False
    recovered_at: Annotated[str | None, Meta(description="When, where that is known.")] = None
    reports: Annotated[
        tuple[ReportSeen, ...],
        Meta(description="Latest position first; the order decides nothing."),
    ] = ()


class LikenessPart(Struct, frozen=True, kw_only=True):
    """What one kind of evidence says; zero decades say nothing, null is unknown."""

    name: PartName
    log10_ratio: Annotated[
        float | None, Meta(description="Same boat against another boat, in powers of ten.")
    ]
    verdict: PartVerdict
    text: str


class Likeness(Struct, frozen=True, kw_only=True):
    """How much better a report fits one craft than any other boat: computed, decides nothing."""

    craft: str
    label: str
    recovered: bool
    likelihood_ratio: Annotated[float | None, Meta(description="Three digits; null if unknown.")]
    log10_ratio: float | None
    word: Annotated[LikenessWord, Meta(description="Beside every other open craft, or none.")]
    text: str
    parts: Annotated[tuple[LikenessPart, ...], Meta(description="Evidence against first.")]
    model: str
    inputs_sha256: str
    sources: Annotated[tuple[str, ...], Meta(description="Keys in the library of sources.")]
    assumptions: Annotated[tuple[str, ...], Meta(description="Keys of the assumptions used.")]

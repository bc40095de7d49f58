"""A report as somebody gave it, every field as said. The situation reads it into quantities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta, Struct, field

from estran.assess.answer_words import Phase, StateName  # noqa: TC001 -- msgspec reads them

if TYPE_CHECKING:
    from collections.abc import Mapping

UNKNOWN_CRAFT = "unknown"


SourceKind = Literal[
    "caller",
    "ngo",
    "volunteer",
    "resident",
    "ship",
    "centre",
    "patrol",
    "aircraft",
    "drone",
    "semaphore",
    "radar",
]
"""Through whom a report came; the first four are calls for help."""
Role = Literal[SourceKind, "authority", "unit"]
"""Who measured or saw a fact: a kind, never a name."""


class FactGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A fact that somebody else than the source of the report measured or saw, or later."""

    value: Annotated[bool | float | str | None, Meta(description="yes, no, a number or a range.")]
    by: Annotated[Role | None, Meta(description="A kind of source, never a name.")] = None
    at: Annotated[str | None, Meta(description="When, with its zone.")] = None


class Report(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one source said about one boat.

    Only a time and a position are needed; what is left out is unknown and stays so.
    """

    at: Annotated[str, Meta(description="Time with its zone, such as 2022-12-14T01:53Z.")]
    position: Annotated[
        str, Meta(description="Any usual notation with hemispheres, or a map link.")
    ]
    position_accuracy_m: Annotated[float, Meta(gt=0, le=50_000)] | None = None
    persons: Annotated[int | str | None, Meta(description="47, 40-60 or about 60.")] = None
    craft: str = UNKNOWN_CRAFT
    state: Annotated[StateName | None, Meta(description="State of the boat as reported.")] = None
    under_way: Annotated[str | None, Meta(description="Course and speed, such as 290 5.3kn.")] = (
        None
    )
    wind: Annotated[str | None, Meta(description="Direction from, and speed: SW 8 kn.")] = None
    waves: Annotated[float | str | None, Meta(description="Significant height in metres.")] = None
    water_temperature: Annotated[float, Meta(ge=-2, le=35)] | None = None  # degC, measured
    source: Annotated[
        SourceKind | None, Meta(description="Through whom it came; unknown bars the control card.")
    ] = None
    entered_water: Annotated[
        str | None,
        Meta(description="When people entered the water: a time, or earliest/latest."),
    ] = None
    facts: Annotated[
        dict[str, bool | float | str | FactGiven | None],
        Meta(description="Facts that a rule or a question may ask for, by name."),
    ] = field(default_factory=dict)
    coordinator: Annotated[str | None, Meta(description="Centre that has the case now.")] = None
    phases: Annotated[dict[str, Phase], Meta(description="Centre: phase it declared.")] = field(
        default_factory=dict
    )
    acknowledged: Annotated[
        dict[str, str], Meta(description="Centre: time at which it acknowledged.")
    ] = field(default_factory=dict)
    mayday_relay: Annotated[
        str | None, Meta(description="Time at which it was broadcast, or no.")
    ] = None
    told: Annotated[dict[str, str], Meta(description="Centre: time at which it was told.")] = field(
        default_factory=dict
    )
    hypotheses: Annotated[
        dict[StateName, float] | None, Meta(description="Weights in place of the assumed ones.")
    ] = None
    contested: Annotated[list[str], Meta(description="Facts on which sources differ.")] = field(
        default_factory=list
    )
    exercise: bool = False


def said(report: Report) -> dict[str, str]:
    """Return every field that was given, as text, for the echo."""
    plain = {
        "at": report.at,
        "position": report.position,
        "position_accuracy_m": report.position_accuracy_m,
        "persons": report.persons,
        "craft": None if report.craft == UNKNOWN_CRAFT else report.craft,
        "state": report.state,
        "under_way": report.under_way,
        "wind": report.wind,
        "waves": report.waves,
        "water_temperature": report.water_temperature,
        "source": report.source,
        "entered_water": report.entered_water,
        "facts": ", ".join(f"{name} {_fact_said(one)}" for name, one in report.facts.items()),
        "coordinator": report.coordinator,
        "phases": _pairs(report.phases),
        "told": _pairs(report.told),
        "acknowledged": _pairs(report.acknowledged),
        "mayday_relay": report.mayday_relay,
        "hypotheses": ", ".join(f"{k} {v:g}" for k, v in sorted((report.hypotheses or {}).items())),
    }
    return {key: str(value) for key, value in plain.items() if value not in (None, "")}


def _pairs(rows: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {value}" for name, value in sorted(rows.items()))


def _fact_said(given: bool | float | str | FactGiven | None) -> str:  # noqa: FBT001 -- as given
    if not isinstance(given, FactGiven):
        return _spoken(given)
    beside = " ".join(part for part in (given.by, given.at or "") if part)
    return f"{_spoken(given.value)} ({beside})" if beside else _spoken(given.value)


def _spoken(value: bool | float | str | None) -> str:  # noqa: FBT001 -- as given
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "unknown" if value is None else str(value)

"""A report as somebody gave it, every field as said. The situation reads it into quantities."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct, field

from estran.assess.answer import StateName  # noqa: TC001 -- msgspec reads the annotation

UNKNOWN_CRAFT = "unknown"


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
    coordinator: Annotated[str | None, Meta(description="Centre that has the case now.")] = None
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
        "coordinator": report.coordinator,
        "told": ", ".join(f"{centre} {time}" for centre, time in sorted(report.told.items())),
        "hypotheses": ", ".join(f"{k} {v:g}" for k, v in sorted((report.hypotheses or {}).items())),
    }
    return {key: str(value) for key, value in plain.items() if value not in (None, "")}

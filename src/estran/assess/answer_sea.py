"""Where an answer's sea comes from, as plain immutable data; its JSON names are public.

Nothing is computed here.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from estran.assess.answer_words import Utc  # noqa: TC001 -- msgspec reads the annotations


class Layer(Struct, frozen=True, kw_only=True):
    """Where one quantity of the sea comes from, how old it is and how sure."""

    known: bool
    source: Annotated[
        str, Meta(description="Key in the library of sources, report, or key of a kept field.")
    ]
    source_name: str
    age_h: Annotated[float | None, Meta(description="Hours; null where age has no meaning.")]
    note: str = ""
    resolution_m: Annotated[
        int | UnsetType, Meta(description="Between the nodes of a kept field, and of that alone.")
    ] = UNSET


class DepthHour(Struct, frozen=True, kw_only=True):
    """Depth of the water at one hour of the forecast; negative where the bed stands above it."""

    time: Utc
    depth_m: Annotated[float | None, Meta(description="At the reported position; null: unknown.")]
    uncertainty_m: float | None
    drift_depth_m: Annotated[
        float | None, Meta(description="At the most likely position of the people then.")
    ]
    drift_uncertainty_m: float | None


class Depth(Struct, frozen=True, kw_only=True):
    """Depth of the water at the position, from a kept grid and the tide; not for navigation."""

    depth_m: Annotated[
        float | None,
        Meta(description="Negative: the bed stands so far above the water; null: unknown."),
    ]
    uncertainty_m: float | None
    charted_m: Annotated[
        float | None, Meta(description="Below chart datum; negative where the bed dries.")
    ]
    dries_m: Annotated[
        float | None, Meta(description="Drying height above chart datum; null: never dry.")
    ]
    low_water_m: Annotated[float | None, Meta(description="Depth at the low water around.")]
    high_water_m: Annotated[float | None, Meta(description="Depth at the high water around.")]
    layer: Layer
    hours: list[DepthHour] = []


class KeptFieldUsed(Struct, frozen=True, kw_only=True):
    """A field of the sea that an answer rests on, beyond what the package holds."""

    layer: str
    source: str
    title: str
    licence: str
    sha256: Annotated[str, Meta(description="Of its content: the same field gives the same bytes.")]
    made: Annotated[Utc, Meta(description="Issued, or fetched where its maker does not say.")]
    resolution_m: int
    use: Annotated[str, Meta(description="used, or compared: a second source widens the forecast.")]

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

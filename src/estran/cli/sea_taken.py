"""Which sea a command takes: the kept fields of a folder, or the embedded one alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 -- the command line reads the annotation
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

if TYPE_CHECKING:
    from estran.assess.kept_choice import Offer
    from estran.room.desk import Desk


@Parameter(name="*")
@dataclass(kw_only=True, frozen=True)
class SeaTaken:
    """Which sea is taken.

    Attributes
    ----------
    sea : Path
        Folder of fetched and added fields of the sea; ESTRAN_SEA or your cache unless said.
    embedded : bool
        Only the sea that comes with Estran, whatever else is kept.
    """

    sea: Path | None = None
    embedded: Annotated[bool, Parameter(negative="")] = False


AS_KEPT = SeaTaken()


def take_sea(desk: Desk, taken: SeaTaken) -> None:
    """Let the forecasts of a desk use the sea that was asked for."""
    if taken.embedded:
        return
    from estran.wiring.sea import kept_fields

    desk.take_sea(kept_fields(taken.sea))


def offer_of(taken: SeaTaken) -> Offer | None:
    """Return what looks for kept fields in a folder; None where only the embedded sea counts."""
    if taken.embedded:
        return None
    from estran.wiring.sea import kept_fields

    return kept_fields(taken.sea).offered

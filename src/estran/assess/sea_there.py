"""The sea at a place and a time that somebody asks for, without a report or a boat."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from estran.assess.area_assumptions import book_of
from estran.assess.kept_said import kept_used, with_kept_said
from estran.assess.sea_answer import sea_answer
from estran.assess.situation import understand_place
from estran.environment.kept_sea import DEPTH, Asked, chosen
from estran.environment.sea import SaidOfTheSea, assumed_sea, load_sea_fields, sea_at
from estran.quantities.instants import epoch_seconds, parse_instant

if TYPE_CHECKING:
    from estran.assess.answer import Sea
    from estran.assess.answer_sea import KeptFieldUsed
    from estran.environment.kept_sea import OfferedFields
    from estran.quantities.geodesy import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class SeaThere:
    """The sea at a place, and the kept fields that it rests on."""

    position: Position
    sea: Sea
    fields: tuple[KeptFieldUsed, ...]


def without_depths(offered: OfferedFields) -> OfferedFields:
    """Return what is kept but its grids of depths: they are not asked of a time far ahead."""
    return replace(offered, fields=tuple(one for one in offered.fields if one.layer != DEPTH))


def sea_there(
    position: str,
    time: str,
    offered: OfferedFields,
    *,
    language: str = "en",
    area: str = "dover_strait",
) -> SeaThere:
    """Return every layer of the sea at a place and time, with source, age and uncertainty.

    Parameters
    ----------
    position : str
        As people write it.
    time : str
        With its zone.
    offered : OfferedFields
        Every field that is kept; the embedded sea counts where none does.
    language : str
        Of names and notes.
    area : str
        Whose sea is asked.

    Raises
    ------
    InputError
        Where place or time cannot be read, or the place is on land or outside the area.
    """
    instant, place = parse_instant(time), understand_place(position, area_key=area)
    asked = Asked(position=place, start=epoch_seconds(instant), hours=0)
    fields = replace(load_sea_fields(area), kept=chosen(offered, asked))
    said = SaidOfTheSea(time=instant)
    found = sea_at(
        fields=fields,
        position=place,
        time=instant,
        said=said,
        assumed=assumed_sea(book_of(fields.area), said, fields.kept),
    )
    sea = with_kept_said(
        sea_answer(found, fields, language=language), fields.kept, language=language
    )
    return SeaThere(position=place, sea=sea, fields=tuple(kept_used(sea, fields.kept)))

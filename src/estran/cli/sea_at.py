"""`estran sea at`: every layer of the sea at a place and time; no network."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter

from estran.cli.sea_where import STRAIT, SeaWhere


def sea_at_place(
    position: str,
    time: str,
    /,
    *,
    where: SeaWhere = STRAIT,
    embedded: Annotated[bool, Parameter(negative="")] = False,
    json: Annotated[bool, Parameter(negative="")] = False,
    lang: Literal["en", "fr"] = "en",
) -> None:
    """Tell the sea at a place and time: each layer with its source, age and uncertainty.

    Parameters
    ----------
    position : str
        With hemispheres, in any usual notation, or a map link.
    time : str
        With its zone: 2026-11-22T06:00Z.
    embedded : bool
        Only the sea that comes with Estran, whatever else is kept.
    json : bool
        Print JSON instead of text.
    lang : str
        Language of what is printed: en or fr.
    """
    from estran.adapters.kept_offer import offered_here
    from estran.assess.sea_there import sea_there
    from estran.cli.printing import print_json, print_text
    from estran.environment.kept_sea import OfferedFields
    from estran.exchange.text_answer import folded
    from estran.exchange.text_sea import sea_lines
    from estran.quantities.instants import epoch_seconds, parse_instant
    from estran.quantities.position_format import format_dmm

    start = epoch_seconds(parse_instant(time))
    nothing = OfferedFields((), {})
    offered = nothing if embedded else offered_here(where.folder(), start=start, hours=0.0)
    found = sea_there(position, time, offered, language=lang, area=where.area)
    if json:
        print_json({"position": format_dmm(found.position), "at": time, "sea": found.sea})
    else:
        lines = [format_dmm(found.position), *sea_lines(found.sea, language=lang)]
        print_text("\n".join(row for line in lines for row in folded(line)))

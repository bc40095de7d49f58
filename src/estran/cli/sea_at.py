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

    The depth, and the waterline of a grid of depths, are told up to an hour after now.

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
    from estran.assess.sea_there import sea_there, without_depths
    from estran.cli.printing import print_json, print_text
    from estran.environment.kept_sea import OfferedFields
    from estran.exchange.text_answer import folded
    from estran.exchange.text_sea import sea_lines
    from estran.language.catalogue import say
    from estran.quantities.instants import epoch_seconds, parse_instant
    from estran.quantities.position_format import format_dmm

    start = epoch_seconds(parse_instant(time))
    nothing = OfferedFields((), {})
    offered = nothing if embedded else offered_here(where.folder(), start=start, hours=0.0)
    told = without_depths(offered) if _ahead(time) else offered
    left_out = len(told.fields) < len(offered.fields)
    sentence = say(lang, "sea_at.depth_left_out", time=time) if left_out else ""
    found = sea_there(position, time, told, language=lang, area=where.area)
    if json:
        said = {"left_out": sentence} if sentence else {}
        print_json({"position": format_dmm(found.position), "at": time, "sea": found.sea, **said})
    else:
        lines = [format_dmm(found.position), *sea_lines(found.sea, language=lang), sentence]
        print_text("\n".join(row for line in lines if line for row in folded(line)))


def _ahead(time: str) -> bool:
    """Whether a time lies too far ahead for a depth: nobody picks an hour for a beach here."""
    from estran.quantities.instants import parse_instant
    from estran.room.waterlines import AHEAD
    from estran.wiring import clock

    return parse_instant(time) > clock().now() + AHEAD

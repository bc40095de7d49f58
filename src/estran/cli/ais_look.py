"""`estran ais look`: what an AIS receiver or a file of its sentences holds now."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter


def look(
    where: str,
    /,
    *,
    near: Annotated[str | None, Parameter(allow_leading_hyphen=True)] = None,
    seconds: float = 30.0,
    time: str | None = None,
    json: Annotated[bool, Parameter(negative="")] = False,
    lang: Literal["en", "fr"] = "en",
) -> None:
    """Tell what is heard by AIS: devices that call for help first, then ships that may help.

    Vessels of the state, and ships of which nobody has heard yet what they are, are counted and not
    shown. Nothing is stored.

    Parameters
    ----------
    where : str
        A file of NMEA sentences, or a receiver: tcp://HOST:PORT or udp://HOST:PORT.
    near : str
        Only ships near this position, in any usual notation.
    seconds : float
        How long to listen to a receiver: more than 0, at most 86400 (a day).
    time : str
        Time of the lines of a file that hold none, with its zone.
    json : bool
        Print JSON instead of text.
    lang : str
        Language of what is printed: en or fr.
    """
    from estran.cli.printing import print_json, print_text
    from estran.exchange.ships_text import Look, look_text, look_values
    from estran.quantities.instants import parse_instant
    from estran.quantities.position_text import parse_position
    from estran.wiring import clock
    from estran.wiring.ais import heard_at

    place = None if near is None else parse_position(near).position
    untimed = None if time is None else parse_instant(time)
    found = heard_at(where, until=clock().now(), untimed=untimed, seconds=seconds)
    looked = Look(
        ships=found.ships,
        near=place,
        asked=found.ships.last or untimed or clock().now().replace(microsecond=0),
        lines=found.counts,
        problem=found.problem,
    )
    if json:
        print_json(look_values(looked, language=lang))
    else:
        print_text(look_text(looked, language=lang))

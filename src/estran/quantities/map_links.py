"""Positions inside pasted map links and geo: URIs, rewritten with hemisphere letters.

In these forms the sign stands for the hemisphere and latitude comes first. A pin is preferred to
the centre of the view, and a centre is named as such, because a view can be dragged. No link is
ever opened here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qs, unquote_plus, urlsplit

from estran.errors import PositionError
from estran.quantities.typed_text import plain, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

PIN = "map link"
VIEW = "map link, centre of the view"
GEO = "geo URI"


@dataclass(frozen=True, slots=True)
class LinkedPoint:
    """A position found in a link: written out with hemisphere letters, and how it was marked."""

    written: str
    form: str


_LINK = re.compile(r"(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?[/?#]\S*|geo:\S+", re.I)
_NUMBER = r"[+-]?\d{1,3}(?:\.\d+)?(?![\w.])"
_PAIR = re.compile(rf"(?:loc:)?\s*({_NUMBER})\s*[,~ ]\s*({_NUMBER})\s*(?:\([^)]*\))?")
_VIEW_AT = re.compile(rf"@({_NUMBER}),({_NUMBER})(?:,|$)")
_VIEW_HASH = re.compile(rf"map=[\d.]+/({_NUMBER})/({_NUMBER})")
_PIN_DATA = re.compile(rf"!3d({_NUMBER})!4d({_NUMBER})")
_GEO = re.compile(rf"({_NUMBER}),({_NUMBER})(?:,{_NUMBER})?")
_PLACE = re.compile(r"/(?:place|search)/([^/@]+)")

_KNOWN_HOSTS = re.compile(
    r"(?:^|\.)(?:google(?:\.[a-z]{2,3}){1,2}|apple\.com|openstreetmap\.(?:org|fr|de)|osm\.org"
    r"|waze\.com|bing\.com|whatsapp\.com)$"
)
_SHORT_LINKS = re.compile(r"(?:^|\.)goo\.gl$|^osm\.org/go/|^maps\.apple(?:\.com)?/p/|^g\.co/")
_PIN_KEYS = ("q", "query", "coordinate", "ll")
_VIEW_KEYS = ("center", "cp", "sll")
_LATITUDE_KEYS = (("mlat", "mlon", PIN), ("lat", "lon", VIEW))


def point_in_link(typed: str) -> LinkedPoint | None:
    """Find the position in the links of a text; None where the text has no link.

    Parameters
    ----------
    typed : str
        Plain text, which may hold other words around the link.

    Returns
    -------
    LinkedPoint or None
        The pin, or else the centre of the view.

    Raises
    ------
    PositionError
        If the link carries no position, more than one, or is of a kind that is not known.
    """
    points = {_point(_trimmed(link)) for link in _LINK.findall(typed)}
    if len(points) > 1:
        raise _several(typed, sorted(point.written for point in points))
    return points.pop() if points else None


def _trimmed(link: str) -> str:
    """Leave out the punctuation of the sentence around a link."""
    return link.rstrip(".,;" if "(" in link else ".,;)")


def _point(link: str) -> LinkedPoint:
    if link.lower().startswith("geo:"):
        return _geo_point(link)
    parts = urlsplit(link if "://" in link else f"https://{link}")
    host = (parts.hostname or "").lower()
    if _SHORT_LINKS.search(host + parts.path) or _SHORT_LINKS.search(host):
        raise _no_position(link, "position.short_link", "is shortened and does not hold a position")
    if not _KNOWN_HOSTS.search(host):
        raise _no_position(link, "position.unknown_link", "is of a site that I do not know")
    if "/dir/" in parts.path:
        raise _no_position(link, "position.ambiguous", "is a route with several places", "route")
    for point in _candidates(parts):
        return point
    raise _no_position(link, "position.link_without_position", "holds no position", "nothing")


def _candidates(parts: SplitResult) -> Iterator[LinkedPoint]:
    """Positions in a link, the most trusted first."""
    query = {key.lower(): values[0] for key, values in parse_qs(parts.query).items()}
    yield from _data_pins(parts)
    yield from _from_keys(query, _PIN_KEYS, PIN)
    yield from _from_place(parts.path)
    for latitude, longitude, form in _LATITUDE_KEYS:
        yield from _from_text(f"{query.get(latitude, '')},{query.get(longitude, '')}", form)
    yield from _from_keys(query, _VIEW_KEYS, VIEW)
    for pattern, part in ((_VIEW_AT, parts.path), (_VIEW_HASH, parts.fragment)):
        if match := pattern.search(part):
            yield _signed(match[1], match[2], VIEW)


def _data_pins(parts: SplitResult) -> Iterator[LinkedPoint]:
    pins = {_signed(match[1], match[2], PIN) for match in _PIN_DATA.finditer(parts.path)}
    if len(pins) > 1:
        raise _several(parts.geturl(), sorted(pin.written for pin in pins))
    yield from pins


def _from_keys(query: dict[str, str], keys: tuple[str, ...], form: str) -> Iterator[LinkedPoint]:
    for key in keys:
        yield from _from_text(query.get(key, ""), form)


def _from_place(path: str) -> Iterator[LinkedPoint]:
    if match := _PLACE.search(path):
        yield from _from_text(unquote_plus(match[1]), PIN)


def _from_text(text: str, form: str) -> Iterator[LinkedPoint]:
    """Read signed decimals, or a text with degree marks that the reader of texts will take."""
    text = plain(text)
    if match := _PAIR.fullmatch(text):
        yield _signed(match[1], match[2], form)
    elif "\u00b0" in text:
        yield LinkedPoint(written=text, form=form)


def _signed(latitude: str, longitude: str, form: str) -> LinkedPoint:
    north = "S" if latitude.startswith("-") else "N"
    east = "W" if longitude.startswith("-") else "E"
    written = f"{latitude.lstrip('+-')} {north} {longitude.lstrip('+-')} {east}"
    return LinkedPoint(written=written, form=form)


def _geo_point(link: str) -> LinkedPoint:
    body, _, query = link[len("geo:") :].partition("?")
    place, *parameters = body.split(";")
    for point in _from_text(parse_qs(query).get("q", [""])[0], GEO):
        return point
    systems = [item[4:].lower() for item in parameters if item.lower().startswith("crs=")]
    match = _GEO.fullmatch(place)
    if match is None or any(system != "wgs84" for system in systems):
        problem = "holds no WGS84 position"
        raise _no_position(link, "position.link_without_position", problem, "no_wgs84")
    if query and float(match[1]) == float(match[2]) == 0.0:
        problem = "names a place, not a position"
        raise _no_position(link, "position.link_without_position", problem, "place")
    return _signed(match[1], match[2], GEO)


def _several(text: str, readings: list[str]) -> PositionError:
    return PositionError(
        "position.ambiguous",
        f"{shown(text)} holds more than one position: {' or '.join(readings)}. Give one.",
        text=text,
        readings=tuple(readings),
        variant="several",
    )


def _no_position(link: str, code: str, problem: str, variant: str = "") -> PositionError:
    return PositionError(
        code,
        f"The link {shown(link)} {problem}. Links are not opened here: open it, read latitude and "
        "longitude there, and write them with their letters, such as 51.0416 N 1.7521 E.",
        text=link,
        variant=variant,
    )

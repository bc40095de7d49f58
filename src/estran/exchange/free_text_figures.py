"""Figures in a pasted text: positions, telephone numbers, clock times and counts of people.

Each with the place of its words. A figure whose meaning is not said is left alone. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from estran.errors import PositionError, TimeError
from estran.exchange.moments import summer_time
from estran.quantities.instants import format_instant, in_utc, parse_instant
from estran.quantities.position_text import format_dmm, parse_position

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

AHEAD = timedelta(hours=1)
MOST_ABOARD = 500
MOST_CANDIDATES = 200


@dataclass(frozen=True, slots=True)
class Found:
    """What words from `start` to `end` say of a field; `why` where that is in doubt."""

    field: str
    value: str
    start: int
    end: int
    why: str = ""


def masked(text: str, found: Iterable[Found]) -> str:
    """Return a text with what was found blanked, as long as it was."""
    for one in found:
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return text


_LINK = re.compile(r"(?:https?://|geo:|maps\.)\S+", re.IGNORECASE)
_LETTER = r"(?:nord|north|noord|sud|south|zuid|ouest|west|east|est|oost|[NSEWO])"
_MARK = r"[\s°º'\u2019\u2032\"\u201d\u2033:.,d-]"
_COORDINATE = (
    rf"(?:{_LETTER}\s*)?\d{{1,3}}(?:[.,]\d+)?(?:{_MARK}{{1,3}}\d{{1,2}}(?:[.,]\d+)?){{0,2}}"
    rf"\s*[°º'\u2019\u2032\"\u201d\u2033]{{0,2}}\s*(?:{_LETTER}\b)?"
)
_PAIR = re.compile(rf"(?<![\w.,+]){_COORDINATE}[\s,;/]{{0,3}}{_COORDINATE}(?![\w])", re.IGNORECASE)
_SIGNS = re.compile(
    rf"[°º]|\d\s*{_LETTER}\b|\b{_LETTER}\s*\d|\d[.,]\d\d+\D+\d+[.,]\d\d", re.IGNORECASE
)


def places(text: str) -> Iterator[Found]:
    """Yield the positions of a text; one that can be read in several ways with each of them."""
    spans: list[tuple[int, int]] = []
    for match in (*_LINK.finditer(text), *_PAIR.finditer(text)):
        start, end = _trimmed(text, *match.span())
        crosses = any(start < other_end and end > other for other, other_end in spans)
        if crosses or len(spans) >= MOST_CANDIDATES:
            continue
        found = tuple(_position(text, start, end, link=match.re is _LINK))
        if found:
            spans.append((start, end))
            yield from found


def _position(text: str, start: int, end: int, *, link: bool) -> Iterator[Found]:
    words = text[start:end]
    if not link and not _SIGNS.search(words):
        return
    try:
        yield Found("position", format_dmm(parse_position(words).position), start, end)
    except PositionError as refusal:
        readings = refusal.details.get("readings", ())
        if isinstance(readings, tuple):
            yield from (Found("position", str(one), start, end, str(refusal)) for one in readings)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] in " \t\n\r,;.)(>":
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end


_PHONE = re.compile(
    r"(?<![\w.])(?:\+|00)\d(?:[ .()-]{0,2}\d){7,13}(?!\w)|(?<![\w.])0[67](?:[ .-]?\d\d){4}(?!\w)"
)


def phones(text: str) -> Iterator[Found]:
    """Yield the telephone numbers of a text."""
    for match in _PHONE.finditer(text):
        yield Found("phone", match[0], *match.span())


_INSTANT = re.compile(
    r"\b\d{4}-\d\d-\d\dt\d\d:\d\d(?::\d\d)?(?:z|[+-]\d\d:?\d\d)|"
    r"\b\d{6}[zab] [a-z]{3} \d\d(?:\d\d)?\b"
)
_CLOCK = re.compile(
    r"(?<![\d.,:°'])(?:(?P<h>[01]?\d|2[0-3])\s?[:h]\s?(?P<m>[0-5]\d)|"
    r"(?P<hz>[01]\d|2[0-3])(?P<mz>[0-5]\d)(?=\s?(?:z\b|utc|gmt)))(?!\d)"
    r"\s?(?P<zone>z\b|utc|gmt|tu\b|(?:heure )?(?:de )?(?:paris|francaise)|french time|"
    r"(?:heure )?(?:de londres|anglaise|britannique)|uk time|british time)?"
)
_FRENCH = ("paris", "francaise", "french")
_BRITISH = ("londres", "anglaise", "britannique", "uk", "british")


def times(text: str, *, now: datetime) -> Iterator[Found]:
    """Yield the times of a text in lower case; one without its zone once for each clock."""
    taken: list[Found] = []
    for match in _INSTANT.finditer(text):
        try:
            taken.append(
                Found("at", format_instant(parse_instant(match[0].upper())), *match.span())
            )
        except TimeError:
            continue
    yield from taken
    for match in _CLOCK.finditer(masked(text, taken)):
        clock = int(match["h"] or match["hz"]), int(match["m"] or match["mz"])
        readings = {_last(clock, zone, now) for zone in _zones(match["zone"] or "", now)}
        why = "no zone said: UTC, or a clock on either coast" if len(readings) > 1 else ""
        for one in sorted(readings):
            yield Found("at", format_instant(one), *match.span(), why)


def _zones(said: str, now: datetime) -> tuple[timedelta, ...]:
    """Return how far ahead of UTC the clock is, or may be."""
    british = timedelta(hours=1 if summer_time(now) else 0)
    french = british + timedelta(hours=1)
    if any(word in said for word in _FRENCH):
        return (french,)
    if any(word in said for word in _BRITISH):
        return (british,)
    return (timedelta(),) if said else (timedelta(), british, french)


def _last(clock: tuple[int, int], ahead: timedelta, now: datetime) -> datetime:
    """Return the last instant at which a clock showed that and that lies no hour ahead of now."""
    moment = in_utc(now).replace(hour=clock[0], minute=clock[1], second=0, microsecond=0) - ahead
    moment += timedelta(days=1)
    while moment > now + AHEAD:
        moment -= timedelta(days=1)
    return moment


_WHO = (
    r"(?:personnes?|persons?|people|pers|pax|pob|passengers?|passagers?|migrants?|souls|gens|"
    r"of us|exilees?|exiles)\b"
)
_ABOUT = r"(?P<about>about |around |approximately |some |environ |a peu pres |pres de |~ ?)?"
_COUNT = re.compile(
    rf"{_ABOUT}(?<![\d.,:°'/+])(?P<low>\d{{1,3}})(?:\s?(?:-|\u2013|a|to|ou|or)\s?(?P<high>\d{{1,3}}))?\s?"
    rf"(?:\w+ )?{_WHO}"
)
_WE_ARE = re.compile(
    rf"(?:we are|we're|on est|nous sommes|ils sont|they are|there are|il y a)\s{_ABOUT}"
    r"(?P<low>\d{1,3})(?:\s?(?:-|\u2013|a|to|ou|or)\s?(?P<high>\d{1,3}))?(?=\s*(?:[,.;!)]|$|dont|including|"
    r"a bord|aboard|on board|on the boat|in the boat|dans le bateau|sur le bateau|and|et))"
)
_TENS = {
    "dizaine": 10, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
    "cinquantaine": 50, "soixantaine": 60, "centaine": 100,
}  # fmt: skip
_TENS_SAID = re.compile(rf"\bune ({'|'.join(_TENS)}) de {_WHO}")
_ELSEWHERE = re.compile(
    r"\s*(?:sont |est |are |is |who are |tombee?s? |fell |fallen )*"
    r"(?:a l'eau|dans l'eau|in the water|in the sea|a la mer|overboard|blesse|injured|malade|sick|"
    r"dead|mort|missing|disparu|on the beach|sur la plage|rescued|sauve)"
)


def counts(text: str) -> Iterator[Found]:
    """Yield how many people a text in lower case says are aboard; those in the water are others."""
    spans: list[tuple[int, int]] = []
    for match in (*_COUNT.finditer(text), *_WE_ARE.finditer(text)):
        start, end = match.span()
        crosses = any(start < other_end and end > other for other, other_end in spans)
        if crosses or _ELSEWHERE.match(text, end):
            continue
        low, high = int(match["low"]), int(match["high"] or match["low"])
        if not 0 < low <= high <= MOST_ABOARD:
            continue
        spans.append((start, end))
        said = str(low) if low == high else f"{low}-{high}"
        yield Found("persons", f"about {said}" if match["about"] else said, start, end)
    for match in _TENS_SAID.finditer(text):
        if not _ELSEWHERE.match(text, match.end()):
            yield Found("persons", f"about {_TENS[match[1]]}", *match.span())

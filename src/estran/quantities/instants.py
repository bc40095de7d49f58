"""Times as text and as seconds; every instant is UTC, and a text without a zone is refused.

The wall clock is not read here.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from estran.errors import TimeError
from estran.quantities.typed_text import folded, plain, shown

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EXAMPLE = "Write it like 2022-12-14T01:53Z."
_MONTHS = (
    ("january", "janvier"),
    ("february", "fevrier"),
    ("march", "mars"),
    ("april", "avril"),
    ("may", "mai"),
    ("june", "juin"),
    ("july", "juillet"),
    ("august", "aout"),
    ("september", "septembre"),
    ("october", "octobre"),
    ("november", "novembre"),
    ("december", "decembre"),
)
_ZONE_LETTERS = {"z": "+00:00", "a": "+01:00", "b": "+02:00"}
_LARGEST_OFFSET = timedelta(hours=14)

_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:T|\s)"
    r"(?P<hour>\d\d)[:h]?(?P<minute>\d\d)(?::?(?P<second>\d\d(?:[.,]\d{1,6})?))?"
    r"\s*(?P<zone>\S.*)?",
    re.IGNORECASE,
)
_DATE_TIME_GROUP = re.compile(
    r"(?P<day>\d\d)\s?(?P<hour>\d\d)(?P<minute>\d\d)\s?(?P<zone>(?<=\d)[A-Z]|\b[A-Z]\b)?\s?"
    r"(?P<month>[^\W\d_]{3,9})\.?\s?(?P<year>\d{4}|\d\d)",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?:utc|gmt)?\s?(?P<sign>[+-])(?P<hours>\d\d?):?(?P<minutes>\d\d)?")
_DATE_OF_NUMBERS = re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d)\b")


def parse_instant(text: str) -> datetime:
    """Read an instant; the zone is compulsory.

    ISO 8601 (``2022-12-14T01:53Z``, ``2022-12-14 02:53:20+01:00``, also with ``UTC`` or ``GMT``)
    and the date-time group of messages (``140153Z DEC 22``; zone letters Z, A = +01:00 and
    B = +02:00).

    Parameters
    ----------
    text : str
        What was typed.

    Returns
    -------
    datetime
        In UTC.

    Raises
    ------
    TimeError
        If the zone is missing or only named (CET, BST), or the text cannot be read.
    """
    typed = plain(text)
    if match := _ISO.fullmatch(typed):
        return _from_iso(match, text)
    if match := _DATE_TIME_GROUP.fullmatch(typed):
        return _from_group(match, text)
    raise _unreadable(text, typed)


def format_instant(instant: datetime) -> str:
    """Write an instant in UTC, such as ``2022-12-14T01:53Z``; seconds only where there are any.

    Raises
    ------
    TimeError
        If the instant has no zone.
    """
    moment = in_utc(instant).replace(tzinfo=None)
    if moment.microsecond:
        return moment.isoformat(timespec="microseconds") + "Z"
    return moment.isoformat(timespec="seconds" if moment.second else "minutes") + "Z"


def epoch_seconds(instant: datetime) -> float:
    """Seconds since 1970-01-01T00:00Z, leap seconds not counted.

    Raises
    ------
    TimeError
        If the instant has no zone.
    """
    return (in_utc(instant) - _EPOCH).total_seconds()


def from_epoch_seconds(seconds: float) -> datetime:
    """Instant, in UTC and to the microsecond, from seconds since 1970-01-01T00:00Z.

    Raises
    ------
    TimeError
        If the number is not finite or outside the years 1 to 9999.
    """
    try:
        return _EPOCH + timedelta(seconds=seconds)
    except (OverflowError, ValueError) as problem:
        raise TimeError(
            "time.out_of_range",
            f"{seconds} seconds since 1970 is no date between the years 1 and 9999.",
            seconds=seconds,
            variant="seconds",
        ) from problem


def in_utc(instant: datetime) -> datetime:
    """Return the same instant in UTC.

    Raises
    ------
    TimeError
        If the instant has no zone.
    """
    if instant.utcoffset() is None:
        raise _zone_missing(instant.isoformat(sep="T", timespec="minutes"))
    return instant.astimezone(UTC)


def _from_iso(match: re.Match[str], text: str) -> datetime:
    fields = match.groupdict()
    stem = "{year}-{month}-{day}T{hour}:{minute}".format(**fields)
    zone = _zone(fields["zone"], stem=stem, text=text)
    second = float((fields["second"] or "0").replace(",", "."))
    return _assembled(match, month=int(fields["month"]), second=second, zone=zone)


def _from_group(match: re.Match[str], text: str) -> datetime:
    stem = "{day}{hour}{minute}".format(**match.groupdict())
    letter = _ZONE_LETTERS.get((match["zone"] or "").lower(), match["zone"])
    zone = _zone(letter, stem=stem, text=text)
    return _assembled(match, month=_month(match["month"], text), second=0.0, zone=zone)


def _assembled(match: re.Match[str], *, month: int, second: float, zone: timezone) -> datetime:
    year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
    hour, minute = int(match["hour"]), int(match["minute"])
    try:
        whole = datetime(year, month, int(match["day"]), hour, minute, int(second), tzinfo=zone)
        return whole.astimezone(UTC) + timedelta(microseconds=round(second % 1.0 * 1e6))
    except (ValueError, OverflowError) as problem:
        raise TimeError(
            "time.out_of_range",
            f"{shown(match.string)} is not a time that exists: {problem}. {_EXAMPLE}",
            text=match.string,
            problem=str(problem),
        ) from problem


def _month(word: str, text: str) -> int:
    numbers = [
        number
        for number, names in enumerate(_MONTHS, start=1)
        if any(name.startswith(folded(word)) for name in names)
    ]
    if len(numbers) != 1:
        raise TimeError(
            "time.unreadable",
            f"{shown(text)}: '{word}' is not one month. {_EXAMPLE}",
            text=text,
            word=word,
            variant="month",
        )
    return numbers[0]


def _zone(zone: str | None, *, stem: str, text: str) -> timezone:
    if zone is None:
        raise _zone_missing(stem)
    if zone.lower() in {"z", "utc", "gmt"}:
        return UTC
    match = _OFFSET.fullmatch(zone.lower())
    if match is None or int(match["minutes"] or 0) >= 60:
        raise _zone_unknown(zone, text)
    offset = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    if offset > _LARGEST_OFFSET:
        raise _zone_unknown(zone, text)
    return timezone(-offset if match["sign"] == "-" else offset)


def _zone_missing(stem: str) -> TimeError:
    return TimeError(
        "time.zone_missing",
        f"The time '{stem}' has no zone. Add Z for UTC, or the offset: +01:00 for French winter "
        "or British summer time, +02:00 for French summer time.",
        text=stem,
    )


def _zone_unknown(zone: str, text: str) -> TimeError:
    return TimeError(
        "time.zone_unknown",
        f"{shown(text)}: '{zone}' is not an offset from UTC. Write Z for UTC, or the offset as "
        "+01:00 (French winter or British summer time) or +02:00 (French summer time).",
        text=text,
        zone=zone,
    )


def _unreadable(text: str, typed: str) -> TimeError:
    if _DATE_OF_NUMBERS.search(typed):
        return TimeError(
            "time.ambiguous",
            f"{shown(text)}: day and month can be taken for each other. {_EXAMPLE}",
            text=text,
        )
    return TimeError(
        "time.unreadable", f"{shown(text)} is not a date with a time. {_EXAMPLE}", text=text
    )

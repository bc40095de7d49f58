"""What whoever reports gets back at once: first what to do in danger, then what became of it.

Only what is stored reads RECEIVED. No promise is made, and nobody is sent to another centre.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.exchange.case_view import centre
from estran.exchange.moments import date_time_group, local_times
from estran.language.catalogue import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


def emergency_words(language: str) -> str:
    """Return the first words of every intake: call 112, 196 or 999; this is no emergency call."""
    return say(language, "receipt.emergency")


def status_words(stored: datetime | None, read: Mapping[str, datetime], *, language: str) -> str:
    """Return NOT RECEIVED; RECEIVED, NOT READ; or by which centre it was read, and when.

    Parameters
    ----------
    stored : datetime or None
        When it was stored; None where it is not.
    read : mapping
        Centre to the time at which it read the report.
    language : str
        Of the words.
    """
    if stored is None:
        return say(language, "receipt.not_received")
    if not read:
        return say(language, "receipt.not_read")
    return say(language, "mark.then").join(
        say(
            language,
            "receipt.read",
            centre=centre(language, name),
            time=date_time_group(at, language=language),
        )
        for name, at in sorted(read.items(), key=lambda row: (row[1], row[0]))
    )


def acknowledgement_text(
    number: str | None,
    *,
    time: datetime | None,
    taken_by: str,
    language: str,
    read: Mapping[str, datetime] | None = None,
) -> str:
    """Return the acknowledgement of a report, as the text of a message.

    Parameters
    ----------
    number : str or None
        Number of the report; None where it was not stored.
    time : datetime or None
        When it was stored; None where it was not.
    taken_by : str
        Centre that took it in.
    language : str
        Of the text.
    read : mapping or None
        Centre to the time at which it read the report.
    """
    lines = [emergency_words(language), status_words(time, read or {}, language=language)]
    if number is None or time is None:
        return "\n".join([*lines, say(language, "receipt.again")]) + "\n"
    lines.append(
        say(
            language,
            "receipt.number",
            number=number,
            centre=centre(language, taken_by),
            time=date_time_group(time, language=language),
            local=local_times(time, language=language),
        )
    )
    return "\n".join([*lines, say(language, "receipt.no_promise")]) + "\n"

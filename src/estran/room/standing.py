"""What alarms in a whole room: what the record gives, and an AIS receiver from which nothing comes.

That nothing is heard is no entry of the record: it stands until something is heard again.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from estran.casebook.alarms import Alarm, alarms_of

if TYPE_CHECKING:
    from datetime import datetime

    from estran.casebook.book import Book
    from estran.room.desk import Desk

QUIET = timedelta(minutes=10)
"""Nothing heard for so long alarms: even a ship at anchor sends every three minutes, so that by
then three times in a row were missed. On a coast without ships it is as true, and as good to know.

Source: itu_m1371, reporting intervals.
"""


def room_alarms(desk: Desk, book: Book, *, now: datetime) -> tuple[Alarm, ...]:
    """Return every alarm that stands in a room, oldest first.

    Parameters
    ----------
    desk : Desk
        Of which room.
    book : Book
        The state that is looked at.
    now : datetime
        By which clocks run.
    """
    found = alarms_of(book, now=now, limits=desk.limits)
    last = desk.ais_heard
    if last is None or now - last < QUIET:
        return found
    kind = "receiver_silent"
    silent = Alarm(key=f"{kind}:{last.isoformat()}", kind=kind, since=last)
    return tuple(sorted((*found, silent), key=lambda one: (one.since, one.key)))

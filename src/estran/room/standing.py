"""What alarms in a whole room: what the record gives, and an AIS receiver from which nothing comes.

That nothing is heard is no entry of the record: it stands until something is heard again.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from estran.casebook.alarms import Alarm, alarms_of

if TYPE_CHECKING:
    from estran.room.views import Looking

QUIET = timedelta(minutes=10)
"""Nothing heard for so long alarms: even a ship at anchor sends every three minutes, so that by
then three times in a row were missed. On a coast without ships it is as true, and as good to know.

Source: itu_m1371, reporting intervals.
"""


def room_alarms(look: Looking) -> tuple[Alarm, ...]:
    """Return every alarm that stands in a room, oldest first.

    Parameters
    ----------
    look : Looking
        Who looks, and for which time.
    """
    found = alarms_of(look.book, now=look.now, limits=look.desk.limits)
    last = look.desk.ais_heard
    if last is None or look.now - last < QUIET:
        return found
    kind = "receiver_silent"
    silent = Alarm(key=f"{kind}:{last.isoformat()}", kind=kind, since=last)
    return tuple(sorted((*found, silent), key=lambda one: (one.since, one.key)))

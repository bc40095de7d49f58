"""What of a telephone number is compared, and which night it belongs to. No key is known here."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from typing import TYPE_CHECKING

from estran.quantities.instants import in_utc

if TYPE_CHECKING:
    from datetime import datetime

_HALF_A_DAY = timedelta(hours=12)


def comparable(text: str) -> str:
    """Return a number without what people write between its digits; ``00`` in front is ``+``.

    Parameters
    ----------
    text : str
        Such as ``+33 6 12-34.56`` or ``0033 (6) 1234 56``. A number without its country stays
        without: nothing is guessed.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(sign for sign in folded if sign.isalnum() or sign == "+")
    return f"+{kept[2:]}" if kept.startswith("00") else kept


def night_of(instant: datetime) -> str:
    """Return the night of an instant, from noon to noon UTC, such as ``2022-12-13``."""
    return (in_utc(instant) - _HALF_A_DAY).date().isoformat()

"""Persons and wave heights as people say them. Vague words stay ranges; nothing is guessed."""

from __future__ import annotations

import re

from estran.assess.answer import Persons
from estran.errors import QuantityError

MOST_PERSONS = 300  # more than twice the largest load reported on one boat; beyond it, a slip
MOST_WAVES = 15.0  # m; beyond it a slip or another unit

_PERSONS = re.compile(
    r"^(?:about|around|approx\.?|environ|~|≈)?\s*(\d+)(?:\s*(?:-|\u2013|to|à)\s*(\d+))?$"
)
_METRES = re.compile(r"^(\d+(?:[.,]\d+)?)\s*(?:m|metres?|meters?|mètres?)?$")


def persons_reported(said: int | str | None) -> Persons | None:
    """Return the number of people as a range, or None where nobody said.

    Parameters
    ----------
    said : int or str or None
        ``47``, ``"40-60"``, ``"about 60"``.

    Raises
    ------
    QuantityError
        Where it is negative, beyond `MOST_PERSONS`, or not a number of people.
    """
    if said is None:
        return None
    text = str(said).strip().lower()
    match = _PERSONS.match(text)
    if not match:
        raise QuantityError(
            "persons.unreadable",
            f'Persons: {str(said)!r} is not a number of people. Write 47, 40-60 or "about 60"; '
            "leave it out where nobody has counted.",
            text=str(said),
        )
    low = int(match[1])
    high = int(match[2] or low)
    if low > high or high > MOST_PERSONS:
        raise QuantityError(
            "persons.absurd",
            f"Persons: {str(said)!r} cannot be right for one boat (0 to {MOST_PERSONS}, the lower "
            "number first). For several boats write one report each.",
            text=str(said),
            most=MOST_PERSONS,
        )
    return Persons(low=low, high=high, said=str(said))


def waves_reported(said: float | str | None) -> float | None:
    """Return the significant wave height [m], or None where nobody said.

    Raises
    ------
    QuantityError
        Where it is negative, beyond `MOST_WAVES`, or not a height.
    """
    if said is None:
        return None
    match = _METRES.match(str(said).strip().lower())
    height = float(match[1].replace(",", ".")) if match else float("nan")
    if not 0.0 <= height <= MOST_WAVES:
        raise QuantityError(
            "waves.unreadable",
            f"Waves: {str(said)!r} is not a height in metres from 0 to {MOST_WAVES:g}. "
            "Write 0.6; leave it out where nobody has said.",
            text=str(said),
            most=f"{MOST_WAVES:g}",
        )
    return height

"""When evidence ties a recovered boat, or people, to the boat that was looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.casebook.bodies.boats import CONTACT

if TYPE_CHECKING:
    from collections.abc import Sequence

DESCRIPTIONS_NEEDED = 2
"""A match rests on one evidence of contact, or on this many descriptions that agree."""


def is_match(evidence: Sequence[str]) -> bool:
    """Say whether evidence ties a recovered boat to the one that was looked for.

    Parameters
    ----------
    evidence : sequence of str
        See `estran.casebook.bodies.boats.Evidence`. One contact is enough; descriptions agree by
        chance, so that one alone is not.
    """
    named = set(evidence)
    return bool(named & set(CONTACT)) or len(named) >= DESCRIPTIONS_NEEDED

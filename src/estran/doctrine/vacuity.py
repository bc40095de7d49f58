"""Claims that hold emptily: "A implies B" where A is true in no situation. Nothing is decided here.

Such a claim says nothing about B, and must not be read as if it did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.doctrine.claim_text import Both, Implies, Stated
from estran.doctrine.claims import Claim, decide
from estran.doctrine.tree import Some

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estran.doctrine.claim_text import Statement
    from estran.doctrine.ruleset import Ruleset

_NEVER = Stated(Some(()))


def empty_premises(claim: Claim, rules: Ruleset) -> tuple[Statement, ...]:
    """Return the premises of a claim that are true in no situation, where all of them are such.

    Parameters
    ----------
    claim : Claim
        One that is proved.
    rules : Ruleset
        Under which it is.

    Returns
    -------
    tuple of Statement
        Empty where the claim says something of at least one situation, or has no premise.
    """
    premises = tuple(_premises(claim.statement))
    never = all(
        decide(Claim(claim.text, Implies(one, _NEVER)), rules).verdict == "proved"
        for one in premises
        if one is not None
    )
    found = tuple(one for one in premises if one is not None)
    return found if never and len(found) == len(premises) else ()


def _premises(part: Statement) -> Iterator[Statement | None]:
    """Yield what is left of each "implies" that a claim joins by "and"; None for any other part."""
    match part:
        case Implies(left, _):
            yield left
        case Both(left, right):
            yield from _premises(left)
            yield from _premises(right)
        case _:
            yield None

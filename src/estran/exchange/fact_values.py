"""One value of a fact as somebody types it: yes, 12, 2-5, gendarmerie maritime, unknown.

Yes and no in English and French; what cannot be meant is refused with what would be right.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from estran.errors import QuantityError

if TYPE_CHECKING:
    from estran.doctrine.facts import Fact

FactValue: TypeAlias = "bool | float | str | tuple[float, float] | None"
YES_NO = {
    **dict.fromkeys(("yes", "y", "true", "oui", "o", "vrai", "1"), True),
    **dict.fromkeys(("no", "n", "false", "non", "faux", "0"), False),
}
NOBODY_KNOWS = ("", "unknown", "inconnu", "?", "null")
_NUMBER = r"([+-]?\d+(?:[.,]\d+)?(?:e[+-]?\d{1,3})?)"
_RANGE = re.compile(
    rf"(?:about|around|environ|~)?\s*{_NUMBER}(?:\s*(?:-|\u2013|to|à)\s*{_NUMBER})?"
)


def read_value(declared: Fact, said: str) -> FactValue:
    """Return the value that a text gives a fact; None is unknown.

    Parameters
    ----------
    declared : Fact
        The fact.
    said : str
        A number in the fact's unit, a range such as 2-5, yes, no, a category, or unknown.

    Raises
    ------
    QuantityError
        Where it is none of these, or out of the fact's range.
    """
    text = said.strip().casefold()
    if text in NOBODY_KNOWS:
        return None
    if declared.kind == "yes_no":
        if text not in YES_NO:
            raise unreadable(declared, said, "yes, no or unknown")
        return YES_NO[text]
    if declared.kind == "category":
        word = text.replace(" ", "_").replace("-", "_")
        if word not in declared.categories:
            raise unreadable(declared, said, f"one of {', '.join(declared.categories)}")
        return word
    return _number(declared, said, text)


def _number(declared: Fact, said: str, text: str) -> FactValue:
    found = _RANGE.fullmatch(text)
    if found is None:
        raise unreadable(declared, said, f"a number in {declared.unit}, or a range such as 2-5")
    low, high = (float(one.replace(",", ".")) for one in (found[1], found[2] or found[1]))
    if low > high:
        raise unreadable(declared, said, "a range with the lower number first")
    if not (declared.low <= low and high <= declared.high):
        wanted = f"{declared.low:g} to {declared.high:g} {declared.unit}, or unknown"
        raise unreadable(declared, said, wanted)
    if declared.whole and not (low.is_integer() and high.is_integer()):
        raise unreadable(declared, said, f"a whole number of {declared.unit}")
    return low if low == high else (low, high)


def unreadable(declared: Fact, said: str, wanted: str) -> QuantityError:
    """Return the refusal of a value, for the caller to raise."""
    return QuantityError(
        "fact.value",
        f"{declared.name} is {said!r}; it takes {wanted}.",
        name=declared.name,
        said=said,
        wanted=wanted,
    )

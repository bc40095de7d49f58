"""A pasted text as a form filled in: what is understood goes in, what is in doubt stays out."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from estran.exchange.free_text import read_free_text

if TYPE_CHECKING:
    from datetime import datetime

    from estran.exchange.free_text import FieldRead

PLAIN = ("at", "persons", "colour", "engine", "phone")
FACTS = (
    "persons_in_water", "taking_water", "tubes_damaged", "injured_or_ill", "children_seen",
    "life_jackets", "help_asked",
)  # fmt: skip
FIELDS = ("state", "craft")
PHONE = "(phone)"


def report_preview(text: str, *, now: datetime) -> dict[str, Any]:
    """Return what a text was understood to say, and the report that this would make.

    Parameters
    ----------
    text : str
        As it was pasted.
    now : datetime
        See `read_free_text`.

    Returns
    -------
    dict
        ``found``, ``unknown`` and ``draft``: fields as a report takes them, and the text itself,
        without the telephone number that has a field of its own.
        Words of danger and of lost contact are found, and fill in nothing.

    Raises
    ------
    InputError
        Where there is nothing in the text, or it is too long.
    """
    read = read_free_text(text, now=now)
    sure = {one.field: one for one in read.found if one.standing == "understood"}
    draft: dict[str, Any] = {name: _value(sure[name]) for name in PLAIN if name in sure}
    positions = [one.words for one in sure["position"].readings] if "position" in sure else []
    draft["positions"] = list(dict.fromkeys(positions))
    draft["facts"] = {name: _value(sure[name]) for name in FACTS if name in sure}
    draft["fields"] = {name: _value(sure[name]) for name in FIELDS if name in sure}
    draft["text"] = _without_phone(text, sure.get("phone"))
    return {
        "found": [asdict(one) for one in read.found],
        "unknown": list(read.unknown),
        "draft": draft,
        "not_kept": True,
    }


def _without_phone(text: str, phone: FieldRead | None) -> str:
    """Return a text without the number that stands in its own field: there it can be erased."""
    for one in sorted(phone.readings if phone else (), key=lambda one: -one.start):
        text = f"{text[: one.start]}{PHONE}{text[one.end :]}"
    return text


def _value(one: FieldRead) -> str:
    return one.readings[0].value

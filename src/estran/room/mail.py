"""A report from an e-mail form, as it is taken in. How forms are read is known to exchange."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from estran.exchange.email_form import read_report_form
from estran.room.take_in import Said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.casebook.bodies.parts import Channel, Engine, Source

OF_THEIR_OWN = ("at", "position", "persons", "source", "facts")
"""What a report has a field of its own for."""


def said_in_mail(text: str) -> Said:
    """Return what an e-mail form says; lines that nobody understands stay as its text.

    Raises
    ------
    InputError
        Where there is nothing in it, or it is longer than any report.
    """
    found = read_report_form(text)
    report = found.report
    return Said(
        channel=cast("Channel", found.channel),
        source=cast("Source", found.source or "unknown"),
        at=str(report["at"]) if "at" in report else None,
        positions=found.positions,
        persons=str(report["persons"]) if "persons" in report else None,
        colour=found.colour,
        engine=cast("Engine", found.engine),
        fields={name: str(one) for name, one in report.items() if name not in OF_THEIR_OWN},
        facts=dict(cast("Mapping[str, str]", report.get("facts", {}))),
        reference=found.reference,
        text=found.left_over,
        phone=found.phone,
    )

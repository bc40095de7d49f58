"""Which devices the record holds already, by reference. Read from the record; nothing is written.

Only what the machine filed counts: what a person types under such a name silences no device.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, timedelta

    from estran.casebook.records import ReportRecord

CHANNEL: Literal["sart"] = "sart"


@dataclass(slots=True)
class DevicesFiled:
    """An index of the machine's reports of devices, which grows with the record."""

    _counted: int = 0
    _by_reference: dict[str, list[ReportRecord]] = field(default_factory=dict)

    def follow(self, reports: Mapping[str, ReportRecord]) -> None:
        """Take in the reports that came since; a record never loses one.

        Parameters
        ----------
        reports : mapping
            All of the record, in the order in which they came.
        """
        for one in islice(reports.values(), self._counted, None):
            if one.said.channel == CHANNEL and one.stamp.by.role == "system":
                self._by_reference.setdefault(one.said.reference, []).append(one)
        self._counted = len(reports)

    def holds(self, reference: str, *, heard: datetime, within: timedelta, placed: bool) -> bool:
        """Say whether a device was reported lately.

        Parameters
        ----------
        reference : str
            Its name in the record.
        heard : datetime
            When it was heard now.
        within : timedelta
            What counts as lately.
        placed : bool
            Whether only a report with a position counts.
        """
        return any(
            abs(heard - one.stamp.at) < within
            for one in self._by_reference.get(reference, ())
            if one.said.positions or not placed
        )

    def entered_since(self, moment: datetime) -> set[str]:
        """Return the references of which something was entered since a moment."""
        return {
            reference
            for reference, filed in self._by_reference.items()
            if filed[-1].stamp.entered > moment
        }

"""The results of a study as arrays: every count by doctrine, draw of the parameters, and season.

Nothing is compared or judged here, and nothing is read from a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.lab.design import Design
    from estran.quantities.arrays import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyResults:
    """All that a study found.

    Attributes
    ----------
    design : Design
        What was asked for.
    manifest : mapping
        What was written down before the first season ran, as `lab.manifest.manifest_of` makes it:
        plain values, as JSON has them.
    doctrines : tuple of str
        Ids in the order of the first axis of every column; the first is the reference.
    columns : mapping
        Name to array of shape (doctrines, draws, seasons); all doctrines met the same seasons.
        Names are those of `lab.outcomes`, and ``only:<option>:<rule>``,
        ``unknown:<option>:<fact>``, ``permitted:<option>`` and ``asked:<option>``. A count that
        never occurred in a doctrine is 0 there.
    parameters : mapping
        Key to array of shape (draws,), each in the parameter's own unit.
    weights : array of shape (draws,)
        Of the draws; not negative, together 1.
    """

    design: Design
    manifest: Mapping[str, Any]
    doctrines: tuple[str, ...]
    columns: Mapping[str, Floats]
    parameters: Mapping[str, Floats]
    weights: Floats

    def of(self, column: str, doctrine: str) -> Floats:
        """Return one count under one doctrine, shape (draws, seasons)."""
        found: Floats = self.columns[column][self.doctrines.index(doctrine)]
        return found

    @property
    def breaches(self) -> Mapping[str, tuple[str, ...]]:
        """Sentences about proofs that a doctrine breaks, by id; empty where it breaks none."""
        rows = self.manifest["doctrines"]
        return {row["id"]: tuple(one["said"] for one in row["breaches"]) for row in rows}

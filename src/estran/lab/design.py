"""What a study is: which doctrines, on how many draws and seasons, and who chose the candidates.

How it is written down is known in exchange.study_file; nothing is simulated here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.quantities.arrays import Ints

Drawn = Literal["posterior", "prior"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """A study as it was asked for, before anything is computed.

    A *lane* is one simulated season under one draw of the parameters: lane `n` belongs to draw
    ``n // seasons_per_draw``, and each draw has seasons of its own. All doctrines meet the same
    lanes.

    Attributes
    ----------
    title : str
        As it stands on the report.
    question : str
        What the study is to answer, written before it runs.
    doctrines : tuple of str
        Ids; the first is the one that others are compared with.
    draws : int
        Of the parameters; at least 1.
    seasons_per_draw : int
        At least 1.
    seed : int
        From 0 to 2**64 - 1.
    year : int
        Whose conditions hold, 2022 to 2026.
    parameters : str
        ``posterior``: what history left over; ``prior``: the whole ranges.
    fixed : mapping
        Parameters that the user set, by key, each in its own unit; the same in all draws.
    who_chose : str
        Who chose the candidates.
    left_out : tuple of str
        Options that nobody put forward here, in words.
    hypotheses : tuple of str
        What is expected, written before it runs.
    french : mapping
        ``title``, ``question``, ``who_chose``, ``left_out`` and ``hypotheses`` in French, where
        somebody wrote them; see `said`.
    """

    title: str
    question: str
    doctrines: tuple[str, ...]
    draws: int
    seasons_per_draw: int
    seed: int
    year: int
    parameters: Drawn
    fixed: Mapping[str, float] = field(default_factory=dict)
    who_chose: str
    left_out: tuple[str, ...]
    hypotheses: tuple[str, ...] = ()
    french: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)

    def said(self, key: str, language: str) -> str:
        """Return ``title``, ``question`` or ``who_chose`` in a language, or else in English."""
        found = self.french.get(key) if language == "fr" else None
        return str(found or getattr(self, key))

    def listed(self, key: str, language: str) -> tuple[str, ...]:
        """Return ``left_out`` or ``hypotheses`` in a language, or else in English."""
        found = self.french.get(key) if language == "fr" else None
        return tuple(found or getattr(self, key))

    @property
    def lanes(self) -> int:
        """How many seasons every doctrine meets."""
        return self.draws * self.seasons_per_draw

    def draws_of(self, numbers: Ints) -> Ints:
        """Return to which draw each lane belongs, by lane number."""
        return np.asarray(numbers) // self.seasons_per_draw

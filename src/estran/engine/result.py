"""What a run leaves behind: place and state of every particle at every full hour, with weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from estran.engine.status import Status

if TYPE_CHECKING:
    from estran.drift.craft import Mixture
    from estran.engine.particles import Clocks
    from estran.quantities.arrays import Bools, Codes, Floats, Ints


@dataclass(frozen=True, slots=True)
class Cloud:
    """Places of one kind of body in time, in the form that search planning asks for.

    Attributes
    ----------
    times : (h,) array
        Seconds since the start.
    positions : (h, n, 2) array
        East and north [m].
    weights : (n,) array
        Sum to one.
    statuses : (h, n) array
        See :class:`estran.engine.status.Status`.
    """

    times: Floats
    positions: Floats
    weights: Floats
    statuses: Codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """All particles of a run at full hours; h = hours + 1, n = particles.

    Attributes
    ----------
    times : (h,) array
        Seconds since the start.
    weights : (n,) array
        Sum to one.
    hull, people : (h, n, 2) arrays
        East and north [m]; equal until people part from the hull.
    status : (h, n) array
        See :class:`estran.engine.status.Status`.
    hull_aground, people_aground, hull_left, people_left : (h, n) arrays of bool
        Touching the shore; gone from the area (the place is then the last one inside).
    clocks : Clocks
        When each particle changes state, shape (n,); times beyond the run mean not yet.
    first_aground : (n,) array
        When the hull first touched [s since the start]; NaN if never.
    first_ashore : (n,) array
        When the people first came ashore, riding or apart: the end of that step [s since the
        start]; NaN if never.
    ashore : (n, 2) array
        Where they then were, east and north [m]; NaN if never.
    hull_no_stream, people_no_stream : (n,) arrays
        Start of the first step in which each came where no stream is known [s since the start];
        NaN if never. Its places after that rest on what stands in.
    hull_mixture, people_mixture : Mixture
        Leeway classes and weights that were used.
    hull_class, people_class : (n,) arrays of int
        Index of each particle's class in the mixture.
    """

    times: Floats
    weights: Floats
    hull: Floats
    people: Floats
    status: Codes
    hull_aground: Bools
    people_aground: Bools
    hull_left: Bools
    people_left: Bools
    clocks: Clocks
    first_aground: Floats
    first_ashore: Floats
    ashore: Floats
    hull_no_stream: Floats
    people_no_stream: Floats
    hull_mixture: Mixture
    people_mixture: Mixture
    hull_class: Ints
    people_class: Ints

    @property
    def people_parted(self) -> Bools:
        """Whether people are apart from the hull, shape (h, n)."""
        return np.asarray(self.status == Status.IN_WATER, dtype=np.bool_)

    @property
    def left_area(self) -> Bools:
        """Whether hull or people have left the area, shape (h, n)."""
        return self.hull_left | self.people_left

    @property
    def without_stream(self) -> Bools:
        """Whether the place of hull or people rests on a stream that is not known, (h, n)."""
        return self.body_without_stream("hull") | self.body_without_stream("people")

    def body_without_stream(self, body: str) -> Bools:
        """Return the same of one kind of body, ``hull`` or ``people``, shape (h, n)."""
        since: Floats = {"hull": self.hull_no_stream, "people": self.people_no_stream}[body]
        return np.asarray(since < self.times[:, np.newaxis], dtype=np.bool_)

    def share(self, which: Bools) -> Floats:
        """Weight of the particles marked, at each hour.

        Parameters
        ----------
        which : (h, n) array of bool
            The mark, such as ``result.hull_aground``.

        Returns
        -------
        (h,) array
            Between 0 and 1.
        """
        return np.asarray((which * self.weights).sum(axis=1), dtype=np.float64)

    def status_shares(self) -> dict[Status, Floats]:
        """Weight of each status at each hour, each of shape (h,)."""
        return {one: self.share(np.asarray(self.status == one)) for one in Status}

    def hull_cloud(self) -> Cloud:
        """Where the hulls are."""
        return Cloud(self.times, self.hull, self.weights, self.status)

    def people_cloud(self) -> Cloud:
        """Where the people are, on the hull or apart from it."""
        return Cloud(self.times, self.people, self.weights, self.status)

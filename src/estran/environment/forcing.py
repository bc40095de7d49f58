"""What a moving body asks of sea and wind: two small protocols. No data and no reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from estran.quantities.arrays import Bools, Floats


class SeaWindow(Protocol):
    """Sea and shore over one area and some hours, asked at many places at once.

    `x` and `y` are east and north of the local plane's origin [m], `t` is seconds since the
    window's start, one per place; all have shape (n,). A window answers a little before its start
    too, so that a member whose tide runs late can be served.
    """

    def stream_at(self, *, x: Floats, y: Floats, t: Floats) -> Floats:
        """Return the tidal stream, east and north, shape (n, 2) [m/s].

        NaN where none is known: a body there goes without one, and is marked (`no_stream`).
        """
        ...

    def tide_at(self, *, x: Floats, y: Floats, t: Floats) -> Floats:
        """Return the water level above local mean high water springs, shape (n,) [m]."""
        ...

    def coast_distance(self, *, x: Floats, y: Floats) -> Floats:
        """Return the distance to the coastline, positive at sea, shape (n,) [m].

        Far offshore a window may tell it from below, never more than it is. NaN where the shore is
        not charted, which is everywhere outside the window's box.
        """
        ...

    def is_land(self, *, x: Floats, y: Floats) -> Bools:
        """Return whether each place is land at high water springs, shape (n,)."""
        ...

    def inside(self, *, x: Floats, y: Floats) -> Bools:
        """Return whether each place lies inside the window's box, shape (n,)."""
        ...


class WindMembers(Protocol):
    """Hourly winds, one series per member of an ensemble."""

    def __call__(self, *, first: int, count: int) -> Floats:
        """Return the wind of members `first` on, shape (hours + 1, count, 2) [m/s]."""
        ...

"""The tidal stream as one member of an ensemble sees it: the embedded one with its own error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from estran.quantities.arrays import Floats, Ints, Number


@dataclass(frozen=True, slots=True)
class MemberStream:
    """Error of the stream, constant for each member's life.

    Attributes
    ----------
    shift : (n,) array
        The member's tide runs ahead by this much [s].
    along, across : (n,) arrays
        Amplitude factor times cosine and sine of the rotation (anticlockwise) [-].
    residual : (n, 2) array
        Constant stream that the model leaves out, east and north [m/s].
    """

    shift: Floats
    along: Floats
    across: Floats
    residual: Floats

    def take(self, chosen: Ints) -> MemberStream:
        """Return the errors of the chosen members."""
        return MemberStream(
            self.shift[chosen], self.along[chosen], self.across[chosen], self.residual[chosen]
        )


def member_error(
    *, amplitude: Floats, shift: Floats, rotation: Floats, residual: Floats
) -> MemberStream:
    """Bundle the error of each member.

    Parameters
    ----------
    amplitude : (n,) array
        Relative error of the amplitude [-]; below -1 it counts as -1 (no stream).
    shift : (n,) array
        Time by which the tide runs ahead [s].
    rotation : (n,) array
        Turn of the set, anticlockwise [rad].
    residual : (n, 2) array
        East and north [m/s].
    """
    factor = np.maximum(1.0 + amplitude, 0.0)
    return MemberStream(shift, factor * np.cos(rotation), factor * np.sin(rotation), residual)


def perturbed(*, stream: Floats, member: MemberStream) -> Floats:
    """Stream of each member.

    Parameters
    ----------
    stream : (n, 2) array
        The embedded stream at the member's own time, east and north [m/s].
    member : MemberStream
        Its error.
    """
    east, north = stream[:, 0], stream[:, 1]
    changed: Floats = np.empty_like(stream)
    changed[:, 0], changed[:, 1] = turned_and_scaled(
        along=member.along, across=member.across, east=east, north=north
    )
    changed += member.residual
    return changed


def turned_and_scaled(
    along: Number, across: Number, east: Number, north: Number
) -> tuple[Number, Number]:
    """Stream, east and north, turned and scaled as `MemberStream` tells [m/s]."""
    return along * east - across * north, across * east + along * north

"""An ensemble as bytes for a screen: a header in JSON, then positions as 16-bit numbers in a box.

Pure. What the particles mean stands in the answer; here is only where each of them is, and its
state.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from estran.assess.forecast import degrees_of
from estran.assess.published import instant_after
from estran.engine.status import Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from estran.assess.answer import Sample
    from estran.assess.forecast import Ensemble
    from estran.quantities.arrays import Floats

MAGIC = b"ESTRANE1"
MEDIA = "application/vnd.estran.ensemble"
MOST = 20_000
"""Particles that a screen can paint; of a larger ensemble the first, which are as fair as any."""
STEPS = 65_535
AGROUND, LEFT = 1, 2
FLAGS = {"1": "aground", "2": "left the area: the place is the last one inside"}


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """What is painted.

    Attributes
    ----------
    times : list of str
        One for each frame, ISO.
    people, hull : (h, n, 2) arrays
        Longitude and latitude [degrees].
    status : (h, n) array
        See :class:`estran.engine.status.Status`.
    people_flags, hull_flags : (h, n) arrays or None
        Sums of `AGROUND` and `LEFT`; None where nobody kept them.
    of : int
        How many particles the forecast had.
    equal : bool
        Whether they all weigh the same; else they are shown all the same, and the grid is right.
    """

    times: list[str]
    people: Floats
    hull: Floats
    status: NDArray[np.uint8]
    people_flags: NDArray[np.uint8] | None
    hull_flags: NDArray[np.uint8] | None
    of: int
    equal: bool = True


def frames_of(ensemble: Ensemble, *, most: int = MOST) -> Frames:
    """Return the frames of an ensemble, one for each hour, of at most so many particles."""
    result = ensemble.result
    some = slice(0, most)
    return Frames(
        times=[instant_after(ensemble.situation.time, float(time)) for time in result.times],
        people=np.stack(degrees_of(ensemble, result.people[:, some]), axis=-1),
        hull=np.stack(degrees_of(ensemble, result.hull[:, some]), axis=-1),
        status=result.status[:, some].astype(np.uint8),
        people_flags=_flags(result.people_aground[:, some], result.people_left[:, some]),
        hull_flags=_flags(result.hull_aground[:, some], result.hull_left[:, some]),
        of=len(result.weights),
        equal=bool(np.ptp(result.weights) < 1e-12),
    )


def frames_kept(sample: Sample, *, times: list[str], of: int) -> Frames:
    """Return the frames of the few particles that an answer kept; who is aground was not kept."""
    codes = {status.key: int(status) for status in Status}
    return Frames(
        times=times,
        people=np.array(sample.people, dtype=np.float64),
        hull=np.array(sample.hull, dtype=np.float64),
        status=np.array([[codes[one] for one in row] for row in sample.state], dtype=np.uint8),
        people_flags=None,
        hull_flags=None,
        of=of,
    )


def to_bytes(frames: Frames, about: Mapping[str, object]) -> bytes:
    """Return frames as bytes.

    Parameters
    ----------
    frames : Frames
        At least one frame and one particle.
    about : mapping
        What else the header says: of which case, how the particles were had.

    Notes
    -----
    ``ESTRANE1``; the length of the header as a little-endian 32-bit number; the header, JSON in
    UTF-8, filled with spaces so that what follows begins at a multiple of four; then the layers one
    after the other as the header lists them, little-endian. A place is
    ``west + (value + 32768) / 65535 * (east - west)``, likewise from the south: within 2 m in a box
    of 2 by 1 degrees.
    """
    box = _box(frames)
    layers: dict[str, NDArray[np.int16] | NDArray[np.uint8] | None] = {
        "people": _in_box(frames.people, box),
        "hull": _in_box(frames.hull, box),
        "status": frames.status,
        "people_flags": frames.people_flags,
        "hull_flags": frames.hull_flags,
    }
    rows: list[dict[str, object]] = []
    parts: list[bytes] = []
    offset = 0
    for name, layer in layers.items():
        if layer is None:
            continue
        kind = "int16" if layer.dtype.itemsize == 2 else "uint8"
        content = layer.tobytes() + b"\0" * (-layer.nbytes % 4)
        rows.append({"name": name, "type": kind, "shape": list(layer.shape), "offset": offset})
        parts.append(content)
        offset += len(content)
    header = {
        "form": "estran-ensemble-1",
        "count": frames.status.shape[1],
        "of": frames.of,
        "frames": len(frames.times),
        "times": frames.times,
        "box": dict(zip(("west", "south", "east", "north"), box, strict=True)),
        "layers": rows,
        "statuses": {str(int(one)): one.key for one in Status},
        "flags": FLAGS,
        "weights": "equal" if frames.equal else "not equal",
        **about,
    }
    return _framed(msgspec.json.encode(header)) + b"".join(parts)


def _framed(header: bytes) -> bytes:
    filled = header + b" " * (-(len(MAGIC) + 4 + len(header)) % 4)
    return MAGIC + len(filled).to_bytes(4, "little") + filled


def _box(frames: Frames) -> tuple[float, float, float, float]:
    """Return west, south, east and north of all places, never without width [degrees]."""
    both = np.concatenate((frames.people, frames.hull), axis=1)
    low, high = both.min(axis=(0, 1)) - 1e-6, both.max(axis=(0, 1)) + 1e-6
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def _in_box(places: Floats, box: tuple[float, float, float, float]) -> NDArray[np.int16]:
    low, high = np.array(box[:2]), np.array(box[2:])
    steps = np.rint((places - low) / (high - low) * STEPS) - 32_768
    return np.asarray(steps, dtype="<i2")


def _flags(aground: NDArray[np.bool_], left: NDArray[np.bool_]) -> NDArray[np.uint8]:
    return (aground * np.uint8(AGROUND) | left * np.uint8(LEFT)).astype(np.uint8)

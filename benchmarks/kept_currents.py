"""48 h of hourly 1.5 km currents: from the kept file onto the engine's nodes, beside xarray."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from estran.adapters.cf_added import Label, added_fields
from estran.adapters.kept_fields import keep_field, read_field
from estran.environment.kept_sea import KeptSea
from estran.environment.kept_window import LaidOn, laid
from estran.environment.sea import load_sea_fields
from estran.environment.window import LEVEL_SPACING, MARGIN, open_window
from estran.quantities.units import HOUR

if TYPE_CHECKING:
    from collections.abc import Callable

    from estran.quantities.arrays import Floats

START = np.datetime64("2026-11-22T00:00", "ns")
HOURS = 48
BOX = (50.0, 52.1, 0.0, 3.2)  # south, north, west, east: what one keeps for the strait


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentsCosts:
    """Least processor time of some tries [s], and how much was read.

    Each runs on one core out of the page cache; what else the machine does counts for nothing.
    `deflated` is packed as providers send it.
    """

    engine: float
    xarray: float
    deflated: float
    nodes: int
    window_embedded: float
    window_kept: float


def currents_costs(*, tries: int) -> CurrentsCosts:
    """Measure reading currents into the engine's form, and opening and loading them by xarray."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "currents.nc"
        made = _made()
        made.to_netcdf(file)
        packed = Path(folder) / "deflated.nc"
        form = {"zlib": True, "dtype": "int16", "scale_factor": 0.001, "_FillValue": -32767}
        made.to_netcdf(packed, encoding={"uo": form, "vo": form})
        (field,) = added_fields(
            file, ["currents"], Label(source="made", added_at=0.0), area="dover_strait"
        )
        path = keep_field(field, folder=Path(folder))
        fields, start = load_sea_fields(), float(field.times[0]) + 2 * HOUR
        on, embedded = _nodes(start)
        level = np.zeros((on.moments.size, 1, 1))
        kept = KeptSea((field,))

        def into_engine() -> object:
            found = KeptSea((read_field(path),))
            return laid(found, on=on, stream=embedded, level=level)

        def by_xarray(path: Path) -> Callable[[], object]:
            def loaded() -> object:
                with xr.open_dataset(path) as dataset:
                    return dataset.load()

            return loaded

        def opened(held: KeptSea) -> Callable[[], object]:
            sea = replace(fields, kept=held)
            return lambda: open_window(fields=sea, start=start, hours=HOURS - 4.0)

        return CurrentsCosts(
            engine=_quickest(into_engine, tries),
            xarray=_quickest(by_xarray(file), tries),
            deflated=_quickest(by_xarray(packed), tries),
            nodes=field.latitude.size * field.longitude.size,
            window_embedded=_quickest(opened(KeptSea()), 2),
            window_kept=_quickest(opened(kept), 2),
        )


def _made() -> xr.Dataset:
    """Return currents as a shelf model gives them, float32, with land."""
    south, north, west, east = BOX
    times = START + np.arange(HOURS + 1) * np.timedelta64(1, "h")
    latitude, longitude = np.arange(south, north, 0.0135), np.arange(west, east, 0.0214)
    shape = (times.size, latitude.size, longitude.size)
    phase = np.arange(HOURS + 1).reshape(-1, 1, 1) / 12.42 * 2.0 * np.pi
    flow = np.broadcast_to(np.cos(phase), shape).astype(np.float32)
    flow[:, :20, :20] = np.nan
    axes = ("time", "latitude", "longitude")
    names = {"uo": "eastward_sea_water_velocity", "vo": "northward_sea_water_velocity"}
    return xr.Dataset(
        {
            key: (axes, flow, {"standard_name": name, "units": "m s-1"})
            for key, name in names.items()
        },
        coords={
            "time": ("time", times),
            "latitude": ("latitude", latitude, {"standard_name": "latitude"}),
            "longitude": ("longitude", longitude, {"standard_name": "longitude"}),
        },
    )


def _nodes(start: float) -> tuple[LaidOn, Floats]:
    """Return the nodes and moments of a window of the length, and its embedded stream."""
    window = open_window(fields=load_sea_fields(), start=start, hours=HOURS - 4.0)
    levels = len(window.stream)
    moments = start - MARGIN + LEVEL_SPACING * np.arange(levels, dtype=np.float64)
    longitude, latitude = window.longitude.ravel(), window.latitude.ravel()
    turn = np.asarray(window.plane.convergence(longitude=longitude, latitude=latitude))
    on = LaidOn(longitude, latitude, turn, moments, window.box.middle)
    return on, window.stream.reshape(levels, -1, 2)


def _quickest(work: Callable[[], object], tries: int) -> float:
    costs = []
    for _ in range(tries):
        begun = process_time()
        work()
        costs.append(process_time() - begun)
    return min(costs)

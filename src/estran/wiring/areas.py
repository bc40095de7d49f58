"""Areas that somebody added: where they are kept, offered to the core, and taken in whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from estran.assess.settings import RunSettings
    from estran.assess.situation import Situation
    from estran.environment.kept_sea import OfferedFields
    from estran.environment.sea_sources import SeaSources
    from estran.exchange.area_parts import AreaParts


def offer_areas() -> None:
    """Offer the areas of this user to whoever asks for one; none is read yet."""
    from estran.adapters.own_areas import OwnAreas, areas_folder
    from estran.environment.area_shelf import offer_shelf

    offer_shelf(OwnAreas(areas_folder()))


def add_area(path: Path, *, replace: bool = False) -> tuple[AreaParts, Path]:
    """Check the file of another coast and keep it; return what is kept, and where.

    Raises
    ------
    InputError
        Where anything in it cannot be used; nothing is kept then.
    """
    from estran.adapters.files import read_content, read_text
    from estran.adapters.own_areas import areas_folder, keep_area
    from estran.exchange.area_file import parse_area
    from estran.exchange.area_parts import area_parts

    text = parse_area(read_text(path), name=str(path))
    parts = area_parts(text, read_content(path.parent / text.given.coast.file))
    kept = keep_area(parts, folder=areas_folder(), replace=replace)
    offer_areas()
    return parts, kept


def sea_of_area(folder: Path | None, area: str) -> Path | None:
    """Return the folder of an area's kept sea fields: as given, or its own beside the strait's.

    An area that comes with Estran has the folder itself, as it always had.
    """
    from estran.adapters.kept_fields import sea_folder
    from estran.environment.area import load_area

    if folder is not None or not load_area(area).own:
        return folder
    return sea_folder() / area


def sources_of(sources: SeaSources, area: str) -> SeaSources:
    """Return the sources that serve an area: a gauge that is asked stands in the strait."""
    from estran.environment.area import load_area

    return sources.without_gauges() if load_area(area).own else sources


def write_trajectories_there(
    situation: Situation, settings: RunSettings, path: Path, *, offered: OfferedFields
) -> None:
    """Write the ensemble of a situation, in whatever area, as trajectories into a netCDF file."""
    from estran.wiring import require_cf, write_user_file

    require_cf()
    from estran.adapters.cf_forecast import drift_dataset
    from estran.adapters.cf_results import netcdf_bytes

    write_user_file(path, netcdf_bytes(drift_dataset(situation, settings, offered=offered)))

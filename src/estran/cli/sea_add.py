"""`estran sea add`: keep the fields of a CF file, checked and described, or refuse it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 -- the command line reads the annotation
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from estran.cli.sea_where import STRAIT, SeaWhere

if TYPE_CHECKING:
    from estran.environment.kept_field import KeptField


@Parameter(name="*")
@dataclass(kw_only=True, frozen=True)
class Named:
    """What is written on the fields.

    Attributes
    ----------
    source : str
        Key of the source, such as copernicus-nws, for its place in the order; else made of the
        file's name, with the place of a file.
    title : str
        Name shown in answers; the file's own unless said.
    datum : str
        What depths count from: lat, the lowest astronomical tide or a chart's datum; msl, mean sea
        level. Unless said, the file's standard name tells, or nobody: then no depth is made of it.
    """

    source: str | None = None
    title: str | None = None
    datum: Literal["lat", "msl"] | None = None


def add(
    file: Path,
    /,
    *,
    layer: Annotated[
        list[Literal["currents", "waves", "wind", "level", "temperature", "depth"]] | None,
        Parameter(negative=""),
    ] = None,
    named: Named = Named(),
    where: SeaWhere = STRAIT,
    lang: Literal["en", "fr"] = "en",
) -> None:
    """Check the fields of a netCDF file or a Zarr folder, and keep them for forecasts.

    Parameters
    ----------
    file : Path
        By the rules of CF: variables are found by their standard names.
    layer : list of str
        Which to take; all that it holds unless said. May be repeated.
    lang : str
        Language of what is printed: en or fr.
    """
    from estran.cli.printing import print_text
    from estran.wiring import clock, require_cf

    require_cf()
    from estran.adapters.cf_added import Label, added_fields
    from estran.adapters.kept_offer import keep_fields

    label = Label(
        source=key_of(named.source or file.stem),
        added_at=clock().now().timestamp(),
        title=named.title,
        datum=named.datum or "",
    )
    fields = added_fields(file, layer or (), label, area=where.area)
    keep_fields(fields, folder=where.folder())
    print_text("\n".join(described(one, language=lang) for one in fields))


def key_of(name: str) -> str:
    """Return a key of a source made of a name: lower case, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "file"


def described(field: KeptField, *, language: str) -> str:
    """Return one line about a field that was kept."""
    from estran.adapters.cf_added import extent_of
    from estran.exchange.text_manifest import licence_said
    from estran.language.catalogue import say
    from estran.quantities.instants import format_instant, from_epoch_seconds

    first, last = (
        format_instant(from_epoch_seconds(float(one))) for one in (field.times[0], field.times[-1])
    )
    known, least, most = extent_of(field)
    return say(
        language,
        "sea_add.kept_depth" if field.layer == "depth" else "sea_add.kept",
        layer=say(language, f"sea_layer.{field.layer}"),
        title=field.title,
        source=field.source,
        first=first,
        last=last,
        count=field.times.size,
        rows=field.latitude.size,
        columns=field.longitude.size,
        metres=f"{field.resolution:.0f}",
        known=f"{100.0 * known:.0f}",
        least=f"{least:.2f}",
        most=f"{most:.2f}",
        unit=field.unit,
        datum=say(language, f"sea_status.datum_{field.datum or 'untold'}"),
        licence=licence_said(field.licence, language=language),
        digest=field.sha256[:16],
    )

"""Which kept fields an answer used, which it did not and why, said to people and in its manifest.

Nothing is chosen and nothing is measured here.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET

from estran.assess.answer_sea import KeptFieldUsed
from estran.environment.kept_sea import CURRENTS, DEPTH, LEVEL, TEMPERATURE, WAVES, WIND, made_at
from estran.environment.sea import REPORT
from estran.environment.sea_sources import sea_sources
from estran.language.catalogue import say
from estran.quantities.instants import format_instant, from_epoch_seconds
from estran.quantities.units import KILOMETRE

if TYPE_CHECKING:
    from estran.assess.answer import Manifest, Sea
    from estran.assess.answer_sea import Layer
    from estran.environment.kept_field import KeptField
    from estran.environment.kept_sea import KeptSea

SHOWN = {
    CURRENTS: "stream",
    LEVEL: "tide",
    WIND: "wind",
    WAVES: "waves",
    TEMPERATURE: "water_temperature",
    DEPTH: "depth",
}
"""Layer of kept fields, and where the answer shows it."""
COMPARED = (CURRENTS, WIND)


def with_kept_said(sea: Sea, kept: KeptSea, *, language: str) -> Sea:
    """Return the sea of an answer with a note at each layer of what is kept for it.

    Parameters
    ----------
    sea : Sea
        Of the answer.
    kept : KeptSea
        What counts and what was passed over.
    language : str
        Of the notes.
    """
    changed: dict[str, Any] = {}
    for layer, name in SHOWN.items():
        part = getattr(sea, name)
        if part is UNSET:
            continue
        said = [*_used(kept, layer, part.layer, language), *passed_said(kept, layer, language)]
        if said:
            note = say(language, "kept.then").join([one for one in (part.layer.note, *said) if one])
            written = msgspec.structs.replace(part.layer, note=note)
            changed[name] = msgspec.structs.replace(part, layer=written)
    return msgspec.structs.replace(sea, **changed) if changed else sea


def kept_used(sea: Sea, kept: KeptSea) -> list[KeptFieldUsed]:
    """Return the kept fields that an answer rests on, in the order of the layers."""
    rows = []
    for layer, name in SHOWN.items():
        fields = kept.of(layer)
        if layer == DEPTH and not sea.tide.layer.known:
            continue  # without a tide no depth is made of a grid, and nothing lies aground on it
        if layer == DEPTH:
            rows += [row_of(one, "used") for one in fields if one.datum]
        elif not fields or not _counts(layer, getattr(sea, name).layer, fields[0]):
            continue
        else:
            rows.append(row_of(fields[0], "used"))
            rows += [row_of(one, "compared") for one in fields[1:2] if layer in COMPARED]
    return rows


def library_keys(rows: list[KeptFieldUsed]) -> set[str]:
    """Return the library keys of kept fields whose source is known; a file has none."""
    return {sea_sources().known(row.source).source for row in rows} - {REPORT}


def with_kept(manifest: Manifest, rows: list[KeptFieldUsed]) -> Manifest:
    """Return a manifest that records kept fields; their content counts among its inputs."""
    if not rows:
        return manifest
    plain = [manifest.inputs_sha256, *([row.layer, row.use, row.sha256] for row in rows)]
    digest = hashlib.sha256(msgspec.json.encode(plain, order="deterministic")).hexdigest()
    return msgspec.structs.replace(manifest, kept_fields=rows, inputs_sha256=digest)


def _counts(layer: str, shown: Layer, field: KeptField) -> bool:
    """Whether a field had a part in what is shown; a reported wind goes back to a kept one."""
    if layer == WIND and shown.source == REPORT:
        return True
    if layer == DEPTH:
        return shown.known
    return shown.known and (shown.source == field.source or layer == CURRENTS)


def _used(kept: KeptSea, layer: str, shown: Layer, language: str) -> list[str]:
    """Return what a reader must know of the field of a layer that is used."""
    field = kept.first(layer)
    if layer == DEPTH:  # each place has its own: the first grid that holds it
        field = next((one for one in kept.of(layer) if one.source == shown.source), None)
    if field is None or not _counts(layer, shown, field):
        return []
    said = []
    if shown.source == field.source:
        resolution = f"{field.resolution / KILOMETRE:.1f}"
        said.append(say(language, f"kept.{layer}", resolution=resolution))
    elif layer == WIND:
        said.append(say(language, "kept.wind_after_report", title=field.title))
    else:
        said.append(say(language, "kept.currents_elsewhere", title=field.title))
    others = kept.of(layer)[1:2] if layer in COMPARED else ()
    said += [say(language, "kept.compared", title=one.title) for one in others]
    return said


def passed_said(kept: KeptSea, layer: str, language: str) -> list[str]:
    """Return a clause for each field of a layer that is kept and not used."""
    return [
        say(
            language,
            f"kept.passed_{one.because}",
            title=one.title,
            first=_minute(one.first),
            last=_minute(one.last),
            fetched=_minute(one.fetched_at),
        )
        for one in kept.passed
        if one.layer == layer
    ]


def _minute(seconds: float) -> str:
    return format_instant(from_epoch_seconds(60.0 * round(seconds / 60.0)))


def row_of(field: KeptField, use: str) -> KeptFieldUsed:
    """Return a field as a manifest names it."""
    return KeptFieldUsed(
        layer=field.layer,
        source=field.source,
        title=field.title,
        licence=field.licence,
        sha256=field.sha256,
        made=_minute(made_at(field)),
        resolution_m=round(field.resolution),
        use=use,
    )

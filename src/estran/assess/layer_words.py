"""What the layers of the sea are called, and their notes, in the language of the answer.

A layer says in English what it is; here its words are found under their keys. Nothing is measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.environment import depth_there, edge_there, stream, tide
from estran.environment.area_facts import OWN_MEANS, STRAIT_MEANS
from estran.environment.sea import ASSUMED, BEHIND_LOCKS, NO_TIDE, REPORT
from estran.environment.stream_there import NO_STREAM, NO_STREAM_INLAND, NOT_HELD
from estran.environment.waterline import SlopeRange, waterline
from estran.language.catalogue import catalogue, say
from estran.sources.assumptions import assumption

if TYPE_CHECKING:
    from estran.environment.layers import Provenance
    from estran.environment.sea import Sea

ORIGINS = {REPORT: "reported", ASSUMED: "assumed", NOT_HELD: "not_held"}
NOTES = {
    tide.NOTE: "note.tide",
    tide.OUTSIDE: "note.tide_outside",
    BEHIND_LOCKS: "note.behind_locks",
    "the water level is unknown": "note.level_unknown",
    stream.NOTE: "note.stream",
    stream.OUTSIDE: "note.stream_outside",
    NO_STREAM_INLAND: "note.stream_inland",
    "nobody said: a wide prior, never calm": "note.prior",
    NO_TIDE: "note.no_tide",
    NO_STREAM: "note.no_stream",
    STRAIT_MEANS: "note.temperature",
    OWN_MEANS: "note.temperature_own",
    "outside the area": "note.temperature_outside",
    "clear sky": "note.light",
    depth_there.ABOVE_ZERO: "note.depth",
    depth_there.DATUM_UNTOLD: "note.depth_datum",
    depth_there.NOT_HELD: "note.depth_not_held",
    depth_there.COARSE: "note.depth_coarse",
    depth_there.SWAMPED: "note.depth_swamped",
    edge_there.FROM_GRID: "note.waterline_grid",
}
"""What a layer notes, and the key under which every language says it."""


def layer_name(what: str, provenance: Provenance, *, language: str) -> str:
    """Return the name of a layer.

    Parameters
    ----------
    what : str
        tide, waterline, depth, stream, wind, waves, temperature or light.
    provenance : Provenance
        Where the layer's answer came from.
    language : str
        Language of the name; one that the catalogue does not hold stays as the layer gives it.
    """
    if provenance.resolution is not None:
        return provenance.name  # of a data set, as its maker calls it
    kind = "tide" if what == "waterline" else what
    key = f"layer.{kind}_{ORIGINS.get(provenance.source, 'held')}"
    return catalogue(language).get(key, provenance.name)


def layer_note(what: str, sea: Sea, provenance: Provenance, *, language: str) -> str:
    """Return what a reader must know about a layer's answer; parameters as for `layer_name`."""
    if what == "waterline" and sea.waterline.known and sea.edge is None:
        return _waterline_note(sea, language)
    key = NOTES.get(provenance.note)
    return provenance.note if key is None else say(language, key)


def _waterline_note(sea: Sea, language: str) -> str:
    """Return how far the water's edge may lie, from the flattest to the steepest foreshore."""
    slope = sea.slope or _assumed_slope()
    level = sea.tide.value if isinstance(sea.tide.value, float) else 0.0
    found = waterline(
        level_above_mhws=level - (sea.springs or 0.0),
        level_sd=sea.tide.uncertainty or 0.0,
        slope=slope,
    )
    return say(
        language,
        "note.waterline",
        nearest=f"{found.nearest:.0f}",
        furthest=f"{found.furthest:.0f}",
        steepest=f"{slope.high:g}",
        flattest=f"{slope.low:g}",
    )


def _assumed_slope() -> SlopeRange:
    row = assumption("beach_slope")
    return SlopeRange(low=row.low, high=row.high)

"""The stream at a place and moment: kept currents first, else what the area holds, else unknown.

No field is read here, and nothing is drifted.
"""

from __future__ import annotations

from dataclasses import replace
from math import hypot, radians
from typing import TYPE_CHECKING, Protocol

from estran.environment.kept_layers import kept_stream
from estran.environment.layers import LayerAnswer, Provenance, unknown
from estran.quantities.instants import epoch_seconds
from estran.sources.assumptions import assumption

if TYPE_CHECKING:
    from datetime import datetime

    from estran.environment.area_facts import Canal, Harbour
    from estran.environment.coast import Coast
    from estran.environment.kept_sea import KeptSea
    from estran.environment.stream import StreamField
    from estran.environment.tide import TideField
    from estran.quantities.geodesy import Position

NOT_HELD = "not_held"  # provenance of what nobody holds
NO_STREAM = "no stream is held of this area, and no kept currents count here"
NO_STREAM_INLAND = "harbour or canal: the stream of the open sea does not run there"


class Held(Protocol):
    """What is asked of the sea that is held of an area."""

    @property
    def tide(self) -> TideField | None:
        """Its tide."""
        ...

    @property
    def stream(self) -> StreamField | None:
        """Its own stream."""
        ...

    @property
    def coast(self) -> Coast:
        """Its coast."""
        ...

    @property
    def kept(self) -> KeptSea:
        """The kept fields that count."""
        ...


def stream_there(
    fields: Held, position: Position, time: datetime, inland: Harbour | Canal | None
) -> LayerAnswer:
    """Return the stream with the error of where it is asked: larger near a coast."""
    if fields.stream is None or fields.tide is None:
        return _kept_alone(fields, position, epoch_seconds(time), inland)
    answer = fields.stream.sample(position=position, time=time)
    if inland is not None:
        return unknown(unit="m/s", provenance=replace(answer.provenance, note=NO_STREAM_INLAND))
    if not answer.known:
        return answer
    off = fields.coast.distance(longitude=[position.longitude], latitude=[position.latitude])[0]
    error = fields.stream.error
    moment = epoch_seconds(time)
    inshore = not off > error.inshore_distance  # NaN, beyond the coast raster, counts as inshore
    sd = error.sd(coefficient=fields.tide.coefficient(epoch_seconds=moment), inshore=inshore)
    kept = kept_stream(fields.kept, position=position, moment=moment, sd=sd)
    return kept or replace(answer, uncertainty=sd)


def _kept_alone(
    fields: Held, position: Position, moment: float, inland: Harbour | Canal | None
) -> LayerAnswer:
    """Return kept currents of an area without a stream, with the errors of a forecast's members."""
    note = NO_STREAM if inland is None else NO_STREAM_INLAND
    nobody = Provenance(source=NOT_HELD, name="stream", note=note)
    found = None
    if inland is None:
        residual = assumption("stream_residual_sd").value
        found = kept_stream(fields.kept, position=position, moment=moment, sd=residual)
    if found is None or not isinstance(found.value, tuple):
        return unknown(unit="m/s", provenance=nobody)
    speed = hypot(*found.value)
    of_speed = max(
        assumption("stream_amplitude_sd").value, radians(assumption("stream_rotation_sd").value)
    )
    return replace(found, uncertainty=hypot(found.uncertainty or 0.0, of_speed * speed))

"""What is wrong with a forcing, said to people: layer, hours, what stands in, who meets it.

Nothing is measured here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import numpy as np

from estran.assess.published import instant_after
from estran.language.catalogue import say
from estran.quantities.instants import format_instant, from_epoch_seconds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from estran.assess.answer import Sea
    from estran.assess.answer_sea import Layer
    from estran.assess.forecast import Ensemble
    from estran.engine.result import Result
    from estran.environment.forcing_faults import ForcingFault

LEVEL = "level"


def fault_said(fault: ForcingFault, *, language: str) -> str:
    """Return one sentence without its stop: layer, hours, share of the sea, fallback.

    Parameters
    ----------
    fault : ForcingFault
        What was found.
    language : str
        Of the sentence.
    """
    first, last = (format_instant(from_epoch_seconds(one)) for one in (fault.first, fault.last))
    return say(
        language,
        f"forcing.{fault.name}",
        forcing=say(language, f"forcing_layer.{fault.forcing}"),
        hours=say(
            language, "forcing.at" if first == last else "forcing.span", first=first, last=last
        ),
        share=percent_said(fault.share),
    )


def percent_said(share: float) -> str:
    """Return a share as per cent, never rounded to none or to all."""
    percent = 100.0 * share
    if 0.0 < percent < 1.0:
        return "< 1"
    return "> 99" if 99.0 < percent < 100.0 else f"{percent:.0f}"


def met_said(result: Result, *, start: datetime, language: str) -> str | None:
    """Return the sentence about those who come where no stream is known; None where nobody does.

    Parameters
    ----------
    result : Result
        Of the engine.
    start : datetime
        Of the run.
    language : str
        Of the sentence.
    """
    since = np.fmin(result.hull_no_stream, result.people_no_stream)
    met = np.isfinite(since)
    if not met.any():
        return None
    return say(
        language,
        "forcing.met",
        share=percent_said(float(result.weights[met].sum())),
        first=instant_after(start, max(float(since[met].min()), 0.0)),
    )


def with_forcing_said(sea: Sea, ensemble: Ensemble | None, *, language: str) -> Sea:
    """Return the sea of an answer with the faults of its stream in that layer's note.

    Parameters
    ----------
    sea : Sea
        Of the answer.
    ensemble : Ensemble or None
        What drifted in it; None where nothing did.
    language : str
        Of the answer.
    """
    if ensemble is None or not ensemble.window.faults:
        return sea
    faults = ensemble.window.faults
    said = [fault_said(one, language=language) for one in faults if one.forcing != LEVEL]
    level = [fault_said(one, language=language) for one in faults if one.forcing == LEVEL]
    met = met_said(ensemble.result, start=ensemble.situation.time, language=language)
    replace = msgspec.structs.replace
    stream = _noted(sea.stream.layer, [*said, met], language)
    tide = _noted(sea.tide.layer, level, language)
    return replace(
        sea, stream=replace(sea.stream, layer=stream), tide=replace(sea.tide, layer=tide)
    )


def _noted(layer: Layer, said: Sequence[str | None], language: str) -> Layer:
    """Return a layer with sentences after its note."""
    note = say(language, "forcing.then").join([one for one in (layer.note, *said) if one])
    return msgspec.structs.replace(layer, note=note)

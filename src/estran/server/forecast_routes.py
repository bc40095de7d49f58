"""What a screen paints of a kept assessment: its particles, and its probability in numbers.

A guard-rail: with nothing but a case and an assessment to name, nobody sweeps over times or places.
"""

from typing import Annotated

from fastapi import Query, Request, Response

from estran.exchange.ensemble_bytes import MEDIA, MOST
from estran.room.forecasts import ensemble_of, probability_map
from estran.server.asking import Asking
from estran.server.looking import looking
from estran.server.packed import packed
from estran.server.route import Route

LEAST = 100
SAME = {"description": "Not changed since the tag that was sent."}


def read_ensemble(
    asked: Asking,
    request: Request,
    case: str,
    assessment: str,
    most: Annotated[int, Query(ge=LEAST, le=MOST)] = MOST,
) -> Response:
    """Return the particles of an assessment hour by hour, as bytes behind a header in JSON."""
    found = ensemble_of(looking(asked), case, assessment, most=most, recent=asked.ports.forecasts)
    return packed(request, found.content, media=MEDIA)


def read_probability(
    asked: Asking, request: Request, case: str, assessment: str, *, grids: bool = True
) -> Response:
    """Return probability grids, areas of 50, 75 and 95 %, tracks and hypotheses, hour by hour.

    Without grids it is there at once: areas and tracks stand in the kept answer.
    """
    found = probability_map(
        looking(asked), case, assessment, recent=asked.ports.forecasts, grids=grids
    )
    return packed(request, found.content, media="application/json")


ROUTES = (
    Route(
        method="GET",
        path="/api/cases/{case}/assessments/{assessment}/ensemble",
        action="read_case",
        operation="read_ensemble",
        tag="assessments",
        summary="The particles of an assessment, hour by hour, as 16-bit numbers",
        handler=read_ensemble,
        answers={
            200: {"content": {MEDIA: {"schema": {"type": "string", "format": "binary"}}}},
            304: SAME,
        },
    ),
    Route(
        method="GET",
        path="/api/cases/{case}/assessments/{assessment}/probability",
        action="read_case",
        operation="read_probability",
        tag="assessments",
        summary="Probability grids, areas, tracks and hypotheses of an assessment",
        handler=read_probability,
        answers={
            200: {"content": {"application/json": {"schema": {"type": "object"}}}},
            304: SAME,
        },
    ),
)

"""Assessments over HTTP: of a boat of a case, from its reports. No place and no time is asked for.

A guard-rail: with nothing but a case and a boat to name, nobody sweeps over times or places.
"""

from typing import Any, Literal

from fastapi import Request, Response
from pydantic import Field

from estran.assess.settings import HOURS, PARTICLES
from estran.casebook.codec import to_plain
from estran.room.assessing import Asked, assess_case, value_searches
from estran.room.forecasts import answer_in
from estran.room.views import coordinator_of
from estran.server.asking import Asking
from estran.server.bodies import Body
from estran.server.forms import LARGEST_INT
from estran.server.looking import looking
from estran.server.packed import packed
from estran.server.route import Route

MOST_PARTICLES = 100_000
"""More than that is for a machine of one's own."""


class AssessmentWanted(Body):
    """Which boat of the case, and how large and long a forecast."""

    craft: str = Field(default="", max_length=40, examples=["B-0001"])
    particles: int = Field(default=10_000, ge=PARTICLES[0], le=MOST_PARTICLES)
    hours: int = Field(default=12, ge=HOURS[0], le=HOURS[1])
    seed: int = Field(default=1, ge=0, le=LARGEST_INT)
    rebase: bool = Field(
        default=True,
        description="Go on from the boat's earlier positions and from searches in vain, where "
        "that fits; false: from its newest position alone.",
    )


class Computed(Body):
    """What was computed and kept, with the sentence on who coordinates."""

    coordinator: str
    made: dict[str, Any]


def post_assessment(asked: Asking, case: str, given: AssessmentWanted) -> Computed:
    """Assess a boat from all that its reports say, and keep the answer with the case."""
    ports = asked.ports
    wanted = Asked(case=case, **given.model_dump())
    body, _ = assess_case(ports.desk, asked.by, wanted, runner=ports.runner, key=asked.repeat_key)
    return _computed(asked, case, body)


def post_value(asked: Asking, case: str, given: AssessmentWanted) -> Computed:
    """Work out what the searches done are worth over the particles of the boat's forecast."""
    wanted = Asked(case=case, **given.model_dump())
    body, _ = value_searches(asked.ports.desk, asked.by, wanted, key=asked.repeat_key)
    return _computed(asked, case, body)


def read_assessment(
    asked: Asking,
    request: Request,
    case: str,
    assessment: str,
    language: Literal["", "en", "fr"] = "",
) -> Response:
    """Return the whole answer of then, to the byte as it is kept; in another language, made again.

    Without a language it is the one in which it is kept.
    """
    content, spoken = answer_in(
        looking(asked), case, assessment, language=language, recent=asked.ports.forecasts
    )
    answer = packed(request, content, media="application/json")
    answer.headers["Content-Language"] = spoken
    return answer


def _computed(asked: Asking, case: str, body: object) -> Computed:
    look = looking(asked)
    return Computed(coordinator=coordinator_of(look, look.book.case(case)), made=to_plain(body))


ROUTES = (
    Route(
        method="POST",
        path="/api/cases/{case}/assessments",
        action="assess",
        operation="post_assessment",
        tag="assessments",
        summary="Assess a boat from its reports, and keep the answer",
        handler=post_assessment,
        status=201,
    ),
    Route(
        method="GET",
        path="/api/cases/{case}/assessments/{assessment}",
        action="read_case",
        operation="read_assessment",
        tag="assessments",
        summary="The whole answer of then; its form is in answer.schema.json",
        handler=read_assessment,
        answers={
            200: {"content": {"application/json": {"schema": {"type": "object"}}}},
            304: {"description": "Not changed since the tag that was sent."},
        },
    ),
    Route(
        method="POST",
        path="/api/cases/{case}/searches/value",
        action="search",
        operation="post_value",
        tag="assessments",
        summary="What the searches done are worth: POD and POS as ranges",
        handler=post_value,
        status=201,
    ),
)

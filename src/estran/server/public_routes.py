"""What everybody may read: first words for whoever is in danger, and months long past."""

from typing import Literal

from estran.language.catalogue import LANGUAGES, say
from estran.room.public import months
from estran.server.asking import Asking
from estran.server.bodies import Body
from estran.server.route import Route


class FirstWords(Body):
    """What stands above every form for a report, in one language."""

    language: str
    call: str
    no_call: str


class MonthShown(Body):
    """One month of cases that are over for thirty days or more, small counts as classes."""

    month: str
    cases: str
    recovered: str
    dead: str
    kind: Literal["exercise", "real"]


def read_intake_words() -> list[FirstWords]:
    """Return the first words in every language: whoever reads may not know which to ask for."""
    return [
        FirstWords(
            language=one,
            call=say(one, "first_words.call"),
            no_call=say(one, "first_words.no_call"),
        )
        for one in LANGUAGES
    ]


def read_months(asked: Asking) -> list[MonthShown]:
    """Return the months that may be known by now."""
    desk = asked.ports.desk
    return [
        MonthShown(
            month=one.month,
            cases=one.cases,
            recovered=one.recovered,
            dead=one.dead,
            kind=one.kind,
        )
        for one in months(desk.book(), now=desk.now())
    ]


ROUTES = (
    Route(
        method="GET",
        path="/api/public/intake-words",
        action="read_public",
        operation="read_intake_words",
        tag="public",
        summary="The first words: this is not an emergency call",
        handler=read_intake_words,
    ),
    Route(
        method="GET",
        path="/api/public/months",
        action="read_public",
        operation="read_months",
        tag="public",
        summary="Cases by month, thirty days late, small counts as classes",
        handler=read_months,
    ),
)

"""One route for each kind of event that a person may enter: `events/` and the name of the kind.

Kinds that belong to a case stand under that case. The table of kinds is the room's.
"""

from typing import Any

from estran.casebook.admission import WITHOUT_CASE
from estran.casebook.event import Entry
from estran.quantities.instants import format_instant
from estran.room.enter import enter
from estran.room.entries import ENTRIES
from estran.server.asking import Asking
from estran.server.bodies import Body
from estran.server.entry_examples import EXAMPLES
from estran.server.forms import model_of, summary_of
from estran.server.route import Asked, Route


class Entered(Body):
    """One entry that a command wrote: its place in the record, and what the room filled in."""

    seq: int
    kind: str
    case: str
    at: str
    entered: str
    body: dict[str, Any]


class EntriesMade(Body):
    """What a command wrote: the event, and what follows from it."""

    entries: list[Entered]


def made(entries: tuple[Entry, ...]) -> EntriesMade:
    """Return what was written, without what stands in for private texts."""
    return EntriesMade(
        entries=[
            Entered(
                seq=one.seq,
                kind=one.draft.kind,
                case=one.draft.case,
                at=format_instant(one.draft.at),
                entered=format_instant(one.draft.entered),
                body={name: got for name, got in one.draft.body.items() if not _private(got)},
            )
            for one in entries
        ]
    )


def _private(value: object) -> bool:
    return isinstance(value, dict) and set(value) == {"sealed", "digest"}


def _entered(asked: Asked, kind: str, given: Body, case: str) -> EntriesMade:
    fields = given.model_dump(exclude_unset=True)
    return made(enter(asked.ports.desk, asked.by, kind, fields, case=case, key=asked.repeat_key))


def _of_case(kind: str, form: type[Body]) -> Route:
    """Return the route of a kind under a case."""

    def handler(asked: Asking, case: str, given: form) -> EntriesMade:  # type: ignore[valid-type]
        return _entered(asked, kind, given, case)

    return _route(kind, f"/api/cases/{{case}}/events/{kind}", "enter_in_case", handler)


def _alone(kind: str, form: type[Body]) -> Route:
    """Return the route of a kind that names no case."""

    def handler(asked: Asking, given: form) -> EntriesMade:  # type: ignore[valid-type]
        return _entered(asked, kind, given, "")

    return _route(kind, f"/api/events/{kind}", "enter", handler)


def _route(kind: str, path: str, verb: str, handler: Any) -> Route:  # noqa: ANN401 -- a handler
    handler.__doc__ = summary_of(kind)
    return Route(
        method="POST",
        path=path,
        action=ENTRIES[kind].action,
        operation=f"{verb}_{kind.replace('.', '_')}",
        tag="events",
        summary=summary_of(kind),
        handler=handler,
        status=201,
    )


def _routes() -> tuple[Route, ...]:
    found = []
    for kind, entering in ENTRIES.items():
        form = model_of(kind, example=EXAMPLES.get(kind, {}))
        if entering.of_case or kind in WITHOUT_CASE:
            found.append(_of_case(kind, form))
        if not entering.of_case:
            found.append(_alone(kind, form))
    return tuple(found)


ROUTES = _routes()

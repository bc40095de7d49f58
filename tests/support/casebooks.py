"""Small casebooks made by hand: bodies to drafts, drafts to entries, entries to a book."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from estran.casebook.bodies import boats, cases, operations, reports
from estran.casebook.bodies.parts import FactSaid, Persons, PositionSaid, Private
from estran.casebook.chain import Identity, chained, genesis
from estran.casebook.codec import to_plain
from estran.casebook.event import Author, Draft
from estran.casebook.fold import fold

if TYPE_CHECKING:
    from estran.casebook.book import Book
    from estran.casebook.event import Entry, Role
    from estran.casebook.kinds import Body

IDENTITY = Identity(casebook="0a" * 16, opened="2022-12-13T12:00Z")
START = datetime(2022, 12, 14, 1, 53, tzinfo=UTC)
CASE = "C-0001"


def minutes(count: float) -> datetime:
    """A time so many minutes after the first report."""
    return START + timedelta(minutes=count)


def drafted(
    body: Body,
    *,
    at: datetime,
    case: str = "",
    role: Role = "watch_officer",
    centre: str = "Dover",
    entered: datetime | None = None,
) -> Draft:
    """An event with this body; entered when it was true, unless told otherwise."""
    return Draft(
        kind=body.kind,
        at=at,
        entered=entered or at,
        by=Author(role=role, centre=centre, account="a7"),
        case=case,
        nonce=hashlib.sha256(f"{body!r}{at}".encode()).hexdigest(),
        body=to_plain(body),
    )


def entries_of(*drafts: Draft) -> tuple[Entry, ...]:
    """The entries that events become in a fresh record."""
    return chained(drafts, head=genesis(IDENTITY))


def book_of(*drafts: Draft) -> Book:
    """The state that events add up to, with nothing asked of their order but that it folds."""
    return fold(entries_of(*drafts))


def sealed(name: str) -> Private:
    """A private text of which only the mark is in the record."""
    return Private(sealed=name, digest=hashlib.sha256(name.encode()).hexdigest())


def report(number: int = 1, **more: object) -> reports.ReportReceived:
    """A report by a caller, with a position and a number of people."""
    said: dict[str, object] = {
        "report": f"R-{number:04d}",
        "channel": "call",
        "source": "caller",
        "centre": "Dover",
        "positions": (PositionSaid(said="50-59.294N 001-21.087E", by="caller"),),
        "persons": Persons(low=47, high=47, said="47"),
    }
    return reports.ReportReceived(**{**said, **more})  # type: ignore[arg-type]


def night(*, watermark: str = "") -> tuple[Draft, ...]:
    """One case with most of what a case can hold: two sources that differ, a hand-over, a search.

    The boat is Charlie (B-0001, C-0001). The numbers and times are made up.
    """
    caller, patrol, late = _reports()
    return (
        drafted(caller, at=minutes(0)),
        drafted(reports.ReportRead(report="R-0001", centre="Dover"), at=minutes(1)),
        drafted(
            cases.CaseOpened(case=CASE, centre="Dover", report="R-0001", watermark=watermark),
            at=minutes(2),
            case=CASE,
        ),
        _in_case(boats.CraftOpened(craft="B-0001", report="R-0001", label="Charlie"), 2),
        drafted(patrol, at=minutes(9), entered=minutes(14), centre="Gris-Nez"),
        _in_case(_same("R-0002", "seen where Charlie was expected"), 15),
        *_coordination(),
        *_units(),
        *_search(),
        drafted(late, at=minutes(70), centre="Gris-Nez"),
    )


def _reports() -> tuple[reports.ReportReceived, ...]:
    caller = report(
        colour="black",
        engine="stopped",
        reference="AP-77",
        fields={"state": "adrift", "craft": "inflatable"},
        facts={"taking_water": FactSaid(value="yes", by="caller")},
        text=sealed("s1"),
        phone=sealed("p1"),
    )
    patrol = report(
        2,
        channel="patrol",
        source="patrol",
        centre="Gris-Nez",
        colour="black",
        positions=(
            PositionSaid(said="51-00.100N 001-22.300E", accuracy_m=50.0, by="radar"),
            PositionSaid(said="51-01.500N 001-20.000E", by="patrol"),
        ),
        persons=Persons(low=30, high=40, said="30-40"),
        call_for_help=False,
    )
    late = report(3, positions=(), persons=None, centre="Gris-Nez", text=sealed("s2"))
    return caller, patrol, late


def _same(number: str, why: str) -> boats.LinkDecided:
    return boats.LinkDecided(report=number, craft="B-0001", decision="same", why=why)


def _in_case(body: Body, after: float, *, centre: str = "Dover", **more: object) -> Draft:
    return drafted(body, at=minutes(after), case=CASE, centre=centre, **more)  # type: ignore[arg-type]


def _coordination() -> tuple[Draft, ...]:
    return (
        _in_case(reports.CentreTold(centre="Gris-Nez", channel="telephone"), 3),
        _in_case(reports.CentreAcknowledged(centre="Gris-Nez", reference="GN-1214"), 4),
        _in_case(cases.ReferenceGiven(centre="Dover", reference="DV-1180"), 5),
        _in_case(
            cases.PhaseDeclared(
                centre="Gris-Nez", phase="alert", indicated="distress", why="seen under way"
            ),
            16,
            centre="Gris-Nez",
        ),
        _in_case(cases.HandOverOffered(to="Gris-Nez", why="drifts north-east"), 20),
        _in_case(cases.LeadOpened(lead="L-0001-1", what="second telephone aboard"), 21),
    )


def _units() -> tuple[Draft, ...]:
    return (
        _in_case(operations.RelaySent(relay="Y-0001-1", near=("FV One", "MV Two")), 6),
        _in_case(
            operations.RelayAnswered(relay="Y-0001-1", ship="FV One", answer="proceeding"), 8
        ),
        _in_case(
            operations.TaskRequested(
                task="T-0001-1", unit="Lifeboat 17-09", medium="surface", purpose="rescue",
                capacity=20,
            ),
            7,
        ),
        _in_case(
            operations.TaskMoved(task="T-0001-1", to="under_way", eta=minutes(45)), 12
        ),
        _in_case(operations.OnSceneCoordinatorNamed(unit="Lifeboat 17-09"), 22),
        _in_case(
            operations.DecisionTaken(
                decision="D-0001-1", option="I4", choice="refused", why="sea too high for towing",
                verdict="permitted", against_advice=True, card="00" * 32,
                available=("Lifeboat 17-09",),
            ),
            23,
        ),
    )  # fmt: skip


def _search() -> tuple[Draft, ...]:
    done = operations.SearchDone(
        search="S-0001-1",
        unit="Helicopter 163",
        searcher="helicopter",
        target="person_in_water",
        corners=("51-02.0N 001-20.0E", "51-02.0N 001-26.0E", "50-58.0N 001-26.0E"),
        start=minutes(30),
        end=minutes(60),
        spacing_nm=0.5,
        visibility_nm=5.0,
    )
    worth = operations.SearchWorth(
        search="S-0001-1", pod_low=0.3, pod_high=0.6, pos_low=0.2, pos_high=0.5
    )
    made = operations.AssessmentMade(
        assessment="A-0001-1",
        craft="B-0001",
        report="R-0002",
        artifact="11" * 32,
        inputs="22" * 32,
        inputs_sha256="33" * 32,
        as_of=minutes(15),
        indicated="distress",
        urgent_by=minutes(50),
        not_before=None,
        next_daylight=minutes(330),
        crossings=(operations.CrossingExpected(line="UK-FR line", share=0.7, first=minutes(90)),),
        places=(operations.Place(at=minutes(60), lat=51.01, lon=1.38, radius_nm=1.2),),
        version="0.4.0",
    )
    valued = operations.SearchesValued(
        craft="B-0001", searches=(worth,), pos_low=0.2, pos_high=0.5, model="m1",
        inputs_sha256="44" * 32,
    )  # fmt: skip
    return _in_case(made, 16), _in_case(done, 61), _in_case(valued, 62)

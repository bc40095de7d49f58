"""Use cases: assess a boat of a case, and what the searches done for it are worth.

Each answer is kept whole, with the inputs as then known, so that another machine can repeat it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import pi, sqrt
from typing import TYPE_CHECKING, cast

import msgspec

from estran.assess.kept_choice import sea_chosen
from estran.casebook import numbers
from estran.casebook.bodies.operations import (
    AssessmentMade,
    CrossingExpected,
    Place,
    SeaField,
    SearchesValued,
    SearchWorth,
)
from estran.casebook.canonical import sha256
from estran.casebook.fold import body_of
from estran.casebook.store import Artifact
from estran.errors import CasebookError, ChainError
from estran.exchange.json_answer import from_json
from estran.quantities.instants import parse_instant
from estran.room.desk import Happening, Repeat
from estran.room.histories import history_of
from estran.room.replay_keys import replay_of
from estran.room.roles import require
from estran.room.running import Here, Inputs, Runner, settings_of
from estran.room.sea import MEDIA, fields_in, written
from estran.room.searches import valued
from estran.room.situations import based_on, report_of
from estran.room.visibility import require_case

if TYPE_CHECKING:
    from datetime import datetime

    from estran.assess.answer import Assessment, Forecast
    from estran.assess.search_said import SearchAnswer
    from estran.casebook.bodies.operations import FieldUse
    from estran.casebook.book import Book
    from estran.casebook.event import Author, Entry
    from estran.casebook.records import CaseRecord, CraftRecord
    from estran.room.desk import Composed, Desk

HOURS_SHOWN = 4
"""Hours of the forecast whose middle the record keeps beside the whole answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which boat is to be assessed, and how.

    Attributes
    ----------
    craft : str
        Empty: the only boat of the case.
    rebase : bool
        Let the forecast of the boat's first position go on from all that was learnt since: its
        later positions, and the searches that found nothing. It starts anew from the newest
        position where those contradict it, or where there is nothing of the kind.
    """

    case: str
    craft: str = ""
    particles: int = 10_000
    hours: int = 12
    seed: int = 1
    rebase: bool = False


def assess_case(
    desk: Desk,
    by: Author,
    asked: Asked,
    *,
    runner: Runner | None = None,
    key: str | None = None,
) -> tuple[AssessmentMade, Assessment]:
    """Assess a boat from all that its reports say, and keep the answer with the case.

    While it is computed nothing is held: others write meanwhile.

    Parameters
    ----------
    desk : Desk
        Where it is kept.
    by : Author
        Who asks for it.
    asked : Asked
        Which boat, and how.
    runner : Runner or None
        Where it is computed; here where None.
    key : str or None
        The client's own: a command sent twice is done, and computed, once.

    Raises
    ------
    CasebookError
        Where no report of the boat holds a position that can be used.
    """
    require(by.role, "assess")
    book, repeat = desk.book(), Repeat.of(key, {"assess": asked})
    case = require_case(book, by, asked.case)
    done = desk.done(by, repeat)
    if done is not None:
        return _held(desk, done)
    craft = craft_of(book, case, asked.craft)
    fix = based_on(book, craft)
    inputs, files = at_sea(desk, inputs_of(book, case, craft, asked, watermark=desk.watermark))
    content = (runner or Here()).answer(inputs, files)
    answer, digest = from_json(content), sha256(content)

    def compose(state: Book, composed: Composed) -> None:
        now = require_case(state, by, asked.case)
        body = _made(
            answer,
            inputs,
            artifact=digest,
            number=numbers.next_of_case(now, "A"),
            craft=craft.craft,
            report=fix,  # not a newer one that came while this was computed
        )
        composed.artifacts += [_artifact(content), _artifact(_encoded(inputs))]
        composed.artifacts += [
            Artifact(digest=name, media=MEDIA, content=file) for name, file in files.items()
        ]
        body = replace(body, known=book.seq)
        composed.happenings.append(Happening(body=body, case=asked.case, at=desk.now()))

    entries = desk.write(by, compose, repeat=repeat)
    made: AssessmentMade = body_of(entries[0])
    return (made, answer) if made.artifact == digest else _held(desk, entries)


def _held(desk: Desk, entries: tuple[Entry, ...]) -> tuple[AssessmentMade, Assessment]:
    """Return an assessment as the record holds it, and its answer as the store does."""
    made: AssessmentMade = body_of(entries[0])
    artifact = desk.ports.store.artifact(made.artifact)
    if artifact is None:
        raise ChainError(
            "assess.artifact_missing",
            f"{made.assessment}: the record speaks of an answer that the store does not hold.",
            assessment=made.assessment,
        )
    return made, from_json(artifact.content)


def craft_of(book: Book, case: CaseRecord, craft: str) -> CraftRecord:
    """Return the boat that is asked for; of a case with one boat, that one.

    Raises
    ------
    CasebookError
        Where a case has several boats and nobody says which, or none.
    """
    boats = {one.craft: one for one in book.crafts_of(case.case)}
    if craft in boats:
        return boats[craft]
    if not craft and len(boats) == 1:
        return next(iter(boats.values()))
    raise CasebookError(
        "assess.which_boat",
        f"{case.case} has the boats {', '.join(boats) or 'none'}: say which.",
        case=case.case,
        boats=", ".join(boats),
    )


def inputs_of(
    book: Book, case: CaseRecord, craft: CraftRecord, asked: Asked, *, watermark: str
) -> Inputs:
    """Return what an assessment is made from, as it is known now."""
    marks = watermark or case.watermark
    report = report_of(book, case, craft, exercise=marks.startswith("EXERCISE"))
    said = Inputs(
        report=report,
        particles=asked.particles,
        hours=asked.hours,
        seed=asked.seed,
        replay=replay_of(marks),
        language="en",
        history=history_of(book, case, craft) if asked.rebase else None,
    )
    return msgspec.json.decode(_encoded(said), type=Inputs)  # in the order in which it is kept


def at_sea(desk: Desk, inputs: Inputs) -> tuple[Inputs, dict[str, bytes]]:
    """Return inputs with the kept fields that count for them now, and the files of these.

    Raises
    ------
    InputError
        Where a report cannot be used.
    """
    offer, settings = desk.ports.sea.offered, settings_of(inputs)
    given, files = written(sea_chosen(inputs.report, inputs.history, settings, offer))
    return (msgspec.structs.replace(inputs, sea=given) if given else inputs), files


def _encoded(inputs: Inputs) -> bytes:
    return msgspec.json.encode(inputs, order="deterministic") + b"\n"


def _artifact(content: bytes) -> Artifact:
    return Artifact(digest=sha256(content), media="application/json", content=content)


def _made(
    answer: Assessment, inputs: Inputs, *, artifact: str, number: str, craft: str, report: str
) -> AssessmentMade:
    survival = answer.survival
    return AssessmentMade(
        assessment=number,
        craft=craft,
        report=report,
        artifact=artifact,
        inputs=sha256(_encoded(inputs)),
        inputs_sha256=answer.manifest.inputs_sha256,
        as_of=parse_instant(answer.manifest.as_of),
        indicated=answer.coordination.phase_indicated,
        urgent_by=_instant(survival.urgent_by),
        not_before=_instant(survival.not_before),
        next_daylight=_instant(answer.sea.light.next_daylight),
        crossings=tuple(
            CrossingExpected(line=one.line, share=one.probability, first=_instant(one.first))
            for one in answer.forecast.crossings
        ),
        places=_places(answer.forecast),
        version=answer.manifest.version,
        fields=_fields(answer, inputs),
    )


def _fields(answer: Assessment, inputs: Inputs) -> tuple[SeaField, ...]:
    """Return the kept fields that counted, and what the answer made of each."""
    uses = {one.sha256: one.use for one in answer.manifest.kept_fields}
    return tuple(
        SeaField(
            layer=one.layer,
            source=one.source,
            sha256=one.sha256,
            file=one.file,
            use=cast("FieldUse", uses.get(one.sha256, "not_needed")),
        )
        for one in fields_in(inputs.sea)
    )


def _instant(said: str | None) -> datetime | None:
    return parse_instant(said) if said else None


def _places(forecast: Forecast) -> tuple[Place, ...]:
    """Return the middle of the forecast hour by hour, with a circle as large as its 95 % area."""
    if not forecast.known:
        return ()
    areas = {
        one.time: one.area_nm2
        for one in forecast.contours
        if one.level == max(each.level for each in forecast.contours) and one.body == "people"
    }
    return tuple(
        Place(
            at=parse_instant(time),
            lat=round(place.lat, 5),
            lon=round(place.lon, 5),
            radius_nm=round(sqrt(areas.get(time, 0.0) / pi), 2),
        )
        for time, place in list(zip(forecast.times, forecast.mean_position, strict=True))[
            : HOURS_SHOWN + 1
        ]
    )


def value_searches(
    desk: Desk, by: Author, asked: Asked, *, key: str | None = None
) -> tuple[SearchesValued, SearchAnswer]:
    """Work out what the searches done are worth over the particles of the boat's forecast.

    Raises
    ------
    CasebookError
        Where nothing has been searched, or the boat has no position.
    """
    require(by.role, "search")
    book = desk.book()
    case = require_case(book, by, asked.case)
    craft = craft_of(book, case, asked.craft)
    inputs = inputs_of(book, case, craft, asked, watermark=desk.watermark)
    named, answer = valued(case, inputs.report, settings_of(inputs), offer=desk.ports.sea.offered)
    body = SearchesValued(
        craft=craft.craft,
        searches=tuple(
            SearchWorth(
                search=number,
                pod_low=min((b.pod_low for b in one.bodies if b.pod_low is not None), default=None),
                pod_high=max(
                    (b.pod_high for b in one.bodies if b.pod_high is not None), default=None
                ),
                pos_low=one.pos_low,
                pos_high=one.pos_high,
                unknown_because="; ".join(one.unknown_because),
            )
            for number, one in zip(named, answer.searches, strict=True)
        ),
        pos_low=answer.pos_low,
        pos_high=answer.pos_high,
        model=answer.model,
        inputs_sha256=answer.inputs_sha256,
        known=book.seq,
    )
    happening = Happening(body=body, case=case.case)
    (entry,) = desk.write(
        by,
        lambda _, composed: composed.happenings.append(happening),
        repeat=Repeat.of(key, {"value_searches": asked}),
    )
    return body_of(entry), answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A boat with a position that no assessment rests on.

    Attributes
    ----------
    fix : str
        The report with that position.
    since : int
        The entry that held its newest assessment; 0 where it has none.
    """

    case: str
    craft: str
    fix: str
    since: int


def due(book: Book) -> tuple[Due, ...]:
    """Return the boats to be assessed anew, those first that have waited longest: re-base."""
    found: list[Due] = []
    for case in book.cases.values():
        if case.state not in ("open", "suspended"):
            continue
        for craft in book.crafts_of(case.case):
            fix = based_on(book, craft)
            made = [(at, one) for at, one in case.assessments if one.craft == craft.craft]
            done, since = {one.report for _, one in made}, made[-1][0].seq if made else 0
            if fix and fix not in done:
                found.append(Due(case=case.case, craft=craft.craft, fix=fix, since=since))
    return tuple(sorted(found, key=lambda one: (one.since, one.case, one.craft)))

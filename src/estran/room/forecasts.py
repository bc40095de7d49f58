"""The particles and the probability behind a kept assessment, for whoever may read its case.

Neither is kept: both are drifted again from the kept inputs, and checked against the kept sample.
Nobody names a place or a time here. What was made is held for a while.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Literal

import msgspec

from estran.assess.drift_again import agrees, drift_again
from estran.assess.probability_grid import grids_of
from estran.errors import UnknownRecordError
from estran.exchange.ensemble_bytes import frames_kept, frames_of, to_bytes
from estran.exchange.json_answer import from_json, to_json
from estran.exchange.probability_json import probability_of
from estran.quantities.instants import parse_instant
from estran.room.running import Inputs, answered, settings_of
from estran.room.sea import files_of, lacking_in, read_back
from estran.room.visibility import require_case

if TYPE_CHECKING:
    from collections.abc import Callable

    from estran.assess.answer import Assessment
    from estran.assess.forecast import Ensemble
    from estran.casebook.bodies.operations import AssessmentMade
    from estran.room.views import Looking

MOST_HELD = 16


@dataclass(slots=True)
class RecentForecasts:
    """What was made last, by the digest of its answer, for several threads; one makes at a time.

    The drift itself is held for the last answer only: from it come both the particles and the map.
    """

    _held: OrderedDict[tuple[str, str], bytes] = field(default_factory=OrderedDict)
    _drift: tuple[str, Ensemble | None] = ("", None)
    _lock: Lock = field(default_factory=Lock)

    def get(self, key: tuple[str, str], make: Callable[[], bytes]) -> bytes:
        """Return what is held under a key, or make it and hold it."""
        with self._lock:
            if key not in self._held:
                self._held[key] = make()
                while len(self._held) > MOST_HELD:
                    self._held.popitem(last=False)
            self._held.move_to_end(key)
            return self._held[key]

    def drift(self, artifact: str, make: Callable[[], Ensemble | None]) -> Ensemble | None:
        """Return the drift behind an answer; called while something is made of it."""
        if self._drift[0] != artifact:
            self._drift = artifact, make()
        return self._drift[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecasted:
    """Content made from an assessment, and the digest of the answer that it belongs to."""

    content: bytes
    artifact: str


def ensemble_of(
    look: Looking, case: str, assessment: str, *, most: int, recent: RecentForecasts
) -> Forecasted:
    """Return the particles of an assessment as bytes.

    Where they cannot be drifted again to the same, the few that the answer kept.

    Parameters
    ----------
    look : Looking
        Who looks.
    case, assessment : str
        Which; it is of that case.
    most : int
        Particles at most.
    recent : RecentForecasts
        Where it is held.

    Raises
    ------
    UnknownRecordError
        Where there is no such assessment, it is not for this role, or its drift is unknown.
    """
    made, answer = _answer(look, case, assessment)
    if answer.forecast.sample is None:
        raise _no_drift(answer, assessment)

    def make() -> bytes:
        again = _again(look, made, answer, recent)
        if again is None:
            sample = answer.forecast.sample
            assert sample is not None  # noqa: S101 -- looked at above
            times, of = answer.forecast.times, answer.manifest.particles
            return to_bytes(frames_kept(sample, times=times, of=of), about("sample"))
        return to_bytes(frames_of(again, most=most), about("drifted_again"))

    def about(origin: str) -> dict[str, object]:
        return _about(look, case, assessment, answer) | {"origin": origin}

    return Forecasted(
        content=recent.get((_key(made), f"ensemble {most}"), make), artifact=made.artifact
    )


def probability_map(
    look: Looking, case: str, assessment: str, *, recent: RecentForecasts, grids: bool = True
) -> Forecasted:
    """Return grids, areas and tracks of an assessment as JSON.

    Areas and tracks are those of the kept answer. Grids are made of the same particles; there are
    none where those cannot be had again, and `origin` says so.

    Parameters
    ----------
    look, case, assessment, recent
        As for `ensemble_of`.
    grids : bool
        Whether grids are wanted. Without them nothing drifts, and the areas are there at once.

    Raises
    ------
    UnknownRecordError
        Where there is no such assessment, or it is not for this role.
    """
    made, answer = _answer(look, case, assessment)

    def make() -> bytes:
        wanted = grids and answer.forecast.known
        again = _again(look, made, answer, recent) if wanted else None
        found = probability_of(
            answer.forecast,
            grids_of(again) if again else (),
            start=parse_instant(answer.situation.time),
        )
        origin = "drifted_again" if again else "none"
        body = {**_about(look, case, assessment, answer), "origin": origin, **found}
        return msgspec.json.encode(body)

    if not grids:
        return Forecasted(content=make(), artifact=made.artifact)
    return Forecasted(content=recent.get((_key(made), "probability"), make), artifact=made.artifact)


def _key(made: AssessmentMade) -> str:
    return f"{made.artifact} {made.assessment}"


def answer_in(
    look: Looking,
    case: str,
    assessment: str,
    *,
    language: Literal["", "en", "fr"],
    recent: RecentForecasts,
) -> tuple[bytes, str]:
    """Return the whole answer of an assessment, and the language of its sentences.

    As it is kept where that is the language asked for: to the byte. In another language it is made
    again from the kept inputs; where what drifts now is not what drifted then, or a field of the
    sea is not held any more, it is as kept.

    Parameters
    ----------
    look, case, assessment, recent
        As for `ensemble_of`.
    language : str
        In which it is wanted; empty: in that in which it is kept.

    Raises
    ------
    UnknownRecordError
        Where there is no such assessment, or it is not for this role.
    """
    made, answer = _answer(look, case, assessment)
    kept = look.desk.ports.store.artifact(made.artifact)
    inputs = look.desk.ports.store.artifact(made.inputs)
    assert kept is not None  # noqa: S101 -- it has just been read
    if not language or language == answer.language or inputs is None:
        return kept.content, answer.language

    def make() -> bytes:
        given = msgspec.json.decode(inputs.content, type=Inputs)
        files = files_of(look.desk.ports.store, given.sea)
        if lacking_in(given.sea, files):
            return kept.content
        again = answered(given, files, language=language)
        return to_json(again) if again.forecast.sample == answer.forecast.sample else kept.content

    content = recent.get((_key(made), f"answer {language}"), make)
    return content, answer.language if content == kept.content else language


def _about(look: Looking, case: str, assessment: str, answer: Assessment) -> dict[str, object]:
    return {
        "case": case,
        "assessment": assessment,
        "watermark": look.book.case(case).watermark or look.desk.watermark,
        "as_of": answer.manifest.as_of,
        "seed": answer.manifest.seed,
    }


def _answer(look: Looking, case: str, assessment: str) -> tuple[AssessmentMade, Assessment]:
    for _, one in require_case(look.book, look.by, case).assessments:
        held = (
            look.desk.ports.store.artifact(one.artifact) if one.assessment == assessment else None
        )
        if held is not None:
            return one, from_json(held.content)
    raise UnknownRecordError(
        "record.unknown",
        f"There is no assessment {assessment!r} in this record, or it is not for this role.",
        kind="assessment",
        key=assessment,
    )


def _again(
    look: Looking, made: AssessmentMade, answer: Assessment, recent: RecentForecasts
) -> Ensemble | None:
    """Return the ensemble of a kept answer; None where what drifts now is not what drifted then."""
    held = look.desk.ports.store.artifact(made.inputs)
    sample = answer.forecast.sample
    if held is None or sample is None:
        return None
    inputs = msgspec.json.decode(held.content, type=Inputs)
    again = recent.drift(made.artifact, lambda: _drifted(look, inputs))
    return again if again is not None and agrees(again, sample) else None


def _drifted(look: Looking, inputs: Inputs) -> Ensemble | None:
    """Return the ensemble of kept inputs; None where a field of its sea is not held any more."""
    files = files_of(look.desk.ports.store, inputs.sea)
    if lacking_in(inputs.sea, files):
        return None
    sea = read_back(inputs.sea, files)
    return drift_again(inputs.report, settings_of(inputs), history=inputs.history, sea=sea)


def _no_drift(answer: Assessment, assessment: str) -> UnknownRecordError:
    return UnknownRecordError(
        "forecast.none",
        f"{assessment} has no particles: {answer.forecast.unknown_because or 'drift unknown'}",
        assessment=assessment,
        because=answer.forecast.unknown_because or "",
    )

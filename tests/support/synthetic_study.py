"""Studies whose answers are known: normal counts that depend on the parameters as we say."""

from __future__ import annotations

import numpy as np

from estran.lab.analysis.evidence import prepared
from estran.lab.design import Design
from estran.lab.outcomes import OUTCOMES
from estran.lab.parameters import Parameter
from estran.lab.results import StudyResults
from estran.quantities.randomness import RandomStreams


def parameter(key, kind="assumed", prior="uniform"):
    return Parameter(
        key=key,
        label=f"the {key}",
        label_fr=f"le {key}",
        unit="1",
        low=0.0,
        high=1.0,
        prior=prior,
        kind=kind,
        source="assumed",
        confidence="low",
        why="made for a test",
    )


def drawn(draws, keys, *, switches=(), seed=1):
    """Independent uniform parameters, and switches of 0 or 1."""
    uniform = RandomStreams(seed).uniforms("test.drawn", step=0, first=0, count=draws, per=99)
    return {
        key: (uniform[:, place] < 0.5).astype(float) if key in switches else uniform[:, place]
        for place, key in enumerate(keys)
    }


def noise(shape, *, seed=1, step=0):
    """Independent standard normal numbers."""
    count = int(np.prod(shape))
    found = RandomStreams(seed).normals("test.noise", step=step, first=0, count=(count + 1) // 2)
    return found.ravel()[:count].reshape(shape)


def evidence(columns, parameters=None, *, table=None, weights=None, ranked=None):
    """Evidence of columns given as name -> (doctrines, draws, seasons)."""
    first = next(iter(columns.values()))
    doctrines = tuple(f"D{place}" for place in range(first.shape[0]))
    parameters = parameters or {}
    draws = first.shape[1]
    return prepared(
        columns,
        doctrines=doctrines,
        ranked=doctrines if ranked is None else ranked,
        drawn=parameters,
        table=table or {key: parameter(key) for key in parameters},
        weights=np.full(draws, 1.0 / draws) if weights is None else weights,
    )


def results(
    *, doctrines=4, draws=64, seasons=8, keys=20, broken=(), weights=None
) -> tuple[StudyResults, dict[str, Parameter]]:
    """A whole study: every outcome, four columns of reasons, one doctrine that may break a proof.

    Deaths rise with ``p0`` under D1, fall with ``p1`` under D2, and D3 is the reference again.
    """
    ids = tuple(f"D{place}" for place in range(doctrines))
    names = [f"p{place}" for place in range(keys)]
    values = drawn(draws, [*names, "rival"], switches=("rival",))
    table = {key: parameter(key, "measured" if key in names[1::2] else "assumed") for key in names}
    table["rival"] = parameter("rival", "rival", "switch")
    season = 40.0 + 6.0 * noise((draws, seasons))
    moved = np.zeros((doctrines, draws))
    moved[1] = 20.0 * values["p0"] - 5.0
    moved[2] = -16.0 * values["p1"] + 2.0
    if doctrines > 4:
        moved[4] = 10.0 * values["rival"] - 5.0
    own = noise((doctrines, draws, seasons), step=1)
    own[3] = own[0]
    deaths = np.maximum(season + moved[:, :, np.newaxis] + own, 0.0)
    columns = {key: deaths * (1.0 + place) / 10.0 for place, key in enumerate(OUTCOMES)}
    columns["deaths"] = deaths
    columns["days_ten_deaths"] = (deaths > 50.0).astype(float)
    columns["embarked"] = np.broadcast_to(40_000.0 + 100.0 * season, deaths.shape)
    columns["asked:control"] = np.full(deaths.shape, 10.0)
    columns["permitted:control"] = np.full(deaths.shape, 4.0)
    columns["only:control:night"] = np.full(deaths.shape, 3.0)
    columns["unknown:control:persons_in_water"] = np.full(deaths.shape, 1.0)
    for place, cell in enumerate(("somme", "boulogne", "calais", "dunkirk")):
        columns[f"launches_{cell}"] = np.full(deaths.shape, 10.0 * (1 + place))
    design = Design(
        title="a study",
        question="which is lower?",
        doctrines=ids,
        draws=draws,
        seasons_per_draw=seasons,
        seed=1,
        year=2025,
        parameters="prior",
        who_chose="a test",
        left_out=("doing less",),
    )
    rows = [{"id": one, "breaches": [{"said": "a proof"}] if one in broken else []} for one in ids]
    found = StudyResults(
        design=design,
        manifest={"doctrines": rows},
        doctrines=ids,
        columns=columns,
        parameters=values,
        weights=np.full(draws, 1.0 / draws) if weights is None else weights,
    )
    return found, table

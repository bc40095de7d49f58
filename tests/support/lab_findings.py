"""Findings of a study that never ran, as mixed as a real one: every headline occurs.

Numbers are invented, and chosen so that a reader of the report meets every case: refused, not told
apart, assumption, not identified, a doctrine that breaks a proof.
"""

from __future__ import annotations

from dataclasses import replace

from estran.lab.design import Design
from estran.lab.findings import (
    Contrast,
    Count,
    Exposure,
    Findings,
    Headline,
    Interval,
    KindShares,
    RegretTable,
    Robustness,
    Sampling,
    Standing,
)
from estran.lab.manifest import _doctrine
from estran.lab.outcomes import OUTCOMES
from tests.support.lab_findings_explored import (
    DOCTRINES,
    FACTORS,
    FEW,
    advice,
    around,
    belief,
    binding,
    burdens,
    discovery,
    history,
    information,
    no_box,
    no_information,
    no_tornado,
    region,
    tail,
    tornado,
)

HEADLINES: tuple[Headline, ...] = (
    *("not_told_apart", "depends", "breach", "fewer", "more", "share_unknown", "assumption"),
)
USUAL = {
    **{"deaths": 46.0, "deaths_boarding": 14.0, "deaths_crush": 9.0, "deaths_water": 21.0},
    **{"deaths_intervention": 1.4, "deaths_children": 6.2, "persons_in_water": 1240.0},
    **{"officer_harm": 23.0, "days_ten_deaths": 0.62, "worst_day_deaths": 12.4},
    **{"attempts": 1940.0, "launches": 1330.0, "embarked": 72_400.0, "landings": 36_900.0},
    **{"boats_landed": 690.0, "rescued_fr": 6_150.0, "returned": 4_400.0, "stopped": 29_000.0},
    **{"rescues": 168.0, "displaced": 0.11, "unit_hours": 21_500.0, "observed_arrivals": 36_900.0},
    **{"observed_boats": 690.0, "observed_stopped": 31_000.0, "observed_stop_events": 1080.0},
    "observed_deaths": 41.0,
}


def lab_findings(**changes: object) -> Findings:
    """A whole set of findings; `changes` replace fields."""
    made = Findings(
        design=design(),
        manifest=manifest(),
        sampling=Sampling(
            draws=30,
            seasons_per_draw=100,
            lanes=3000,
            effective_draws=22.6,
            needed_draws=20,
            poor=False,
        ),
        standings=tuple(
            Standing(
                doctrine=one,
                breaches=("Proof (d) fails.",) if one == "D3" else (),
                ranked=one != "D3",
            )
            for one in DOCTRINES
        ),
        counts=tuple(_count(one, key) for one in DOCTRINES for key in OUTCOMES),
        contrasts=tuple(_contrast(one, key) for one in DOCTRINES[1:] for key in OUTCOMES),
        pairs=(replace(_contrast("D4", "deaths"), reference="D2"),),
        exposures=tuple(_exposure(one) for one in DOCTRINES[1:]),
        regrets=(_regret("deaths"), _regret("officer_harm")),
        regions=(region("D2"), region("D3")),
        beliefs=(belief(),),
        discoveries=(discovery("D5"), discovery("D3"), no_box()),
        tornados=(tornado("D3"), tornado("D4"), no_tornado()),
        information=(information(), no_information()),
        tails=tuple(tail(one) for one in DOCTRINES),
        burdens=tuple(burdens()),
        bindings=tuple(binding(one) for one in ("D2", "D3")),
        advice=tuple(advice(one, key) for key in ("deaths",) for one in DOCTRINES[1:]),
        history=history(),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def design() -> Design:
    """What was asked for."""
    return Design(
        title="Eight doctrines, and the same sea",
        question="Under which of eight doctrines do fewer people die, on what does the answer "
        "hang, and what would have to be measured to know it?",
        doctrines=DOCTRINES,
        draws=30,
        seasons_per_draw=100,
        seed=2026,
        year=2025,
        parameters="posterior",
        who_chose="The makers of Estran, from published texts, an announcement and proposals. "
        "No person concerned by them took part in the choice.",
        left_out=("Return agreements, and what happens after landing.",),
        hypotheses=(
            "D3 raises deaths set off by an intervention, in every setting.",
            "D2 cannot be told from D0 on deaths with so many seasons.",
        ),
        french={
            "title": "Huit doctrines, et la même mer",
            "question": "Sous laquelle de huit doctrines meurt-il moins de personnes, de quoi "
            "dépend la réponse, et que faudrait-il mesurer pour la connaître ?",
            "who_chose": "Les auteurs d'Estran, d'après des textes publiés, une annonce et des "
            "propositions. Aucune personne concernée n'a pris part au choix.",
            "left_out": ("Les accords de retour, et ce qui suit l'arrivée.",),
            "hypotheses": (
                "D3 accroît les décès provoqués par une intervention, pour tous les tirages.",
                "D2 ne se distingue pas de D0 sur les décès avec ce nombre de saisons.",
            ),
        },
    )


def manifest() -> dict[str, object]:
    """As written before the first season; digests of code and draws are invented."""
    return {
        "form": "estran study 1",
        "written_at": "2026-11-27T08:15:00Z",
        "doctrines": [_doctrine(name, "ab12" * 16) for name in DOCTRINES],
        "code": {
            "estran": "0.9.0",
            "sha256": "c0de" * 16,
            "versions": {"python": "3.11.7", "numpy": "2.4.6"},
        },
        "draws": {"sha256": "d4a3" * 16, "from": "posterior", "count": 30},
    }


def _mean(doctrine: str, outcome: str) -> float:
    factor = FACTORS[DOCTRINES.index(doctrine)]
    if outcome == "deaths_intervention":
        factor = 7.5 if doctrine == "D3" else 0.1 if doctrine in {"D0", "D4"} else 1.0
    if OUTCOMES[outcome].direction == "none":
        factor = 1.0 + (factor - 1.0) / 3.0
    return USUAL[outcome] * factor


def _count(doctrine: str, outcome: str) -> Count:
    mean = _mean(doctrine, outcome)
    return Count(
        outcome=outcome,
        doctrine=doctrine,
        mean=mean,
        monte_carlo=around(mean, 0.03),
        parameters=FEW if outcome == "worst_day_deaths" else around(mean, 0.35),
        season=around(mean, 0.55),
        share_from_parameters=0.41,
    )


def _contrast(doctrine: str, outcome: str) -> Contrast:
    difference = _mean(doctrine, outcome) - _mean("D0", outcome)
    headline = HEADLINES[DOCTRINES.index(doctrine) - 1]
    directed = OUTCOMES[outcome].direction == "fewer"
    assumed = 0.71 if headline in {"assumption", "breach"} else 0.28
    half = 0.012 * USUAL[outcome]
    wide = 0.12 * USUAL[outcome]
    return Contrast(
        outcome=outcome,
        doctrine=doctrine,
        reference="D0",
        mean=difference,
        monte_carlo=Interval(low=difference - half, high=difference + half, share=0.95),
        parameters=Interval(low=difference - wide, high=difference + wide, share=0.9),
        seasons_more=0.31,
        seasons_equal=0.08,
        seasons_fewer=0.61,
        draws_more=0.37 if difference < 0.0 else 0.83,
        gain=38.0,
        kinds=KindShares(
            measured=0.9 - assumed,
            rival=0.1,
            assumed=assumed,
            explained=0.83,
            assumed_low=assumed * 0.83,
            assumed_high=assumed * 0.83 + 0.17,
        )
        if directed
        else None,
        headline=headline if directed else "no_direction",
    )


def _exposure(doctrine: str) -> Exposure:
    difference = _mean(doctrine, "deaths") - _mean("D0", "deaths")
    return Exposure(
        doctrine=doctrine,
        reference="D0",
        through_numbers=difference * 0.4,
        through_risk=difference * 0.6,
        risk_doctrine=0.59,
        risk_reference=0.64,
    )


def _regret(outcome: str) -> RegretTable:
    usual = USUAL[outcome]
    rows = tuple(
        Robustness(
            doctrine=one,
            values={
                "maximin": usual * factor * 1.6,
                "minimax_regret": usual * (factor - 0.75),
                "percentile_90_regret": usual * (factor - 0.77),
                "laplace": usual * factor,
                "hurwicz": usual * factor * 1.1,
                "starr_domain": max(0.0, 1.2 - factor),
            },
            ranks={"laplace": 1},
            mean_regret=usual * (factor - 0.78),
        )
        for one, factor in zip(DOCTRINES, FACTORS, strict=True)
        if one != "D3"
    )
    chance = {"minimax_regret": usual * 0.06, "percentile_90_regret": usual * 0.04}
    return RegretTable(
        outcome=outcome,
        rows=rows,
        left_out=("D3",),
        threshold=usual,
        by_chance=chance,  # type: ignore[arg-type]
        agree=outcome != "deaths",
    )

"""Regions, conditions, drivers, rules and history of `lab_findings`; numbers are invented."""

from __future__ import annotations

from dataclasses import replace
from math import exp

from estran.lab.findings import (
    Advice,
    Attribution,
    Axis,
    Belief,
    BeliefLine,
    Binding,
    Box,
    Burden,
    Cell,
    Check,
    Discovery,
    Effect,
    History,
    Identified,
    Information,
    Interval,
    Limit,
    Lower,
    Placebo,
    Reason,
    Refused,
    Region,
    Tail,
    Tornado,
    Worth,
)
from estran.lab.parameters import parameters

DOCTRINES = ("D0", "D1", "D2", "D3", "D4", "D5", "D6", "D7")
FACTORS = (1.0, 0.99, 0.97, 0.86, 0.8, 1.12, 1.02, 0.78)
FEW = Refused(why="few_draws", have=7.4, need=20.0)


def around(mean: float, relative: float, share: float = 0.9) -> Interval:
    """An interval so wide on either side of a mean."""
    return Interval(low=mean * (1.0 - relative), high=mean * (1.0 + relative), share=share)


def _axis(key: str, edges: tuple[float, ...], *, switch: bool = False) -> Axis:
    one = parameters()[key]
    return Axis(parameter=key, label=one.label, unit=one.unit, edges=edges, switch=switch)


def region(doctrine: str) -> Region:
    wanted: tuple[Lower, ...] = (
        *("doctrine", "doctrine", "not_told_apart", "reference"),
        *("doctrine", "not_told_apart", "reference", "reference"),
        *("not_told_apart", "reference", "reference", "empty"),
    )
    cells = tuple(
        Cell(
            column=at % 4,
            row=at // 4,
            draws=0 if lower == "empty" else 3,
            mean=None if lower == "empty" else 1.5 * (at - 4),
            interval=FEW
            if lower == "empty"
            else Interval(low=1.5 * (at - 4) - 2.0, high=1.5 * (at - 4) + 2.0, share=0.99),
            lower=lower,
        )
        for at, lower in enumerate(wanted)
    )
    second = "loaded_fall" if doctrine == "D3" else "hurry"
    return Region(
        outcome="deaths",
        doctrine=doctrine,
        reference="D0",
        across=_axis("displace", (0.0, 0.1, 0.2, 0.3, 0.4)),
        up=_axis(second, (0.05, 0.2, 0.35, 0.5)),
        cells=cells,
        share=0.9,
    )


def belief() -> Belief:
    lines = tuple(
        BeliefLine(doctrine=one, off=off, on=on, off_error=0.8, on_error=1.1)
        for one, off, on in (
            ("D0", 9.0, 3.0),
            ("D2", 8.2, 4.0),
            ("D4", 2.0, 7.5),
            ("D5", 12.0, 13.0),
        )
    )
    one = parameters()["rescue_draws"]
    return Belief(
        outcome="deaths",
        parameter=one.key,
        label=one.label,
        lines=lines,
        crossings=((0.61, "D4", "D0"),),
    )


def _limit(key: str, low: float | None, high: float | None) -> Limit:
    one = parameters()[key]
    return Limit(
        parameter=key,
        label=one.label,
        unit=one.unit,
        kind=one.kind,
        low=low,
        high=high,
        chance=0.004,
        again=0.9,
    )


def discovery(doctrine: str) -> Discovery:
    box = Box(
        limits=(_limit("displace", 0.31, None), _limit("boarding_minutes", None, 14.0)),
        coverage=0.67,
        density=0.79,
        coverage_unseen=0.58,
        density_unseen=0.66,
        draws=240,
    )
    return Discovery(
        outcome="deaths",
        doctrine=doctrine,
        reference="D0",
        cases=0.37,
        box=box,
        trajectory=((1.0, 0.37, 0), (0.67, 0.79, 2)),
    )


def no_box() -> Discovery:
    refused = Refused(why="no_box_holds", have=0.31, need=0.37)
    return replace(discovery("D2"), box=refused, trajectory=())


def tornado(doctrine: str) -> Tornado:
    keys = ("loaded_fall", "hurry_harm", "displace", "call_delay", "rescue_draws", "reattempt")
    effects = tuple(
        Effect(
            parameter=key,
            label=parameters()[key].label,
            kind=parameters()[key].kind,
            first=0.5 * exp(-0.7 * at),
            total=0.6 * exp(-0.6 * at),
            total_interval=around(0.6 * exp(-0.6 * at), 0.3),
            binned=0.45 * exp(-0.7 * at),
            up=at % 2 == 0,
        )
        for at, key in enumerate(keys)
    )
    return Tornado(
        outcome="deaths",
        doctrine=doctrine,
        reference="D0",
        explained=0.83,
        ceiling=0.93,
        dependence=0.36 if doctrine == "D4" else 0.12,
        effects=effects,
    )


def no_tornado() -> Tornado:
    return replace(tornado("D2"), effects=Refused(why="poor_fit", have=0.21, need=0.5))


def information() -> Information:
    worths = tuple(
        Worth(
            parameter=key,
            label=parameters()[key].label,
            kind=parameters()[key].kind,
            evppi=3.1 / (at + 1.0),
            shown=at < 2,
        )
        for at, key in enumerate(("displace", "hurry_harm", "call_delay"))
    )
    return Information(outcome="deaths", evpi=4.2, by_chance=1.3, worths=worths)


def no_information() -> Information:
    return replace(information(), outcome="officer_harm", worths=FEW)


def tail(doctrine: str) -> Tail:
    factor = FACTORS[DOCTRINES.index(doctrine)]
    share = 0.42 * factor
    return Tail(
        doctrine=doctrine,
        any_day_of_ten=share,
        interval=Interval(low=share - 0.02, high=share + 0.02, share=0.95),
        worst_days=((0.5, 9.0 * factor), (0.9, 21.0 * factor), (0.99, 43.0 * factor)),
        exceedance=tuple(
            (deaths, 1.0 / (1.0 + exp((deaths - 45.0 * factor) / 9.0)))
            for deaths in range(0, 131, 5)
        ),
    )


def burdens() -> list[Burden]:
    cells = {"somme": 0.14, "boulogne": 0.31, "calais": 0.33, "dunkirk": 0.22}
    return [
        Burden(doctrine=one, key=f"launches_{cell}", mean=1330.0 * share, share=share, change=None)
        for one in DOCTRINES
        for cell, share in cells.items()
    ]


def binding(doctrine: str) -> Binding:
    interval = Interval(low=180.0, high=205.0, share=0.95)
    return Binding(
        doctrine=doctrine,
        option="I7" if doctrine == "D2" else "I14",
        asked=610.0,
        permitted=88.0,
        rules=(
            Reason(name="FR25-3", decisions=192.0, share=0.31, interval=interval),
            Reason(name="LAW-SMUG-9", decisions=41.0, share=0.07, interval=interval),
        ),
        unknowns=(Reason(name="persons_in_water", decisions=240.0, share=0.39, interval=interval),),
    )


def advice(doctrine: str, outcome: str) -> Advice:
    tiny = Refused(why="too_many_seasons", have=1_000_000.0, need=8_400_000.0)
    return Advice(
        outcome=outcome,
        doctrine=doctrine,
        reference="D0",
        seasons=3000,
        more=tiny if doctrine == "D1" else 0 if doctrine in {"D4", "D7"} else 14_200,
        more_for_one=2600,
    )


def history() -> History:
    checks = (
        ("arrivals_2024", "people who landed", "persons", 36_816.0, 35_900.0, True, False),
        ("boats_2025", "boats that landed", "boats", 672.0, 590.0, True, True),
        (
            "top_ten_share_2025",
            "people landed on the busiest tenth of days",
            "1",
            0.56,
            0.42,
            False,
            True,
        ),
    )
    placebo = Placebo(
        stated=0.9,
        held=13,
        dates=16,
        interval=Interval(low=0.57, high=0.95, share=0.95),
        holds=True,
    )
    fall = Attribution(
        key="FR-2025-11-25",
        period="autumn 2025",
        unit="boats",
        fall=78.0,
        share=Interval(low=-0.6, high=1.3, share=0.9),
        identified=False,
        placebo=placebo,
    )
    return History(
        checks=tuple(
            Check(
                key=key,
                label=label,
                unit=unit,
                observed=observed,
                modelled=around(modelled, 0.16),
                inside=inside,
                held_out=held,
                source="home_office_small_boats_2026",
            )
            for key, label, unit, observed, modelled, inside, held in checks
        ),
        identified=tuple(
            Identified(
                parameter=key,
                label=parameters()[key].label,
                kind=parameters()[key].kind,
                spread=spread,
                told="not identified" if spread > 0.9 else "identified",
            )
            for key, spread in (("attempt_level", 0.34), ("displace", 0.98))
        ),
        attributions=(
            fall,
            replace(fall, period="winter 2026", share=FEW, placebo=None),
        ),
    )

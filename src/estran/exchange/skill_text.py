"""How well drifters were followed, as plain text: one table of distances, one of calibration."""

from __future__ import annotations

from collections import Counter
from textwrap import fill
from typing import TYPE_CHECKING

from estran.language.catalogue import name_in, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.assess.skill import HorizonSkill, Skill

WIDTH = 96
NAME, CELL = 44, 11
SHOWN = (0.5, 0.75, 0.95)


def skill_text(found: Skill, *, language: str = "en") -> str:
    """Return the tables.

    Parameters
    ----------
    found : Skill
        What was computed.
    language : str
        Of the words.
    """
    point = say(language, "likeness.point")

    def number(value: float | None, digits: int) -> str:
        return "-" if value is None else f"{value:.{digits}f}".replace(".", point)

    rows = found.horizons
    head = _row(say(language, "skill.hours"), [str(one.hour) for one in rows])
    distances = [
        _row(say(language, "skill.forecasts"), [str(one.forecasts) for one in rows]),
        _row(say(language, "skill.drifters"), [str(one.drifters) for one in rows]),
        _row(say(language, "skill.displacement"), [number(r.displacement_km, 1) for r in rows]),
        _row(say(language, "skill.separation"), [number(r.separation_km, 1) for r in rows]),
        _row(say(language, "skill.separation_p90"), [number(r.separation_p90_km, 1) for r in rows]),
        _row(say(language, "skill.score"), [number(r.skill, 2) for r in rows]),
    ]
    calibration = [
        _row(say(language, "skill.area", percent=round(100 * level)), _shares(rows, level))
        for level in (one.level for one in rows[0].held)
    ]
    left = say(language, "skill.left_out", count=len(found.left_out))
    return "\n".join(
        [
            say(language, "skill.heading"),
            fill(_opening(found, language), WIDTH),
            fill(_sea(found, language), WIDTH),
            "",
            head,
            *distances,
            "",
            say(language, "skill.calibration"),
            head,
            *calibration,
            "",
            *([fill(left, WIDTH)] if found.left_out else []),
            fill(say(language, "skill.note"), WIDTH),
        ]
    )


def _opening(found: Skill, language: str) -> str:
    return say(
        language,
        "skill.with_the_water" if found.craft == "water" else "skill.as_craft",
        craft=name_in(language, "craft", found.craft),
        particles=found.particles,
        seed=found.seed,
        every=found.every_hours,
    )


def _sea(found: Skill, language: str) -> str:
    """Return which currents and which wind counted, in how many forecasts."""
    named = {
        what: ", ".join(
            f"{_named(source, language)} ({count})"
            for source, count in Counter(getattr(one, what) for one in found.starts).most_common()
        )
        for what in ("currents", "wind")
    }
    return say(language, "skill.sea", **named)


def _named(source: str, language: str) -> str:
    return say(language, f"skill.{source}") if source in {"embedded", "assumed"} else source


def _shares(rows: Sequence[HorizonSkill], level: float) -> list[str]:
    """Return the share that areas of a level held, with its bounds where the level is shown."""
    cells = []
    for row in rows:
        held = next(one for one in row.held if one.level == level)
        share = f"{round(100 * held.share)} %"
        if level in SHOWN:
            share = f"{round(100 * held.low)}-{round(100 * held.high)}: {share}"
        cells.append(share)
    return cells


def _row(name: str, cells: Sequence[str]) -> str:
    return name.ljust(NAME) + "".join(f" {cell}".rjust(CELL + 2) for cell in cells)

"""A study as somebody wrote it, made a design: names looked up, sizes changed where wished."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from estran.errors import InputError
from estran.exchange.study_file import nearest_to
from estran.lab.design import Design
from estran.lab.parameters import parameters

if TYPE_CHECKING:
    from estran.exchange.study_file import StudySaid, StudyText

FRENCH = ("title", "question", "who_chose", "left_out", "hypotheses")


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a study shall be, where it differs from what is written."""

    draws: int | None = None
    seasons: int | None = None


def design_of(read: StudyText, size: Size | None = None) -> Design:
    """Return the design of a study.

    Parameters
    ----------
    read : StudyText
        As read from its file.
    size : Size, optional
        Draws, and seasons for each draw, instead of those of the file.

    Raises
    ------
    ReportFileError
        Where a fixed parameter is not known, or outside its range; with file and line.
    InputError
        Where a size is below 1.
    """
    _require_known(read)
    said, wished = read.said, size or Size()
    design = Design(
        title=said.title,
        question=said.question,
        doctrines=said.doctrines,
        draws=said.draws,
        seasons_per_draw=said.seasons_per_draw,
        seed=said.seed,
        year=said.year,
        parameters=said.parameters,
        fixed=MappingProxyType(dict(sorted(said.fixed.items()))),
        who_chose=said.who_chose,
        left_out=said.left_out,
        hypotheses=said.hypotheses,
        french=MappingProxyType(_french(said)),
    )
    return replace(
        design,
        draws=_above_zero(wished.draws, design.draws, option="--draws"),
        seasons_per_draw=_above_zero(wished.seasons, design.seasons_per_draw, option="--seasons"),
    )


def _french(said: StudySaid) -> dict[str, str | tuple[str, ...]]:
    held = {key: getattr(said, f"{key}_fr") for key in FRENCH}
    return {key: value for key, value in held.items() if value}


def _require_known(read: StudyText) -> None:
    known = parameters()
    for key, value in read.said.fixed.items():
        if key not in known:
            raise read.refuse("fixed", f"there is no parameter {key}{nearest_to(key, known)}")
        one = known[key]
        if not one.low <= value <= one.high:
            raise read.refuse(
                "fixed", f"{key} is {value:g}; from {one.low:g} to {one.high:g} would be right"
            )


def _above_zero(wished: int | None, written: int, *, option: str) -> int:
    if wished is not None and wished < 1:
        raise InputError(
            "study.size",
            f"{option} is {wished}; a study needs at least 1.",
            option=option,
            value=wished,
        )
    return written if wished is None else wished

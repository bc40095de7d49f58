"""Part 5: under which of two doctrines harm is less, over what no data settle; and by belief."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.lab.report.charts import Curve, Plane, Square, lines, regions
from estran.lab.report.markup import behind, figure, marks, paragraphs, points, section, table
from estran.lab.report.svg import GREY, PALE, PALE_BLUE, PALE_ORANGE, box, said

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from estran.lab.findings import Axis, Belief, BeliefLine, Cell, Region
    from estran.lab.report.charts import Told
    from estran.lab.report.telling import Telling

KINDS: dict[str, Literal["first", "second", "open", "empty"]] = {
    "doctrine": "first",
    "reference": "second",
    "not_told_apart": "open",
    "empty": "empty",
}


def regions_part(told: Telling) -> str:
    """Return part 5."""
    found = told.findings
    return section(
        "regions",
        told.say("study_part.regions"),
        marks(told.breach_marks()),
        paragraphs(told.say("study_regions.note")),
        *(
            _region(told, one, name=f"region-{at}")
            for at, one in enumerate(found.regions)
            if _decided(one)
        ),
        _nowhere(told, [one for one in found.regions if not _decided(one)]),
        _beliefs(told) if found.beliefs else "",
    )


def _decided(one: Region) -> bool:
    """Return whether the doctrines are told apart in any square."""
    return any(cell.lower in {"doctrine", "reference"} for cell in one.cells)


def _nowhere(told: Telling, found: Sequence[Region]) -> str:
    """Return the pairs that no square tells apart, as a list: a drawing would hold nothing."""
    if not found:
        return ""
    texts = [
        told.say(
            "study_regions.nowhere_row",
            title=_title(told, one),
            across=_named(told, one.across),
            up=_named(told, one.up),
        )
        for one in found
    ]
    return section("nowhere", told.say("study_regions.nowhere"), points(texts), level=3)


def _region(told: Telling, one: Region, *, name: str) -> str:
    drawn = regions(
        [_square(told, one, cell) for cell in one.cells],
        _plane(told, one.across),
        _plane(told, one.up),
        _told(told, one),
    )
    barred = [each for each in (one.doctrine, one.reference) if each in told.barred]
    warned = [told.say("study_regions.caption_barred", doctrine=each) for each in barred]
    caption = told.say(
        "study_regions.caption",
        outcome=told.outcome(one.outcome),
        across=_named(told, one.across),
        up=_named(told, one.up),
        share=told.percent(one.share),
    )
    heading = _title(told, one)
    drawing = figure(drawn, caption, legend=_legend(told, one))
    said_of_all = paragraphs(_verdict(told, one))
    return section(name, heading, marks(warned), said_of_all, drawing, _table(told, one), level=3)


def _verdict(told: Telling, one: Region) -> str:
    """Return what may be said of the difference that the squares cut up."""
    pair = (one.outcome, one.doctrine, one.reference)
    for each in told.findings.contrasts:
        if (each.outcome, each.doctrine, each.reference) == pair:
            return told.say("study_regions.verdict", text=told.verdict(each))
    return ""


def _title(told: Telling, one: Region) -> str:
    return told.say(
        "study_regions.chart",
        outcome=told.outcome(one.outcome),
        doctrine=one.doctrine,
        reference=one.reference,
    )


def _told(told: Telling, one: Region) -> Told:
    counted = {kind: sum(cell.lower == kind for cell in one.cells) for kind in KINDS}
    shows = told.say(
        "study_regions.shows",
        doctrine=one.doctrine,
        reference=one.reference,
        first=counted["doctrine"],
        second=counted["reference"],
        open=counted["not_told_apart"],
        empty=counted["empty"],
    )
    return told.drawn(_title(told, one), shows, told.amount)


def _square(told: Telling, one: Region, cell: Cell) -> Square:
    words = {
        "doctrine": one.doctrine,
        "reference": one.reference,
        "not_told_apart": told.say("study_regions.square_open"),
        "empty": told.say("study_regions.square_empty"),
    }
    return Square(cell.column, cell.row, KINDS[cell.lower], words[cell.lower])


def _named(told: Telling, axis: Axis) -> str:
    name, unit = told.parameter(axis.parameter, axis.label), told.unit(axis.unit)
    return told.say("study_word.noted", name=name, text=unit) if unit else name


def _plane(told: Telling, axis: Axis) -> Plane:
    if axis.switch:
        ticks = (told.say("study_regions.off"), told.say("study_regions.on"))
        return Plane(name=_named(told, axis), ticks=ticks, between=False)
    return Plane(
        name=_named(told, axis), ticks=tuple(told.amount(one) for one in axis.edges), between=True
    )


def _legend(told: Telling, one: Region) -> str:
    first = told.say("study_regions.legend_doctrine", doctrine=one.doctrine)
    second = told.say("study_regions.legend_reference", reference=one.reference)
    rows = (
        (box((1.0, 1.0), (22.0, 14.0), fill=PALE_BLUE, edge=GREY), first),
        (box((1.0, 1.0), (22.0, 14.0), fill=PALE_ORANGE, edge=GREY), second),
        (
            box((1.0, 1.0), (22.0, 14.0), fill="#fff", edge=GREY),
            told.say("study_regions.legend_open"),
        ),
        (
            box((1.0, 1.0), (22.0, 14.0), fill=PALE, edge=GREY),
            told.say("study_regions.legend_empty"),
        ),
    )
    held = "".join(
        f'<li><svg viewBox="0 0 24 16" aria-hidden="true">{mark}</svg>'
        f"<span>{said(text)}</span></li>"
        for mark, text in rows
    )
    return f'<ul class="legend flat">{held}</ul>\n'


def _bin(told: Telling, axis: Axis, at: int) -> str:
    if axis.switch:
        return told.say("study_regions.on" if at else "study_regions.off")
    low, high = told.amount(axis.edges[at]), told.amount(axis.edges[at + 1])
    return told.say("study_word.between", low=low, high=high)


def _table(told: Telling, one: Region) -> str:
    say, pair = told.say, {"doctrine": one.doctrine, "reference": one.reference}
    lower = {
        "doctrine": say("study_regions.lower_doctrine", doctrine=one.doctrine),
        "reference": say("study_regions.lower_reference", reference=one.reference),
        "not_told_apart": say("study_regions.lower_open"),
        "empty": say("study_regions.lower_empty"),
    }
    head = (
        _named(told, one.across),
        _named(told, one.up),
        say("study_regions.head_draws"),
        say("study_regions.head_difference", **pair),
        say("study_contrasts.head_verdict"),
    )
    rows = [
        (
            _bin(told, one.across, cell.column),
            _bin(told, one.up, cell.row),
            str(cell.draws),
            told.interval(cell.interval, sign=True) if cell.draws else "\u2013",
            lower[cell.lower],
        )
        for cell in one.cells
    ]
    caption = say("study_regions.table", **pair)
    return behind(caption, table(head, rows, caption=caption))


def _beliefs(told: Telling) -> str:
    found = told.findings.beliefs
    first, *others = dict.fromkeys(one.outcome for one in found)
    shown = "".join(_belief(told, one) for one in found if one.outcome == first)
    folded = [
        behind(
            told.say("study_regions.belief_chart", outcome=told.outcome(outcome)),
            "".join(_belief(told, one) for one in found if one.outcome == outcome),
        )
        for outcome in others
    ]
    return section("belief", told.say("study_regions.belief"), shown, *folded, level=3)


def _belief(told: Telling, one: Belief) -> str:
    say, name = told.say, told.outcome(one.outcome)
    curves = [
        Curve(each.doctrine, ((0.0, each.off), (1.0, each.on)), (each.off_error, each.on_error))
        for each in one.lines
    ]
    rows = [
        say(
            "study_regions.belief_row",
            doctrine=each.doctrine,
            off=told.amount(each.off),
            on=told.amount(each.on),
        )
        for each in one.lines
    ]
    words = told.drawn(
        say("study_regions.belief_chart", outcome=name),
        say("study_regions.belief_shows", rows=", ".join(rows)),
        told.amount,
    )
    high = max(max(each.off + each.off_error, each.on + each.on_error) for each in one.lines)
    ends = (say("study_regions.belief_off"), say("study_regions.belief_on"))
    caption = say(
        "study_regions.belief_caption",
        outcome=name,
        question=told.parameter(one.parameter, one.label),
    )
    drawn = lines(curves, words, ends=ends, high=max(high, 1e-6) * 1.05)
    return "".join((figure(drawn, caption), paragraphs(*_crossings(told, one)), _ends(told, one)))


def _crossings(told: Telling, one: Belief) -> list[str]:
    if not one.crossings:
        return [told.say("study_regions.no_crossing")]
    return [
        told.say("study_regions.crossing", belief=told.percent(at), first=first, second=second)
        for at, first, second in one.crossings
    ]


def _ends(told: Telling, one: Belief) -> str:
    say = told.say
    head = (
        say("study_outcomes.head_doctrine"),
        say("study_regions.head_off"),
        say("study_regions.head_on"),
    )
    rows = [(each.doctrine, *_both(told, each)) for each in one.lines]
    caption = say("study_regions.belief_table")
    return behind(caption, table(head, rows, caption=caption))


def _both(told: Telling, one: BeliefLine) -> tuple[str, str]:
    off, on = (
        told.say("study_regions.value_error", value=told.amount(value), error=told.amount(error))
        for value, error in ((one.off, one.off_error), (one.on, one.on_error))
    )
    return off, on

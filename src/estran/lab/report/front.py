"""Page one: who chose, what is left out, what lies outside, and what the laboratory is for.

It stands before any number of the study, and fits one printed sheet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.lab.parameters import parameters
from estran.lab.report.markup import marks, paragraphs, points, section
from estran.lab.report.svg import BLUE, MIDDLE, ORANGE, box, hatch, line, said

if TYPE_CHECKING:
    from estran.lab.report.telling import Telling

PARTS = (
    *("doctrines", "outcomes", "contrasts", "regret", "regions", "discovery"),
    *("drivers", "worth", "bindings", "history", "limits"),
)
"""Names of the parts, in their order."""


def front(told: Telling) -> str:
    """Return page one."""
    blocks = (
        paragraphs(told.say("study_front.question", text=told.wrote("question"))),
        paragraphs(_size(told), kind="size"),
        marks(study_marks(told)),
        _frame(told),
        _use(told),
        _reading(told),
    )
    return (
        f'<header id="front">\n<p class="kicker">{said(told.say("study_front.kicker"))}</p>\n'
        f"<h1>{said(told.wrote('title'))}</h1>\n{''.join(blocks)}</header>\n"
    )


def contents(told: Telling) -> str:
    """Return links to the parts."""
    rows = "".join(
        f'<li><a href="#{name}">{said(told.say(f"study_part.{name}"))}</a></li>\n' for name in PARTS
    )
    heading = said(told.say("study_front.contents"))
    return f'<nav aria-label="{heading}">\n<h2>{heading}</h2>\n<ul>\n{rows}</ul>\n</nav>\n'


def study_marks(told: Telling) -> list[str]:
    """Return what no reader may miss of the whole study."""
    design, sampling = told.findings.design, told.findings.sampling
    found = told.breach_marks()
    if design.parameters == "prior":
        found.append(told.say("study_mark.prior"))
    stale = told.findings.manifest.get("draws", {}).get("stale", ())
    found += [told.say(f"study_run.stale_{one}") for one in stale]
    if sampling.poor:
        have, need = told.amount(sampling.effective_draws), told.whole(sampling.needed_draws)
        found.append(told.say("study_mark.poor", have=have, need=need))
    if design.fixed:
        found.append(told.say("study_mark.fixed", text=_fixed(told)))
    return found


def _fixed(told: Telling) -> str:
    held = parameters()
    rows = [
        told.say(
            "study_word.noted",
            name=told.parameter(key, held[key].label) if key in held else key,
            text=told.amount(value),
        )
        for key, value in told.findings.design.fixed.items()
    ]
    return "; ".join(rows)


def _size(told: Telling) -> str:
    design, sampling = told.findings.design, told.findings.sampling
    return told.say(
        "study_front.size",
        doctrines=len(design.doctrines),
        lanes=told.whole(sampling.lanes),
        draws=told.whole(sampling.draws),
        seasons=told.whole(sampling.seasons_per_draw),
        year=design.year,
    )


def _frame(told: Telling) -> str:
    design, say = told.findings.design, told.say
    chose = told.wrote("who_chose") or say("study_front.chose_not_said")
    left_out = (say("study_front.left_out_1"), say("study_front.left_out_2"))
    own = " ".join(design.listed("left_out", told.language))
    outside = [say(f"study_front.outside_{at}") for at in (1, 2, 3)]
    return "".join(
        (
            '<div class="frame">\n',
            _block(told, "chose", paragraphs(chose)),
            _block(told, "interest", paragraphs(say("study_front.interest_1"))),
            _block(
                told,
                "left_out",
                points(left_out)
                + paragraphs(
                    say("study_front.left_out_own", text=own) if own else "",
                    say("study_front.left_out_note"),
                ),
            ),
            _block(told, "outside", points(outside) + paragraphs(say("study_front.outside_note"))),
            "</div>\n",
        )
    )


def _use(told: Telling) -> str:
    may = [told.say(f"study_front.may_{at}") for at in range(1, 5)]
    may_not = [told.say(f"study_front.may_not_{at}") for at in range(1, 7)]
    return (
        f'<div class="frame use">\n{_block(told, "may", points(may))}'
        f"{_block(told, 'may_not', points(may_not))}</div>\n"
    )


def _block(told: Telling, name: str, body: str) -> str:
    return section(f"front-{name}", told.say(f"study_front.{name}"), body, level=3)


def _reading(told: Telling) -> str:
    """Return the legend, with each mark beside what it means."""
    keys = (
        (line((30.0, 3.0), (30.0, 21.0), width=2.5), "read_mean"),
        (box((6.0, 7.0), (48.0, 10.0), fill=BLUE), "read_thick"),
        (
            line((6.0, 12.0), (54.0, 12.0), width=1.5)
            + line((6.0, 7.0), (6.0, 17.0), width=1.5)
            + line((54.0, 7.0), (54.0, 17.0), width=1.5),
            "read_thin",
        ),
        (
            hatch("legend", ORANGE)
            + box((6.0, 7.0), (48.0, 10.0), fill="url(#legend)", edge=ORANGE),
            "read_hatched",
        ),
        (box((6.0, 7.0), (48.0, 10.0), fill=MIDDLE), "read_plain"),
    )
    rows = "".join(
        f'<li><svg viewBox="0 0 60 24" aria-hidden="true">{mark}</svg>'
        f"<span>{said(told.say(f'study_front.{key}'))}</span></li>\n"
        for mark, key in keys
    )
    last = paragraphs(told.say("study_front.read_unknown"))
    return _block(told, "read", f'<ul class="legend">\n{rows}</ul>\n{last}')

"""The whole report: page one, then eleven parts in a fixed order, as one HTML file.

It needs no script, no picture and no address. Every printed sheet says what it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.lab.report.bindings import bindings_part
from estran.lab.report.contrasts import contrasts_part
from estran.lab.report.discovery import discovery_part
from estran.lab.report.doctrines import doctrines_part
from estran.lab.report.drivers import drivers_part, worth_part
from estran.lab.report.front import contents, front
from estran.lab.report.history import history_part
from estran.lab.report.limits import limits_part
from estran.lab.report.markup import paragraphs
from estran.lab.report.outcomes import outcomes_part
from estran.lab.report.regions import regions_part
from estran.lab.report.regret import regret_part
from estran.lab.report.style import STYLE, running
from estran.lab.report.svg import said
from estran.lab.report.telling import Telling

if TYPE_CHECKING:
    from estran.lab.findings import Findings

BUILDERS = (
    *(doctrines_part, outcomes_part, contrasts_part, regret_part, regions_part, discovery_part),
    *(drivers_part, worth_part, bindings_part, history_part, limits_part),
)
"""Parts in their order, as `front.PARTS` names them."""


def report_html(findings: Findings, *, language: str = "en") -> str:
    """Return the report of a study as one HTML file.

    Parameters
    ----------
    findings : Findings
        As `lab.analysis` builds them.
    language : str
        ``en`` or ``fr``.
    """
    told = Telling(findings, language)
    foot = " ".join((told.say("study_mark.running"), *told.breach_marks()))
    body = front(told) + contents(told) + "".join(build(told) for build in BUILDERS)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>{said(told.wrote('title'))}</title>\n"
        f"<style>{STYLE}{running(foot)}</style>\n</head>\n<body>\n"
        f"<main>\n{body}</main>\n<footer>{paragraphs(foot)}</footer>\n</body>\n</html>\n"
    )

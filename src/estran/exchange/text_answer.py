"""The whole answer as plain text, to be read on a screen, printed, or read out. No colour."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from estran.exchange.text_ais import alarm_lines, heard_lines
from estran.exchange.text_assets import asset_lines
from estran.exchange.text_card import card_lines, question_lines
from estran.exchange.text_evidence import evidence_lines
from estran.exchange.text_first_minute import first_minute_lines
from estran.exchange.text_forecast import forecast_lines
from estran.exchange.text_hazards import hazard_lines
from estran.exchange.text_layout import LABEL_WIDTH, TIE
from estran.exchange.text_manifest import manifest_lines
from estran.exchange.text_sea import sea_lines
from estran.exchange.text_situation import situation_lines
from estran.exchange.text_survival import survival_lines
from estran.language.catalogue import say
from estran.language.french import bound, unbound

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estran.assess.answer import Assessment

WIDTH = 100
INDENT = 2


def to_text(assessment: Assessment) -> str:
    """Return the answer as text in its own language, ending in a newline.

    Parameters
    ----------
    assessment : Assessment
        The whole answer.
    """
    language = assessment.language
    parts = [
        *_given(alarm_lines(assessment)),
        _title(assessment, language),
        first_minute_lines(
            assessment.coordination, start=assessment.situation.time, language=language
        ),
        situation_lines(assessment.situation, language=language),
        sea_lines(assessment.sea, language=language),
        *_rebased(assessment, language),
        forecast_lines(assessment.forecast, assessment.manifest, language=language),
        survival_lines(assessment.survival, start=assessment.situation.time, language=language),
        hazard_lines(assessment.hazards, language=language),
        question_lines(assessment.questions, language=language),
        asset_lines(
            assessment.assets,
            assessment.mass_rescue,
            start=assessment.situation.time,
            language=language,
        ),
        *_given(heard_lines(assessment.ais, language=language)),
        card_lines(assessment, language=language),
        manifest_lines(assessment.manifest, language=language),
    ]
    return page_of(parts, language=language)


def page_of(parts: Iterable[list[str]], *, language: str) -> str:
    """Return parts of lines as one page, long lines broken, ending in a newline."""
    page = "\n\n".join(_page(part, bind=language == "fr") for part in parts) + "\n"
    return unbound(page)


def _rebased(assessment: Assessment, language: str) -> list[list[str]]:
    evidence = assessment.manifest.evidence
    return [] if evidence is None else [evidence_lines(evidence, language=language)]


def _given(lines: list[str]) -> list[list[str]]:
    return [lines] if lines else []


def _page(lines: list[str], *, bind: bool) -> str:
    whole = (bound(line) for line in lines) if bind else lines
    return "\n".join(line for one in whole for line in folded(one))


def _title(assessment: Assessment, language: str) -> list[str]:
    lines = [say(language, "title.assessment", time=assessment.situation.time)]
    if assessment.exercise:
        lines.append(say(language, "title.exercise"))
    if assessment.replay:
        lines.append(say(language, "title.replay", replay=assessment.replay))
    return [*lines, say(language, "title.caution")]


def folded(line: str) -> list[str]:
    """Break a long line; what follows stands under its text, not under its label."""
    lead = len(line) - len(line.lstrip())
    labelled = line[INDENT + LABEL_WIDTH - 1 : INDENT + LABEL_WIDTH] == TIE
    hang = INDENT + LABEL_WIDTH if labelled else lead
    return wrap(
        line,
        WIDTH,
        subsequent_indent=" " * (hang + INDENT),
        break_on_hyphens=False,
        break_long_words=False,
        replace_whitespace=False,
    ) or [""]

"""The whole answer as plain text, to be read on a screen, printed, or read out. No colour."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from estran.exchange.text_forecast import forecast_lines
from estran.exchange.text_layout import LABEL_WIDTH
from estran.exchange.text_manifest import manifest_lines
from estran.exchange.text_sea import sea_lines
from estran.exchange.text_situation import situation_lines
from estran.language.catalogue import say

if TYPE_CHECKING:
    from estran.assess.answer import Assessment

WIDTH = 100
INDENT = 2


def to_text(assessment: Assessment, *, language: str = "en") -> str:
    """Return the answer as text, ending in a newline.

    Parameters
    ----------
    assessment : Assessment
        The whole answer.
    language : str
        Language of every sentence.
    """
    lines = [
        *_title(assessment, language),
        "",
        *situation_lines(assessment.situation, language=language),
        "",
        *sea_lines(assessment.sea, language=language),
        "",
        *forecast_lines(assessment.forecast, assessment.manifest, language=language),
        "",
        *manifest_lines(assessment.manifest, language=language),
    ]
    return "\n".join(line for whole in lines for line in _folded(whole)) + "\n"


def _title(assessment: Assessment, language: str) -> list[str]:
    lines = [say(language, "title.assessment", time=assessment.situation.time)]
    if assessment.exercise:
        lines.append(say(language, "title.exercise"))
    if assessment.replay:
        lines.append(say(language, "title.replay", replay=assessment.replay))
    return [*lines, say(language, "title.caution")]


def _folded(line: str) -> list[str]:
    """Break a long line; what follows stands under its text, not under its label."""
    lead = len(line) - len(line.lstrip())
    labelled = lead == INDENT and line[INDENT + LABEL_WIDTH - 1 : INDENT + LABEL_WIDTH] == " "
    hang = INDENT + LABEL_WIDTH if labelled else lead
    return wrap(
        line,
        WIDTH,
        subsequent_indent=" " * (hang + INDENT),
        break_on_hyphens=False,
        break_long_words=False,
        replace_whitespace=False,
    ) or [""]

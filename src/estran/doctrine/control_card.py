"""Who may see control options at all: never on a case that reached us as a call for help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estran.doctrine.kleene import Truth

Withheld = Literal["call_for_help", "source_unknown", "distress"]
"""Why a case has no control card."""

CALLS_FOR_HELP = frozenset({"caller", "ngo", "volunteer", "resident"})
"""Sources of a report that ask for help, or pass on that somebody does."""

OBSERVERS = frozenset({"patrol", "aircraft", "drone", "semaphore", "radar"})
"""Sources that have seen a craft, and through whom nobody asked for help."""


def control_card_allowed(*, sources: Iterable[str]) -> bool:
    """Say whether the control options I7 to I14 may be shown on a case.

    Parameters
    ----------
    sources : iterable of str
        The kind of source of every report of the case.

    Returns
    -------
    bool
        True only where there is a report and every one came from an observer. One call for help
        bars the card for good; so does a source that is not known.
    """
    kinds = frozenset(sources)
    return bool(kinds) and kinds <= OBSERVERS


def control_withheld(
    *, sources: Iterable[str], help_asked: Truth | None, distress: Truth
) -> Withheld | None:
    """Return why the control options I7 to I14 are not shown on a case; None where they may be.

    Parameters
    ----------
    sources : iterable of str
        The kind of source of every report of the case; one that is not known by any other word.
    help_asked : str or None
        Whether somebody on the craft asked for help, through whomever; None is unknown.
    distress : str
        Whether distress is indicated. Where that is only not excluded, or an observer sees people
        in the water, the options are shown and every one of them is barred (`judge`).

    Returns
    -------
    str or None
        ``call_for_help`` before ``source_unknown`` before ``distress``. None only where there is
        a report, every one came from an observer, nobody asked for help and distress is not met.
    """
    kinds = frozenset(sources)
    if kinds & CALLS_FOR_HELP or help_asked == "met":
        return "call_for_help"
    if not control_card_allowed(sources=kinds):
        return "source_unknown"
    return "distress" if distress == "met" else None

"""Who may see control options at all: never on a case that reached us as a call for help."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

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

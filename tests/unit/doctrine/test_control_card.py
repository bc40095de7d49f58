"""Why a case has no control card, and the only way to have one."""

from itertools import combinations

import pytest

from estran.doctrine.control_card import (
    CALLS_FOR_HELP,
    OBSERVERS,
    control_card_allowed,
    control_withheld,
)
from estran.doctrine.kleene import Truth

TRUTHS: tuple[Truth, ...] = ("met", "not_met", "unknown")
KINDS = (*sorted(CALLS_FOR_HELP), *sorted(OBSERVERS), "ship", "centre", "unknown", "")


@pytest.mark.parametrize(
    ("sources", "help_asked", "distress", "why"),
    [
        (["caller"], None, "unknown", "call_for_help"),
        (["patrol", "ngo"], "not_met", "not_met", "call_for_help"),
        (["patrol"], "met", "met", "call_for_help"),
        (["unknown", "resident"], None, "met", "call_for_help"),
        ([], None, "unknown", "source_unknown"),
        (["unknown"], None, "not_met", "source_unknown"),
        (["ship"], "not_met", "not_met", "source_unknown"),
        (["patrol", "centre"], "not_met", "met", "source_unknown"),
        (["patrol"], "not_met", "met", "distress"),
        (["patrol", "drone"], None, "met", "distress"),
        (["patrol", "radar"], "not_met", "not_met", None),
        (["aircraft"], "unknown", "unknown", None),
    ],
)
def test_the_card_is_withheld_with_its_reason(sources, help_asked, distress, why):
    assert control_withheld(sources=sources, help_asked=help_asked, distress=distress) == why


def test_it_is_shown_only_of_observers_where_nobody_asked_and_distress_is_not_met():
    for count in range(3):
        for sources in combinations(KINDS, count):
            for help_asked in (*TRUTHS, None):
                for distress in TRUTHS:
                    shown = (
                        control_withheld(sources=sources, help_asked=help_asked, distress=distress)
                        is None
                    )
                    observed = bool(sources) and set(sources) <= OBSERVERS
                    assert shown == (observed and help_asked != "met" and distress != "met")
                    assert not shown or control_card_allowed(sources=sources)

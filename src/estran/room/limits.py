"""What counts as late, as contradicted and as searched in a room: every number an assumption."""

from __future__ import annotations

from datetime import timedelta

from estran.assess.coordination import BOTH, CENTRES
from estran.casebook.limits import Limits
from estran.doctrine.facts import fact
from estran.sources.assumptions import assumption


def assumed_limits() -> Limits:
    """Return the limits that the table of assumptions gives."""
    return Limits(
        count_slack=assumption("casebook_count_slack").value,
        surely_not=assumption("casebook_surely_not").value,
        searched=assumption("casebook_searched").value,
        crossing_share=assumption("casebook_crossing_share").value,
        moved=assumption("casebook_moved").value,
        both=BOTH,
        centres=CENTRES,
        indicators=("persons_in_water", *fact("distress_indicated").any_of),
        acknowledge=_minutes("due_acknowledgement"),
        hand_over=_minutes("casebook_hand_over"),
        relay=_minutes("casebook_relay"),
        contact=_minutes("casebook_contact"),
        fix=_minutes("due_fresh_fix"),
        unlinked=_minutes("casebook_unlinked"),
        review=_minutes("casebook_review"),
    )


def _minutes(key: str) -> timedelta:
    return timedelta(minutes=assumption(key).value)

"""`estran casebook suspend`: rest a search, with a time to look again, and what resumes it."""

from __future__ import annotations

from estran.cli.casebook_seat import HERE, Seat, Texts, seated


def suspend_case(
    case: str,
    /,
    *,
    review_at: str,
    resume_if: Texts = None,
    why: str,
    at: str | None = None,
    seat: Seat = HERE,
) -> None:
    """Suspend a case: its search rests, it stays in the queue, and is looked at again.

    Parameters
    ----------
    case : str
        Number of the case.
    review_at : str
        When it is looked at again, with its zone.
    resume_if : list of str
        What resumes it, such as any report of a boat or a person; may be repeated.
    why : str
        Why; it stands in the record for ever.
    at : str
        When it was true, with its zone; now where absent.
    """
    given = {"review_at": review_at, "resume_if": resume_if or [], "why": why}
    with seated(seat) as watch:
        watch.enter("case.suspended", given, case=case, at=at)

"""`estran casebook case-open`: a case, in distress, with one boat, for a report."""

from __future__ import annotations

from estran.cli.casebook_seat import HERE, Seat, seated


def case_open(report: str, /, *, label: str = "", seat: Seat = HERE) -> None:
    """Open a case for a report: your centre has it and acts, in distress, until another accepts.

    Parameters
    ----------
    report : str
        Number of the report, such as R-0001.
    label : str
        What the boat is called on the radio, such as Charlie.
    """
    from estran.language.catalogue import say
    from estran.room.casework import Opening, open_case

    with seated(seat) as watch:
        case, craft = open_case(watch.desk, watch.by, Opening(report=report, label=label))
        owner = watch.desk.book().case(case).owner
        text = say(seat.lang, "at_desk.case_opened", case=case, craft=craft, owner=owner)
        watch.tell(text, {"case": case, "craft": craft, "owner": owner})

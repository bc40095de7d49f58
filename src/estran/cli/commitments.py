"""`estran commitments`: what was promised around the doctrine, what was due, what reports show."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter


def list_commitments(
    *,
    as_of: str | None = None,
    lang: Literal["en", "fr"] = "en",
    json: Annotated[bool, Parameter(negative="")] = False,
) -> None:
    """List the promises around the doctrine as they stood on a day, each with its reports.

    Parameters
    ----------
    as_of : str
        The day, such as 2025-12-01: only what had been promised, was due and was reported then.
        Today where absent.
    lang : str
        Language of the list: en or fr.
    json : bool
        Print JSON instead of text.
    """
    from estran.cli.doctrine_list import day_of
    from estran.cli.printing import print_json, print_page
    from estran.doctrine.commitments import promised_by
    from estran.exchange.commitments_text import commitments_data, commitments_page

    day = day_of(as_of)
    held = promised_by(day)
    if json:
        print_json(commitments_data(held, day=day, language=lang))
    else:
        print_page(commitments_page(held, day=day, language=lang))

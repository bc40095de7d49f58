"""`estran doctrine diff`: what one doctrine permits, bars or leaves open and another not."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter


def diff(
    before: str,
    after: str,
    /,
    *,
    lang: Literal["en", "fr"] = "en",
    json: Annotated[bool, Parameter(negative="")] = False,
) -> None:
    """Compare two doctrines: newly permitted, barred or unknown, each with its simplest situation.

    Parameters
    ----------
    before : str
        Id of the one.
    after : str
        Id of the other.
    lang : str
        Language of the page: en or fr.
    json : bool
        Print JSON instead of text.
    """
    from estran.cli.printing import print_json, print_page
    from estran.doctrine.comparison import compare
    from estran.doctrine.registry import doctrine
    from estran.doctrine.ruleset import rules_under
    from estran.exchange.doctrine_changes import changes_data, changes_page

    one, other = doctrine(before), doctrine(after)
    changes = compare(rules_under(one.id), rules_under(other.id))
    if json:
        print_json(changes_data(one, other, changes, language=lang))
    else:
        print_page(changes_page(one, other, changes, language=lang))

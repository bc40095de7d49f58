"""`estran doctrine list`: what is in force, announced, withdrawn or hypothetical on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

if TYPE_CHECKING:
    from datetime import date


def list_doctrines(
    *,
    at: str | None = None,
    lang: Literal["en", "fr"] = "en",
    json: Annotated[bool, Parameter(negative="")] = False,
) -> None:
    """List the doctrines: what each replaces, what is not known of it, what contradicts it.

    Parameters
    ----------
    at : str
        The day, such as 2023-06-01; today where absent.
    lang : str
        Language of the list: en or fr.
    json : bool
        Print JSON instead of text.
    """
    from estran.cli.printing import print_json, print_page
    from estran.doctrine.registry import every_doctrine
    from estran.exchange.doctrine_list import list_data, list_page

    held = every_doctrine().values()
    if json:
        print_json(list_data(held, day=day_of(at), language=lang))
    else:
        print_page(list_page(held, day=day_of(at), language=lang))


def day_of(at: str | None) -> date:
    """Return a day as typed, or today."""
    from estran.exchange.day_text import parse_day
    from estran.wiring import clock

    return clock().now().date() if at is None else parse_day(at)

"""`estran doctrine show`: one doctrine as a page that a lawyer can read, as text, HTML or JSON."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 -- the command line reads the annotation
from typing import Annotated, Literal

from cyclopts import Parameter


def show(
    name: str,
    /,
    *,
    html: Path | None = None,
    lang: Literal["en", "fr"] = "en",
    json: Annotated[bool, Parameter(negative="")] = False,
) -> None:
    """Show a doctrine: every clause in words and as text, with dates, sources, cases and reviewer.

    Parameters
    ----------
    name : str
        Its id: see `estran doctrine list`.
    html : Path
        Also write the page into this file; it needs nothing else and can be printed.
    lang : str
        Language of the page: en or fr.
    json : bool
        Print JSON instead of text.
    """
    from estran.cli.doctrine_list import day_of
    from estran.cli.printing import print_json, print_page
    from estran.doctrine.cases import shipped_cases
    from estran.doctrine.registry import doctrine
    from estran.exchange.doctrine_as_of import as_of
    from estran.exchange.doctrine_page import doctrine_page, page_data
    from estran.exchange.page_html import to_page_html
    from estran.wiring import write_user_file

    day = day_of(None)
    found = as_of(doctrine(name), day)
    cases = tuple(one for one in shipped_cases() if one.doctrine == found.id)
    page = doctrine_page(found, cases, language=lang)
    if html is not None:
        write_user_file(html, to_page_html(page))
    if json:
        print_json(page_data(found, cases, day=day, language=lang))
    else:
        print_page(page)

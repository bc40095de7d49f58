"""`estran doctrine history`: one situation under every doctrine since 2022, on one page."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 -- the command line reads the annotation
from typing import Annotated, Literal

from cyclopts import Parameter


def history(
    *,
    option: str,
    facts: Path,
    lang: Literal["en", "fr"] = "en",
    json: Annotated[bool, Parameter(negative="")] = False,
) -> None:
    """Tell the verdict on an option in a situation under every doctrine since 2022.

    Parameters
    ----------
    option : str
        Such as I7.
    facts : Path
        The situation as YAML, `fact: value` line by line; what is left out is unknown.
    lang : str
        Language of the page: en or fr.
    json : bool
        Print JSON instead of text.
    """
    from estran.cli.doctrine_ask import facts_of, option_asked
    from estran.cli.printing import print_json, print_page
    from estran.exchange.doctrine_history import history_data, history_page

    name, given = option_asked(option), facts_of(facts)
    if json:
        print_json(history_data(name, given))
    else:
        print_page(history_page(name, given, language=lang))

"""`estran casebook chronology`: a whole case, event by event, to be read, printed and disputed."""

from __future__ import annotations

import sys
from pathlib import Path  # noqa: TC003 -- the command line reads the annotation

from estran.cli.casebook_seat import HERE, Seat, seated


def show_chronology(
    case: str, /, *, html: Path | None = None, why: str = "", seat: Seat = HERE
) -> None:
    """Print a whole case as a chronology. Reading its texts is logged apart.

    Parameters
    ----------
    case : str
        Number of the case.
    html : Path
        Write it into this file as a page to be printed, instead.
    why : str
        Why its texts are read, for the log; case work where absent.
    """
    from estran.cli.printing import print_page
    from estran.exchange.page_html import to_page_html
    from estran.language.catalogue import say
    from estran.room.pages import chronology
    from estran.wiring import write_user_file

    with seated(seat) as watch:
        page = chronology(watch.look(), case, why=why)
    if html is None:
        print_page(page)
    else:
        write_user_file(html, to_page_html(page))
        print(say(seat.lang, "run.file_written", path=html), file=sys.stderr)

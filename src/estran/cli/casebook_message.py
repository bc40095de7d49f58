"""How the commands that write messages print them: entered as sent, or as a draft."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from estran.cli.printing import print_json, print_text

if TYPE_CHECKING:
    from estran.cli.casebook_seat import Watch
    from estran.room.messages import Wanted


def write(watch: Watch, case: str, wanted: Wanted) -> None:
    """Print a message; where it goes to somebody, number it and keep it as sent.

    Notes about it go to standard error, so that the text can be sent on as it is.
    """
    from estran.language.catalogue import say
    from estran.room.messages import drafted, write_message

    language = watch.seat.lang
    if not wanted.to:
        text = drafted(watch.desk, watch.by, case, wanted)
        if watch.seat.json:
            print_json({"message": None, "number": None, "text": text})
        else:
            print_text(text)
        print(say(language, "at_desk.draft"), file=sys.stderr)
        return
    written = write_message(watch.desk, watch.by, case, wanted)
    if watch.seat.json:
        print_json(written)
    else:
        print_text(written.text)
    to = ", ".join(wanted.to)
    print(say(language, "at_desk.sent", message=written.message, to=to), file=sys.stderr)

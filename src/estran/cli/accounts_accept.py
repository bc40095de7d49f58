"""`estran accounts accept`: choose a password here, where no page can be opened for it."""

from __future__ import annotations

from getpass import getpass
from pathlib import Path
from typing import Literal

from estran.cli.printing import print_text

DEFAULT = Path("accounts.sqlite")


def accept_here(*, accounts: Path = DEFAULT, lang: Literal["en", "fr"] = "en") -> None:
    """Use an invitation up: its token and the new password are asked for, and are not shown.

    Parameters
    ----------
    accounts : Path
        The file of accounts.
    lang : str
        Language of what is printed: en or fr.
    """
    from estran import wiring
    from estran.language.catalogue import say
    from estran.room.account_office import accept

    token = getpass(say(lang, "account.ask_token")).strip()
    password = getpass(say(lang, "account.ask_password"))
    with wiring.open_accounts(accounts) as kept:
        made = accept(kept, token=token, password=password, now=wiring.clock().now())
    print_text(say(lang, "account.opened", login=made.login, id=made.id))

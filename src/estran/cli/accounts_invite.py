"""`estran accounts invite`: a link, good once, by which somebody chooses a password."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from estran.cli.printing import print_text

DEFAULT = Path("accounts.sqlite")
AccountRole = Literal[
    "watch_officer", "supervisor", "partner_centre", "volunteer", "enforcement", "analyst"
]


def invite_guest(
    login: str,
    /,
    *,
    role: AccountRole,
    centre: str = "",
    accounts: Path = DEFAULT,
    lang: Literal["en", "fr"] = "en",
) -> None:
    """Invite somebody to an account, or to choose a new password for it.

    Parameters
    ----------
    login : str
        A function, such as dover-watch-1; never a person's name.
    role : str
        What they may do.
    centre : str
        Where they stand: Gris-Nez, Dover or Oostende; nowhere where absent.
    accounts : Path
        The file of accounts.
    lang : str
        Language of what is printed: en or fr.
    """
    from estran import wiring
    from estran.language.catalogue import say
    from estran.room.account_office import Guest, invite, looks_like_a_name
    from estran.room.principal import OPERATOR

    guest = Guest(login=login, role=role, centre=centre)
    with wiring.open_accounts(accounts) as kept:
        token, made = invite(
            kept, wiring.tokens(), by=OPERATOR, guest=guest, now=wiring.clock().now()
        )
    if looks_like_a_name(login):
        print_text(say(lang, "account.like_a_name"))
    until = made.expires.strftime("%Y-%m-%d %H:%MZ")
    print_text(say(lang, "account.invited", login=login, token=token, until=until))

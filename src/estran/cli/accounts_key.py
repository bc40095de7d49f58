"""`estran accounts api-key`: a key for a program, shown once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from estran.cli.printing import print_text
from estran.room.roles import Action

DEFAULT = Path("accounts.sqlite")
Scopes = Annotated[list[Action], Parameter(negative="")]


def make(
    login: str,
    /,
    *,
    scope: Scopes,
    days: int = 90,
    accounts: Path = DEFAULT,
    lang: Literal["en", "fr"] = "en",
) -> None:
    """Make a key with which a program acts for an account; it is shown here and nowhere else.

    Parameters
    ----------
    login : str
        Login of the account.
    scope : list of str
        An action that the key is for; may be repeated.
    days : int
        How long it lasts, 1 to 366.
    accounts : Path
        The file of accounts.
    lang : str
        Language of what is printed: en or fr.
    """
    from estran import wiring
    from estran.cli.accounts_list import account_id
    from estran.language.catalogue import say
    from estran.room.account_office import KeyWanted, make_key
    from estran.room.principal import OPERATOR

    now = wiring.clock().now()
    with wiring.open_accounts(accounts) as kept:
        wanted = KeyWanted(account=account_id(kept, login), scopes=tuple(scope), days=days)
        secret, key = make_key(kept, wiring.tokens(), by=OPERATOR, wanted=wanted, now=now)
    until = key.expires.strftime("%Y-%m-%d")
    print_text(say(lang, "account.key_made", id=key.id, secret=secret, until=until))

"""`estran accounts disable`: shut an account at once."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from estran.cli.printing import print_text

DEFAULT = Path("accounts.sqlite")


def shut(login: str, /, *, accounts: Path = DEFAULT, lang: Literal["en", "fr"] = "en") -> None:
    """Shut an account: its sessions end, its keys are revoked, its invitations are void.

    Parameters
    ----------
    login : str
        Its login.
    accounts : Path
        The file of accounts.
    lang : str
        Language of what is printed: en or fr.
    """
    from estran import wiring
    from estran.cli.accounts_list import account_id
    from estran.language.catalogue import say
    from estran.room.account_office import disable
    from estran.room.principal import OPERATOR

    with wiring.open_accounts(accounts) as kept:
        disable(kept, by=OPERATOR, account_id=account_id(kept, login))
    print_text(say(lang, "account.shut", login=login))

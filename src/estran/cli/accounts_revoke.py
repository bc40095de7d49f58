"""`estran accounts revoke-key`: take a program's key back at once."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from estran.cli.printing import print_text

DEFAULT = Path("accounts.sqlite")


def revoke(key: str, /, *, accounts: Path = DEFAULT, lang: Literal["en", "fr"] = "en") -> None:
    """Take an API key back.

    Parameters
    ----------
    key : str
        Its id, such as k3: see `estran accounts list`.
    accounts : Path
        The file of accounts.
    lang : str
        Language of what is printed: en or fr.
    """
    from estran import wiring
    from estran.language.catalogue import say
    from estran.room.account_office import revoke_key
    from estran.room.principal import OPERATOR

    with wiring.open_accounts(accounts) as kept:
        revoke_key(kept, by=OPERATOR, key_id=key)
    print_text(say(lang, "account.revoked", key=key))

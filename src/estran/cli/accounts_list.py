"""`estran accounts list`: accounts and keys, without anything secret."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from estran.cli.printing import print_json, print_text

if TYPE_CHECKING:
    from estran.room.accounts import Account, Accounts, ApiKey

DEFAULT = Path("accounts.sqlite")


def list_accounts(
    *,
    accounts: Path = DEFAULT,
    lang: Literal["en", "fr"] = "en",
    json: Annotated[bool, Parameter(negative="")] = False,
) -> None:
    """List the accounts and API keys of a room.

    Parameters
    ----------
    accounts : Path
        The file of accounts.
    lang : str
        Language of the list: en or fr.
    json : bool
        Print JSON instead of text.
    """
    from estran import wiring
    from estran.language.catalogue import say

    with wiring.open_accounts(accounts) as kept:
        found, keys = kept.accounts(), kept.api_keys()
    if json:
        print_json({"accounts": [_account(one) for one in found], "keys": [_key(k) for k in keys]})
        return
    rows = [
        say(
            lang,
            "account.shut_row" if one.disabled else "account.row",
            id=one.id,
            login=one.login,
            role=one.role,
            centre=one.centre or "-",
        )
        for one in found
    ]
    rows += [_key_row(one, lang) for one in keys]
    print_text("\n".join(rows) or say(lang, "account.none"))


def account_id(kept: Accounts, login: str) -> str:
    """Return the id of a login; what nobody has stays as it is, and is refused by its name."""
    found = kept.account_of(login)
    return login if found is None else found.id


def _key_row(key: ApiKey, lang: str) -> str:
    from estran.language.catalogue import say

    return say(
        lang,
        "account.revoked_key_row" if key.revoked else "account.key_row",
        id=key.id,
        account=key.account,
        scopes=", ".join(sorted(key.scopes)),
        until=key.expires.strftime("%Y-%m-%d"),
    )


def _account(one: Account) -> dict[str, object]:
    return {
        "id": one.id,
        "login": one.login,
        "role": one.role,
        "centre": one.centre,
        "disabled": one.disabled,
    }


def _key(one: ApiKey) -> dict[str, object]:
    return {
        "id": one.id,
        "account": one.account,
        "scopes": sorted(one.scopes),
        "expires": one.expires.isoformat(),
        "revoked": one.revoked,
    }

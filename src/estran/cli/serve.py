"""`estran serve`: the server for one person on this machine, or for a room with accounts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from estran.cli.printing import print_text

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from estran.adapters.http_server import Listener
    from estran.room.accounts import Accounts
    from estran.room.desk import Desk

Names = Annotated[list[str] | None, Parameter(negative="")]


@Parameter(name="*")
@dataclass(kw_only=True, frozen=True)
class Listens:
    """Where the server listens.

    Attributes
    ----------
    port : int
        Port; 0 for any that is free.
    host : str
        Address of this machine to listen at. One person's server stays at 127.0.0.1; a room's at
        another address needs a certificate.
    name : list of str
        A name under which browsers reach a room's server; may be repeated.
    certificate : Path
        Certificate chain, PEM, where the server itself speaks TLS.
    key : Path
        Its key, PEM.
    https : bool
        A proxy on this machine speaks TLS with the browsers.
    """

    port: int = 8700
    host: str = "127.0.0.1"
    name: Names = None
    certificate: Path | None = None
    key: Path | None = None
    https: Annotated[bool, Parameter(negative="")] = False


@Parameter(name="*")
@dataclass(kw_only=True, frozen=True)
class Kept:
    """What the server keeps.

    Attributes
    ----------
    casebook : str
        The record: a file, or postgresql://...
    keys : Path
        Folder of its keys, never backed up with it; beside the file where nobody says.
    accounts : Path
        The accounts of a room.
    shared : list of str
        A centre that reads this room, and is told by it of every report; may be repeated. In a
        room, where nobody says: the centres that have an account.
    watermark : str
        EXERCISE makes a new casebook one of an exercise; every page of it says so.
    """

    casebook: str = "casebook.sqlite"
    keys: Path | None = None
    accounts: Path = Path("accounts.sqlite")
    shared: Names = None
    watermark: Literal["", "EXERCISE"] = ""


def serve(
    *,
    mode: Literal["local", "room"] = "local",
    centre: str = "Dover",
    listens: Listens | None = None,
    kept: Kept | None = None,
    lang: Literal["en", "fr"] = "en",
) -> None:
    """Serve until Ctrl-C.

    In local mode whoever has the address that is printed acts as watch officer and supervisor of
    the centre; nobody else on the network reaches it. In room mode people log in.

    Parameters
    ----------
    mode : str
        local for one person, room for several with accounts.
    centre : str
        Where you stand, or whose room it is: Gris-Nez, Dover or Oostende. It signs for it.
    listens : Listens
        Where the server listens.
    kept : Kept
        What the server keeps.
    lang : str
        Language of what is printed: en or fr.
    """
    from estran import wiring
    from estran.server.exposure import require_private

    how, files = listens or Listens(), kept or Kept()
    require_private(how.host, mode=mode, tls=how.certificate is not None)
    listener = wiring.listen(
        host=how.host,
        port=how.port,
        certificate=how.certificate,
        key=how.key,
        behind_proxy=how.https,
    )
    try:
        if mode == "local":
            _serve_one(listener, files, centre, lang)
        else:
            _serve_room(listener, how, files, centre, lang)
    finally:
        listener.close()


def _serve_one(listener: Listener, files: Kept, centre: str, lang: str) -> None:
    from estran import wiring
    from estran.language.catalogue import say
    from estran.room.account_office import require_centre
    from estran.room.tokens import digest_of
    from estran.server.ports import LocalMode, ServerPorts

    require_centre(centre, role="watch_officer")
    token = wiring.tokens().fresh()
    with _opened(files, centre) as desk, wiring.work_beside(desk) as runner:
        ports = ServerPorts(
            clock=wiring.clock(),
            tokens=wiring.tokens(),
            mode=LocalMode(centre=centre, token_digest=digest_of(token)),
            desk=desk,
            shared=(centre, *(files.shared or ())),
            runner=runner,
            stopping=listener.is_stopping,
            cookie=f"estran_{listener.port}",
        )
        app = wiring.application(ports)
        address = f"{listener.address}/?token={token}"
        print_text(say(lang, "serve.local", centre=centre, address=address))
        listener.serve(app)
    print_text(say(lang, "serve.stopped"))


def _serve_room(listener: Listener, how: Listens, files: Kept, centre: str, lang: str) -> None:
    from estran import wiring
    from estran.language.catalogue import say
    from estran.room.account_office import require_centre
    from estran.server.ports import LOOPBACK, RoomMode, ServerPorts

    require_centre(centre, role="watch_officer")
    with (
        wiring.open_accounts(files.accounts) as accounts,
        _opened(files, centre) as desk,
        wiring.work_beside(desk) as runner,
    ):
        ports = ServerPorts(
            clock=wiring.clock(),
            tokens=wiring.tokens(),
            mode=RoomMode(accounts=accounts),
            desk=desk,
            shared=(centre, *(files.shared or _centres(accounts))),
            runner=runner,
            stopping=listener.is_stopping,
            hosts=(*LOOPBACK, how.host, *(how.name or ())),
            secure=how.https or how.certificate is not None,
            cookie=f"estran_{listener.port}",
        )
        app = wiring.application(ports)
        print_text(say(lang, "serve.room", address=listener.address))
        if not accounts.accounts():
            print_text(say(lang, "serve.nobody", file=files.accounts))
        listener.serve(app)
    print_text(say(lang, "serve.stopped"))


def _opened(files: Kept, centre: str) -> AbstractContextManager[Desk]:
    from estran import wiring

    if "://" not in files.casebook and wiring.is_casebook(files.casebook):
        wiring.require_keys(files.casebook, keys=files.keys)
    return wiring.open_desk(
        files.casebook, keys=files.keys, centre=centre, watermark=files.watermark
    )


def _centres(accounts: Accounts) -> tuple[str, ...]:
    """Return the centres that somebody of this room stands at."""
    found = {one.centre for one in accounts.accounts() if one.centre and not one.disabled}
    return tuple(sorted(found))

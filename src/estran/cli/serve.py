"""`estran serve`: the server for one person on this machine, or for a room with accounts."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from estran.cli.printing import print_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estran.adapters.http_server import Listener
    from estran.room.accounts import Accounts
    from estran.room.desk import Desk

Flag = Annotated[bool, Parameter(negative="")]
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
        The accounts of a room; accounts.sqlite where nobody says. Of an exercise: made for it.
    shared : list of str
        A centre that reads this room, and is told by it of every report; may be repeated. In a
        room, where nobody says: the centres that have an account.
    watermark : str
        EXERCISE makes a new casebook one of an exercise; every page of it says so.
    ais : str
        An AIS receiver, tcp://HOST:PORT or udp://HOST:PORT, or a file of its sentences that grows:
        devices that call for help become reports, and nothing else of it is kept.
    sea : Path
        Folder of fetched and added fields of the sea for its forecasts; ESTRAN_SEA or your cache
        unless said.
    embedded : bool
        Only the sea that comes with Estran, whatever else is kept.
    """

    casebook: str = ""
    keys: Path | None = None
    accounts: Path | None = None
    shared: Names = None
    watermark: Literal["", "EXERCISE"] = ""
    ais: str | None = None
    sea: Path | None = None
    embedded: Flag = False


@Parameter(name="*")
@dataclass(kw_only=True, frozen=True)
class Shown:
    """What is played, and where it is shown.

    Attributes
    ----------
    exercise : str
        A historic case to play as an exercise, such as 2022-12-14: see `estran replay list`. Its
        clock goes on from when both centres knew of it.
    untouched : bool
        The exercise begins with its first message, and nothing of it is entered.
    open : bool
        Open the address in a browser, where there is a screen. Other people of this machine may see
        the address while the browser starts.
    """

    exercise: str = ""
    untouched: Flag = False
    open: Flag = False


def serve(
    *,
    mode: Literal["local", "room"] = "local",
    centre: str = "Dover",
    listens: Listens | None = None,
    kept: Kept | None = None,
    shown: Shown | None = None,
    lang: Literal["en", "fr"] = "en",
) -> None:
    """Serve until Ctrl-C.

    In local mode whoever has the address that is printed acts as watch officer and supervisor of
    the centre; nobody else on the network reaches it. In room mode people log in. An exercise in
    room mode prints accounts for both sides, good until its end.

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
    shown : Shown
        What is played, and where it is shown.
    lang : str
        Language of what is printed: en or fr.
    """
    from estran import wiring
    from estran.server.exposure import require_private

    how, play = listens or Listens(), shown or Shown()
    require_private(how.host, mode=mode, tls=how.certificate is not None)
    listener = wiring.listen(
        host=how.host,
        port=how.port,
        certificate=how.certificate,
        key=how.key,
        behind_proxy=how.https,
    )
    try:
        with _placed(kept or Kept(), play) as files:
            if mode == "local":
                _serve_one(listener, files, play, centre, lang)
            else:
                _serve_room(listener, how, files, play, centre, lang)
    finally:
        listener.close()


def _serve_one(listener: Listener, files: Kept, play: Shown, centre: str, lang: str) -> None:
    from estran import wiring
    from estran.language.catalogue import say
    from estran.room.account_office import require_centre
    from estran.room.tokens import digest_of
    from estran.server.ports import LocalMode, ServerPorts

    require_centre(centre, role="watch_officer")
    token = wiring.tokens().fresh()
    shared = (centre, *(files.shared or ()))
    with (
        _opened(files, play, centre) as desk,
        wiring.work_beside(desk) as runner,
        _followed(desk, files, shared, lang),
    ):
        ports = ServerPorts(
            clock=wiring.clock(),
            tokens=wiring.tokens(),
            mode=LocalMode(centre=centre, token_digest=digest_of(token)),
            desk=desk,
            shared=shared,
            runner=runner,
            stopping=listener.is_stopping,
            cookie=f"estran_{listener.port}",
        )
        app = wiring.application(ports)
        address = f"{listener.address}/?token={token}"
        _say_played(play, lang)
        print_text(say(lang, "serve.local", centre=centre, address=address))
        if play.open and not wiring.open_browser(address):
            print_text(say(lang, "exercise.no_screen"))
        listener.serve(app)
    print_text(say(lang, "serve.stopped"))


def _serve_room(
    listener: Listener, how: Listens, files: Kept, play: Shown, centre: str, lang: str
) -> None:
    from estran import wiring
    from estran.language.catalogue import say
    from estran.room.account_office import require_centre
    from estran.server.ports import LOOPBACK, RoomMode, ServerPorts

    require_centre(centre, role="watch_officer")
    with (
        wiring.open_accounts(files.accounts or Path("accounts.sqlite")) as accounts,
        _opened(files, play, centre) as desk,
        wiring.work_beside(desk) as runner,
        _followed(desk, files, (centre, *(files.shared or _centres(accounts, play))), lang),
    ):
        ports = ServerPorts(
            clock=wiring.clock(),
            tokens=wiring.tokens(),
            mode=RoomMode(accounts=accounts),
            desk=desk,
            shared=(centre, *(files.shared or _centres(accounts, play))),
            runner=runner,
            stopping=listener.is_stopping,
            hosts=(*LOOPBACK, how.host, *(how.name or ())),
            secure=how.https or how.certificate is not None,
            cookie=f"estran_{listener.port}",
        )
        app = wiring.application(ports)
        _say_played(play, lang)
        print_text(say(lang, "serve.room", address=listener.address))
        if play.exercise:
            _seat(accounts, centre, lang)
        if play.open and not wiring.open_browser(listener.address):
            print_text(say(lang, "exercise.no_screen"))
        if not accounts.accounts():
            print_text(say(lang, "serve.nobody", file=files.accounts))
        listener.serve(app)
    print_text(say(lang, "serve.stopped"))


@contextmanager
def _followed(desk: Desk, files: Kept, shared: tuple[str, ...], lang: str) -> Iterator[None]:
    """Follow AIS for devices that call for help, where a receiver was named, and say so."""
    from estran.language.catalogue import say
    from estran.wiring.ais import follow_beside

    with follow_beside(desk, files.ais, shared=shared, language="fr" if lang == "fr" else "en"):
        if files.ais is not None:
            print_text(say(lang, "ais.followed", where=files.ais))
        yield


@contextmanager
def _placed(files: Kept, play: Shown) -> Iterator[Kept]:
    """Return what is kept with its places; of an exercise they are gone at the end."""
    from estran import wiring

    with wiring.passing_folder() if play.exercise else nullcontext(Path()) as folder:
        place = str(folder / "casebook.sqlite") if play.exercise else "casebook.sqlite"
        accounts = folder / "accounts.sqlite" if play.exercise else files.accounts
        yield replace(files, casebook=files.casebook or place, accounts=accounts)


@contextmanager
def _opened(files: Kept, play: Shown, centre: str) -> Iterator[Desk]:
    from estran import wiring

    if "://" not in files.casebook and wiring.is_casebook(files.casebook):
        wiring.require_keys(files.casebook, keys=files.keys)
    if play.exercise:
        with _played(files, play, centre) as desk:
            yield desk
        return
    with wiring.open_desk(
        files.casebook, keys=files.keys, centre=centre, watermark=files.watermark
    ) as desk:
        _take_sea(desk, files)
        yield desk


def _take_sea(desk: Desk, files: Kept) -> None:
    """Let a desk's forecasts use kept fields; before the first of them is made."""
    from estran.cli.sea_taken import SeaTaken, take_sea

    take_sea(desk, SeaTaken(sea=files.sea, embedded=files.embedded))


@contextmanager
def _played(files: Kept, play: Shown, centre: str) -> Iterator[Desk]:
    from estran import wiring
    from estran.casebook.event import Author
    from estran.cli.casebook_seat import ACCOUNT
    from estran.room.exercise import Exercise, begin

    exercise = Exercise(key=play.exercise, untouched=play.untouched)
    with wiring.open_desk(
        files.casebook,
        keys=files.keys,
        centre=centre,
        watermark=exercise.mark,
        now=exercise,
    ) as desk:
        _take_sea(desk, files)
        begin(desk, Author(role="watch_officer", centre=centre, account=ACCOUNT), exercise)
        yield desk


def _say_played(play: Shown, lang: str) -> None:
    from estran.exchange.replay import replay
    from estran.language.catalogue import say

    if play.exercise:
        print_text(say(lang, "exercise.title", title=replay(play.exercise).title_in(lang)))


def _seat(accounts: Accounts, centre: str, lang: str) -> None:
    """Open the accounts of an exercise, and print them."""
    from estran import wiring
    from estran.language.catalogue import say
    from estran.room.exercise import seats

    print_text(say(lang, "exercise.seats"))
    for one in seats(accounts, wiring.tokens(), centre=centre, now=wiring.clock().now()):
        role = say(lang, f"recorded_role.{one.role}")
        row = say(lang, "exercise.seat", login=one.login, password=one.password, role=role)
        print_text(row)


def _centres(accounts: Accounts, play: Shown) -> tuple[str, ...]:
    """Return the centres that somebody of this room stands at; of an exercise, all."""
    from estran.assess.coordination import CENTRES

    if play.exercise:
        return CENTRES
    found = {one.centre for one in accounts.accounts() if one.centre and not one.disabled}
    return tuple(sorted(found))

"""The one place that chooses adapters and opens things."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from estran.adapters.system_clock import SystemClock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path
    from types import ModuleType

    from fastapi import FastAPI

    from estran.adapters.engine_building import EngineStanding
    from estran.adapters.http_server import Listener
    from estran.adapters.study_folder import StudyFolder
    from estran.assess.answer import Assessment
    from estran.assess.drifter_tracks import Track
    from estran.casebook.store import EventStore
    from estran.doctrine.ruleset import Ruleset
    from estran.doctrine.tally import Tally
    from estran.engine.compiled.machine import Machine
    from estran.lab.runner import Runner as LabRunner
    from estran.room.accounts import Accounts
    from estran.room.clock import Clock
    from estran.room.desk import Desk
    from estran.room.exercise import Exercise
    from estran.room.running import Runner
    from estran.room.tokens import Tokens
    from estran.server.ports import ServerPorts

POSTGRES = ("postgresql://", "postgres://")
NETCDF = (".nc", ".nc4", ".cdf")


def clock() -> Clock:
    """Return the clock that the watch goes by."""
    return SystemClock()


def tokens() -> Tokens:
    """Return the source of secrets."""
    from estran.adapters.system_tokens import SystemTokens

    return SystemTokens()


@contextmanager
def open_accounts(path: Path) -> Iterator[Accounts]:
    """Open the accounts of a room, and let go of them at the end."""
    from estran.adapters.extras import require_serve

    require_serve("argon2")
    from estran.adapters.accounts_sqlite import SqliteAccounts

    accounts = SqliteAccounts(path)
    try:
        yield accounts
    finally:
        accounts.close()


def listen(
    *,
    host: str,
    port: int,
    certificate: Path | None = None,
    key: Path | None = None,
    behind_proxy: bool = False,
) -> Listener:
    """Take the address that a server shall have."""
    from estran.adapters.extras import require_serve

    require_serve("uvicorn")
    from estran.adapters.http_server import Listener, Listening

    how = Listening(
        host=host, port=port, certificate=certificate, key=key, behind_proxy=behind_proxy
    )
    return Listener(how)


def application(ports: ServerPorts) -> FastAPI:
    """Return the web application over its ports."""
    from estran.adapters.extras import require_serve

    require_serve("fastapi")
    from estran.server.app import create_app

    return create_app(ports)


@contextmanager
def work_beside(desk: Desk) -> Iterator[Runner]:
    """Let the room do its rounds beside the server, and return where assessments are computed."""
    from estran.adapters.assessing_process import AssessingProcess
    from estran.adapters.background_thread import BackgroundThread
    from estran.room.background import Rounds

    process = AssessingProcess(prepare=offer_engine)
    thread = BackgroundThread(Rounds(desk=desk, runner=process).step)
    process.begin()
    thread.start()
    stop_listening = desk.listen(thread.ring)
    try:
        yield process
    finally:
        stop_listening()
        thread.ask_to_stop()
        process.close()
        thread.join()


def offer_engine() -> None:
    """Offer the compiled drift engine to whoever lets something drift; nothing is opened yet."""
    from estran.engine.offering import offer

    offer(_kept_engine)


def _kept_engine() -> Machine:
    """Open the machine code that is kept for these sources on this machine."""
    from estran.adapters.engine_building import kept_engine

    return kept_engine()


def build_engine(*, before: Callable[[], None]) -> tuple[Path, bool]:
    """Build the machine code where it is not kept; return its file, and whether it was built now.

    Parameters
    ----------
    before : callable
        Called before the work begins, where there is any: it takes up to a minute.
    """
    from estran.adapters.engine_building import built_engine

    return built_engine(before=before)


def engine_standing() -> EngineStanding:
    """Return what is kept of the compiled drift engine, and why it is not used where it is not."""
    from estran.adapters.engine_building import standing

    return standing()


def read_user_text(path: Path) -> str:
    """Return a user's file as text."""
    from estran.adapters.files import read_text

    return read_text(path)


def write_user_file(path: Path, content: bytes) -> None:
    """Write a user's file whole or not at all."""
    from estran.adapters.files import write_whole

    write_whole(path, content)


def draw(assessment: Assessment, path: Path) -> None:
    """Draw the map of an answer into a PNG file."""
    from estran.adapters.map_backdrop import backdrop
    from estran.adapters.map_picture import draw_map
    from estran.environment.area import load_area

    draw_map(assessment, backdrop=backdrop(load_area(assessment.situation.area)), path=path)


def require_cf() -> None:
    """Refuse where what reads CF datasets is not installed."""
    from estran.adapters import extras

    extras.require_cf()


def read_drifters(path: Path) -> list[Track]:
    """Return the tracks of a user's drifters: netCDF by the end of its name, else CSV."""
    if path.suffix.casefold() in NETCDF:
        require_cf()
        from estran.adapters.cf_drifters import read_drifter_file

        return read_drifter_file(path)
    from estran.exchange import drifter_table

    return drifter_table.read_drifters(read_user_bytes(path), name=str(path))


def judge_table(
    rules: Ruleset, options: Sequence[str], table: Path, *, out: Path | None
) -> tuple[Mapping[str, Tally], int]:
    """Judge a user's table of states, chunk by chunk; write the verdict codes where wanted."""
    from estran.doctrine.tally import Counting
    from estran.exchange.facts_table import TableReader

    source = _tables(table)
    target = None if out is None else _tables(out)
    counting = Counting(rules, tuple(options), keep=target is not None)
    for states in TableReader(str(table)).states(source.read_rows(table)):
        counting.add(states)
    if out is not None and target is not None:
        write_user_file(out, target.verdict_bytes(counting.codes()))
    return counting.tallies(), counting.count


def read_user_bytes(path: Path) -> bytes:
    """Return a user's file as bytes, such as an export."""
    from estran.adapters.files import read_content

    return read_content(path)


def is_casebook(where: str) -> bool:
    """Say whether a casebook may be there: a database is asked when it is opened."""
    from pathlib import Path

    return where.startswith(POSTGRES) or Path(where).exists()


def event_store(where: str, *, watermark: str = "", read_only: bool = False) -> EventStore:
    """Open the record: a file, or a database where the place begins with ``postgresql://``."""
    now = clock().now()
    if where.startswith(POSTGRES):
        return _postgres().open_postgres(  # type: ignore[no-any-return]
            where, watermark=watermark, identity_opened=now, read_only=read_only
        )
    from pathlib import Path

    from estran.adapters.sqlite_store import open_sqlite

    return open_sqlite(Path(where), watermark=watermark, identity_opened=now, read_only=read_only)


@contextmanager
def open_desk(
    where: str,
    *,
    keys: Path | None = None,
    centre: str = "Dover",
    watermark: str = "",
    read_only: bool = False,
    now: str | Exercise | None = None,
) -> Iterator[Desk]:
    """Open a casebook with its keys, and let go of both at the end.

    Parameters
    ----------
    where : str
        A file, or a database where it begins with ``postgresql://``.
    keys : Path or None
        Folder of the keys, which never lies in the record; beside the file where None.
    centre : str
        Whose signature stands under checkpoints and receipts.
    watermark : str
        Of a new casebook: ``EXERCISE``, ``REPLAY ...``, or nothing.
    read_only : bool
        Whether nothing may be written.
    now : str, Exercise or None
        What time it is in an exercise or a replay; the machine's where None. An exercise that is
        played has a clock that goes on.
    """
    from estran.adapters.ed25519 import FileSigner
    from estran.adapters.key_vault import SqliteVault
    from estran.room.clock import clock_of
    from estran.room.desk import Desk, Ports
    from estran.room.exercise import Exercise, exercise_clock
    from estran.room.limits import assumed_limits

    folder = keys or _keys_beside(where)
    store = event_store(where, watermark=watermark, read_only=read_only)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    vault = SqliteVault(folder / "keys.sqlite")
    try:
        if isinstance(now, Exercise):
            told = exercise_clock(now, store, wall=clock())
        else:
            told = clock_of(now, watermark=store.identity().watermark, wall=clock())
        signer = FileSigner(folder, name=f"{centre.casefold().replace(' ', '-')}.estran")
        ports = Ports(store=store, vault=vault, signer=signer, clock=told, tokens=tokens())
        yield Desk(ports, limits=assumed_limits())
    finally:
        vault.close()
        store.close()


def passing_folder() -> AbstractContextManager[Path]:
    """Make a folder that only its owner can read; it is removed with all that is in it."""
    from estran.adapters.files import passing_folder

    return passing_folder()


def study_folder(path: Path) -> StudyFolder:
    """Return the folder of a study of the laboratory; nothing is made or read yet."""
    from estran.adapters.study_folder import StudyFolder

    return StudyFolder(path)


def study_runner(*, workers: int | None, dask: str | None) -> LabRunner:
    """Return who computes a study: a cluster where its address is given, or this machine."""
    from estran.adapters.study_runners import chosen_runner

    return chosen_runner(workers=workers, dask=dask)


def open_browser(address: str) -> bool:
    """Open an address in a browser of this screen; False where there is no screen or no browser."""
    from estran.adapters.screen import open_browser

    return open_browser(address)


def _keys_beside(where: str) -> Path:
    """Return the folder of a casebook's keys where nobody names another."""
    from pathlib import Path

    if "://" in where:
        return Path("casebook.keys")
    return Path(where).with_name(f"{Path(where).name}.keys")


def require_keys(where: str, *, keys: Path | None) -> None:
    """Refuse a casebook that holds events, with a folder in which none of its keys lie.

    Raises
    ------
    CasebookError
        Naming the folder; nothing has been made in it.
    """
    from estran.errors import CasebookError

    folder = keys or _keys_beside(where)
    if (folder / "keys.sqlite").exists():
        return
    store = event_store(where)
    empty = store.head().seq == 0
    store.close()
    if empty:
        return
    raise CasebookError(
        "keys.missing",
        f"The keys of this casebook are not in {folder}: its texts could not be read. Give their "
        "folder with --keys.",
        folder=str(folder),
    )


def _postgres() -> ModuleType:
    """Return the adapter for PostgreSQL, where its driver is installed."""
    from estran.errors import MissingExtraError

    try:
        from estran.adapters import postgres_store
    except ImportError as error:
        raise MissingExtraError(
            "store.postgres_missing",
            "PostgreSQL needs the extra `postgres`: pip install 'estran[postgres]'. A casebook in "
            "a file needs nothing.",
            extra="postgres",
        ) from error
    return postgres_store


def _tables(path: Path) -> ModuleType:
    """Return the adapter for a table, by the end of its name."""
    from estran.adapters import tables
    from estran.errors import MissingExtraError

    if path.suffix.casefold() != ".parquet":
        return tables
    try:
        from estran.adapters import parquet
    except ImportError as error:
        raise MissingExtraError(
            "tables.missing",
            "Parquet needs the extra `tables`: pip install 'estran[tables]'. CSV needs nothing.",
            extra="tables",
        ) from error
    return parquet

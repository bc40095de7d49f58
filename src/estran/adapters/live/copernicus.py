"""Copernicus Marine by its official client, a program that the user has installed and logged in.

It runs beside Estran and is no part of it. Its password stays in its own file, which is never
opened here; what it says is never shown. Its answer is a CF file, checked as any that is added.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from estran.adapters.extras import require_cf
from estran.adapters.live.asking import Answer
from estran.adapters.live.client_run import run_bounded
from estran.adapters.live.wanted import covering, strange
from estran.errors import EstranError, InputError, MissingExtraError, SeaSourceError

if TYPE_CHECKING:
    from estran.adapters.live.asking import Asker
    from estran.adapters.live.client_run import Ended
    from estran.adapters.live.wanted import Wanted
    from estran.environment.kept_field import KeptField, LayerName
    from estran.environment.sea_sources import SeaSource

PROGRAM = "copernicusmarine"
NAMED = "ESTRAN_COPERNICUS"
"""Names the program where it is neither beside Python nor on the path."""
HOST = "Copernicus Marine"
CREDENTIALS = ".copernicusmarine/.copernicusmarine-credentials"
CREDENTIALS_FOLDER = "COPERNICUSMARINE_CREDENTIALS_DIRECTORY"
SECRETS = ("COPERNICUSMARINE_SERVICE_USERNAME", "COPERNICUSMARINE_SERVICE_PASSWORD")
"""Not handed on: the login is that of the client's own file, and of nothing that Estran holds."""
LARGEST = 1 << 28  # bytes of a file; two weeks of hourly currents of the strait have a tenth
ROOM = 0.1  # degrees around the area
NO_NETWORK = ("couldnotconnect", "could not connect", "connectionerror", "max retries", "timed out")
NO_LOGIN = ("username", "password", "credential", "log in", "login")


def not_ready() -> EstranError | None:
    """Return what is missing on this machine for the client to be asked, by name; None if nothing.

    No network is asked, and the file of the login is not opened.
    """
    if program() is None:
        return SeaSourceError(
            "live.client_missing",
            f"Copernicus Marine is asked through its own client, {PROGRAM}, which is not installed"
            f" here: pipx install {PROGRAM}, then {PROGRAM} login. Its files can be added as well:"
            " estran sea add.",
            program=PROGRAM,
        )
    if not _logged_in():
        return _no_login()
    try:
        require_cf()
    except MissingExtraError as error:
        return error
    return None


def program() -> str | None:
    """Return the client's program: as named, beside Python, or on the path; None where nowhere."""
    named = os.environ.get(NAMED)
    if named:
        return shutil.which(named)
    return shutil.which(str(Path(sys.executable).with_name(PROGRAM))) or shutil.which(PROGRAM)


def fetch_by_client(
    asker: Asker, source: SeaSource, wanted: Wanted
) -> tuple[list[KeptField], Answer]:
    """Return the one layer of a source that its client downloads; it tells no time of its own.

    Raises
    ------
    SeaSourceError
        ``live.client_login``, ``live.client_failed``, ``live.timeout`` or ``live.unreachable``
        where it downloads nothing; what is wrong with the file where it cannot be used.
    """
    (layer,) = source.layers
    with tempfile.TemporaryDirectory(prefix="estran-copernicus-") as name:
        file = Path(name) / f"{layer}.nc"
        ended = run_bounded(
            _command(source.details["client"][layer], wanted, file),
            seconds=asker.manners.program,
            environment={key: value for key, value in os.environ.items() if key not in SECRETS},
        )
        _require_done(ended, file)
        field = _field_of(file, layer, source, wanted)
    covering(field.times, wanted, host=HOST)
    return [field], Answer(content=b"", host=HOST, told=None)


def _command(wished: dict[str, Any], wanted: Wanted, file: Path) -> list[str]:
    box = wanted.box
    options = {
        "--dataset-id": wished["dataset"],
        "--minimum-longitude": f"{box.west - ROOM:.3f}",
        "--maximum-longitude": f"{box.east + ROOM:.3f}",
        "--minimum-latitude": f"{box.south - ROOM:.3f}",
        "--maximum-latitude": f"{box.north + ROOM:.3f}",
        "--start-datetime": _moment(wanted.first),
        "--end-datetime": _moment(wanted.last),
        "--output-directory": str(file.parent),
        "--output-filename": file.name,
        "--log-level": "ERROR",
    }
    variables = [part for one in wished["variables"] for part in ("--variable", one)]
    given = [part for pair in options.items() for part in pair]
    return [program() or PROGRAM, "subset", *given, *variables, "--disable-progress-bar"]


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, tz=UTC).strftime("%Y-%m-%dT%H:%M:%S")


def _logged_in() -> bool:
    folder = os.environ.get(CREDENTIALS_FOLDER)
    place = Path(folder) if folder else Path.home()
    return (place / CREDENTIALS).is_file()


def _require_done(ended: Ended | None, file: Path) -> None:
    """Refuse where the client did not end well, or left no file that can be one."""
    if ended is not None and ended.status == 0 and file.is_file():
        if file.stat().st_size > LARGEST:
            raise SeaSourceError(
                "live.too_large",
                f"{HOST} sent more than {LARGEST} bytes; nothing was kept.",
                host=HOST,
                most=LARGEST,
            )
        return
    said = ended.said if ended is not None else ""
    if any(word in said for word in NO_NETWORK):
        raise SeaSourceError(
            "live.unreachable", f"{HOST} cannot be reached from this machine.", host=HOST
        )
    if any(word in said for word in NO_LOGIN):
        raise _no_login()
    if ended is not None and ended.status is None:
        raise SeaSourceError("live.timeout", f"{HOST} did not answer in time.", host=HOST)
    raise SeaSourceError(
        "live.client_failed",
        f"{PROGRAM} ended without a file. Run it by hand to see why: {PROGRAM} subset --help.",
        host=HOST,
        program=PROGRAM,
    )


def _field_of(file: Path, layer: LayerName, source: SeaSource, wanted: Wanted) -> KeptField:
    """Return what the client's file holds of a layer.

    Raises
    ------
    SeaSourceError
        As for an answer of a server, where it cannot be used.
    """
    from estran.adapters.cf_added import Label, field_of, opened

    label = Label(source=source.key, added_at=wanted.now, title=source.name, licence=source.licence)
    try:
        with opened(file) as dataset:
            return field_of(dataset, layer, label, box=wanted.box)
    except InputError as error:
        raise _as_answer(error, layer) from error
    except (ValueError, KeyError, IndexError, TypeError, ArithmeticError) as error:
        raise strange(HOST, "a file that is not of its kind") from error


def _as_answer(error: InputError, layer: str) -> SeaSourceError:
    """Return what is wrong with a file as what is wrong with an answer."""
    if error.code == "sea.unreadable":
        return SeaSourceError("live.cut_short", f"What {HOST} sent was cut short.", host=HOST)
    if error.code == "cf.units":
        name, said, unit = (error.details[one] for one in ("name", "said", "unit"))
        return SeaSourceError(
            "live.unit",
            f"{HOST} gives {name} in {said!r}, not in {unit!r}; it was not used.",
            host=HOST,
            name=name,
            said=said,
            wanted=unit,
        )
    if error.code == "sea.unfit":
        problem = error.details["problem"]
        return SeaSourceError(
            "live.values",
            f"What {HOST} gave as {layer} cannot be right: {problem}.",
            host=HOST,
            layer=layer,
            problem=problem,
        )
    return strange(HOST, error.code)


def _no_login() -> SeaSourceError:
    return SeaSourceError(
        "live.client_login",
        f"{PROGRAM} is not logged in on this machine: {PROGRAM} login. The account is free; Estran"
        " neither asks for its password nor keeps it.",
        host=HOST,
        program=PROGRAM,
    )

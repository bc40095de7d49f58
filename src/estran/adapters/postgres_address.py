"""Where a PostgreSQL server is and as whom to log in, read from a URL. Nothing connects here."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from estran.errors import InputError

SCHEMES = ("postgresql", "postgres")
_SCHEMA = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_NEAR = {"", "localhost", "127.0.0.1", "::1"}
_QUERY = {"schema", "sslmode", "sslrootcert", "host"}
_SSL = ("disable", "verify-full")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A database, a schema in it, and who logs in.

    Attributes
    ----------
    host : str
        Name or number; a folder with a leading slash stands for a Unix socket in it.
    schema : str
        Holds one casebook: ``casebook``, where nothing else is named.
    encrypted : bool
        TLS with the server's certificate checked; off only on this machine or where asked.
    authority : str
        File of the certificate authority, or empty for those of the system.
    """

    user: str
    password: str | None
    host: str
    port: int
    database: str
    schema: str
    encrypted: bool
    authority: str

    @property
    def where(self) -> str:
        """Return the address without the password, for people."""
        return f"postgresql://{self.host}:{self.port}/{self.database} (schema {self.schema})"


def address_of(url: str) -> Address:
    """Read ``postgresql://user:password@host:port/database?schema=casebook``.

    The password may be left out and given as the environment variable PGPASSWORD.

    Parameters
    ----------
    url : str
        Also ``host=/folder`` in the query for a Unix socket, ``sslmode`` (``disable`` or
        ``verify-full``) and ``sslrootcert``.

    Raises
    ------
    InputError
        Where it cannot be read; the password is not repeated.
    """
    try:
        parts = urlsplit(url)
        query = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
        return _address(parts, query)
    except ValueError as error:
        raise _unreadable(str(error)) from error


def _address(parts: SplitResult, query: dict[str, str]) -> Address:
    host = query.get("host") or parts.hostname or "localhost"
    near = host in _NEAR or host.startswith("/")
    schema = query.get("schema", "casebook")
    sslmode = query.get("sslmode", "disable" if near else "verify-full")
    database = unquote(parts.path.removeprefix("/"))
    _require(parts.scheme in SCHEMES, "it does not begin with postgresql://")
    _require(bool(parts.username and database), "it names no user or no database")
    _require(set(query) <= _QUERY, f"after the question mark may stand {', '.join(sorted(_QUERY))}")
    _require(bool(_SCHEMA.fullmatch(schema)), "a schema has small letters, digits and _")
    _require(sslmode in _SSL, f"sslmode is one of {', '.join(_SSL)}")
    password = unquote(parts.password) if parts.password else os.environ.get("PGPASSWORD")
    return Address(
        user=unquote(parts.username or ""),
        password=password,
        host=host,
        port=parts.port or 5432,
        database=database,
        schema=schema,
        encrypted=sslmode != "disable",
        authority=query.get("sslrootcert", ""),
    )


def _require(holds: bool, otherwise: str) -> None:  # noqa: FBT001 (a condition, not an option)
    if not holds:
        raise ValueError(otherwise)


def _unreadable(reason: str) -> InputError:
    return InputError(
        "store.address",
        f"The address of the database cannot be read: {reason}. Write it like "
        "postgresql://estran@server:5432/estran?schema=casebook, with the password in PGPASSWORD.",
        reason=reason,
    )

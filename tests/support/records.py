"""Events without a meaning, batches of them, and the stores that the tests of the record run on."""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from estran.casebook.event import Author, Draft
from estran.casebook.store import Batch, EventStore
from estran.errors import StaleError

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2022, 12, 14, 2, 13, 5, 250_000, tzinfo=UTC)
SERVER = os.environ.get("ESTRAN_TEST_POSTGRES", "")
NO_SERVER = "ESTRAN_TEST_POSTGRES names no PostgreSQL server"


def draft(text: str = "", *, kind: str = "test.noted", case: str = "") -> Draft:
    """An event that says a text."""
    return Draft(
        kind=kind,
        at=NOW - timedelta(minutes=3),
        entered=NOW,
        by=Author(role="watch_officer", centre="Gris-Nez", account="a7"),
        case=case,
        nonce=secrets.token_hex(32),
        body={"text": text, "parts": [1, None, True, {"é": "ü\x00\n"}]},
    )


def batch_after(store: EventStore, *texts: str, **more: object) -> Batch:
    """A batch that knows the whole record."""
    return Batch(
        drafts=tuple(draft(text) for text in texts),
        after=store.head().seq,
        **more,  # type: ignore[arg-type]
    )


def append_somehow(store: EventStore, text: str) -> int:
    """Append an event, however often others are quicker; return its place."""
    while True:
        try:
            return store.append(batch_after(store, text))[0].seq
        except StaleError:
            continue


def draw(seed: str, number: int, *, below: int) -> int:
    """A whole number under a bound, decided by a seed and a counter: the same on every run."""
    digest = hashlib.sha256(f"{seed} {number}".encode()).digest()
    return int.from_bytes(digest[:8]) % below


@contextmanager
def schema_of_its_own() -> Iterator[str]:
    """The URL of a schema on the test server that nobody else uses, dropped afterwards."""
    from pg8000 import native

    from estran.adapters.postgres_address import address_of

    name = f"t_{secrets.token_hex(8)}"
    try:
        yield f"{SERVER}?schema={name}"
    finally:
        to = address_of(SERVER)
        with native.Connection(
            to.user, password=to.password, host=to.host, port=to.port, database=to.database
        ) as connection:
            connection.run(f"DROP SCHEMA IF EXISTS {name} CASCADE")

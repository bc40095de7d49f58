"""Bringing a database up to the schema of today: numbered steps, each once, all or none.

The steps themselves stand in each database's own file.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from estran.adapters.store_refusals import damaged, newer, older, watermark_differs
from estran.casebook.chain import Identity, genesis
from estran.quantities.instants import format_instant

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from estran.adapters.relational_store import Session

Steps: TypeAlias = "Sequence[Sequence[str]]"
"""Statements by step; step 1 makes an empty casebook, and a step once published never changes."""

_HELD = "SELECT coalesce(max(step), 0) FROM schema_steps"
_TAKEN = "INSERT INTO schema_steps (step, taken_at) VALUES (:step, :taken_at)"
_IDENTITY = "SELECT casebook, opened, watermark FROM identity"
_ADD_IDENTITY = (
    "INSERT INTO identity (one, casebook, opened, watermark, genesis) "
    "VALUES (1, :casebook, :opened, :watermark, :genesis)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What somebody who opens a casebook wants.

    Attributes
    ----------
    where : str
        How refusals name the place; no password stands in it.
    watermark : str
        For a new casebook; an old one must have the same where one is given.
    now : datetime
        When a new casebook is opened first, and when steps are taken.
    read_only : bool
        Nothing may be changed.
    """

    where: str
    watermark: str
    now: datetime
    read_only: bool = False


def brought_up_to_date(session: Session, steps: Steps, opening: Opening, *, held: bool) -> Identity:
    """Take the steps that a database lacks, within the transaction of the caller.

    Parameters
    ----------
    session : Session
        In a transaction that nobody else can write beside, or reading only.
    steps : sequence of sequence of str
        All steps that this Estran knows.
    opening : Opening
        What is wanted.
    held : bool
        Whether the database has a casebook at all.

    Raises
    ------
    StoreError
        Where the schema is newer than the steps, or older and nothing may be changed, or the
        watermark is another.
    """
    taken: int = session.run(_HELD)[0][0] if held else 0
    if taken > len(steps):
        raise newer(opening.where, held=taken, known=len(steps))
    if taken < len(steps) and opening.read_only:
        raise older(opening.where, held=taken, known=len(steps))
    for number in range(taken + 1, len(steps) + 1):
        _take(session, number, steps[number - 1], opening)
    if not held:
        _open_first(session, opening)
    return _identity(session, opening)


def _take(session: Session, number: int, statements: Sequence[str], opening: Opening) -> None:
    for statement in statements:
        session.run(statement)
    session.run(_TAKEN, step=number, taken_at=format_instant(opening.now))


def _open_first(session: Session, opening: Opening) -> None:
    identity = Identity(
        casebook=secrets.token_hex(16),
        opened=format_instant(opening.now),
        watermark=opening.watermark,
    )
    session.run(
        _ADD_IDENTITY,
        casebook=identity.casebook,
        opened=identity.opened,
        watermark=identity.watermark,
        genesis=genesis(identity).hash,
    )


def _identity(session: Session, opening: Opening) -> Identity:
    rows = session.run(_IDENTITY)
    if not rows:
        raise damaged(opening.where, "it does not say which casebook it is")
    casebook, opened, watermark = rows[0]
    if opening.watermark not in {"", watermark}:
        raise watermark_differs(opening.where, held=watermark, wanted=opening.watermark)
    return Identity(casebook=casebook, opened=opened, watermark=watermark)

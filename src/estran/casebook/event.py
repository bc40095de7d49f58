"""One event of the record: who entered what, when it was true and when it was entered.

No kind of event is known here; the bodies are in files of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from estran.casebook.canonical import Plain

Role = Literal[
    "watch_officer",
    "supervisor",
    "partner_centre",
    "volunteer",
    "enforcement",
    "analyst",
    "public",
    "system",
]
"""Who may act; `system` is the program itself, which computes and never decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who entered an event: a role at a centre, by an account that is no name.

    Attributes
    ----------
    role : str
        One of `Role`.
    centre : str
        ``Gris-Nez``, ``Dover``, ...; empty for who belongs to none.
    account : str
        Opaque name of the account, such as ``a7``.
    """

    role: Role
    centre: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An event before it has its place in the chain.

    Attributes
    ----------
    kind : str
        Such as ``report.received``; the key of its body's class.
    at : datetime
        When it was true, in UTC.
    entered : datetime
        When it was entered, in UTC, by the clock of the room.
    by : Author
        Who entered it.
    case : str
        Of which case, or empty.
    nonce : str
        64 hexadecimal digits that nobody can guess.
    body : mapping
        What happened, in plain values.
    """

    kind: str
    at: datetime
    entered: datetime
    by: Author
    case: str
    nonce: str
    body: Mapping[str, Plain]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An event in its place.

    Attributes
    ----------
    seq : int
        1 for the first.
    draft : Draft
        The event.
    prev : str
        Hash of the entry before; of the casebook's identity for the first.
    hash : str
        Over `prev` and the header, in which the body stands as H(nonce, body).
    """

    seq: int
    draft: Draft
    prev: str
    hash: str

"""Use case: an exercise on a historic case, for one person or for both sides of the Channel.

Everything of it is marked EXERCISE. Its accounts are made for it, and gone with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estran.assess.coordination import CENTRES
from estran.errors import CasebookError
from estran.quantities.instants import parse_instant
from estran.room.account_office import Guest, accept, invite
from estran.room.clock import running_clock
from estran.room.principal import OPERATOR
from estran.room.replay_keys import exercise_of
from estran.room.replaying import Replayed, begun_by, enter_replay, known_by

if TYPE_CHECKING:
    from datetime import datetime

    from estran.casebook.event import Author, Role
    from estran.casebook.store import EventStore
    from estran.room.accounts import Accounts
    from estran.room.clock import Clock
    from estran.room.desk import Desk
    from estran.room.tokens import Tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """An exercise on a historic case.

    Attributes
    ----------
    key : str
        Such as ``2022-12-14``.
    untouched : bool
        Whether nothing of it is entered: it begins with the first message, which somebody takes.
    """

    key: str
    untouched: bool = False

    @property
    def mark(self) -> str:
        """The watermark of its casebook."""
        return exercise_of(self.key)

    @property
    def begins(self) -> datetime:
        """What time it is when it begins: the first message, or when both centres knew of it."""
        return parse_instant(begun_by(self.key) if self.untouched else known_by(self.key))


def exercise_clock(exercise: Exercise, store: EventStore, *, wall: Clock) -> Clock:
    """Return the clock of an exercise: it goes on from its last entry, or from where it begins.

    Raises
    ------
    TimeError
        Where the casebook is of no exercise.
    """
    entries = store.read(after=max(store.head().seq - 1, 0))
    at = max([exercise.begins, *(one.draft.entered for one in entries)])
    return running_clock(at, watermark=store.identity().watermark, wall=wall)


def begin(desk: Desk, by: Author, exercise: Exercise) -> Replayed | None:
    """Enter what had happened by then, into a new casebook; one that holds it already goes on.

    Parameters
    ----------
    desk : Desk
        Of a casebook with the watermark of this exercise.
    by : Author
        Who enters it.
    exercise : Exercise
        Which.

    Returns
    -------
    Replayed or None
        None where nothing was entered.

    Raises
    ------
    CasebookError
        Where the casebook is of something else.
    """
    if desk.watermark != exercise.mark:
        raise CasebookError(
            "exercise.casebook",
            f"This casebook is not of the exercise {exercise.key}: it is marked "
            f"{desk.watermark or 'as real'}. Name another, or none for one that passes.",
            key=exercise.key,
            watermark=desk.watermark,
        )
    if exercise.untouched or desk.book().seq:
        return None
    return enter_replay(desk, by, exercise.key, mark=exercise.mark)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """An account of an exercise, with the password that is good until its end."""

    login: str
    role: Role
    centre: str
    password: str


def seats(accounts: Accounts, tokens: Tokens, *, centre: str, now: datetime) -> tuple[Seat, ...]:
    """Open accounts for an exercise: the watch and its supervisor, and the other centres.

    Parameters
    ----------
    accounts : Accounts
        Of the exercise alone.
    tokens : Tokens
        Where passwords come from.
    centre : str
        Whose room it is.
    now : datetime
        By the machine's clock.
    """
    own: list[tuple[Role, str, str]] = [
        ("watch_officer", centre, "watch"),
        ("supervisor", centre, "supervisor"),
    ]
    others: list[tuple[Role, str, str]] = [
        ("partner_centre", one, "watch") for one in CENTRES if one != centre
    ]
    aside: list[tuple[Role, str, str]] = [("volunteer", "", "volunteer")]
    found = []
    for role, where, word in (*own, *others, *aside):
        login = "-".join(one for one in (where.casefold(), word, "1") if one)
        seat = Seat(login=login, role=role, centre=where, password=tokens.fresh()[:20])
        guest = Guest(login=login, role=role, centre=where)
        token, _ = invite(accounts, tokens, by=OPERATOR, guest=guest, now=now)
        accept(accounts, token=token, password=seat.password, now=now)
        found.append(seat)
    return tuple(found)

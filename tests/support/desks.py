"""A watch at its desk for tests: store and vault in memory, and a clock that is told the time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from estran.casebook.event import Author
from estran.quantities.instants import parse_instant
from estran.room.casework import Opening, open_case
from estran.room.desk import Desk, Ports
from estran.room.limits import assumed_limits
from estran.room.take_in import Said, take_in
from tests.support.memory_store import MemoryStore
from tests.support.vaults import MemorySigner, MemoryVault

DOVER = Author(role="watch_officer", centre="Dover", account="a1")
GRIS_NEZ = Author(role="watch_officer", centre="Gris-Nez", account="a2")
BOSS = Author(role="supervisor", centre="Dover", account="a3")
GRIS_NEZ_BOSS = Author(role="supervisor", centre="Gris-Nez", account="a9")
VOLUNTEER = Author(role="volunteer", account="a4")
ENFORCEMENT = Author(role="enforcement", account="a5")
ANALYST = Author(role="analyst", account="a6")
BOTH = ("Dover", "Gris-Nez")


class ToldClock:
    """A clock that stands until it is told to go on."""

    def __init__(self, at: str) -> None:
        self.at = parse_instant(at)

    def now(self) -> datetime:
        return self.at

    def go_on(self, **span: float) -> None:
        self.at += timedelta(**span)

    def set(self, at: str) -> None:
        self.at = parse_instant(at)


class Counted:
    """Tokens that count: no secret, and the same in every run."""

    def __init__(self) -> None:
        self.made = 0

    def fresh(self) -> str:
        self.made += 1
        return f"token-{self.made}"


def desk_at(at: str = "2026-11-20T02:00Z", *, watermark: str = "") -> tuple[Desk, ToldClock]:
    """A desk of Dover, and its clock."""
    clock = ToldClock(at)
    store = MemoryStore(watermark=watermark, opened=datetime(2026, 1, 1, tzinfo=UTC))
    ports = Ports(
        store=store,
        vault=MemoryVault(),
        signer=MemorySigner("dover.estran"),
        clock=clock,
        tokens=Counted(),
    )
    return Desk(ports, limits=assumed_limits()), clock


def called(desk: Desk, by: Author = DOVER, **fields: object) -> str:
    """Take in a call for help and return its number."""
    plain: dict[str, object] = {
        "source": "caller",
        "positions": ("51-02.1N 001-44.0E",),
        "persons": "33",
        "text": "water comes in",
        "phone": "+33612345678",
        **fields,
    }
    return take_in(desk, by, Said(**plain), shared=BOTH).number  # type: ignore[arg-type]


def case_of(desk: Desk, by: Author = DOVER, **fields: object) -> tuple[str, str, str]:
    """Take in a call, open a case for it, and return report, case and boat."""
    report = called(desk, by, **fields)
    case, craft = open_case(desk, by, Opening(report=report, label="Charlie"))
    return report, case, craft

"""Two centres at one desk: eight writers, ten thousand events, none lost, none doubled, one order.

Each writer repeats every fifth command under the same key, as a client does on a bad line.
"""

import threading
from datetime import UTC, datetime

import pytest

from estran.adapters.key_vault import SqliteVault
from estran.adapters.sqlite_store import open_sqlite
from estran.adapters.system_tokens import SystemTokens
from estran.casebook.chain import checked, genesis
from estran.casebook.fold import fold
from estran.room.desk import Desk, Ports
from estran.room.enter import enter
from estran.room.limits import assumed_limits
from estran.room.take_in import Said, take_in
from tests.support.desks import BOTH, DOVER, GRIS_NEZ, ToldClock, case_of
from tests.support.vaults import MemorySigner

pytestmark = pytest.mark.slow
WRITERS, EVENTS = 8, 10_000
REPORT_EVENTS = 3  # report, read, told


def write(desk, by, number, count, failures):
    try:
        for turn in range(count):
            for _ in range(2 if turn % 5 == 0 else 1):
                said = Said(
                    persons=str(number), text=f"{number}/{turn}", reference=f"{number}/{turn}"
                )
                take_in(desk, by, said, shared=BOTH, key=f"{number}/{turn}")
                note = {"fact": "taking_water", "value": "yes", "by": "caller"}
                enter(desk, by, "fact.recorded", note, case="C-0001", key=f"f{number}/{turn}")
    except Exception as error:
        failures.append(error)


def test_no_event_is_lost_or_doubled(tmp_path):
    store = open_sqlite(tmp_path / "c.sqlite", identity_opened=datetime(2026, 1, 1, tzinfo=UTC))
    vault = SqliteVault(tmp_path / "keys.sqlite")
    clock = ToldClock("2026-11-20T02:00Z")
    desk = Desk(
        Ports(
            store=store, vault=vault, signer=MemorySigner("d"), clock=clock, tokens=SystemTokens()
        ),
        limits=assumed_limits(),
    )
    case_of(desk)
    before = store.head().seq
    count = EVENTS // WRITERS // (REPORT_EVENTS + 1)
    failures: list[Exception] = []
    writers = [
        threading.Thread(target=write, args=(desk, (DOVER, GRIS_NEZ)[n % 2], n, count, failures))
        for n in range(WRITERS)
    ]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    assert failures == []
    entries = list(store.read())
    assert [one.seq for one in entries] == list(range(1, len(entries) + 1))
    assert len(entries) - before == WRITERS * count * (REPORT_EVENTS + 1)
    references = [one.draft.body["reference"] for one in entries if "reference" in one.draft.body]
    assert len(references) == len(set(references)) == WRITERS * count
    assert checked(entries, head=genesis(store.identity())) == store.head()
    assert fold(entries) == desk.book()
    vault.close()
    store.close()

"""The record under force: killed while writing, a full disk, a disk that can only be read, crowds.

What was acknowledged is there afterwards, the chain is sound, and nobody has to mend anything.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

import pytest

from estran.adapters.sqlite_store import open_sqlite
from estran.casebook.chain import checked, genesis
from estran.errors import StoreError
from tests.support.house import ROOT
from tests.support.records import (
    NO_SERVER,
    NOW,
    SERVER,
    append_somehow,
    batch_after,
    draw,
    schema_of_its_own,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estran.casebook.store import EventStore

pytestmark = pytest.mark.slow

ROUNDS, WRITES, ROUNDS_A_FILE = 50, 500, 5
WRITERS = 8
EVENTS = {"sqlite": 10_000, "postgres": 4_000}


def _writer(path: Path, count: int, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.support.record_writer", str(path), str(count), *more]
    return subprocess.Popen(
        command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def _told(output: str) -> dict[int, str]:
    """What was acknowledged: place and hash. A line cut short by the end was not heard whole."""
    lines = [line.split() for line in output.splitlines()]
    return {int(line[0]): line[1] for line in lines if len(line) == 2 and len(line[1]) == 64}


def _sound(store: EventStore) -> dict[int, str]:
    """Place and hash of every entry, after the chain was checked."""
    entries = list(store.read())
    assert checked(entries, head=genesis(store.identity())) == store.head()
    return {entry.seq: entry.hash for entry in entries}


def _killed(path: Path, number: int) -> dict[int, str]:
    """Start a writer, kill it at a moment that the round decides, and return what it had told."""
    writer = _writer(path, WRITES)
    assert writer.stdout is not None
    heard = ""
    if number % ROUNDS_A_FILE:
        for _ in range(1 + draw("acknowledged", number, below=WRITES - 1)):
            heard += writer.stdout.readline()
        sleep(draw("moment", number, below=2_000) / 1e6)
    else:  # while it starts, opens and makes its file
        sleep(draw("start", number, below=250) / 1e3)
    writer.send_signal(signal.SIGKILL)
    rest, _ = writer.communicate()
    return _told(heard + rest)


def test_killed_at_any_moment_every_acknowledged_event_is_there(tmp_path: Path) -> None:
    acknowledged: dict[int, str] = {}
    total = 0
    for number in range(ROUNDS):
        path = tmp_path / f"{number // ROUNDS_A_FILE}.sqlite"
        if number % ROUNDS_A_FILE == 0:
            acknowledged = {}
        told = _killed(path, number)
        total += len(told)
        acknowledged |= told
        with closing(open_sqlite(path, identity_opened=NOW)) as store:
            held = _sound(store)
            assert acknowledged.items() <= held.items(), f"round {number}"
            after = store.append(batch_after(store, "afterwards"))[0]
            acknowledged[after.seq] = after.hash
    assert total > ROUNDS * WRITES / 10, "the writers were killed before they wrote"


@contextmanager
def _small_disk(folder: Path, options: str) -> Iterator[Path]:
    """A file system of its own in memory; only root may mount one."""
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if mount is None or os.getuid() or subprocess.run(command, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S607


def _written_until_refused(store: EventStore) -> tuple[dict[int, str], StoreError]:
    told: dict[int, str] = {}
    for number in range(100_000):
        try:
            entry = store.append(batch_after(store, f"event {number} " + "x" * 500))[0]
        except StoreError as refusal:
            return told, refusal
        told[entry.seq] = entry.hash
    raise AssertionError("the disk was never full")


def test_a_full_disk_is_said_and_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    with _small_disk(tmp_path, "size=3m") as disk:
        ballast = disk / "ballast"
        ballast.write_bytes(b"\0" * 1_500_000)
        with closing(open_sqlite(disk / "night.sqlite", identity_opened=NOW)) as store:
            told, refusal = _written_until_refused(store)
            assert refusal.code == "store.full"
            assert "NOT STORED" in refusal.message
            assert len(told) > 100
            assert _sound(store) == told
            with pytest.raises(StoreError):
                store.append(batch_after(store, "x" * 100_000))
            assert _sound(store) == told
            ballast.unlink()
            assert append_somehow(store, "room again") == len(told) + 1
        with closing(open_sqlite(disk / "night.sqlite", identity_opened=NOW)) as store:
            assert _sound(store).items() > told.items()


def test_a_disk_that_fills_before_the_first_event_is_said(tmp_path: Path) -> None:
    with _small_disk(tmp_path, "size=64k") as disk:
        path = disk / "night.sqlite"
        (disk / "ballast").write_bytes(b"\0" * 60_000)
        with pytest.raises(StoreError) as refusal:
            open_sqlite(path, identity_opened=NOW)
        assert refusal.value.code == "store.full"
    with closing(open_sqlite(path, identity_opened=NOW)) as store:
        assert append_somehow(store, "elsewhere") == 1


def test_a_file_that_may_not_grow_is_said_and_nothing_acknowledged_is_lost(
    tmp_path: Path,
) -> None:
    path = tmp_path / "night.sqlite"
    writer = _writer(path, 100_000, "2000000")
    output, said = writer.communicate(timeout=60)
    assert writer.returncode == 1
    assert "NOT STORED" in said
    assert said.startswith(("store.full", "store.failed"))
    told = _told(output)
    assert len(told) > 100
    with closing(open_sqlite(path, identity_opened=NOW)) as store:
        assert told.items() <= _sound(store).items()
        append_somehow(store, "room again")


def test_a_disk_that_becomes_read_only_is_said(tmp_path: Path) -> None:
    with _small_disk(tmp_path, "size=4m") as disk:
        path = disk / "night.sqlite"
        with closing(open_sqlite(path, identity_opened=NOW)) as store:
            append_somehow(store, "before")
        _remount(disk, "ro")
        with pytest.raises(StoreError) as refusal:
            open_sqlite(path, identity_opened=NOW)
        assert refusal.value.code == "store.read_only"
        with closing(open_sqlite(path, identity_opened=NOW, read_only=True)) as reader:
            assert len(_sound(reader)) == 1
        _remount(disk, "rw")
        with closing(open_sqlite(path, identity_opened=NOW)) as store:
            assert append_somehow(store, "after") == 2


def _remount(disk: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(disk)], check=True)  # noqa: S607


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every account may enter."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_folder_and_a_file_that_may_only_be_read_are_said(open_folder: Path) -> None:
    path = open_folder / "night.sqlite"
    with closing(open_sqlite(path, identity_opened=NOW)) as store:
        append_somehow(store, "before")
        held = _sound(store)
    path.chmod(0o444)
    open_folder.chmod(0o555)
    for name in ("night.sqlite", "new.sqlite"):
        writer = _writer(open_folder / name, 1, "nobody")
        output, said = writer.communicate(timeout=60)
        assert writer.returncode == 1
        assert output == ""
        assert said.startswith("store.read_only")
        assert name in said
    open_folder.chmod(0o755)
    path.chmod(0o600)
    with closing(open_sqlite(path, identity_opened=NOW)) as store:
        assert _sound(store) == held
        assert append_somehow(store, "after") == 2


@contextmanager
def _opened(kind: str, folder: Path) -> Iterator[EventStore]:
    with ExitStack() as stack:
        if kind == "sqlite":
            store: EventStore = open_sqlite(folder / "night.sqlite", identity_opened=NOW)
        elif SERVER:
            from estran.adapters.postgres_store import open_postgres

            url = stack.enter_context(schema_of_its_own())
            store = open_postgres(url, identity_opened=NOW)
        else:
            pytest.skip(NO_SERVER)
        stack.callback(store.close)
        yield store


@pytest.mark.parametrize("kind", EVENTS)
def test_eight_writers_lose_and_double_nothing(kind: str, tmp_path: Path) -> None:
    count = EVENTS[kind]
    texts = [f"{writer} {n}" for n in range(count // WRITERS) for writer in range(WRITERS)]
    with _opened(kind, tmp_path) as store:
        with ThreadPoolExecutor(WRITERS) as pool:
            places = list(pool.map(lambda text: append_somehow(store, text), texts))
        assert sorted(places) == list(range(1, count + 1))
        found = {entry.seq: entry.draft.body["text"] for entry in store.read()}
        assert [found[seq] for seq in places] == texts
        assert len(_sound(store)) == count

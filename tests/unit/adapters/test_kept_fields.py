"""Kept fields on disk: whole or not there, under two processes, a kill, and hostile bytes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest

from estran.adapters.kept_fields import (
    damaged_files,
    drop_stale,
    keep_field,
    kept_entries,
    newest_entries,
    read_field,
    sea_folder,
)
from estran.errors import InputError
from estran.exchange.kept_field_bytes import field_bytes, field_from
from tests.unit.environment.test_kept_field import a_field

if TYPE_CHECKING:
    from pathlib import Path

DAY = 86400.0


def test_what_is_kept_comes_back_to_the_bit(tmp_path: Path) -> None:
    field = a_field(issued_at=3.0)
    path = keep_field(field, folder=tmp_path / "new")
    found = read_field(path)
    assert found.sha256 == field.sha256
    assert (found.fetched_at, found.issued_at) == (5.0, 3.0)
    np.testing.assert_array_equal(found.values, field.values)
    (entry,) = kept_entries(tmp_path / "new")
    assert (entry.layer, entry.source, entry.sha256) == ("waves", "a-model", field.sha256)
    assert (entry.first, entry.last) == (0.0, 3 * 3600.0)
    assert entry.shape == (4, 3, 2)


def test_the_newest_of_each_source_counts_and_the_replaced_go_in_time(tmp_path: Path) -> None:
    old = keep_field(a_field(title="old", fetched_at=0.0), folder=tmp_path)
    new = keep_field(a_field(title="new", fetched_at=DAY), folder=tmp_path)
    other = keep_field(a_field(source="other", fetched_at=0.0), folder=tmp_path)
    assert newest_entries(tmp_path)["waves", "a-model"].path == new
    assert drop_stale(tmp_path, now=2 * DAY) == (), "an answer of yesterday can be given again"
    assert drop_stale(tmp_path, now=8 * DAY) == (old,)
    assert {one.path for one in kept_entries(tmp_path)} == {new, other}, "the last one stays"


def test_every_damaged_byte_is_found_out() -> None:
    content = bytearray(field_bytes(a_field()))
    label_end = content.index(b"\n", 21)
    for at in (0, 30, label_end, label_end + 3, len(content) // 2, len(content) - 1):
        spoiled = bytearray(content)
        spoiled[at] ^= 0x55
        with pytest.raises(InputError) as refused:
            field_from(bytes(spoiled), said="it")
        assert refused.value.code == "sea.damaged", at


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.9, 0.999])
def test_half_a_file_is_no_field_and_is_named(share: float, tmp_path: Path) -> None:
    path = keep_field(a_field(), folder=tmp_path)
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])
    with pytest.raises(InputError):
        read_field(path)
    assert kept_entries(tmp_path) == ()
    assert damaged_files(tmp_path) == (path,)
    assert drop_stale(tmp_path, now=0.0) == (path,)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89HDF\r\n\x1a\n",
        b"estran kept field 1\n",
        b"estran kept field 1\n[]\n",
        b"estran kept field 1\n{}\n",
        b'estran kept field 1\n{"axes": [1, 1, -1], "shape": [1]}\n',
        b'estran kept field 1\n{"axes": [1, 1, 99999999999], "shape": [1]}\n',
        b"<!DOCTYPE html>",
    ],
)
def test_strange_bytes_are_refused_and_never_loaded(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "waves.a.field"
    path.write_bytes(content)
    with pytest.raises(InputError):
        read_field(path)
    assert damaged_files(tmp_path) == (path,)


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert kept_entries(tmp_path / "none") == ()
    assert drop_stale(tmp_path / "none", now=0.0) == ()
    with pytest.raises(InputError):
        read_field(tmp_path / "none" / "x.field")
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError):
        keep_field(a_field(), folder=tmp_path / "file")


def test_the_folder_is_the_one_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESTRAN_SEA", str(tmp_path / "named"))
    assert sea_folder() == tmp_path / "named"
    assert sea_folder(tmp_path) == tmp_path
    monkeypatch.delenv("ESTRAN_SEA")
    monkeypatch.setenv("ESTRAN_CACHE", str(tmp_path))
    assert sea_folder() == tmp_path / "estran" / "sea"


WRITER = """
import sys
from pathlib import Path
from estran.adapters.kept_fields import keep_field
from tests.unit.environment.test_kept_field import a_field
number = 0
while True:
    number += 1
    keep_field(a_field(title=f"{sys.argv[2]} {number % 3}"), folder=Path(sys.argv[1]))
    print(number, flush=True)
"""


def test_two_writers_that_are_killed_leave_whole_fields(tmp_path: Path) -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), name],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        for name in ("one", "two")
    ]
    for writer in writers:
        assert writer.stdout is not None
        writer.stdout.readline()
    time.sleep(0.3)
    for writer in writers:
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
    entries = kept_entries(tmp_path)
    assert len(entries) >= 2
    assert damaged_files(tmp_path) == ()
    for entry in entries:
        assert read_field(entry.path).sha256 == entry.sha256
    left = tmp_path / ".waves.a-model.00.field.killed"
    left.write_bytes(b"half")
    os.utime(left, (0.0, 0.0))
    assert left in drop_stale(tmp_path, now=2 * 3600.0 + time.time())
    assert not left.exists()

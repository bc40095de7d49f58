"""Accounts in their file: who can read it, what stands in it, and files that are none."""

from __future__ import annotations

import os
import sqlite3
import stat
from typing import TYPE_CHECKING

import pytest

from estran.adapters.accounts_sqlite import SqliteAccounts
from estran.adapters.system_tokens import SystemTokens
from estran.errors import StoreError
from estran.room.accounts import Invitation
from estran.room.tokens import digest_of
from tests.support.servers import PASSWORD, START

if TYPE_CHECKING:
    from pathlib import Path

INVITATION = Invitation(
    digest="d" * 64, login="dover-watch-1", role="watch_officer", centre="Dover", expires=START
)


def test_only_its_owner_reads_the_file_and_no_secret_stands_in_it(tmp_path: Path) -> None:
    path, token = tmp_path / "accounts.sqlite", SystemTokens().fresh()
    kept = SqliteAccounts(path)
    invitation = Invitation(
        digest=digest_of(token),
        login="dover-watch-1",
        role="watch_officer",
        centre="Dover",
        expires=START,
    )
    kept.invite(invitation)
    before = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert token.encode() not in before
    kept.admit(invitation, password=PASSWORD, now=START)
    assert kept.verified("dover-watch-1", PASSWORD) is not None
    kept.close()
    content = path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert PASSWORD.encode() not in content
    assert b"$argon2id$v=19$m=65536,t=3,p=4$" in content


def test_what_was_kept_is_there_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "accounts.sqlite"
    kept = SqliteAccounts(path)
    kept.invite(INVITATION)
    kept.close()
    again = SqliteAccounts(path)
    assert again.invitation(INVITATION.digest) == INVITATION
    again.close()


def test_two_programs_see_the_same_accounts(tmp_path: Path) -> None:
    """The command line shuts an account while the server runs."""
    path = tmp_path / "accounts.sqlite"
    server, command = SqliteAccounts(path), SqliteAccounts(path)
    command.invite(INVITATION)
    assert server.invitation(INVITATION.digest) == INVITATION
    server.close()
    command.close()


@pytest.mark.parametrize("content", [b"not a database, but long enough to look like one" * 50])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "accounts.sqlite"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"accounts\.sqlite"):
        SqliteAccounts(path)
    assert path.read_bytes() == content


def test_a_file_of_a_later_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "accounts.sqlite"
    later = sqlite3.connect(path)
    later.execute("PRAGMA user_version = 99")
    later.close()
    with pytest.raises(StoreError, match="later"):
        SqliteAccounts(path)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as no:
        SqliteAccounts(tmp_path / "nowhere" / "accounts.sqlite")
    assert no.value.code == "accounts.unusable"


def test_what_cannot_be_written_is_refused_whole(tmp_path: Path) -> None:
    path = tmp_path / "accounts.sqlite"
    kept = SqliteAccounts(path)
    kept.close()
    with pytest.raises(StoreError):
        kept.invite(INVITATION)
    again = SqliteAccounts(path)
    assert again.invitation(INVITATION.digest) is None
    again.close()


def test_tokens_are_long_and_differ() -> None:
    made = {SystemTokens().fresh() for _ in range(100)}
    assert len(made) == 100
    assert {len(one) for one in made} == {43}
    assert os.sep not in "".join(made)

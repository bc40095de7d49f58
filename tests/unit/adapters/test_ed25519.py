"""The file of the signing key: made once, whole, for its owner only."""

from __future__ import annotations

import stat
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from estran.adapters.ed25519 import FileSigner
from estran.casebook.checkpoint import parse_public_key
from estran.errors import CasebookError, StoreError

if TYPE_CHECKING:
    from pathlib import Path

NAME = "gris-nez.estran"


def test_the_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    first = FileSigner(folder, name=NAME)
    file = folder / f"{NAME}.key"
    assert [one.name for one in folder.iterdir()] == [file.name], "no draft is left"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    content = file.read_bytes()
    again = FileSigner(folder, name=NAME)
    assert again.public_key() == first.public_key()
    assert file.read_bytes() == content
    assert parse_public_key(first.public_text()).key == first.public_key()
    assert FileSigner(folder, name="dover.estran").public_key() != first.public_key()


def test_two_that_start_at_once_have_one_key(tmp_path: Path) -> None:
    found: list[bytes] = []
    threads = [
        Thread(target=lambda: found.append(FileSigner(tmp_path, name=NAME).public_key()))
        for _ in range(8)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(found) == 8
    assert len(set(found)) == 1


def test_a_key_that_others_can_read_is_not_used(tmp_path: Path) -> None:
    FileSigner(tmp_path, name=NAME)
    (tmp_path / f"{NAME}.key").chmod(0o640)
    with pytest.raises(StoreError) as refusal:
        FileSigner(tmp_path, name=NAME)
    assert refusal.value.code == "signer.exposed"


@pytest.mark.parametrize("content", ["", "nonsense", "rsa"])
def test_what_is_no_key_is_said(tmp_path: Path, content: str) -> None:
    file = tmp_path / f"{NAME}.key"
    file.write_bytes(_x25519() if content == "rsa" else content.encode())
    file.chmod(0o600)
    with pytest.raises(StoreError) as refusal:
        FileSigner(tmp_path, name=NAME)
    assert refusal.value.code == "signer.no_key"


def _x25519() -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    private = X25519PrivateKey.generate()
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@pytest.mark.parametrize("name", ["", "../x", "a b", "A", "a+b", "x" * 64])
def test_a_name_that_could_be_a_path_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(CasebookError) as refusal:
        FileSigner(tmp_path, name=name)
    assert refusal.value.code == "signer.name"


def test_a_folder_that_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError) as refusal:
        FileSigner(tmp_path / "file", name=NAME)
    assert refusal.value.code == "signer.file"

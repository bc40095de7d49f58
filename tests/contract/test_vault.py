"""What every vault keeps to, the one in memory included."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

import pytest

from estran.adapters.key_vault import SqliteVault
from estran.errors import ChainError, KeyDestroyedError
from tests.support.vaults import MemoryVault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from estran.casebook.vault import Vault

TEXT = "moteur arrêté, 3 enfants".encode()
LABEL = "report R-0001"


@pytest.fixture(params=["memory", "sqlite"])
def vault(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Vault]:
    made = MemoryVault() if request.param == "memory" else SqliteVault(tmp_path / "k", pool=8)
    yield made
    made.close()


def test_what_was_sealed_opens(vault: Vault) -> None:
    key = vault.take()
    box = vault.seal(key, TEXT, label=LABEL)
    assert TEXT not in box
    assert vault.open(key, box, label=LABEL) == TEXT
    empty = vault.seal(key, b"", label=LABEL)
    assert vault.open(key, empty, label=LABEL) == b""


def test_the_same_text_never_gives_the_same_box(vault: Vault) -> None:
    key = vault.take()
    assert vault.seal(key, TEXT, label=LABEL) != vault.seal(key, TEXT, label=LABEL)


def test_every_key_is_fresh(vault: Vault) -> None:
    assert len({vault.take() for _ in range(40)}) == 40


def test_another_label_key_or_bit_does_not_open(vault: Vault) -> None:
    key, other = vault.take(), vault.take()
    box = vault.seal(key, TEXT, label=LABEL)
    with pytest.raises(ChainError):
        vault.open(key, box, label="report R-0002")
    with pytest.raises(ChainError):
        vault.open(other, box, label=LABEL)
    for wrong in (box[:-1], b"", bytes([box[0] ^ 1]) + box[1:], box[:-1] + bytes([box[-1] ^ 1])):
        with pytest.raises(ChainError):
            vault.open(key, wrong, label=LABEL)


def test_a_destroyed_key_opens_and_seals_nothing(vault: Vault) -> None:
    key, other = vault.take(), vault.take()
    box, kept = vault.seal(key, TEXT, label=LABEL), vault.seal(other, TEXT, label=LABEL)
    assert vault.destroy(key)
    assert not vault.destroy(key)
    assert not vault.destroy("nobody")
    assert vault.open(key, box, label=LABEL) is None
    with pytest.raises(KeyDestroyedError):
        vault.seal(key, TEXT, label=LABEL)
    assert vault.open(other, kept, label=LABEL) == TEXT


def test_a_night_knows_its_numbers_and_no_other(vault: Vault) -> None:
    first = vault.fingerprint("2022-12-13", "+33 6 12 34 56 78")
    assert first is not None
    assert len(bytes.fromhex(first)) == 32
    assert vault.fingerprint("2022-12-13", "0033612345678") == first
    assert vault.fingerprint("2022-12-13", "+33 6 12 34 56 79") != first
    assert vault.fingerprint("2022-12-14", "+33 6 12 34 56 78") != first
    assert vault.nights() == ("2022-12-13", "2022-12-14")


def test_a_destroyed_night_is_never_made_again(vault: Vault) -> None:
    vault.fingerprint("2022-12-13", "1")
    assert vault.destroy("2022-12-13")
    assert vault.fingerprint("2022-12-13", "1") is None
    assert vault.nights() == ()
    assert not vault.destroy("2022-12-13")


def test_a_night_seals_no_text(vault: Vault) -> None:
    vault.fingerprint("2022-12-13", "1")
    with pytest.raises(KeyDestroyedError):
        vault.seal("2022-12-13", TEXT, label=LABEL)


def test_many_threads_take_and_seal(vault: Vault) -> None:
    taken: list[str] = []
    wrong: list[str] = []

    def work() -> None:
        for number in range(10):
            key = vault.take()
            taken.append(key)
            box = vault.seal(key, TEXT, label=LABEL)
            if number % 2:
                vault.destroy(key)
            expected = None if number % 2 else TEXT
            if vault.open(key, box, label=LABEL) != expected:
                wrong.append(key)
            vault.fingerprint("2022-12-13", key)

    threads = [Thread(target=work) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert not wrong
    assert len(set(taken)) == 60

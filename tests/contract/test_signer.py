"""What every signer and every verifier keep to, the standard-library one included."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estran.adapters.ed25519 import Ed25519Verifier, FileSigner
from tests.support.vaults import MemorySigner, StandaloneVerifier

if TYPE_CHECKING:
    from pathlib import Path

    from estran.casebook.vault import Signer, Verifier

MESSAGE = b"estran/0f\n42\n"


@pytest.fixture(params=["memory", "file"])
def signer(request: pytest.FixtureRequest, tmp_path: Path) -> Signer:
    if request.param == "memory":
        return MemorySigner("dover.estran")
    return FileSigner(tmp_path / "keys", name="dover.estran")


@pytest.fixture(params=[Ed25519Verifier, StandaloneVerifier])
def verifier(request: pytest.FixtureRequest) -> Verifier:
    made: Verifier = request.param()
    return made


def test_a_signature_holds_for_its_message_only(signer: Signer, verifier: Verifier) -> None:
    signature, public = signer.sign(MESSAGE), signer.public_key()
    assert signer.name() == "dover.estran"
    assert (len(signature), len(public)) == (64, 32)
    assert verifier.holds(public_key=public, message=MESSAGE, signature=signature)
    assert not verifier.holds(public_key=public, message=MESSAGE + b"x", signature=signature)


def test_a_key_stays_the_same(signer: Signer) -> None:
    assert signer.public_key() == signer.public_key()
    assert signer.sign(MESSAGE) == signer.sign(MESSAGE), "Ed25519 draws nothing when it signs"


def test_wrong_signatures_and_keys_do_not_hold(signer: Signer, verifier: Verifier) -> None:
    signature, public = signer.sign(MESSAGE), signer.public_key()
    for place in (0, 31, 32, 63):
        wrong = bytearray(signature)
        wrong[place] ^= 1
        assert not verifier.holds(public_key=public, message=MESSAGE, signature=bytes(wrong))
    other = MemorySigner("calais.estran").public_key()
    for key in (other, public[:31], b"", bytes(32), b"\xff" * 32):
        assert not verifier.holds(public_key=key, message=MESSAGE, signature=signature)
    for short in (b"", signature[:63], signature + b"\0"):
        assert not verifier.holds(public_key=public, message=MESSAGE, signature=short)

"""RFC 8032, section 7.1: the published signatures hold, and nothing near them does."""

import pytest

from estran.adapters.ed25519 import Ed25519Verifier
from estran.adapters.estran_verify import Q, holds

ROWS = {
    "TEST 1": (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555f"
        "b8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    "TEST 2": (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    "TEST 3": (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_published_signature_holds(name: str) -> None:
    public, message, signature = (bytes.fromhex(one) for one in ROWS[name])
    assert holds(public, message, signature)
    assert not holds(public, message + b"\0", signature)
    assert not holds(public, message, signature[32:] + signature[:32])
    assert not holds(bytes.fromhex(ROWS["TEST 1"][0][::-1]), message, signature)


@pytest.mark.parametrize("name", ROWS)
def test_a_second_spelling_of_a_signature_does_not_hold(name: str) -> None:
    """Section 5.1.7: S must lie below the order of the group."""
    public, message, signature = (bytes.fromhex(one) for one in ROWS[name])
    larger = int.from_bytes(signature[32:], "little") + Q
    other = signature[:32] + larger.to_bytes(32, "little")
    assert not holds(public, message, other)
    assert not Ed25519Verifier().holds(public_key=public, message=message, signature=other)


def test_a_key_that_is_no_point_holds_nothing() -> None:
    """Section 5.1.3: y below p, a root exists, and x = 0 has no sign."""
    _, message, signature = (bytes.fromhex(one) for one in ROWS["TEST 2"])
    p = 2**255 - 19
    for y in (p, p + 1, 2, 1 | 1 << 255):
        assert not holds(y.to_bytes(32, "little"), message, signature)

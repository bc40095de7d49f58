"""Checkpoints: the form, who signed, and what is refused."""

import base64
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estran.adapters.ed25519 import Ed25519Verifier
from estran.casebook.chain import Head
from estran.casebook.checkpoint import (
    CheckpointText,
    PublicKey,
    countersign,
    format_checkpoint,
    format_note,
    format_public_key,
    key_id,
    parse_checkpoint,
    parse_note,
    parse_public_key,
    public_key,
    signed,
    standing,
)
from estran.errors import CasebookError
from tests.support.chains import DOVER, GRIS_NEZ, IDENTITY
from tests.support.vaults import MemorySigner

TEXT = CheckpointText(
    casebook=IDENTITY.casebook,
    head=Head(42, "5a" * 32),
    time="2026-11-27T06:10Z",
    software="estran 0.4.0",
)
WRITTEN = (
    "estran/0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f\n42\n"
    "WlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlo=\n"
    "time 2026-11-27T06:10Z\nsoftware estran 0.4.0\n"
)
VERIFIER = Ed25519Verifier()
KEYS = (public_key(DOVER), public_key(GRIS_NEZ))


def test_the_text_is_the_one_of_the_documents() -> None:
    assert format_checkpoint(TEXT) == WRITTEN
    assert parse_checkpoint(WRITTEN) == TEXT


@given(
    st.integers(0, 10**18 - 1),
    st.binary(min_size=32, max_size=32),
    st.lists(st.text("abc +/", min_size=1), max_size=3),
)
def test_what_is_written_is_read_back(size: int, head: bytes, more: list[str]) -> None:
    text = replace(TEXT, head=Head(size, head.hex()), extensions=tuple(more))
    assert parse_checkpoint(format_checkpoint(text)) == text


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        WRITTEN[:-1],
        WRITTEN.replace("estran/", "other/"),
        WRITTEN.replace("42", "042"),
        WRITTEN.replace("42", "-1"),
        WRITTEN.replace("Wlo=", "Wlp="),
        WRITTEN.replace("Wlo=", "Wlo"),
        WRITTEN.replace("time ", "at "),
        WRITTEN.replace("software", "soft"),
        WRITTEN + "\n",
        WRITTEN.replace("0.4.0", "0.4.0\r"),
        WRITTEN.replace("0f0f", "0F0F"),
    ],
)
def test_what_is_no_checkpoint_is_refused(wrong: str) -> None:
    with pytest.raises(CasebookError) as refusal:
        parse_checkpoint(wrong)
    assert refusal.value.code == "checkpoint.unreadable"


def test_a_text_that_could_not_be_read_back_is_not_signed() -> None:
    for wrong in (
        replace(TEXT, software="estran\n0.4.0"),
        replace(TEXT, head=Head(1, "xyz")),
        replace(TEXT, head=Head(-1, "5a" * 32)),
        replace(TEXT, head=Head(1, "5A" * 32)),
        replace(TEXT, casebook="0f"),
        replace(TEXT, extensions=("",)),
    ):
        with pytest.raises(CasebookError) as refusal:
            signed(wrong, signer=DOVER)
        assert refusal.value.code == "checkpoint.unreadable"


def test_a_signature_holds_and_a_second_party_adds_its_own() -> None:
    first = signed(TEXT, signer=DOVER)
    both = countersign(first, signer=GRIS_NEZ)
    assert (first.seq, first.text) == (42, WRITTEN)
    assert both.signatures[0] == first.signatures[0]
    assert standing(both, keys=KEYS, verifier=VERIFIER) == (
        ("dover.estran", "holds"),
        ("gris-nez.estran", "holds"),
    )


def test_a_signature_line_is_a_dash_a_name_and_base64_of_id_and_signature() -> None:
    (line,) = signed(TEXT, signer=DOVER).signatures
    dash, name, content = line.split(" ")
    raw = base64.b64decode(content)
    assert (dash, name) == ("\u2014", "dover.estran")
    assert raw == key_id(public_key(DOVER)) + DOVER.sign(WRITTEN.encode())


def test_an_altered_text_or_an_unknown_key_is_told() -> None:
    both = countersign(signed(TEXT, signer=DOVER), signer=GRIS_NEZ)
    other = replace(both, text=WRITTEN.replace("42", "43"))
    assert standing(other, keys=KEYS[:1], verifier=VERIFIER) == (
        ("dover.estran", "fails"),
        ("gris-nez.estran", "unknown_key"),
    )


def test_nobody_signs_twice_and_a_note_fills_up() -> None:
    checkpoint = signed(TEXT, signer=DOVER)
    with pytest.raises(CasebookError) as refusal:
        countersign(checkpoint, signer=DOVER)
    assert refusal.value.code == "checkpoint.signed_already"
    for number in range(15):
        checkpoint = countersign(checkpoint, signer=MemorySigner(f"centre-{number}"))
    with pytest.raises(CasebookError, match="more than 16"):
        countersign(checkpoint, signer=GRIS_NEZ)


def test_a_note_is_read_back() -> None:
    both = countersign(signed(TEXT, signer=DOVER), signer=GRIS_NEZ)
    assert parse_note(format_note(both)) == both
    assert format_note(both).startswith(WRITTEN + "\n\u2014 dover.estran ")


@pytest.mark.parametrize("wrong", [WRITTEN, WRITTEN + "\n", WRITTEN + "\n\u2014 a b\n", "\n\n"])
def test_what_is_no_note_is_refused(wrong: str) -> None:
    with pytest.raises(CasebookError):
        parse_note(wrong)


def test_the_key_id_and_signature_of_the_published_example_are_understood() -> None:
    """The example of the specification: its lines have the form that ours have."""
    line = (
        "\u2014 quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+"
        "EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc="
    )
    note = parse_note(WRITTEN + "\n" + line + "\n")
    assert standing(note, keys=(), verifier=VERIFIER) == (
        ("quasimodo.example/salvatore", "unknown_key"),
    )


def test_a_public_key_is_one_line() -> None:
    text = format_public_key(KEYS[0])
    assert text.startswith("dover.estran+")
    assert parse_public_key(f" {text}\n") == KEYS[0]
    for wrong in (text[:-4], text.replace("dover", "calais"), "x", text + "\nmore", "a b+00+00"):
        with pytest.raises(CasebookError) as refusal:
            parse_public_key(wrong)
        assert refusal.value.code.startswith("checkpoint.")
    for bad in (PublicKey(name="a b", key=bytes(32)), PublicKey(name="a", key=b"short")):
        with pytest.raises(CasebookError):
            format_public_key(bad)

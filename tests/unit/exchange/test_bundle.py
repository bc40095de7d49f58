"""The export: same contents, same bytes; nothing withheld is in it, nothing altered unseen."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from estran.casebook.canonical import canonical, sha256
from estran.casebook.chain import described, genesis
from estran.casebook.checkpoint import PublicKey, format_public_key
from estran.casebook.store import Artifact
from estran.errors import CasebookError, ChainError
from estran.exchange import bundle_reader
from estran.exchange.bundle import Bundle, SealedPart, build_bundle, entry_of, lines_of
from estran.exchange.bundle_reader import read_bundle
from tests.support.chains import DOVER, IDENTITY, export, packed, record, unpacked
from tests.support.vaults import MemorySigner

FILES = unpacked(build_bundle(export()))


def test_same_contents_same_bytes() -> None:
    assert build_bundle(export()) == build_bundle(export())
    with zipfile.ZipFile(BytesIO(build_bundle(export()))) as archive:
        infos = archive.infolist()
    assert [one.filename for one in infos] == sorted(one.filename for one in infos)
    assert {one.date_time for one in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {one.compress_type for one in infos} == {zipfile.ZIP_STORED}


def test_it_reads_back_as_it_was() -> None:
    for bundle in (export(), export(erased=False), Bundle(identity=IDENTITY, lines=())):
        assert read_bundle(build_bundle(bundle)) == bundle


def test_a_withheld_body_is_not_in_it() -> None:
    lines = FILES["events.jsonl"].splitlines()
    assert b'"withheld":"another case"' in lines[2]
    assert b'"nonce":null' in lines[2]
    assert b'"value":3' not in build_bundle(export())
    assert entry_of(export().lines[2]) is None


def test_entries_come_back_whole() -> None:
    entries = record()
    assert tuple(map(entry_of, lines_of(entries, withheld={}))) == entries
    lame = replace(export().lines[0], header={"seq": 1})
    with pytest.raises(CasebookError) as refusal:
        entry_of(lame)
    assert refusal.value.code == "bundle.header"


def test_the_identity_hashes_to_the_genesis() -> None:
    assert FILES["casebook.json"] == canonical(described(IDENTITY))
    assert sha256(FILES["casebook.json"]) == genesis(IDENTITY).hash == export().lines[0].prev


def test_a_text_is_in_it_only_where_it_was_given() -> None:
    assert FILES["sealed.json"] == b'{"s1":{"event":5,"state":"erased"}}'
    told = replace(export(), sealed={"s1": SealedPart(state="held", nonce="ab", text="é")})
    assert unpacked(build_bundle(told))["sealed.json"] == (
        '{"s1":{"nonce":"ab","state":"held","text":"é"}}'.encode()
    )


def test_the_readme_speaks_both_languages_and_wears_the_watermark() -> None:
    text = FILES["README.txt"].decode()
    assert text.startswith("*** EXERCISE ***\n")
    assert "estran_verify.py FILE.zip" in text
    assert "EXPORT DU REGISTRE 0f0f" in text
    assert max(map(len, text.splitlines())) <= 78


def test_a_centre_that_changed_its_key_has_both_in_one_file() -> None:
    old = PublicKey(name="dover.estran", key=MemorySigner("old").public_key())
    new = PublicKey(name="dover.estran", key=DOVER.public_key())
    files = unpacked(build_bundle(replace(export(), keys=(old, new))))
    assert files["keys/dover.estran.pub"].decode().splitlines() == [
        format_public_key(old),
        format_public_key(new),
    ]


def test_what_cannot_be_exported_is_refused() -> None:
    wrong = Artifact(digest="00" * 32, media="text/plain", content=b"x")
    with pytest.raises(ChainError) as altered:
        build_bundle(replace(export(), artifacts=(wrong,)))
    assert altered.value.code == "bundle.artifact"
    slash = PublicKey(name="../dover", key=DOVER.public_key())
    with pytest.raises(CasebookError) as refusal:
        build_bundle(replace(export(), keys=(slash,)))
    assert refusal.value.code == "bundle.key_name"


@pytest.mark.parametrize("name", sorted(set(FILES) - {"manifest.json"}))
def test_an_altered_file_is_named(name: str) -> None:
    for files in (
        {**FILES, name: FILES[name] + b" "},
        {k: v for k, v in FILES.items() if k != name},
    ):
        with pytest.raises(ChainError) as refusal:
            read_bundle(packed(files, honest=False))
        assert refusal.value.details["files"] == (name,)


WRONG = {
    "no zip": b"x",
    "nothing": packed({}),
    "no entries": packed({k: v for k, v in FILES.items() if k != "events.jsonl"}),
    "deep": packed({**FILES, "sealed.json": b"[" * 99_999 + b"]" * 99_999}),
    "float": packed({**FILES, "sealed.json": b'{"s1":{"state":1.5}}'}),
    "other format": packed({**FILES, "casebook.json": b'{"format":"x"}'}),
    "more": packed({**FILES, "casebook.json": FILES["casebook.json"][:-1] + b',"more":1}'}),
    "cut": build_bundle(export())[:-99],
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_no_export_is_refused(kind: str) -> None:
    with pytest.raises(CasebookError) as refusal:
        read_bundle(WRONG[kind])
    assert refusal.value.code == "bundle.unreadable"


def test_an_export_made_to_fill_a_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle_reader, "MOST_BYTES", 1000)
    with pytest.raises(CasebookError, match="larger than an export"):
        read_bundle(build_bundle(export()))

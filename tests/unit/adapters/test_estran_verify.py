"""The stand-alone verifier: it stands alone, and finds each kind of tampering where it is."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from estran.adapters import estran_verify
from estran.casebook.canonical import canonical, commitment
from estran.casebook.chain import Head
from estran.casebook.checkpoint import CheckpointText, format_public_key, public_key, signed
from estran.exchange.bundle import SealedPart, build_bundle
from tests.support.chains import (
    DOVER,
    GRIS_NEZ,
    IDENTITY,
    NONCE,
    altered,
    export,
    packed,
    record,
    rehashed,
    unpacked,
    without_text,
)
from tests.support.vaults import MemorySigner

if TYPE_CHECKING:
    from collections.abc import Callable

FILE = Path(estran_verify.__file__)
OLDEST = (3, 9)
Rows = list[dict[str, Any]]


def verified(content: bytes, folder: Path, *words: str) -> tuple[int, dict[str, Any]]:
    """The exit code, and what the verifier says as JSON."""
    file = folder / "bundle.zip"
    file.write_bytes(content)
    command = [sys.executable, "-I", "-S", str(FILE), str(file), "--json", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.stderr, done.stderr
    found = json.loads(done.stdout)
    assert found["exit"] == done.returncode
    return done.returncode, found


def broken(content: bytes, folder: Path) -> list[tuple[str, Any]]:
    """What is broken, and where: at which entry, or in which file."""
    file = folder / "bundle.zip"
    file.write_bytes(content)
    found = estran_verify.Check(estran_verify._opened(file)).examine([])["broken"]
    return [(one["what"], one.get("seq", one.get("file"))) for one in found]


def what(found: dict[str, Any], part: str) -> list[str]:
    return [one["what"] for one in found[part]]


def test_it_imports_the_standard_library_only_and_reads_as_old_python() -> None:
    tree = ast.parse(FILE.read_text("utf-8"), feature_version=OLDEST)
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [one.name for one in node.names]
            if isinstance(node, ast.Import)
            else [node.module or "."]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= set(sys.stdlib_module_names)
    assert "estran" not in imported


@pytest.mark.skipif(shutil.which("python3.9") is None, reason="no Python 3.9 on this machine")
def test_it_runs_on_the_oldest_python_that_it_promises(tmp_path: Path) -> None:
    old = shutil.which("python3.9")
    assert old is not None
    if subprocess.run([old, "-V"], capture_output=True, check=False).returncode:
        pytest.skip("python3.9 is a name only")
    file = tmp_path / "bundle.zip"
    file.write_bytes(build_bundle(export()))
    done = subprocess.run([old, "-I", "-S", str(FILE), str(file)], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_whole_export_is_whole(tmp_path: Path) -> None:
    code, found = verified(build_bundle(export()), tmp_path)
    assert code == 0
    assert found["broken"] == []
    assert what(found, "said") == [
        *("title", "entries", "whole", "withheld", "erased", "key", "key", "signed"),
    ]
    assert found["said"][1] | {"what": ""} == {
        "what": "",
        "count": 6,
        "first": "2026-11-27T06:02:01Z",
        "last": "2026-11-27T06:07Z",
    }
    assert found["said"][4] == {"what": "erased", "count": 1, "events": "5"}
    assert found["said"][7]["names"] == "dover.estran, gris-nez.estran"
    assert found["remarks"] == [{"what": "uncovered", "count": 2}]


def test_a_folder_is_as_good_as_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "bundle"
    with zipfile.ZipFile(_written(tmp_path, build_bundle(export()))) as archive:
        archive.extractall(folder)
    assert estran_verify.main([str(folder)]) == 0
    (folder / "events.jsonl").unlink()
    (folder / "events.jsonl").symlink_to("/dev/zero")
    assert estran_verify.main([str(folder)]) == 2


def _written(folder: Path, content: bytes) -> Path:
    file = folder / "written.zip"
    file.write_bytes(content)
    return file


def _swap(rows: Rows) -> None:
    rows[2], rows[3] = rows[3], rows[2]


def _set(place: int, *path: str, value: object) -> Callable[[Rows], None]:
    def change(rows: Rows) -> None:
        inner: Any = rows[place]
        for key in path[:-1]:
            inner = inner[key]
        inner[path[-1]] = value

    return change


def _forge(rows: Rows) -> None:
    """A body changed, and its own entry made to fit: the next one still knows better."""
    rows[3]["body"] = {"fact": "persons_aboard", "value": 98}
    one = rows[3:4]
    rehashed_one = [rows[2], *one]
    rehashed(rehashed_one, 1)


CHAIN = {
    "body": (_set(0, "body", "value", value=98), ("chain_body", 1)),
    "nonce": (_set(3, "nonce", value="00" * 32), ("chain_body", 4)),
    "removed body": (_set(3, "body", value=None), ("chain_body", 4)),
    "removed nonce": (_set(3, "nonce", value=None), ("chain_body", 4)),
    "kind": (_set(3, "header", "kind", value="fact.other"), ("chain_header", 4)),
    "time": (_set(5, "header", "at", value="2026-11-27T06:08Z"), ("chain_header", 6)),
    "role": (_set(2, "header", "role", value="analyst"), ("chain_header", 3)),
    "new field": (_set(2, "header", "more", value=1), ("chain_header", 3)),
    "commitment": (_set(2, "header", "body", value="00" * 32), ("chain_header", 3)),
    "hash": (_set(4, "hash", value="00" * 32), ("chain_header", 5)),
    "prev": (_set(4, "prev", value="00" * 32), ("chain_prev", 5)),
    "first prev": (_set(0, "prev", value="00" * 32), ("chain_genesis", 1)),
    "number": (_set(4, "seq", value=50), ("chain_header", 5)),
    "number is true": (_set(0, "seq", value=True), ("chain_line", 1)),
    "a field more": (_set(4, "more", value=1), ("chain_line", 5)),
    "no number": (lambda rows: rows[4].pop("seq"), ("chain_line", 5)),
    "removed": (lambda rows: rows.pop(2), ("chain_missing", 3)),
    "first removed": (lambda rows: rows.pop(0), ("chain_missing", 1)),
    "twice": (lambda rows: rows.insert(3, rows[2]), ("chain_duplicated", 4)),
    "swapped": (_swap, ("chain_order", 3)),
    "last to the front": (lambda rows: rows.insert(0, rows.pop()), ("chain_order", 1)),
    "end cut off": (lambda rows: rows.pop(), ("chain_end", 6)),
    "all cut off": (lambda rows: rows.clear(), ("chain_end", 1)),
    "one forged": (_forge, ("chain_prev", 5)),
}


@pytest.mark.parametrize("kind", CHAIN)
def test_tampering_is_found_where_it_is(kind: str, tmp_path: Path) -> None:
    change, expected = CHAIN[kind]
    found = broken(altered(export(), change), tmp_path)
    assert found[0] == expected
    assert [one for one in found if str(one[0]).startswith("chain_")] == [expected]


def test_a_casebook_that_says_to_be_another_is_found(tmp_path: Path) -> None:
    files = unpacked(build_bundle(export()))
    files["casebook.json"] = files["casebook.json"].replace(b"EXERCISE", b"")
    assert broken(packed(files), tmp_path)[0] == ("chain_genesis", 1)


def test_a_record_written_anew_is_found_by_the_signed_checkpoint(tmp_path: Path) -> None:
    def rewrite(rows: Rows) -> None:
        rows[0]["body"]["value"] = 98
        rehashed(rows, 0)

    found = broken(altered(export(), rewrite), tmp_path)
    assert ("note_differs", "checkpoints/001.txt") in found
    assert not [one for one in found if str(one[0]).startswith("chain_")]


def test_a_cut_past_the_checkpoint_is_found_though_the_manifest_was_made_to_fit(
    tmp_path: Path,
) -> None:
    short = replace(export(), lines=export().lines[:3])
    assert (
        broken(build_bundle(without_text(short)), tmp_path)
        == [
            ("note_longer", "checkpoints/001.txt"),
            ("sealed_missing", 2),
        ][::-1]
    )


NEEDED = {"casebook.json", "events.jsonl", "manifest.json", "sealed.json"}
ALL = sorted(unpacked(build_bundle(export())))


@pytest.mark.parametrize("name", sorted(set(ALL) - NEEDED))
def test_a_file_that_differs_from_the_manifest_is_named(name: str, tmp_path: Path) -> None:
    files = unpacked(build_bundle(export()))
    gone = {key: value for key, value in files.items() if key != name}
    assert ("file_missing", name) in broken(packed(gone, honest=False), tmp_path)
    changed = {**files, name: files[name].replace(b"e", b"E", 1)}
    assert ("file_differs", name) in broken(packed(changed, honest=False), tmp_path)


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_without_the_files_that_it_needs_nothing_can_be_checked(name: str, tmp_path: Path) -> None:
    files = unpacked(build_bundle(export()))
    del files[name]
    assert verified(packed(files, honest=False), tmp_path)[0] == 2


def test_a_file_that_the_manifest_does_not_name_is_told(tmp_path: Path) -> None:
    extra = packed({**unpacked(build_bundle(export())), "more.txt": b"x"}, honest=False)
    assert broken(extra, tmp_path) == [("file_extra", "more.txt")]


def test_an_artifact_must_be_what_its_name_says(tmp_path: Path) -> None:
    files = unpacked(build_bundle(export()))
    name = next(one for one in files if one.startswith("artifacts/"))
    files[name] = b"{}"
    assert ("file_differs", name) in broken(packed(files), tmp_path)


def _sealed(tmp_path: Path, part: SealedPart | None, *, erased: bool) -> list[Any]:
    bundle = replace(export(erased=erased), sealed={} if part is None else {"s1": part})
    return broken(build_bundle(bundle), tmp_path)


def test_private_texts_are_held_erased_by_law_or_missing(tmp_path: Path) -> None:
    held, gone = SealedPart(state="held"), SealedPart(state="erased", event=5)
    text = SealedPart(state="held", nonce=NONCE, text="moteur arrêté")
    assert _sealed(tmp_path, held, erased=False) == []
    assert _sealed(tmp_path, text, erased=False) == []
    assert _sealed(tmp_path, gone, erased=True) == []
    assert _sealed(tmp_path, None, erased=True) == []
    assert _sealed(tmp_path, None, erased=False) == [("sealed_missing", 2)]
    assert _sealed(tmp_path, gone, erased=False) == [("sealed_missing", 2)]
    assert _sealed(tmp_path, replace(gone, event=4), erased=True) == [("sealed_missing", 2)]
    assert _sealed(tmp_path, held, erased=True) == [("sealed_kept", 2)]
    wrong = replace(text, text="moteur en marche")
    assert _sealed(tmp_path, wrong, erased=False) == [("sealed_altered", 2)]
    moved = SealedPart(state="held", nonce=NONCE + "\nx", text="y")
    assert _sealed(tmp_path, moved, erased=False) == [("sealed_altered", 2)]


def test_an_erasure_whose_entry_is_withheld_is_a_remark(tmp_path: Path) -> None:
    bundle = export()
    lines = list(bundle.lines)
    lines[4] = replace(lines[4], nonce=None, body=None, withheld="another case")
    code, found = verified(build_bundle(replace(bundle, lines=tuple(lines))), tmp_path)
    assert code == 0
    assert what(found, "remarks") == ["sealed_hidden", "uncovered"]


def _with_note(text: str) -> bytes:
    files = unpacked(build_bundle(export()))
    files["checkpoints/001.txt"] = text.encode()
    return packed(files)


def test_checkpoints_that_are_wrong_are_told(tmp_path: Path) -> None:
    note = unpacked(build_bundle(export()))["checkpoints/001.txt"].decode()
    lines = note.split("\n")
    other = note.replace(IDENTITY.casebook, "00" * 16)
    assert broken(_with_note(other), tmp_path) == [("note_other", "checkpoints/001.txt")]
    assert broken(_with_note("x"), tmp_path) == [("note_unreadable", "checkpoints/001.txt")]
    later = note.replace("06:10Z", "06:11Z")
    assert broken(_with_note(later), tmp_path) == [("signature_fails", "checkpoints/001.txt")] * 2
    swapped = note.replace(lines[6].split()[2], lines[7].split()[2])
    _, found = verified(_with_note(swapped), tmp_path)
    assert "key_unknown" in what(found, "remarks"), "the id in the line is another's"


def test_keys_that_were_given_count_more_than_those_inside(tmp_path: Path) -> None:
    content = build_bundle(export())
    mine = format_public_key(public_key(DOVER))
    code, found = verified(content, tmp_path, "--key", mine)
    assert code == 0
    assert what(found, "said").count("key_given") == 1
    text = CheckpointText(
        casebook=IDENTITY.casebook,
        head=Head(6, record()[-1].hash),
        time="2026-11-27T07:00Z",
        software="estran 0.4.0",
    )
    impostor = MemorySigner("impostor")
    impostor._name = "dover.estran"
    forged = replace(
        export(),
        checkpoints=(signed(text, signer=impostor),),
        keys=(public_key(impostor), public_key(GRIS_NEZ)),
    )
    assert verified(build_bundle(forged), tmp_path)[0] == 0, "alone it cannot know"
    code, found = verified(build_bundle(forged), tmp_path, "--key", mine)
    assert (code, what(found, "broken")) == (1, ["key_differs"])
    assert "signed" not in what(found, "said")


def test_a_clock_set_back_is_a_remark(tmp_path: Path) -> None:
    def back(rows: Rows) -> None:
        rows[3]["header"]["entered"] = "2026-11-27T06:02Z"
        rehashed(rows, 3)

    content = altered(replace(export(), checkpoints=()), back)
    files = unpacked(content)
    manifest = json.loads(files["manifest.json"])
    manifest["head"]["hash"] = json.loads(files["events.jsonl"].splitlines()[-1])["hash"]
    files["manifest.json"] = canonical(manifest)
    code, found = verified(packed(files), tmp_path)
    assert code == 0
    assert found["remarks"][0] == {"what": "backwards", "count": 1, "seq": 4}


def test_a_commitment_is_the_casebooks_own() -> None:
    assert estran_verify.digest_of("ab", b"c") == commitment(nonce="ab", content=b"c")

"""The verifier before bundles that were made to harm it, and the words that it uses."""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest

from estran.adapters import estran_verify
from estran.adapters.estran_verify import SENTENCES, main
from estran.exchange.bundle import build_bundle
from tests.support.chains import altered, export, packed, unpacked
from tests.unit.language.test_catalogue import ENGLISH, NEVER_SAID

FILES = unpacked(build_bundle(export()))
ROWS = [line.split("|") for line in SENTENCES.strip().split("\n")]


def _code(content: bytes, folder: Path, capsys: pytest.CaptureFixture[str]) -> int:
    file = folder / "bundle.zip"
    file.write_bytes(content)
    code = main([str(file)])
    assert capsys.readouterr().err == ""
    return code


UNREADABLE = {
    "no zip": b"hello",
    "empty": b"",
    "zip of nothing": packed({}),
    "deep json": packed({**FILES, "sealed.json": b"[" * 200_000 + b"]" * 200_000}),
    "deep object": packed({**FILES, "casebook.json": b'{"a":' * 100_000 + b"1" + b"}" * 100_000}),
    "other format": packed(
        {**FILES, "casebook.json": FILES["casebook.json"].replace(b"book-1", b"book-9")}
    ),
    "list for a mapping": packed({**FILES, "sealed.json": b"[]"}),
    "path outside": packed({**FILES, "../../etc/passwd": b"x"}),
    "absolute path": packed({**FILES, "/etc/passwd": b"x"}),
    "backslash": packed({**FILES, "a\\b": b"x"}),
    "hidden": packed({**FILES, ".ssh": b"x"}),
    "cut in two": build_bundle(export())[:-200],
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_is_no_export_is_unreadable(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _code(UNREADABLE[kind], tmp_path, capsys) == 2


def test_what_is_not_there_is_unreadable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "nothing.zip"), "--lang", "fr"]) == 2
    assert capsys.readouterr().out.startswith("ILLISIBLE")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("keys/x.pub", b"ssh-ed25519 AAAA"),
        ("keys/dover.estran.pub", b"\xff\xfe+00000000+AAAA"),
        ("checkpoints/001.txt", b"\xff\n\n\xff\n"),
    ],
)
def test_a_key_or_note_that_is_none_leaves_the_rest_checked(
    name: str, content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _code(packed({**FILES, name: content}, honest=False), tmp_path, capsys) == 1


def test_two_files_of_one_name_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in FILES.items():
            archive.writestr(name, content)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("events.jsonl", b"")
    assert _code(target.getvalue(), tmp_path, capsys) == 2


def test_a_bomb_does_not_go_off(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(estran_verify, "MOST_BYTES", 1 << 20)
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**FILES, "bomb": bytes(4 << 20)}.items():
            archive.writestr(name, content)
    assert len(target.getvalue()) < 20_000
    assert _code(target.getvalue(), tmp_path, capsys) == 2
    monkeypatch.setattr(estran_verify, "MOST_BYTES", 1 << 31)
    monkeypatch.setattr(estran_verify, "MOST_SMALL", 64)
    assert _code(build_bundle(export()), tmp_path, capsys) == 2
    monkeypatch.setattr(estran_verify, "MOST_SMALL", 1 << 26)
    monkeypatch.setattr(estran_verify, "MOST_FILES", 3)
    assert _code(build_bundle(export()), tmp_path, capsys) == 2


LINES = {
    "deep": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "no json": b"{",
    "float": FILES["events.jsonl"].split(b"\n")[0].replace(b'"value":1', b'"value":1.0'),
    "not a number": FILES["events.jsonl"].split(b"\n")[0].replace(b'"value":1', b'"value":NaN'),
    "long number": b'{"seq":' + b"9" * 100_000 + b"}",
    "key twice": b'{"seq":1,' + FILES["events.jsonl"].split(b"\n")[0][1:],
    "space": FILES["events.jsonl"].split(b"\n")[0].replace(b":", b": ", 1),
    "half a character": FILES["events.jsonl"].split(b"\n")[0].replace(b"C-0001", b"\\ud800"),
    "not utf-8": b"\xff\xfe",
    "empty": b"",
    "list": b"[]",
}


@pytest.mark.parametrize("kind", LINES)
def test_a_line_that_is_none_breaks_the_chain_where_it_stands(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rest = FILES["events.jsonl"].split(b"\n", 1)[1]
    content = packed({**FILES, "events.jsonl": LINES[kind] + b"\n" + rest})
    file = tmp_path / "bundle.zip"
    file.write_bytes(content)
    assert main([str(file)]) == 1
    assert "BROKEN: Entry 1: its line cannot be read" in capsys.readouterr().out


def test_a_line_without_an_end_is_bounded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(estran_verify, "MOST_LINE", 100)
    assert _code(build_bundle(export()), tmp_path, capsys) == 1
    monkeypatch.setattr(estran_verify, "MOST_LINE", 1 << 24)
    cut = packed({**FILES, "events.jsonl": FILES["events.jsonl"][:-1]})
    assert _code(cut, tmp_path, capsys) == 1


def test_what_a_bundle_says_cannot_steer_a_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    identity = json.loads(FILES["casebook.json"]) | {"watermark": "\x1b[2J{count}"}
    spelled = json.dumps(identity, sort_keys=True, separators=(",", ":")).encode()
    file = tmp_path / "bundle.zip"
    file.write_bytes(packed({**FILES, "casebook.json": spelled.replace(b"\\u001b", b"\\u001b")}))
    main([str(file)])
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "?[2J{count}" in out


def test_the_words_are_plain_in_both_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bundle.zip"
    file.write_bytes(build_bundle(export()))
    assert main([str(file)]) == 0
    english = capsys.readouterr().out
    assert english.startswith("Casebook 0f0f")
    assert "EXERCISE" in english.split("\n")[0]
    assert "RESULT: WHOLE\nIt proves order and integrity" in english
    file.write_bytes(altered(export(), lambda rows: rows.pop(2)))
    assert main([str(file), "--lang", "fr"]) == 1
    french = capsys.readouterr().out
    assert "ROMPU : L'écriture 3 manque : l'écriture 4 est à sa place." in french
    assert "RÉSULTAT : ROMPU" in french


def test_both_languages_say_the_same_with_the_same_values() -> None:
    for row in ROWS:
        assert len(row) == 3, row
        holes = [{name for _, name, _, _ in Formatter().parse(one) if name} for one in row[1:]]
        assert holes[0] == holes[1], row
        for language, sentence in zip(("en", "fr"), row[1:], strict=True):
            for words in NEVER_SAID[language]:
                assert not re.search(words, sentence.lower()), sentence
        assert not re.search(ENGLISH, re.sub(r"\{.*?\}", "", row[2])), row[2]
        assert not re.search(r"[a-zà-ÿ)»}]:(\s|$)", row[2].removeprefix("{file}")), row[2]


def test_every_sentence_is_said_somewhere() -> None:
    text = Path(estran_verify.__file__).read_text("utf-8").split("# noqa: E501")[1]
    for key, *_ in ROWS:
        stem = key.split("_", 1)[1] if key.startswith(("chain_", "file_")) else key
        assert f'"{key}"' in text or f'"{stem}"' in text or f"'{stem}'" in text, key

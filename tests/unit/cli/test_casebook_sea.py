"""A case assessed with kept fields, handed out, and made again on a machine without them."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from estran.adapters import estran_verify
from estran.adapters.kept_fields import keep_field
from estran.casebook.canonical import canonical, sha256
from estran.cli.main import run
from estran.quantities.instants import parse_instant
from tests.support.kept import START, kept
from tests.support.typed_desk import QUICK, TypedDesk, exercise

if TYPE_CHECKING:
    from pathlib import Path

    from estran.environment.kept_field import KeptField

BOSS = ("--role", "supervisor")
EXPORT = (*BOSS, "--why", "to the other side")
NIGHT = parse_instant("2026-03-14T05:00Z").timestamp()


def of_the_night(layer: str, value: object) -> KeptField:
    """A field of the exercise's night."""
    hour = round((NIGHT - START) / 3600.0)
    return kept(
        layer, value, hours=(hour - 3, hour + 12), fetched_at=NIGHT - 1800.0, issued_at=None
    )


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TypedDesk:
    """A desk with one case, on a machine that keeps currents and a wind."""
    for field in (of_the_night("currents", (0.6, 0.2)), of_the_night("wind", (3.0, 1.0))):
        keep_field(field, folder=tmp_path / "sea")
    monkeypatch.setenv("ESTRAN_SEA", str(tmp_path / "sea"))
    return exercise(tmp_path)


def test_a_case_is_made_again_from_its_export_where_no_field_is_kept(
    desk: TypedDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = desk.done("assess", "C-0001", *QUICK)
    assert "currents made by tests" in said
    bundle = tmp_path / "case.zip"
    desk.done("export", str(bundle), "--case", "C-0001", *EXPORT)
    assert estran_verify.main([str(bundle)]) == 0
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    monkeypatch.setenv("ESTRAN_SEA", str(tmp_path / "empty"))
    assert desk.done("reproduce", str(bundle)) == "A-0001-1: the same bytes.\n"


def test_a_field_taken_out_of_an_export_is_named_with_its_hash(
    desk: TypedDesk, tmp_path: Path
) -> None:
    desk.done("assess", "C-0001", *QUICK)
    bundle, cut = tmp_path / "case.zip", tmp_path / "cut.zip"
    desk.done("export", str(bundle), *EXPORT)
    with zipfile.ZipFile(bundle) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(files.pop("manifest.json"))
    (gone,) = (one for one in manifest["made"]["sea"] if one["layer"] == "currents")
    name = f"artifacts/{gone['file']}"
    del files[name], manifest["files"][name], manifest["media"][gone["file"]]
    with zipfile.ZipFile(cut, "w") as archive:
        for one, content in {**files, "manifest.json": canonical(manifest)}.items():
            archive.writestr(one, content)
    for language, words in (("en", "cannot be made again"), ("fr", "ne peut être refaite")):
        printed = desk.type("reproduce", str(cut), "--lang", language)
        assert printed.code == 2
        assert words in printed.out
        assert f"currents tests (SHA-256 {gone['sha256']})" in printed.out


def test_a_spoiled_field_in_an_export_is_found_by_the_verifier(
    desk: TypedDesk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also where who spoiled it wrote its new hash into the manifest."""
    desk.done("assess", "C-0001", *QUICK)
    bundle, spoiled = tmp_path / "case.zip", tmp_path / "spoiled.zip"
    desk.done("export", str(bundle), *EXPORT)
    with zipfile.ZipFile(bundle) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(files.pop("manifest.json"))
    name = f"artifacts/{manifest['made']['sea'][0]['file']}"
    files[name] = files[name][:-1] + bytes([files[name][-1] ^ 1])
    manifest["files"][name] = sha256(files[name])
    with zipfile.ZipFile(spoiled, "w") as archive:
        for one, content in {**files, "manifest.json": canonical(manifest)}.items():
            archive.writestr(one, content)
    assert estran_verify.main([str(spoiled)]) == 1
    assert name in capsys.readouterr().out


def test_the_embedded_sea_alone_where_that_is_asked_for(desk: TypedDesk) -> None:
    said = desk.done("assess", "C-0001", *QUICK, "--embedded")
    assert "made by tests" not in said


def test_a_folder_is_named_on_the_command_line(
    desk: TypedDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESTRAN_SEA", str(tmp_path / "empty"))
    assert "made by tests" not in desk.done("assess", "C-0001", *QUICK)
    said = desk.done("assess", "C-0001", *QUICK, "--sea", str(tmp_path / "sea"))
    assert "made by tests" in said


REPORT = """\
at: {at}
position: {position}
persons: 40-60
craft: inflatable
hypotheses: {{adrift: 1.0}}
exercise: true
"""


def reports(folder: Path) -> tuple[str, str]:
    """Two reports of one boat, an hour apart."""
    paths = []
    for hour, position in ((5, "51-02.1N 001-44.0E"), (6, "51-02.2N 001-45.5E")):
        path = folder / f"report{hour}.yaml"
        said = REPORT.format(at=f"2026-03-14T0{hour}:00Z", position=position)
        path.write_text(said, encoding="utf-8")
        paths.append(str(path))
    return paths[0], paths[1]


@pytest.mark.parametrize("command", ["rebase", "sensitivity"])
def test_rebase_and_sensitivity_take_the_same_fields_and_name_them(
    command: str, desk: TypedDesk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, later = reports(tmp_path)
    fix = ["--fix", later, "--hours", "3"] if command == "rebase" else []
    words = [command, first, *fix, "--particles", "300"]
    said = []
    for more in ([], ["--embedded"], ["--json"]):
        assert run([*words, *more]) == 0
        said.append(capsys.readouterr().out)
    assert "currents made by tests" in said[0]
    assert "wind made by tests" in said[0]
    assert "made by tests" not in said[1]
    found = json.loads(said[2])
    rows = found["manifest"]["kept_fields"] if command == "rebase" else found["kept_fields"]
    assert [one["layer"] for one in rows] == ["currents", "wind"]
    assert desk.file.exists()

"""The hook that builds the web room: when it builds, when it leaves alone, what its lock holds."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.house import ROOT

if TYPE_CHECKING:
    from pathlib import Path

LICENCES = re.compile(r"MIT|ISC|0BSD|BSD-\d-Clause|Apache-2\.0|OFL-1\.1|CC0-1\.0|Zlib|MIT-0")


@pytest.fixture(scope="module")
def hook() -> Any:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


@pytest.fixture
def house(hook: Any, tmp_path: Path) -> Path:
    """A house whose room was just built."""
    for name in ("web/src/main.tsx", "src/estran/language/en/screen.json"):
        file = tmp_path / name
        file.parent.mkdir(parents=True)
        file.write_text("first", "utf-8")
    static = hook.static(tmp_path)
    static.mkdir(parents=True)
    (static / ".stamp").write_text(hook.stamp_of(tmp_path), "utf-8")
    return tmp_path


def test_what_was_just_built_is_left_alone(
    hook: Any, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ESTRAN_SKIP_WEB", raising=False)
    monkeypatch.setattr(hook, "npm", lambda *_: pytest.fail("npm was called"))
    assert not hook.is_stale(house)
    hook.build(house)


@pytest.mark.parametrize("name", ["web/src/main.tsx", "src/estran/language/en/screen.json"])
def test_a_changed_source_is_stale(hook: Any, house: Path, name: str) -> None:
    (house / name).write_text("second", "utf-8")
    assert hook.is_stale(house)


def test_a_source_that_came_went_or_moved_is_stale(hook: Any, house: Path) -> None:
    more = house / "web" / "src" / "more.ts"
    more.write_text("", "utf-8")
    assert hook.is_stale(house)
    more.unlink()
    assert not hook.is_stale(house)
    (house / "web" / "src" / "main.tsx").rename(house / "web" / "src" / "other.tsx")
    assert hook.is_stale(house)


def test_what_the_build_makes_is_no_source(hook: Any, house: Path) -> None:
    (house / "web" / "node_modules").mkdir()
    (house / "web" / "node_modules" / "x.js").write_text("x", "utf-8")
    assert not hook.is_stale(house)


def test_where_the_sources_are_not_at_hand_the_built_room_stays(hook: Any, tmp_path: Path) -> None:
    assert not hook.is_stale(tmp_path)


def test_who_asks_to_go_without_is_told_so(
    hook: Any, house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (house / "web" / "src" / "main.tsx").write_text("second", "utf-8")
    monkeypatch.setenv("ESTRAN_SKIP_WEB", "1")
    monkeypatch.setattr(hook, "npm", lambda *_: pytest.fail("npm was called"))
    hook.build(house)
    assert "ESTRAN_SKIP_WEB" in capsys.readouterr().err


def test_a_failed_build_says_what_to_do_and_leaves_no_stamp(
    hook: Any, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any) -> None:
        raise SystemExit("failed")

    (house / "web" / "src" / "main.tsx").write_text("second", "utf-8")
    monkeypatch.delenv("ESTRAN_SKIP_WEB", raising=False)
    monkeypatch.setattr(hook, "fetch", fails)
    with pytest.raises(SystemExit):
        hook.build(house)
    assert hook.is_stale(house)


def test_the_lock_names_no_registry_and_pins_every_package() -> None:
    text = (ROOT / "web" / "package-lock.json").read_text("utf-8")
    assert "resolved" not in text
    assert "registry" not in text
    packages = json.loads(text)["packages"]
    for name, one in packages.items():
        assert not name or one.get("integrity", "").startswith("sha512-"), name
    wanted = json.loads((ROOT / "web" / "package.json").read_text("utf-8"))
    for version in {**wanted["dependencies"], **wanted["devDependencies"]}.values():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), version


def test_what_ships_has_a_licence_that_lets_it_ship() -> None:
    packages = json.loads((ROOT / "web" / "package-lock.json").read_text("utf-8"))["packages"]
    for name, one in packages.items():
        if not name or one.get("dev") or one.get("devOptional") or one.get("optional"):
            continue
        words = re.split(r"\s+(?:AND|OR)\s+", one["license"].strip("()"))
        assert all(LICENCES.fullmatch(word) for word in words), f"{name}: {one['license']}"


@pytest.mark.slow
def test_the_wheel_holds_the_built_room(hook: Any, tmp_path: Path) -> None:
    if hook.is_stale(ROOT):
        pytest.skip("the web room is not built (make web)")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "estran/server/static/index.html" in names
    assert any(name.startswith("estran/server/static/assets/index-") for name in names)

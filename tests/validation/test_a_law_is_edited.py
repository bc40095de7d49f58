"""A law is edited in a copy of the package: stale machine code must never be found.

No tolerance: engine by name and places by their digits. Serial and parallel cannot be mixed: there
is one form, a loop for one thread, and threads run it side by side; its name says so.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import estran
from estran.adapters.engine_code import code_folder
from estran.engine.compiled import key
from estran.engine.compiled.build import functions_of
from estran.engine.compiled.kernel import drift
from tests.support.machines import machine

LAW, SAID, EDITED = "drift/leeway.py", "slope + offset * per_speed", "slope - offset * per_speed"
PACKAGE = Path(estran.__file__).parent


def test_every_function_that_is_compiled_lies_in_a_room_that_the_name_covers():
    rooms = {one.__module__.split(".")[1] for one in functions_of(drift)}
    assert rooms <= set(key.ROOMS)
    assert {"drift", "engine"} <= rooms


@pytest.mark.parametrize("room", key.ROOMS)
def test_any_source_of_those_rooms_changes_the_name(room, tmp_path):
    for one in key.ROOMS:
        shutil.copytree(
            PACKAGE / one, tmp_path / one, ignore=shutil.ignore_patterns("__pycache__", "areas")
        )
    names = {key.sources_digest(tmp_path)}
    sources = sorted((tmp_path / room).rglob("*.py"))
    for source in sources:
        source.write_text(source.read_text("utf-8") + "\n", "utf-8")
        names.add(key.sources_digest(tmp_path))
    assert len(names) == len(sources) + 1


def test_another_form_has_another_name(monkeypatch):
    serial = key.code_key()
    monkeypatch.setattr(key, "FORM", "parallel")
    assert key.code_key() != serial


@pytest.mark.slow
def test_after_a_law_is_edited_its_old_machine_code_is_not_found(tmp_path):
    shutil.copytree(
        PACKAGE, tmp_path / "src" / "estran", ignore=shutil.ignore_patterns("__pycache__")
    )
    law = tmp_path / "src" / "estran" / LAW

    def estran_says(*words: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", "from estran.cli.main import main; main()", *words],
            capture_output=True,
            text=True,
            check=True,
            cwd=tmp_path,
            env={
                **os.environ,
                "PYTHONPATH": str(tmp_path / "src"),
                "ESTRAN_CACHE": str(tmp_path / "cache"),
            },
        ).stdout

    def answer() -> tuple[str, object]:
        said = json.loads(
            estran_says("assess", "--replay", "2022-12-14", "--particles", "200", "--json")
        )
        return said["manifest"]["engine"], said["forecast"]["mean_position"]

    machine()  # built once for all tests; the copy has the same sources, and so the same name
    kept = code_folder(key.code_key())
    shutil.copytree(kept, tmp_path / "cache" / "estran" / kept.name)
    engine, before = answer()
    assert engine == "compiled"
    text = law.read_text("utf-8")
    assert text.count(SAID) == 1
    law.write_text(text.replace(SAID, EDITED), "utf-8")
    engine, after = answer()
    assert engine.startswith("reference: ")
    assert after != before
    estran_says("engine", "build")
    assert answer() == ("compiled", after)
    law.write_text(text, "utf-8")
    assert answer() == ("compiled", before)

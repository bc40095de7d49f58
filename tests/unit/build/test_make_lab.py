"""`make lab`: a small study and its report; only on a terminal is the report opened.

A stand-in takes the place of the program, so that only the Makefile's own logic is looked at.
"""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.support.house import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="no make here")
STAND_IN = '#!/bin/sh\necho "CALLED $(basename "$0") $*"\n'


@pytest.fixture
def venv(tmp_path: Path) -> Path:
    """An environment that looks set up; its programs say how they were called."""
    found = tmp_path / "venv"
    (found / "bin").mkdir(parents=True)
    for name in ("estran", "python"):
        (found / "bin" / name).write_text(STAND_IN, "utf-8")
        (found / "bin" / name).chmod(0o755)
    (found / ".run-stamp").touch()
    return found


def command(venv: Path) -> list[str]:
    return ["make", "-C", str(ROOT), "lab", f"VENV={venv}", f"LAB={venv}/lab"]


def test_without_a_terminal_the_report_is_written_and_its_place_told(venv: Path) -> None:
    printed = subprocess.run(
        command(venv), check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL
    ).stdout
    ran = f"CALLED estran study run --out {venv}/lab --anew"
    told = f"CALLED estran study report {venv}/lab --html {venv}/lab/report.html"
    assert printed.index(ran) < printed.index(told) < printed.index("The report is in")
    assert "CALLED python" not in printed


def test_on_a_terminal_the_report_is_opened(venv: Path) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(command(venv), stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        printed = b""
        try:
            while part := os.read(ours, 4096):
                printed += part
        except OSError:  # on Linux: the other end is shut
            pass
        assert process.wait(60) == 0, printed.decode()
    os.close(ours)
    assert "open_browser" in printed.decode()
    assert f"{venv}/lab/report.html" in printed.decode().rpartition("open_browser")[2]

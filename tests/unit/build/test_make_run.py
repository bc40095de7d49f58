"""`make run`: the assessment anywhere, and after it, on a terminal alone, the room.

A stand-in takes the place of the program, so that only the Makefile's own logic is looked at.
"""

from __future__ import annotations

import os
import pty
import shutil
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.house import ROOT
from tools.free_port import ANY, free_port

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="no make here")
STAND_IN = '#!/bin/sh\necho "CALLED $(basename "$0") $*"\n'


@pytest.fixture
def venv(tmp_path: Path) -> Path:
    """An environment that looks set up; its `estran` says how it was called."""
    found = tmp_path / "venv"
    (found / "bin").mkdir(parents=True)
    (found / "bin" / "estran").write_text(STAND_IN, "utf-8")
    python = f'#!/bin/sh\nif [ "$1" = -m ]; then exec {sys.executable} "$@"; fi\n'
    (found / "bin" / "python").write_text(python, "utf-8")
    for one in (found / "bin").iterdir():
        one.chmod(0o755)
    for stamp in (".run-stamp", ".test-stamp"):
        (found / stamp).touch()
    return found


def command(venv: Path, *more: str) -> list[str]:
    room = venv / "index.html"
    return ["make", "-C", str(ROOT), "run", f"VENV={venv}", f"ROOM={room}", *more]


def on_a_terminal(command: list[str]) -> str:
    """Run it with a terminal as its input and output; return all it printed."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        printed = b""
        try:
            while part := os.read(ours, 4096):
                printed += part
        except OSError:  # on Linux: the other end is shut
            pass
        assert process.wait(60) == 0, printed.decode()
    os.close(ours)
    return printed.decode()


def test_without_a_terminal_it_ends_after_the_assessment(venv: Path) -> None:
    (venv / "index.html").touch()
    printed = subprocess.run(
        command(venv), check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL
    ).stdout
    assert "CALLED estran assess --replay 2022-12-14" in printed
    assert "The map is in" in printed
    assert "serve" not in printed


def test_on_a_terminal_the_room_opens_on_the_same_case(venv: Path) -> None:
    (venv / "index.html").touch()
    printed = on_a_terminal(command(venv, "REPLAY=2024-04-23", f"PORT={_free()}"))
    assert printed.index("estran assess --replay 2024-04-23") < printed.index("estran serve")
    assert "estran serve --exercise 2024-04-23 --open --port" in printed
    assert "is taken" not in printed


def test_a_port_that_is_taken_is_said_and_another_is_used(venv: Path) -> None:
    (venv / "index.html").touch()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        printed = on_a_terminal(command(venv, f"PORT={port}"))
    assert f"Port {port} is taken; the room opens at another." in printed
    assert "--open --port 0" in printed


def test_where_the_room_is_not_built_it_says_so_and_ends_well(venv: Path) -> None:
    printed = on_a_terminal(command(venv))
    assert "The web room is not built" in printed
    assert "serve" not in printed


def test_a_port_is_free_until_somebody_listens() -> None:
    port = _free()
    assert free_port(port) == port
    with socket.create_server(("127.0.0.1", port)):
        assert free_port(port) == ANY


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])

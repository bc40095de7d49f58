"""An environment of its own for each peer, made once with pip, and commands run in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
HOME = ROOT / "out" / "peers"
INSTALL_SECONDS, RUN_SECONDS = 1200, 900
OPENDRIFT = ("opendrift==1.14.12",)


def environment(requirements: tuple[str, ...], home: Path = HOME) -> str:
    """Return the Python in which a tool stands, after it has been installed."""
    if not requirements:
        return sys.executable
    python = python_of(requirements, home)
    if not stands(requirements, home):
        venv.create(python.parents[1], with_pip=True, clear=True)
        pip = [str(python), "-m", "pip", "-q", "--disable-pip-version-check", "install"]
        said_by([*pip, *requirements], seconds=INSTALL_SECONDS, answers=False)
        _stamp(python).touch()
    return str(python)


def stands(requirements: tuple[str, ...], home: Path = HOME) -> bool:
    """Whether a tool's environment has been made."""
    return _stamp(python_of(requirements, home)).exists()


def python_of(requirements: tuple[str, ...], home: Path = HOME) -> Path:
    """Return where the Python of a tool's environment is, or will be."""
    return home / requirements[0].split("==")[0] / "bin" / "python"


def said_by(
    words: list[str], *, seconds: int = RUN_SECONDS, answers: bool = True
) -> dict[str, Any]:
    """Run a command and return what it says in its last line."""
    done = subprocess.run(
        words,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    if not answers:
        return {}
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def _stamp(python: Path) -> Path:
    return python.parents[1] / "installed"

"""The commands of a casebook as they are typed, one after the other, in a casebook of their own."""

from __future__ import annotations

import contextlib
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from estran.cli.main import run

if TYPE_CHECKING:
    from pathlib import Path

QUICK = ("--particles", "300", "--hours", "3")


@dataclass(frozen=True)
class Printed:
    """What a command left behind."""

    code: int
    out: str
    err: str


@dataclass
class TypedDesk:
    """A casebook at which one types; its clock stands where it is put."""

    file: Path
    now: str | None = "2026-03-14T05:14Z"

    def type(self, *arguments: str) -> Printed:
        """Type one command of `estran casebook` and return what it left behind."""
        here = ["--casebook", str(self.file)] if arguments[0] not in OUTSIDE else []
        clock = ["--now", self.now] if self.now and here and "--now" not in arguments else []
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(["casebook", *arguments, *here, *clock])
        return Printed(code, out.getvalue(), err.getvalue())

    def done(self, *arguments: str) -> str:
        """Type a command that succeeds, and return what it printed."""
        printed = self.type(*arguments)
        assert printed.code == 0, printed.err
        return printed.out

    def refused(self, *arguments: str) -> str:
        """Type a command that is refused with exit code 2, and return the refusal."""
        printed = self.type(*arguments)
        assert printed.code == 2, printed.out
        assert printed.err.strip()
        return printed.err

    def json(self, *arguments: str) -> Any:
        """Type a command with --json, and return the values."""
        return json.loads(self.done(*arguments, "--json"))


OUTSIDE = ("mail-form", "reproduce")
"""Commands that open no casebook."""


def exercise(folder: Path) -> TypedDesk:
    """A desk with an open exercise: one call for help, and its case in Dover."""
    desk = TypedDesk(folder / "casebook.sqlite")
    desk.done("open", "--exercise")
    desk.done(
        *("report", "--at", "2026-03-14T05:12Z", "--source", "caller", "--persons", "about 50"),
        *("--position", "51.05 N, 2.03 E", "--colour", "black", "--engine", "stopped"),
        *("--text", "engine off, water comes in", "--fact", "taking_water=yes"),
    )
    desk.done("case-open", "R-0001", "--label", "Charlie")
    return desk

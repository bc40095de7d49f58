"""An `estran serve` as a process that can be killed and started anew on its port and casebook.

No browser lives here.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = re.compile(r"(http://127\.0\.0\.1:(\d+))(?:/\?token=(\S+))?\b")
SEAT = re.compile(r"^\s*([a-z]+(?:-[a-z]+)*-\d)\s+(\S+)", re.MULTILINE)
PROGRAM = "from estran.cli.main import main; main()"


@dataclass
class Room:
    """A server at a folder of its own; it keeps its port over a new start.

    Attributes
    ----------
    folder : Path
        Where it runs, and where its files lie.
    arguments : list of str
        Of `estran serve`, the port aside.
    """

    folder: Path
    arguments: list[str]
    port: int = 0
    token: str = ""
    printed: str = ""
    process: subprocess.Popen[str] | None = field(default=None, repr=False)
    groups: list[int] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        """Where a browser gets in on one's own machine."""
        return f"{self.origin}/?token={self.token}"

    def start(self) -> None:
        """Start it, and wait until it listens."""
        command = [sys.executable, "-c", PROGRAM, "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(
            [*command, *self.arguments],
            stdout=subprocess.PIPE,
            text=True,
            cwd=self.folder,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            start_new_session=True,
        )
        assert self.process.stdout is not None
        self.printed = ""
        while not (found := ADDRESS.search(self.printed)):
            line = self.process.stdout.readline()
            assert line, f"estran serve ended before it printed its address: {self.printed}"
            self.printed += line
        self.port, self.token = int(found.group(2)), found.group(3) or ""

    def read_seats(self) -> dict[str, str]:
        """Return the accounts that an exercise prints after its address: passwords by login."""
        assert self.process is not None
        assert self.process.stdout is not None
        while len(found := dict(SEAT.findall(self.printed))) < 5:
            line = self.process.stdout.readline()
            assert line, f"estran serve ended before it printed its accounts: {self.printed}"
            self.printed += line
        return found

    def kill(self) -> None:
        """End the server at once, as a fault would; what works beside it finds that out itself."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(20)
            if self.process.stdout is not None:
                self.process.stdout.close()
            self.groups.append(self.process.pid)
            self.process = None

    def clear(self) -> None:
        """Leave no process behind."""
        self.kill()
        for group in self.groups:
            with suppress(ProcessLookupError):
                os.killpg(group, signal.SIGKILL)

    def send(self, method: str, path: str, body: Any = None) -> Any:
        """Ask as a program on the same machine does, with the token."""
        request = urllib.request.Request(  # noqa: S310 -- our own server
            self.origin + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 -- our own
            return json.loads(answer.read() or b"null")

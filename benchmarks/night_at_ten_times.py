"""The night of 23 to 24 November 2021 at ten times: `python -m benchmarks.night_at_ten_times`.

200 boats and 3,000 reports come within a minute, over HTTP, to a real server that assesses beside.
How long a report waits for its 201 is compared with one durable insert into a bare SQLite table in
the same folder and the same run. A report that finds its sender busy counts from when it was due.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Thread
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

BAR = 25.0
"""A report at p99 costs at most so many durable inserts at p99."""
GOLDEN = 0.6180339887498949
SENDERS, DESKS, WARM = 4, 2, 10
ROOT = Path(__file__).parents[1]
ADDRESS = re.compile(r"http://127\.0\.0\.1:(?P<port>\d+)/\?token=(?P<token>[\w-]+)")
CHECKPOINT_S = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """How much comes, and how fast."""

    boats: int = 200
    reports: int = 3_000
    seconds: float = 60.0
    screens: float = 0.5  # looks at the queue a second


QUICK = Night(boats=20, reports=300, seconds=8.0)


@dataclass(slots=True)
class Measured:
    """What came of it: waits in seconds."""

    reports: list[float] = field(default_factory=list)
    inserts: list[float] = field(default_factory=list)
    actions: list[float] = field(default_factory=list)
    screens: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    kept: int = 0
    assessed: int = 0
    cpu: float = 0.0


class Caller:
    """One connection to the server."""

    def __init__(self, port: int, token: str) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self._headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
        }

    def close(self) -> None:
        self._connection.close()

    def ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        content = None if body is None else json.dumps(body)
        self._connection.request(method, path, body=content, headers=self._headers)
        answer = self._connection.getresponse()
        text = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {text[:300]!r}")
        return json.loads(text) if text else None


def report_of(boat: int, number: int) -> dict[str, Any]:
    """Return a report: boats stand spread over the strait, and each drifts north-east."""
    north = 50.95 + 0.15 * ((boat * GOLDEN) % 1.0) + 0.0004 * number
    east = 1.45 + 0.25 * ((boat * GOLDEN * GOLDEN) % 1.0) + 0.0004 * number
    return {
        "channel": "message",
        "source": "caller",
        "positions": [f"{north:.4f} N {east:.4f} E"],
        "persons": str(20 + boat % 45),
        "colour": ("black", "grey", "white")[boat % 3],
        "facts": {"taking_water": "yes"},
        "text": "The engine is off and water comes in; children are aboard. " * 2,
        "phone": f"+336{boat:08d}",
    }


def due_times(night: Night) -> list[float]:
    """Return when each report comes [s]: in gusts, twice as dense in the middle third."""
    third = night.seconds / 3
    middle = night.reports // 2
    edge = (night.reports - middle) // 2
    parts = ((0.0, edge), (third, middle), (2 * third, night.reports - middle - edge))
    return sorted(
        start + third * ((number * GOLDEN) % 1.0)
        for start, count in parts
        for number in range(count)
    )


@contextmanager
def server(folder: Path) -> Iterator[tuple[subprocess.Popen[str], int, str]]:
    """Run a server for one person in a folder, and stop it at the end."""
    command = [sys.executable, "-u", "-c", "from estran.cli.main import main; main()", "serve"]
    process = subprocess.Popen(
        [*command, "--port", "0", "--shared", "Gris-Nez"],
        cwd=folder,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process, *_address(process)
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)


def _address(process: subprocess.Popen[str]) -> tuple[int, str]:
    assert process.stdout is not None
    for line in process.stdout:
        if found := ADDRESS.search(line):
            return int(found["port"]), found["token"]
    raise RuntimeError("the server printed no address")


def run(night: Night, *, folder: Path | None = None) -> Measured:
    """Let the night happen, and return what it took."""
    found = Measured()
    with (
        ExitStack() as open_ones,
        tempfile.TemporaryDirectory(dir=folder) as place,
        server(Path(place)) as (process, port, token),
    ):

        def caller() -> Caller:
            return open_ones.enter_context(closing(Caller(port, token)))

        first = caller()
        for boat in range(WARM):
            first.ask("POST", "/api/reports", report_of(boat, 0))
        with _inserting(Path(place), found):
            _happen(night, found, caller)
        found.cpu = _cpu_seconds(process.pid)
        _count(caller(), found)
    return found


def _happen(night: Night, found: Measured, caller: Callable[[], Caller]) -> None:
    over = Event()
    start = perf_counter() + 0.5
    taken: Queue[tuple[int, str]] = Queue()
    work = [(lambda n=n: _send(night, start, n, found, caller(), taken)) for n in range(SENDERS)]
    beside = [
        *((lambda n=n: _place(n, found, caller(), taken, over)) for n in range(DESKS)),
        lambda: _look(night, found, caller(), over),
    ]
    senders, others = (
        [_started(one, found) for one in work],
        [_started(one, found) for one in beside],
    )
    for one in senders:
        one.join()
    while not taken.empty() and perf_counter() < start + 2 * night.seconds:
        sleep(CHECKPOINT_S)
    over.set()
    for one in others:
        one.join()


def _started(work: Callable[[], None], found: Measured) -> Thread:
    def guarded() -> None:
        try:
            work()
        except Exception as error:  # a thread that fails must be heard
            found.refused.append(f"{type(error).__name__}: {error}")

    thread = Thread(target=guarded, daemon=True)
    thread.start()
    return thread


def _send(
    night: Night, start: float, sender: int, found: Measured, caller: Caller, taken: Any
) -> None:
    """Send every fourth report when it is due; one that is late counts from when it was due."""
    for number, due in list(enumerate(due_times(night)))[sender::SENDERS]:
        boat = number % night.boats
        waited = start + due - perf_counter()
        if waited > 0:
            sleep(waited)
        begun = perf_counter() if waited > 0 else start + due
        answer = caller.ask("POST", "/api/reports", report_of(boat, number // night.boats))
        found.reports.append(perf_counter() - begun)
        taken.put((boat, answer["number"]))


def _place(desk: int, found: Measured, caller: Caller, taken: Any, over: Event) -> None:
    """Open a case for the first report of a boat, and put each later one to it."""
    craft: dict[int, tuple[str, str]] = {}
    held: list[tuple[int, str]] = []
    while not over.is_set():
        try:
            boat, number = held.pop() if held else taken.get(timeout=CHECKPOINT_S)
        except Empty:
            continue
        if boat % DESKS != desk:
            taken.put((boat, number))
            sleep(0.001)
            continue
        begun = perf_counter()
        if boat not in craft:
            made = caller.ask("POST", f"/api/reports/{number}/case", {"label": f"boat {boat}"})
            craft[boat] = made["case"], made["craft"]
        else:
            case, of = craft[boat]
            body = {"report": number, "craft": of, "decision": "same", "why": "same telephone"}
            caller.ask("POST", f"/api/cases/{case}/events/link.decided", body)
        found.actions.append(perf_counter() - begun)


def _look(night: Night, found: Measured, caller: Caller, over: Event) -> None:
    while not over.wait(1.0 / night.screens):
        begun = perf_counter()
        caller.ask("GET", "/api/queue")
        found.screens.append(perf_counter() - begun)


@contextmanager
def _inserting(place: Path, found: Measured) -> Iterator[None]:
    """Insert durable rows beside it all, in a process of their own that waits for nobody else."""
    command = [sys.executable, "-m", "benchmarks.night_at_ten_times", "--inserts", str(place)]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    try:
        yield
    finally:
        said, _ = process.communicate()  # its stdin ends, and it with it
        found.inserts += json.loads(said)


def inserts(place: Path) -> None:
    """Insert durable rows, twenty a second, until stdin ends; print how long each took."""
    waits: list[float] = []
    over = Event()

    def listen() -> None:
        sys.stdin.read()
        over.set()

    Thread(target=listen, daemon=True).start()
    with closing(sqlite3.connect(place / "bare.sqlite", isolation_level=None)) as bare:
        bare.execute("PRAGMA journal_mode = WAL")
        bare.execute("PRAGMA synchronous = FULL")
        bare.execute("CREATE TABLE said (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT")
        text = json.dumps(report_of(0, 0))
        while not over.wait(CHECKPOINT_S):
            begun = perf_counter()
            bare.execute("INSERT INTO said (text) VALUES (?)", (text,))
            waits.append(perf_counter() - begun)
    print(json.dumps(waits[len(waits) // 20 :]))


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _count(caller: Caller, found: Measured) -> None:
    """Count what the record holds, from the record."""
    for case in caller.ask("GET", "/api/cases"):
        sheet = caller.ask("GET", f"/api/cases/{case['case']}")
        found.assessed += len(sheet["assessments"])
    after = 0
    while True:
        page = caller.ask("GET", f"/api/events?after={after}")
        found.kept += sum(one["kind"] == "report.received" for one in page["entries"])
        after = page["until"]
        if after >= page["last"]:
            return


def middle(waits: Sequence[float], share: float) -> float:
    """Return the wait that a share of all stays below."""
    ordered = sorted(waits)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def told(night: Night, found: Measured) -> float:
    """Print the ratios, and return that of p99."""
    print(
        f"  {night.boats} boats, {night.reports} reports in {night.seconds:.0f} s; "
        f"{found.kept} kept, {found.assessed} assessments beside; "
        f"the server took {found.cpu:.1f} s of processor time"
    )
    rows = (
        ("a report, until its 201", found.reports),
        ("one durable insert", found.inserts),
        ("opening a case, linking", found.actions),
        ("the queue on a screen", found.screens),
    )
    print(f"  {'milliseconds':<28}{'p50':>9}{'p99':>9}{'longest':>9}{'count':>8}")
    for name, waits in rows:
        shown = (middle(waits, 0.5), middle(waits, 0.99), max(waits))
        print(f"  {name:<28}" + "".join(f"{1e3 * one:9.2f}" for one in shown) + f"{len(waits):8}")
    ratios = [middle(found.reports, at) / middle(found.inserts, at) for at in (0.5, 0.99)]
    print(
        f"  a report takes {ratios[0]:.1f} inserts at p50, {ratios[1]:.1f} at p99 (bar {BAR:.0f})"
    )
    return ratios[1]


def main() -> int:
    """Run the night, or a quick part of it; 1 where something was lost or the bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.night_at_ten_times")
    parser.add_argument("--quick", action="store_true", help="a tenth of it, in eight seconds")
    parser.add_argument("--folder", type=Path, help="where the record lies; a temporary folder")
    parser.add_argument("--inserts", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inserts:
        inserts(given.inserts)
        return 0
    night = QUICK if given.quick else Night()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    found = run(night, folder=given.folder)
    ratio = told(night, found)
    for one in found.refused[:5]:
        print(f"  FAILED: {one}")
    return 0 if is_whole(night, found) and ratio <= BAR else 1


def is_whole(night: Night, found: Measured) -> bool:
    """Say whether nothing was refused, and the record holds every report that was answered."""
    return not found.refused and found.kept == night.reports + WARM == len(found.reports) + WARM


if __name__ == "__main__":
    sys.exit(main())

"""Whole processes: wall time and peak memory, interleaved so that a busy machine is fair to all."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Command:
    """Something to run, under the name that the table gives it."""

    name: str
    words: tuple[str, ...]


@dataclass(slots=True)
class Cost:
    """What the runs of one command cost: seconds each, and the largest peak of memory [MiB]."""

    seconds: list[float] = field(default_factory=list)
    peak: float = 0.0

    @property
    def best(self) -> float:
        return min(self.seconds)

    @property
    def middle(self) -> float:
        return median(self.seconds)


def python(name: str, statement: str) -> Command:
    return Command(name, (sys.executable, "-c", statement))


def costs_of(commands: list[Command], *, rounds: int) -> dict[str, Cost]:
    """Run every command once a round, after a round that warms the disk and counts for nothing."""
    costs = {command.name: Cost() for command in commands}
    for number in range(rounds + 1):
        for command in commands:
            seconds, peak = _run(command)
            if number:
                costs[command.name].seconds.append(seconds)
                costs[command.name].peak = max(costs[command.name].peak, peak)
    return costs


def _run(command: Command) -> tuple[float, float]:
    start = perf_counter()
    process = subprocess.Popen(
        command.words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = perf_counter() - start
    if code := os.waitstatus_to_exitcode(status):
        said = process.stderr.read() if process.stderr else ""
        raise RuntimeError(f"{command.name} ended with {code}: {said.strip()[-500:]}")
    return seconds, usage.ru_maxrss / 1024

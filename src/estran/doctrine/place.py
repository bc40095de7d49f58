"""Where in a file of rules something stands, and refusals that say so."""

from __future__ import annotations

from dataclasses import dataclass

from estran.errors import DoctrineError


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file, and the rule or fact that it belongs to."""

    file: str
    line: int
    name: str = ""

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}" + (f", {self.name}" if self.name else "")


def refuse(code: str, place: Place, problem: str) -> DoctrineError:
    """Return the refusal of something in a file, for the caller to raise."""
    return DoctrineError(
        code,
        f"{place}: {problem}",
        file=place.file,
        line=place.line,
        name=place.name,
        problem=problem,
    )

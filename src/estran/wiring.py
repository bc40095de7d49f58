"""The one place that chooses adapters and opens things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.adapters.system_clock import SystemClock

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from types import ModuleType

    from estran.assess.answer import Assessment
    from estran.doctrine.ruleset import Ruleset
    from estran.doctrine.tally import Tally
    from estran.room.clock import Clock


def clock() -> Clock:
    """Return the clock that the watch goes by."""
    return SystemClock()


def read_user_text(path: Path) -> str:
    """Return a user's file as text."""
    from estran.adapters.files import read_text

    return read_text(path)


def write_user_file(path: Path, content: bytes) -> None:
    """Write a user's file whole or not at all."""
    from estran.adapters.files import write_whole

    write_whole(path, content)


def draw(assessment: Assessment, path: Path) -> None:
    """Draw the map of an answer into a PNG file."""
    from estran.adapters.map_backdrop import backdrop
    from estran.adapters.map_picture import draw_map
    from estran.environment.area import load_area

    draw_map(assessment, backdrop=backdrop(load_area(assessment.situation.area)), path=path)


def judge_table(
    rules: Ruleset, options: Sequence[str], table: Path, *, out: Path | None
) -> tuple[Mapping[str, Tally], int]:
    """Judge a user's table of states, chunk by chunk; write the verdict codes where wanted."""
    from estran.doctrine.tally import Counting
    from estran.exchange.facts_table import TableReader

    source = _tables(table)
    target = None if out is None else _tables(out)
    counting = Counting(rules, tuple(options), keep=target is not None)
    for states in TableReader(str(table)).states(source.read_rows(table)):
        counting.add(states)
    if out is not None and target is not None:
        write_user_file(out, target.verdict_bytes(counting.codes()))
    return counting.tallies(), counting.count


def _tables(path: Path) -> ModuleType:
    """Return the adapter for a table, by the end of its name."""
    from estran.adapters import tables
    from estran.errors import MissingExtraError

    if path.suffix.casefold() != ".parquet":
        return tables
    try:
        from estran.adapters import parquet
    except ImportError as error:
        raise MissingExtraError(
            "tables.missing",
            "Parquet needs the extra `tables`: pip install 'estran[tables]'. CSV needs nothing.",
            extra="tables",
        ) from error
    return parquet

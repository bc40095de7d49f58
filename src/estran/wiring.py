"""The one place that chooses adapters and opens things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.adapters.system_clock import SystemClock

if TYPE_CHECKING:
    from pathlib import Path

    from estran.assess.answer import Assessment
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

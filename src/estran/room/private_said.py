"""What is private in what somebody types: moved to where it can be erased, or known by a mark only.

No report is refused for its words; the record that stands for ever only holds none of these.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from estran.casebook.fingerprint import night_of
from estran.casebook.private_words import looks_reachable
from estran.errors import PositionError
from estran.quantities.position_text import parse_position

if TYPE_CHECKING:
    from datetime import datetime

    from estran.room.desk import Desk


REACHABLE, UNKNOWN = "reachable", "unknown_field"


@dataclass(slots=True)
class Moved:
    """What was taken out of the fields, by their names."""

    rows: list[tuple[str, str]] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    def kept(self, name: str, value: str, *, known: bool = True) -> str:
        """Return a text that may stand in the record; one that may not is moved.

        Parameters
        ----------
        name, value : str
            Of the field.
        known : bool
            Whether rescue has a use for such a field; what is unknown may say anything.
        """
        reachable = looks_reachable(value)
        if not value.strip() or (known and not reachable):
            return value
        self.rows.append((name, value))
        self.reasons.append(REACHABLE if reachable else UNKNOWN)
        return ""


def may_stand(position: str, moved: Moved) -> bool:
    """Say whether a position stays; one that can be read is a position, whatever it looks like."""
    try:
        parse_position(position)
    except PositionError:
        return bool(moved.kept("position", position))
    return True


def marked(desk: Desk, text: str, at: datetime) -> str:
    """Return a mark by which a private text is known again as long as the key of its night stands.

    What a client sends twice is compared by a digest, which must give away nothing.
    """
    return (desk.ports.vault.fingerprint(night_of(at), text) or "") if text else ""

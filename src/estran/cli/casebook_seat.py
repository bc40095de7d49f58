"""What every `estran casebook` command shares: which casebook, who speaks, how it is printed."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 -- the command line reads the annotation
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

from estran.cli.printing import print_json, print_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estran.casebook.event import Author, Entry
    from estran.room.desk import Desk
    from estran.room.views import Looking

Role = Literal["watch_officer", "supervisor", "partner_centre"]
Flag = Annotated[bool, Parameter(negative="")]
Texts = Annotated[list[str] | None, Parameter(negative="")]
ACCOUNT = "operator"
"""Whoever has the machine in hand; which person that is stands in the room's own roster."""


@Parameter(name="*")
@dataclass(kw_only=True, frozen=True)
class Seat:
    """Which casebook, who speaks, and how it is printed.

    Attributes
    ----------
    casebook : str
        The casebook: a file, or a database at postgresql://. Or set ESTRAN_CASEBOOK.
    keys : Path
        Folder of its keys; beside the file where absent. Or set ESTRAN_KEYS.
    role : str
        In which role: watch_officer, supervisor or partner_centre.
    centre : str
        For which centre: Gris-Nez, Dover or Oostende. Or set ESTRAN_CENTRE.
    now : str
        What time it is in an exercise or a replay; a real casebook goes by this machine's clock.
    lang : str
        Language of what is printed: en or fr.
    json : bool
        Print JSON instead of text.
    """

    casebook: Annotated[str, Parameter(env_var="ESTRAN_CASEBOOK")] = "casebook.sqlite"
    keys: Annotated[Path | None, Parameter(env_var="ESTRAN_KEYS")] = None
    role: Role = "watch_officer"
    centre: Annotated[str, Parameter(env_var="ESTRAN_CENTRE")] = "Dover"
    now: Annotated[str | None, Parameter(env_var="ESTRAN_NOW")] = None
    lang: Literal["en", "fr"] = "en"
    json: Flag = False


HERE = Seat()
"""The casebook of this folder, for the watch officer at Dover, in English."""


@dataclass(frozen=True, kw_only=True)
class Watch:
    """Somebody at a desk: the desk, who it is, and how they want things printed."""

    desk: Desk
    by: Author
    seat: Seat

    def look(self) -> Looking:
        """Return how the record is looked at: by whom, now, in which language."""
        from estran.room.views import Looking

        return Looking(
            desk=self.desk,
            book=self.desk.book(),
            by=self.by,
            now=self.desk.now(),
            language=self.seat.lang,
        )

    def tell(self, text: str, values: object) -> None:
        """Print a text, or plain values where JSON is wanted."""
        if self.seat.json:
            print_json(values)
        else:
            print_text(self._marked(text))

    def _marked(self, text: str) -> str:
        """Return a text with the casebook's watermark, where it does not carry it already."""
        from estran.exchange.case_view import framed, watermark

        mark = watermark(self.desk.watermark, self.seat.lang)
        return text if not mark or mark in text else framed(text, mark)

    def entered(self, entries: tuple[Entry, ...]) -> None:
        """Print what has been entered, entry by entry."""
        rows = [_row(one, self.seat.lang) for one in entries]
        self.tell("\n".join(rows), [_plain(one) for one in entries])

    def enter(
        self, kind: str, given: Mapping[str, Any], *, case: str = "", at: str | None = None
    ) -> None:
        """Enter one event, and print what has been entered. What is None was not given."""
        from estran.room.enter import enter

        named = {name: value for name, value in {**given, "at": at}.items() if value is not None}
        self.entered(enter(self.desk, self.by, kind, named, case=case))

    def hand_over(
        self, kind: str, given: Mapping[str, Any], *, case: str, at: str | None = None
    ) -> None:
        """Enter a step of a hand-over; then say who has the case and acts."""
        from estran.room.views import coordinator_of

        self.enter(kind, given, case=case, at=at)
        if not self.seat.json:
            look = self.look()
            print_text(coordinator_of(look, look.book.case(case)))


@contextmanager
def seated(
    seat: Seat, *, watermark: str = "", new: bool = False, signs_only: bool = False
) -> Iterator[Watch]:
    """Open a casebook for a command, and let go of it at the end.

    Raises
    ------
    InputError
        Where there is no such casebook, and none is to be made; or there is one already.
    """
    from estran import wiring
    from estran.casebook.event import Author
    from estran.room.account_office import require_centre

    require_centre(seat.centre, role=seat.role)
    _require_place(seat.casebook, new=new)
    if not (new or signs_only):  # another centre signs with a key of its own, and reads no text
        wiring.require_keys(seat.casebook, keys=seat.keys)
    author = Author(role=seat.role, centre=seat.centre, account=ACCOUNT)
    with wiring.open_desk(
        seat.casebook, keys=seat.keys, centre=seat.centre, watermark=watermark, now=seat.now
    ) as desk:
        yield Watch(desk=desk, by=author, seat=seat)


def _require_place(where: str, *, new: bool) -> None:
    from estran.errors import InputError
    from estran.wiring import POSTGRES, is_casebook

    found = is_casebook(where)
    if not new and not found:
        raise InputError(
            "casebook.none",
            f"There is no casebook at {where}. Make one with `estran casebook open`, or say where "
            "it is: --casebook, or ESTRAN_CASEBOOK.",
            where=where,
        )
    if new and found and not where.startswith(POSTGRES):
        raise InputError(
            "casebook.there",
            f"{where} is there already, and nothing was changed. Name another.",
            where=where,
        )


def _row(entry: Entry, language: str) -> str:
    from estran.language.catalogue import say

    draft = entry.draft
    number = number_in(draft.body)
    named = " ".join(one for one in (draft.kind, number, draft.case) if one)
    return say(language, "at_desk.entered", seq=entry.seq, what=named, time=_clock(draft.at))


def number_in(body: Mapping[str, Any]) -> str:
    """Return the number that an event gave to something; empty where it gave none."""
    from estran.room.entries import ENTRIES

    names = dict.fromkeys(one.numbered for one in ENTRIES.values() if one.numbered)
    return next((str(body[name]) for name in names if name in body), "")


def _clock(moment: Any) -> str:  # noqa: ANN401 -- a time
    return f"{moment:%Y-%m-%d %H:%MZ}"


def _plain(entry: Entry) -> dict[str, object]:
    from estran.quantities.instants import format_instant

    draft = entry.draft
    return {
        "seq": entry.seq,
        "kind": draft.kind,
        "case": draft.case,
        "at": format_instant(draft.at),
        "entered": format_instant(draft.entered),
        "body": dict(draft.body),
    }

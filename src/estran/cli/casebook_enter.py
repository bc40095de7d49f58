"""`estran casebook enter`: any event that a person may enter, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from estran.cli.casebook_seat import HERE, Flag, Seat, seated
from estran.cli.printing import print_json, print_text

if TYPE_CHECKING:
    from estran.room.typed_fields import FormRow

Given = Annotated[str, Parameter(allow_leading_hyphen=False)]


def enter_event(
    kind: str | None = None,
    /,
    *given: Given,
    at: str | None = None,
    kinds: Flag = False,
    fields: Flag = False,
    seat: Seat = HERE,
) -> None:
    """Enter an event of any kind that has no command of its own.

    Parameters
    ----------
    kind : str
        Such as note.added: see --kinds.
    given : list of str
        The case, such as C-0001, and fields as name=value: near=Arcturus,Nimrod. A list is
        given with commas, or its name several times; what has parts as JSON.
    at : str
        When it was true, with its zone; now where absent.
    kinds : bool
        List every kind and do nothing else.
    fields : bool
        Show the fields of the kind and do nothing else.
    """
    from estran.room.typed_fields import typed_fields

    if kinds or kind is None:
        _list_kinds(seat)
        return
    if fields:
        _show_form(kind, seat)
        return
    pairs = [one for one in given if "=" in one]
    with seated(seat) as watch:
        watch.enter(kind, typed_fields(kind, pairs), case=_case_among(given), at=at)


def _case_among(given: tuple[str, ...]) -> str:
    from estran.errors import InputError

    named = [one for one in given if "=" not in one]
    if len(named) > 1:
        raise InputError(
            "enter.words",
            f"{', '.join(named)}: one case is named, and every field as name=value.",
            said=", ".join(named),
        )
    return named[0] if named else ""


def _list_kinds(seat: Seat) -> None:
    from estran.language.catalogue import say
    from estran.room.entries import ENTRIES

    rows = [say(seat.lang, "at_desk.kinds"), *(f"  {kind}" for kind in sorted(ENTRIES))]
    if seat.json:
        print_json(sorted(ENTRIES))
    else:
        print_text("\n".join(rows))


def _show_form(kind: str, seat: Seat) -> None:
    from estran.language.catalogue import say
    from estran.room.typed_fields import form_rows

    rows = form_rows(kind)
    if seat.json:
        print_json(rows)
    else:
        head = say(seat.lang, "at_desk.form", kind=kind)
        print_text("\n".join([head, *(_form_row(one, seat.lang) for one in rows)]))


def _form_row(row: FormRow, language: str) -> str:
    from estran.language.catalogue import name_in, say

    said = name_in(language, "field_type", row.type)
    words = f"{said} {', '.join(row.choices)}".rstrip()
    key = "at_desk.field_needed" if row.needed else "at_desk.field"
    return say(language, key, name=row.name, type=words)

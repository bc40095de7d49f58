"""`estran casebook show-report`: one report, with its texts for those who may read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from estran.cli.casebook_seat import HERE, Seat, seated

if TYPE_CHECKING:
    from collections.abc import Mapping


def show_report(report: str, /, *, why: str = "", seat: Seat = HERE) -> None:
    """Show one report as it was said, and what became of it. Reading its text is logged apart.

    Parameters
    ----------
    report : str
        Number of the report.
    why : str
        Why its text is read, for the log; case work where absent.
    """
    from estran.room.views import report_view

    with seated(seat) as watch:
        found = report_view(watch.look(), report, why=why)
        watch.tell(_words(found, seat.lang), found)


def _words(found: Mapping[str, Any], language: str) -> str:
    from estran.exchange.case_view import centre, source, unknown
    from estran.language.catalogue import name_in, say

    said = found["said"]
    nothing = unknown(language)
    text = found["text"]
    rows = (
        ("stored", found["entered"]),
        ("at", found["at"]),
        ("channel", name_in(language, "channel", found["channel"])),
        ("source", source(language, found["source"])),
        ("centre", centre(language, found["centre"])),
        ("positions", "; ".join(one["said"] for one in found["positions"]) or nothing),
        ("persons", (found["persons"] or {}).get("said") or nothing),
        ("status", found["status"]),
    )
    lines = [say(language, "at_desk.report", report=found["report"])]
    lines += [
        say(language, "receipt.row", label=say(language, f"receipt.{key}"), text=value)
        for key, value in rows
    ]
    for part in ("fields", "facts"):
        pairs = [f"{name} {_value(value)}" for name, value in said.get(part, {}).items()]
        if pairs:
            lines.append(say(language, f"at_desk.{part}", text="; ".join(pairs)))
    if found["text_erased"]:
        lines.append(say(language, "at_desk.text_erased"))
    elif text:
        lines.append(say(language, "at_desk.text", text=text))
    lines += [
        say(language, "at_desk.linked", craft=craft, decision=one["decision"], why=one["why"])
        for craft, one in found["links"].items()
    ]
    return "\n".join(lines)


def _value(value: Any) -> str:  # noqa: ANN401 -- text, or a fact with its value
    return str(value["value"]) if isinstance(value, dict) else str(value)

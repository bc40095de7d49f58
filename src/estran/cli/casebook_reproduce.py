"""`estran casebook reproduce`: make every assessment of an export again, and compare the bytes."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 -- the command line reads the annotation
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from estran.cli.printing import print_json, print_text

if TYPE_CHECKING:
    from estran.room.exporting import Repeated


def repeat(
    file: Path,
    /,
    *,
    lang: Literal["en", "fr"] = "en",
    json: Annotated[bool, Parameter(negative="")] = False,
) -> None:
    """Make every assessment of an export again, and say whether the bytes are those of then.

    Parameters
    ----------
    file : Path
        The export.
    lang : str
        Language of what is printed: en or fr.
    json : bool
        Print JSON instead of text.
    """
    from estran.errors import InputError
    from estran.exchange.bundle_reader import read_bundle
    from estran.room.exporting import reproduce
    from estran.wiring import read_user_bytes

    found = reproduce(read_bundle(read_user_bytes(file)))
    if json:
        print_json(found)
    else:
        print_text(_words(found, lang))
    differing = [one.assessment for one in found if not one.same]
    if differing:
        raise InputError(
            "reproduce.differs",
            f"{', '.join(differing)}: not the bytes of then.",
            assessments=", ".join(differing),
        )


def _words(found: tuple[Repeated, ...], language: str) -> str:
    from estran.language.catalogue import say

    rows = [_row(one, language) for one in found]
    return "\n".join(rows or [say(language, "at_desk.no_assessment")])


def _row(one: Repeated, language: str) -> str:
    from estran.language.catalogue import say

    if one.missing:
        return say(language, "at_desk.lacks", assessment=one.assessment, fields=one.missing)
    if not one.same:
        return say(language, "at_desk.differs", assessment=one.assessment, why=one.why)
    if one.engines:
        then, now = one.engines
        return say(
            language, "at_desk.same_other_engine", assessment=one.assessment, then=then, now=now
        )
    return say(language, "at_desk.same", assessment=one.assessment)

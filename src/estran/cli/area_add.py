"""`estran area add`: keep another coast, checked, or refuse it with the place in its file."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 -- the command line reads the annotation
from typing import Annotated, Literal

from cyclopts import Parameter


def add(
    file: Path | None = None,
    /,
    *,
    replace: Annotated[bool, Parameter(negative="")] = False,
    schema: Annotated[bool, Parameter(negative="")] = False,
    lang: Literal["en", "fr"] = "en",
) -> None:
    """Check another coast, and keep it for `--area`: box, coast line, regions, places, tide.

    It is kept whole or not at all, in the folder that ESTRAN_AREAS names or among your data.

    Parameters
    ----------
    file : Path
        The area as YAML; the coast line's file lies beside it.
    replace : bool
        Put it in the place of another one of the same key.
    schema : bool
        Print the JSON Schema of the file and do nothing else.
    lang : str
        Language of what is printed: en or fr.
    """
    from estran.cli.printing import print_text
    from estran.errors import InputError
    from estran.exchange.areas_text import area_text
    from estran.language.catalogue import say
    from estran.wiring.areas import add_area

    if schema:
        from estran.exchange.area_file import area_schema

        print_text(area_schema().decode())
        return
    if file is None:
        raise InputError("area.no_file", "Name the file of the area: estran area add AREA.yaml.")
    parts, path = add_area(file, replace=replace)
    print_text(say(lang, "areas.kept", file=path))
    print_text(area_text(parts.key, lang))

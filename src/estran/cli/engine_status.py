"""`estran engine status`: what is built of the drift engine on this machine, and why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

if TYPE_CHECKING:
    from estran.adapters.engine_building import EngineStanding


def status(
    *,
    lang: Literal["en", "fr"] = "en",
    json: Annotated[bool, Parameter(negative="")] = False,
) -> None:
    """Tell which engine forecasts drift by here, and what is built and kept of the quick one.

    Parameters
    ----------
    lang : str
        Language of what is printed: en or fr.
    json : bool
        Print JSON instead of text.
    """
    from estran.cli.printing import print_json, print_text
    from estran.wiring import engine_standing

    found = engine_standing()
    if json:
        print_json(_values(found))
    else:
        print_text("\n".join(_lines(found, lang)))


def _values(found: EngineStanding) -> dict[str, object]:
    return {
        "engine": "compiled" if found.used else "reference",
        "why_not": found.why_not,
        "key": found.key,
        "folder": str(found.folder) if found.folder else None,
        "bytes": found.size,
        "built": _instant(found),
        "others": found.others,
    }


def _lines(found: EngineStanding, language: str) -> list[str]:
    from estran.language.catalogue import say

    def word(key: str, /, **values: object) -> str:
        return say(language, f"engine.{key}", **values)

    lines = [word("used") if found.used else word("not_used", why=found.why_not)]
    if found.key:
        lines += [word("key", key=found.key), word("folder", folder=found.folder)]
    if found.size is not None:
        size, hours = round(found.size / 1000), _age_hours(found)
        lines.append(word("file", kilobytes=size, built=_instant(found), hours=hours))
    if found.others:
        lines.append(word("others", count=found.others))
    return lines


def _instant(found: EngineStanding) -> str | None:
    from datetime import UTC, datetime

    from estran.quantities.instants import format_instant

    if found.written is None:
        return None
    return format_instant(datetime.fromtimestamp(found.written, tz=UTC).replace(microsecond=0))


def _age_hours(found: EngineStanding) -> int:
    from estran.wiring import clock

    age = clock().now().timestamp() - (found.written or 0.0)
    return max(0, int(age // 3600))

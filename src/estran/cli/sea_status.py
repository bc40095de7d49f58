"""`estran sea status`: which sea is in use, layer by layer, and what is missing; no network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from cyclopts import Parameter

from estran.cli.sea_where import STRAIT, SeaWhere

FILE = "file"
CURRENTS = "currents"
LEVEL = "level"
OWN_LACKS = (CURRENTS, LEVEL)
"""Layers of which an added area holds none, or what its own file gives."""

Lacks: TypeAlias = tuple[str, ...] | None
"""Layers of which nothing is held of an added area; None for one that comes with Estran."""

if TYPE_CHECKING:
    from estran.adapters.live.fetching import Tried
    from estran.adapters.sea_standing import LayerStanding, SeaStanding, SourceStanding


def status(
    *,
    where: SeaWhere = STRAIT,
    lang: Literal["en", "fr"] = "en",
    json: Annotated[bool, Parameter(negative="")] = False,
) -> None:
    """Tell of each layer of the sea which source is in use, how old it is, and what is missing.

    Nothing is asked of any network: it tells what is kept on this machine.

    Parameters
    ----------
    lang : str
        Language of what is printed: en or fr.
    json : bool
        Print JSON instead of text.
    """
    from estran.adapters.kept_fields import sea_folder
    from estran.adapters.sea_standing import own_sources, sea_standing
    from estran.cli.printing import print_json, print_text
    from estran.environment.area import is_own
    from estran.wiring import clock
    from estran.wiring.areas import sources_of

    now = clock().now().timestamp()
    lacks = _lacks(where.area) if is_own(where.area) else None
    folder = sea_folder(where.folder())
    found = sea_standing(sources=sources_of(own_sources(), where.area), folder=folder, now=now)
    if json:
        print_json(_values(found, now, lacks=lacks))
    else:
        print_text("\n".join(_lines(found, now, lang, lacks=lacks)))


def failure_said(tried: Tried, language: str) -> str:
    """Return why a source gave nothing, in a language."""
    from estran.language.refusals import refusal

    return refusal(tried.code, tried.details, tried.message, language=language)


def _lines(found: SeaStanding, now: float, language: str, *, lacks: Lacks) -> list[str]:
    from estran.language.catalogue import say
    from estran.language.refusals import refusal_of

    lines = [say(language, "sea_status.folder", folder=found.folder)]
    for layer in found.layers:
        lines += _layer_lines(layer, now, language, lacks=lacks)
    for path in found.damaged:
        lines.append(say(language, "sea_status.damaged", file=path.name))
    if found.not_here:
        lines.append(say(language, "sea_status.not_here"))
        lines += [f"  {refusal_of(one, language=language)}" for one in found.not_here]
    return lines


def _layer_lines(layer: LayerStanding, now: float, language: str, *, lacks: Lacks) -> list[str]:
    from estran.language.catalogue import say

    name = say(language, f"sea_layer.{layer.layer}")
    if layer.used is None:
        lines = _nothing_used(layer, name, language, lacks=lacks)
    else:
        lines = [say(language, "sea_status.layer", layer=name, name=_name(layer.used, language))]
        lines += _used_lines(layer.used, now, language)
    for one in layer.sources:
        if one.state != "used" and one.key != FILE:
            lines.append("  " + _passed(one, now, language))
        if one.tried is not None and one.tried.outcome == "failed":
            why = failure_said(one.tried, language)
            hours = _hours(now - one.tried.at)
            lines.append("    " + say(language, "sea_status.failed", why=why, hours=hours))
    return lines


def _nothing_used(layer: LayerStanding, name: str, language: str, *, lacks: Lacks) -> list[str]:
    """Return what stands in for a layer, and what that does; an added area holds less."""
    from estran.language.catalogue import say

    without = "sea_without_own" if lacks is not None and layer.layer in OWN_LACKS else "sea_without"
    return [
        say(language, f"sea_status.{_stands_in(layer, lacks)}", layer=name),
        "  " + say(language, f"{without}.{layer.layer}"),
    ]


def _stands_in(layer: LayerStanding, lacks: Lacks) -> Literal["unknown", "embedded"]:
    return "unknown" if lacks is not None and layer.layer in lacks else "embedded"


def _lacks(area: str) -> tuple[str, ...]:
    """Return the layers of which nothing is held of an added area."""
    from estran.environment.tide import find_tide_field

    return OWN_LACKS if find_tide_field(area) is None else (CURRENTS,)


def _used_lines(one: SourceStanding, now: float, language: str) -> list[str]:
    from estran.exchange.text_manifest import licence_said
    from estran.language.catalogue import say

    entry = one.entry
    if entry is None:
        return []
    lines = [
        say(
            language,
            "sea_status.age",
            hours=_hours(now - entry.fetched_at),
            metres=f"{entry.resolution:.0f}",
        )
    ]
    if entry.layer != "depth":
        lines.append(
            say(language, "sea_status.span", first=_instant(entry.first), last=_instant(entry.last))
        )
    if entry.layer == "depth":
        lines.append(say(language, f"sea_status.datum_{entry.datum or 'untold'}"))
    if one.next_at is not None:
        lines.append(say(language, "sea_status.next", when=_instant(one.next_at)))
    if entry.fetched_at > now:
        lines.append(say(language, "sea_status.ahead"))
    licence = licence_said(one.licence, language=language)
    lines.append(say(language, "sea_status.licence", licence=licence))
    return [f"  {line}" for line in lines]


def _passed(one: SourceStanding, now: float, language: str) -> str:
    from estran.language.catalogue import say

    hours = _hours(now - one.entry.fetched_at) if one.entry else ""
    return say(language, f"sea_status.{one.state}", name=_name(one, language), hours=hours)


def _name(one: SourceStanding, language: str) -> str:
    """Return the name of a source; a file that somebody added has its own title."""
    return name_of(one.key, language) if one.known else one.name


def name_of(key: str, language: str) -> str:
    """Return the name of one of the sources that come with Estran."""
    from estran.language.catalogue import say

    return say(language, f"sea_source.{key.replace('-', '_')}")


def _values(found: SeaStanding, now: float, *, lacks: Lacks) -> dict[str, object]:
    return {
        "folder": str(found.folder),
        "layers": [
            {
                "layer": layer.layer,
                "used": layer.used.key if layer.used else _stands_in(layer, lacks),
                "sources": [_source_values(one, now) for one in layer.sources],
            }
            for layer in found.layers
        ],
        "damaged": [path.name for path in found.damaged],
        "not_here": [{"code": one.code, "message": one.message} for one in found.not_here],
    }


def _source_values(one: SourceStanding, now: float) -> dict[str, object]:
    entry, tried = one.entry, one.tried
    failed = tried is not None and tried.outcome == "failed"
    return {
        "source": one.key,
        "name": one.name,
        "state": one.state,
        "licence": one.licence,
        "age_s": round(now - entry.fetched_at) if entry else None,
        "issued": _instant(entry.issued_at) if entry and entry.issued_at is not None else None,
        "first": _instant(entry.first) if entry and entry.layer != "depth" else None,
        "last": _instant(entry.last) if entry and entry.layer != "depth" else None,
        "resolution_m": entry.resolution if entry else None,
        **({"datum": entry.datum or None} if entry and entry.layer == "depth" else {}),
        "sha256": entry.sha256 if entry else None,
        "next_update": _instant(one.next_at) if one.next_at is not None else None,
        "failed": tried.code if tried is not None and failed else None,
    }


def _hours(seconds: float) -> str:
    return f"{max(seconds, 0.0) / 3600.0:.1f}"


def _instant(seconds: float) -> str:
    from datetime import UTC, datetime

    from estran.quantities.instants import format_instant

    return format_instant(datetime.fromtimestamp(seconds, tz=UTC).replace(second=0, microsecond=0))

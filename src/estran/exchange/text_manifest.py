"""Part 4 of the text answer: what is needed to repeat it, and everything it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.language.catalogue import name_in, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.assess.answer import AssumptionUsed, Manifest
    from estran.assess.answer_sea import KeptFieldUsed

UNTOLD = ("", "as its maker says")
"""What is kept as a licence where a file named none; the second by earlier versions."""


def manifest_lines(manifest: Manifest, *, language: str) -> list[str]:
    """Return the lines of part 4."""

    def word(key: str, /, **values: object) -> str:
        return say(language, f"manifest.{key}", **values)

    versions = ", ".join(f"{name} {version}" for name, version in manifest.versions.items())
    return [
        word("heading"),
        "  "
        + word(
            "line_run",
            seed=manifest.seed,
            particles=manifest.particles,
            hours=manifest.hours,
            step=manifest.step_s,
            as_of=manifest.as_of,
        ),
        "  " + word("line_version", version=manifest.version, versions=versions),
        "  " + word("line_inputs", inputs=manifest.inputs_sha256),
        *(
            "  " + word("data", name=name, digest=digest[:16])
            for name, digest in manifest.data_sha256.items()
        ),
        *kept_lines(manifest.kept_fields, language=language),
        "  " + word("assumptions"),
        *("    " + _assumption(row, language) for row in manifest.assumptions),
        "  " + word("sources"),
        *(
            "    " + word("source", key=row.key, year=row.year, title=row.title)
            for row in manifest.sources
        ),
    ]


def licence_said(licence: str, *, language: str) -> str:
    """Return under which licence a kept field may be used: where its file named none, that."""
    return say(language, "kept.licence_untold") if licence in UNTOLD else licence


def kept_lines(fields: Sequence[KeptFieldUsed], *, language: str) -> list[str]:
    """Return a line for each kept field of the sea; none where there is none."""
    rows = [
        say(
            language,
            f"kept.manifest_{row.use}",
            layer=say(language, f"sea_layer.{row.layer}"),
            title=row.title,
            source=row.source,
            made=row.made,
            digest=row.sha256[:16],
            licence=licence_said(row.licence, language=language),
        )
        for row in fields
    ]
    return ["  " + say(language, "kept.manifest"), *("    " + one for one in rows)] if rows else []


def _assumption(row: AssumptionUsed, language: str) -> str:
    if isinstance(row.value, dict):
        weights = ", ".join(f"{name} {weight:g}" for name, weight in row.value.items())
        return say(
            language, "manifest.assumption_weights", key=row.key, weights=weights, source=row.source
        )
    if row.value is None:
        return say(language, "manifest.assumption_withheld", key=row.key, source=row.source)
    low, high = (f"{bound:g}" if bound is not None else "?" for bound in (row.low, row.high))
    return say(
        language,
        "manifest.assumption",
        key=row.key,
        value=f"{row.value:g}",
        unit=name_in(language, "unit", row.unit),
        low=low,
        high=high,
        source=row.source,
    )

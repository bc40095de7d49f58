"""What an answer rests on: inputs, data, sources, assumptions, versions; enough to repeat it."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from importlib.resources import files
from platform import python_version
from typing import TYPE_CHECKING

import msgspec

from estran.assess.answer import AssumptionUsed, Manifest, PartRests, SourceUsed
from estran.environment.area import area_data
from estran.quantities.instants import format_instant
from estran.sources.assumptions import Assumption
from estran.sources.library import source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from estran.assess.answer_words import AnswerPart
    from estran.assess.evidence_said import EvidenceUsed, History
    from estran.assess.settings import RunSettings
    from estran.assess.situation import Situation
    from estran.rescue.assets import Unit
    from estran.sources.assumptions import AssumedWeights, AssumptionBook
    from estran.sources.library import Source

CLASSES_ONLY = (
    *("hazard_boat", "hazard_tube", "hazard_floor", "hazard_side", "hazard_relative"),
    *("hazard_shipping", "hazard_breaker"),
)
"""Assumptions about a boat's shape and limits: an answer names them without their figures."""

LIBRARIES = ("numpy", "pyproj", "ephem")


def manifest_of(
    situation: Situation,
    settings: RunSettings,
    *,
    book: AssumptionBook,
    sources: Mapping[AnswerPart, Iterable[str]],
    units: Sequence[Unit] = (),
    engine: str,
) -> Manifest:
    """Return the manifest of an answer.

    Parameters
    ----------
    situation : Situation
        As understood.
    settings : RunSettings
        How the forecast was computed.
    book : AssumptionBook
        After the forecast: it knows which assumptions were used.
    sources : mapping of str to iterable of str
        By part of the answer, keys of the library beside those of the assumptions.
    units : sequence of Unit
        That the user named: they are inputs like any other.
    engine : str
        Which engine let the ensemble drift, and why, where it was not the compiled one.
    """
    named = {key for keys in sources.values() for key in keys}
    cited = sorted({*named, *(row.source for row in book.used)})
    data = data_digests(situation.area.key)
    own = situation.area.sources
    return Manifest(
        seed=settings.seed,
        version=version("estran"),
        versions={"python": python_version(), **{name: version(name) for name in LIBRARIES}},
        engine=engine,
        as_of=format_instant(situation.time),
        particles=settings.particles,
        hours=settings.hours,
        step_s=round(settings.step),
        wind_relative_to_water=settings.wind_relative_to_water,
        inputs_sha256=inputs_digest(situation, settings, data, units),
        data_sha256=data,
        sources=[_source(own.get(key) or source(key)) for key in cited],
        assumptions=[assumption_used(row) for row in book.used],
        parts=[
            PartRests(part=part, sources=sorted(keys), assumptions=list(book.behind(part)))
            for part, keys in sources.items()
        ],
    )


def with_evidence(
    manifest: Manifest, evidence: EvidenceUsed | None, history: History | None
) -> Manifest:
    """Return a manifest that records what the forecast was re-based on; its inputs count too."""
    if evidence is None or history is None:
        return manifest
    plain = msgspec.to_builtins([manifest.inputs_sha256, history])
    digest = hashlib.sha256(msgspec.json.encode(plain, order="deterministic")).hexdigest()
    return msgspec.structs.replace(manifest, evidence=evidence, inputs_sha256=digest)


def inputs_digest(
    situation: Situation, settings: RunSettings, data: dict[str, str], units: Sequence[Unit] = ()
) -> str:
    """Return the SHA-256 of everything that decides the answer, apart from the code."""
    plain = msgspec.to_builtins([situation.report, settings, data, list(units)])
    return hashlib.sha256(msgspec.json.encode(plain, order="deterministic")).hexdigest()


def data_digests(area: str) -> dict[str, str]:
    """Return the SHA-256 of every data file that an answer in an area rests on, by name."""
    rules = files("estran.doctrine").joinpath("rules")
    tables = [
        files("estran.drift").joinpath("leeway_classes.toml"),
        files("estran.drift").joinpath("craft.toml"),
        files("estran.sources").joinpath("assumptions.toml"),
        files("estran.hazard").joinpath("limits.toml"),
        files("estran.rescue").joinpath("survival_points.toml"),
        files("estran.rescue").joinpath("asset_classes.toml"),
        files("estran.doctrine").joinpath("facts.yaml"),
        *(item for item in rules.iterdir() if not item.name.endswith("_cases.yaml")),
    ]
    contents = {**area_data(area), **{item.name: item.read_bytes() for item in tables}}
    digests = {name: hashlib.sha256(one).hexdigest() for name, one in contents.items()}
    return dict(sorted(digests.items()))


def _source(found: Source) -> SourceUsed:
    return SourceUsed(
        key=found.key,
        title=found.title,
        authors=", ".join(found.authors),
        year=str(found.year or "undated"),
        where=found.where,
        licence=found.licence,
    )


def assumption_used(row: Assumption | AssumedWeights) -> AssumptionUsed:
    """Return an assumption as answers name it: without figures where only classes are given."""
    if isinstance(row, Assumption):
        withheld = row.key.startswith(CLASSES_ONLY)
        return AssumptionUsed(
            key=row.key,
            value=None if withheld else row.value,
            unit=row.unit,
            low=None if withheld else row.low,
            high=None if withheld else row.high,
            source=row.source,
            why=row.why,
        )
    return AssumptionUsed(
        key=row.key,
        value=dict(row.weights),
        unit="1",
        low=None,
        high=None,
        source=row.source,
        why=row.why,
    )

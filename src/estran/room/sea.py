"""The kept fields that an assessment rests on: who offers them, and how the record holds them.

A field is held as its file under the SHA-256 of it, and read from there when an answer is made
again. No folder is known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from estran.assess.kept_choice import EMBEDDED_SEA, SeaChosen
from estran.casebook.canonical import sha256
from estran.environment.kept_sea import (
    KeptSea,
    OfferedFields,
    PassedBecause,
    PassedOver,
)
from estran.errors import CasebookError, InputError
from estran.exchange.kept_field_bytes import field_bytes, field_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from estran.casebook.store import EventStore
    from estran.environment.kept_field import KeptField

MEDIA = "application/x-estran-field"


class KeptFields(Protocol):
    """Offers the kept fields of the sea: those of a folder, or those of a test."""

    def offered(self, start: float, hours: int) -> OfferedFields:
        """Return what is kept for the hours [h] after a start [s since 1970, UTC].

        Within a layer in the order of sources, and of a source the newest first; of one that has
        nothing for the hours the newest alone, so that an answer can say why it is not used. Of a
        source with several that hold the hours older ones may be left out. Depths hold always.
        """
        ...


class EmbeddedSea:
    """Offers nothing: the sea that comes with Estran alone."""

    def offered(self, start: float, hours: int) -> OfferedFields:  # noqa: ARG002 -- of the port
        """Return nothing."""
        return OfferedFields((), {})


class FieldGiven(Struct, frozen=True, kw_only=True):
    """A field that counted, by its content and by its file in the record."""

    layer: str
    source: str
    sha256: str
    file: str


class FieldPassed(Struct, frozen=True, kw_only=True):
    """What a field said of itself that was passed over, and why it was."""

    layer: str
    source: str
    title: str
    first: float
    last: float
    fetched_at: float
    because: PassedBecause


class KeptGiven(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What counted at one time, the better first within a layer, and what was passed over."""

    fields: tuple[FieldGiven, ...] = ()
    passed: tuple[FieldPassed, ...] = ()


class SeaGiven(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What counted at the report, and what counted from an earlier one on."""

    now: KeptGiven = KeptGiven()
    since: KeptGiven = KeptGiven()


def written(sea: SeaChosen) -> tuple[SeaGiven | None, dict[str, bytes]]:
    """Return how what was chosen is written down, and its files by their SHA-256; None for none."""
    contents = {one.sha256: field_bytes(one) for one in (*sea.now.fields, *sea.since.fields)}
    names = {content: sha256(file) for content, file in contents.items()}
    given = SeaGiven(now=_given(sea.now, names), since=_given(sea.since, names))
    if given == SeaGiven():
        return None, {}
    return given, {names[content]: file for content, file in contents.items()}


def read_back(given: SeaGiven | None, files: Mapping[str, bytes]) -> SeaChosen:
    """Return what was chosen then, from the files that are held.

    Raises
    ------
    CasebookError
        Naming by layer, source and hash a field that is not held, or is not what its hash says.
    """
    if given is None:
        return EMBEDDED_SEA
    lacking = tuple(one for one in fields_in(given) if _field(one, files) is None)
    if lacking:
        said = said_of(lacking)
        raise CasebookError(
            "sea.field_missing",
            f"Not held here: {said}. No other sea stands in for it. Ask for the export again.",
            fields=said,
        )
    return SeaChosen(_kept(given.now, files), _kept(given.since, files))


def lacking_in(given: SeaGiven | None, files: Mapping[str, bytes]) -> str:
    """Return the fields that are not among some files, in words; empty where none is lacking."""
    return said_of(one for one in fields_in(given) if _field(one, files) is None)


def said_of(fields: Iterable[FieldGiven]) -> str:
    """Return fields in words: layer, source, SHA-256."""
    return ", ".join(f"{one.layer} {one.source} (SHA-256 {one.sha256})" for one in fields)


def fields_in(given: SeaGiven | None) -> Iterator[FieldGiven]:
    """Yield every field that counted, each once."""
    if given is not None:
        yield from {one.sha256: one for one in (*given.now.fields, *given.since.fields)}.values()


def files_of(store: EventStore, given: SeaGiven | None) -> dict[str, bytes]:
    """Return the files of the fields that counted, as far as a store holds them."""
    held = {one.file: store.artifact(one.file) for one in fields_in(given)}
    return {name: one.content for name, one in held.items() if one is not None}


def _given(kept: KeptSea, names: Mapping[str, str]) -> KeptGiven:
    fields = tuple(
        FieldGiven(
            layer=one.layer,
            source=one.source,
            sha256=one.sha256,
            file=names[one.sha256],
        )
        for one in kept.fields
    )
    passed = tuple(
        FieldPassed(
            layer=one.layer,
            source=one.source,
            title=one.title,
            first=one.first,
            last=one.last,
            fetched_at=one.fetched_at,
            because=one.because,
        )
        for one in kept.passed
    )
    return KeptGiven(fields=fields, passed=passed)


def _kept(given: KeptGiven, files: Mapping[str, bytes]) -> KeptSea:
    found = [_field(one, files) for one in given.fields]
    passed = tuple(
        PassedOver(
            layer=one.layer,
            source=one.source,
            title=one.title,
            first=one.first,
            last=one.last,
            fetched_at=one.fetched_at,
            because=one.because,
        )
        for one in given.passed
    )
    return KeptSea(tuple(one for one in found if one is not None), passed)


def _field(given: FieldGiven, files: Mapping[str, bytes]) -> KeptField | None:
    """Return a field from its file; None where there is none, or it is another."""
    if given.file not in files:
        return None
    try:
        found = field_from(files[given.file], said=given.file)
    except InputError:
        return None
    return found if found.sha256 == given.sha256 else None

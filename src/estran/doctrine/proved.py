"""The record of what has been proved of the rules that ship, so that an answer need not prove it.

Rules that are not in the record are proved before they are used. tools/write_proofs.py writes it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache
from hashlib import sha256
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from estran.doctrine.registry import doctrines, in_force
from estran.doctrine.ruleset import ruleset
from estran.quantities.instants import in_utc

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from estran.doctrine.rule import Doctrine
    from estran.doctrine.ruleset import Ruleset

RECORD = "proved.toml"
ALL_PROOFS = "abcdefg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What stands from a day on; `since` is None for everything before the first one."""

    since: date | None
    rules: Ruleset


def require_standing(rules: Ruleset) -> None:
    """Refuse rules that fail a proof; those of the record have passed, and cost a comparison.

    Raises
    ------
    DoctrineError
        Naming the proof, with a situation in words in which it fails.
    """
    if record().get(digest_of(rules)) == ALL_PROOFS:
        return
    from estran.doctrine.proofs import require_proved  # noqa: PLC0415 -- seldom needed

    require_proved(rules)


@cache
def record() -> Mapping[str, str]:
    """Return the proofs passed, as letters, by the digest of the rules."""
    text = files("estran.doctrine").joinpath("rules", RECORD).read_text("utf-8")
    rows = tomllib.loads(text).get("standing", [])
    return MappingProxyType({row["digest"]: row["proofs"] for row in rows})


def digest_of(rules: Ruleset) -> str:
    """Return the SHA-256 of all that a proof of these rules rests on.

    The list of facts, the text of every doctrine, the values of its parameters that day, and which
    of its rules speak and count.
    """
    day = in_utc(rules.at).date()
    rows = [_facts_digest()]
    rows += [f"{one.id} {one.digest} {_values(one, day)}" for one in rules.doctrines]
    active = {one.rule.id: one for law in rules.options.values() for one in law.rules}
    rows += [f"{name} {one.certain} {one.counts}" for name, one in sorted(active.items())]
    return sha256("\n".join(rows).encode()).hexdigest()


def periods() -> Iterator[Period]:
    """Yield what stands, from each day on which that changes, the time before the first too."""
    days = sorted({day for one in doctrines().values() for day in _turning_days(one)})
    seen = ""
    for since in (None, *days):
        day = since or days[0] - timedelta(days=1)
        at = datetime.combine(day, time(12), tzinfo=UTC)
        rules = ruleset(in_force(at), at=at)
        if (digest := digest_of(rules)) != seen:
            yield Period(since=since, rules=rules)
        seen = digest


def record_text() -> str:
    """Return the record as it should be.

    Raises
    ------
    DoctrineError
        Where what stands at some time fails a proof.
    """
    from estran.doctrine.proofs import require_proved  # noqa: PLC0415 -- for the tool alone

    parts = ["# What has been proved of the rules in force; written by tools/write_proofs.py.\n"]
    for one in periods():
        require_proved(one.rules)
        since = f"from = {one.since}" if one.since else "# before the first day"
        names = ", ".join(f'"{held.id}"' for held in one.rules.doctrines)
        parts.append(
            f"[[standing]]\n{since}\ndoctrines = [{names}]\n"
            f'digest = "{digest_of(one.rules)}"\nproofs = "{ALL_PROOFS}"\n'
        )
    return "\n".join(parts)


def _turning_days(one: Doctrine) -> Iterator[date]:
    for day in (one.valid_from, one.valid_until, one.doubtful_from):
        if day is not None:
            yield day
    for parameter in one.parameters.values():
        yield from parameter.values


def _values(one: Doctrine, day: date) -> str:
    return " ".join(f"{name}={each.at(day)!r}" for name, each in sorted(one.parameters.items()))


@cache
def _facts_digest() -> str:
    return sha256(files("estran.doctrine").joinpath("facts.yaml").read_bytes()).hexdigest()
